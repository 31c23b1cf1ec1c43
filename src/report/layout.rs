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

/// How many characters a column needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Its longest line.
    pub(super) natural: usize,
    /// Its longest word; a number is never broken, nor what a hard space holds together.
    pub(super) least: usize,
}

impl Extent {
    fn of(table: &Table, at: usize) -> Self {
        let column = &table.columns[at];
        let (natural, least) = lengths(&column.heading);
        let (mut natural, mut least) = (natural.max(1), least.max(1));
        for row in &table.rows {
            let cell = row.cells[at].as_str();
            let (line, word) = lengths(cell);
            natural = natural.max(line);
            least = least.max(match column.number {
                true => line,
                false if cell.contains('\u{a0}') => word,
                false => word.min(COMFORTABLE),
            });
        }
        Self { natural, least }
    }

    /// The room that the column needs to be read: so much, or less where it holds less.
    fn wanted(self, room: usize) -> usize {
        self.natural.min(self.least.max(room))
    }
}

/// A table whose columns are measured, once.
pub(super) struct Measured {
    /// The table.
    pub(super) table: Table,
    /// What each column needs.
    pub(super) extents: Vec<Extent>,
}

impl Measured {
    /// Measures a table.
    pub(super) fn of(table: Table) -> Self {
        let columns = 0..table.columns.len();
        let extents = columns.map(|at| Extent::of(&table, at)).collect();
        Self { table, extents }
    }

    /// Whether every column has room to be read.
    pub(super) fn fits(&self, width: usize) -> bool {
        let wanted = self.extents.iter().map(|it| it.wanted(COMFORTABLE));
        wanted.sum::<usize>() + borders(&self.table) <= width
    }

    /// The same table with foldable columns moved into the last one, from the right, until every
    /// column has room to be read.
    pub(super) fn fold(mut self, width: usize) -> Self {
        let folded = &mut self.table;
        let wants = self.extents.iter().map(|it| it.wanted(COMFORTABLE));
        let mut wants: Vec<usize> = wants.collect();
        while wants.iter().sum::<usize>() + borders(folded) > width {
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
            fold_column(folded, at);
            wants.remove(at);
            self.extents.remove(at);
            // What was moved is in the last column now, which may be new.
            let last = folded.columns.len() - 1;
            wants.truncate(last);
            self.extents.truncate(last);
            let extent = Extent::of(folded, last);
            // A column that holds nothing else will hold much in the end.
            let is_new = folded.columns[last].heading.is_empty();
            wants.push(extent.wanted(if is_new { ROOMY } else { COMFORTABLE }));
            self.extents.push(extent);
        }
        self
    }

    /// The longest word of each column; where even these do not fit, words are broken.
    pub(super) fn squeezed(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<_> = self.extents.iter().map(|it| it.least).collect();
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
    pub(super) fn share(&self, room: usize) -> Vec<usize> {
        let mut widths = self.squeezed(room);
        let mut left = room.saturating_sub(widths.iter().sum());
        while left > 0 {
            // The narrowest of those that want more: long texts wait until short ones are whole.
            let next = (0..widths.len())
                .filter(|at| widths[*at] < self.extents[*at].natural)
                .min_by_key(|at| (widths[*at], *at));
            let Some(next) = next else { break };
            widths[next] += 1;
            left -= 1;
        }
        widths
    }
}

/// Moves a column into the last one, under its heading's name.
fn fold_column(table: &mut Table, at: usize) {
    let number = table.columns[at].number;
    // A number stays on one line with its name.
    let heading = match &table.columns[at] {
        column if column.number => column.heading.replace(' ', "\u{a0}") + ":\u{a0}",
        column => format!("{}: ", column.heading),
    };
    for row in &mut table.rows {
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
    table.remove_column(at);
}

/// The longest line and the longest word of a text.
fn lengths(text: &str) -> (usize, usize) {
    let (mut line, mut word) = (0, 0);
    let mut longest = (0, 0);
    for letter in text.chars() {
        match letter {
            '\n' => (line, word) = (0, 0),
            ' ' => (line, word) = (line + 1, 0),
            _ if stands_alone(letter) => (line, word) = (line + 1, word + 1),
            _ => {
                let line = text.lines().map(letters).max();
                let word = text.split([' ', '\n']).map(letters).max();
                return (line.unwrap_or(0), word.unwrap_or(0));
            }
        }
        longest = (longest.0.max(line), longest.1.max(word));
    }
    longest
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
