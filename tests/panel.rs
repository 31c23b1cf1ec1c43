//! The laws of what people mark. Each test's name is its law.

mod letter;

use std::fmt::Write as _;

use dvk::commendation::{Proposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::{Status, evaluate};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::ranking::rank;
use dvk::report::{self, FORMATS, Format};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Marks go up to so many halves of a point.
const MOST: u32 = 40;

/// The markers; who marks a nominee of its own unit is left out.
const MARKERS: [&str; 5] = ["Lê An", "Võ Bình", "Hồ Cường", "Tạ Dung", "Bùi Giang"];

/// By nominee, by marker: the mark in halves of a point; nothing where the cell is blank.
type Marks = Vec<Vec<Option<u32>>>;

/// Everything that is told of a period.
#[derive(Debug, PartialEq)]
struct Told {
    ranking: Vec<Vec<u8>>,
    sheets: Vec<Json>,
    /// By nominee: the rank and the total, where it is ranked.
    places: Vec<Option<(usize, Number)>>,
}

fn scheme(rule: &str, more: &str) -> String {
    format!(
        "id = \"thu\"\n[points]\nstep = 0.5\nround = {{ each = \"criterion\", digits = 6 }}\n\
         [[stage]]\nid = \"tu-cham\"\n[[stage]]\nid = \"hoi-dong\"\nunmarked = \"carry\"\n\
         [facts.so]\ntype = \"integer\"\n[[criterion]]\nid = \"A\"\nmax = 20\nbasis = \"x\"\n\
         marked = true\nspread = 4\nrule = \"{rule}\"\n{more}\n\
         [[criterion]]\nid = \"B\"\nmax = 10\nbasis = \"x\"\nrule = \"per(so, 1, MAX)\"\n\
         [ranking]\nlast = \"council\"\n"
    )
}

/// `TT-00` is of the first marker's unit, `TT-01` of the second's, and so on.
fn nominations(count: usize) -> String {
    let mut text = "id,name,subject,unit,so\n".to_owned();
    for at in 0..count {
        let _ = writeln!(text, "TT-{at:02},Tổ {at},tập thể,Phường {at},{}", at % 3);
    }
    text
}

fn period(recused: usize) -> String {
    let mut text = "date = 2025-11-30\n".to_owned();
    for (at, name) in MARKERS.iter().enumerate() {
        let unit = if at < recused {
            format!("Phường {at}")
        } else {
            "Sở Nội vụ".to_owned()
        };
        let _ = write!(text, "[[member]]\nname = \"{name}\"\nunit = \"{unit}\"\n");
    }
    text
}

/// The rows of `marks.csv` for the council's stage; blank marks have a row as well.
fn rows(marks: &Marks) -> Vec<String> {
    let mut rows = Vec::new();
    for (at, of_nominee) in marks.iter().enumerate() {
        for (marker, mark) in MARKERS.iter().zip(of_nominee) {
            let points = mark.map_or_else(String::new, |mark| halves(mark).to_string());
            rows.push(format!("TT-{at:02},A,hoi-dong,{marker},{points},vì"));
        }
    }
    rows
}

fn halves(mark: u32) -> Number {
    Number::from(mark) * number!(0.5)
}

fn told(scheme: String, recused: usize, count: usize, rows: &[String]) -> Told {
    with_proposal(scheme, recused, count, rows, all_told)
}

fn with_proposal<T>(
    scheme: String,
    recused: usize,
    count: usize,
    rows: &[String],
    look: impl FnOnce(&Proposal<'_>) -> T,
) -> T {
    let file = |name: &str, text: String| File {
        name: name.into(),
        bytes: text.into_bytes(),
    };
    let marks = format!(
        "nominee,criterion,stage,marker,points,reason\n{}\n",
        rows.join("\n")
    );
    let files = [
        file("thu.toml", scheme),
        file("period.toml", period(recused)),
        file("nominations.csv", nominations(count)),
        file("marks.csv", marks),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    let roster = loaded.roster.expect("the nominees were read");
    look(&propose(rank(evaluate(&loaded.books, &roster))))
}

fn all_told(proposal: &Proposal<'_>) -> Told {
    let options = report::Options::default();
    let judged = &proposal.ranking.evaluation.schemes[0].judged;
    let sheet = |at: usize| {
        let sheet = report::sheet(proposal, 0, at, Format::Json, &options);
        serde_json::from_slice(&sheet.expect("it is written")).expect("it is JSON")
    };
    let mut places = vec![None; judged.len()];
    for place in proposal.ranking.schemes[0]
        .iter()
        .flat_map(|list| &list.places)
    {
        let one = &judged[place.nominee];
        assert_eq!(one.status(), Status::Ranked);
        places[place.nominee] = one.total().map(|total| (place.rank, total.clone()));
    }
    Told {
        // The page for a browser holds the sheets too, which are compared by themselves.
        ranking: FORMATS
            .iter()
            .filter(|entry| entry.format != Format::Html)
            .map(|entry| {
                let ranking = report::ranking(
                    proposal,
                    &dvk::office::Office::default(),
                    entry.format,
                    &options,
                );
                ranking.expect("it is written")
            })
            .collect(),
        sheets: (0..judged.len()).map(sheet).collect(),
        places,
    }
}

/// Marks of so many nominees; some blank where they may be.
fn marks(blank: bool) -> impl Strategy<Value = Marks> {
    let is_there = proptest::bool::weighted(0.7).prop_map(move |is_there| is_there || !blank);
    let mark = (is_there, 0..=MOST).prop_map(|(is_there, mark)| is_there.then_some(mark));
    proptest::collection::vec(proptest::collection::vec(mark, MARKERS.len()), 1..7)
}

const RULES: [&str; 4] = [
    "mean(marks)",
    "median(marks)",
    "if len(marks) > 2 { trimmed_mean(marks, 1) } else { mean(marks) }",
    "max(sum(marks) / len(marks), 1)",
];

/// A sheet without the marks that are shown as left out.
fn without_left_out(sheet: &Json) -> Json {
    let mut sheet = sheet.clone();
    for row in sheet["rows"].as_array_mut().expect("there are rows") {
        row["remarks"] = Json::Null;
        for stage in row["marks"].as_array_mut().into_iter().flatten() {
            let marks = stage["marks"].as_array_mut().expect("there are marks");
            marks.retain(|mark| mark["left_out"].is_null());
        }
    }
    sheet
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_letter_says_nothing_of_who_marked_what(
        marks in marks(true), rule in prop::sample::select(RULES.to_vec()),
        recused in 0..=MARKERS.len(),
    ) {
        with_proposal(scheme(rule, ""), recused, marks.len(), &rows(&marks), |proposal| {
            letter::say_nothing_of_others(proposal, &[Format::Markdown]);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_recused_members_mark_whatever_it_is_changes_nothing(
        marks in marks(true), rule in prop::sample::select(RULES.to_vec()),
        recused in 1..=MARKERS.len(),
        instead in proptest::collection::vec(proptest::option::of(0..=MOST), MARKERS.len()),
    ) {
        let count = marks.len();
        let before = told(scheme(rule, ""), recused, count, &rows(&marks));
        let mut changed = marks.clone();
        // The marker of the same number is of the nominee's unit.
        for (at, instead) in instead.into_iter().enumerate().take(recused.min(count)) {
            changed[at][at] = instead;
        }
        let after = told(scheme(rule, ""), recused, count, &rows(&changed));
        prop_assert_eq!(&before.ranking, &after.ranking);
        for (before, after) in before.sheets.iter().zip(&after.sheets) {
            prop_assert_eq!(without_left_out(before), without_left_out(after));
        }
    }

    #[test]
    fn a_recused_members_mark_is_shown_with_why_it_is_left_out(
        marks in marks(false), recused in 1..=MARKERS.len(),
    ) {
        let told = told(scheme(RULES[0], ""), recused, marks.len(), &rows(&marks));
        for (at, sheet) in told.sheets.iter().enumerate() {
            let stages = sheet["rows"][0]["marks"].as_array().expect("there are stages");
            let all = stages.iter().flat_map(|it| it["marks"].as_array().into_iter().flatten());
            let out: Vec<&Json> = all.filter(|mark| !mark["left_out"].is_null()).collect();
            if at < recused {
                prop_assert_eq!(out.len(), 1);
                prop_assert_eq!(&out[0]["left_out"], "same_unit");
                prop_assert_eq!(&out[0]["marker"], MARKERS[at]);
            } else {
                prop_assert!(out.is_empty());
            }
        }
    }

    #[test]
    fn adding_a_constant_to_all_marks_of_one_marker_changes_no_order_under_the_mean(
        marks in marks(false), marker in 0..MARKERS.len(), by in 0..MOST,
    ) {
        let least = MOST - by;
        let low: Marks = marks.iter().map(|marks| {
            let mut marks = marks.clone();
            marks[marker] = marks[marker].map(|mark| mark.min(least));
            marks
        }).collect();
        let high: Marks = low.iter().map(|marks| {
            let mut marks = marks.clone();
            marks[marker] = marks[marker].map(|mark| mark + by);
            marks
        }).collect();
        let places = |marks: &Marks| {
            let told = told(scheme("mean(marks)", ""), 0, marks.len(), &rows(marks));
            told.places
        };
        let (before, after) = (places(&low), places(&high));
        let added = halves(by).over(&MARKERS.len().into()).expect("there are markers");
        for (before, after) in before.into_iter().zip(after) {
            let (before, after) = (before.expect("all are ranked"), after.expect("all are ranked"));
            prop_assert_eq!(before.0, after.0, "the rank");
            prop_assert_eq!(before.1 + &added, after.1, "the total");
        }
    }

    #[test]
    fn a_blank_mark_is_no_mark(
        marks in marks(true), rule in prop::sample::select(RULES.to_vec()),
    ) {
        let blank = rows(&marks);
        let absent: Vec<String> = blank.iter().filter(|row| !row.contains(",,")).cloned().collect();
        let count = marks.len();
        let told = |rows: &[String]| told(scheme(rule, ""), 0, count, rows);
        let (blank, absent) = (told(&blank), told(&absent));
        prop_assert_eq!(&blank.ranking, &absent.ranking);
        prop_assert_eq!(&blank.sheets, &absent.sheets);
        for (marks, place) in marks.iter().zip(&blank.places) {
            let is_marked = marks.iter().any(Option::is_some);
            prop_assert_eq!(is_marked, place.is_some(), "whom nobody marked has no place");
        }
    }

    #[test]
    fn the_order_of_the_marks_in_the_file_changes_nothing(
        marks in marks(true), rule in prop::sample::select(RULES.to_vec()),
        turn in any::<prop::sample::Index>(),
    ) {
        let rows = rows(&marks);
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(turn.index(rows.len()));
        let told = |rows: &[String]| {
            let told = told(scheme(rule, ""), 2, marks.len(), rows);
            (told.ranking, told.sheets)
        };
        prop_assert_eq!(told(&rows), told(&turned));
    }

    #[test]
    fn whoever_marks_highest_may_mark_higher_still_where_the_ends_are_dropped(
        marks in marks(false),
    ) {
        let rule = "trimmed_mean(marks, 1)";
        let higher: Marks = marks.iter().map(|marks| {
            let mut marks = marks.clone();
            let highest = (0..marks.len()).max_by_key(|at| marks[*at]);
            marks[highest.expect("there are markers")] = Some(MOST);
            marks
        }).collect();
        let places = |marks: &Marks| told(scheme(rule, ""), 0, marks.len(), &rows(marks)).places;
        prop_assert_eq!(places(&marks), places(&higher));
    }

    #[test]
    fn of_a_panel_that_drops_its_ends_the_sheet_names_one_of_each(marks in marks(false)) {
        let rule = "trimmed_mean(marks, 1)";
        let told = told(scheme(rule, ""), 0, marks.len(), &rows(&marks));
        for sheet in &told.sheets {
            let stages = sheet["rows"][0]["marks"].as_array().expect("there are stages");
            let marks = stages.last().expect("the council marked")["marks"].as_array();
            let marks = marks.expect("there are marks");
            let of = |end: &str| -> Vec<Number> {
                let ends = marks.iter().filter(|mark| mark["trimmed"] == end);
                ends.map(points).collect()
            };
            let all: Vec<Number> = marks.iter().map(points).collect();
            prop_assert_eq!(of("highest"), all.iter().max().cloned().into_iter().collect::<Vec<_>>());
            prop_assert_eq!(of("lowest"), all.iter().min().cloned().into_iter().collect::<Vec<_>>());
            let left: Number = all.iter().sum::<Number>() - &of("highest")[0] - &of("lowest")[0];
            let mean = left.over(&(all.len() - 2).into()).expect("some are left");
            prop_assert_eq!(number(&sheet["rows"][0]["points"]), mean.round(6));
        }
    }

    #[test]
    fn the_stages_side_by_side_add_up_to_their_totals_and_to_the_difference(
        marks in marks(true), own in proptest::collection::vec(proptest::option::of(0..=MOST), 7),
        claims in proptest::collection::vec(proptest::option::of(0..=10_u32), 7),
    ) {
        let mut rows = rows(&marks);
        for at in 0..marks.len() {
            if let Some(own) = own[at] {
                rows.push(format!("TT-{at:02},A,tu-cham,Tổ {at},{},", halves(own)));
            }
            if let Some(claim) = claims[at] {
                rows.push(format!("TT-{at:02},B,tu-cham,Tổ {at},{claim},vì"));
                rows.push(format!("TT-{at:02},D,hoi-dong,Lê An,{},vì", claim / 2));
            }
            rows.push(format!("TT-{at:02},C,hoi-dong,Lê An,{},vì", at % 3));
            rows.push(format!("TT-{at:02},D,tu-cham,Tổ {at},1,vì"));
        }
        // A row that nobody marks of himself, and one that is taken off.
        let more = "[[criterion]]\nid = \"C\"\nmax = 5\nbasis = \"x\"\nmarked = true\n\
                    stages = [\"hoi-dong\"]\n[[criterion]]\nid = \"D\"\nkind = \"deduction\"\nmax = 5\n\
                    basis = \"x\"\nmarked = true\n";
        let scheme = format!("{}{more}", scheme(RULES[0], ""));
        let told = told(scheme, 0, marks.len(), &rows);
        for (sheet, place) in told.sheets.iter().zip(&told.places) {
            let stages = &sheet["stages"];
            for stage in 0..2 {
                if stages["totals"][stage].is_null() {
                    continue;
                }
                let rows = stages["rows"].as_array().expect("there are rows").iter();
                let rows = rows.map(|row| {
                    let points = maybe(&row["points"][stage]).unwrap_or_default();
                    if row["id"] == "D" { -points } else { points }
                });
                let rest = maybe(&stages["rest"]["points"][stage]).unwrap_or_default();
                let sum = rows.sum::<Number>() + rest;
                prop_assert_eq!(sum, number(&stages["totals"][stage]), "{}", sheet["id"]);
            }
            if let Some(by) = maybe(&stages["by"]) {
                let rows = stages["rows"].as_array().expect("there are rows").iter();
                let rows: Number = rows.filter_map(|row| maybe(&row["by"])).sum();
                prop_assert_eq!(rows + maybe(&stages["rest"]["by"]).unwrap_or_default(), by);
            }
            let [own, counts] = [&stages["totals"][0], &stages["totals"][1]];
            prop_assert_eq!(place.as_ref().map(|(_, total)| total.clone()), maybe(counts));
            let by = maybe(own).zip(maybe(counts)).map(|(own, counts)| own - counts);
            prop_assert_eq!(maybe(&stages["by"]), by);
        }
    }
}

fn number(json: &Json) -> Number {
    let text = json.as_str().expect("points are strings");
    Number::parse(text).expect("points are plain digits")
}

fn maybe(json: &Json) -> Option<Number> {
    (!json.is_null()).then(|| number(json))
}

fn points(mark: &Json) -> Number {
    number(&mark["points"])
}

#[test]
fn a_row_that_does_not_apply_needs_no_marks() {
    let more = "applies = \"so > 0\"\notherwise = \"drop\"";
    let told = told(scheme(RULES[0], more), 0, 3, &[]);
    // Only the first reports nothing to which the row applies.
    assert!(told.places[0].is_some(), "{:?}", told.sheets[0]["reasons"]);
    for at in [1, 2] {
        assert_eq!(told.places[at], None);
        let reasons = &told.sheets[at]["reasons"];
        assert_eq!(reasons[0]["message"], "chưa chấm “A”", "{reasons}");
    }
}

#[test]
fn a_mark_of_a_row_that_does_not_apply_is_shown_and_counts_nothing() {
    let more = "applies = \"so > 0\"\notherwise = \"drop\"";
    let rows = ["TT-00,A,hoi-dong,Lê An,15,vì".to_owned()];
    let told = told(scheme(RULES[0], more), 0, 1, &rows);
    let row = &told.sheets[0]["rows"][0];
    assert!(row["points"].is_null(), "{row}");
    let mark = &row["marks"][0]["marks"][0];
    assert_eq!(
        (&mark["left_out"], &mark["points"]),
        (&"not_applicable".into(), &"15.000000".into())
    );
}
