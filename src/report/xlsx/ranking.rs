//! A ranking as a workbook: in short with charts, a sheet a list, the proposals, the points.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::charts::{self, ROWS};
use super::{grid, matrix, sum};
use crate::commendation::Proposal;
use crate::report::context::Context;
use crate::report::figures::{self, Interval};
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Table};
use crate::report::ranking as pages;
use crate::report::words::Words;

/// Everybody's places and proposals.
///
/// # Errors
/// More than a spreadsheet holds.
pub(super) fn workbook(proposal: &Proposal<'_>, options: &Options) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(options.locale);
    let views = Context::all(proposal, options);
    summary(&mut book, &views, proposal, options)?;
    for view in &views {
        let scheme = view.text(&view.scheme().title).to_owned();
        let head = || {
            let mut page = pages::head(proposal, options);
            page.push(Block::Heading(scheme.clone()));
            page
        };
        for list in pages::ranked_lists(view) {
            let mut page = head();
            page.append(pages::places(view, list));
            let name = match view.lists.len() {
                1 => scheme.clone(),
                _ => pages::list_name(view, list),
            };
            book.blocks(&name, &page.blocks)?;
        }
        let unranked = pages::unranked(view);
        if !unranked.blocks.is_empty() {
            let mut page = head();
            page.append(unranked);
            book.blocks(view.words.unranked(), &page.blocks)?;
        }
    }
    let mut proposals = pages::head(proposal, options);
    for view in &views {
        let own = pages::proposals(view);
        if !own.blocks.is_empty() {
            let title = view.text(&view.scheme().title);
            proposals.push(Block::Heading(title.to_owned()));
            proposals.append(own);
        }
    }
    if let Some(view) = views.first() {
        book.blocks(view.words.proposals(), &proposals.blocks)?;
    }
    for view in &views {
        matrix::of_scheme(&mut book, view)?;
    }
    book.save(pages::title(proposal, options), options)
}

/// What is to be decided, and how many have each class and each number of points.
fn summary(
    book: &mut Book,
    views: &[Context<'_>],
    proposal: &Proposal<'_>,
    options: &Options,
) -> Result<(), XlsxError> {
    let mut page = pages::head(proposal, options);
    page.append(pages::closing(proposal, options));
    let before = tables(&page);
    let figures: Vec<Vec<Figures<'_>>> = views.iter().map(Figures::of).collect();
    let mut firsts = Vec::new();
    for of_scheme in &figures {
        firsts.push(firsts.last().unwrap_or(&before) + of_scheme.len());
        for one in of_scheme {
            page.push(Block::Subheading(one.title.clone()));
            page.push(Block::Table(one.table.clone()));
            // The chart lies over these.
            page.append(Page {
                blocks: (0..ROWS).map(|_| Block::Note(String::new())).collect(),
            });
        }
    }
    let figures: Vec<Figures<'_>> = figures.into_iter().flatten().collect();
    let words = Words::of(options.locale);
    let name = book.name(words.in_short());
    let (mut sheet, placed) = grid::sheet(&name, &page.blocks, options.locale)?;
    for (one, placed) in figures.iter().zip(&placed[before..]) {
        let sums = u32::from(one.has_sum);
        let rows = placed.last - placed.head - sums;
        if one.has_sum {
            sum::last_row(&mut sheet, placed, &one.table, options.locale)?;
        }
        let shown = charts::Columns {
            sheet: &name,
            placed,
            rows,
            series: 1..one.table.columns.len(),
            title: &one.title,
            across: one.across,
            up: one.up,
        };
        charts::columns(&mut sheet, placed.last + 1, &shown)?;
    }
    // The figures of each scheme have a page, with the lines above the first table.
    let firsts = firsts.iter().filter_map(|at| placed.get(*at));
    let breaks: Vec<u32> = firsts.map(|first| first.head - 1).collect();
    sheet.worksheet.set_page_breaks(&breaks)?;
    book.add(sheet);
    Ok(())
}

/// How many tables with heads a page has.
fn tables(page: &Page) -> usize {
    let tables = page.blocks.iter();
    tables
        .filter(|block| matches!(block, Block::Table(_)))
        .count()
}

/// A table of counts, and what its chart says.
struct Figures<'v> {
    title: String,
    table: Table,
    /// Whether its last row sums up the others.
    has_sum: bool,
    across: &'v str,
    up: &'v str,
}

impl<'v> Figures<'v> {
    fn of(view: &'v Context<'_>) -> Vec<Self> {
        let mut all = Vec::new();
        let words = view.words;
        let scheme = view.text(&view.scheme().title);
        let lists = figures::classes(view);
        let titles = figures::class_titles(view);
        if titles.len() > 1 && !lists.is_empty() {
            let rows: Vec<(usize, &String)> = titles.iter().enumerate().collect();
            let total = (titles.len(), words.total_row());
            let rows = rows
                .iter()
                .map(|(at, title)| (*at, title.as_str()))
                .chain([total]);
            let mut columns = Columns::of(rows).words(words.class(), |(_, title)| title);
            for (list, counts) in &lists {
                columns = columns.number(list, |(at, _)| {
                    counts
                        .get(at)
                        .copied()
                        .unwrap_or_else(|| counts.iter().sum())
                });
            }
            all.push(Self {
                title: format!("{}: {scheme}", words.by_class()),
                table: columns.strong(|(at, _)| at == titles.len()).table(),
                has_sum: true,
                across: words.class(),
                up: words.how_many_nominees(),
            });
        }
        let intervals = figures::totals(view);
        if intervals.len() > 1 {
            let last = intervals.len() - 1;
            let name = |at: usize, one: &Interval| {
                let (from, to) = (view.number(&one.from), view.number(&one.to));
                words.interval(&from, &to, at == last)
            };
            let mut columns = Columns::of(intervals.iter().enumerate())
                .words(words.total(), |(at, one)| name(at, one));
            for (at, title) in titles.iter().enumerate() {
                if intervals.iter().any(|one| one.counts[at] > 0) {
                    columns = columns.number(title, |(_, one)| one.counts[at]);
                }
            }
            all.push(Self {
                title: format!("{}: {scheme}", words.by_total()),
                table: columns.table(),
                has_sum: false,
                across: words.total(),
                up: words.how_many_nominees(),
            });
        }
        all
    }
}
