//! What is wrong with a file that its author can mend, and where.
//!
//! A problem is a value with a stable code and both languages; it becomes a [`Diagnostic`] when
//! it is reported at a [`Place`]. [`Diagnostics`] collects everything before anything stops.

mod chosen;
mod declare;
mod levels;
mod remarks;
mod render;
mod similar;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::locale::{Locale, Text};
use crate::source::{Source, Span};

pub(crate) use declare::{Argument, problems};
pub use levels::Level;
pub use remarks::Remark;
pub use render::render;
pub use similar::{SimilarNames, alike, nearest, slips};

pub use crate::text::without_controls;

/// How many findings of one code in one file are kept and shown; the rest are counted.
pub const MOST_SHOWN: usize = 200;

/// How many characters of a heading are shown beside a cell.
const MOST_OF_A_HEADING: usize = 40;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is computed from a file that has one.
    Error,
    /// Something else may be meant: worth a look; the work goes on.
    Warning,
    /// Not written as it is asked for, and understood all the same: the work goes on with that.
    Assumption,
    /// Not read: the work goes on without it.
    LeftOut,
}

/// Where a finding lies.
#[derive(Debug, Clone)]
pub enum Place {
    /// A span of a text.
    Text {
        /// The text.
        source: Arc<Source>,
        /// The span.
        span: Span,
    },
    /// A cell of a table, addressed as its reader sees it.
    Cell {
        /// The file.
        file: Arc<str>,
        /// The line or row, from 1.
        row: u64,
        /// The column's heading; empty for the whole row.
        column: String,
    },
    /// A cell of a sheet of a workbook, addressed as spreadsheets do.
    Sheet {
        /// The file and the sheet.
        file: Arc<str>,
        /// The row, from 1.
        row: u64,
        /// The column's name, such as `AB`.
        column: String,
        /// The column's heading; empty where the cell is in no column of a table.
        heading: String,
    },
    /// A file as a whole.
    File(Arc<str>),
}

/// Everything that can be wrong in one room: an enum made by `problems!`.
pub trait Problem {
    /// The stable code, such as `id-twice`.
    fn code(&self) -> &'static str;
    /// How grave it is.
    fn severity(&self) -> Severity;
    /// What was required and what was found.
    fn message(&self) -> Text;
    /// What to do about it.
    fn help(&self) -> Option<Text>;
}

/// One finding, at its place, in both languages.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The stable code.
    pub code: &'static str,
    /// Where it lies.
    pub place: Place,
    /// What was required and what was found.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// A name that the author may have meant.
    pub meant: Option<String>,
}

