//! The words about what was read, in both languages.

use crate::locale::Locale;

/// Every word about what was read, in one language.
#[derive(Debug)]
pub(super) struct IntakeWords {
    pub(super) title: &'static str,
    /// How many nominees, marks, votes, past awards and decisions there are.
    pub(super) counts: fn([usize; 5]) -> String,
    pub(super) nobody: &'static str,
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) subject: &'static str,
    pub(super) unit: &'static str,
    pub(super) field: &'static str,
    pub(super) received: &'static str,
    pub(super) row: &'static str,
    pub(super) marks: &'static str,
    pub(super) criterion: &'static str,
    pub(super) stage: &'static str,
    pub(super) marker: &'static str,
    pub(super) points: &'static str,
    pub(super) met: &'static str,
    pub(super) not_met: &'static str,
    pub(super) reason: &'static str,
    pub(super) votes: &'static str,
    pub(super) award: &'static str,
    pub(super) agree: &'static str,
    pub(super) disagree: &'static str,
    pub(super) no_opinion: &'static str,
    pub(super) invalid: &'static str,
    pub(super) absent: &'static str,
    pub(super) downgrade: &'static str,
    pub(super) history: &'static str,
    pub(super) year: &'static str,
    pub(super) decisions: &'static str,
    pub(super) about: &'static str,
    pub(super) decision: &'static str,
    pub(super) by: &'static str,
    pub(super) paper: &'static str,
    pub(super) matters: [(&'static str, &'static str); 5],
}

const VI: IntakeWords = IntakeWords {
    title: "SỐ LIỆU ĐỌC ĐƯỢC",
    counts: |[nominees, marks, votes, awards, decisions]| {
        format!(
            "Đọc được {nominees} đối tượng, {marks} điểm chấm, {votes} kết quả kiểm phiếu, {awards} lần khen thưởng trước và {decisions} quyết định."
        )
    },
    nobody: "Không đọc được đối tượng nào.",
    id: "Mã",
    name: "Tên",
    subject: "Loại",
    unit: "Đơn vị",
    field: "Lĩnh vực",
    received: "Ngày nhận",
    row: "Nguồn",
    marks: "Điểm chấm",
    criterion: "Tiêu chí",
    stage: "Bước chấm",
    marker: "Người chấm",
    points: "Điểm",
    met: "đạt",
    not_met: "không đạt",
    reason: "Lý do",
    votes: "Kiểm phiếu",
    award: "Hình thức",
    agree: "Tán thành",
    disagree: "Không tán thành",
    no_opinion: "Không ý kiến",
    invalid: "Không hợp lệ",
    absent: "Vắng có ý kiến bằng văn bản",
    downgrade: "Hạ danh hiệu",
    history: "Khen thưởng trước",
    year: "Năm",
    decisions: "Quyết định",
    about: "Nội dung",
    decision: "Quyết định",
    by: "Người quyết định",
    paper: "Số văn bản",
    matters: [
        ("tie", "đồng hạng"),
        ("line", "vạch hạn mức"),
        ("hold", "tạm dừng"),
        ("standard", "tiêu chuẩn"),
        ("award", "hình thức khen"),
    ],
};

const EN: IntakeWords = IntakeWords {
    title: "WHAT IS READ",
    counts: |[nominees, marks, votes, awards, decisions]| {
        format!(
            "{nominees} nominees, {marks} marks, {votes} counts of votes, {awards} past awards and {decisions} decisions are read."
        )
    },
    nobody: "No nominee is read.",
    id: "Code",
    name: "Name",
    subject: "Subject",
    unit: "Unit",
    field: "Field",
    received: "Received",
    row: "From",
    marks: "Marks",
    criterion: "Criterion",
    stage: "Stage",
    marker: "Marker",
    points: "Points",
    met: "met",
    not_met: "not met",
    reason: "Reason",
    votes: "Votes",
    award: "Award",
    agree: "Agree",
    disagree: "Disagree",
    no_opinion: "No opinion",
    invalid: "Invalid",
    absent: "Absent, in writing",
    downgrade: "For the lower award",
    history: "Past awards",
    year: "Year",
    decisions: "Decisions",
    about: "About",
    decision: "Decision",
    by: "By",
    paper: "Paper",
    matters: [
        ("tie", "tie"),
        ("line", "line"),
        ("hold", "hold"),
        ("standard", "standard"),
        ("award", "award"),
    ],
};

impl IntakeWords {
    /// The words of a language.
    pub(super) fn of(locale: Locale) -> &'static Self {
        locale.of(&VI, &EN)
    }

    /// What a matter of a decision is called.
    pub(super) fn matter(&self, id: &'static str) -> &'static str {
        let known = self.matters.iter().find(|(known, _)| *known == id);
        known.map_or(id, |(_, words)| words)
    }
}
