//! From a rule's syntax tree to its plan.
//!
//! Statements are lowered with what follows them in hand, so that an early `return` simply leaves
//! the rest out, and each branch keeps its own types. Where only a variable is assigned in the
//! branches of an `if`, the variable gets a value that chooses; only branches that return make a
//! copy of the rest. A budget bounds what copies may add up to.

mod call;
mod expression;
mod fault;
mod flow;
mod operator;

use std::collections::BTreeSet;

use rhai::{AST, Position};

pub use fault::Reason;

use super::typed::Typed;
use super::{At, Plan, Root, YesNo};
use crate::locale::Text;
use crate::rule::library::Library;
use crate::rule::lower::Wants;
use crate::rule::problem::RuleProblem;
use crate::rule::site::Site;
use crate::scheme::{Name, Scheme};

/// The most nodes of a plan; the interpreter's own bound on operations lies well above what so
/// many nodes stand for.
const MOST_NODES: usize = 2_000;

/// How deep functions may call each other; the interpreter's own bound is the same.
const MOST_CALLS: usize = 8;

/// How many names may stand at a point of a rule, what it reads among them; the interpreter's own
/// bound is the same.
const MOST_NAMES: usize = 200;

/// What became of lowering a rule.
#[derive(Debug)]
pub(in crate::rule) struct Lowered {
    /// The plan, or where and why there is none.
    pub(in crate::rule) plan: Result<Plan, (Reason, At)>,
    /// What the types say is wrong with the rule.
    pub(in crate::rule) faults: Vec<(RuleProblem, At)>,
}

/// Why a part is not lowered, and where.
pub(super) type Stop = (Reason, At);

/// A part lowered, or not.
pub(super) type Part = Result<Typed, Stop>;

/// A name of the rule's own, and what stands behind it.
#[derive(Debug, Clone)]
pub(super) struct Own {
    name: String,
    value: Typed,
    /// How many nodes each use of it makes a copy of.
    weight: usize,
}

/// The names that stand at a point of a rule, the innermost last.
pub(super) type Names = Vec<Own>;

/// What follows a part: it gets the names that stand after it, its value, and where that stands.
pub(super) type Next<'n, 'a> = &'n dyn Fn(&mut Lowering<'a>, Names, Typed, At) -> Part;

/// A rule being lowered.
pub(super) struct Lowering<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) library: &'a Library,
    pub(super) site: Site,
    wants: Wants,
    nodes: usize,
    slots: usize,
    /// The text that positions are of: 0 the rule, others the function files.
    text: u16,
    calls: usize,
    /// The names of the scheme it met.
    read: BTreeSet<Name>,
    /// The most names of its own that stand at any point of it.
    most_names: usize,
    pub(super) faults: Vec<(RuleProblem, At)>,
}

/// Lowers a rule. `ast` is the rule's own, without the functions of its library.
pub(in crate::rule) fn lower(
    scheme: &Scheme,
    library: &Library,
    site: Site,
    wants: Wants,
    ast: &AST,
) -> Lowered {
    let mut lowering = Lowering {
        scheme,
        library,
        site,
        wants,
        nodes: 0,
        slots: 0,
        text: 0,
        calls: 0,
        read: BTreeSet::new(),
        most_names: 0,
        faults: Vec::new(),
    };
    let done: Next<'_, '_> = &|me, _, value, at| me.ends(value, at);
    let start = (nothing(), At::default());
    let root = lowering.statements(ast.statements(), Names::new(), start, done, done);
    let root = match lowering.read.len() + lowering.most_names {
        names if names > MOST_NAMES => root.and(Err((Reason::TooLarge, At::default()))),
        _ => root,
    };
    let slots = lowering.slots;
    let plan = root.map(|value| match value {
        Typed::Number(number, _) => Root::Number(number),
        Typed::YesNo(yes_no) => Root::YesNo(yes_no),
        _ if wants == Wants::YesNo => Root::YesNo(YesNo::Fails),
        _ => Root::Number(super::Number::Fails),
    });
    let plan = plan.map(|root| Plan { root, slots });
    let mut faults = lowering.faults;
    faults.sort_by_key(|(_, at)| *at);
    faults.dedup();
    Lowered { plan, faults }
}

/// No value, and nothing to look at.
pub(super) fn nothing() -> Typed {
    Typed::Nothing(super::Done::Nothing)
}

impl<'a> Lowering<'a> {
    pub(super) fn at(&self, position: Position) -> At {
        let short = |number: Option<usize>| {
            number
                .and_then(|n| u16::try_from(n).ok())
                .unwrap_or_default()
        };
        At {
            text: self.text,
            line: short(position.line()),
            column: short(position.position()).max(1),
        }
    }

