//! The book of criteria as a paper (hướng dẫn chấm điểm): what the council signs is worded from the
//! very rules that are computed, so that the two are one text.

mod awards;
mod clause;
mod conditions;
mod rows;
mod rule;
mod values;

pub(super) use rule::how;

use jiff::civil::Date;
use serde_json::json;

use super::json::made;
use super::options::Options;
use super::page::{Block, Columns, Page, Report, Table};
use super::words::Words;
use crate::commendation::Proposal;
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::rule::{RuleId, Rulebook};
use crate::scheme::{Floor, NeededFor, PartBy, Scheme};

/// The criteria of some schemes, as they hold on a day.
#[derive(Debug)]
pub(super) struct Criteria<'b> {
    /// The schemes.
    pub(super) books: Vec<&'b Rulebook>,
    /// The day of the values; `None`: the last day on which a scheme holds, or of its last value.
    pub(super) date: Option<Date>,
}

/// One scheme and the language in which it is said.
#[derive(Clone, Copy)]
struct Book<'b> {
    book: &'b Rulebook,
    scheme: &'b Scheme,
    date: Date,
    locale: Locale,
    words: Words,
}

impl<'b> Criteria<'b> {
    /// The criteria of a review, as they hold on its day.
    pub(super) fn of(proposal: &'b Proposal<'b>) -> Self {
        let evaluation = &proposal.ranking.evaluation;
        Self {
            books: evaluation.schemes.iter().map(|it| it.book).collect(),
            date: Some(evaluation.roster.period.date),
        }
    }

    /// Everything but the title.
    pub(super) fn blocks(&self, locale: Locale) -> Vec<Block> {
        let mut page = Page::default();
        for book in self.books(locale) {
            book.head(&mut page);
            book.gates(&mut page);
            book.rows(&mut page);
            book.standards(&mut page);
            book.values(&mut page);
            book.cohorts(&mut page);
            book.classes(&mut page);
            book.ranking(&mut page);
            book.awards(&mut page);
        }
        page.blocks
    }

    fn books(&self, locale: Locale) -> impl Iterator<Item = Book<'b>> {
        self.books.iter().map(move |book| Book {
            book,
            scheme: &book.scheme,
            date: self.date.unwrap_or_else(|| last_day(&book.scheme)),
            locale,
            words: Words::of(locale),
        })
    }
}

/// The day whose values are printed where no other is wanted.
pub(super) fn last_day(scheme: &Scheme) -> Date {
    let values = scheme.values.iter().flat_map(|value| &value.dated);
    let last = values.map(|dated| dated.from).max();
    let days = [scheme.in_force.until, last, scheme.in_force.from];
    days.into_iter().flatten().next().unwrap_or(Date::ZERO)
}

