//! What was read.

use super::{Words, words};

words! {
    import_preview: "SỐ LIỆU ĐỌC ĐƯỢC", "WHAT IS READ";
    nothing_read: "Không đọc được đối tượng nào.", "No nominee is read.";
    kind: "Loại", "Subject";
    received_short: "Ngày nhận", "Received";
    source: "Nguồn", "From";
    marks: "Điểm chấm", "Marks";
    criterion: "Tiêu chí", "Criterion";
    votes: "Kiểm phiếu", "Votes";
    award_short: "Hình thức", "Award";
    agree: "Tán thành", "Agree";
    disagree: "Không tán thành", "Disagree";
    no_opinion: "Không ý kiến", "No opinion";
    invalid: "Không hợp lệ", "Invalid";
    absent: "Vắng có ý kiến bằng văn bản", "Absent, in writing";
    downgrade: "Hạ danh hiệu", "For the lower award";
    history: "Khen thưởng trước", "Past awards";
    revoked: "Thu hồi", "Withdrawn";
    year: "Năm", "Year";
    decisions: "Quyết định", "Decisions";
    matter: "Nội dung", "About";
    decision: "Quyết định", "Decision";
    decided_by: "Người quyết định", "By";
    paper: "Số văn bản", "Paper";
}

impl Words {
    /// How many nominees, marks, votes, past awards and decisions there are.
    pub(in crate::report) fn counts_read(
        self,
        [nominees, marks, votes, awards, decisions]: [usize; 5],
    ) -> String {
        self.0.of(
            format!(
                "Đọc được {nominees} đối tượng, {marks} điểm chấm, {votes} kết quả kiểm phiếu, \
                 {awards} lần khen thưởng trước và {decisions} quyết định."
            ),
            format!(
                "{nominees} nominees, {marks} marks, {votes} counts of votes, {awards} past awards \
                 and {decisions} decisions are read."
            ),
        )
    }

    /// What a matter of a decision is called.
    pub(in crate::report) fn matter_of(self, id: &'static str) -> &'static str {
        match id {
            "tie" => self.0.of("đồng hạng", "tie"),
            "line" => self.0.of("vạch hạn mức", "line"),
            "hold" => self.0.of("tạm dừng", "hold"),
            "standard" => self.0.of("tiêu chuẩn", "standard"),
            "award" => self.0.of("hình thức khen", "award"),
            other => other,
        }
    }
}
