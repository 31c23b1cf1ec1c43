//! How a rule gives its points, in the words of papers: case by case, worded from the very
//! expression that is evaluated.

use jiff::civil::Date;

use super::clause::{Clause, Said, say};
use crate::locale::Locale;
use crate::number::Number;
use crate::report::terms::{Terms, capital};
use crate::report::words::Words;
use crate::rule::expr::{Expr, If, Relation, Table, Type};
use crate::rule::trace::{Locals, Term};
use crate::rule::{RuleId, Rulebook};
use crate::scheme::Name;

/// The most cases that are said: what has more is printed as it is written.
const MOST_CASES: usize = 60;

/// The rule at a place, in words; as it is written where it cannot be said.
pub(in crate::report) fn how(book: &Rulebook, id: RuleId, date: Date, locale: Locale) -> String {
    let max = match id {
        RuleId::Criterion(at) => book.scheme.criteria[at].max.clone(),
        _ => None,
    };
    let words = Words::of(locale);
    let said = match book.program(id) {
        Some(Ok(program)) => {
            let mut worder = Worder {
                terms: Terms::in_general(&book.scheme, date, max, locale),
                locals: Locals::default(),
                values: Vec::new(),
                cases: Vec::new(),
                is_whole: true,
                gives_points: matches!(id, RuleId::Criterion(_) | RuleId::Class(_)),
            };
            match program.gives {
                Type::Number => worder.walk(&program.root, &mut Vec::new()),
                _ => worder.ask(&program.root),
            }
            worder.is_whole.then(|| worder.said())
        }
        _ => None,
    };
    said.unwrap_or_else(|| words.as_written(book.rule_text(id).unwrap_or_default()))
}

/// One result of a rule.
struct Case {
    when: Vec<Said>,
    /// Whether the lines above must have been tried.
    rest: bool,
    gives: String,
}

struct Worder<'r> {
    terms: Terms<'r, 'r>,
    locals: Locals<'r>,
    /// The locals that are yes or no, by slot.
    values: Vec<Option<&'r Expr>>,
    cases: Vec<Case>,
    /// Whether all of it could be said.
    is_whole: bool,
    /// Whether its numbers are points.
    gives_points: bool,
}

impl<'r> Worder<'r> {
    fn walk(&mut self, expr: &'r Expr, path: &mut Vec<Clause>) {
        if self.cases.len() > MOST_CASES {
            self.is_whole = false;
            return;
        }
        match expr {
            Expr::Let(local) => match (self.locals.open_branch(&local.value), &local.value) {
                (Some(branch), _) if local.of == Type::Number => {
                    self.both_ways(branch, expr, path);
                }
                (_, Expr::Table(table)) => self.table(table, path, |this, points, path| {
                    this.locals.name(local.slot, points);
                    this.walk(&local.body, path);
                }),
                _ => {
                    self.bind(local.slot, &local.value);
                    self.walk(&local.body, path);
                }
            },
            Expr::Sequence(sequence) => self.walk(&sequence.then, path),
            Expr::If(branch) => {
                let depth = path.len();
                self.clauses(&branch.condition, true, path);
                self.walk(&branch.then, path);
                path.truncate(depth);
                self.clauses(&branch.condition, false, path);
                self.walk(&branch.otherwise, path);
                path.truncate(depth);
            }
            Expr::Table(table) => self.table(table, path, |this, points, path| {
                let points = this.points(&points);
                this.case(path, points);
            }),
            Expr::Fail => self.case(path, self.terms.words.not_covered().to_owned()),
            _ => match self.locals.open_branch(expr) {
                Some(branch) => self.both_ways(branch, expr, path),
                None => {
                    let points = self.term(expr);
                    let points = self.points(&points);
                    self.case(path, points);
                }
            },
        }
    }

    /// An expression with a branch inside a formula, one way and the other.
    fn both_ways(&mut self, branch: &'r If, expr: &'r Expr, path: &mut Vec<Clause>) {
        // The condition may ask a local of the formula.
        self.locals.term(expr);
        let depth = path.len();
        for holds in [true, false] {
            self.clauses(&branch.condition, holds, path);
            self.locals.take(branch, holds);
            self.walk(expr, path);
            self.locals.untake();
            path.truncate(depth);
        }
    }

