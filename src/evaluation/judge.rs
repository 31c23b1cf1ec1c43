//! A whole nominee, in the order of evaluation; each step sees only what stands before it.
//!
//! What comes out is a verdict; whoever wants the way to it too gives a sink that records.

use super::decided::Rulings;
use super::early::{Early, early, failed, missing, row_lacks};
use super::floors::{Needs, class, needs};
use super::mark::{mark, of_row};
use super::outcome::{Because, Mark, Outcome};
use super::points::GroupSum;
use super::reason::{Reason, ReasonKind, Status};
use super::scratch::{Around, Scratch};
use super::shares::own_share;
use super::sink::Sink;
use super::sums::{groups, total};
use super::verdict::{AwardTerms, More, Parts, Verdict};
use crate::cohort::{Figures, Share, cohort_part};
use crate::locale::{Locale, Text};
use crate::number::LONGEST;
use crate::roster::Nomination;
use crate::rule::{Computed, Input, RuleFailure, RuleId, RuleOutcome, Rulebook, Runner};
use crate::scheme::{Name, Scheme, Threshold};

/// Judges one nominee; everything it needs of the others is in the cohort numbers. The sink is
/// told how.
pub fn judge<S: Sink>(
    runner: &mut Runner<'_>,
    book: &Rulebook,
    nominee: &Nomination,
    around: &Around<'_>,
    scratch: &mut Scratch,
    sink: &mut S,
) -> Verdict {
    let scheme = &book.scheme;
    let known = &nominee.known(around.period, around.history);
    runner.turn_to(known);
    scratch.clear();
    let early = early(runner, book, known);
    let mut failures = Vec::new();
    for (at, (cohort, figures)) in scheme.cohorts.iter().zip(around.figures).enumerate() {
        let part = cohort_part(cohort, known);
        scratch.cohorts.push(figures.figure(part.as_deref()));
        if figures.is_too_long(part.as_deref()) {
            let cohort_title = cohort.label.clone().unwrap_or_else(|| Text::vi(&cohort.id));
            failures.push(too_long(ReasonKind::Cohort, &cohort.id, &cohort_title));
        }
        if figures.is_fixed() {
            continue;
        }
        if let Share::Missing(Some(failure)) = own_share(runner, book, known, &early, at) {
            failures.push(failed(ReasonKind::Cohort, &cohort.id, &failure));
        }
    }
    failures.extend(early.failed.iter().cloned());
    let rulings = Rulings::on(around.council, scheme, &nominee.id, around.stage);
    let mut judging = Judging {
        runner,
        scratch,
        book,
        known,
        failures,
        refused_by: Vec::new(),
        held_by: Vec::new(),
        rulings: &rulings,
        class: None,
        awards: Vec::new(),
        more: More::default(),
    };
    let missing = if early.is_incomplete() {
        let reached = Computed {
            cohorts: &judging.scratch.cohorts,
            ..Computed::default()
        };
        missing(judging.runner, book, known, &reached)
    } else {
        judging.points()
    };
    let status = judging.status(&early, missing);
    let verdict = judging.verdict(status, nominee, around.figures);
    scratch.tell(sink);
    verdict
}

/// A nominee being judged.
struct Judging<'r, 'e> {
    runner: &'r mut Runner<'e>,
    scratch: &'r mut Scratch,
    book: &'r Rulebook,
    known: &'r Input<'r>,
    /// Why it fails; empty as long as it does not.
    failures: Vec<Reason>,
    /// Floors and standards that refuse it, and those that hold it.
    refused_by: Vec<Reason>,
    held_by: Vec<Reason>,
    /// What people decided about it.
    rulings: &'r Rulings,
    class: Option<usize>,
    awards: Vec<AwardTerms>,
    more: More,
}

impl Judging<'_, '_> {
    /// Rows, groups, total, floors, standards, class, tie keys and award terms. Gives what turned
    /// out not to be reported.
    fn points(&mut self) -> Vec<Reason> {
        let scheme = &self.book.scheme;
        let missing = self.rows();
        if !missing.is_empty() {
            self.scratch.marks.clear();
            return missing;
        }
        let scratch = &mut *self.scratch;
        let rows = scheme.criteria.iter().zip(&scratch.marks).enumerate();
        let out = rows.filter(|(_, (row, mark))| row.marking.is_some() && !mark.applies());
        self.more.not_applicable = out.map(|(at, _)| at).collect();
        self.rulings
            .on_marks(scheme, &mut scratch.marks, &mut scratch.departed);
        for (row, mark) in scheme.criteria.iter().zip(&scratch.marks) {
            if let Outcome::Failed(failure) = &mark.outcome {
                self.failures
                    .push(failed(ReasonKind::Criterion, &row.id, failure));
            }
        }
        // A rule that fails leaves no total.
        if !self.failures.is_empty() {
            return missing;
        }
        let children = &mut scratch.children;
        if let Err(group) = groups(scheme, &scratch.marks, children, &mut scratch.groups) {
            scratch.groups.clear();
            let group = &scheme.groups[group];
            self.failures
                .push(too_long(ReasonKind::Criterion, &group.id, &group.title));
            return missing;
        }
        if scheme.is_scored() {
            match total(scheme, &scratch.marks, &scratch.groups) {
                Some(sums) if sums.assigned.is_zero() => {
                    self.failures.push(nothing_assigned(scheme));
                    return missing;
                }
                Some(sums) => scratch.sums = Some(sums),
                None => {
                    let total = Text::both("Tổng điểm", "The total");
                    self.failures
                        .push(too_long(ReasonKind::Criterion, &scheme.id, &total));
                    return missing;
                }
            }
        }
        self.after_points();
        missing
    }

