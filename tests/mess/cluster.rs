//! Sheets of a cluster made up by lot, marks or facts, lying either way: each cell is read as it is seen, or a
//! finding stands where it is not.

use std::collections::BTreeMap;
use std::fmt;

use dvk::diagnostic::{Diagnostics, Place, Severity, render};
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::scheme::{FactEntry, FactValue};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::period::{Choices, decimals, number, rounded, spelled};
use super::sheet::{At, Kind, Sheet, Value};
use super::{letter, names_row};

const MARKED: &str = include_str!("../cases/a-cluster-marked-on-one-sheet/cum.toml");
const LIST: &str = include_str!("../cases/a-cluster-marked-on-one-sheet/nominations.csv");
const COUNTED: &str = include_str!("../cases/a-clusters-facts-on-one-sheet/cum.toml");

const UNITS: [(&str, &str); 3] = [
    ("X1", "Xã Hòa Vang"),
    ("X2", "Xã Hòa Tiến"),
    ("X3", "Xã Bà Nà"),
];

/// The rows of the schemes: what they are called, and the most that each may have.
const CRITERIA: [(&str, i64); 3] = [
    ("Học tập chuyên đề", 40),
    ("Dân vận khéo", 20),
    ("Mô hình", 40),
];
const FACTS: [(&str, i64); 2] = [("Số hộ", 900), ("Tỷ lệ hộ ký", 100)];

/// What was read, in tenths, by unit and row of the scheme.
type Read = BTreeMap<(usize, usize), i64>;

/// What a sheet says, and the sheet.
struct Written {
    kind: Kind,
    sheet: Sheet,
    is_of_facts: bool,
    /// In tenths, by unit and row of the scheme; and where each stands.
    values: BTreeMap<(usize, usize), (i64, At)>,
    /// In which row the headings stand, from 1.
    head: u32,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:?}, merged {:?}", self.kind, self.sheet.merged)?;
        for (at, value) in &self.sheet.cells {
            writeln!(f, "{}{}: {value:?}", letter(at.1), at.0 + 1)?;
        }
        writeln!(f, "{:?}", self.values)
    }
}

/// A value of a mark or a fact as somebody writes it; whole numbers alone where tenths are none.
fn cell(tenths: i64, choices: &mut Choices<'_>) -> Value {
    let comma = if choices.below(2) == 0 { ',' } else { '.' };
    match choices.below(7) {
        4 => Value::text(decimals(tenths, comma)),
        5 => rounded(tenths, (number(tenths * 10 + 3, 100), "0.0"), ""),
        6 if tenths % 10 == 0 => {
            let held = number(tenths * 10 + 40, 100);
            Value::Shown(held, "0", (tenths / 10).to_string())
        }
        _ => Value::Number(number(tenths, 10)),
    }
}

fn written(choices: &mut Choices<'_>) -> Written {
    let mut it = Written {
        kind: choices.of_all(&Kind::ALL),
        sheet: Sheet::default(),
        is_of_facts: choices.once_in(3),
        values: BTreeMap::new(),
        head: 0,
    };
    let mut next = 0;
    for title in ["ĐẢNG BỘ HUYỆN HÒA VANG", "BẢNG TỔNG HỢP CỤM 1"] {
        if choices.once_in(3) {
            it.sheet.put(next, 0, Value::text(title));
            next += 1 + u32::from(choices.once_in(3));
        }
    }
    if !it.is_of_facts {
        for (line, says) in [("Bước chấm:", "Cụm chấm"), ("Người chấm:", "Lê Văn C")]
        {
            match choices.below(2) {
                0 => {
                    it.sheet.put(next, 0, Value::text(line));
                    it.sheet.put(next, 1, Value::text(says));
                }
                _ => it.sheet.put(next, 0, Value::text(format!("{line} {says}"))),
            }
            next += 1;
        }
    }
    let is_turned = !it.is_of_facts && choices.once_in(3);
    it.head = next + 1;
    match is_turned {
        true => it.units_in_rows(next, choices),
        false => it.units_in_columns(next, choices),
    }
    it
}

/// Some numbers in an order.
fn order(count: usize, choices: &mut Choices<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, at - choices.below(at + 1));
    }
    order
}

