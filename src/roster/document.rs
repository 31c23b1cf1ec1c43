//! What `period.toml` may say.

use jiff::civil::Date;

use crate::document::{Spanned, document};

document! {
    /// A review period.
    pub struct PeriodDocument ("tệp kỳ xét", "the period") {
        /// Name on paper.
        ["name"] name: String, "tên kỳ xét trên văn bản";
        /// Day of the review: it picks versions of schemes and values.
        ["date"] date: Spanned<Date>, "ngày xét: chọn phiên bản bộ tiêu chí và mốc số";
        /// First day of what is reviewed.
        ["start"] start: Spanned<Date>, "ngày đầu của kỳ xét";
        /// Last day of what is reviewed.
        ["end"] end: Spanned<Date>, "ngày cuối của kỳ xét";
        /// Last day for dossiers.
        ["deadline"] deadline: Spanned<Date>, "hạn nộp hồ sơ";
        /// Meeting of the council.
        ["meeting"] meeting: MeetingDocument, "cuộc họp của Hội đồng";
        /// Members of the council and of panels.
        ["member"] member: Vec<MemberDocument>, "các thành viên Hội đồng, người chấm";
    }
}

document! {
    /// The meeting of the council.
    pub struct MeetingDocument ("`[meeting]`", "`[meeting]`") {
        /// Day of the meeting.
        ["date"] date: Date, "ngày họp";
        /// Place of the meeting.
        ["place"] place: String, "địa điểm họp";
        /// Who chaired it.
        ["chair"] chair: String, "chủ trì";
        /// Who wrote the minutes.
        ["secretary"] secretary: String, "thư ký";
        /// Members of the council; absent: as many as are listed.
        ["members"] members: Spanned<u32>, "tổng số thành viên; không ghi: bằng số thành viên đã kê";
        /// Members summoned; absent: all of them.
        ["summoned"] summoned: Spanned<u32>, "số được triệu tập; không ghi: tất cả thành viên";
        /// Members present.
        ["present"] present: Spanned<u32>, "số có mặt";
    }
}

document! {
    /// A member of the council or of a panel.
    pub struct MemberDocument ("`[[member]]`", "`[[member]]`") {
        /// Name, by which marks name their marker.
        required ["name"] name: Spanned<String>, "họ tên, như ghi ở cột người chấm";
        /// Unit; its nominees are not the member's to mark.
        ["unit"] unit: String, "đơn vị; không chấm đối tượng của đơn vị mình";
        /// Nominees (by id) and units in which the member has an interest.
        ["interests"] interests: Vec<String>, "mã đối tượng, tên đơn vị có liên quan lợi ích";
    }
}
