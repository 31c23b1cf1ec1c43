//! How the rule language is set up: what is allowed, how much, how strictly. The only file that
//! builds an engine.
//!
//! The profile refuses whatever could read a file, tell the time, draw lots or run without end.
//! Comparing two different types is an error: the language itself would answer a silent `false`.

mod functions;
mod meter;
mod operators;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicIteratorPackage, BasicMapPackage,
    BasicStringPackage, LogicPackage, Package as _,
};
use rhai::{
    Dynamic, Engine, FuncRegistration, ImmutableString, Module, NativeCallContext,
    OptimizationLevel, RhaiNativeFunc, Shared, Variant,
};

pub(super) use self::meter::MOST_WORK;
use self::meter::Meter;
use super::dynamic::{Large, Outcome, fail};
use crate::number::Number;
use crate::scheme::PastAward;

/// The most letters that a rule may have, in bytes.
pub(super) const LONGEST_RULE: usize = 20_000;

/// The most items that a list may have, those of lists in it counted.
pub(super) const MOST_ITEMS: usize = 500;

/// The most keys that a map may have.
pub(super) const MOST_KEYS: usize = 100;

/// What native functions may know of the nominee being judged, and of the run.
#[derive(Debug, Clone, Default)]
pub(super) struct Nominee {
    /// The year of the review.
    pub(super) year: i16,
    /// Past awards.
    pub(super) history: Vec<PastAward>,
    /// The work of the run.
    pub(super) meter: Arc<Meter>,
}

impl Nominee {
    /// The nominee of a call.
    fn of(context: &NativeCallContext<'_>) -> Self {
        let tag = context.tag().cloned();
        tag.and_then(Dynamic::try_cast).unwrap_or_default()
    }
}

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
    meter::register(&mut functions);
    functions::register(&mut functions);
    functions.0.build_index();
    functions.0.into()
});

/// Functions on their way into the shared module.
pub(super) struct Functions(Module);

impl Functions {
    /// Adds a function, in place of the one with the same name and arguments.
    pub(super) fn register_fn<A: 'static, const N: usize, const X: bool, R, const F: bool, T>(
        &mut self,
        name: &str,
        function: T,
    ) -> &mut Self
    where
        R: Variant + Clone,
        T: RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    {
        FuncRegistration::new(name)
            .in_global_namespace()
            .set_into_module(&mut self.0, function);
        self
    }
}

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