impl Written {
    fn rows(&self) -> &'static [(&'static str, i64)] {
        if self.is_of_facts { &FACTS } else { &CRITERIA }
    }

    fn put(&mut self, (unit, row): (usize, usize), at: At, choices: &mut Choices<'_>) {
        let most = self.rows()[row].1;
        if choices.once_in(8) && (row > 0 || !self.is_of_facts) {
            return;
        }
        let least = if self.is_of_facts { 20 } else { 0 };
        let whole =
            least + i64::try_from(choices.below(256)).expect("it is small") % (most - least);
        let has_half = choices.once_in(3) && !(self.is_of_facts && row == 0);
        let tenths = whole * 10 + if has_half { 5 } else { 0 };
        self.sheet.put(at.0, at.1, cell(tenths, choices));
        self.values.insert((unit, row), (tenths, at));
    }

    fn unit(&self, unit: usize, choices: &mut Choices<'_>) -> Value {
        let (code, name) = UNITS[unit];
        match choices.below(3) {
            2 if !self.is_of_facts => Value::text(code),
            _ => Value::Text(spelled(name, choices)),
        }
    }

    fn units_in_columns(&mut self, head: u32, choices: &mut Choices<'_>) {
        let line = if self.is_of_facts {
            "Chỉ tiêu"
        } else {
            "Tiêu chí cụ thể"
        };
        let top = if self.is_of_facts {
            "Đơn vị tính"
        } else {
            "Điểm tối đa"
        };
        for (column, text) in (0..).zip(["STT", line, top]) {
            self.sheet.put(head, column, Value::text(text));
        }
        let units = order(UNITS.len(), choices);
        for (column, unit) in (3..).zip(&units) {
            let name = self.unit(*unit, choices);
            self.sheet.put(head, column, name);
        }
        if choices.once_in(3) {
            self.sheet.put(head, 6, Value::text("Ghi chú"));
        }
        let mut next = head + 1;
        if choices.once_in(4) {
            for column in 0..6 {
                self.sheet
                    .put(next, column, Value::Number(f64::from(column + 1)));
            }
            next += 1;
        }
        if self.is_of_facts {
            self.sheet.put(next, 1, Value::text("Mã"));
            for (column, unit) in (3..).zip(&units) {
                self.sheet.put(next, column, Value::text(UNITS[*unit].0));
            }
            next += 1;
        }
        for (number, row) in (1_u8..).zip(order(self.rows().len(), choices)) {
            if choices.once_in(4) {
                self.sheet.put(next, 0, Value::text("I"));
                self.sheet.put(next, 1, Value::text("Xây dựng Đảng"));
                next += 1;
            }
            let (title, most) = self.rows()[row];
            self.sheet.put(next, 0, Value::Number(number.into()));
            self.sheet
                .put(next, 1, Value::Text(spelled(title, choices)));
            if !self.is_of_facts {
                let most = i32::try_from(most).expect("it is small");
                self.sheet.put(next, 2, Value::Number(most.into()));
            }
            for (column, unit) in (3..).zip(&units) {
                self.put((*unit, row), (next, column), choices);
            }
            next += 1 + u32::from(choices.once_in(6));
        }
        self.end(next, (1, 4), choices);
    }

    fn units_in_rows(&mut self, head: u32, choices: &mut Choices<'_>) {
        for (column, text) in (0..).zip(["STT", "Mã", "Tên đơn vị"]) {
            self.sheet.put(head, column, Value::text(text));
        }
        let criteria = order(CRITERIA.len(), choices);
        for (column, row) in (3..).zip(&criteria) {
            self.sheet.put(
                head,
                column,
                Value::Text(spelled(CRITERIA[*row].0, choices)),
            );
        }
        if choices.once_in(3) {
            self.sheet.put(head, 6, Value::text("Tổng điểm"));
        }
        let mut next = head + 1;
        for (number, unit) in (1_u8..).zip(order(UNITS.len(), choices)) {
            let (code, name) = UNITS[unit];
            self.sheet.put(next, 0, Value::Number(number.into()));
            self.sheet.put(next, 1, Value::text(code));
            self.sheet.put(next, 2, Value::Text(spelled(name, choices)));
            for (column, row) in (3..).zip(&criteria) {
                self.put((unit, *row), (next, column), choices);
            }
            next += 1 + u32::from(choices.once_in(6));
        }
        self.end(next, (2, 4), choices);
    }

    /// What stands below the table.
    fn end(&mut self, mut next: u32, (left, right): (u16, u16), choices: &mut Choices<'_>) {
        if choices.once_in(3) {
            self.sheet.put(next, left, Value::text("Tổng cộng"));
            self.sheet.put(next, right, Value::Number(98.0));
            next += 1;
        }
        if choices.once_in(3) {
            self.sheet
                .put(next + 1, left, Value::text("Người lập biểu"));
            self.sheet.put(next + 1, right, Value::text("Cụm trưởng"));
        }
    }

    /// What was read of it, in tenths; `None` if nothing was, and what was found.
    fn read(&self) -> (Option<Read>, Diagnostics) {
        let (name, bytes) = self.kind.file(&self.sheet);
        let text = |name: &str, text: &str| File {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let scheme = if self.is_of_facts { COUNTED } else { MARKED };
        let mut files = vec![text("cum.toml", scheme)];
        if !self.is_of_facts {
            files.push(text("nominations.csv", LIST));
        }
        files.push(File {
            name: name.to_owned(),
            bytes,
        });
        let options = Options {
            date: Some(date(2025, 6, 30)),
            ..Options::default()
        };
        let loaded = load(&files, &|_, _| None, &options);
        let Some(roster) = loaded.roster else {
            return (None, loaded.diagnostics);
        };
        let unit = |id: &str| UNITS.iter().position(|(code, _)| *code == id);
        let mut read = BTreeMap::new();
        for (id, marks) in &roster.council.marks {
            for mark in marks {
                let unit = unit(id).unwrap_or(UNITS.len());
                // Groups are no criteria of their own.
                let tenths = match &mark.value {
                    dvk::roster::Marked::Points(points) => points.in_parts(1),
                    dvk::roster::Marked::Met(_) => None,
                };
                read.insert((unit, mark.criterion), tenths.unwrap_or(i64::MIN));
            }
        }
        for nominee in roster.nominations.iter().filter(|_| self.is_of_facts) {
            let unit = unit(&nominee.id).unwrap_or(UNITS.len());
            for (row, fact) in nominee.facts.iter().enumerate() {
                let tenths = match fact {
                    FactEntry::Reported(FactValue::Integer(number)) => Some(number * 10),
                    FactEntry::Reported(FactValue::Number(number)) => number.in_parts(1),
                    _ => continue,
                };
                read.insert((unit, row), tenths.unwrap_or(i64::MIN));
            }
        }
        (Some(read), loaded.diagnostics)
    }

    /// The cells of which something else was read, and nothing is said.
    fn silent(&self, read: &Read, found: &Diagnostics) -> Vec<(usize, usize)> {
        let all = self.values.keys().chain(read.keys());
        let differs = |key: &&(usize, usize)| {
            let meant = self.values.get(key).map(|(tenths, _)| tenths);
            meant != read.get(key)
        };
        let mut silent: Vec<(usize, usize)> = all.filter(differs).copied().collect();
        silent.retain(|key| {
            let Some((_, at)) = self.values.get(key) else {
                return true;
            };
            let found = found.sorted();
            !found.iter().any(|finding| match &finding.place {
                Place::Sheet { row, column, .. } => {
                    let is_row = *row == u64::from(at.0) + 1;
                    let is_column = column.is_empty() || *column == letter(at.1);
                    let is_name = finding.severity == Severity::Error && column.as_str() <= "C";
                    let is_head = *row == u64::from(self.head);
                    // A unit of whom one fact is wrong is not read.
                    let is_left_out = self.is_of_facts
                        && finding.severity == Severity::Error
                        && !read.keys().any(|(unit, _)| *unit == key.0);
                    if is_left_out && is_column {
                        return true;
                    }
                    is_row && (is_column || is_name)
                        || is_head && is_column
                        || is_column && names_row(finding.message.get(Locale::En), at.0 + 1)
                }
                Place::Cell { row, .. } => *row == u64::from(at.0) + 1,
                Place::File(_) => finding.severity == Severity::Error,
                Place::Text { .. } => false,
            })
        });
        silent
    }
}

