//! The manual: one guide a topic, in both languages, as the program prints it (`dvk help TOPIC`).
//!
//! The guides are Markdown files below `src/manual`, one of each language a topic; they are the
//! documentation of the modules [`vi`] and [`en`]. `tests/manual.rs` runs their commands and holds
//! what they say against the code.

pub mod codes;
mod page;

pub use page::page;

use crate::diagnostic::nearest;
use crate::locale::Locale;
use crate::text::joined_words;

/// A topic of the manual.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// Its name in each language; both are known in both.
    names: [&'static str; 2],
    /// What it is about, in a line.
    about: [&'static str; 2],
    /// Its guide, as Markdown.
    text: [&'static str; 2],
}

impl Topic {
    /// Its name in that language: a word without accents, as it is typed.
    pub fn name(&self, locale: Locale) -> &'static str {
        locale.of(self.names[0], self.names[1])
    }

    /// What it is about, in a line.
    pub fn about(&self, locale: Locale) -> &'static str {
        locale.of(self.about[0], self.about[1])
    }

    /// Its guide, as Markdown; links to other topics name their files, `NAME.md`.
    pub fn text(&self, locale: Locale) -> &'static str {
        locale.of(self.text[0], self.text[1])
    }
}

/// Declares the topics, their table, and a documented module for each guide.
macro_rules! topics {
    ($($vi_module:ident $vi:literal $vi_about:literal, $en_module:ident $en:literal $en_about:literal;)*) => {
        /// Every topic, in the order in which they are best read.
        pub const TOPICS: &[Topic] = &[$(Topic {
            names: [$vi, $en],
            about: [$vi_about, $en_about],
            text: [
                include_str!(concat!("vi/", $vi, ".md")),
                include_str!(concat!("en/", $en, ".md")),
            ],
        }),*];

        /// The guides in Vietnamese.
        pub mod vi {
            $(#[doc = include_str!(concat!("vi/", $vi, ".md"))] pub mod $vi_module {})*
        }

        /// The guides in English.
        pub mod en {
            $(#[doc = include_str!(concat!("en/", $en, ".md"))] pub mod $en_module {})*
        }
    };
}

topics! {
    bat_dau "bat-dau"
    "Mười phút đầu tiên: xếp hạng, xem phiếu, đổi mốc, dùng số liệu của mình",
    start "start"
    "The first ten minutes: rank, read a sheet, change a threshold, use your own data";
    cai_dat "cai-dat"
    "Cài đặt trên Windows, mở cửa sổ dòng lệnh, lưu tệp Excel",
    install "install"
    "Installing on Windows, opening a command line, saving Excel files";
    ban_nhap "ban-nhap"
    "Lập bộ tiêu chí từ bảng tiêu chí Word, Excel sẵn có",
    draft "draft"
    "A scheme from the criteria table that an office has";
    tieu_chi "tieu-chi"
    "Bộ tiêu chí: tệp, điểm, nhóm, từng tiêu chí, trường hợp mẫu",
    scheme "scheme"
    "The scheme: its file, points, groups, criteria, cases";
    gia_tri_moc "gia-tri-moc"
    "Số liệu, mốc theo ngày, so với các đối tượng khác, điều kiện xét",
    values "values"
    "Facts, figures of papers by their days, cohort numbers, gates";
    xep_loai "xep-loai"
    "Cách đi đến kết quả: tổng điểm, xếp loại, thứ hạng, đồng hạng",
    classes "classes"
    "How a result is reached: totals, classes, places, ties";
    sua_doi "sua-doi"
    "Sửa bộ tiêu chí: sửa những gì, ai bị ảnh hưởng, do tiêu chí nào",
    revise "revise"
    "Revising the criteria: what differs, for whom, and by which criterion";
    khen_thuong "khen-thuong"
    "Hình thức khen thưởng: điều kiện, chỉ tiêu, suất cuối cùng",
    awards "awards"
    "Awards: conditions, quotas, equals at the line";
    cham_diem "cham-diem"
    "Các bước chấm, điểm người chấm, biểu quyết, bốc thăm",
    marks "marks"
    "Stages, marks by people, votes, lots";
    quy_tac "quy-tac"
    "Quy tắc được viết gì, ô trống và KAD, số, lỗi tìm ra khi kiểm tra",
    rules "rules"
    "What a rule may say, empty cells, numbers, what is found in a rule";
    ham "ham"
    "Các hàm dùng được trong quy tắc",
    functions "functions"
    "The functions that rules may call";
    so_lieu "so-lieu"
    "Số liệu: danh sách đề nghị, tệp Excel, CSV, cách ghi trong ô",
    data "data"
    "Data: nominations, workbooks, CSV, cells";
    bieu_mau "bieu-mau"
    "Biểu mẫu Excel gửi đi và thu về; cả kỳ xét chỉ bằng Excel",
    forms "forms"
    "Forms in Excel, and how they come back";
    hop_hoi_dong "hop-hoi-dong"
    "Phiên họp Hội đồng: điểm tự chấm, người chấm, biểu quyết, quyết định",
    meeting "meeting"
    "A council meeting: self-scores, markers, votes, decisions";
    giay_to "giay-to"
    "Văn bản: tờ trình, biên bản, phiếu bầu, thông báo, mẫu Word riêng",
    papers "papers"
    "Papers: submission, minutes, ballots, letters, your own Word form";
    giai_trinh "giai-trinh"
    "Giải trình: phiếu chấm điểm, còn thiếu gì, vì sao đứng sau",
    explain "explain"
    "Explaining a result: score sheet, what is missing, who stands above";
    lenh "lenh"
    "Các lệnh, tùy chọn, dạng tệp, mã kết thúc, biến môi trường",
    commands "commands"
    "Commands, options, formats, exit codes, environment";
    json "json"
    "Kết quả dạng JSON cho máy đọc",
    json "json"
    "Results as JSON for machines";
    do_tin_cay "do-tin-cay"
    "Kết quả chắc chắn đến đâu, chạy nhanh đến đâu, các lựa chọn",
    trust "trust"
    "How sure it is, how fast, and what was decided";
    thay_doi "thay-doi"
    "Những gì mới, những gì chưa có",
    changes "changes"
    "What is new, and what is not built yet";
}

/// The topic of that name, in whichever language and with or without accents.
pub fn find(name: &str) -> Option<&'static Topic> {
    let wanted = joined_words(name, "-");
    TOPICS
        .iter()
        .find(|topic| topic.names.contains(&wanted.as_str()))
}

/// The name of a topic or one of `others`, such as commands, that may have been meant.
pub fn meant<'a>(
    name: &str,
    locale: Locale,
    others: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let topics = TOPICS.iter().map(|topic| topic.name(locale));
    nearest(&joined_words(name, "-"), topics.chain(others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_found_by_either_name_with_or_without_accents() {
        for name in ["bat-dau", "start", "Bắt đầu", "START"] {
            let topic = find(name).expect("it is a topic");
            assert_eq!(topic.name(Locale::Vi), "bat-dau", "{name}");
        }
        assert!(find("bat").is_none());
        assert_eq!(meant("bat-dua", Locale::Vi, []).as_deref(), Some("bat-dau"));
        assert_eq!(meant("rnak", Locale::Vi, ["rank"]).as_deref(), Some("rank"));
    }
}
