//! Headings, columns, states and notes.

use super::{Words, words};
use crate::evaluation::Status;

words! {
    // Headings and columns.
    ranking: "Kết quả xếp hạng", "Ranking";
    in_short: "Tổng hợp", "In short";
    places: "Bảng xếp hạng", "Places";
    unranked: "Chưa được xếp hạng", "Not ranked";
    rank: "Hạng", "Rank";
    no: "TT", "No.";
    id: "Mã", "Code";
    name: "Tên", "Name";
    unit: "Đơn vị", "Unit";
    field: "Lĩnh vực", "Field";
    subject: "Loại đối tượng", "Subject";
    received: "Ngày nhận hồ sơ", "Received";
    total: "Điểm", "Points";
    class: "Xếp loại", "Class";
    score: "Điểm tiêu chí", "Scored";
    bonus: "Điểm thưởng", "Bonus";
    deduction: "Điểm trừ", "Deduction";
    status: "Tình trạng", "Status";
    reason: "Lý do", "Reason";
    notes: "Ghi chú", "Notes";
    scheme: "Bộ tiêu chí", "Scheme";
    list: "Danh sách", "List";
    proposed_for: "Đề nghị khen thưởng", "Proposed for";
    // What became of a nominee.
    skipped: "bỏ qua do lỗi dữ liệu", "left out";
    gate_spoke(title: &str): "không đáp ứng điều kiện “{title}”", "the condition “{title}”";
    skipped_without_scheme:
        "Các dòng bị bỏ qua, chưa rõ thuộc bộ tiêu chí nào",
        "Rows left out whose scheme is not known";
    skipped_row(row: u64, file: &str):
        "dòng {row} của tệp {file} có lỗi",
        "row {row} of {file} has faults";
    // Notes beside a place.
    shared: "đồng hạng", "shared place";
    open_council: "đồng hạng, chờ Hội đồng quyết định", "tied, for the council to decide";
    open_lot: "đồng hạng, chờ bốc thăm", "tied, for a lot to decide";
    broken_by(step: &str): "phân định theo: {step}", "parted by: {step}";
    withheld(class: &str, by: &str):
        "đủ điểm xếp loại {class} nhưng chưa đáp ứng: {by}",
        "enough points for {class}, closed by: {by}";
    withheld_unscored(class: &str, by: &str):
        "chưa được xếp loại {class} do: {by}",
        "{class} is closed by: {by}";
    needs_reason(title: &str):
        "cần giải trình bằng văn bản: {title}",
        "needs a written reason: {title}";
    provisional: "tạm tính", "provisional";
    settled_lot(digest: &str):
        "phân định bằng bốc thăm (mã băm {digest}…)",
        "parted by lot (digest {digest}…)";
    by_rules_held: "tạm dừng xét", "held";
    by_rules_closed: "chưa đủ điều kiện", "conditions not met";
}

impl Words {
    /// What became of a nominee.
    pub(in crate::report) fn status_of(self, status: Status) -> &'static str {
        let (vi, en) = match status {
            Status::Ranked => ("đã xếp hạng", "ranked"),
            Status::Refused => ("không xét", "refused"),
            Status::Held => ("tạm dừng xét", "held"),
            Status::Unclassified => ("không xếp loại", "not classified"),
            Status::Incomplete => ("thiếu số liệu", "incomplete"),
            Status::Failed => ("chưa tính được điểm", "a rule failed"),
        };
        self.0.of(vi, en)
    }

    /// How many nominees with a status people still have to decide about; `None` where nothing is
    /// left to decide.
    pub(in crate::report) fn open_status(self, status: Status, n: usize) -> Option<String> {
        let (vi, en) = match status {
            Status::Held => (
                format!("{n} đối tượng đang tạm dừng xét"),
                format!("{n} held"),
            ),
            Status::Incomplete => (
                format!("{n} đối tượng còn thiếu số liệu"),
                format!("{n} with something not reported"),
            ),
            Status::Failed => (
                format!("{n} đối tượng chưa tính được điểm"),
                format!("{n} on whom a rule failed"),
            ),
            Status::Ranked | Status::Refused | Status::Unclassified => return None,
        };
        Some(self.0.of(vi, en))
    }
}
