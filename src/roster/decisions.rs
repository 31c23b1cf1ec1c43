//! What people decided where the rules leave it to them, from `decisions.csv`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::council::{AboutDecision, Decided, Decision};
use super::fields::{Line, visit};
use super::file::DataFile;
use super::index::Index;
use super::names::Part;
use super::nomination::Nomination;
use super::problem::CouncilProblem;
use super::spelling::yes_no;
use crate::diagnostic::{Diagnostics, nearest};
use crate::locale::Text;
use crate::scheme::CriterionKind;
use crate::table::Kind;
use crate::table::names::DECISIONS;
use crate::table::names::decisions::{ABOUT, BY, DECISION, NOMINEE, PAPER, REASON};
use crate::text::casefold;
use crate::text::cut;

/// The kinds of matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Tie,
    Line,
    Hold,
    Standard,
    Award,
}

/// The words for each of them, English first.
const MATTERS: [(&str, &str, Matter); 6] = [
    ("tie", "đồng hạng", Matter::Tie),
    ("line", "vạch hạn mức", Matter::Line),
    ("hold", "tạm dừng", Matter::Hold),
    ("standard", "tiêu chuẩn", Matter::Standard),
    ("award", "hình thức khen thưởng", Matter::Award),
    ("award", "hình thức khen", Matter::Award),
];

