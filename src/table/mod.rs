//! Files of a period as tables of addressed cells, whatever kind of file it is. What stands in a
//! cell means nothing here: no scheme is known in this room.

mod aside;
mod aside_rows;
mod cell;
mod classify;
mod criteria_columns;
mod csv;
mod encoding;
pub(crate) mod forms;
mod garbled;
mod grid;
mod grids;
mod head;
mod json;
mod kind;
mod known_names;
mod listed;
pub(crate) mod names;
mod plain_heading;
mod problem;
mod records;
mod rows;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod toml_rows;
mod word;
mod workbook;

pub(crate) use cell::{Cell, CellFault, Difference, Shown, Value, is_error_value};
pub use classify::{classify, is_foreign, is_foreign_table};
pub(crate) use criteria_columns::CriteriaColumn;
pub(crate) use csv::Sheet;
pub(crate) use encoding::source;
pub(crate) use garbled::garbled;
pub(crate) use grid::{Grid, Line};
pub(crate) use grids::grids;
pub(crate) use json::open as open_json;
pub use kind::{Format, Kind};
pub use known_names::KnownNames;
pub(crate) use known_names::plain;
pub(crate) use plain_heading::PlainHeading;
pub use problem::{SheetProblem, TableProblem};
pub(crate) use rows::{Heading, Part, Row, RowKey, Table};
pub use toml_rows::NominationsDocument;
pub(crate) use toml_rows::open as open_toml;
pub(crate) use workbook::Figure;
pub use workbook::{Budget, Worksheet, is_quiet, worksheets};
