//! A page as Markdown (GitHub's tables), with every sign of the language taken literally.

use super::page::{Block, Closing, Page, Signature, Table};
use crate::locale::Locale;
use crate::text::without_controls;

/// The page as text.
pub(super) fn write(page: &Page, locale: Locale) -> String {
    let blocks = page.blocks.iter();
    let parts: Vec<_> = blocks.map(|part| block(part, locale)).collect();
    parts.join("\n\n") + "\n"
}

fn block(block: &Block, locale: Locale) -> String {
    match block {
        Block::Title(text) => format!("# {}", escape(text)),
        Block::Heading(text) => format!("## {}", escape(text)),
        Block::Subheading(text) => format!("### {}", escape(text)),
        Block::Note(text) => escape(text),
        Block::List(items) => {
            let items = items.iter().map(|item| format!("- {}", escape(item)));
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Pairs(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(name, value)| format!("- **{}:** {}", escape(name), escape(value)));
            pairs.collect::<Vec<_>>().join("\n")
        }
        Block::Command(text) => format!("```sh\n{}\n```", text.trim()),
        Block::Table(table) => write_table(&table.printed(locale)),
        Block::Letterhead(head) => {
            let right = head.form.letterhead(locale).iter().copied();
            let lines = head.left().into_iter().chain(right);
            lines_of(lines.chain([head.place_and_date.as_str()]))
        }
        Block::PaperTitle(title) => {
            let below = title.about.iter().chain(&title.note);
            let kind = format!("## {}", escape(&title.kind));
            match lines_of(below.map(String::as_str)) {
                below if below.is_empty() => kind,
                below => format!("{kind}\n\n{below}"),
            }
        }
        Block::Paragraph(text) | Block::Centred(text) | Block::Imprint(text) => escape(text),
        Block::Closing(closing) => write_closing(closing),
        Block::NewPage(_) => "---".to_owned(),
    }
}

/// Lines that stay lines.
fn lines_of<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let lines = lines.filter(|line| !line.is_empty()).map(escape);
    lines.collect::<Vec<_>>().join("<br>\n")
}

fn write_closing(closing: &Closing) -> String {
    let signature = |one: &Signature| {
        let lines = one.post.iter().chain([&one.note, &one.name]);
        lines_of(lines.map(String::as_str))
    };
    let mut parts: Vec<_> = closing.signatures.iter().map(signature).collect();
    if !closing.recipients.is_empty() {
        let to = closing.recipients.iter();
        let to = to.map(|to| format!("- {}", escape(to)));
        let to = to.collect::<Vec<_>>().join("\n");
        parts.push(format!("**{}:**\n\n{to}", escape(&closing.heading)));
    }
    parts.join("\n\n")
}

fn write_table(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let headings = table.columns.iter().map(|column| escape(&column.heading));
    let rule = table.columns.iter().map(|column| {
        let rule = if column.number { "---:" } else { "---" };
        rule.to_owned()
    });
    let mut lines = vec![line(headings.collect()), line(rule.collect())];
    for row in &table.rows {
        let cell = |cell: &String| {
            let text = escape(cell);
            if row.strong && !text.is_empty() {
                format!("**{text}**")
            } else {
                text
            }
        };
        lines.push(line(row.cells.iter().map(cell).collect()));
    }
    lines.join("\n")
}

/// Text that Markdown shows as it was written. A line's end becomes `<br>`, which tables allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in without_controls(text.trim()).chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
    // At the start of a line these would begin a list.
    if out.starts_with(['-', '+']) && !out[1..].starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::page::Columns;
    use super::*;

    #[test]
    fn what_people_write_is_shown_as_they_wrote_it() {
        assert_eq!(escape("a|b\\c"), "a\\|b\\\\c");
        assert_eq!(escape("một\nhai"), "một<br>hai");
        assert_eq!(
            escape("<img src=x> & *khéo*"),
            "&lt;img src=x&gt; &amp; \\*khéo\\*"
        );
        assert_eq!(escape("- không"), "\\- không");
        assert_eq!(escape("-2,50"), "-2,50");
    }

    #[test]
    fn a_row_stays_on_its_line() {
        let table = Columns::of([()])
            .words("Tên", |()| "Thôn | A\nB")
            .number("Điểm", |()| "92.50")
            .table();
        assert_eq!(
            write_table(&table.printed(Locale::Vi)),
            "| Tên | Điểm |\n| --- | ---: |\n| Thôn \\| A<br>B | 92,50 |"
        );
    }
}
