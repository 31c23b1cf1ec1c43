//! What every format of findings says of one.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::report::listing::Listing;
use crate::rule::Rulebook;

/// What was checked, and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'c> {
    /// The schemes, and how much was checked of each.
    pub schemes: &'c Listing,
    /// The schemes that loaded.
    pub books: &'c [Rulebook],
    /// What was found.
    pub found: &'c Diagnostics,
}

/// What to do about a finding, and the name that was perhaps meant.
pub(super) fn help(found: &Diagnostic, locale: Locale) -> Option<String> {
    let meant = found.meant.as_ref().map(|meant| {
        locale.of(
            format!("có phải là `{meant}`?"),
            format!("did you mean `{meant}`?"),
        )
    });
    let help = found.help.as_ref().map(|help| help.get(locale).to_owned());
    match (meant, help) {
        (Some(meant), Some(help)) => Some(format!("{meant} {help}")),
        (meant, help) => meant.or(help),
    }
}

/// The command that explains a code.
pub(super) fn explain(code: &str, locale: Locale) -> String {
    format!("dvk help {} {code}", locale.of("loi", "error"))
}

/// How many more findings there are of a code.
pub(super) fn more(code: &str, count: usize, locale: Locale) -> String {
    locale.of(
        format!("và còn {count} chỗ `{code}` nữa"),
        format!("and {count} more `{code}`"),
    )
}
