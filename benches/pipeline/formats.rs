//! What each format costs beside the flat table, and how long a browser takes to open the page.

use std::error::Error;

use dvk::commendation::{Proposal, propose};
use dvk::evaluation::evaluate;
use dvk::ranking::rank;
use dvk::report::{self, FORMATS, Format};
use dvk::rule::Rulebook;

use crate::clock::{Series, cost};
use crate::driver::Browser;
use crate::table::{Table, ratio, time};
use crate::{files, load_soundly};

/// How many nominees a council of a city has, and a large province.
pub(crate) const CITY: usize = 500;
const PROVINCE: usize = 2_000;

/// All formats of a city's ranking together, or all papers in one format, on one core.
pub(crate) const TOGETHER_GOAL: &str = "< 3 s";

/// The page of a province is open.
const OPEN_GOAL: &str = "< 2 s";

/// Writes a ranking in each format, and opens the page.
pub(crate) fn formats(
    table: &mut Table,
    book: &Rulebook,
    rounds: usize,
) -> Result<(), Box<dyn Error>> {
    with_proposal(book, CITY, |proposal| {
        let mut costs = FORMATS.map(|entry| (entry, Series::default()));
        for _ in 0..rounds {
            for (entry, series) in &mut costs {
                let (cost, written) = cost(1, || written(proposal, entry.format));
                written?;
                series.push(cost);
            }
        }
        let flat = costs.iter().find(|(entry, _)| entry.format == Format::Csv);
        let flat = flat.map_or(1.0, |(_, series)| series.median());
        for (entry, series) in &costs {
            let own = series.median();
            let what = format!("{CITY} nominees as {}", entry.word);
            table.row(&what, time(own), "csv".to_owned(), &ratio(own / flat), "");
        }
        let all = costs.iter().map(|(_, series)| series.median()).sum();
        table.row("all of them", time(all), String::new(), "", TOGETHER_GOAL);
        Ok(())
    })?;
    with_proposal(book, PROVINCE, |proposal| {
        let (cost, page) = cost(1, || written(proposal, Format::Html));
        let page = page?;
        let what = format!("{PROVINCE} nominees as html, {} KB", page.len() / 1024);
        table.figure(&what, time(cost));
        opened(table, &page)
    })
}

fn with_proposal(
    book: &Rulebook,
    count: usize,
    look: impl FnOnce(&Proposal<'_>) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let loaded = load_soundly(&files(book, count))?;
    let roster = loaded.roster.as_ref().ok_or("no nominees were loaded")?;
    look(&propose(rank(evaluate(&loaded.books, roster))))
}

fn written(proposal: &Proposal<'_>, format: Format) -> std::io::Result<Vec<u8>> {
    report::ranking(
        proposal,
        &dvk::office::Office::default(),
        format,
        &report::Options::default(),
    )
}

/// How long a browser takes until the page can be used.
fn opened(table: &mut Table, page: &[u8]) -> Result<(), Box<dyn Error>> {
    let what = "opened in a browser";
    let Some(browser) = Browser::open(1400, 1000) else {
        table.skipped(what, "there is no chromedriver");
        return Ok(());
    };
    let path = std::env::temp_dir().join(format!("dvk-bench-{}.html", std::process::id()));
    std::fs::write(&path, page)?;
    browser.go(&path);
    let took = browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd");
    std::fs::remove_file(&path)?;
    let took = took.as_f64().ok_or("a browser says how long it took")?;
    table.row(what, time(took * 1e6), String::new(), "", OPEN_GOAL);
    Ok(())
}
