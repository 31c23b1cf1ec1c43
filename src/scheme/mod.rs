//! The book of criteria (bộ tiêu chí): what is judged, for how much, by which rule, for which award.
//!
//! [`Scheme`] is the model that holds: `document` mirrors the text, `check` turns
//! what was said into what holds and reports everything that does not, `problem` names it.
//! Whether the rules make sense is the business of [`rule`](crate::rule), one room further.

mod award;
mod check;
mod document;
mod fact;
mod names;
mod order;
mod problem;
mod score;
mod sheet_lines;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use award::{
    Award, Ballot, Base, Downgrade, Form, Fraction, Line, PartBy, Percent, Places, Quota,
    QuotaSize, Ranking, Reserve, RoundShare, Settle, Tie, Vote, Voters,
};
pub use check::{check, check_others};
pub use document::SchemeDocument;
pub use fact::{
    Better, Check, Dated, DatedNumber, Fact, FactEntry, FactFrom, FactKind, FactValue, Value,
};
pub(crate) use names::is_reserved;
pub use names::{BUILT_IN, Name, RHAI_WORDS, is_identifier};
pub use order::judging_order;
pub use problem::SchemeProblem;
pub use score::{
    Case, Class, ClassOn, Cohort, CohortAmong, CohortTake, CountsAs, Criterion, CriterionCase,
    CriterionKind, DEEPEST_GROUPS, Expectation, Expected, Floor, Gate, GateOutcome, Group,
    GroupTake, MOST_POINTS, Marking, NeededFor, Otherwise, PastAward, Points, Rescale, Stage,
    Threshold, Unmarked, Unmet,
};
pub use sheet_lines::SheetLine;

use crate::diagnostic::Level;
pub use crate::document::{RuleText, Spanned};
use crate::locale::Text;
use crate::source::Source;

/// Whom a scheme judges: the three kinds of subject that the law on emulation knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Tập thể.
    Collective,
    /// Cá nhân.
    Individual,
    /// Hộ gia đình.
    Household,
}

/// The days on which a version of a scheme holds, both ends included (K48).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InForce {
    /// The first day; `None`: always has.
    pub from: Option<Date>,
    /// The last day; `None`: until further notice.
    pub until: Option<Date>,
}

/// How grave a scheme takes a code of what only asks for a look.
#[derive(Debug, Clone)]
pub struct Lint {
    /// The code.
    pub code: Spanned<String>,
    /// How grave.
    pub level: Level,
    /// Why, for whoever reads the scheme.
    pub reason: String,
    /// The criteria for which it holds, by index; `None`: the whole scheme.
    pub only: Option<Vec<usize>>,
}

/// A whole book of criteria whose every promise but its rules' has been checked.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The text it was read from.
    pub source: Arc<Source>,
    /// The name by which files and results call it.
    pub id: String,
    /// Its title on paper.
    pub title: Text,
    /// Whom it judges; `None`: whoever is sent to it.
    pub subject: Option<Subject>,
    /// Which of them, by a rule over their facts.
    pub applies: Option<RuleText>,
    /// When it holds.
    pub in_force: InForce,
    /// The papers behind it.
    pub basis: Vec<Text>,
    /// The function libraries beside it, by bare name.
    pub functions: Vec<Spanned<String>>,
    /// How points add up.
    pub points: Points,
    /// Who scores, in order; none where nobody marks.
    pub stages: Vec<Stage>,
    /// What is known of a nominee.
    pub facts: Vec<Fact>,
    /// What must hold of the facts themselves.
    pub checks: Vec<Check>,
    /// The numbers that come from a paper.
    pub values: Vec<Value>,
    /// The numbers that come from the other nominees.
    pub cohorts: Vec<Cohort>,
    /// The groups of criteria; a parent comes before its children in [`Self::group_order`].
    pub groups: Vec<Group>,
    /// Group indices, every parent before its children.
    pub group_order: Vec<usize>,
    /// The rows of the score sheet.
    pub criteria: Vec<Criterion>,
    /// What is asked before any point is given.
    pub gates: Vec<Gate>,
    /// The classes, best first.
    pub classes: Vec<Class>,
    /// Whole nominees with what is expected of them.
    pub cases: Vec<Case>,
    /// How places are given.
    pub ranking: Ranking,
    /// The awards, in the order in which they are seated.
    pub awards: Vec<Award>,
    /// How grave codes are taken.
    pub lints: Vec<Lint>,
    /// Names that are declared, but left out or without a type because something in them could not
    /// be read; rules that say them are not blamed for it.
    pub left_out: Vec<String>,
    /// What every declared name stands for.
    names: BTreeMap<String, Name>,
}

