//! A sheet that is of use, whatever its shape.

use std::sync::Arc;

use super::cluster::ClusterSheet;
use super::criteria_table::is_criteria_table;
use super::layout;
use super::layout::Form;
use super::list_sheet::ListSheet;
use super::score_sheet::ScoreSheet;
use super::sheet::RawSheet;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Locale;
use crate::table::cell::Cell;
use crate::table::forms::{FormSheet, counts};
use crate::table::kind::Kind;
use crate::table::known_names::KnownNames;
use crate::table::problem::SheetProblem;
use crate::table::rows::Table;

/// A sheet of a workbook, of which it is known what it is for.
#[derive(Debug)]
pub struct Worksheet(Laid);

/// How a sheet is laid out.
#[derive(Debug)]
enum Laid {
    /// A row of the sheet is a row of the table.
    List(ListSheet),
    /// A cell of the sheet is a row of the table: a mark.
    Scores(ScoreSheet),
    /// A cell, or a column, of the sheet is a row of the table.
    Cluster(ClusterSheet),
}

/// A number that stands above a table: of the council that voted.
#[derive(Debug)]
pub(crate) struct Figure<'a> {
    /// The key under `[meeting]` in `period.toml` that says the same.
    pub(crate) key: &'static str,
    /// What stands before it.
    pub(crate) label: &'static str,
    /// What stands there.
    pub(crate) cell: Cell<'a>,
    /// Where it stands.
    pub(crate) place: Place,
}

impl Worksheet {
    /// The file and the sheet, as messages name them: `ky-2025.xlsx:Danh sách`.
    pub fn name(&self) -> &str {
        self.table().file()
    }

    /// What it is for.
    pub fn kind(&self) -> Kind {
        match &self.0 {
            Laid::List(list) => list.kind(),
            Laid::Scores(_) => Kind::Marks,
            Laid::Cluster(cluster) => cluster.kind(),
        }
    }

    /// The table that it is.
    pub(crate) fn table(&self) -> &dyn Table {
        match &self.0 {
            Laid::List(list) => list,
            Laid::Scores(scores) => scores,
            Laid::Cluster(cluster) => cluster,
        }
    }

    /// The schemes that a form says it is of, by id, where anything is filled in; nothing for a
    /// sheet that is no form.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &str> {
        let form = self.form().filter(|_| self.is_filled());
        let schemes = form.into_iter().flat_map(|form| form.scheme.split(','));
        schemes.map(str::trim)
    }

    /// Where a form says of which scheme it is.
    pub(crate) fn mark(&self) -> Place {
        Place::sheet(self.table().file(), 1, "A")
    }

    /// The numbers of the council above a count of the votes; none elsewhere.
    pub(crate) fn figures(&self) -> Vec<Figure<'_>> {
        let (Laid::List(list), Some(form)) = (&self.0, self.form()) else {
            return Vec::new();
        };
        if form.sheet != FormSheet::Votes {
            return Vec::new();
        }
        let figures = counts::FIGURES.iter().map(|figure| {
            let (row, column) = (figure.at.0, u32::from(figure.at.1));
            Figure {
                key: figure.key,
                label: figure.label(form.locale),
                cell: list.sheet.at(row, column),
                place: layout::place(list.file(), row, column),
            }
        });
        figures.collect()
    }

    /// Whether it holds the marks or the facts of a whole cluster.
    pub(crate) fn is_of_cluster(&self) -> bool {
        matches!(self.0, Laid::Cluster(_))
    }

    /// Whether it is a form on which nothing is filled in, as many are that come back in one
    /// workbook with those that somebody needed.
    pub(crate) fn is_blank_form(&self) -> bool {
        self.form().is_some() && !self.is_filled()
    }

    fn form(&self) -> Option<&Form> {
        match &self.0 {
            Laid::List(list) => list.form(),
            Laid::Scores(scores) => Some(scores.form()),
            Laid::Cluster(cluster) => cluster.form(),
        }
    }

    fn is_filled(&self) -> bool {
        let is_empty = match &self.0 {
            Laid::List(list) => list.rows.is_empty(),
            Laid::Scores(scores) => scores.is_empty(),
            Laid::Cluster(cluster) => cluster.is_empty(),
        };
        let mut figures = self.figures().into_iter();
        !is_empty || figures.any(|figure| !matches!(figure.cell, Cell::Empty))
    }

    /// Understands a sheet that is not empty, `names` being what the parts of the schemes are called, and tells what is worth telling of it; one that is
    /// nothing known is told so.
    pub(crate) fn understand(
        file: &Arc<str>,
        sheet: RawSheet,
        names: &KnownNames,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let form = layout::form(&sheet);
        if form.is_none() && is_criteria_table(&sheet) {
            let place = Place::File(Arc::clone(file));
            diagnostics.report(place, SheetProblem::CriteriaTable {});
            return None;
        }
        let is_likely = form.is_none() && ScoreSheet::is_likely(&sheet);
        let head = ClusterSheet::head(&sheet, form.as_ref(), names).filter(|_| !is_likely);
        let laid = match form {
            Some(form) if form.sheet == FormSheet::Scores => {
                let scores = ScoreSheet::understand(file, form, sheet, diagnostics);
                scores.map(Laid::Scores)
            }
            None if is_likely => {
                let form = FormSheet::Scores.mark("mã-bộ-tiêu-chí", Locale::Vi);
                let place = layout::place(file, 0, 0);
                diagnostics.report(place, SheetProblem::FormUnmarked { form });
                None
            }
            form => match (head, form.as_ref().map(|form| form.sheet)) {
                (Some(head), _) => {
                    let found = (form, head);
                    let cluster = ClusterSheet::understand(file, found, sheet, names, diagnostics);
                    cluster.map(Laid::Cluster)
                }
                (None, Some(FormSheet::Cluster | FormSheet::ClusterFacts)) => {
                    let place = Place::File(Arc::clone(file));
                    diagnostics.report(place, SheetProblem::ClusterMoved {});
                    None
                }
                (None, _) => {
                    let list = ListSheet::understand(file, sheet, &names.facts, diagnostics);
                    list.map(Laid::List)
                }
            },
        };
        laid.map(Self)
    }
}