    /// A table of steps, each from where to where, and what becomes of each.
    fn table(
        &mut self,
        table: &'r Table,
        path: &mut Vec<Clause>,
        mut each: impl FnMut(&mut Self, Term, &mut Vec<Clause>),
    ) {
        let of = self.term(&table.of);
        let (reached, passed) = if table.upward {
            (Relation::AtMost, Relation::Greater)
        } else {
            (Relation::AtLeast, Relation::Less)
        };
        let depth = path.len();
        for (threshold, points) in &table.rows {
            let threshold = self.term(threshold);
            path.push(Clause::Bound(of.clone(), reached, threshold.clone()));
            let points = self.term(points);
            each(self, points, path);
            path.pop();
            path.push(Clause::Bound(of.clone(), passed, threshold));
        }
        each(self, Term::Constant(Number::ZERO), path);
        path.truncate(depth);
    }

    fn case(&mut self, path: &[Clause], gives: String) {
        let (when, rest) = say(path, &self.terms);
        self.cases.push(Case { when, rest, gives });
    }

    fn points(&self, term: &Term) -> String {
        let words = self.terms.words;
        match term {
            term if !self.gives_points => self.terms.term(term),
            Term::Constant(number) => words.worth(&self.terms.digits(number)),
            term => words.computed(&self.terms.term(term)),
        }
    }

    fn bind(&mut self, slot: usize, value: &'r Expr) {
        self.locals.bind(slot, value);
        if self.values.len() <= slot {
            self.values.resize(slot + 1, None);
        }
        self.values[slot] = Some(value);
    }

    fn term(&mut self, expr: &'r Expr) -> Term {
        let term = self.locals.term(expr);
        self.is_whole &= term.is_named();
        term
    }

    /// The clauses that hold where a condition does, or does not.
    fn clauses(&mut self, condition: &'r Expr, holds: bool, path: &mut Vec<Clause>) {
        match condition {
            Expr::YesNo(_) => {}
            Expr::Not(inner) => self.clauses(inner, !holds, path),
            Expr::Sequence(sequence) => self.clauses(&sequence.then, holds, path),
            Expr::Let(local) => {
                self.bind(local.slot, &local.value);
                self.clauses(&local.body, holds, path);
            }
            Expr::Local(slot) => match self.values.get(*slot).copied().flatten() {
                Some(value) => self.clauses(value, holds, path),
                None => self.is_whole = false,
            },
            Expr::All(parts) if holds || parts.len() == 1 => {
                for part in parts {
                    self.clauses(part, holds, path);
                }
            }
            Expr::Any(parts) if !holds || parts.len() == 1 => {
                for part in parts {
                    self.clauses(part, holds, path);
                }
            }
            Expr::All(_) => path.push(Clause::Rest),
            Expr::Any(parts) => {
                let clause = self.any(parts);
                path.push(clause);
            }
            _ => match self.one(condition, holds) {
                Some(clause) => path.push(clause),
                None => self.is_whole = false,
            },
        }
    }

    /// One of several conditions: of one subject where they are all about it.
    fn any(&mut self, parts: &'r [Expr]) -> Clause {
        let words = self.terms.words;
        let mut said = Vec::new();
        for part in parts {
            let mut path = Vec::new();
            self.clauses(part, true, &mut path);
            said.push(say(&path, &self.terms).0);
        }
        let first = said.first().and_then(|one| one.first()).cloned();
        if let Some(first) = first
            && said
                .iter()
                .all(|one| matches!(&one[..], [it] if it.about == first.about))
        {
            let hows: Vec<_> = said.iter().map(|one| one[0].how.as_str()).collect();
            let how = hows.join(words.or());
            return Clause::Other(Said { how, ..first });
        }
        let each: Vec<_> = said.iter().map(|one| sentence(one, words)).collect();
        Clause::Other(Said {
            about: String::new(),
            how: each.join(words.or()),
            colon: false,
        })
    }

