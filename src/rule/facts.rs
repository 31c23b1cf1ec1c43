//! What the rules say of a nominee's facts before it is judged.

use super::RuleFailure;
use super::book::Rulebook;
use super::compile::Rule;
use super::input::{Known, Ran, Reached};
use super::site::Site;
use crate::locale::Text;
use crate::scheme::{Given, Name};

/// A finding about a nominee's facts that only the rules can make.
#[derive(Debug, Clone)]
pub enum FactFinding {
    /// A check does not hold, or failed.
    CheckFails {
        /// The check, by index.
        check: usize,
        /// The facts it names, by index.
        facts: Vec<usize>,
        /// Why its rule failed, if it did.
        failure: Option<RuleFailure>,
    },
    /// A rule reads a fact that is not assigned, and nothing says what then.
    NotAssigned {
        /// The fact, by index.
        fact: usize,
        /// The rule in words, such as "điều kiện `thanh_tra`".
        rule: Text,
    },
}

impl Rulebook {
    /// Whether the scheme judges this nominee by its `applies`; nothing when that reads an empty
    /// or not assigned fact.
    ///
    /// # Errors
    /// The failure of the rule itself.
    pub fn applies(&self, known: &Known<'_>) -> Result<Option<bool>, RuleFailure> {
        if !self.has(Site::Applies) {
            return Ok(Some(true));
        }
        self.with_runner(|runner| {
            runner.turn_to(known);
            match runner.yes_no(Site::Applies, known, &Reached::default()) {
                Ran::Gave(applies) => Ok(Some(applies)),
                Ran::Failed(failure) => Err(*failure),
                Ran::NotReported(_) | Ran::NotAssigned(_) | Ran::NoCohort(_) => Ok(None),
            }
        })
    }

    /// What the rules find wrong with a nominee's facts.
    pub fn fact_findings(&self, known: &Known<'_>) -> Vec<FactFinding> {
        let mut findings = self.not_assigned_findings(known);
        if self.scheme.checks.is_empty() {
            return findings;
        }
        self.with_runner(|runner| {
            runner.turn_to(known);
            for check in 0..self.scheme.checks.len() {
                let site = Site::Check(check);
                let failure = match runner.yes_no(site, known, &Reached::default()) {
                    Ran::Gave(false) => None,
                    Ran::Failed(failure) => Some(*failure),
                    // A check over something empty or not assigned is not asked.
                    _ => continue,
                };
                let facts = self.reads(site).iter().filter_map(|(_, name)| match name {
                    Name::Fact(at) => Some(*at),
                    _ => None,
                });
                findings.push(FactFinding::CheckFails {
                    check,
                    facts: facts.collect(),
                    failure,
                });
            }
        });
        findings
    }

    /// Rules that read a not-assigned fact where nothing says what then: gates, classes, ties and
    /// awards, and criteria without `otherwise`.
    fn not_assigned_findings(&self, known: &Known<'_>) -> Vec<FactFinding> {
        let is_not_assigned = |fact: &usize| matches!(known.facts[*fact], Given::NotAssigned);
        if !self.assigned.iter().any(is_not_assigned) {
            return Vec::new();
        }
        let finding = |of: (Site, &Rule)| {
            let facts = self.at_a_loss(of).into_iter().filter(is_not_assigned);
            let finding = |fact| FactFinding::NotAssigned {
                fact,
                rule: of.0.text(&self.scheme),
            };
            facts.map(finding).collect::<Vec<_>>()
        };
        self.rules.iter().flat_map(finding).collect()
    }
}
