//! Two editions of the shipped criteria on the same nominees: the causes make up the change, nothing
//! differs from itself, and turning the two about mirrors everything.

use std::fs;
use std::sync::OnceLock;

use dvk::commendation::{Proposal, propose};
use dvk::editions::{Editions, Loss, Move, compare};
use dvk::evaluation::evaluate;
use dvk::loading::{File, Loaded, Options, load};
use dvk::number::Number;
use dvk::ranking::rank;
use proptest::prelude::*;

const SCHEMES: [&str; 5] = [
    "tap-the.toml",
    "ca-nhan.toml",
    "qcdc-xa-phuong.toml",
    "qcdc-co-quan.toml",
    "qcdc-doanh-nghiep.toml",
];

/// The shipped schemes without their cases, which an edit would break, and the sample's data.
fn shipped() -> &'static Vec<File> {
    static SHIPPED: OnceLock<Vec<File>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let schemes = SCHEMES.iter().map(|name| {
            let text = fs::read_to_string(format!("criteria/{name}")).expect(name);
            File {
                name: format!("criteria/{name}"),
                bytes: without_cases(&text).into_bytes(),
            }
        });
        let data = fs::read_dir("criteria/ky-mau").expect("the sample");
        let mut data: Vec<_> = data.map(|file| file.expect("a file").path()).collect();
        data.sort();
        let data = data.into_iter().map(|path| File {
            name: path.display().to_string(),
            bytes: fs::read(path).expect("it is read"),
        });
        schemes.chain(data).collect()
    })
}

fn without_cases(text: &str) -> String {
    let mut kept = String::new();
    let mut is_case = false;
    for line in text.lines() {
        if line.starts_with('[') {
            is_case =
                line == "[[case]]" || line == "[[criterion.case]]" || line.starts_with("[case");
        }
        if !is_case {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn loaded(files: &[File]) -> Loaded {
    let library = |_: &str, name: &str| {
        let bytes = fs::read(format!("criteria/{name}")).ok()?;
        Some(File {
            name: name.to_owned(),
            bytes,
        })
    };
    load(files, &library, &Options::default())
}

fn judged(loaded: &Loaded) -> Proposal<'_> {
    let roster = loaded.roster.as_ref().expect("there are nominees");
    propose(rank(evaluate(&loaded.books, roster)))
}

/// The places of whole numbers in the values, steps and maxima of a scheme.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_of_points = ["max", "from", "rule", "per", "places"]
            .iter()
            .any(|key| line.trim_start().starts_with(key))
            || line.contains("{ value = ")
            || line.trim_start().starts_with("[") && line.trim_end().ends_with("],");
        if is_of_points && !line.trim_start().starts_with("[[") {
            let bytes = line.as_bytes();
            let mut start = 0;
            while start < bytes.len() {
                let is_word = start > 0
                    && (bytes[start - 1].is_ascii_alphanumeric()
                        || b"_-.".contains(&bytes[start - 1]));
                let end = start
                    + bytes[start..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_digit())
                        .count();
                if end > start && !is_word && end - start < 4 && bytes.get(end) != Some(&b'-') {
                    places.push((at + start, at + end));
                }
                start = end.max(start + 1);
            }
        }
        at += line.len();
    }
    places
}

/// The shipped files with some numbers of some schemes changed.
fn edited(edits: &[(usize, prop::sample::Index, i64)]) -> Vec<File> {
    let mut files = shipped().clone();
    for (scheme, place, by) in edits {
        let file = &mut files[*scheme];
        let text = String::from_utf8(file.bytes.clone()).expect("text");
        let places = numbers(&text);
        let (start, end) = places[place.index(places.len())];
        let number: i64 = text[start..end].parse().expect("a number");
        let number = (number + by).max(0);
        file.bytes = format!("{}{number}{}", &text[..start], &text[end..]).into_bytes();
    }
    files
}

