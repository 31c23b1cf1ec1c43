//! What a scheme's file may say of facts, values and cohort numbers.

use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use crate::document::{
    Keyed, ReadValue, Reader, RuleText, Scalar, Spanned, document, keywords, one_of, parse_date,
};
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{Better, CohortAmong, CohortTake};
use crate::source::Span;

document! {
    /// One thing that is known of a nominee.
    pub struct FactDocument ("một số liệu `[facts.…]`", "a fact `[facts.…]`") {
        /// What people read above the column.
        ["label"] label: Text, "nhãn của cột";
        /// integer, number, percent, yes-no, choice, text, date or list.
        required ["type"] kind: Spanned<TypeWord>, "kiểu: integer, number, percent, yes-no, choice, text, date, list";
        /// Unit of measure.
        ["unit"] unit: Text, "đơn vị tính";
        /// Least number allowed.
        ["min"] min: Spanned<Number>, "số nhỏ nhất được phép";
        /// Greatest number allowed.
        ["max"] max: Spanned<Number>, "số lớn nhất được phép";
        /// Words of a choice, best first.
        ["choices"] choices: ChoicesDocument, "các lựa chọn, tốt nhất đứng trước";
        /// What a list holds.
        ["of"] of: Spanned<TypeWord>, "kiểu của phần tử trong danh sách";
        /// Which way is better: higher, lower or first.
        ["better"] better: Spanned<Better>, "chiều tốt hơn: higher (cao), lower (thấp), first (lựa chọn đầu)";
        /// Whether an empty cell makes the nominee incomplete; yes if absent.
        ["required"] required: bool, "ô trống có làm hồ sơ thiếu số liệu hay không; mặc định là có";
        /// What an empty cell counts as: a value of the type, or "full", the greatest number allowed.
        ["empty"] empty: Spanned<Scalar>, "ô trống được tính là gì: một giá trị đúng kiểu, hoặc \"full\" là số lớn nhất được phép (`max`)";
        /// No two nominees alike.
        ["unique"] unique: bool, "không được trùng giữa các đối tượng";
        /// nominee or unit: what it stands for; facts of the unit stand once a unit, in units.csv.
        ["about"] about: Spanned<About>, "của nominee (đối tượng) hay của unit (đơn vị, ghi một lần trong units.csv)";
        /// Scheme in whose ranking the unit has this class, in the same period.
        ["class_in"] class_in: Spanned<String>, "mức xếp loại của đơn vị theo bộ tiêu chí này trong cùng kỳ xét";
    }
}

document! {
    /// What must hold of the facts.
    pub struct CheckDocument ("`[[check]]`", "`[[check]]`") {
        /// Rule that must give yes.
        required ["rule"] rule: RuleText, "quy tắc phải đúng";
        /// What people read when it does not.
        ["title"] title: Text, "lời giải thích khi không đúng";
    }
}

/// A value: label, `by`, and a figure for each date.
#[derive(Debug, Clone)]
pub struct ValueDocument {
    pub label: Option<Text>,
    pub by: Option<Spanned<String>>,
    pub dated: Vec<(Spanned<String>, DatedDocument)>,
    /// Whether something is there that could not be read.
    pub unread: bool,
    pub span: Span,
}

document! {
    /// The figures of a value from one date on.
    pub struct DatedDocument ("một mốc `{ value = 75 }`", "a figure `{ value = 75 }`") {
        /// The number, or a table of one a choice.
        required ["value"] value: DatedNumberDocument, "con số, hoặc bảng số theo từng lựa chọn";
        /// Paper behind it.
        ["basis"] basis: Text, "căn cứ";
    }
}

/// One figure, or one for each choice.
#[derive(Debug, Clone)]
pub enum DatedNumberDocument {
    One(Number),
    ByChoice(Keyed<Number>),
}

