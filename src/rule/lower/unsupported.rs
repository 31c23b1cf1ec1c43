//! Why a rule cannot be lowered.

use crate::locale::Text;

/// Why a rule is run by the interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// It has a loop.
    Loop,
    /// It has an anonymous function.
    Closure,
    /// It makes or orders words.
    Words,
    /// It makes, changes or compares lists or maps.
    Lists,
    /// It calls a function that is not analysed.
    Function(String),
    /// It changes something that is no variable of its own.
    Changes,
    /// It returns or assigns inside a value.
    Inside,
    /// It gives numbers in one branch and something else in another.
    Mixed,
    /// It is too large.
    TooLarge,
    /// Something in it is not sound, and that has been told.
    Unsound,
    /// It uses something else that is not analysed.
    Unknown,
}

impl Unsupported {
    /// The reason in words.
    pub fn text(&self) -> Text {
        match self {
            Self::Loop => Text::both("có vòng lặp", "it has a loop"),
            Self::Closure => Text::both("có hàm ẩn danh", "it has an anonymous function"),
            Self::Words => Text::both(
                "có ghép, cắt hoặc so thứ tự chữ",
                "it puts words together, cuts or orders them",
            ),
            Self::Lists => Text::both(
                "có tạo, sửa hoặc so sánh danh sách hay bảng khi chạy",
                "it makes, changes or compares lists or maps as it runs",
            ),
            Self::Function(name) => Text::both(
                format!("gọi hàm `{name}` của ngôn ngữ"),
                format!("it calls the language's function `{name}`"),
            ),
            Self::Changes => Text::both(
                "có sửa một phần tử thay vì một biến",
                "it changes an element rather than a variable",
            ),
            Self::Inside => Text::both(
                "có `return` hoặc phép gán nằm trong một biểu thức",
                "it has a `return` or an assignment inside an expression",
            ),
            Self::Mixed => Text::both(
                "các nhánh cho giá trị khác kiểu nhau",
                "its branches give values of different types",
            ),
            Self::TooLarge => Text::both("quá dài", "it is too large"),
            Self::Unsound => Text::both("có lỗi về kiểu", "its types are at fault"),
            Self::Unknown => Text::both(
                "có cách viết chưa kể lại được từng bước",
                "it is written in a way that is not analysed",
            ),
        }
    }
}
