//! The rows of a criteria table as a tree, told by their numbers.

use super::columns::Columns;
use super::numbering::{No, Style};
use super::sentence;
use crate::diagnostic::Place;
use crate::locale::Locale;
use crate::number::Number;
use crate::table::CriteriaColumn as Role;
use crate::table::Grid;
use crate::text::unaccented;

/// A row with those below it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) no: No,
    pub(super) title: String,
    /// The most points, as far as they are said.
    pub(super) max: Option<Number>,
    /// What stands in the column of points and is no number.
    pub(super) odd_max: Option<String>,
    pub(super) how: String,
    pub(super) evidence: String,
    pub(super) basis: String,
    pub(super) below: Vec<Entry>,
}

/// What a table holds.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) entries: Vec<Entry>,
    /// What the table says that everything adds up to.
    pub(super) total: Option<Number>,
    /// Rows that are none of the table: repeated headings, notes, signatures.
    pub(super) aside: Vec<(Place, String)>,
}

/// What heads the row of the sum.
const SUMS: [&str; 7] = [
    "tong",
    "cong",
    "tong cong",
    "tong diem",
    "tong so diem",
    "tong so",
    "cong diem",
];

/// A number of points: `10`, `2,5 điểm`, `(5)`, `tối đa 5`, `-2`.
fn max(text: &str) -> Option<Number> {
    let tokens = sentence::tokens(text);
    let mut numbers = tokens.iter().filter_map(|it| match &it.token {
        sentence::Token::Number(number) => Some(number.clone()),
        _ => None,
    });
    let number = numbers.next()?;
    let known = |word: &str| {
        [
            "toi", "da", "diem", "d", "den", "khong", "qua", "tru", "cong",
        ]
        .contains(&word)
    };
    let is_plain = tokens.iter().all(|it| match &it.token {
        sentence::Token::Word(word) => known(word),
        sentence::Token::Percent => false,
        _ => true,
    });
    (is_plain && numbers.next().is_none()).then_some(number)
}

impl Outline {
    /// The rows of a table.
    pub(super) fn of(grid: &Grid, columns: &Columns) -> Self {
        let mut outline = Self::default();
        // The open rows from the outermost, each by its style.
        let mut open: Vec<Style> = Vec::new();
        let mut last_of: Vec<(Style, String)> = Vec::new();
        for line in &grid.lines[columns.first.min(grid.lines.len())..] {
            let text = |role| columns.text(line, role);
            let (cell, mut title, points, mut how) = (
                text(Role::No),
                text(Role::Title),
                text(Role::Max),
                text(Role::How),
            );
            let bare = unaccented(&title);
            let shown = || (line.place.clone(), line.cells.join(" ").trim().to_owned());
            if outline.total.is_some() || columns.repeats(line) {
                outline.aside.push(shown());
                continue;
            }
            let sum = if title.is_empty() {
                unaccented(&cell)
            } else {
                bare
            };
            let is_unnumbered = cell.is_empty() || title.is_empty();
            if is_unnumbered
                && how.is_empty()
                && SUMS
                    .iter()
                    .any(|words| sum.trim_end_matches([':', '.']) == *words)
            {
                outline.total = max(&points);
                if outline.total.is_none() {
                    outline.aside.push(shown());
                }
                continue;
            }
            // What goes on below merged cells belongs to the row above.
            if title.is_empty() && cell.is_empty() {
                match outline.last() {
                    Some(last) => {
                        last.go_on(&how, &points, &text(Role::Evidence), &text(Role::Basis));
                    }
                    None => outline.aside.push(shown()),
                }
                continue;
            }
            let before = |style: Style, last_of: &[(Style, String)]| {
                last_of
                    .iter()
                    .rev()
                    .find(|(known, _)| *known == style)
                    .map(|(_, text)| text.clone())
            };
            let capital = before(Style::Capital, &last_of);
            let no = match No::of_cell(&cell, capital.as_deref()) {
                Some(no) => no,
                None if !cell.is_empty() && title.is_empty() => {
                    // A name of a part that is merged over all columns.
                    title.clone_from(&cell);
                    No::bare()
                }
                None => No::bare(),
            };
            let no = match no.style {
                Style::Bare => match No::before_title(&title, capital.as_deref()) {
                    Some((no, rest)) => {
                        let rest = rest.to_owned();
                        title = rest;
                        no
                    }
                    None => no,
                },
                _ => no,
            };
            if no.style == Style::Bare
                && points.is_empty()
                && how.is_empty()
                && !outline.may_be_part(&title)
            {
                let says_points =
                    sentence::clauses(&title).is_some_and(|(clauses, _)| !clauses.is_empty());
                match outline.last().filter(|_| says_points) {
                    Some(last) => {
                        last.go_on(&title, "", &text(Role::Evidence), &text(Role::Basis));
                    }
                    None => outline.aside.push(shown()),
                }
                continue;
            }
            let is_part = no.style == Style::Bare && outline.may_be_part(&title);
            let depth = match open.iter().rposition(|style| *style == no.style) {
                _ if is_part => 0,
                Some(depth) => depth,
                None => open.len(),
            };
            open.truncate(depth);
            open.push(no.style);
            last_of.push((no.style, no.text.clone()));
            let number = max(&points);
            if title.contains('\n') && how.is_empty() {
                // The title stands in the first line, how it gives points below.
                let split = title
                    .split_once('\n')
                    .map(|(a, b)| (a.to_owned(), b.to_owned()));
                if let Some((first, rest)) = split
                    && sentence::clauses(&rest).is_some_and(|(clauses, _)| !clauses.is_empty())
                {
                    (title, how) = (first, rest);
                }
            }
            let entry = Entry {
                place: line.place.clone(),
                no,
                title: title.replace('\n', " ").trim().to_owned(),
                odd_max: (number.is_none() && !points.is_empty()).then_some(points),
                max: number,
                how,
                evidence: text(Role::Evidence).replace('\n', " "),
                basis: text(Role::Basis).replace('\n', " "),
                below: Vec::new(),
            };
            outline.put(depth, entry);
        }
        outline
    }

