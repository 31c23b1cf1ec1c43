//! How the scripts of the prelude are called: a rule calls a native function, as a method or not,
//! which calls the script.

/// What their names begin with.
const SCRIPT: &str = "dvk_prelude_";

/// The name of the script of a function.
pub(in crate::rule) fn of(name: &str) -> String {
    format!("{SCRIPT}{name}")
}

/// Whether this is the name of a script of the prelude.
pub(in crate::rule) fn is_script(name: &str) -> bool {
    name.starts_with(SCRIPT)
}
