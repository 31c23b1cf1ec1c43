//! Those who mark, held beside each other: each test's name is its law.

use std::fmt::Write as _;

use dvk::commendation::{Proposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::markers::compare;
use dvk::number::Number;
use dvk::ranking::{Options as Choices, rank};
use dvk::report::{self, FORMATS, Format};
use dvk::rule::Rulebook;
use proptest::prelude::*;

const MARKERS: [&str; 4] = ["An", "Bình", "Chi", "Dung"];

const UNITS: &str = r#"
id = "don-vi"
subject = "collective"
[points]
scale = 20
[[stage]]
id = "tu-cham"
[[stage]]
id = "hoi-dong"
unmarked = "carry"
[[criterion]]
id = "A1"
max = 10
basis = "x"
marked = true
[[criterion]]
id = "A2"
max = 10
basis = "x"
marked = true
rule = "if len(marks) > 2 { trimmed_mean(marks, 1) } else { mean(marks) }"
[[class]]
id = "tot"
from = 12
[[class]]
id = "kha"
from = 6
[ranking]
last = "council"
ties = ["A2"]
[[award]]
id = "giay-khen"
when = 'at_least(class, "kha")'
quota = [{ seats = 2 }]
"#;

const PEOPLE: &str = r#"
id = "ca-nhan"
subject = "individual"
[facts.diem]
type = "integer"
[facts.hang]
type = "choice"
choices = ["tot", "kha"]
class_in = "don-vi"
[[criterion]]
id = "B1"
max = 10
basis = "x"
rule = "diem"
[ranking]
last = "council"
[[award]]
id = "bang-khen"
when = 'given(hang) && at_least(hang, "tot")'
"#;

/// A mark: nominee, criterion, stage, marker, points.
type Mark = (usize, usize, usize, usize, u32);

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let mark = (0..4_usize, 0..2_usize, 0..5_usize, 0..4_usize, 0..=10_u32);
    proptest::collection::vec(mark, 0..50).prop_map(|marks| {
        let mut seen = std::collections::BTreeSet::new();
        let marks = marks
            .into_iter()
            .map(|(nominee, row, stage, marker, points)| {
                // Most marks are the panel's.
                (nominee, row, usize::from(stage > 0), marker, points)
            });
        let first = |mark: &Mark| seen.insert((mark.0, mark.1, mark.2, mark.3));
        marks.filter(first).collect()
    })
}

