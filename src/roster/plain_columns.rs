//! Headings that name no column to the letter: what they mean without what offices write around a
//! name, and which column that is missing they may be meant for.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::heading_names::{Names, holds};
use super::problem::RosterProblem;
use crate::diagnostic::{Diagnostics, nearest};
use crate::locale::Locale;
use crate::scheme::{Fact, FactKind, Scheme};
use crate::table::names::{Fixed, Layout, is_numbering};
use crate::table::{Heading, PlainHeading};
use crate::text::{casefold, unaccented};

/// Words of a unit by which numbers would be others.
const SCALES: [&str; 18] = [
    "nghin", "ngan", "trieu", "ty", "tram", "chuc", "tan", "ta", "kg", "km", "m2", "m²", "ha",
    "dong", "usd", "thousand", "million", "billion",
];

/// The headings that name no column to the letter.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Which headings, in their order.
    pub(super) headings: Vec<usize>,
    /// Those that are not understood.
    pub(super) unknown: BTreeSet<usize>,
    /// What was understood: `“heading” → “column”`.
    pub(super) assumed: Vec<String>,
}

/// What may be known of the columns of a list.
type Known<'n> = (&'n Names, Layout);

impl Pending {
    /// Gives each heading the column that it means, asks about those that are nearly one, and lists
    /// the others as unknown.
    pub(super) fn settle(
        &mut self,
        columns: &mut Columns,
        headings: &[Heading],
        known: Known<'_>,
        schemes: &[&Scheme],
        diagnostics: &mut Diagnostics,
    ) {
        let mut left = Vec::new();
        let mut plain = BTreeSet::new();
        for at in std::mem::take(&mut self.headings) {
            let heading = &headings[at];
            if is_numbering(&casefold(&heading.text)) {
                continue;
            }
            match self.take(at, heading, columns, known, schemes) {
                Ok(()) => {
                    plain.insert(at);
                }
                Err(Some(first)) if plain.contains(&first) => {
                    let problem = RosterProblem::ColumnTwice {
                        heading: heading.text.clone(),
                        first: headings[first].text.clone(),
                    };
                    diagnostics.report(heading.place.clone(), problem);
                }
                Err(_) => left.push(at),
            }
        }
        for at in left {
            if !report_near(&headings[at], columns, known, schemes, diagnostics) {
                self.unknown.insert(at);
            }
        }
    }

    /// Gives a heading the column that it means by its name alone.
    ///
    /// # Errors
    /// It means none, or one that another heading has already: which.
    fn take(
        &mut self,
        at: usize,
        heading: &Heading,
        columns: &mut Columns,
        (names, layout): Known<'_>,
        schemes: &[&Scheme],
    ) -> Result<(), Option<usize>> {
        let mut taken = None;
        for name in heading.names() {
            let plain = PlainHeading::of(&name);
            let facts = names.find_plain(&plain);
            let fact = |(scheme, fact): &(usize, usize)| &schemes[*scheme].facts[*fact];
            if !facts.is_empty() && facts.iter().all(|it| fits(fact(it), &plain)) {
                let stands = |(scheme, fact): &(usize, usize)| columns.facts[*scheme][*fact];
                if let Some(first) = facts.iter().find_map(stands) {
                    taken = taken.or(Some(first));
                    continue;
                }
                for (scheme, fact) in facts {
                    columns.facts[*scheme][*fact] = Some(at);
                }
                if facts.iter().any(|it| !is_clear(fact(it), &plain)) {
                    let column = fact(&facts[0]).label.get(Locale::Vi);
                    self.assumed
                        .push(format!("“{}” → “{column}”", heading.text));
                }
                return Ok(());
            }
            for fixed in fixed_of(&plain, layout) {
                let column = &mut columns.fixed[fixed as usize];
                if let Some(first) = column {
                    taken = taken.or(Some(*first));
                    continue;
                }
                *column = Some(at);
                if plain.is_shortened {
                    let column = fixed.heading(Locale::Vi);
                    self.assumed
                        .push(format!("“{}” → “{column}”", heading.text));
                }
                return Ok(());
            }
        }
        Err(taken)
    }
}

/// The fixed columns that a name may mean.
fn fixed_of(plain: &PlainHeading, layout: Layout) -> Vec<Fixed> {
    let own = layout.fixed();
    let own = own.filter(|(_, en, vi)| plain.name == *en || plain.name == unaccented(vi));
    let own = own.map(|(fixed, _, _)| fixed);
    own.chain(layout.others(&plain.name)).collect()
}