    fn one(&mut self, condition: &'r Expr, holds: bool) -> Option<Clause> {
        let words = self.terms.words;
        let other = |about, how, colon| Clause::Other(Said { about, how, colon });
        let clause = match condition {
            Expr::Compare(comparison) => {
                let (left, right) = (self.term(&comparison.left), self.term(&comparison.right));
                let relation = comparison.relation;
                match (comparison.of, &right) {
                    (Type::Number, _) => {
                        // A threshold is on the right, whichever way the rule is written.
                        let level = |term: &Term| {
                            matches!(term, Term::Constant(_) | Term::Named(Name::Value(_)))
                        };
                        let turned = level(&left) && !level(&right);
                        let relation = if turned { relation.flipped() } else { relation };
                        let relation = if holds { relation } else { relation.negated() };
                        let (left, right) = if turned { (right, left) } else { (left, right) };
                        Clause::Bound(left, relation, right)
                    }
                    (Type::Text, Term::Word(word)) => Clause::Word(left, word.to_string(), holds),
                    (Type::Day, _) => {
                        let relation = if holds { relation } else { relation.negated() };
                        let right = self.terms.term(&right);
                        other(self.terms.head(&left), words.day(relation, &right), false)
                    }
                    _ => return None,
                }
            }
            Expr::Read(name) => {
                let how = match (name, holds) {
                    (Name::Standard(_), true) => words.met(),
                    (Name::Standard(_), false) => words.not_met(),
                    (_, true) => words.yes(),
                    (_, false) => words.no_answer(),
                };
                other(self.terms.name(*name), how.to_owned(), true)
            }
            Expr::AtLeast(level) => {
                let of = self.term(&level.of);
                let word = self.terms.word(&of, level.choices.get(level.level)?);
                let how = if holds {
                    words.or_better(&word)
                } else {
                    words.worse(&word)
                };
                other(self.terms.head(&of), how, true)
            }
            Expr::Contains(what) => {
                let item = match self.term(&what.item) {
                    Term::Word(word) => word.to_string(),
                    term => self.terms.term(&term),
                };
                let how = if holds {
                    words.has_item(&item)
                } else {
                    words.has_no_item(&item)
                };
                other(self.terms.name(Name::Fact(what.list)), how, true)
            }
            Expr::Given(name) => {
                let how = if holds {
                    words.is_given()
                } else {
                    words.is_not_given()
                };
                other(self.terms.name(*name), how.to_owned(), true)
            }
            _ => return None,
        };
        Some(clause)
    }

    /// A rule that is a question.
    fn ask(&mut self, root: &'r Expr) {
        let mut path = Vec::new();
        self.clauses(root, true, &mut path);
        // What does not hold and cannot be turned round is not said at all.
        self.is_whole &= !path.iter().any(|clause| matches!(clause, Clause::Rest));
        self.case(&path, String::new());
    }

    /// All cases, a line each; what they are all about is said once.
    fn said(&self) -> String {
        let words = self.terms.words;
        let line = |when: &str, gives: &str| match (when, gives) {
            ("", gives) => gives.to_owned(),
            (when, "") => when.to_owned(),
            (when, gives) => format!("{when}: {gives}"),
        };
        if let [only] = &self.cases[..] {
            let said = line(&sentence(&only.when, words), &only.gives);
            return if self.gives_points {
                capital(&said)
            } else {
                said
            };
        }
        let common = self.common();
        let mut lines: Vec<_> = common
            .map(|subject| format!("{subject}:"))
            .into_iter()
            .collect();
        for case in &self.cases {
            let when = match (&case.when[..], common) {
                ([], _) => words.all_others().to_owned(),
                ([one], Some(_)) => one.how.clone(),
                (when, _) => sentence(when, words),
            };
            lines.push(format!("- {}", line(&when, &case.gives)));
        }
        // What follows a condition that cannot be turned round is true only after it.
        if self
            .cases
            .iter()
            .any(|case| case.rest && !case.when.is_empty())
        {
            lines.push(words.in_order().to_owned());
        }
        lines.join("\n")
    }

    /// What all cases are about, where it is one thing.
    fn common(&self) -> Option<&str> {
        let mut subject: Option<&String> = None;
        for case in &self.cases {
            match &case.when[..] {
                [] => {}
                [one] if subject.is_none_or(|known| *known == one.about) => {
                    subject = Some(&one.about);
                }
                _ => return None,
            }
        }
        subject
            .map(String::as_str)
            .filter(|subject| !subject.is_empty())
    }
}

/// Several things that hold together, as one sentence.
fn sentence(when: &[Said], words: Words) -> String {
    let each: Vec<_> = when.iter().map(Said::sentence).collect();
    each.join(words.and())
}
