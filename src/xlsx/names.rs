//! Names of sheets: no two alike, none longer than a spreadsheet takes.

use std::collections::BTreeSet;

/// The longest name of a sheet.
const LONGEST: usize = 31;

/// The names given so far, in small letters.
#[derive(Debug, Default)]
pub(crate) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// A name for a sheet: the words themselves, or with a number behind them as copies have it.
    pub(crate) fn give(&mut self, words: &str) -> String {
        let mut number = 1_usize;
        loop {
            let end = match number {
                1 => String::new(),
                number => format!(" ({number})"),
            };
            let room = LONGEST.saturating_sub(end.len());
            let short: String = words.chars().take(room).collect();
            let name = format!("{}{end}", short.trim_end());
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// A sheet's name as formulas say it.
pub(crate) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_sheets_are_called_alike() {
        let mut names = SheetNames::default();
        assert_eq!(names.give("Phiếu bầu"), "Phiếu bầu");
        assert_eq!(names.give("phiếu bầu"), "phiếu bầu (2)");
        assert_eq!(names.give("Phiếu bầu"), "Phiếu bầu (3)");
        let long = "Một tên trang tính dài hơn mức cho phép";
        assert!(names.give(long).chars().count() <= 31);
        assert!(names.give(long).ends_with(" (2)"));
        assert_eq!(quoted("a'b"), "'a''b'");
    }
}
