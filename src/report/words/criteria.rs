//! The book of criteria as a paper.

use super::{lower, words};
use crate::rule::expr::Relation;

words! {
    criteria_title: "Hướng dẫn chấm điểm", "How points are given";
    in_force(from: Option<&str>, until: Option<&str>):
        {
            match (from, until) {
                (Some(from), Some(until)) => format!("Áp dụng từ ngày {from} đến hết ngày {until}."),
                (Some(from), None) => format!("Áp dụng từ ngày {from}."),
                (None, Some(until)) => format!("Áp dụng đến hết ngày {until}."),
                (None, None) => String::new(),
            }
        },
        {
            match (from, until) {
                (Some(from), Some(until)) => format!("In force from {from} to {until}."),
                (Some(from), None) => format!("In force from {from}."),
                (None, Some(until)) => format!("In force until {until}."),
                (None, None) => String::new(),
            }
        };
    values_on(day: &str):
        "Các mốc có ngày hiệu lực được in theo ngày {day}.",
        "Values with dates are those of {day}.";
    judges(whom: &str): "Đối tượng: {whom}.", "Judges: {whom}.";
    scale(points: &str): "Thang điểm: {points} điểm.", "Scale: {points} points.";
    criteria_table: "Bảng tiêu chí và cách chấm", "Criteria and how they are scored";
    criterion_how: "Cách chấm", "How it is scored";
    evidence: "Minh chứng", "Evidence";
    // How a rule gives its points.
    worth(points: &str): "{points} điểm", "{points} points";
    computed(formula: &str): "tính bằng {formula}", "computed as {formula}";
    not_covered:
        "chưa quy định, phải xem xét riêng",
        "not provided for: to be decided apart";
    all_others: "các trường hợp còn lại", "all other cases";
    in_order:
        "(Xét lần lượt từ trên xuống, áp dụng dòng đúng đầu tiên.)",
        "(Tried from the top; the first line that holds counts.)";
    as_written(rule: &str):
        "Tính theo quy tắc sau, in nguyên văn: {rule}",
        "By this rule, printed as it is written: {rule}";
    or: " hoặc ", " or ";
    between(above: bool, from: &str, below: bool, to: &str):
        {
            let (from_word, to_word) = (if above { "trên" } else { "từ" }, if below { "dưới " } else { "" });
            format!("{from_word} {from} đến {to_word}{to}")
        },
        {
            let (from_word, to_word) = (if above { "above" } else { "from" }, if below { "below " } else { "" });
            format!("{from_word} {from} to {to_word}{to}")
        };
    not_below(above: bool, from: &str):
        { if above { format!("trên {from}") } else { format!("từ {from} trở lên") } },
        { if above { format!("above {from}") } else { format!("{from} or more") } };
    not_above(below: bool, to: &str):
        { if below { format!("dưới {to}") } else { format!("không quá {to}") } },
        { if below { format!("below {to}") } else { format!("{to} or less") } };
    by_value(label: &str): " (mốc “{label}”)", " (“{label}”)";
    equals(number: &str): "bằng {number}", "exactly {number}";
    differs(number: &str): "khác {number}", "other than {number}";
    other_choices: "các mức còn lại", "any other level";
    is_none_of(words: &str): "không phải là {words}", "not {words}";
    worse(word: &str): "dưới mức “{word}”", "below “{word}”";
    has_item(item: &str): "có “{item}”", "has “{item}”";
    has_no_item(item: &str): "không có “{item}”", "has no “{item}”";
    is_given: "có số liệu", "reported";
    is_not_given: "không được giao hoặc không có số liệu", "not assigned or not reported";
    day(relation: Relation, day: &str):
        {
            match relation {
                Relation::Equal => format!("đúng {day}"),
                Relation::Different => format!("khác {day}"),
                Relation::Less => format!("trước {day}"),
                Relation::AtMost => format!("không sau {day}"),
                Relation::Greater => format!("sau {day}"),
                Relation::AtLeast => format!("từ {day} trở đi"),
            }
        },
        {
            match relation {
                Relation::Equal => format!("on {day}"),
                Relation::Different => format!("not on {day}"),
                Relation::Less => format!("before {day}"),
                Relation::AtMost => format!("not after {day}"),
                Relation::Greater => format!("after {day}"),
                Relation::AtLeast => format!("from {day} on"),
            }
        };
    // What else a row says.
    row_applies(to: &str): "Áp dụng khi: {to}.", "Applies where: {to}.";
    otherwise_full: "Không được giao thì được tính đủ điểm.", "Not assigned: full points.";
    otherwise_drop:
        "Không được giao thì không tính vào điểm và điểm tối đa.",
        "Not assigned: out of points and maximum alike.";
    otherwise_zero: "Không được giao thì 0 điểm.", "Not assigned: 0 points.";
    marked_in(stages: &str): "Chấm trực tiếp qua các bước: {stages}.", "Marked in these stages: {stages}.";
    marked_level(points: &str, what: &str): "- {points} điểm: {what}", "- {points} points: {what}";
    rounded_to_step(step: &str): "Làm tròn theo bước {step} điểm.", "Rounded to steps of {step}.";
    marked_in_steps(step: &str): "Chấm theo từng nấc {step} điểm.", "Marked in steps of {step}.";
    unmarked_is(what: &str): "Không ai chấm thì {what}.", "Where nobody marks it: {what}.";
    unmarked_zero: "0 điểm", "0 points";
    unmarked_full: "được đủ điểm", "full points";
    mark_needs_reason: "Mỗi điểm chấm phải ghi lý do.", "Each mark needs a reason.";
    spread_above(points: &str):
        "Chênh lệch giữa những người chấm quá {points} điểm thì phải xem lại.",
        "More than {points} points between the markers are to be looked at.";
    floor_is(points: &str): "Mức tối thiểu: {points}.", "Floor: {points}.";
    floor_percent(percent: &str): "{percent}% điểm tối đa", "{percent}% of the maximum";
    each_floor(points: &str):
        "Mức tối thiểu của từng tiêu chí trong nhóm: {points}.",
        "Floor of each row in the group: {points}.";
    guarded(what: &str): "Là điều kiện để được: {what}.", "Needed for: {what}.";
    best_counts: "Chỉ tính nội dung có điểm cao nhất.", "Only the best counts.";
    bonus_at_most(points: &str): "Điểm thưởng trong nhóm không quá {points} điểm.", "Bonus in the group: at most {points} points.";
    deduction_at_most(points: &str): "Điểm trừ trong nhóm không quá {points} điểm.", "Deduction in the group: at most {points} points.";
    capped_at(max: &str, why: &str):
        "Tổng điểm của nhóm không quá {max} điểm ({why}).",
        "The group gives at most {max} points ({why}).";
    all_bonus(points: &str): "Tổng điểm thưởng không quá {points} điểm.", "All bonus: at most {points} points.";
    all_deductions(points: &str): "Tổng điểm trừ không quá {points} điểm.", "All deductions: at most {points} points.";
    rescaled_to_scale:
        "Nội dung không được giao không tính; tổng điểm được quy đổi về thang điểm.",
        "What is not assigned does not count; the total is rescaled to the scale.";
    rescaled_in_groups:
        "Nội dung không được giao không tính; điểm từng nhóm được quy đổi về điểm tối đa của nhóm.",
        "What is not assigned does not count; each group is rescaled to its maximum.";
    rounded(digits: u32): "Điểm làm tròn đến {digits} chữ số thập phân.", "Points are rounded to {digits} digits.";
    // Gates and standards.
    gates: "Điều kiện xét", "Conditions before points";
    condition_title: "Điều kiện", "Condition";
    gate_when(status: &str, when: &str): "{status} nếu: {when}", "{status} if: {when}";
    standard_when: "Đạt khi", "Met where";
    unmet_then: "Không đạt thì", "If not met";
    unmet_closes(guards: &str): "không được: {guards}", "not given: {guards}";
    // Values and cohorts.
    values_title: "Các mốc quy định", "Values";
    value_name: "Nội dung", "Value";
    value_number: "Mức", "Number";
    value_from: "Áp dụng từ", "From";
    cohorts_title: "Số liệu so sánh trong cụm, lĩnh vực", "Numbers of the cohort";
    take_max: "mức cao nhất", "the greatest";
    take_min: "mức thấp nhất", "the least";
    take_mean: "trung bình cộng", "the mean";
    take_median: "trung vị", "the median";
    take_sum: "tổng", "the sum";
    take_count: "số đối tượng có", "the number of nominees with";
    cohort_said(take: &str, of: &str, per: &str): "{take} của {of}{per}", "{take} of {of}{per}";
    cohort_per(part: &str): ", trong cùng: {part}", ", within the same: {part}";
    cohort_when(when: &str): "; chỉ tính khi {when}", "; only where {when}";
    among_eligible: "; không tính đối tượng không đủ điều kiện xét", "; of those not closed by a condition";
    // Classes, ranking, awards.
    classes_title: "Xếp loại", "Classes";
    class_from: "Từ điểm", "From points";
    class_rest: "các trường hợp còn lại", "all others";
    ranking_title: "Xếp hạng", "Ranking";
    ranked_in(parts: &str): "Xếp hạng riêng theo: {parts}.", "Ranked apart by: {parts}.";
    stage_counts(stage: &str): "Điểm được tính: bước “{stage}”.", "The stage “{stage}” counts.";
    equals_by(steps: &str): "Bằng điểm thì xét lần lượt: {steps}.", "Equals are parted by: {steps}.";
    last_shared: "Vẫn bằng nhau thì đồng hạng.", "Equals after that share the place.";
    last_council: "Vẫn bằng nhau thì Hội đồng quyết định.", "Equals after that: the council decides.";
    last_lot: "Vẫn bằng nhau thì bốc thăm.", "Equals after that: by lot.";
    awards_title: "Khen thưởng", "Awards";
    award_when(when: &str): "Điều kiện: {when}.", "Condition: {when}.";
    award_again(years: u32):
        "Không đề nghị lại trong vòng {years} năm.",
        "Not again within {years} years.";
    award_not_with(awards: &str): "Không đồng thời với: {awards}.", "Not together with: {awards}.";
    quota_seats(seats: &str, per: &str): "Chỉ tiêu: {seats} suất{per}.", "Quota: {seats} seat(s){per}.";
    quota_each(parts: &str): "Chỉ tiêu: {parts}.", "Quota: {parts}.";
    quota_share(share: &str, of: &str, per: &str, round: &str):
        "Chỉ tiêu: không quá {share} {of}{per}, {round}.",
        "Quota: at most {share} of {of}{per}, {round}.";
    per_part(part: &str):
        { format!(" cho mỗi {}", lower(part)) },
        { format!(" for each {}", lower(part)) };
    part_seats(part: &str, seats: u32): "{part}: {seats} suất", "{part}: {seats}";
    part_share(part: &str, share: &str): "{part}: {share}", "{part}: {share}";
    rounded_down: "phần lẻ làm tròn xuống", "rounded down";
    rounded_up: "phần lẻ làm tròn lên", "rounded up";
    base_nominated: "số đối tượng được đề nghị xét", "those nominated";
    base_ranked: "số đối tượng được xếp hạng", "those ranked";
    base_fact(label: &str): "tổng “{label}”", "the sum of “{label}”";
    base_award(award: &str): "số được đề nghị {award}", "those proposed for {award}";
    reserve_seats(seats: u32, kind: &str):
        "Cơ cấu: ít nhất {seats} suất cho: {kind}.",
        "Reserve: at least {seats} seat(s) for: {kind}.";
    award_order(steps: &str): "Thứ tự xét: {steps}.", "Seated in the order of: {steps}.";
    downgrade_to(award: &str, share: &str):
        "Hội đồng có thể biểu quyết chuyển xuống {award} (tán thành {share}).",
        "The council may vote for {award} instead ({share}).";
    line_all: "Đồng hạng ở suất cuối cùng: đề nghị tất cả.", "Equals at the line: all are proposed.";
    line_none: "Đồng hạng ở suất cuối cùng: không đề nghị ai trong số đó.", "Equals at the line: none is proposed.";
    line_ask: "Đồng hạng ở suất cuối cùng: Hội đồng quyết định.", "Equals at the line: the council decides.";
}
