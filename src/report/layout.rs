//! How wide the columns of a table are, counted in characters: on the screen and on paper.

use unicode_segmentation::UnicodeSegmentation as _;

use super::page::{Column, Table};

/// No column of text is squeezed below this many characters while another can give.
const COMFORTABLE: usize = 14;

/// A column made for others to fold into has at least so much room, as long as any can fold.
const ROOMY: usize = 30;

/// What lines and the space beside them take: `│ a ┆ b │`.
pub(super) fn borders(table: &Table) -> usize {
    3 * table.columns.len() + 1
}

/// The room that a column needs to be read.
fn wanted(table: &Table, at: usize) -> usize {
    natural(table, at).min(least(table, at).max(COMFORTABLE))
}

/// Whether every column has room to be read.
pub(super) fn fits(table: &Table, width: usize) -> bool {
    let columns = 0..table.columns.len();
    columns.map(|at| wanted(table, at)).sum::<usize>() + borders(table) <= width
}

/// The same table with foldable columns moved into the last one, from the right, until every
/// column has room to be read.
pub(super) fn fold(table: &Table, width: usize) -> Table {
    let mut folded = Table {
        columns: table.columns.clone(),
        rows: table.rows.clone(),
    };
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

/// The longest word of each column; where even these do not fit, words are broken.
pub(super) fn squeezed(table: &Table, room: usize) -> Vec<usize> {
    let columns = 0..table.columns.len();
    let mut widths: Vec<_> = columns.map(|at| least(table, at)).collect();
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len()).max_by_key(|at| widths[*at]);
        match widest {
            Some(widest) if widths[widest] > 1 => widths[widest] -= 1,
            _ => break,
        }
    }
    widths
}

/// The room of each column: all it wants where there is enough, else its longest word first and
/// the rest in fair shares.
pub(super) fn share(table: &Table, room: usize) -> Vec<usize> {
    let columns = 0..table.columns.len();
    let natural: Vec<_> = columns.map(|at| natural(table, at)).collect();
    let mut widths = squeezed(table, room);
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
pub(super) fn natural(table: &Table, at: usize) -> usize {
    cells(table, at)
        .flat_map(str::lines)
        .map(letters)
        .max()
        .unwrap_or(0)
        .max(1)
}

/// The longest word of a column; a number is never broken, nor what a hard space holds together.
pub(super) fn least(table: &Table, at: usize) -> usize {
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
pub(super) fn letters(text: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_as_people_see_them() {
        assert_eq!(letters("Hòa Phước – “điển hình”…"), 24);
        assert_eq!(letters("Ho\u{300}a"), 3);
        for letter in ('\0'..=char::MAX).filter(|letter| stands_alone(*letter)) {
            let among_others = format!("a{letter}ề{letter}{letter}-");
            assert_eq!(among_others.graphemes(true).count(), 6, "{letter:?}");
        }
    }
}
