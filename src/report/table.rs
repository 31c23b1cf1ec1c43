//! A page for the screen: tables that fit its width, words to the left, numbers to the right.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Width, presets};

use super::layout::{Measured, borders, letters};
use super::options::Options;
use super::page::{Block, Closing, Letterhead, Page, PaperTitle, Table};
use crate::locale::Locale;
use crate::text::without_controls;

/// The page as text.
pub(super) fn write(page: &Page, options: &Options) -> String {
    let width = options.width.map(|width| width.max(20));
    let mut out = String::new();
    for block in &page.blocks {
        let text = match block {
            Block::Title(text) => format!("{}\n", wrap(&text.to_uppercase(), width, "")),
            Block::Heading(text) => {
                let text = wrap(text, width, "");
                let longest = text.lines().map(letters).max().unwrap_or(0);
                format!("\n{text}\n{}\n", "═".repeat(longest))
            }
            Block::Subheading(text) => format!("\n{}\n", wrap(text, width, "")),
            Block::Note(text) => format!("{}\n", wrap(text, width, "")),
            // A command broken over lines would be another.
            Block::Command(text) => format!("{text}\n"),
            Block::List(items) => items
                .iter()
                .map(|item| format!("- {}\n", wrap(item, width.map(|width| width - 2), "  ")))
                .collect(),
            Block::Pairs(pairs) => write_pairs(pairs, width),
            Block::Table(table) => write_table(table.printed(options.locale), width) + "\n",
            Block::Letterhead(head) => write_letterhead(head, options.locale, width),
            Block::PaperTitle(title) => write_title(title, width),
            Block::Paragraph(text) | Block::Imprint(text) => {
                format!("\n{}\n", wrap(text, width, ""))
            }
            Block::Centred(text) => centred(text, width),
            Block::Closing(closing) => write_closing(closing, width),
            Block::NewPage(_) => "\n".to_owned(),
        };
        out.push_str(&text);
    }
    // The space above a heading is for headings that follow something.
    out.trim_start_matches('\n').to_owned()
}

fn write_pairs(pairs: &[(String, String)], width: Option<usize>) -> String {
    let longest = pairs.iter().map(|(name, _)| letters(name)).max();
    let longest = longest.unwrap_or(0) + 2;
    let indent = " ".repeat(longest);
    let room = width.map(|width| width.saturating_sub(longest).max(10));
    pairs
        .iter()
        .map(|(name, value)| {
            let gap = " ".repeat(longest - letters(name) - 1);
            format!("{}:{gap}{}\n", clean(name), wrap(value, room, &indent))
        })
        .collect()
}

/// A text in the middle of the line.
fn centred(text: &str, width: Option<usize>) -> String {
    let text = wrap(text, width, "");
    let line = |line: &str| {
        let free = width.unwrap_or(0).saturating_sub(letters(line));
        format!("{}{line}\n", " ".repeat(free / 2))
    };
    text.lines().map(line).collect()
}

fn write_letterhead(head: &Letterhead, locale: Locale, width: Option<usize>) -> String {
    let right = head.form.letterhead(locale).iter().copied();
    let lines = head.left().into_iter().chain(right);
    let lines = lines.chain([head.place_and_date.as_str()]);
    lines.map(|line| centred(line, width)).collect::<String>() + "\n"
}

fn write_title(title: &PaperTitle, width: Option<usize>) -> String {
    let lines = std::iter::once(&title.kind).chain(&title.about);
    let lines = lines.chain(&title.note);
    let lines = lines.map(|line| centred(line, width));
    format!("\n{}", lines.collect::<String>())
}

fn write_closing(closing: &Closing, width: Option<usize>) -> String {
    let mut out = String::new();
    for one in &closing.signatures {
        let lines = one.post.iter().chain([&one.note, &one.name]);
        out.push('\n');
        out.extend(
            lines
                .filter(|line| !line.is_empty())
                .map(|line| centred(line, width)),
        );
    }
    if !closing.recipients.is_empty() {
        out.push_str(&format!("\n{}:\n", wrap(&closing.heading, width, "")));
        let to = |to: &String| format!("- {}\n", wrap(to, width.map(|width| width - 2), "  "));
        out.extend(closing.recipients.iter().map(to));
    }
    out
}

