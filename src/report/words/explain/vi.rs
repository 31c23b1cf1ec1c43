//! Tiếng Việt.

use super::ExplainWords;

/// Tiếng Việt.
pub(super) const VI: ExplainWords = ExplainWords {
    steps: "Cách tính",
    threshold: |number| format!("mốc {number}"),
    by_paper: |label, basis| match basis {
        Some(basis) => format!("{label}, căn cứ: {basis}"),
        None => label.to_owned(),
    },
    gives: |what, points| format!("{what} → {points} điểm"),
    makes: |how, points| format!("{how} = {points} điểm"),
    fixed: |points| format!("điểm cố định → {points} điểm"),
    otherwise: "thuộc các trường hợp còn lại",
    below_all: |what, points| format!("{what}, chưa đạt mốc nào → {points} điểm"),
    next_missed: |what, points| format!("chưa đạt mức kế tiếp ({points} điểm): {what}"),
    next_less: |what, points| format!("chưa đạt mức trừ ít hơn ({points} điểm): {what}"),
    prescribed: |what, level| format!("{what} (mức quy định: {level})"),
    needs: |what| format!("cần {what}"),
    interpreted: "quy tắc được chạy bằng trình thông dịch, không phân tích được từng bước",
    and: " và ",
    is_word: |label, value| format!("{label}: {value}"),
    is_not_word: |label, value, word| format!("{label}: {value}, không phải “{word}”"),
    at_least: |label, value, word| format!("{label}: {value}, từ mức “{word}” trở lên"),
    or_better: |word| format!("từ mức “{word}” trở lên"),
    below: |label, value, word| format!("{label}: {value}, dưới mức “{word}”"),
    holds: |label, word| format!("{label}: có “{word}”"),
    holds_not: |label, word| format!("{label}: không có “{word}”"),
    given: |label| format!("{label}: có số liệu"),
    not_given: |label| format!("{label}: không có số liệu"),
    maximum: "điểm tối đa",
    unnamed: "kết quả tính ở bước trước",
    percent: |done, target| format!("tỷ lệ phần trăm của {done} trên {target}"),
    proportion: |done, target| format!("tỷ lệ {done} trên {target} (không quá 1)"),
    capped: |what, cap| format!("{what}, không quá {cap}"),
    ramp: |what, from, base, each, add| {
        format!("{what}: đến {from} được {base}, thêm mỗi {each} tính thêm {add}")
    },
    ramp_down: |what, from, base, each, add| {
        format!("{what}: từ {from} trở lên được {base}, giảm mỗi {each} tính thêm {add}")
    },
    in_days: |number| format!("{number} ngày"),
    in_years: |number| format!("{number} năm"),
    clamp: |what, low, high| format!("{what}, giới hạn từ {low} đến {high}"),
    least: |all| format!("số nhỏ nhất trong ({all})"),
    greatest: |all| format!("số lớn nhất trong ({all})"),
    absolute: |what| format!("giá trị tuyệt đối của {what}"),
    rounded: |what, digits| format!("{what}, làm tròn {digits} chữ số thập phân"),
    rounded_down: |what| format!("{what}, làm tròn xuống"),
    rounded_up: |what| format!("{what}, làm tròn lên"),
    sum: |all| format!("tổng của {all}"),
    mean: |all| format!("trung bình của {all}"),
    median: |all| format!("trung vị của {all}"),
    trimmed_mean: |all, drop| {
        format!("trung bình của {all} sau khi bỏ {drop} số cao nhất và {drop} số thấp nhất")
    },
    trimmed_sum: |all, drop| {
        format!("tổng của {all} sau khi bỏ {drop} số cao nhất và {drop} số thấp nhất")
    },
    past_awards: |award, years| format!("số lần được tặng {award} trong {years} năm trước"),
    consecutive: |award| format!("số năm liên tục được tặng {award}"),
    length: |list| format!("số mục của {list}"),
    count: |list, what| format!("số lần có {what} trong {list}"),
    days: |from, to| format!("số ngày từ {from} đến {to}"),
    years: |from, to| format!("số năm tròn từ {from} đến {to}"),
    table: |of| format!("điểm theo bảng mốc của {of}"),
    missing: |goal| format!("Còn thiếu gì để {goal}"),
    goal: |class| format!("được xếp loại {class}"),
    goal_any: "được xét, xếp loại",
    report_first: "Trước hết cần báo cáo số liệu còn thiếu: có đủ số liệu mới tính được điểm và xếp loại.",
    now: "Hiện nay",
    own_class: "Xếp loại hiện nay",
    reached: |class| format!("Đối tượng đã đạt mức xếp loại {class}."),
    best: |class| format!("Đối tượng đã đạt mức xếp loại cao nhất: {class}."),
    no_classes: "Bộ tiêu chí này không xếp loại.",
    lacks: "Những điều còn thiếu",
    lacking: |class, from, points| {
        format!("Còn thiếu {points} điểm: xếp loại {class} cần từ {from} điểm")
    },
    enough: |class, from| format!("Đã đủ điểm: xếp loại {class} cần từ {from} điểm"),
    not_ranked: |status, why| format!("Đối tượng đang ở tình trạng {status}: {why}"),
    one_change: "Chỉ cần thay đổi một trong các số liệu sau (các số liệu khác giữ nguyên)",
    one_trait: "Các thay đổi sau cũng đủ, nhưng bộ tiêu chí không ghi chiều nào của số liệu là tốt hơn (để \
        tham khảo)",
    fact: "Số liệu",
    needed: "Cần có",
    rows: "Tiêu chí thay đổi",
    row: |row, before, after| format!("{row}: {before} → {after}"),
    none_before: "chưa chấm",
    near: "Những tiêu chí còn có thể thêm điểm",
    next_level: "Mức kế tiếp chưa đạt",
    next_gain: "Thêm ở mức kế tiếp",
    most_gain: "Thêm nhiều nhất",
    no_change: |goal| {
        format!("Trong các số liệu đã xét, chỉ thay đổi riêng một số liệu thì chưa đủ để {goal}.")
    },
    no_other_change: |goal| {
        format!(
            "Ngoài những thay đổi nêu trên, chỉ cải thiện riêng một số liệu thì chưa đủ để {goal}."
        )
    },
    by_trying: "tìm bằng cách thử",
    by_trying_note: "“Tìm bằng cách thử”: có quy tắc không phân tích được thành mốc, hoặc điểm vừa \
        tăng vừa giảm theo số liệu này, nên chưa loại trừ được mức thay đổi nhỏ hơn.",
    others_held: "Số liệu của các đối tượng khác được giữ nguyên. Nếu mức so sánh chung thay đổi \
        (kể cả do chính đối tượng này), kết quả có thể khác.",
    provisional: "Kết quả hiện nay là tạm tính, vì còn đối tượng khác chưa có đủ số liệu.",
    unsure: |facts| {
        format!("Đã tìm bằng cách thử mà chưa thấy mức nào đủ, nhưng chưa loại trừ hết: {facts}.")
    },
    untried: |facts| {
        format!(
            "Chưa tính đến thay đổi của: {facts} (ngày, danh sách, chữ, hoặc không có số liệu)."
        )
    },
    over: |one, other| format!("So sánh thứ hạng: {one} và {other}"),
    other_scheme: "Hai đối tượng được chấm theo hai bộ tiêu chí khác nhau nên không so sánh thứ \
        hạng.",
    other_list: |one, other| {
        format!(
            "Hai đối tượng ở hai danh sách khác nhau ({one}; {other}) nên không so sánh thứ hạng."
        )
    },
    no_place: |name, status| format!("{name} chưa có thứ hạng (tình trạng: {status})."),
    above_by_total: |above, below, points| {
        format!("{above} đứng trên {below} vì tổng điểm cao hơn {points} điểm.")
    },
    above_by_tie: |above, below, step| {
        format!("{above} và {below} bằng nhau cho đến tiêu chí phụ: {step}; {above} đứng trên.")
    },
    above_by_people: |above, below, how| {
        format!("{above} và {below} bằng nhau ở mọi bước; {above} đứng trên: {how}.")
    },
    equal: |one, other| format!("{one} và {other} bằng nhau ở mọi bước."),
    equal_council: "Việc phân định do Hội đồng quyết định.",
    equal_lot: "Việc phân định bằng hình thức bốc thăm.",
    equal_shared: "Hai đối tượng đồng hạng.",
    same_one: "Hai mã là cùng một đối tượng.",
    totals: "Tổng điểm",
    differences: "Các tiêu chí khác nhau về điểm",
    no_differences: "Không có tiêu chí nào khác nhau về điểm.",
    difference: "Chênh lệch",
    other_sums: "Chênh lệch do mức trần, quy đổi và làm tròn",
    ties: "Tiêu chí phụ, theo thứ tự xét",
    step: "Tiêu chí phụ",
    tied: "bằng nhau",
    decides: "quyết định",
    dropped: "không tính",
};
