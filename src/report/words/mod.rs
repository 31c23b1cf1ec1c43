//! The words of the reports: one struct, two constants, so that a missing word does not compile.

mod council;
mod en;
mod explain;
mod markers;
mod stages;
mod vi;

pub(super) use explain::ExplainWords;
pub(super) use markers::MarkerWords;
pub(super) use stages::StageWords;

use super::Summary;
use crate::locale::Locale;
use crate::scheme::{Ballot, Voters};

/// Every word and sentence of the reports, in one language.
#[derive(Debug)]
pub(super) struct Words {
    // Headings and columns.
    pub(super) ranking: &'static str,
    pub(super) in_short: &'static str,
    pub(super) places: &'static str,
    pub(super) unranked: &'static str,
    pub(super) rank: &'static str,
    pub(super) no: &'static str,
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    pub(super) field: &'static str,
    pub(super) subject: &'static str,
    pub(super) received: &'static str,
    pub(super) total: &'static str,
    pub(super) class: &'static str,
    pub(super) score: &'static str,
    pub(super) bonus: &'static str,
    pub(super) deduction: &'static str,
    pub(super) status: &'static str,
    pub(super) reason: &'static str,
    pub(super) notes: &'static str,
    pub(super) scheme: &'static str,
    pub(super) list: &'static str,
    pub(super) proposed_for: &'static str,
    // What became of a nominee.
    pub(super) ranked: &'static str,
    pub(super) refused: &'static str,
    pub(super) held: &'static str,
    pub(super) unclassified: &'static str,
    pub(super) incomplete: &'static str,
    pub(super) failed: &'static str,
    pub(super) skipped: &'static str,
    pub(super) gate_spoke: fn(&str) -> String,
    pub(super) skipped_without_scheme: &'static str,
    pub(super) skipped_row: fn(u64, &str) -> String,
    // Notes beside a place.
    pub(super) shared: &'static str,
    pub(super) open_council: &'static str,
    pub(super) open_lot: &'static str,
    pub(super) broken_by: fn(&str) -> String,
    pub(super) withheld: fn(&str, &str) -> String,
    pub(super) withheld_unscored: fn(&str, &str) -> String,
    pub(super) needs_reason: fn(&str) -> String,
    pub(super) provisional: &'static str,
    pub(super) settled_lot: fn(&str) -> String,
    pub(super) decided: fn(&DecidedWords<'_>) -> String,
    pub(super) by_rules_held: &'static str,
    pub(super) by_rules_closed: &'static str,
    // Awards.
    pub(super) proposal: fn(&str) -> String,
    pub(super) nobody_proposed: &'static str,
    pub(super) beyond: &'static str,
    pub(super) beyond_by: fn(usize) -> String,
    pub(super) council_decides: fn(usize, usize) -> String,
    pub(super) lot_decides: fn(usize, usize) -> String,
    pub(super) waits_for_other: &'static str,
    pub(super) waits_for_vote: &'static str,
    pub(super) vote_rule: fn(&VoteWords<'_>) -> String,
    pub(super) voted: fn(u32, u32) -> String,
    pub(super) reserve: fn(u32, &str, usize) -> String,
    pub(super) by_reserve: fn(&str) -> String,
    pub(super) downgraded_from: fn(&str) -> String,
    pub(super) awaiting: fn(usize) -> String,
    pub(super) not_yet_voted: &'static str,
    pub(super) no_quorum: fn(u32, u32) -> String,
    pub(super) unknown_council: &'static str,
    pub(super) holds_seat: &'static str,
    pub(super) is_awaiting: &'static str,
    pub(super) awaits_vote: fn(&str) -> String,
    pub(super) not_proposed: fn(usize) -> String,
    pub(super) missed_condition: fn(&str) -> String,
    pub(super) condition: fn(&str) -> String,
    pub(super) missed_again: fn(u32) -> String,
    pub(super) missed_other: fn(&str) -> String,
    pub(super) missed_vote: fn(u32, u32, &str) -> String,
    pub(super) missed_downgraded: fn(u32, u32, &str) -> String,
    pub(super) missed_decision: &'static str,
    pub(super) missed_gave_way: &'static str,
    pub(super) missed_quota: &'static str,
    pub(super) missed_behind: &'static str,
    pub(super) quota: fn(Option<&str>, &str) -> String,
    pub(super) share: fn(&str, &str, &str) -> String,
    pub(super) nominated: &'static str,
    pub(super) all_ranked: &'static str,
    pub(super) at_the_line: fn(&str) -> String,
    pub(super) for_the_lot: fn(&str) -> String,
    // The lot.
    pub(super) lot: &'static str,
    pub(super) lot_rule: fn(&str) -> String,
    pub(super) lot_check: &'static str,
    pub(super) digest: &'static str,
    // The summary.
    pub(super) review_date: fn(&str) -> String,
    pub(super) people: fn(usize) -> String,
    pub(super) summary: fn(&Summary) -> String,
    pub(super) nothing_open: &'static str,
    pub(super) to_decide: &'static str,
    pub(super) open_held: fn(usize) -> String,
    pub(super) open_incomplete: fn(usize) -> String,
    pub(super) open_failed: fn(usize) -> String,
    pub(super) open_contested: fn(usize) -> String,
    pub(super) open_awaiting: fn(usize) -> String,
    pub(super) open_ties: fn(usize) -> String,
    pub(super) open_lots: fn(usize) -> String,
    pub(super) open_provisional: fn(usize) -> String,
    pub(super) open_skipped: fn(usize) -> String,
    // The score sheet.
    pub(super) sheet: &'static str,
    pub(super) nominee: &'static str,
    pub(super) part: &'static str,
    pub(super) reasons: &'static str,
    pub(super) not_computed: &'static str,
    pub(super) scored_rows: &'static str,
    pub(super) content: &'static str,
    pub(super) max: &'static str,
    pub(super) points: &'static str,
    pub(super) explanation: &'static str,
    pub(super) facts: &'static str,
    pub(super) basis: &'static str,
    pub(super) bonus_row: &'static str,
    pub(super) deduction_row: &'static str,
    pub(super) dropped: &'static str,
    pub(super) does_not_apply: &'static str,
    pub(super) row_not_assigned: fn(&str) -> String,
    pub(super) no_cohort: fn(&str) -> String,
    pub(super) rule_failed: fn(&str) -> String,
    pub(super) counted_as: fn(&str) -> String,
    pub(super) assigned: fn(&str) -> String,
    pub(super) takes_best: &'static str,
    pub(super) only_best: &'static str,
    pub(super) rounding: &'static str,
    pub(super) ceiling: fn(&str, &str) -> String,
    pub(super) bonus_ceiling: fn(&str, &str) -> String,
    pub(super) rescaled_group: fn(&str, &str, &str) -> String,
    pub(super) sum: &'static str,
    pub(super) scored_of: fn(&str) -> String,
    pub(super) rescaled_total: fn(&str, &str, &str, &str) -> String,
    pub(super) bonus_part: &'static str,
    pub(super) deduction_part: &'static str,
    pub(super) bounds: fn(&str, Option<&str>) -> String,
    pub(super) total_line: &'static str,
    pub(super) standards: &'static str,
    pub(super) standard: &'static str,
    pub(super) result: &'static str,
    pub(super) met: &'static str,
    pub(super) not_met: &'static str,
    pub(super) unmet_refuse: fn(&str) -> String,
    pub(super) unmet_hold: &'static str,
    pub(super) unmet_reason: &'static str,
    pub(super) floors: &'static str,
    pub(super) needed: &'static str,
    pub(super) guards: &'static str,
    pub(super) above: fn(&str) -> String,
    pub(super) at_least: fn(&str) -> String,
    pub(super) classed: fn(&str) -> String,
    pub(super) no_class: &'static str,
    pub(super) unit_class_none: &'static str,
    pub(super) unit_class_unknown: &'static str,
    pub(super) unit_lacks_class: &'static str,
    pub(super) unit_has_no_seats: &'static str,
    pub(super) of_collective: fn(&str, &str) -> String,
    pub(super) class_of_unit: &'static str,
    pub(super) unit_not_yet: fn(&str) -> String,
    pub(super) unit_without: fn(&str) -> String,
    pub(super) unit_not_there: &'static str,
    pub(super) unclassified_by_gate: &'static str,
    pub(super) not_classed: fn(&str) -> String,
    pub(super) threshold: fn(&str, &str) -> String,
    pub(super) thresholds: fn(&str) -> String,
    pub(super) lacking: fn(&str, &str) -> String,
    pub(super) withheld_by: fn(&str, &str) -> String,
    pub(super) standard_unmet: fn(&str) -> String,
    pub(super) floor_missed: fn(&str, &str) -> String,
    pub(super) place: &'static str,
    pub(super) place_of: fn(usize, usize, &str) -> String,
    pub(super) above_by: fn(bool, &str, &str) -> String,
    pub(super) below_by: fn(bool, &str, &str) -> String,
    pub(super) awards: &'static str,
    pub(super) award: &'static str,
    pub(super) proposed: &'static str,
    pub(super) proposed_beyond: &'static str,
    pub(super) is_missed: &'static str,
    pub(super) is_contested: &'static str,
    // Values.
    pub(super) yes: &'static str,
    pub(super) no_answer: &'static str,
    pub(super) not_reported: &'static str,
    pub(super) not_assigned: &'static str,
    pub(super) no_figure: &'static str,
    pub(super) review_day: &'static str,
    pub(super) deadline: &'static str,
    pub(super) period_start: &'static str,
    pub(super) period_end: &'static str,
}

/// What is said of a decision.
#[derive(Debug)]
pub(super) struct DecidedWords<'w> {
    /// The number of the paper; empty where there is none.
    pub(super) paper: &'w str,
    /// Who decided; empty where nobody is named.
    pub(super) by: &'w str,
    /// Why.
    pub(super) reason: &'w str,
    /// What the rules alone give.
    pub(super) by_rules: &'w str,
}

/// What is said of the vote that an award needs.
#[derive(Debug)]
pub(super) struct VoteWords<'w> {
    /// How it is cast.
    pub(super) ballot: Ballot,
    /// Of whom the share is taken.
    pub(super) of: Voters,
    /// The share: `from 80%`.
    pub(super) share: &'w str,
    /// The share that must be there.
    pub(super) quorum: Option<&'w str>,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Vi => &vi::VI,
            Locale::En => &en::EN,
        }
    }
}

/// `text: more`, or `text` alone where there is no more.
fn joined(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text}: {more}")
    }
}

/// The same with a small first letter, as it stands inside a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
