//! `switch`: its arms as conditions, from the first to the last.

use std::ops::{Range, RangeInclusive};

use rhai::{Expr as Tree, Position, SwitchCasesCollection};

use super::operator::comparison;
use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Names, Next, Part, Stop};
use crate::locale::Text;
use crate::number::Number;
use crate::rule::expr::{At, Constant, Expr, Relation, Type};
use crate::rule::problem::RuleProblem;
use crate::scheme::{Name, Subject};

impl<'a> Lowering<'a> {
    /// `switch`, arm by arm: constants first, then ranges, then the rest.
    pub(super) fn switch(
        &mut self,
        of: &Tree,
        cases: &SwitchCasesCollection,
        position: Position,
        names: &Names,
        returns: Next<'_, 'a>,
        next: Next<'_, 'a>,
    ) -> Part {
        let at = self.at(position);
        let of = self.expression(of, names)?;
        let (of, local) = self.bound(of);
        let arms = self.arms(&of, cases, at, names)?;
        let arm = |me: &mut Self, at: usize| {
            let Some(arm) = cases.expressions.get(at) else {
                return Err((Unsupported::Unknown, At::default()));
            };
            me.flowing(&arm.rhs, names.clone(), returns, next)
        };
        let mut chain = match cases.def_case {
            Some(default) => arm(self, default),
            None => match self.choices_left(&of, cases) {
                // Every choice has its arm: nothing is left.
                Some(left) if left.is_empty() => Ok(Typed::Fails),
                left => {
                    let before = self.faults.len();
                    let rest = next(self, names.clone(), Typed::nothing(), at);
                    if let Some(left) = left {
                        self.nothing_for(&left, before, at);
                    }
                    rest
                }
            },
        };
        for (condition, index) in arms.into_iter().rev() {
            let at = self.arm_at(cases, index);
            let then = arm(self, index);
            // Every arm is looked at, so that all that is wrong is told at once.
            chain = match (then, chain) {
                (Ok(then), Ok(otherwise)) => self.join(condition, then, otherwise, at),
                (Err(stop), _) | (_, Err(stop)) => Err(stop),
            };
        }
        let chain = chain?;
        match local {
            Some(local) => chain.with_local(&local, at),
            // Words are held against labels alone: with none they would not be looked at.
            None => chain.after(&of.effect(), at),
        }
    }

    /// What gives nothing because choices have no arm is told by the choices.
    fn nothing_for(&mut self, left: &[String], before: usize, at: At) {
        for (fault, place) in self.faults.iter_mut().skip(before) {
            if *place == at
                && let RuleProblem::GivesNothing { what, .. } = fault
            {
                let choices: Vec<_> = left.iter().map(|word| format!("`{word}`")).collect();
                *fault = RuleProblem::ChoicesLeft {
                    what: what.clone(),
                    choices: choices.join(", "),
                };
            }
        }
    }

    /// The arms of a switch as conditions: constants in the order of the text, then ranges.
    pub(super) fn arms(
        &mut self,
        of: &Typed,
        cases: &SwitchCasesCollection,
        at: At,
        names: &Names,
    ) -> Result<Vec<(Expr, usize)>, Stop> {
        let mut arms: Vec<(Expr, usize)> = Vec::new();
        let mut labels: Vec<_> = cases.cases.values().collect();
        labels.sort_by_key(|case| case.blocks.first().copied());
        for case in labels {
            let label = &case.value;
            // The parser keeps ranges among the labels too.
            if label.is::<Range<i64>>() || label.is::<RangeInclusive<i64>>() {
                continue;
            }
            let at = case
                .blocks
                .first()
                .map_or(at, |first| self.arm_at(cases, *first));
            let is = match of {
                Typed::Other(word, Type::Text) => {
                    let Ok(label) = label.clone().into_immutable_string() else {
                        return self.fault(
                            RuleProblem::LabelOfAnotherType {
                                what: self.what(),
                                wanted: Text::both("chữ", "words"),
                            },
                            at,
                        );
                    };
                    self.is_text(word, &label, at)
                }
                Typed::Other(yes_no, Type::YesNo) => match label.as_bool() {
                    Ok(true) => yes_no.clone(),
                    Ok(false) => Expr::Not(Box::new(yes_no.clone())),
                    Err(_) => {
                        let kind = RuleProblem::LabelOfAnotherType {
                            what: self.what(),
                            wanted: Text::both("`true` hoặc `false`", "`true` or `false`"),
                        };
                        return self.fault(kind, at);
                    }
                },
                Typed::Number(number, kind) => {
                    // A whole label meets whole numbers alone, a decimal one decimals alone.
                    let (label, wanted) = match (label.as_int(), label.as_decimal()) {
                        (Ok(label), _) => (Number::from(label), Kind::Whole),
                        (_, Ok(label)) => (Number::from(label), Kind::Decimal),
                        _ => {
                            let kind = RuleProblem::LabelOfAnotherType {
                                what: self.what(),
                                wanted: Text::both("số", "a number"),
                            };
                            return self.fault(kind, at);
                        }
                    };
                    if *kind == Kind::Either {
                        return Err((Unsupported::Mixed, at));
                    }
                    if *kind != wanted {
                        return self.fault(RuleProblem::LabelNeverMet { what: self.what() }, at);
                    }
                    compare(number, Relation::Equal, label, at)
                }
                _ => return Err((Unsupported::Unknown, at)),
            };
            let mut taken = false;
            for index in &case.blocks {
                if taken {
                    let at = self.arm_at(cases, *index);
                    let label = label.to_string();
                    self.warn(
                        RuleProblem::LabelTwice {
                            what: self.what(),
                            label,
                        },
                        at,
                    );
                    continue;
                }
                let more = self.arm_condition(cases, *index, names)?;
                taken = more.is_none();
                arms.push((both(is.clone(), more), *index));
            }
        }
        for range in &cases.ranges {
            let at = self.arm_at(cases, range.index());
            let Typed::Number(number, _) = of else {
                return self.fault(RuleProblem::RangeOfNoNumber { what: self.what() }, at);
            };
            let (from, to, upper) = match range {
                rhai::RangeCase::ExclusiveInt(range, _) => (range.start, range.end, Relation::Less),
                rhai::RangeCase::InclusiveInt(range, _) => {
                    (*range.start(), *range.end(), Relation::AtMost)
                }
            };
            let low = compare(number, Relation::AtLeast, from.into(), at);
            let high = compare(number, upper, to.into(), at);
            let more = self.arm_condition(cases, range.index(), names)?;
            arms.push((both(Expr::All(vec![low, high]), more), range.index()));
        }
        if let Typed::Number(_, kind) = of {
            self.switches_numbers = true;
            self.ranges_meet(cases, *kind);
        }
        Ok(arms)
    }

