//! Words that only official papers have.

use super::words;

words! {
    absent_written: "Trong đó: vắng mặt, cho ý kiến bằng văn bản", "Of these: absent, in writing";
    share_of_votes: "Tỷ lệ tán thành (%)", "Share (%)";
    vote_passed: "Đạt", "Carried";
    vote_failed: "Không đạt", "Not carried";
    vote_missing: "Chưa có kết quả", "No result yet";
    imprint(program: &str, format: u32, schemes: &str, data: &str):
        "Lập bằng {program}, dạng kết quả {format}; bộ tiêu chí SHA-256 {schemes}; số liệu SHA-256 {data}.",
        "Made by {program}, result format {format}; schemes SHA-256 {schemes}; data SHA-256 {data}.";
    sum_of_group: "Cộng", "Sum";
    // The report of the year.
    kind_of_nominee: "Loại", "Kind";
    part_unknown: "Không ghi", "Not said";
    nominated_count: "Được đề nghị xét", "Nominated";
    ranked_count: "Số lượng", "Number";
    proposed_count: "Được đề nghị khen thưởng", "Proposed";
    proposed_share: "Tỷ lệ đề nghị khen thưởng (%)", "Proposed (%)";
    provisional_names: "tạm thời, vì chưa xét xong", "provisional: not all is settled";
    mean_of_totals: "Bình quân", "Mean";
    median_of_totals: "Trung vị", "Median";
    highest_less_lowest: "Chênh lệch cao nhất và thấp nhất", "Highest less lowest";
    share_in_percent: "Tỷ lệ (%)", "Share (%)";
    got_in_percent: "Tỷ lệ đạt (%)", "Got (%)";
    got_full: "Số đạt tối đa", "Got all";
    standard_met: "đạt", "met";
    all_ranked_count: "Đã xếp hạng", "Ranked";
    mean_of_ranked: "Điểm bình quân của những trường hợp đã xếp hạng", "Mean of those ranked";
    period_before: "Kỳ trước", "Before";
    this_period: "Kỳ này", "Now";
    more_or_less: "Tăng (+), giảm (-)", "More (+), less (-)";
    class_only_before(scheme: &str, class: &str):
        "{scheme}: xếp loại có mã `{class}` chỉ có ở kỳ trước.",
        "{scheme}: the class `{class}` was there before only.";
    scheme_only_now(scheme: &str):
        "{scheme}: kết quả kỳ trước không có bộ tiêu chí này nên không so sánh được.",
        "{scheme}: not in the result before, so it is not compared.";
    scheme_only_before(scheme: &str):
        "Bộ tiêu chí có mã `{scheme}` chỉ có ở kỳ trước nên không so sánh được.",
        "The scheme `{scheme}` was there before only, so it is not compared.";
    before_is_open:
        "Khi lập kết quả kỳ trước, còn những việc chưa xử lý xong.",
        "The result before was not settled in all when it was written.";
    not_compared:
        "Không so sánh theo tiêu chí, đơn vị, lĩnh vực, vì kết quả kỳ trước không ghi điểm tối đa, đơn vị, lĩnh vực. Mức điểm giữa hai kỳ chỉ so sánh được khi tiêu chí không thay đổi.",
        "Criteria, units and fields are not compared: the result before has neither maxima nor units nor fields. Points compare only where the criteria are the same.";
    // The plan of a re-inspection.
    facts_read: "Số liệu đã ghi nhận", "Facts";
    evidence_to_see: "Minh chứng cần xem", "Evidence to see";
    has_class(class: &str): "xếp loại {class}", "class {class}";
    below_points(points: &str, line: &str): "được {points} điểm, dưới {line} điểm", "{points} points, below {line}";
    misses_floor(title: &str, points: &str, needed: &str):
        "“{title}” được {points} điểm, chưa đạt mức điểm tối thiểu (cần {needed} điểm)",
        "“{title}” has {points} points and misses its floor (needs {needed})";
    reinspect_class(scheme: &str, class: &str):
        "{scheme}: xếp loại thấp hơn “{class}”",
        "{scheme}: a class below “{class}”";
    reinspect_points(scheme: &str, points: &str): "{scheme}: dưới {points} điểm", "{scheme}: fewer than {points} points";
    reinspect_lowest(scheme: &str, class: &str):
        "{scheme}: xếp loại thấp nhất (“{class}”)",
        "{scheme}: the lowest class (“{class}”)";
    reinspect_floors(scheme: &str):
        "{scheme}: không còn trường hợp nào khác",
        "{scheme}: nobody else";
    model: "Mô hình, cách làm", "Model";
}
