//! Chains of `.f(…)`, `.key` and `[i]`.

use rhai::Expr as Tree;

use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Names, Part};
use crate::rule::expr::{At, Expr, Pick, Type};
use crate::rule::problem::RuleProblem;

impl Lowering<'_> {
    /// A chain of `.f(…)`, `.key` and `[i]` behind a value. The right side of a link is the rest
    /// of the chain, but for the index of the last link, which may itself look like a chain.
    pub(super) fn linked(&mut self, of: Typed, link: &Tree, names: &Names) -> Part {
        let at = self.at(link.position());
        let (pair, flags, indexes) = match link {
            Tree::Dot(pair, flags, _) => (pair, flags, false),
            Tree::Index(pair, flags, _) => (pair, flags, true),
            _ => return Err((Unsupported::Unknown, at)),
        };
        if flags.intersects(rhai::ASTFlags::NEGATED) {
            return Err((Unsupported::Unknown, at));
        }
        let ends = indexes && flags.intersects(rhai::ASTFlags::BREAK);
        let (first, rest) = match &pair.rhs {
            Tree::Dot(inner, ..) | Tree::Index(inner, ..) if !ends => (&inner.lhs, true),
            last => (last, false),
        };
        let value = if indexes {
            self.indexed(of, first, names)?
        } else {
            self.method_of(of, first, names)?
        };
        if rest {
            self.linked(value, &pair.rhs, names)
        } else {
            Ok(value)
        }
    }

    fn method_of(&mut self, of: Typed, then: &Tree, names: &Names) -> Part {
        let at = self.at(then.position());
        match then {
            // To a shared function the language gives no receiver as an argument.
            Tree::MethodCall(call, _) if self.library.function(&call.name).is_some() => {
                Err((Unsupported::Function(call.name.to_string()), at))
            }
            Tree::MethodCall(call, position) => {
                let since = self.counted_so_far();
                let mut values = vec![of];
                values.extend(self.all(&call.args, names)?);
                let at = self.at(*position);
                self.function(&call.name, values, since, at)
            }
            Tree::Property(property, _) => key(of, &property.2, at),
            _ => Err((Unsupported::Unknown, at)),
        }
    }

    /// `list[i]`, `map["key"]`.
    fn indexed(&mut self, of: Typed, index: &Tree, names: &Names) -> Part {
        let at = self.at(index.start_position());
        let index = self.expression(index, names)?;
        match (of, index) {
            (Typed::List(items), Typed::Number(index, Kind::Whole)) => {
                if let Some(index) = index.as_number() {
                    return self.item(items, index.to_i64().unwrap_or(i64::MAX), at);
                }
                let mut numbers = Vec::with_capacity(items.len());
                let mut kind = None;
                for item in items {
                    let Typed::Number(number, here) = item else {
                        return Err((Unsupported::Lists, at));
                    };
                    kind = Some(kind.map_or(here, |kind: Kind| kind.or(here)));
                    numbers.push(number);
                }
                let kind = kind.unwrap_or(Kind::Either);
                let items = numbers;
                let pick = Pick { index, items };
                Ok(Typed::Number(Expr::Pick(Box::new(pick)), kind))
            }
            (of @ Typed::Map(_), Typed::Other(Expr::Text(word), _)) => key(of, &word, at),
            (Typed::Map(pairs), Typed::Other(word, Type::Text)) => {
                // A key for each word: as a switch whose rest fails.
                let looked = Typed::Map(pairs.clone()).effect();
                let mut chain = Typed::Fails;
                for (key, item) in pairs.into_iter().rev() {
                    let is = self.is_text(&word, &key, at);
                    chain = self.join(is, item, chain, at)?;
                }
                chain.after(&looked, at)
            }
            _ => Err((Unsupported::Lists, at)),
        }
    }

    /// An item of a list whose items are known.
    fn item(&mut self, items: Vec<Typed>, index: i64, at: At) -> Part {
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let from_start = if index < 0 { index + length } else { index };
        if !(0..length).contains(&from_start) {
            return self.fault(
                RuleProblem::NoSuchItem {
                    what: self.what(),
                    index,
                    length,
                },
                at,
            );
        }
        let mut picked = Typed::Fails;
        let mut looked = Vec::new();
        for (item, here) in items.into_iter().zip(0_i64..) {
            if here == from_start {
                picked = item;
            } else {
                looked.push(item);
            }
        }
        picked.after(&Typed::List(looked).effect(), at)
    }
}

/// The value behind a key of a map.
fn key(of: Typed, key: &str, at: At) -> Part {
    let Typed::Map(pairs) = of else {
        return Err((Unsupported::Lists, at));
    };
    let mut picked = None;
    let mut looked = Vec::new();
    for (name, item) in pairs {
        if name == key {
            picked = Some(item);
        } else {
            looked.push(item);
        }
    }
    let picked = picked.unwrap_or(Typed::Fails);
    picked.after(&Typed::List(looked).effect(), at)
}
