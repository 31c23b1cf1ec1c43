//! A whole nominee, in the order of evaluation; each step sees only what stands before it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::early::{Early, early, failed, not_reported};
use super::floors::{class, needs};
use super::mark::mark;
use super::sums::{groups, total};
use super::{AwardTerms, Because, GroupSum, Judgement, Mark, Outcome, Reason, ReasonKind, Status};
use crate::cohort::{Figures, Share, cohort_part, part_is_empty, share};
use crate::dossier::{Dossier, Nomination};
use crate::locale::Text;
use crate::number::Decimal;
use crate::parallel::chunked;
use crate::rule::{Known, Ran, Reached, RuleFailure, Rulebook, Runner, Site};
use crate::scheme::{Name, Scheme, Threshold};

/// What the first pass knows of a nominee.
struct First {
    early: Early,
    shares: Vec<Share>,
}

/// Judges all nominees of a scheme: gates first, then the cohort numbers over all of them, then
/// each by itself.
pub(super) fn judge_all<'a>(
    book: &'a Rulebook,
    dossier: &'a Dossier,
    nominees: &[&'a Nomination],
) -> (Vec<Figures>, Vec<Judgement<'a>>) {
    let first = chunked(nominees, |slice| {
        book.with_runner(|runner| {
            slice
                .iter()
                .map(|nominee| first(runner, book, &dossier.known(nominee)))
                .collect()
        })
    });
    let figures = cohorts(book, dossier, nominees, &first);
    let both: Vec<(&'a Nomination, First)> = nominees.iter().copied().zip(first).collect();
    let judged = chunked(&both, |slice| {
        book.with_runner(|runner| {
            let judge = |(nominee, first): &(&'a Nomination, First)| {
                judge(
                    runner,
                    book,
                    nominee,
                    &dossier.known(nominee),
                    first,
                    &figures,
                )
            };
            slice.iter().map(judge).collect()
        })
    });
    (figures, judged)
}

/// Judges the one nominee of a case; cohort numbers that the case names are taken from it, the
/// others are those of the nominee alone.
pub fn judge_case<'a>(
    book: &'a Rulebook,
    dossier: &'a Dossier,
    given: &BTreeMap<usize, Option<Decimal>>,
) -> Judgement<'a> {
    let nominee = &dossier.nominations[0];
    let known = dossier.known(nominee);
    book.with_runner(|runner| {
        let mut first = first(runner, book, &known);
        let mut figures = cohorts(book, dossier, &[nominee], std::slice::from_ref(&first));
        for (at, figure) in given {
            figures[*at] = Figures::fixed(*figure);
            first.shares[*at] = Share::Outside;
        }
        judge(runner, book, nominee, &known, &first, &figures)
    })
}

/// The mark of one criterion alone, for a case beside it; the id of what is not given where the
/// rule reads it.
///
/// # Errors
/// The id of a fact that the rule reads and that is not given.
pub fn mark_alone(
    book: &Rulebook,
    criterion: usize,
    known: &Known<'_>,
    cohorts: &[Option<Decimal>],
) -> Result<Mark, Arc<str>> {
    book.with_runner(|runner| {
        runner.turn_to(known);
        let reached = Reached {
            cohorts,
            ..Reached::default()
        };
        mark(runner, &book.scheme, criterion, known, &reached)
    })
}

/// Judges one nominee again, as it is or changed, while the cohort numbers are held as they are.
pub(super) fn judge_again<'a>(
    runner: &mut Runner<'_>,
    book: &'a Rulebook,
    nominee: &'a Nomination,
    known: &Known<'_>,
    figures: &[Figures],
) -> Judgement<'a> {
    let first = first(runner, book, known);
    judge(runner, book, nominee, known, &first, figures)
}

fn first(runner: &mut Runner<'_>, book: &Rulebook, known: &Known<'_>) -> First {
    runner.turn_to(known);
    let early = early(runner, book, known);
    let spoken = !early.spoke.is_empty();
    // Whom a gate refuses is refused, not incomplete: it is still compared with, in its own part.
    let refused = early.gates == Some(Status::Refused);
    let cohorts = book.scheme.cohorts.iter().enumerate();
    let shares = cohorts.map(|(at, cohort)| {
        let incomplete = early.is_incomplete() && (!refused || part_is_empty(cohort, known));
        share(runner, at, cohort, known, spoken, incomplete)
    });
    let shares = shares.collect();
    First { early, shares }
}

