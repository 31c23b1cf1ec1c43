//! Everything that can be wrong with a scheme, its rules aside.

use jiff::civil::Date;

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// Everything that can be wrong with a scheme, its rules aside.
    pub enum SchemeProblem {
        Format { found: u32 }
            = "format", Error,
            "chương trình chỉ đọc được định dạng 1, nhưng tệp ghi `format = {found}`",
            "this program reads format 1, but the file says `format = {found}`";
        BadId { id: String, what: Text }
            = "bad-id", Error,
            "`{id}` không dùng làm mã được: {what}",
            "`{id}` cannot be an id: {what}";
        Reserved { id: String }
            = "id-reserved", Error,
            "`{id}` là từ của chương trình hoặc của ngôn ngữ quy tắc, không dùng làm mã được",
            "`{id}` is a word of the program or of the rule language and cannot be an id",
            help "hãy thêm chữ cho khác đi, ví dụ `{id}_1`", "add a letter, such as `{id}_1`";
        IdTwice { id: String, line: usize }
            = "id-twice", Error,
            "mã `{id}` đã dùng ở dòng {line}; mỗi mã chỉ dùng một lần",
            "the id `{id}` is already used on line {line}; each id is used once";
        UnknownParent { id: String, known: Text }
            = "unknown-group", Error,
            "không có nhóm `{id}`",
            "there is no group `{id}`",
            help "{known}", "{known}";
        GroupCircle { id: String }
            = "group-circle", Error,
            "nhóm `{id}` chứa chính nó",
            "the group `{id}` contains itself";
        GroupTooDeep { id: String, most: usize }
            = "group-too-deep", Error,
            "nhóm `{id}` nằm quá sâu; các nhóm chỉ lồng nhau được {most} cấp",
            "the group `{id}` stands too deep; groups nest {most} deep at the most";
        NumberTwice { no: String, line: usize }
            = "number-twice", Warning,
            "số thứ tự `{no}` đã dùng ở dòng {line} trong cùng một nhóm",
            "the number `{no}` is already used on line {line} in the same group";
        FloorAbove { key: &'static str, id: String, floor: String, max: String }
            = "floor-above-max", Error,
            "không ai đạt được điểm liệt `{key}` là {floor}: điểm tối đa của `{id}` chỉ là {max}",
            "nobody can reach the floor `{key}` of {floor}: the maximum of `{id}` is only {max}",
            help "điểm liệt theo tỷ lệ viết là \"50%\"", "a floor in percent is written \"50%\"";
        NoEffect { key: &'static str, why: Text }
            = "without-effect", Warning,
            "khóa `{key}` không có tác dụng: {why}",
            "the key `{key}` has no effect: {why}";
        UnknownCriterion { id: String }
            = "unknown-criterion", Error,
            "không có tiêu chí `{id}`",
            "there is no criterion `{id}`";
        LintReason { code: String }
            = "lint-no-reason", Error,
            "cần ghi lý do đổi mức của `{code}`",
            "the reason why `{code}` is taken otherwise must be given";
        EmptyGroup { id: String }
            = "group-empty", Warning,
            "nhóm `{id}` không có tiêu chí nào",
            "the group `{id}` has no rows";
        GroupSum { id: String, sum: String, max: String, how: Text }
            = "group-sum", Error,
            "các mục trong nhóm `{id}` {how} {sum} điểm, nhưng điểm tối đa của nhóm là `{max}`",
            "the rows of the group `{id}` {how} {sum}, but its maximum is `{max}`",
            help "sửa điểm tối đa, hoặc ghi lý do vào `mismatch` nếu văn bản in như vậy",
                 "mend the maxima, or say why in `mismatch` if the paper itself prints it so";
        ScaleSum { sum: String, scale: String }
            = "scale-sum", Error,
            "các nhóm lớn và tiêu chí ngoài nhóm cộng lại được {sum} điểm, nhưng thang điểm là `{scale}`",
            "top groups and rows outside groups add up to {sum}, but the scale is `{scale}`";
        NoMax { id: String }
            = "max-missing", Error,
            "`{id}` chưa có điểm tối đa `max`",
            "`{id}` has no maximum `max`";
        BadNumber { what: String, found: String, required: Text }
            = "number-out-of-range", Error,
            "`{what}` phải {required}, nhưng ở đây là `{found}`",
            "`{what}` must be {required}, but here it is `{found}`";
        TooFine { id: String, found: String, digits: u32 }
            = "max-too-fine", Error,
            "điểm tối đa của `{id}` chỉ được có {digits} chữ số thập phân, nhưng ở đây là `{found}`",
            "the maximum of `{id}` may have {digits} digits after the point, but here it is `{found}`",
            help "số chữ số thập phân được ghi ở `round` trong `[points]`",
                 "how many digits there are is said by `round` in `[points]`";
        NotHere { key: &'static str, why: Text }
            = "key-not-here", Error,
            "khóa `{key}` không dùng ở đây: {why}",
            "the key `{key}` has no use here: {why}";
        Needs { key: &'static str, why: Text }
            = "key-needed", Error,
            "cần có khóa `{key}`: {why}",
            "the key `{key}` is needed: {why}";
        UnknownFact { id: String }
            = "unknown-fact", Error,
            "không có số liệu `{id}`",
            "there is no fact `{id}`";
        UnknownTarget { id: String }
            = "unknown-class-or-award", Error,
            "không có mức xếp loại hay hình thức khen thưởng `{id}`",
            "there is no class or award `{id}`";
        UnknownAward { id: String }
            = "unknown-award", Error,
            "không có hình thức khen thưởng `{id}`",
            "there is no award `{id}`";
        DowngradeUpward { id: String }
            = "downgrade-upward", Error,
            "hình thức khen thưởng `{id}` phải đứng sau thì Hội đồng mới hạ xuống được",
            "the award `{id}` must stand later in the file to be voted for instead";
        ClassInUnknown { id: String }
            = "class-in-unknown", Error,
            "trong các tệp đã nêu không có bộ tiêu chí `{id}`",
            "there is no scheme `{id}` among the files given",
            help "nêu thêm tệp của bộ tiêu chí chấm tập thể", "give the file of the scheme that judges the collectives too";
        ClassInNotInForce { id: String, date: Date }
            = "class-in-not-in-force", Error,
            "bộ tiêu chí `{id}` không có hiệu lực vào ngày xét {date}",
            "the scheme `{id}` is not in force on the day of the review, {date}";
        ClassInCircle { path: String }
            = "class-in-circle", Error,
            "các bộ tiêu chí lấy xếp loại của nhau theo vòng khép kín: {path}, nên không có bộ nào chấm trước được",
            "the schemes take each other's classes in a circle: {path}, so none of them can be judged first";
        ClassInSubject { id: String, subject: Text }
            = "class-in-subject", Error,
            "`class_in` phải là bộ tiêu chí chấm tập thể, nhưng `{id}` chấm {subject}",
            "`class_in` must be a scheme of collectives, but the subject of `{id}` is the {subject}";
        ClassInChoices { id: String, classes: String, found: String }
            = "class-in-choices", Error,
            "các lựa chọn phải đúng là các mức xếp loại của bộ tiêu chí `{id}`, theo thứ tự từ cao xuống thấp ({classes}), nhưng ở đây là {found}",
            "the choices must be the classes of the scheme `{id}`, best first ({classes}), but here they are {found}";
        ClassInNoClasses { id: String }
            = "class-in-choices", Error,
            "bộ tiêu chí `{id}` không có mức xếp loại nào",
            "the scheme `{id}` has no classes";
        UnknownStage { id: String }
            = "unknown-stage", Error,
            "không có bước chấm `{id}`",
            "there is no stage `{id}`";
        AwardWithItself { id: String }
            = "award-with-itself", Error,
            "hình thức khen thưởng `{id}` loại trừ chính nó",
            "the award `{id}` excludes itself";
        UnknownChoice { id: String, fact: String }
            = "unknown-choice", Error,
            "`{id}` không phải là lựa chọn của `{fact}`",
            "`{id}` is none of the choices of `{fact}`";
        NoChoice { id: String, fact: String }
            = "choice-without-value", Error,
            "lựa chọn `{id}` của `{fact}` chưa có số",
            "the choice `{id}` of `{fact}` has no figure";
        NotAChoice { id: String }
            = "not-a-choice", Error,
            "`{id}` phải là số liệu kiểu `choice`",
            "`{id}` must be a fact of type `choice`";
        BadDate { text: String }
            = "bad-date", Error,
            "`{text}` không phải là ngày; cần dạng năm-tháng-ngày như 2025-01-31",
            "`{text}` is no date; it must be year-month-day like 2025-01-31";
        NoDate { id: String }
            = "value-without-date", Error,
            "`{id}` chưa có con số nào",
            "`{id}` has no figure yet",
            help "thêm một dòng như: 2025-01-01 = {{ value = 75 }}",
                 "add a line such as: 2025-01-01 = {{ value = 75 }}";
        InForceBackwards { from: String, until: String }
            = "in-force-backwards", Error,
            "bắt đầu có hiệu lực từ `{from}`, nhưng đã hết hiệu lực từ `{until}`",
            "in force from `{from}`, but only until `{until}`";
        Versions { id: String, other: String }
            = "versions-overlap", Error,
            "bộ tiêu chí `{id}` còn có ở `{other}` với thời gian hiệu lực chồng nhau",
            "the scheme `{id}` also stands in `{other}`, and both hold on the same days";
        ClassOrder { id: String, from: String, above: String }
            = "class-order", Error,
            "mức `{id}` bắt đầu từ `{from}`, không thấp hơn mức đứng trên (`{above}`); các mức phải ghi từ cao xuống thấp",
            "the class `{id}` begins at `{from}`, not below the one above it (`{above}`); classes stand best first";
        ClassUnreachable { id: String, why: Text }
            = "class-unreachable", Error,
            "không ai đạt được mức `{id}`: {why}",
            "nobody can reach the class `{id}`: {why}";
        NoLast {}
            = "ties-without-last", Error,
            "`[ranking]` chưa có bước cuối `last` cho trường hợp vẫn bằng nhau",
            "`[ranking]` has no `last` step for those who stay equal",
            help "ghi last = \"council\" (hội đồng quyết định), \"shared\" (đồng hạng) hoặc \"lot\" (bốc thăm)",
                 "write last = \"council\", \"shared\" or \"lot\"";
        NoRanking {}
            = "ranking-missing", Error,
            "bộ tiêu chí chưa có bảng `[ranking]`",
            "the scheme has no `[ranking]`";
        NoCriterion {}
            = "criterion-missing", Error,
            "bộ tiêu chí chưa có `[[criterion]]` nào",
            "the scheme has no `[[criterion]]`";
        UniqueShared {}
            = "unique-places-shared", Error,
            "`places = \"1234\"` cần `last` là `council` hoặc `lot`, không phải `shared`",
            "`places = \"1234\"` needs `last` to be `council` or `lot`, not `shared`";
        BadFunctionFile { name: String }
            = "function-file-name", Error,
            "`{name}` phải là tên tệp `.rhai` đặt cùng thư mục, không có đường dẫn",
            "`{name}` must be the bare name of a `.rhai` file beside the scheme, without a path";
        QuotaEmpty {}
            = "quota-empty", Error,
            "hạn mức phải ghi một trong hai: `seats` (số suất) hoặc `share` (tỷ lệ)",
            "a quota says one of `seats` and `share`";
        BadShare { text: String }
            = "bad-share", Error,
            "`{text}` không phải là tỷ lệ từ 0% đến 100%; tỷ lệ viết như `10%` hoặc `1/3`",
            "`{text}` is no share from 0% to 100%; a share is written like `10%` or `1/3`";
        CaseOutcome {}
            = "case-outcome", Error,
            "trường hợp mẫu phải ghi đúng một kết quả: `points`, `met`, `dropped` hoặc `fails`",
            "a case says exactly one of `points`, `met`, `dropped` and `fails`";
        CaseMeaning { key: &'static str, kind: &'static str }
            = "case-meaning", Error,
            "kết quả `{key}` không hợp với loại `{kind}`",
            "the outcome `{key}` does not go with the kind `{kind}`";
        CaseName { id: String }
            = "case-unknown-name", Error,
            "không có số liệu, số của cụm, nhóm hay tiêu chí nào tên `{id}`",
            "there is no fact, cohort number, group or criterion called `{id}`";
        CaseValue { id: String, required: Text, found: Text }
            = "case-value", Error,
            "`{id}` phải là {required}, nhưng ở đây là {found}",
            "`{id}` must be {required}, but here it is {found}";
        CaseLike { id: String }
            = "case-like", Error,
            "không có trường hợp mẫu `{id}` đứng trước",
            "there is no case `{id}` before this one";
        CaseStatus { word: String }
            = "case-status", Error,
            "`{word}` không phải là trạng thái; chỉ có `ranked`, `refused`, `held`, `unclassified`, `incomplete`, `failed`",
            "`{word}` is no status; there are `ranked`, `refused`, `held`, `unclassified`, `incomplete`, `failed`";
        CaseEmpty {}
            = "case-expects-nothing", Error,
            "trường hợp mẫu chưa ghi kết quả phải có nên không kiểm tra được gì",
            "the case expects nothing and so checks nothing";
        NoBasis { id: String }
            = "no-basis", Warning,
            "tiêu chí `{id}` chưa ghi căn cứ `basis`",
            "the criterion `{id}` has no `basis`",
            help "ghi điều, khoản của văn bản để trả lời đơn vị khi được hỏi",
                 "name the article, for the day a unit asks";
    }
}
