//! The blocks of a page as markup.

use super::escape::escape;
use crate::locale::Locale;
use crate::report::page::{Block, Closing, Letterhead, Orientation, PaperTitle, Signature, Table};

/// Cells of a column with so few characters each stay on one line.
const SHORT: usize = 12;

/// The blocks, with the title as a heading of a level.
pub(super) fn write(blocks: &[Block], level: usize, locale: Locale) -> String {
    blocks.iter().map(|one| block(one, level, locale)).collect()
}

fn block(block: &Block, level: usize, locale: Locale) -> String {
    let heading = |down: usize, text: &str| {
        let level = (level + down).min(6);
        format!("<h{level}>{}</h{level}>\n", escape(text))
    };
    match block {
        Block::Title(text) => heading(0, text),
        Block::Heading(text) => heading(1, text),
        Block::Subheading(text) => heading(2, text),
        Block::Note(text) | Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::Centred(text) => format!("<p class=\"centred\">{}</p>\n", escape(text)),
        Block::List(items) => {
            let items = items
                .iter()
                .map(|item| format!("<li>{}</li>", escape(item)));
            format!("<ul>{}</ul>\n", items.collect::<String>())
        }
        Block::Pairs(pairs) => {
            let pair = |(name, value): &(String, String)| {
                format!(
                    "<div><dt>{}</dt><dd>{}</dd></div>",
                    escape(name),
                    escape(value)
                )
            };
            format!("<dl>{}</dl>\n", pairs.iter().map(pair).collect::<String>())
        }
        Block::Command(text) => format!("<pre>{}</pre>\n", escape(text.trim())),
        Block::Table(shown) => {
            let is_tree = shown.rows.iter().any(|row| row.strong);
            let sorts = !is_tree && shown.rows.len() > 3;
            table(shown, sorts, &[], locale)
        }
        Block::Letterhead(head) => letterhead(head, locale),
        Block::PaperTitle(title) => paper_title(title, level),
        Block::Closing(end) => closing(end),
        Block::NewPage(Orientation::Portrait) => "<hr class=\"page\">\n".to_owned(),
        Block::NewPage(Orientation::Landscape) => "<hr class=\"page wide\">\n".to_owned(),
        Block::Imprint(text) => format!("<p class=\"imprint\">{}</p>\n", escape(text)),
    }
}

/// A table. Where rows unfold, a button stands before their first cells: `unfolds` has the number and
/// the name of the sheet of each, as far as there are some.
pub(super) fn table(
    table: &Table,
    sorts: bool,
    unfolds: &[(usize, &str)],
    locale: Locale,
) -> String {
    let table = table.printed(locale);
    let opens = !unfolds.is_empty();
    let mut out = String::from("<div class=\"scroll\"><table");
    out += if sorts { " class=\"data\"" } else { "" };
    out += "><thead><tr>";
    out += if opens {
        "<td class=\"open\"></td>"
    } else {
        ""
    };
    let is_short = |at: usize| {
        let mut rows = table.rows.iter();
        rows.all(|row| row.cells[at].chars().count() <= SHORT)
    };
    let classes = table.columns.iter().enumerate();
    let classes = classes.map(|(at, column)| match (column.number, is_short(at)) {
        (true, _) => " class=\"n\"",
        (false, true) => " class=\"s\"",
        (false, false) => "",
    });
    let classes: Vec<&str> = classes.collect();
    for (column, class) in table.columns.iter().zip(&classes) {
        out += &format!("<th scope=\"col\"{class}>{}</th>", escape(&column.heading));
    }
    out += "</tr></thead><tbody>\n";
    for (at, row) in table.rows.iter().enumerate() {
        let class = if row.strong { " class=\"strong\"" } else { "" };
        match unfolds.get(at) {
            Some((sheet, name)) => {
                out += &format!(
                    "<tr{class} data-sheet=\"{sheet}\"><td class=\"open\"><button type=\"button\" \
                     aria-expanded=\"false\" aria-label=\"{}\"></button></td>",
                    escape(name)
                );
            }
            None => {
                out += &format!("<tr{class}>");
                out += if opens {
                    "<td class=\"open\"></td>"
                } else {
                    ""
                };
            }
        }
        for (cell, class) in row.cells.iter().zip(&classes) {
            out += &format!("<td{class}>{}</td>", escape(cell));
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div>\n"
}

/// Lines below each other.
fn lines<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines
        .map(|line| format!("<p>{}</p>", escape(line)))
        .collect()
}

fn letterhead(head: &Letterhead, locale: Locale) -> String {
    format!(
        "<div class=\"letterhead\"><div>{}</div><div class=\"right\">{}<p><i>{}</i></p></div></div>\n",
        lines(head.left()),
        lines(head.form.letterhead(locale).iter().copied()),
        escape(&head.place_and_date),
    )
}

fn paper_title(title: &PaperTitle, level: usize) -> String {
    let note = title.note.iter();
    let note: String = note
        .map(|note| format!("<p><i>{}</i></p>", escape(note)))
        .collect();
    format!(
        "<div class=\"paper-title\"><h{level}>{}</h{level}>{}{note}</div>\n",
        escape(&title.kind),
        lines(title.about.iter().map(String::as_str)),
    )
}

fn closing(closing: &Closing) -> String {
    let signature = |one: &Signature| {
        format!(
            "<div class=\"signature\">{}<p><i>{}</i></p><p class=\"name\">{}</p></div>",
            lines(one.post.iter().map(String::as_str)),
            escape(&one.note),
            escape(&one.name),
        )
    };
    let mut left = String::new();
    if !closing.recipients.is_empty() {
        let to = closing.recipients.iter();
        let to = to.map(|to| format!("<li>{}</li>", escape(to)));
        let heading = escape(&closing.heading);
        left = format!(
            "<div class=\"recipients\"><p><b><i>{heading}:</i></b></p><ul>{}</ul></div>",
            to.collect::<String>()
        );
    }
    let signatures: String = closing.signatures.iter().map(signature).collect();
    format!("<div class=\"closing\">{left}{signatures}</div>\n")
}
