//! What is asked beside points: gates and standards, classes.

use super::Book;
use crate::evaluation::Status;
use crate::number::Number;
use crate::report::page::{Block, Columns, Page};
use crate::report::terms::capital;
use crate::rule::RuleId;
use crate::scheme::{ClassOn, CriterionKind, GateOutcome, NeededFor, Threshold, Unmet};

impl Book<'_> {
    /// The conditions before any point is given.
    pub(super) fn gates(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        if scheme.gates.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.gates().to_owned()));
        let how = |at: usize| {
            let rules = scheme.gates[at].rules.iter().map(|(outcome, _)| {
                let status = match outcome {
                    GateOutcome::Refused => Status::Refused,
                    GateOutcome::Held => Status::Held,
                    GateOutcome::Unclassified => Status::Unclassified,
                };
                let when = self.condition(RuleId::Gate(at, *outcome));
                words.gate_when(&capital(words.status_of(status)), &when)
            });
            rules.collect::<Vec<_>>().join("\n")
        };
        let table = Columns::of(0..scheme.gates.len())
            .number(words.no(), |at| at + 1)
            .words(words.condition_title(), |at| {
                self.text(&scheme.gates[at].title)
            })
            .words(words.criterion_how(), how)
            .words(words.basis(), |at| {
                scheme.gates[at].basis.as_ref().map(|it| self.text(it))
            });
        page.table(table.without_empty());
    }

    /// The standards, which give no points.
    pub(super) fn standards(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        let standards: Vec<_> = scheme
            .criteria
            .iter()
            .enumerate()
            .filter(|(_, row)| row.kind == CriterionKind::Standard)
            .collect();
        if standards.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.standards().to_owned()));
        let table = Columns::of(&standards)
            .words(words.no(), |(_, row)| row.no.as_deref())
            .words(words.standard(), |(_, row)| self.text(&row.title))
            .words(words.standard_when(), |(at, _)| self.how_row(*at))
            .words(words.unmet_then(), |(_, row)| match row.unmet {
                Unmet::Refuse if row.needed_for.is_empty() => {
                    words.status_of(Status::Refused).to_owned()
                }
                Unmet::Refuse => words.unmet_closes(&self.guards(&row.needed_for)),
                Unmet::Hold => words.unmet_hold().to_owned(),
                Unmet::Reason => words.unmet_reason().to_owned(),
            })
            .words(words.evidence(), |(_, row)| {
                row.evidence.as_ref().map(|it| self.text(it))
            })
            .words(words.basis(), |(_, row)| {
                row.basis.as_ref().map(|it| self.text(it))
            });
        page.table(table.without_empty());
    }

    /// The classes, the best first.
    pub(super) fn classes(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        if scheme.classes.is_empty() {
            return;
        }
        page.push(Block::Subheading(words.classes_title().to_owned()));
        let table = Columns::of(0..scheme.classes.len())
            .words(words.class(), |at| self.text(&scheme.classes[at].title))
            .words(words.class_from(), |at| match &scheme.classes[at].from {
                Some(Threshold::Number(from)) => {
                    self.on(at, self.locale.number(Number::shown(from)))
                }
                Some(Threshold::Rule(_)) => self.on(at, self.how(RuleId::Class(at))),
                None => words.class_rest().to_owned(),
            })
            .words(words.condition_title(), |at| self.guarding(at))
            .words(words.basis(), |at| {
                scheme.classes[at].basis.as_ref().map(|it| self.text(it))
            });
        page.table(table.without_empty());
    }

    /// From how much a class is given, and whether bonus counts for it.
    fn on(&self, class: usize, from: String) -> String {
        match self.scheme.classes[class].on {
            ClassOn::Total => from,
            ClassOn::Score => format!("{from} {}", self.words.without_bonus()),
        }
    }

    /// The standards, rows and groups that a class needs.
    fn guarding(&self, class: usize) -> String {
        let guards = |needed: &[NeededFor]| needed.contains(&NeededFor::Class(class));
        let scheme = self.scheme;
        let rows = scheme.criteria.iter().filter(|row| guards(&row.needed_for));
        let rows = rows.map(|row| &row.title);
        let groups = scheme.groups.iter();
        let groups = groups.filter(|group| guards(&group.needed_for));
        let titles = rows.chain(groups.map(|group| &group.title));
        let titles: Vec<_> = titles.map(|title| self.text(title)).collect();
        titles.join("; ")
    }
}
