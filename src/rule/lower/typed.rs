//! What a part of a rule is while it is lowered: an expression with its type, or a list or map
//! whose parts are known.

use super::unsupported::Unsupported;
use crate::locale::Text;
use crate::number::Number;
use crate::rule::expr::{At, Constant, Effect, Expr, If, Let, Sequence, Type};

/// Why a part is not lowered, and where.
pub(super) type Stop = (Unsupported, At);

/// A part lowered, or not.
pub(super) type Part = Result<Typed, Stop>;

/// A part of a rule with its type.
#[derive(Debug, Clone)]
pub(super) enum Typed {
    /// A number of this kind.
    Number(Expr, Kind),
    /// Yes or no, a text or a day.
    Other(Expr, Type),
    /// A list whose items are known.
    List(Vec<Typed>),
    /// A fact that is a list, by index.
    ListFact(usize),
    /// A map whose values are known, by key.
    Map(Vec<(String, Typed)>),
    /// No value.
    Nothing(Effect),
    /// The rule fails here.
    Fails,
}

/// How the language holds a number, which a `switch` and an index care about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As a whole number, if it fits 64 bits.
    Whole,
    /// Never as a whole number.
    Decimal,
    /// One or the other.
    Either,
}

impl Kind {
    /// What one of both is.
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
}

impl Typed {
    pub(super) fn constant(number: impl Into<Number>, kind: Kind, at: At) -> Self {
        let number = number.into();
        Self::Number(Expr::Number(Constant { number, at }), kind)
    }

    pub(super) fn yes_no(expr: Expr) -> Self {
        Self::Other(expr, Type::YesNo)
    }

    pub(super) fn text(expr: Expr) -> Self {
        Self::Other(expr, Type::Text)
    }

    pub(super) fn day(expr: Expr) -> Self {
        Self::Other(expr, Type::Day)
    }

    /// No value, and nothing to evaluate.
    pub(super) fn nothing() -> Self {
        Self::Nothing(Effect::nothing())
    }

    /// The place of the first number of it that is written in the rule.
    pub(super) fn place(&self) -> Option<At> {
        match self {
            Self::Number(Expr::Number(constant), _) if constant.at.line > 0 => Some(constant.at),
            Self::List(items) => items.iter().find_map(Self::place),
            _ => None,
        }
    }

    /// The text, if it is a constant.
    pub(super) fn as_text(&self) -> Option<&std::sync::Arc<str>> {
        match self {
            Self::Other(Expr::Text(text), _) => Some(text),
            _ => None,
        }
    }

