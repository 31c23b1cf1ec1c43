//! Awards of earlier years, from `history.csv`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::{Fault, words};
use super::csv::Sheet;
use super::grid::{Heading, Row, Table as _, fold};
use super::problem::DossierProblem;
use super::spelling::cut;
use super::{DataFile, Kind};
use crate::diagnostic::{Diagnostics, Place};
use crate::rule::Rulebook;
use crate::scheme::PastAward;

/// The columns, by the headings that name them; only the first three are needed.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("nominee", &["mã", "id"]),
    ("year", &["năm"]),
    ("award", &["hình thức", "danh hiệu", "hình thức/danh hiệu"]),
    // Read by people; no rule asks for it yet.
    ("achievement", &["thành tích"]),
];

/// How messages name the compulsory columns in Vietnamese.
const HEADINGS: [(&str, &str); 3] = [("nominee", "Mã"), ("year", "Năm"), ("award", "Hình thức")];

/// Past awards by nominee, and where each nominee is first met.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Past awards by nominee id, ordered by year and award once [`read`] is done.
    pub(super) awards: BTreeMap<Arc<str>, Vec<PastAward>>,
    first: BTreeMap<Arc<str>, Place>,
}

/// The awards that the schemes know, by every name people may give them.
struct Awards {
    ids: BTreeMap<String, BTreeSet<String>>,
    unknown: BTreeSet<String>,
}

/// Reads every file of past awards.
pub(super) fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    diagnostics: &mut Diagnostics,
) -> History {
    let mut history = History::default();
    let mut awards = Awards::of(books);
    for file in files.iter().filter(|file| file.kind == Kind::History) {
        let Some(sheet) = Sheet::open(file.name, file.bytes, diagnostics) else {
            continue;
        };
        let Some(columns) = columns(sheet.file(), sheet.headings(), diagnostics) else {
            continue;
        };
        sheet.visit(diagnostics, &mut |row, diagnostics| {
            history.take(&row, columns, &sheet, &mut awards, diagnostics);
            diagnostics.append(row.found);
        });
    }
    for awards in history.awards.values_mut() {
        awards.sort();
    }
    history
}

impl History {
    fn take(
        &mut self,
        row: &Row<'_>,
        [nominee, year, award]: [usize; 3],
        sheet: &Sheet,
        awards: &mut Awards,
        diagnostics: &mut Diagnostics,
    ) {
        let place = |column| sheet.place(row.key, Some(column));
        let mut text = |column: usize| {
            let label = &sheet.headings()[column].text;
            words(row.cells[column], label).map_err(|Fault { problem, meant }| {
                diagnostics.suggest(place(column), *problem, meant);
            })
        };
        let (id, year_text, award_text) = (text(nominee), text(year), text(award));
        // A cell that could not be read is reported so, and not as an empty one too.
        let year_is_read = year_text.is_ok();
        let year_text = year_text.unwrap_or_default().unwrap_or_default();
        let four = year_text.len() == 4 && year_text.bytes().all(|byte| byte.is_ascii_digit());
        let found_year = year_text.parse().ok().filter(|_| four);
        if id == Ok(None) {
            diagnostics.report(place(nominee), DossierProblem::HistoryNoNominee {});
        }
        if found_year.is_none() && year_is_read {
            let problem = if year_text.is_empty() {
                DossierProblem::HistoryNoYear {}
            } else {
                let found = cut(&year_text);
                DossierProblem::HistoryYear { found }
            };
            diagnostics.report(place(year), problem);
        }
        if award_text == Ok(None) {
            diagnostics.report(place(award), DossierProblem::HistoryNoAward {});
        }
        if let (Ok(Some(id)), Some(year), Ok(Some(text))) = (id, found_year, award_text) {
            let id: Arc<str> = id.as_ref().into();
            let award = awards.id(&text, || place(award), diagnostics);
            self.first
                .entry(Arc::clone(&id))
                .or_insert_with(|| place(nominee));
            self.awards
                .entry(id)
                .or_default()
                .push(PastAward { year, award });
        }
    }

    /// Those with past awards who are not nominated.
    pub(super) fn strangers(&self, is_nominated: impl Fn(&str) -> bool) -> Vec<Arc<str>> {
        let ids = self.awards.keys().filter(|id| !is_nominated(id));
        ids.map(Arc::clone).collect()
    }

    /// The awards of the others; of each stranger there is one warning.
    pub(super) fn without(
        mut self,
        strangers: Vec<Arc<str>>,
        diagnostics: &mut Diagnostics,
    ) -> BTreeMap<Arc<str>, Vec<PastAward>> {
        for id in strangers {
            self.awards.remove(&id);
            if let Some(place) = self.first.remove(&id) {
                let id = cut(&id);
                diagnostics.report(place, DossierProblem::HistoryStranger { id });
            }
        }
        self.awards
    }
}

impl Awards {
    fn of(books: &[Rulebook]) -> Self {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for award in books.iter().flat_map(|book| &book.scheme.awards) {
            for name in std::iter::once(award.id.as_str()).chain(award.title.wordings()) {
                ids.entry(fold(name)).or_default().insert(award.id.clone());
            }
        }
        let unknown = BTreeSet::new();
        Self { ids, unknown }
    }

    /// The id of an award that is called by its id or its title. Awards that no scheme knows keep
    /// their words: rules may still ask for them, but most likely they are misspelled.
    fn id(
        &mut self,
        text: &str,
        place: impl Fn() -> Place,
        diagnostics: &mut Diagnostics,
    ) -> String {
        if let Some(ids) = self.ids.get(&fold(text)) {
            let mut all = ids.iter();
            return match (ids.get(text), all.next(), all.next()) {
                (None, Some(one), None) => one.clone(),
                _ => text.to_owned(),
            };
        }
        if self.unknown.insert(text.to_owned()) {
            let ids = self.ids.values().flatten().map(String::as_str);
            let meant = crate::diagnostic::nearest(text, ids);
            let award = cut(text);
            let problem = DossierProblem::HistoryUnknownAward { award };
            diagnostics.suggest(place(), problem, meant);
        }
        text.to_owned()
    }
}

/// Where nominee, year and award stand.
fn columns(
    file: &Arc<str>,
    headings: &[Heading],
    diagnostics: &mut Diagnostics,
) -> Option<[usize; 3]> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let folded = fold(&heading.text);
        let names = |(en, vi): &&(&str, &[&str])| *en == folded || vi.contains(&folded.as_str());
        let Some((name, _)) = COLUMNS.iter().find(names) else {
            unknown.push(format!("`{}`", heading.text));
            continue;
        };
        if let Some(first) = places.insert(name, at) {
            let problem = DossierProblem::ColumnTwice {
                heading: heading.text.clone(),
                first: headings[first].text.clone(),
            };
            diagnostics.report(heading.place.clone(), problem);
        }
    }
    if !unknown.is_empty() {
        let headings = unknown.join(", ");
        let problem = DossierProblem::UnknownColumns { headings };
        diagnostics.report(Place::File(Arc::clone(file)), problem);
    }
    let found = HEADINGS.map(|(column, heading)| {
        let at = places.get(column).copied();
        if at.is_none() {
            let problem = DossierProblem::NoColumn { column, heading };
            diagnostics.report(Place::File(Arc::clone(file)), problem);
        }
        at
    });
    match found {
        [Some(nominee), Some(year), Some(award)] => Some([nominee, year, award]),
        _ => None,
    }
}
