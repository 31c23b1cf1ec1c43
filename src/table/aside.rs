//! Words by which a row is known to name nobody.

use crate::text::unaccented;

/// The longest of the words for a sum is far shorter than this.
const LONGEST_SUM: usize = 24;

/// Whether some words say that the row sums up others.
pub(crate) fn says_sum(words: &str) -> bool {
    const SUMS: [&str; 7] = [
        "tong cong",
        "tong so",
        "tong",
        "cong",
        "total",
        "sum",
        "grand total",
    ];
    // Asking closely costs, and hardly a row says anything of the kind.
    let may = words
        .trim_start()
        .starts_with(['t', 'T', 'c', 'C', 's', 'S', 'g', 'G']);
    if !may || words.len() > LONGEST_SUM {
        return false;
    }
    let words = unaccented(words);
    SUMS.contains(&words.trim_end_matches([':', '.', ' ']))
}

/// Whether some words stand above or beside a signature.
pub(crate) fn signs(words: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "nguoi lap",
        "nguoi ghi",
        "nguoi tong hop",
        "thu truong",
        "chu tich",
        "bi thu",
        "truong ban",
        "tm.",
        "t/m",
        "kt.",
        "k/t",
        "(ky",
        "ky ten",
        "noi nhan",
    ];
    let words = unaccented(words);
    let is_date = words.contains("ngay ") && words.contains(" thang ");
    is_date || SIGNS.iter().any(|sign| words.starts_with(sign))
}