document! {
    /// A number that comes from the other nominees.
    pub struct CohortDocument ("một số của cụm `[cohort.…]`", "a cohort number `[cohort.…]`") {
        /// What people read.
        ["label"] label: Text, "nhãn";
        /// Rule: what is taken of each nominee.
        required ["of"] of: RuleText, "quy tắc: lấy số nào của từng đối tượng";
        /// Rule: of which nominees.
        ["when"] when: RuleText, "quy tắc: lấy của những đối tượng nào";
        /// max, min, mean, median, sum or count.
        required ["take"] take: CohortTake, "max, min, mean (trung bình), median (trung vị), sum (tổng), count (đếm)";
        /// Within the nominees of the same value of this fact.
        ["per"] per: Spanned<String>, "trong các đối tượng cùng giá trị của số liệu này";
        /// all or eligible.
        ["among"] among: CohortAmong, "all (tất cả) hoặc eligible (đủ điều kiện)";
    }
}

/// The words of a choice, best first, with or without labels.
#[derive(Debug, Clone)]
pub struct ChoicesDocument(pub Vec<(Spanned<String>, Text)>);

/// The word of a fact's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeWord {
    Integer,
    Number,
    Percent,
    YesNo,
    Choice,
    Text,
    Date,
    List,
}

/// Whether a fact stands for the nominee or for its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Nominee,
    Unit,
}

keywords!(TypeWord {
    "integer" => Self::Integer, "number" => Self::Number, "percent" => Self::Percent,
    "yes-no" => Self::YesNo, "choice" => Self::Choice, "text" => Self::Text, "date" => Self::Date,
    "list" => Self::List,
});
keywords!(About { "nominee" => Self::Nominee, "unit" => Self::Unit });
keywords!(Better { "higher" => Self::Higher, "lower" => Self::Lower, "first" => Self::First });

keywords!(CohortAmong { "all" => Self::All, "eligible" => Self::Eligible });

one_of!(ChoicesDocument,
    "danh sách `[\"a\", \"b\"]` hoặc bảng `{ a = \"Nhãn\" }`",
    "a list `[\"a\", \"b\"]` or a table `{ a = \"Label\" }`", {
    Array => Vec<Spanned<String>> => |words| Self(words.into_iter().map(|word| (word.clone(), Text::vi(word.value))).collect()),
    Table => Keyed<Text> => Self,
});
one_of!(DatedNumberDocument, "một số, hoặc bảng `{ I = 90, II = 80 }`", "a number, or a table `{ I = 90, II = 80 }`", {
    Integer | Float => Number => Self::One,
    Table => Keyed<Number> => Self::ByChoice,
});

impl ReadValue for ValueDocument {
    fn expected() -> (String, String) {
        (
            "một bảng gồm `label`, `by` và một dòng cho mỗi ngày".into(),
            "a table of `label`, `by` and a line for each date".into(),
        )
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            return reader.wrong_type(value, key);
        };
        // Every other key is a date, which the check reads: TOML itself leaves keys unchecked.
        let dated: Vec<_> = table
            .iter()
            .filter(|(name, _)| !matches!(name.get_ref().as_ref(), "label" | "by"))
            .filter_map(|(name, value)| {
                let word = name.get_ref().as_ref();
                if value.get_ref().as_table().is_none() && parse_date(word).is_none() {
                    let keys = ["label", "by", "2025-01-31"];
                    reader.unknown_key(
                        word,
                        name.span(),
                        &keys,
                        ("một mốc `[values.…]`", "a value `[values.…]`"),
                    );
                    return None;
                }
                let dated = DatedDocument::read(value, name.get_ref(), reader)?;
                Some((
                    Spanned {
                        value: name.get_ref().to_string(),
                        span: name.span(),
                    },
                    dated,
                ))
            })
            .collect();
        let label = reader.key(table, "label");
        let by = reader.key(table, "by");
        let read = dated.len() + usize::from(label.is_some()) + usize::from(by.is_some());
        Some(Self {
            label,
            by,
            dated,
            unread: read < table.len(),
            span: value.span(),
        })
    }
    fn schema(vi: bool) -> Json {
        json!({
            "type": "object",
            "properties": { "label": Text::schema(vi), "by": { "type": "string" } },
            "patternProperties": { "^\\d{4}-\\d{2}-\\d{2}$": DatedDocument::schema(vi) },
            "additionalProperties": false,
        })
    }
}
