//! What is known of the nominees' units, from `units.csv`: said once a unit, whoever is nominated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::cell::{CellReader, Read};
use super::column_doubts::ColumnDoubts;
use super::columns::Columns;
use super::fault::Fault;
use super::file::DataFile;
use super::nomination::RowAddress;
use super::problem::{CouncilProblem, RosterProblem};
use super::words::words;
use crate::diagnostic::{Diagnostics, Place, SimilarNames};
use crate::locale::{Locale, Text};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactEntry, FactFrom, Scheme};
use crate::table::Kind;
use crate::table::names::{Fixed, Layout};
use crate::table::{Row, Table};
use crate::text::{cut, normalize};

/// The units, each known by its index.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// By name as it is meant.
    names: BTreeMap<String, usize>,
    /// The same names, once one that is near to another is looked for.
    similar: OnceLock<SimilarNames>,
    units: Vec<Unit>,
    /// By scheme: which of its facts are about the unit, by index.
    facts: Vec<Vec<usize>>,
    /// What each file has columns for.
    files: Vec<(Arc<str>, Columns)>,
    /// Whether there are any files, readable or not.
    are_given: bool,
    /// Whether some file could not be understood, so that a unit may be there and not known.
    are_doubtful: bool,
}

/// A unit.
#[derive(Debug)]
struct Unit {
    name: String,
    place: Place,
    row: RowAddress,
    /// By scheme: its facts about the unit.
    facts: Vec<Vec<FactEntry>>,
}

/// Reads every file of units.
pub(super) fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    diagnostics: &mut Diagnostics,
) -> Units {
    let schemes: Vec<&Scheme> = books.iter().map(|book| &book.scheme).collect();
    let mut units = Units {
        facts: schemes.iter().map(|scheme| of_units(scheme)).collect(),
        ..Units::default()
    };
    let files = files.iter().filter(|file| file.kind == Kind::Units);
    for file in files.filter(|file| !file.is_blank_form()) {
        units.are_given = true;
        let sheet = file.table(diagnostics);
        let columns = sheet.as_ref().and_then(|sheet| {
            let (file, headings) = (sheet.file(), sheet.headings());
            Columns::understand(file, headings, &schemes, Layout::Units, diagnostics)
        });
        let (Some(sheet), Some(columns)) = (sheet, columns) else {
            units.are_doubtful = true;
            continue;
        };
        let reader = UnitReader {
            sheet: &*sheet,
            columns: &columns,
            readers: units.readers(&schemes),
        };
        let mut doubts = ColumnDoubts::default();
        sheet.visit(diagnostics, &mut |mut row, diagnostics| {
            let mut found = std::mem::take(&mut row.found);
            match reader.read(&row, &units.facts, &mut doubts, &mut found) {
                Some(unit) => units.add(unit, &mut found),
                None => units.are_doubtful = true,
            }
            diagnostics.append(found);
        });
        doubts.close(&*sheet, diagnostics);
        units.files.push((Arc::clone(sheet.file()), columns));
    }
    units
}

/// The facts of a scheme that are about the unit.
fn of_units(scheme: &Scheme) -> Vec<usize> {
    let facts = scheme.facts.iter().enumerate();
    let of_units = facts.filter(|(_, fact)| fact.from == FactFrom::Unit);
    of_units.map(|(at, _)| at).collect()
}

/// Reads the rows of one file.
struct UnitReader<'a> {
    sheet: &'a dyn Table,
    columns: &'a Columns,
    /// By scheme, for its facts about the unit.
    readers: Vec<Vec<CellReader<'a>>>,
}

impl UnitReader<'_> {
    /// A unit from a row; nothing where it has no readable name.
    fn read(
        &self,
        row: &Row<'_>,
        facts: &[Vec<usize>],
        doubts: &mut ColumnDoubts,
        found: &mut Diagnostics,
    ) -> Option<Unit> {
        let column = self.columns.of(Fixed::Unit)?;
        let place = |column| self.sheet.place(row.key, Some(column));
        let heading = &self.sheet.headings()[column].text;
        let name = match words(row.cells[column], heading) {
            Ok(Some(name)) => name.into_owned(),
            Ok(None) => {
                // A row whose shape is wrong lacks nothing in particular.
                if !found.has_errors() {
                    let heading = heading.clone();
                    found.report(place(column), CouncilProblem::EmptyCell { heading });
                }
                return None;
            }
            Err(Fault { problem, meant }) => {
                found.suggest(place(column), *problem, meant);
                return None;
            }
        };
        // What two schemes find wrong with one cell is one fault.
        let mut told = BTreeSet::new();
        let mut given = Vec::with_capacity(facts.len());
        for (scheme, facts) in facts.iter().enumerate() {
            let readers = self.readers[scheme].iter().zip(facts);
            let read = readers.map(|(reader, fact)| {
                let Some(column) = self.columns.fact(scheme, *fact) else {
                    return FactEntry::Missing;
                };
                match reader.read(row.cells[column]) {
                    Ok(Read { given, doubt }) => {
                        let at = (row.key, column);
                        let is_new = doubt.is_none() || told.insert(column);
                        let doubt = is_new.then(|| doubts.take(at, &given, reader, doubt));
                        if let Some(doubt) = doubt.flatten() {
                            found.report(place(column), reader.asked(doubt));
                        }
                        given
                    }
                    Err(Fault { problem, meant }) => {
                        if told.insert(column) {
                            found.suggest(place(column), *problem, meant);
                        }
                        FactEntry::Missing
                    }
                }
            });
            given.push(read.collect());
        }
        Some(Unit {
            name,
            place: place(column),
            row: RowAddress {
                file: Arc::clone(self.sheet.file()),
                row: row.key.number,
            },
            facts: given,
        })
    }
}