impl Subject {
    /// The words by which data files and rules name the three, see [`Self::id`].
    pub const IDS: [&'static str; 3] = ["collective", "individual", "household"];

    /// The subject in words.
    pub fn text(self) -> Text {
        match self {
            Self::Collective => Text::both("tập thể", "collective"),
            Self::Individual => Text::both("cá nhân", "individual"),
            Self::Household => Text::both("hộ gia đình", "household"),
        }
    }

    /// The word by which data files name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Collective => "collective",
            Self::Individual => "individual",
            Self::Household => "household",
        }
    }
}

impl InForce {
    /// Whether it holds on that day.
    pub fn on(self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Whether there is a day on which both hold.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_by = |from: Option<Date>, until: Option<Date>| match (from, until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        begins_by(self.from, other.until) && begins_by(other.from, self.until)
    }
}

impl Scheme {
    /// Whether any row is scored; a scheme of standards alone has no total.
    pub fn is_scored(&self) -> bool {
        self.criteria
            .iter()
            .any(|row| row.kind == CriterionKind::Scored)
    }

    /// Every name that the author declared and a rule may say.
    pub fn declared_names(&self) -> impl Iterator<Item = &str> {
        let facts = self.facts.iter().filter(|fact| !fact.from.is_marks());
        let facts = facts.map(|fact| fact.id.as_str());
        let values = self.values.iter().map(|value| value.id.as_str());
        let cohorts = self.cohorts.iter().map(|cohort| cohort.id.as_str());
        let groups = self.groups.iter().map(|group| group.id.as_str());
        let rows = self.criteria.iter().map(|row| row.id.as_str());
        facts.chain(values).chain(cohorts).chain(groups).chain(rows)
    }

    /// The rows directly in a group.
    pub fn rows_in(&self, group: usize) -> impl Iterator<Item = (usize, &Criterion)> {
        self.criteria
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.group == Some(group))
    }

    /// The groups directly in a group, or at the top.
    pub fn groups_in(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Group)> {
        self.groups
            .iter()
            .enumerate()
            .filter(move |(_, group)| group.parent == parent)
    }

    /// Whether `group` is `ancestor` or lies in it at any depth.
    pub fn lies_in(&self, group: Option<usize>, ancestor: usize) -> bool {
        let mut at = group;
        while let Some(group) = at {
            if group == ancestor {
                return true;
            }
            at = self.groups[group].parent;
        }
        false
    }
}

impl Scheme {
    /// The fields that have seats of their own in some quota, in the order of the file.
    pub fn fields_with_seats(&self) -> Vec<&str> {
        let quotas = self.awards.iter().flat_map(|award| &award.quota);
        let by_field = quotas.filter(|quota| quota.per == Some(PartBy::Field));
        let mut fields = Vec::new();
        for quota in by_field {
            let QuotaSize::SeatsByValue(seats) = &quota.size else {
                continue;
            };
            for (field, _) in seats {
                if !fields.contains(&field.value.as_str()) {
                    fields.push(&field.value);
                }
            }
        }
        fields
    }

    /// Whether lists, cohorts or quotas are parted by this.
    pub fn is_parted_by(&self, part: PartBy) -> bool {
        let cohorts = self.cohorts.iter().filter_map(|cohort| cohort.per);
        let quotas = self
            .awards
            .iter()
            .flat_map(|award| &award.quota)
            .filter_map(|quota| quota.per);
        self.ranking
            .lists
            .iter()
            .copied()
            .chain(cohorts)
            .chain(quotas)
            .any(|by| by == part)
    }

    /// The facts that part lists, cohorts and quotas, or are the base or the measure of a share, by index.
    pub fn facts_used_elsewhere(&self) -> impl Iterator<Item = usize> {
        let parts = self.ranking.lists.iter().copied();
        let parts = parts.chain(self.cohorts.iter().filter_map(|cohort| cohort.per));
        let quotas = self.awards.iter().flat_map(|award| &award.quota);
        let parts = parts.chain(quotas.clone().filter_map(|quota| quota.per));
        let bases = quotas.clone().filter_map(|quota| match quota.size {
            QuotaSize::Share {
                of: Base::Fact(at), ..
            } => Some(at),
            _ => None,
        });
        let shares = quotas.filter_map(|quota| match &quota.size {
            QuotaSize::Share {
                percent: Percent::ByChoice { fact, .. },
                ..
            } => Some(*fact),
            _ => None,
        });
        let parts = parts.filter_map(|part| match part {
            PartBy::Fact(at) => Some(at),
            PartBy::Field | PartBy::Unit | PartBy::Subject => None,
        });
        parts.chain(bases).chain(shares)
    }
}
