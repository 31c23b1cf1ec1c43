//! How the blank forms are laid out, said once: whoever writes them and whoever reads them back
//! take it from here.
//!
//! Every sheet that comes back says in its cell A1 which form it is and of which scheme: `Mẫu DVK-1
//! · dvk-tap-the`. So it is known whatever the sheet is called, however often it was copied. Above
//! the table stand lines for people; the table begins with the row of headings, whose number is
//! [`FormSheet::header_row`]. Rows and columns are counted from 0 here.

use crate::locale::Locale;
use crate::text::casefold;

use super::names::Fixed;

/// The movement's four fields (lĩnh vực) as data files name them, with their names on paper.
pub const FIELDS: [(&str, &str, &str); 4] = [
    ("kinh-te", "Kinh tế", "Economy"),
    ("van-hoa-xa-hoi", "Văn hóa - xã hội", "Culture and society"),
    (
        "quoc-phong-an-ninh",
        "Quốc phòng - an ninh",
        "Defence and security",
    ),
    (
        "he-thong-chinh-tri",
        "Xây dựng hệ thống chính trị",
        "Building the political system",
    ),
];

/// The sheets of a workbook of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormSheet {
    /// How to fill in the others, with an example for every column; nothing in it is read.
    Guide,
    /// The nomination list: [`Fixed`] columns and then a column a fact, as in `nominations.csv`.
    Nominations,
    /// What is known of units, as in `units.csv`.
    Units,
    /// The score sheet of one nominee: criteria in rows, see [`scores`].
    Scores,
    /// A ballot, or a written opinion: paper alone, nothing in it is read.
    Ballot,
    /// The count of the votes, as in `votes.csv`, see [`counts`].
    Votes,
    /// The words of the drop-down lists; hidden, nothing in it is read.
    Lists,
    /// The marks of a whole cluster: criteria in rows, units in columns, see [`cluster_headings`].
    Cluster,
    /// What is known of a whole cluster: facts in rows, units in columns.
    ClusterFacts,
}

/// Where things stand on the score sheet.
///
/// The code of the nominee stands in [`scores::NOMINEE`]. Each stage has two columns: its marks,
/// under the stage's title (or its id where another has the same title), and directly to the right
/// the reasons. Who marked stands in the row [`scores::MARKERS`] above the marks; a stage without a
/// name there and without marks was not marked. A row whose cell in the column [`scores::ID`] is
/// empty is a group, a sum or a line for people; every other one is a criterion, by its id. Every
/// other column from the first stage on is a stage too, lest something written there be passed by.
pub mod scores {
    /// The cell with the nominee's code, by row and column.
    pub const NOMINEE: (u32, u16) = (3, 2);
    /// The cell with the nominee's name, for people.
    pub const NAME: (u32, u16) = (4, 2);
    /// The row with who marked, above each stage's marks.
    pub const MARKERS: u32 = 6;
    /// The row of headings.
    pub const HEADER: u32 = 7;
    /// The column with the numbers on paper.
    pub const NO: u16 = 0;
    /// The column with the ids of criteria.
    pub const ID: u16 = 1;
    /// The column with the titles.
    pub const TITLE: u16 = 2;
    /// The column with the maxima.
    pub const MAX: u16 = 3;
    /// The column with the papers behind the rows.
    pub const BASIS: u16 = 4;
    /// The column with what proves them.
    pub const EVIDENCE: u16 = 5;

    /// The column with the marks of a stage; its reasons stand in the next.
    pub fn marks(stage: usize) -> u16 {
        u16::try_from(stage)
            .unwrap_or(u16::MAX / 4)
            .saturating_mul(2)
            .saturating_add(6)
    }
}

/// What stands around the rows of a list, of nominees or of units.
///
/// The first column numbers the rows. Below the table, after an empty row, people sign in two
/// columns under the lines of [`lists::foot`].
pub mod lists {
    use crate::locale::Locale;

