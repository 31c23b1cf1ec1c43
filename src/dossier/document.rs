//! What `period.toml` and `nominations.toml` may say.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::grid::{Heading, Listed, ListedRow};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::{Keyed, ReadValue, Reader, Scalar, Spanned, document, parse};
use crate::source::Source;

document! {
    /// A review period. `[meeting]` and `[[member]]` belong to the minutes and the votes, a later
    /// capability: they are accepted as they are and not looked into yet.
    pub struct PeriodDocument ("tệp kỳ xét", "the period") {
        /// Name on paper.
        ["name"] name: String, "tên kỳ xét trên văn bản";
        /// Day of the review: it picks versions of schemes and values.
        ["date"] date: Spanned<Date>, "ngày xét: chọn phiên bản bộ tiêu chí và mốc số";
        /// First day of what is reviewed.
        ["start"] start: Spanned<Date>, "ngày đầu của kỳ xét";
        /// Last day of what is reviewed.
        ["end"] end: Spanned<Date>, "ngày cuối của kỳ xét";
        /// Last day for dossiers.
        ["deadline"] deadline: Spanned<Date>, "hạn nộp hồ sơ";
        /// The meeting of the council; not read yet.
        ["meeting"] meeting: Free, "cuộc họp của hội đồng; hiện chưa đọc";
        /// The members of the council; not read yet.
        ["member"] member: Free, "các thành viên hội đồng; hiện chưa đọc";
    }
}

document! {
    /// A list of nominations; the keys of each are the columns of a table.
    pub struct NominationsDocument ("danh sách đề nghị", "the list of nominations") {
        /// The nominees, facts as keys.
        ["nomination"] nomination: Vec<Spanned<Keyed<Spanned<Scalar>>>>, "các đối tượng, mỗi khóa là một cột";
    }
}

/// Anything at all: what this version does not look into.
#[derive(Debug, Clone, Copy)]
pub struct Free;

impl ReadValue for Free {
    fn expected() -> (String, String) {
        ("một bảng".into(), "a table".into())
    }
    fn read(_: &TomlSpanned<DeValue<'_>>, _: &str, _: &mut Reader<'_>) -> Option<Self> {
        Some(Self)
    }
    fn schema(_: bool) -> Json {
        json!({})
    }
}

/// The table that a `nominations.toml` is.
pub(super) fn open(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Listed> {
    let document: NominationsDocument = parse(source, diagnostics)?;
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut headings = Vec::new();
    let mut rows = Vec::new();
    for nomination in document.nomination.unwrap_or_default() {
        let mut cells = Vec::new();
        for (key, scalar) in nomination.value {
            let column = *columns.entry(key.value).or_insert_with_key(|text| {
                headings.push(Heading {
                    text: text.clone(),
                    place: Place::text(source, key.span),
                });
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
