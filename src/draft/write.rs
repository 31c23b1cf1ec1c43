//! A draft as a TOML file, with what was understood of each row in comments above it.

use std::fmt::Write as _;

use super::head::Head;
use super::how::FactType;
use super::row::{Kind, Row, Rows, slug};
use super::sentence;
use crate::locale::{Locale, Text};
use crate::number::Number;

/// What a comment of a draft begins with where somebody must look, in each language.
pub const OPEN: [&str; 2] = ["CẦN XEM", "TO DO"];

/// What it begins with where something was assumed.
pub const ASSUMED: [&str; 2] = ["TỰ HIỂU", "ASSUMED"];

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let text = crate::text::without_controls(text).replace('\n', " ");
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A line of a comment for each line of a text.
fn comment(out: &mut String, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "# {}", crate::text::without_controls(line).trim_end());
    }
}

fn key(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name} = {value}");
}

/// The scheme as a file.
pub(super) fn toml(head: &Head, rows: &Rows, locale: Locale) -> String {
    let mut out = String::new();
    comment(&mut out, locale.of(
        "DỰ THẢO lập từ bảng tiêu chí. Mỗi tiêu chí có ghi chú: hiểu thế nào, chỗ nào tự hiểu, chỗ nào cần xem lại.\nXem lại từng dòng, đối chiếu với văn bản, rồi chạy: dvk check TỆP-NÀY",
        "A DRAFT made from a criteria table. Above each row stands how it was understood, what was assumed and what is left.\nLook at each row beside the paper, then run: dvk check THIS-FILE",
    ));
    for note in &rows.notes {
        comment(
            &mut out,
            &format!("{}: {}", locale.of(OPEN[0], OPEN[1]), note.get(locale)),
        );
    }
    let _ = writeln!(
        out,
        "\nformat = 1\nid     = {}\ntitle  = {}",
        quoted(&head.id),
        quoted(&head.title)
    );
    comment(&mut out, locale.of(
        "Còn phải ghi, nếu có: đối tượng (subject), thời gian áp dụng (in_force), văn bản căn cứ (basis).",
        "Still to be written, if known: subject, in_force, basis.",
    ));
    if rows.all.iter().any(Row::is_marked) {
        stages(&mut out, head, rows, locale);
    }
    for row in &rows.all {
        if let Some((id, fact)) = &row.fact {
            let _ = writeln!(out, "\n[facts.{id}]\nlabel = {}", quoted(&fact.label));
            let kind = match fact.kind {
                FactType::Percent => "percent",
                FactType::Integer => "integer",
                FactType::Number => "number",
                FactType::YesNo => "yes-no",
            };
            key(&mut out, "type ", &quoted(kind));
            if fact.kind != FactType::YesNo {
                key(&mut out, "min  ", "0");
            }
            if fact.ends_at_hundred {
                key(&mut out, "max  ", "100");
            }
        }
    }
    for row in &rows.all {
        out.push('\n');
        match row.is_group {
            true => group(&mut out, row, locale),
            false => criterion(&mut out, row, locale),
        }
    }
    out.push('\n');
    comment(
        &mut out,
        locale.of(
            "Xếp loại: văn bản thường ghi ở phần khác. Bỏ dấu # ở đầu các dòng sau và sửa số điểm; mức cuối không cần điểm.",
            "Classes usually stand elsewhere in the paper. Take away the # before the lines below and set the points; the last needs none.",
        ),
    );
    for (id, title, from) in [
        ("xuat-sac", "Xuất sắc", "\nfrom  = 90"),
        ("tot", "Tốt", "\nfrom  = 80"),
        ("kha", "Khá", "\nfrom  = 65"),
        ("trung-binh", "Trung bình", ""),
    ] {
        let class = format!("[[class]]\nid    = \"{id}\"\ntitle = \"{title}\"{from}");
        comment(&mut out, &class);
    }
    out.push_str("\n[ranking]\n");
    comment(&mut out, locale.of(
        "Vẫn bằng điểm thì: council (Hội đồng quyết định), shared (đồng hạng) hoặc lot (bốc thăm).",
        "Equals at the end: council, shared or lot.",
    ));
    key(&mut out, "last", "\"council\"");
    out
}

/// The coarsest step that all points of the table are multiples of.
fn step(rows: &Rows) -> &'static str {
    let mut all: Vec<Number> = Vec::new();
    for row in &rows.all {
        all.extend(row.max.clone());
        let said = sentence::clauses(&row.said).map(|(clauses, _)| clauses);
        all.extend(said.unwrap_or_default().into_iter().map(|it| it.points));
    }
    let fits = |step: &&str| {
        let step = Number::parse(*step);
        let is_multiple = |points: &Number| {
            let steps = step.as_ref().and_then(|step| points.divide(step));
            steps.is_some_and(|steps| steps.is_whole())
        };
        all.iter().all(is_multiple)
    };
    let known = ["1", "0.5", "0.25", "0.1", "0.05"];
    known.into_iter().find(fits).unwrap_or("0.01")
}