    /// The rows. Gives what turned out not to be reported.
    fn rows(&mut self) -> Vec<Reason> {
        let scheme = &self.book.scheme;
        let mut missing = Vec::new();
        let scratch = &mut *self.scratch;
        let reached = Computed {
            cohorts: &scratch.cohorts,
            ..Computed::default()
        };
        self.runner.rows(self.known, &reached, &mut scratch.gave);
        for at in 0..scheme.criteria.len() {
            let mark = match scratch.gave[at].take() {
                Some(gave) => Ok(of_row(scheme, at, gave)),
                None => mark(self.runner, scheme, at, self.known, &reached),
            };
            match mark {
                Ok(mark) => scratch.marks.push(mark),
                Err(name) => missing.push(row_lacks(scheme, at, &name)),
            }
        }
        missing
    }

    /// What stands after the total: thresholds, class, tie keys, award terms.
    fn after_points(&mut self) {
        let scheme = &self.book.scheme;
        let mut needs = if self.scratch.has_needs {
            needs(scheme, &self.scratch.marks, &self.scratch.groups)
        } else {
            Needs::default()
        };
        self.rulings
            .on_standards(scheme, &mut needs, &mut self.more.decided);
        let mut late = std::mem::take(&mut self.scratch.late);
        let scratch = &mut *self.scratch;
        late.fill(
            &scratch.marks,
            &scratch.groups,
            &scratch.cohorts,
            scratch.has_standards,
        );
        let total = scratch.sums.as_ref().map(|sums| sums.total.clone());
        let total = total.as_ref();
        self.thresholds(&late.reached(total, None));
        let sums = self.scratch.sums.as_ref();
        let on = |class: usize| Some(sums?.on(scheme.classes.get(class)?.on));
        let (class, withheld) = class(on, &self.scratch.thresholds, &needs);
        let reached = late.reached(total, Some(class));
        for at in 0..scheme.ranking.ties.len() {
            let key = match self.runner.key(RuleId::Tie(at), self.known, &reached) {
                RuleOutcome::Value(key) => key,
                ran => {
                    let id = (at + 1).to_string();
                    let key = self.take(ran, ReasonKind::Tie, &id);
                    key.unwrap_or_default()
                }
            };
            self.scratch.ties.push(key);
        }
        self.more.closed = needs.closed_awards();
        for at in 0..scheme.awards.len() {
            let terms = self.award(at, &reached);
            self.awards.push(terms);
        }
        self.scratch.late = late;
        self.class = class;
        self.more.withheld = withheld;
        self.more.needs_reason = needs.needs_reason;
        self.refused_by = needs.refused;
        self.held_by = needs.held;
    }

    fn thresholds(&mut self, reached: &Computed<'_>) {
        for (at, class) in self.book.scheme.classes.iter().enumerate() {
            let from = match &class.from {
                None => None,
                Some(Threshold::Number(number)) => Some(number.clone()),
                Some(Threshold::Rule(_)) => {
                    let ran = self.runner.number(RuleId::Class(at), self.known, reached);
                    self.take(ran, ReasonKind::Class, &class.id)
                }
            };
            self.scratch.thresholds.push(from);
        }
    }

    fn award(&mut self, at: usize, reached: &Computed<'_>) -> AwardTerms {
        let award = &self.book.scheme.awards[at];
        let mut denied = false;
        if award.when.is_some() {
            let ran = self
                .runner
                .yes_no(RuleId::AwardWhen(at), self.known, reached);
            denied = !self
                .take(ran, ReasonKind::Award, &award.id)
                .unwrap_or_default();
        }
        let mut order = Vec::with_capacity(award.order.len());
        for step in 0..award.order.len() {
            let site = RuleId::AwardOrder(at, step);
            let ran = self.runner.key(site, self.known, reached);
            let key = self.take(ran, ReasonKind::Award, &award.id);
            order.push(key.unwrap_or_default());
        }
        let mut reserves = Vec::with_capacity(award.reserve.len());
        for kind in 0..award.reserve.len() {
            let site = RuleId::AwardReserve(at, kind);
            let ran = self.runner.yes_no(site, self.known, reached);
            let is_kind = self.take(ran, ReasonKind::Award, &award.id);
            reserves.push(is_kind.unwrap_or_default());
        }
        let open = !self.more.closed.iter().any(|closed| closed.award == at);
        AwardTerms::new(open && !denied, denied, reserves, order)
    }

