//! Periods made up by lot and written as offices do, in every format: what is read of them is what was
//! meant, or a finding stands where it is not.

#![expect(clippy::print_stderr, reason = "a long run says how far it is")]

mod biff;
mod cluster;
mod period;
mod sheet;

use std::cell::Cell;
use std::sync::Arc;

use dvk::diagnostic::{Diagnostic, Diagnostics, Place, Severity, render};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::number::Number;
use dvk::roster::Nomination;
use dvk::scheme::{FactEntry, FactValue};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{TestCaseResult, TestRunner};
use unicode_normalization::UnicodeNormalization as _;

use period::{Choices, Column, Person, Written, old_tones, written};
use sheet::TITLE;

/// Where a thing differs: in which row, from 1, and in which column; in none where the row is not there.
type Difference = (u32, Option<Column>);

/// How texts are compared: spaces, Unicode forms and the place of tone marks aside.
fn plain(text: &str) -> String {
    let text: String = text.nfc().collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    old_tones(&words.join(" "))
}

fn tenths(number: &Number) -> Option<i64> {
    number.in_parts(1)
}

/// The columns in which a nominee was read otherwise than it is.
fn differing(person: &Person, read: &Nomination) -> Vec<Column> {
    let fact = |at: usize| match &read.facts[at] {
        FactEntry::Reported(value) => Some(value),
        FactEntry::Missing | FactEntry::NotAssigned => None,
    };
    let is_words = |at: usize, wanted: &str| matches!(fact(at), Some(FactValue::Text(text)) if plain(text) == plain(wanted));
    let is_number = |at: usize, wanted: i64| matches!(fact(at), Some(FactValue::Number(number)) if tenths(number) == Some(wanted));
    let sort = if person.is_village {
        "thon"
    } else {
        "to-dan-pho"
    };
    let same = |column: Column| match column {
        Column::Id => true,
        Column::Name => plain(&read.name) == plain(&person.name),
        Column::Unit => read
            .unit
            .as_ref()
            .is_some_and(|unit| plain(unit) == plain(&person.unit)),
        Column::Households => {
            matches!(fact(0), Some(FactValue::Integer(count)) if *count == person.households)
        }
        Column::Share => is_number(1, person.share),
        Column::Money => match person.money {
            Some(money) => is_number(2, money),
            None => matches!(read.facts[2], FactEntry::Missing),
        },
        Column::Begun => matches!(fact(3), Some(FactValue::Date(date)) if *date == person.begun),
        Column::Sort => is_words(4, sort),
        Column::Model => is_words(5, &person.model),
        Column::Public => {
            matches!(fact(6), Some(FactValue::YesNo(flag)) if *flag == person.is_public)
        }
    };
    let columns = Column::ALL.into_iter();
    columns.filter(|column| !same(*column)).collect()
}

/// The differences between what was meant and what was read.
fn differences(written: &Written, read: &[Nomination]) -> Vec<Difference> {
    let mut all = Vec::new();
    for person in &written.people {
        match read.iter().find(|it| *it.id == *person.id) {
            Some(it) => all.extend(
                differing(person, it)
                    .into_iter()
                    .map(|column| (person.row, Some(column))),
            ),
            None => all.push((person.row, None)),
        }
    }
    let is_meant = |it: &&Nomination| written.people.iter().any(|person| *person.id == *it.id);
    let strangers = read.iter().filter(|it| !is_meant(it));
    all.extend(strangers.map(|it| (u32::try_from(it.row.row).expect("few rows"), None)));
    // One unit is one, however each row spells it: another spelling is said where it first stands.
    let mut units: Vec<(&str, Arc<str>)> = Vec::new();
    for person in &written.people {
        let Some(it) = read.iter().find(|it| *it.id == *person.id) else {
            continue;
        };
        // That it has none differs already.
        let Some(unit) = &it.unit else { continue };
        let own = (&*person.unit, Arc::clone(unit));
        let is_other = units.iter().any(|(unit, _)| *unit == person.unit);
        if is_other && !units.contains(&own) {
            all.push((person.row, Some(Column::Unit)));
        }
        units.push(own);
    }
    all
}

