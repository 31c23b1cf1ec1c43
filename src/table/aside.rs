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

/// Whether some words are numbered as sections are, by Roman numerals or capital letters: `II. Các xã`.
pub(crate) fn is_section(words: &str) -> bool {
    let Some((number, title)) = words.trim().split_once(['.', ')', ':', '-']) else {
        return false;
    };
    let number = number.trim();
    let is_roman = number.chars().all(|it| "IVX".contains(it));
    let is_letter = number.len() == 1 && number.chars().all(|it| it.is_ascii_uppercase());
    let is_title = title.starts_with(' ') && title.chars().any(char::is_alphabetic);
    !number.is_empty() && (is_roman || is_letter) && is_title
}

/// Whether some words that are no name say that a group follows.
pub(crate) fn is_group(words: &str) -> bool {
    const GROUPS: [&str; 5] = ["khoi ", "cum ", "nhom ", "linh vuc ", "phan "];
    let bare = unaccented(words);
    GROUPS
        .iter()
        .any(|group| bare.trim_start().starts_with(group))
}

/// Whether some words stand above or beside a signature.
pub(crate) fn signs(words: &str) -> bool {
    const SIGNS: [&str; 23] = [
        "nguoi lap",
        "nguoi ghi",
        "nguoi tong hop",
        "nguoi duyet",
        "xac nhan cua",
        "can bo lap",
        "pho chu tich",
        "thu truong",
        "chu tich",
        "bi thu",
        "truong ban",
        "tm.",
        "t/m",
        "kt.",
        "tl.",
        "tuq.",
        "k/t",
        "(ky",
        "ky ten",
        "noi nhan",
        "drawn up by",
        "head of the unit",
        "(signature",
    ];
    let words = unaccented(words);
    let is_date = words.contains("ngay ") && words.contains(" thang ");
    is_date || SIGNS.iter().any(|sign| words.starts_with(sign))
}
