//! Words that a spreadsheet takes for a formula.

/// Whether a spreadsheet would calculate what words say: blanks and apostrophes before them do not
/// matter.
pub(crate) fn looks_like_a_formula(text: &str) -> bool {
    text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\n', '\u{feff}', '\''])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// The words of a cell of a text file without the one apostrophe that keeps a spreadsheet from
/// calculating them; whoever wrote it put one more before a genuine one.
pub(crate) fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => text,
    }
}
