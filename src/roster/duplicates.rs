//! What only shows when rows lie beside each other: one nominee listed twice under two codes, one
//! unit spelled in two ways, one model put forward twice, a number in another unit of measure.
//!
//! All of it is doubt, told as warnings; what is certain is told by [`super::roll`]. It is asked of
//! lists that people keep by hand: beyond [`MOST_ROWS`] rows nothing is compared, so that very long
//! lists are read as fast and in as little memory as ever. Names are compared in groups of one
//! unit, and pair by pair only in small ones, so that the work does not grow with the square.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::near_names::{Name, pairs};
use super::nomination::RowAddress;
use super::problem::DuplicateProblem;
use super::row::{Draft, RowReader};
use crate::diagnostic::{Diagnostics, Place};
use crate::number;
use crate::number::Number;
use crate::rule::Rulebook;
use crate::scheme::{FactFrom, FactKind, FactValue, Subject};
use crate::table::names::Fixed;
use crate::text::casefold;
use crate::text::cut;
use crate::text::normalize;

/// Lists of more rows than these are not compared.
const MOST_ROWS: usize = 5_000;

/// Fewer numbers than these say nothing of each other.
const FEWEST_NUMBERS: usize = 5;

/// How far apart scales are that are taken for each other.
const SCALES: [Number; 4] = [number!(10), number!(100), number!(0.1), number!(0.01)];

/// How far apart units of amounts are: thousands and millions, square metres and hectares.
const AMOUNTS: [Number; 4] = [
    number!(1000),
    number!(10000),
    number!(0.001),
    number!(0.0001),
];

/// Everybody read so far, as long as they are compared.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    rows: Vec<Person>,
    /// By scheme and fact: the words that must be each one's own.
    own: BTreeMap<(usize, usize), Vec<Words>>,
    /// By scheme and fact: the numbers.
    numbers: BTreeMap<usize, Vec<Vec<Numbers>>>,
    is_given_up: bool,
}

/// Numbers of a column, and the row of each. Nearly all of them are right: where one stands is put
/// into words only if something is to be said of it.
#[derive(Debug)]
struct Numbers {
    /// Where the first of them stands.
    first: Place,
    all: Vec<(Number, u64)>,
}

impl Numbers {
    /// Whether the others stand in the same column of a table, so that the row tells them apart.
    fn is_column(&self) -> bool {
        matches!(self.first, Place::Cell { .. } | Place::Sheet { .. })
    }

    fn place(&self, number_of_row: u64) -> Place {
        let mut place = self.first.clone();
        if let Place::Cell { row, .. } | Place::Sheet { row, .. } = &mut place {
            *row = number_of_row;
        }
        place
    }
}

/// Words of a row, by its index, and where they stand.
type Words = (usize, String, Place);

#[derive(Debug)]
struct Person {
    id: Arc<str>,
    name: String,
    scheme: Option<usize>,
    subject: Option<Subject>,
    unit: Option<Arc<str>>,
    row: RowAddress,
    place: Place,
    unit_place: Place,
    /// Whether something is wrong with it that is told already.
    is_bad: bool,
}

impl Duplicates {
    /// Whether rows are still compared.
    pub(super) fn is_at_work(&self) -> bool {
        !self.is_given_up
    }

    /// Puts a row beside the others.
    pub(super) fn take(&mut self, draft: &Draft, reader: &RowReader<'_>) {
        if self.is_given_up || self.rows.len() >= MOST_ROWS {
            *self = Self {
                is_given_up: true,
                ..Self::default()
            };
            return;
        }
        let place = |column| reader.table.place(draft.key, column);
        if let Some(scheme) = draft.scheme {
            let facts = &reader.shared.books[scheme].scheme.facts;
            let numbers = self.numbers.entry(scheme).or_default();
            numbers.resize_with(facts.len(), Vec::new);
            for (at, (fact, given)) in facts.iter().zip(&draft.facts).enumerate() {
                let column = reader.columns.fact(scheme, at);
                let (Some(value), FactFrom::Nominee, Some(_)) = (given.value(), &fact.from, column)
                else {
                    continue;
                };
                let number = match value {
                    FactValue::Text(words) if fact.unique => {
                        let row = (self.rows.len(), words.to_string(), place(column));
                        self.own.entry((scheme, at)).or_default().push(row);
                        continue;
                    }
                    FactValue::Integer(number) => Number::from(*number),
                    FactValue::Number(number) => number.clone(),
                    _ => continue,
                };
                // A percentage up to 1 has been doubted at its cell.
                let is_told = fact.kind == FactKind::Percent && number <= Number::ONE;
                if number.is_positive() && !is_told {
                    let row = draft.key.number;
                    match numbers[at].last_mut().filter(|numbers| numbers.is_column()) {
                        Some(numbers) => numbers.all.push((number, row)),
                        None => numbers[at].push(Numbers {
                            first: place(column),
                            all: vec![(number, row)],
                        }),
                    }
                }
            }
        }
        self.rows.push(Person {
            id: Arc::clone(&draft.id),
            name: draft.name.clone(),
            scheme: draft.scheme,
            subject: draft.subject,
            unit: draft.unit.clone(),
            row: draft.row.clone(),
            place: place(reader.columns.of(Fixed::Name)),
            unit_place: place(reader.columns.of(Fixed::Unit)),
            is_bad: draft.is_bad,
        });
    }