impl Units {
    fn readers<'a>(&self, schemes: &[&'a Scheme]) -> Vec<Vec<CellReader<'a>>> {
        let of_scheme = |(scheme, facts): (&&'a Scheme, &Vec<usize>)| {
            let scheme: &'a Scheme = scheme;
            let facts = facts.iter().map(|fact| &scheme.facts[*fact]);
            facts.map(CellReader::new).collect()
        };
        schemes.iter().zip(&self.facts).map(of_scheme).collect()
    }

    fn add(&mut self, unit: Unit, found: &mut Diagnostics) {
        let first = self.names.entry(normalize(&unit.name));
        let at = *first.or_insert(self.units.len());
        if let Some(first) = self.units.get(at) {
            let problem = CouncilProblem::UnitTwice {
                unit: cut(&unit.name),
                first: first.row.told(),
            };
            found.report(unit.place, problem);
            return;
        }
        self.units.push(unit);
    }

    /// The unit of that name, by index.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        if self.units.is_empty() {
            return None;
        }
        self.names.get(&normalize(name)).copied()
    }

    /// Fills in what is known of a unit among the facts of one of its nominees.
    pub(super) fn fill(&self, unit: usize, scheme: usize, facts: &mut [FactEntry]) {
        let given = &self.units[unit].facts[scheme];
        for (fact, given) in self.facts[scheme].iter().zip(given) {
            facts[*fact] = given.clone();
        }
    }

    /// What is wrong with a nominee's unit, if its scheme asks for facts about it, with a unit
    /// that may have been meant.
    pub(super) fn fault(
        &self,
        scheme: (usize, &Scheme),
        id: &str,
        unit: Option<&str>,
    ) -> Option<(RosterProblem, Option<String>)> {
        let (at, scheme) = scheme;
        if self.facts[at].is_empty() || !self.are_given || self.are_doubtful {
            return None;
        }
        let Some(unit) = unit else {
            let mut facts = self.facts[at].iter().map(|fact| &scheme.facts[*fact]);
            let id = cut(id);
            let needs = facts.any(|fact: &Fact| fact.required);
            return needs.then_some((RosterProblem::NoUnit { id }, None));
        };
        if self.find(unit).is_some() {
            return None;
        }
        let names = || SimilarNames::of(self.names.keys().map(String::as_str));
        let near = self.similar.get_or_init(names).nearest(&normalize(unit));
        let meant = near.map(|near| self.units[self.names[near]].name.clone());
        let unit = cut(unit);
        Some((RosterProblem::UnknownUnit { unit }, meant))
    }

    /// What can only be told once every nominee is known: units that nobody names, and facts
    /// about units that nothing tells though some nominee's scheme needs them.
    pub(super) fn close(
        &self,
        named: &BTreeSet<usize>,
        judging: &[bool],
        books: &[Rulebook],
        first: &str,
        diagnostics: &mut Diagnostics,
    ) {
        for (_, unit) in self
            .units
            .iter()
            .enumerate()
            .filter(|(at, _)| !named.contains(at))
        {
            let problem = CouncilProblem::UnitUnused {
                unit: cut(&unit.name),
            };
            diagnostics.report(unit.place.clone(), problem);
        }
        let schemes = books.iter().map(|book| &book.scheme).enumerate();
        for (at, scheme) in schemes.filter(|(at, _)| judging[*at]) {
            for (file, columns) in &self.files {
                columns.warn_of_missing(file, (at, scheme), Layout::Units, diagnostics);
            }
            let facts = self.facts[at].iter().map(|fact| &scheme.facts[*fact]);
            let needed: Vec<_> = facts.filter(|fact| fact.required).collect();
            if self.are_given || needed.is_empty() {
                continue;
            }
            let labels = |locale: Locale| {
                let labels = needed.iter().map(|fact| fact.label.get(locale));
                let labels = labels.map(|label| format!("`{label}`"));
                labels.collect::<Vec<_>>().join(", ")
            };
            let problem = CouncilProblem::UnitsMissing {
                scheme: scheme.id.clone(),
                facts: Text::each(labels),
            };
            diagnostics.report(Place::File(first.into()), problem);
        }
    }
}
