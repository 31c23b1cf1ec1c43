//! Two parts put together or compared.

use rhai::Token;

use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Part};
use crate::number::Number;
use crate::rule::expr::{Arithmetic, At, Comparison, Expr, Operator, Relation, Type};
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
                    None => Err((Unsupported::Unknown, at)),
                };
            }
        };
        match (left, right) {
            (Typed::Fails, _) | (_, Typed::Fails) => Ok(Typed::Fails),
            (Typed::Number(left, one), Typed::Number(right, two)) => {
                self.arithmetic(operator, (left, one), (right, two), at)
            }
            // Words are put together with `+`: the interpreter does that.
            (Typed::Other(_, Type::Text), _) | (_, Typed::Other(_, Type::Text))
                if operator == Operator::Add =>
            {
                Err((Unsupported::Words, at))
            }
            (Typed::List(_) | Typed::ListFact(_), _) | (_, Typed::List(_) | Typed::ListFact(_))
                if operator == Operator::Add =>
            {
                Err((Unsupported::Lists, at))
            }
            (Typed::Other(_, Type::Day), _) | (_, Typed::Other(_, Type::Day)) => {
                self.fault(RuleProblem::ArithmeticOnDays { what: self.what() }, at)
            }
            (Typed::Number(..), other) | (other, _) => self.no_number(&other, at),
        }
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        (left, one): (Expr, Kind),
        (right, two): (Expr, Kind),
        at: At,
    ) -> Part {
        let divides = operator == Operator::Divide;
        if divides && right.as_number().is_some_and(Number::is_zero) {
            return self.fault(RuleProblem::DivisionByZero { what: self.what() }, at);
        }
        let kind = if divides {
            Kind::Decimal
        } else {
            one.with(two)
        };
        // What is written in the rule is computed here, where it cannot fail.
        if let (Some(a), Some(b)) = (left.as_number(), right.as_number())
            && let Some(result) = operator.apply(a, b)
        {
            return Ok(Typed::constant(result, kind, At::default()));
        }
        let both = Arithmetic {
            operator,
            left,
            right,
        };
        Ok(Typed::Number(Expr::Arithmetic(Box::new(both)), kind))
    }

    /// A number with its sign changed.
    pub(super) fn negated(&mut self, of: Typed, at: At) -> Part {
        match of {
            Typed::Number(Expr::Number(number), kind) => {
                Ok(Typed::constant(number.number.negate(), kind, At::default()))
            }
            Typed::Number(number, kind) => Ok(Typed::Number(Expr::Negate(Box::new(number)), kind)),
            Typed::Fails => Ok(Typed::Fails),
            other => self.no_number(&other, at),
        }
    }

    fn compared(&mut self, relation: Relation, left: Typed, right: Typed, at: At) -> Part {
        let equality = matches!(relation, Relation::Equal | Relation::Different);
        let is_text = |of: &Typed| matches!(of, Typed::Other(_, Type::Text));
        if equality && is_text(&left) && is_text(&right) {
            self.texts_are_choices(&left, &right, at);
        }
        match (left, right) {
            (Typed::Fails, _) | (_, Typed::Fails) => Ok(Typed::Fails),
            (Typed::Number(left, _), Typed::Number(right, _)) => {
                Ok(comparison(Type::Number, left, relation, right, at))
            }
            (Typed::Other(left, Type::Day), Typed::Other(right, Type::Day)) => {
                Ok(comparison(Type::Day, left, relation, right, at))
            }
            (Typed::Other(left, one), Typed::Other(right, two)) if equality && one == two => {
                // What is written in the rule comes second.
                let (left, right) = match (left, right) {
                    (left @ Expr::Text(_), right) => (right, left),
                    sides => sides,
                };
                Ok(match comparison(one, left, Relation::Equal, right, at) {
                    Typed::Other(same, _) if relation == Relation::Different => {
                        Typed::yes_no(Expr::Not(Box::new(same)))
                    }
                    same => same,
                })
            }
            (Typed::Other(_, Type::Text), Typed::Other(_, Type::Text)) => {
                Err((Unsupported::Words, at))
            }
            (Typed::Other(_, Type::YesNo), Typed::Other(_, Type::YesNo)) => {
                Err((Unsupported::Unknown, at))
            }
            (Typed::List(_) | Typed::ListFact(_), Typed::List(_) | Typed::ListFact(_))
            | (Typed::Map(_), Typed::Map(_)) => Err((Unsupported::Lists, at)),
            (left, right) => {
                let (left, right) = (left.words(), right.words());
                let what = self.what();
                self.fault(RuleProblem::ComparesTypes { what, left, right }, at)
            }
        }
    }

    /// A text that is written in the rule beside something with choices is one of them.
    fn texts_are_choices(&mut self, left: &Typed, right: &Typed, at: At) {
        for (of, text) in [(left, right), (right, left)] {
            if let (Typed::Other(of, _), Some(text)) = (of, text.as_text()) {
                self.must_be_choice(of, text, at);
            }
        }
    }
}

/// Two values of one type compared.
pub(super) fn comparison(of: Type, left: Expr, relation: Relation, right: Expr, at: At) -> Typed {
    Typed::yes_no(Expr::Compare(Box::new(Comparison {
        of,
        left,
        relation,
        right,
        at,
    })))
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
