//! How the workbooks that people print are made: sheets for A4, how cells look, how much room words
//! take, and names of sheets. What stands on a sheet is said by whoever writes it.

pub(crate) mod measure;
mod names;
mod page;
pub(crate) mod style;

pub(crate) use names::{SheetNames, quoted};
pub(crate) use page::{Lies, Sheet, tallest};
