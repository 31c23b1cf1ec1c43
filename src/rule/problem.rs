//! Everything that can be wrong with a rule before anybody is judged by it.

use super::plan::{Fault, FaultKind, Wants};
use crate::diagnostic::problems;
use crate::locale::Locale;

problems! {
    /// Everything that can be wrong with a rule before anybody is judged by it.
    pub enum RuleProblem {
        DoesNotCompile { what_vi: String, what_en: String, vi: String, en: String }
            = "rule-syntax", Error,
            "quy tắc của {what_vi}: {vi}",
            "the rule of {what_en}: {en}";
        TooLong { what_vi: String, what_en: String, bytes: usize, most: usize }
            = "rule-too-long", Error,
            "quy tắc của {what_vi} dài {bytes} byte; nhiều nhất là {most}",
            "the rule of {what_en} has {bytes} bytes; the most is {most}";
        Empty { what_vi: String, what_en: String }
            = "rule-empty", Error,
            "quy tắc của {what_vi} để trống",
            "the rule of {what_en} is empty";
        UnknownName { name: String, what_vi: String, what_en: String }
            = "unknown-name", Error,
            "quy tắc của {what_vi} nhắc đến `{name}`, nhưng không có số liệu, mốc hay tiêu chí nào tên như vậy",
            "the rule of {what_en} names `{name}`, but there is no fact, value or criterion of that name";
        NotYet { name: String, what_vi: String, what_en: String }
            = "name-not-yet-known", Error,
            "quy tắc của {what_vi} không dùng được `{name}`: ở bước này chưa có",
            "the rule of {what_en} cannot use `{name}`: at its step there is none yet";
        LocalTaken { name: String }
            = "local-name-taken", Error,
            "tên `{name}` đã có trong bộ tiêu chí, không đặt cho biến riêng được",
            "the name `{name}` already stands for something in the scheme and cannot be a local";
        UnknownFunction { name: String, what_vi: String, what_en: String }
            = "unknown-function", Error,
            "{what_vi} gọi hàm `{name}`, nhưng không có hàm nào tên như vậy",
            "{what_en} calls `{name}`, but there is no function of that name",
            help "xem các hàm dùng được bằng lệnh `dvk functions`",
                 "`dvk functions` lists the functions there are";
        WrongArguments { name: String, found: usize, required: String, usage: String }
            = "wrong-arguments", Error,
            "hàm `{name}` cần {required} tham số, nhưng ở đây có {found}",
            "the number of arguments of `{name}` must be {required}, but here it is {found}",
            help "cách gọi: `{usage}`", "it is called like this: `{usage}`";
        FunctionInRule { what_vi: String, what_en: String }
            = "function-in-rule", Error,
            "quy tắc của {what_vi} không được định nghĩa hàm; hãy đặt hàm vào tệp `.rhai`",
            "the rule of {what_en} may not define a function; functions stand in a `.rhai` file";
        OptionalUnasked { fact: String, what_vi: String, what_en: String }
            = "optional-fact-unasked", Error,
            "quy tắc của {what_vi} đọc `{fact}` là số liệu có thể để trống mà không hỏi `given({fact})`",
            "the rule of {what_en} reads `{fact}`, which may be empty, without asking `given({fact})`",
            help "viết: `if given({fact}) {{ … }} else {{ … }}`", "write: `if given({fact}) {{ … }} else {{ … }}`";
        ClassUnasked { fact: String, what_vi: String, what_en: String }
            = "unit-class-unasked", Error,
            "quy tắc của {what_vi} đọc `{fact}` là xếp loại của đơn vị mà không hỏi `given({fact})`: đơn vị có thể không có xếp loại",
            "the rule of {what_en} reads `{fact}`, the class of the unit, without asking `given({fact})`: a unit may have no class",
            help "viết chẳng hạn `given({fact}) && …`; với tiêu chí cũng có thể ghi `otherwise`", "write, for example: `given({fact}) && …`; a criterion may have `otherwise` instead";
        NotAmongChoices { word: String, name: String, choices: String }
            = "text-not-a-choice", Error,
            "`{word}` không phải là lựa chọn của `{name}`",
            "`{word}` is none of the choices of `{name}`",
            help "các lựa chọn: {choices}", "the choices are: {choices}";
        DivisionFirst { what_vi: String, what_en: String }
            = "division-first", Warning,
            "quy tắc của {what_vi} chia trước rồi mới nhân, có thể lệch ở chữ số cuối",
            "the rule of {what_en} divides before it multiplies and may lose the last digit",
            help "nhân trước: `27 * 100 / 30` đúng bằng 90", "multiply first: `27 * 100 / 30` is exactly 90";
        UnusedFact { fact: String }
            = "fact-unread", Warning,
            "không có quy tắc nào dùng số liệu `{fact}`",
            "no rule reads the fact `{fact}`";
        UnusedValue { value: String }
            = "value-unread", Warning,
            "không có quy tắc nào dùng mốc `{value}`",
            "no rule reads the value `{value}`";
        NotInForce { value: String, date: String }
            = "value-not-in-force", Error,
            "mốc `{value}` chưa có số cho ngày `{date}`",
            "the value `{value}` has no figure on `{date}`";
        NoLibrary { name: String }
            = "function-file-missing", Error,
            "không tìm thấy tệp hàm `{name}` cạnh bộ tiêu chí",
            "there is no function file `{name}` beside the scheme";
        LibraryDoesNotCompile { vi: String, en: String }
            = "function-file-syntax", Error,
            "tệp hàm: {vi}",
            "the function file: {en}";
        LibraryStatements {}
            = "function-file-statements", Error,
            "tệp hàm chỉ được chứa các hàm `fn …`",
            "a function file holds nothing but functions `fn …`";
        TakesNativeName { name: String }
            = "function-name-taken", Error,
            "`{name}` là hàm có sẵn, không đặt lại được",
            "`{name}` is a function of the program and cannot be defined again";
        FunctionTwice { name: String, other: String }
            = "function-twice", Error,
            "hàm `{name}` đã có trong `{other}`",
            "the function `{name}` already stands in `{other}`";
        Recursion { name: String, path: String }
            = "function-recursion", Error,
            "hàm `{name}` gọi lại chính nó ({path})",
            "the function `{name}` calls itself ({path})";
        ComparesTypes { what_vi: String, what_en: String, left_vi: &'static str, left_en: &'static str, right_vi: &'static str, right_en: &'static str }
            = "types-compared", Error,
            "quy tắc của {what_vi} so sánh {left_vi} với {right_vi}",
            "the rule of {what_en} compares {left_en} with {right_en}";
        NoCondition { what_vi: String, what_en: String, vi: &'static str, en: &'static str }
            = "condition-not-yes-no", Error,
            "quy tắc của {what_vi}: điều kiện phải cho có hoặc không, nhưng ở đây cho {vi}",
            "the rule of {what_en}: a condition must be yes or no, but here it is {en}";
        NoNumber { what_vi: String, what_en: String, vi: &'static str, en: &'static str }
            = "number-required", Error,
            "quy tắc của {what_vi}: ở đây cần một số, nhưng lại là {vi}",
            "the rule of {what_en}: a number is needed here, but it is {en}";
        NoList { what_vi: String, what_en: String, vi: &'static str, en: &'static str }
            = "list-required", Error,
            "quy tắc của {what_vi}: ở đây cần một danh sách, nhưng lại là {vi}",
            "the rule of {what_en}: a list is needed here, but it is {en}";
        ArithmeticOnDays { what_vi: String, what_en: String }
            = "arithmetic-on-dates", Error,
            "quy tắc của {what_vi}: không cộng, trừ ngày trực tiếp được",
            "the rule of {what_en}: dates cannot be added or taken away",
            help "số ngày từ `a` đến `b` là `days_between(a, b)`", "the days from `a` to `b` are `days_between(a, b)`";
        DivisionByZero { what_vi: String, what_en: String }
            = "division-by-zero", Error,
            "quy tắc của {what_vi} chia cho 0",
            "the rule of {what_en} divides by 0";
        GivesNothing { what_vi: String, what_en: String, wants_vi: &'static str, wants_en: &'static str }
            = "rule-gives-nothing", Error,
            "quy tắc của {what_vi} phải cho {wants_vi}, nhưng có trường hợp không cho gì",
            "the rule of {what_en} must give {wants_en}, but one way through it gives nothing",
            help "mỗi nhánh phải kết thúc bằng một giá trị, và `if` phải có `else {{ … }}`", "each way must end in a value, and an `if` needs its `else {{ … }}`";
        GivesOther { what_vi: String, what_en: String, wants_vi: &'static str, wants_en: &'static str, vi: &'static str, en: &'static str }
            = "rule-gives-other", Error,
            "quy tắc của {what_vi} phải cho {wants_vi}, nhưng ở đây cho {vi}",
            "the rule of {what_en} must give {wants_en}, but here it gives {en}";
        NoSuchItem { what_vi: String, what_en: String, index: i64, length: i64 }
            = "no-such-item", Error,
            "quy tắc của {what_vi} lấy phần tử số {index}, nhưng danh sách chỉ có {length} phần tử, đánh số từ 0",
            "the rule of {what_en} takes item {index}, but the list holds {length}, counted from 0";
        LabelOfAnotherType { what_vi: String, what_en: String, vi: &'static str, en: &'static str }
            = "switch-label-type", Error,
            "quy tắc của {what_vi}: nhãn của `switch` phải là {vi}",
            "the rule of {what_en}: the labels of this `switch` must be {en}";
        LabelNeverMet { what_vi: String, what_en: String }
            = "switch-label-never-met", Error,
            "quy tắc của {what_vi}: trong `switch`, nhãn là số nguyên không bao giờ khớp với số thập phân, và ngược lại",
            "the rule of {what_en}: a whole label of `switch` never meets a decimal, nor a decimal label a whole number",
            help "dùng khoảng không gồm đầu trên, như `90..100`, hoặc dùng `if`", "use half-open ranges such as `90..100`, or `if`";
        RangeOfNoNumber { what_vi: String, what_en: String }
            = "switch-range-type", Error,
            "quy tắc của {what_vi}: khoảng trong `switch` chỉ dùng với số",
            "the rule of {what_en}: ranges in a `switch` are for numbers";
        NoRow { what_vi: String, what_en: String }
            = "table-row", Error,
            "quy tắc của {what_vi}: mỗi bậc của bảng phải viết là [mốc, điểm]",
            "the rule of {what_en}: each row of the table must be [threshold, points]";
        TableOutOfOrder { what_vi: String, what_en: String, way_vi: &'static str, way_en: &'static str }
            = "table-out-of-order", Error,
            "quy tắc của {what_vi}: các mốc của bảng bậc phải xếp {way_vi}",
            "the rule of {what_en}: the thresholds of the table must go {way_en}";
        RampKey { what_vi: String, what_en: String, key: String }
            = "ramp-key", Error,
            "quy tắc của {what_vi}: `ramp` không có khóa `{key}`; chỉ có from, base, each, add, cap",
            "the rule of {what_en}: `ramp` has no key `{key}`; there are from, base, each, add, cap";
        RampLacks { what_vi: String, what_en: String, key: String }
            = "ramp-lacks", Error,
            "quy tắc của {what_vi}: `ramp` thiếu khóa `{key}`",
            "the rule of {what_en}: `ramp` lacks the key `{key}`";
        NoDate { what_vi: String, what_en: String, word: String }
            = "rule-date", Error,
            "quy tắc của {what_vi}: `{word}` không phải là ngày viết theo dạng 2025-12-31",
            "the rule of {what_en}: `{word}` is no date written like 2025-12-31";
        NoDays { what_vi: String, what_en: String, name: String }
            = "dates-required", Error,
            "quy tắc của {what_vi}: hàm `{name}` cần hai ngày",
            "the rule of {what_en}: the function `{name}` needs two dates";
        NoChoice { what_vi: String, what_en: String }
            = "choice-required", Error,
            "quy tắc của {what_vi}: `at_least` chỉ dùng với số liệu kiểu lựa chọn hoặc với `class`",
            "the rule of {what_en}: `at_least` takes a fact of type choice, or `class`";
        ChoicesLeft { what_vi: String, what_en: String, choices: String }
            = "switch-choices-left", Error,
            "quy tắc của {what_vi}: `switch` chưa có nhánh cho {choices}",
            "the rule of {what_en}: this `switch` has no arm for {choices}",
            help "thêm nhánh cho từng lựa chọn còn thiếu, hoặc nhánh `_ => …` cho mọi trường hợp còn lại",
                 "add an arm for each of them, or `_ => …` for all that is left";
        LabelTwice { what_vi: String, what_en: String, label: String }
            = "switch-label-twice", Warning,
            "quy tắc của {what_vi}: nhãn {label} của `switch` đã có ở nhánh trên, nên nhánh này không bao giờ được dùng",
            "the rule of {what_en}: the label {label} of this `switch` stands in an arm above, so this arm is never used";
        RangesLeaveHole { what_vi: String, what_en: String, after: i64, before: i64, label: String, instead: String }
            = "switch-ranges-hole", Warning,
            "quy tắc của {what_vi}: số lẻ lớn hơn {after} và nhỏ hơn {before} không thuộc khoảng nào của `switch`",
            "the rule of {what_en}: decimals above {after} and below {before} lie in no range of this `switch`",
            help "viết `{instead}` (không gồm {before}) thay cho `{label}`", "write `{instead}`, which leaves {before} out, instead of `{label}`";
        RangesMeet { what_vi: String, what_en: String, label: String, earlier: String, both: String }
            = "switch-ranges-meet", Warning,
            "quy tắc của {what_vi}: khoảng `{label}` trùng với `{earlier}` ở {both}; chỗ trùng luôn tính theo khoảng đứng trước",
            "the rule of {what_en}: the range `{label}` shares {both} with `{earlier}`, and what is shared always goes to the range that stands first";
        NeverReached { what_vi: String, what_en: String, why_vi: String, why_en: String, date_vi: String, date_en: String }
            = "step-never-reached", Warning,
            "quy tắc của {what_vi}: {why_vi}{date_vi}",
            "the rule of {what_en}: {why_en}{date_en}";
        Hole { what_vi: String, what_en: String, where_vi: String, where_en: String, gives: String, below: String, above: String, date_vi: String, date_en: String }
            = "step-hole", Warning,
            "quy tắc của {what_vi}: {where_vi} không thuộc nhánh nào nên chỉ tính {gives} điểm, trong khi ngay dưới tính {below} và ngay trên tính {above}{date_vi}",
            "the rule of {what_en}: where {where_en}, no branch is for it and {gives} is given, though {below} is given just below and {above} just above{date_en}",
            help "các mốc kề nhau nên dùng chung một số, ví dụ `>= 80` rồi `>= 90`", "steps that follow each other should share their threshold, such as `>= 80` and then `>= 90`";
        MaximumNotReached { what_vi: String, what_en: String, best: String, max: String, date_vi: String, date_en: String }
            = "maximum-not-reached", Warning,
            "quy tắc của {what_vi}: không trường hợp nào được quá {best} điểm, trong khi điểm tối đa là {max}{date_vi}",
            "the rule of {what_en}: nobody gets more than {best}, though the maximum is {max}{date_en}";
        PointsOutside { what_vi: String, what_en: String, gives: String, bound_vi: String, bound_en: String, where_vi: String, where_en: String, date_vi: String, date_en: String }
            = "points-outside", Error,
            "quy tắc của {what_vi} cho {gives} điểm{where_vi}, {bound_vi}{date_vi}",
            "the rule of {what_en} gives {gives}{where_en}, {bound_en}{date_en}";
        PointsPerhapsOutside { what_vi: String, what_en: String, gives: String, bound_vi: String, bound_en: String, where_vi: String, where_en: String, date_vi: String, date_en: String }
            = "points-may-be-outside", Warning,
            "quy tắc của {what_vi} có thể cho {gives} điểm{where_vi}, {bound_vi}{date_vi}",
            "the rule of {what_en} may give {gives}{where_en}, {bound_en}{date_en}",
            help "ai rơi vào trường hợp này sẽ không có tổng điểm; chặn bằng `min(…, MAX)` hoặc `max(…, 0)`, hoặc khai báo `min`, `max` của số liệu",
                 "whoever comes here has no total; hold it with `min(…, MAX)` or `max(…, 0)`, or declare `min` and `max` of the facts";
        BetterLoses { what_vi: String, what_en: String, loss_vi: String, loss_en: String, date_vi: String, date_en: String }
            = "better-gets-less", Warning,
            "quy tắc của {what_vi}: {loss_vi}{date_vi}",
            "the rule of {what_en}: {loss_en}{date_en}",
            help "sửa quy tắc, hoặc sửa `better` của số liệu", "mend the rule, or `better` of the fact";
        CaseFails { what_vi: String, what_en: String, required_vi: String, required_en: String, found_vi: String, found_en: String }
            = "case-fails", Error,
            "{what_vi}: ví dụ cần {required_vi}, nhưng kết quả là {found_vi}",
            "{what_en}: the case requires {required_en}, but the rules give {found_en}";
    }
}

