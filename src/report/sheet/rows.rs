//! The rows of the sheet in the order of the tree, with what ceilings do to each group.

use super::facts::readings;
use super::model::{Reading, Row, RowKind, Standard, Why};
use super::steps::{Step, steps};
use crate::evaluation::{Because, GroupSum, Outcome, OwnSum, RowTrace, ScoreSheet};
use crate::number::Number;
use crate::report::context::Context;
use crate::scheme::{CriterionKind, GroupTake, Marking, Name, SheetLine, Unmet};

/// Groups and rows with points empty if nothing was computed.
pub(super) fn rows(view: &Context<'_>, one: &ScoreSheet<'_>, told: &[RowTrace]) -> Vec<Row> {
    let mut teller = RowRenderer {
        view,
        one,
        told,
        rows: Vec::new(),
    };
    if !one.marks.is_empty() {
        let level = teller.level(None, 0);
        if let Some(sums) = &one.sums {
            let beside = |rows: &Number, counts: &Number| OwnSum {
                rows: rows.clone(),
                counts: counts.clone(),
            };
            let bonus = beside(&sums.bonus_rows, &sums.bonus);
            teller.adjust_beside(RowKind::BonusAdjustment, 0, &bonus, &level.bonus);
            let deduction = beside(&sums.deduction_rows, &sums.deduction);
            teller.adjust_beside(
                RowKind::DeductionAdjustment,
                0,
                &deduction,
                &level.deduction,
            );
        }
    }
    teller.rows
}

/// Standards, in the order of the file.
pub(super) fn standards(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    told: &[RowTrace],
) -> Vec<Standard> {
    let rows = view.scheme().criteria.iter().zip(&one.marks).enumerate();
    let standards = rows.filter(|(_, (row, _))| row.kind == CriterionKind::Standard);
    standards
        .map(|(at, (row, mark))| {
            let met = match mark.outcome {
                Outcome::Met(met) => Some(met),
                _ => None,
            };
            let mut why = why(view, one, at, told);
            if met == Some(false) {
                why.remarks.push(match row.unmet {
                    Unmet::Refuse => view.words.unmet_refuse(&guards(view, &row.needed_for)),
                    Unmet::Hold => view.words.unmet_hold().to_owned(),
                    Unmet::Reason => view.words.unmet_reason().to_owned(),
                });
            }
            // What the rule reads is there already.
            let facts = &why.facts;
            why.steps.retain(|step| {
                let said = |fact: &Reading| step.text == format!("{}: {}", fact.label, fact.value);
                !facts.iter().any(said)
            });
            Standard {
                no: row.no.clone().unwrap_or_default(),
                id: row.id.clone(),
                title: view.text(&row.title).to_owned(),
                met,
                why,
            }
        })
        .collect()
}

/// The titles of what a standard or floor guards, in one line; empty: everything.
pub(super) fn guards(view: &Context<'_>, needed_for: &[crate::scheme::NeededFor]) -> String {
    let scheme = view.scheme();
    let title = |needed: &crate::scheme::NeededFor| match needed {
        crate::scheme::NeededFor::Class(class) => view.text(&scheme.classes[*class].title),
        crate::scheme::NeededFor::Award(award) => view.text(&scheme.awards[*award].title),
    };
    needed_for.iter().map(title).collect::<Vec<_>>().join(", ")
}

/// How a row came to what it is.
fn why(view: &Context<'_>, one: &ScoreSheet<'_>, at: usize, told: &[RowTrace]) -> Why {
    let basis = view.scheme().criteria[at].basis.as_ref();
    let marks = view.marks_of_row(one, at, told.get(at));
    let mut remarks = remarks(view, one, at);
    remarks.extend(view.marks_in_words(one, at, &marks));
    Why {
        basis: basis.map(|basis| view.text(basis).to_owned()),
        facts: readings(view, one, at),
        steps: steps_of(view, one, at, told),
        computed: view.computed(one, at),
        marks,
        remarks,
    }
}

/// The printed points of what is directly in a group: its scored children one by one, and
/// what its bonus and its deduction come to.
#[derive(Default)]
struct Level {
    scored: Vec<Number>,
    bonus: Number,
    deduction: Number,
}

struct RowRenderer<'v, 'p> {
    view: &'v Context<'p>,
    one: &'v ScoreSheet<'p>,
    told: &'v [RowTrace],
    rows: Vec<Row>,
}

