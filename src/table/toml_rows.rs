//! What `nominations.toml` may say, and the table that it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::listed::{Listed, ListedRow};
use super::rows::Heading;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::{Keyed, Scalar, Spanned, document, parse};
use crate::source::Source;

document! {
    /// A list of nominations; the keys of each are the columns of a table.
    pub struct NominationsDocument ("danh sách đề nghị", "the list of nominations") {
        /// The nominees, facts as keys.
        ["nomination"] nomination: Vec<Spanned<Keyed<Spanned<Scalar>>>>, "các đối tượng, mỗi khóa là một cột";
    }
}

/// The table that a `nominations.toml` is.
pub(crate) fn open(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Listed> {
    let document: NominationsDocument = parse(source, diagnostics)?;
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut headings = Vec::new();
    let mut rows = Vec::new();
    for nomination in document.nomination.unwrap_or_default() {
        let mut cells = Vec::new();
        for (key, scalar) in nomination.value {
            let column = *columns.entry(key.value).or_insert_with_key(|text| {
                headings.push(Heading::new(text.clone(), Place::text(source, key.span)));
                headings.len() - 1
            });
            cells.push((column, scalar.value, scalar.span));
        }
        rows.push(ListedRow {
            number: source.location(nomination.span.start).line as u64,
            cells,
            span: nomination.span,
            found: Diagnostics::new(),
        });
    }
    let file = source.name().into();
    Some(Listed::new(file, headings, rows, Some(Arc::clone(source))))
}
