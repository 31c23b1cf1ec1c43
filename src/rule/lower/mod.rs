//! From a rule's syntax tree to its expression: the only files that see the language's tree.
//!
//! Statements are lowered with what follows them in hand, so that an early `return` simply leaves
//! the rest out, and each branch keeps its own types. Where only a variable is assigned in the
//! branches of an `if`, the variable gets a value that chooses; only branches that return make a
//! copy of the rest. A budget bounds what copies may add up to.

mod assigned;
mod call;
mod flow;
mod link;
mod operator;
mod ranges;
mod switch;
mod table;
mod typed;
mod unsupported;
mod value;

use std::collections::BTreeSet;

use rhai::{AST, Position};

pub use unsupported::Unsupported;

use self::typed::{Part, Stop, Typed};
use super::expr::{At, Expr, Program, Type};
use crate::locale::Text;
use crate::rule::library::Library;
use crate::rule::problem::RuleProblem;
use crate::rule::rule_id::{RuleId, Wants};
use crate::scheme::{Name, Scheme};

/// The most nodes of an expression; the interpreter's own bound on operations lies well above what so
/// many nodes stand for.
const MOST_NODES: usize = 2_000;

/// How deep the functions of a scheme may call each other; the interpreter's own bound leaves room
/// for the functions of the prelude.
const MOST_CALLS: usize = 8;

/// How many names may stand at a point of a rule, what it reads among them; the interpreter's own
/// bound is the same.
const MOST_NAMES: usize = 200;

/// What became of lowering a rule.
#[derive(Debug)]
pub(in crate::rule) struct Lowered {
    /// The rule as data, or where and why there is none.
    pub(in crate::rule) program: Result<Program, (Unsupported, At)>,
    /// Whether it has a `switch` over numbers.
    pub(in crate::rule) switches_numbers: bool,
    /// What the types say is wrong with the rule.
    pub(in crate::rule) faults: Vec<(RuleProblem, At)>,
}

/// A name of the rule's own, and what stands behind it.
#[derive(Debug, Clone)]
struct Own {
    name: String,
    value: Typed,
    /// How many nodes each use of it makes a copy of.
    weight: usize,
}

/// The names that stand at a point of a rule, the innermost last.
type Names = Vec<Own>;

/// What follows a part: it gets the names that stand after it, its value, and where that stands.
type Next<'n, 'a> = &'n dyn Fn(&mut Lowering<'a>, Names, Typed, At) -> Part;

/// A rule being lowered.
struct Lowering<'a> {
    scheme: &'a Scheme,
    library: &'a Library,
    site: RuleId,
    wants: Wants,
    nodes: usize,
    slots: usize,
    /// The text that positions are of: 0 the rule, others the function files.
    text: u16,
    /// The place of the call whose function of the prelude is being lowered.
    pinned: Option<At>,
    calls: usize,
    switches_numbers: bool,
    /// The names of the scheme it met.
    read: BTreeSet<Name>,
    /// The most names of its own that stand at any point of it.
    most_names: usize,
    faults: Vec<(RuleProblem, At)>,
}

/// Lowers a rule. `ast` is the rule's own, without the functions of its library.
pub(in crate::rule) fn lower(
    scheme: &Scheme,
    library: &Library,
    site: RuleId,
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
        pinned: None,
        calls: 0,
        switches_numbers: false,
        read: BTreeSet::new(),
        most_names: 0,
        faults: Vec::new(),
    };
    let done: Next<'_, '_> = &|me, _, value, at| me.ends(value, at);
    let start = (Typed::nothing(), At::default());
    let root = lowering.statements(ast.statements(), Names::new(), start, done, done);
    let root = match lowering.read.len() + lowering.most_names {
        names if names > MOST_NAMES => root.and(Err((Unsupported::TooLarge, At::default()))),
        _ => root,
    };
    let (slots, nodes) = (lowering.slots, lowering.nodes);
    let program = root.map(|value| {
        let (root, gives) = match value {
            Typed::Number(root, _) => (root, Type::Number),
            Typed::Other(root, gives) => (root, gives),
            _ if wants == Wants::YesNo => (Expr::Fail, Type::YesNo),
            _ => (Expr::Fail, Type::Number),
        };
        Program {
            root,
            gives,
            slots,
            nodes,
        }
    });
    let mut faults = lowering.faults;
    faults.sort_by_key(|(_, at)| *at);
    faults.dedup();
    Lowered {
        program,
        faults,
        switches_numbers: lowering.switches_numbers,
    }
}

