//! What a scheme's file may say: every key once, in the order of the reference.

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use super::{
    Ballot, Better, CohortAmong, CriterionKind, Expected, Floor, Fraction, GroupTake, Line,
    Otherwise, Paper, Places, Rescale, RoundShare, Settle, Subject, Unmarked, Unmet, Voters,
};
use crate::document::{
    Keyed, ReadValue, Reader, RuleText, Scalar, Spanned, document, keywords, parse_date,
};
use crate::locale::Text;
use crate::number::{Decimal, RoundEach, parse_exact};

document! {
    /// A book of criteria.
    pub struct SchemeDocument ("bộ tiêu chí", "the scheme") {
        /// Version of the format: 1.
        ["format"] format: Spanned<u32>, "phiên bản của định dạng: 1";
        /// Name by which files and results call the scheme; absent: the file's name.
        ["id"] id: Spanned<String>, "mã của bộ tiêu chí; không ghi: tên tệp";
        /// Title on paper.
        ["title"] title: Text, "tên trên văn bản";
        /// Whom it judges: collective, individual or household.
        ["subject"] subject: Subject, "đối tượng: collective (tập thể), individual (cá nhân), household (hộ gia đình)";
        /// Rule: which of them this scheme judges.
        ["applies"] applies: RuleText, "quy tắc: áp dụng cho những đối tượng nào";
        /// The days on which it holds, both included.
        ["in_force"] in_force: Spanned<InForceDocument>, "thời gian hiệu lực, tính cả hai ngày đầu cuối";
        /// The papers behind it.
        ["basis"] basis: Vec<Text>, "các văn bản căn cứ";
        /// Function libraries beside the scheme, by bare file name.
        ["functions"] functions: Vec<Spanned<String>>, "các tệp hàm .rhai nằm cùng thư mục";
        /// How points add up; absent where nothing is scored.
        ["points"] points: PointsDocument, "cách cộng điểm; không có khi chỉ xét tiêu chuẩn";
        /// Who scores, in order; absent: nobody marks.
        ["stage"] stage: Vec<StageDocument>, "các bước chấm điểm, theo thứ tự; không ghi: không ai chấm";
        /// What is known of a nominee, by name.
        ["facts"] facts: Keyed<FactDocument>, "các số liệu của đối tượng, theo tên";
        /// What must hold of the facts themselves.
        ["check"] check: Vec<CheckDocument>, "điều kiện mà chính số liệu phải thỏa mãn";
        /// Numbers that come from a paper and hold from a date, by name.
        ["values"] values: Keyed<ValueDocument>, "các mốc số lấy từ văn bản, có ngày hiệu lực, theo tên";
        /// Numbers that come from the other nominees, by name.
        ["cohort"] cohort: Keyed<CohortDocument>, "các số lấy từ những đối tượng khác trong cụm, theo tên";
        /// Groups of criteria.
        ["group"] group: Vec<GroupDocument>, "các nhóm tiêu chí";
        /// Rows of the score sheet, and standards.
        ["criterion"] criterion: Vec<CriterionDocument>, "các tiêu chí chấm điểm và tiêu chuẩn";
        /// Questions asked before points are given.
        ["gate"] gate: Vec<GateDocument>, "các điều kiện xét trước khi chấm điểm";
        /// Classes, best first.
        ["class"] class: Vec<ClassDocument>, "các mức xếp loại, từ cao xuống thấp";
        /// Whole nominees with what is expected of them.
        ["case"] case: Vec<CaseDocument>, "các đối tượng mẫu và kết quả mong đợi";
        /// How places are given.
        ["ranking"] ranking: RankingDocument, "cách xếp hạng";
        /// Awards, in the order in which they are seated.
        ["award"] award: Vec<AwardDocument>, "các hình thức khen thưởng, theo thứ tự xét";
    }
}

document! {
    /// The days on which a scheme holds.
    pub struct InForceDocument ("`in_force`", "`in_force`") {
        /// First day.
        ["from"] from: Spanned<Date>, "từ ngày";
        /// Last day.
        ["until"] until: Spanned<Date>, "đến hết ngày";
    }
}