fn cohorts(
    book: &Rulebook,
    dossier: &Dossier,
    nominees: &[&Nomination],
    first: &[First],
) -> Vec<Figures> {
    let collect = |(at, cohort)| {
        let shares = nominees.iter().zip(first).map(|(nominee, first)| {
            let known = dossier.known(nominee);
            let part = if part_is_empty(cohort, &known) {
                None
            } else {
                cohort_part(cohort, &known)
            };
            (&nominee.id, part, &first.shares[at])
        });
        Figures::collect(cohort, shares)
    };
    book.scheme
        .cohorts
        .iter()
        .enumerate()
        .map(collect)
        .collect()
}

/// Judges one nominee; everything it needs of the others is in `figures`.
fn judge<'a>(
    runner: &mut Runner<'_>,
    book: &'a Rulebook,
    nominee: &'a Nomination,
    known: &Known<'_>,
    first: &First,
    figures: &[Figures],
) -> Judgement<'a> {
    runner.turn_to(known);
    let scheme = &book.scheme;
    let parts: Vec<_> = scheme
        .cohorts
        .iter()
        .map(|cohort| cohort_part(cohort, known))
        .collect();
    let own = figures.iter().zip(&parts);
    let own: Vec<_> = own
        .map(|(figures, part)| figures.figure(part.as_deref()))
        .collect();
    let mut judging = Judging {
        runner,
        book,
        known,
        reasons: Vec::new(),
        refused_by: Vec::new(),
        held_by: Vec::new(),
        sheet: Judgement::blank(nominee, own),
    };
    for (cohort, share) in scheme.cohorts.iter().zip(&first.shares) {
        if let Share::Missing(Some(failure)) = share {
            judging
                .reasons
                .push(failed(ReasonKind::Cohort, &cohort.id, failure));
        }
    }
    judging.reasons.extend(first.early.failed.iter().cloned());
    let mut missing = first.early.missing.clone();
    if missing.is_empty() {
        missing = judging.points();
    }
    judging.status(&first.early, missing);
    let mut sheet = judging.sheet;
    let missing = |(at, figures): (usize, &Figures)| {
        !figures.missing(parts[at].as_deref()).is_empty() && rests_on(book, &sheet, at)
    };
    sheet.provisional = figures.iter().enumerate().any(missing);
    sheet
}

/// A nominee being judged.
struct Judging<'r, 'a, 'e> {
    runner: &'r mut Runner<'e>,
    book: &'a Rulebook,
    known: &'r Known<'r>,
    /// Why it fails; empty as long as it does not.
    reasons: Vec<Reason>,
    /// Floors and standards that refuse it, and those that hold it.
    refused_by: Vec<Reason>,
    held_by: Vec<Reason>,
    sheet: Judgement<'a>,
}

