//! Parts that give a value: constants, names, lists, operators.

use rhai::{Expr as Tree, Position, Token};

use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Names, Next, Part, Stop, own};
use crate::rule::engine::{LONGEST_RULE, MOST_ITEMS, MOST_KEYS};
use crate::rule::expr::{At, Expr, Type};
use crate::rule::problem::RuleProblem;
use crate::scheme::{FactKind, Name, Subject};

/// More bytes than the word of a choice has.
const LONGEST_CHOICE: usize = 200;

impl Lowering<'_> {
    /// The value of a part.
    pub(super) fn expression(&mut self, expression: &Tree, names: &Names) -> Part {
        let at = self.at(expression.position());
        self.node(at)?;
        match expression {
            Tree::IntegerConstant(number, _) => Ok(Typed::constant(*number, Kind::Whole, at)),
            Tree::BoolConstant(flag, _) => Ok(Typed::yes_no(Expr::YesNo(*flag))),
            Tree::StringConstant(text, _) => Ok(Typed::text(Expr::Text(text.as_str().into()))),
            Tree::DynamicConstant(value, _) => match value.as_decimal() {
                Ok(number) => Ok(Typed::constant(number, Kind::Decimal, at)),
                Err(_) => Err((Unsupported::Closure, at)),
            },
            Tree::Unit(_) => Ok(Typed::nothing()),
            Tree::Variable(variable, ..) => self.name(&variable.1, names, at),
            Tree::Array(items, _) => {
                let items = self.all(items, names)?;
                self.fits(Typed::List(items), at)
            }
            Tree::Map(pairs, _) => {
                let pairs: Vec<_> = pairs
                    .0
                    .iter()
                    .map(|(key, item)| {
                        let item = self.expression(item, names)?;
                        Ok((key.name.to_string(), item))
                    })
                    .collect();
                let map = Typed::Map(pairs.into_iter().collect::<Result<_, Stop>>()?);
                self.fits(map, at)
            }
            Tree::And(parts, _) => {
                let parts = self.conditions(parts, names)?;
                Ok(Typed::yes_no(Expr::All(parts)))
            }
            Tree::Or(parts, _) => {
                let parts = self.conditions(parts, names)?;
                Ok(Typed::yes_no(Expr::Any(parts)))
            }
            Tree::Stmt(block) => {
                if block
                    .iter()
                    .any(|s| super::assigned::returns_in(s) || super::assigned::assigns_in(s))
                {
                    return Err((Unsupported::Inside, at));
                }
                let end: Next<'_, '_> = &|_, _, value, _| Ok(value);
                self.block(block, names.clone(), at, end, end)
            }
            Tree::FnCall(call, position) => self.call(call, *position, names),
            Tree::Dot(pair, ..) | Tree::Index(pair, ..) => {
                if let (Tree::MethodCall(call, position), Tree::Variable(variable, ..)) =
                    (&pair.rhs, &pair.lhs)
                    && call.name == "given"
                {
                    let at = self.at(*position);
                    return self.given(&variable.1, names, at);
                }
                let of = self.expression(&pair.lhs, names)?;
                self.linked(of, expression, names)
            }
            Tree::InterpolatedString(..) => Err((Unsupported::Words, at)),
            _ => Err((Unsupported::Unknown, at)),
        }
    }

    /// The values of several parts; all are looked at before the first that stops counts, so that
    /// all that is wrong is reported at once.
    pub(super) fn all(&mut self, parts: &[Tree], names: &Names) -> Result<Vec<Typed>, Stop> {
        let parts: Vec<_> = parts
            .iter()
            .map(|part| self.expression(part, names))
            .collect();
        parts.into_iter().collect()
    }

    /// A list or map that the interpreter would not refuse for its size. How much a list of a fact
    /// or texts of a nominee hold is not known here.
    fn fits(&self, value: Typed, at: At) -> Part {
        let (mut items, mut keys, mut bytes) = (0_usize, 0_usize, 0_usize);
        let mut open = vec![&value];
        while let Some(next) = open.pop() {
            match next {
                Typed::List(list) => {
                    items += list.len();
                    open.extend(list);
                }
                Typed::Map(pairs) => {
                    keys += pairs.len();
                    open.extend(pairs.iter().map(|(_, item)| item));
                }
                Typed::Other(Expr::Text(text), _) => bytes += text.len(),
                Typed::Other(Expr::Read(Name::Fact(fact)), Type::Text)
                    if !self.scheme.facts[*fact].choices().is_empty() =>
                {
                    bytes += LONGEST_CHOICE;
                }
                Typed::Other(Expr::Read(Name::Subject), _) => bytes += LONGEST_CHOICE,
                Typed::Other(_, Type::Text) => bytes = usize::MAX / 2,
                Typed::ListFact(_) => return Err((Unsupported::Lists, at)),
                _ => {}
            }
        }
        if items > MOST_ITEMS || keys > MOST_KEYS || bytes > LONGEST_RULE {
            return Err((Unsupported::TooLarge, at));
        }
        Ok(value)
    }

    fn conditions(&mut self, parts: &[Tree], names: &Names) -> Result<Vec<Expr>, Stop> {
        let parts: Vec<_> = parts
            .iter()
            .map(|part| self.condition(part, names))
            .collect();
        parts.into_iter().collect()
    }

    /// A name: one of the rule's own, or one of the scheme.
    fn name(&mut self, word: &str, names: &Names, at: At) -> Part {
        if let Some(value) = self.used(names, word, at)? {
            return Ok(value);
        }
        if self.is_inside() {
            return Err((Unsupported::Unknown, at));
        }
        let Some(name) = self.site.name(self.scheme, word) else {
            return Err((Unsupported::Unknown, at));
        };
        self.reads(name);
        let read = Expr::Read(name);
        Ok(match name {
            Name::Max => match self.site.maximum(self.scheme) {
                Some(max) => Typed::constant(max.clone(), Kind::Decimal, at),
                None => return Err((Unsupported::Unknown, at)),
            },
            Name::Value(_)
            | Name::Cohort(_)
            | Name::Group(_)
            | Name::Criterion(_)
            | Name::Total => Typed::Number(read, Kind::Decimal),
            Name::Standard(_) => Typed::yes_no(read),
            Name::Unit | Name::Field | Name::Subject | Name::Class => Typed::text(read),
            Name::Date | Name::Deadline | Name::Received | Name::PeriodStart | Name::PeriodEnd => {
                Typed::day(read)
            }
            Name::Fact(at) => match self.scheme.facts[at].kind {
                FactKind::Integer => Typed::Number(read, Kind::Whole),
                FactKind::Number | FactKind::Percent => Typed::Number(read, Kind::Decimal),
                FactKind::YesNo => Typed::yes_no(read),
                FactKind::Choice(_) | FactKind::Text => Typed::text(read),
                FactKind::Date => Typed::day(read),
                FactKind::List(_) => Typed::ListFact(at),
            },
        })
    }

    /// A text that is written in the rule beside something with choices is one of them. Where a
    /// fact itself is named, this was reported before; here it may hide behind a name of the
    /// rule's own.
    pub(super) fn must_be_choice(&mut self, of: &Expr, word: &str, at: At) {
        let (name, choices) = match of {
            Expr::Read(Name::Fact(fact)) => {
                let fact = &self.scheme.facts[*fact];
                let choices = fact.choices().iter().map(|(word, _)| word.to_string());
                (fact.id.clone(), choices.collect())
            }
            Expr::Read(Name::Class) => {
                let classes = self.scheme.classes.iter().map(|class| class.id.clone());
                ("class".to_owned(), classes.collect::<Vec<_>>())
            }
            Expr::Read(Name::Subject) => (
                "subject".to_owned(),
                Subject::IDS.map(str::to_owned).to_vec(),
            ),
            _ => return,
        };
        if choices.is_empty() || choices.iter().any(|choice| choice == word) {
            return;
        }
        let word = word.to_owned();
        let choices = choices.join(", ");
        self.warn(
            RuleProblem::NotAmongChoices {
                word,
                name,
                choices,
            },
            at,
        );
    }

    /// Whether a variable of the rule is there.
    pub(super) fn given(&mut self, word: &str, names: &Names, at: At) -> Part {
        if let Some(value) = own(names, word) {
            return match value {
                Typed::Nothing(_) => Ok(Typed::yes_no(Expr::YesNo(false))),
                Typed::Number(expr, _) | Typed::Other(expr, Type::YesNo) if expr.is_atom() => {
                    Ok(Typed::yes_no(Expr::YesNo(true)))
                }
                Typed::Number(Expr::Read(name), _) => Ok(Typed::yes_no(Expr::Given(*name))),
                _ => Err((Unsupported::Unknown, at)),
            };
        }
        match self.site.name(self.scheme, word) {
            Some(name) if !self.is_inside() => {
                self.reads(name);
                Ok(Typed::yes_no(Expr::Given(name)))
            }
            _ => Err((Unsupported::Unknown, at)),
        }
    }

    /// An operator or a function.
    pub(super) fn call(
        &mut self,
        call: &rhai::FnCallExpr,
        position: Position,
        names: &Names,
    ) -> Part {
        let at = self.at(position);
        if call.capture_parent_scope {
            return Err((Unsupported::Unknown, at));
        }
        if call.name == "given"
            && let [Tree::Variable(variable, ..)] = &call.args[..]
        {
            return self.given(&variable.1, names, at);
        }
        if matches!(&*call.name, "not_covered" | "refuse" | "throw") {
            return Ok(Typed::Fails);
        }
        // A local may hold an anonymous function.
        if own(names, &call.name).is_some() {
            return Err((Unsupported::Closure, at));
        }
        let since = self.counted_so_far();
        let mut values = self.all(&call.args, names)?;
        match (&call.op_token, values.len()) {
            (Some(Token::Bang), 1) => match values.remove(0) {
                Typed::Other(condition, Type::YesNo) => {
                    Ok(Typed::yes_no(Expr::Not(Box::new(condition))))
                }
                Typed::Fails => Ok(Typed::Fails),
                other => self.no_condition(&other, at),
            },
            (Some(Token::UnaryMinus | Token::Minus), 1) => self.negated(values.remove(0), at),
            (Some(Token::UnaryPlus | Token::Plus), 1) => match values.remove(0) {
                value @ (Typed::Number(..) | Typed::Fails) => Ok(value),
                other => self.no_number(&other, at),
            },
            (Some(Token::In | Token::NotIn), 2) => self.function("contains", values, since, at),
            (Some(token), 2) => {
                let right = values.remove(1);
                let left = values.remove(0);
                self.combine(token, left, right, at)
            }
            (None, _) => self.function(&call.name, values, since, at),
            _ => Err((Unsupported::Unknown, at)),
        }
    }
}
