//! What the office says of itself on its papers: who issues them, their numbers and days, what they
//! rest on, who gets them, who signs. It is read from `papers.toml`; nothing in it bears on results.

mod document;
mod read;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use document::PapersDocument;
pub use read::{OfficeProblem, read};

use crate::document::keywords;
use crate::scheme::Form;
use crate::text::joined_words;

/// A paper that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    /// What is judged, and how points are given.
    Criteria,
    /// Everybody's places, list by list.
    Ranking,
    /// Whom to commend, to those who decide.
    Submission,
    /// The names that a decision commends.
    DecisionAnnex,
    /// A nominee's own result, without a word of others.
    Letter,
    /// A nominee's score sheet, to be signed.
    Sheet,
    /// What the council did and how it voted.
    Minutes,
    /// Blank ballots with the names on them.
    Ballots,
    /// What the whole review came to, counted.
    Synthesis,
    /// Whom to inspect again, and what to look at.
    ReInspection,
}

impl Paper {
    /// Its Vietnamese name without marks, as people type it; [`Self::word`] is the English one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Criteria => "huong-dan",
            Self::Ranking => "xep-hang",
            Self::Sheet => "phieu-cham",
            Self::Ballots => "phieu-bau",
            Self::Minutes => "bien-ban",
            Self::Submission => "to-trinh",
            Self::DecisionAnnex => "phu-luc",
            Self::Letter => "thong-bao",
            Self::Synthesis => "bao-cao",
            Self::ReInspection => "phuc-tra",
        }
    }

    /// The paper that is called so in one of the languages: `submission`, `to-trinh` or `tờ trình`.
    pub fn named(word: &str) -> Option<Self> {
        let word = joined_words(word, "-");
        let mut all = Self::WORDS.iter().map(|(_, paper)| *paper);
        all.find(|paper| paper.word() == word || paper.name() == word)
    }
}

keywords!(Paper {
    "criteria" => Paper::Criteria,
    "ranking" => Paper::Ranking,
    "sheet" => Paper::Sheet,
    "ballots" => Paper::Ballots,
    "minutes" => Paper::Minutes,
    "submission" => Paper::Submission,
    "decision-annex" => Paper::DecisionAnnex,
    "letter" => Paper::Letter,
    "synthesis" => Paper::Synthesis,
    "re-inspection" => Paper::ReInspection,
});

/// Head and end of a paper, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// Whose form it has.
    pub form: Option<Form>,
    /// The body above the issuer.
    pub superior: Option<String>,
    /// Who issues it.
    pub issuer: Option<String>,
    /// The place of issue.
    pub place: Option<String>,
    /// Number and signs.
    pub number: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// To whom it is addressed.
    pub to: Vec<String>,
    /// The papers that it rests on.
    pub bases: Vec<String>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// Who signs, from left to right.
    pub signers: Vec<Signer>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signer {
    /// For whom.
    pub authority: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// What the office says of itself; empty where there is no `papers.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    common: Head,
    papers: BTreeMap<Paper, Head>,
    awards: BTreeMap<String, Head>,
    /// The facts of a nominee that a submission tells, by id.
    pub describe: Vec<String>,
    /// Below which class, by id, or below how many points nominees are re-inspected: for each scheme
    /// the first class that it has, else the first number.
    pub reinspect_below: Vec<String>,
}

impl Office {
    /// Head and end of all papers, as far as they are said of all.
    pub fn general(&self) -> &Head {
        &self.common
    }

    /// Head and end of a paper, and whose form it has: what is said of the award, else of the paper,
    /// else of all papers. An award whose own form is not that of all papers is another body's: then
    /// nothing but the place is taken from there.
    pub fn head(&self, paper: Paper, award: Option<(&str, Form)>) -> (Head, Form) {
        let of_award = award.and_then(|(award, _)| self.awards.get(award));
        let mut own: Vec<&Head> = Vec::new();
        own.extend(of_award);
        own.extend(self.papers.get(&paper));
        let common = self.common.form.unwrap_or_default();
        let said = own.iter().find_map(|head| head.form);
        let form = said.or(award.map(|(_, form)| form)).unwrap_or(common);
        let only_place = Head {
            place: self.common.place.clone(),
            ..Head::default()
        };
        own.push(if form == common {
            &self.common
        } else {
            &only_place
        });
        let first =
            |get: fn(&Head) -> &Option<String>| own.iter().find_map(|head| get(head).clone());
        let several = |get: fn(&Head) -> &Vec<String>| {
            let mut known = own.iter().map(|head| get(head));
            let known = known.find(|list| !list.is_empty());
            known.cloned().unwrap_or_default()
        };
        let mut signers = own.iter().map(|head| &head.signers);
        let head = Head {
            form: Some(form),
            superior: first(|head| &head.superior),
            issuer: first(|head| &head.issuer),
            place: first(|head| &head.place),
            number: first(|head| &head.number),
            date: own.iter().find_map(|head| head.date),
            to: several(|head| &head.to),
            bases: several(|head| &head.bases),
            recipients: several(|head| &head.recipients),
            signers: signers
                .find(|list| !list.is_empty())
                .cloned()
                .unwrap_or_default(),
        };
        (head, form)
    }
}