impl RowRenderer<'_, '_> {
    /// What is directly in a group, or at the top, in the order of the paper.
    fn level(&mut self, parent: Option<usize>, depth: usize) -> Level {
        let scheme = self.view.scheme();
        let mut level = Level::default();
        for line in scheme.lines_in(parent, 0) {
            let at = match line {
                SheetLine::Group(at, _) => {
                    self.group(at, depth, &mut level);
                    continue;
                }
                SheetLine::Criterion(at, _) => at,
                SheetLine::Standards => continue,
            };
            let Some(points) = self.row(at, depth) else {
                continue;
            };
            match scheme.criteria[at].kind {
                CriterionKind::Scored => level.scored.push(points),
                CriterionKind::Bonus => level.bonus += points,
                CriterionKind::Deduction => level.deduction += points,
                CriterionKind::Standard => {}
            }
        }
        level
    }

    /// A group with everything in it, added to the level that it is in.
    fn group(&mut self, at: usize, depth: usize, level: &mut Level) {
        let view = self.view;
        let group = &view.scheme().groups[at];
        // Where a rule failed there are no sums, and the sheet leaves them blank.
        let sum = self.one.groups.get(at);
        let dropped = sum.is_some_and(|sum| sum.dropped);
        let mut remarks = Vec::new();
        if dropped {
            remarks.push(view.words.dropped().to_owned());
        } else if let Some(sum) = sum.filter(|sum| sum.assigned != group.max) {
            remarks.push(view.words.assigned(&view.number(&sum.assigned)));
        }
        if group.take == GroupTake::Best {
            remarks.push(view.words.takes_best().to_owned());
        }
        // A group of bonus and deduction rows alone counts with nothing of its own, under the
        // ceiling that its paper prints in the place of a maximum.
        let counted = sum.filter(|sum| group.is_scored() && !sum.dropped);
        let max = match (group.is_scored(), &group.bonus, &group.deduction) {
            (true, ..) => Some(&group.max),
            (false, bonus, None) => bonus.as_ref(),
            (false, None, deduction) => deduction.as_ref(),
            (false, Some(_), Some(_)) => None,
        };
        self.rows.push(Row {
            kind: RowKind::Group,
            depth,
            no: group.no.clone().unwrap_or_else(|| group.id.clone()),
            id: group.id.clone(),
            title: view.text(&group.title).to_owned(),
            max: max.map(Number::to_string),
            points: counted.map(|sum| view.exact(&sum.points)),
            is_endless: counted.is_some_and(|sum| sum.points.is_endless()),
            why: Why {
                remarks,
                ..Why::default()
            },
        });
        let inside = self.level(Some(at), depth + 1);
        if let Some(sum) = counted {
            self.adjust(at, sum, &inside.scored, depth + 1);
            level.scored.push(self.printed(&sum.points));
        }
        let Some(sum) = sum else { return };
        let kind = RowKind::BonusAdjustment;
        level.bonus += self.adjust_beside(kind, depth + 1, &sum.bonus, &inside.bonus);
        let kind = RowKind::DeductionAdjustment;
        level.deduction += self.adjust_beside(kind, depth + 1, &sum.deduction, &inside.deduction);
    }

    /// The lines between the children of a group and what it counts with, each the difference of
    /// two printed figures, so that a reader with a pencil arrives at the same sum.
    fn adjust(&mut self, at: usize, sum: &GroupSum, scored: &[Number], depth: usize) {
        let view = self.view;
        let words = view.words;
        let group = &view.scheme().groups[at];
        let mut have: Number = scored.iter().sum();
        if group.take == GroupTake::Best {
            let best = scored.iter().max().cloned().unwrap_or_default();
            self.adjustment(depth, words.only_best().to_owned(), &(&best - &have));
            have = best;
        }
        let rows = self.printed(&sum.rows);
        self.adjustment(depth, words.rounding().to_owned(), &(&rows - &have));
        let capped = self.printed((&sum.rows).min(&group.max));
        let text = words.ceiling(&view.points(&rows), &view.points(&capped));
        self.adjustment(depth, text, &(&capped - &rows));
        let points = self.printed(&sum.points);
        let text = if sum.max == sum.out_of {
            words.rounding().to_owned()
        } else {
            words.rescaled_group(
                &view.points(&capped),
                &view.number(&sum.out_of),
                &view.number(&sum.max),
            )
        };
        self.adjustment(depth, text, &(points - capped));
    }

    fn adjustment(&mut self, depth: usize, text: String, by: &Number) {
        self.line(RowKind::Adjustment, depth, text, by);
    }

