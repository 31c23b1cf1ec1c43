//! The headings of a cluster sheet: which way it lies, and which of its columns are units.

use std::collections::{BTreeMap, BTreeSet};

use super::above::{Above, Said};
use crate::table::PlainHeading;
use crate::table::aside::says_sum;
use crate::table::cell::Cell;
use crate::table::head::{LOOKED_AT, is_called, kind_of};
use crate::table::known_names::KnownNames;
use crate::table::names::{Fixed, Layout, MARKS, is_numbering, marks};
use crate::table::workbook::layout::{Rows, has_lower, heading, wide};
use crate::table::workbook::sheet::{RawCell, RawSheet};
use crate::text::casefold;

/// What such a sheet holds, and which way it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    /// Marks: criteria in rows, units in columns.
    Marks,
    /// Marks: units in rows, criteria in columns.
    Turned,
    /// Facts in rows, units in columns.
    Facts,
}

/// The headings of such a sheet.
#[derive(Debug)]
pub(crate) struct Head {
    pub(super) lies: Lies,
    /// The last row of headings.
    pub(super) row: u32,
    /// The columns that name what stands in the rows, the best first; so many hold codes.
    pub(super) names: Vec<u32>,
    pub(super) ids: usize,
    /// The columns of units, or of criteria.
    pub(super) columns: Vec<Column>,
    /// The columns of who marked and of the stage, where each row of units says its own.
    pub(super) marker: Option<u32>,
    pub(super) stage: Option<u32>,
    /// The headings of columns that are not read, as messages show them.
    pub(super) aside: Vec<String>,
    /// What stands above the table.
    pub(super) above: Above,
    /// What stands in the row of headings, and below what.
    pub(super) texts: BTreeMap<u32, (String, Option<String>)>,
}

/// A column that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) at: u32,
    /// What it is called.
    pub(super) named: Said,
    /// The stage it is of, where the sheet as a whole is of none.
    pub(super) stage: Option<Said>,
    /// Where the reasons for its marks stand.
    pub(super) reasons: Option<u32>,
}

/// A heading: its cell, and the one merged over it and others.
struct Top {
    named: Said,
    text: String,
    upper: Option<(Said, String)>,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Id,
    /// A criterion or a fact.
    Line,
    Maximum,
    Measure,
    Reasons,
    /// Nobody misses it.
    ForPeople,
    /// Not read, and reported.
    Aside,
    Other,
}

/// The headings that tell, without accents.
const ROLES: [(Role, &[&str]); 7] = [
    (Role::Id, &["ma", "ma tieu chi", "ma chi tieu", "id"]),
    (
        Role::Line,
        &[
            "tieu chi cu the",
            "tieu chi",
            "noi dung tieu chi",
            "tieu chi cham diem",
            "tieu chi thi dua",
            "noi dung",
            "noi dung cham diem",
            "tieu chi, chi tieu",
            "chi tieu",
            "noi dung chi tieu",
            "ten chi tieu",
            "so lieu",
            "criterion",
            "criteria",
            "content",
            "indicator",
        ],
    ),
    (
        Role::Maximum,
        &[
            "diem toi da",
            "diem chuan",
            "thang diem",
            "maximum",
            "maximum points",
        ],
    ),
    (Role::Measure, &["don vi tinh", "dvt", "unit of measure"]),
    (Role::Reasons, &["ly do", "reason"]),
    (
        Role::ForPeople,
        &[
            "nhom tieu chi",
            "nhom",
            "nhom chi tieu",
            "group",
            "can cu",
            "minh chung",
            "tai lieu kiem chung",
            "cach ghi",
            "basis",
            "evidence",
            "how to fill in",
        ],
    ),
    (
        Role::Aside,
        &[
            "ghi chu",
            "nhan xet",
            "trung binh",
            "diem trung binh",
            "tong diem",
            "xep hang",
            "xep loai",
            "note",
            "notes",
            "average",
            "rank",
        ],
    ),
];

fn role(text: &str) -> Role {
    let name = PlainHeading::of(text).name;
    let mut roles = ROLES.iter();
    let known = roles.find(|(_, names)| names.contains(&&*name));
    match known {
        Some((role, _)) => *role,
        None if is_numbering(&casefold(text)) => Role::ForPeople,
        None if says_sum(text) => Role::Aside,
        None => Role::Other,
    }
}