/// Findings that are counted together: those of a code in a file.
type Kind = (Arc<str>, &'static str);

/// A finding by its place, its code and its message, so that it is reported once.
pub(crate) type ReportedOnce = (String, &'static str, String);

/// All findings so far, at most [`MOST_SHOWN`] of a code and file; the rest are counted.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<Kind, usize>,
    errors: usize,
    /// How many were dropped because their author allows them.
    silenced: usize,
    /// The files and codes of which no more is kept.
    full: Option<Arc<Vec<Kind>>>,
}

/// What was given could not be accepted; the findings say why.
#[derive(Debug, Clone)]
pub struct Rejected(pub Diagnostics);

impl Place {
    /// A span of a text.
    pub fn text(source: &Arc<Source>, span: Span) -> Self {
        Self::Text {
            source: Arc::clone(source),
            span: source.clamp(span),
        }
    }

    /// A cell of a table; an empty `column` is the whole row.
    pub fn cell(file: &Arc<str>, row: u64, column: impl Into<String>) -> Self {
        Self::Cell {
            file: Arc::clone(file),
            row,
            column: column.into(),
        }
    }

    /// A cell of a sheet, by its row from 1 and its column's name.
    pub fn sheet(file: &Arc<str>, row: u64, column: impl Into<String>) -> Self {
        Self::Sheet {
            file: Arc::clone(file),
            row,
            column: column.into(),
            heading: String::new(),
        }
    }

    /// The same cell under the heading of its column, which may be of many lines and words.
    #[must_use]
    pub fn under(mut self, column: &str) -> Self {
        if let Self::Sheet { heading, .. } = &mut self {
            let words: Vec<_> = column.split_whitespace().collect();
            let words = words.join(" ");
            *heading = words.chars().take(MOST_OF_A_HEADING).collect();
            if heading.len() < words.len() {
                heading.push('…');
            }
        }
        self
    }

    /// The name of the file it lies in.
    pub fn file(&self) -> &str {
        match self {
            Self::Text { source, .. } => source.name(),
            Self::Cell { file, .. } | Self::Sheet { file, .. } | Self::File(file) => file,
        }
    }

    /// The column and row of a cell; `None` for anything larger.
    fn column_and_row(&self) -> Option<(&str, u64)> {
        match self {
            Self::Cell { row, column, .. } | Self::Sheet { row, column, .. } => {
                (!column.is_empty()).then_some((column, *row))
            }
            Self::Text { .. } | Self::File(_) => None,
        }
    }

    fn shared_file(&self) -> Arc<str> {
        match self {
            Self::Text { source, .. } => source.name().into(),
            Self::Cell { file, .. } | Self::Sheet { file, .. } | Self::File(file) => {
                Arc::clone(file)
            }
        }
    }

    fn order(&self) -> (u64, usize) {
        match self {
            Self::Text { span, .. } => (0, span.start),
            Self::Cell { row, .. } => (*row, 0),
            // `Z` comes before `AA`.
            Self::Sheet { row, column, .. } => {
                let letters = column.bytes().map(usize::from);
                (*row, letters.fold(0, |at, letter| at * 32 + letter % 32))
            }
            Self::File(_) => (0, 0),
        }
    }
}

impl fmt::Display for Place {
    /// `criteria/tap-the.toml:12:8`, `nominations.csv:14 so_ho`, `ky-2025.xlsx:Danh sách!D7 Số hộ`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { source, span } => {
                let at = source.location(span.start);
                write!(f, "{}:{}:{}", source.name(), at.line, at.column)
            }
            Self::Cell { file, row, column } if column.is_empty() => write!(f, "{file}:{row}"),
            Self::Cell { file, row, column } => write!(f, "{file}:{row} {column}"),
            Self::Sheet {
                file,
                row,
                column,
                heading,
            } => {
                write!(f, "{file}!{column}{row}")?;
                if heading.is_empty() {
                    return Ok(());
                }
                write!(f, " {heading}")
            }
            Self::File(file) => f.write_str(file),
        }
    }
}

impl Diagnostics {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing found yet, to be added to these: what would only be counted here is not worded there.
    pub(crate) fn fresh(&self) -> Self {
        Self {
            full: self.full.clone(),
            ..Self::default()
        }
    }

    /// The same for another thread: the two share no memory.
    pub(crate) fn fresh_apart(&self) -> Self {
        Self {
            full: self.full.as_deref().cloned().map(Arc::new),
            ..Self::default()
        }
    }

    /// Counts a finding of which nothing more would be kept, so that nobody has to word it; false
    /// where it is to be reported.
    pub(crate) fn only_counts(
        &mut self,
        file: &Arc<str>,
        code: &'static str,
        severity: Severity,
    ) -> bool {
        let is_it = |(of, full): &Kind| *full == code && **of == **file;
        let is_full = self.full.iter().any(|full| full.iter().any(is_it));
        if is_full {
            self.errors += usize::from(severity == Severity::Error);
            self.count((Arc::clone(file), code));
        }
        is_full
    }

    /// Keeps a problem at its place.
    pub fn report(&mut self, place: Place, problem: impl Problem) {
        self.suggest(place, problem, None);
    }