impl Report for Criteria<'_> {
    fn page(&self, options: &Options) -> Page {
        let mut page = Page::default();
        page.push(Block::Title(
            Words::of(options.locale).criteria_title().to_owned(),
        ));
        page.blocks.extend(self.blocks(options.locale));
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let books: Vec<_> = self.books(options.locale).collect();
        let rows: Vec<_> = books
            .iter()
            .flat_map(|book| (0..book.scheme.criteria.len()).map(move |at| (book, at)))
            .collect();
        Columns::of(&rows)
            .words(words.scheme(), |(book, _)| book.scheme.id.as_str())
            .words(words.id(), |(book, at)| {
                book.scheme.criteria[*at].id.as_str()
            })
            .words(words.content(), |(book, at)| {
                book.text(&book.scheme.criteria[*at].title)
            })
            .number(words.max(), |(book, at)| {
                let max = book.scheme.criteria[*at].max.as_ref();
                max.map(Number::shown)
            })
            .words(words.criterion_how(), |(book, at)| book.how_row(*at))
            .words(words.evidence(), |(book, at)| {
                let evidence = book.scheme.criteria[*at].evidence.as_ref();
                evidence.map(|text| book.text(text))
            })
            .words(words.basis(), |(book, at)| {
                let basis = book.scheme.criteria[*at].basis.as_ref();
                basis.map(|text| book.text(text))
            })
            .table()
    }

    fn json(&self, options: &Options) -> String {
        let row = |book: &Book<'_>, at: usize| {
            let row = &book.scheme.criteria[at];
            json!({
                "id": row.id,
                "title": book.text(&row.title),
                "max": row.max.as_ref().map(Number::to_string),
                "how": book.how_row(at).lines().collect::<Vec<_>>(),
                "evidence": row.evidence.as_ref().map(|text| book.text(text)),
                "basis": row.basis.as_ref().map(|text| book.text(text)),
            })
        };
        let books = self.books(options.locale).map(|book| {
            let rows = (0..book.scheme.criteria.len()).map(|at| row(&book, at));
            json!({
                "scheme": book.scheme.id,
                "date": book.date.to_string(),
                "criteria": rows.collect::<Vec<_>>(),
            })
        });
        made(&json!({ "schemes": books.collect::<Vec<_>>() }), options)
    }
}

impl<'b> Book<'b> {
    /// A text in the language of the paper.
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.locale)
    }

    fn number(&self, number: &Number) -> String {
        self.locale.number(number.shown())
    }

    /// A rule in words.
    fn how(&self, id: RuleId) -> String {
        how(self.book, id, self.date, self.locale)
    }

    /// A rule that is a condition, inside a sentence.
    fn condition(&self, id: RuleId) -> String {
        self.how(id).replace('\n', " ")
    }

    /// What the parts of the nominees are called.
    fn part(&self, by: PartBy) -> &'b str {
        super::names::part_name(self.scheme, by, self.locale)
    }

    fn floor(&self, floor: &Floor) -> String {
        let number = self.number(&floor.number);
        let points = if floor.percent {
            self.words.floor_percent(&number)
        } else {
            self.words.worth(&number)
        };
        self.words.not_below(floor.above, &points)
    }

    /// The classes and awards that something is needed for.
    fn guards(&self, needed_for: &[NeededFor]) -> String {
        let title = |guarded: &NeededFor| match guarded {
            NeededFor::Class(at) => &self.scheme.classes[*at].title,
            NeededFor::Award(at) => &self.scheme.awards[*at].title,
        };
        let titles: Vec<_> = needed_for
            .iter()
            .map(|guarded| self.text(title(guarded)))
            .collect();
        titles.join("; ")
    }

    /// Whom the scheme judges, when it holds, which papers are behind it.
    fn head(&self, page: &mut Page) {
        let (scheme, words) = (self.scheme, self.words);
        page.push(Block::Heading(self.text(&scheme.title).to_owned()));
        if let Some(subject) = scheme.subject {
            let whom = self.text(&subject.text()).to_owned();
            let applies = scheme.applies.as_ref();
            let applies = applies.map(|_| self.condition(RuleId::Applies));
            let whom: Vec<_> = std::iter::once(whom).chain(applies).collect();
            page.push(Block::Note(words.judges(&whom.join("; "))));
        }
        let day = |day: Option<Date>| day.map(|day| self.locale.date(day));
        let (from, until) = (day(scheme.in_force.from), day(scheme.in_force.until));
        if from.is_some() || until.is_some() {
            page.push(Block::Note(
                words.in_force(from.as_deref(), until.as_deref()),
            ));
        }
        if scheme.values.iter().any(|value| value.dated.len() > 1) {
            page.push(Block::Note(words.values_on(&self.locale.date(self.date))));
        }
        if !scheme.basis.is_empty() {
            page.push(Block::Subheading(words.basis().to_owned()));
            let basis = scheme.basis.iter().map(|text| self.text(text).to_owned());
            page.push(Block::List(basis.collect()));
        }
    }
}
