//! From rows to nominees: what must hold of each, and of all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::column_doubts::ColumnDoubts;
use super::columns::Columns;
use super::context::ReadContext;
use super::duplicates::Duplicates;
use super::file::DataFile;
use super::finding::report_finding;
use super::nomination::{Nomination, RowAddress, Skipped};
use super::problem::RosterProblem;
use super::row::{Draft, Kept, RowReader};
use super::seen::{Said, Sayings};
use super::uniqueness::{Entry, Own, Roll};
use crate::diagnostic::{Diagnostics, Place};
use crate::parallel::{in_order, lock};
use crate::rule::FactFinding;
use crate::table::Format;
use crate::table::Sheet;
use crate::table::names::Layout;
use crate::table::{Part, Row, RowKey, Table, source};
use crate::table::{open_json, open_toml};

/// Does some work on nominees that were read together; whether nothing found so far forbids to rank
/// anybody. It is done on any thread.
pub(crate) type Work<'a, D> = dyn Fn(&[Nomination], bool) -> D + Sync + 'a;

/// Takes what came of that work, and the nominees, in the order of their rows.
pub(crate) type Take<'a, D> = dyn FnMut(D, Together<'_>) + Send + 'a;

/// Nominees that were read together.
pub(crate) struct Together<'n> {
    /// Whoever is to be kept as a whole is taken from here; the memory of those who stay is used
    /// for the next ones.
    pub(crate) nominations: &'n mut Vec<Nomination>,
    /// Those who are no nominees after all, by index, ascending: what they say is another's.
    pub(crate) late: &'n [usize],
}

/// Everybody found so far, in all files.
pub(super) struct Checker<'a, D> {
    shared: &'a ReadContext<'a>,
    /// Whether rows with faults are left out, and no reason to stop.
    skip_bad: bool,
    pub(super) roll: Roll,
    pub(super) beside: Duplicates,
    /// By scheme: whether it judges somebody.
    pub(super) judging: Vec<bool>,
    /// The units that some row names.
    pub(super) units: BTreeSet<usize>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) withdrawn: BTreeMap<Arc<str>, RowAddress>,
    work: &'a Work<'a, D>,
    take: &'a mut Take<'a, D>,
}

/// Reads the rows of one file part by part, on any thread.
struct PartReader<'a, D> {
    reader: RowReader<'a>,
    skip_bad: bool,
    work: &'a Work<'a, D>,
}

/// What a thread keeps from one part to the next: memory, and words that many rows share.
#[derive(Default)]
struct Desk {
    kept: Kept,
    /// Memory that comes back, whichever thread was done with it: what one thread has made, no
    /// other gives back or writes over, since each would wait for the other.
    home: Home,
}

/// Where the memory of a thread comes back to.
type Home = Arc<Mutex<Vec<Rows>>>;

/// What was found in earlier parts.
struct Before {
    /// To be added to.
    diagnostics: Diagnostics,
    /// Whether nothing found forbids to rank anybody.
    is_sound: bool,
    /// Whether rows are still compared with each other.
    is_compared: bool,
}

/// The rows of a part.
struct Lot<D> {
    rows: Rows,
    /// Those with a fault of their own.
    bad: Vec<Draft>,
    home: Home,
    found: Diagnostics,
    beside: Option<Duplicates>,
    /// The schemes that judge somebody.
    judging: BTreeSet<usize>,
    /// Whether the file is unreadable from somewhere in this part on.
    is_cut_off: bool,
    done: D,
}

/// Rows, in memory that is used again.
#[derive(Default)]
struct Rows {
    all: Vec<RowOf>,
    /// What they say that no two may have alike, by scheme and fact.
    own: Vec<Own>,
    /// The codes and those facts: whoever holds rows against others reads nothing else.
    sayings: Sayings,
    /// Those without a fault of their own.
    nominations: Vec<Nomination>,
}

/// A row.
struct RowOf {
    key: RowKey,
    of: Of,
    id: Said,
    /// Where those facts of it end that no two may have alike.
    own_end: usize,
}

/// Where what a row says is kept, by index.
#[derive(Clone, Copy)]
enum Of {
    Nominee(usize),
    Bad(usize),
}

