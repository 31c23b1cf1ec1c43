//! Functions: those of the language, and those of the scheme's files, which are put in place of
//! their calls.

use std::sync::Arc;

use super::operator::comparison;
use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Names, Next, Part, Stop};
use crate::rule::expr::{Argument, At, AtLeast, Call, Effect, Expr, Occurrence, Relation, Type};
use crate::rule::function::{Body, Function, Overload, native, prelude};
use crate::rule::problem::RuleProblem;
use crate::scheme::{FactKind, Name};

/// A function that is called, with the way to call it.
type Called = (&'static Function, &'static Overload);

impl Lowering<'_> {
    /// A function with its arguments lowered; they were counted `since`.
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
        if name == "contains" && values.len() == 2 {
            return self.contains(values, at);
        }
        let Some(function) = Function::find(name) else {
            return self.shared(name, values, since, at);
        };
        let mut overloads = function.overloads.iter();
        let found = overloads.find(|overload| overload.arguments() == values.len());
        let Some(overload) = found else {
            return Err((Unsupported::Unsound, at));
        };
        match overload.body {
            Body::Form => self.form(name, values, at),
            Body::Rule(_) | Body::Inline(_) => self.prelude((function, overload), values, at),
            Body::Keys(_) => {
                let called = self.keys(function, &mut values, at)?;
                self.prelude(called, values, at)
            }
            Body::Numbers(_) => {
                let numbers = self.numbers(values, at)?;
                let arguments = numbers.into_iter().map(|(number, _)| number);
                Ok(native_call(
                    (function, overload),
                    arguments,
                    Kind::Decimal,
                    at,
                ))
            }
            Body::List(_, keeps_whole) => {
                let rest = values.split_off(1);
                let rest = self.numbers(rest, at)?;
                let Some((list, kind)) =
                    values.pop().map(|list| self.list(list, at)).transpose()?
                else {
                    return Ok(Typed::Fails);
                };
                let kind = if keeps_whole { kind } else { Kind::Decimal };
                let rest = rest.into_iter().map(|(number, _)| number);
                let arguments = std::iter::once(list).chain(rest);
                Ok(native_call((function, overload), arguments, kind, at))
            }
            Body::Days(_) => match (values.pop(), values.pop()) {
                (Some(Typed::Other(to, Type::Day)), Some(Typed::Other(from, Type::Day))) => Ok(
                    native_call((function, overload), [from, to], Kind::Whole, at),
                ),
                _ => {
                    let (what, name) = (self.what(), name.to_owned());
                    self.fault(RuleProblem::NoDays { what, name }, at)
                }
            },
            Body::History(_) => {
                let rest = values.split_off(1);
                let rest = self.numbers(rest, at)?;
                let Some(award) = values.first().and_then(Typed::as_text) else {
                    return Err((Unsupported::Words, at));
                };
                let award = Expr::Text(Arc::clone(award));
                let rest = rest.into_iter().map(|(number, _)| number);
                let arguments = std::iter::once(award).chain(rest);
                Ok(native_call(
                    (function, overload),
                    arguments,
                    Kind::Whole,
                    at,
                ))
            }
        }
    }

    /// A function that is said in the rule language.
    fn prelude(&mut self, called: Called, values: Vec<Typed>, at: At) -> Part {
        let (function, overload) = called;
        let numbers = self.numbers(values, at)?;
        let mut arguments = Vec::with_capacity(numbers.len());
        let mut names = Names::new();
        for (parameter, (value, kind)) in overload.parameters.iter().zip(numbers) {
            let (slot, inner) = if value.is_atom() {
                (None, value.clone())
            } else {
                let slot = self.slot();
                (Some(slot), Expr::Local(slot))
            };
            arguments.push(Argument { value, slot });
            self.declare(&mut names, parameter, Typed::Number(inner, kind), 0);
        }
        let body = self.in_prelude(at, |me| {
            let end: Next<'_, '_> = &|_, _, value, _| Ok(value);
            let statements = prelude::statements(&overload.body);
            me.statements(statements, names, (Typed::nothing(), at), end, end)
        })?;
        match (body, overload.body) {
            (Typed::Number(body, kind), Body::Rule(_) | Body::Keys(_)) => {
                let call = Call {
                    function,
                    overload,
                    arguments,
                    body: Some(body),
                    at,
                };
                Ok(Typed::Number(Expr::Call(Box::new(call)), kind))
            }
            (mut body, _) => {
                for argument in arguments.into_iter().rev() {
                    if let Argument {
                        value,
                        slot: Some(slot),
                    } = argument
                    {
                        let of = Type::Number;
                        body = body.with_local(&super::typed::Local { slot, of, value }, at)?;
                    }
                }
                Ok(body)
            }
        }
    }

    /// The values of a map in place of it, and the overload that takes them.
    fn keys(
        &mut self,
        function: &'static Function,
        values: &mut Vec<Typed>,
        at: At,
    ) -> Result<Called, Stop> {
        let Some(Typed::Map(mut pairs)) = values.pop() else {
            return Err((Unsupported::Lists, at));
        };
        let known = |key: &str| {
            let mut overloads = function.overloads.iter();
            overloads.any(|overload| overload.parameters.iter().skip(1).any(|name| *name == key))
        };
        if let Some((stray, _)) = pairs.iter().find(|(key, _)| !known(key)) {
            let (what, key) = (self.what(), stray.clone());
            return self.fault(RuleProblem::RampKey { what, key }, at);
        }
        let has = |pairs: &[(String, Typed)], key: &str| pairs.iter().any(|(name, _)| name == key);
        let mut lacking = None;
        for overload in function.overloads {
            let mut keys = overload.parameters.iter().skip(1);
            match keys.find(|key| !has(&pairs, key)) {
                Some(key) => lacking = lacking.or(Some(*key)),
                None if overload.parameters.len() == pairs.len() + 1 => {
                    for key in overload.parameters.iter().skip(1) {
                        if let Some(found) = pairs.iter().position(|(name, _)| name == key) {
                            values.push(pairs.remove(found).1);
                        }
                    }
                    return Ok((function, overload));
                }
                None => {}
            }
        }
        let (what, key) = (self.what(), lacking.unwrap_or_default().to_owned());
        self.fault(RuleProblem::RampLacks { what, key }, at)
    }

    /// A form of the language.
    fn form(&mut self, name: &str, mut values: Vec<Typed>, at: At) -> Part {
        match name {
            "steps" | "at_most" => self.table(name == "at_most", values, at),
            "at_least" => self.at_least(&values, at),
            "count" => self.counted(values, at),
            "len" => match values.remove(0) {
                Typed::ListFact(fact) => Ok(Typed::Number(Expr::Length(fact), Kind::Whole)),
                Typed::List(items) => {
                    let length = Typed::constant(items.len(), Kind::Whole, At::default());
                    length.after(&Typed::List(items).effect(), at)
                }
                _ => Err((Unsupported::Words, at)),
            },
            "date" => match values[0].as_text() {
                Some(text) => match native::date(text) {
                    Ok(day) => Ok(Typed::day(Expr::Day(day))),
                    Err(_) => {
                        let (what, word) = (self.what(), text.to_string());
                        self.fault(RuleProblem::NoDate { what, word }, at)
                    }
                },
                None => Err((Unsupported::Words, at)),
            },
            _ => Err((Unsupported::Function(name.to_owned()), at)),
        }
    }

    /// Numbers with their kinds; anything else is a fault.
    pub(super) fn numbers(
        &mut self,
        values: Vec<Typed>,
        at: At,
    ) -> Result<Vec<(Expr, Kind)>, Stop> {
        let mut numbers = Vec::with_capacity(values.len());
        for value in values {
            match value {
                Typed::Number(number, kind) => numbers.push((number, kind)),
                Typed::Fails => numbers.push((Expr::Fail, Kind::Either)),
                other => return self.no_number(&other, at),
            }
        }
        Ok(numbers)
    }

    /// A list of numbers, and how its items are held.
    fn list(&mut self, of: Typed, at: At) -> Result<(Expr, Kind), Stop> {
        match of {
            Typed::List(items) => {
                let numbers = self.numbers(items, at)?;
                let kinds = numbers.iter().map(|(_, kind)| *kind);
                let kind = kinds.reduce(|one, two| match (one, two) {
                    (Kind::Whole, Kind::Whole) => Kind::Whole,
                    (Kind::Decimal, _) | (_, Kind::Decimal) => Kind::Decimal,
                    _ => Kind::Either,
                });
                let numbers = numbers.into_iter().map(|(number, _)| number);
                Ok((Expr::List(numbers.collect()), kind.unwrap_or(Kind::Whole)))
            }
            Typed::ListFact(fact) => {
                // The sum of no decimals is a whole 0.
                let kind = match &self.scheme.facts[fact].kind {
                    FactKind::List(of) if **of == FactKind::Integer => Kind::Whole,
                    FactKind::List(of) if matches!(**of, FactKind::Number | FactKind::Percent) => {
                        Kind::Either
                    }
                    _ => return Err((Unsupported::Lists, at)),
                };
                Ok((Expr::Read(Name::Fact(fact)), kind))
            }
            other => {
                let (what, found) = (self.what(), other.words());
                self.fault(RuleProblem::NoList { what, found }, at)
            }
        }
    }

    /// `count(list, x)`.
    fn counted(&mut self, mut values: Vec<Typed>, at: At) -> Part {
        match (values.remove(0), values.pop()) {
            (Typed::ListFact(list), Some(item)) => match occurrence(list, item) {
                Some(occurrence) => Ok(Typed::Number(Expr::Count(occurrence), Kind::Whole)),
                None => Err((Unsupported::Lists, at)),
            },
            _ => Err((Unsupported::Lists, at)),
        }
    }

    /// `x in list`: the list comes first.
    fn contains(&mut self, mut values: Vec<Typed>, at: At) -> Part {
        let (of, item) = (values.remove(0), values.pop());
        match (of, item) {
            (Typed::ListFact(list), Some(item)) => match occurrence(list, item) {
                Some(occurrence) => Ok(Typed::yes_no(Expr::Contains(occurrence))),
                None => Err((Unsupported::Lists, at)),
            },
            (Typed::List(items), Some(what)) => {
                let looked = Typed::List(items.clone()).effect();
                let mut any = Vec::with_capacity(items.len());
                for item in items {
                    any.push(match (item, what.clone()) {
                        (Typed::Other(Expr::Text(word), _), Typed::Other(of, Type::Text)) => {
                            self.is_text(&of, &word, at)
                        }
                        (Typed::Number(right, _), Typed::Number(left, _)) => {
                            match comparison(Type::Number, left, Relation::Equal, right, at) {
                                Typed::Other(same, _) => same,
                                _ => Expr::Fail,
                            }
                        }
                        (Typed::Other(_, Type::Text), Typed::Other(_, Type::Text)) => {
                            return Err((Unsupported::Words, at));
                        }
                        (item, what) => {
                            let (left, right) = (what.words(), item.words());
                            let what = self.what();
                            return self
                                .fault(RuleProblem::ComparesTypes { what, left, right }, at);
                        }
                    });
                }
                // An empty list still has `what` evaluated.
                let found = Typed::yes_no(Expr::Any(any)).after(&what.effect(), at)?;
                found.after(&looked, at)
            }
            _ => Err((Unsupported::Lists, at)),
        }
    }

    fn at_least(&mut self, values: &[Typed], at: At) -> Part {
        let [Typed::Other(of, Type::Text), level] = values else {
            return Err((Unsupported::Words, at));
        };
        let Some(level) = level.as_text() else {
            return Err((Unsupported::Words, at));
        };
        let choices: Vec<Arc<str>> = match of {
            Expr::Read(Name::Fact(fact)) => {
                let choices = self.scheme.facts[*fact].choices().iter();
                choices.map(|(word, _)| Arc::clone(word)).collect()
            }
            Expr::Read(Name::Class) => {
                let classes = self.scheme.classes.iter();
                classes.map(|class| class.id.as_str().into()).collect()
            }
            _ => return Err((Unsupported::Words, at)),
        };
        if choices.is_empty() {
            return self.fault(RuleProblem::NoChoice { what: self.what() }, at);
        }
        let Some(level) = choices.iter().position(|choice| choice == level) else {
            self.must_be_choice(of, level, at);
            return Err((Unsupported::Unsound, at));
        };
        Ok(Typed::yes_no(Expr::AtLeast(Box::new(AtLeast {
            of: of.clone(),
            choices,
            level,
            at,
        }))))
    }

    /// A function of the scheme's files, put in place of its call. Its arguments were counted
    /// `since`.
    fn shared(&mut self, name: &str, values: Vec<Typed>, since: usize, at: At) -> Part {
        let library = self.library;
        let Some(shared) = library.function(name) else {
            return Err((Unsupported::Function(name.to_owned()), at));
        };
        if shared.parameters.len() != values.len() {
            return Err((Unsupported::Unsound, at));
        }
        let mut names = Names::new();
        let mut locals = Vec::new();
        let mut looked = Effect::nothing();
        for (parameter, value) in shared.parameters.iter().zip(values) {
            let (value, local) = self.bound(value);
            match local {
                Some(local) => locals.push(local),
                None => looked = looked.then(value.clone().effect()),
            }
            let weight = self.weight(&value, since);
            self.declare(&mut names, parameter, value, weight);
        }
        let body = self.inside(shared.text, at, |me| {
            let end: Next<'_, '_> = &|_, _, value, _| Ok(value);
            me.statements(&shared.body, names, (Typed::nothing(), at), end, end)
        })?;
        let mut body = body.after(&looked, at)?;
        for local in locals.iter().rev() {
            body = body.with_local(local, at)?;
        }
        Ok(body)
    }
}

/// A native function called.
fn native_call(
    (function, overload): Called,
    arguments: impl IntoIterator<Item = Expr>,
    kind: Kind,
    at: At,
) -> Typed {
    let arguments = arguments.into_iter();
    let arguments = arguments.map(|value| Argument { value, slot: None });
    let call = Call {
        function,
        overload,
        arguments: arguments.collect(),
        body: None,
        at,
    };
    Typed::Number(Expr::Call(Box::new(call)), kind)
}

/// An item that is looked for in a fact that is a list.
fn occurrence(list: usize, item: Typed) -> Option<Box<Occurrence>> {
    let (item, of) = match item {
        Typed::Number(item, _) => (item, Type::Number),
        Typed::Other(item, Type::Text) => (item, Type::Text),
        _ => return None,
    };
    Some(Box::new(Occurrence { list, of, item }))
}
