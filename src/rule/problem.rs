//! Everything that can be wrong with a rule before anybody is judged by it.

use crate::diagnostic::problems;

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
        CaseFails { what_vi: String, what_en: String, required_vi: String, required_en: String, found_vi: String, found_en: String }
            = "case-fails", Error,
            "{what_vi}: ví dụ cần {required_vi}, nhưng kết quả là {found_vi}",
            "{what_en}: the case requires {required_en}, but the rules give {found_en}";
    }
}