document! {
    /// How points add up.
    pub struct PointsDocument ("`[points]`", "`[points]`") {
        /// What top groups and rows outside groups add up to, exactly.
        ["scale"] scale: Spanned<Decimal>, "thang điểm: tổng của các nhóm lớn và tiêu chí ngoài nhóm";
        /// Least and greatest total after bonus and deduction.
        ["bounds"] bounds: Spanned<Vec<Decimal>>, "tổng điểm thấp nhất và cao nhất sau khi cộng thưởng, trừ điểm";
        /// Step of marks given by people.
        ["step"] step: Spanned<Decimal>, "bước điểm khi người chấm";
        /// What is rounded, and to how many digits.
        ["round"] round: RoundDocument, "làm tròn ở đâu, bao nhiêu chữ số";
        /// What `drop` does: total, group or none.
        ["rescale"] rescale: Rescale, "quy đổi khi có tiêu chí không áp dụng: total, group hoặc none";
    }
}

document! {
    /// What is rounded.
    pub struct RoundDocument ("`round`", "`round`") {
        /// criterion, group or total.
        ["each"] each: RoundEach, "làm tròn từng criterion (tiêu chí), group (nhóm) hay chỉ total (tổng)";
        /// Digits after the comma, 0 to 6.
        ["digits"] digits: Spanned<u32>, "số chữ số sau dấu phẩy, 0 đến 6";
    }
}

document! {
    /// A stage of scoring.
    pub struct StageDocument ("`[[stage]]`", "`[[stage]]`") {
        /// Name by which files and results call it.
        required ["id"] id: Spanned<String>, "mã bước chấm";
        /// Title on paper.
        ["title"] title: Text, "tên bước chấm";
        /// incomplete or carry: what a row without a mark is.
        ["unmarked"] unmarked: Unmarked, "khi chưa chấm: incomplete (hồ sơ thiếu) hoặc carry (giữ điểm của bước trước)";
    }
}

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
        ["min"] min: Spanned<Decimal>, "số nhỏ nhất được phép";
        /// Greatest number allowed.
        ["max"] max: Spanned<Decimal>, "số lớn nhất được phép";
        /// Words of a choice, best first.
        ["choices"] choices: ChoicesDocument, "các lựa chọn, tốt nhất đứng trước";
        /// What a list holds.
        ["of"] of: Spanned<TypeWord>, "kiểu của phần tử trong danh sách";
        /// Which way is better: higher, lower or first.
        ["better"] better: Spanned<Better>, "chiều tốt hơn: higher (cao), lower (thấp), first (lựa chọn đầu)";
        /// Whether an empty cell makes the nominee incomplete; yes if absent.
        ["required"] required: bool, "ô trống có làm hồ sơ thiếu số liệu hay không; mặc định là có";
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
        /// What it counts with; its scored children add up to it, exactly.
        ["max"] max: Spanned<Decimal>, "điểm tối đa; các tiêu chí bên trong cộng lại phải đúng bằng";
        /// Why the paper's own rows do not add up; the group is then capped at max.
        ["mismatch"] mismatch: Text, "lý do văn bản không khớp tổng; khi đó nhóm bị chặn ở điểm tối đa";
        /// sum or best.
        ["take"] take: GroupTake, "sum (cộng) hoặc best (chỉ lấy mục cao nhất)";
        /// Ceiling of the bonus rows inside it.
        ["bonus"] bonus: Spanned<Decimal>, "trần điểm thưởng trong nhóm";
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
        /// Group it stands in.
        ["in"] group: Spanned<String>, "thuộc nhóm nào";
        /// Title on paper.
        ["title"] title: Text, "nội dung tiêu chí";
        /// Most it gives or takes.
        ["max"] max: Spanned<Decimal>, "điểm tối đa";
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
        ["spread"] spread: Spanned<Decimal>, "chênh lệch điểm giữa các người chấm, vượt quá thì nêu ra";
        /// Least it must reach: points, "50%" or ">0".
        ["floor"] floor: Spanned<Floor>, "điểm liệt: số điểm, \"50%\" hoặc \">0\"";
        /// Classes or awards it guards; absent: everybody.
        ["needed_for"] needed_for: Vec<Spanned<String>>, "chỉ chặn các mức hoặc hình thức khen thưởng này";
        /// refuse, hold or reason: what an unmet standard does.
        ["unmet"] unmet: Spanned<Unmet>, "khi không đạt: refuse (không xét), hold (chưa xét), reason (phải có lý do)";
        /// Tests beside the rule.
        ["case"] case: Vec<CriterionCaseDocument>, "các ví dụ kiểm tra quy tắc";
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
        ["points"] points: Spanned<Decimal>, "số điểm phải ra";
        /// Whether the standard is met.
        ["met"] met: Spanned<bool>, "tiêu chuẩn đạt hay không";
        /// Whether the row drops out.
        ["dropped"] dropped: Spanned<bool>, "tiêu chí được bỏ khỏi thang điểm";
        /// Whether the rule fails.
        ["fails"] fails: Spanned<bool>, "quy tắc báo lỗi";
    }
}

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
        /// Paper behind it.
        ["basis"] basis: Text, "căn cứ";
    }
}