    /// Counts a node against the budget.
    pub(super) fn node(&mut self, at: At) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err((Reason::TooLarge, at));
        }
        Ok(())
    }

    /// The value behind a name of the rule's own. What is no mere local is copied at each use, and
    /// copies count against the budget: values of values would grow without end.
    pub(super) fn used(
        &mut self,
        names: &Names,
        name: &str,
        at: At,
    ) -> Result<Option<Typed>, Stop> {
        let Some(own) = names.iter().rev().find(|own| own.name == name) else {
            return Ok(None);
        };
        self.nodes += own.weight;
        if self.nodes > MOST_NODES {
            return Err((Reason::TooLarge, at));
        }
        Ok(Some(own.value.clone()))
    }

    /// How many nodes have been counted so far.
    pub(super) fn counted_so_far(&self) -> usize {
        self.nodes
    }

    /// The weight of a value whose nodes were counted since.
    pub(super) fn weight(&self, value: &Typed, since: usize) -> usize {
        let light = match value {
            Typed::Number(number, _) => number.is_sure(),
            Typed::YesNo(yes_no) => matches!(yes_no, YesNo::Constant(_) | YesNo::Local(_)),
            Typed::ListFact(_) | Typed::Fails => true,
            _ => false,
        };
        if light { 0 } else { self.nodes - since }
    }

    /// Adds a name of the rule's own.
    pub(super) fn declare(&mut self, names: &mut Names, name: &str, value: Typed, weight: usize) {
        names.push(Own {
            name: name.to_owned(),
            value,
            weight,
        });
        self.most_names = self.most_names.max(names.len());
    }

    /// Notes a name of the scheme.
    pub(super) fn reads(&mut self, name: Name) {
        self.read.insert(name);
    }

    pub(super) fn slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    /// The rule in words.
    pub(super) fn what(&self) -> Text {
        self.site.text(self.scheme)
    }

    /// A number is needed where this stands.
    pub(super) fn no_number<T>(&mut self, found: &Typed, at: At) -> Result<T, Stop> {
        let problem = RuleProblem::NoNumber {
            what: self.what(),
            found: found.text(),
        };
        self.fault(problem, at)
    }

    /// A condition is needed where this stands.
    pub(super) fn no_condition<T>(&mut self, found: &Typed, at: At) -> Result<T, Stop> {
        let problem = RuleProblem::NoCondition {
            what: self.what(),
            found: found.text(),
        };
        self.fault(problem, at)
    }

    pub(super) fn fault<T>(&mut self, fault: RuleProblem, at: At) -> Result<T, Stop> {
        self.faults.push((fault, at));
        Err((Reason::Unsound, at))
    }

    /// Says that something is likely a slip, and goes on.
    pub(super) fn warn(&mut self, fault: RuleProblem, at: At) {
        self.faults.push((fault, at));
    }

    /// A value at an end of the rule, held against what its place wants.
    fn ends(&mut self, value: Typed, at: At) -> Part {
        let wants = self.wants;
        let fits = match &value {
            Typed::Number(..) => wants != Wants::YesNo,
            Typed::YesNo(_) => wants != Wants::Number,
            Typed::Fails => true,
            _ => false,
        };
        if fits {
            return Ok(value);
        }
        if matches!(value, Typed::Nothing(_)) {
            let problem = RuleProblem::GivesNothing {
                what: self.what(),
                wants: wants.text(),
            };
            return self.fault(problem, at);
        }
        let problem = RuleProblem::GivesOther {
            what: self.what(),
            wants: wants.text(),
            found: value.text(),
        };
        self.fault(problem, at)
    }

    /// Runs `work` inside a function of the library, whose text has this number.
    pub(super) fn inside<T>(
        &mut self,
        text: u16,
        at: At,
        work: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        if self.calls >= MOST_CALLS {
            return Err((Reason::TooLarge, at));
        }
        let outer = std::mem::replace(&mut self.text, text);
        self.calls += 1;
        let result = work(self);
        self.calls -= 1;
        self.text = outer;
        result
    }
}

/// Looks a name of the rule's own up; the innermost is the one that counts.
pub(super) fn own<'n>(names: &'n Names, name: &str) -> Option<&'n Typed> {
    let found = names.iter().rev().find(|own| own.name == name);
    found.map(|own| &own.value)
}

/// Gives a name of the rule's own another value.
pub(super) fn assign(names: &mut Names, name: &str, value: Typed, weight: usize) -> bool {
    match names.iter_mut().rev().find(|own| own.name == name) {
        Some(own) => {
            own.value = value;
            own.weight = weight;
            true
        }
        None => false,
    }
}
