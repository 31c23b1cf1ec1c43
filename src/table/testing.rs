//! What the tests of the rooms of data share.

use crate::diagnostic::Diagnostics;

/// Place and code of every finding, by place.
pub(crate) fn codes(diagnostics: &Diagnostics) -> Vec<String> {
    let code = |found: &&crate::diagnostic::Diagnostic| format!("{} {}", found.place, found.code);
    diagnostics.sorted().iter().map(code).collect()
}