/// Whether what stands in brackets leaves the numbers below what the fact says they are.
fn fits(fact: &Fact, plain: &PlainHeading) -> bool {
    plain.brackets.iter().all(|bracket| {
        let is_share = bracket.contains('%') || bracket.contains('‰');
        if is_share {
            return fact.kind == FactKind::Percent && !bracket.contains('‰');
        }
        let is_scaled = unaccented(bracket)
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| SCALES.contains(&word));
        fact.unit.is_none() && fact.kind != FactKind::Percent
            || is_unit(fact, bracket)
            || !is_scaled
    })
}

/// Whether nothing but a unit was left out of a heading.
fn is_clear(fact: &Fact, plain: &PlainHeading) -> bool {
    let is_clear = |bracket: &String| {
        is_unit(fact, bracket) || bracket == "%" && fact.kind == FactKind::Percent
    };
    !plain.is_shortened || !plain.brackets.is_empty() && plain.brackets.iter().all(is_clear)
}

fn is_unit(fact: &Fact, bracket: &str) -> bool {
    let unit = fact.unit.as_ref();
    unit.is_some_and(|unit| unit.wordings().any(|unit| casefold(unit) == bracket))
}

/// Reports a heading that is nearly the name of a column that is missing, most likely misspelled or
/// cut short; whether it is one.
fn report_near(
    heading: &Heading,
    columns: &mut Columns,
    (names, layout): Known<'_>,
    schemes: &[&Scheme],
    diagnostics: &mut Diagnostics,
) -> bool {
    let missing = missing(columns, layout, schemes);
    let folded = casefold(&heading.text);
    let plain = PlainHeading::of(&heading.text).name;
    let known = missing.iter().flat_map(|it| &it.names).map(String::as_str);
    let near = nearest(&folded, known.clone()).or_else(|| nearest(&plain, known));
    let near = near.and_then(|near| missing.iter().find(|it| it.names.contains(&near)));
    // Many words in common are asked about only where nothing goes on without the column.
    let mut alike = missing
        .iter()
        .filter(|it| it.is_needed && it.names.iter().any(|name| shares_words(&plain, name)));
    let near = near.or_else(|| alike.next().filter(|_| alike.next().is_none()));
    let Some(near) = near else { return false };
    let problem = RosterProblem::NearColumn {
        heading: heading.text.clone(),
        column: near.shown.clone(),
    };
    diagnostics.report(heading.place.clone(), problem);
    let same = near.names.iter().filter_map(|name| names.facts.get(name));
    columns
        .meant
        .extend(near.fact.into_iter().chain(same.flatten().copied()));
    true
}

/// A column that no heading names.
struct Missing {
    /// Its scheme and fact; `None` for one that every list has.
    fact: Option<(usize, usize)>,
    /// Its names, as people compare them.
    names: Vec<String>,
    /// As messages show it.
    shown: String,
    is_needed: bool,
}

fn missing(columns: &Columns, layout: Layout, schemes: &[&Scheme]) -> Vec<Missing> {
    let fixed = layout.fixed();
    let fixed = fixed.filter(|(fixed, _, _)| columns.of(*fixed).is_none());
    let fixed = fixed.map(|(fixed, en, vi)| Missing {
        fact: None,
        names: vec![en.to_owned(), casefold(vi)],
        shown: vi.to_owned(),
        is_needed: layout.needs(fixed),
    });
    let facts = schemes.iter().enumerate().flat_map(|(at, scheme)| {
        let facts = scheme.facts.iter().enumerate();
        facts.map(move |(fact_at, fact)| ((at, fact_at), fact))
    });
    let facts = facts.filter(|((scheme, at), fact)| {
        holds(layout, fact)
            && columns.fact(*scheme, *at).is_none()
            && !columns.meant.contains(&(*scheme, *at))
    });
    let facts = facts.map(|(at, fact)| Missing {
        fact: Some(at),
        names: std::iter::once(casefold(&fact.id))
            .chain(fact.label.wordings().map(casefold))
            .collect(),
        shown: match fact.label.get(Locale::Vi) {
            "" => fact.id.clone(),
            label => label.to_owned(),
        },
        is_needed: fact.required,
    });
    fixed.chain(facts).collect()
}

/// Whether one of two names has all words of the other, in their order, and hardly more than as many
/// again; `plain` is without accents.
fn shares_words(plain: &str, name: &str) -> bool {
    let name = unaccented(name);
    let (plain, name): (Vec<&str>, Vec<&str>) =
        (plain.split(' ').collect(), name.split(' ').collect());
    let (few, many) = match plain.len() < name.len() {
        true => (plain, name),
        false => (name, plain),
    };
    let mut rest = many.iter();
    few.len() >= 2 && few.len() * 2 > many.len() && few.iter().all(|word| rest.any(|it| it == word))
}
