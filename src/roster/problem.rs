//! Everything that can be wrong with the files of a review period.

mod council;
mod duplicates;

pub use council::CouncilProblem;
pub use duplicates::DuplicateProblem;

use jiff::civil::Date;

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// Everything that can be wrong with the files of a review period.
    pub enum RosterProblem {
        // Files and their shape.
        NoNominations {}
            = "nominee-no-file", Error,
            "trong các tệp đã đưa không có danh sách đề nghị nào",
            "none of the files given is a list of nominations",
            help "hãy đưa thêm nominations.csv, .xlsx, .ods, .toml hoặc .json", "give a nominations.csv, .xlsx, .ods, .toml or .json too";
        NoRows {}
            = "nominee-none", Warning,
            "danh sách đề nghị không có dòng nào",
            "the list of nominations has no row";

        // Columns.
        NoColumn { column: &'static str, heading: &'static str, known: String }
            = "column-missing", Error,
            "thiếu cột bắt buộc `{heading}` (hoặc `{column}`); các cột đã nhận ra: {known}",
            "the compulsory column `{column}` (or `{heading}`) is missing; the columns that are known: {known}",
            help "ghi `{heading}` vào ô tiêu đề của cột ấy, hoặc thêm cột; nếu bảng này không phải số liệu thì không đưa vào", "write `{heading}` above that column; leave the table out if it is none of the data";
        NearColumn { heading: String, column: String }
            = "column-near", Error,
            "“{heading}” có phải là cột “{column}”? Không có cột nào khác tên như vậy",
            "is “{heading}” the column “{column}”? No other column is called so",
            help "nếu phải, hãy sửa tiêu đề thành “{column}”; nếu không, đặt một tên khác hẳn", "if it is, call it “{column}”; if not, give it quite another name";
        AssumedColumns { columns: String }
            = "column-assumed", Assumption,
            "tiêu đề được hiểu là cột: {columns}",
            "headings are taken for columns: {columns}";
        CodesFromNames {}
            = "nominee-codes-from-names", Assumption,
            "bảng không có cột `Mã`; mã được lấy từ tên, như `xã-an-bình`",
            "there is no column `Mã`; the codes are taken from the names, as `xã-an-bình`",
            help "muốn dùng mã riêng thì thêm cột `Mã`", "for codes of your own add a column `Mã`";
        UnknownColumns { headings: String }
            = "column-unknown", LeftOut,
            "các cột này không có trong bộ tiêu chí nào và không được đọc: {headings}",
            "these columns are in no scheme and are not read: {headings}";
        ColumnTwice { heading: String, first: String }
            = "column-twice", Error,
            "cột `{heading}` chỉ cùng một thứ với cột `{first}` đứng trước",
            "the column `{heading}` means the same as the earlier column `{first}`";
        UnitColumn { heading: String }
            = "column-elsewhere", Error,
            "cột `{heading}` là số liệu của đơn vị, không ghi trong danh sách đề nghị",
            "the column `{heading}` is a fact about units and does not belong in a list of nominations",
            help "hãy ghi số liệu này trong units.csv, mỗi đơn vị một dòng", "write it in units.csv, one unit a row";
        NomineeColumn { heading: String }
            = "column-elsewhere", Error,
            "cột `{heading}` là số liệu của từng đối tượng, không ghi trong tệp số liệu đơn vị",
            "the column `{heading}` is a fact about nominees and does not belong in a file of units",
            help "hãy ghi số liệu này trong danh sách đề nghị", "write it in the list of nominations";
        ClassColumn { heading: String, scheme: String }
            = "column-elsewhere", Error,
            "cột `{heading}` được lấy từ kết quả xếp loại theo bộ tiêu chí `{scheme}`, không ghi trong tệp nào",
            "the column `{heading}` comes from the classes that the scheme `{scheme}` gives, and from no file";
        AmbiguousColumn { heading: String, facts: String }
            = "column-ambiguous", Error,
            "tiêu đề `{heading}` là nhãn của nhiều số liệu: {facts}",
            "the heading `{heading}` is the label of several facts: {facts}",
            help "hãy dùng mã của số liệu làm tiêu đề", "use the fact's id as the heading";
        NoFactColumn { fact: String, label: Text, scheme: String }
            = "column-fact-missing", Warning,
            "tệp không có cột `{fact}` ({label}) mà bộ tiêu chí `{scheme}` cần: mọi đối tượng của bộ này đều thiếu số liệu",
            "the file has no column `{fact}` ({label}), which the scheme `{scheme}` needs: all its nominees are incomplete";

        // Cells.
        Control { code: String }
            = "cell-control", Error,
            "ô có ký tự điều khiển hoặc ký tự không nhìn thấy {code}",
            "the cell has a control character or an invisible one, {code}",
            help "hãy xóa ký tự đó hoặc gõ lại nội dung ô", "delete it, or type the cell again";
        WrongCell { label: Text, expected: Text, found: String }
            = "cell-wrong", Error,
            "`{label}` phải là {expected}, nhưng ở đây là `{found}`",
            "`{label}` must be {expected}, but here it is `{found}`";
        OutOfRange { label: Text, expected: Text, found: String }
            = "cell-range", Error,
            "`{label}` phải là {expected}, nhưng ở đây là `{found}`",
            "`{label}` must be {expected}, but here it is `{found}`";
        Thousands { found: String }
            = "cell-thousands", Error,
            "`{found}` có thể là số có dấu ngăn hàng nghìn, cũng có thể là số thập phân",
            "`{found}` may have a thousands separator or decimals",
            help "hãy viết số nguyên liền nhau, không có dấu ngăn", "write a whole number without separators";
        BothSeparators { found: String }
            = "cell-separators", Error,
            "`{found}` có cả dấu chấm lẫn dấu phẩy nên không rõ là số nào",
            "`{found}` has both a point and a comma, so that the number is not clear",
            help "hãy bỏ dấu ngăn hàng nghìn, chỉ giữ dấu thập phân", "leave out the thousands separators and keep the decimal one";
        UnknownChoice { label: Text, found: String, choices: Text }
            = "cell-choice", Error,
            "`{label}` không có lựa chọn `{found}`",
            "`{label}` has no choice `{found}`",
            help "các lựa chọn: {choices}", "the choices are: {choices}";
        AmbiguousChoice { label: Text, found: String, choices: Text }
            = "cell-choice-ambiguous", Error,
            "`{found}` ở `{label}` có thể là nhiều lựa chọn: {choices}",
            "`{found}` in `{label}` may be several choices: {choices}",
            help "hãy ghi mã của lựa chọn", "write the choice's own word";
        NoSuchDay { found: String }
            = "cell-no-such-day", Error,
            "lịch không có ngày `{found}` (đọc theo thứ tự ngày/tháng/năm)",
            "the calendar has no day `{found}` (read as day/month/year)";
        PercentDoubt { label: Text, found: Text, meant: Text }
            = "cell-percent-doubt", Warning,
            "`{label}`: {found} đang được hiểu là {found} %; có phải ý là {meant} %?",
            "`{label}`: {found} is taken for {found} %; is {meant} % meant?",
            help "nếu đúng là {found} % thì ghi rõ `{found} %`", "if it is {found} %, write `{found} %`";
        PercentColumn { label: Text, count: usize, found: Text, meant: Text }
            = "column-percent", Error,
            "cả cột `{label}` ({count} ô) chỉ có số từ 0 đến 1, như {found}: là {found} % hay {meant} %?",
            "the whole column `{label}` ({count} cells) has but numbers from 0 to 1, such as {found}: is it {found} % or {meant} %?",
            help "nếu là {meant} % thì ghi `{meant}`, hoặc định dạng cả cột là phần trăm; nếu đúng là {found} % thì ghi `{found} %`", "if it is {meant} %, write `{meant}` or format the column as percentages; if it is {found} %, write `{found} %`";
        CellAssumed { label: Text, found: String, meant: String }
            = "cell-assumed", Assumption,
            "`{label}`: `{found}` được hiểu là `{meant}`",
            "`{label}`: `{found}` is taken for `{meant}`";
        EmptyCounts { label: Text, value: Text }
            = "cell-empty-counts", Assumption,
            "`{label}`: ô trống được tính là {value}, theo bộ tiêu chí",
            "`{label}`: the empty cell counts as {value}, as the scheme says";
        DecimalDoubt { label: Text, found: String, meant: String }
            = "cell-decimal-doubt", Warning,
            "`{label}`: `{found}` được đọc là số thập phân, hay ý là {meant}?",
            "`{label}`: `{found}` is read as a number with decimals; is {meant} meant?",
            help "số nguyên thì viết liền `{meant}`", "write a whole number as `{meant}`";
        ListDoubt { label: Text, found: String, count: String }
            = "cell-list-doubt", Warning,
            "`{label}`: `{found}` được đọc là {count} mục, hay ý là nhiều mục hơn?",
            "`{label}`: `{found}` is read as {count} item(s); are more meant?",
            help "các mục cách nhau bằng dấu chấm phẩy, như `A; B`", "part the items by semicolons, as in `A; B`";
        ShownDoubt { label: Text, shown: Text, held: Text }
            = "cell-shown-doubt", Warning,
            "`{label}`: ô hiện {shown} nhưng giữ số {held}; được tính theo số đang giữ",
            "`{label}`: the cell shows {shown} but holds {held}; what it holds is taken",
            help "nếu phải lấy số đang hiện thì gõ lại số ấy, hoặc làm tròn bằng hàm ROUND", "if what it shows is meant, type that number, or round with ROUND";
        ShownColumn { label: Text, count: usize, cells: Text }
            = "column-shown-doubt", Warning,
            "`{label}`: {count} ô hiện khác số đang giữ và được tính theo số đang giữ: {cells}",
            "`{label}`: {count} cells show something else than they hold, which is taken: {cells}",
            help "nếu phải lấy số đang hiện thì gõ lại số ấy, hoặc làm tròn bằng hàm ROUND", "if what they show is meant, type those numbers, or round with ROUND";
        ShownOtherwise { label: Text, shown: Text, held: Text }
            = "cell-shown", Error,
            "`{label}`: ô hiện {shown} nhưng giữ số {held}, nên không rõ là số nào",
            "`{label}`: the cell shows {shown} but holds {held}, so that the number is not clear",
            help "hãy đặt định dạng ô là General (Chung), hoặc gõ lại số", "set the format of the cell to General, or type the number again";
        DayFar { label: Text, found: String }
            = "cell-day-doubt", Warning,
            "`{label}`: ngày {found} cách ngày xét hơn 100 năm; có phải ghi nhầm năm?",
            "`{label}`: the day {found} is more than 100 years from the review; is the year a slip?";
        DayOfYear { label: Text, found: String, year: i64 }
            = "cell-day-doubt", Warning,
            "`{label}`: ô kiểu ngày nên số {year} thành ngày {found}; có phải ý là năm {year}?",
            "`{label}`: the cell is a date, so that {year} became {found}; is the year {year} meant?",
            help "hãy ghi đủ ngày/tháng/năm", "write day/month/year in full";
        NotAssignedRead { label: Text, rule: Text }
            = "cell-not-assigned", Error,
            "`{label}` ghi là không giao, nhưng {rule} đọc số liệu này mà không hỏi `given`",
            "`{label}` is said to be not assigned, but {rule} reads it without asking `given`",
            help "hãy ghi số liệu, hoặc để quy tắc hỏi `given(…)`; tiêu chí có thể ghi `otherwise`", "report the fact, or let the rule ask `given(…)`; a criterion may say `otherwise`";

        // Cells of workbooks.
        Formula {}
            = "cell-formula", Error,
            "ô là công thức nhưng tệp không lưu kết quả tính",
            "the cell is a formula, and the file does not hold its result",
            help "hãy mở tệp bằng Excel hoặc LibreOffice, để tính xong rồi lưu lại", "open the file in Excel or LibreOffice, let it calculate and save it";
        ErrorValue { found: String }
            = "cell-error", Error,
            "ô báo lỗi `{found}`",
            "the cell shows the error `{found}`",
            help "hãy sửa công thức hoặc ghi giá trị vào ô", "mend the formula, or write the value into the cell";
        Garbled { found: String }
            = "cell-garbled", Error,
            "chữ trong ô bị hỏng do mở và lưu sai bảng mã: `{found}`",
            "the words of the cell were damaged by a wrong encoding: `{found}`",
            help "hãy lấy lại từ tệp gốc, hoặc gõ lại nội dung ô", "take them from the original again, or type the cell again";
        Time {}
            = "cell-time", Error,
            "ô là giờ hoặc ngày không có thật, không phải số, chữ hay ngày dùng được",
            "the cell is a time, or a day that no calendar has, and no usable number, word or date";
        Inexact { found: String }
            = "cell-inexact", Error,
            "số `{found}` quá lớn hoặc quá nhỏ, không đọc chính xác được",
            "the number `{found}` is too large or too small to be read exactly";
        MergedValue { cells: String }
            = "cell-merged", Error,
            "các ô {cells} bị gộp nên không rõ giá trị là của ô nào",
            "the cells {cells} are merged, so that it is not clear whose value it is",
            help "hãy bỏ gộp và ghi giá trị vào từng ô", "part them, and write the value into each cell";
        LegacyCell { encoding: &'static str, found: String }
            = "cell-legacy", Error,
            "chữ trong ô dùng bảng mã cũ {encoding}, không phải Unicode: `{found}`",
            "the words of the cell are in the old encoding {encoding} and not in Unicode: `{found}`",
            help "hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F9) rồi đổi phông chữ", "convert them to Unicode with UniKey (Ctrl+Shift+F9), and change the font";

        // Nominees.
        NoId {}
            = "nominee-no-id", Error,
            "dòng này không có mã đối tượng (cột `id` hoặc `Mã`)",
            "this row has no code (column `id` or `Mã`)";
        NoName {}
            = "nominee-no-name", Error,
            "dòng này không có tên (cột `name` hoặc `Tên`)",
            "this row has no name (column `name` or `Tên`)";
        NoUnit { id: String }
            = "nominee-no-unit", Error,
            "`{id}` chưa ghi đơn vị (cột `unit` hoặc `Đơn vị`), nên không có số liệu của đơn vị",
            "`{id}` does not say its unit (column `unit` or `Đơn vị`), and so has no facts about it";
        UnknownUnit { unit: String }
            = "nominee-unknown-unit", Error,
            "tệp số liệu đơn vị không có đơn vị `{unit}`",
            "the file of units has no unit `{unit}`";
        NoSubject { id: String }
            = "nominee-no-subject", Error,
            "`{id}` không ghi loại đối tượng (cột `subject` hoặc `Loại`)",
            "`{id}` does not say what kind of subject it is (column `subject` or `Loại`)",
            help "ghi `tập thể`, `cá nhân` hoặc `hộ gia đình`", "write `collective`, `individual` or `household`";
        BadSubject { found: String }
            = "nominee-subject", Error,
            "loại đối tượng phải là `tập thể`, `cá nhân` hoặc `hộ gia đình`, nhưng ở đây là `{found}`",
            "the subject must be `collective`, `individual` or `household`, but here it is `{found}`";
        FieldWithoutSeats { found: String, scheme: String, fields: String }
            = "nominee-field", Warning,
            "hạn mức của bộ tiêu chí `{scheme}` không nêu lĩnh vực `{found}`, nên không giới hạn số suất của lĩnh vực này",
            "the quotas of the scheme `{scheme}` name no field `{found}`, and so do not limit its seats",
            help "các lĩnh vực có suất riêng: {fields}", "the fields with seats of their own: {fields}";
        FieldUnknown { found: String, scheme: String, fields: Text }
            = "nominee-field", Warning,
            "lĩnh vực `{found}` không thuộc các lĩnh vực của phong trào và không có trong bộ tiêu chí `{scheme}`, nên được xét thành một nhóm riêng",
            "the field `{found}` is none of the movement's and is not named in the scheme `{scheme}`, and so stands apart from the others",
            help "các lĩnh vực của phong trào: {fields}", "the fields of the movement: {fields}";
        IdTwice { id: String, first: String }
            = "nominee-twice", Error,
            "mã `{id}` đã có ở {first}",
            "the code `{id}` stands already at {first}",
            help "mỗi đối tượng một mã riêng; nếu hai dòng là một đối tượng thì bỏ bớt một dòng", "each nominee has a code of its own; if both rows are one nominee, leave one out";
        FactTwice { label: Text, found: String, id: String, first: String }
            = "nominee-fact-twice", Error,
            "`{label}` không được trùng, nhưng `{found}` đã có ở `{id}` ({first})",
            "no two nominees may have the same `{label}`, but `{found}` is also that of `{id}` ({first})";
        UnknownScheme { found: String, schemes: String }
            = "nominee-unknown-scheme", Error,
            "không có bộ tiêu chí `{found}` trong số đã đưa",
            "there is no scheme `{found}` among those given",
            help "các bộ tiêu chí đã đưa: {schemes}", "the schemes given are: {schemes}";
        SchemeNotInForce { scheme: String, date: Date }
            = "nominee-scheme-not-in-force", Error,
            "bộ tiêu chí `{scheme}` không có hiệu lực vào ngày xét {date}",
            "the scheme `{scheme}` is not in force on the day of the review, {date}";
        SchemeOfOtherSubject { scheme: String, judges: Text, found: Text }
            = "nominee-scheme-subject", Error,
            "bộ tiêu chí `{scheme}` xét {judges}, nhưng đối tượng này là {found}",
            "the scheme `{scheme}` is for the subject `{judges}`, but this nominee is `{found}`";
        NoSchemeOfSubject { id: String, subject: Text, date: Date }
            = "nominee-no-scheme", Error,
            "không có bộ tiêu chí nào cho `{id}`: không bộ nào xét {subject} và có hiệu lực vào ngày {date}",
            "there is no scheme for `{id}`: none for the subject `{subject}` is in force on {date}";
        NoSchemeApplies { id: String, schemes: String }
            = "nominee-no-scheme", Error,
            "không có bộ tiêu chí nào cho `{id}`: điều kiện `applies` không đúng ở {schemes}",
            "there is no scheme for `{id}`: `applies` does not hold in {schemes}";
        SeveralSchemes { id: String, schemes: String }
            = "nominee-several-schemes", Error,
            "có nhiều bộ tiêu chí cho `{id}`: {schemes}",
            "there are several schemes for `{id}`: {schemes}",
            help "hãy ghi mã bộ tiêu chí ở cột `scheme` (hoặc `Bộ tiêu chí`)", "name the scheme in the column `scheme` (or `Bộ tiêu chí`)";
        SchemeUndecided { id: String, schemes: String, facts: Text }
            = "nominee-scheme-undecided", Error,
            "chưa rõ bộ tiêu chí nào cho `{id}`: `applies` của {schemes} cần số liệu còn trống hoặc không giao: {facts}",
            "it is not clear which scheme is for `{id}`: `applies` of {schemes} needs what is empty or not assigned: {facts}",
            help "hãy điền số liệu đó, hoặc ghi mã bộ tiêu chí ở cột `scheme`", "fill it in, or name the scheme in the column `scheme`";
        AppliesFails { scheme: String, message: Text }
            = "nominee-applies-fails", Error,
            "`applies` của bộ tiêu chí `{scheme}` không chạy được với đối tượng này: {message}",
            "`applies` of the scheme `{scheme}` fails on this nominee: {message}";
        CheckFails { title: Text }
            = "nominee-check", Error,
            "số liệu không thỏa mãn điều kiện: {title}",
            "the facts do not meet the check: {title}";
        CheckCannotRun { title: Text, message: Text }
            = "nominee-check-fails", Error,
            "không kiểm tra được điều kiện `{title}`: {message}",
            "the check `{title}` cannot be made: {message}";

        // The period.
        NoDate {}
            = "period-no-date", Error,
            "không rõ ngày xét: không có period.toml ghi `date`",
            "the day of the review is not known: no period.toml says `date`",
            help "ghi `date = 2025-11-30` trong period.toml, hoặc thêm `--date 2025-11-30`", "write `date = 2025-11-30` in a period.toml, or add `--date 2025-11-30`";
        DateDiffers { given: String, found: String }
            = "period-date-differs", Error,
            "ngày xét trong tệp là {found}, nhưng `--date` là {given}",
            "the day of the review is {found} in the file, but {given} in `--date`",
            help "hãy bỏ `--date`, hoặc sửa tệp", "leave out `--date`, or mend the file";
        Reversed { start: String, end: String }
            = "period-reversed", Error,
            "kỳ xét kết thúc ({end}) trước khi bắt đầu ({start})",
            "the period ends ({end}) before it starts ({start})";
        PeriodTwice { first: String }
            = "period-twice", Error,
            "đã có một tệp kỳ xét khác: {first}",
            "there is another file of the period: {first}";

        // Past awards.
        HistoryNoNominee {}
            = "history-no-nominee", Error,
            "dòng này không có mã đối tượng (cột `nominee` hoặc `Mã`)",
            "this row has no code (column `nominee` or `Mã`)";
        HistoryYear { found: String }
            = "history-year", Error,
            "năm phải là bốn chữ số như 2024, nhưng ở đây là `{found}`",
            "the year must have four digits like 2024, but here it is `{found}`";
        HistoryNoYear {}
            = "history-year", Error,
            "dòng này không ghi năm (cột `year` hoặc `Năm`)",
            "this row does not say the year (column `year` or `Năm`)";
        HistoryNoAward {}
            = "history-no-award", Error,
            "dòng này không ghi hình thức khen thưởng (cột `award` hoặc `Hình thức`)",
            "this row does not name an award (column `award` or `Hình thức`)";
        HistoryRevokedBefore { day: Date }
            = "history-revoked-before", Error,
            "ngày thu hồi {day} trước năm khen thưởng",
            "the day of withdrawal, {day}, lies before the year of the award";
        HistoryLater { year: String, date: Date }
            = "history-later", Warning,
            "năm {year} sau ngày xét {date} nên dòng này không có tác dụng",
            "the year {year} lies after the day of the review, {date}: this row has no effect";
        HistoryOwnYear { year: String, award: String }
            = "history-own-year", Warning,
            "năm {year} là năm xét nên dòng này không có tác dụng: quy tắc chỉ đếm các năm trước, và `{award}` không ghi `again_after`",
            "{year} is the year of the review, so this row has no effect: rules count the years before, and `{award}` has no `again_after`";
        HistoryTwice { first: String }
            = "history-twice", Warning,
            "lần khen thưởng này đã có ở {first}, nên được tính hai lần",
            "this award stands already at {first}, and is counted twice",
            help "nếu chỉ là một lần thì bỏ bớt một dòng", "if it was given once, leave one row out";
        HistoryStranger { id: String }
            = "history-unknown-nominee", LeftOut,
            "`{id}` không có trong danh sách đề nghị, các lần khen thưởng trước của đối tượng này được bỏ qua",
            "`{id}` is not among the nominations; its past awards are left aside";
        HistoryUnknownAward { award: String }
            = "history-unknown-award", Warning,
            "không bộ tiêu chí nào có hình thức khen thưởng `{award}`",
            "no scheme has an award `{award}`";
    }
}