impl Wants {
    /// What a rule must give, in Vietnamese and in English.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("một số", "a number"),
            Self::YesNo => ("có hoặc không", "yes or no"),
            Self::Key => ("một số hoặc có/không", "a number or yes-no"),
        }
    }
}

impl From<Fault> for RuleProblem {
    fn from(fault: Fault) -> Self {
        let what_vi = fault.what.get(Locale::Vi).to_owned();
        let what_en = fault.what.get(Locale::En).to_owned();
        match fault.kind {
            FaultKind::ComparesTypes { left, right } => Self::ComparesTypes {
                what_vi,
                what_en,
                left_vi: left.0,
                left_en: left.1,
                right_vi: right.0,
                right_en: right.1,
            },
            FaultKind::NoCondition { vi, en } => Self::NoCondition {
                what_vi,
                what_en,
                vi,
                en,
            },
            FaultKind::NoNumber { vi, en } => Self::NoNumber {
                what_vi,
                what_en,
                vi,
                en,
            },
            FaultKind::NoList { vi, en } => Self::NoList {
                what_vi,
                what_en,
                vi,
                en,
            },
            FaultKind::ArithmeticOnDays => Self::ArithmeticOnDays { what_vi, what_en },
            FaultKind::DivisionByZero => Self::DivisionByZero { what_vi, what_en },
            FaultKind::GivesNothing(wants) => {
                let (wants_vi, wants_en) = wants.words();
                Self::GivesNothing {
                    what_vi,
                    what_en,
                    wants_vi,
                    wants_en,
                }
            }
            FaultKind::Gives { wants, vi, en } => {
                let (wants_vi, wants_en) = wants.words();
                Self::GivesOther {
                    what_vi,
                    what_en,
                    wants_vi,
                    wants_en,
                    vi,
                    en,
                }
            }
            FaultKind::NoSuchItem { index, length } => Self::NoSuchItem {
                what_vi,
                what_en,
                index,
                length,
            },
            FaultKind::LabelOfAnotherType { vi, en } => Self::LabelOfAnotherType {
                what_vi,
                what_en,
                vi,
                en,
            },
            FaultKind::LabelNeverMet => Self::LabelNeverMet { what_vi, what_en },
            FaultKind::RangeOfNoNumber => Self::RangeOfNoNumber { what_vi, what_en },
            FaultKind::NoRow => Self::NoRow { what_vi, what_en },
            FaultKind::TableOutOfOrder { upward } => {
                let (way_vi, way_en) = if upward {
                    ("tăng dần", "upward")
                } else {
                    ("giảm dần", "downward")
                };
                Self::TableOutOfOrder {
                    what_vi,
                    what_en,
                    way_vi,
                    way_en,
                }
            }
            FaultKind::RampKey { key } => Self::RampKey {
                what_vi,
                what_en,
                key,
            },
            FaultKind::RampLacks { key } => Self::RampLacks {
                what_vi,
                what_en,
                key,
            },
            FaultKind::NoDate { word } => Self::NoDate {
                what_vi,
                what_en,
                word,
            },
            FaultKind::NoDays { name } => Self::NoDays {
                what_vi,
                what_en,
                name,
            },
            FaultKind::NoChoice => Self::NoChoice { what_vi, what_en },
            FaultKind::NotAChoice {
                word,
                name,
                choices,
            } => Self::NotAmongChoices {
                word,
                name,
                choices: choices.join(", "),
            },
            FaultKind::ChoicesLeft { choices } => {
                let choices: Vec<_> = choices.iter().map(|word| format!("`{word}`")).collect();
                let choices = choices.join(", ");
                Self::ChoicesLeft {
                    what_vi,
                    what_en,
                    choices,
                }
            }
            FaultKind::LabelTwice { label } => Self::LabelTwice {
                what_vi,
                what_en,
                label: format!("`{label}`"),
            },
            FaultKind::RangesLeaveHole {
                label,
                instead,
                after,
                before,
            } => Self::RangesLeaveHole {
                what_vi,
                what_en,
                after,
                before,
                label,
                instead,
            },
            FaultKind::RangesMeet {
                label,
                earlier,
                both,
            } => Self::RangesMeet {
                what_vi,
                what_en,
                label,
                earlier,
                both,
            },
        }
    }
}
