//! What the points led to: class, place, awards, and what is missing to the next class.

use super::facts::readings_late;
use super::floors::Guard;
use super::model::{Award, Class, Next, Place, Reading, Threshold};
use super::page::reading;
use super::steps::condition;
use crate::evaluation::{Outcome, Reason, ReasonKind, ScoreSheet, Status};
use crate::locale::Text;
use crate::number::Number;
use crate::report::awards::{at_line, waits};
use crate::report::context::Context;
use crate::report::lists::{shared, tell_conditions};
use crate::rule::RuleId;
use crate::scheme::{ClassOn, Gate, NeededFor, Unmet};

/// What a gate read that spoke, and the paper behind it; `None` if the reason is another.
pub(super) fn gate(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    reason: &Reason,
) -> (Vec<Reading>, Option<String>) {
    let mut gates = view.scheme().gates.iter().enumerate();
    let is_it = |(_, gate): &(usize, &Gate)| gate.id == reason.id;
    let gate = gates
        .find(is_it)
        .filter(|_| reason.kind == ReasonKind::Gate);
    let Some((at, gate)) = gate else {
        return (Vec::new(), None);
    };
    let mut facts: Vec<Reading> = Vec::new();
    for (outcome, _) in &gate.rules {
        for read in readings_late(view, one, RuleId::Gate(at, *outcome)) {
            if !facts.iter().any(|known| known.id == read.id) {
                facts.push(read);
            }
        }
    }
    let basis = gate.basis.as_ref();
    (facts, basis.map(|basis| view.text(basis).to_owned()))
}

