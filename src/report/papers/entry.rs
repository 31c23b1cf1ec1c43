//! The papers that there are.

use std::sync::Arc;

use crate::locale::{Locale, Text};
use crate::office::Paper;
use crate::source::Source;

/// A paper with everything that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct PaperEntry {
    /// The paper.
    pub paper: Paper,
    /// The signs of its number, such as `TTr`; empty for a paper without one.
    pub(super) signs: &'static str,
    vi: &'static str,
    en: &'static str,
    templates: (&'static str, &'static str),
}

/// The built-in template of a paper, in both languages.
macro_rules! texts {
    ($name:literal) => {
        (
            include_str!(concat!("templates/", $name, ".vi.j2")),
            include_str!(concat!("templates/", $name, ".en.j2")),
        )
    };
}

/// Every paper, in the order in which a review needs them.
pub const PAPERS: [PaperEntry; 10] = [
    PaperEntry {
        paper: Paper::Criteria,
        signs: "HD",
        vi: "hướng dẫn chấm điểm: tiêu chí, điểm tối đa, cách chấm, minh chứng, căn cứ",
        en: "the criteria: maximum, how points are given, evidence, basis",
        templates: texts!("criteria"),
    },
    PaperEntry {
        paper: Paper::Ranking,
        signs: "BC",
        vi: "kết quả xếp hạng theo từng danh sách, kèm bảng điểm chi tiết",
        en: "places list by list, with the points of every criterion",
        templates: texts!("ranking"),
    },
    PaperEntry {
        paper: Paper::Sheet,
        signs: "",
        vi: "phiếu chấm điểm có số liệu, căn cứ và chữ ký",
        en: "score sheets with facts, bases and signatures",
        templates: texts!("sheet"),
    },
    PaperEntry {
        paper: Paper::Ballots,
        signs: "",
        vi: "phiếu bầu có tên các đối tượng được đưa ra biểu quyết",
        en: "ballots with the names of those who are voted on",
        templates: texts!("ballots"),
    },
    PaperEntry {
        paper: Paper::Minutes,
        signs: "BB",
        vi: "biên bản họp Hội đồng và biên bản kiểm phiếu",
        en: "minutes of the council's meeting and of the count",
        templates: texts!("minutes"),
    },
    PaperEntry {
        paper: Paper::Submission,
        signs: "TTr",
        vi: "tờ trình đề nghị khen thưởng",
        en: "the submission that proposes whom to commend",
        templates: texts!("submission"),
    },
    PaperEntry {
        paper: Paper::DecisionAnnex,
        signs: "QĐ",
        vi: "danh sách kèm theo quyết định khen thưởng",
        en: "the lists annexed to the decision",
        templates: texts!("decision-annex"),
    },
    PaperEntry {
        paper: Paper::Letter,
        signs: "TB",
        vi: "thông báo kết quả của riêng từng đối tượng",
        en: "a nominee's own result, without a word of others",
        templates: texts!("letter"),
    },
    PaperEntry {
        paper: Paper::Synthesis,
        signs: "BC",
        vi: "báo cáo tổng hợp: số lượng, điểm bình quân, tiêu chí yếu, mô hình nhân rộng",
        en: "the report of the year: counts, mean points, weak criteria, models worth copying",
        templates: texts!("synthesis"),
    },
    PaperEntry {
        paper: Paper::ReInspection,
        signs: "KH",
        vi: "kế hoạch phúc tra: phúc tra ai, vì sao, xem nội dung và minh chứng nào",
        en: "the plan of a re-inspection: whom, why, which criteria and evidence",
        templates: texts!("re-inspection"),
    },
];

impl PaperEntry {
    /// What is known about a paper.
    pub fn of(paper: Paper) -> &'static Self {
        let mut all = PAPERS.iter();
        let entry = all.find(|entry| entry.paper == paper);
        entry.expect("the table lists every paper, as a test says")
    }

    /// Whether it is written for each nominee apart.
    pub fn is_of_one(&self) -> bool {
        matches!(self.paper, Paper::Letter | Paper::Sheet)
    }

    /// What the paper holds, in words.
    pub fn about(&self) -> Text {
        Text::both(self.vi, self.en)
    }

    /// The name of the file with the office's own template.
    pub fn template_name(&self) -> String {
        format!("{}.j2", self.paper.word())
    }

    /// The built-in template.
    pub fn template(&self, locale: Locale) -> Arc<Source> {
        let (vi, en) = self.templates;
        Source::new(self.template_name(), locale.of(vi, en))
    }
}
