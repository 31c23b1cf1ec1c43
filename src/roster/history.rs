//! Awards of earlier years, from `history.csv`. One that was withdrawn by the day of the review is
//! kept apart, so that nothing counts it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::cell::CellReader;
use super::fields::{Line, plain, visit};
use super::file::DataFile;
use super::nomination::{RowAddress, Withdrawn};
use super::problem::RosterProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Text;
use crate::rule::Rulebook;
use crate::scheme::{FactKind, FactValue, PastAward};
use crate::table::Kind;
use crate::table::names::HISTORY;
use crate::table::names::history::{AWARD, NOMINEE, REVOKED, YEAR};
use crate::text::{cut, normalize};

/// Past awards by nominee, and where each nominee is first met.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Past awards by nominee id, ordered by year and award once [`read`] is done.
    pub(super) awards: BTreeMap<Arc<str>, Vec<PastAward>>,
    withdrawn: Withdrawn,
    first: BTreeMap<Arc<str>, Place>,
    /// Where each stands first.
    rows: BTreeMap<(Arc<str>, PastAward), RowAddress>,
}

/// The awards that the schemes know, by every name people may give them.
struct Awards {
    /// By name as it is meant.
    ids: BTreeMap<String, BTreeSet<String>>,
    unknown: BTreeSet<String>,
    /// The day of the review, where it is known.
    date: Option<Date>,
    /// Those that must not be given again too soon, also not twice in a year.
    not_again: BTreeSet<String>,
}

