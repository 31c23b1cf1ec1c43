//! Why a rule has no plan, and what its types say is wrong with it.

use super::super::typed::Typed;
use super::Wants;
use crate::locale::Text;
use crate::rule::site::Site;
use crate::scheme::Scheme;

/// Why a rule is run by the interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has a loop.
    Loop,
    /// It has an anonymous function.
    Closure,
    /// It makes or orders words.
    Words,
    /// It makes, changes or compares lists or maps.
    Lists,
    /// It calls a function that plans do not know.
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
    /// It uses something else that plans do not know.
    Unknown,
}

impl Reason {
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
                "có cách viết chưa phân tích được",
                "it is written in a way that is not analysed",
            ),
        }
    }
}

/// What the types say is wrong, with the rule it is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rule) struct Fault {
    /// What is wrong.
    pub(in crate::rule) kind: FaultKind,
    /// The rule in words.
    pub(in crate::rule) what: Text,
}

/// What the types say is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rule) enum FaultKind {
    /// Two different types are compared: each in Vietnamese and English.
    ComparesTypes {
        left: (&'static str, &'static str),
        right: (&'static str, &'static str),
    },
    /// A condition is no yes or no.
    NoCondition { vi: &'static str, en: &'static str },
    /// A number is needed.
    NoNumber { vi: &'static str, en: &'static str },
    /// A list is needed.
    NoList { vi: &'static str, en: &'static str },
    /// Dates are added or taken away.
    ArithmeticOnDays,
    /// Something is divided by 0.
    DivisionByZero,
    /// An end of the rule gives nothing.
    GivesNothing(Wants),
    /// An end of the rule gives something of another type.
    Gives {
        wants: Wants,
        vi: &'static str,
        en: &'static str,
    },
    /// A position lies outside its list.
    NoSuchItem { index: i64, length: i64 },
    /// A label of a `switch` is of another type.
    LabelOfAnotherType { vi: &'static str, en: &'static str },
    /// A whole label beside a decimal, or the other way round: never met.
    LabelNeverMet,
    /// A range beside something that is no number.
    RangeOfNoNumber,
    /// A row of a table is no pair.
    NoRow,
    /// The thresholds of a table are out of order.
    TableOutOfOrder { upward: bool },
    /// `ramp` has no such key.
    RampKey { key: String },
    /// `ramp` lacks a key.
    RampLacks { key: String },
    /// Words that are no date.
    NoDate { word: String },
    /// Dates are needed.
    NoDays { name: String },
    /// `at_least` of something without choices.
    NoChoice,
    /// A word is none of the choices that it is held against.
    NotAChoice {
        word: String,
        name: String,
        choices: Vec<String>,
    },
    /// A `switch` over choices has no arm for some of them.
    ChoicesLeft { choices: Vec<String> },
    /// A label of a `switch` comes a second time.
    LabelTwice { label: String },
    /// A range of a `switch` ends where decimals are left before the next.
    RangesLeaveHole {
        label: String,
        instead: String,
        after: i64,
        before: i64,
    },
    /// Two ranges of a `switch` share some numbers.
    RangesMeet {
        label: String,
        earlier: String,
        both: String,
    },
}

impl FaultKind {
    /// Whether it is a hole that decimals fall through.
    pub(in crate::rule) fn is_hole(&self) -> bool {
        matches!(self, Self::RangesLeaveHole { .. })
    }

    /// The word by which it is looked for near its place, where the tree keeps none: a label
    /// before the result of its arm, or a key after the call.
    pub(in crate::rule) fn word(&self) -> Option<(String, bool)> {
        match self {
            Self::LabelTwice { label } => Some((label.clone(), true)),
            Self::RangesLeaveHole { label, .. } | Self::RangesMeet { label, .. } => {
                Some((label.clone(), true))
            }
            Self::LabelOfAnotherType { .. } | Self::LabelNeverMet | Self::RangeOfNoNumber => {
                Some((String::new(), true))
            }
            Self::RampKey { key } => Some((key.clone(), false)),
            Self::NotAChoice { word, .. } => Some((format!("\"{word}\""), false)),
            _ => None,
        }
    }

    /// With the rule it is said of.
    pub(super) fn of(self, site: Site, scheme: &Scheme) -> Fault {
        Fault {
            kind: self,
            what: site.text(scheme),
        }
    }

    /// A number is needed where this stands.
    pub(super) fn no_number(found: &Typed) -> Self {
        let (vi, en) = found.words();
        Self::NoNumber { vi, en }
    }

    /// A list is needed where this stands.
    pub(super) fn no_list(found: &Typed) -> Self {
        let (vi, en) = found.words();
        Self::NoList { vi, en }
    }
}
