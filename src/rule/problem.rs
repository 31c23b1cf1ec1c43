//! Everything that can be wrong with a rule before anybody is judged by it.

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// Everything that can be wrong with a rule before anybody is judged by it.
    #[derive(PartialEq, Eq)]
    pub enum RuleProblem {
        DoesNotCompile { what: Text, why: Text }
            = "rule-syntax", Error,
            "quy tắc của {what}: {why}",
            "the rule of {what}: {why}";
        TooLong { what: Text, bytes: usize, most: usize }
            = "rule-too-long", Error,
            "quy tắc của {what} dài {bytes} byte; nhiều nhất là {most}",
            "the rule of {what} has {bytes} bytes; the most is {most}";
        Empty { what: Text }
            = "rule-empty", Error,
            "quy tắc của {what} để trống",
            "the rule of {what} is empty";
        UnknownName { name: String, what: Text }
            = "unknown-name", Error,
            "quy tắc của {what} nhắc đến `{name}`, nhưng không có số liệu, mốc hay tiêu chí nào tên như vậy",
            "the rule of {what} names `{name}`, but there is no fact, value or criterion of that name";
        FactsUndeclared { count: usize, names: String, lines: String }
            = "facts-undeclared", Error,
            "quy tắc dùng {count} số liệu chưa khai báo: {names}",
            "rules name {count} facts that are not declared: {names}",
            help "dán các dòng sau vào bộ tiêu chí, rồi sửa nhãn và kiểu cho đúng:\n{lines}", "paste these lines into the scheme, and mend the labels and types:\n{lines}";
        NotYet { name: String, what: Text }
            = "name-not-yet-known", Error,
            "quy tắc của {what} không dùng được `{name}`: ở bước này chưa có",
            "the rule of {what} cannot use `{name}`: at its step there is none yet";
        LocalTaken { name: String }
            = "local-name-taken", Error,
            "tên `{name}` đã có trong bộ tiêu chí, không đặt cho biến riêng được",
            "the name `{name}` already stands for something in the scheme and cannot be a local";
        UnknownFunction { name: String, what: Text }
            = "unknown-function", Error,
            "{what} gọi hàm `{name}`, nhưng không có hàm nào tên như vậy",
            "{what} calls `{name}`, but there is no function of that name",
            help "xem các hàm dùng được bằng lệnh `dvk functions`",
                 "`dvk functions` lists the functions there are";
        WrongArguments { name: String, found: usize, required: String, usage: String }
            = "wrong-arguments", Error,
            "hàm `{name}` cần {required} tham số, nhưng ở đây có {found}",
            "the number of arguments of `{name}` must be {required}, but here it is {found}",
            help "cách gọi: `{usage}`", "it is called like this: `{usage}`";
        FunctionInRule { what: Text }
            = "function-in-rule", Error,
            "quy tắc của {what} không được định nghĩa hàm; hãy đặt hàm vào tệp `.rhai`",
            "the rule of {what} may not define a function; functions stand in a `.rhai` file";
        OptionalUnasked { fact: String, what: Text }
            = "optional-fact-unasked", Error,
            "quy tắc của {what} đọc `{fact}` là số liệu có thể để trống mà không hỏi `given({fact})`",
            "the rule of {what} reads `{fact}`, which may be empty, without asking `given({fact})`",
            help "viết: `if given({fact}) {{ … }} else {{ … }}`", "write: `if given({fact}) {{ … }} else {{ … }}`";
        ClassUnasked { fact: String, what: Text }
            = "unit-class-unasked", Error,
            "quy tắc của {what} đọc `{fact}` là xếp loại của đơn vị mà không hỏi `given({fact})`: đơn vị có thể không có xếp loại",
            "the rule of {what} reads `{fact}`, the class of the unit, without asking `given({fact})`: a unit may have no class",
            help "viết chẳng hạn `given({fact}) && …`; với tiêu chí cũng có thể ghi `otherwise`", "write, for example: `given({fact}) && …`; a criterion may have `otherwise` instead";
        NotAmongChoices { word: String, name: String, choices: String }
            = "text-not-a-choice", Error,
            "`{word}` không phải là lựa chọn của `{name}`",
            "`{word}` is none of the choices of `{name}`",
            help "các lựa chọn: {choices}", "the choices are: {choices}";
        UnusedFact { fact: String }
            = "fact-unread", Warning,
            "không có quy tắc nào dùng số liệu `{fact}`",
            "no rule reads the fact `{fact}`";
        UnusedValue { value: String }
            = "value-unread", Warning,
            "không có quy tắc nào dùng mốc `{value}`",
            "no rule reads the value `{value}`";
        UnusedCohort { cohort: String }
            = "cohort-unread", Warning,
            "không có quy tắc nào dùng số của cụm `{cohort}`",
            "no rule reads the cohort number `{cohort}`";
        UnusedFunction { name: String }
            = "function-unused", Warning,
            "không có quy tắc nào của các bộ tiêu chí đã nêu gọi hàm `{name}`",
            "no rule of the schemes given calls the function `{name}`",
            help "bỏ hàm này, hoặc nêu thêm bộ tiêu chí gọi đến nó", "delete it, or give the scheme that calls it too";
        TotalWithoutPoints { what: Text }
            = "total-without-points", Error,
            "quy tắc của {what} dùng `total`, nhưng bộ tiêu chí không chấm điểm nên không có tổng điểm",
            "the rule of {what} reads `total`, but nothing is scored, so there is no total";
        FreeTextCompared { word: String, id: String, name: String }
            = "free-text-compared", Warning,
            "quy tắc so `{name}` với “{word}”, nhưng `{name}` là chữ tự do: ô ghi khác chữ hoa, chữ thường hay dấu cách thì không khớp",
            "the rule compares `{name}` with \"{word}\", but `{name}` is free text: a cell in other capitals or spaces is not the same",
            help "khai báo `type = \"choice\"` (trong danh sách: `of = \"choice\"`) với `choices = {{ {id} = \"{word}\", … }}` rồi so với `\"{id}\"`; ô ghi chữ hoa hay chữ thường đều đọc được",
            "declare `type = \"choice\"` (in a list: `of = \"choice\"`) with `choices = {{ {id} = \"{word}\", … }}` and compare with `\"{id}\"`; a cell may then have any capitals";
        CasesTooMany { run: usize, all: usize, what: Text }
            = "cases-too-many", Warning,
            "chỉ chạy được {run} trong {all} trường hợp mẫu: đến {what} thì hết khối lượng tính dành cho các trường hợp mẫu",
            "only {run} of the {all} cases were run: the work allowed for all cases ran out at {what}",
            help "viết quy tắc gọn hơn, chia thành nhiều bộ tiêu chí, hoặc bớt trường hợp mẫu",
            "write simpler rules, part the scheme, or give fewer cases";
        NotInForce { value: String, date: String }
            = "value-not-in-force", Error,
            "mốc `{value}` chưa có số cho ngày `{date}`",
            "the value `{value}` has no figure on `{date}`";
        NoLibrary { name: String }
            = "function-file-missing", Error,
            "không tìm thấy tệp hàm `{name}` cạnh bộ tiêu chí",
            "there is no function file `{name}` beside the scheme";
        LibraryDoesNotCompile { why: Text }
            = "function-file-syntax", Error,
            "tệp hàm: {why}",
            "the function file: {why}";
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
        ComparesTypes { what: Text, left: Text, right: Text }
            = "types-compared", Error,
            "quy tắc của {what} so sánh {left} với {right}",
            "the rule of {what} compares {left} with {right}",
            help "chữ và lựa chọn viết trong dấu nháy, như `\"II\"`; ngày viết `date(\"2025-12-31\")`; có/không thì không cần so sánh, chỉ viết tên số liệu, hoặc `!` trước tên",
                 "texts and choices stand in quotes, as in `\"II\"`; a date is `date(\"2025-12-31\")`; yes or no needs no comparison: name the fact, or write `!` before it";
        NoCondition { what: Text, found: Text }
            = "condition-not-yes-no", Error,
            "quy tắc của {what}: điều kiện phải cho có hoặc không, nhưng ở đây cho {found}",
            "the rule of {what}: a condition must be yes or no, but here it is {found}";
        NoNumber { what: Text, found: Text }
            = "number-required", Error,
            "quy tắc của {what}: ở đây cần một số, nhưng lại là {found}",
            "the rule of {what}: a number is needed here, but it is {found}";
        NoList { what: Text, found: Text }
            = "list-required", Error,
            "quy tắc của {what}: ở đây cần một danh sách, nhưng lại là {found}",
            "the rule of {what}: a list is needed here, but it is {found}";
        ArithmeticOnDays { what: Text }
            = "arithmetic-on-dates", Error,
            "quy tắc của {what}: không cộng, trừ ngày trực tiếp được",
            "the rule of {what}: dates cannot be added or taken away",
            help "số ngày từ `a` đến `b` là `days_between(a, b)`", "the days from `a` to `b` are `days_between(a, b)`";
        DivisionByZero { what: Text }
            = "division-by-zero", Error,
            "quy tắc của {what} chia cho 0",
            "the rule of {what} divides by 0";
        GivesNothing { what: Text, wants: Text }
            = "rule-gives-nothing", Error,
            "quy tắc của {what} phải cho {wants}, nhưng có trường hợp không cho gì",
            "the rule of {what} must give {wants}, but one way through it gives nothing",
            help "mỗi nhánh phải kết thúc bằng một giá trị, và `if` phải có `else {{ … }}`", "each way must end in a value, and an `if` needs its `else {{ … }}`";
        GivesOther { what: Text, wants: Text, found: Text }
            = "rule-gives-other", Error,
            "quy tắc của {what} phải cho {wants}, nhưng ở đây cho {found}",
            "the rule of {what} must give {wants}, but here it gives {found}";
        NoSuchItem { what: Text, index: i64, length: i64 }
            = "no-such-item", Error,
            "quy tắc của {what} lấy phần tử số {index}, nhưng danh sách chỉ có {length} phần tử, đánh số từ 0",
            "the rule of {what} takes item {index}, but the list holds {length}, counted from 0";
        LabelOfAnotherType { what: Text, wanted: Text }
            = "switch-label-type", Error,
            "quy tắc của {what}: nhãn của `switch` phải là {wanted}",
            "the rule of {what}: the labels of this `switch` must be {wanted}";
        LabelNeverMet { what: Text }
            = "switch-label-never-met", Error,
            "quy tắc của {what}: trong `switch`, nhãn là số nguyên không bao giờ khớp với số thập phân, và ngược lại",
            "the rule of {what}: a whole label of `switch` never meets a decimal, nor a decimal label a whole number",
            help "dùng khoảng không gồm đầu trên, như `90..100`, hoặc dùng `if`", "use half-open ranges such as `90..100`, or `if`";
        RangeOfNoNumber { what: Text }
            = "switch-range-type", Error,
            "quy tắc của {what}: khoảng trong `switch` chỉ dùng với số",
            "the rule of {what}: ranges in a `switch` are for numbers";
        NoRow { what: Text }
            = "table-row", Error,
            "quy tắc của {what}: mỗi bậc của bảng phải viết là [mốc, điểm]",
            "the rule of {what}: each row of the table must be [threshold, points]";
        TableOutOfOrder { what: Text, way: Text }
            = "table-out-of-order", Error,
            "quy tắc của {what}: các mốc của bảng bậc phải xếp {way}",
            "the rule of {what}: the thresholds of the table must go {way}";
        RampKey { what: Text, key: String }
            = "ramp-key", Error,
            "quy tắc của {what}: `ramp` không có khóa `{key}`; chỉ có from, base, each, add, cap",
            "the rule of {what}: `ramp` has no key `{key}`; there are from, base, each, add, cap";
        RampLacks { what: Text, key: String }
            = "ramp-lacks", Error,
            "quy tắc của {what}: `ramp` thiếu khóa `{key}`",
            "the rule of {what}: `ramp` lacks the key `{key}`";
        NoDate { what: Text, word: String }
            = "rule-date", Error,
            "quy tắc của {what}: `{word}` không phải là ngày viết theo dạng 2025-12-31",
            "the rule of {what}: `{word}` is no date written like 2025-12-31";
        NoDays { what: Text, name: String }
            = "dates-required", Error,
            "quy tắc của {what}: hàm `{name}` cần hai ngày",
            "the rule of {what}: the function `{name}` needs two dates";
        NoChoice { what: Text }
            = "choice-required", Error,
            "quy tắc của {what}: `at_least` chỉ dùng với số liệu kiểu lựa chọn hoặc với `class`",
            "the rule of {what}: `at_least` takes a fact of type choice, or `class`";
        ChoicesLeft { what: Text, choices: String }
            = "switch-choices-left", Error,
            "quy tắc của {what}: `switch` chưa có nhánh cho {choices}",
            "the rule of {what}: this `switch` has no arm for {choices}",
            help "thêm nhánh cho từng lựa chọn còn thiếu, hoặc nhánh `_ => …` cho mọi trường hợp còn lại",
                 "add an arm for each of them, or `_ => …` for all that is left";
        LabelTwice { what: Text, label: String }
            = "switch-label-twice", Warning,
            "quy tắc của {what}: nhãn `{label}` của `switch` đã có ở nhánh trên, nên nhánh này không bao giờ được dùng",
            "the rule of {what}: the label `{label}` of this `switch` stands in an arm above, so this arm is never used";
        RangesLeaveHole { what: Text, after: i64, before: i64, label: String, instead: String }
            = "switch-ranges-hole", Warning,
            "quy tắc của {what}: số lẻ lớn hơn {after} và nhỏ hơn {before} không thuộc khoảng nào của `switch`",
            "the rule of {what}: decimals above {after} and below {before} lie in no range of this `switch`",
            help "viết `{instead}` (không gồm {before}) thay cho `{label}`", "write `{instead}`, which leaves {before} out, instead of `{label}`";
        RangesMeet { what: Text, label: String, earlier: String, both: String }
            = "switch-ranges-meet", Warning,
            "quy tắc của {what}: khoảng `{label}` trùng với `{earlier}` ở {both}; chỗ trùng luôn tính theo khoảng đứng trước",
            "the rule of {what}: the range `{label}` shares {both} with `{earlier}`, and what is shared always goes to the range that stands first";
        NeverReached { what: Text, why: Text, date: Text }
            = "step-never-reached", Warning,
            "quy tắc của {what}: {why}{date}",
            "the rule of {what}: {why}{date}";
        Hole { what: Text, place: Text, gives: String, below: String, above: String, date: Text }
            = "step-hole", Warning,
            "quy tắc của {what}: {place} không thuộc nhánh nào nên chỉ tính {gives} điểm, trong khi ngay dưới tính {below} và ngay trên tính {above}{date}",
            "the rule of {what}: where {place}, no branch is for it and {gives} is given, though {below} is given just below and {above} just above{date}",
            help "các mốc kề nhau nên dùng chung một số, ví dụ `>= 80` rồi `>= 90`", "steps that follow each other should share their threshold, such as `>= 80` and then `>= 90`";
        MaximumNotReached { what: Text, best: String, max: String, date: Text }
            = "maximum-not-reached", Warning,
            "quy tắc của {what}: không trường hợp nào được quá {best} điểm, trong khi điểm tối đa là {max}{date}",
            "the rule of {what}: nobody gets more than {best}, though the maximum is {max}{date}";
        PointsOutside { what: Text, gives: String, bound: Text, place: Text, date: Text }
            = "points-outside", Error,
            "quy tắc của {what} cho {gives} điểm{place}, {bound}{date}",
            "the rule of {what} gives {gives}{place}, {bound}{date}";
        PointsPerhapsOutside { what: Text, gives: String, bound: Text, place: Text, date: Text }
            = "points-may-be-outside", Warning,
            "quy tắc của {what} có thể cho {gives} điểm{place}, {bound}{date}",
            "the rule of {what} may give {gives}{place}, {bound}{date}",
            help "ai rơi vào trường hợp này sẽ không có tổng điểm; chặn bằng `min(…, MAX)` hoặc `max(…, 0)`, hoặc khai báo `min`, `max` của số liệu",
                 "whoever comes here has no total; hold it with `min(…, MAX)` or `max(…, 0)`, or declare `min` and `max` of the facts";
        PointsUnbounded { what: Text, fact: String, max: String, instead: String, date: Text }
            = "points-unbounded", Warning,
            "quy tắc của {what} có thể cho nhiều hơn điểm tối đa {max}, vì `{fact}` không có giới hạn{date}",
            "the rule of {what} may give more than the maximum of {max}, for `{fact}` has no bound{date}",
            help "viết `{instead}`, hoặc khai báo `min`, `max` của số liệu",
                 "write `{instead}`, or declare `min` and `max` of the fact";
        TooMuchToLookThrough {}
            = "rules-not-looked-through", Warning,
            "các quy tắc có quá nhiều nhánh, nên có quy tắc chưa được tìm các bậc thừa, bậc hở và điểm vượt mức",
            "the rules have too many branches, and not all were searched for steps never reached, holes and points outside",
            help "tách hoặc rút gọn các quy tắc dài", "divide or shorten the long rules";
        ConditionAlways { what: Text, answer: Text, effect: Text, date: Text }
            = "condition-always", Warning,
            "quy tắc của {what} {answer} với mọi số liệu trong khoảng đã khai báo, nên {effect}{date}",
            "the rule of {what} is {answer} for facts within their declared ranges, so that {effect}{date}";
        ClassTooHigh { id: String, from: String, most: String, place: Text, date: Text }
            = "class-too-high", Error,
            "mức `{id}` bắt đầu từ {from} điểm{place}, nhưng tổng điểm cao nhất chỉ là {most}{date}",
            "the class `{id}` begins at {from}{place}, but the greatest total is only {most}{date}";
        ClassNotAbove { upper: String, lower: String, place: Text, date: Text }
            = "class-not-above", Error,
            "mức `{upper}` không bắt đầu cao hơn mức `{lower}` đứng dưới{place}{date}",
            "the class `{upper}` does not begin above the class `{lower}` below it{place}{date}";
        BetterLoses { what: Text, loss: Text, date: Text }
            = "better-gets-less", Warning,
            "quy tắc của {what}: {loss}{date}",
            "the rule of {what}: {loss}{date}",
            help "sửa quy tắc, hoặc sửa `better` của số liệu", "mend the rule, or `better` of the fact";
        CaseFails { what: Text, required: Text, found: Text }
            = "case-fails", Error,
            "{what}: kết quả phải là {required}, nhưng thực tế là {found}",
            "{what}: the case requires {required}, but the rules give {found}";
    }
}

