//! Which columns a list of nominations has, and which a file of units.

use super::grid::fold;
use crate::locale::Locale;
use crate::scheme::{Fact, FactFrom};

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
    /// The day the dossier came in.
    Received,
    /// The scheme that judges it.
    Scheme,
}

/// Which columns a kind of file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
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

impl Layout {
    /// Whether the facts of such a file come from there.
    pub(super) fn holds(self, fact: &Fact) -> bool {
        match self {
            Self::Nominations { .. } => fact.from == FactFrom::Nominee,
            Self::Units => fact.from == FactFrom::Unit,
        }
    }

    /// The fixed columns with their English and their Vietnamese headings.
    pub(super) fn fixed(self) -> impl Iterator<Item = (Fixed, &'static str, &'static str)> {
        let has = move |fixed| self != Self::Units || fixed == Fixed::Unit;
        Fixed::ALL
            .into_iter()
            .filter(move |(fixed, _, _)| has(*fixed))
    }

    /// The fixed column that a folded heading names.
    pub(super) fn find(self, folded: &str) -> Option<Fixed> {
        let mut all = self.fixed();
        let named = all.find(|(_, en, vi)| *en == folded || fold(vi) == folded);
        named.map(|(fixed, _, _)| fixed)
    }

    pub(super) fn needs(self, fixed: Fixed) -> bool {
        match (self, fixed) {
            (Self::Units, fixed) => fixed == Fixed::Unit,
            (Self::Nominations { .. }, Fixed::Id | Fixed::Name) => true,
            (Self::Nominations { needs_subject }, Fixed::Subject) => needs_subject,
            (Self::Nominations { .. }, _) => false,
        }
    }
}

/// An English heading as it stands on paper: `absent_written` is `Absent written`.
pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let rest = letters.map(|letter| if letter == '_' { ' ' } else { letter });
    first.into_iter().chain(rest).collect()
}