/// So many rows are drawn together: what draws them takes many times their memory.
const TOGETHER: usize = 500;

fn write_table(table: Table, width: Option<usize>) -> String {
    let (table, widths) = match width {
        None => (table, None),
        Some(width) => {
            let folded = Measured::of(table).fold(width);
            let room = width.saturating_sub(borders(&folded.table));
            let widths = folded.share(room);
            (folded.table, Some(widths))
        }
    };
    let mut pieces = table.rows.chunks(TOGETHER);
    let mut out = draw(
        &table,
        pieces.next().unwrap_or_default(),
        width,
        widths.as_deref(),
    );
    for rows in pieces {
        out.push('\n');
        out.push_str(&draw(&table, rows, width, widths.as_deref()));
    }
    out
}

/// Some rows of a table below its headings.
fn draw(
    table: &Table,
    rows: &[super::page::Row],
    width: Option<usize>,
    widths: Option<&[usize]>,
) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_header(table.columns.iter().map(|column| clean(&column.heading)))
        .set_content_arrangement(ContentArrangement::Disabled);
    for row in rows {
        drawn.add_row(Row::from(
            row.cells.iter().map(|cell| without_controls(cell)),
        ));
    }
    if let (Some(width), Some(widths)) = (width, widths) {
        drawn.set_content_arrangement(ContentArrangement::Dynamic);
        drawn.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        drawn.set_constraints(widths.iter().map(|width| {
            let width = u16::try_from(*width + 2).unwrap_or(u16::MAX);
            ColumnConstraint::Absolute(Width::Fixed(width))
        }));
    }
    for (at, column) in table.columns.iter().enumerate() {
        if column.number
            && let Some(drawn) = drawn.column_mut(at)
        {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.trim_fmt()
}

/// A text in lines of at most `width` characters, broken between words; `indent` before each line
/// but the first.
fn wrap(text: &str, width: Option<usize>, indent: &str) -> String {
    let text = clean(text);
    let Some(width) = width else { return text };
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("there is a line");
        if line.is_empty() {
            line.push_str(word);
        } else if letters(line) + 1 + letters(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join(&format!("\n{indent}"))
}

/// A text of one line without anything that steers a terminal or turns the reading direction.
fn clean(text: &str) -> String {
    without_controls(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::super::page::Columns;
    use super::*;

    fn sample() -> Table {
        Columns::of([("1", "Hội Nông dân xã Hòa Tiến"), ("10", "Thôn Phú Túc")])
            .number("Hạng", |(rank, _)| rank)
            .words("Tên", |(_, name)| name)
            .words("Đơn vị", |_| "Huyện ủy Hòa Vang")
            .folding()
            .number("Điểm thưởng", |_| "2,50")
            .folding()
            .words(
                "Ghi chú",
                |_| "đồng hạng, chờ Hội đồng quyết định; phân định theo: ít đơn thư hơn",
            )
            .table()
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        for width in 40..200 {
            let text = write_table(sample(), Some(width));
            for line in text.lines() {
                assert!(letters(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_narrow_screen_loses_nothing() {
        let narrow = write_table(sample(), Some(60));
        assert!(narrow.contains("Điểm\u{a0}thưởng:\u{a0}2,50"), "{narrow}");
        assert!(!write_table(sample(), Some(160)).contains("Điểm\u{a0}thưởng:\u{a0}2,50"));
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let text = write_table(sample(), None);
        assert!(text.contains("│    1 ┆ "), "{text}");
        assert!(text.contains("│   10 ┆ "), "{text}");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\n"), "a [31mbc ");
    }

    #[test]
    fn sentences_break_between_words() {
        assert_eq!(wrap("một hai ba bốn", Some(7), "  "), "một hai\n  ba bốn");
    }
}
