//! The score sheet.

use super::words;

words! {
    // The score sheet.
    sheet: "Phiếu chấm điểm", "Score sheet";
    nominee: "Đối tượng", "Nominee";
    part: "Phần", "Part";
    withdrawn_award: "Khen thưởng đã bị thu hồi", "Award withdrawn";
    withdrawn_on(award: &str, year: &str, day: &str):
        "{award} năm {year}, thu hồi ngày {day}: không tính",
        "{award} of {year}, withdrawn on {day}: it does not count";
    reasons: "Lý do", "Reasons";
    not_computed: "Chưa chấm điểm.", "No points were computed.";
    scored_rows: "Chấm điểm theo tiêu chí", "Points by criterion";
    content: "Nội dung", "Content";
    max: "Điểm tối đa", "Maximum";
    points: "Điểm", "Points";
    explanation: "Số liệu, căn cứ", "Facts, basis";
    facts: "Số liệu", "Facts";
    basis: "Căn cứ", "Basis";
    bonus_row: "điểm thưởng", "bonus";
    deduction_row: "điểm trừ", "deduction";
    dropped: "không tính vào điểm và điểm tối đa", "out of points and maximum alike";
    does_not_apply: "không áp dụng", "does not apply";
    row_not_assigned(fact: &str): "không được giao: {fact}", "not assigned: {fact}";
    no_cohort(what: &str): "không có số liệu để so sánh: {what}", "nobody to compare with: {what}";
    rule_failed(why: &str): "chưa tính được điểm: {why}", "the rule failed: {why}";
    counted_as(points: &str): "được tính {points} điểm", "counts as {points} points";
    assigned(max: &str): "điểm tối đa được giao: {max}", "assigned maximum: {max}";
    takes_best: "chỉ tính nội dung có điểm cao nhất", "only the best counts";
    only_best: "Trừ các nội dung không được tính", "Less what does not count";
    rounding: "Chênh lệch do làm tròn", "Rounding difference";
    ceiling(have: &str, counted: &str):
        "{have} điểm bị chặn ở {counted}",
        "{have} points, capped at {counted}";
    bonus_ceiling(have: &str, counted: &str):
        "Điểm thưởng: {have} điểm bị chặn ở {counted}",
        "Bonus: {have} points, capped at {counted}";
    deduction_ceiling(have: &str, counted: &str):
        "Điểm trừ: {have} điểm bị chặn ở {counted}",
        "Deduction: {have} points, capped at {counted}";
    rescaled_group(have: &str, of: &str, max: &str):
        "Quy đổi {have}/{of} về mức tối đa {max}",
        "{have}/{of} rescaled to a maximum of {max}";
    sum: "Cộng điểm", "How it adds up";
    scored_of(of: &str):
        "Cộng điểm tiêu chí (trên {of} điểm được giao)",
        "Scored points (out of {of} assigned)";
    rescaled_total(have: &str, of: &str, scale: &str, score: &str):
        "Quy đổi về thang điểm {scale}: {have}/{of} → {score}",
        "Rescaled to {scale}: {have}/{of} → {score}";
    bonus_part: "Điểm thưởng", "Bonus";
    deduction_part: "Điểm trừ", "Deduction";
    bounds(least: &str, most: Option<&str>):
        {
            match most {
                    Some(most) => format!("Giới hạn tổng điểm trong khoảng từ {least} đến {most}"),
                    None => format!("Tổng điểm không dưới {least}"),
                }
        },
        {
            match most {
                    Some(most) => format!("Total kept between {least} and {most}"),
                    None => format!("Total not below {least}"),
                }
        };
    total_line: "Tổng điểm", "Total";
    standards: "Tiêu chuẩn", "Standards";
    standard: "Tiêu chuẩn", "Standard";
    result: "Kết quả", "Result";
    met: "đạt", "met";
    not_met: "không đạt", "not met";
    unmet_refuse(guards: &str):
        {
            if guards.is_empty() {
                "không xét".to_owned()
            } else {
                format!("không đạt thì không được: {guards}")
            }
        },
        {
            if guards.is_empty() {
                "refused".to_owned()
            } else {
                format!("closes: {guards}")
            }
        };
    unmet_hold: "tạm dừng xét", "held";
    unmet_reason: "cần giải trình bằng văn bản", "needs a written reason";
    floors: "Mức điểm tối thiểu", "Floors";
    needed: "Mức yêu cầu", "Required";
    guards: "Điều kiện để được", "Needed for";
    above(points: &str): "trên {points}", "above {points}";
    at_least(points: &str): "từ {points}", "at least {points}";
    classed(class: &str): "Được xếp loại {class}", "Class: {class}";
    no_class: "Chưa đạt mức xếp loại nào", "No class is reached";
    unit_class_none: "không có xếp loại", "no class";
    unit_class_unknown: "chưa có xếp loại", "no class yet";
    unit_lacks_class:
        "đơn vị không có xếp loại trong kỳ này",
        "the unit has no class in this period";
    unit_has_no_seats:
        "đơn vị không có xếp loại trong kỳ này nên không có suất",
        "the unit has no class in this period, and so no seats";
    of_collective(text: &str, id: &str): "{text} (tập thể mã {id})", "{text} (collective {id})";
    class_of_unit: "Xếp loại của đơn vị trong kỳ này", "Class of the unit in this period";
    unit_not_yet(status: &str): "chưa có: {status}", "not yet: {status}";
    unit_without(status: &str): "không có: {status}", "none: {status}";
    unit_not_there:
        "chưa có: đơn vị không có trong danh sách tập thể của kỳ xét",
        "not yet: the unit is not among the collectives of the period";
    unclassified_by_gate: "Không xếp loại do không đáp ứng điều kiện xét", "Not classified: a gate says so";
    not_classed(status: &str):
        "Chưa xếp loại, vì đối tượng ở tình trạng: {status}",
        "Not classified, because of its status: {status}";
    without_bonus: "(không tính điểm thưởng)", "(without bonus)";
    total_without_bonus(total: &str):
        "Tổng điểm không tính điểm thưởng: {total}",
        "Total without bonus: {total}";
    threshold(class: &str, from: &str): "{class} từ {from}", "{class} from {from}";
    thresholds(all: &str): "Mốc điểm: {all}", "Thresholds: {all}";
    lacking(class: &str, points: &str):
        "Còn thiếu {points} điểm để đạt mốc {class}",
        "{points} points short of {class}";
    withheld_by(class: &str, by: &str):
        "Chưa được xếp loại {class} do: {by}",
        "{class} is closed by: {by}";
    standard_unmet(title: &str): "chưa đạt tiêu chuẩn “{title}”", "standard not met: {title}";
    floor_missed(title: &str, needed: &str):
        "“{title}” chưa đạt mức tối thiểu ({needed} điểm)",
        "{title} is below its floor ({needed})";
    place: "Thứ hạng", "Place";
    place_of(rank: usize, of: usize, list: &str):
        {
            let place = format!("Hạng {rank} trong {of} đối tượng");
            if list.is_empty() {
                place
            } else {
                format!("{place} ({list})")
            }
        },
        {
            let place = format!("Place {rank} of {of}");
            if list.is_empty() {
                place
            } else {
                format!("{place} ({list})")
            }
        };
    above_by(scored: bool, name: &str, step: &str):
        {
            if scored {
                format!("bằng điểm với {name}, xếp trên nhờ: {step}")
            } else {
                format!("xếp trên {name} nhờ: {step}")
            }
        },
        {
            if scored {
                format!("equal to {name} in points, placed above by: {step}")
            } else {
                format!("placed above {name} by: {step}")
            }
        };
    below_by(scored: bool, name: &str, step: &str):
        {
            if scored {
                format!("bằng điểm với {name}, xếp dưới do: {step}")
            } else {
                format!("xếp dưới {name} do: {step}")
            }
        },
        {
            if scored {
                format!("equal to {name} in points, placed below by: {step}")
            } else {
                format!("placed below {name} by: {step}")
            }
        };
    awards: "Khen thưởng", "Awards";
    award: "Hình thức khen thưởng", "Award";
    proposed: "được đề nghị", "proposed";
    proposed_beyond: "được đề nghị, vượt chỉ tiêu", "proposed, beyond the quota";
    is_missed: "không đề nghị", "not proposed";
    is_contested: "chờ quyết định", "to be decided";
    // Values.
    yes: "có", "yes";
    no_answer: "không", "no";
    not_reported: "chưa có số liệu", "not reported";
    not_assigned: "không được giao", "not assigned";
    no_figure: "không có số liệu để so sánh", "nobody to compare with";
    review_day: "Ngày xét", "Day of the review";
    deadline: "Hạn nhận hồ sơ", "Deadline";
    period_start: "Ngày đầu kỳ", "First day of the period";
    period_end: "Ngày cuối kỳ", "Last day of the period";
}
