//! What can be wrong with a TOML text before anybody asks what it means.

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// What can be wrong with a TOML text before anybody asks what it means.
    pub enum DocumentProblem {
        Syntax { why: Text }
            = "toml-syntax", Error,
            "sai cú pháp TOML: {why}",
            "TOML syntax: {why}";
        NotUtf8 { line: usize }
            = "not-utf8", Error,
            "tệp không phải văn bản UTF-8: byte lạ ở dòng {line}",
            "the file is no UTF-8 text: a stray byte on line {line}",
            help "hãy lưu lại tệp với mã UTF-8", "save the file as UTF-8";
        UnknownKey { key: String, table: Text, keys: String }
            = "unknown-key", Error,
            "không có khóa `{key}` trong {table}",
            "there is no key `{key}` in {table}",
            help "các khóa dùng được: {keys}", "the keys are: {keys}";
        WrongType { key: String, expected: Text, found: Text }
            = "wrong-type", Error,
            "`{key}` phải là {expected}, nhưng ở đây là {found}",
            "`{key}` must be {expected}, but here it is {found}";
        DayWritten { mended: String }
            = "wrong-type", Error,
            "ngày ở đây viết theo thứ tự năm, tháng, ngày, không có dấu nháy: `{mended}`",
            "a day is written year, month, day here, without quotes: `{mended}`";
        MissingKey { key: &'static str, table: Text }
            = "missing-key", Error,
            "{table} thiếu khóa bắt buộc `{key}`",
            "{table} lacks the compulsory key `{key}`";
        ControlCharacter { found: String }
            = "control-character", Error,
            "chữ ở đây có ký tự điều khiển không nhìn thấy được ({found})",
            "the text here holds a control character that nobody sees ({found})",
            help "xóa đi rồi gõ lại chỗ này", "delete it and type the words again";
    }
}