    /// The heading of the column that numbers the rows.
    pub fn number(locale: Locale) -> &'static str {
        locale.of("STT", "No.")
    }

    /// The lines above the signatures, on the left and on the right.
    pub fn foot(locale: Locale) -> [[&'static str; 2]; 2] {
        locale.of(
            [
                ["NGƯỜI LẬP DANH SÁCH", "THỦ TRƯỞNG ĐƠN VỊ"],
                ["(ký, ghi rõ họ tên)", "(ký, đóng dấu, ghi rõ họ tên)"],
            ],
            [
                ["DRAWN UP BY", "HEAD OF THE UNIT"],
                ["(signature and name)", "(signature, seal and name)"],
            ],
        )
    }
}

/// Where things stand on the count of the votes.
///
/// The first columns are those of `votes.csv` in their order but for the name, which stands second
/// and is for people. The columns behind them check the count; what stands in these or under the
/// name alone is no row. Below the table, from the first line on that is merged over the whole
/// width, stand notes and signatures.
pub mod counts {
    use crate::locale::Locale;

    /// A number of the council above the table.
    #[derive(Debug, Clone, Copy)]
    pub struct CountFigure {
        /// Its cell, by row and column.
        pub at: (u32, u16),
        /// The key under `[meeting]` in `period.toml` that says the same.
        pub key: &'static str,
        vi: &'static str,
        en: &'static str,
    }

    impl CountFigure {
        /// What stands before it.
        pub fn label(&self, locale: Locale) -> &'static str {
            locale.of(self.vi, self.en)
        }
    }

    /// The numbers of the council: they stand for those of `period.toml`, and say nothing else.
    pub const FIGURES: [CountFigure; 3] = [
        CountFigure {
            at: MEMBERS,
            key: "members",
            vi: "Tổng số thành viên Hội đồng",
            en: "Members of the council",
        },
        CountFigure {
            at: SUMMONED,
            key: "summoned",
            vi: "Số thành viên được triệu tập",
            en: "Members summoned",
        },
        CountFigure {
            at: PRESENT,
            key: "present",
            vi: "Số thành viên có mặt",
            en: "Members present",
        },
    ];

    /// The headings of the columns that check the count.
    pub fn check_headings(locale: Locale) -> [&'static str; 3] {
        locale.of(
            ["Cộng", "Kiểm tra", "Tỷ lệ tán thành (%)"],
            ["Sum", "Check", "Share that agrees (%)"],
        )
    }

    /// The cell with the number of the council's members, by row and column.
    pub const MEMBERS: (u32, u16) = (4, 2);
    /// The cell with how many were summoned.
    pub const SUMMONED: (u32, u16) = (5, 2);
    /// The cell with how many were present.
    pub const PRESENT: (u32, u16) = (6, 2);
    /// The row of headings.
    pub const HEADER: u32 = 8;
    /// The column with the nominee's code.
    pub const NOMINEE: u16 = 0;
    /// The column with the name, for people.
    pub const NAME: u16 = 1;
    /// The column with the award.
    pub const AWARD: u16 = 2;
    /// The column with those who agree; the other counts follow in the order of `votes.csv`.
    pub const AGREE: u16 = 3;
}

impl FormSheet {
    /// All of them, in their order in the workbook.
    pub const ALL: [Self; 9] = [
        Self::Guide,
        Self::Nominations,
        Self::Units,
        Self::Scores,
        Self::Ballot,
        Self::Votes,
        Self::Lists,
        Self::Cluster,
        Self::ClusterFacts,
    ];

