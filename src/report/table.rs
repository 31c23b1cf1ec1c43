//! A page for the screen: tables that fit its width, words to the left, numbers to the right.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Width, presets};
use unicode_segmentation::UnicodeSegmentation as _;

use super::options::Options;
use super::page::{Block, Column, Page, Table};
use crate::text::without_controls;

/// No column of text is squeezed below this many characters while another can give.
const COMFORTABLE: usize = 14;

/// A column made for others to fold into has at least so much room, as long as any can fold.
const ROOMY: usize = 30;

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
            Block::Table(table) => write_table(&table.printed(options.locale), width) + "\n",
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

/// So many rows are drawn together: what draws them takes many times their memory.
const TOGETHER: usize = 500;

fn write_table(table: &Table, width: Option<usize>) -> String {
    let folded = width.map(|width| fold(table, width));
    let table = folded.as_ref().unwrap_or(table);
    let widths = width.map(|width| share(table, width.saturating_sub(borders(table))));
    let mut pieces = table.rows.chunks(TOGETHER);
    let mut out = draw(
        table,
        pieces.next().unwrap_or_default(),
        width,
        widths.as_deref(),
    );
    for rows in pieces {
        out.push('\n');
        out.push_str(&draw(table, rows, width, widths.as_deref()));
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

/// What lines and the space beside them take: `│ a ┆ b │`.
fn borders(table: &Table) -> usize {
    3 * table.columns.len() + 1
}

/// The same table with foldable columns moved into the last one, from the right, until every
/// column has room to be read.
fn fold(table: &Table, width: usize) -> Table {
    let mut folded = Table {
        columns: table.columns.clone(),
        rows: table.rows.clone(),
    };
    let wanted = |table: &Table, at| natural(table, at).min(least(table, at).max(COMFORTABLE));
    let columns = 0..table.columns.len();
    let mut wants: Vec<usize> = columns.map(|at| wanted(table, at)).collect();
    while wants.iter().sum::<usize>() + borders(&folded) > width {
        let last = folded.columns.len() - 1;
        let column = &folded.columns[last];
        // A last column of numbers cannot take words, and one that folds has no room either.
        let takes = !column.number && !column.folds;
        let columns = &folded.columns[..if takes { last } else { last + 1 }];
        let Some(at) = columns.iter().rposition(|column| column.folds) else {
            break;
        };
        if !takes {
            folded.columns.push(Column::words(""));
            for row in &mut folded.rows {
                row.cells.push(String::new());
            }
        }
        let number = folded.columns[at].number;
        // A number stays on one line with its name.
        let heading = match &folded.columns[at] {
            column if column.number => column.heading.replace(' ', "\u{a0}") + ":\u{a0}",
            column => format!("{}: ", column.heading),
        };
        for row in &mut folded.rows {
            let cell = std::mem::take(&mut row.cells[at]);
            let target = row.cells.last_mut().expect("a row has a last cell");
            // A bonus of nothing is not worth a line.
            let idle = number && cell.chars().all(|c| matches!(c, '0' | ',' | '.'));
            if !idle && !cell.is_empty() {
                let told = format!("{heading}{cell}");
                *target = if target.is_empty() {
                    told
                } else {
                    format!("{told}\n{target}")
                };
            }
        }
        folded.remove_column(at);
        wants.remove(at);
        // What was moved is in the last column now, which may be new.
        let last = folded.columns.len() - 1;
        wants.truncate(last);
        // A column that holds nothing else will hold much in the end.
        let is_new = folded.columns[last].heading.is_empty();
        let room = if is_new { ROOMY } else { COMFORTABLE };
        wants.push(natural(&folded, last).min(least(&folded, last).max(room)));
    }
    folded
}

/// The room of each column: all it wants where there is enough, else its longest word first and
/// the rest in fair shares.
fn share(table: &Table, room: usize) -> Vec<usize> {
    let columns = 0..table.columns.len();
    let natural: Vec<_> = columns.clone().map(|at| natural(table, at)).collect();
    let mut widths: Vec<_> = columns.map(|at| least(table, at)).collect();
    // Where even the longest words do not fit, words are broken.
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len()).max_by_key(|at| widths[*at]);
        match widest {
            Some(widest) if widths[widest] > 1 => widths[widest] -= 1,
            _ => break,
        }
    }
    let mut left = room.saturating_sub(widths.iter().sum());
    while left > 0 {
        // The narrowest of those that want more: long texts wait until short ones are whole.
        let next = (0..widths.len())
            .filter(|at| widths[*at] < natural[*at])
            .min_by_key(|at| (widths[*at], *at));
        let Some(next) = next else { break };
        widths[next] += 1;
        left -= 1;
    }
    widths
}

/// The longest line of a column.
fn natural(table: &Table, at: usize) -> usize {
    cells(table, at)
        .flat_map(str::lines)
        .map(letters)
        .max()
        .unwrap_or(0)
        .max(1)
}

/// The longest word of a column; a number is never broken, nor what a hard space holds together.
fn least(table: &Table, at: usize) -> usize {
    let number = table.columns[at].number;
    let longest = |text: &str| text.split([' ', '\n']).map(letters).max().unwrap_or(0);
    let heading = longest(&table.columns[at].heading);
    let rows = table.rows.iter().map(|row| row.cells[at].as_str());
    let cells = rows.map(|cell| {
        if number {
            letters(cell)
        } else if cell.contains('\u{a0}') {
            longest(cell)
        } else {
            longest(cell).min(COMFORTABLE)
        }
    });
    cells.max().unwrap_or(0).max(heading).max(1)
}

fn cells(table: &Table, at: usize) -> impl Iterator<Item = &str> {
    let heading = std::iter::once(table.columns[at].heading.as_str());
    heading.chain(table.rows.iter().map(move |row| row.cells[at].as_str()))
}

/// Letters as people see them; in both spellings of Vietnamese each takes one place.
fn letters(text: &str) -> usize {
    // Looking for what belongs together costs much, and these never do.
    if text.chars().all(stands_alone) {
        text.chars().count()
    } else {
        text.graphemes(true).count()
    }
}

/// Whether a character takes a column of its own whatever is beside it.
fn stands_alone(letter: char) -> bool {
    // ASCII, Latin letters with those of Vietnamese, dashes and quotes.
    matches!(letter, ' '..='~' | '\u{a0}' | 'À'..='ɏ' | 'Ḁ'..='ỿ' | '‐'..='…')
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
            let text = write_table(&sample(), Some(width));
            for line in text.lines() {
                assert!(letters(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_narrow_screen_loses_nothing() {
        let narrow = write_table(&sample(), Some(60));
        assert!(narrow.contains("Điểm\u{a0}thưởng:\u{a0}2,50"), "{narrow}");
        assert!(!write_table(&sample(), Some(160)).contains("Điểm\u{a0}thưởng:\u{a0}2,50"));
    }

    #[test]
    fn letters_are_counted_as_people_see_them() {
        assert_eq!(letters("Hòa Phước – “điển hình”…"), 24);
        assert_eq!(letters("Ho\u{300}a"), 3);
        for letter in ('\0'..=char::MAX).filter(|letter| stands_alone(*letter)) {
            let among_others = format!("a{letter}ề{letter}{letter}-");
            assert_eq!(among_others.graphemes(true).count(), 6, "{letter:?}");
        }
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let text = write_table(&sample(), None);
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
