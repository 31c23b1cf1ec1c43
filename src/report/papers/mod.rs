//! Official papers: what leaves the office, with its head, number, signatures and recipients.
//!
//! A paper is a template over the values of a review; what the template writes becomes the blocks of
//! a page, and a page is written in every format that people read.

mod head;
mod input;
mod markup;
mod tables;
mod template;
mod values;

use std::sync::Arc;

use self::head::Heads;
use self::markup::Pieces;
use super::options::Options;
use super::page::{Block, Page};
use super::words::Words;
use crate::diagnostic::{Diagnostics, Rejected};
use crate::inputs::{PROGRAM, RESULT_FORMAT};
use crate::locale::{Locale, Text};
use crate::office::Paper;
use crate::source::Source;

pub use input::Input;
pub use template::TemplateProblem;

/// A paper with everything that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct PaperEntry {
    /// The paper.
    pub paper: Paper,
    /// The signs of its number; empty for a paper without one.
    signs: &'static str,
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
pub const PAPERS: [PaperEntry; 8] = [
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
];

impl PaperEntry {
    /// What is known about a paper.
    pub fn of(paper: Paper) -> &'static Self {
        let mut all = PAPERS.iter();
        let entry = all.find(|entry| entry.paper == paper);
        entry.expect("the table lists every paper, as a test says")
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

/// By which program, schemes and data a paper was made.
fn imprint(options: &Options) -> Option<String> {
    let inputs = options.inputs?;
    let words = Words::of(options.locale);
    Some(words.imprint(PROGRAM, RESULT_FORMAT, &inputs.schemes(), &inputs.data()))
}

/// A paper as a page.
pub(super) fn page(
    entry: &PaperEntry,
    input: &Input<'_>,
    options: &Options,
) -> Result<Page, Rejected> {
    let roster = input.proposal.ranking.evaluation.roster;
    let schemes = &input.proposal.ranking.evaluation.schemes;
    let awards = schemes.iter().flat_map(|it| &it.book.scheme.awards);
    let heads = Heads {
        office: input.office,
        paper: entry.paper,
        signs: entry.signs,
        forms: awards
            .map(|award| (award.id.as_str(), award.paper))
            .collect(),
        year: roster.period.end.unwrap_or(roster.period.date).year(),
        locale: options.locale,
    };
    let mut pieces = Pieces::default();
    let values = values::values(input, &heads, options, &mut pieces);
    let mut found = Diagnostics::new();
    let built_in = entry.template(options.locale);
    let template = input.template.unwrap_or(&built_in);
    let text = template::render(template, &values, &mut found);
    match text.filter(|_| !found.has_errors()) {
        Some(text) => {
            let mut page = markup::page(&text, &mut pieces, &heads);
            page.blocks.extend(imprint(options).map(Block::Imprint));
            Ok(page)
        }
        None => Err(Rejected(found)),
    }
}