impl<D: Send> PartReader<'_, D> {
    fn read(&self, desk: &mut Desk, part: &Part<'_>, before: Before) -> Lot<D> {
        let reader = &self.reader;
        let mut found = before.diagnostics;
        let mut rows = desk.clear();
        let kept = &mut desk.kept;
        kept.open(reader.table.file());
        let mut beside = before.is_compared.then(Duplicates::default);
        let mut bad = Vec::new();
        let mut judging = BTreeSet::new();
        let mut take = |row: Row<'_>, found: &mut Diagnostics| {
            let (mut draft, mut of_row) = reader.read(row, kept);
            for finding in self.fact_findings(&draft) {
                report_finding(&finding, &draft, reader, &mut of_row);
            }
            draft.is_bad = of_row.has_errors();
            if !of_row.is_empty() {
                found.append(settled(of_row, self.skip_bad));
            }
            if let Some(beside) = &mut beside {
                beside.take(&draft, reader);
            }
            judging.extend(draft.scheme);
            rows.put(draft, &mut bad, reader.shared);
        };
        let visited = reader.table.visit_part(part, &mut found, &mut take);
        let is_sound = before.is_sound && !found.has_errors();
        Lot {
            done: (self.work)(&rows.nominations, is_sound),
            rows,
            bad,
            home: Arc::clone(&desk.home),
            found,
            beside,
            judging,
            is_cut_off: visited.is_break(),
        }
    }

    /// What the rules find wrong with somebody's facts.
    fn fact_findings(&self, draft: &Draft) -> Vec<FactFinding> {
        let (Some(scheme), Some(subject)) = (draft.scheme, draft.subject) else {
            return Vec::new();
        };
        let shared = self.reader.shared;
        let known = draft.known(shared, subject, &draft.facts);
        shared.books[scheme].fact_findings(&known)
    }
}

impl Before {
    /// The same for a thread of its own.
    fn apart(&self) -> Self {
        Self {
            diagnostics: self.diagnostics.fresh_apart(),
            ..*self
        }
    }
}

impl Desk {
    /// Memory for the rows of the next part.
    fn clear(&mut self) -> Rows {
        let Some(mut rows) = lock(&self.home).pop() else {
            return Rows::default();
        };
        self.kept.take_back(&mut rows.nominations);
        rows.all.clear();
        rows.own.clear();
        rows.sayings.clear();
        rows
    }
}

impl Rows {
    /// Puts a row to the others.
    fn put(&mut self, draft: Draft, bad: &mut Vec<Draft>, shared: &ReadContext<'_>) {
        let key = draft.key;
        let id = self.sayings.put(|text| text.push_str(&draft.id));
        if let Some(scheme) = draft.scheme {
            let own = Own::all(scheme, &draft.facts, shared, &mut self.sayings);
            self.own.extend(own);
        }
        let of = match (draft.subject, draft.scheme) {
            (Some(subject), Some(scheme)) if !draft.is_bad => {
                self.nominations.push(draft.nomination(subject, scheme));
                Of::Nominee(self.nominations.len() - 1)
            }
            _ => {
                bad.push(draft);
                Of::Bad(bad.len() - 1)
            }
        };
        self.all.push(RowOf {
            key,
            of,
            id,
            own_end: self.own.len(),
        });
    }
}

impl<D> Lot<D> {
    /// What is put down of the rows.
    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let mut start = 0;
        self.rows.all.iter().map(move |row| {
            let own = &self.rows.own[start..row.own_end];
            start = row.own_end;
            Entry {
                key: row.key,
                all: &self.rows.sayings,
                id: &row.id,
                own,
                facts: match row.of {
                    Of::Nominee(at) => &self.rows.nominations[at].facts,
                    Of::Bad(at) => &self.bad[at].facts,
                },
            }
        })
    }
}

impl<'a, D: Send> Checker<'a, D> {
    pub(super) fn new(
        shared: &'a ReadContext<'a>,
        skip_bad: bool,
        work: &'a Work<'a, D>,
        take: &'a mut Take<'a, D>,
    ) -> Self {
        Self {
            shared,
            skip_bad,
            roll: Roll::default(),
            beside: Duplicates::default(),
            judging: vec![false; shared.books.len()],
            units: BTreeSet::new(),
            skipped: Vec::new(),
            withdrawn: BTreeMap::new(),
            work,
            take,
        }
    }

    /// Whether somebody has that code.
    pub(super) fn is_nominated(&self, id: &str) -> bool {
        self.roll.is_nominated(id)
    }

    /// Reads one list of nominations.
    pub(super) fn read(
        &mut self,
        file: &DataFile<'_>,
        format: Format,
        diagnostics: &mut Diagnostics,
    ) {
        let DataFile { name, bytes, .. } = file;
        match format {
            Format::Csv => {
                let sheet = Sheet::open(name, bytes, diagnostics);
                if let Some(sheet) = sheet {
                    self.table(&sheet, diagnostics);
                }
            }
            Format::Workbook => {
                if let Some(sheet) = file.sheet {
                    self.table(sheet.table(), diagnostics);
                }
            }
            Format::Json => {
                if let Some(list) = open_json(name, bytes, diagnostics) {
                    self.table(&list, diagnostics);
                }
            }
            Format::Toml => {
                let source = source(name, bytes, diagnostics);
                let list = source.and_then(|source| open_toml(&source, diagnostics));
                if let Some(list) = list {
                    self.table(&list, diagnostics);
                }
            }
        }
    }

