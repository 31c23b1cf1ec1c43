//! Whom and what the council's rows name: nominees, and the criteria, stages and awards of the
//! scheme that judges each.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::fields::Line;
use super::nomination::Nomination;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Problem, nearest};
use crate::period::Period;
use crate::rule::Rulebook;
use crate::scheme::Scheme;
use crate::text::{casefold, cut, normalize};

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
    books: &'a [Rulebook],
    /// By scheme.
    called: Vec<SchemeNames>,
    guesses: RefCell<BTreeMap<String, Option<String>>>,
}

/// What a scheme calls its parts.
pub(super) struct SchemeNames {
    criteria: Names,
    stages: Names,
    awards: Names,
}

/// The names of some things, each known by its index.
#[derive(Default)]
struct Names {
    ids: BTreeMap<String, usize>,
    /// Ids, numbers and titles as people compare them.
    folded: BTreeMap<String, BTreeSet<usize>>,
    /// The same as they are meant.
    meant: BTreeMap<String, BTreeSet<usize>>,
}

/// What some words name.
enum Found {
    One(usize),
    Several(Vec<usize>),
    /// Nothing; perhaps the one of this id was meant.
    Nothing(Option<String>),
}

impl Found {
    fn one(self) -> Option<usize> {
        match self {
            Self::One(at) => Some(at),
            Self::Several(_) | Self::Nothing(_) => None,
        }
    }
}

impl Names {
    fn add<'n>(&mut self, at: usize, id: &'n str, others: impl Iterator<Item = &'n str>) {
        self.ids.insert(id.to_owned(), at);
        for name in std::iter::once(id).chain(others) {
            self.folded.entry(casefold(name)).or_default().insert(at);
            self.meant.entry(normalize(name)).or_default().insert(at);
        }
    }

    fn id(&self, at: usize) -> String {
        let mut ids = self.ids.iter();
        let id = ids.find(|(_, it)| **it == at);
        id.map_or_else(String::new, |(id, _)| id.clone())
    }

    /// An id outweighs the numbers and titles of others.
    fn find(&self, text: &str) -> Found {
        if let Some(at) = self.ids.get(text) {
            return Found::One(*at);
        }
        let folded = casefold(text);
        let mut alike = self.ids.iter().filter(|(id, _)| casefold(id) == folded);
        if let (Some((_, at)), None) = (alike.next(), alike.next()) {
            return Found::One(*at);
        }
        let meant = || self.meant.get(&normalize(text));
        match self.folded.get(&folded).or_else(meant) {
            Some(all) => match all.iter().copied().collect::<Vec<_>>().as_slice() {
                [one] => Found::One(*one),
                several => Found::Several(several.to_vec()),
            },
            None => {
                let near = nearest(&folded, self.folded.keys().map(String::as_str));
                let near = near.and_then(|name| self.folded[&name].first().copied());
                Found::Nothing(near.map(|at| self.id(at)))
            }
        }
    }
}

impl SchemeNames {
    /// The stage that some words name, if they name one alone.
    pub(super) fn stage(&self, text: &str) -> Option<usize> {
        self.stages.find(text).one()
    }

    /// The award that some words name, if they name one alone.
    pub(super) fn award(&self, text: &str) -> Option<usize> {
        self.awards.find(text).one()
    }

    pub(super) fn of(scheme: &Scheme) -> Self {
        let mut criteria = Names::default();
        for (at, row) in scheme.criteria.iter().enumerate() {
            let number = row.no.as_deref().into_iter();
            criteria.add(at, &row.id, number.chain(row.title.wordings()));
        }
        let mut stages = Names::default();
        for (at, stage) in scheme.stages.iter().enumerate() {
            stages.add(at, &stage.id, stage.title.wordings());
        }
        let mut awards = Names::default();
        for (at, award) in scheme.awards.iter().enumerate() {
            awards.add(at, &award.id, award.title.wordings());
        }
        Self {
            criteria,
            stages,
            awards,
        }
    }
}