impl Judging<'_, '_, '_> {
    /// Rows, groups, total, floors, standards, class, tie keys and award terms. Gives what turned
    /// out not to be reported.
    fn points(&mut self) -> Vec<Reason> {
        let scheme = &self.book.scheme;
        let mut marks = Vec::with_capacity(scheme.criteria.len());
        let mut missing = Vec::new();
        let cohorts = self.sheet.cohorts.clone();
        let reached = Reached {
            cohorts: &cohorts,
            ..Reached::default()
        };
        for at in 0..scheme.criteria.len() {
            match mark(self.runner, scheme, at, self.known, &reached) {
                Ok(mark) => {
                    if let Outcome::Failed(failure) = &mark.outcome {
                        let id = &scheme.criteria[at].id;
                        self.reasons
                            .push(failed(ReasonKind::Criterion, id, failure));
                    }
                    marks.push(mark);
                }
                Err(name) => missing.push(not_reported(&name, &label(scheme, &name))),
            }
        }
        if !missing.is_empty() {
            return missing;
        }
        self.sheet.marks = marks;
        // A rule that fails leaves no total.
        if !self.reasons.is_empty() {
            return missing;
        }
        self.sheet.groups = groups(scheme, &self.sheet.marks);
        if scheme.is_scored() {
            self.sheet.sums = total(scheme, &self.sheet.marks, &self.sheet.groups);
            if self.sheet.sums.is_none() {
                let message = Text::both(
                    "không có tiêu chí nào được giao cho đối tượng này",
                    "no criterion at all is assigned to this nominee",
                );
                let id = scheme.id.clone();
                self.reasons.push(Reason {
                    kind: ReasonKind::Criterion,
                    id,
                    message,
                });
                return missing;
            }
        }
        self.after_points();
        missing
    }

    /// What stands after the total: thresholds, class, tie keys, award terms.
    fn after_points(&mut self) {
        let scheme = &self.book.scheme;
        let needs = needs(scheme, &self.sheet.marks, &self.sheet.groups);
        let so_far = SoFar::new(&self.sheet);
        let reached = so_far.reached(&self.sheet, None);
        let mut thresholds = Vec::with_capacity(scheme.classes.len());
        for (at, class) in scheme.classes.iter().enumerate() {
            thresholds.push(match &class.from {
                None => None,
                Some(Threshold::Number(number)) => Some(*number),
                Some(Threshold::Rule(_)) => {
                    let ran = self.runner.number(Site::Class(at), self.known, &reached);
                    self.take(ran, ReasonKind::Class, &class.id)
                }
            });
        }
        let total = self.sheet.total();
        let (class, withheld) = class(total, &thresholds, &needs);
        let reached = so_far.reached(&self.sheet, Some(class));
        let mut ties = Vec::with_capacity(scheme.ranking.ties.len());
        for at in 0..scheme.ranking.ties.len() {
            let ran = self.runner.key(Site::Tie(at), self.known, &reached);
            let id = (at + 1).to_string();
            ties.push(self.take(ran, ReasonKind::Tie, &id).unwrap_or_default());
        }
        let closed = needs.closed_awards();
        let mut terms = Vec::with_capacity(scheme.awards.len());
        for (at, award) in scheme.awards.iter().enumerate() {
            let mut denied = false;
            if award.when.is_some() {
                let ran = self
                    .runner
                    .yes_no(Site::AwardWhen(at), self.known, &reached);
                denied = !self
                    .take(ran, ReasonKind::Award, &award.id)
                    .unwrap_or_default();
            }
            let mut order = Vec::with_capacity(award.order.len());
            for step in 0..award.order.len() {
                let ran = self
                    .runner
                    .key(Site::AwardOrder(at, step), self.known, &reached);
                order.push(
                    self.take(ran, ReasonKind::Award, &award.id)
                        .unwrap_or_default(),
                );
            }
            let open = !closed.iter().any(|closed| closed.award == at);
            terms.push(AwardTerms {
                meets: open && !denied,
                denied,
                order,
            });
        }
        let sheet = &mut self.sheet;
        sheet.thresholds = thresholds;
        sheet.class = class;
        sheet.withheld = withheld;
        sheet.ties = ties;
        sheet.awards = terms;
        sheet.closed = closed;
        sheet.needs_reason.clone_from(&needs.needs_reason);
        self.refused_by = needs.refused;
        self.held_by = needs.held;
    }

    /// What a late rule gave; whatever else it did makes the nominee fail.
    fn take<T>(&mut self, ran: Ran<T>, kind: ReasonKind, id: &str) -> Option<T> {
        let failure = match ran {
            Ran::Gave(value) => return Some(value),
            Ran::Failed(failure) => failure,
            Ran::NotReported(name) => RuleFailure::plain(
                format!("`{name}` chưa được báo cáo"),
                format!("`{name}` is not reported"),
            ),
            Ran::NotAssigned(name) | Ran::NoCohort(name) => RuleFailure::plain(
                format!("`{name}` không có giá trị mà quy tắc không hỏi `given({name})`"),
                format!("`{name}` has no value and the rule does not ask `given({name})`"),
            ),
        };
        self.reasons.push(failed(kind, id, &failure));
        None
    }

    /// What becomes of the nominee. Whom a gate refuses is refused, whatever else is empty; a gate
    /// outweighs what is incomplete only by refusing.
    fn status(&mut self, early: &Early, missing: Vec<Reason>) {
        let refused_by = std::mem::take(&mut self.refused_by);
        let held_by = std::mem::take(&mut self.held_by);
        let failures = std::mem::take(&mut self.reasons);
        let (status, reasons) = if early.gates == Some(Status::Refused) {
            (Status::Refused, early.spoke.clone())
        } else if !missing.is_empty() {
            (
                Status::Incomplete,
                early.spoke.iter().cloned().chain(missing).collect(),
            )
        } else if !early.failed.is_empty() {
            (Status::Failed, failures)
        } else if let Some(status) = early.gates {
            (status, early.spoke.clone())
        } else if !failures.is_empty() {
            (Status::Failed, failures)
        } else if !refused_by.is_empty() {
            // What only holds is said too: it is left when the refusal falls.
            (
                Status::Refused,
                refused_by.into_iter().chain(held_by).collect(),
            )
        } else if !held_by.is_empty() {
            (Status::Held, held_by)
        } else {
            (Status::Ranked, Vec::new())
        };
        let sheet = &mut self.sheet;
        if status != Status::Ranked {
            sheet.class = None;
            sheet.ties.clear();
            sheet.awards.clear();
        }
        if status == Status::Failed {
            sheet.sums = None;
        }
        sheet.status = status;
        sheet.reasons = reasons;
    }
}

