//! Marks that people gave (chấm điểm), from `marks.csv` and filled score sheets.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::council::GivenMark;
use super::fields::{Line, visit};
use super::file::DataFile;
use super::index::Index;
use super::members::Members;
use super::names::{Part, quoted};
use super::nomination::Nomination;
use super::panel::{self, Placed};
use super::points::value;
use super::problem::CouncilProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::scheme::{Criterion, Scheme};
use crate::table::Cell;
use crate::table::Kind;
use crate::table::names::MARKS;
use crate::table::names::marks::{CRITERION, MARKER, NOMINEE, POINTS, REASON, STAGE};
use crate::text::{clean, cut, normalize_person};

/// The marks of a nominee, by criterion, stage and marker as people compare names.
type OfNominee = BTreeMap<(usize, usize, String), Placed>;

/// Marks by nominee, as they are read.
struct Marks<'a> {
    index: &'a Index<'a>,
    members: Members<'a>,
    given: BTreeMap<Arc<str>, OfNominee>,
}

/// Reads every file of marks.
pub(super) fn read(
    files: &[DataFile<'_>],
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Vec<GivenMark>> {
    let mut marks = Marks {
        index,
        members: Members::of(index.period),
        given: BTreeMap::new(),
    };
    visit(
        files,
        Kind::Marks,
        &MARKS,
        diagnostics,
        &mut |line, diagnostics| {
            marks.take(line, diagnostics);
        },
    );
    marks.report_left_out(files, diagnostics);
    marks.members.close(diagnostics);
    let mut known = BTreeMap::new();
    for (id, given) in marks.given {
        let given: Vec<Placed> = given.into_values().collect();
        let nominee = index.nominations().binary_search_by(|it| it.id.cmp(&id));
        if let Ok(nominee) = nominee {
            let scheme = index.scheme(&index.nominations()[nominee]);
            panel::check(scheme, &given, diagnostics);
        }
        known.insert(id, given.into_iter().map(|placed| placed.mark).collect());
    }
    known
}

impl Marks<'_> {
    /// Reports whom the sheets of a cluster do not mark, of a scheme and in a stage of which they mark
    /// others: their column was most likely left out.
    fn report_left_out(&self, files: &[DataFile<'_>], diagnostics: &mut Diagnostics) {
        let sheets = files.iter().filter(|file| file.kind == Kind::Marks);
        let mut sheets = sheets
            .filter_map(|file| file.sheet)
            .filter(|it| it.is_of_cluster());
        // Whoever is called wrongly is not left out too.
        let Some(first) = sheets.next().filter(|_| !diagnostics.has_errors()) else {
            return;
        };
        let mut marked: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
        for nominee in self.index.nominations() {
            let given = self.given.get(&nominee.id).into_iter().flatten();
            for ((_, stage, _), _) in given {
                let key = (nominee.scheme, *stage);
                marked.entry(key).or_default().insert(&nominee.id);
            }
        }
        for ((scheme, stage), marked) in marked {
            let nominees = self.index.nominations().iter();
            let nominees = nominees.filter(|it| it.scheme == scheme && !marked.contains(&*it.id));
            let nominees: Vec<&str> = nominees.map(|it| &*it.id).collect();
            if !nominees.is_empty() {
                let problem = CouncilProblem::ClusterLacks {
                    stage: self.index.scheme_at(scheme).stages[stage].title.clone(),
                    nominees: quoted(nominees.into_iter()),
                };
                diagnostics.report(Place::File(first.name().into()), problem);
            }
        }
    }

    fn take(&mut self, line: &Line<'_>, diagnostics: &mut Diagnostics) {
        // A blank cell is no mark, as on a sheet that somebody has not filled to the end.
        if is_blank(line.cell(POINTS)) {
            return;
        }
        let nominee = self.index.nominee(line, NOMINEE, diagnostics);
        // Where there is but one stage nobody need name it.
        let is_only = nominee.is_none_or(|it| self.index.scheme(it).stages.len() == 1);
        let is_only = is_only && is_blank(line.cell(STAGE));
        let named = [CRITERION, STAGE, MARKER].map(|field| match field {
            STAGE if is_only => None,
            _ => line.needed(field, diagnostics),
        });
        let reason = line.text(REASON, diagnostics);
        let (Some(nominee), [criterion, stage, marker]) = (nominee, named) else {
            return;
        };
        let criterion = criterion.and_then(|text| {
            let cell = (line, CRITERION);
            self.index
                .part(Part::Criterion, (nominee, &*text), cell, diagnostics)
        });
        let stage = stage.and_then(|text| {
            let cell = (line, STAGE);
            self.index
                .part(Part::Stage, (nominee, &*text), cell, diagnostics)
        });
        let stage = stage.or(is_only.then_some(0));
        let Some(criterion) = criterion else { return };
        let scheme = self.index.scheme(nominee);
        let row = &scheme.criteria[criterion];
        let value = value(scheme, row, (line, POINTS), diagnostics);
        let is_marked_there = stage.is_none_or(|stage| {
            let is_marked = |stages: &[usize]| stages.contains(&stage);
            row.marking.as_ref().is_none_or(|it| is_marked(&it.stages))
        });
        if let Some(stage) = stage.filter(|_| !is_marked_there) {
            let stages = row.marking.iter().flat_map(|marking| &marking.stages);
            let problem = CouncilProblem::NotInStage {
                criterion: row.id.clone(),
                stage: scheme.stages[stage].id.clone(),
                stages: quoted(stages.map(|stage| scheme.stages[*stage].id.as_str())),
            };
            line.report(POINTS, problem, diagnostics);
        }
        // A cell that could not be read is reported so, and not as an empty one too.
        let is_told = match reason {
            Ok(None) => lacks_reason(row, line, diagnostics),
            Ok(Some(_)) => false,
            Err(()) => true,
        };
        let (Some(stage), Some(marker), Some((value, level))) = (stage, marker, value) else {
            return;
        };
        let member = self
            .members
            .find(&marker, nominee, || line.place(MARKER), diagnostics);
        let mark = GivenMark {
            criterion,
            stage,
            marker: marker.as_ref().into(),
            value,
            level,
            reason: reason
                .unwrap_or_default()
                .map(|reason| reason.as_ref().into()),
            recused: member.is_some_and(|member| self.members.is_recused(member, nominee)),
            row: line.address(),
        };
        let placed = Placed {
            mark,
            points: line.place(POINTS),
            reason: line.place(REASON),
            is_told,
        };
        self.keep(nominee, scheme, placed, diagnostics);
    }

    /// Keeps a mark, unless the same one marked the same row in the same stage before.
    fn keep(
        &mut self,
        nominee: &Nomination,
        scheme: &Scheme,
        placed: Placed,
        diagnostics: &mut Diagnostics,
    ) {
        let mark = &placed.mark;
        let key = (mark.criterion, mark.stage, normalize_person(&mark.marker));
        let of_nominee = self.given.entry(Arc::clone(&nominee.id)).or_default();
        match of_nominee.entry(key) {
            Entry::Vacant(free) => {
                free.insert(placed);
            }
            Entry::Occupied(first) => {
                let problem = CouncilProblem::MarkTwice {
                    criterion: scheme.criteria[mark.criterion].id.clone(),
                    stage: scheme.stages[mark.stage].id.clone(),
                    marker: cut(&mark.marker),
                    first: first.get().mark.row.told(),
                };
                diagnostics.report(placed.points, problem);
            }
        }
    }
}

/// Whether nothing stands in a cell.
fn is_blank(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => clean(text).is_ok_and(|text| text.is_empty()),
        Cell::Typed(_) | Cell::Sheet(_) => false,
    }
}

/// Reports a mark without words where its row needs some; tells whether it did.
fn lacks_reason(row: &Criterion, line: &Line<'_>, diagnostics: &mut Diagnostics) -> bool {
    let problem = match &row.marking {
        Some(marking) if !marking.reason => return false,
        Some(_) => CouncilProblem::NoReason {
            label: row.title.clone(),
        },
        None => CouncilProblem::NoReasonToDepart {
            label: row.title.clone(),
        },
    };
    line.report(REASON, problem, diagnostics);
    true
}
