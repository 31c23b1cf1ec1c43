//! English.

use super::ExplainWords;

/// English.
pub(super) const EN: ExplainWords = ExplainWords {
    steps: "How",
    threshold: |number| format!("threshold {number}"),
    by_paper: |label, basis| match basis {
        Some(basis) => format!("{label}, by {basis}"),
        None => label.to_owned(),
    },
    gives: |what, points| format!("{what} → {points} points"),
    makes: |how, points| format!("{how} = {points} points"),
    fixed: |points| format!("always → {points} points"),
    otherwise: "none of the cases above",
    below_all: |what, points| format!("{what}, no threshold met → {points} points"),
    next_missed: |what, points| format!("next result missed ({points} points): {what}"),
    next_less: |what, points| format!("lesser deduction missed ({points} points): {what}"),
    prescribed: |what, level| format!("{what} (prescribed: {level})"),
    needs: |what| format!("needs {what}"),
    interpreted: "the rule was run by the interpreter, which cannot be followed step by step",
    and: " and ",
    is_word: |label, value| format!("{label}: {value}"),
    is_not_word: |label, value, word| format!("{label}: {value}, not “{word}”"),
    at_least: |label, value, word| format!("{label}: {value}, at least “{word}”"),
    or_better: |word| format!("“{word}” or better"),
    below: |label, value, word| format!("{label}: {value}, below “{word}”"),
    holds: |label, word| format!("{label}: has “{word}”"),
    holds_not: |label, word| format!("{label}: has no “{word}”"),
    given: |label| format!("{label}: given"),
    not_given: |label| format!("{label}: not given"),
    maximum: "maximum",
    unnamed: "the result of an earlier step",
    percent: |done, target| format!("{done} as a percentage of {target}"),
    proportion: |done, target| format!("the proportion of {done} to {target} (at most 1)"),
    capped: |what, cap| format!("{what}, at most {cap}"),
    ramp: |what, from, base, each, add| {
        format!("{what}: {base} up to {from}, {add} more for each further {each}")
    },
    ramp_down: |what, from, base, each, add| {
        format!("{what}: {base} from {from} upward, {add} more for each {each} less")
    },
    in_days: |number| format!("{number} day(s)"),
    in_years: |number| format!("{number} year(s)"),
    clamp: |what, low, high| format!("{what}, kept between {low} and {high}"),
    least: |all| format!("the least of ({all})"),
    greatest: |all| format!("the greatest of ({all})"),
    absolute: |what| format!("the absolute value of {what}"),
    rounded: |what, digits| format!("{what}, rounded to {digits} digits"),
    rounded_down: |what| format!("{what}, rounded down"),
    rounded_up: |what| format!("{what}, rounded up"),
    sum: |all| format!("the sum of {all}"),
    mean: |all| format!("the mean of {all}"),
    median: |all| format!("the median of {all}"),
    trimmed_mean: |all, drop| {
        format!("the mean of {all} without the {drop} highest and the {drop} lowest")
    },
    trimmed_sum: |all, drop| {
        format!("the sum of {all} without the {drop} highest and the {drop} lowest")
    },
    past_awards: |award, years| format!("times {award} was given in the {years} years before"),
    consecutive: |award| format!("years in a row with {award}"),
    length: |list| format!("the number of items of {list}"),
    count: |list, what| format!("how often {what} stands in {list}"),
    days: |from, to| format!("days from {from} to {to}"),
    years: |from, to| format!("whole years from {from} to {to}"),
    table: |of| format!("points by the table of {of}"),
    missing: |goal| format!("What is missing {goal}"),
    goal: |class| format!("for the class {class}"),
    goal_any: "to be classed at all",
    report_first: "Report what is missing first: points and class can only be told from all of it.",
    now: "Now",
    own_class: "Class now",
    reached: |class| format!("The class {class} is reached."),
    best: |class| format!("The best class is reached: {class}."),
    no_classes: "This scheme has no classes.",
    lacks: "What is missing",
    lacking: |class, from, points| {
        format!("{points} points short: {class} begins at {from} points")
    },
    enough: |class, from| format!("Enough points: {class} begins at {from} points"),
    not_ranked: |status, why| format!("The nominee is {status}: {why}"),
    one_change: "A change of any one of these facts would do (all others as they are)",
    one_trait: "These would do as well, but the scheme does not say which way of them is better",
    fact: "Fact",
    needed: "Needed",
    rows: "Criteria that change",
    row: |row, before, after| format!("{row}: {before} → {after}"),
    none_before: "not marked",
    near: "Criteria with points to gain",
    next_level: "Next result missed",
    next_gain: "More at the next",
    most_gain: "More at most",
    no_change: |goal| format!("Of the facts that were tried, none alone would do {goal}."),
    no_other_change: |goal| {
        format!("Apart from the changes above, no fact alone, bettered, would do {goal}.")
    },
    by_trying: "found by trying",
    by_trying_note: "“Found by trying”: a rule could not be followed to its thresholds, or points \
        both grow and shrink with the fact, so that a smaller change is not ruled out.",
    others_held: "All other nominees are held as they are. Should what they are compared by change \
        (be it through this nominee), the result may differ.",
    provisional: "The result is provisional: the numbers of others are not complete.",
    unsure: |facts| {
        format!("Searched by trying, with nothing found, though not all is ruled out: {facts}.")
    },
    untried: |facts| {
        format!("Changes of these were not tried: {facts} (days, lists, words, not reported).")
    },
    over: |one, other| format!("Places compared: {one} and {other}"),
    other_scheme: "The two are judged by different schemes, so their places do not compare.",
    other_list: |one, other| {
        format!(
            "The two stand in different lists ({one}; {other}), so their places do not compare."
        )
    },
    no_place: |name, status| format!("{name} has no place (status: {status})."),
    above_by_total: |above, below, points| {
        format!("{above} stands above {below}: its total is {points} points higher.")
    },
    above_by_tie: |above, below, step| {
        format!("{above} and {below} are equal down to the tie step: {step}; {above} stands above.")
    },
    above_by_people: |above, below, how| {
        format!("{above} and {below} are equal at every step; {above} stands above: {how}.")
    },
    equal: |one, other| format!("{one} and {other} are equal at every step."),
    equal_council: "The council decides between them.",
    equal_lot: "A lot decides between them.",
    equal_shared: "They share the place.",
    same_one: "Both codes are the same nominee.",
    totals: "Total",
    differences: "Criteria in which they differ",
    no_differences: "There is no criterion in which they differ.",
    difference: "Difference",
    other_sums: "Difference by ceilings, rescaling and rounding",
    ties: "Tie steps, in order",
    step: "Tie step",
    tied: "equal",
    decides: "decides",
    dropped: "not counted",
};
