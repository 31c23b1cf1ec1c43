//! What a scheme's file may say: every key once, in the order of the reference.

mod awards;
mod facts;
mod rows;

use jiff::civil::Date;

pub(super) use awards::{
    AwardDocument, ClassDocument, GateDocument, QuotaDocument, RankingDocument, SeatsDocument,
    ShareDocument, ThresholdDocument, TieDocument, VoteDocument,
};
pub(super) use facts::{
    About, CheckDocument, ChoicesDocument, CohortDocument, DatedNumberDocument, FactDocument,
    TypeWord, ValueDocument,
};
pub(super) use rows::{
    CaseDocument, CriterionCaseDocument, CriterionDocument, ExpectDocument, GroupDocument,
    PastAwardDocument,
};

use super::{Rescale, Subject, Unmarked};
use crate::diagnostic::Level;
use crate::document::{Keyed, RuleText, Spanned, document, keywords};
use crate::locale::Text;
use crate::number::{Number, RoundEach};

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
        /// What is allowed, or taken for an error, of what a check would only warn of, by code.
        ["lints"] lints: Keyed<LintDocument>, "điều được bỏ qua hoặc coi là lỗi trong những điều khi kiểm tra chỉ cảnh báo, theo mã";
    }
}

document! {
    /// How grave a code is taken.
    pub struct LintDocument ("một mục của `[lints]`", "an entry of `[lints]`") {
        /// allow (not reported, and counted), warning or error.
        required ["level"] level: Level, "allow (bỏ qua, chỉ đếm), warning (cảnh báo) hoặc error (lỗi)";
        /// Why, for whoever reads the scheme.
        required ["reason"] reason: Spanned<String>, "lý do, để người đọc bộ tiêu chí biết";
        /// Criteria for which it holds; absent: the whole scheme.
        ["only"] only: Vec<Spanned<String>>, "chỉ áp dụng cho các tiêu chí này; không ghi: cả bộ";
    }
}

keywords!(Level {
    "allow" => Self::Allow, "warning" => Self::Warning, "error" => Self::Error,
});

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
        ["scale"] scale: Spanned<Number>, "thang điểm: tổng của các nhóm lớn và tiêu chí ngoài nhóm";
        /// Ceiling of all bonus rows together.
        ["bonus"] bonus: Spanned<Number>, "trần của tổng điểm thưởng";
        /// Ceiling of all deduction rows together.
        ["deduction"] deduction: Spanned<Number>, "trần của tổng điểm trừ";
        /// Least and greatest total after bonus and deduction.
        ["bounds"] bounds: Spanned<Vec<Number>>, "tổng điểm thấp nhất và cao nhất sau khi cộng thưởng, trừ điểm";
        /// Step of marks given by people.
        ["step"] step: Spanned<Number>, "bước điểm khi người chấm";
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

keywords!(Unmarked { "incomplete" => Self::Incomplete, "carry" => Self::Carry });
keywords!(Subject {
    "collective" => Self::Collective, "individual" => Self::Individual, "household" => Self::Household,
});
keywords!(Rescale { "total" => Self::Total, "group" => Self::Group, "none" => Self::None });
keywords!(RoundEach {
    "criterion" => Self::Criterion, "group" => Self::Group, "total" => Self::Total,
});
