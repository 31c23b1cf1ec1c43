//! A table as it stands in a file, cell by cell, whatever it is for.

use crate::diagnostic::Place;
use crate::text::clean;

/// A table without meaning.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// The file, and the sheet or the table in it.
    pub(crate) file: String,
    pub(crate) lines: Vec<Line>,
}

/// A row that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its texts from the first column on; an empty one where nothing stands.
    pub(crate) cells: Vec<String>,
}

/// How many cells may still be read of a file: a few bytes of it may stand for endless empty ones.
pub(super) struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(1_000_000)
    }
}

impl Room {
    /// Whether there is room for so many cells, which is taken.
    pub(super) fn take(&mut self, cells: usize) -> bool {
        let left = self.0.checked_sub(cells);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// A text without what nobody sees.
pub(super) fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let seen = line.chars().filter(|letter| !letter.is_control());
        let seen: String = seen.collect();
        clean(&seen).map_or_else(|_| seen.trim().to_owned(), std::borrow::Cow::into_owned)
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
