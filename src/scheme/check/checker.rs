//! What every check of a scheme is built on: where findings go, which ids are taken, and the checks of
//! a single id or number.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::document::Spanned;
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::names::{is_identifier, is_reserved};
use crate::scheme::{Fact, Floor, MOST_POINTS, SchemeProblem};
use crate::source::{Source, Span};

/// Where findings go, and which ids are taken.
pub(super) struct Checker<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The ids that rules can name, with the line of each.
    pub(super) names: BTreeMap<String, usize>,
    /// The groups by name.
    pub(super) groups: BTreeMap<String, usize>,
    /// The digits that maxima may have.
    pub(super) digits: u32,
    /// Whether a maximum or a place in the tree is not known, so that sums would only find fault
    /// with the same thing again.
    pub(super) sums_unknown: bool,
    /// The facts of marked rows, in the order of the rows.
    pub(super) mark_facts: Vec<Fact>,
    /// Names that are declared and left out, because something in them could not be read.
    pub(super) left_out: Vec<String>,
}

/// Reports keys that do not go with the rest, a line each: what is reported, the key, where it is,
/// under which condition, and why.
macro_rules! report_keys {
    ($checker:ident; $($report:ident $key:literal at $at:expr $(, if $when:expr)? => $vi:literal, $en:literal;)*) => { $(
        if let Some(at) = $crate::scheme::check::checker::At::at(&$at) $(&& $when)? {
            $checker.$report($key, at, $vi, $en);
        }
    )* };
}
pub(super) use report_keys;

/// Where a key is, if it is there.
pub(super) trait At {
    /// Its place in the file.
    fn at(&self) -> Option<&Span>;
}

impl At for Span {
    fn at(&self) -> Option<&Span> {
        Some(self)
    }
}

impl<T> At for Option<Spanned<T>> {
    fn at(&self) -> Option<&Span> {
        Some(&self.as_ref()?.span)
    }
}

impl<T> At for Option<&Spanned<T>> {
    fn at(&self) -> Option<&Span> {
        Some(&self.as_ref()?.span)
    }
}

