//! The words of explanations: what a rule did, what is missing to a class, why one stands above
//! another. In both languages, beside each other.

use crate::locale::Locale;

/// Every word and sentence of explanations, in one language.
#[derive(Debug)]
pub(in crate::report) struct ExplainWords {
    // What a rule did.
    pub(in crate::report) steps: &'static str,
    pub(in crate::report) threshold: fn(&str) -> String,
    pub(in crate::report) by_paper: fn(&str, Option<&str>) -> String,
    pub(in crate::report) gives: fn(&str, &str) -> String,
    pub(in crate::report) makes: fn(&str, &str) -> String,
    pub(in crate::report) fixed: fn(&str) -> String,
    pub(in crate::report) otherwise: &'static str,
    pub(in crate::report) below_all: fn(&str, &str) -> String,
    pub(in crate::report) next_missed: fn(&str, &str) -> String,
    pub(in crate::report) next_less: fn(&str, &str) -> String,
    pub(in crate::report) prescribed: fn(&str, &str) -> String,
    pub(in crate::report) needs: fn(&str) -> String,
    pub(in crate::report) interpreted: &'static str,
    pub(in crate::report) and: &'static str,
    pub(in crate::report) is_word: fn(&str, &str) -> String,
    pub(in crate::report) is_not_word: fn(&str, &str, &str) -> String,
    pub(in crate::report) at_least: fn(&str, &str, &str) -> String,
    pub(in crate::report) or_better: fn(&str) -> String,
    pub(in crate::report) below: fn(&str, &str, &str) -> String,
    pub(in crate::report) holds: fn(&str, &str) -> String,
    pub(in crate::report) holds_not: fn(&str, &str) -> String,
    pub(in crate::report) given: fn(&str) -> String,
    pub(in crate::report) not_given: fn(&str) -> String,
    // How a number is made.
    pub(in crate::report) maximum: &'static str,
    pub(in crate::report) unnamed: &'static str,
    pub(in crate::report) percent: fn(&str, &str) -> String,
    pub(in crate::report) proportion: fn(&str, &str) -> String,
    pub(in crate::report) capped: fn(&str, &str) -> String,
    pub(in crate::report) ramp: fn(&str, &str, &str, &str, &str) -> String,
    pub(in crate::report) ramp_down: fn(&str, &str, &str, &str, &str) -> String,
    pub(in crate::report) in_days: fn(&str) -> String,
    pub(in crate::report) in_years: fn(&str) -> String,
    pub(in crate::report) clamp: fn(&str, &str, &str) -> String,
    pub(in crate::report) least: fn(&str) -> String,
    pub(in crate::report) greatest: fn(&str) -> String,
    pub(in crate::report) absolute: fn(&str) -> String,
    pub(in crate::report) rounded: fn(&str, u32) -> String,
    pub(in crate::report) rounded_down: fn(&str) -> String,
    pub(in crate::report) rounded_up: fn(&str) -> String,
    pub(in crate::report) sum: fn(&str) -> String,
    pub(in crate::report) mean: fn(&str) -> String,
    pub(in crate::report) median: fn(&str) -> String,
    pub(in crate::report) trimmed_mean: fn(&str, usize) -> String,
    pub(in crate::report) trimmed_sum: fn(&str, usize) -> String,
    pub(in crate::report) past_awards: fn(&str, &str) -> String,
    pub(in crate::report) consecutive: fn(&str) -> String,
    pub(in crate::report) length: fn(&str) -> String,
    pub(in crate::report) count: fn(&str, &str) -> String,
    pub(in crate::report) days: fn(&str, &str) -> String,
    pub(in crate::report) years: fn(&str, &str) -> String,
    pub(in crate::report) table: fn(&str) -> String,
    // What is missing to a class.
    pub(in crate::report) missing: fn(&str) -> String,
    pub(in crate::report) goal: fn(&str) -> String,
    pub(in crate::report) goal_any: &'static str,
    pub(in crate::report) now: &'static str,
    pub(in crate::report) own_class: &'static str,
    pub(in crate::report) reached: fn(&str) -> String,
    pub(in crate::report) best: fn(&str) -> String,
    pub(in crate::report) no_classes: &'static str,
    pub(in crate::report) lacks: &'static str,
    pub(in crate::report) lacking: fn(&str, &str, &str) -> String,
    pub(in crate::report) enough: fn(&str, &str) -> String,
    pub(in crate::report) not_ranked: fn(&str, &str) -> String,
    pub(in crate::report) one_change: &'static str,
    pub(in crate::report) one_trait: &'static str,
    pub(in crate::report) fact: &'static str,
    pub(in crate::report) needed: &'static str,
    pub(in crate::report) rows: &'static str,
    pub(in crate::report) row: fn(&str, &str, &str) -> String,
    pub(in crate::report) none_before: &'static str,
    pub(in crate::report) near: &'static str,
    pub(in crate::report) next_level: &'static str,
    pub(in crate::report) next_gain: &'static str,
    pub(in crate::report) most_gain: &'static str,
    pub(in crate::report) no_change: fn(&str) -> String,
    pub(in crate::report) no_other_change: fn(&str) -> String,
    pub(in crate::report) by_trying: &'static str,
    pub(in crate::report) by_trying_note: &'static str,
    pub(in crate::report) others_held: &'static str,
    pub(in crate::report) provisional: &'static str,
    pub(in crate::report) unsure: fn(&str) -> String,
    pub(in crate::report) untried: fn(&str) -> String,
    // Why one stands above another.
    pub(in crate::report) over: fn(&str, &str) -> String,
    pub(in crate::report) other_scheme: &'static str,
    pub(in crate::report) other_list: fn(&str, &str) -> String,
    pub(in crate::report) no_place: fn(&str, &str) -> String,
    pub(in crate::report) above_by_total: fn(&str, &str, &str) -> String,
    pub(in crate::report) above_by_tie: fn(&str, &str, &str) -> String,
    pub(in crate::report) equal: fn(&str, &str) -> String,
    pub(in crate::report) equal_council: &'static str,
    pub(in crate::report) equal_lot: &'static str,
    pub(in crate::report) equal_shared: &'static str,
    pub(in crate::report) same_one: &'static str,
    pub(in crate::report) totals: &'static str,
    pub(in crate::report) differences: &'static str,
    pub(in crate::report) no_differences: &'static str,
    pub(in crate::report) difference: &'static str,
    pub(in crate::report) other_sums: &'static str,
    pub(in crate::report) ties: &'static str,
    pub(in crate::report) step: &'static str,
    pub(in crate::report) tied: &'static str,
    pub(in crate::report) decides: &'static str,
    pub(in crate::report) dropped: &'static str,
}

