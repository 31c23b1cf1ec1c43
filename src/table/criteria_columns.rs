//! What the columns of a criteria table hold, told by their headings.

use super::plain_heading::PlainHeading;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CriteriaColumn {
    /// The number of the row on the paper.
    No,
    /// What the row asks.
    Title,
    /// The most points that it gives.
    Max,
    /// How they are given.
    How,
    /// What proves it.
    Evidence,
    /// The paper behind it.
    Basis,
    /// Points that somebody gives: a stage of marking.
    Mark,
    /// Nothing that a scheme has a place for.
    Other,
}

/// Words in a heading, accents aside, and what the column holds; the first that fits counts.
const WORDS: [(&str, CriteriaColumn); 42] = [
    ("tu cham", CriteriaColumn::Mark),
    ("tu danh gia", CriteriaColumn::Mark),
    ("tu xep", CriteriaColumn::Mark),
    ("tham dinh", CriteriaColumn::Mark),
    ("phuc tra", CriteriaColumn::Mark),
    ("cum cham", CriteriaColumn::Mark),
    ("tinh cham", CriteriaColumn::Mark),
    ("hoi dong cham", CriteriaColumn::Mark),
    ("diem duyet", CriteriaColumn::Mark),
    ("diem cham", CriteriaColumn::Mark),
    ("diem dat", CriteriaColumn::Mark),
    ("cach cham", CriteriaColumn::How),
    ("cach tinh", CriteriaColumn::How),
    ("cach danh gia", CriteriaColumn::How),
    ("dieu kien cham", CriteriaColumn::How),
    ("dieu kien", CriteriaColumn::How),
    ("huong dan cham", CriteriaColumn::How),
    ("phuong phap", CriteriaColumn::How),
    ("can cu cham", CriteriaColumn::How),
    ("muc diem", CriteriaColumn::How),
    ("muc danh gia", CriteriaColumn::How),
    ("muc do", CriteriaColumn::How),
    ("quy dinh cham", CriteriaColumn::How),
    ("minh chung", CriteriaColumn::Evidence),
    ("chung minh", CriteriaColumn::Evidence),
    ("kiem chung", CriteriaColumn::Evidence),
    ("ho so", CriteriaColumn::Evidence),
    ("toi da", CriteriaColumn::Max),
    ("diem chuan", CriteriaColumn::Max),
    ("thang diem", CriteriaColumn::Max),
    ("so diem", CriteriaColumn::Max),
    ("khung diem", CriteriaColumn::Max),
    ("diem", CriteriaColumn::Max),
    ("can cu", CriteriaColumn::Basis),
    ("co so phap ly", CriteriaColumn::Basis),
    ("van ban", CriteriaColumn::Basis),
    ("noi dung", CriteriaColumn::Title),
    ("tieu chi", CriteriaColumn::Title),
    ("tieu chuan", CriteriaColumn::Title),
    ("chi tieu", CriteriaColumn::Title),
    ("chi so", CriteriaColumn::Title),
    ("nhiem vu", CriteriaColumn::Title),
];

impl CriteriaColumn {
    /// What stands below a heading.
    pub(crate) fn of(heading: &str) -> Self {
        let name = PlainHeading::of(heading).name;
        if matches!(&*name, "stt" | "tt" | "so tt" | "so thu tu" | "so" | "muc") {
            return Self::No;
        }
        let known = WORDS.iter().find(|(words, _)| name.contains(words));
        known.map_or(Self::Other, |(_, role)| *role)
    }
}