impl RuleProblem {
    /// Whether it is a hole that decimals fall through.
    pub(super) fn is_hole(&self) -> bool {
        matches!(self, Self::RangesLeaveHole { .. })
    }

    /// The word by which it is looked for near its place, where the tree keeps none: a label
    /// before the result of its arm, or a key after the call.
    pub(super) fn word(&self) -> Option<(String, bool)> {
        match self {
            Self::LabelTwice { label, .. }
            | Self::RangesLeaveHole { label, .. }
            | Self::RangesMeet { label, .. } => Some((label.clone(), true)),
            Self::LabelOfAnotherType { .. }
            | Self::LabelNeverMet { .. }
            | Self::RangeOfNoNumber { .. } => Some((String::new(), true)),
            Self::RampKey { key, .. } => Some((key.clone(), false)),
            Self::NotAmongChoices { word, .. } => Some((format!("\"{word}\""), false)),
            _ => None,
        }
    }

    /// The same with the day from which on it holds, in words.
    pub(super) fn on(mut self, day: Text) -> Self {
        if let Self::NeverReached { date, .. }
        | Self::Hole { date, .. }
        | Self::MaximumNotReached { date, .. }
        | Self::PointsOutside { date, .. }
        | Self::PointsPerhapsOutside { date, .. }
        | Self::PointsUnbounded { date, .. }
        | Self::ConditionAlways { date, .. }
        | Self::ClassTooHigh { date, .. }
        | Self::ClassNotAbove { date, .. }
        | Self::BetterLoses { date, .. } = &mut self
        {
            *date = day;
        }
        self
    }
}
