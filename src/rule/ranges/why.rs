//! Why a branch is never taken.

use super::{Context, Interval, Key, Ranges};
use crate::rule::expr::{At, Expr, Program};

/// Why a branch is never taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rule) enum Cover {
    /// What it asks is never so.
    Itself,
    /// Everybody it is for was caught by this one before.
    By(At),
    /// Everybody it is for was caught by those before it together.
    Together,
}

impl<'p> Ranges<'p> {
    /// Why the branch at a place is never taken; that it is not is known by now.
    ///
    /// With `holds` it is looked for why its question never holds, without it why it always does.
    pub(in crate::rule) fn why_never(
        rule: &'p Program,
        context: Context<'p>,
        at: At,
        holds: bool,
    ) -> Cover {
        let ranges = Self::looking_into(rule, context, Some((at, holds)));
        ranges.cover.unwrap_or(Cover::Together)
    }

    /// Why a condition never holds here: for itself, or because of one that was passed by.
    pub(super) fn look_into(&mut self, condition: &'p Expr, wanted: bool) {
        let suspect = self.suspect.take();
        let passed = std::mem::take(&mut self.passed);
        let intervals = self.variables.iter().map(|one| one.interval.clone());
        let intervals: Vec<_> = intervals.collect();
        let lefts: Vec<_> = self.choices.iter().map(|choice| choice.left).collect();
        let ends = self.ends.len();
        for at in 0..self.variables.len() {
            self.variables[at].interval = match self.variables[at].key {
                Key::Fact(fact) => self.declared(fact),
                _ => Interval::default(),
            };
        }
        for at in 0..self.choices.len() {
            self.choices[at].left = self.all_of(self.choices[at].key);
        }
        let mut possible = false;
        self.yes_no(condition, &mut |_, holds| possible |= holds == wanted);
        let cover = if possible {
            let one = passed.iter().find(|one| {
                let mut possible = false;
                self.yes_no(one.condition, &mut |me, before| {
                    if !before {
                        me.yes_no(condition, &mut |_, holds| possible |= holds == wanted);
                    }
                });
                !possible
            });
            one.map_or(Cover::Together, |one| Cover::By(one.at))
        } else {
            Cover::Itself
        };
        // Different ways may come here for different reasons.
        self.cover = match self.cover {
            None => Some(cover),
            Some(before) if before == cover => Some(cover),
            Some(_) => Some(Cover::Together),
        };
        for (variable, interval) in self.variables.iter_mut().zip(intervals) {
            variable.interval = interval;
        }
        for (choice, left) in self.choices.iter_mut().zip(&lefts) {
            choice.left = *left;
        }
        self.ends.truncate(ends);
        self.passed = passed;
        self.suspect = suspect;
    }
}
