//! Workbooks (`.xlsx`, `.ods`, `.xls`): each sheet a table of addressed cells.
//!
//! A workbook comes from anywhere, and its formats let a small file stand for endless cells. So it
//! goes through three doors: what it says of its size is checked, and what it holds is measured
//! ([`crate::zipped`], [`package`], [`xlsx_parts`], [`biff`]); its cells are read ([`excel`], [`ods`]) into sheets without
//! meaning ([`sheet`]); and each sheet is told by its first cell, its headings or its name what it is for
//! ([`layout`]), and is a table then: a list ([`list_sheet`]), the marks of one nominee
//! ([`score_sheet`]) or a sheet of a cluster with all its units ([`cluster`]).

mod addresses;
mod biff;
mod biff_formula;
mod cluster;
mod criteria_table;
mod doubts;
mod excel;
mod layout;
mod legacy_cells;
mod limits;
mod list_sheet;
mod number_format;
mod ods;
mod open;
mod package;
mod panic_guard;
mod score_sheet;
mod sheet;
mod shown;
mod unrecognised;
mod worksheet;
mod xlsx_parts;

pub(super) use cluster::is_likely as is_cluster_sheet;
pub use limits::Budget;
pub(super) use limits::column_letters;
pub(super) use open::raw_sheets;
pub use open::worksheets;
pub use panic_guard::is_quiet;
pub(crate) use worksheet::Figure;
pub use worksheet::Worksheet;

/// The endings of workbooks.
pub(super) const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];
