//! How places are given, and awards proposed.

use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use crate::document::{RuleText, Spanned};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::source::Span;

/// Something by which nominees are parted: into lists, cohorts, shares of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartBy {
    /// The field (lĩnh vực).
    Field,
    /// The nominating unit.
    Unit,
    /// The subject.
    Subject,
    /// A fact, by its index.
    Fact(usize),
}

/// How places are given.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// The stage that counts, by index; `None` if there are no stages.
    pub stage: Option<usize>,
    /// A separate ranking for each combination of these.
    pub lists: Vec<PartBy>,
    /// How places are counted after equals.
    pub places: Places,
    /// What parts equals, tried in order; higher first (K43).
    pub ties: Vec<Tie>,
    /// What is done when all of that leaves them equal.
    pub last: Settle,
    /// Where it is declared.
    pub span: Span,
}

/// How places are counted after equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Places {
    /// 1, 2, 2, 4.
    #[default]
    Gaps,
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2, 3, 4.
    Unique,
}

/// The compulsory last step for equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// They share the place.
    Shared,
    /// The council decides.
    Council,
    /// A lot is drawn.
    Lot,
}

/// A step of the tie chain, or of an award's order.
#[derive(Debug, Clone)]
pub struct Tie {
    /// A number or yes-no; the higher comes first.
    pub by: RuleText,
    /// What people read; the rule itself where there is none.
    pub title: Option<Text>,
}

/// An award (hình thức khen thưởng) and who is proposed for it.
#[derive(Debug, Clone)]
pub struct Award {
    /// The name by which files and results call it.
    pub id: String,
    /// Its title on paper.
    pub title: Text,
    /// Whose paper proposes it.
    pub paper: Form,
    /// The paper behind it.
    pub basis: Option<Text>,
    /// Who meets its conditions; `None`: everybody ranked.
    pub when: Option<RuleText>,
    /// The least years between two of the same award (K30).
    pub again_after: Option<u32>,
    /// Awards that exclude this one, by index, each way (K31).
    pub not_with: Vec<usize>,
    /// How many may be proposed; all must hold.
    pub quota: Vec<Quota>,
    /// Composition: so many of a kind are seated where there are any who meet the conditions (K41).
    pub reserve: Vec<Reserve>,
    /// The council's vote that it needs (K35–K38).
    pub vote: Option<Vote>,
    /// Who is seated first when a quota spans several lists.
    pub order: Vec<Tie>,
    /// What is done with equals at the line.
    pub line: Line,
    /// Where it is declared.
    pub span: Span,
}

/// Whose form the paper follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A Party paper.
    #[default]
    Party,
    /// A State paper.
    State,
}

impl Form {
    /// What is on the right at the head of such a paper: the Party's name, or the country's with its
    /// motto.
    pub fn letterhead(self, locale: Locale) -> &'static [&'static str] {
        match self {
            Self::Party => locale.of(
                &["ĐẢNG CỘNG SẢN VIỆT NAM"],
                &["COMMUNIST PARTY OF VIET NAM"],
            ),
            Self::State => locale.of(
                &[
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Độc lập - Tự do - Hạnh phúc",
                ],
                &[
                    "SOCIALIST REPUBLIC OF VIET NAM",
                    "Independence - Freedom - Happiness",
                ],
            ),
        }
    }
}

/// What is done with equals at the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Line {
    /// All of them are proposed, also beyond the quota.
    All,
    /// None of them is.
    None,
    /// People decide.
    #[default]
    Ask,
}

/// How many may be proposed (hạn mức).
#[derive(Debug, Clone)]
pub struct Quota {
    /// Within the nominees alike in this; `None`: all of them together.
    pub per: Option<PartBy>,
    /// How many.
    pub size: QuotaSize,
    /// Where it is declared.
    pub span: Span,
}

/// The size of a quota.
#[derive(Debug, Clone)]
pub enum QuotaSize {
    /// So many seats, in each part.
    Seats(u32),
    /// So many seats by the part's value; a value not named has no limit.
    SeatsByValue(Vec<(Spanned<String>, u32)>),
    /// A share of a number (K39).
    Share {
        /// In percent, or by the value of a fact (K40).
        percent: Percent,
        /// Of what.
        of: Base,
        /// Which way a broken seat goes.
        round: RoundShare,
    },
}

