//! What a scheme's file may say of gates, classes, places and awards.

use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use crate::document::{Keyed, ReadValue, Reader, RuleText, Spanned, document, keywords, one_of};
use crate::locale::Text;
use crate::number::Number;
use crate::scheme::{Ballot, ClassOn, Form, Fraction, Line, Places, RoundShare, Settle, Voters};
use crate::source::Span;

document! {
    /// A question asked before points are given.
    pub struct GateDocument ("`[[gate]]`", "`[[gate]]`") {
        /// Name of the gate.
        required ["id"] id: Spanned<String>, "mã điều kiện";
        /// Title on paper.
        ["title"] title: Text, "nội dung điều kiện";
        /// Paper behind it.
        ["basis"] basis: Text, "căn cứ";
        /// Rule: who is refused.
        ["refuse"] refuse: RuleText, "quy tắc: không xét khi";
        /// Rule: who is held.
        ["hold"] hold: RuleText, "quy tắc: tạm dừng, chưa xét khi";
        /// Rule: who is not classified.
        ["unclassified"] unclassified: RuleText, "quy tắc: không xếp loại khi";
    }
}

document! {
    /// A class.
    pub struct ClassDocument ("`[[class]]`", "`[[class]]`") {
        /// Name by which rules and results call it.
        required ["id"] id: Spanned<String>, "mã mức xếp loại";
        /// Title on paper.
        ["title"] title: Text, "tên mức xếp loại";
        /// Least total: a number or a rule; the last class may have none.
        ["from"] from: ThresholdDocument, "tổng điểm từ: một số hoặc quy tắc; mức cuối có thể không ghi";
        /// total or score: whether bonus counts for it.
        ["on"] on: Spanned<ClassOn>, "xếp theo total (tổng điểm) hoặc score (tổng điểm không tính điểm thưởng)";
        /// Paper behind it.
        ["basis"] basis: Text, "căn cứ";
    }
}

/// A threshold: a number or a rule.
#[derive(Debug, Clone)]
pub enum ThresholdDocument {
    Number(Spanned<Number>),
    Rule(RuleText),
}

document! {
    /// How places are given.
    pub struct RankingDocument ("`[ranking]`", "`[ranking]`") {
        /// The stage that counts; absent: the last.
        ["stage"] stage: Spanned<String>, "bước chấm được tính; không ghi: bước cuối";
        /// A separate ranking for each combination of these facts.
        ["lists"] lists: Vec<Spanned<String>>, "xếp hạng riêng theo từng giá trị của các số liệu này";
        /// 1224, 1223 or 1234.
        ["places"] places: Spanned<Places>, "cách đếm thứ hạng sau khi đồng hạng: 1224, 1223 hoặc 1234";
        /// What parts equals, in order; higher first.
        ["ties"] ties: Vec<TieDocument>, "tiêu chí phụ khi bằng điểm, theo thứ tự; cao hơn đứng trước";
        /// Compulsory last step: shared, council or lot.
        ["last"] last: Settle, "bước cuối bắt buộc: shared (đồng hạng), council (hội đồng quyết định), lot (bốc thăm)";
    }
}

/// A step of a tie chain: a rule, or a table with a title.
#[derive(Debug, Clone)]
pub struct TieDocument(pub TitledTieDocument);

document! {
    /// A step of a tie chain with its title.
    pub struct TitledTieDocument ("một tiêu chí phụ", "a tie step") {
        /// Rule: a number or yes-no; higher first.
        required ["by"] by: RuleText, "quy tắc: số hoặc có/không; cao hơn đứng trước";
        /// What people read.
        ["title"] title: Text, "lời giải thích";
    }
}