    /// Where the result of an arm stands: its label has no place of its own in the tree.
    pub(super) fn arm_at(&self, cases: &SwitchCasesCollection, index: usize) -> At {
        let arm = cases.expressions.get(index);
        arm.map_or_else(At::default, |arm| {
            let place = match &arm.rhs {
                Tree::Stmt(block) => match block.statements().first() {
                    Some(first) => first.position(),
                    None => block.position(),
                },
                other => other.start_position(),
            };
            self.at(place)
        })
    }

    /// The choices that no arm of a switch is for; nothing where they are not known.
    pub(super) fn choices_left(
        &self,
        of: &Typed,
        cases: &SwitchCasesCollection,
    ) -> Option<Vec<String>> {
        let plain = |index: &usize| {
            let arm = cases.expressions.get(*index).map(|arm| &arm.lhs);
            matches!(arm, None | Some(Tree::BoolConstant(true, _)))
        };
        let named = |wanted: &dyn Fn(&rhai::Dynamic) -> bool| {
            let mut labels = cases.cases.values();
            labels.any(|case| wanted(&case.value) && case.blocks.iter().any(plain))
        };
        let choices: Vec<String> = match of {
            Typed::Other(Expr::Read(Name::Fact(fact)), Type::Text) => {
                let choices = self.scheme.facts[*fact].choices().iter();
                choices.map(|(word, _)| word.to_string()).collect()
            }
            Typed::Other(Expr::Read(Name::Subject), _) => Subject::IDS.map(str::to_owned).to_vec(),
            Typed::Other(_, Type::YesNo) => {
                let flags = [true, false].into_iter();
                let left = flags.filter(|flag| !named(&|label| label.as_bool() == Ok(*flag)));
                return Some(left.map(|flag| flag.to_string()).collect());
            }
            _ => return None,
        };
        if choices.is_empty() {
            return None;
        }
        let left = choices.into_iter().filter(|choice| {
            !named(&|label| {
                let label = label.clone().into_immutable_string();
                label.is_ok_and(|label| label == choice.as_str())
            })
        });
        Some(left.collect())
    }

    /// The condition of an arm: `label if condition => …`.
    fn arm_condition(
        &mut self,
        cases: &SwitchCasesCollection,
        index: usize,
        names: &Names,
    ) -> Result<Option<Expr>, Stop> {
        match cases.expressions.get(index).map(|arm| &arm.lhs) {
            None | Some(Tree::BoolConstant(true, _)) => Ok(None),
            Some(condition) => self.condition(condition, names).map(Some),
        }
    }

    /// Whether a text is this one, which must be one of its choices.
    pub(super) fn is_text(&mut self, of: &Expr, word: &str, at: At) -> Expr {
        self.must_be_choice(of, word, at);
        let word = Expr::Text(word.into());
        match comparison(Type::Text, of.clone(), Relation::Equal, word, at) {
            Typed::Other(same, _) => same,
            _ => Expr::Fail,
        }
    }
}

fn both(one: Expr, more: Option<Expr>) -> Expr {
    match more {
        None => one,
        Some(more) => Expr::All(vec![one, more]),
    }
}

/// A number compared with a constant.
fn compare(left: &Expr, relation: Relation, number: Number, at: At) -> Expr {
    let right = Expr::Number(Constant {
        number,
        at: At::default(),
    });
    match comparison(Type::Number, left.clone(), relation, right, at) {
        Typed::Other(holds, _) => holds,
        _ => Expr::Fail,
    }
}
