//! Everything that can be wrong with the form of a file, whatever it is for.

use crate::diagnostic::problems;
use crate::locale::Text;
use crate::zipped::Refusal;

problems! {
    /// Everything that can be wrong with the rows of a table.
    pub enum TableProblem {
        NoHeader {}
            = "csv-no-header", Error,
            "tệp không có dòng tiêu đề cột",
            "the file has no line of column headings";
        OpenQuote { column: usize }
            = "csv-open-quote", Error,
            "dấu nháy kép mở ở ô thứ {column} của dòng này không được đóng, nên cả phần sau của tệp bị nuốt vào một ô",
            "the quote that opens cell {column} of this line is never closed, so that one cell swallows the rest of the file",
            help "hãy đóng dấu nháy; dấu nháy nằm trong ô thì viết đôi: `\"\"`", "close it; a quote inside a cell is written twice: `\"\"`";
        RowTooLarge { most: usize }
            = "row-too-large", Error,
            "dòng này dài hơn 1 MB, hoặc làm bảng có hơn {most} cột, nên không phải là một dòng số liệu; không đọc từ dòng này trở đi",
            "this row is longer than 1 MB, or gives the table more than {most} columns, and is no row of data; nothing is read from here on",
            help "hãy xem có đúng tệp cần đọc không, và có dấu nháy kép nào chưa đóng không",
                 "see whether this is the right file, and whether a quote is left open";
        StrayQuote { column: usize, found: String }
            = "csv-stray-quote", Error,
            "ở ô thứ {column}, sau dấu nháy kép đóng còn có chữ `{found}`",
            "in cell {column} there are letters after the closing quote: `{found}`",
            help "dấu nháy nằm trong ô thì viết đôi: `\"\"`", "a quote inside a cell is written twice: `\"\"`";
        TooManyCells { found: usize, expected: usize }
            = "row-too-long", Error,
            "dòng có {found} ô, nhưng tiêu đề chỉ có {expected} cột",
            "the row has {found} cells, but there are only {expected} headings",
            help "ô có chứa dấu ngăn cột thì phải đặt trong dấu nháy kép", "a cell that holds the separator stands in double quotes";
        TooFewCells { found: usize, expected: usize }
            = "row-too-short", Error,
            "dòng chỉ có {found} ô, nhưng tiêu đề có {expected} cột",
            "the row has only {found} cells, but there are {expected} headings";
        RowAside {}
            = "row-aside", LeftOut,
            "dòng này không đọc, vì chỉ là tên nhóm, tiêu đề lặp lại, số thứ tự cột, dòng cộng, ghi chú hoặc chữ ký",
            "this row is not read, as it only heads others, repeats the headings, numbers the columns, sums up, or is a note or signature";
        JsonSyntax { why: Text }
            = "json-syntax", Error,
            "sai cú pháp JSON: {why}",
            "JSON syntax: {why}";
        JsonShape {}
            = "json-shape", Error,
            "tệp phải là một danh sách các đối tượng, hoặc {{ \"nomination\": [ … ] }}",
            "the file must be a list of objects, or {{ \"nomination\": [ … ] }}";
        JsonUnknownKey { key: String }
            = "json-unknown-key", Error,
            "không có khóa `{key}` ở đây; khóa dùng được: nomination",
            "there is no key `{key}` here; the key is: nomination";
        JsonNotObject { found: Text }
            = "json-not-object", Error,
            "mỗi phần tử phải là một đối tượng {{ … }}, nhưng ở đây là {found}",
            "each item must be an object {{ … }}, but here it is {found}";
        JsonKeyTwice { key: String }
            = "json-key-twice", Error,
            "khóa `{key}` có hai lần trong cùng một đối tượng",
            "the key `{key}` stands twice in one object";
        JsonValue { key: String }
            = "json-value", Error,
            "`{key}` phải là chuỗi, số, true, false, null hoặc danh sách các giá trị đó",
            "`{key}` must be a string, a number, true, false, null or a list of these";
    }
}