fn loaded(marks: &[Mark]) -> Loaded {
    let mut list = "id,name,subject,unit,diem\n".to_owned();
    for at in 0..4 {
        let _ = writeln!(list, "T{at},Đơn vị {at},tập thể,Cụm {at},");
        let _ = writeln!(list, "C{at},Người {at},cá nhân,đơn vị {at},{at}");
    }
    let mut table = "nominee,criterion,stage,marker,points,reason\n".to_owned();
    for (nominee, row, stage, marker, points) in marks {
        let (row, stage) = (["A1", "A2"][*row], ["tu-cham", "hoi-dong"][*stage]);
        let marker = MARKERS[*marker];
        let _ = writeln!(table, "T{nominee},{row},{stage},{marker},{points},vì vậy");
    }
    // One of them has an interest.
    let period = "date = 2025-11-30\n[[member]]\nname = \"Chi\"\nunit = \"Cụm 1\"\n";
    let file = |name: &str, text: &str| File {
        name: name.into(),
        bytes: text.as_bytes().to_vec(),
    };
    let files = [
        file("ca-nhan.toml", PEOPLE),
        file("don-vi.toml", UNITS),
        file("period.toml", period),
        file("nominations.csv", &list),
        file("marks.csv", &table),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    loaded
}

/// A report as text.
fn text(report: std::io::Result<Vec<u8>>) -> String {
    let bytes = report.expect("the format holds so much");
    String::from_utf8(bytes).expect("the format is text")
}

fn told(proposal: &Proposal<'_>) -> String {
    text(report::ranking(
        proposal,
        &dvk::office::Office::default(),
        Format::Json,
        &report::Options::default(),
    ))
}

fn judged<'a>(books: &'a [Rulebook], roster: &'a dvk::roster::Roster) -> Proposal<'a> {
    propose(rank(evaluate(books, roster)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn leaving_out_a_marker_equals_judging_a_period_without_that_markers_rows(
        marks in marks(),
        marker in 0..4_usize,
    ) {
        let all = loaded(&marks);
        let roster = all.roster.as_ref().expect("the nominees were read");
        // People compare names without regard to case.
        let without = roster.without_marker(&all.books, &MARKERS[marker].to_uppercase());
        let left: Vec<Mark> = marks.iter().copied().filter(|mark| mark.3 != marker).collect();
        let never = loaded(&left);
        let other = never.roster.as_ref().expect("the nominees were read");
        prop_assert_eq!(
            told(&judged(&all.books, &without)),
            told(&judged(&never.books, other))
        );
    }

    #[test]
    fn whoever_is_not_among_the_changes_stands_as_before(marks in marks()) {
        let all = loaded(&marks);
        let roster = all.roster.as_ref().expect("the nominees were read");
        let compared = compare(&all.books, roster, &Choices::default());
        for without in &compared.without {
            let roster = roster.without_marker(&all.books, &without.marker);
            let after = judged(&all.books, &roster);
            for (scheme, before) in compared.proposal.ranking.evaluation.schemes.iter().enumerate() {
                let sheets = before.judged.iter().zip(&after.ranking.evaluation.schemes[scheme].judged);
                for (nominee, (was, is)) in sheets.enumerate() {
                    let place = |proposal: &Proposal<'_>| {
                        let mut places =
                            proposal.ranking.schemes[scheme].iter().flat_map(|list| &list.places);
                        places.find(|place| place.nominee == nominee).map(|place| place.rank)
                    };
                    let seats = |proposal: &Proposal<'_>| {
                        let awards = proposal.schemes[scheme].iter();
                        let seats = awards.map(|award| {
                            let proposed = award.proposed.iter().any(|it| it.nominee == nominee);
                            (proposed, award.contested.iter().any(|it| it.nominee == nominee))
                        });
                        seats.collect::<Vec<_>>()
                    };
                    let same = was.status() == is.status()
                        && was.class() == is.class()
                        && place(&compared.proposal) == place(&after)
                        && seats(&compared.proposal) == seats(&after);
                    let mut told = without.changes.iter();
                    let told = told.any(|it| (it.scheme, it.nominee) == (scheme, nominee));
                    prop_assert_eq!(same, !told, "{} without {}", was.id(), without.marker);
                }
            }
        }
    }

    #[test]
    fn marks_may_stand_in_any_order_of_rows(marks in marks(), turn in any::<prop::sample::Index>()) {
        let turned = {
            let mut turned = marks.clone();
            let by = if turned.is_empty() { 0 } else { turn.index(turned.len()) };
            turned.rotate_left(by);
            turned
        };
        let page = |loaded: &Loaded| {
            let roster = loaded.roster.as_ref().expect("the nominees were read");
            let compared = compare(&loaded.books, roster, &Choices::default());
            let options = report::Options::default();
            FORMATS.map(|entry| {
                let told = report::markers(&compared, entry.format, &options);
                told.expect("the format holds so much")
            })
        };
        prop_assert_eq!(page(&loaded(&marks)), page(&loaded(&turned)));
    }

    #[test]
    fn what_two_markers_are_apart_is_the_same_with_the_other_sign(
        points in proptest::collection::vec((0..=10_u32, 0..=10_u32), 1..4),
    ) {
        let rows = points.iter().enumerate();
        let marks = rows.flat_map(|(at, (one, other))| [(at, 0, 1, 0, *one), (at, 0, 1, 1, *other)]);
        let all = loaded(&marks.collect::<Vec<_>>());
        let roster = all.roster.as_ref().expect("the nominees were read");
        let compared = compare(&all.books, roster, &Choices::default());
        let [one, other] = &compared.panels[0].markers[..] else {
            panic!("there are two markers")
        };
        prop_assert_eq!(one.apart.as_ref().map(Number::negate), other.apart.clone());
        let sum: i64 = points.iter().map(|(one, other)| i64::from(*one) - i64::from(*other)).sum();
        let mean = Number::from(sum).divide(&points.len().into());
        prop_assert_eq!(one.apart.clone(), mean.map(|mean| mean.round(2)));
    }
}

#[test]
fn every_format_names_every_marker_in_either_language() {
    let marks: Vec<Mark> = (0..4).map(|marker| (0, 0, 1, marker, 5)).collect();
    let all = loaded(&marks);
    let roster = all.roster.as_ref().expect("the nominees were read");
    let compared = compare(&all.books, roster, &Choices::default());
    for locale in Locale::ALL {
        for entry in FORMATS.iter().filter(|entry| !entry.is_binary) {
            let options = report::Options {
                locale,
                width: Some(100),
                ..report::Options::default()
            };
            let told = text(report::markers(&compared, entry.format, &options));
            for marker in MARKERS {
                assert!(told.contains(marker), "{} {marker}:\n{told}", entry.word);
            }
        }
    }
}

#[test]
fn where_nobody_marks_beside_another_that_is_said() {
    let all = loaded(&[(0, 0, 1, 0, 5), (1, 0, 1, 1, 6)]);
    let roster = all.roster.as_ref().expect("the nominees were read");
    let compared = compare(&all.books, roster, &Choices::default());
    assert!(compared.panels.is_empty() && compared.without.is_empty());
    assert_eq!(compared.alone, [(1, 1)]);
    let options = report::Options::default();
    let told = text(report::markers(&compared, Format::Table, &options));
    assert!(told.contains("không có gì để đối chiếu"), "{told}");
}
