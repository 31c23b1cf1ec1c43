//! One nominee judged by every rule that applies, with every reason kept.

mod decided;
mod early;
mod floors;
mod kept;
mod mark;
pub mod missing;
mod nominee;
mod packed;
mod stages;
mod standing;
mod straight;
mod sums;
mod through;
mod traces;
mod units;
mod whole;

use std::sync::Arc;

pub use decided::{ByRules, decisions_on};
pub use kept::Kept;
pub use nominee::Nominee;
pub use stages::StageSheet;
pub use standing::{Figures, Standing};
pub use through::{Judged, JudgedSchemes, judge_through};
pub use traces::{Told, condition, traces};
pub use units::{UnitClass, UnitStanding};
pub use whole::{judge_case, mark_alone};

use self::units::Units;
use crate::cohort;
use crate::locale::Text;
use crate::number::Decimal;
use crate::roster::Dossier;
use crate::rule::{RuleFailure, Rulebook};
use crate::scheme::{GateOutcome, Scheme, judging_order};

/// Every nominee of every scheme, judged: with the whole score sheet, or with the little of it
/// that is [`Kept`] where there are very many.
#[derive(Debug)]
pub struct Evaluation<'a, J = Judgement<'a>> {
    /// The period and its nominees.
    pub dossier: &'a Dossier,
    /// One a scheme, in the order the schemes were given.
    pub schemes: Vec<SchemeEvaluation<'a, J>>,
}

/// The nominees of one scheme, judged.
#[derive(Debug)]
pub struct SchemeEvaluation<'a, J = Judgement<'a>> {
    /// The scheme and its rules.
    pub book: &'a Rulebook,
    /// The cohort numbers, part by part.
    pub cohorts: Vec<cohort::Figures>,
    /// Its nominees by id.
    pub judged: Vec<J>,
}

/// One nominee, judged: the score sheet.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// The nominee.
    pub nomination: Nominee<'a>,
    /// What became of it.
    pub status: Status,
    /// Why it is not ranked; empty for those who are.
    pub reasons: Vec<Reason>,
    /// The rows, by criterion; empty where nothing could be computed.
    pub marks: Vec<Mark>,
    /// The groups, by group; empty where nothing could be computed.
    pub groups: Vec<GroupSum>,
    /// The way to the total; nothing for schemes without points, and where a rule failed.
    pub sums: Option<Sums>,
    /// The class, by index; nothing where none was reached or none is declared.
    pub class: Option<usize>,
    /// Classes whose threshold was reached, but that something closed.
    pub withheld: Vec<Withheld>,
    /// Awards that a standard or floor closed.
    pub closed: Vec<ClosedAward>,
    /// Thresholds of the classes on this nominee's terms; nothing where a class has none.
    pub thresholds: Vec<Option<Decimal>>,
    /// Standards that were not met and go on with a written reason (K34), by criterion.
    pub needs_reason: Vec<usize>,
    /// The cohort numbers of its own parts, by cohort; nothing where the cohort is empty.
    pub cohorts: Vec<Option<Decimal>>,
    /// Keys of the tie chain, higher first; empty unless ranked.
    pub ties: Vec<Decimal>,
    /// Its standing for each award; empty unless ranked.
    pub awards: Vec<AwardTerms>,
    /// Whether it rests on a cohort from which somebody is missing.
    pub provisional: bool,
    /// What people decided in place of what the rules say of gates and standards.
    pub decided: Vec<Ruled>,
    /// Rows in which a mark stands in place of what the rule computed, by criterion.
    pub departed: Vec<Departed>,
    /// What it comes to in each stage of scoring, in their order; empty where there are none.
    pub stages: Vec<StageSheet>,
    /// The facts that are the class of its unit; empty where its scheme has none.
    pub units: Vec<UnitClass>,
}

/// A decision that took the place of what the rules say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The decision, by its index among the council's.
    pub decision: usize,
    /// What the rules alone make of it.
    pub by_rules: ByRules,
    /// The gates or standards that spoke.
    pub reasons: Vec<Reason>,
}

/// A row in which a mark stands in place of what its rule computed.
#[derive(Debug, Clone)]
pub struct Departed {
    /// The criterion, by index.
    pub criterion: usize,
    /// The stage in which the mark was given, by index.
    pub stage: usize,
    /// What the rule computed.
    pub computed: Outcome,
}

/// What became of a nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It has a place.
    Ranked,
    /// Refused (không xét).
    Refused,
    /// Suspended (chưa xét).
    Held,
    /// Not classified (không xếp loại).
    Unclassified,
    /// Something required is not reported (thiếu số liệu).
    Incomplete,
    /// A rule failed on it (lỗi quy tắc).
    Failed,
}

/// One reason why a nominee is not ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What kind of thing spoke.
    pub kind: ReasonKind,
    /// Its id in the scheme.
    pub id: String,
    /// The reason in words.
    pub message: Text,
}

/// What kind of thing gives a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// A gate spoke.
    Gate,
    /// A fact is not reported.
    Fact,
    /// A check failed on it.
    Check,
    /// A criterion's rule failed.
    Criterion,
    /// A floor was not reached.
    Floor,
    /// A standard is not met.
    Standard,
    /// A cohort's rule failed.
    Cohort,
    /// A class's threshold failed.
    Class,
    /// A tie step failed.
    Tie,
    /// An award's rule failed.
    Award,
}

/// A row of the score sheet.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What came out.
    pub outcome: Outcome,
    /// How.
    pub because: Because,
}

