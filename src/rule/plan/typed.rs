//! What a part of a rule is while it is lowered: a node of one type, or a list or map whose parts
//! are known.

use super::lower::{Part, Reason};
use super::{After, At, Choose, Constant, Day, Done, Let, Local, Number, Word, YesNo};
use crate::locale::Text;
use crate::number::Decimal;

/// A part of a rule with its type.
#[derive(Debug, Clone)]
pub(super) enum Typed {
    /// A number of this kind.
    Number(Number, Kind),
    /// Yes or no.
    YesNo(YesNo),
    /// A word.
    Word(Word),
    /// A day.
    Day(Day),
    /// A list whose items are known.
    List(Vec<Typed>),
    /// A list that stands in a fact.
    ListFact(usize),
    /// A map whose values are known, by key.
    Map(Vec<(String, Typed)>),
    /// No value.
    Nothing(Done),
    /// The rule fails here.
    Fails,
}

/// What the language knows numbers as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Always whole.
    Whole,
    /// Always a decimal.
    Decimal,
    /// One or the other.
    Either,
}

impl Kind {
    /// What both may be.
    pub(super) fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Either }
    }

    /// What a sum or product of both is.
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole, Self::Whole) => Self::Whole,
            (Self::Decimal, _) | (_, Self::Decimal) => Self::Decimal,
            _ => Self::Either,
        }
    }

    /// Whether it may be whole.
    pub(super) fn may_be_whole(self) -> bool {
        self != Self::Decimal
    }
}

/// A node that flow goes through.
pub(super) trait Flow: Sized {
    fn choose(choose: Choose<Self>) -> Self;
    fn with_local(local: Let<Self>) -> Self;
    fn after(after: After<Self>) -> Self;
    fn fails() -> Self;
}

macro_rules! flow {
    ($($node:ident),*) => { $(
        impl Flow for $node {
            fn choose(choose: Choose<Self>) -> Self {
                Self::Choose(Box::new(choose))
            }
            fn with_local(local: Let<Self>) -> Self {
                Self::Let(Box::new(local))
            }
            fn after(after: After<Self>) -> Self {
                Self::After(Box::new(after))
            }
            fn fails() -> Self {
                Self::Fails
            }
        }
    )* };
}
flow!(Number, YesNo, Word, Day, Done);

impl Typed {
    pub(super) fn constant(number: Decimal, kind: Kind) -> Self {
        Self::Number(Number::Constant(Constant::new(number)), kind)
    }

    /// The same number, which stands there.
    pub(super) fn standing(self, at: At) -> Self {
        match self {
            Self::Number(Number::Constant(constant), kind) => {
                Self::Number(Number::Constant(Constant { at, ..constant }), kind)
            }
            other => other,
        }
    }

    /// Where the first number of it stands that is written there.
    pub(super) fn place(&self) -> Option<At> {
        match self {
            Self::Number(Number::Constant(constant), _) if constant.at.line > 0 => {
                Some(constant.at)
            }
            Self::List(items) => items.iter().find_map(Self::place),
            _ => None,
        }
    }

