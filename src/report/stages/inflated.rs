//! Who scored itself highest above what counts: the control that a council uses most.

use serde::Serialize;

use crate::commendation::Proposal;
use crate::number;
use crate::report::context::Context;
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Report, Table};
use crate::report::words::Words;

/// The nominees whose first stage is furthest above what counts, scheme by scheme.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Inflated {
    schemes: Vec<SchemeInflated>,
}

#[derive(Debug, Serialize)]
struct SchemeInflated {
    scheme: String,
    #[serde(skip)]
    title: String,
    /// The stage that is held against what counts.
    stage: String,
    #[serde(skip)]
    stage_title: String,
    nominees: Vec<One>,
    /// How many more are above what counts.
    more: usize,
    /// How many lack one of the two totals.
    unknown: usize,
}

#[derive(Debug, Serialize)]
struct One {
    id: String,
    name: String,
    unit: Option<String>,
    /// The total of the first stage, and the one that counts.
    first: String,
    total: String,
    by: String,
    criteria: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    no: String,
    by: String,
}

impl Inflated {
    /// At most `most` of each scheme, the greatest difference first; equals by id.
    pub(in crate::report) fn of(proposal: &Proposal<'_>, most: usize, options: &Options) -> Self {
        let views = Context::all(proposal, options);
        let schemes = views.iter().filter(|view| {
            let others = view.other_stages();
            others.first().is_some_and(|(at, _)| *at == 0)
        });
        Self {
            schemes: schemes.map(|view| of_scheme(view, most)).collect(),
        }
    }
}

fn of_scheme(view: &Context<'_>, most: usize) -> SchemeInflated {
    let scheme = view.scheme();
    let nominees = 0..view.judged.len();
    let unknown = nominees
        .clone()
        .filter(|at| view.inflation(*at).is_none())
        .count();
    let above = nominees.filter_map(|at| {
        let by = view.inflation(at)?;
        by.is_positive().then_some((at, by))
    });
    let mut above: Vec<_> = above.collect();
    above.sort_by_key(|(at, by)| (std::cmp::Reverse(by.clone()), *at));
    let more = above.len().saturating_sub(most);
    let told = above.into_iter().take(most).map(|(at, by)| {
        let one = &view.judged[at];
        let first = one.stage_total(0);
        let rows = view.inflation_by_row(&view.sheet(at)).into_iter();
        One {
            id: one.id().to_owned(),
            name: one.name().to_owned(),
            unit: one.unit().map(str::to_owned),
            first: view.exact(first.unwrap_or(&number::ZERO)),
            total: view.exact(one.total().unwrap_or(&number::ZERO)),
            by: view.exact(&by),
            criteria: rows
                .map(|(row, by)| {
                    let row = &scheme.criteria[row];
                    Row {
                        id: row.id.clone(),
                        no: row.no.clone().unwrap_or_else(|| row.id.clone()),
                        by: view.exact(&by),
                    }
                })
                .collect(),
        }
    });
    SchemeInflated {
        scheme: scheme.id.clone(),
        title: view.text(&scheme.title).to_owned(),
        stage: scheme.stages[0].id.clone(),
        stage_title: view.text(&scheme.stages[0].title).to_owned(),
        nominees: told.collect(),
        more,
        unknown,
    }
}

/// The rows of one nominee: `III.3: +1,00; II.1: -0,50`.
fn rows(one: &One, options: &Options) -> String {
    let signed = |row: &Row| {
        let sign = if row.by.starts_with('-') { "" } else { "+" };
        format!("{}: {sign}{}", row.no, options.locale.number(&row.by))
    };
    one.criteria
        .iter()
        .map(signed)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Some nominees, each with what its scheme is called.
fn table<'s>(nominees: impl Iterator<Item = (&'s str, &'s One)>, options: &Options) -> Table {
    let words = Words::of(options.locale);
    Columns::of(nominees)
        .words(words.scheme(), |(scheme, _)| scheme)
        .words(words.id(), |(_, one)| &one.id)
        .words(words.name(), |(_, one)| &one.name)
        .words(words.unit(), |(_, one)| one.unit.as_ref())
        .number(words.first(), |(_, one)| &one.first)
        .number(words.total(), |(_, one)| &one.total)
        .number(words.difference(), |(_, one)| format!("+{}", one.by))
        .words(words.by_criteria(), |(_, one)| rows(one, options))
        .table()
}

impl Report for Inflated {
    fn page(&self, options: &Options) -> Page {
        let words = Words::of(options.locale);
        let mut page = Page::default();
        for scheme in &self.schemes {
            page.push(Block::Heading(scheme.title.clone()));
            if scheme.nominees.is_empty() {
                let said = words.inflated_none(&scheme.title, &scheme.stage_title);
                page.push(Block::Note(said));
            } else {
                page.push(Block::Subheading(words.inflated(&scheme.stage_title)));
            }
            // The scheme is called so above the table.
            let nominees = scheme.nominees.iter().map(|one| ("", one));
            page.table(table(nominees, options).without_empty_columns());
            if scheme.more > 0 {
                page.push(Block::Note(words.inflated_more(scheme.more)));
            }
            if scheme.unknown > 0 {
                page.push(Block::Note(words.inflated_unknown(scheme.unknown)));
            }
        }
        if self.schemes.is_empty() {
            page.push(Block::Note(words.no_stages().to_owned()));
        }
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let schemes = self.schemes.iter();
        let nominees = schemes.flat_map(|scheme| {
            let nominees = scheme.nominees.iter();
            nominees.map(|one| (scheme.title.as_str(), one))
        });
        table(nominees, options)
    }

    fn json(&self, options: &Options) -> String {
        crate::report::json::made(self, options)
    }
}
