//! The same findings as somebody wants them: graver, lighter, or only some of them.

use super::{Diagnostic, Diagnostics, Place, Severity};

impl Diagnostics {
    /// The same findings, none of which forbids going on: the rows with errors are left out.
    #[must_use]
    pub fn leaving_out(mut self) -> Self {
        for diagnostic in &mut self.kept {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::LeftOut;
            }
        }
        self.errors = 0;
        self
    }

    /// The same findings, each of which forbids going on.
    #[must_use]
    pub fn into_errors(mut self) -> Self {
        for diagnostic in &mut self.kept {
            diagnostic.severity = Severity::Error;
        }
        self.errors = self.counts.values().sum();
        self
    }

    /// Those findings alone that are not among others: another place, code or message.
    #[must_use]
    pub fn not_in(&self, others: &Self) -> Self {
        let same = |a: &Diagnostic, b: &Diagnostic| {
            a.code == b.code && a.message == b.message && a.place.to_string() == b.place.to_string()
        };
        let mut only = Self::default();
        for it in &self.kept {
            if !others.kept.iter().any(|other| same(it, other)) {
                only.keep(it.clone());
            }
        }
        only
    }

    /// Those findings alone that forbid going on.
    #[must_use]
    pub fn only_errors(&self) -> Self {
        let mut only = Self::default();
        let grave = |it: &&Diagnostic| it.severity == Severity::Error;
        for error in self.kept.iter().filter(grave) {
            only.keep(error.clone());
        }
        for (kind, count) in &mut only.counts {
            *count = self.counts.get(kind).copied().unwrap_or(*count);
        }
        only.errors = self.errors;
        only
    }

    /// What was found in one row of a table, by its file and its number.
    #[must_use]
    pub fn of_row(&self, file: &str, row: u64) -> Self {
        let mut of_row = Self::default();
        for diagnostic in &self.kept {
            let is_it = match &diagnostic.place {
                Place::Cell {
                    file: of, row: at, ..
                }
                | Place::Sheet {
                    file: of, row: at, ..
                } => **of == *file && *at == row,
                Place::Text { .. } | Place::File(_) => false,
            };
            if is_it {
                of_row.keep(diagnostic.clone());
            }
        }
        of_row
    }
}