/// Reads every file of past awards.
pub(super) fn read(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    date: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> History {
    let mut history = History::default();
    let mut awards = Awards::of(books, date);
    visit(
        files,
        Kind::History,
        &HISTORY,
        diagnostics,
        &mut |line, diagnostics| {
            history.take(line, &mut awards, diagnostics);
        },
    );
    history.awards.values_mut().for_each(|awards| awards.sort());
    let withdrawn = history.withdrawn.values_mut();
    withdrawn.for_each(|awards| awards.sort());
    history
}

impl History {
    fn take(&mut self, line: &Line<'_>, awards: &mut Awards, diagnostics: &mut Diagnostics) {
        let id = line.text(NOMINEE, diagnostics);
        let year_text = line.text(YEAR, diagnostics);
        let award_text = line.text(AWARD, diagnostics);
        // A cell that could not be read is reported so, and not as an empty one too.
        let year_is_read = year_text.is_ok();
        let year_text = year_text.unwrap_or_default().unwrap_or_default();
        let four = year_text.len() == 4 && year_text.bytes().all(|byte| byte.is_ascii_digit());
        let found_year = year_text.parse().ok().filter(|_| four);
        if id == Ok(None) {
            diagnostics.report(line.place(NOMINEE), RosterProblem::HistoryNoNominee {});
        }
        if found_year.is_none() && year_is_read {
            let problem = if year_text.is_empty() {
                RosterProblem::HistoryNoYear {}
            } else {
                let found = cut(&year_text);
                RosterProblem::HistoryYear { found }
            };
            diagnostics.report(line.place(YEAR), problem);
        }
        if award_text == Ok(None) {
            diagnostics.report(line.place(AWARD), RosterProblem::HistoryNoAward {});
        }
        let revoked = revoked(line, found_year, diagnostics);
        if let (Ok(Some(id)), Some(year), Ok(Some(text))) = (id, found_year, award_text) {
            let id: Arc<str> = id.as_ref().into();
            let award = awards.id(&text, || line.place(AWARD), diagnostics);
            self.first
                .entry(Arc::clone(&id))
                .or_insert_with(|| line.place(NOMINEE));
            awards.check_effect(year, &award, line, diagnostics);
            let past = PastAward { year, award };
            match self.rows.entry((Arc::clone(&id), past.clone())) {
                Entry::Vacant(free) => _ = free.insert(line.address()),
                Entry::Occupied(first) => {
                    let first = first.get().told();
                    diagnostics.report(line.row(), RosterProblem::HistoryTwice { first });
                }
            }
            match revoked.filter(|day| awards.date.is_none_or(|date| *day <= date)) {
                Some(day) => self.withdrawn.entry(id).or_default().push((past, day)),
                None => self.awards.entry(id).or_default().push(past),
            }
        }
    }

    /// Those with past awards who are not nominated.
    pub(super) fn strangers(&self, is_nominated: impl Fn(&str) -> bool) -> Vec<Arc<str>> {
        let ids = self.first.keys().filter(|id| !is_nominated(id));
        ids.map(Arc::clone).collect()
    }

    /// The awards of the others; of each stranger there is one warning.
    pub(super) fn without(
        mut self,
        strangers: Vec<Arc<str>>,
        diagnostics: &mut Diagnostics,
    ) -> (BTreeMap<Arc<str>, Vec<PastAward>>, Withdrawn) {
        for id in strangers {
            self.awards.remove(&id);
            self.withdrawn.remove(&id);
            if let Some(place) = self.first.remove(&id) {
                let id = cut(&id);
                diagnostics.report(place, RosterProblem::HistoryStranger { id });
            }
        }
        (self.awards, self.withdrawn)
    }
}

/// The day on which an award was withdrawn, if it was.
fn revoked(line: &Line<'_>, year: Option<i16>, diagnostics: &mut Diagnostics) -> Option<Date> {
    let fact = plain(Text::both("Thu hồi", "Revoked"), FactKind::Date);
    let day = match CellReader::new(&fact).read(line.cell(REVOKED)) {
        Ok(read) => match read.given.value()? {
            FactValue::Date(day) => *day,
            _ => return None,
        },
        Err(fault) => {
            line.fault(REVOKED, fault, diagnostics);
            return None;
        }
    };
    if year.is_some_and(|year| day.year() < year) {
        line.report(
            REVOKED,
            RosterProblem::HistoryRevokedBefore { day },
            diagnostics,
        );
    }
    Some(day)
}

impl Awards {
    fn of(books: &[Rulebook], date: Option<Date>) -> Self {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for award in books.iter().flat_map(|book| &book.scheme.awards) {
            for name in std::iter::once(award.id.as_str()).chain(award.title.wordings()) {
                ids.entry(normalize(name))
                    .or_default()
                    .insert(award.id.clone());
            }
        }
        let awards = books.iter().flat_map(|book| &book.scheme.awards);
        let not_again = awards.filter(|award| award.again_after.is_some());
        Self {
            ids,
            unknown: BTreeSet::new(),
            date,
            not_again: not_again.map(|award| award.id.clone()).collect(),
        }
    }

    /// Rules count the years before the year of the review, and `again_after` that year too: what
    /// was given later, or in that year where nothing asks for it, has no effect.
    fn check_effect(&self, year: i16, award: &str, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        let Some(date) = self.date else { return };
        let is_later = year > date.year();
        let is_own = year == date.year();
        let year = year.to_string();
        if is_later {
            let problem = RosterProblem::HistoryLater { year, date };
            line.report(YEAR, problem, diagnostics);
        } else if is_own && !self.not_again.contains(award) {
            let award = cut(award);
            line.report(
                YEAR,
                RosterProblem::HistoryOwnYear { year, award },
                diagnostics,
            );
        }
    }

    /// The id of an award that is called by its id or its title. Awards that no scheme knows keep
    /// their words: rules may still ask for them, but most likely they are misspelled.
    fn id(
        &mut self,
        text: &str,
        place: impl Fn() -> Place,
        diagnostics: &mut Diagnostics,
    ) -> String {
        if let Some(ids) = self.ids.get(&normalize(text)) {
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
            let problem = RosterProblem::HistoryUnknownAward { award };
            diagnostics.suggest(place(), problem, meant);
        }
        text.to_owned()
    }
}