impl ExplainWords {
    /// The words of a language.
    pub(in crate::report) fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Vi => &VI,
            Locale::En => &EN,
        }
    }
}

const VI: ExplainWords = ExplainWords {
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

const EN: ExplainWords = ExplainWords {
    steps: "How",
    threshold: |number| format!("threshold {number}"),
    by_paper: |label, basis| match basis {
        Some(basis) => format!("{label}, by {basis}"),
        None => label.to_owned(),
    },
    gives: |what, points| format!("{what} → {points} points"),
    makes: |how, points| format!("{how} = {points} points"),
    fixed: |points| format!("always → {points} points"),
    otherwise: "none of the cases above",
    below_all: |what, points| format!("{what}, no threshold met → {points} points"),
    next_missed: |what, points| format!("next result missed ({points} points): {what}"),
    next_less: |what, points| format!("lesser deduction missed ({points} points): {what}"),
    prescribed: |what, level| format!("{what} (prescribed: {level})"),
    needs: |what| format!("needs {what}"),
    interpreted: "the rule was run by the interpreter, which cannot be followed step by step",
    and: " and ",
    is_word: |label, value| format!("{label}: {value}"),
    is_not_word: |label, value, word| format!("{label}: {value}, not “{word}”"),
    at_least: |label, value, word| format!("{label}: {value}, at least “{word}”"),
    or_better: |word| format!("“{word}” or better"),
    below: |label, value, word| format!("{label}: {value}, below “{word}”"),
    holds: |label, word| format!("{label}: has “{word}”"),
    holds_not: |label, word| format!("{label}: has no “{word}”"),
    given: |label| format!("{label}: given"),
    not_given: |label| format!("{label}: not given"),
    maximum: "maximum",
    unnamed: "the result of an earlier step",
    percent: |done, target| format!("{done} as a percentage of {target}"),
    proportion: |done, target| format!("the proportion of {done} to {target} (at most 1)"),
    capped: |what, cap| format!("{what}, at most {cap}"),
    ramp: |what, from, base, each, add| {
        format!("{what}: {base} up to {from}, {add} more for each further {each}")
    },
    ramp_down: |what, from, base, each, add| {
        format!("{what}: {base} from {from} upward, {add} more for each {each} less")
    },
    in_days: |number| format!("{number} day(s)"),
    in_years: |number| format!("{number} year(s)"),
    clamp: |what, low, high| format!("{what}, kept between {low} and {high}"),
    least: |all| format!("the least of ({all})"),
    greatest: |all| format!("the greatest of ({all})"),
    absolute: |what| format!("the absolute value of {what}"),
    rounded: |what, digits| format!("{what}, rounded to {digits} digits"),
    rounded_down: |what| format!("{what}, rounded down"),
    rounded_up: |what| format!("{what}, rounded up"),
    sum: |all| format!("the sum of {all}"),
    mean: |all| format!("the mean of {all}"),
    median: |all| format!("the median of {all}"),
    trimmed_mean: |all, drop| {
        format!("the mean of {all} without the {drop} highest and the {drop} lowest")
    },
    trimmed_sum: |all, drop| {
        format!("the sum of {all} without the {drop} highest and the {drop} lowest")
    },
    past_awards: |award, years| format!("times {award} was given in the {years} years before"),
    consecutive: |award| format!("years in a row with {award}"),
    length: |list| format!("the number of items of {list}"),
    count: |list, what| format!("how often {what} stands in {list}"),
    days: |from, to| format!("days from {from} to {to}"),
    years: |from, to| format!("whole years from {from} to {to}"),
    table: |of| format!("points by the table of {of}"),
    missing: |goal| format!("What is missing {goal}"),
    goal: |class| format!("for the class {class}"),
    goal_any: "to be classed at all",
    now: "Now",
    own_class: "Class now",
    reached: |class| format!("The class {class} is reached."),
    best: |class| format!("The best class is reached: {class}."),
    no_classes: "This scheme has no classes.",
    lacks: "What is missing",
    lacking: |class, from, points| {
        format!("{points} points short: {class} begins at {from} points")
    },
    enough: |class, from| format!("Enough points: {class} begins at {from} points"),
    not_ranked: |status, why| format!("The nominee is {status}: {why}"),
    one_change: "A change of any one of these facts would do (all others as they are)",
    one_trait: "These would do as well, but the scheme does not say which way of them is better",
    fact: "Fact",
    needed: "Needed",
    rows: "Criteria that change",
    row: |row, before, after| format!("{row}: {before} → {after}"),
    none_before: "not marked",
    near: "Criteria with points to gain",
    next_level: "Next result missed",
    next_gain: "More at the next",
    most_gain: "More at most",
    no_change: |goal| format!("Of the facts that were tried, none alone would do {goal}."),
    no_other_change: |goal| {
        format!("Apart from the changes above, no fact alone, bettered, would do {goal}.")
    },
    by_trying: "found by trying",
    by_trying_note: "“Found by trying”: a rule could not be followed to its thresholds, or points \
        both grow and shrink with the fact, so that a smaller change is not ruled out.",
    others_held: "All other nominees are held as they are. Should what they are compared by change \
        (be it through this nominee), the result may differ.",
    provisional: "The result is provisional: the numbers of others are not complete.",
    unsure: |facts| {
        format!("Searched by trying, with nothing found, though not all is ruled out: {facts}.")
    },
    untried: |facts| {
        format!("Changes of these were not tried: {facts} (days, lists, words, not reported).")
    },
    over: |one, other| format!("Places compared: {one} and {other}"),
    other_scheme: "The two are judged by different schemes, so their places do not compare.",
    other_list: |one, other| {
        format!(
            "The two stand in different lists ({one}; {other}), so their places do not compare."
        )
    },
    no_place: |name, status| format!("{name} has no place (status: {status})."),
    above_by_total: |above, below, points| {
        format!("{above} stands above {below}: its total is {points} points higher.")
    },
    above_by_tie: |above, below, step| {
        format!("{above} and {below} are equal down to the tie step: {step}; {above} stands above.")
    },
    equal: |one, other| format!("{one} and {other} are equal at every step."),
    equal_council: "The council decides between them.",
    equal_lot: "A lot decides between them.",
    equal_shared: "They share the place.",
    same_one: "Both codes are the same nominee.",
    totals: "Total",
    differences: "Criteria in which they differ",
    no_differences: "There is no criterion in which they differ.",
    difference: "Difference",
    other_sums: "Difference by ceilings, rescaling and rounding",
    ties: "Tie steps, in order",
    step: "Tie step",
    tied: "equal",
    decides: "decides",
    dropped: "not counted",
};
