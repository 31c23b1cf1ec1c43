//! How the rule language is set up: what is allowed, how much, how strictly. The only file that
//! builds an engine.
//!
//! The profile refuses whatever could read a file, tell the time, draw lots or run without end.
//! Comparing two different types is an error: the language itself would answer a silent `false`.

mod functions;
mod lists;
mod meter;
mod operators;
mod registry;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicIteratorPackage, BasicMapPackage,
    BasicStringPackage, LogicPackage, Package as _,
};
use rhai::{Dynamic, Engine, ImmutableString, Module, OptimizationLevel, Shared};

pub(super) use self::meter::MOST_WORK;
use self::meter::Meter;
use self::registry::Functions;
pub(super) use self::registry::{LONGEST_RULE, MOST_ITEMS, MOST_KEYS, Nominee};
use super::dynamic::{Large, Outcome, fail};
use crate::number::Number;

/// The functions that every engine has, built once and shared: building them costs as much as
/// judging ten nominees. Ours come last and so replace the language's own.
static FUNCTIONS: LazyLock<Shared<Module>> = LazyLock::new(|| {
    let mut module = Module::new();
    ArithmeticPackage::init(&mut module);
    LogicPackage::init(&mut module);
    BasicStringPackage::init(&mut module);
    BasicArrayPackage::init(&mut module);
    BasicMapPackage::init(&mut module);
    BasicIteratorPackage::init(&mut module);
    // The packages come as lists that are searched at each call, until they are registered.
    module.register_lazy_functions();
    let mut functions = Functions(module);
    operators::numbers(&mut functions);
    operators::comparisons(&mut functions);
    lists::register(&mut functions);
    functions::register(&mut functions);
    functions.0.build_index();
    functions.0.into()
});

/// An engine, and what it has done.
#[derive(Debug)]
pub(super) struct Interpreter {
    pub(super) engine: Engine,
    pub(super) meter: Arc<Meter>,
}

impl Interpreter {
    /// An interpreter for the rules of one scheme.
    pub(super) fn new(choices: Vec<Vec<ImmutableString>>) -> Self {
        let mut engine = engine(choices);
        let meter = meter::count(&mut engine);
        Self { engine, meter }
    }
}

/// Two engines of one profile: the lenient one compiles a rule whose names are yet to be checked,
/// so that all of them can be; the strict one refuses a local used outside its block.
pub(super) struct Compilers {
    pub(super) lenient: Interpreter,
    pub(super) strict: Engine,
}

/// An engine for the rules of one scheme. `choices` are the ordered words of its choice facts and
/// its classes, best first; a value carries the number of its set, from 1, as its tag.
pub(super) fn engine(choices: Vec<Vec<ImmutableString>>) -> Engine {
    let mut engine = Engine::new_raw();
    engine.register_global_module(Shared::clone(&FUNCTIONS));
    // Without fast operators the overloads below are asked; with them `7 / 2` would stay 3.
    engine.set_fast_operators(false);
    // Any optimisation bakes values into rules or drops calls that the check must see.
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_allow_shadowing(false);
    engine.set_fail_on_invalid_map_property(true);
    engine.set_max_expr_depths(64, 32);
    // The functions of a scheme call each other 8 deep, and these those of the prelude.
    engine.set_max_call_levels(12);
    engine.set_max_operations(10_000);
    engine.set_max_string_size(LONGEST_RULE);
    engine.set_max_array_size(MOST_ITEMS);
    engine.set_max_map_size(MOST_KEYS);
    engine.set_max_variables(200);
    engine.set_max_functions(500);
    for symbol in [
        "eval",
        "print",
        "debug",
        "try",
        "Fn",
        "call",
        "curry",
        "/=",
        "%",
        "%=",
        "**",
        "**=",
        // Bits are no matter of points, and `x ^ 2` would be no power.
        "^",
        "^=",
        "&",
        "&=",
        "<<",
        "<<=",
        ">>",
        ">>=",
        "is_def_fn",
        "is_def_var",
        "is_shared",
        "type_of",
    ] {
        engine.disable_symbol(symbol);
    }
    engine.register_type_with_name::<Date>("ngày");
    engine.register_type_with_name::<Number>("số");
    engine.register_type_with_name::<Large>("số");
    engine.register_fn("at_least", move |value: Dynamic, level: &str| {
        at_least(&choices, &value, level)
    });
    engine
}

/// Whether a choice stands at a level or above it; a class that nobody reached does not.
fn at_least(choices: &[Vec<ImmutableString>], value: &Dynamic, level: &str) -> Outcome<bool> {
    let set = usize::try_from(value.tag())
        .ok()
        .and_then(|tag| choices.get(tag.checked_sub(1)?));
    let word = value.clone().into_immutable_string().ok();
    let (Some(set), Some(word)) = (set, word) else {
        return fail(
            "`at_least` chỉ dùng với số liệu kiểu lựa chọn hoặc với `class`",
            "`at_least` takes a fact of type choice, or `class`",
        );
    };
    let Some(level_at) = set.iter().position(|known| known == level) else {
        return fail(
            format!("`{level}` không phải là một lựa chọn"),
            format!("`{level}` is none of the choices"),
        );
    };
    Ok(set
        .iter()
        .position(|known| *known == word)
        .is_some_and(|at| at <= level_at))
}