fn sum(it: &Move) -> Number {
    Number::sum(it.causes.iter().map(|cause| &cause.by)).expect("it is small")
}

fn told(compared: &Editions<'_>) -> Vec<(String, Option<Number>)> {
    let mut told: Vec<_> = compared
        .moves
        .iter()
        .map(|it| (it.id.clone(), it.by.clone()))
        .collect();
    told.sort();
    told
}

fn as_shipped() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(|| loaded(shipped()))
}

#[test]
fn a_lower_threshold_moves_those_who_reach_it_and_those_around_them() {
    let mut files = shipped().clone();
    let text = String::from_utf8(files[0].bytes.clone()).expect("text");
    let line = "2024-01-01 = { value = 80, basis = \"Mốc nâng lên từ năm 2024 (mốc mẫu)\" }\n";
    assert!(text.contains(line));
    let added = format!("{line}2025-01-01 = {{ value = 70, basis = \"Mốc mới\" }}\n");
    files[0].bytes = text.replace(line, &added).into_bytes();
    let new = loaded(&files);
    let (before, after) = (judged(as_shipped()), judged(&new));
    let compared = compare(&before, &after);
    let keys: Vec<_> = compared.edits.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["2025-01-01.value", "2025-01-01.basis"]);
    let moved = compared.moves.iter().map(|it| {
        let by = it.by.as_ref().map(ToString::to_string).unwrap_or_default();
        let causes = it.causes.iter().map(|cause| cause.criterion.clone());
        (it.id.as_str(), by, causes.collect::<Vec<_>>())
    });
    let by_it = || vec![Some("C1a".to_owned())];
    // TT-11 passes the two that stood above it.
    assert_eq!(
        moved.collect::<Vec<_>>(),
        [
            ("TT-01", "0".to_owned(), vec![]),
            ("TT-02", "0".to_owned(), vec![]),
            ("TT-11", "3".to_owned(), by_it()),
            ("TT-33", "3".to_owned(), by_it()),
            ("TT-35", "3".to_owned(), by_it()),
        ]
    );
    let falls = |loss| {
        let moves = compared.moves.iter();
        let who = moves.filter(|it| it.is(loss, &compared));
        who.map(|it| it.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(falls(Loss::Place), ["TT-01", "TT-02"]);
    assert!(falls(Loss::Class).is_empty() && falls(Loss::Award).is_empty());
}

#[test]
fn nothing_differs_from_itself() {
    assert!(!as_shipped().diagnostics.has_errors());
    let (one, other) = (judged(as_shipped()), judged(as_shipped()));
    let compared = compare(&one, &other);
    assert!(compared.edits.is_empty() && compared.moves.is_empty());
    assert_eq!(compared.unmoved, 94);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_causes_make_up_the_change_and_turning_about_mirrors_it(
        edits in prop::collection::vec((0..SCHEMES.len(), any::<prop::sample::Index>(), -9..=9_i64), 1..4),
    ) {
        let new = loaded(&edited(&edits));
        prop_assume!(!new.diagnostics.has_errors());
        let (before, after) = (judged(as_shipped()), judged(&new));
        let compared = compare(&before, &after);
        let is_changed = edits.iter().any(|(.., by)| *by != 0);
        prop_assert!(is_changed || compared.edits.is_empty());
        for it in &compared.moves {
            if let Some(by) = &it.by {
                prop_assert_eq!(&sum(it), by, "{}", it.id);
            }
        }
        let mirrored = compare(&after, &before);
        let turned: Vec<_> = told(&mirrored)
            .into_iter()
            .map(|(id, by)| (id, by.map(|by| by.negate())))
            .collect();
        prop_assert_eq!(told(&compared), turned);
        prop_assert_eq!(compared.edits.len(), mirrored.edits.len());
        for (one, other) in compared.edits.iter().map(|it| (&it.before, &it.after)).zip(mirrored.edits.iter().map(|it| (&it.after, &it.before))) {
            prop_assert_eq!(one, other);
        }
    }
}
