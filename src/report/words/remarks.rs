//! What was assumed, doubted and left out.

use super::{Words, words};
use crate::diagnostic::Severity;

words! {
    remarks: "Chỗ tự hiểu, còn nghi ngờ, không đọc", "Assumed, doubted, left out";
    how_many: "Số chỗ", "Count";
    places_of_remark: "Ở", "Where";
}

impl Words {
    /// What the findings of a severity have in common, and how many there are.
    pub(in crate::report) fn remarks_of(self, severity: Severity, count: usize) -> String {
        let (vi, en) = match severity {
            Severity::Assumption => (
                "Không ghi đúng mẫu, đã hiểu như sau",
                "Not written as asked for, and understood so",
            ),
            Severity::Warning | Severity::Error => {
                ("Còn nghi ngờ, đề nghị xem lại", "Doubtful, to be looked at")
            }
            Severity::LeftOut => ("Không đọc", "Not read"),
        };
        self.0
            .of(format!("{vi} ({count} chỗ):"), format!("{en} ({count}):"))
    }
}