document! {
    /// An award.
    pub struct AwardDocument ("`[[award]]`", "`[[award]]`") {
        /// Name by which files and results call it.
        required ["id"] id: Spanned<String>, "mã hình thức khen thưởng";
        /// Title on paper.
        ["title"] title: Text, "tên hình thức khen thưởng";
        /// party or state.
        ["paper"] paper: Form, "thể thức văn bản: party (Đảng) hoặc state (Nhà nước)";
        /// Paper behind it.
        ["basis"] basis: Text, "căn cứ";
        /// Rule: who meets its conditions.
        ["when"] when: RuleText, "quy tắc: ai đủ điều kiện";
        /// Least years between two of the same award.
        ["again_after"] again_after: u32, "số năm tối thiểu giữa hai lần cùng hình thức";
        /// Awards that exclude this one.
        ["not_with"] not_with: Vec<Spanned<String>>, "không khen cùng với hình thức nào";
        /// How many may be proposed; all must hold.
        ["quota"] quota: Vec<QuotaDocument>, "hạn mức; phải thỏa mãn tất cả";
        /// Composition: so many of a kind at the least.
        ["reserve"] reserve: Vec<ReserveDocument>, "cơ cấu: ít nhất bao nhiêu người thuộc diện này";
        /// The council's vote that it needs.
        ["vote"] vote: VoteDocument, "biểu quyết của Hội đồng";
        /// Who is seated first when a quota spans several lists.
        ["order"] order: Vec<TieDocument>, "ai được xét trước khi hạn mức chung cho nhiều danh sách";
        /// Equals at the line: all, none or ask.
        ["line"] line: Line, "đồng hạng ở vạch hạn mức: all (lấy cả), none (không lấy), ask (hội đồng quyết định)";
    }
}

document! {
    /// How many may be proposed.
    pub struct QuotaDocument ("một hạn mức", "a quota") {
        /// How many, for all or by value.
        ["seats"] seats: SeatsDocument, "số suất, chung hoặc theo từng giá trị";
        /// Share such as "10%" or "1/3", or one by the value of a fact: { by = "xep_loai", tot = "15%" }.
        ["share"] share: ShareDocument, "tỷ lệ, ví dụ \"10%\" hoặc \"1/3\", hoặc theo giá trị của một số liệu";
        /// Of what: nominated, ranked, a fact, or an award before it.
        ["of"] of: Spanned<String>, "tỷ lệ của: nominated (số đề nghị), ranked (số được xếp hạng), một số liệu, hoặc một hình thức khen thưởng đứng trước";
        /// down or up.
        ["round"] round: RoundShare, "làm tròn: down (xuống) hoặc up (lên)";
        /// Within the nominees alike in this.
        ["per"] per: Spanned<String>, "tính riêng theo số liệu này";
    }
}

/// Seats for all, or by value.
#[derive(Debug, Clone)]
pub enum SeatsDocument {
    All(u32),
    ByValue(Keyed<u32>),
}

/// A share: one for all, or one by the value of a fact.
#[derive(Debug, Clone)]
pub enum ShareDocument {
    All(Spanned<String>),
    ByValue {
        by: Option<Spanned<String>>,
        shares: Vec<(Spanned<String>, Spanned<String>)>,
        span: Span,
    },
}

document! {
    /// Seats kept for a composition.
    pub struct ReserveDocument ("một cơ cấu `reserve`", "a `reserve`") {
        /// So many at the least.
        required ["at_least"] at_least: u32, "ít nhất bao nhiêu suất";
        /// Rule: who is of the kind.
        required ["when"] when: RuleText, "quy tắc: ai thuộc diện này";
        /// What people read.
        ["title"] title: Text, "tên cơ cấu";
    }
}