    /// Whether an unnumbered title heads a part: it stands in capitals, or says what kind of points follow.
    fn may_be_part(&self, title: &str) -> bool {
        let bare = unaccented(title);
        let has_letters = title.chars().any(char::is_alphabetic);
        let is_loud = has_letters && !title.chars().any(char::is_lowercase);
        is_loud
            || ["diem thuong", "diem cong", "diem tru", "phan ", "nhom "]
                .iter()
                .any(|it| bare.starts_with(it))
            || self.entries.is_empty()
    }

    fn last(&mut self) -> Option<&mut Entry> {
        let mut last = self.entries.last_mut()?;
        while !last.below.is_empty() {
            last = last.below.last_mut()?;
        }
        Some(last)
    }

    fn put(&mut self, depth: usize, entry: Entry) {
        let mut among = &mut self.entries;
        for _ in 0..depth {
            if among.is_empty() {
                break;
            }
            let last = among.len() - 1;
            among = &mut among[last].below;
        }
        among.push(entry);
    }
}

impl Entry {
    /// Takes up what stands below it in merged cells.
    fn go_on(&mut self, how: &str, points: &str, evidence: &str, basis: &str) {
        let worth = |points: &Number| format!(": {} điểm", Locale::Vi.number(points));
        if !how.is_empty() {
            if let (Some(number), Some(own)) = (max(points), self.max.clone()) {
                // A column of points beside levels: the first was that of the first level.
                let has_points =
                    sentence::clauses(&self.how).is_some_and(|(clauses, _)| !clauses.is_empty());
                if !has_points && !self.how.is_empty() {
                    self.how.push_str(&worth(&own));
                }
                self.how = format!("{}\n{how}{}", self.how, worth(&number));
            } else {
                self.how = format!("{}\n{how}", self.how).trim().to_owned();
            }
        }
        for (own, more) in [(&mut self.evidence, evidence), (&mut self.basis, basis)] {
            if !more.is_empty() {
                *own = format!("{own} {more}").trim().to_owned();
            }
        }
    }

    /// Makes rows below it that are levels, and no criteria of their own, what they are.
    pub(super) fn fold_levels(&mut self) {
        self.below.iter_mut().for_each(Self::fold_levels);
        let is_leaf = |it: &Self| it.below.is_empty() && it.how.is_empty();
        if self.below.is_empty() || !self.below.iter().all(is_leaf) {
            return;
        }
        let is_loose =
            |it: &Self| matches!(it.no.style, Style::Bullet | Style::Bare | Style::Small);
        let worth: Option<Vec<&Number>> = self.below.iter().map(|it| it.max.as_ref()).collect();
        let are_levels = match (&worth, &self.max) {
            (Some(worth), Some(max)) => {
                let sum = Number::sum(worth.iter().copied());
                let has_none = worth.iter().any(|it| it.is_zero());
                (has_none || sum.as_ref() != Some(max))
                    && worth.iter().max() == Some(&max)
                    && self.below.iter().all(is_loose)
            }
            (None, _) => {
                let none = self.below.iter().all(|it| it.max.is_none());
                none && self.below.iter().all(|it| {
                    it.no.style == Style::Bullet
                        || sentence::clauses(&it.title)
                            .is_some_and(|(clauses, _)| !clauses.is_empty())
                })
            }
            _ => false,
        };
        if !are_levels {
            return;
        }
        for level in std::mem::take(&mut self.below) {
            let points = level
                .max
                .map(|max| format!(": {} điểm", Locale::Vi.number(max)));
            let line = format!("{}{}", level.title, points.unwrap_or_default());
            self.how = format!("{}\n{line}", self.how).trim().to_owned();
            let (evidence, basis) = (level.evidence, level.basis);
            self.go_on("", "", &evidence, &basis);
        }
    }
}
