//! How much a workbook may hold, why one is not read, and how its columns are called.

pub(crate) use crate::zipped::{MOST_UNPACKED, Refusal};

/// The last row and column that a workbook may have, from 0: those of today's Excel.
pub(crate) const LAST_ROW: u32 = 1_048_575;
pub(crate) const LAST_COLUMN: u32 = 16_383;

/// So many cells a sheet may have.
pub(crate) const MOST_CELLS: usize = 4_000_000;

/// So much memory the cells of all workbooks may take, in bytes. Longer lists come as `.csv`, which
/// is read row by row.
pub(crate) const MOST_MEMORY: usize = 400 << 20;

/// What all workbooks that are read together may take: each finds what those before it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Bytes that may still be unpacked.
    pub(crate) unpacked: u64,
    /// Memory that cells may still take, in bytes.
    pub(crate) memory: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            unpacked: 4 * MOST_UNPACKED,
            memory: MOST_MEMORY,
        }
    }
}

/// So many sheets a workbook may have.
pub(crate) const MOST_SHEETS: usize = 255;

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        let letter = u8::try_from(left % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        match (left / 26).checked_sub(1) {
            Some(next) => left = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (LAST_COLUMN, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
