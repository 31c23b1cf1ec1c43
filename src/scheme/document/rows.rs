//! What a scheme's file may say of groups and criteria, and of the cases that test them.

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use crate::document::{Keyed, ReadValue, Reader, RuleText, Scalar, Spanned, document, keywords};
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{CountsAs, CriterionKind, Expected, Floor, GroupTake, Otherwise, Unmet};

document! {
    /// A group of criteria.
    pub struct GroupDocument ("`[[group]]`", "`[[group]]`") {
        /// Name by which rules call it.
        required ["id"] id: Spanned<String>, "mã nhóm, dùng trong quy tắc";
        /// Number on paper, when it is not the id.
        ["no"] no: String, "số thứ tự trên giấy, nếu khác mã";
        /// Title on paper.
        ["title"] title: Text, "tên nhóm";
        /// Parent group.
        ["in"] parent: Spanned<String>, "thuộc nhóm nào";
        /// What it counts with; its scored children add up to it, exactly. For bonus or deduction rows alone: their ceiling.
        ["max"] max: Spanned<Number>, "điểm tối đa; các tiêu chí bên trong cộng lại phải đúng bằng; nhóm chỉ có điểm thưởng hoặc điểm trừ: trần của nhóm";
        /// Why the paper's own rows do not add up; the group is then capped at max.
        ["mismatch"] mismatch: Text, "lý do văn bản không khớp tổng; khi đó nhóm bị chặn ở điểm tối đa";
        /// sum or best.
        ["take"] take: GroupTake, "sum (cộng) hoặc best (chỉ lấy mục cao nhất)";
        /// Ceiling of the bonus rows inside it.
        ["bonus"] bonus: Spanned<Number>, "trần điểm thưởng trong nhóm";
        /// Ceiling of the deduction rows inside it.
        ["deduction"] deduction: Spanned<Number>, "trần điểm trừ trong nhóm";
        /// Least it must reach: points, "50%" or ">0".
        ["floor"] floor: Spanned<Floor>, "điểm liệt của nhóm: số điểm, \"50%\" hoặc \">0\"";
        /// Least that every scored row in it must reach.
        ["each"] each: Spanned<Floor>, "điểm liệt của từng tiêu chí trong nhóm";
        /// Classes or awards that the floors guard; absent: below is refused.
        ["needed_for"] needed_for: Vec<Spanned<String>>, "điểm liệt chỉ chặn các mức hoặc hình thức khen thưởng này";
    }
}

