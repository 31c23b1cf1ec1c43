//! The table of criteria: number, content, maximum, how it is scored, evidence, basis.

use super::Book;
use crate::number::Number;
use crate::report::page::{Block, Columns, Page};
use crate::rule::RuleId;
use crate::scheme::{CountsAs, CriterionKind, GroupTake, Marking, Otherwise, Rescale, SheetLine};

/// A line of the table: a group or a criterion, by index.
#[derive(Clone, Copy)]
enum Line {
    Group(usize),
    Row(usize),
}

impl Book<'_> {
    /// The table of criteria, and what holds of all of them.
    pub(super) fn rows(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        // Standards have a table of their own.
        let points = |line: SheetLine| match line {
            SheetLine::Group(at, _) => Some(Line::Group(at)),
            SheetLine::Criterion(at, _) => {
                let has_points = scheme.criteria[at].kind.has_points();
                has_points.then_some(Line::Row(at))
            }
            SheetLine::Standards => None,
        };
        let lines: Vec<_> = scheme
            .sheet_lines()
            .into_iter()
            .filter_map(points)
            .collect();
        if lines.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.criteria_table().to_owned()));
        let no = |line: Line| match line {
            Line::Group(at) => scheme.groups[at].no.as_deref(),
            Line::Row(at) => scheme.criteria[at].no.as_deref(),
        };
        let table = Columns::of(lines)
            .words(words.no(), no)
            .words(words.content(), |line| match line {
                Line::Group(at) => self.text(&scheme.groups[at].title),
                Line::Row(at) => self.text(&scheme.criteria[at].title),
            })
            .number(words.max(), |line| match line {
                Line::Group(at) => scheme.groups[at]
                    .is_scored()
                    .then(|| scheme.groups[at].max.shown()),
                Line::Row(at) => scheme.criteria[at].max.as_ref().map(Number::shown),
            })
            .words(words.criterion_how(), |line| match line {
                Line::Group(at) => self.how_group(at),
                Line::Row(at) => self.how_row(at),
            })
            .words(words.evidence(), |line| match line {
                Line::Group(_) => None,
                Line::Row(at) => scheme.criteria[at]
                    .evidence
                    .as_ref()
                    .map(|it| self.text(it)),
            })
            .words(words.basis(), |line| match line {
                Line::Group(_) => None,
                Line::Row(at) => scheme.criteria[at].basis.as_ref().map(|it| self.text(it)),
            })
            .strong(|line| matches!(line, Line::Group(_)));
        page.table(table.without_empty());
        page.push(Block::List(self.totals()));
    }

    /// What holds of the total.
    fn totals(&self) -> Vec<String> {
        let (points, words) = (&self.scheme.points, self.words);
        let mut said = vec![words.scale(&self.number(&points.scale))];
        let bonus = points.bonus.as_ref();
        said.extend(bonus.map(|most| words.all_bonus(&self.number(most))));
        let deduction = points.deduction.as_ref();
        said.extend(deduction.map(|most| words.all_deductions(&self.number(most))));
        let most = points.most.as_ref().map(|most| self.number(most));
        let bounds = words.bounds(&self.number(&points.least), most.as_deref());
        said.push(format!("{bounds}."));
        match points.rescale {
            Rescale::Total => said.push(words.rescaled_to_scale().to_owned()),
            Rescale::Group => said.push(words.rescaled_in_groups().to_owned()),
            Rescale::None => {}
        }
        said.push(words.rounded(points.round.digits));
        said
    }

    fn how_group(&self, at: usize) -> String {
        let (group, words) = (&self.scheme.groups[at], self.words);
        let mut said = Vec::new();
        if group.take == GroupTake::Best {
            said.push(words.best_counts().to_owned());
        }
        if let Some(why) = &group.mismatch {
            said.push(words.capped_at(&self.number(&group.max), self.text(why)));
        }
        let bonus = group.bonus.as_ref();
        said.extend(bonus.map(|most| words.bonus_at_most(&self.number(most))));
        let deduction = group.deduction.as_ref();
        said.extend(deduction.map(|most| words.deduction_at_most(&self.number(most))));
        said.extend(
            group
                .floor
                .as_ref()
                .map(|floor| words.floor_is(&self.floor(floor))),
        );
        said.extend(
            group
                .each
                .as_ref()
                .map(|floor| words.each_floor(&self.floor(floor))),
        );
        if !group.needed_for.is_empty() {
            said.push(words.guarded(&self.guards(&group.needed_for)));
        }
        said.join("\n")
    }

    /// How a row is scored: its rule, who marks it, to whom it applies, its floor.
    pub(super) fn how_row(&self, at: usize) -> String {
        let (row, words) = (&self.scheme.criteria[at], self.words);
        let mut said = Vec::new();
        match row.kind {
            CriterionKind::Bonus => said.push(format!("{}.", words.bonus_part())),
            CriterionKind::Deduction => said.push(format!("{}.", words.deduction_part())),
            CriterionKind::Scored | CriterionKind::Standard => {}
        }
        if row.applies.is_some() {
            let to = self.condition(RuleId::CriterionApplies(at));
            said.push(words.row_applies(&to));
        }
        if let Some(marking) = &row.marking {
            self.marking(row.kind, marking, &mut said);
        }
        let marked = row.rule.text == Marking::MEAN || row.rule.text == Marking::ONE;
        if !marked {
            said.push(self.how(RuleId::Criterion(at)));
        }
        said.extend(row.step.as_ref().map(|step| match row.marking {
            None => words.rounded_to_step(&self.number(step)),
            Some(_) => words.marked_in_steps(&self.number(step)),
        }));
        // Neither bonus nor deduction is what everybody expects of both.
        let usual = match row.kind {
            CriterionKind::Bonus | CriterionKind::Deduction => Some(Otherwise::Zero),
            CriterionKind::Scored | CriterionKind::Standard => None,
        };
        let otherwise = row.otherwise.filter(|it| Some(*it) != usual);
        let otherwise = otherwise.map(|otherwise| match otherwise {
            Otherwise::Full => words.otherwise_full(),
            Otherwise::Drop => words.otherwise_drop(),
            Otherwise::Zero => words.otherwise_zero(),
        });
        said.extend(otherwise.map(str::to_owned));
        said.extend(
            row.floor
                .as_ref()
                .map(|floor| words.floor_is(&self.floor(floor))),
        );
        if row.kind.has_points() && !row.needed_for.is_empty() {
            said.push(words.guarded(&self.guards(&row.needed_for)));
        }
        said.join("\n")
    }

    fn marking(&self, kind: CriterionKind, marking: &Marking, said: &mut Vec<String>) {
        let words = self.words;
        let stages = marking.stages.iter();
        let stages: Vec<_> = stages
            .map(|at| self.text(&self.scheme.stages[*at].title))
            .collect();
        said.push(words.marked_in(&stages.join("; ")));
        let levels = marking.levels.iter();
        said.extend(
            levels.map(|(points, text)| words.marked_level(&self.number(points), self.text(text))),
        );
        if let Some(counts) = marking.unmarked {
            said.push(words.unmarked_is(match (kind, counts) {
                (CriterionKind::Standard, CountsAs::Zero) => words.not_met(),
                (CriterionKind::Standard, CountsAs::Full) => words.met(),
                (_, CountsAs::Zero) => words.unmarked_zero(),
                (_, CountsAs::Full) => words.unmarked_full(),
            }));
        }
        if marking.reason {
            said.push(words.mark_needs_reason().to_owned());
        }
        let spread = marking.spread.as_ref();
        said.extend(spread.map(|spread| words.spread_above(&self.number(spread))));
    }
}