problems! {
    /// Everything that can be wrong with workbooks and with how texts are encoded.
    pub enum SheetProblem {
        // Workbooks.
        Broken {}
            = "workbook-broken", Error,
            "không mở được tệp bảng tính này: tệp bị hỏng, hoặc không phải là .xlsx, .xls, .ods",
            "this workbook cannot be opened: it is damaged, or no .xlsx, .xls or .ods at all",
            help "hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx", "open it in Excel or LibreOffice and save it as .xlsx";
        Password {}
            = "workbook-password", Error,
            "tệp bảng tính được đặt mật khẩu nên không đọc được",
            "the workbook has a password and cannot be read",
            help "hãy lưu một bản không đặt mật khẩu", "save a copy without a password";
        TooLarge {}
            = "workbook-too-large", Error,
            "tệp bảng tính bung ra lớn hơn mức được đọc (256 MB, 4 triệu ô mỗi trang)",
            "the workbook unpacks to more than is read (256 MB, 4 million cells a sheet)",
            help "hãy xóa các ô thừa ở cuối trang, hoặc lưu trang thành .csv", "delete what lies idle at the end of a sheet, or save the sheet as .csv";
        AllTooLarge {}
            = "workbook-too-large", Error,
            "các tệp bảng tính đọc đến đây gộp lại lớn hơn mức được đọc trong một lần (bung ra 1 GB, các ô chiếm 400 MB)",
            "the workbooks up to this one hold together more than is read at once (1 GB unpacked, cells of 400 MB)",
            help "hãy chia các tệp làm nhiều lần, hoặc lưu các trang thành .csv", "give the files in several runs, or save their sheets as .csv";
        TooManyStyles {}
            = "workbook-too-large", Error,
            "tệp bảng tính có quá nhiều kiểu định dạng ô (trên 100.000) nên không đọc được",
            "the workbook has too many styles of cells (over 100,000) to be read",
            help "hãy chép danh sách sang một tệp mới (dán giá trị), hoặc lưu trang thành .csv", "copy the list to a new file (paste values), or save the sheet as .csv";
        Empty {}
            = "workbook-empty", Warning,
            "tệp bảng tính không có nội dung nào",
            "the workbook is empty";
        Unknown {}
            = "sheet-unknown", LeftOut,
            "không rõ trang tính này chứa gì nên không đọc: không có tiêu đề cột của danh sách đề nghị, đơn vị, điểm, phiếu, khen thưởng trước hay quyết định",
            "it is not clear what this sheet holds, and it is not read: it has the headings of neither nominations nor units, marks, votes, past awards or decisions";
        Unrecognised { known: String, missing: String }
            = "sheet-unrecognised", Error,
            "không nhận ra bảng trên trang tính này: có các cột {known}, nhưng thiếu cột bắt buộc {missing}",
            "the table of this sheet is not recognised: it has the columns {known}, but lacks the compulsory {missing}",
            help "hãy ghi đúng tên cột ấy; nếu trang này không phải số liệu thì chuyển sang tệp khác", "call that column so; if the sheet is none of the data, move it to another file";
        CriteriaTable {}
            = "sheet-criteria", LeftOut,
            "đây là bảng tiêu chí, không phải số liệu, nên không đọc",
            "this is a table of criteria and no data, and is not read",
            help "muốn lập bộ tiêu chí từ bảng này thì dùng lệnh `dvk draft`", "`dvk draft` makes a scheme of it";
        Macro {}
            = "sheet-unknown", LeftOut,
            "trang này chứa macro, không phải bảng, nên không đọc",
            "this sheet holds macros and no table, and is not read";
        Recalculates { cells: String }
            = "sheet-recalculates", Warning,
            "tệp yêu cầu tính lại công thức khi mở; kết quả đang lưu ở các ô này có thể đã cũ: {cells}",
            "the file asks for its formulas to be calculated anew when it is opened; the results kept in these cells may be old: {cells}",
            help "hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại", "open the file in Excel or LibreOffice and save it";
        DaysSwapped { real: String, written: String }
            = "column-days-swapped", Warning,
            "trong cột này, ngày kiểu ngày đều có ngày từ 12 trở xuống (`{real}`), còn ngày gõ thành chữ đều trên 12 (`{written}`): có phải Excel đã đảo ngày và tháng?",
            "in this column every real date has a day of 12 or less (`{real}`), and every date typed as words a day above 12 (`{written}`): did Excel swap day and month?",
            help "hãy kiểm tra các ngày trong cột và gõ lại theo ngày/tháng/năm", "check the dates of the column, and type them again as day/month/year";
        LegacyDoubt { cells: String }
            = "cell-legacy-doubt", Warning,
            "chữ trong các ô này được đọc theo Unicode, nhưng có thể thuộc bảng mã cũ: {cells}",
            "the words of these cells are read as Unicode, but may be in an old encoding: {cells}",
            help "nếu hiện sai chữ thì hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F9)", "if they look wrong, convert them to Unicode with UniKey (Ctrl+Shift+F9)";
        Hidden {}
            = "sheet-hidden", Assumption,
            "trang tính này bị ẩn nhưng vẫn được đọc",
            "this sheet is hidden, and is read all the same";
        HiddenRows { rows: String }
            = "sheet-hidden-rows", Assumption,
            "các dòng bị ẩn vẫn được đọc: {rows}",
            "hidden rows are read all the same: {rows}",
            help "dòng nào không đề nghị xét thì xóa hẳn", "delete those that are not nominated";
        HiddenColumns { columns: String }
            = "sheet-hidden-columns", Assumption,
            "các cột bị ẩn vẫn được đọc: {columns}",
            "hidden columns are read all the same: {columns}";
        MergedWords { cells: String }
            = "sheet-merged", Assumption,
            "nội dung của các ô gộp được tính cho từng dòng: {cells}",
            "what stands in merged cells is taken for each of their rows: {cells}";
        RowsAside { rows: String }
            = "sheet-rows-aside", LeftOut,
            "các dòng này không đọc, vì chỉ là dòng nhóm, tiêu đề lặp lại, số thứ tự cột, dòng cộng, ghi chú hoặc chữ ký: {rows}",
            "these rows are not read, as they only head others, repeat the headings, number the columns, sum up, or are notes and signatures: {rows}";

        // Sheets of a cluster.
        ClusterLacks { line: &'static str }
            = "cluster-lacks", Error,
            "bảng này được hiểu là bảng chấm điểm, nhưng chưa ghi `{line}`",
            "this is taken for a table of marks, but does not say `{line}`",
            help "thêm phía trên bảng một dòng `{line}: …`; bảng ghi mỗi đơn vị một dòng thì thêm cột `{line}` cũng được", "write a line `{line}: …` above the table, or add a column `{line}` where each unit has a row";
        ClusterMoved {}
            = "form-moved", Error,
            "không còn thấy dòng tiêu đề của bảng (như `Tiêu chí cụ thể`, `Chỉ tiêu`) nên không đọc được biểu mẫu này",
            "the row of headings (such as `Criterion`, `Indicator`) is gone, and the form cannot be read",
            help "hãy chép nội dung sang một biểu mẫu mới và giữ nguyên dòng tiêu đề", "copy what is filled in to a fresh form, and leave its headings as they are";
        ClusterTwice { name: String, first: String }
            = "cluster-twice", Error,
            "`{name}` đã có một cột ở {first}",
            "`{name}` has a column at {first} already",
            help "mỗi đơn vị (tiêu chí) chỉ một cột; hãy bỏ bớt một cột", "leave one of the two out";
        ColumnsAside { headings: String }
            = "sheet-columns-aside", LeftOut,
            "các cột này không đọc, vì chỉ để cộng, xếp hạng hoặc ghi chú: {headings}",
            "these columns are not read, as they only sum up, rank or note: {headings}";

        // Forms that come back.
        FormMoved { heading: &'static str }
            = "form-moved", Error,
            "phiếu này không còn đúng bố cục của biểu mẫu nên không đọc được: ô này phải ghi `{heading}`",
            "the sheet is no longer laid out as its form and cannot be read: this cell must be `{heading}`",
            help "hãy chép nội dung sang một phiếu mới, không thêm, bớt dòng và cột phía trên, bên trái bảng", "copy what is filled in to a fresh form, and add or take away no rows above the table or columns left of it";
        FormUnmarked { form: String }
            = "form-unmarked", Error,
            "đây là phiếu chấm điểm, nhưng ô A1 không còn dòng chữ nhỏ của biểu mẫu nên không biết phiếu của bộ tiêu chí nào",
            "this is a score sheet, but its cell A1 has lost the small line of the form, so that nobody can tell of which scheme it is",
            help "hãy ghi lại dòng chữ ấy vào ô A1, như `{form}`; phía trên không thêm dòng nào", "write the line into A1 again, such as `{form}`, and add no rows above it";
        FormOfOtherScheme { scheme: String, given: String }
            = "form-scheme", Error,
            "biểu mẫu này thuộc bộ tiêu chí `{scheme}`, nhưng trong các tệp đã đưa không có bộ tiêu chí ấy",
            "this form is of the scheme `{scheme}`, which is not among the files given",
            help "các bộ tiêu chí đã đưa: {given}", "the schemes given are: {given}";

        // Encodings.
        Guessed {}
            = "encoding-guessed", Assumption,
            "tệp không ghi theo UTF-8; được đọc theo bảng mã windows-1258, đề nghị kiểm tra lại các chữ có dấu",
            "the file is not UTF-8 and is read as windows-1258; check the letters with accents",
            help "khi lưu bằng Excel, hãy chọn “CSV UTF-8”", "in Excel, save as “CSV UTF-8”";
        BadUtf16 {}
            = "encoding-utf16", Error,
            "tệp ghi theo UTF-16 nhưng có chỗ không phải là chữ",
            "the file is UTF-16, but some of it is no text",
            help "khi lưu bằng Excel, hãy chọn “CSV UTF-8”", "in Excel, save as “CSV UTF-8”";
        LegacyFile { encoding: &'static str, found: String }
            = "encoding-legacy", Error,
            "tệp dùng bảng mã cũ {encoding}, không phải Unicode (ví dụ `{found}`)",
            "the file is in the old encoding {encoding} and not in Unicode (such as `{found}`)",
            help "hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F9) hoặc công cụ chuyển mã, rồi lưu lại", "convert it to Unicode with UniKey (Ctrl+Shift+F9) or another tool, and save it again";
        GarbledFile { found: String }
            = "encoding-garbled", Error,
            "chữ có dấu trong tệp đã bị hỏng khi mở và lưu sai bảng mã (ví dụ `{found}`)",
            "the letters with accents were damaged when the file was opened and saved in a wrong encoding (such as `{found}`)",
            help "hãy xuất lại từ tệp gốc và chọn “CSV UTF-8”", "export it again from the original, as “CSV UTF-8”";

    }
}

impl SheetProblem {
    /// Why a file is not read.
    pub(super) fn of(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Broken => Self::Broken {},
            Refusal::Password => Self::Password {},
            Refusal::TooLarge => Self::TooLarge {},
            Refusal::TooManyStyles => Self::TooManyStyles {},
        }
    }
}