document! {
    /// A row of the score sheet, or a standard.
    pub struct CriterionDocument ("`[[criterion]]`", "`[[criterion]]`") {
        /// Name by which rules call it.
        required ["id"] id: Spanned<String>, "mã tiêu chí, dùng trong quy tắc";
        /// Number on paper, when it is not the id.
        ["no"] no: String, "số thứ tự trên giấy, nếu khác mã";
        /// Group it belongs to.
        ["in"] group: Spanned<String>, "thuộc nhóm nào";
        /// Title on paper.
        ["title"] title: Text, "nội dung tiêu chí";
        /// Most it gives or takes.
        ["max"] max: Spanned<Number>, "điểm tối đa";
        /// scored, bonus, deduction or standard.
        ["kind"] kind: CriterionKind, "scored (chấm điểm), bonus (thưởng), deduction (trừ), standard (đạt hay không đạt)";
        /// Article of the paper behind it.
        ["basis"] basis: Text, "căn cứ: điều, khoản của văn bản";
        /// What proves it.
        ["evidence"] evidence: Text, "minh chứng";
        /// Rule: to whom it applies.
        ["applies"] applies: RuleText, "quy tắc: áp dụng cho ai";
        /// full, drop or zero: when it does not apply or is not assigned.
        ["otherwise"] otherwise: Spanned<Otherwise>, "khi không áp dụng: full (điểm tối đa), drop (bỏ khỏi thang điểm), zero (không điểm)";
        /// Rule that gives the points, or yes and no for a standard; a marked row may have none.
        ["rule"] rule: RuleText, "quy tắc tính điểm, hoặc đạt hay không đạt; tiêu chí do người chấm có thể không ghi";
        /// People mark it.
        ["marked"] marked: Spanned<bool>, "tiêu chí do người chấm";
        /// Stages in which it is marked; absent: all of them.
        ["stages"] stages: Vec<Spanned<String>>, "chấm ở những bước nào; không ghi: tất cả";
        /// The only points there may be, each with its words.
        ["levels"] levels: Spanned<Vec<LevelDocument>>, "chỉ được cho các mức điểm này, kèm lời";
        /// required: a mark needs words.
        ["reason"] reason: Spanned<ReasonWord>, "required: điểm chấm phải có lý do";
        /// Points between the highest and the lowest mark of a panel beyond which it is flagged.
        ["spread"] spread: Spanned<Number>, "chênh lệch điểm giữa các người chấm, vượt quá thì nêu ra";
        /// What its points are multiples of: computed ones are rounded to it, marks must be; absent: as `[points]` says of marks.
        ["step"] step: Spanned<Number>, "bước điểm: điểm tính được thì làm tròn theo bước này, điểm chấm thì phải theo bước này";
        /// zero or full: what it counts where nobody marked it; absent: the nominee is incomplete.
        ["unmarked"] unmarked: Spanned<CountsAs>, "khi không ai chấm: zero (0 điểm) hoặc full (đủ điểm); không ghi: hồ sơ thiếu";
        /// Least it must reach: points, "50%" or ">0".
        ["floor"] floor: Spanned<Floor>, "điểm liệt: số điểm, \"50%\" hoặc \">0\"";
        /// Classes or awards it guards; absent: everybody.
        ["needed_for"] needed_for: Vec<Spanned<String>>, "chỉ chặn các mức hoặc hình thức khen thưởng này";
        /// refuse, hold or reason: what an unmet standard does.
        ["unmet"] unmet: Spanned<Unmet>, "khi không đạt: refuse (không xét), hold (chưa xét), reason (phải có lý do)";
        /// Tests beside the rule.
        ["case"] case: Vec<CriterionCaseDocument>, "các trường hợp mẫu để kiểm tra quy tắc";
    }
}

document! {
    /// A test beside a criterion's rule.
    pub struct CriterionCaseDocument ("`[[criterion.case]]`", "`[[criterion.case]]`") {
        /// What the rule reads.
        ["given"] given: Keyed<Spanned<Scalar>>, "số liệu đưa vào";
        /// Day that picks the values; absent: the first in force.
        ["date"] date: Date, "ngày xét, để chọn mốc";
        /// Points that must come out.
        ["points"] points: Spanned<Number>, "số điểm phải ra";
        /// Whether the standard is met.
        ["met"] met: Spanned<bool>, "tiêu chuẩn đạt hay không";
        /// Whether the row drops out.
        ["dropped"] dropped: Spanned<bool>, "tiêu chí được bỏ khỏi thang điểm";
        /// Whether the rule fails.
        ["fails"] fails: Spanned<bool>, "quy tắc báo lỗi";
    }
}

document! {
    /// A whole nominee with what is expected.
    pub struct CaseDocument ("`[[case]]`", "`[[case]]`") {
        /// Name, for other cases that are like it.
        ["id"] id: Spanned<String>, "mã trường hợp mẫu, để trường hợp khác dựa vào";
        /// An earlier case whose facts this one takes over.
        ["like"] like: Spanned<String>, "giống trường hợp mẫu nào đứng trước, trừ những gì ghi lại ở đây";
        /// What is known of the nominee.
        ["given"] given: Keyed<Spanned<Scalar>>, "số liệu của đối tượng";
        /// Day that picks the values; absent: the first in force.
        ["date"] date: Date, "ngày xét";
        /// Awards of earlier years.
        ["history"] history: Vec<PastAwardDocument>, "khen thưởng các năm trước";
        /// What must come out.
        required ["expect"] expect: ExpectDocument, "kết quả mong đợi";
    }
}

document! {
    /// An award of an earlier year.
    pub struct PastAwardDocument ("một lần khen trước", "a past award") {
        /// Year it was given.
        required ["year"] year: Spanned<u32>, "năm";
        /// The award's id.
        required ["award"] award: String, "mã hình thức khen thưởng";
    }
}