    /// The same with a local in front of it. A list without parts of its own has none that could
    /// carry the local, which may fail.
    pub(super) fn with_local(self, slot: usize, value: Local, at: At) -> Part {
        fn around<T: Flow>(slot: usize, value: Local, body: T) -> T {
            T::with_local(Let { slot, value, body })
        }
        Ok(match self {
            Self::ListFact(_) => return Err((Reason::Lists, at)),
            Self::List(items) if items.is_empty() => return Err((Reason::Lists, at)),
            Self::Map(pairs) if pairs.is_empty() => return Err((Reason::Lists, at)),
            Self::Number(body, kind) => Self::Number(around(slot, value, body), kind),
            Self::YesNo(body) => Self::YesNo(around(slot, value, body)),
            Self::Word(body) => Self::Word(around(slot, value, body)),
            Self::Day(body) => Self::Day(around(slot, value, body)),
            Self::Nothing(body) => Self::Nothing(around(slot, value, body)),
            // The local is worked out before the rule fails, or before what lies in the list is
            // worked out where it is used.
            Self::List(items) => Self::List(
                items
                    .into_iter()
                    .map(|item| item.with_local(slot, value.clone(), at))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Map(pairs) => Self::Map(
                pairs
                    .into_iter()
                    .map(|(key, item)| Ok((key, item.with_local(slot, value.clone(), at)?)))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Fails => Self::Fails,
        })
    }

    /// The same after something else was looked at for its failures. A list without parts of its
    /// own has none that could carry what may fail.
    pub(super) fn after(self, first: Done, at: At) -> Part {
        fn around<T: Flow>(first: Done, then: T) -> T {
            T::after(After { first, then })
        }
        if matches!(first, Done::Nothing) {
            return Ok(self);
        }
        Ok(match self {
            Self::ListFact(_) => return Err((Reason::Lists, at)),
            Self::List(items) if items.is_empty() => return Err((Reason::Lists, at)),
            Self::Map(pairs) if pairs.is_empty() => return Err((Reason::Lists, at)),
            Self::Number(then, kind) => Self::Number(around(first, then), kind),
            Self::YesNo(then) => Self::YesNo(around(first, then)),
            Self::Word(then) => Self::Word(around(first, then)),
            Self::Day(then) => Self::Day(around(first, then)),
            Self::Nothing(then) => Self::Nothing(around(first, then)),
            Self::List(items) => Self::List(
                items
                    .into_iter()
                    .map(|item| item.after(first.clone(), at))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Map(pairs) => Self::Map(
                pairs
                    .into_iter()
                    .map(|(key, item)| Ok((key, item.after(first.clone(), at)?)))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Fails => Self::Fails,
        })
    }

    /// What is left of it where its value is not used: what may fail.
    pub(super) fn looked_at(self) -> Done {
        match self {
            Self::Number(number, _) if number.is_sure() => Done::Nothing,
            Self::Number(number, _) => Done::Number(number),
            Self::YesNo(YesNo::Constant(_)) => Done::Nothing,
            Self::YesNo(yes_no) => Done::YesNo(yes_no),
            Self::Word(Word::Constant(_)) => Done::Nothing,
            Self::Word(word) => Done::Word(word),
            Self::Day(Day::Constant(_)) => Done::Nothing,
            Self::Day(day) => Done::Day(day),
            Self::Nothing(done) => done,
            Self::ListFact(_) => Done::Nothing,
            Self::Fails => Done::Fails,
            Self::List(items) => all(items),
            Self::Map(pairs) => all(pairs.into_iter().map(|(_, item)| item)),
        }
    }

    /// Its type in words: Vietnamese and English.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Number(..) => Text::both("số", "a number"),
            Self::YesNo(_) => Text::both("có/không", "yes or no"),
            Self::Word(_) => Text::both("chữ", "words"),
            Self::Day(_) => Text::both("ngày", "a date"),
            Self::List(_) | Self::ListFact(_) => Text::both("danh sách", "a list"),
            Self::Map(_) => Text::both("bảng", "a map"),
            Self::Nothing(_) => Text::both("giá trị trống", "nothing"),
            Self::Fails => Text::both("lỗi", "a failure"),
        }
    }
}

/// All of them looked at, one after the other.
fn all(items: impl IntoIterator<Item = Typed>) -> Done {
    let mut done = Done::Nothing;
    for item in items {
        done = match (done, item.looked_at()) {
            (Done::Nothing, next) => next,
            (done, Done::Nothing) => done,
            (first, then) => Done::after(After { first, then }),
        };
    }
    done
}

impl Number {
    /// Whether it can never fail.
    pub(super) fn is_sure(&self) -> bool {
        matches!(self, Self::Constant(_) | Self::Local(_))
    }

    /// The number, where it stands in the rule.
    pub fn as_constant(&self) -> Option<Decimal> {
        match self {
            Self::Constant(constant) => Some(constant.decimal),
            _ => None,
        }
    }
}