impl<'a> Lowering<'a> {
    fn at(&self, position: Position) -> At {
        if let Some(call) = self.pinned {
            return call;
        }
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
    fn node(&mut self, at: At) -> Result<(), Stop> {
        // A function of the prelude is of a known size.
        self.nodes += usize::from(self.pinned.is_none());
        if self.nodes > MOST_NODES {
            return Err((Unsupported::TooLarge, at));
        }
        Ok(())
    }

    /// The value behind a name of the rule's own. What is no mere local is copied at each use, and
    /// copies count against the budget: values of values would grow without end.
    fn used(&mut self, names: &Names, name: &str, at: At) -> Result<Option<Typed>, Stop> {
        let Some(own) = names.iter().rev().find(|own| own.name == name) else {
            return Ok(None);
        };
        self.nodes += own.weight;
        if self.nodes > MOST_NODES {
            return Err((Unsupported::TooLarge, at));
        }
        Ok(Some(own.value.clone()))
    }

    /// How many nodes have been counted so far.
    fn counted_so_far(&self) -> usize {
        self.nodes
    }

    /// The weight of a value whose nodes were counted since.
    fn weight(&self, value: &Typed, since: usize) -> usize {
        let light = match value {
            Typed::Number(expr, _) | Typed::Other(expr, Type::YesNo) => expr.is_atom(),
            Typed::ListFact(_) | Typed::Fails => true,
            _ => false,
        };
        if light { 0 } else { self.nodes - since }
    }

    /// Adds a name of the rule's own.
    fn declare(&mut self, names: &mut Names, name: &str, value: Typed, weight: usize) {
        names.push(Own {
            name: name.to_owned(),
            value,
            weight,
        });
        self.most_names = self.most_names.max(names.len());
    }

    /// Notes a name of the scheme.
    fn reads(&mut self, name: Name) {
        self.read.insert(name);
    }

    fn slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    /// The rule in words.
    fn what(&self) -> Text {
        self.site.text(self.scheme)
    }

    /// A number is needed where this stands.
    fn no_number<T>(&mut self, found: &Typed, at: At) -> Result<T, Stop> {
        let problem = RuleProblem::NoNumber {
            what: self.what(),
            found: found.words(),
        };
        self.fault(problem, at)
    }

    /// A condition is needed where this stands.
    fn no_condition<T>(&mut self, found: &Typed, at: At) -> Result<T, Stop> {
        let problem = RuleProblem::NoCondition {
            what: self.what(),
            found: found.words(),
        };
        self.fault(problem, at)
    }

    fn fault<T>(&mut self, fault: RuleProblem, at: At) -> Result<T, Stop> {
        self.faults.push((fault, at));
        Err((Unsupported::Unsound, at))
    }

    /// Says that something is likely a slip, and goes on.
    fn warn(&mut self, fault: RuleProblem, at: At) {
        self.faults.push((fault, at));
    }

    /// A value at an end of the rule, held against what its place wants.
    fn ends(&mut self, value: Typed, at: At) -> Part {
        let wants = self.wants;
        let fits = match &value {
            Typed::Number(..) => wants != Wants::YesNo,
            Typed::Other(_, Type::YesNo) => wants != Wants::Number,
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
            found: value.words(),
        };
        self.fault(problem, at)
    }

    /// Runs `work` inside a function of the library, whose text has this number.
    fn inside<T>(
        &mut self,
        text: u16,
        at: At,
        work: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        if self.calls >= MOST_CALLS {
            return Err((Unsupported::TooLarge, at));
        }
        let outer = std::mem::replace(&mut self.text, text);
        self.calls += 1;
        let result = work(self);
        self.calls -= 1;
        self.text = outer;
        result
    }
}

impl Lowering<'_> {
    /// Runs `work` inside a function of the prelude, called here: whatever is said of it is said of
    /// the call.
    fn in_prelude<T>(&mut self, at: At, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.pinned.replace(self.pinned.unwrap_or(at));
        self.calls += 1;
        let result = work(self);
        self.calls -= 1;
        self.pinned = outer;
        result
    }

    /// Whether a function is being lowered, which sees its parameters alone.
    fn is_inside(&self) -> bool {
        self.calls > 0
    }
}

/// Looks a name of the rule's own up; the innermost is the one that counts.
fn own<'n>(names: &'n Names, name: &str) -> Option<&'n Typed> {
    let found = names.iter().rev().find(|own| own.name == name);
    found.map(|own| &own.value)
}

/// Gives a name of the rule's own another value.
fn assign(names: &mut Names, name: &str, value: Typed, weight: usize) -> bool {
    match names.iter_mut().rev().find(|own| own.name == name) {
        Some(own) => {
            own.value = value;
            own.weight = weight;
            true
        }
        None => false,
    }
}
