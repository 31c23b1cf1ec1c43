//! The book of criteria as a paper: what the council signs and what is computed are one text.

use std::fs;
use std::path::Path;

use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::parallel::deep;
use dvk::report::{self, Format};
use dvk::rule::ranges::Gives;
use dvk::rule::{RuleId, Rulebook};
use dvk::scheme::{Criterion, Expected, FactKind};
use jiff::civil::{Date, date};
use serde_json::Value;

const DAY: Date = date(2025, 11, 30);

fn file(name: &str) -> Option<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let bytes = fs::read(folder.join(name)).ok()?;
    Some(File {
        name: name.to_owned(),
        bytes,
    })
}

fn shipped() -> Vec<Rulebook> {
    let names = [
        "tap-the.toml",
        "ca-nhan.toml",
        "qcdc-xa-phuong.toml",
        "qcdc-co-quan.toml",
        "qcdc-doanh-nghiep.toml",
    ];
    let files: Vec<_> = names.iter().filter_map(|name| file(name)).collect();
    assert_eq!(files.len(), names.len(), "all of them are there");
    load(
        &files,
        &|_: &str, name: &str| file(name),
        &Options::default(),
    )
    .books
}

/// A scheme of one criterion, with the numbers `x` and `y`, the choice `loai` and a day.
fn scheme(row: &str) -> Rulebook {
    let text = format!(
        "format = 1\nid = \"s\"\ntitle = \"T\"\n[points]\nscale = 10\n[facts.x]\nlabel = \"Số hộ\"\n\
         type = \"number\"\nmin = 0\nunit = \"hộ\"\n[facts.y]\nlabel = \"Tỷ lệ\"\ntype = \"percent\"\n\
         [facts.loai]\nlabel = \"Loại\"\ntype = \"choice\"\nchoices = {{ a = \"Một\", b = \"Hai\", c = \"Ba\" }}\n\
         [facts.ngay]\nlabel = \"Ngày\"\ntype = \"date\"\n\
         [values.moc]\nlabel = \"Mốc\"\n2020-01-01 = {{ value = 75 }}\n\
         [[criterion]]\nid = \"A\"\ntitle = \"A\"\nmax = 10\n{row}\n[ranking]\nlast = \"shared\"\n"
    );
    let file = File {
        name: "s.toml".to_owned(),
        bytes: text.into_bytes(),
    };
    let mut loaded = load(&[file], &|_: &str, _: &str| None, &Options::default());
    let found = dvk::diagnostic::render(&loaded.diagnostics, Locale::Vi, false);
    assert_eq!(loaded.books.len(), 1, "{found}");
    loaded.books.remove(0)
}

/// How each criterion is scored, by scheme and row.
fn said(books: &[Rulebook]) -> Vec<Vec<String>> {
    let options = report::Options::default();
    let json = report::criteria(books, Some(DAY), Format::Json, &options);
    let json = json.expect("JSON holds everything");
    let json: Value = serde_json::from_slice(&json).expect("it is JSON");
    let row = |row: &Value| {
        let lines = row["how"].as_array().expect("lines").iter();
        let lines: Vec<_> = lines.map(|line| line.as_str().expect("text")).collect();
        lines.join("\n")
    };
    let books = json["schemes"]
        .as_array()
        .expect("a list of schemes")
        .iter();
    books
        .map(|book| {
            book["criteria"]
                .as_array()
                .expect("rows")
                .iter()
                .map(row)
                .collect()
        })
        .collect()
}

fn how(row: &str) -> String {
    let row = row.to_owned();
    deep(move || said(&[scheme(&row)]).remove(0).remove(0))
}

/// Whether a number is said, and not only as a part of another.
fn says(text: &str, number: &Number) -> bool {
    let number = Locale::Vi.number(number);
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(&number).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + number.len()..]);
        let decimals = after.starts_with(',') && is_part(after[1..].chars().next());
        !is_part(before.chars().next_back()) && !is_part(after.chars().next()) && !decimals
    })
}

