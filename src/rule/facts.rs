//! What the rules say of a nominee's facts before it is judged.

use super::RuleFailure;
use super::book::Rulebook;
use super::compile::Rule;
use super::input::{Computed, Input, RuleOutcome};
use super::rule_id::RuleId;
use crate::locale::Text;
use crate::scheme::{FactEntry, Name};

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
    pub fn applies(&self, known: &Input<'_>) -> Result<Option<bool>, RuleFailure> {
        if !self.has(RuleId::Applies) {
            return Ok(Some(true));
        }
        self.with_runner(|runner| {
            runner.turn_to(known);
            match runner.yes_no(RuleId::Applies, known, &Computed::default()) {
                RuleOutcome::Value(applies) => Ok(Some(applies)),
                RuleOutcome::Failed(failure) => Err(*failure),
                RuleOutcome::NotReported(_)
                | RuleOutcome::NotAssigned(_)
                | RuleOutcome::NoCohort(_) => Ok(None),
            }
        })
    }

    /// What the rules find wrong with a nominee's facts.
    pub fn fact_findings(&self, known: &Input<'_>) -> Vec<FactFinding> {
        let mut findings = self.not_assigned_findings(known);
        if self.scheme.checks.is_empty() {
            return findings;
        }
        self.with_runner(|runner| {
            runner.turn_to(known);
            for check in 0..self.scheme.checks.len() {
                let site = RuleId::Check(check);
                let failure = match runner.yes_no(site, known, &Computed::default()) {
                    RuleOutcome::Value(false) => None,
                    RuleOutcome::Failed(failure) => Some(*failure),
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
    fn not_assigned_findings(&self, known: &Input<'_>) -> Vec<FactFinding> {
        let is_not_assigned = |fact: &usize| matches!(known.facts[*fact], FactEntry::NotAssigned);
        if !self.assigned.iter().any(is_not_assigned) {
            return Vec::new();
        }
        let finding = |of: (RuleId, &Rule)| {
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