    /// Keeps a problem at its place, with a name that its author may have meant.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a problem is made to be reported once"
    )]
    pub fn suggest(&mut self, place: Place, problem: impl Problem, meant: Option<String>) {
        let severity = problem.severity();
        self.errors += usize::from(severity == Severity::Error);
        let is_full =
            |(file, code): &(Arc<str>, _)| *code == problem.code() && **file == *place.file();
        let is_full = self.full.iter().any(|full| full.iter().any(is_full));
        if !self.count((place.shared_file(), problem.code())) || is_full {
            return;
        }
        self.kept.push(Diagnostic {
            severity,
            code: problem.code(),
            place,
            message: problem.message(),
            help: problem.help(),
            meant,
        });
    }

    /// Counts a finding; whether it is one of those that are kept.
    fn count(&mut self, key: Kind) -> bool {
        let count = self.counts.entry(key.clone()).or_default();
        *count += 1;
        if *count == MOST_SHOWN {
            Arc::make_mut(self.full.get_or_insert_default()).push(key);
            return true;
        }
        *count < MOST_SHOWN
    }

    /// Adds what was found elsewhere; what is more than [`MOST_SHOWN`] together is counted.
    #[inline]
    pub fn append(&mut self, other: Self) {
        // Of most rows nothing is found.
        if !other.counts.is_empty() {
            self.append_some(other);
        }
    }

    /// Adds what was found elsewhere as [`append`](Self::append) does, except for what is reported already
    /// word for word at the same place.
    pub(crate) fn append_once(&mut self, mut other: Self, told: &mut BTreeSet<ReportedOnce>) {
        if other.counts.is_empty() {
            return;
        }
        let kept = std::mem::take(&mut other.kept);
        for diagnostic in kept {
            let words = diagnostic.message.get(Locale::Vi).to_owned();
            let key = (diagnostic.place.to_string(), diagnostic.code, words);
            let kind = (diagnostic.place.shared_file(), diagnostic.code);
            if !told.contains(&key) {
                // What is only counted from here on needs no memory.
                if self.counts.get(&kind).is_none_or(|it| *it < MOST_SHOWN) {
                    told.insert(key);
                }
                other.kept.push(diagnostic);
                continue;
            }
            other.errors -= usize::from(diagnostic.severity == Severity::Error);
            if let Some(count) = other.counts.get_mut(&kind) {
                *count -= 1;
            }
        }
        other.counts.retain(|_, count| *count > 0);
        self.append(other);
    }

    fn append_some(&mut self, mut other: Self) {
        self.errors += other.errors;
        for diagnostic in other.kept {
            let key = (diagnostic.place.shared_file(), diagnostic.code);
            if let Some(left) = other.counts.get_mut(&key) {
                *left = left.saturating_sub(1);
            }
            if self.count(key) {
                self.kept.push(diagnostic);
            }
        }
        for (key, count) in other.counts {
            if count > 0 {
                *self.counts.entry(key).or_default() += count;
            }
        }
    }

    fn keep(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.count((diagnostic.place.shared_file(), diagnostic.code));
        self.kept.push(diagnostic);
    }

    /// Whether a problem of this code was found.
    pub fn has(&self, code: &str) -> bool {
        self.counts.keys().any(|(_, found)| *found == code)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether anything was found that forbids going on.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether anything was found in a file that forbids going on.
    pub fn has_errors_in(&self, file: &str) -> bool {
        let grave = |d: &Diagnostic| d.severity == Severity::Error && d.place.file() == file;
        self.has_errors() && self.kept.iter().any(grave)
    }

    /// How many errors were found, the ones not shown too.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings were found, the ones not shown too.
    pub fn warnings(&self) -> usize {
        let remarks = self.remarks().into_iter();
        let warnings = remarks.filter(|it| it.severity == Severity::Warning);
        warnings.map(|it| it.count).sum()
    }

    /// The findings by file and place; what more there is of a code and file is in [`Self::beyond`].
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.kept.iter().collect();
        all.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.order(), d.severity, d.code);
            (a.place.file(), key(a)).cmp(&(b.place.file(), key(b)))
        });
        all
    }

    /// File, code and number of the findings that are counted and not shown.
    pub fn beyond(&self) -> impl Iterator<Item = (&str, &'static str, usize)> {
        self.counts.iter().filter_map(|((file, code), count)| {
            count
                .checked_sub(MOST_SHOWN)
                .filter(|n| *n > 0)
                .map(|n| (&**file, *code, n))
        })
    }

    /// The gate at the end of loading: `value` if nothing forbids it.
    ///
    /// # Errors
    /// Everything found, when there is at least one error.
    pub fn gate<T>(self, value: T) -> Result<(T, Self), Rejected> {
        if self.has_errors() {
            Err(Rejected(self))
        } else {
            Ok((value, self))
        }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render(&self.0, Locale::Vi, false))
    }
}

impl std::error::Error for Rejected {}
