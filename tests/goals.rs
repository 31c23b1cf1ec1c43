//! What is missing to a place and to an award, and what a tie step compared.

use dvk::commendation::{Proposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::ranking::rank;
use dvk::report::{self, Format, Wanted};

const SCHEME: &str = r#"
subject = "collective"
[facts.a]
label  = "A"
type   = "integer"
max    = 10
better = "higher"

[facts.b]
label  = "B"
type   = "integer"
better = "lower"

[facts.c]
label   = "C"
type    = "choice"
choices = ["x", "y"]

[[criterion]]
id    = "A1"
max   = 11
basis = "b"
rule  = 'a + if c == "x" { 1 } else { 0 }'

[[award]]
id    = "khen"
title = "Khen"
basis = "b"
when  = "b <= 3"
quota = [{ seats = 1 }]

[ranking]
last = "council"
ties = ["a * 2 - b"]
"#;

fn loaded() -> Loaded {
    let file = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let files = [
        file("s.toml", SCHEME),
        file("period.toml", "date = 2025-11-30\n"),
        file(
            "nominations.csv",
            "id,name,a,b,c\nX,Ich,8,1,y\nY,Ypsilon,8,3,y\nZ,Zet,5,0,y\nU,U,10,5,y\n",
        ),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    loaded
}

fn with<T>(look: impl FnOnce(&Proposal<'_>, &dyn Fn(&str) -> usize) -> T) -> T {
    let loaded = loaded();
    let roster = loaded.roster.as_ref().expect("somebody is nominated");
    let proposal = propose(rank(evaluate(&loaded.books, roster)));
    let judged = &proposal.ranking.evaluation.schemes[0].judged;
    let at = |id: &str| {
        let at = judged.iter().position(|one| one.id() == id);
        at.expect("it is nominated")
    };
    look(&proposal, &at)
}

/// A report as text.
fn text(report: std::io::Result<Vec<u8>>) -> String {
    let bytes = report.expect("the format holds so much");
    String::from_utf8(bytes).expect("the format is text")
}

fn missing(id: &str, wanted: Wanted) -> String {
    let options = report::Options {
        locale: Locale::En,
        ..report::Options::default()
    };
    with(|proposal, at| {
        text(report::missing(
            proposal,
            (0, at(id)),
            Some(wanted),
            Format::Json,
            &options,
        ))
    })
}

#[test]
fn what_is_missing_to_a_place_counts_the_tie_steps() {
    // With 8 Z is level with X and Y, and 2 * 8 - 0 is more than theirs.
    let told = missing("Z", Wanted::Place(2));
    assert!(told.contains("\"goal\": \"place\""), "{told}");
    assert!(told.contains("\"lacking\": \"3.00\""), "{told}");
    assert!(told.contains("\"to\": \"8\""), "{told}");
    assert!(!told.contains("\"to\": \"x\""), "{told}");
    let told = missing("Z", Wanted::Place(4));
    assert!(told.contains("\"reached\": true"), "{told}");
}

#[test]
fn what_is_missing_to_an_award_counts_its_conditions_and_seats() {
    let told = missing("Y", Wanted::Award(0));
    assert!(told.contains("\"goal\": \"award\""), "{told}");
    assert!(told.contains("\"to\": \"9\""), "{told}");
    // U leads, but b is above 3 and nobody asks it for points.
    let told = missing("U", Wanted::Award(0));
    assert!(told.contains("\"from\": \"5\""), "{told}");
    assert!(told.contains("\"to\": \"3\""), "{told}");
}

#[test]
fn what_a_tie_step_compared_is_told_with_what_it_was_made_from() {
    let told = with(|proposal, at| {
        let options = report::Options {
            locale: Locale::En,
            ..report::Options::default()
        };
        let (one, other) = ((0, at("X")), (0, at("Y")));
        text(report::compare(
            proposal,
            one,
            other,
            Format::Json,
            &options,
        ))
    });
    assert!(told.contains("15 (A: 8; B: 1)"), "{told}");
    assert!(told.contains("13 (A: 8; B: 3)"), "{told}");
}
