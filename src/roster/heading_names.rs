//! What the headings of a list may name: the facts of the schemes, and what every list has.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Locale;
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactFrom, Scheme};
use crate::table::names::{Fixed, Layout};
use crate::table::{Heading, KnownNames, PlainHeading, plain};
use crate::text::casefold;
use crate::text::unaccented;

/// What a heading may name.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By folded name: the fact of each scheme, as scheme and fact index.
    pub(super) facts: BTreeMap<String, Vec<(usize, usize)>>,
    /// By the name of a label without what stands around it: the facts that may be meant.
    plain: BTreeMap<String, Vec<(usize, usize)>>,
    /// By folded name: a fact that stands in another kind of file, or in none.
    elsewhere: BTreeMap<String, (usize, usize)>,
}

/// What a heading names.
pub(super) enum Named {
    Fixed(Fixed),
    /// A fact of each scheme.
    Facts(Vec<(usize, usize)>),
    /// A fact that stands in another kind of file, or in none.
    Elsewhere((usize, usize)),
    /// Several things that are no facts of one name, as they are called.
    Several(String),
    Nothing,
}

impl Names {
    /// Every name of every fact of every scheme. An id outweighs the label of another fact.
    pub(super) fn of(schemes: &[&Scheme], layout: Layout) -> Self {
        let mut names = Self::default();
        for (at, scheme) in schemes.iter().enumerate() {
            // What people mark stands in no table of facts.
            let facts = scheme.facts.iter().enumerate();
            let facts = facts.filter(|(_, fact)| !fact.from.is_marks());
            let ids: Vec<String> = scheme.facts.iter().map(|fact| casefold(&fact.id)).collect();
            for (fact_at, fact) in facts.clone() {
                names.add(ids[fact_at].clone(), (at, fact_at), holds(layout, fact));
            }
            for (fact_at, fact) in facts {
                names.add_plain(fact, (at, fact_at), holds(layout, fact));
                for name in labels(fact) {
                    if !ids.contains(&name) {
                        names.add(name, (at, fact_at), holds(layout, fact));
                    }
                }
            }
        }
        names
    }

    /// What a heading names; where nothing is called so, what is but for its accents.
    pub(super) fn find(&self, heading: &Heading, layout: Layout) -> Named {
        let exactly = |name: &String| {
            let fixed = layout.find(name).map(Named::Fixed);
            let facts = || self.facts.get(name).cloned().map(Named::Facts);
            let elsewhere = || self.elsewhere.get(name).copied().map(Named::Elsewhere);
            fixed.or_else(facts).or_else(elsewhere)
        };
        let called = heading.names();
        if let Some(named) = called.iter().find_map(exactly) {
            return named;
        }
        let named = called
            .iter()
            .map(|name| self.find_bare(&unaccented(name), layout));
        let mut named = named.filter(|named| !matches!(named, Named::Nothing));
        named.next().unwrap_or(Named::Nothing)
    }

    /// What some words without accents name.
    fn find_bare(&self, bare: &str, layout: Layout) -> Named {
        let fixed = layout
            .fixed()
            .filter(|(_, en, vi)| bare == *en || bare == unaccented(vi));
        let fixed: Vec<_> = fixed.collect();
        let mut facts: Vec<(usize, usize)> = Vec::new();
        let mut names = fixed
            .iter()
            .map(|(_, _, vi)| format!("`{vi}`"))
            .collect::<Vec<_>>();
        for (name, of_name) in self
            .facts
            .iter()
            .filter(|(name, _)| unaccented(name) == bare)
        {
            names.push(format!("`{name}`"));
            for fact in of_name {
                if !facts.contains(fact) {
                    facts.push(*fact);
                }
            }
        }
        match fixed.as_slice() {
            [] if facts.is_empty() => {
                let mut elsewhere = self.elsewhere.iter();
                let named = elsewhere.find(|(name, _)| unaccented(name) == bare);
                named.map_or(Named::Nothing, |(_, fact)| Named::Elsewhere(*fact))
            }
            [] => Named::Facts(facts),
            [(fixed, _, _)] if facts.is_empty() => Named::Fixed(*fixed),
            _ => Named::Several(names.join(", ")),
        }
    }

