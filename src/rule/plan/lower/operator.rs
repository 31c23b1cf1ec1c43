//! Two parts put together or compared.

use rhai::Token;

use super::super::run::Numeric as _;
use super::super::typed::{Kind, Typed};
use super::super::{Arithmetic, At, Comparison, Number, Operator, Relation, Word, YesNo};
use super::fault::Reason;
use super::{Lowering, Part};
use crate::number::Decimal;
use crate::rule::problem::RuleProblem;

impl Lowering<'_> {
    /// Two parts with an operator between them.
    pub(super) fn combine(&mut self, token: &Token, left: Typed, right: Typed, at: At) -> Part {
        let operator = match token {
            Token::Plus => Operator::Add,
            Token::Minus => Operator::Subtract,
            Token::Multiply => Operator::Multiply,
            Token::Divide => Operator::Divide,
            _ => {
                return match relation(token) {
                    Some(relation) => self.compared(relation, left, right, at),
                    None => Err((Reason::Unknown, at)),
                };
            }
        };
        match (left, right) {
            (Typed::Fails, _) | (_, Typed::Fails) => Ok(Typed::Fails),
            (Typed::Number(left, one), Typed::Number(right, two)) => {
                self.arithmetic(operator, (left, one), (right, two), at)
            }
            // Words are put together with `+`: the interpreter does that.
            (Typed::Word(_), _) | (_, Typed::Word(_)) if operator == Operator::Add => {
                Err((Reason::Words, at))
            }
            (Typed::List(_) | Typed::ListFact(_), _) | (_, Typed::List(_) | Typed::ListFact(_))
                if operator == Operator::Add =>
            {
                Err((Reason::Lists, at))
            }
            (Typed::Day(_), _) | (_, Typed::Day(_)) => {
                self.fault(RuleProblem::ArithmeticOnDays { what: self.what() }, at)
            }
            (Typed::Number(..), other) | (other, _) => self.no_number(&other, at),
        }
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        (left, one): (Number, Kind),
        (right, two): (Number, Kind),
        at: At,
    ) -> Part {
        let divides = operator == Operator::Divide;
        if divides && right.as_constant().is_some_and(|number| number.is_zero()) {
            return self.fault(RuleProblem::DivisionByZero { what: self.what() }, at);
        }
        let kind = if divides {
            Kind::Decimal
        } else {
            one.with(two)
        };
        let whole = !divides && one.may_be_whole() && two.may_be_whole();
        // What stands in the rule is worked out here, where it cannot fail.
        if let (Some(a), Some(b)) = (left.as_constant(), right.as_constant())
            && let Some(result) = Decimal::combine(a, operator, b)
            && (!whole || result.fits_whole())
        {
            return Ok(Typed::constant(result.normalize(), kind));
        }
        let both = Arithmetic {
            operator,
            left,
            right,
            whole,
        };
        Ok(Typed::Number(Number::Arithmetic(Box::new(both)), kind))
    }

    /// A number with its sign changed.
    pub(super) fn negated(&mut self, of: Typed, at: At) -> Part {
        match of {
            Typed::Number(Number::Constant(number), kind) if number.decimal != i64::MIN.into() => {
                Ok(Typed::constant(-number.decimal, kind))
            }
            Typed::Number(number, kind) => {
                let whole = kind.may_be_whole();
                Ok(Typed::Number(Number::Negate(Box::new(number), whole), kind))
            }
            Typed::Fails => Ok(Typed::Fails),
            other => self.no_number(&other, at),
        }
    }

    fn compared(&mut self, relation: Relation, left: Typed, right: Typed, at: At) -> Part {
        let equality = matches!(relation, Relation::Equal | Relation::Different);
        let or_not = |yes_no: YesNo| {
            Ok(Typed::YesNo(if relation == Relation::Different {
                YesNo::Not(Box::new(yes_no))
            } else {
                yes_no
            }))
        };
        match (left, right) {
            (Typed::Fails, _) | (_, Typed::Fails) => Ok(Typed::Fails),
            (Typed::Number(left, _), Typed::Number(right, _)) => {
                let comparison = Comparison {
                    left,
                    relation,
                    right,
                    at,
                };
                Ok(Typed::YesNo(YesNo::Compare(Box::new(comparison))))
            }
            (Typed::Day(left), Typed::Day(right)) => Ok(Typed::YesNo(YesNo::CompareDays(
                Box::new((left, relation, right)),
            ))),
            (Typed::YesNo(left), Typed::YesNo(right)) if equality => {
                or_not(YesNo::Same(Box::new((left, right))))
            }
            (Typed::Word(of), Typed::Word(Word::Constant(word)))
            | (Typed::Word(Word::Constant(word)), Typed::Word(of))
                if equality =>
            {
                or_not(self.is_word(of, &word, at))
            }
            (Typed::Word(left), Typed::Word(right)) if equality => {
                or_not(YesNo::SameWord(Box::new((left, right))))
            }
            (Typed::Word(_), Typed::Word(_)) => Err((Reason::Words, at)),
            (Typed::YesNo(_), Typed::YesNo(_)) => Err((Reason::Unknown, at)),
            (Typed::List(_) | Typed::ListFact(_), Typed::List(_) | Typed::ListFact(_))
            | (Typed::Map(_), Typed::Map(_)) => Err((Reason::Lists, at)),
            (left, right) => {
                let (left, right) = (left.text(), right.text());
                self.fault(
                    RuleProblem::ComparesTypes {
                        what: self.what(),
                        left,
                        right,
                    },
                    at,
                )
            }
        }
    }
}

fn relation(token: &Token) -> Option<Relation> {
    Some(match token {
        Token::EqualsTo => Relation::Equal,
        Token::NotEqualsTo => Relation::Different,
        Token::LessThan => Relation::Less,
        Token::LessThanEqualsTo => Relation::AtMost,
        Token::GreaterThan => Relation::Greater,
        Token::GreaterThanEqualsTo => Relation::AtLeast,
        _ => return None,
    })
}