impl Checker<'_> {
    pub(super) fn report_whole(&mut self, problem: SchemeProblem) {
        let place = Place::File(self.source.name().into());
        self.diagnostics.report(place, problem);
    }

    pub(super) fn report(&mut self, span: &Span, problem: SchemeProblem) {
        self.diagnostics
            .report(Place::text(self.source, span.clone()), problem);
    }

    pub(super) fn suggest<'n>(
        &mut self,
        word: &Spanned<String>,
        problem: SchemeProblem,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let meant = nearest(&word.value, names);
        let place = Place::text(self.source, word.span.clone());
        self.diagnostics.suggest(place, problem, meant);
    }

    /// Reports a key that may not be where it is.
    pub(super) fn not_here(&mut self, key: &'static str, at: &Span, vi: &str, en: &str) {
        let why = Text::both(vi, en);
        self.report(at, SchemeProblem::NotHere { key, why });
    }

    /// Reports a key that is missing.
    pub(super) fn needs(&mut self, key: &'static str, at: &Span, vi: &str, en: &str) {
        let why = Text::both(vi, en);
        self.report(at, SchemeProblem::Needs { key, why });
    }

    /// Reports a key that changes nothing.
    pub(super) fn no_effect(&mut self, key: &'static str, at: &Span, vi: &str, en: &str) {
        let why = Text::both(vi, en);
        self.report(at, SchemeProblem::NoEffect { key, why });
    }

    /// The index of a word among names; a word that is none of them is reported.
    pub(super) fn find<'n>(
        &mut self,
        word: &Spanned<String>,
        names: impl Iterator<Item = &'n str> + Clone,
        unknown: fn(String) -> SchemeProblem,
    ) -> Option<usize> {
        let at = names.clone().position(|name| name == word.value);
        if at.is_none() {
            self.suggest(word, unknown(word.value.clone()), names);
        }
        at
    }

    /// An id that rules can name: an ASCII identifier, not reserved, used once.
    pub(super) fn name(&mut self, id: &Spanned<String>) {
        let word = id.value.clone();
        if is_reserved(&word) {
            return self.report(&id.span, SchemeProblem::Reserved { id: word });
        }
        if !is_identifier(&word) {
            return self.report(
                &id.span,
                SchemeProblem::BadId {
                    id: word,
                    what: Text::both(
                        "chỉ dùng chữ không dấu, chữ số và `_`, không bắt đầu bằng chữ số",
                        "only letters without marks, digits and `_`, no digit first",
                    ),
                },
            );
        }
        let line = self.source.line(id.span.start);
        if let Some(first) = self.names.get(&word) {
            let problem = SchemeProblem::IdTwice {
                id: word,
                line: *first,
            };
            return self.report(&id.span, problem);
        }
        self.names.insert(word, line);
    }

    /// An id that only people and files name: dashes are allowed.
    pub(super) fn dashed_id(&mut self, id: &Spanned<String>) {
        let fine = !id.value.is_empty()
            && id
                .value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if !fine {
            self.report(
                &id.span,
                SchemeProblem::BadId {
                    id: id.value.clone(),
                    what: Text::both(
                        "chỉ dùng chữ không dấu, chữ số, `-`, `_` và `.`",
                        "only letters without marks, digits, `-`, `_` and `.`",
                    ),
                },
            );
        }
    }

    /// Dashed ids of one kind: each used once.
    pub(super) fn dashed_ids<'i>(&mut self, ids: impl Iterator<Item = &'i Spanned<String>>) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids {
            self.dashed_id(id);
            let line = self.source.line(id.span.start);
            if let Some(first) = seen.get(id.value.as_str()) {
                let problem = SchemeProblem::IdTwice {
                    id: id.value.clone(),
                    line: *first,
                };
                self.report(&id.span, problem);
            } else {
                seen.insert(&id.value, line);
            }
        }
    }

    /// A number of points above 0 and not beyond [`MOST_POINTS`]; anything else is reported.
    pub(super) fn positive(&mut self, what: &str, number: &Spanned<Number>) -> Option<Number> {
        if number.value <= Number::ZERO {
            let found = number.value.to_string();
            self.out_of_range(what, &number.span, found, "lớn hơn 0", "above 0");
            return None;
        }
        self.not_beyond(what, number)
    }

    /// A number of points not beyond [`MOST_POINTS`]: sums of such numbers cannot overflow.
    pub(super) fn not_beyond(&mut self, what: &str, number: &Spanned<Number>) -> Option<Number> {
        if number.value.abs() <= MOST_POINTS {
            return Some(number.value.clone());
        }
        let found = number.value.to_string();
        let (vi, en) = ("không quá 1000000", "at most 1000000");
        self.out_of_range(what, &number.span, found, vi, en);
        None
    }

    /// The maximum of a row or group: 0 where it cannot be taken, and no sum is made of it then.
    pub(super) fn maximum(&mut self, id: &str, number: Option<Number>, span: &Span) -> Number {
        let Some(number) = number else {
            self.sums_unknown = true;
            return Number::ZERO;
        };
        if number.decimals().is_none_or(|digits| digits > self.digits) {
            let problem = SchemeProblem::TooFine {
                id: id.to_owned(),
                found: number.to_string(),
                digits: self.digits,
            };
            self.report(span, problem);
        }
        number
    }

    /// A floor of points is not beyond [`MOST_POINTS`] either.
    pub(super) fn floor(
        &mut self,
        key: &'static str,
        floor: Option<&Spanned<Floor>>,
    ) -> Option<Floor> {
        let floor = floor?;
        let number = Spanned {
            value: floor.value.number.clone(),
            span: floor.span.clone(),
        };
        self.not_beyond(key, &number).map(|_| floor.value.clone())
    }

    pub(super) fn out_of_range(
        &mut self,
        what: &str,
        span: &Span,
        found: impl std::fmt::Display,
        vi: &str,
        en: &str,
    ) {
        let problem = SchemeProblem::BadNumber {
            what: what.to_owned(),
            found: found.to_string(),
            required: Text::both(vi, en),
        };
        self.report(span, problem);
    }
}