/// The names that rules after the points may read, as lists by index.
struct SoFar {
    points: Vec<Option<Decimal>>,
    met: Vec<Option<bool>>,
    groups: Vec<Option<Decimal>>,
    cohorts: Vec<Option<Decimal>>,
}

impl SoFar {
    fn new(sheet: &Judgement<'_>) -> Self {
        let group = |sum: &GroupSum| (!sum.dropped).then_some(sum.points);
        Self {
            points: sheet.marks.iter().map(Mark::points).collect(),
            met: sheet.marks.iter().map(Mark::met).collect(),
            groups: sheet.groups.iter().map(group).collect(),
            cohorts: sheet.cohorts.clone(),
        }
    }

    fn reached(&self, sheet: &Judgement<'_>, class: Option<Option<usize>>) -> Reached<'_> {
        Reached {
            cohorts: &self.cohorts,
            points: &self.points,
            met: &self.met,
            groups: &self.groups,
            total: sheet.total(),
            class,
        }
    }
}

impl<'a> Judgement<'a> {
    fn blank(nomination: &'a Nomination, cohorts: Vec<Option<Decimal>>) -> Self {
        Self {
            nomination,
            status: Status::Ranked,
            reasons: Vec::new(),
            marks: Vec::new(),
            groups: Vec::new(),
            sums: None,
            class: None,
            withheld: Vec::new(),
            closed: Vec::new(),
            thresholds: Vec::new(),
            needs_reason: Vec::new(),
            cohorts,
            ties: Vec::new(),
            awards: Vec::new(),
            provisional: false,
        }
    }
}

/// What people call a fact or a column.
fn label(scheme: &Scheme, name: &str) -> Text {
    let fact = scheme.facts.iter().find(|fact| fact.id == name);
    fact.map_or_else(|| Text::vi(name), |fact| fact.label.clone())
}

/// Whether a sheet rests on a cohort number: a row whose rule was run reads it, or a later rule.
fn rests_on(book: &Rulebook, sheet: &Judgement<'_>, cohort: usize) -> bool {
    let reads = |site| {
        book.reads(site)
            .iter()
            .any(|(_, name)| *name == Name::Cohort(cohort))
    };
    let ran = |mark: &Mark| matches!(mark.because, Because::Rule | Because::NoCohort(_));
    let rows = sheet.marks.iter().enumerate();
    let mut rows = rows.filter(|(_, mark)| ran(mark));
    let late = book.rules_after_points();
    // Where nothing is scored there are no sums, and late rules are run all the same.
    let ran_late = sheet.sums.is_some() || sheet.status == Status::Ranked;
    rows.any(|(at, _)| reads(Site::Criterion(at)) || reads(Site::CriterionApplies(at)))
        || (ran_late && late.iter().any(|site| reads(*site)))
}