/// What came out of a row.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Points as they count, rounded where the scheme says so.
    Points(Decimal),
    /// A standard met or not.
    Met(bool),
    /// Out of points and maximum alike.
    Dropped,
    /// The rule failed; there is no total.
    Failed(Arc<RuleFailure>),
}

/// How a row came to its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// By its rule.
    Rule,
    /// `applies` says no.
    DoesNotApply,
    /// A fact it reads is not assigned: the first such, by its id.
    NotAssigned(Arc<str>),
    /// A cohort number it reads is absent, by its id.
    NoCohort(Arc<str>),
}

/// A group of the score sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSum {
    /// The children before any ceiling.
    pub rows: Decimal,
    /// What counts: after the ceiling, its own rescaling and rounding. Without scored rows: its
    /// bonus less its deduction, or the deduction where there is nothing else.
    pub points: Decimal,
    /// The maximum left after drops, before any rescaling, its own or of the groups inside it.
    pub assigned: Decimal,
    /// What the children are out of: the maximum left, where the groups inside it are rescaled.
    pub out_of: Decimal,
    /// The maximum after its own rescaling.
    pub max: Decimal,
    /// Bonus inside.
    pub bonus: Beside,
    /// Deduction inside.
    pub deduction: Beside,
    /// Whether nothing in it is assigned, so that it is out altogether.
    pub dropped: bool,
}

/// Bonus or deduction, which stand beside the scored points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// What the rows and groups inside bring, before the ceiling.
    pub rows: Decimal,
    /// What counts.
    pub counts: Decimal,
}

/// The way from the rows to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    /// Top groups and rows outside groups, before what was dropped is made up for.
    pub scored: Decimal,
    /// The maximum before rescaling, after drops.
    pub assigned: Decimal,
    /// Scored points after rescaling.
    pub score: Decimal,
    /// Bonus before the ceiling of all.
    pub bonus_rows: Decimal,
    /// Bonus after all ceilings.
    pub bonus: Decimal,
    /// Deduction before the ceiling of all.
    pub deduction_rows: Decimal,
    /// What comes off, after all ceilings.
    pub deduction: Decimal,
    /// Before the bounds and the last rounding.
    pub unbounded: Decimal,
    /// The total, rounded.
    pub total: Decimal,
}

/// A class whose threshold was reached and that something closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The class, by index.
    pub class: usize,
    /// The standard or floor that closed it.
    pub by: Vec<Reason>,
}

/// An award that a standard or floor closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAward {
    /// The award, by index.
    pub award: usize,
    /// The standard or floor.
    pub by: Reason,
}

/// How a ranked nominee stands for an award before anybody is seated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardTerms {
    /// Whether its conditions are met, what standards and floors close included.
    pub meets: bool,
    /// Whether the award's own rule `when` says no, whatever else closes it.
    pub denied: bool,
    /// Whether it is of the kind for which the award keeps seats, by reserve.
    pub reserves: Vec<bool>,
    /// Keys of the award's own order, higher first.
    pub order: Vec<Decimal>,
}

impl Status {
    /// Every status, in their order.
    pub(crate) const ALL: [Self; 6] = [
        Self::Ranked,
        Self::Refused,
        Self::Held,
        Self::Unclassified,
        Self::Incomplete,
        Self::Failed,
    ];

    /// The word of the JSON contract; `ranked` for those who have a place.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Unclassified => "unclassified",
            Self::Incomplete => "incomplete",
            Self::Failed => "failed",
        }
    }
}

impl From<GateOutcome> for Status {
    fn from(outcome: GateOutcome) -> Self {
        match outcome {
            GateOutcome::Refused => Self::Refused,
            GateOutcome::Held => Self::Held,
            GateOutcome::Unclassified => Self::Unclassified,
        }
    }
}

impl ReasonKind {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Fact => "fact",
            Self::Check => "check",
            Self::Criterion => "criterion",
            Self::Floor => "floor",
            Self::Standard => "standard",
            Self::Cohort => "cohort",
            Self::Class => "class",
            Self::Tie => "tie",
            Self::Award => "award",
        }
    }
}

impl Judgement<'_> {
    /// The total, if there is one.
    pub fn total(&self) -> Option<Decimal> {
        self.sums.map(|sums| sums.total)
    }
}

/// Judges every nominee by the scheme it goes to. A scheme that takes the classes of another is
/// judged after it.
pub fn evaluate<'a>(books: &'a [Rulebook], dossier: &'a Dossier) -> Evaluation<'a> {
    let units = Units::of(books, dossier);
    let schemes: Vec<&Scheme> = books.iter().map(|book| &book.scheme).collect();
    let mut judged: Vec<Option<SchemeEvaluation<'a>>> = books.iter().map(|_| None).collect();
    for at in judging_order(&schemes) {
        let book = &books[at];
        let nominees = dossier.nominations.iter();
        let nominees = nominees.filter(|nominee| nominee.scheme == at);
        let nominees: Vec<Nominee<'a>> = match &units {
            None => nominees.map(Nominee::from).collect(),
            Some(units) => nominees.map(|it| units.complete(it, &judged)).collect(),
        };
        let (cohorts, mut sheets) = book.settled(|| whole::judge_all(book, dossier, &nominees));
        if let Some(units) = &units {
            units.tell(&judged, &book.scheme, &mut sheets);
        }
        judged[at] = Some(SchemeEvaluation {
            book,
            cohorts,
            judged: sheets,
        });
    }
    Evaluation {
        dossier,
        schemes: judged.into_iter().flatten().collect(),
    }
}
