//! Why a branch is never taken.

use super::space::Interval;
use super::{Key, Setting, Walk};
use crate::rule::plan::{At, Plan, YesNo};

/// Why a branch is never taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cover {
    /// What it asks is never so.
    Itself,
    /// Everybody it is for was caught by this one before.
    By(At),
    /// Everybody it is for was caught by those before it together.
    Together,
}

impl<'p> Walk<'p> {
    /// Why the branch at a place is never taken; a walk before this one told that it is not.
    ///
    /// With `holds` it is looked for why its question never holds, without it why it always does.
    pub(crate) fn why_never(plan: &'p Plan, setting: Setting<'p>, at: At, holds: bool) -> Cover {
        let walk = Self::looking_into(plan, setting, Some((at, holds)));
        walk.cover.unwrap_or(Cover::Together)
    }

    /// Why a condition never holds here: for itself, or because of one that was passed by.
    pub(super) fn look_into(&mut self, condition: &'p YesNo, wanted: bool) {
        let suspect = self.suspect.take();
        let passed = std::mem::take(&mut self.passed);
        let intervals: Vec<_> = self.things.iter().map(|thing| thing.interval).collect();
        let lefts: Vec<_> = self.choices.iter().map(|choice| choice.left).collect();
        let ends = (self.ends.len(), self.intervals.len(), self.lefts.len());
        for at in 0..self.things.len() {
            self.things[at].interval = match self.things[at].key {
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
        for (thing, interval) in self.things.iter_mut().zip(&intervals) {
            thing.interval = *interval;
        }
        for (choice, left) in self.choices.iter_mut().zip(&lefts) {
            choice.left = *left;
        }
        self.ends.truncate(ends.0);
        self.intervals.truncate(ends.1);
        self.lefts.truncate(ends.2);
        self.passed = passed;
        self.suspect = suspect;
    }
}