/// The row's text says it, or that of the values, where a figure goes by a choice.
#[test]
fn every_threshold_of_every_shipped_rule_stands_in_the_paper() {
    deep(|| {
        let books = shipped();
        let said = said(&books);
        let (mut thresholds, mut results, mut faults) = (0, 0, Vec::new());
        for (book, said) in books.iter().zip(&said) {
            for (at, how) in said.iter().enumerate() {
                let row = &book.scheme.criteria[at];
                let place = format!("{} {}: {how}", book.scheme.id, row.id);
                if how.contains("in nguyên văn") {
                    faults.push(place.clone());
                }
                for (fact, known) in book.scheme.facts.iter().enumerate() {
                    // Where a formula meets its ceiling is no threshold that a paper names.
                    if matches!(known.kind, FactKind::Date) || how.contains("ính bằng") {
                        continue;
                    }
                    let Some(steps) = book.steps(RuleId::Criterion(at), fact, DAY) else {
                        continue;
                    };
                    let gives_one = |at: usize| matches!(steps.steps[at].gives, Gives::Same(_));
                    let both =
                        (1..steps.steps.len()).filter(|at| gives_one(at - 1) && gives_one(*at));
                    let cuts = both.filter_map(|at| steps.steps[at].interval.from.as_ref());
                    for cut in cuts.filter(|cut| !cut.at.is_zero()) {
                        // Among whole numbers the place just below 5 is passed by 4, which a rule
                        // may have written.
                        let below = &cut.at - &number!(1);
                        if !says(how, &cut.at) && !says(how, &below) {
                            faults.push(format!("{} in {place}", cut.at));
                        }
                        thresholds += 1;
                    }
                }
                results += expected(row).filter(|points| says(how, points)).count();
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
        assert!(thresholds > 60, "{thresholds} thresholds");
        assert!(results > 150, "{results} results of cases");
    });
}

/// The points that the cases beside a row expect.
fn expected(row: &Criterion) -> impl Iterator<Item = &Number> {
    row.cases.iter().filter_map(|case| match &case.expected {
        Expected::Points(points) => Some(points),
        _ => None,
    })
}

#[test]
fn a_chain_over_one_number_is_said_from_where_to_where() {
    let rule = "rule = 'if y >= moc { 10 } else if y > 60 { 7 } else if y >= 40 { 4 } else { 0 }'";
    assert_eq!(
        how(rule),
        "Tỷ lệ:\n- từ 75% trở lên (mốc “Mốc”): 10 điểm\n- trên 60% đến dưới 75% (mốc “Mốc”): 7 điểm\n\
         - từ 40% đến 60%: 4 điểm\n- dưới 40%: 0 điểm"
    );
    let rule = "rule = 'at_most(x, [[0, 10], [5, 6]])'";
    assert_eq!(
        how(rule),
        "Số hộ:\n- không quá 0 hộ: 10 điểm\n- trên 0 hộ đến 5 hộ: 6 điểm\n- trên 5 hộ: 0 điểm"
    );
}

#[test]
fn what_is_left_of_a_choice_is_said_by_its_labels() {
    let rule = "rule = 'switch loai { \"a\" => MAX, \"b\" => 4, _ => 0 }'";
    assert_eq!(
        how(rule),
        "Loại:\n- Một: 10 điểm\n- Hai: 4 điểm\n- Ba: 0 điểm"
    );
}

#[test]
fn lines_after_a_condition_of_several_parts_are_tried_in_order() {
    let rule = "rule = 'if y >= 90 && loai == \"a\" { 10 } else if x > 3 { 5 } else { 0 }'";
    assert_eq!(
        how(rule),
        "- Tỷ lệ từ 90% trở lên và Loại: Một: 10 điểm\n- Số hộ trên 3 hộ: 5 điểm\n\
         - Số hộ không quá 3 hộ: 0 điểm\n(Xét lần lượt từ trên xuống, áp dụng dòng đúng đầu tiên.)"
    );
}

#[test]
fn a_formula_and_what_a_row_says_beside_its_rule() {
    let row = "rule = 'per(x, 0.5, MAX)'\notherwise = \"full\"\nfloor = 3\napplies = 'ngay >= date(\"2025-01-02\")'";
    assert_eq!(
        how(row),
        "Áp dụng khi: Ngày từ 02/01/2025 trở đi.\n\
         Tính bằng “Số hộ” × 0,5, không quá điểm tối đa 10\n\
         Không được giao thì được tính đủ điểm.\nMức tối thiểu: từ 3 điểm trở lên."
    );
}

#[test]
fn a_rule_that_cannot_be_followed_is_printed_as_it_is_written() {
    let rule = "rule = 'let s = 0; for i in 0..3 { s += x; } s'";
    let how = how(rule);
    assert!(
        how.contains("in nguyên văn: let s = 0; for i in 0..3"),
        "{how}"
    );
}