/// Reads every file of decisions.
pub(super) fn read(
    files: &[DataFile<'_>],
    index: &Index<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Decision> {
    let mut decisions: BTreeMap<(Arc<str>, AboutDecision), Decision> = BTreeMap::new();
    visit(
        files,
        Kind::Decisions,
        &DECISIONS,
        diagnostics,
        &mut |line, diagnostics| {
            let Some(decision) = decision(line, index, diagnostics) else {
                return;
            };
            match decisions.entry((Arc::clone(&decision.nominee), decision.about)) {
                Entry::Vacant(free) => {
                    free.insert(decision);
                }
                Entry::Occupied(first) => {
                    let first = first.get().row.told();
                    let problem = CouncilProblem::DecisionTwice { first };
                    line.report(ABOUT, problem, diagnostics);
                }
            }
        },
    );
    decisions.into_values().collect()
}

fn decision(line: &Line<'_>, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Option<Decision> {
    let nominee = index.nominee(line, NOMINEE, diagnostics);
    let [about, decided, reason, by, paper] =
        [ABOUT, DECISION, REASON, BY, PAPER].map(|field| line.needed(field, diagnostics));
    let matter = about.and_then(|about| matter(&about, line, diagnostics));
    let (nominee, matter, text) = (nominee?, matter?, decided?);
    let (about, decided) = understand(matter, &text, nominee, (line, index), diagnostics)?;
    Some(Decision {
        nominee: Arc::clone(&nominee.id),
        about,
        decided,
        reason: reason?.as_ref().into(),
        by: by?.as_ref().into(),
        paper: paper?.as_ref().into(),
        row: line.address(),
    })
}

fn matter(text: &str, line: &Line<'_>, diagnostics: &mut Diagnostics) -> Option<Matter> {
    let folded = casefold(text);
    let mut known = MATTERS.iter();
    let known = known.find(|(en, vi, _)| *en == folded || *vi == folded);
    if known.is_none() {
        let words = MATTERS.iter().flat_map(|(en, vi, _)| [*en, *vi]);
        let problem = CouncilProblem::About { found: cut(text) };
        diagnostics.suggest(line.place(ABOUT), problem, nearest(&folded, words));
    }
    known.map(|(_, _, matter)| *matter)
}

/// What a decision says of its matter.
fn understand(
    matter: Matter,
    text: &str,
    nominee: &Nomination,
    (line, index): (&Line<'_>, &Index<'_>),
    diagnostics: &mut Diagnostics,
) -> Option<(AboutDecision, Decided)> {
    let found = match matter {
        Matter::Tie => order(text).map(|order| (AboutDecision::Tie, order)),
        Matter::Hold => answer(text).map(|answer| (AboutDecision::Hold, answer)),
        Matter::Line | Matter::Award | Matter::Standard => {
            // A title may have a colon of its own.
            let named = text.rsplit_once(':');
            let named = named.and_then(|(name, word)| Some((name.trim(), answer(word)?)));
            match named.filter(|(name, _)| !name.is_empty()) {
                None => None,
                Some((name, answer)) => {
                    let cell = (line, DECISION);
                    let about = match matter {
                        Matter::Line => index
                            .part(Part::Award, (nominee, name), cell, diagnostics)
                            .map(AboutDecision::Line),
                        Matter::Award => index
                            .part(Part::Award, (nominee, name), cell, diagnostics)
                            .map(AboutDecision::Award),
                        _ => standard(nominee, name, (line, index), diagnostics),
                    };
                    // What could not be found has been told.
                    return about.map(|about| (about, answer));
                }
            }
        }
    };
    if found.is_none() {
        let (about, expected) = expected(matter);
        let problem = CouncilProblem::Decision {
            about,
            expected,
            found: cut(text),
        };
        line.report(DECISION, problem, diagnostics);
    }
    found
}

/// A standard of the nominee's scheme.
fn standard(
    nominee: &Nomination,
    name: &str,
    (line, index): (&Line<'_>, &Index<'_>),
    diagnostics: &mut Diagnostics,
) -> Option<AboutDecision> {
    let at = index.part(
        Part::Criterion,
        (nominee, name),
        (line, DECISION),
        diagnostics,
    )?;
    let row = &index.scheme(nominee).criteria[at];
    if row.kind != CriterionKind::Standard {
        let criterion = row.id.clone();
        let problem = CouncilProblem::NotAStandard { criterion };
        line.report(DECISION, problem, diagnostics);
        return None;
    }
    Some(AboutDecision::Standard(at))
}

/// A place among equals.
fn order(text: &str) -> Option<Decided> {
    let is_number = text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let order = is_number.then(|| text.parse().ok()).flatten();
    order.filter(|order| *order > 0).map(Decided::Order)
}

fn answer(text: &str) -> Option<Decided> {
    let answer = yes_no(&casefold(text))?;
    Some(if answer { Decided::Yes } else { Decided::No })
}

/// What a matter is called, and what a decision about it looks like, in words.
fn expected(matter: Matter) -> (Text, Text) {
    match matter {
        Matter::Tie => (
            Text::both("đồng hạng", "a tie"),
            Text::both(
                "số thứ tự trong những đối tượng bằng nhau, như `1`",
                "the order among the equals, such as `1`",
            ),
        ),
        Matter::Line => (
            Text::both("vạch hạn mức", "a line"),
            Text::both(
                "hình thức khen thưởng rồi `có` hoặc `không`, như `bang-khen: có`",
                "the award and then `yes` or `no`, such as `bang-khen: yes`",
            ),
        ),
        Matter::Hold => (
            Text::both("tạm dừng", "a hold"),
            Text::both(
                "`có` (được xét tiếp) hoặc `không` (không xét)",
                "`yes` (goes on) or `no` (refused)",
            ),
        ),
        Matter::Standard => (
            Text::both("tiêu chuẩn", "a standard"),
            Text::both(
                "tiêu chuẩn rồi `có` (cho qua) hoặc `không`, như `khong_ky_luat: có`",
                "the standard and then `yes` (let pass) or `no`, such as `khong_ky_luat: yes`",
            ),
        ),
        Matter::Award => (
            Text::both("hình thức khen thưởng", "an award"),
            Text::both(
                "hình thức khen thưởng rồi `có` hoặc `không`, như `bang-khen: không`",
                "the award and then `yes` or `no`, such as `bang-khen: no`",
            ),
        ),
    }
}
