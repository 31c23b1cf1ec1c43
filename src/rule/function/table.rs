//! The table of functions, in the order of the reference.

use super::native;
use super::row::{Body, Function, Overload, Range};

/// A ratio of something done to its target, which must be above 0.
macro_rules! ratio_of {
    ($ratio:literal) => {
        concat!(
            "if target == 0 {
                 refuse(\"không tính được tỷ lệ: mẫu số bằng 0 ({0}/0)\",
                        \"no ratio can be computed: the denominator is 0 ({0}/0)\", [done])
             } else if target < 0 || done < 0 {
                 refuse(\"không tính được tỷ lệ: mẫu số phải lớn hơn 0 và tử số không âm ({0}/{1})\",
                        \"a ratio needs a target above 0 and a result not below 0, but was given {0} of {1}\",
                        [done, target])
             } else { ",
            $ratio,
            " }"
        )
    };
}

/// Every function that rules may call, in the order of the reference.
pub static FUNCTIONS: [Function; 30] = [
    Function {
        name: "steps",
        usage: "steps(x, [[90, 10], [75, 7]])",
        vi: "điểm theo bậc, xét từ trên xuống: x từ 90 trở lên được 10, từ 75 đến dưới 90 được 7, thấp hơn được 0",
        en: "points by steps, from the top: x from 90 gives 10, from 75 to below 90 gives 7, less gives 0",
        overloads: &[form(&["x", "table"])],
        range: Range::Any,
    },
    Function {
        name: "at_most",
        usage: "at_most(x, [[0, 5], [1, 4]])",
        vi: "càng ít càng tốt: x không quá 0 được 5, không quá 1 được 4, nhiều hơn được 0",
        en: "fewer is better: x at most 0 gives 5, at most 1 gives 4, more gives 0",
        overloads: &[form(&["x", "table"])],
        range: Range::Any,
    },
    Function {
        name: "between",
        usage: "between(x, lo, hi)",
        vi: "đúng khi x nằm từ lo đến hi, tính cả hai đầu",
        en: "whether x lies from lo to hi, both included",
        overloads: &[Overload {
            parameters: &["x", "lo", "hi"],
            body: Body::Inline("x >= lo && x <= hi"),
            say: ["", ""],
        }],
        range: Range::Any,
    },
    Function {
        name: "percent",
        usage: "percent(done, target)",
        vi: "tỷ lệ phần trăm thực hiện so với chỉ tiêu, không chặn trên; chỉ tiêu bằng 0 thì báo lỗi",
        en: "percentage done of the target, not capped; a target of 0 fails",
        overloads: &[rule(
            &["done", "target"],
            ratio_of!("done * 100 / target"),
            "tỷ lệ phần trăm của {0} trên {1}",
            "{0} as a percentage of {1}",
        )],
        range: Range::Any,
    },
    Function {
        name: "proportion",
        usage: "proportion(done, target)",
        vi: "phần thực hiện so với chỉ tiêu, nhiều nhất là 1; chỉ tiêu bằng 0 thì báo lỗi",
        en: "share done of the target, at most 1; a target of 0 fails",
        overloads: &[rule(
            &["done", "target"],
            ratio_of!("if done >= target { 1.0 } else { done / target }"),
            "tỷ lệ {0} trên {1} (không quá 1)",
            "the proportion of {0} to {1} (at most 1)",
        )],
        range: Range::Any,
    },
    Function {
        name: "per",
        usage: "per(count, each, cap)",
        vi: "mỗi lần được each điểm, tối đa cap",
        en: "each points for every one, at most cap",
        overloads: &[rule(
            &["count", "each", "cap"],
            "if count < 0 { refuse(\"`per` cần số lần không âm, nhưng nhận được {0}\",
                                     \"`per` needs a count not below 0, but was given {0}\", [count]) }
             else { let points = count * each; if points > cap { cap } else { points } }",
            "{0.} × {1.}, không quá {2^}",
            "{0.} × {1.}, at most {2^}",
        )],
        range: Range::Any,
    },
    Function {
        name: "ramp",
        usage: "ramp(x, #{ from: 20000, base: 15, each: 1000, add: 0.5, cap: 25 })",
        vi: "từ mốc from được base điểm; cứ đủ mỗi bước each cộng thêm add, tối đa cap; each âm là tính xuống",
        en: "base points at from, and add for every whole step of each beyond it, at most cap; a negative each goes downward",
        overloads: &[
            Overload {
                parameters: &["x", "from", "base", "each", "add"],
                body: Body::Keys(
                    "if each == 0 { refuse(\"`each` của `ramp` phải khác 0\", \"`each` of `ramp` must not be 0\", []) }
                     else {
                         let steps = floor((x - from) / each);
                         if steps < 0 { base } else { base + steps * add }
                     }",
                ),
                say: ["", ""],
            },
            Overload {
                parameters: &["x", "from", "base", "each", "add", "cap"],
                body: Body::Keys(
                    "if each == 0 { refuse(\"`each` của `ramp` phải khác 0\", \"`each` of `ramp` must not be 0\", []) }
                     else {
                         let steps = floor((x - from) / each);
                         let points = if steps < 0 { base } else { base + steps * add };
                         if add < 0 { if points < cap { cap } else { points } }
                         else if points > cap { cap } else { points }
                     }",
                ),
                say: ["", ""],
            },
        ],
        range: Range::Any,
    },
    Function {
        name: "clamp",
        usage: "clamp(x, lo, hi)",
        vi: "x, nhưng không dưới lo và không quá hi",
        en: "x, but not below lo and not above hi",
        overloads: &[rule(
            &["x", "lo", "hi"],
            "if lo > hi { refuse(\"`clamp` cần lo không lớn hơn hi, nhưng nhận được {0} và {1}\",
                                \"`clamp` needs lo not above hi, but was given {0} and {1}\", [lo, hi]) }
             else if x < lo { lo } else if x > hi { hi } else { x }",
            "{0}, giới hạn từ {1} đến {2}",
            "{0}, kept between {1} and {2}",
        )],
        range: Range::Any,
    },
    Function {
        name: "min",
        usage: "min(a, b)",
        vi: "số nhỏ nhất; cũng nhận một danh sách",
        en: "the least; takes a list too",
        overloads: &[
            list(&["list"], native::least, true, LEAST),
            rule(
                &["a", "b"],
                "if b < a { b } else { a }",
                LEAST[0],
                LEAST[1],
            ),
            rule(
                &["a", "b", "c"],
                "let d = if b < a { b } else { a }; if c < d { c } else { d }",
                LEAST[0],
                LEAST[1],
            ),
        ],
        range: Range::Rising,
    },
    Function {
        name: "max",
        usage: "max(a, b)",
        vi: "số lớn nhất; cũng nhận một danh sách",
        en: "the greatest; takes a list too",
        overloads: &[
            list(&["list"], native::greatest, true, GREATEST),
            rule(
                &["a", "b"],
                "if b > a { b } else { a }",
                GREATEST[0],
                GREATEST[1],
            ),
            rule(
                &["a", "b", "c"],
                "let d = if b > a { b } else { a }; if c > d { c } else { d }",
                GREATEST[0],
                GREATEST[1],
            ),
        ],
        range: Range::Rising,
    },
    Function {
        name: "abs",
        usage: "abs(x)",
        vi: "giá trị tuyệt đối",
        en: "the absolute value",
        overloads: &[rule(
            &["x"],
            "if x < 0 { -x } else { x }",
            "giá trị tuyệt đối của {0}",
            "the absolute value of {0}",
        )],
        range: Range::Any,
    },
    Function {
        name: "round",
        usage: "round(x, digits)",
        vi: "làm tròn đến digits chữ số sau dấu phẩy, phần lẻ đúng 0,5 thì làm tròn lên (về trị tuyệt đối); không ghi digits là 0; digits nhỏ hơn 1 là bước điểm: round(x, 0.25)",
        en: "rounded to digits after the comma, half away from zero; 0 digits if not given; below 1 it is a step: round(x, 0.25)",
        overloads: &[
            numbers(
                &["x"],
                native::round,
                "{0}, làm tròn 0 chữ số thập phân",
                "{0}, rounded to 0 digits",
            ),
            numbers(
                &["x", "digits"],
                native::round,
                "{0}, làm tròn {1} chữ số thập phân",
                "{0}, rounded to {1} digits",
            ),
        ],
        range: Range::Rising,
    },
    Function {
        name: "floor",
        usage: "floor(x)",
        vi: "làm tròn xuống số nguyên",
        en: "rounded down to a whole number",
        overloads: &[numbers(
            &["x"],
            native::floor,
            "{0}, làm tròn xuống",
            "{0}, rounded down",
        )],
        range: Range::Rising,
    },
    Function {
        name: "ceil",
        usage: "ceil(x)",
        vi: "làm tròn lên số nguyên",
        en: "rounded up to a whole number",
        overloads: &[numbers(
            &["x"],
            native::ceil,
            "{0}, làm tròn lên",
            "{0}, rounded up",
        )],
        range: Range::Rising,
    },
    Function {
        name: "pow",
        usage: "pow(x, y)",
        vi: "x lũy thừa y, gần đúng đến 12 chữ số (mọi hàm khác tính đúng tuyệt đối); x không được âm",
        en: "x to the power y, approximated to 12 digits (everything else is exact); x may not be negative",
        overloads: &[numbers(&["x", "y"], native::pow, "{0.}^{1.}", "{0.}^{1.}")],
        range: Range::Any,
    },
    Function {
        name: "sum",
        usage: "sum(list)",
        vi: "tổng các số trong danh sách",
        en: "the sum of a list of numbers",
        overloads: &[list(
            &["list"],
            native::sum,
            true,
            ["tổng của {*}", "the sum of {*}"],
        )],
        range: Range::Rising,
    },
    Function {
        name: "mean",
        usage: "mean(list)",
        vi: "trung bình cộng của danh sách; danh sách trống thì báo lỗi",
        en: "the mean of a list; an empty list fails",
        overloads: &[list(
            &["list"],
            native::mean,
            false,
            ["trung bình của {*}", "the mean of {*}"],
        )],
        range: Range::Rising,
    },
    Function {
        name: "median",
        usage: "median(list)",
        vi: "trung vị của danh sách; số phần tử chẵn thì lấy trung bình hai số giữa",
        en: "the median of a list; of an even number the mean of the middle two",
        overloads: &[list(
            &["list"],
            native::median,
            false,
            ["trung vị của {*}", "the median of {*}"],
        )],
        range: Range::Rising,
    },
    Function {
        name: "trimmed_mean",
        usage: "trimmed_mean(list, drop)",
        vi: "trung bình sau khi bỏ drop số cao nhất và drop số thấp nhất",
        en: "the mean without the drop highest and the drop lowest",
        overloads: &[list(
            &["list", "drop"],
            native::trimmed_mean,
            false,
            [
                "trung bình của {*} sau khi bỏ {1} số cao nhất và {1} số thấp nhất",
                "the mean of {*} without the {1} highest and the {1} lowest",
            ],
        )],
        range: Range::Rising,
    },
    Function {
        name: "trimmed_sum",
        usage: "trimmed_sum(list, drop)",
        vi: "tổng sau khi bỏ drop số cao nhất và drop số thấp nhất",
        en: "the sum without the drop highest and the drop lowest",
        overloads: &[list(
            &["list", "drop"],
            native::trimmed_sum,
            false,
            [
                "tổng của {*} sau khi bỏ {1} số cao nhất và {1} số thấp nhất",
                "the sum of {*} without the {1} highest and the {1} lowest",
            ],
        )],
        range: Range::Rising,
    },
    Function {
        name: "count",
        usage: "count(list, x)",
        vi: "số lần x có trong danh sách",
        en: "how often x stands in the list",
        overloads: &[Overload {
            say: ["số lần có {1} trong {0}", "how often {1} stands in {0}"],
            ..form(&["list", "x"])
        }],
        range: Range::Count,
    },
    Function {
        name: "len",
        usage: "len(list)",
        vi: "số phần tử của danh sách",
        en: "how many a list holds",
        overloads: &[Overload {
            say: ["số mục của {0}", "the number of items of {0}"],
            ..form(&["list"])
        }],
        range: Range::Count,
    },
    Function {
        name: "at_least",
        usage: "at_least(choice, \"tot\")",
        vi: "đúng khi lựa chọn (hoặc `class`) từ mức `tot` trở lên; mức tốt nhất đứng trước",
        en: "whether a choice (or `class`) is `tot` or better; the best stands first",
        overloads: &[form(&["choice", "level"])],
        range: Range::Any,
    },
    Function {
        name: "date",
        usage: "date(\"2025-12-31\")",
        vi: "một ngày",
        en: "a date",
        overloads: &[form(&["text"])],
        range: Range::Any,
    },
    Function {
        name: "days_between",
        usage: "days_between(a, b)",
        vi: "số ngày từ a đến b; âm khi b trước a",
        en: "days from a to b; negative when b is before a",
        overloads: &[Overload {
            parameters: &["a", "b"],
            body: Body::Days(native::days_between),
            say: ["số ngày từ {0} đến {1}", "days from {0} to {1}"],
        }],
        range: Range::Any,
    },
    Function {
        name: "years_between",
        usage: "years_between(a, b)",
        vi: "số năm tròn từ a đến b",
        en: "whole years from a to b",
        overloads: &[Overload {
            parameters: &["a", "b"],
            body: Body::Days(native::years_between),
            say: ["số năm tròn từ {0} đến {1}", "whole years from {0} to {1}"],
        }],
        range: Range::Any,
    },
    Function {
        name: "past_awards",
        usage: "past_awards(\"bang-khen\", 3)",
        vi: "số lần đã được khen hình thức này trong 3 năm trước năm xét",
        en: "how often this award was given in the 3 years before the year of the review",
        overloads: &[Overload {
            parameters: &["award", "years"],
            body: Body::History(native::past_awards),
            say: [
                "số lần được tặng {0} trong {1} năm trước",
                "times {0} was given in the {1} years before",
            ],
        }],
        range: Range::Count,
    },
    Function {
        name: "consecutive_years",
        usage: "consecutive_years(\"giay-khen\")",
        vi: "số năm liên tục được khen, tính đến năm trước năm xét",
        en: "years in a row with this award, ending with the year before the review",
        overloads: &[Overload {
            parameters: &["award"],
            body: Body::History(native::consecutive_years),
            say: ["số năm liên tục được tặng {0}", "years in a row with {0}"],
        }],
        range: Range::Count,
    },
    Function {
        name: "given",
        usage: "given(fact)",
        vi: "đúng khi số liệu có báo cáo và có giao chỉ tiêu",
        en: "whether the fact is reported and assigned",
        overloads: &[form(&["fact"])],
        range: Range::Any,
    },
    Function {
        name: "not_covered",
        usage: "not_covered(\"why\")",
        vi: "văn bản không quy định trường hợp này: báo lỗi với lời giải thích",
        en: "the paper is silent here: fails with that text",
        overloads: &[form(&["why"])],
        range: Range::Any,
    },
];

const LEAST: [&str; 2] = ["số nhỏ nhất trong ({*})", "the least of ({*})"];
const GREATEST: [&str; 2] = ["số lớn nhất trong ({*})", "the greatest of ({*})"];

const fn rule(
    parameters: &'static [&'static str],
    text: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Overload {
    Overload {
        parameters,
        body: Body::Rule(text),
        say: [vi, en],
    }
}

const fn numbers(
    parameters: &'static [&'static str],
    function: fn(&[crate::number::Number]) -> super::FunctionResult<crate::number::Number>,
    vi: &'static str,
    en: &'static str,
) -> Overload {
    Overload {
        parameters,
        body: Body::Numbers(function),
        say: [vi, en],
    }
}

const fn list(
    parameters: &'static [&'static str],
    function: fn(
        &[crate::number::Number],
        &[crate::number::Number],
    ) -> super::FunctionResult<crate::number::Number>,
    keeps_whole: bool,
    say: [&'static str; 2],
) -> Overload {
    Overload {
        parameters,
        body: Body::List(function, keeps_whole),
        say,
    }
}

const fn form(parameters: &'static [&'static str]) -> Overload {
    Overload {
        parameters,
        body: Body::Form,
        say: ["", ""],
    }
}
