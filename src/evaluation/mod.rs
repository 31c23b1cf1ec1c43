//! One nominee judged by every rule that applies, with every reason kept.

mod all;
mod decided;
mod early;
mod floors;
mod judge;
mod mark;
pub mod missing;
mod nominee;
mod sheet;
mod stages;
mod stream;
mod sums;
mod traces;
mod units;
mod verdict;

use std::sync::Arc;

pub use all::judge_case;
pub use decided::{ByRules, decisions_on};
pub use judge::{Around, Scratch, Sink, judge, mark_alone};
pub use nominee::Nominee;
pub use sheet::ScoreSheet;
pub use stages::StageSheet;
pub use stream::{Verdicts, judge_while_reading};
pub use traces::{Told, condition, traces};
pub use units::{UnitClass, UnitStanding};
pub use verdict::{AwardTerms, Totals, Verdict};

use self::all::judge_all;
use self::units::Units;
use crate::cohort;
use crate::locale::Text;
use crate::number::Decimal;
use crate::parallel::chunked;
use crate::roster::Dossier;
use crate::rule::{RuleFailure, Rulebook};
use crate::scheme::{GateOutcome, Scheme, judging_order};

/// Every nominee of every scheme, judged.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// The period and its nominees.
    pub dossier: &'a Dossier,
    /// One a scheme, in the order the schemes were given.
    pub schemes: Vec<SchemeEvaluation<'a>>,
}

/// The nominees of one scheme, judged.
#[derive(Debug)]
pub struct SchemeEvaluation<'a> {
    /// The scheme and its rules.
    pub book: &'a Rulebook,
    /// The cohort numbers, part by part.
    pub cohorts: Vec<cohort::Figures>,
    /// Its nominees by id.
    pub judged: Vec<Verdict>,
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
    /// Whether it has a threshold: otherwise no points could be enough.
    pub has_threshold: bool,
}

/// An award that a standard or floor closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAward {
    /// The award, by index.
    pub award: usize,
    /// The standard or floor.
    pub by: Reason,
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
        let (cohorts, mut verdicts) = book.settled(|| judge_all(book, dossier, &nominees));
        if let Some(units) = &units {
            units.tell(&judged, &nominees, &mut verdicts);
        }
        judged[at] = Some(SchemeEvaluation {
            book,
            cohorts,
            judged: verdicts,
        });
    }
    Evaluation {
        dossier,
        schemes: judged.into_iter().flatten().collect(),
    }
}

impl<'a> SchemeEvaluation<'a> {
    /// The score sheet of a nominee, by index: it is judged again, and every row is kept.
    ///
    /// # Panics
    /// Where there is no such nominee, or where its facts are not in the dossier.
    pub fn sheet(&self, dossier: &'a Dossier, nominee: usize) -> ScoreSheet<'a> {
        let verdict = &self.judged[nominee];
        let mut sheets = self.sheets_of(dossier, std::slice::from_ref(verdict));
        sheets.pop().expect("one was asked for")
    }

    /// The score sheets of all nominees, by index.
    ///
    /// # Panics
    /// Where their facts are not in the dossier.
    pub fn sheets(&self, dossier: &'a Dossier) -> Vec<ScoreSheet<'a>> {
        self.sheets_of(dossier, &self.judged)
    }

    fn sheets_of(&self, dossier: &'a Dossier, verdicts: &[Verdict]) -> Vec<ScoreSheet<'a>> {
        let (book, scheme) = (self.book, &self.book.scheme);
        let around = Around::of(dossier, scheme, &self.cohorts);
        chunked(verdicts, |slice| {
            book.with_runner(|runner| {
                let mut scratch = Scratch::new(scheme);
                let sheet = |verdict: &Verdict| {
                    let all = &dossier.nominations;
                    let at = all.binary_search_by(|one| (*one.id).cmp(verdict.id()));
                    let nominee = &all[at.expect("whoever was judged is in the dossier")];
                    let nominee = units::completed(nominee, verdict);
                    let sheet = stages::sheet(runner, book, nominee, &around, &mut scratch);
                    ScoreSheet {
                        // It says of the others, such as its unit, what no rule knows.
                        verdict: verdict.clone(),
                        ..sheet
                    }
                };
                slice.iter().map(sheet).collect()
            })
        })
    }
}