    /// Puts rows beside these that were put beside each other elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        let before = self.rows.len();
        if self.is_given_up || other.is_given_up || before + other.rows.len() > MOST_ROWS {
            *self = Self {
                is_given_up: true,
                ..Self::default()
            };
            return;
        }
        self.rows.extend(other.rows);
        for (key, words) in other.own {
            let words = words.into_iter();
            let words = words.map(|(row, words, place)| (before + row, words, place));
            self.own.entry(key).or_default().extend(words);
        }
        for (scheme, of_scheme) in other.numbers {
            let numbers = self.numbers.entry(scheme).or_default();
            numbers.resize_with(of_scheme.len(), Vec::new);
            for (numbers, others) in numbers.iter_mut().zip(of_scheme) {
                numbers.extend(others);
            }
        }
    }

    /// Tells what shows once everybody was read.
    pub(super) fn close(&self, books: &[Rulebook], diagnostics: &mut Diagnostics) {
        self.names(diagnostics);
        self.units(diagnostics);
        self.blanks_below(diagnostics);
        self.models(books, diagnostics);
        self.measures(books, diagnostics);
    }

    /// One name twice within a scheme and a unit, or nearly.
    fn names(&self, diagnostics: &mut Diagnostics) {
        let mut groups: BTreeMap<_, Vec<Name<'_>>> = BTreeMap::new();
        let named = self.rows.iter().enumerate();
        for (at, person) in named.filter(|(_, it)| !it.name.is_empty()) {
            // Under two schemes one nominee stands twice by right.
            let unit = person.unit.as_deref().map(normalize);
            let group = (person.scheme, person.subject, unit);
            let group = groups.entry(group).or_default();
            group.push(Name::of(at, &person.name));
        }
        for (one, other, is_same) in groups.values().flat_map(|group| pairs(group)) {
            let (first, later) = (&self.rows[one], &self.rows[other]);
            // One code twice has been told.
            if first.id == later.id {
                continue;
            }
            let (name, id) = (cut(&later.name), cut(&first.id));
            let (other, first) = (cut(&first.name), first.row.told());
            let problem = if is_same {
                DuplicateProblem::NameTwice { name, id, first }
            } else {
                DuplicateProblem::NameNear {
                    name,
                    other,
                    id,
                    first,
                }
            };
            diagnostics.report(later.place.clone(), problem);
        }
    }

    /// One unit in two spellings.
    fn units(&self, diagnostics: &mut Diagnostics) {
        let mut units: BTreeMap<String, BTreeMap<&str, Vec<&Person>>> = BTreeMap::new();
        for person in &self.rows {
            if let Some(unit) = person.unit.as_deref() {
                let spellings = units.entry(normalize(unit)).or_default();
                spellings.entry(unit).or_default().push(person);
            }
        }
        for spellings in units.values().filter(|spellings| spellings.len() > 1) {
            // Most rows are right; among equals the first.
            let usual = spellings.values().max_by(|a, b| {
                let first =
                    |of: &&Vec<&Person>| of.first().map(|it| (it.row.file.to_string(), it.row.row));
                a.len().cmp(&b.len()).then_with(|| first(b).cmp(&first(a)))
            });
            let Some(usual) = usual.and_then(|usual| usual.first()) else {
                continue;
            };
            for (unit, people) in spellings {
                let Some(first) = people.first().filter(|it| it.unit != usual.unit) else {
                    continue;
                };
                let problem = DuplicateProblem::UnitSpelled {
                    unit: cut(unit),
                    other: cut(usual.unit.as_deref().unwrap_or_default()),
                    first: usual.row.told(),
                };
                diagnostics.report(first.unit_place.clone(), problem);
            }
        }
    }

    /// Rows that leave the unit blank below one that has it, as lists do that write it once a block.
    /// A field that has a say is required of each row anyway.
    fn blanks_below(&self, diagnostics: &mut Diagnostics) {
        for of_file in self.rows.chunk_by(|a, b| a.row.file == b.row.file) {
            let mut above: Option<Arc<str>> = None;
            let mut subject = None;
            let mut first: Option<(Place, Arc<str>)> = None;
            let mut rows = Vec::new();
            for person in of_file {
                let (value, place) = (person.unit.clone(), person.unit_place.clone());
                // A list that names its columns in each row has no blocks.
                if !matches!(place, Place::Cell { .. } | Place::Sheet { .. }) {
                    break;
                }
                // Lists of collectives and of people stand one below the other.
                if subject != Some(person.subject) {
                    above = None;
                }
                subject = Some(person.subject);
                match (value, &above) {
                    (None, Some(_)) if person.is_bad => {}
                    (None, Some(value)) => {
                        first.get_or_insert_with(|| (place, Arc::clone(value)));
                        rows.push(person.row.row.to_string());
                    }
                    (value, _) => above = value.or(above),
                }
            }
            if let Some((place, value)) = first {
                let problem = DuplicateProblem::BlankBelow {
                    above: cut(&value),
                    rows: some_of(rows),
                };
                diagnostics.report(place, problem);
            }
        }
    }

    /// What must be each one's own, and is nearly another's.
    fn models(&self, books: &[Rulebook], diagnostics: &mut Diagnostics) {
        for ((scheme, fact), all) in &self.own {
            let names: Vec<Name<'_>> = all
                .iter()
                .enumerate()
                .map(|(at, (_, words, _))| Name::of(at, words))
                .collect();
            for (one, other, _) in pairs(&names) {
                let ((first, words, _), (later, found, place)) = (&all[one], &all[other]);
                // What is the same to the letter is an error, and told.
                if casefold(words) == casefold(found) {
                    continue;
                }
                let (first, later) = (&self.rows[*first], &self.rows[*later]);
                if first.id == later.id {
                    continue;
                }
                let label = &books[*scheme].scheme.facts[*fact].label;
                let problem = DuplicateProblem::FactNear {
                    label: label.clone(),
                    found: cut(found),
                    other: cut(words),
                    id: cut(&first.id),
                    first: first.row.told(),
                };
                diagnostics.report(place.clone(), problem);
            }
        }
    }

    /// Numbers ten, a hundred or a thousand times as large or as small as all others.
    fn measures(&self, books: &[Rulebook], diagnostics: &mut Diagnostics) {
        let facts = self.numbers.iter().flat_map(|(scheme, numbers)| {
            let facts = &books[*scheme].scheme.facts;
            facts.iter().zip(numbers)
        });
        for (fact, numbers) in facts {
            let all = numbers.iter().flat_map(|of| &of.all);
            let mut sorted: Vec<Number> = all.map(|(number, _)| number.clone()).collect();
            sorted.sort_unstable();
            let Some(usual) = Usual::of(&sorted) else {
                continue;
            };
            // Scales of 1, 10 and 100 are taken for each other where there is a highest number;
            // amounts and counts in thousands and millions elsewhere.
            let is_scale = fact.kind == FactKind::Percent || fact.max.is_some();
            let times = if is_scale { &SCALES[..] } else { &AMOUNTS[..] };
            let each = numbers.iter().flat_map(|of| {
                let all = of.all.iter();
                all.map(move |(number, row)| (number, of, *row))
            });
            for (number, of, row) in each {
                let meant = usual.meant(number, times);
                let meant =
                    meant.filter(|meant| fact.is_in_range(&FactValue::Number(meant.clone())));
                let Some(meant) = meant else { continue };
                let problem = DuplicateProblem::UnitOfMeasure {
                    label: fact.label.clone(),
                    found: number.to_string(),
                    meant: meant.to_string(),
                    usual: format!("{}–{}", usual.low, usual.high),
                };
                diagnostics.report(of.place(row), problem);
            }
        }
    }
}

