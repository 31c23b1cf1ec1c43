//! What a file or a sheet is for, told by what it is called.

use super::kind::{Format, Kind};
use crate::text::unaccented;

/// What comma-separated files of these bare names are for.
pub(crate) const NAMES: [(&str, Kind); 6] = [
    ("nominations", Kind::Nominations(Format::Csv)),
    ("history", Kind::History),
    ("units", Kind::Units),
    ("marks", Kind::Marks),
    ("votes", Kind::Votes),
    ("decisions", Kind::Decisions),
];

/// What sheets of these titles are for, in letters without accents.
const TITLES: [(&str, Kind); 14] = [
    ("danh sach", Kind::Nominations(Format::Csv)),
    ("danh sach de nghi", Kind::Nominations(Format::Csv)),
    ("de nghi", Kind::Nominations(Format::Csv)),
    ("don vi", Kind::Units),
    ("so lieu don vi", Kind::Units),
    ("diem", Kind::Marks),
    ("cham diem", Kind::Marks),
    ("phieu cham", Kind::Marks),
    ("kiem phieu", Kind::Votes),
    ("bo phieu", Kind::Votes),
    ("khen thuong truoc", Kind::History),
    ("qua trinh khen thuong", Kind::History),
    ("quyet dinh", Kind::Decisions),
    ("quyet dinh cua hoi dong", Kind::Decisions),
];

/// What a sheet of this title is for, where its headings do not tell.
pub(crate) fn of_sheet(title: &str) -> Option<Kind> {
    let title = unaccented(title);
    let title = title.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let mut known = NAMES
        .iter()
        .map(|(name, kind)| (*name, *kind))
        .chain(TITLES);
    known.find(|(name, _)| *name == title).map(|(_, kind)| kind)
}
