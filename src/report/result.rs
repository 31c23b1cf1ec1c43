//! What a result says of a nominee: one list of columns, from which the tables of places, the flat
//! table and the places in JSON are made.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::context::Context;
use super::names;
use super::words::Words;
use crate::evaluation::{Totals, Verdict};
use crate::number::Number;
use crate::ranking::Place;

/// Which of the three parts of a total anybody in a scheme has.
pub(super) struct Parts {
    /// Bonus or deduction: then the scored points say something beside the total.
    pub(super) any: bool,
    /// Bonus.
    pub(super) bonus: bool,
    /// Deduction.
    pub(super) deduction: bool,
}

impl Parts {
    pub(super) fn of(judged: &[Verdict]) -> Self {
        let has = |part: for<'t> fn(&Totals<'t>) -> &'t Number| {
            let mut totals = judged.iter().filter_map(Verdict::totals);
            totals.any(|totals| !part(&totals).is_zero())
        };
        let bonus = has(|sums| sums.bonus);
        let deduction = has(|sums| sums.deduction);
        Self {
            any: bonus || deduction,
            bonus,
            deduction,
        }
    }
}

/// A nominee, with its place if it has one.
#[derive(Clone, Copy)]
pub(super) struct Nominee<'r> {
    view: &'r Context<'r>,
    verdict: &'r Verdict,
    place: Option<&'r Place>,
}

/// What a column says of a nominee.
pub(super) enum Value<'r> {
    /// Nothing.
    None,
    /// Text of the nominee or the scheme.
    Text(&'r str),
    /// Text made for the cell.
    Made(String),
    /// A whole number.
    Count(usize),
    /// Points, to be written with the digits of the scheme.
    Points(Cow<'r, Number>),
    /// A class of the scheme, by its index: people read its title, machines its id.
    Class(usize),
}

/// A column of a result.
pub(super) struct ResultColumn {
    /// What JSON calls it; `None` for what JSON does not say.
    pub(super) key: Option<&'static str>,
    /// Its heading.
    pub(super) heading: fn(Words) -> &'static str,
    /// Whether it holds numbers.
    pub(super) number: bool,
    /// Whether a table of places has it; the flat table always does.
    pub(super) is_on_pages: fn(&Parts) -> bool,
    /// Whether it folds into the last column on a narrow screen.
    pub(super) folds: bool,
    /// What it says.
    pub(super) cell: for<'r> fn(Nominee<'r>) -> Value<'r>,
}

/// A column of words that every format has.
const WORDS: ResultColumn = ResultColumn {
    key: None,
    heading: Words::name,
    number: false,
    is_on_pages: |_| true,
    folds: false,
    cell: |_| Value::None,
};

/// A column of numbers that every format has.
const NUMBER: ResultColumn = ResultColumn {
    number: true,
    ..WORDS
};

/// The columns, in their order.
#[rustfmt::skip]
pub(super) static RESULT: [ResultColumn; 10] = [
    ResultColumn { key: Some("rank"), heading: Words::rank, cell: rank, ..NUMBER },
    ResultColumn { key: Some("id"), heading: Words::id, cell: |it| Value::Text(it.verdict.id()), ..WORDS },
    ResultColumn { key: Some("name"), cell: |it| Value::Text(it.verdict.name()), ..WORDS },
    ResultColumn { heading: Words::unit, folds: true, cell: unit, ..WORDS },
    ResultColumn { heading: Words::field, is_on_pages: |_| false, cell: field, ..WORDS },
    ResultColumn { key: Some("total"), heading: Words::total, cell: |it| it.part(|it| it.total), ..NUMBER },
    ResultColumn { key: Some("class"), heading: Words::class, cell: class, ..WORDS },
    ResultColumn { key: Some("score"), heading: Words::score, is_on_pages: |parts| parts.any, folds: true, cell: |it| it.part(|it| it.score), ..NUMBER },
    ResultColumn { key: Some("bonus"), heading: Words::bonus, is_on_pages: |parts| parts.bonus, folds: true, cell: |it| it.part(|it| it.bonus), ..NUMBER },
    ResultColumn { key: Some("deduction"), heading: Words::deduction, is_on_pages: |parts| parts.deduction, folds: true, cell: |it| it.part(|it| it.deduction), ..NUMBER },
];

fn rank(it: Nominee<'_>) -> Value<'_> {
    it.place
        .map_or(Value::None, |place| Value::Count(place.rank))
}

fn unit(it: Nominee<'_>) -> Value<'_> {
    it.verdict.unit().map_or(Value::None, Value::Text)
}

fn field(it: Nominee<'_>) -> Value<'_> {
    let field = it.verdict.field();
    field.map_or(Value::None, |field| {
        Value::Text(names::field(field, it.view.locale))
    })
}

fn class(it: Nominee<'_>) -> Value<'_> {
    it.verdict.class().map_or(Value::None, Value::Class)
}

impl<'r> Nominee<'r> {
    /// A nominee by its index, with its place if it has one.
    pub(super) fn of(view: &'r Context<'r>, nominee: usize, place: Option<&'r Place>) -> Self {
        Self {
            view,
            verdict: &view.judged[nominee],
            place,
        }
    }

    fn part(self, part: fn(&Totals<'r>) -> &'r Number) -> Value<'r> {
        let totals = self.verdict.totals();
        totals.map_or(Value::None, |totals| {
            Value::Points(Cow::Borrowed(part(&totals)))
        })
    }

    /// What a column says on a page.
    pub(super) fn text(self, column: &ResultColumn) -> String {
        match (column.cell)(self) {
            Value::None => String::new(),
            Value::Text(text) => text.to_owned(),
            Value::Made(text) => text,
            Value::Count(count) => count.to_string(),
            Value::Points(points) => self.view.exact(&points),
            Value::Class(class) => self.view.class(Some(class)).to_owned(),
        }
    }
}

/// What the columns say, as an object for machines.
impl Serialize for Nominee<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for column in &RESULT {
            let Some(key) = column.key else { continue };
            match (column.cell)(*self) {
                Value::None => object.serialize_entry(key, &None::<&str>)?,
                Value::Text(text) => object.serialize_entry(key, text)?,
                Value::Made(text) => object.serialize_entry(key, &text)?,
                Value::Count(count) => object.serialize_entry(key, &count)?,
                Value::Points(points) => object.serialize_entry(key, &self.view.exact(&points))?,
                Value::Class(class) => {
                    object.serialize_entry(key, &self.view.scheme().classes[class].id)?;
                }
            }
        }
        object.end()
    }
}