fn check(choices: &[u8], understood: &std::cell::Cell<u32>) -> TestCaseResult {
    let written = written(&mut Choices::of(choices));
    let (read, found) = written.read();
    let words = || format!("{}{written}", render(&found, Locale::En, false));
    let Some(read) = read else {
        prop_assert!(
            found.has_errors(),
            "nothing was read, and nothing is said: {}",
            words()
        );
        return Ok(());
    };
    let silent = written.silent(&read, &found);
    prop_assert!(
        silent.is_empty(),
        "nothing is said of {silent:?}: {}",
        words()
    );
    understood.set(understood.get() + u32::from(!found.has_errors()));
    Ok(())
}

#[test]
fn a_cluster_sheet_is_read_as_it_is_seen_or_a_finding_says_where_it_is_not() {
    let usual = if cfg!(debug_assertions) { 96 } else { 3_000 };
    let asked = std::env::var("DVK_MESS").ok();
    let cases = asked.and_then(|text| text.parse().ok()).unwrap_or(usual);
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        max_shrink_iters: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let understood = std::cell::Cell::new(0);
    let choices = prop::collection::vec(any::<u8>(), 0..200);
    if let Err(error) = runner.run(&choices, |choices| check(&choices, &understood)) {
        panic!("{error}");
    }
    let understood = understood.get();
    assert!(
        understood * 4 > cases,
        "no more than {understood} of {cases} were understood"
    );
}

/// Without any mess everything is understood, in every format and lying every way.
#[test]
fn plain_cluster_sheets_are_read_without_a_word() {
    for (kind, facts, turned) in (0..5).flat_map(|kind| [(kind, 0, 0), (kind, 2, 0), (kind, 0, 2)])
    {
        let choices = match facts {
            2 => vec![kind, 2],
            _ => vec![kind, 0, 0, 0, 0, 0, turned],
        };
        let written = written(&mut Choices::of(&choices));
        let (read, found) = written.read();
        let words = render(&found, Locale::En, false);
        let read = read.unwrap_or_default();
        assert!(found.is_empty(), "{words}{written}");
        assert_eq!(written.values.len(), read.len(), "{words}{written}");
        assert!(written.silent(&read, &found).is_empty(), "{words}{written}");
    }
}
