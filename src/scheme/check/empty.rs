//! What an empty cell of a fact counts as (`empty`).

use super::checker::{Checker, report_keys};
use crate::document::{Scalar, Spanned};
use crate::locale::{Locale, Text};
use crate::scheme::document::FactDocument;
use crate::scheme::{Fact, FactValue, SchemeProblem};

/// The word for the greatest number allowed.
const FULL: &str = "full";

impl Checker<'_> {
    /// A fact says as what an empty cell counts only where one can be empty.
    pub(super) fn empty_here(&mut self, document: &FactDocument) {
        let empty = &document.empty;
        report_keys! { self;
            not_here "empty" at *empty, if document.class_in.is_some() =>
                "số liệu có `class_in` không lấy từ tệp nào", "no file says a fact with `class_in`";
            not_here "empty" at *empty, if document.required == Some(false) =>
                "ô trống đã được tính là một giá trị, nên không ghi `required = false` nữa", "an empty cell counts as a value, so that `required = false` has no use";
            not_here "empty" at *empty, if document.unique == Some(true) =>
                "số liệu ghi `unique`, mà các ô trống thì giống nhau", "the fact is `unique`, and empty cells are alike";
        }
    }

    /// The value that an empty cell of a fact counts as: one that a cell may hold.
    pub(super) fn empty_as(&mut self, fact: &Fact, empty: &Spanned<Scalar>) -> Option<FactValue> {
        let is_full = matches!(&empty.value, Scalar::Text(word) if word == FULL);
        let value = if is_full && fact.kind.is_number() {
            let Some(max) = &fact.max else {
                let (vi, en) = (
                    "`empty = \"full\"` là số lớn nhất được phép",
                    "`empty = \"full\"` is the greatest number allowed",
                );
                self.needs("max", &empty.span, vi, en);
                return None;
            };
            fact.kind.accept(&Scalar::Number(max.clone()))
        } else {
            fact.kind.accept(&empty.value)
        };
        let value = value.filter(|value| fact.is_in_range(value));
        if value.is_none() {
            let expected = fact.expected();
            let problem = SchemeProblem::BadNumber {
                what: "empty".to_owned(),
                required: Text::both(
                    format!("là {}", expected.get(Locale::Vi)),
                    format!("be {}", expected.get(Locale::En)),
                ),
                found: empty.value.shown(),
            };
            self.report(&empty.span, problem);
        }
        value
    }
}