    /// A label that has brackets of its own is called by all of it.
    fn add_plain(&mut self, fact: &Fact, at: (usize, usize), is_here: bool) {
        let labels = fact.label.wordings().map(PlainHeading::of);
        for label in labels.filter(|it| is_here && it.brackets.is_empty()) {
            let facts = self.plain.entry(label.name).or_default();
            if !facts.contains(&at) {
                facts.push(at);
            }
        }
    }

    /// The facts that a heading may mean by its name alone; none where it may mean several of one
    /// scheme.
    pub(super) fn find_plain(&self, plain: &PlainHeading) -> &[(usize, usize)] {
        let facts = self.plain.get(&plain.name).map_or(&[][..], Vec::as_slice);
        let schemes: BTreeSet<usize> = facts.iter().map(|(scheme, _)| *scheme).collect();
        match schemes.len() == facts.len() {
            true => facts,
            false => &[],
        }
    }

    fn add(&mut self, name: String, fact: (usize, usize), is_here: bool) {
        if !is_here {
            self.elsewhere.entry(name).or_insert(fact);
            return;
        }
        let facts = self.facts.entry(name).or_default();
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// Whether the facts of such a file come from there.
pub(super) fn holds(layout: Layout, fact: &Fact) -> bool {
    match layout {
        Layout::Nominations { .. } => fact.from == FactFrom::Nominee,
        Layout::Units => fact.from == FactFrom::Unit,
    }
}

/// What a fact is called above its column: its label, also with its unit in brackets.
fn labels(fact: &Fact) -> Vec<String> {
    let mut labels: Vec<_> = fact.label.wordings().map(casefold).collect();
    if let Some(unit) = &fact.unit {
        for locale in Locale::ALL {
            let (label, unit) = (fact.label.get(locale), unit.get(locale));
            labels.push(casefold(&format!("{label} ({unit})")));
        }
    }
    labels
}

/// What to write above the column of a fact, so that it is known by it: the first of its label, its
/// label with its unit, and its id that names no other column.
pub(super) fn heading(scheme: &Scheme, fact: usize, locale: Locale) -> String {
    let it = &scheme.facts[fact];
    let layout = match it.from {
        FactFrom::Unit => Layout::Units,
        _ => Layout::Nominations {
            needs_subject: true,
        },
    };
    let names = Names::of(&[scheme], layout);
    let label = it.label.get(locale);
    let unit = it.unit.as_ref().map(|unit| unit.get(locale));
    let measured = unit.map(|unit| format!("{label} ({unit})"));
    let is_clear = |heading: &String| {
        let folded = casefold(heading);
        let named = names.facts.get(&folded).map(Vec::as_slice);
        layout.find(&folded).is_none() && named == Some(&[(0, fact)])
    };
    let mut headings = std::iter::once(label.to_owned()).chain(measured);
    headings.find(is_clear).unwrap_or_else(|| it.id.clone())
}

/// The headings of some columns, as messages name them.
pub(super) fn listed(headings: &[Heading], columns: &BTreeSet<usize>) -> String {
    let listed = columns.iter().map(|at| format!("`{}`", headings[*at].text));
    match listed.collect::<Vec<_>>() {
        none if none.is_empty() => "–".to_owned(),
        listed => listed.join(", "),
    }
}

/// What the parts of the schemes are called.
pub(crate) fn known_names(books: &[Rulebook]) -> KnownNames {
    let schemes = || books.iter().map(|book| &book.scheme);
    let facts = schemes().flat_map(|scheme| &scheme.facts);
    let facts = facts.filter(|fact| !fact.from.is_marks());
    let criteria = schemes().flat_map(|scheme| &scheme.criteria);
    let criteria = plain(criteria.flat_map(|it| it.title.wordings().chain([it.id.as_str()])));
    let groups = schemes().flat_map(|scheme| &scheme.groups);
    let mut groups = plain(groups.flat_map(|it| it.title.wordings().chain([it.id.as_str()])));
    groups.retain(|name| !criteria.contains(name));
    let stages = schemes().flat_map(|scheme| &scheme.stages);
    KnownNames {
        is_one_stage: schemes().all(|scheme| scheme.stages.len() == 1),
        facts: plain(facts.flat_map(|it| it.label.wordings().chain([it.id.as_str()]))),
        criteria,
        groups,
        stages: plain(stages.flat_map(|it| it.title.wordings().chain([it.id.as_str()]))),
    }
}
