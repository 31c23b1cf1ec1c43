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
    /// What the marks of a row are called inside that row.
    pub(in crate::report) marks: &'static str,
    pub(in crate::report) mark: &'static str,
    /// `Tự chấm: 4,00 (Tổ 1)`.
    pub(in crate::report) marked: fn(&str, &str, &str) -> String,
    pub(in crate::report) unmarked: fn(&str) -> String,
    pub(in crate::report) carried: fn(&str, &str, &str) -> String,
    pub(in crate::report) recused: fn(&str, &str) -> String,
    pub(in crate::report) departs: fn(&str, &str, &str) -> String,
    pub(in crate::report) spread: fn(&str, &str, &str) -> String,
    pub(in crate::report) spread_note: fn(&str, &str) -> String,
    // The most inflated self-scores.
    pub(in crate::report) inflated: fn(&str) -> String,
    pub(in crate::report) inflated_none: fn(&str, &str) -> String,
    pub(in crate::report) by_criteria: &'static str,
    pub(in crate::report) no_stages: &'static str,
}

const VI: StageWords = StageWords {
    difference: "Chênh lệch",
    first: "Điểm bước đầu",
    side_by_side: "Điểm qua các bước chấm",
    star: "Dấu * chỉ bước được tính; chênh lệch là điểm bước đầu trừ điểm được tính.",
    marks: "các điểm chấm",
    mark: "điểm chấm",
    marked: |stage, points, who| format!("{stage}: {points} ({who})"),
    unmarked: |stage| format!("{stage}: chưa chấm"),
    carried: |stage, points, from| format!("{stage}: {points} (giữ kết quả bước “{from}”)"),
    recused: |who, points| {
        format!(
            "không tính điểm của {who} ({points}): cùng đơn vị hoặc có lợi ích liên quan với đối tượng"
        )
    },
    departs: |computed, stage, marked| {
        format!("theo số liệu được {computed}; bước “{stage}” chấm {marked}")
    },
    spread: |stage, spread, most| {
        format!("những người chấm ở bước “{stage}” lệch nhau {spread} điểm, quá mức {most} điểm")
    },
    spread_note: |title, spread| format!("điểm chấm “{title}” lệch nhau {spread} điểm"),
    inflated: |stage| format!("Chênh lệch lớn nhất giữa bước “{stage}” và điểm được tính"),
    inflated_none: |scheme, stage| {
        format!("{scheme}: không có đối tượng nào có điểm bước “{stage}” cao hơn điểm được tính.")
    },
    by_criteria: "Chênh lệch theo tiêu chí",
    no_stages: "Không có bộ tiêu chí nào chấm điểm qua nhiều bước.",
};

const EN: StageWords = StageWords {
    difference: "Difference",
    first: "First stage",
    side_by_side: "Points in each stage",
    star: "The stage with a * counts; the difference is the first stage less what counts.",
    marks: "the marks",
    mark: "the mark",
    marked: |stage, points, who| format!("{stage}: {points} ({who})"),
    unmarked: |stage| format!("{stage}: not marked"),
    carried: |stage, points, from| format!("{stage}: {points} (carried from “{from}”)"),
    recused: |who, points| {
        format!(
            "left out: {who} ({points}), of the nominee’s own unit or with an interest in the nominee"
        )
    },
    departs: |computed, stage, marked| {
        format!("{computed} by the facts; {marked} marked in the stage “{stage}”")
    },
    spread: |stage, spread, most| {
        format!("the markers of the stage “{stage}” are {spread} points apart, more than {most}")
    },
    spread_note: |title, spread| format!("markers of “{title}” are {spread} points apart"),
    inflated: |stage| {
        format!("Greatest differences between the stage “{stage}” and the points that count")
    },
    inflated_none: |scheme, stage| {
        format!("{scheme}: nobody has more points in the stage “{stage}” than what counts.")
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
