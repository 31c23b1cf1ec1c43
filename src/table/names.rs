//! Which columns a list of nominations has, and which a file of units.

use crate::locale::Locale;
use crate::text::casefold;
use crate::text::unaccented;

/// The columns that every list of nominations may have, whatever the schemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixed {
    /// The code that tells nominees apart.
    Id,
    /// The name on paper.
    Name,
    /// Collective, individual or household.
    Subject,
    /// The nominating unit.
    Unit,
    /// The field.
    Field,
    /// The day the nomination came in.
    Received,
    /// The scheme that judges it.
    Scheme,
}

/// Which columns a kind of file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A list of nominations; `needs_subject`: the schemes do not all judge one and the same
    /// subject.
    Nominations {
        /// Whether each row must say its subject.
        needs_subject: bool,
    },
    /// What is known of units.
    Units,
}

impl Fixed {
    /// Every fixed column with its English and its Vietnamese heading.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Id, "id", "Mã"),
        (Self::Name, "name", "Tên"),
        (Self::Subject, "subject", "Loại"),
        (Self::Unit, "unit", "Đơn vị"),
        (Self::Field, "field", "Lĩnh vực"),
        (Self::Received, "received", "Ngày nhận"),
        (Self::Scheme, "scheme", "Bộ tiêu chí"),
    ];

    /// What to write above the column.
    pub fn heading(self, locale: Locale) -> String {
        let (_, en, vi) = Self::ALL[self as usize];
        locale.of(vi.to_owned(), capitalised(en))
    }
}

/// Other headings of fixed columns, without accents, and which columns they may be: the first that has
/// no heading of its own.
const OTHERS: [(&str, &[Fixed]); 32] = [
    ("ma so", &[Fixed::Id]),
    ("ma doi tuong", &[Fixed::Id]),
    ("code", &[Fixed::Id]),
    ("ho va ten", &[Fixed::Name]),
    ("ho ten", &[Fixed::Name]),
    ("ho dem va ten", &[Fixed::Name]),
    ("full name", &[Fixed::Name]),
    ("ten tap the", &[Fixed::Name]),
    ("ten ca nhan", &[Fixed::Name]),
    ("ten doi tuong", &[Fixed::Name]),
    ("ten ho gia dinh", &[Fixed::Name]),
    ("ten tap the/ca nhan", &[Fixed::Name]),
    ("ten ca nhan/tap the", &[Fixed::Name]),
    ("ten tap the, ca nhan", &[Fixed::Name]),
    ("ten ca nhan, tap the", &[Fixed::Name]),
    ("ten tap the/ca nhan/ho gia dinh", &[Fixed::Name]),
    ("ten don vi", &[Fixed::Name, Fixed::Unit]),
    ("ten co quan, don vi", &[Fixed::Name, Fixed::Unit]),
    ("don vi cong tac", &[Fixed::Unit]),
    ("noi cong tac", &[Fixed::Unit]),
    ("co quan, don vi", &[Fixed::Unit]),
    ("don vi trinh", &[Fixed::Unit]),
    ("don vi de nghi", &[Fixed::Unit]),
    ("loai doi tuong", &[Fixed::Subject]),
    ("phan loai doi tuong", &[Fixed::Subject]),
    ("linh vuc hoat dong", &[Fixed::Field]),
    ("ngay nhan ho so", &[Fixed::Received]),
    ("ngay nop ho so", &[Fixed::Received]),
    ("ngay nop", &[Fixed::Received]),
    ("ngay gui ho so", &[Fixed::Received]),
    ("date received", &[Fixed::Received]),
    ("ma bo tieu chi", &[Fixed::Scheme]),
];

impl Layout {
    /// The fixed columns that a heading may be that is none of their own, given without accents.
    pub(crate) fn others(self, bare: &str) -> impl Iterator<Item = Fixed> {
        let named = OTHERS.iter().find(|(name, _)| *name == bare);
        let named = named.into_iter().flat_map(|(_, fixed)| *fixed).copied();
        named.filter(move |fixed| self != Self::Units || *fixed == Fixed::Unit)
    }

    /// The fixed columns with their English and their Vietnamese headings.
    pub(crate) fn fixed(self) -> impl Iterator<Item = (Fixed, &'static str, &'static str)> {
        let has = move |fixed| self != Self::Units || fixed == Fixed::Unit;
        Fixed::ALL
            .into_iter()
            .filter(move |(fixed, _, _)| has(*fixed))
    }

    /// The fixed column that a folded heading names.
    pub(crate) fn find(self, folded: &str) -> Option<Fixed> {
        let mut all = self.fixed();
        let named = all.find(|(_, en, vi)| *en == folded || casefold(vi) == folded);
        named.map(|(fixed, _, _)| fixed)
    }

    pub(crate) fn needs(self, fixed: Fixed) -> bool {
        match (self, fixed) {
            (Self::Units, fixed) => fixed == Fixed::Unit,
            (Self::Nominations { .. }, Fixed::Id | Fixed::Name) => true,
            (Self::Nominations { needs_subject }, Fixed::Subject) => needs_subject,
            (Self::Nominations { .. }, _) => false,
        }
    }
}

/// A column, by the headings that name it.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its English heading, in small letters.
    pub(crate) name: &'static str,
    /// Its Vietnamese heading.
    pub(crate) heading: &'static str,
    /// Other headings, in small letters.
    others: &'static [&'static str],
    /// Whether the file cannot do without it.
    pub(crate) is_needed: bool,
}