document! {
    /// A whole nominee with what is expected.
    pub struct CaseDocument ("`[[case]]`", "`[[case]]`") {
        /// Name, for other cases that are like it.
        ["id"] id: Spanned<String>, "mã ví dụ, để ví dụ khác dựa vào";
        /// An earlier case whose facts this one takes over.
        ["like"] like: Spanned<String>, "giống ví dụ nào đứng trước, trừ những gì ghi lại ở đây";
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
        ["total"] total: Spanned<Decimal>, "tổng điểm";
        /// The class.
        ["class"] class: Spanned<String>, "mức xếp loại";
        /// Points of criteria; `"met"`, `"not_met"` for standards, `"dropped"` for rows that dropped out.
        ["points"] points: Keyed<Spanned<Expected>>, "điểm từng tiêu chí; tiêu chuẩn ghi \"met\" hoặc \"not_met\", tiêu chí bị bỏ ghi \"dropped\"";
        /// Points of groups.
        ["groups"] groups: Keyed<Spanned<Decimal>>, "điểm từng nhóm";
    }
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
        ["paper"] paper: Paper, "thể thức văn bản: party (Đảng) hoặc state (Nhà nước)";
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
        /// Share such as "10%", or one by the value of a fact: { by = "xep_loai", tot = "15%" }.
        ["share"] share: ShareDocument, "tỷ lệ, ví dụ \"10%\", hoặc theo giá trị của một số liệu";
        /// Of what: nominated, ranked, a fact, or an award that stands before it.
        ["of"] of: Spanned<String>, "tỷ lệ của: nominated (số đề nghị), ranked (số được xếp hạng), một số liệu, hoặc một hình thức khen thưởng đứng trước";
        /// down or up.
        ["round"] round: RoundShare, "làm tròn: down (xuống) hoặc up (lên)";
        /// Within the nominees alike in this.
        ["per"] per: Spanned<String>, "tính riêng theo số liệu này";
    }
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
    }
}

keywords!(Unmarked { "incomplete" => Self::Incomplete, "carry" => Self::Carry });
keywords!(About { "nominee" => Self::Nominee, "unit" => Self::Unit });
keywords!(ReasonWord { "required" => Self::Required });
keywords!(Voters {
    "members" => Self::Members, "present" => Self::Present, "summoned" => Self::Summoned,
    "valid" => Self::Valid,
});
keywords!(Ballot { "secret" => Self::Secret, "open" => Self::Open });
keywords!(Subject {
    "collective" => Self::Collective, "individual" => Self::Individual, "household" => Self::Household,
});
keywords!(Rescale { "total" => Self::Total, "group" => Self::Group, "none" => Self::None });
keywords!(RoundEach {
    "criterion" => Self::Criterion, "group" => Self::Group, "total" => Self::Total,
});
keywords!(Better { "higher" => Self::Higher, "lower" => Self::Lower, "first" => Self::First });
keywords!(CohortTake {
    "max" => Self::Max, "min" => Self::Min, "mean" => Self::Mean, "median" => Self::Median,
    "sum" => Self::Sum, "count" => Self::Count,
});
keywords!(CohortAmong { "all" => Self::All, "eligible" => Self::Eligible });
keywords!(GroupTake { "sum" => Self::Sum, "best" => Self::Best });
keywords!(CriterionKind {
    "scored" => Self::Scored, "bonus" => Self::Bonus, "deduction" => Self::Deduction,
    "standard" => Self::Standard,
});
keywords!(Otherwise { "full" => Self::Full, "drop" => Self::Drop, "zero" => Self::Zero });
keywords!(Unmet { "refuse" => Self::Refuse, "hold" => Self::Hold, "reason" => Self::Reason });
keywords!(Places { "1224" => Self::Gaps, "1223" => Self::Dense, "1234" => Self::Unique });
keywords!(Settle { "shared" => Self::Shared, "council" => Self::Council, "lot" => Self::Lot });
keywords!(Paper { "party" => Self::Party, "state" => Self::State });
keywords!(Line { "all" => Self::All, "none" => Self::None, "ask" => Self::Ask });
keywords!(RoundShare { "down" => Self::Down, "up" => Self::Up });
keywords!(TypeWord {
    "integer" => Self::Integer, "number" => Self::Number, "percent" => Self::Percent,
    "yes-no" => Self::YesNo, "choice" => Self::Choice, "text" => Self::Text, "date" => Self::Date,
    "list" => Self::List,
});

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

