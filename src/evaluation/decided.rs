//! What people decided about held nominees and unmet standards, put in place of what the rules say.
//!
//! The rules are asked all the same, and what they say stays on the sheet beside the decision.

use super::floors::Needs;
use super::outcome::{Departed, Mark, Outcome};
use super::reason::{ByRules, Reason, ReasonKind, Ruled, Status};
use crate::number::RoundEach;
use crate::roster::{AboutDecision, Council, Decided, Decision, Marked, Roster};
use crate::scheme::{NeededFor, Scheme, Unmet};

/// The decisions about one nominee that bear on its sheet.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    hold: Option<Ruling>,
    standards: Vec<(usize, Ruling)>,
    /// Marks in place of what rows compute.
    departures: Vec<(usize, Departs)>,
}

/// A mark in place of what a row computes.
#[derive(Debug, Clone)]
struct Departs {
    stage: usize,
    value: Marked,
}

/// One decision: yes or no, and its index among all of the council's.
#[derive(Debug, Clone, Copy)]
struct Ruling {
    yes: bool,
    decision: usize,
}

/// The decisions about one nominee, each with its index among all of the council's.
pub fn decisions_on<'d>(
    roster: &'d Roster,
    nominee: &str,
) -> impl Iterator<Item = (usize, &'d Decision)> {
    on(&roster.council, nominee)
}

fn on<'d>(council: &'d Council, nominee: &str) -> impl Iterator<Item = (usize, &'d Decision)> {
    let all = &council.decisions;
    // They stand in the order of nominees.
    let from = all.partition_point(|decision| *decision.nominee < *nominee);
    let until = all.partition_point(|decision| *decision.nominee <= *nominee);
    all[from..until.max(from)]
        .iter()
        .enumerate()
        .map(move |(at, decision)| (from + at, decision))
}

impl Rulings {
    /// What was decided about a nominee, and the marks that depart from what its rows compute in a
    /// stage.
    pub(super) fn on(
        council: &Council,
        scheme: &Scheme,
        nominee: &str,
        stage: Option<usize>,
    ) -> Self {
        let mut rulings = Self::default();
        if let Some(stage) = stage.filter(|_| !council.marks.is_empty()) {
            let departures = council.departures(scheme, nominee, stage);
            rulings.departures = departures
                .into_iter()
                .map(|it| {
                    let (stage, value) = (it.stage, it.value);
                    (it.criterion, Departs { stage, value })
                })
                .collect();
        }
        for (decision, said) in on(council, nominee) {
            let yes = said.decided == Decided::Yes;
            let ruling = Ruling { yes, decision };
            match said.about {
                AboutDecision::Hold => rulings.hold = Some(ruling),
                AboutDecision::Standard(at) => rulings.standards.push((at, ruling)),
                AboutDecision::Tie | AboutDecision::Line(_) | AboutDecision::Award(_) => {}
            }
        }
        rulings
    }

    /// Puts marks in place of what rows computed; what they computed goes on the sheet. A row that
    /// does not apply stays out, whatever is marked.
    pub(super) fn on_marks(
        &self,
        scheme: &Scheme,
        marks: &mut [Mark],
        departed: &mut Vec<Departed>,
    ) {
        let round = scheme.points.round;
        for (criterion, departs) in &self.departures {
            let Some(mark) = marks.get_mut(*criterion) else {
                continue;
            };
            if !mark.applies() {
                continue;
            }
            let outcome = match &departs.value {
                Marked::Points(points) => {
                    Outcome::Points(round.at(RoundEach::Criterion, points.clone()))
                }
                Marked::Met(met) => Outcome::Met(*met),
            };
            departed.push(Departed {
                criterion: *criterion,
                stage: departs.stage,
                computed: std::mem::replace(&mut mark.outcome, outcome),
            });
        }
    }

    /// Lets unmet standards pass, or not; what the rules alone say goes on the sheet.
    pub(super) fn on_standards(&self, scheme: &Scheme, needs: &mut Needs, ruled: &mut Vec<Ruled>) {
        for (at, ruling) in &self.standards {
            let Some(row) = scheme.criteria.get(*at) else {
                continue;
            };
            let own = |reason: &Reason| reason.kind == ReasonKind::Standard && reason.id == row.id;
            let refuses = needs.refused.iter().any(own);
            let holds = needs.held.iter().any(own);
            let closes = needs.closed.iter().any(|(_, reason)| own(reason));
            let asks = needs.needs_reason.contains(at);
            // What the rules let pass needs no decision, nor does what they already refuse.
            let needed = holds || asks || ruling.yes && (refuses || closes);
            if !needed {
                continue;
            }
            needs.refused.retain(|reason| !own(reason));
            needs.held.retain(|reason| !own(reason));
            needs.closed.retain(|(_, reason)| !own(reason));
            needs.needs_reason.retain(|row| row != at);
            let reason = Reason {
                kind: ReasonKind::Standard,
                id: row.id.clone(),
                message: row.title.clone(),
            };
            if !ruling.yes {
                let targets: Vec<NeededFor> = row.needed_for.clone();
                needs.unreached(reason.clone(), &targets);
            }
            let by_rules = match row.unmet {
                Unmet::Hold => ByRules::Held,
                Unmet::Reason => ByRules::NeedsReason,
                Unmet::Refuse if row.needed_for.is_empty() => ByRules::Refused,
                Unmet::Refuse => ByRules::Closed,
            };
            ruled.push(Ruled {
                decision: ruling.decision,
                by_rules,
                reasons: vec![reason],
            });
        }
    }

    /// What gates come to once people decided about whom they hold.
    pub(super) fn on_gates(
        &self,
        gates: Option<Status>,
        spoke: &[Reason],
        ruled: &mut Vec<Ruled>,
    ) -> Option<Status> {
        match (gates, self.hold) {
            (Some(Status::Held), Some(ruling)) => {
                ruled.push(ruling.instead_of_held(spoke));
                (!ruling.yes).then_some(Status::Refused)
            }
            _ => gates,
        }
    }

    /// What standards that hold come to once people decided about whom they hold.
    pub(super) fn on_held(
        &self,
        refused: &mut Vec<Reason>,
        held: &mut Vec<Reason>,
        ruled: &mut Vec<Ruled>,
    ) {
        let Some(ruling) = self.hold.filter(|_| !held.is_empty()) else {
            return;
        };
        let decided = |one: &Ruled| one.decision == ruling.decision;
        if !ruled.iter().any(decided) {
            ruled.push(ruling.instead_of_held(held));
        }
        if ruling.yes {
            held.clear();
        } else {
            refused.append(held);
        }
    }
}

impl Ruling {
    fn instead_of_held(self, reasons: &[Reason]) -> Ruled {
        Ruled {
            decision: self.decision,
            by_rules: ByRules::Held,
            reasons: reasons.to_vec(),
        }
    }
}