impl Field {
    /// A column that the file cannot do without.
    pub(crate) const fn needed(
        name: &'static str,
        heading: &'static str,
        others: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            heading,
            others,
            is_needed: true,
        }
    }

    /// A column that the file may lack.
    pub(crate) const fn optional(
        name: &'static str,
        heading: &'static str,
        others: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            heading,
            others,
            is_needed: false,
        }
    }

    /// What to write above the column.
    pub(crate) fn shown(&self, locale: Locale) -> String {
        locale.of(self.heading.to_owned(), capitalised(self.name))
    }

    /// Whether a heading is one of its names, capitals and accents aside.
    pub(crate) fn is_called(&self, heading: &str) -> bool {
        self.is_among(&[unaccented(heading)])
    }

    /// Whether one of some headings, which are in small letters without accents, is one of its
    /// names.
    pub(crate) fn is_among(&self, headings: &[String]) -> bool {
        self.names()
            .any(|name| headings.contains(&unaccented(&name)))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        let spaced = self.name.replace('_', " ");
        let own = [self.name.to_owned(), spaced, casefold(self.heading)];
        let others = self.others.iter().map(|name| (*name).to_owned());
        own.into_iter().chain(others)
    }
}

/// The columns of files of past awards.
pub(crate) const HISTORY: [Field; 5] = [
    NOMINEE,
    Field::needed("year", "Năm", &[]),
    Field::needed("award", "Hình thức", &["danh hiệu", "hình thức/danh hiệu"]),
    // Read by people; no rule asks for it yet.
    Field::optional("achievement", "Thành tích", &[]),
    Field::optional("revoked", "Thu hồi", &["ngày thu hồi", "bị thu hồi"]),
];

/// Where the columns of files of past awards stand among them.
pub(crate) mod history {
    pub(crate) const NOMINEE: usize = 0;
    pub(crate) const YEAR: usize = 1;
    pub(crate) const AWARD: usize = 2;
    pub(crate) const REVOKED: usize = 4;
}

/// Whom a line of the council's files is about.
const NOMINEE: Field = Field::needed("nominee", "Mã", &["id", "mã đối tượng", "mã số"]);

/// The columns of files of marks.
pub(crate) const MARKS: [Field; 6] = [
    NOMINEE,
    Field::needed("criterion", "Tiêu chí", &[]),
    Field::needed("stage", "Bước chấm", &["bước"]),
    Field::needed("marker", "Người chấm", &[]),
    Field::needed("points", "Điểm", &["điểm chấm"]),
    Field::optional("reason", "Lý do", &[]),
];

/// Where the columns of files of marks stand among them.
pub(crate) mod marks {
    pub(crate) const NOMINEE: usize = 0;
    pub(crate) const CRITERION: usize = 1;
    pub(crate) const STAGE: usize = 2;
    pub(crate) const MARKER: usize = 3;
    pub(crate) const POINTS: usize = 4;
    pub(crate) const REASON: usize = 5;
}

/// The columns of files of votes.
pub(crate) const VOTES: [Field; 8] = [
    NOMINEE,
    Field::needed(
        "award",
        "Hình thức",
        &["danh hiệu", "hình thức khen", "hình thức/danh hiệu"],
    ),
    Field::needed("agree", "Tán thành", &["đồng ý"]),
    Field::needed("disagree", "Không tán thành", &["không đồng ý"]),
    Field::optional("no_opinion", "Không ý kiến", &["không có ý kiến"]),
    Field::optional("invalid", "Không hợp lệ", &["phiếu không hợp lệ"]),
    Field::optional("absent_written", "Vắng có ý kiến bằng văn bản", &[]),
    Field::optional("downgrade", "Hạ danh hiệu", &[]),
];

/// Where the columns of files of votes stand among them.
pub(crate) mod votes {
    pub(crate) const NOMINEE: usize = 0;
    pub(crate) const AWARD: usize = 1;
    pub(crate) const AGREE: usize = 2;
    pub(crate) const DISAGREE: usize = 3;
    pub(crate) const NO_OPINION: usize = 4;
    pub(crate) const INVALID: usize = 5;
    pub(crate) const ABSENT: usize = 6;
    pub(crate) const DOWNGRADE: usize = 7;
}

/// The columns of files of decisions.
pub(crate) const DECISIONS: [Field; 6] = [
    NOMINEE,
    Field::needed("about", "Nội dung", &["về việc"]),
    Field::needed("decision", "Quyết định", &[]),
    Field::needed("reason", "Lý do", &[]),
    Field::needed("by", "Người quyết định", &[]),
    Field::needed("paper", "Số văn bản", &["văn bản"]),
];

/// Where the columns of files of decisions stand among them.
pub(crate) mod decisions {
    pub(crate) const NOMINEE: usize = 0;
    pub(crate) const ABOUT: usize = 1;
    pub(crate) const DECISION: usize = 2;
    pub(crate) const REASON: usize = 3;
    pub(crate) const BY: usize = 4;
    pub(crate) const PAPER: usize = 5;
}

/// Columns that number the rows and say nothing of them.
const NUMBERING: [&str; 6] = ["stt", "tt", "số tt", "số thứ tự", "no.", "#"];

/// Whether a heading is that of a column that only numbers the rows.
pub(crate) fn is_numbering(folded: &str) -> bool {
    NUMBERING.contains(&folded.trim_end_matches('.')) || NUMBERING.contains(&folded)
}

/// An English heading as it stands on paper: `absent_written` is `Absent written`.
pub(crate) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let rest = letters.map(|letter| if letter == '_' { ' ' } else { letter });
    first.into_iter().chain(rest).collect()
}