/// What a share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Every row of the scheme.
    Nominated,
    /// Everybody ranked, all lists together.
    Ranked,
    /// The sum of a fact over the rows, by its index.
    Fact(usize),
    /// The number proposed for an award before it, by its index (K39).
    Award(usize),
}

/// How large a share is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Percent {
    /// The same for all.
    All(Fraction),
    /// By the word of a choice fact, by its index; a word not named has no limit.
    ByChoice {
        /// The fact.
        fact: usize,
        /// The shares, by word.
        shares: Vec<(String, Fraction)>,
    },
}

/// Seats kept for a composition (cơ cấu).
#[derive(Debug, Clone)]
pub struct Reserve {
    /// So many at the least.
    pub at_least: u32,
    /// Who is of the kind.
    pub when: RuleText,
    /// What people read; the rule itself where there is none.
    pub title: Option<Text>,
}

/// The council's vote on each nominee (biểu quyết).
#[derive(Debug, Clone)]
pub struct Vote {
    /// The share that must agree.
    pub share: Fraction,
    /// Whether reaching it exactly is not enough.
    pub above: bool,
    /// What the share is of.
    pub of: Voters,
    /// The share of the council that must be there.
    pub quorum: Option<Fraction>,
    /// How it is cast.
    pub ballot: Ballot,
    /// The award that the council may vote for instead, and the share it needs.
    pub downgrade: Option<Downgrade>,
}

/// A lower award that the council may vote for instead (K38).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downgrade {
    /// The award, by index.
    pub to: usize,
    /// The share that must agree to it or to the higher one.
    pub at: Fraction,
    /// Whether reaching it exactly is not enough.
    pub above: bool,
}

/// A share as a fraction: "80%" is 80 of 100, "2/3" is 2 of 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fraction {
    top: Number,
    bottom: Number,
}

/// What the share of a vote is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voters {
    /// All members, absent ones asked in writing.
    #[default]
    Members,
    /// Those present.
    Present,
    /// Those summoned.
    Summoned,
    /// Valid ballots.
    Valid,
}

/// How a vote is cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ballot {
    /// By ballot (bỏ phiếu kín).
    #[default]
    Secret,
    /// By show of hands (biểu quyết giơ tay).
    Open,
}

impl Quota {
    /// The fact by whose word the share differs, by index.
    pub fn share_by(&self) -> Option<usize> {
        match &self.size {
            QuotaSize::Share {
                percent: Percent::ByChoice { fact, .. },
                ..
            } => Some(*fact),
            _ => None,
        }
    }

    /// The fact by whose value the quota has parts, by index.
    pub fn per_fact(&self) -> Option<usize> {
        match self.per {
            Some(PartBy::Fact(fact)) => Some(fact),
            _ => None,
        }
    }
}

impl Award {
    /// Whether the number of its seats goes by the value of a fact, by index.
    pub fn seats_go_by(&self, fact: usize) -> bool {
        let mut quotas = self.quota.iter();
        quotas.any(|quota| quota.share_by() == Some(fact) || quota.per_fact() == Some(fact))
    }
}

impl Fraction {
    /// A fraction from its text: `80%` or `2/3`; `None` of more than the whole.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| Number::parse(text.trim()).filter(|n| !n.is_negative());
        let fraction = match text.split_once('/') {
            Some((top, bottom)) => Self {
                top: number(top)?,
                bottom: number(bottom)?,
            },
            None => Self {
                top: number(text.trim().strip_suffix('%')?)?,
                bottom: Number::HUNDRED,
            },
        };
        let fits = fraction.bottom.is_positive() && fraction.top <= fraction.bottom;
        fits.then_some(fraction)
    }

    /// How `part` of `whole` compares with it.
    pub fn compare(&self, part: u32, whole: u32) -> Ordering {
        let left = Number::from(part) * &self.bottom;
        left.cmp(&(Number::from(whole) * &self.top))
    }

    /// So much of a whole.
    pub fn of(&self, whole: &Number) -> Number {
        // It is of more than 0 parts.
        (whole * &self.top).over(&self.bottom).unwrap_or_default()
    }
}

impl Display for Fraction {
    /// As papers write it.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.bottom == Number::HUNDRED {
            write!(formatter, "{}%", self.top)
        } else {
            write!(formatter, "{}/{}", self.top, self.bottom)
        }
    }
}

/// Which way a broken seat goes (K39, K45: down).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoundShare {
    /// 4.95 seats are 4.
    #[default]
    Down,
    /// 4.05 seats are 5.
    Up,
}