impl<'a> Index<'a> {
    /// `nominations` are ordered by id; `is_nominated` also knows those who were left out.
    pub(super) fn new(
        books: &'a [Rulebook],
        period: &'a Period,
        nominations: &'a [Nomination],
        is_nominated: &'a dyn Fn(&str) -> bool,
    ) -> Self {
        Self {
            period,
            nominations,
            is_nominated,
            books,
            called: books
                .iter()
                .map(|book| SchemeNames::of(&book.scheme))
                .collect(),
            guesses: RefCell::default(),
        }
    }

    /// The scheme that judges a nominee.
    pub(super) fn scheme(&self, nominee: &Nomination) -> &'a Scheme {
        &self.books[nominee.scheme].scheme
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

    /// The nominee that a cell names by its code. Of somebody who was left out nothing is said.
    pub(super) fn nominee(
        &self,
        line: &Line<'_>,
        field: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Nomination> {
        let id = line.needed(field, diagnostics)?;
        let at = self.nominations.binary_search_by(|it| (*it.id).cmp(&id));
        if let Ok(at) = at {
            let nominee = &self.nominations[at];
            return self
                .is_of_form(nominee, line, field, diagnostics)
                .then_some(nominee);
        }
        if !self.is_nominated(&id) {
            let problem = CouncilProblem::UnknownNominee { id: cut(&id) };
            diagnostics.suggest(line.place(field), problem, self.guess(&id));
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

    /// The code that was most likely meant.
    pub(super) fn guess(&self, id: &str) -> Option<String> {
        let mut guesses = self.guesses.borrow_mut();
        if let Some(known) = guesses.get(id) {
            return known.clone();
        }
        if guesses.len() >= MOST_GUESSES {
            return None;
        }
        let guess = nearest(id, self.nominations.iter().map(|it| &*it.id));
        guesses.insert(id.to_owned(), guess.clone());
        guess
    }

    /// The criterion of a nominee's scheme that some words name.
    pub(super) fn criterion(
        &self,
        nominee: &Nomination,
        text: &str,
        (line, field): (&Line<'_>, usize),
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let names = &self.called[nominee.scheme].criteria;
        let problem = CouncilProblem::UnknownCriterion {
            found: cut(text),
            scheme: self.scheme(nominee).id.clone(),
        };
        find(names, text, (line, field), problem, diagnostics)
    }

    /// The stage of a nominee's scheme that some words name.
    pub(super) fn stage(
        &self,
        nominee: &Nomination,
        text: &str,
        (line, field): (&Line<'_>, usize),
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let scheme = self.scheme(nominee);
        let (found, id) = (cut(text), scheme.id.clone());
        let problem = if scheme.stages.is_empty() {
            CouncilProblem::NoStages { found, scheme: id }
        } else {
            CouncilProblem::UnknownStage {
                found,
                scheme: id,
                stages: quoted(scheme.stages.iter().map(|stage| stage.id.as_str())),
            }
        };
        let names = &self.called[nominee.scheme].stages;
        find(names, text, (line, field), problem, diagnostics)
    }

    /// The award of a nominee's scheme that some words name.
    pub(super) fn award(
        &self,
        nominee: &Nomination,
        text: &str,
        (line, field): (&Line<'_>, usize),
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let names = &self.called[nominee.scheme].awards;
        let problem = CouncilProblem::UnknownAward {
            found: cut(text),
            scheme: self.scheme(nominee).id.clone(),
        };
        find(names, text, (line, field), problem, diagnostics)
    }
}

fn find(
    names: &Names,
    text: &str,
    (line, field): (&Line<'_>, usize),
    unknown: impl Problem,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    match names.find(text) {
        Found::One(at) => return Some(at),
        Found::Several(several) => {
            let ids: Vec<_> = several.iter().map(|at| names.id(*at)).collect();
            let problem = CouncilProblem::Ambiguous {
                found: cut(text),
                ids: quoted(ids.iter().map(String::as_str)),
            };
            line.report(field, problem, diagnostics);
        }
        Found::Nothing(meant) => diagnostics.suggest(line.place(field), unknown, meant),
    }
    None
}

/// Words in a list, each as the author wrote it.
pub(super) fn quoted<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words = words.map(|word| format!("`{word}`"));
    words.collect::<Vec<_>>().join(", ")
}