document! {
    /// What must come out of a whole case.
    pub struct ExpectDocument ("`expect`", "`expect`") {
        /// ranked, refused, held, unclassified, incomplete or failed.
        ["status"] status: Spanned<String>, "ranked, refused, held, unclassified, incomplete hoặc failed";
        /// The total.
        ["total"] total: Spanned<Number>, "tổng điểm";
        /// The class.
        ["class"] class: Spanned<String>, "mức xếp loại";
        /// Points of criteria; `"met"`, `"not_met"` for standards, `"dropped"` for rows that dropped out.
        ["points"] points: Keyed<Spanned<Expected>>, "điểm từng tiêu chí; tiêu chuẩn ghi \"met\" hoặc \"not_met\", tiêu chí bị bỏ ghi \"dropped\"";
        /// Points of groups.
        ["groups"] groups: Keyed<Spanned<Number>>, "điểm từng nhóm";
    }
}

/// A level of a marked row: points and words.
#[derive(Debug, Clone)]
pub struct LevelDocument {
    pub points: Spanned<Number>,
    pub words: Text,
}

/// Whether a mark needs words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonWord {
    Required,
}

keywords!(ReasonWord { "required" => Self::Required });
keywords!(GroupTake { "sum" => Self::Sum, "best" => Self::Best });
keywords!(CriterionKind {
    "scored" => Self::Scored, "bonus" => Self::Bonus, "deduction" => Self::Deduction,
    "standard" => Self::Standard,
});
keywords!(Otherwise { "full" => Self::Full, "drop" => Self::Drop, "zero" => Self::Zero });
keywords!(Unmet { "refuse" => Self::Refuse, "hold" => Self::Hold, "reason" => Self::Reason });

impl ReadValue for LevelDocument {
    fn expected() -> (String, String) {
        (
            "một mức `[10, \"Rất sáng tạo\"]`".into(),
            "a level `[10, \"Very creative\"]`".into(),
        )
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some([points, words]) = value.get_ref().as_array().map(|items| &items[..]) {
            let points = Spanned::<Number>::read(points, key, reader);
            let words = Text::read(words, key, reader);
            return Some(Self {
                points: points?,
                words: words?,
            });
        }
        reader.wrong_type(value, key)
    }
    fn schema(vi: bool) -> Json {
        json!({ "type": "array", "prefixItems": [{ "type": "number" }, Text::schema(vi)],
                "minItems": 2, "maxItems": 2 })
    }
}

impl ReadValue for Floor {
    fn expected() -> (String, String) {
        (
            "một số điểm không âm, `\"50%\"`, `\">0\"` hoặc `\">50%\"`".into(),
            "points not below 0, `\"50%\"`, `\">0\"` or `\">50%\"`".into(),
        )
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::String(text) => text.trim(),
            _ => "",
        };
        let (above, rest) = text
            .strip_prefix('>')
            .map_or((false, text), |rest| (true, rest.trim()));
        let (percent, rest) = rest
            .strip_suffix('%')
            .map_or((false, rest), |rest| (true, rest.trim()));
        let floor = Number::parse(rest)
            .filter(|n| !n.is_negative() && (!percent || *n <= Number::HUNDRED))
            .map(|number| Self {
                number,
                percent,
                above,
            });
        floor.or_else(|| reader.wrong_type(value, key))
    }
    fn schema(_: bool) -> Json {
        json!({ "type": ["number", "string"] })
    }
}

impl ReadValue for Expected {
    fn expected() -> (String, String) {
        (
            "số điểm, `\"met\"` (đạt), `\"not_met\"` (không đạt) hoặc `\"dropped\"` (bỏ)".into(),
            "points, `\"met\"`, `\"not_met\"` or `\"dropped\"`".into(),
        )
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => {
                return Number::read(value, key, reader).map(Self::Points);
            }
            DeValue::String(word) => match word.as_ref() {
                "met" => return Some(Self::Met(true)),
                "not_met" => return Some(Self::Met(false)),
                "dropped" => return Some(Self::Dropped),
                _ => {}
            },
            _ => {}
        }
        reader.wrong_type(value, key)
    }
    fn schema(_: bool) -> Json {
        json!({ "oneOf": [{ "type": "number" }, { "enum": ["met", "not_met", "dropped"] }] })
    }
}
