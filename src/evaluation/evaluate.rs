//! Everybody judged, scheme by scheme, and the score sheets of whoever is asked about.

use super::all::{JudgedScheme, judge_all};
use super::few_marks;
use super::nominee::Nominee;
use super::scratch::{Around, Scratch};
use super::sheet::ScoreSheet;
use super::stages;
use super::units::{self, Units};
use super::verdict::Verdict;
use crate::cohort;
use crate::parallel::chunked;
use crate::roster::Roster;
use crate::rule::Rulebook;
use crate::scheme::{Scheme, judging_order};

/// Every nominee of every scheme, judged.
#[derive(Debug, Clone)]
pub struct Evaluation<'a> {
    /// The period and its nominees.
    pub roster: &'a Roster,
    /// One a scheme, in the order the schemes were given.
    pub schemes: Vec<SchemeEvaluation<'a>>,
}

/// The nominees of one scheme, judged.
#[derive(Debug, Clone)]
pub struct SchemeEvaluation<'a> {
    /// The scheme and its rules.
    pub book: &'a Rulebook,
    /// The cohort numbers, part by part.
    pub cohorts: Vec<cohort::Figures>,
    /// Its nominees by id.
    pub judged: Vec<Verdict>,
}

/// Judges every nominee by the scheme it goes to. A scheme that takes the classes of another is
/// judged after it.
pub fn evaluate<'a>(books: &'a [Rulebook], roster: &'a Roster) -> Evaluation<'a> {
    let units = Units::of(books, roster);
    let schemes: Vec<&Scheme> = books.iter().map(|book| &book.scheme).collect();
    let mut judged: Vec<Option<JudgedScheme>> = books.iter().map(|_| None).collect();
    for at in judging_order(&schemes) {
        let book = &books[at];
        let nominees = roster.nominations.iter();
        let nominees = nominees.filter(|nominee| nominee.scheme == at);
        let nominees: Vec<Nominee<'a>> = match &units {
            None => nominees.map(Nominee::from).collect(),
            Some(units) => nominees.map(|it| units.complete(it, &judged)).collect(),
        };
        let (cohorts, mut verdicts) = book.settled(|| judge_all(book, roster, &nominees));
        few_marks::tell(book, roster, &mut verdicts);
        if let Some(units) = &units {
            units.tell(&judged, &nominees, &mut verdicts);
        }
        judged[at] = Some((cohorts, verdicts));
    }
    let schemes = books.iter().zip(judged);
    let schemes = schemes.filter_map(|(book, judged)| {
        let (cohorts, judged) = judged?;
        Some(SchemeEvaluation {
            book,
            cohorts,
            judged,
        })
    });
    Evaluation {
        roster,
        schemes: schemes.collect(),
    }
}

impl<'a> SchemeEvaluation<'a> {
    /// The score sheet of a nominee, by index: it is judged again, and every row is kept.
    ///
    /// # Panics
    /// Where there is no such nominee, or where its facts are not in the roster.
    pub fn sheet(&self, roster: &'a Roster, nominee: usize) -> ScoreSheet<'a> {
        let verdict = &self.judged[nominee];
        let mut sheets = self.sheets_of(roster, std::slice::from_ref(verdict));
        sheets.pop().expect("one was asked for")
    }

    /// The score sheets of all nominees, by index.
    ///
    /// # Panics
    /// Where their facts are not in the roster.
    pub fn sheets(&self, roster: &'a Roster) -> Vec<ScoreSheet<'a>> {
        self.sheets_of(roster, &self.judged)
    }

    fn sheets_of(&self, roster: &'a Roster, verdicts: &[Verdict]) -> Vec<ScoreSheet<'a>> {
        let (book, scheme) = (self.book, &self.book.scheme);
        let around = Around::of(roster, scheme, &self.cohorts);
        chunked(verdicts, |slice| {
            book.with_runner(|runner| {
                let mut scratch = Scratch::new(scheme);
                let sheet = |verdict: &Verdict| {
                    let all = &roster.nominations;
                    let at = all.binary_search_by(|one| (*one.id).cmp(verdict.id()));
                    let nominee = &all[at.expect("whoever was judged is in the roster")];
                    let nominee = units::completed(nominee, verdict);
                    let sheet = stages::sheet(runner, book, nominee, &around, &mut scratch);
                    ScoreSheet {
                        // It says of the others, such as its unit, what no rule knows.
                        verdict: verdict.clone(),
                        ..sheet
                    }
                };
                slice.iter().map(sheet).collect()
            })
        })
    }
}
