//! Why one nominee stands above another, told to people and machines.

mod page;

use serde::Serialize;

use super::context::Context;
use super::options::Options;
use super::sheet::readings_late;
use super::words::Words;
use crate::commendation::Proposal;
use crate::evaluation::Verdict;
use crate::number::{self, Number};
use crate::ranking::{Over, Stands, over};
use crate::rule::RuleId;
use crate::rule::expr::Type;
use crate::scheme::Settle;

/// Two nominees held against each other, in the words of one language.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    one: Side,
    other: Side,
    /// `above`, `below`, `equal` or `not_compared`.
    result: &'static str,
    /// The tie step that decides, or `total`; `None` if nothing does.
    decided_by: Option<String>,
    /// The answer, a sentence each.
    answer: Vec<String>,
    rows: Vec<RowReport>,
    /// What the rows do not explain.
    rest: Option<String>,
    ties: Vec<TieReport>,
}

/// One of the two.
#[derive(Debug, Clone, Serialize)]
struct Side {
    id: String,
    name: String,
    list: String,
    rank: Option<usize>,
    total: Option<String>,
    class: Option<String>,
}

/// A row in which they differ.
#[derive(Debug, Serialize)]
struct RowReport {
    id: String,
    no: String,
    title: String,
    one: Option<String>,
    other: Option<String>,
    by: String,
}

/// A step of the tie chain.
#[derive(Debug, Serialize)]
struct TieReport {
    step: String,
    one: String,
    other: String,
    decides: bool,
}

impl Comparison {
    pub(super) fn of(
        proposal: &Proposal<'_>,
        one: (usize, usize),
        other: (usize, usize),
        options: &Options,
    ) -> Self {
        let found = over(&proposal.ranking, one, other);
        let views = [one, other].map(|(scheme, _)| Context::of(proposal, scheme, options));
        let sides = [side(&views[0], one.1), side(&views[1], other.1)];
        let teller = PairRenderer {
            view: &views[0],
            words: Words::of(options.locale),
            // With another scheme there is nothing to compare.
            pair: [one.1, other.1],
        };
        let answer = match found.standing {
            Stands::OtherScheme => vec![teller.words.other_scheme().to_owned()],
            standing => teller.answer(&sides, standing),
        };
        let view = teller.view;
        let (result, decided_by) = match found.standing {
            Stands::ByTotal { above } => (way(above), Some("total".to_owned())),
            Stands::ByTie { above, step } => (way(above), Some(view.tie(step).to_owned())),
            Stands::BySettled { above } => {
                let settled = view
                    .standing(one.1)
                    .and_then(|(_, place)| view.settled(place));
                (way(above), settled)
            }
            Stands::Equal(_) => ("equal", None),
            _ => ("not_compared", None),
        };
        let rows = found.rows.iter().map(|row| {
            let model = &view.scheme().criteria[row.criterion];
            RowReport {
                id: model.id.clone(),
                no: model.no.clone().unwrap_or_else(|| model.id.clone()),
                title: view.text(&model.title).to_owned(),
                one: row.one.as_ref().map(|points| view.exact(points)),
                other: row.other.as_ref().map(|points| view.exact(points)),
                by: view.exact(&row.by),
            }
        });
        let rest = Some(&found.rest).filter(|rest| !rest.is_zero());
        Self {
            result,
            decided_by,
            answer,
            rows: rows.collect(),
            rest: rest.map(|rest| view.exact(rest)),
            ties: teller.ties(&found),
            one: sides[0].clone(),
            other: sides[1].clone(),
        }
    }
}

fn way(above: bool) -> &'static str {
    if above { "above" } else { "below" }
}

fn side(view: &Context<'_>, nominee: usize) -> Side {
    let one = &view.judged[nominee];
    let standing = view.standing(nominee);
    Side {
        id: one.id().to_owned(),
        name: one.name().to_owned(),
        list: standing.map_or_else(String::new, |(list, _)| view.list_title(list)),
        rank: standing.map(|(_, place)| place.rank),
        total: one.total().map(|total| view.exact(total)),
        class: one.class().map(|_| view.class(one.class()).to_owned()),
    }
}