/// Whether a list of rows such as `3, 5–6` names one of them.
pub(crate) fn names_row(words: &str, row: u32) -> bool {
    let parts = words.split(|letter: char| !letter.is_ascii_digit() && letter != '–');
    parts.filter(|part| !part.is_empty()).any(|part| {
        let mut ends = part.split('–').map(|end| end.parse().unwrap_or(0));
        let first = ends.next().unwrap_or(0);
        (first..=ends.next().unwrap_or(first)).contains(&row)
    })
}

/// The letters of a column, of which there are few.
pub(crate) fn letter(column: u16) -> String {
    char::from(b'A' + u8::try_from(column).expect("few columns")).to_string()
}

/// Whether a finding is about a difference; `unit` is how the unit of that row was read.
fn is_about(
    finding: &Diagnostic,
    written: &Written,
    (row, column): Difference,
    unit: Option<&str>,
) -> bool {
    let at = |found: u64| found == u64::from(row);
    let is_head = |found: u64| found == u64::from(written.head);
    let is_column = |found: &str, heading: &str| {
        column.is_some_and(|column| {
            let at = written.columns[&column];
            let own = written.sheet.cells.get(&(written.head - 1, at));
            let own = match own {
                Some(sheet::Value::Text(text)) => plain(text),
                _ => String::new(),
            };
            (!found.is_empty() && found == letter(at))
                || (found.is_empty() && plain(heading) == own)
        })
    };
    let names = || names_row(finding.message.get(Locale::En), row);
    // That a row is hidden, or what one of its cells is taken for, is no word of a row that is not read.
    let explains = matches!(finding.severity, Severity::Error | Severity::LeftOut);
    if column.is_none() && !explains || finding.code.starts_with("sheet-hidden") {
        return false;
    }
    // Another spelling of a unit is said once, where it first stands, and both are shown.
    if column == Some(Column::Unit) && finding.code == "nominee-unit-spelled" {
        let message = finding.message.get(Locale::En);
        return unit.is_some_and(|unit| message.contains(&format!("`{unit}`")));
    }
    match &finding.place {
        Place::Sheet {
            row: found,
            column: letters,
            heading,
            ..
        } => {
            let is_own = column.is_none() || is_column(letters, heading);
            at(*found) && is_own
                || is_head(*found) && is_column(letters, heading)
                || is_column(letters, heading) && names()
        }
        Place::Cell {
            row: found,
            column: heading,
            ..
        } => {
            let is_own = column.is_none() || heading.is_empty() || is_column("", heading);
            at(*found) && is_own
                || is_head(*found) && is_column("", heading)
                || is_column("", heading) && names()
        }
        // What is said of the file as a whole stops everything, or lists its rows.
        Place::File(_) => finding.severity == Severity::Error || names(),
        Place::Text { .. } => false,
    }
}

