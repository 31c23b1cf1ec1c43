//! Whom and what the council's rows name: nominees, and the criteria, stages and awards of the
//! scheme that judges each.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use super::fields::Line;
use super::names::{Found, Part, SchemeNames, quoted};
use super::nomination::Nomination;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, nearest};
use crate::period::Period;
use crate::rule::Rulebook;
use crate::scheme::Scheme;
use crate::text::{cut, normalize, normalize_person};

/// So many misspelled codes are given a guess: each guess looks at every nominee.
const MOST_GUESSES: usize = 50;

/// Whom and what rows may name.
pub(super) struct Index<'a> {
    /// The period.
    pub(super) period: &'a Period,
    /// Everybody without a fault, by id.
    nominations: &'a [Nomination],
    /// Whether somebody has a code, with or without faults.
    is_nominated: &'a dyn Fn(&str) -> bool,
    /// Whether errors were found before: nobody may be known because of them.
    is_list_at_fault: bool,
    books: &'a [Rulebook],
    /// By scheme.
    called: Vec<SchemeNames>,
    /// Made once a row names somebody otherwise than by the code as it is written.
    spelled: OnceCell<Spelled>,
    guesses: RefCell<BTreeMap<String, Option<String>>>,
}

/// The nominees by their codes, and by their names, as people compare them.
struct Spelled {
    codes: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
}

impl Spelled {
    fn of(nominations: &[Nomination]) -> Self {
        let by = |key: &dyn Fn(&Nomination) -> String| {
            let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, nominee) in nominations.iter().enumerate() {
                found.entry(key(nominee)).or_default().push(at);
            }
            found
        };
        Self {
            codes: by(&|nominee| normalize(&nominee.id)),
            names: by(&|nominee| normalize_person(&nominee.name)),
        }
    }
}

impl<'a> Index<'a> {
    /// `nominations` are ordered by id; `is_nominated` also knows those who were left out.
    pub(super) fn new(
        books: &'a [Rulebook],
        period: &'a Period,
        nominations: &'a [Nomination],
        (is_nominated, is_list_at_fault): (&'a dyn Fn(&str) -> bool, bool),
    ) -> Self {
        let schemes = books.iter().map(|book| &book.scheme);
        Self {
            period,
            nominations,
            is_nominated,
            is_list_at_fault,
            books,
            called: schemes.map(SchemeNames::of).collect(),
            spelled: OnceCell::new(),
            guesses: RefCell::default(),
        }
    }

    /// The scheme that judges a nominee.
    pub(super) fn scheme(&self, nominee: &Nomination) -> &'a Scheme {
        &self.books[nominee.scheme].scheme
    }

    /// The schemes, by index.
    pub(super) fn schemes(&self) -> impl Iterator<Item = &'a Scheme> {
        self.books.iter().map(|book| &book.scheme)
    }

    /// A scheme by its index.
    pub(super) fn scheme_at(&self, scheme: usize) -> &'a Scheme {
        &self.books[scheme].scheme
    }

    /// Everybody without a fault, by id.
    pub(super) fn nominations(&self) -> &'a [Nomination] {
        self.nominations
    }

    /// Whether somebody has that code.
    pub(super) fn is_nominated(&self, id: &str) -> bool {
        (self.is_nominated)(id)
    }

    /// The nominee that a cell names by code, or by a name that nobody else bears. Of somebody who
    /// was left out nothing is said.
    pub(super) fn nominee(
        &self,
        line: &Line<'_>,
        field: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Nomination> {
        let id = line.needed(field, diagnostics)?;
        let at = match self.nominations.binary_search_by(|it| (*it.id).cmp(&id)) {
            Ok(at) => at,
            Err(_) if self.is_nominated(&id) => return None,
            Err(_) => self.spelled_so(&id, (line, field), diagnostics)?,
        };
        let nominee = &self.nominations[at];
        let is_of_form = self.is_of_form(nominee, line, field, diagnostics);
        is_of_form.then_some(nominee)
    }

    /// The one nominee whose code or name is spelled about so; otherwise it is reported.
    fn spelled_so(
        &self,
        text: &str,
        (line, field): (&Line<'_>, usize),
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let spelled = self.spelled.get_or_init(|| Spelled::of(self.nominations));
        let codes = spelled.codes.get(&normalize(text));
        let found = codes.or_else(|| spelled.names.get(&normalize_person(text)));
        match found.map(Vec::as_slice) {
            Some([one]) => return Some(*one),
            Some(several) => {
                let ids = several.iter().map(|at| &*self.nominations[*at].id);
                let problem = CouncilProblem::Ambiguous {
                    found: cut(text),
                    ids: quoted(ids),
                };
                line.report(field, problem, diagnostics);
            }
            // Where the list itself is at fault, that is the cause, and said alone.
            None if self.nominations.is_empty() && self.is_list_at_fault => {}
            None => {
                let problem = CouncilProblem::UnknownNominee { id: cut(text) };
                diagnostics.suggest(line.place(field), problem, self.guess(text));
            }
        }
        None
    }

    /// Whether a nominee is judged by the scheme that the form is of, where the table is a form.
    /// That there is no such scheme is told of the form as a whole.
    fn is_of_form(
        &self,
        nominee: &Nomination,
        line: &Line<'_>,
        field: usize,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let judged = &self.scheme(nominee).id;
        let other = line.scheme().filter(|form| form != judged);
        let Some(form) = other else { return true };
        if self.books.iter().any(|book| book.scheme.id == form) {
            let problem = CouncilProblem::OtherForm {
                id: nominee.id.to_string(),
                judged: judged.clone(),
                form: form.to_owned(),
            };
            line.report(field, problem, diagnostics);
        }
        false
    }

    /// The code, or else the name, that was most likely meant.
    fn guess(&self, text: &str) -> Option<String> {
        let mut guesses = self.guesses.borrow_mut();
        if let Some(known) = guesses.get(text) {
            return known.clone();
        }
        if guesses.len() >= MOST_GUESSES {
            return None;
        }
        let code = nearest(text, self.nominations.iter().map(|it| &*it.id));
        let name = || nearest(text, self.nominations.iter().map(|it| &*it.name));
        let guess = code.or_else(name);
        guesses.insert(text.to_owned(), guess.clone());
        guess
    }

    /// The part of a nominee's scheme that some words name.
    pub(super) fn part(
        &self,
        part: Part,
        (nominee, text): (&Nomination, &str),
        (line, field): (&Line<'_>, usize),
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let names = &self.called[nominee.scheme];
        let found = cut(text);
        let meant = match names.find(part, text) {
            Found::One(at) => return Some(at),
            Found::Several(several) => {
                let ids = names.ids(part, &several);
                line.report(field, CouncilProblem::Ambiguous { found, ids }, diagnostics);
                return None;
            }
            Found::Nothing(meant) => meant,
        };
        let scheme = self.scheme(nominee);
        let stages = quoted(scheme.stages.iter().map(|stage| stage.id.as_str()));
        let has_stages = !scheme.stages.is_empty();
        let scheme = scheme.id.clone();
        let problem = match part {
            Part::Criterion => CouncilProblem::UnknownCriterion { found, scheme },
            Part::Award => CouncilProblem::UnknownAward { found, scheme },
            Part::Stage if has_stages => CouncilProblem::UnknownStage {
                found,
                scheme,
                stages,
            },
            Part::Stage => CouncilProblem::NoStages { found, scheme },
        };
        diagnostics.suggest(line.place(field), problem, meant);
        None
    }
}