/// The first of some rows.
fn some_of(rows: Vec<String>) -> String {
    const SHOWN: usize = 12;
    let more = rows.len().saturating_sub(SHOWN);
    let shown: Vec<String> = rows.into_iter().take(SHOWN).collect();
    match more {
        0 => shown.join(", "),
        more => format!("{}, … (+{more})", shown.join(", ")),
    }
}

/// Where nearly all numbers of a column lie, if they lie close together.
#[derive(Debug)]
struct Usual {
    low: Number,
    high: Number,
}

impl Usual {
    /// Four of five must lie within three times of each other.
    fn of(sorted: &[Number]) -> Option<Self> {
        let many = sorted.len();
        if many < FEWEST_NUMBERS {
            return None;
        }
        let most = many - many / 5;
        let windows = sorted.windows(most);
        let close = windows.map(|window| (&window[0], &window[most - 1]));
        let close = close.filter(|(low, high)| {
            low.multiply(&number!(3))
                .is_some_and(|thrice| **high <= thrice)
        });
        let (low, high) = close.min_by_key(|(low, high)| high.subtract(low))?;
        Some(Self {
            low: low.clone(),
            high: high.clone(),
        })
    }

    /// The number that was perhaps meant by one that lies far from the others.
    fn meant(&self, number: &Number, times: &[Number]) -> Option<Number> {
        let five = number!(5);
        let is_far = number.multiply(&five).is_some_and(|much| much < self.low)
            || self.high.multiply(&five).is_some_and(|much| *number > much);
        if !is_far {
            return None;
        }
        let within = |meant: &Number| {
            let room = number!(1.2);
            meant.multiply(&room).is_some_and(|it| it >= self.low)
                && self.high.multiply(&room).is_some_and(|high| *meant <= high)
        };
        let mut meant = times.iter().filter_map(|times| number.multiply(times));
        meant.find(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(names: &[&str]) -> Vec<(usize, usize, bool)> {
        let names: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(at, it)| Name::of(at, it))
            .collect();
        pairs(&names)
    }

    #[test]
    fn one_name_in_two_spellings_is_found() {
        assert_eq!(
            like(&["Hội Nông dân xã Hoà Tiến", "hội nông dân xã Hòa Tiến"]),
            [(0, 1, true)]
        );
        assert_eq!(
            like(&["Hội Nông dân xã Hòa Tiến", "Hoi Nong dan xa Hoa Tien"]),
            [(0, 1, false)]
        );
        assert_eq!(
            like(&["Hội Nông dân xã Hòa Tiến", "Hội Nôngg dân xã Hòa Tiến"]),
            [(0, 1, false)]
        );
        assert_eq!(like(&["Hội Nông dân", "Hội Nôgn dân"]), [(0, 1, false)]);
    }

    #[test]
    fn two_names_are_two_names() {
        for names in [
            ["Hội Nông dân xã Hòa Tiến", "Hội Nông dân xã Hòa Liên"],
            ["Hội Nông dân xã Hòa Phú", "Hội Nông dân xã Hòa Phúc"],
            ["Tổ dân phố số 12", "Tổ dân phố số 13"],
            ["Tổ dân phố số 1", "Tổ dân phố số 11"],
            ["Thôn 1", "Thôn 2"],
        ] {
            assert_eq!(like(&names), [], "{names:?}");
        }
    }

    #[test]
    fn a_slip_of_the_unit_of_measure_shows_beside_the_others() {
        let sorted = |numbers: &[i64]| -> Vec<Number> {
            let mut sorted: Vec<Number> = numbers.iter().copied().map(Number::from).collect();
            sorted.sort_unstable();
            sorted
        };
        let usual = Usual::of(&sorted(&[90, 85, 9, 92, 95, 88])).expect("they lie close");
        assert_eq!(usual.meant(&number!(9), &SCALES), Some(number!(90)));
        assert_eq!(usual.meant(&number!(0.9), &SCALES), Some(number!(90)));
        assert_eq!(usual.meant(&number!(900), &SCALES), Some(number!(90.0)));
        assert_eq!(usual.meant(&number!(90000), &AMOUNTS), Some(number!(90)));
        assert_eq!(usual.meant(&number!(900), &AMOUNTS), None);
        assert_eq!(usual.meant(&number!(60), &SCALES), None);
        assert_eq!(usual.meant(&number!(3), &SCALES), None);
        // Where they lie apart, nothing can be said.
        assert!(Usual::of(&sorted(&[20, 1500, 90, 300, 9])).is_none());
        assert!(Usual::of(&sorted(&[90, 85, 9])).is_none());
    }
}