    /// The same with each of its expressions wrapped. A list without parts of its own has none that
    /// could carry what may fail.
    fn wrapped(self, at: At, wrap: &dyn Fn(Expr) -> Expr) -> Part {
        Ok(match self {
            Self::ListFact(_) => return Err((Unsupported::Lists, at)),
            Self::List(items) if items.is_empty() => return Err((Unsupported::Lists, at)),
            Self::Map(pairs) if pairs.is_empty() => return Err((Unsupported::Lists, at)),
            Self::Number(expr, kind) => Self::Number(wrap(expr), kind),
            Self::Other(expr, of) => Self::Other(wrap(expr), of),
            Self::Nothing(effect) => Self::Nothing(Effect {
                of: effect.of,
                value: wrap(effect.value),
            }),
            Self::List(items) => {
                let items = items.into_iter().map(|item| item.wrapped(at, wrap));
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Self::Map(pairs) => {
                let pairs = pairs.into_iter();
                let pairs = pairs.map(|(key, item)| Ok((key, item.wrapped(at, wrap)?)));
                Self::Map(pairs.collect::<Result<_, Stop>>()?)
            }
            Self::Fails => Self::Fails,
        })
    }

    /// The same with a local in front of it.
    pub(super) fn with_local(self, local: &Local, at: At) -> Part {
        self.wrapped(at, &|body| {
            Expr::Let(Box::new(Let {
                slot: local.slot,
                of: local.of,
                value: local.value.clone(),
                body,
            }))
        })
    }

    /// The same after something else was evaluated for its failures.
    pub(super) fn after(self, first: &Effect, at: At) -> Part {
        if first.is_nothing() {
            return Ok(self);
        }
        self.wrapped(at, &|then| {
            let first = first.clone();
            Expr::Sequence(Box::new(Sequence { first, then }))
        })
    }

    /// What is left of it where its value is not used: what may fail.
    pub(super) fn effect(self) -> Effect {
        match self {
            Self::Number(expr, _) if expr.is_atom() => Effect::nothing(),
            Self::Number(value, _) => Effect {
                of: Some(Type::Number),
                value,
            },
            Self::Other(Expr::YesNo(_) | Expr::Text(_) | Expr::Day(_), _) => Effect::nothing(),
            Self::Other(value, of) => Effect {
                of: Some(of),
                value,
            },
            Self::Nothing(effect) => effect,
            Self::ListFact(_) => Effect::nothing(),
            Self::Fails => Effect {
                of: None,
                value: Expr::Fail,
            },
            Self::List(items) => effects(items),
            Self::Map(pairs) => effects(pairs.into_iter().map(|(_, item)| item)),
        }
    }

    /// One of two of one type.
    pub(super) fn choose(condition: &Expr, then: Self, otherwise: Self, at: At) -> Option<Self> {
        let choose = |then: Expr, otherwise: Expr| {
            Expr::If(Box::new(If {
                condition: condition.clone(),
                then,
                otherwise,
                at,
            }))
        };
        Some(match (then, otherwise) {
            (Self::Number(a, one), Self::Number(b, two)) => Self::Number(choose(a, b), one.or(two)),
            (Self::Number(a, kind), Self::Fails) => Self::Number(choose(a, Expr::Fail), kind),
            (Self::Fails, Self::Number(b, kind)) => Self::Number(choose(Expr::Fail, b), kind),
            (Self::Other(a, one), Self::Other(b, two)) if one == two => {
                Self::Other(choose(a, b), one)
            }
            (Self::Other(a, of), Self::Fails) => Self::Other(choose(a, Expr::Fail), of),
            (Self::Fails, Self::Other(b, of)) => Self::Other(choose(Expr::Fail, b), of),
            (Self::Nothing(a), Self::Nothing(b)) => {
                if a.is_nothing() && b.is_nothing() && matches!(condition, Expr::YesNo(_)) {
                    Self::nothing()
                } else {
                    Self::Nothing(Effect {
                        of: None,
                        value: choose(a.into_expr(), b.into_expr()),
                    })
                }
            }
            (Self::Nothing(a), Self::Fails) => Self::Nothing(Effect {
                of: None,
                value: choose(a.into_expr(), Expr::Fail),
            }),
            (Self::Fails, Self::Nothing(b)) => Self::Nothing(Effect {
                of: None,
                value: choose(Expr::Fail, b.into_expr()),
            }),
            (Self::Fails, Self::Fails) => Self::Fails,
            _ => return None,
        })
    }

    /// Its type in words.
    pub(super) fn words(&self) -> Text {
        match self {
            Self::Number(..) | Self::Other(_, Type::Number) => Text::both("số", "a number"),
            Self::Other(_, Type::YesNo) => Text::both("có/không", "yes or no"),
            Self::Other(_, Type::Text) => Text::both("chữ", "words"),
            Self::Other(_, Type::Day) => Text::both("ngày", "a date"),
            Self::List(_) | Self::ListFact(_) => Text::both("danh sách", "a list"),
            Self::Map(_) => Text::both("bảng", "a map"),
            Self::Nothing(_) => Text::both("giá trị trống", "nothing"),
            Self::Fails => Text::both("lỗi", "a failure"),
        }
    }
}

/// A local that a part needs in front of it.
#[derive(Debug, Clone)]
pub(super) struct Local {
    pub(super) slot: usize,
    pub(super) of: Type,
    pub(super) value: Expr,
}

/// All of them evaluated, one after the other.
fn effects(items: impl IntoIterator<Item = Typed>) -> Effect {
    let items = items.into_iter().map(Typed::effect);
    items.fold(Effect::nothing(), Effect::then)
}