struct PairRenderer<'v, 'p> {
    view: &'v Context<'p>,
    words: Words,
    pair: [usize; 2],
}

impl PairRenderer<'_, '_> {
    fn one(&self, at: usize) -> &Verdict {
        &self.view.judged[self.pair[at]]
    }

    fn answer(&self, sides: &[Side; 2], standing: Stands) -> Vec<String> {
        let words = self.words;
        let names = [&sides[0].name, &sides[1].name];
        let ordered = |above: bool| {
            if above {
                (names[0], names[1])
            } else {
                (names[1], names[0])
            }
        };
        match standing {
            Stands::SameOne => vec![words.same_one().to_owned()],
            Stands::OtherScheme => Vec::new(),
            Stands::NoPlace => {
                let without = (0..2).filter(|at| sides[*at].rank.is_none());
                let said = without.map(|at| {
                    let one = self.one(at);
                    let said = words.no_place(names[at], self.view.status(one.status()));
                    let why = self.view.reasons(one.reasons());
                    if why.is_empty() {
                        said
                    } else {
                        format!("{said} {}: {why}.", self.view.words.reason())
                    }
                });
                said.collect()
            }
            Stands::OtherList => vec![words.other_list(&sides[0].list, &sides[1].list)],
            Stands::ByTotal { above } => {
                let totals = [0, 1].map(|at| self.one(at).total().unwrap_or(&number::ZERO));
                let apart = self.view.points(&(totals[0] - totals[1]).abs());
                let (upper, lower) = ordered(above);
                vec![words.above_by_total(upper, lower, &apart)]
            }
            Stands::ByTie { above, step } => {
                let (upper, lower) = ordered(above);
                let step = self.view.tie_in_words(step);
                vec![words.above_by_tie(upper, lower, step)]
            }
            Stands::BySettled { above } => {
                let (upper, lower) = ordered(above);
                let place = self.view.standing(self.pair[0]);
                let settled = place.and_then(|(_, place)| self.view.settled(place));
                vec![words.above_by_people(upper, lower, &settled.unwrap_or_default())]
            }
            Stands::Equal(settle) => {
                let settled = match settle {
                    Settle::Council => words.equal_council(),
                    Settle::Lot => words.equal_lot(),
                    Settle::Shared => words.equal_shared(),
                };
                vec![words.equal(names[0], names[1]), settled.to_owned()]
            }
        }
    }

    fn ties(&self, found: &Over) -> Vec<TieReport> {
        let told = found.ties.iter().map(|tie| TieReport {
            step: self.view.tie_in_words(tie.step).to_owned(),
            one: self.key(0, tie.step, &tie.one),
            other: self.key(1, tie.step, &tie.other),
            decides: tie.one != tie.other,
        });
        told.collect()
    }

    /// What a tie step compared of one of the two, and what that was made from.
    fn key(&self, at: usize, step: usize, key: &Number) -> String {
        let site = RuleId::Tie(step);
        let values = readings_late(self.view, &self.view.sheet(self.pair[at]), site);
        let values = values
            .iter()
            .map(|value| format!("{}: {}", value.label, value.value));
        let made_from = values.collect::<Vec<_>>().join("; ");
        let scheme = self.view.scheme();
        let rule = scheme.ranking.ties[step].by.text.trim();
        let rule = rule.trim_start_matches(['-', ' ']);
        if scheme.name(rule).is_some() && !made_from.is_empty() {
            return made_from;
        }
        let number = match self.view.book.program(site) {
            Some(Ok(program)) if program.gives == Type::YesNo && key.is_zero() => {
                self.view.words.no_answer().to_owned()
            }
            Some(Ok(program)) if program.gives == Type::YesNo => self.view.words.yes().to_owned(),
            _ => self.view.number(key),
        };
        if made_from.is_empty() {
            return number;
        }
        format!("{number} ({made_from})")
    }
}
