//! Stages of scoring and the people who mark.

use super::words;

words! {
    /// The heading of the total of the first stage where several schemes share a table.
    first: "Điểm bước đầu", "First stage";
    /// The part of a sheet that holds the stages side by side.
    side_by_side: "Điểm qua các bước chấm", "Points in each stage";
    /// What the star at a stage means.
    star:
        "Dấu * chỉ bước được tính; chênh lệch là điểm bước đầu trừ điểm được tính.",
        "The stage with a * counts; the difference is the first stage less what counts.";
    /// What the totals hold beside the rows that are listed.
    rest: "Các nội dung còn lại", "All the rest";
    /// What a stage comes to in which not every row is marked yet.
    later:
        "Điểm trong ngoặc: tiêu chí chưa chấm ở bước đó, lấy theo điểm được tính.",
        "In brackets: not marked in that stage yet, taken as it counts.";
    /// What the marks of a row are called inside that row.
    marks_of_row: "các điểm chấm", "the marks";
    mark_of_row: "điểm chấm", "the mark";
    /// `Tự chấm: 4,00 (Tổ 1)`.
    marked(stage: &str, points: &str, who: &str):
        "{stage}: {points} ({who})",
        "{stage}: {points} ({who})";
    unmarked(stage: &str): "{stage}: chưa chấm", "{stage}: not marked";
    unmarked_counts(stage: &str, points: &str):
        "{stage}: không ai chấm, được tính là {points} theo bộ tiêu chí",
        "{stage}: not marked, which counts as {points} by the scheme";
    carried(stage: &str, points: &str, from: &str):
        "{stage}: {points} (giữ kết quả bước “{from}”)",
        "{stage}: {points} (carried from “{from}”)";
    /// `Hội đồng: không tính kết quả chấm của Phạm Thị Dung (4): cùng đơn vị với đối tượng`.
    mark_left_out(stage: &str, who: &str, points: &str, why: &str):
        "{stage}: không tính kết quả chấm của {who} ({points}): {why}",
        "{stage}: left out: {who} ({points}), {why}";
    same_unit: "cùng đơn vị với đối tượng", "of the nominee’s own unit";
    row_does_not_apply: "tiêu chí không áp dụng", "the row does not apply";
    interest: "có lợi ích liên quan đến đối tượng", "with an interest in the nominee";
    recusal:
        "cùng đơn vị hoặc có lợi ích liên quan đến đối tượng",
        "of the nominee’s own unit or with an interest in the nominee";
    /// What became of a mark at either end of a panel.
    dropped_highest: "không tính vì là điểm cao nhất", "dropped as the highest";
    dropped_lowest: "không tính vì là điểm thấp nhất", "dropped as the lowest";
    not_computed_because(why: &str): "không tính được ({why})", "nothing ({why})";
    departs(computed: &str, stage: &str, marked: &str):
        "kết quả tính theo số liệu: {computed}; bước “{stage}” chấm lại: {marked}",
        "computed from the facts: {computed}; marked in the stage “{stage}”: {marked}";
    spread_of_stage(stage: &str, spread: &str, most: &str):
        "{stage}: chênh lệch giữa những người chấm là {spread} điểm, vượt mức {most} điểm",
        "{stage}: the markers are {spread} points apart, more than {most}";
    few_marks(title: &str, marks: usize, others: usize):
        "“{title}” chỉ có {marks} người chấm, đối tượng khác có {others}",
        "“{title}” is marked by {marks} only, others\u{2019} by {others}";
    spread_note(title: &str, spread: &str):
        "những người chấm “{title}” chênh nhau {spread} điểm",
        "markers of “{title}” are {spread} points apart";
    // The most inflated self-scores.
    inflated(stage: &str):
        "Chênh lệch lớn nhất giữa bước “{stage}” và điểm được tính",
        "Greatest differences between the stage “{stage}” and the points that count";
    inflated_none(scheme: &str, stage: &str):
        "{scheme}: không có đối tượng nào có điểm bước “{stage}” cao hơn điểm được tính.",
        "{scheme}: nobody has more points in the stage “{stage}” than what counts.";
    inflated_more(people: usize):
        "Ngoài ra còn {people} đối tượng có chênh lệch bằng hoặc nhỏ hơn mức cuối danh sách này.",
        "{people} more have more points than what counts, by no more than the last of these.";
    inflated_unknown(people: usize):
        "Có {people} đối tượng chưa so sánh được, vì chưa có tổng điểm ở một trong hai bước.",
        "{people} cannot be compared yet: one of the two stages has no total.";
    by_criteria: "Chênh lệch theo tiêu chí", "Differences by criterion";
    no_stages:
        "Không có bộ tiêu chí nào chấm điểm qua nhiều bước.",
        "No scheme is scored in several stages.";
}
