//! Functions: those of the program, and those of the scheme's files, which are put in place.

use std::sync::Arc;

use super::super::At;
use super::super::typed::{Kind, Typed};
use super::super::{
    AtLeast, Between, Call, Comparison, Day, Function, Number, OfList, Relation, Table, Word, YesNo,
};
use super::fault::Reason;
use super::{Lowering, Names, Next, Part, Stop, nothing};
use crate::locale::Text;
use crate::number::Decimal;
use crate::rule::function::native;
use crate::rule::problem::RuleProblem;
use crate::scheme::FactKind;

/// The keys of `ramp`, in the order of its arguments; the last may be absent.
const RAMP: [&str; 5] = ["from", "base", "each", "add", "cap"];

impl Lowering<'_> {
    /// A function with its arguments worked out.
    /// They were counted `since`.
    pub(super) fn function(
        &mut self,
        name: &str,
        mut values: Vec<Typed>,
        since: usize,
        at: At,
    ) -> Part {
        if values.iter().any(|value| matches!(value, Typed::Fails)) {
            return Ok(Typed::Fails);
        }
        let many = values.len();
        let call = |function: Function, arguments: Vec<Number>, kind: Kind| {
            let call = Call {
                function,
                arguments,
                at,
            };
            Ok(Typed::Number(Number::Call(Box::new(call)), kind))
        };
        match (name, many) {
            ("steps" | "at_most", 2) => self.table(name == "at_most", values, at),
            ("between", 3) => {
                let mut numbers = self.numbers(values, at)?.into_iter();
                let mut next = || numbers.next().map_or(Number::Fails, |(number, _)| number);
                let between = Between {
                    of: next(),
                    low: next(),
                    high: next(),
                    at,
                };
                Ok(Typed::YesNo(YesNo::Between(Box::new(between))))
            }
            ("percent" | "proportion", 2) => {
                let numbers = self.only_numbers(values, at)?;
                let function = if name == "percent" {
                    Function::Percent
                } else {
                    Function::Proportion
                };
                call(function, numbers, Kind::Decimal)
            }
            ("per", 3) => call(Function::Per, self.only_numbers(values, at)?, Kind::Decimal),
            ("ramp", 2) => {
                let arguments = self.ramp(values, at)?;
                call(Function::Ramp, arguments, Kind::Decimal)
            }
            ("clamp", 3) => {
                let (numbers, kind) = self.alike(values, at)?;
                call(Function::Clamp, numbers, kind)
            }
            ("min" | "max", 1..=3) => {
                let function = if name == "min" {
                    Function::Min
                } else {
                    Function::Max
                };
                if many > 1 {
                    let (numbers, kind) = self.alike(values, at)?;
                    return call(function, numbers, kind);
                }
                self.of_list(function, values.remove(0), at)
            }
            ("abs", 1) => {
                let (numbers, kind) = self.alike(values, at)?;
                call(Function::Abs, numbers, kind)
            }
            ("round", 1 | 2) => {
                let digits = match values.get(1) {
                    None => Some(0),
                    Some(Typed::Number(number, Kind::Whole)) => number
                        .as_constant()
                        .and_then(|digits| u32::try_from(digits).ok()),
                    Some(_) => None,
                };
                let Some(digits) = digits.filter(|digits| *digits <= 28) else {
                    return Err((Reason::Unknown, at));
                };
                values.truncate(1);
                let numbers = self.only_numbers(values, at)?;
                call(Function::Round(digits), numbers, Kind::Decimal)
            }
            ("floor", 1) => call(
                Function::Floor,
                self.only_numbers(values, at)?,
                Kind::Decimal,
            ),
            ("ceil", 1) => call(
                Function::Ceil,
                self.only_numbers(values, at)?,
                Kind::Decimal,
            ),
            ("pow", 2) => call(Function::Pow, self.only_numbers(values, at)?, Kind::Decimal),
            ("sum", 1) => self.of_list(Function::Sum, values.remove(0), at),
            ("mean", 1) => self.of_list(Function::Mean, values.remove(0), at),
            ("median", 1) => self.of_list(Function::Median, values.remove(0), at),
            ("trimmed_mean" | "trimmed_sum", 2) => {
                let drop = match values.pop() {
                    Some(Typed::Number(number, Kind::Whole)) => number.as_constant(),
                    _ => None,
                };
                let Some(drop) = drop.and_then(|drop| usize::try_from(drop).ok()) else {
                    return Err((Reason::Unknown, at));
                };
                let function = if name == "trimmed_mean" {
                    Function::TrimmedMean(drop)
                } else {
                    Function::TrimmedSum(drop)
                };
                self.of_list(function, values.remove(0), at)
            }
            ("len", 1) => match values.remove(0) {
                Typed::ListFact(fact) => Ok(list(OfList::Length(fact), Kind::Whole)),
                Typed::List(items) => {
                    let length = Decimal::from(items.len());
                    let looked = Typed::List(items).looked_at();
                    Typed::constant(length, Kind::Whole).after(looked, at)
                }
                _ => Err((Reason::Words, at)),
            },
            ("count", 2) => self.counted(values, at),
            ("contains", 2) => self.holds(values, at),
            ("at_least", 2) => self.at_least(&values, at),
            ("date", 1) => match &values[0] {
                Typed::Word(Word::Constant(word)) => match native::date(word) {
                    Ok(day) => Ok(Typed::Day(Day::Constant(day))),
                    Err(_) => self.fault(
                        RuleProblem::NoDate {
                            what: self.what(),
                            word: word.to_string(),
                        },
                        at,
                    ),
                },
                _ => Err((Reason::Words, at)),
            },
            ("days_between" | "years_between", 2) => {
                let (Some(Typed::Day(to)), Some(Typed::Day(from))) = (values.pop(), values.pop())
                else {
                    return self.fault(
                        RuleProblem::NoDays {
                            what: self.what(),
                            name: name.to_owned(),
                        },
                        at,
                    );
                };
                let of = if name == "days_between" {
                    OfList::DaysBetween(from, to)
                } else {
                    OfList::YearsBetween(from, to)
                };
                Ok(list(of, Kind::Whole))
            }
            ("past_awards", 2) => match (&values[0], &values[1]) {
                (Typed::Word(Word::Constant(award)), Typed::Number(years, Kind::Whole)) => call(
                    Function::PastAwards(Arc::clone(award)),
                    vec![years.clone()],
                    Kind::Whole,
                ),
                _ => Err((Reason::Words, at)),
            },
            ("consecutive_years", 1) => match &values[0] {
                Typed::Word(Word::Constant(award)) => call(
                    Function::ConsecutiveYears(Arc::clone(award)),
                    Vec::new(),
                    Kind::Whole,
                ),
                _ => Err((Reason::Words, at)),
            },
            _ => self.shared(name, values, since, at),
        }
    }

    /// Numbers with their kinds; anything else is a fault.
    fn numbers(&mut self, values: Vec<Typed>, at: At) -> Result<Vec<(Number, Kind)>, Stop> {
        let mut numbers = Vec::with_capacity(values.len());
        for value in values {
            match value {
                Typed::Number(number, kind) => numbers.push((number, kind)),
                Typed::Fails => numbers.push((Number::Fails, Kind::Either)),
                other => return self.no_number(&other, at),
            }
        }
        Ok(numbers)
    }

    fn only_numbers(&mut self, values: Vec<Typed>, at: At) -> Result<Vec<Number>, Stop> {
        let numbers = self.numbers(values, at)?;
        Ok(numbers.into_iter().map(|(number, _)| number).collect())
    }

    /// Numbers, one of which comes out as it is.
    fn alike(&mut self, values: Vec<Typed>, at: At) -> Result<(Vec<Number>, Kind), Stop> {
        let numbers = self.numbers(values, at)?;
        let kinds = numbers.iter().map(|(_, kind)| *kind);
        let kind = kinds.reduce(Kind::or).unwrap_or(Kind::Either);
        Ok((
            numbers.into_iter().map(|(number, _)| number).collect(),
            kind,
        ))
    }

    /// A table of steps.
    fn table(&mut self, upward: bool, mut values: Vec<Typed>, at: At) -> Part {
        let rows = values.pop();
        let Some(Typed::List(rows)) = rows else {
            return Err((Reason::Lists, at));
        };
        let of = self
            .only_numbers(values, at)?
            .pop()
            .unwrap_or(Number::Fails);
        let mut table = Vec::with_capacity(rows.len());
        for row in rows {
            let place = row.place().unwrap_or(at);
            let Typed::List(pair) = row else {
                return self.fault(RuleProblem::NoRow { what: self.what() }, place);
            };
            let mut pair = self.only_numbers(pair, at)?;
            let (Some(points), Some(threshold), None) = (pair.pop(), pair.pop(), pair.pop()) else {
                return self.fault(RuleProblem::NoRow { what: self.what() }, place);
            };
            table.push((threshold, points));
        }
        let constant = |row: &(Number, Number)| Some((row.0.as_constant()?, row.1.as_constant()?));
        let constants: Option<Vec<_>> = table.iter().map(constant).collect();
        let ordered = constants.is_some();
        let thresholds = constants
            .into_iter()
            .flatten()
            .map(|(threshold, _)| threshold);
        let thresholds: Vec<_> = thresholds.collect();
        let right = |pair: &[Decimal]| {
            if upward {
                pair[0] < pair[1]
            } else {
                pair[0] > pair[1]
            }
        };
        if let Some(stray) = thresholds.windows(2).position(|pair| !right(pair)) {
            let row = table.get(stray + 1).map(|(threshold, _)| threshold);
            let place = match row {
                Some(Number::Constant(constant)) if constant.at.line > 0 => constant.at,
                _ => at,
            };
            return self.fault(
                RuleProblem::TableOutOfOrder {
                    what: self.what(),
                    way: way(upward),
                },
                place,
            );
        }
        let table = Table {
            of,
            rows: table,
            upward,
            ordered,
            at,
        };
        Ok(Typed::Number(Number::Table(Box::new(table)), Kind::Decimal))
    }

    /// The arguments of `ramp`, from its map.
    fn ramp(&mut self, mut values: Vec<Typed>, at: At) -> Result<Vec<Number>, Stop> {
        let Some(Typed::Map(mut pairs)) = values.pop() else {
            return Err((Reason::Lists, at));
        };
        if let Some((stray, _)) = pairs.iter().find(|(key, _)| !RAMP.contains(&key.as_str())) {
            let key = stray.clone();
            return self.fault(
                RuleProblem::RampKey {
                    what: self.what(),
                    key,
                },
                at,
            );
        }
        for key in RAMP {
            match pairs.iter().position(|(name, _)| name == key) {
                Some(found) => values.push(pairs.remove(found).1),
                None if key == "cap" => {}
                None => {
                    let key = key.to_owned();
                    return self.fault(
                        RuleProblem::RampLacks {
                            what: self.what(),
                            key,
                        },
                        at,
                    );
                }
            }
        }
        self.only_numbers(values, at)
    }

    /// A function of all numbers of a list.
    fn of_list(&mut self, function: Function, of: Typed, at: At) -> Part {
        match of {
            Typed::List(items) => {
                let (numbers, kind) = self.alike(items, at)?;
                let (function, kind) = match function {
                    Function::Sum => {
                        // Whole numbers stay whole; an empty list is a whole 0.
                        let kind = if numbers.is_empty() {
                            Kind::Whole
                        } else {
                            kind
                        };
                        (Function::Sum, sum_kind(kind))
                    }
                    Function::Min | Function::Max => (function, kind),
                    other => (other, Kind::Decimal),
                };
                if numbers.is_empty() && !matches!(function, Function::Sum) {
                    return Ok(Typed::Fails);
                }
                let call = Call {
                    function,
                    arguments: numbers,
                    at,
                };
                Ok(Typed::Number(Number::Call(Box::new(call)), kind))
            }
            Typed::ListFact(fact) => {
                let kind = match &self.scheme.facts[fact].kind {
                    FactKind::List(of) if **of == FactKind::Integer => Kind::Whole,
                    FactKind::List(of) if matches!(**of, FactKind::Number | FactKind::Percent) => {
                        Kind::Decimal
                    }
                    _ => return Err((Reason::Lists, at)),
                };
                let kind = match function {
                    Function::Sum => sum_kind(kind),
                    Function::Min | Function::Max => kind,
                    _ => Kind::Decimal,
                };
                Ok(list(OfList::Of(fact, function), kind))
            }
            other => {
                let problem = RuleProblem::NoList {
                    what: self.what(),
                    found: other.text(),
                };
                self.fault(problem, at)
            }
        }
    }

    /// `count(list, x)`.
    fn counted(&mut self, mut values: Vec<Typed>, at: At) -> Part {
        let (Some(what), Some(of)) = (values.pop(), values.pop()) else {
            return Err((Reason::Unknown, at));
        };
        match (of, what) {
            (Typed::ListFact(fact), Typed::Word(word)) => {
                Ok(list(OfList::CountWord(fact, word), Kind::Whole))
            }
            (Typed::ListFact(fact), Typed::Number(number, _)) => {
                Ok(list(OfList::CountNumber(fact, number), Kind::Whole))
            }
            _ => Err((Reason::Lists, at)),
        }
    }

    /// `x in list`: the list comes first.
    fn holds(&mut self, mut values: Vec<Typed>, at: At) -> Part {
        let (Some(what), Some(of)) = (values.pop(), values.pop()) else {
            return Err((Reason::Unknown, at));
        };
        match (of, what) {
            (Typed::ListFact(fact), Typed::Word(word)) => {
                Ok(Typed::YesNo(YesNo::HoldsWord(Box::new((fact, word)))))
            }
            (Typed::ListFact(fact), Typed::Number(number, _)) => {
                Ok(Typed::YesNo(YesNo::HoldsNumber(Box::new((fact, number)))))
            }
            (Typed::List(items), what) => {
                let looked = Typed::List(items.clone()).looked_at();
                let mut any = Vec::with_capacity(items.len());
                for item in items {
                    any.push(match (item, what.clone()) {
                        (Typed::Word(Word::Constant(word)), Typed::Word(of)) => {
                            self.is_word(of, &word, at)
                        }
                        (Typed::Number(right, _), Typed::Number(left, _)) => {
                            YesNo::Compare(Box::new(Comparison {
                                left,
                                relation: Relation::Equal,
                                right,
                                at,
                            }))
                        }
                        (Typed::Word(_), Typed::Word(_)) => return Err((Reason::Words, at)),
                        (item, what) => {
                            let (left, right) = (what.text(), item.text());
                            return self.fault(
                                RuleProblem::ComparesTypes {
                                    what: self.what(),
                                    left,
                                    right,
                                },
                                at,
                            );
                        }
                    });
                }
                // An empty list still has `what` worked out.
                let what = what.looked_at();
                let found = Typed::YesNo(YesNo::Any(any)).after(what, at)?;
                found.after(looked, at)
            }
            _ => Err((Reason::Lists, at)),
        }
    }

    fn at_least(&mut self, values: &[Typed], at: At) -> Part {
        let (of, level) = match values {
            [Typed::Word(of), Typed::Word(Word::Constant(level))] => (of.clone(), level),
            _ => return Err((Reason::Words, at)),
        };
        let choices: Vec<Arc<str>> = match &of {
            Word::Fact(fact) => {
                let choices = self.scheme.facts[*fact].choices().iter();
                choices.map(|(word, _)| Arc::clone(word)).collect()
            }
            Word::Class => {
                let classes = self.scheme.classes.iter();
                classes.map(|class| class.id.as_str().into()).collect()
            }
            _ => return Err((Reason::Words, at)),
        };
        if choices.is_empty() {
            return self.fault(RuleProblem::NoChoice { what: self.what() }, at);
        }
        let Some(level) = choices.iter().position(|choice| choice == level) else {
            let level = level.to_string();
            self.must_be_choice(&of, &level, at);
            return Err((Reason::Unsound, at));
        };
        let what = AtLeast {
            of,
            choices,
            level,
            at,
        };
        Ok(Typed::YesNo(YesNo::AtLeast(Box::new(what))))
    }

    /// A function of the scheme's files, put in place of its call.
    /// Its arguments were counted `since`.
    fn shared(&mut self, name: &str, values: Vec<Typed>, since: usize, at: At) -> Part {
        let library = self.library;
        let Some(shared) = library.function(name) else {
            return Err((Reason::Function(name.to_owned()), at));
        };
        if shared.parameters.len() != values.len() {
            return Err((Reason::Unsound, at));
        }
        let mut names = Names::new();
        let mut locals = Vec::new();
        let mut looked = Vec::new();
        for (parameter, value) in shared.parameters.iter().zip(values) {
            let (value, local) = self.bound(value);
            match local {
                Some(local) => locals.push(local),
                None => looked.push(value.clone()),
            }
            let weight = self.weight(&value, since);
            self.declare(&mut names, parameter, value, weight);
        }
        let body = self.inside(shared.text, at, |me| {
            let end: Next<'_, '_> = &|_, _, value, _| Ok(value);
            me.statements(&shared.body, names, (nothing(), at), end, end)
        })?;
        let mut body = body.after(Typed::List(looked).looked_at(), at)?;
        for (slot, local) in locals.into_iter().rev() {
            body = body.with_local(slot, local, at)?;
        }
        Ok(body)
    }
}

fn list(of: OfList, kind: Kind) -> Typed {
    Typed::Number(Number::OfList(Box::new(of)), kind)
}

/// Whole numbers too large for a whole sum are added as decimals, so nothing fails by that; what a
/// sum of whole numbers is afterwards depends on its size.
fn sum_kind(kind: Kind) -> Kind {
    match kind {
        Kind::Decimal => Kind::Decimal,
        _ => Kind::Either,
    }
}

/// Which way the thresholds of a table must go, in words.
fn way(upward: bool) -> Text {
    if upward {
        Text::both("tăng dần", "upward")
    } else {
        Text::both("giảm dần", "downward")
    }
}
