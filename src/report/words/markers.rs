//! The words about those who mark, in both languages.

use crate::locale::Locale;

/// Every word and sentence about those who mark, in one language.
#[derive(Debug)]
pub(in crate::report) struct MarkerWords {
    pub(in crate::report) title: &'static str,
    pub(in crate::report) none: &'static str,
    pub(in crate::report) stage: fn(&str) -> String,
    pub(in crate::report) stage_column: &'static str,
    pub(in crate::report) alone: fn(&str) -> String,
    pub(in crate::report) marker: &'static str,
    pub(in crate::report) marks: &'static str,
    pub(in crate::report) mean: &'static str,
    pub(in crate::report) lowest: &'static str,
    pub(in crate::report) highest: &'static str,
    pub(in crate::report) spread: &'static str,
    pub(in crate::report) apart: &'static str,
    pub(in crate::report) recused: &'static str,
    pub(in crate::report) apart_note: &'static str,
    pub(in crate::report) recused_note: &'static str,
    pub(in crate::report) panel: &'static str,
    pub(in crate::report) without_all: &'static str,
    pub(in crate::report) without_note: &'static str,
    pub(in crate::report) without: fn(&str) -> String,
    pub(in crate::report) without_part: &'static str,
    pub(in crate::report) no_change: fn(&str) -> String,
    pub(in crate::report) before: &'static str,
    pub(in crate::report) after: &'static str,
    pub(in crate::report) nothing: &'static str,
}

/// Tiếng Việt.
const VI: MarkerWords = MarkerWords {
    title: "Đối chiếu người chấm",
    none: "Không có tiêu chí nào do từ hai người trở lên cùng chấm, nên không có gì để đối chiếu.",
    stage: |stage| format!("Bước chấm: {stage}"),
    stage_column: "Bước chấm",
    alone: |stage| {
        format!("Bước “{stage}”: mỗi tiêu chí chỉ có một người chấm, nên không đối chiếu.")
    },
    marker: "Người chấm",
    marks: "Số lượt chấm",
    mean: "Trung bình",
    lowest: "Thấp nhất",
    highest: "Cao nhất",
    spread: "Khoảng điểm",
    apart: "So với người khác",
    recused: "Không tính",
    apart_note: "“So với người khác”: điểm người này cho trừ điểm trung bình của những người khác trên cùng \
        đối tượng và cùng tiêu chí, rồi lấy trung bình; số dương là cho điểm cao hơn.",
    recused_note: "“Không tính”: số lượt chấm không được tính, vì người chấm thuộc đơn vị của đối tượng hoặc \
        có liên quan.",
    panel: "Người chấm",
    without_all: "Nếu không tính điểm của từng người",
    without_note: "Mọi đối tượng được xét lại từ đầu như thể người đó không chấm; các số liệu khác giữ nguyên.",
    without: |marker| format!("Không tính điểm của {marker}"),
    without_part: "Nếu không tính điểm",
    no_change: |markers| {
        format!(
            "Không tính điểm của một trong những người sau đây thì không đối tượng nào thay đổi thứ \
             hạng, xếp loại hay khen thưởng: {markers}."
        )
    },
    before: "Hiện nay",
    after: "Khi không tính",
    nothing: "không có",
};

/// English.
const EN: MarkerWords = MarkerWords {
    title: "The markers compared",
    none: "No criterion is marked by two people or more, so there is nothing to compare.",
    stage: |stage| format!("Stage: {stage}"),
    stage_column: "Stage",
    alone: |stage| {
        format!("The stage “{stage}”: each criterion has one marker, so nothing is compared.")
    },
    marker: "Marker",
    marks: "Marks",
    mean: "Mean",
    lowest: "Lowest",
    highest: "Highest",
    spread: "Range",
    apart: "Beside the others",
    recused: "Left out",
    apart_note: "“Beside the others”: this marker’s points less the mean of the others’ on the same criterion \
        of the same nominee, in the mean; above zero, this marker gives more.",
    recused_note: "“Left out”: marks that do not count, since the marker is of the nominee’s unit or has an \
        interest.",
    panel: "Markers",
    without_all: "Without the marks of each",
    without_note: "Everybody is judged again from the start as if this person had marked nothing; all else stands.",
    without: |marker| format!("Without the marks of {marker}"),
    without_part: "Without the marks",
    no_change: |markers| {
        format!(
            "Without the marks of any one of these, nobody’s place, class or award would be another: \
             {markers}."
        )
    },
    before: "Now",
    after: "Without",
    nothing: "none",
};

impl MarkerWords {
    /// The words of a language.
    pub(in crate::report) fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Vi => &VI,
            Locale::En => &EN,
        }
    }
}
