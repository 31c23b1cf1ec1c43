//! English.

use super::council::{decided_en, vote_rule_en};
use super::{Words, joined, lower};

/// English.
pub(super) const EN: Words = Words {
    // Headings and columns.
    ranking: "Ranking",
    in_short: "In short",
    places: "Places",
    unranked: "Not ranked",
    rank: "Rank",
    no: "No.",
    id: "Code",
    name: "Name",
    unit: "Unit",
    field: "Field",
    subject: "Subject",
    received: "Received",
    total: "Points",
    class: "Class",
    score: "Scored",
    bonus: "Bonus",
    deduction: "Deduction",
    status: "Status",
    reason: "Reason",
    notes: "Notes",
    scheme: "Scheme",
    list: "List",
    proposed_for: "Proposed for",
    // What became of a nominee.
    ranked: "ranked",
    refused: "refused",
    held: "held",
    unclassified: "not classified",
    incomplete: "incomplete",
    failed: "a rule failed",
    skipped: "left out",
    gate_spoke: |title| format!("the condition “{title}”"),
    skipped_without_scheme: "Rows left out whose scheme is not known",
    skipped_row: |row, file| format!("row {row} of {file} has faults"),
    // Notes beside a place.
    shared: "shared place",
    open_council: "tied, for the council to decide",
    open_lot: "tied, for a lot to decide",
    broken_by: |step| format!("parted by: {step}"),
    withheld: |class, by| format!("enough points for {class}, closed by: {by}"),
    withheld_unscored: |class, by| format!("{class} is closed by: {by}"),
    needs_reason: |title| format!("needs a written reason: {title}"),
    provisional: "provisional",
    settled_lot: |digest| format!("parted by lot (digest {digest}…)"),
    decided: decided_en,
    by_rules_held: "held",
    by_rules_closed: "conditions not met",
    // Awards.
    proposal: |award| format!("Proposed for: {award}"),
    nobody_proposed: "Nobody is proposed.",
    beyond: "beyond the quota",
    beyond_by: |seats| format!("{seats} beyond the quota"),
    council_decides: |seats, people| {
        format!("For the council to decide: {seats} seat(s) for {people} equals")
    },
    lot_decides: |seats, people| {
        format!(
            "A lot must decide: {seats} seat(s) for {people} equals; run again with --seed and the agreed word"
        )
    },
    waits_for_other: "Waits for the decision on another award",
    waits_for_vote: "Waits for the vote on somebody else",
    vote_rule: vote_rule_en,
    voted: |agree, of| format!("{agree}/{of} agree"),
    reserve: |least, kind, seated| {
        format!("Reserve: at least {least} seat(s) for “{kind}”; {seated} proposed")
    },
    by_reserve: |kind| format!("seated by the reserve “{kind}”"),
    downgraded_from: |award| format!("voted down by the council from {award}"),
    awaiting: |people| format!("Awaiting the vote ({people}):"),
    not_yet_voted: "no vote yet",
    no_quorum: |present, of| {
        format!("the vote is no vote: only {present} of {of} members were there")
    },
    unknown_council: "it is not known how many members the share is of",
    holds_seat: "a seat is kept open",
    is_awaiting: "awaiting the vote",
    awaits_vote: |award| format!("{award} (awaiting the vote)"),
    not_proposed: |people| format!("Not proposed ({people}):"),
    missed_condition: |by| joined("conditions not met", by),
    condition: |rule| format!("condition: `{rule}`"),
    missed_again: |years| format!("received the same award less than {years} years ago"),
    missed_other: |award| format!("proposed for {award}"),
    missed_vote: |agree, of, share| {
        format!("the vote falls short: {agree}/{of} agree, {share} needed")
    },
    missed_downgraded: |votes, of, award| {
        format!("voted down by the council to {award}: {votes}/{of}")
    },
    missed_decision: "withheld against the rules",
    missed_gave_way: "no seat left after those kept by a reserve",
    missed_quota: "no seat left",
    missed_behind: "stands below somebody of the same list who has no seat",
    quota: |by, uses| match by {
        Some(by) => format!("Quota by {} (taken/seats): {uses}", lower(by)),
        None => format!("Quota (taken/seats): {uses}"),
    },
    share: |percent, base, of| format!("{percent}% of {base} {of}"),
    nominated: "nominated",
    all_ranked: "ranked",
    at_the_line: |award| format!("{award} (for the council to decide)"),
    for_the_lot: |award| format!("{award} (for a lot to decide)"),
    // The lot.
    lot: "The lot",
    lot_rule: |seed| {
        format!(
            "The word: “{seed}”. Equals stand in the order of the SHA-256 digest of the word, a | \
             and the code; the lower digest stands first."
        )
    },
    lot_check: "Anyone can check it, for the first of them by the command:",
    digest: "SHA-256 digest",
    // The summary.
    review_date: |date| format!("Day of the review: {date}"),
    people: |count| format!("{count}"),
    summary: |s| {
        format!(
            "{} nominated; {} ranked, {} refused, {} not classified; {} proposed for an award.",
            s.nominated, s.ranked, s.refused, s.unclassified, s.proposed
        )
    },
    nothing_open: "Nothing is left to decide.",
    to_decide: "What people still have to decide:",
    open_held: |n| format!("{n} held"),
    open_incomplete: |n| format!("{n} with something not reported"),
    open_failed: |n| format!("{n} on whom a rule failed"),
    open_contested: |n| format!("{n} line(s) of an award with equals"),
    open_awaiting: |n| format!("{n} awaiting a vote"),
    open_ties: |n| format!("{n} shared place(s) to be parted"),
    open_lots: |n| {
        format!("{n} scheme(s) where a lot must decide: run again with --seed and the agreed word")
    },
    open_provisional: |n| {
        format!("{n} provisional result(s), until the others\u{2019} numbers are complete")
    },
    open_skipped: |n| format!("{n} row(s) left out because of faults"),
    // The score sheet.
    sheet: "Score sheet",
    nominee: "Nominee",
    part: "Part",
    reasons: "Reasons",
    not_computed: "No points were computed.",
    scored_rows: "Points by criterion",
    content: "Content",
    max: "Maximum",
    points: "Points",
    explanation: "Facts, basis",
    facts: "Facts",
    basis: "Basis",
    bonus_row: "bonus",
    deduction_row: "deduction",
    dropped: "out of points and maximum alike",
    does_not_apply: "does not apply",
    row_not_assigned: |fact| format!("not assigned: {fact}"),
    no_cohort: |what| format!("nobody to compare with: {what}"),
    rule_failed: |why| format!("the rule failed: {why}"),
    counted_as: |points| format!("counts as {points} points"),
    assigned: |max| format!("assigned maximum: {max}"),
    takes_best: "only the best counts",
    only_best: "Less what does not count",
    rounding: "Rounding difference",
    ceiling: |have, counted| format!("{have} points, capped at {counted}"),
    bonus_ceiling: |have, counted| format!("Bonus: {have} points, capped at {counted}"),
    rescaled_group: |have, of, max| format!("{have}/{of} rescaled to a maximum of {max}"),
    sum: "How it adds up",
    scored_of: |of| format!("Scored points (out of {of} assigned)"),
    rescaled_total: |have, of, scale, score| format!("Rescaled to {scale}: {have}/{of} → {score}"),
    bonus_part: "Bonus",
    deduction_part: "Deduction",
    bounds: |least, most| match most {
        Some(most) => format!("Total kept between {least} and {most}"),
        None => format!("Total not below {least}"),
    },
    total_line: "Total",
    standards: "Standards",
    standard: "Standard",
    result: "Result",
    met: "met",
    not_met: "not met",
    unmet_refuse: |guards| {
        if guards.is_empty() {
            "refused".to_owned()
        } else {
            format!("closes: {guards}")
        }
    },
    unmet_hold: "held",
    unmet_reason: "needs a written reason",
    floors: "Floors",
    needed: "Required",
    guards: "Needed for",
    above: |points| format!("above {points}"),
    at_least: |points| format!("at least {points}"),
    classed: |class| format!("Class: {class}"),
    no_class: "No class is reached",
    unit_class_none: "no class",
    unit_class_unknown: "no class yet",
    unit_lacks_class: "the unit has no class in this period",
    unit_has_no_seats: "the unit has no class in this period, and so no seats",
    of_collective: |text, id| format!("{text} (collective {id})"),
    class_of_unit: "Class of the unit in this period",
    unit_not_yet: |status| format!("not yet: {status}"),
    unit_without: |status| format!("none: {status}"),
    unit_not_there: "not yet: the unit is not among the collectives of the period",
    unclassified_by_gate: "Not classified: a gate says so",
    not_classed: |status| format!("Not classified, because of its status: {status}"),
    threshold: |class, from| format!("{class} from {from}"),
    thresholds: |all| format!("Thresholds: {all}"),
    lacking: |class, points| format!("{points} points short of {class}"),
    withheld_by: |class, by| format!("{class} is closed by: {by}"),
    standard_unmet: |title| format!("standard not met: {title}"),
    floor_missed: |title, needed| format!("{title} is below its floor ({needed})"),
    place: "Place",
    place_of: |rank, of, list| {
        let place = format!("Place {rank} of {of}");
        if list.is_empty() {
            place
        } else {
            format!("{place} ({list})")
        }
    },
    above_by: |scored, name, step| {
        if scored {
            format!("equal to {name} in points, placed above by: {step}")
        } else {
            format!("placed above {name} by: {step}")
        }
    },
    below_by: |scored, name, step| {
        if scored {
            format!("equal to {name} in points, placed below by: {step}")
        } else {
            format!("placed below {name} by: {step}")
        }
    },
    awards: "Awards",
    award: "Award",
    proposed: "proposed",
    proposed_beyond: "proposed, beyond the quota",
    is_missed: "not proposed",
    is_contested: "to be decided",
    // Values.
    yes: "yes",
    no_answer: "no",
    not_reported: "not reported",
    not_assigned: "not assigned",
    no_figure: "nobody to compare with",
    review_day: "Day of the review",
    deadline: "Deadline",
    period_start: "First day of the period",
    period_end: "Last day of the period",
};
