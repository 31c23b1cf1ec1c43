//! `papers.toml` into what the office says of itself.

use std::sync::Arc;

use super::document::{HeadDocument, PapersDocument};
use super::{Head, Office, Paper, Signer};
use crate::diagnostic::{Diagnostics, Place, nearest, problems};
use crate::document::{Spanned, parse};
use crate::number::Number;
use crate::scheme::Scheme;
use crate::source::Source;

/// Reads the file; the awards and facts that it names are those of the schemes.
pub fn read(source: &Arc<Source>, schemes: &[&Scheme], found: &mut Diagnostics) -> Option<Office> {
    let document: PapersDocument = parse(source, found)?;
    let mut office = Office {
        common: document.office.map(head).unwrap_or_default(),
        ..Office::default()
    };
    let papers = Paper::WORDS.iter();
    let papers: Vec<&str> = papers
        .flat_map(|(word, paper)| [*word, paper.name()])
        .collect();
    for (name, it) in document.paper.unwrap_or_default() {
        let Some(paper) = Paper::named(&name.value) else {
            check_name(source, &name, &papers, found, |paper| {
                OfficeProblem::UnknownPaper { paper }
            });
            continue;
        };
        if office.papers.insert(paper, head(it)).is_some() {
            let place = Place::text(source, name.span.clone());
            let paper = format!("{}` = `{}", paper.name(), paper.word());
            found.report(place, OfficeProblem::PaperTwice { paper });
        }
    }
    let awards = schemes.iter().flat_map(|scheme| &scheme.awards);
    let awards: Vec<&str> = awards.map(|award| award.id.as_str()).collect();
    for (name, it) in document.award.unwrap_or_default() {
        check_name(source, &name, &awards, found, |award| {
            OfficeProblem::UnknownAward { award }
        });
        office.awards.insert(name.value, head(it));
    }
    let facts = schemes.iter().flat_map(|scheme| &scheme.facts);
    let facts: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
    for fact in document.describe.unwrap_or_default() {
        check_name(source, &fact, &facts, found, |fact| {
            OfficeProblem::UnknownFact { fact }
        });
        office.describe.push(fact.value);
    }
    let classes = schemes.iter().flat_map(|scheme| &scheme.classes);
    let classes: Vec<&str> = classes.map(|class| class.id.as_str()).collect();
    for line in document.reinspect_below.unwrap_or_default() {
        if Number::parse(&line.value).is_none() {
            check_name(source, &line, &classes, found, |class| {
                OfficeProblem::UnknownClass { class }
            });
        }
        office.reinspect_below.push(line.value);
    }
    Some(office)
}

/// Reports a name that is none of the known ones.
fn check_name(
    source: &Arc<Source>,
    name: &Spanned<String>,
    known: &[&str],
    found: &mut Diagnostics,
    problem: impl Fn(String) -> OfficeProblem,
) {
    if !known.contains(&name.value.as_str()) {
        let meant = nearest(&name.value, known.iter().copied());
        let place = Place::text(source, name.span.clone());
        found.suggest(place, problem(name.value.clone()), meant);
    }
}

fn head(document: HeadDocument) -> Head {
    let signers = document.signer.unwrap_or_default().into_iter();
    let signer = signers.map(|one| Signer {
        authority: one.authority,
        post: one.post,
        name: one.name,
    });
    Head {
        form: document.form,
        superior: document.superior,
        issuer: document.issuer,
        place: document.place,
        number: document.number,
        date: document.date,
        to: document.to.unwrap_or_default(),
        bases: document.bases.unwrap_or_default(),
        recipients: document.recipients.unwrap_or_default(),
        signers: signer.collect(),
    }
}

problems! {
    /// What can be wrong with `papers.toml` beyond its form.
    pub enum OfficeProblem {
        UnknownPaper { paper: String }
            = "papers-paper", Error,
            "không có văn bản `{paper}`; xem tên các văn bản bằng `dvk report --list`",
            "there is no paper `{paper}`; `dvk report --list` names them";
        PaperTwice { paper: String }
            = "papers-paper-twice", Error,
            "văn bản này đã có ở trên, vì `{paper}` là hai tên của một văn bản",
            "this paper stands above already: `{paper}` are two names of one paper";
        UnknownAward { award: String }
            = "papers-award", Error,
            "không bộ tiêu chí nào có hình thức khen thưởng `{award}`",
            "no scheme has an award `{award}`";
        UnknownFact { fact: String }
            = "papers-fact", Error,
            "không bộ tiêu chí nào có số liệu `{fact}`",
            "no scheme has a fact `{fact}`";
        UnknownClass { class: String }
            = "papers-class", Error,
            "không bộ tiêu chí nào có xếp loại `{class}`, và đó cũng không phải số điểm",
            "no scheme has a class `{class}`, and it is no number of points either";
        Twice { first: String }
            = "papers-twice", Error,
            "các văn bản đã được khai ở tệp {first}",
            "the papers are described in {first} already";
    }
}
