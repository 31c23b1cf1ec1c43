//! A table for spreadsheets: UTF-8 with its mark, parted and numbered as Excel in that language
//! expects it, and nothing in it that a spreadsheet would run as a formula.

use super::page::Table;
use crate::locale::Locale;

/// The table as text.
pub(super) fn write(table: &Table, locale: Locale) -> String {
    let mut writer = csv::WriterBuilder::new()
        // Vietnamese Excel takes the comma for the decimal sign, and parts cells by semicolons.
        .delimiter(locale.of(b';', b','))
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut record = |cells: &mut dyn Iterator<Item = String>| {
        writer
            .write_record(cells)
            .expect("memory takes every record, and every row is as long as the first");
    };
    record(&mut table.columns.iter().map(|column| guard(&column.heading)));
    for row in &table.rows {
        record(&mut row.cells.iter().map(|cell| guard(cell)));
    }
    let bytes = writer.into_inner().expect("memory takes everything");
    // Excel takes a file without the mark for windows-1258.
    let text = String::from_utf8(bytes).expect("the cells are UTF-8");
    format!("\u{feff}{text}")
}

/// A cell that no spreadsheet takes for a formula: a leading apostrophe makes it words. Plain
/// numbers below zero stay numbers.
fn guard(cell: &str) -> String {
    let clean: String = cell.chars().filter(|c| *c != '\0').collect();
    let formula = clean
        .trim_start_matches([' ', '\u{a0}', '\u{3000}', '\n', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula && !is_number(&clean) {
        format!("'{clean}")
    } else {
        clean
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    plain(whole) && plain(fraction)
}

#[cfg(test)]
mod tests {
    use super::super::page::Column;
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+84905123456",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1+1",
            "－1+1",
            "-",
            "-2,5,5",
        ] {
            assert!(guard(formula).starts_with('\''), "{formula:?}");
        }
        for harmless in ["-2,5", "-2.5", "-3", "92,50", "TT-01", "Hòa Vang", ""] {
            assert_eq!(guard(harmless), harmless);
        }
    }

    #[test]
    fn each_language_opens_rightly_in_its_excel() {
        let mut table = Table::new(vec![Column::words("Tên"), Column::number("Điểm")]);
        table.row(vec!["Thôn A; \"khéo\"".into(), "92,50".into()]);
        assert_eq!(
            write(&table, Locale::Vi),
            "\u{feff}Tên;Điểm\r\n\"Thôn A; \"\"khéo\"\"\";92,50\r\n"
        );
        table.rows[0].cells[1] = "92.50".into();
        assert_eq!(
            write(&table, Locale::En),
            "\u{feff}Tên,Điểm\r\n\"Thôn A; \"\"khéo\"\"\",92.50\r\n"
        );
    }
}