    /// What a late rule gave; whatever else it did makes the nominee fail.
    fn take<T>(&mut self, ran: RuleOutcome<T>, kind: ReasonKind, id: &str) -> Option<T> {
        let failure = match ran {
            RuleOutcome::Value(value) => return Some(value),
            RuleOutcome::Failed(failure) => *failure,
            RuleOutcome::NotReported(name) => RuleFailure::plain(
                format!("`{name}` chưa được báo cáo"),
                format!("`{name}` is not reported"),
            ),
            RuleOutcome::NotAssigned(name) | RuleOutcome::NoCohort(name) => RuleFailure::plain(
                format!("`{name}` không có giá trị mà quy tắc không hỏi `given({name})`"),
                format!("`{name}` has no value and the rule does not ask `given({name})`"),
            ),
        };
        self.failures.push(failed(kind, id, &failure));
        None
    }

    /// What becomes of the nominee. Whom a gate refuses is refused, whatever else is empty; a gate
    /// outweighs what is incomplete only by refusing.
    fn status(&mut self, early: &Early, missing: Vec<Reason>) -> Status {
        let mut refused_by = std::mem::take(&mut self.refused_by);
        let mut held_by = std::mem::take(&mut self.held_by);
        let failures = std::mem::take(&mut self.failures);
        let (rulings, ruled) = (self.rulings, &mut self.more.decided);
        let gates = rulings.on_gates(early.gates, &early.spoke, ruled);
        rulings.on_held(&mut refused_by, &mut held_by, ruled);
        let (status, reasons) = if gates == Some(Status::Refused) {
            (Status::Refused, early.spoke.clone())
        } else if !missing.is_empty() {
            let spoke = early.spoke.iter().cloned();
            (Status::Incomplete, spoke.chain(missing).collect())
        } else if !early.failed.is_empty() {
            (Status::Failed, failures)
        } else if let Some(status) = gates {
            (status, early.spoke.clone())
        } else if !failures.is_empty() {
            (Status::Failed, failures)
        } else if !refused_by.is_empty() {
            // What only holds is said too: it is left when the refusal falls.
            let all = refused_by.into_iter().chain(held_by);
            (Status::Refused, all.collect())
        } else if !held_by.is_empty() {
            (Status::Held, held_by)
        } else {
            (Status::Ranked, Vec::new())
        };
        if status != Status::Ranked {
            self.class = None;
            self.scratch.ties.clear();
            self.awards.clear();
        }
        if status == Status::Failed {
            self.scratch.sums = None;
        }
        self.more.reasons = reasons;
        status
    }

    fn verdict(self, status: Status, nominee: &Nomination, figures: &[Figures]) -> Verdict {
        let cohorts = self.book.scheme.cohorts.iter().zip(figures).enumerate();
        let is_provisional = cohorts.into_iter().any(|(at, (cohort, figures))| {
            let part = cohort_part(cohort, self.known);
            figures.lacks_anybody(part.as_deref()) && self.rests_on(status, at)
        });
        let counts = |sum: &GroupSum| (!sum.dropped).then(|| sum.points.clone());
        Verdict::new(
            nominee,
            Parts {
                status,
                class: self.class,
                sums: self.scratch.sums.as_ref(),
                ties: &self.scratch.ties,
                groups: &mut self.scratch.groups.iter().map(counts),
                awards: self.awards,
                is_provisional,
                more: self.more,
                facts: &self.scratch.facts,
            },
        )
    }

    /// Whether the result rests on a cohort number: a row whose rule was run reads it, or a later
    /// rule.
    fn rests_on(&self, status: Status, cohort: usize) -> bool {
        let reads = |site| {
            let mut reads = self.book.reads(site).iter();
            reads.any(|(_, name)| *name == Name::Cohort(cohort))
        };
        let ran = |mark: &Mark| matches!(mark.because, Because::Rule | Because::NoCohort(_));
        let rows = self.scratch.marks.iter().enumerate();
        let mut rows = rows.filter(|(_, mark)| ran(mark));
        let late = self.book.rules_after_points();
        // Where nothing is scored there are no sums, and late rules are run all the same.
        let ran_late = self.scratch.sums.is_some() || status == Status::Ranked;
        rows.any(|(at, _)| reads(RuleId::Criterion(at)) || reads(RuleId::CriterionApplies(at)))
            || (ran_late && late.iter().any(|site| reads(*site)))
    }
}

/// The failure of a nominee where adding up gives no number.
fn too_long(kind: ReasonKind, id: &str, title: &Text) -> Reason {
    Reason {
        kind,
        id: id.to_owned(),
        message: Text::both(
            format!(
                "“{}”: cộng lại thì ra số quá dài (hơn {LONGEST} chữ số)",
                title.get(Locale::Vi)
            ),
            format!(
                "“{}” adds up to too long a number (more than {LONGEST} digits)",
                title.get(Locale::En)
            ),
        ),
    }
}

/// The failure of a nominee to whom no row applies.
fn nothing_assigned(scheme: &Scheme) -> Reason {
    Reason {
        kind: ReasonKind::Criterion,
        id: scheme.id.clone(),
        message: Text::both(
            "không có tiêu chí nào được giao cho đối tượng này",
            "no criterion at all is assigned to this nominee",
        ),
    }
}