document! {
    /// The vote that an award needs.
    pub struct VoteDocument ("`vote`", "`vote`") {
        /// So much at the least, such as "80%".
        ["at_least"] at_least: Spanned<Fraction>, "từ tỷ lệ này trở lên, ví dụ \"80%\"";
        /// More than so much, such as "50%".
        ["more_than"] more_than: Spanned<Fraction>, "trên tỷ lệ này, ví dụ \"50%\"";
        /// members, present, summoned or valid: what the share is of.
        ["of"] of: Voters, "tính trên: members (tổng số thành viên), present (có mặt), summoned (được triệu tập), valid (phiếu hợp lệ)";
        /// Share of the members who must be there, such as "2/3".
        ["quorum"] quorum: Spanned<Fraction>, "tỷ lệ thành viên phải có mặt, ví dụ \"2/3\"";
        /// secret or open.
        ["ballot"] ballot: Ballot, "secret (bỏ phiếu kín) hoặc open (giơ tay)";
        /// Award that the council may vote for instead.
        ["downgrade_to"] downgrade_to: Spanned<String>, "hình thức khen thưởng mà Hội đồng có thể hạ xuống";
        /// Share that must be for it or for the higher award, such as "50%"; the same where it is not given.
        ["downgrade_at"] downgrade_at: Spanned<Fraction>, "từ tỷ lệ này trở lên đồng ý hạ xuống hoặc đồng ý mức cao hơn, ví dụ \"50%\"; không ghi là bằng tỷ lệ của hình thức này";
    }
}

keywords!(Places { "1224" => Self::Gaps, "1223" => Self::Dense, "1234" => Self::Unique });
keywords!(Settle { "shared" => Self::Shared, "council" => Self::Council, "lot" => Self::Lot });
keywords!(Form { "party" => Self::Party, "state" => Self::State });
keywords!(Line { "all" => Self::All, "none" => Self::None, "ask" => Self::Ask });
keywords!(RoundShare { "down" => Self::Down, "up" => Self::Up });
keywords!(Voters {
    "members" => Self::Members, "present" => Self::Present, "summoned" => Self::Summoned,
    "valid" => Self::Valid,
});
keywords!(Ballot { "secret" => Self::Secret, "open" => Self::Open });

one_of!(ThresholdDocument, "một số hoặc một quy tắc", "a number or a rule", {
    Integer | Float => Spanned<Number> => Self::Number,
    String => RuleText => Self::Rule,
});
one_of!(TieDocument, "một quy tắc, hoặc `{ by = \"quy tắc\", title = \"…\" }`", "a rule, or `{ by = \"rule\", title = \"…\" }`", {
    String => RuleText => |by| {
        let span = by.span.clone();
        Self(TitledTieDocument { by: Some(by), title: None, unread: Vec::new(), span })
    },
    Table => TitledTieDocument => Self,
});
one_of!(SeatsDocument, "số suất, hoặc bảng `{ kinh-te = 5 }`", "a number of seats, or a table `{ kinh-te = 5 }`", {
    Integer => u32 => Self::All,
    Table => Keyed<u32> => Self::ByValue,
});
one_of!(ShareDocument,
    "một tỷ lệ `\"10%\"`, hoặc bảng `{ by = \"xep_loai\", tot = \"15%\" }`",
    "a share `\"10%\"`, or a table `{ by = \"xep_loai\", tot = \"15%\" }`", {
    String => Spanned<String> => Self::All,
    Table => Spanned<Keyed<Spanned<String>>> => |table| {
        let (by, shares): (Vec<_>, Vec<_>) =
            table.value.into_iter().partition(|(name, _)| name.value == "by");
        let by = by.into_iter().next().map(|(_, by)| by);
        Self::ByValue { by, shares, span: table.span }
    },
});

impl ShareDocument {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::All(share) => share.span.clone(),
            Self::ByValue { span, .. } => span.clone(),
        }
    }
}

impl ReadValue for Fraction {
    fn expected() -> (String, String) {
        (
            "một tỷ lệ từ 0 đến 1 như `\"80%\"` hoặc `\"2/3\"`".into(),
            "a share from 0 to 1 such as `\"80%\"` or `\"2/3\"`".into(),
        )
    }
    fn read(value: &TomlSpanned<DeValue<'_>>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let fraction = match value.get_ref() {
            DeValue::String(text) => Self::parse(text),
            _ => None,
        };
        fraction.or_else(|| reader.wrong_type(value, key))
    }
    fn schema(_: bool) -> Json {
        json!({ "type": "string" })
    }
}