/// The class; `None` if the scheme has none or nothing was computed.
pub(super) fn class(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    floors: &[Guard<'_>],
) -> Option<Class> {
    let scheme = view.scheme();
    if scheme.classes.is_empty() || one.marks.is_empty() {
        return None;
    }
    let from = |at: usize| one.thresholds.get(at).and_then(Option::as_ref);
    let thresholds = scheme.classes.iter().enumerate();
    let thresholds = thresholds.map(|(at, class)| Threshold {
        id: class.id.clone(),
        title: view.text(&class.title).to_owned(),
        from: from(at).map(|from| view.exact(from)),
        reached: match one.thresholds.get(at) {
            Some(Some(from)) => one.total_on(class).is_some_and(|total| total >= from),
            Some(None) => true,
            None => false,
        },
        is_without_bonus: class.on == ClassOn::Score,
        basis: text_of(view, class.basis.as_ref()),
        facts: readings_late(view, one, RuleId::Class(at)),
    });
    let class = one.class().map(|class| &scheme.classes[class]);
    let above = one.class().unwrap_or(scheme.classes.len()).checked_sub(1);
    Some(Class {
        id: class.map(|class| class.id.clone()),
        title: class.map(|class| view.text(&class.title).to_owned()),
        thresholds: thresholds.collect(),
        without_bonus: scheme
            .classes
            .iter()
            .find(|class| class.on == ClassOn::Score)
            .and_then(|class| one.total_on(class))
            .map(|total| view.exact(total)),
        // Where nothing is scored, standards alone are between a nominee and the next class.
        next: above
            .filter(|_| one.status() == Status::Ranked)
            .map(|next_at| next(view, one, floors, next_at, from(next_at))),
    })
}

fn next(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    floors: &[Guard<'_>],
    class: usize,
    from: Option<&Number>,
) -> Next {
    let model = &view.scheme().classes[class];
    let lacking = from
        .zip(one.total_on(model))
        .map(|(from, total)| from - total);
    Next {
        id: model.id.clone(),
        title: view.text(&model.title).to_owned(),
        lacking: lacking
            .filter(Number::is_positive)
            .map(|lacking| view.exact(&lacking)),
        closed_by: closed_by(view, one, floors, class),
    }
}

/// What closes a class for this nominee, whether its points are enough or not: what the
/// judgement says of it, or else the unmet standards and the floors that guard it.
fn closed_by(
    view: &Context<'_>,
    one: &ScoreSheet<'_>,
    floors: &[Guard<'_>],
    class: usize,
) -> Vec<String> {
    if let Some(withheld) = one.withheld().iter().find(|one| one.class == class) {
        let messages = withheld.by.iter();
        return messages.map(|by| view.reason(by)).collect();
    }
    let guards = |needed_for: &[NeededFor]| needed_for.contains(&NeededFor::Class(class));
    let rows = view.scheme().criteria.iter().zip(&one.marks);
    let standards = rows
        .filter(|(row, _)| row.unmet == Unmet::Refuse && guards(&row.needed_for))
        .filter(|(_, mark)| matches!(mark.outcome, Outcome::Met(false)))
        .map(|(row, _)| view.words.standard_unmet(view.text(&row.title)));
    let floors = floors
        .iter()
        .filter(|floor| !floor.told.reached && guards(floor.needed_for))
        .map(|floor| {
            view.words
                .floor_missed(&floor.told.title, &floor.told.needed)
        });
    standards.chain(floors).collect()
}

/// The place in the list; `None` for those who have none.
pub(super) fn place(view: &Context<'_>, nominee: usize) -> Option<Place> {
    let (list, place) = view.standing(nominee)?;
    let words = view.words;
    let scored = view.scheme().is_scored();
    let mut remarks: Vec<String> = shared(view, place).map(str::to_owned).into_iter().collect();
    if let Some(above) = view.above(nominee).filter(|_| !view.is_own)
        && let Some(step) = place.broken_by
    {
        let name = view.judged[above.nominee].name();
        remarks.push(words.below_by(scored, name, view.tie_in_words(step as usize)));
    }
    // What set the next below apart is the same step seen from above.
    if let Some(below) = view.below(nominee).filter(|_| !view.is_own)
        && let Some(step) = below.broken_by
    {
        let name = view.judged[below.nominee].name();
        remarks.push(words.above_by(scored, name, view.tie_in_words(step as usize)));
    }
    remarks.extend(view.settled(place));
    tell_conditions(view, nominee, &mut |remark| remarks.push(remark.to_owned()));
    Some(Place {
        list: view.list_title(list),
        rank: place.rank,
        of: list.places.len(),
        remarks,
    })
}

/// What the award's own rule found, where it says no; where that cannot be followed, the rule and
/// the values of what it reads.
fn denied(view: &Context<'_>, nominee: usize, award: usize) -> Option<String> {
    let one = &view.sheet(nominee);
    let rule = view.scheme().awards[award].when.as_ref()?;
    one.awards().get(award).filter(|terms| terms.denied)?;
    let asked = condition(view, one, award);
    if !asked.is_empty() {
        return Some(asked.join("; "));
    }
    let rule: Vec<_> = rule.text.split_whitespace().collect();
    let condition = view.words.condition(&rule.join(" "));
    let values = readings_late(view, one, RuleId::AwardWhen(award));
    let values = values.iter().map(reading);
    let said: Vec<_> = std::iter::once(condition).chain(values).collect();
    Some(said.join("; "))
}

fn text_of(view: &Context<'_>, text: Option<&Text>) -> Option<String> {
    text.map(|text| view.text(text).to_owned())
}

/// A sentence behind another word.
fn small(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// What became of a ranked nominee for each award.
pub(super) fn awards(view: &Context<'_>, nominee: usize) -> Vec<Award> {
    let words = view.words;
    let told = view.awards.iter().filter_map(|proposal| {
        let seat = proposal
            .proposed
            .iter()
            .find(|seat| seat.nominee == nominee);
        let contested = proposal.contested.iter().find(|one| one.nominee == nominee);
        let missed = proposal.missed.iter().find(|one| one.nominee == nominee);
        let (result, reason, text) = if let Some(seat) = seat {
            let text = if seat.beyond {
                words.proposed_beyond()
            } else {
                words.proposed()
            };
            let notes = view.seat_notes(proposal, seat).into_iter();
            let notes = notes.filter(|note| {
                let told = [
                    words.beyond(),
                    words.provisional(),
                    words.provisional_seat(),
                ];
                !told.contains(&note.as_str())
            });
            let open = view.in_the_way(proposal).filter(|_| !view.is_own);
            let notes = notes.chain(open.map(|said| small(said.trim_end_matches('.'))));
            let said: Vec<_> = std::iter::once(text.to_owned()).chain(notes).collect();
            ("proposed", None, said.join("; "))
        } else if let Some(one) = proposal.awaiting.iter().find(|one| one.nominee == nominee) {
            ("awaiting", Some(one.why.word()), view.awaits(one))
        } else if let Some(one) = contested {
            let lines = proposal.contested.iter();
            let people = lines.filter(|other| other.line == one.line).count();
            let text = match one.seats {
                Some(seats) => at_line(view, seats, people),
                None => small(waits(view, one.waits_for)),
            };
            ("contested", None, text)
        } else if let Some(one) = proposal
            .in_the_way
            .iter()
            .find(|one| one.nominee == nominee)
        {
            let text = words.in_the_way(view.takes_seat(*one));
            ("in_the_way", None, text)
        } else {
            let missed = missed?;
            let mut text = view.missed(proposal.award, missed);
            for said in view.rulings(proposal, nominee) {
                text = format!("{text}; {said}");
            }
            let by = denied(view, nominee, proposal.award);
            let text = by.map_or_else(|| text.clone(), |by| format!("{text}; {by}"));
            ("missed", Some(missed.reason.word()), text)
        };
        let award = &view.scheme().awards[proposal.award];
        Some(Award {
            award: award.id.clone(),
            title: view.text(&award.title).to_owned(),
            basis: text_of(view, award.basis.as_ref()),
            result,
            reason,
            text,
        })
    });
    told.collect()
}