    /// What the sheet is called; with several schemes the number of its scheme follows.
    pub fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Guide => locale.of("Hướng dẫn", "Guide"),
            Self::Nominations => locale.of("Danh sách đề nghị", "Nominations"),
            Self::Units => locale.of("Đơn vị", "Units"),
            Self::Scores => locale.of("Phiếu chấm điểm", "Score sheet"),
            Self::Ballot => locale.of("Phiếu bầu", "Ballot"),
            Self::Votes => locale.of("Biên bản kiểm phiếu", "Vote count"),
            Self::Lists => locale.of("Danh mục", "Lists"),
            Self::Cluster => locale.of("Bảng chấm điểm", "Cluster marks"),
            Self::ClusterFacts => locale.of("Bảng số liệu", "Cluster facts"),
        }
    }

    /// What stands in the cell A1 of such a sheet, of a scheme by its id.
    pub fn mark(self, scheme: &str, locale: Locale) -> String {
        format!("{} · {scheme}", self.number(locale))
    }

    /// What people read of that: by what the form is known on paper.
    pub fn number(self, locale: Locale) -> String {
        format!("{} DVK-{}", locale.of("Mẫu", "Form"), self as u8)
    }

    /// Which form a sheet is, and of which scheme, by what stands in its cell A1.
    pub fn of_mark(text: &str) -> Option<(Self, &str)> {
        let (_, rest) = text.split_once("DVK-")?;
        let (number, scheme) = rest.split_once('·')?;
        let number: usize = number.trim().parse().ok()?;
        Some((*Self::ALL.get(number)?, scheme.trim()))
    }

    /// Whether anything on it is read.
    pub(crate) fn is_read(self) -> bool {
        !matches!(self, Self::Guide | Self::Ballot | Self::Lists)
    }

    /// The row of headings; rows of data follow directly. `None` where nothing is read, or where the
    /// headings may stand anywhere.
    pub fn header_row(self) -> Option<u32> {
        match self {
            Self::Nominations | Self::Units => Some(9),
            Self::Scores => Some(scores::HEADER),
            Self::Votes => Some(counts::HEADER),
            Self::Guide | Self::Ballot | Self::Lists | Self::Cluster | Self::ClusterFacts => None,
        }
    }
}

/// The headings of the score sheet's first columns, and that of the reasons beside each stage.
pub fn score_headings(locale: Locale) -> [&'static str; 7] {
    locale.of(
        [
            "STT",
            "Mã",
            "Nội dung",
            "Điểm tối đa",
            "Căn cứ",
            "Minh chứng",
            "Lý do",
        ],
        [
            "No.", "Id", "Content", "Maximum", "Basis", "Evidence", "Reason",
        ],
    )
}

/// The headings of a cluster's marks before those of its units; above them stand the stage and who
/// marked, each behind the words of [`cluster_lines`]. A row that is marked names its criterion by id,
/// or else by its title; a column names its unit by code or name.
pub fn cluster_headings(locale: Locale) -> [&'static str; 5] {
    locale.of(
        [
            "STT",
            "Mã",
            "Nhóm tiêu chí",
            "Tiêu chí cụ thể",
            "Điểm tối đa",
        ],
        ["No.", "Id", "Group", "Criterion", "Maximum"],
    )
}

/// What stands before the stage and before who marked above a cluster's marks.
pub fn cluster_lines(locale: Locale) -> [&'static str; 2] {
    locale.of(["Bước chấm:", "Người chấm:"], ["Stage:", "Marked by:"])
}

/// The headings of a cluster's facts before those of its units.
pub fn cluster_fact_headings(locale: Locale) -> [&'static str; 4] {
    locale.of(
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Cách ghi"],
        ["No.", "Indicator", "Unit of measure", "How to fill in"],
    )
}

/// Whether a column of a form is there for people alone, by its heading.
pub(crate) fn is_for_people(form: FormSheet, heading: &str) -> bool {
    form == FormSheet::Votes
        && Locale::ALL.into_iter().any(|locale| {
            let name = Fixed::Name.heading(locale);
            let mut known = counts::check_headings(locale).into_iter().chain([&*name]);
            known.any(|known| are_alike(known, heading))
        })
}

/// Whether reading takes two headings for the same.
pub fn are_alike(one: &str, other: &str) -> bool {
    casefold(one) == casefold(other)
}

/// How a fact is said not to be assigned to a nominee.
pub fn not_assigned(locale: Locale) -> &'static str {
    locale.of("KAD", "n/a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_the_form_and_the_scheme_in_both_languages() {
        for locale in Locale::ALL {
            for sheet in FormSheet::ALL {
                let mark = sheet.mark("dvk-tap-the", locale);
                assert_eq!(FormSheet::of_mark(&mark), Some((sheet, "dvk-tap-the")));
            }
        }
        for other in ["", "DVK-1", "DVK-99 · x", "Mẫu số 1 · x"] {
            assert_eq!(FormSheet::of_mark(other), None, "{other}");
        }
    }
}
