//! A whole nominee, in the order of evaluation; each step sees only what stands before it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decided::Rulings;
use super::early::{Early, early, failed, row_lacks};
use super::floors::{Needs, class, needs};
use super::mark::{mark, of_row};
use super::nominee::Nominee;
use super::stages::stages;
use super::sums::{Children, groups, total};
use super::{AwardTerms, Because, GroupSum, Judgement, Mark, Outcome, Reason, ReasonKind, Status};
use crate::cohort::{Figures, Share, cohort_part, own_part, part_is_empty, share};
use crate::locale::Text;
use crate::number::Decimal;
use crate::parallel::chunked;
use crate::roster::{Dossier, Nomination};
use crate::rule::plan::Brief;
use crate::rule::{Known, Ran, Reached, RuleFailure, Rulebook, Runner, Site};
use crate::scheme::{CriterionKind, Name, Scheme, Threshold};

/// Room to work in, used again for one nominee after the other, and what is known of the scheme.
#[derive(Debug)]
pub(super) struct Desk {
    /// Whether the scheme has any floor or standard.
    has_needs: bool,
    has_standards: bool,
    gave: Vec<Option<Brief>>,
    so_far: SoFar,
    children: Vec<Children>,
}

impl Desk {
    /// Room for the nominees of a scheme.
    pub(super) fn new(scheme: &Scheme) -> Self {
        let mut rows = scheme.criteria.iter();
        let has_standards = rows.any(|row| row.kind == CriterionKind::Standard);
        let rows = scheme.criteria.iter().any(|row| row.floor.is_some());
        let mut groups = scheme.groups.iter();
        let groups = groups.any(|group| group.floor.is_some() || group.each.is_some());
        Self {
            has_needs: has_standards || rows || groups,
            has_standards,
            gave: Vec::new(),
            so_far: SoFar::default(),
            children: Vec::new(),
        }
    }
}

/// What the first pass knows of a nominee.
pub(super) struct First {
    early: Early,
    pub(super) shares: Vec<Share>,
    rulings: Rulings,
}