/// Whether a mark needs words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonWord {
    Required,
}

/// A level of a marked row: points and words.
#[derive(Debug, Clone)]
pub struct LevelDocument {
    pub points: Spanned<Decimal>,
    pub words: Text,
}

/// A share: one for all, or one by the value of a fact.
#[derive(Debug, Clone)]
pub enum ShareDocument {
    All(Spanned<String>),
    ByValue {
        by: Option<Spanned<String>>,
        shares: Vec<(Spanned<String>, Spanned<String>)>,
        span: crate::source::Span,
    },
}

/// What is made of the numbers of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortTake {
    /// The greatest.
    Max,
    /// The least.
    Min,
    /// The mean.
    Mean,
    /// The middle one, or the mean of the middle two.
    Median,
    /// The sum; 0 over nobody.
    Sum,
    /// How many there are; 0 over nobody.
    Count,
}

/// The words of a choice, best first, with or without labels.
#[derive(Debug, Clone)]
pub struct ChoicesDocument(pub Vec<(Spanned<String>, Text)>);

/// A threshold: a number or a rule.
#[derive(Debug, Clone)]
pub enum ThresholdDocument {
    Number(Spanned<Decimal>),
    Rule(RuleText),
}

/// A step of a tie chain: a rule, or a table with a title.
#[derive(Debug, Clone)]
pub struct TieDocument(pub TitledTieDocument);

/// Seats for all, or by value.
#[derive(Debug, Clone)]
pub enum SeatsDocument {
    All(u32),
    ByValue(Keyed<u32>),
}

/// A value: label, `by`, and a figure for each date.
#[derive(Debug, Clone)]
pub struct ValueDocument {
    pub label: Option<Text>,
    pub by: Option<Spanned<String>>,
    pub dated: Vec<(Spanned<String>, DatedDocument)>,
    /// Whether something is there that could not be read.
    pub unread: bool,
    pub span: crate::source::Span,
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
    One(Decimal),
    ByChoice(Keyed<Decimal>),
}

type Value<'a> = TomlSpanned<DeValue<'a>>;