impl Head {
    /// The headings of a sheet, if it is one of a cluster; `form`: it is one of ours, of
    /// facts or not, whose units may not be named yet.
    pub(crate) fn find(
        sheet: &RawSheet,
        rows: &Rows,
        known: &KnownNames,
        form: Option<bool>,
    ) -> Option<Self> {
        for at in 0..rows.len().min(LOOKED_AT) {
            let (row, tops) = tops(sheet, rows, at);
            let above = Above::of(sheet, rows, rows[at].0);
            let Some(lies) = lies(sheet, (rows, at), &tops, (known, &above), form) else {
                // These are the headings of a list.
                if form.is_none() && kind_of(tops.values().map(|it| it.text.as_str())).is_some() {
                    return None;
                }
                continue;
            };
            let mut head = Self {
                lies,
                row,
                names: Vec::new(),
                ids: 0,
                columns: Vec::new(),
                marker: None,
                stage: None,
                aside: Vec::new(),
                above,
                texts: BTreeMap::new(),
            };
            head.take(tops, known);
            head.take_unnamed(sheet, rows);
            if form.is_some() || !head.columns.is_empty() {
                return Some(head);
            }
        }
        None
    }

    /// Takes the columns by their headings.
    fn take(&mut self, tops: BTreeMap<u32, Top>, known: &KnownNames) {
        // What stands below several headings is no name of a unit, but of a stage.
        let mut below: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for top in tops.values() {
            if let Some((upper, _)) = &top.upper {
                let plain = PlainHeading::of(&top.text).name;
                below.entry(plain).or_default().insert(upper.column);
            }
        }
        let (mut ids, mut lines) = (Vec::new(), Vec::new());
        for (at, top) in tops {
            let plain = PlainHeading::of(&top.text).name;
            let is_stage =
                known.stages.contains(&plain) || below.get(&plain).is_some_and(|it| it.len() > 1);
            let upper = top.upper.as_ref().map(|(said, _)| *said);
            let mut column = Column {
                at,
                named: top.named,
                stage: None,
                reasons: None,
            };
            let in_rows = self.lies != Lies::Turned;
            let role = match role(&top.text) {
                Role::Id | Role::Line | Role::Other | Role::Maximum if !in_rows => {
                    match unit_name(&top.text) {
                        Some(Fixed::Id) => Role::Id,
                        Some(_) => Role::Line,
                        None => Role::Other,
                    }
                }
                role => role,
            };
            let of_row = match of_marks(&top.text) {
                Some(marks::MARKER) if !in_rows => Some(&mut self.marker),
                Some(marks::STAGE) if !in_rows => Some(&mut self.stage),
                _ => None,
            };
            if let Some(column) = of_row {
                column.get_or_insert(at);
                self.texts.insert(at, (top.text, None));
                continue;
            }
            let before = self.columns.last_mut().filter(|it| it.at + 1 == at);
            match (role, upper.filter(|_| in_rows)) {
                (Role::Id, None) => ids.push(at),
                (Role::Line, None) => lines.push(at),
                (Role::Maximum | Role::Measure | Role::ForPeople, _) => {}
                (Role::Reasons, _) if before.is_some() => {
                    before.into_iter().for_each(|it| it.reasons = Some(at));
                }
                (Role::Reasons | Role::Aside, _) => self.aside.push(format!("`{}`", top.text)),
                (_, Some(unit)) if is_stage => {
                    column.stage = Some(top.named);
                    column.named = unit;
                    self.columns.push(column);
                }
                (_, None) if in_rows && is_stage && self.above.unit.is_some() => {
                    column.stage = Some(top.named);
                    column.named = self.above.unit.unwrap_or(top.named);
                    self.columns.push(column);
                }
                _ => self.columns.push(column),
            }
            let above = top.upper.map(|(_, text)| text);
            self.texts.insert(at, (top.text, above));
        }
        // Of several the last says it closest, as where a criterion has indicators.
        if self.lies != Lies::Turned {
            lines.reverse();
        }
        self.ids = ids.len();
        self.names = ids.into_iter().chain(lines).collect();
    }

    /// Columns in which something stands right of the names, under no heading.
    fn take_unnamed(&mut self, sheet: &RawSheet, rows: &Rows) {
        let from = self.names.iter().max().map_or(0, |last| last + 1);
        let below = rows.partition_point(|(row, _)| *row <= self.row);
        let cells = rows
            .get(below)
            .map_or(&[][..], |(_, it)| &sheet.cells[it.start..]);
        let filled: BTreeSet<u32> = cells.iter().map(|cell| cell.column).collect();
        for at in filled
            .range(from..)
            .filter(|at| !self.texts.contains_key(at))
        {
            self.columns.push(Column {
                at: *at,
                named: Said::at((self.row, *at)),
                stage: None,
                reasons: None,
            });
        }
        self.columns.sort_by_key(|column| column.at);
    }
}

