//! The functions that a rule may call: one row each in [`FUNCTIONS`].
//!
//! The interpreter, the lowering and its types, the lints, the reference that people read, and the
//! explanations all read this one table. To add a function: its row, a test, and a call in the
//! generator of the contract (`tests/contract`).
//!
//! What can be said in the rule language is said there ([`Body::Rule`]): the interpreter runs that
//! text (`prelude`), and the lowering puts it in place of the call. The others are native.

pub(super) mod native;
pub(super) mod prelude;
mod row;
pub(super) mod script;
mod table;

pub use self::row::{Body, Function, FunctionResult, Overload, Past, Range};
pub use self::table::FUNCTIONS;

impl Function {
    /// The function of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }
}