impl ReadValue for ChoicesDocument {
    fn expected() -> (String, String) {
        (
            "danh sách `[\"a\", \"b\"]` hoặc bảng `{ a = \"Nhãn\" }`".into(),
            "a list `[\"a\", \"b\"]` or a table `{ a = \"Label\" }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(_) => {
                let words = Vec::<Spanned<String>>::read(value, key, reader)?;
                Some(Self(
                    words
                        .into_iter()
                        .map(|w| (w.clone(), Text::vi(w.value)))
                        .collect(),
                ))
            }
            DeValue::Table(_) => Keyed::<Text>::read(value, key, reader).map(Self),
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(vi: bool) -> Json {
        json!({ "oneOf": [Vec::<String>::schema(vi), Keyed::<Text>::schema(vi)] })
    }
}

impl ReadValue for LevelDocument {
    fn expected() -> (String, String) {
        (
            "một mức `[10, \"Rất sáng tạo\"]`".into(),
            "a level `[10, \"Very creative\"]`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some([points, words]) = value.get_ref().as_array().map(|items| &items[..]) {
            let points = Spanned::<Decimal>::read(points, key, reader);
            let words = Text::read(words, key, reader);
            return Some(Self {
                points: points?,
                words: words?,
            });
        }
        reader.wrong_type::<Self>(value, key);
        None
    }
    fn schema(vi: bool) -> Json {
        json!({ "type": "array", "prefixItems": [{ "type": "number" }, Text::schema(vi)],
                "minItems": 2, "maxItems": 2 })
    }
}

impl ReadValue for ShareDocument {
    fn expected() -> (String, String) {
        (
            "một tỷ lệ `\"10%\"`, hoặc bảng `{ by = \"xep_loai\", tot = \"15%\" }`".into(),
            "a share `\"10%\"`, or a table `{ by = \"xep_loai\", tot = \"15%\" }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => Spanned::<String>::read(value, key, reader).map(Self::All),
            DeValue::Table(_) => {
                let all = Keyed::<Spanned<String>>::read(value, key, reader)?;
                let (by, shares): (Vec<_>, Vec<_>) =
                    all.into_iter().partition(|(name, _)| name.value == "by");
                Some(Self::ByValue {
                    by: by.into_iter().next().map(|(_, by)| by),
                    shares,
                    span: value.span(),
                })
            }
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(vi: bool) -> Json {
        json!({ "oneOf": [{ "type": "string" }, Keyed::<String>::schema(vi)] })
    }
}

impl ShareDocument {
    /// Where it stands.
    pub fn span(&self) -> crate::source::Span {
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
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let fraction = match value.get_ref() {
            DeValue::String(text) => Self::parse(text),
            _ => None,
        };
        if fraction.is_none() {
            reader.wrong_type::<Self>(value, key);
        }
        fraction
    }
    fn schema(_: bool) -> Json {
        json!({ "type": "string" })
    }
}

impl ReadValue for ThresholdDocument {
    fn expected() -> (String, String) {
        (
            "một số hoặc một quy tắc".into(),
            "a number or a rule".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => {
                Spanned::<Decimal>::read(value, key, reader).map(Self::Number)
            }
            DeValue::String(_) => RuleText::read(value, key, reader).map(Self::Rule),
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(_: bool) -> Json {
        json!({ "type": ["number", "string"] })
    }
}

impl ReadValue for Floor {
    fn expected() -> (String, String) {
        (
            "một số điểm không âm, `\"50%\"`, `\">0\"` hoặc `\">50%\"`".into(),
            "points not below 0, `\"50%\"`, `\">0\"` or `\">50%\"`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
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
        let floor = parse_exact(rest)
            .filter(|n| n.is_sign_positive() && (!percent || *n <= Decimal::ONE_HUNDRED))
            .map(|number| Self {
                number,
                percent,
                above,
            });
        if floor.is_none() {
            reader.wrong_type::<Self>(value, key);
        }
        floor
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
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => {
                return Decimal::read(value, key, reader).map(Self::Points);
            }
            DeValue::String(word) => match word.as_ref() {
                "met" => return Some(Self::Met(true)),
                "not_met" => return Some(Self::Met(false)),
                "dropped" => return Some(Self::Dropped),
                _ => {}
            },
            _ => {}
        }
        reader.wrong_type::<Self>(value, key);
        None
    }
    fn schema(_: bool) -> Json {
        json!({ "oneOf": [{ "type": "number" }, { "enum": ["met", "not_met", "dropped"] }] })
    }
}

impl ReadValue for TieDocument {
    fn expected() -> (String, String) {
        (
            "một quy tắc, hoặc `{ by = \"quy tắc\", title = \"…\" }`".into(),
            "a rule, or `{ by = \"rule\", title = \"…\" }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => {
                let by = RuleText::read(value, key, reader)?;
                let span = value.span();
                Some(Self(TitledTieDocument {
                    by: Some(by),
                    title: None,
                    unread: Vec::new(),
                    span,
                }))
            }
            DeValue::Table(_) => TitledTieDocument::read(value, key, reader).map(Self),
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(vi: bool) -> Json {
        json!({ "oneOf": [{ "type": "string" }, TitledTieDocument::schema(vi)] })
    }
}

impl ReadValue for SeatsDocument {
    fn expected() -> (String, String) {
        (
            "số suất, hoặc bảng `{ kinh-te = 5 }`".into(),
            "a number of seats, or a table `{ kinh-te = 5 }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) => u32::read(value, key, reader).map(Self::All),
            DeValue::Table(_) => Keyed::<u32>::read(value, key, reader).map(Self::ByValue),
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(vi: bool) -> Json {
        json!({ "oneOf": [u32::schema(vi), Keyed::<u32>::schema(vi)] })
    }
}

impl ReadValue for DatedNumberDocument {
    fn expected() -> (String, String) {
        (
            "một số, hoặc bảng `{ I = 90, II = 80 }`".into(),
            "a number, or a table `{ I = 90, II = 80 }`".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => {
                Decimal::read(value, key, reader).map(Self::One)
            }
            DeValue::Table(_) => Keyed::<Decimal>::read(value, key, reader).map(Self::ByChoice),
            _ => {
                reader.wrong_type::<Self>(value, key);
                None
            }
        }
    }
    fn schema(vi: bool) -> Json {
        json!({ "oneOf": [Decimal::schema(vi), Keyed::<Decimal>::schema(vi)] })
    }
}

impl ReadValue for ValueDocument {
    fn expected() -> (String, String) {
        (
            "một bảng gồm `label`, `by` và một dòng cho mỗi ngày".into(),
            "a table of `label`, `by` and a line for each date".into(),
        )
    }
    fn read(value: &Value<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong_type::<Self>(value, key);
            return None;
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
