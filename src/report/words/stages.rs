//! The words about stages of scoring and the people who mark, in both languages.

use crate::locale::Locale;

/// Every word and sentence about stages, in one language.
#[derive(Debug)]
pub(in crate::report) struct StageWords {
    /// What stands above the difference of the first stage and the one that counts.
    pub(in crate::report) difference: &'static str,
    /// What stands above the total of the first stage where several schemes share a table.
    pub(in crate::report) first: &'static str,
    /// The part of a sheet that holds the stages side by side.
    pub(in crate::report) side_by_side: &'static str,
    /// What the star at a stage means.
    pub(in crate::report) star: &'static str,
    /// What the totals hold beside the rows that are told.
    pub(in crate::report) rest: &'static str,
    /// What a stage comes to in which not every row is marked yet.
    pub(in crate::report) later: &'static str,
    /// What the marks of a row are called inside that row.
    pub(in crate::report) marks: &'static str,
    pub(in crate::report) mark: &'static str,
    /// `Tự chấm: 4,00 (Tổ 1)`.
    pub(in crate::report) marked: fn(&str, &str, &str) -> String,
    pub(in crate::report) unmarked: fn(&str) -> String,
    pub(in crate::report) carried: fn(&str, &str, &str) -> String,
    /// `Hội đồng: không tính kết quả chấm của Phạm Thị Dung (4): cùng đơn vị với đối tượng`.
    pub(in crate::report) recused: fn(&str, &str, &str, &str) -> String,
    pub(in crate::report) same_unit: &'static str,
    pub(in crate::report) interest: &'static str,
    pub(in crate::report) recusal: &'static str,
    /// What became of a mark at either end of a panel.
    pub(in crate::report) highest: &'static str,
    pub(in crate::report) lowest: &'static str,
    pub(in crate::report) not_computed: fn(&str) -> String,
    pub(in crate::report) departs: fn(&str, &str, &str) -> String,
    pub(in crate::report) spread: fn(&str, &str, &str) -> String,
    pub(in crate::report) spread_note: fn(&str, &str) -> String,
    // The most inflated self-scores.
    pub(in crate::report) inflated: fn(&str) -> String,
    pub(in crate::report) inflated_none: fn(&str, &str) -> String,
    pub(in crate::report) inflated_more: fn(usize) -> String,
    pub(in crate::report) inflated_unknown: fn(usize) -> String,
    pub(in crate::report) by_criteria: &'static str,
    pub(in crate::report) no_stages: &'static str,
}

const VI: StageWords = StageWords {
    difference: "Chênh lệch",
    first: "Điểm bước đầu",
    side_by_side: "Điểm qua các bước chấm",
    star: "Dấu * chỉ bước được tính; chênh lệch là điểm bước đầu trừ điểm được tính.",
    rest: "Các nội dung còn lại",
    later: "Điểm trong ngoặc: tiêu chí chưa chấm ở bước đó, lấy theo điểm được tính.",
    marks: "các điểm chấm",
    mark: "điểm chấm",
    marked: |stage, points, who| format!("{stage}: {points} ({who})"),
    unmarked: |stage| format!("{stage}: chưa chấm"),
    carried: |stage, points, from| format!("{stage}: {points} (giữ kết quả bước “{from}”)"),
    recused: |stage, who, points, why| {
        format!("{stage}: không tính kết quả chấm của {who} ({points}): {why}")
    },
    same_unit: "cùng đơn vị với đối tượng",
    interest: "có lợi ích liên quan đến đối tượng",
    recusal: "cùng đơn vị hoặc có lợi ích liên quan đến đối tượng",
    highest: "bỏ vì cao nhất",
    lowest: "bỏ vì thấp nhất",
    not_computed: |why| format!("không tính được ({why})"),
    departs: |computed, stage, marked| {
        format!("kết quả tính theo số liệu: {computed}; bước “{stage}” chấm lại: {marked}")
    },
    spread: |stage, spread, most| {
        format!("{stage}: chênh lệch giữa những người chấm là {spread} điểm, vượt mức {most} điểm")
    },
    spread_note: |title, spread| format!("những người chấm “{title}” chênh nhau {spread} điểm"),
    inflated: |stage| format!("Chênh lệch lớn nhất giữa bước “{stage}” và điểm được tính"),
    inflated_none: |scheme, stage| {
        format!("{scheme}: không có đối tượng nào có điểm bước “{stage}” cao hơn điểm được tính.")
    },
    inflated_more: |people| {
        format!(
            "Ngoài ra còn {people} đối tượng có chênh lệch bằng hoặc nhỏ hơn mức cuối danh sách này."
        )
    },
    inflated_unknown: |people| {
        format!(
            "Có {people} đối tượng chưa so sánh được, vì chưa có tổng điểm ở một trong hai bước."
        )
    },
    by_criteria: "Chênh lệch theo tiêu chí",
    no_stages: "Không có bộ tiêu chí nào chấm điểm qua nhiều bước.",
};

const EN: StageWords = StageWords {
    difference: "Difference",
    first: "First stage",
    side_by_side: "Points in each stage",
    star: "The stage with a * counts; the difference is the first stage less what counts.",
    rest: "All the rest",
    later: "In brackets: not marked in that stage yet, taken as it counts.",
    marks: "the marks",
    mark: "the mark",
    marked: |stage, points, who| format!("{stage}: {points} ({who})"),
    unmarked: |stage| format!("{stage}: not marked"),
    carried: |stage, points, from| format!("{stage}: {points} (carried from “{from}”)"),
    recused: |stage, who, points, why| format!("{stage}: left out: {who} ({points}), {why}"),
    same_unit: "of the nominee’s own unit",
    interest: "with an interest in the nominee",
    recusal: "of the nominee’s own unit or with an interest in the nominee",
    highest: "dropped as the highest",
    lowest: "dropped as the lowest",
    not_computed: |why| format!("nothing ({why})"),
    departs: |computed, stage, marked| {
        format!("computed from the facts: {computed}; marked in the stage “{stage}”: {marked}")
    },
    spread: |stage, spread, most| {
        format!("{stage}: the markers are {spread} points apart, more than {most}")
    },
    spread_note: |title, spread| format!("markers of “{title}” are {spread} points apart"),
    inflated: |stage| {
        format!("Greatest differences between the stage “{stage}” and the points that count")
    },
    inflated_none: |scheme, stage| {
        format!("{scheme}: nobody has more points in the stage “{stage}” than what counts.")
    },
    inflated_more: |people| {
        format!(
            "{people} more have more points than what counts, by no more than the last of these."
        )
    },
    inflated_unknown: |people| {
        format!("{people} cannot be compared yet: one of the two stages has no total.")
    },
    by_criteria: "Differences by criterion",
    no_stages: "No scheme is scored in several stages.",
};

impl StageWords {
    /// The words of a language.
    pub(in crate::report) fn of(locale: Locale) -> &'static Self {
        locale.of(&VI, &EN)
    }
}
