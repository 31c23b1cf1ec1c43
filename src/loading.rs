//! Files in, schemes and a dossier out; everything found wrong, all at once.

use jiff::civil::Date;

use crate::diagnostic::Diagnostics;
use crate::dossier::Dossier;
use crate::rule::Rulebook;

/// A file as it came: which ones are schemes is told by their content.
#[derive(Debug, Clone)]
pub struct File {
    /// The name by which people know it: its path as they gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What may be asked of loading.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day of the review, where no `period.toml` says it.
    pub date: Option<Date>,
    /// Leave out rows with faults, and list them.
    pub skip_bad: bool,
}

/// What was loaded. Nothing may be ranked where `diagnostics` has errors.
#[derive(Debug)]
pub struct Loaded {
    /// The schemes in the order they were given.
    pub books: Vec<Rulebook>,
    /// The nominees; nothing when only schemes were given.
    pub dossier: Option<Dossier>,
    /// Everything found.
    pub diagnostics: Diagnostics,
}

/// Loads schemes and data. `library` finds a function file by the scheme's name and its own.
pub fn load(
    _files: &[File],
    _library: &dyn Fn(&str, &str) -> Option<File>,
    _options: &Options,
) -> Loaded {
    Loaded {
        books: Vec::new(),
        dossier: None,
        diagnostics: Diagnostics::new(),
    }
}