    /// What rounding and a ceiling do to the printed bonus or deduction; gives what counts.
    fn adjust_beside(
        &mut self,
        kind: RowKind,
        depth: usize,
        beside: &OwnSum,
        have: &Number,
    ) -> Number {
        let view = self.view;
        let words = view.words;
        let rows = self.printed(&beside.rows);
        let counts = self.printed(&beside.counts);
        self.line(kind, depth, words.rounding().to_owned(), &(&rows - have));
        let (printed, capped) = (view.points(&rows), view.points(&counts));
        let text = match kind {
            RowKind::DeductionAdjustment => words.deduction_ceiling(&printed, &capped),
            _ => words.bonus_ceiling(&printed, &capped),
        };
        self.line(kind, depth, text, &(&counts - &rows));
        counts
    }

    fn line(&mut self, kind: RowKind, depth: usize, text: String, by: &Number) {
        if by.is_zero() {
            return;
        }
        self.rows.push(Row {
            kind,
            depth,
            no: String::new(),
            id: String::new(),
            title: text,
            max: None,
            points: Some(self.view.exact(by)),
            is_endless: false,
            why: Why::default(),
        });
    }

    /// A row; gives its printed points, unless it has none.
    fn row(&mut self, at: usize, depth: usize) -> Option<Number> {
        let view = self.view;
        let row = &view.scheme().criteria[at];
        let mark = &self.one.marks[at];
        let points = mark.points();
        self.rows.push(Row {
            kind: match row.kind {
                CriterionKind::Scored => RowKind::Scored,
                CriterionKind::Bonus => RowKind::Bonus,
                CriterionKind::Deduction | CriterionKind::Standard => RowKind::Deduction,
            },
            depth,
            no: row.no.clone().unwrap_or_else(|| row.id.clone()),
            id: row.id.clone(),
            title: view.text(&row.title).to_owned(),
            max: row.max.as_ref().map(Number::to_string),
            points: points.map(|points| view.exact(points)),
            is_endless: points.is_some_and(Number::is_endless),
            why: why(view, self.one, at, self.told),
        });
        points.map(|points| self.printed(points))
    }

    fn printed(&self, points: &Number) -> Number {
        self.view.scheme().points.round.apply(points)
    }
}

/// How a row came to its outcome, where that is not simply its rule. Where a mark takes the place
/// of it, this is about what would be otherwise.
fn remarks(view: &Context<'_>, one: &ScoreSheet<'_>, row: usize) -> Vec<String> {
    let words = view.words;
    let mark = &one.marks[row];
    let mut departed = one.departed.iter();
    let departed = departed.find(|it| it.criterion == row);
    let mut remarks = Vec::new();
    match &mark.because {
        Because::Rule => {
            let step = view.scheme().criteria[row].step.as_ref();
            let step = step.filter(|_| view.scheme().criteria[row].marking.is_none());
            remarks.extend(step.map(|step| words.rounded_to_step(&view.number(step))));
        }
        Because::DoesNotApply => remarks.push(words.does_not_apply().to_owned()),
        Because::NotAssigned(name) => remarks.push(words.row_not_assigned(&label(view, name))),
        Because::NoCohort(name) => remarks.push(words.no_cohort(&label(view, name))),
    }
    match departed.map_or(&mark.outcome, |it| &it.computed) {
        // Why the rule failed is said where the mark is.
        Outcome::Failed(_) if departed.is_some() => {}
        Outcome::Dropped => remarks.push(words.dropped().to_owned()),
        Outcome::Failed(failure) => {
            remarks.push(words.rule_failed(view.text(&failure.message)));
        }
        Outcome::Points(points) if mark.because != Because::Rule => {
            remarks.push(words.counted_as(&view.points(points)));
        }
        Outcome::Points(_) | Outcome::Met(_) => {}
    }
    remarks
}

/// What a row's rule did; empty if it takes one mark as it is, which is said already.
fn steps_of(view: &Context<'_>, one: &ScoreSheet<'_>, row: usize, told: &[RowTrace]) -> Vec<Step> {
    let scheme = view.scheme();
    let rule = scheme.criteria[row].rule.text.trim();
    let marks = || {
        let council = &view.roster.council;
        let stage = scheme.ranking.stage?;
        let (_, marks) = council.marks_of(scheme, &one.nomination.id, row, stage)?;
        Some(marks.len())
    };
    if rule == Marking::ONE || (rule == Marking::MEAN && marks().is_none_or(|marks| marks == 1)) {
        return Vec::new();
    }
    let told = told.get(row);
    told.map_or_else(Vec::new, |told| steps(view, one, row, told))
}

/// What people read of a fact or cohort number.
fn label(view: &Context<'_>, name: &str) -> String {
    let scheme = view.scheme();
    let label = match scheme.name(name) {
        Some(Name::Fact(at)) => Some(&scheme.facts[at].label),
        Some(Name::Cohort(at)) => scheme.cohorts[at].label.as_ref(),
        _ => None,
    };
    label.map_or(name, |label| view.text(label)).to_owned()
}
