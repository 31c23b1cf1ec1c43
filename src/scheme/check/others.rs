//! What schemes promise of each other: whose class a fact may be (`class_in`).

use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::document::Spanned;
use crate::scheme::order::asked_before;
use crate::scheme::{Fact, Scheme, SchemeProblem, Subject};

/// Checks what the schemes of one review say of each other.
pub fn check_others(schemes: &[&Scheme], diagnostics: &mut Diagnostics) {
    for scheme in schemes {
        for fact in &scheme.facts {
            if let Some(asked) = fact.from.class_in() {
                class_in(scheme, fact, asked, schemes, diagnostics);
            }
        }
    }
}

fn class_in(
    scheme: &Scheme,
    fact: &Fact,
    asked: &Spanned<String>,
    schemes: &[&Scheme],
    diagnostics: &mut Diagnostics,
) {
    let place = || Place::text(&scheme.source, asked.span.clone());
    let id = asked.value.clone();
    let versions = schemes.iter().filter(|other| other.id == id);
    if versions.clone().next().is_none() {
        let known = schemes.iter().map(|other| other.id.as_str());
        let known = known.filter(|known| *known != scheme.id);
        let meant = nearest(&id, known);
        diagnostics.suggest(place(), SchemeProblem::ClassInUnknown { id }, meant);
        return;
    }
    if let Some(path) = circle(&scheme.id, &id, schemes) {
        diagnostics.report(place(), SchemeProblem::ClassInCircle { path });
        return;
    }
    // A version that is never in force beside this one says nothing about it.
    for other in versions.filter(|other| other.in_force.overlaps(scheme.in_force)) {
        if let Some(subject) = other.subject.filter(|it| *it != Subject::Collective) {
            let problem = SchemeProblem::ClassInSubject {
                id,
                subject: subject.text(),
            };
            diagnostics.report(place(), problem);
            return;
        }
        if other.classes.is_empty() {
            diagnostics.report(place(), SchemeProblem::ClassInNoClasses { id });
            return;
        }
        let classes = || other.classes.iter().map(|class| class.id.as_str());
        let choices = || fact.choices().iter().map(|(word, _)| &**word);
        // If nothing is declared, that has been reported.
        if choices().next().is_some() && !classes().eq(choices()) {
            let problem = SchemeProblem::ClassInChoices {
                id,
                classes: quoted(classes()),
                found: quoted(choices()),
            };
            diagnostics.report(place(), problem);
            return;
        }
    }
}

/// The way from a scheme to one whose classes it takes and back again, if there is one.
fn circle(from: &str, to: &str, schemes: &[&Scheme]) -> Option<String> {
    let mut ways = vec![vec![to]];
    let mut seen = vec![to];
    while let Some(way) = ways.pop() {
        let last = way.last().copied()?;
        if last == from {
            let path = std::iter::once(from).chain(way);
            let path: Vec<String> = path.map(|id| format!("`{id}`")).collect();
            return Some(path.join(" → "));
        }
        for next in asked_before(last, schemes) {
            if !seen.contains(&next) {
                seen.push(next);
                ways.push(way.iter().copied().chain([next]).collect());
            }
        }
    }
    None
}

fn quoted<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words = words.map(|word| format!("`{word}`"));
    words.collect::<Vec<_>>().join(", ")
}