fn read(written: &Written) -> (Vec<Nomination>, Diagnostics, bool) {
    let (name, bytes) = written.kind.file(&written.sheet);
    let text = |name: &str, text: &str| File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let files = [
        text("scheme.toml", include_str!("../files/scheme.toml")),
        text("period.toml", include_str!("../files/period.toml")),
        File {
            name: name.to_owned(),
            bytes,
        },
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let is_read = loaded.roster.is_some();
    let nominations = loaded.roster.map(|roster| roster.nominations);
    (nominations.unwrap_or_default(), loaded.diagnostics, is_read)
}

/// How the trials ended.
#[derive(Debug, Default)]
struct Ends {
    all: Cell<u32>,
    /// Everything was read as it was meant, and nothing is an error.
    understood: Cell<u32>,
}

fn check(choices: &[u8], ends: &Ends) -> TestCaseResult {
    let written = written(&mut Choices::of(choices));
    let (nominations, found, is_read) = read(&written);
    ends.all.set(ends.all.get() + 1);
    let words = || format!("{}{written}", render(&found, Locale::En, false));
    if !is_read {
        prop_assert!(
            found.has_errors(),
            "nothing was read, and nothing is said: {}",
            words()
        );
        return Ok(());
    }
    if differences(&written, &nominations).is_empty() && !found.has_errors() {
        ends.understood.set(ends.understood.get() + 1);
    }
    let silent = silent(&written, &nominations, &found);
    prop_assert!(
        silent.is_empty(),
        "nothing is said of {silent:?} in {TITLE}: {}",
        words()
    );
    Ok(())
}

/// The differences of which no finding says anything.
fn silent(written: &Written, read: &[Nomination], found: &Diagnostics) -> Vec<Difference> {
    let found = found.sorted();
    let mut all = differences(written, read);
    all.retain(|difference| {
        let of_row = |it: &&Nomination| it.row.row == u64::from(difference.0);
        let unit = read.iter().find(of_row).and_then(|it| it.unit.as_deref());
        let mut findings = found.iter();
        !findings.any(|finding| is_about(finding, written, *difference, unit))
    });
    all
}

#[test]
fn what_is_read_is_what_was_meant_or_a_finding_says_where_it_is_not() {
    let cases = if cfg!(debug_assertions) { 192 } else { 5_000 };
    let cases = std::env::var("DVK_MESS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(cases);
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        max_shrink_iters: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let ends = Ends::default();
    let choices = prop::collection::vec(any::<u8>(), 0..400);
    if let Err(error) = runner.run(&choices, |choices| check(&choices, &ends)) {
        panic!("{error}");
    }
    eprintln!("{ends:?}");
    let (understood, all) = (ends.understood.get(), ends.all.get());
    assert!(
        understood * 4 > all,
        "no more than {understood} of {all} were understood"
    );
}

/// Without any mess everything is understood, in every format.
#[test]
fn plain_lists_are_read_without_a_word() {
    for kind in 0..5 {
        let written = written(&mut Choices::of(&[kind, 6]));
        let (nominations, found, _) = read(&written);
        let words = render(&found, Locale::En, false);
        assert_eq!(differences(&written, &nominations), [], "{words}{written}");
        assert!(found.is_empty(), "{kind}: {words}");
        assert_eq!(nominations.len(), 7, "{kind}");
    }
}

/// What a reader might do wrong, to one nominee of those that it hands over.
type Fault = fn(&mut Vec<Nomination>, usize);

const BROKEN: [(&str, Fault); 7] = [
    ("drops a row", |read, at| drop(read.remove(at))),
    ("reads a row twice", |read, at| {
        let mut twin = read[at].clone();
        twin.id = format!("{}x", twin.id).into();
        read.push(twin);
    }),
    ("counts one more", |read, at| {
        if let FactEntry::Reported(FactValue::Integer(count)) = &mut read[at].facts[0] {
            *count += 1;
        }
    }),
    ("swaps day and month", |read, at| {
        if let FactEntry::Reported(FactValue::Date(day)) = &mut read[at].facts[3] {
            let swapped = jiff::civil::Date::new(day.year(), day.day(), day.month());
            *day = swapped.unwrap_or(*day);
        }
    }),
    ("leaves a cell empty", |read, at| {
        read[at].facts[2] = FactEntry::Missing;
    }),
    ("takes the name of the row above", |read, at| {
        read[at].name = read[at.saturating_sub(1)].name.clone();
    }),
    ("takes the unit of the row above", |read, at| {
        read[at].unit = read[at.saturating_sub(1)].unit.clone();
    }),
];

/// A check that cannot fail is worth nothing: where the reader is broken on purpose, it does.
#[test]
fn a_broken_reader_is_found_out() {
    let mut runner = TestRunner::deterministic();
    let choices = prop::collection::vec(any::<u8>(), 0..400);
    let mut trials = BROKEN.map(|_| (0, 0));
    for trial in 0..80 {
        let choices = choices.new_tree(&mut runner).expect("choices").current();
        let written = written(&mut Choices::of(&choices));
        let (nominations, found, _) = read(&written);
        if nominations.is_empty() || !silent(&written, &nominations, &found).is_empty() {
            continue;
        }
        for ((_, fault), (broken, caught)) in BROKEN.iter().zip(&mut trials) {
            let mut read = nominations.clone();
            fault(&mut read, trial % nominations.len());
            if differences(&written, &read) != differences(&written, &nominations) {
                *broken += 1;
                *caught += u32::from(!silent(&written, &read, &found).is_empty());
            }
        }
    }
    for ((name, _), (broken, caught)) in BROKEN.iter().zip(trials) {
        eprintln!("{name}: {caught} of {broken}");
        // Where an error stands at the very cell already, nothing more is to be said of it.
        assert!(broken >= 16, "{name}: tried {broken} times only");
        assert!(caught * 5 >= broken * 4, "{name}: {caught} of {broken}");
    }
}
