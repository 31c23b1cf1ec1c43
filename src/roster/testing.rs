//! What the tests of this room share.

use crate::diagnostic::Diagnostics;
use crate::rule::Rulebook;
use crate::scheme::{Scheme, check};
use crate::source::Source;
pub(super) use crate::table::testing::codes;

/// A scheme from its facts and whatever else it says; it need not be whole.
pub(super) fn scheme(text: &str) -> Scheme {
    named("t", text)
}

fn named(id: &str, text: &str) -> Scheme {
    let rest = "[ranking]\nlast = \"council\"\n[[criterion]]\nid = \"xong\"\nkind = \"standard\"\nrule = \"true\"\n";
    let text = format!("id = \"{id}\"\n{text}\n{rest}");
    let mut diagnostics = Diagnostics::new();
    let scheme = check(&Source::new("t.toml", text), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", codes(&diagnostics));
    scheme.expect("a scheme without faults is read")
}

/// A scheme whose rules are ready to judge.
pub(super) fn book(id: &str, text: &str) -> Rulebook {
    let mut diagnostics = Diagnostics::new();
    let book = Rulebook::new(named(id, text), &[], &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", codes(&diagnostics));
    book
}
