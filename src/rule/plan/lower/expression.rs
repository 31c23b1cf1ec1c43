//! Parts that give a value.

use std::ops::{Range, RangeInclusive};

use rhai::{Expr, Position, SwitchCasesCollection, Token};

use super::super::typed::{Kind, Typed};
use super::super::{At, Day, Number, Pick, Relation, Word, YesNo};
use super::fault::Reason;
use super::{Lowering, Names, Next, Part, Stop, own};
use crate::locale::Text;
use crate::rule::engine::{LONGEST_RULE, MOST_ITEMS, MOST_KEYS};
use crate::rule::problem::RuleProblem;
use crate::rule::site::Site;
use crate::scheme::{FactKind, Name, Subject};

/// More letters than the word of a choice has.
const LONGEST_CHOICE: usize = 200;

impl Lowering<'_> {
    /// The value of a part.
    pub(super) fn expression(&mut self, expression: &Expr, names: &Names) -> Part {
        let at = self.at(expression.position());
        self.node(at)?;
        match expression {
            Expr::IntegerConstant(number, _) => {
                Ok(Typed::constant((*number).into(), Kind::Whole).standing(at))
            }
            Expr::BoolConstant(flag, _) => Ok(Typed::YesNo(YesNo::Constant(*flag))),
            Expr::StringConstant(word, _) => Ok(Typed::Word(Word::Constant(word.as_str().into()))),
            Expr::DynamicConstant(value, _) => match value.as_decimal() {
                Ok(number) => Ok(Typed::constant(number, Kind::Decimal).standing(at)),
                Err(_) => Err((Reason::Closure, at)),
            },
            Expr::Unit(_) => Ok(super::nothing()),
            Expr::Variable(variable, ..) => self.name(&variable.1, names, at),
            Expr::Array(items, _) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| self.expression(item, names))
                    .collect();
                let list = Typed::List(items.into_iter().collect::<Result<_, _>>()?);
                self.fits(list, at)
            }
            Expr::Map(pairs, _) => {
                let pairs: Vec<_> = pairs
                    .0
                    .iter()
                    .map(|(key, item)| {
                        let item = self.expression(item, names)?;
                        Ok((key.name.to_string(), item))
                    })
                    .collect();
                let map = Typed::Map(pairs.into_iter().collect::<Result<_, _>>()?);
                self.fits(map, at)
            }
            Expr::And(parts, _) => self
                .conditions(parts, names)
                .map(YesNo::All)
                .map(Typed::YesNo),
            Expr::Or(parts, _) => self
                .conditions(parts, names)
                .map(YesNo::Any)
                .map(Typed::YesNo),
            Expr::Stmt(block) => {
                if block
                    .iter()
                    .any(|s| super::flow::returns_in(s) || super::flow::assigns_in(s))
                {
                    return Err((Reason::Inside, at));
                }
                let end: Next<'_, '_> = &|_, _, value, _| Ok(value);
                self.block(block, names.clone(), at, end, end)
            }
            Expr::FnCall(call, position) => self.call(call, *position, names),
            Expr::Dot(pair, ..) | Expr::Index(pair, ..) => {
                if let (Expr::MethodCall(call, position), Expr::Variable(variable, ..)) =
                    (&pair.rhs, &pair.lhs)
                    && call.name == "given"
                {
                    let at = self.at(*position);
                    return self.given(&variable.1, names, at);
                }
                let of = self.expression(&pair.lhs, names)?;
                self.linked(of, expression, names)
            }
            Expr::InterpolatedString(..) => Err((Reason::Words, at)),
            _ => Err((Reason::Unknown, at)),
        }
    }

    /// A list or map that the interpreter would not refuse for its size. How much a list of a fact
    /// or words of a nominee hold is not known here.
    fn fits(&self, value: Typed, at: At) -> Part {
        let (mut items, mut keys, mut letters) = (0_usize, 0_usize, 0_usize);
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
                Typed::Word(Word::Constant(word)) => letters += word.len(),
                Typed::Word(Word::Fact(fact)) if !self.scheme.facts[*fact].choices().is_empty() => {
                    letters += LONGEST_CHOICE;
                }
                Typed::Word(Word::Subject) => letters += LONGEST_CHOICE,
                Typed::Word(_) => letters = usize::MAX / 2,
                Typed::ListFact(_) => return Err((Reason::Lists, at)),
                _ => {}
            }
        }
        if items > MOST_ITEMS || keys > MOST_KEYS || letters > LONGEST_RULE {
            return Err((Reason::TooLarge, at));
        }
        Ok(value)
    }

    fn conditions(&mut self, parts: &[Expr], names: &Names) -> Result<Vec<YesNo>, Stop> {
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
        // A shared function sees its parameters alone.
        if at.text != 0 {
            return Err((Reason::Unknown, at));
        }
        let Some(name) = self.site.name(self.scheme, word) else {
            return Err((Reason::Unknown, at));
        };
        self.reads(name);
        Ok(match name {
            Name::Max => {
                let max = match self.site {
                    Site::Criterion(row) | Site::CriterionApplies(row) => {
                        self.scheme.criteria.get(row).and_then(|row| row.max)
                    }
                    _ => None,
                };
                match max {
                    Some(max) => Typed::constant(max, Kind::Decimal).standing(at),
                    None => return Err((Reason::Unknown, at)),
                }
            }
            Name::Value(at) => Typed::Number(Number::Value(at), Kind::Decimal),
            Name::Cohort(at) => Typed::Number(Number::Cohort(at), Kind::Decimal),
            Name::Group(at) => Typed::Number(Number::Group(at), Kind::Decimal),
            Name::Criterion(at) => Typed::Number(Number::Criterion(at), Kind::Decimal),
            Name::Total => Typed::Number(Number::Total, Kind::Decimal),
            Name::Standard(at) => Typed::YesNo(YesNo::Standard(at)),
            Name::Unit => Typed::Word(Word::Unit),
            Name::Field => Typed::Word(Word::Field),
            Name::Subject => Typed::Word(Word::Subject),
            Name::Class => Typed::Word(Word::Class),
            Name::Date | Name::Deadline | Name::Received | Name::PeriodStart | Name::PeriodEnd => {
                Typed::Day(Day::Named(name))
            }
            Name::Fact(at) => match self.scheme.facts[at].kind {
                FactKind::Integer => Typed::Number(Number::Fact(at), Kind::Whole),
                FactKind::Number | FactKind::Percent => {
                    Typed::Number(Number::Fact(at), Kind::Decimal)
                }
                FactKind::YesNo => Typed::YesNo(YesNo::Fact(at)),
                FactKind::Choice(_) | FactKind::Text => Typed::Word(Word::Fact(at)),
                FactKind::Date => Typed::Day(Day::Fact(at)),
                FactKind::List(_) => Typed::ListFact(at),
            },
        })
    }

    /// A chain of `.f(…)`, `.key` and `[i]` behind a value. The right side of a link is the rest
    /// of the chain, but for the index of the last link, which may itself look like a chain.
    fn linked(&mut self, of: Typed, link: &Expr, names: &Names) -> Part {
        let at = self.at(link.position());
        let (pair, flags, indexes) = match link {
            Expr::Dot(pair, flags, _) => (pair, flags, false),
            Expr::Index(pair, flags, _) => (pair, flags, true),
            _ => return Err((Reason::Unknown, at)),
        };
        if flags.intersects(rhai::ASTFlags::NEGATED) {
            return Err((Reason::Unknown, at));
        }
        let ends = indexes && flags.intersects(rhai::ASTFlags::BREAK);
        let (first, rest) = match &pair.rhs {
            Expr::Dot(inner, ..) | Expr::Index(inner, ..) if !ends => (&inner.lhs, true),
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

    fn method_of(&mut self, of: Typed, then: &Expr, names: &Names) -> Part {
        let at = self.at(then.position());
        match then {
            // To a shared function the language gives no receiver as an argument.
            Expr::MethodCall(call, _) if self.library.function(&call.name).is_some() => {
                Err((Reason::Function(call.name.to_string()), at))
            }
            Expr::MethodCall(call, position) => {
                let since = self.counted_so_far();
                let arguments: Vec<_> = call
                    .args
                    .iter()
                    .map(|argument| self.expression(argument, names))
                    .collect();
                let mut values = vec![of];
                for argument in arguments {
                    values.push(argument?);
                }
                let at = self.at(*position);
                self.function(&call.name, values, since, at)
            }
            Expr::Property(property, _) => key(of, &property.2, at),
            _ => Err((Reason::Unknown, at)),
        }
    }

    /// `list[i]`, `map["key"]`.
    fn indexed(&mut self, of: Typed, index: &Expr, names: &Names) -> Part {
        let at = self.at(index.start_position());
        let index = self.expression(index, names)?;
        match (of, index) {
            (Typed::List(items), Typed::Number(index, Kind::Whole)) => {
                if let Some(index) = index.as_constant() {
                    return self.item(items, index.try_into().unwrap_or(i64::MAX), at);
                }
                let mut numbers = Vec::with_capacity(items.len());
                let mut kind = None;
                for item in items {
                    let Typed::Number(number, here) = item else {
                        return Err((Reason::Lists, at));
                    };
                    kind = Some(kind.map_or(here, |kind: Kind| kind.or(here)));
                    numbers.push(number);
                }
                let pick = Pick {
                    index,
                    items: numbers,
                };
                let kind = kind.unwrap_or(Kind::Either);
                Ok(Typed::Number(Number::Pick(Box::new(pick)), kind))
            }
            (of @ Typed::Map(_), Typed::Word(Word::Constant(word))) => key(of, &word, at),
            (Typed::Map(pairs), Typed::Word(word)) => {
                // A key for each word: as a switch whose rest fails.
                let looked = Typed::Map(pairs.clone()).looked_at();
                let mut chain = Typed::Fails;
                for (key, item) in pairs.into_iter().rev() {
                    let is = self.is_word(word.clone(), &key, at);
                    chain = self.join(is, item, chain, at)?;
                }
                chain.after(looked, at)
            }
            _ => Err((Reason::Lists, at)),
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
        picked.after(Typed::List(looked).looked_at(), at)
    }

    /// The arms of a switch as conditions: constants in the order of the text, then ranges.
    pub(super) fn arms(
        &mut self,
        of: &Typed,
        cases: &SwitchCasesCollection,
        at: At,
        names: &Names,
    ) -> Result<Vec<(YesNo, usize)>, Stop> {
        let mut arms: Vec<(YesNo, usize)> = Vec::new();
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
                Typed::Word(word) => {
                    let Ok(label) = label.clone().into_immutable_string() else {
                        return self.fault(
                            RuleProblem::LabelOfAnotherType {
                                what: self.what(),
                                wanted: Text::both("chữ", "words"),
                            },
                            at,
                        );
                    };
                    self.is_word(word.clone(), &label, at)
                }
                Typed::YesNo(yes_no) => match label.as_bool() {
                    Ok(true) => yes_no.clone(),
                    Ok(false) => YesNo::Not(Box::new(yes_no.clone())),
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
                        (Ok(label), _) => (label.into(), Kind::Whole),
                        (_, Ok(label)) => (label, Kind::Decimal),
                        _ => {
                            let kind = RuleProblem::LabelOfAnotherType {
                                what: self.what(),
                                wanted: Text::both("số", "a number"),
                            };
                            return self.fault(kind, at);
                        }
                    };
                    if *kind == Kind::Either {
                        return Err((Reason::Mixed, at));
                    }
                    if *kind != wanted {
                        return self.fault(RuleProblem::LabelNeverMet { what: self.what() }, at);
                    }
                    let label = Typed::constant(label, *kind);
                    compare(number.clone(), Relation::Equal, label, at)?
                }
                _ => return Err((Reason::Unknown, at)),
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
            let Typed::Number(number, kind) = of else {
                return self.fault(RuleProblem::RangeOfNoNumber { what: self.what() }, at);
            };
            let (from, to, upper) = match range {
                rhai::RangeCase::ExclusiveInt(range, _) => (range.start, range.end, Relation::Less),
                rhai::RangeCase::InclusiveInt(range, _) => {
                    (*range.start(), *range.end(), Relation::AtMost)
                }
            };
            let end = |number: i64| Typed::constant(number.into(), *kind);
            let low = compare(number.clone(), Relation::AtLeast, end(from), at)?;
            let high = compare(number.clone(), upper, end(to), at)?;
            let more = self.arm_condition(cases, range.index(), names)?;
            arms.push((both(YesNo::All(vec![low, high]), more), range.index()));
        }
        if let Typed::Number(_, kind) = of {
            self.ranges_meet(cases, *kind);
        }
        Ok(arms)
    }

    /// Where the result of an arm stands: its label has no place of its own in the tree.
    pub(super) fn arm_at(&self, cases: &SwitchCasesCollection, index: usize) -> At {
        let arm = cases.expressions.get(index);
        arm.map_or_else(At::default, |arm| {
            let place = match &arm.rhs {
                Expr::Stmt(block) => match block.statements().first() {
                    Some(first) => first.position(),
                    None => block.position(),
                },
                other => other.start_position(),
            };
            self.at(place)
        })
    }

    /// Ranges that leave a hole between them for decimals, or that lie over each other.
    fn ranges_meet(&mut self, cases: &SwitchCasesCollection, kind: Kind) {
        let plain = |index: usize| {
            let arm = cases.expressions.get(index).map(|arm| &arm.lhs);
            matches!(arm, None | Some(Expr::BoolConstant(true, _)))
        };
        // From, to, whether the end is in it, and its arm.
        let mut ranges: Vec<(i64, i64, bool, usize)> = Vec::with_capacity(cases.ranges.len());
        for range in &cases.ranges {
            let (from, to, inclusive) = match range {
                rhai::RangeCase::ExclusiveInt(range, _) => (range.start, range.end, false),
                rhai::RangeCase::InclusiveInt(range, _) => (*range.start(), *range.end(), true),
            };
            if plain(range.index()) {
                ranges.push((from, to, inclusive, range.index()));
            }
        }
        ranges.sort_unstable();
        for pair in ranges.windows(2) {
            let [(from, to, inclusive, arm), (next, end, closed, other)] = pair else {
                continue;
            };
            if *inclusive && *to == next.saturating_sub(1) && kind == Kind::Decimal {
                let fault = RuleProblem::RangesLeaveHole {
                    what: self.what(),
                    label: format!("{from}..={to}"),
                    instead: format!("{from}..{next}"),
                    after: *to,
                    before: *next,
                };
                let at = self.arm_at(cases, *arm);
                self.warn(fault, at);
            }
            // One that lies wholly inside the other is found as a step never reached.
            let inside = (*end, *closed) <= (*to, *inclusive) || from == next;
            let meet = next < to || (next == to && *inclusive);
            if meet && !inside {
                let mark = |closed: bool| if closed { "=" } else { "" };
                let label =
                    |from: i64, to: i64, closed: bool| format!("{from}..{}{to}", mark(closed));
                let first = arm.min(other);
                let (label, earlier) = if first == arm {
                    (label(*next, *end, *closed), label(*from, *to, *inclusive))
                } else {
                    (label(*from, *to, *inclusive), label(*next, *end, *closed))
                };
                let at = self.arm_at(cases, *arm.max(other));
                let both = if next == to {
                    next.to_string()
                } else if *inclusive {
                    format!("{next}..={to}")
                } else {
                    format!("{next}..{to}")
                };
                self.warn(
                    RuleProblem::RangesMeet {
                        what: self.what(),
                        label,
                        earlier,
                        both,
                    },
                    at,
                );
            }
        }
    }

    /// The choices that no arm of a switch is for; nothing where they are not known.
    pub(super) fn choices_left(
        &self,
        of: &Typed,
        cases: &SwitchCasesCollection,
    ) -> Option<Vec<String>> {
        let plain = |index: &usize| {
            let arm = cases.expressions.get(*index).map(|arm| &arm.lhs);
            matches!(arm, None | Some(Expr::BoolConstant(true, _)))
        };
        let named = |wanted: &dyn Fn(&rhai::Dynamic) -> bool| {
            let mut labels = cases.cases.values();
            labels.any(|case| wanted(&case.value) && case.blocks.iter().any(plain))
        };
        let choices: Vec<String> = match of {
            Typed::Word(Word::Fact(fact)) => {
                let choices = self.scheme.facts[*fact].choices().iter();
                choices.map(|(word, _)| word.to_string()).collect()
            }
            Typed::Word(Word::Subject) => Subject::IDS.map(str::to_owned).to_vec(),
            Typed::YesNo(_) => {
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
    ) -> Result<Option<YesNo>, Stop> {
        match cases.expressions.get(index).map(|arm| &arm.lhs) {
            None | Some(Expr::BoolConstant(true, _)) => Ok(None),
            Some(condition) => self.condition(condition, names).map(Some),
        }
    }

    /// Whether a word is this one, which must be one of its choices.
    pub(super) fn is_word(&mut self, of: Word, word: &str, at: At) -> YesNo {
        self.must_be_choice(&of, word, at);
        YesNo::IsWord(Box::new(super::super::IsWord {
            of,
            word: word.into(),
            at,
        }))
    }

    /// A word that stands in the rule beside something with choices is one of them. Where a fact
    /// itself is named, this was told before; here it may hide behind a name of the rule's own.
    pub(super) fn must_be_choice(&mut self, of: &Word, word: &str, at: At) {
        let (name, choices) = match of {
            Word::Fact(fact) => {
                let fact = &self.scheme.facts[*fact];
                let choices = fact.choices().iter().map(|(word, _)| word.to_string());
                (fact.id.clone(), choices.collect())
            }
            Word::Class => {
                let classes = self.scheme.classes.iter().map(|class| class.id.clone());
                ("class".to_owned(), classes.collect::<Vec<_>>())
            }
            Word::Subject => (
                "subject".to_owned(),
                Subject::IDS.map(str::to_owned).to_vec(),
            ),
            _ => return,
        };
        if choices.is_empty() || choices.iter().any(|choice| choice == word) {
            return;
        }
        let word = word.to_owned();
        let fault = RuleProblem::NotAmongChoices {
            word,
            name,
            choices: choices.join(", "),
        };
        self.warn(fault, at);
    }

    /// Whether a variable of the rule is there.
    pub(super) fn given(&mut self, word: &str, names: &Names, at: At) -> Part {
        if let Some(value) = own(names, word) {
            return match value {
                Typed::Nothing(_) => Ok(Typed::YesNo(YesNo::Constant(false))),
                Typed::Number(Number::Local(_) | Number::Constant(_), _)
                | Typed::YesNo(YesNo::Local(_) | YesNo::Constant(_)) => {
                    Ok(Typed::YesNo(YesNo::Constant(true)))
                }
                Typed::Number(number, _) => match number_name(number) {
                    Some(name) => Ok(Typed::YesNo(YesNo::Given(name))),
                    None => Err((Reason::Unknown, at)),
                },
                _ => Err((Reason::Unknown, at)),
            };
        }
        match self.site.name(self.scheme, word) {
            Some(name) if at.text == 0 => {
                self.reads(name);
                Ok(Typed::YesNo(YesNo::Given(name)))
            }
            _ => Err((Reason::Unknown, at)),
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
            return Err((Reason::Unknown, at));
        }
        if call.name == "given"
            && let [Expr::Variable(variable, ..)] = &call.args[..]
        {
            return self.given(&variable.1, names, at);
        }
        if call.name == "not_covered" || call.name == "throw" {
            return Ok(Typed::Fails);
        }
        // A local may hold an anonymous function.
        if own(names, &call.name).is_some() {
            return Err((Reason::Closure, at));
        }
        let since = self.counted_so_far();
        let arguments: Vec<_> = call
            .args
            .iter()
            .map(|argument| self.expression(argument, names))
            .collect();
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(argument?);
        }
        match (&call.op_token, values.len()) {
            (Some(Token::Bang), 1) => match values.remove(0) {
                Typed::YesNo(yes_no) => Ok(Typed::YesNo(YesNo::Not(Box::new(yes_no)))),
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
            _ => Err((Reason::Unknown, at)),
        }
    }
}

/// The value behind a key of a map.
fn key(of: Typed, key: &str, at: At) -> Part {
    let Typed::Map(pairs) = of else {
        return Err((Reason::Lists, at));
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
    picked.after(Typed::List(looked).looked_at(), at)
}

fn both(one: YesNo, more: Option<YesNo>) -> YesNo {
    match more {
        None => one,
        Some(more) => YesNo::All(vec![one, more]),
    }
}

/// A number compared with another.
fn compare(left: Number, relation: Relation, right: Typed, at: At) -> Result<YesNo, Stop> {
    let Typed::Number(right, _) = right else {
        return Err((Reason::Unknown, at));
    };
    Ok(YesNo::Compare(Box::new(super::super::Comparison {
        left,
        relation,
        right,
        at,
    })))
}

/// The name of the scheme that a number is read from.
fn number_name(number: &Number) -> Option<Name> {
    match number {
        Number::Fact(at) => Some(Name::Fact(*at)),
        Number::Value(at) => Some(Name::Value(*at)),
        Number::Cohort(at) => Some(Name::Cohort(*at)),
        Number::Group(at) => Some(Name::Group(*at)),
        Number::Criterion(at) => Some(Name::Criterion(*at)),
        Number::Total => Some(Name::Total),
        _ => None,
    }
}
