//! What can be wrong with a TOML text before anybody asks what it means.

use crate::diagnostic::problems;

problems! {
    /// What can be wrong with a TOML text before anybody asks what it means.
    pub enum DocumentProblem {
        Syntax { vi: String, en: String }
            = "toml-syntax", Error,
            "sai cú pháp TOML: {vi}",
            "TOML syntax: {en}";
        NotUtf8 { line: usize }
            = "not-utf8", Error,
            "tệp không phải văn bản UTF-8: byte lạ ở dòng {line}",
            "the file is no UTF-8 text: a stray byte on line {line}",
            help "hãy lưu lại tệp với mã UTF-8", "save the file as UTF-8";
        UnknownKey { key: String, table_vi: &'static str, table_en: &'static str, keys: String }
            = "unknown-key", Error,
            "không có khóa `{key}` trong {table_vi}",
            "there is no key `{key}` in {table_en}",
            help "các khóa dùng được: {keys}", "the keys are: {keys}";
        WrongType { key: String, expected_vi: String, expected_en: String, found_vi: String, found_en: String }
            = "wrong-type", Error,
            "`{key}` phải là {expected_vi}, nhưng ở đây là {found_vi}",
            "`{key}` must be {expected_en}, but here it is {found_en}";
        MissingKey { key: &'static str, table_vi: &'static str, table_en: &'static str }
            = "missing-key", Error,
            "{table_vi} thiếu khóa bắt buộc `{key}`",
            "{table_en} lacks the compulsory key `{key}`";
    }
}
