//! The functions of the interpreter on their way into their module, and what they may know.

use std::sync::Arc;

use rhai::{Dynamic, FuncRegistration, Module, NativeCallContext, RhaiNativeFunc, Variant};

use super::meter::Meter;
use crate::scheme::PastAward;

/// The most letters that a rule may have, in bytes.
pub(in crate::rule) const LONGEST_RULE: usize = 20_000;

/// The most items that a list may have, those of lists in it counted.
pub(in crate::rule) const MOST_ITEMS: usize = 500;

/// The most keys that a map may have.
pub(in crate::rule) const MOST_KEYS: usize = 100;

/// What native functions may know of the nominee being judged, and of the run.
#[derive(Debug, Clone, Default)]
pub(in crate::rule) struct Nominee {
    /// The year of the review.
    pub(in crate::rule) year: i16,
    /// Past awards.
    pub(in crate::rule) history: Vec<PastAward>,
    /// The work of the run.
    pub(in crate::rule) meter: Arc<Meter>,
}

impl Nominee {
    /// The nominee of a call.
    pub(super) fn of(context: &NativeCallContext<'_>) -> Self {
        let tag = context.tag().cloned();
        tag.and_then(Dynamic::try_cast).unwrap_or_default()
    }
}

/// Functions on their way into the shared module.
pub(in crate::rule) struct Functions(pub(super) Module);

impl Functions {
    /// Adds a function, in place of the one with the same name and arguments.
    pub(in crate::rule) fn register_fn<
        A: 'static,
        const N: usize,
        const X: bool,
        R,
        const F: bool,
        T,
    >(
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