fn stages(out: &mut String, head: &Head, rows: &Rows, locale: Locale) {
    if rows
        .all
        .iter()
        .any(|row| row.is_marked() && row.how.levels.is_empty())
    {
        let _ = writeln!(out, "\n[points]");
        comment(
            out,
            locale.of(
                "Điểm người chấm cho là bội số của số này.\nTỰ HIỂU: theo các điểm ghi trong bảng; nếu được chấm lẻ hơn thì sửa lại.",
                "Marks given by people are multiples of this.\nASSUMED: after the points of the table; change it where finer marks may be given.",
            ),
        );
        key(out, "step", step(rows));
    }
    let one = [locale.of("Hội đồng chấm", "The council").to_owned()];
    let named = if head.stages.is_empty() {
        &one[..]
    } else {
        &head.stages
    };
    let mut ids: Vec<String> = Vec::new();
    for title in named {
        let mut id = slug(title, '-');
        while ids.contains(&id) {
            id.push_str("-2");
        }
        let _ = writeln!(
            out,
            "\n[[stage]]\nid    = {}\ntitle = {}",
            quoted(&id),
            quoted(title)
        );
        ids.push(id);
    }
}

/// What stands above a row: how the paper says it, and what people have to know of it.
fn notes(out: &mut String, row: &Row, locale: Locale) {
    if !row.said.is_empty() {
        comment(
            out,
            &format!("{}: {}", locale.of("Văn bản", "Paper"), row.said),
        );
    }
    let mut tell = |word: &str, note: &Text| comment(out, &format!("{word}: {}", note.get(locale)));
    for note in &row.how.notes {
        tell(locale.of(ASSUMED[0], ASSUMED[1]), note);
    }
    for note in &row.how.open {
        tell(locale.of(OPEN[0], OPEN[1]), note);
    }
}

fn common(out: &mut String, row: &Row) {
    key(out, "id   ", &quoted(&row.id));
    if !row.no.is_empty() {
        key(out, "no   ", &quoted(&row.no));
    }
    if let Some(inside) = &row.inside {
        key(out, "in   ", &quoted(inside));
    }
    key(out, "title", &quoted(&row.title));
}

fn group(out: &mut String, row: &Row, locale: Locale) {
    notes(out, row, locale);
    out.push_str("[[group]]\n");
    common(out, row);
    if let Some(max) = &row.max {
        key(out, "max  ", &max.to_string());
    }
    if let Some(sum) = &row.mismatch {
        key(out, "mismatch", &quoted(row.mismatch_text(sum).get(locale)));
    }
}

fn criterion(out: &mut String, row: &Row, locale: Locale) {
    notes(out, row, locale);
    out.push_str("[[criterion]]\n");
    common(out, row);
    match row.kind {
        Kind::Scored => {}
        Kind::Bonus => key(out, "kind ", "\"bonus\""),
        Kind::Deduction => key(out, "kind ", "\"deduction\""),
    }
    if let Some(max) = &row.max {
        key(out, "max  ", &max.to_string());
    }
    let basis = match (row.basis.as_str(), row.no.as_str()) {
        ("", "") => row.title.clone(),
        ("", no) => format!("{} {no}", locale.of("Mục", "Section")),
        (basis, _) => basis.to_owned(),
    };
    key(out, "basis", &quoted(&basis));
    if !row.evidence.is_empty() {
        key(out, "evidence", &quoted(&row.evidence));
    }
    if let Some(otherwise) = row.how.otherwise {
        key(out, "otherwise", &quoted(otherwise));
    }
    match (&row.how.rule, &row.fact) {
        (Some((_, rule)), Some((id, _))) => {
            let rule = rule.replace("FACT", id);
            match rule.contains(" else if ") {
                true => {
                    let rule = rule.replace(" else ", "\n  else ");
                    let _ = writeln!(out, "rule  = '''\n  {rule}\n'''");
                }
                false => key(out, "rule ", &format!("'{rule}'")),
            }
        }
        _ => {
            key(out, "marked", "true");
            if !row.how.levels.is_empty() {
                let levels = row
                    .how
                    .levels
                    .iter()
                    .map(|(points, words)| format!("[{points}, {}]", quoted(words)));
                key(
                    out,
                    "levels",
                    &format!("[{}]", levels.collect::<Vec<_>>().join(", ")),
                );
            }
        }
    }
}