/// Judges all nominees of a scheme: gates first, then the cohort numbers over all of them, then
/// each by itself.
pub(super) fn judge_all<'a>(
    book: &'a Rulebook,
    dossier: &'a Dossier,
    nominees: &[Nominee<'a>],
) -> (Vec<Figures>, Vec<Judgement<'a>>) {
    let scheme = &book.scheme;
    let first = chunked(nominees, |slice| {
        book.with_runner(|runner| {
            slice
                .iter()
                .map(|nominee| First {
                    rulings: Rulings::on(dossier, scheme, &nominee.id, scheme.ranking.stage),
                    ..first(runner, book, &dossier.known(nominee))
                })
                .collect()
        })
    });
    let figures = cohorts(book, dossier, nominees, &first);
    let both: Vec<(Nominee<'a>, First)> = nominees.iter().cloned().zip(first).collect();
    let judged = chunked(&both, |slice| {
        book.with_runner(|runner| {
            let mut desk = Desk::new(&book.scheme);
            let judge = |(nominee, first): &(Nominee<'a>, First)| {
                let known = dossier.known(nominee);
                runner.turn_to(&known);
                let mut sheet = Judgement::blank(nominee.clone());
                judge(runner, &mut desk, book, &known, first, &figures, &mut sheet);
                if !scheme.stages.is_empty() {
                    sheet.stages = stages(runner, book, dossier, &figures, &sheet);
                }
                sheet
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
    let scheme = &book.scheme;
    book.with_runner(|runner| {
        let mut first = First {
            rulings: Rulings::on(dossier, scheme, &nominee.id, scheme.ranking.stage),
            ..first(runner, book, &known)
        };
        let mut figures = cohorts(
            book,
            dossier,
            &[nominee.into()],
            std::slice::from_ref(&first),
        );
        for (at, figure) in given {
            figures[*at] = Figures::fixed(*figure);
            first.shares[*at] = Share::Outside;
        }
        let mut sheet = Judgement::blank(nominee.into());
        let mut desk = Desk::new(&book.scheme);
        judge(
            runner, &mut desk, book, &known, &first, &figures, &mut sheet,
        );
        sheet
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
    rulings: Rulings,
) -> Judgement<'a> {
    let first = First {
        rulings,
        ..first(runner, book, known)
    };
    let mut sheet = Judgement::blank(nominee.into());
    let mut desk = Desk::new(&book.scheme);
    judge(runner, &mut desk, book, known, &first, figures, &mut sheet);
    sheet
}

pub(super) fn first(runner: &mut Runner<'_>, book: &Rulebook, known: &Known<'_>) -> First {
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
    First {
        early,
        shares,
        rulings: Rulings::default(),
    }
}

fn cohorts(
    book: &Rulebook,
    dossier: &Dossier,
    nominees: &[Nominee<'_>],
    first: &[First],
) -> Vec<Figures> {
    let collect = |(at, cohort)| {
        let shares = nominees.iter().zip(first).map(|(nominee, first)| {
            let known = dossier.known(nominee);
            (&nominee.id, own_part(cohort, &known), &first.shares[at])
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

/// Judges one nominee, to which the runner has turned, onto its sheet; everything it needs of the
/// others is in `figures`.
pub(super) fn judge<'a>(
    runner: &mut Runner<'_>,
    desk: &mut Desk,
    book: &'a Rulebook,
    known: &Known<'_>,
    first: &First,
    figures: &[Figures],
    sheet: &mut Judgement<'a>,
) {
    let scheme = &book.scheme;
    for (cohort, figures) in scheme.cohorts.iter().zip(figures) {
        let part = cohort_part(cohort, known);
        sheet.cohorts.push(figures.figure(part.as_deref()));
    }
    let mut judging = Judging {
        runner,
        desk,
        book,
        known,
        reasons: Vec::new(),
        refused_by: Vec::new(),
        held_by: Vec::new(),
        rulings: &first.rulings,
        sheet,
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
    let cohorts = scheme.cohorts.iter().zip(figures).enumerate();
    let provisional = cohorts.into_iter().any(|(at, (cohort, figures))| {
        figures.lacks_anybody(cohort_part(cohort, known).as_deref()) && rests_on(book, sheet, at)
    });
    sheet.provisional = provisional;
}

/// A nominee being judged.
struct Judging<'r, 'a, 'e> {
    runner: &'r mut Runner<'e>,
    desk: &'r mut Desk,
    book: &'a Rulebook,
    known: &'r Known<'r>,
    /// Why it fails; empty as long as it does not.
    reasons: Vec<Reason>,
    /// Floors and standards that refuse it, and those that hold it.
    refused_by: Vec<Reason>,
    held_by: Vec<Reason>,
    /// What people decided about it.
    rulings: &'r Rulings,
    sheet: &'r mut Judgement<'a>,
}

impl Judging<'_, '_, '_> {
    /// Rows, groups, total, floors, standards, class, tie keys and award terms. Gives what turned
    /// out not to be reported.
    fn points(&mut self) -> Vec<Reason> {
        let scheme = &self.book.scheme;
        let mut missing = Vec::new();
        let sheet = &mut *self.sheet;
        let reached = Reached {
            cohorts: &sheet.cohorts,
            ..Reached::default()
        };
        sheet.marks.reserve(scheme.criteria.len());
        self.runner.rows(self.known, &reached, &mut self.desk.gave);
        for at in 0..scheme.criteria.len() {
            let mark = match self.desk.gave[at] {
                Some(gave) => Ok(of_row(scheme, at, gave.into())),
                None => mark(self.runner, scheme, at, self.known, &reached),
            };
            match mark {
                Ok(mark) => sheet.marks.push(mark),
                Err(name) => missing.push(row_lacks(scheme, at, &name)),
            }
        }
        if !missing.is_empty() {
            sheet.marks.clear();
            return missing;
        }
        self.rulings
            .on_marks(scheme, &mut sheet.marks, &mut sheet.departed);
        for (row, mark) in scheme.criteria.iter().zip(&sheet.marks) {
            if let Outcome::Failed(failure) = &mark.outcome {
                self.reasons
                    .push(failed(ReasonKind::Criterion, &row.id, failure));
            }
        }
        // A rule that fails leaves no total.
        if !self.reasons.is_empty() {
            return missing;
        }
        let children = &mut self.desk.children;
        groups(scheme, &sheet.marks, children, &mut sheet.groups);
        if scheme.is_scored() {
            sheet.sums = total(scheme, &sheet.marks, &sheet.groups);
            if sheet.sums.is_none() {
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
        let mut needs = if self.desk.has_needs {
            needs(scheme, &self.sheet.marks, &self.sheet.groups)
        } else {
            Needs::default()
        };
        self.rulings
            .on_standards(scheme, &mut needs, &mut self.sheet.decided);
        let mut so_far = std::mem::take(&mut self.desk.so_far);
        so_far.fill(self.sheet, self.desk.has_standards);
        let reached = so_far.reached(self.sheet, None);
        let mut thresholds = std::mem::take(&mut self.sheet.thresholds);
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
        let reached = so_far.reached(self.sheet, Some(class));
        let mut ties = std::mem::take(&mut self.sheet.ties);
        for at in 0..scheme.ranking.ties.len() {
            let ran = self.runner.key(Site::Tie(at), self.known, &reached);
            ties.push(match ran {
                Ran::Gave(key) => key,
                ran => {
                    let id = (at + 1).to_string();
                    self.take(ran, ReasonKind::Tie, &id).unwrap_or_default()
                }
            });
        }
        let closed = needs.closed_awards();
        let mut terms = std::mem::take(&mut self.sheet.awards);
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
            let mut reserves = Vec::with_capacity(award.reserve.len());
            for kind in 0..award.reserve.len() {
                let site = Site::AwardReserve(at, kind);
                let ran = self.runner.yes_no(site, self.known, &reached);
                reserves.push(
                    self.take(ran, ReasonKind::Award, &award.id)
                        .unwrap_or_default(),
                );
            }
            let open = !closed.iter().any(|closed| closed.award == at);
            terms.push(AwardTerms {
                meets: open && !denied,
                denied,
                reserves,
                order,
            });
        }
        self.desk.so_far = so_far;
        let sheet = &mut *self.sheet;
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
            Ran::Failed(failure) => *failure,
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
        let mut refused_by = std::mem::take(&mut self.refused_by);
        let mut held_by = std::mem::take(&mut self.held_by);
        let failures = std::mem::take(&mut self.reasons);
        let (rulings, ruled) = (self.rulings, &mut self.sheet.decided);
        let gates = rulings.on_gates(early.gates, &early.spoke, ruled);
        rulings.on_held(&mut refused_by, &mut held_by, ruled);
        let (status, reasons) = if gates == Some(Status::Refused) {
            (Status::Refused, early.spoke.clone())
        } else if !missing.is_empty() {
            (
                Status::Incomplete,
                early.spoke.iter().cloned().chain(missing).collect(),
            )
        } else if !early.failed.is_empty() {
            (Status::Failed, failures)
        } else if let Some(status) = gates {
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
        let sheet = &mut *self.sheet;
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
#[derive(Debug, Default)]
pub(super) struct SoFar {
    points: Vec<Option<Decimal>>,
    met: Vec<Option<bool>>,
    groups: Vec<Option<Decimal>>,
    cohorts: Vec<Option<Decimal>>,
}

impl SoFar {
    pub(super) fn fill(&mut self, sheet: &Judgement<'_>, has_standards: bool) {
        fn refill<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
            list.clear();
            list.extend(items);
        }
        let group = |sum: &GroupSum| (!sum.dropped).then_some(sum.points);
        refill(&mut self.points, sheet.marks.iter().map(Mark::points));
        if has_standards {
            refill(&mut self.met, sheet.marks.iter().map(Mark::met));
        }
        refill(&mut self.groups, sheet.groups.iter().map(group));
        refill(&mut self.cohorts, sheet.cohorts.iter().copied());
    }

    pub(super) fn reached(
        &self,
        sheet: &Judgement<'_>,
        class: Option<Option<usize>>,
    ) -> Reached<'_> {
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
    fn blank(nomination: Nominee<'a>) -> Self {
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
            cohorts: Vec::new(),
            ties: Vec::new(),
            awards: Vec::new(),
            provisional: false,
            decided: Vec::new(),
            departed: Vec::new(),
            stages: Vec::new(),
            units: Vec::new(),
        }
    }

    /// A blank sheet for a nominee, in the memory of another's.
    pub(super) fn renewed<'s>(
        sheet: &'s mut Option<Self>,
        nomination: &'a Nomination,
    ) -> &'s mut Self {
        let sheet = sheet.get_or_insert_with(|| Self::blank(nomination.into()));
        sheet.nomination = nomination.into();
        sheet.status = Status::Ranked;
        sheet.reasons.clear();
        sheet.marks.clear();
        sheet.groups.clear();
        sheet.sums = None;
        sheet.class = None;
        sheet.withheld.clear();
        sheet.closed.clear();
        sheet.thresholds.clear();
        sheet.needs_reason.clear();
        sheet.cohorts.clear();
        sheet.ties.clear();
        sheet.awards.clear();
        sheet.provisional = false;
        sheet.decided.clear();
        sheet.departed.clear();
        sheet.stages.clear();
        sheet.units.clear();
        sheet
    }
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
