//! Findings made as grave as their author says.

use super::{Diagnostic, Diagnostics, Kind, Severity};

/// How grave an author takes what forbids nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not reported, and counted.
    Allow,
    /// It is reported, and forbids nothing.
    Warning,
    /// Nothing is computed from a file that has one.
    Error,
}

impl Diagnostics {
    /// Makes findings as grave as `level` says; those that it allows are dropped and counted. Where
    /// some findings of a code and file are only counted, none is dropped unless all are.
    pub(crate) fn set_levels(&mut self, level: &mut dyn FnMut(&Diagnostic) -> Option<Level>) {
        let kept = std::mem::take(&mut self.kept).into_iter();
        let leveled: Vec<_> = kept.map(|it| (level(&it), it)).collect();
        let counted: Vec<Kind> = self
            .beyond()
            .map(|(file, code, _)| (file.into(), code))
            .collect();
        let is_of = |kind: &Kind, it: &Diagnostic| kind.1 == it.code && *kind.0 == *it.place.file();
        let (dropped, held): (Vec<Kind>, Vec<Kind>) = counted.into_iter().partition(|kind| {
            let mut same = leveled.iter().filter(|(_, it)| is_of(kind, it));
            same.all(|(level, _)| *level == Some(Level::Allow))
        });
        for kind in dropped {
            // Those that are kept are dropped below.
            let shown = leveled.iter().filter(|(_, it)| is_of(&kind, it)).count();
            if let Some(count) = self.counts.get_mut(&kind) {
                self.silenced += *count - shown;
                *count = shown;
            }
        }
        for (level, mut it) in leveled {
            let kind = (it.place.shared_file(), it.code);
            match level {
                Some(Level::Allow) if !held.contains(&kind) => {
                    self.silenced += 1;
                    if let Some(count) = self.counts.get_mut(&kind) {
                        *count -= 1;
                    }
                    continue;
                }
                Some(Level::Error) if it.severity != Severity::Error => {
                    it.severity = Severity::Error;
                    self.errors += 1;
                }
                _ => {}
            }
            self.kept.push(it);
        }
        self.counts.retain(|_, count| *count > 0);
    }

    /// How many findings were dropped because their author allows them.
    pub fn silenced(&self) -> usize {
        self.silenced
    }
}