/// Which way a sheet with such headings lies; `None` for one of another kind.
fn lies(
    sheet: &RawSheet,
    (rows, at): (&Rows, usize),
    tops: &BTreeMap<u32, Top>,
    (known, above): (&KnownNames, &Above),
    form: Option<bool>,
) -> Option<Lies> {
    let texts = || tops.values().map(|top| top.text.as_str());
    let has = |wanted: Role| texts().any(|text| role(text) == wanted);
    // Of a table with a marker a row the other columns are criteria, unless it is a list of marks.
    let of_list = [marks::CRITERION, marks::POINTS].map(Some);
    let is_each_marked = texts().any(|text| of_marks(text) == Some(marks::MARKER))
        && !texts().any(|text| of_list.contains(&of_marks(text)))
        && !known.facts.contains(&PlainHeading::of("Người chấm").name);
    let is_marked = above.stage.is_some() && above.marker.is_some() || is_each_marked;
    if form.is_none() && !is_marked && kind_of(texts()).is_some() {
        return None;
    }
    let line = tops.iter().find(|(_, top)| role(&top.text) == Role::Line);
    if let Some((line, _)) = line {
        let is_fact = |(row, _): &&(u32, std::ops::Range<usize>)| {
            let Cell::Text(text) = sheet.at(*row, *line) else {
                return false;
            };
            known.facts.contains(&PlainHeading::of(text).name)
        };
        let has_facts = || rows[at..].iter().filter(is_fact).take(2).count() > 1;
        return match form {
            Some(true) => Some(Lies::Facts),
            Some(false) => Some(Lies::Marks),
            None if has(Role::Maximum) || is_marked => Some(Lies::Marks),
            None if has(Role::Measure) || has_facts() => Some(Lies::Facts),
            None => None,
        };
    }
    let is_units = texts().any(|text| unit_name(text).is_some());
    let is_wide = tops.len() > 1;
    (is_units && is_wide && is_marked && form != Some(true)).then_some(Lies::Turned)
}

/// Which column of a list of marks a heading is of.
fn of_marks(text: &str) -> Option<usize> {
    let name = PlainHeading::of(text).name;
    MARKS.iter().position(|field| field.is_called(&name))
}

/// Which of its names a column of units holds.
fn unit_name(text: &str) -> Option<Fixed> {
    let layout = Layout::Nominations {
        needs_subject: false,
    };
    let names = [Fixed::Id, Fixed::Name, Fixed::Unit];
    names
        .into_iter()
        .find(|fixed| is_called(layout, text, *fixed))
}

/// The headings in a row, or in this one and the next; the last row of them.
fn tops(sheet: &RawSheet, rows: &Rows, at: usize) -> (u32, BTreeMap<u32, Top>) {
    let (row, cells) = &rows[at];
    // A title over the whole table is no heading.
    let is_split = cells.len() > 1 && has_lower(sheet, rows, at);
    let over: BTreeMap<u32, u32> = match is_split {
        true => wide(sheet, *row).map(|it| it.columns).collect(),
        false => BTreeMap::new(),
    };
    let mut tops = BTreeMap::new();
    let top = |row: u32, cell: &RawCell| Top {
        named: Said::at((row, cell.column)),
        text: heading(sheet, cell),
        upper: None,
    };
    for cell in &sheet.cells[cells.clone()] {
        if !over.contains_key(&cell.column) {
            tops.insert(cell.column, top(*row, cell));
        }
    }
    tops.retain(|_, top| !top.text.is_empty());
    let lower = rows.get(at + 1).filter(|_| is_split);
    let Some((below, cells)) = lower else {
        return (*row, tops);
    };
    for cell in &sheet.cells[cells.clone()] {
        let mut of = top(*below, cell);
        if let Some((first, _)) = over.range(..=cell.column).next_back() {
            let place = sheet
                .cells
                .binary_search_by_key(&(*row, *first), |it| (it.row, it.column));
            let text = place.map_or_else(|_| String::new(), |at| heading(sheet, &sheet.cells[at]));
            of.upper = Some((Said::at((*row, *first)), text));
        }
        if !of.text.is_empty() {
            tops.insert(cell.column, of);
        }
    }
    (*below, tops)
}
