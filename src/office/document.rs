//! What `papers.toml` may say.

use jiff::civil::Date;

use crate::document::{Keyed, Spanned, document};
use crate::scheme::Form;

document! {
    /// What the office says of itself on its papers.
    pub struct PapersDocument ("tệp văn bản", "the file of papers") {
        /// What holds for every paper.
        ["office"] office: HeadDocument, "dùng cho mọi văn bản";
        /// What differs on one paper.
        ["paper"] paper: Keyed<HeadDocument>, "phần riêng của từng văn bản, theo tên ở `dvk report --list`";
        /// What differs for one award.
        ["award"] award: Keyed<HeadDocument>, "phần riêng của từng hình thức khen thưởng, theo mã";
        /// Facts of a nominee that a submission tells, by id.
        ["describe"] describe: Vec<Spanned<String>>, "mã các số liệu được nêu trong tờ trình về từng đối tượng";
        /// Below which class or how many points nominees are re-inspected.
        ["reinspect_below"] reinspect_below: Vec<Spanned<String>>, "phúc tra những ai dưới xếp loại này (mã) hoặc dưới số điểm này, ví dụ `[\"kha\", \"70\"]`";
    }
}

document! {
    /// Head and end of a paper.
    pub struct HeadDocument ("phần thể thức văn bản", "the head and end of a paper") {
        /// Whose form: the Party's or the State's.
        ["form"] form: Form, "thể thức: của Đảng (party) hay của Nhà nước (state)";
        /// Body above the issuer.
        ["superior"] superior: String, "cơ quan, tổ chức cấp trên trực tiếp";
        /// Who issues it.
        ["issuer"] issuer: String, "cơ quan, tổ chức ban hành";
        /// Place of issue.
        ["place"] place: String, "địa danh";
        /// Number and signs, such as `12-TTr/HĐ`.
        ["number"] number: String, "số và ký hiệu, ví dụ `12-TTr/HĐ`";
        /// Day of the paper.
        ["date"] date: Date, "ngày ban hành";
        /// To whom it is addressed.
        ["to"] to: Vec<String>, "kính gửi";
        /// Papers that it rests on.
        ["bases"] bases: Vec<String>, "căn cứ";
        /// Who gets it.
        ["recipients"] recipients: Vec<String>, "nơi nhận";
        /// Who signs, from left to right.
        ["signer"] signer: Vec<SignerDocument>, "người ký, từ trái sang phải";
    }
}

document! {
    /// Who signs.
    pub struct SignerDocument ("`[[….signer]]`", "`[[….signer]]`") {
        /// For whom, such as `T/M HỘI ĐỒNG`.
        ["authority"] authority: String, "quyền hạn, ví dụ `T/M HỘI ĐỒNG`, `KT. CHỦ TỊCH`";
        /// Post.
        ["post"] post: String, "chức vụ";
        /// Name.
        ["name"] name: String, "họ tên";
    }
}
