//! Names of sheets: no two alike, none longer than a spreadsheet takes.

use std::collections::BTreeSet;

use crate::text::without_controls;

/// The longest name of a sheet.
const LONGEST: usize = 31;

/// The names given so far, in small letters.
#[derive(Debug, Default)]
pub(crate) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// A name for a sheet: the words themselves without what no name may have, or with a number
    /// behind them as copies have it.
    pub(crate) fn give(&mut self, words: &str) -> String {
        let words = allowed(words);
        let mut number = 1_usize;
        loop {
            let end = match number {
                1 => String::new(),
                number => format!(" ({number})"),
            };
            let mut room = LONGEST.saturating_sub(end.len());
            let short = words.chars().take_while(|letter| {
                let fits = letter.len_utf16() <= room;
                room = room.saturating_sub(letter.len_utf16());
                fits
            });
            let short: String = short.collect();
            let name = format!("{}{end}", short.trim_end_matches([' ', '\'']));
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Words without the signs that no sheet's name may have.
fn allowed(words: &str) -> String {
    let clean = without_controls(words).replace(['[', ']', ':', '*', '?', '/', '\\', '\n'], " ");
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = clean.trim_matches(['\'', ' ']);
    // Excel keeps this one for itself.
    if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
        return format!("{clean} -").trim_start().to_owned();
    }
    clean.to_owned()
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

    #[test]
    fn no_sheet_has_a_name_that_spreadsheets_refuse() {
        let mut names = SheetNames::default();
        assert_eq!(names.give("'a/b: [c]*?\\'"), "a b c");
        assert_eq!(names.give("\u{202e}\n"), "-");
        assert_eq!(names.give(""), "- (2)");
        assert_eq!(names.give("History"), "History -");
        let wide = names.give(&"🏅".repeat(40));
        assert_eq!(wide.encode_utf16().count(), 30);
    }
}
