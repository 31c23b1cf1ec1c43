//! What was assumed, doubted and left out: the findings that forbid nothing, those of one wording
//! counted together.

use std::collections::BTreeMap;

use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::locale::Text;

/// So many places of one wording are named.
pub(super) const PLACES: usize = 3;

/// Findings of one wording that forbid nothing.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Whether it was doubted, assumed or left out.
    pub severity: Severity,
    /// The stable code.
    pub code: &'static str,
    /// What was found.
    pub message: Text,
    /// How many of them there are.
    pub count: usize,
    /// The first places.
    pub places: Vec<Place>,
}

impl Diagnostics {
    /// What was assumed, what was doubted and what was left out, in this order.
    pub fn remarks(&self) -> Vec<Remark> {
        let sorted = self.sorted().into_iter();
        let mut remarks = together(sorted.filter(|it| it.severity != Severity::Error));
        for (file, code, count) in self.beyond() {
            let mut same = self.kept.iter().filter(|it| it.code == code);
            let severity = same.next().map(|it| it.severity);
            let Some(severity) = severity.filter(|it| *it != Severity::Error) else {
                continue;
            };
            remarks.push(Remark {
                severity,
                code,
                message: Text::both(
                    format!("các chỗ khác cùng loại `{code}`"),
                    format!("more of the kind `{code}`"),
                ),
                count,
                places: vec![Place::File(file.into())],
            });
        }
        remarks.sort_by_key(|it| match it.severity {
            Severity::Assumption => 0,
            Severity::Warning | Severity::Error => 1,
            Severity::LeftOut => 2,
        });
        remarks
    }
}

/// Findings of one wording made one, in the order of the first.
fn together<'d>(all: impl Iterator<Item = &'d Diagnostic>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    let mut known: BTreeMap<(Severity, &str, &Text), usize> = BTreeMap::new();
    for it in all {
        let key = (it.severity, it.code, &it.message);
        let at = *known.entry(key).or_insert(remarks.len());
        if at == remarks.len() {
            remarks.push(Remark {
                severity: it.severity,
                code: it.code,
                message: it.message.clone(),
                count: 0,
                places: Vec::new(),
            });
        }
        let remark = &mut remarks[at];
        remark.count += 1;
        if remark.places.len() < PLACES {
            remark.places.push(it.place.clone());
        }
    }
    remarks
}