    fn table(&mut self, table: &dyn Table, diagnostics: &mut Diagnostics) {
        let shared = self.shared;
        let schemes: Vec<_> = shared.books.iter().map(|book| &book.scheme).collect();
        let layout = Layout::Nominations {
            needs_subject: shared.only_subject.is_none(),
        };
        let (file, headings) = (table.file(), table.headings());
        let columns = Columns::understand(file, headings, &schemes, layout, diagnostics);
        let Some(columns) = columns else { return };
        let part_reader = PartReader {
            reader: RowReader {
                shared,
                table,
                columns: &columns,
            },
            skip_bad: self.skip_bad,
            work: self.work,
        };
        self.roll.open(file);
        let start = self.roll.len();
        let mut judging = BTreeSet::new();
        let before = Mutex::new(self.before(diagnostics));
        let mut parts = table.parts();
        let desks = in_order(
            || parts.next(),
            Desk::default,
            |desk, part| {
                let before = lock(&before).apart();
                part_reader.read(desk, &part, before)
            },
            |mut lot: Lot<D>| {
                judging.append(&mut lot.judging);
                let is_last = lot.is_cut_off;
                if self.collect(lot, &part_reader.reader, diagnostics) {
                    *lock(&before) = self.before(diagnostics);
                }
                !is_last
            },
        );
        let mut doubts = ColumnDoubts::default();
        for desk in desks {
            self.units.extend(desk.kept.units);
            doubts.append(desk.kept.doubts);
        }
        doubts.close(table, diagnostics);
        if self.roll.len() == start {
            let place = Place::File(Arc::clone(file));
            diagnostics.report(place, RosterProblem::NoRows {});
        }
        for at in judging {
            columns.warn_of_missing(file, (at, schemes[at]), layout, diagnostics);
            self.judging[at] = true;
        }
    }

    /// What the next parts are to know.
    fn before(&self, diagnostics: &Diagnostics) -> Before {
        Before {
            diagnostics: diagnostics.fresh_apart(),
            is_sound: !diagnostics.has_errors(),
            is_compared: self.beside.is_at_work(),
        }
    }

    /// Holds the rows of a part against those before them, and gives them on; whether there is
    /// anything that the next parts are to know.
    fn collect(
        &mut self,
        mut lot: Lot<D>,
        reader: &RowReader<'_>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let found = std::mem::take(&mut lot.found);
        let mut is_news = !found.is_empty();
        diagnostics.append(found);
        if let Some(beside) = lot.beside.take() {
            self.beside.append(beside);
            is_news |= !self.beside.is_at_work();
        }
        let late = self.enrol(&lot, reader, diagnostics);
        is_news |= !late.is_empty();
        let mut rows = lot.rows;
        if self.skip_bad {
            let skipped = rows.all.iter().filter_map(|row| match row.of {
                Of::Bad(at) => Some(lot.bad[at].skip()),
                Of::Nominee(at) => late
                    .contains(&at)
                    .then(|| rows.nominations[at].clone().skip()),
            });
            self.skipped.extend(skipped);
        }
        let together = Together {
            nominations: &mut rows.nominations,
            late: &late.into_iter().collect::<Vec<_>>(),
        };
        (self.take)(lot.done, together);
        lock(&lot.home).push(rows);
        is_news
    }

    /// Puts the rows of a part on the roll. Where the code of one, or what must be its own, is
    /// another's already, both are bad: nobody here can tell which of them is right. Those of whom
    /// that was not known before come back, by index among the nominees.
    fn enrol(
        &mut self,
        lot: &Lot<D>,
        reader: &RowReader<'_>,
        diagnostics: &mut Diagnostics,
    ) -> BTreeSet<usize> {
        let mut late = BTreeSet::new();
        let start = self.roll.len();
        for entry in lot.entries() {
            self.roll.put(&entry);
        }
        self.roll.fetch();
        let nominee = |row: usize| match lot.rows.all[row].of {
            Of::Nominee(at) => Some(at),
            Of::Bad(_) => None,
        };
        for (at, entry) in lot.entries().enumerate() {
            let mut found = Diagnostics::new();
            let others = self.roll.others(start + at, &entry, reader, &mut found);
            if others.is_empty() {
                continue;
            }
            late.extend(nominee(at));
            for other in others {
                match other.checked_sub(start) {
                    Some(at) => late.extend(nominee(at)),
                    None => {
                        let id = self.roll.id(other).into();
                        self.withdrawn.insert(id, self.roll.address(other));
                    }
                }
            }
            diagnostics.append(settled(found, self.skip_bad));
        }
        late
    }
}

/// What was found about rows, as grave as it is under the user's wish.
fn settled(found: Diagnostics, skip_bad: bool) -> Diagnostics {
    if skip_bad { found.leaving_out() } else { found }
}
