//! What each step costs, in CPU time and beside a yardstick measured in the same run.
//!
//! `cargo bench --bench pipeline` measures 100 to 100,000 nominations; `-- quick` takes small sizes,
//! `-- formats` and `-- papers` measure these alone.
//! Baseline and candidate are run in turn, round by round, and the figure is the median. The first
//! thing done is to compare every total, class and fate with the same scheme written by hand in
//! [`native`]: figures of a wrong answer are worth nothing, and the bench stops.

#![expect(clippy::print_stdout, reason = "the table is what a bench is for")]
#![expect(
    clippy::float_arithmetic,
    reason = "times, and the rules by hand, are binary fractions"
)]

mod clock;
#[expect(
    dead_code,
    reason = "tests press keys and click, which a bench does not"
)]
#[path = "../../tests/browser/driver.rs"]
mod driver;
mod facts;
mod formats;
mod native;
mod papers;
mod process;
mod table;

use std::error::Error;
use std::hint::black_box;

use dvk::commendation::propose;
use dvk::evaluation::{self, Evaluation, Status, evaluate};
use dvk::loading::{File, Loaded, Options, load};
use dvk::number::Number;
use dvk::ranking::rank;
use dvk::report::{self, Format};
use dvk::roster::Roster;
use dvk::rule::Rulebook;

use clock::{Series, cost, cost_repeated};
use facts::{Collective, PERIOD, collectives, history_csv, nominations_csv, roster};
use native::{Fate, Verdict};
use table::{Table, ratio, time};

/// The scheme, its function file, and their names.
const SCHEME: &str = include_str!("../../criteria/tap-the.toml");
const LIBRARY: &str = include_str!("../../criteria/chung.rhai");
const SCHEME_NAME: &str = "tap-the.toml";
const LIBRARY_NAME: &str = "chung.rhai";

/// A cost a nomination may grow so much when there are ten times as many.
const GROWTH_GOAL: &str = "< 1.3 ×";

/// The whole process may cost so much above an empty one.
const PROCESS_GOAL: &str = "< 10 ms";

/// How much is measured.
struct Sizes {
    small: usize,
    middle: usize,
    large: usize,
    rounds: usize,
}

const FULL: Sizes = Sizes {
    small: 100,
    middle: 10_000,
    large: 100_000,
    rounds: 5,
};

const QUICK: Sizes = Sizes {
    small: 100,
    middle: 500,
    large: 2_000,
    rounds: 3,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    let sizes = if asked("quick") { QUICK } else { FULL };
    let book = book()?;
    // `cargo test --benches` comes without `--bench`: figures of a debug build say nothing.
    if !asked("--bench") {
        return same_results(&book, QUICK.middle);
    }
    same_results(&book, sizes.middle)?;
    let mut table = Table::new();
    if asked("formats") || asked("papers") {
        if asked("formats") {
            formats::formats(&mut table, &book, sizes.rounds)?;
        }
        if asked("papers") {
            papers::papers(&mut table, sizes.rounds)?;
        }
        print!("{}", table.text());
        return Ok(());
    }
    loading(&mut table, sizes.rounds * 4)?;
    judging(&mut table, &book, &sizes);
    whole_command(&mut table, &book, &sizes)?;
    formats::formats(&mut table, &book, sizes.rounds)?;
    papers::papers(&mut table, sizes.rounds)?;
    whole_process(&mut table, &book, &sizes);
    print!("{}", table.text());
    Ok(())
}

fn file(name: &str, text: impl Into<Vec<u8>>) -> File {
    File {
        name: name.to_owned(),
        bytes: text.into(),
    }
}

fn library(_scheme: &str, name: &str) -> Option<File> {
    (name == LIBRARY_NAME).then(|| file(LIBRARY_NAME, LIBRARY))
}

fn load_soundly(files: &[File]) -> Result<Loaded, Box<dyn Error>> {
    let loaded = load(files, &library, &Options::default());
    if loaded.diagnostics.has_errors() {
        return Err(format!(
            "the bench's own files do not load: {:?}",
            loaded.diagnostics
        )
        .into());
    }
    Ok(loaded)
}

fn book() -> Result<Rulebook, Box<dyn Error>> {
    let loaded = load_soundly(&[file(SCHEME_NAME, without_cases(SCHEME))])?;
    let book = loaded.books.into_iter().next();
    book.ok_or_else(|| "no scheme was loaded".into())
}

/// A scheme without its cases: their tables are left out, header and all.
fn without_cases(scheme: &str) -> String {
    let mut kept = String::new();
    let mut in_case = false;
    for line in scheme.lines() {
        if line.starts_with('[') {
            in_case = matches!(line, "[[criterion.case]]" | "[[case]]");
        }
        if !in_case {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Stops unless dvk and the rules by hand agree on everybody.
fn same_results(book: &Rulebook, count: usize) -> Result<(), Box<dyn Error>> {
    let collectives = collectives(count);
    let roster = roster(&book.scheme, &collectives);
    let evaluation = evaluate(std::slice::from_ref(book), &roster);
    let verdicts = native::evaluate(&collectives);
    let judged = &evaluation.schemes[0].judged;
    if judged.len() != verdicts.len() {
        return Err("not everybody was judged".into());
    }
    let mut fates = [0; 6];
    for (sheet, verdict) in judged.iter().zip(&verdicts) {
        if !agree(sheet, verdict) {
            let (id, total) = (sheet.id(), sheet.total());
            let (status, class) = (sheet.status(), sheet.class());
            let found = format!("{status:?}, total {total:?}, class {class:?}");
            return Err(format!("{id}: dvk says {found}; by hand {verdict:?}").into());
        }
        fates[sheet.status() as usize] += 1;
    }
    let [ranked, refused, held, unclassified, incomplete, failed] = fates;
    println!(
        "{count} nominations, the same totals and classes both ways: {ranked} ranked, \
         {refused} refused, {held} held, {unclassified} unclassified, {incomplete} incomplete, \
         {failed} failed\n"
    );
    Ok(())
}

fn agree(sheet: &evaluation::Verdict, verdict: &Verdict) -> bool {
    let fate = match sheet.status() {
        Status::Ranked => Fate::Ranked,
        Status::Refused => Fate::Refused,
        Status::Held => Fate::Held,
        Status::Unclassified => Fate::Unclassified,
        Status::Incomplete => Fate::Incomplete,
        Status::Failed => Fate::Failed,
    };
    let meets: Vec<bool> = sheet.awards().iter().map(|terms| terms.meets).collect();
    let ranked = sheet.status() == Status::Ranked;
    fate == verdict.fate
        && near(sheet.total(), verdict.total)
        && sheet.class() == verdict.class
        && (!ranked || meets == verdict.awards)
        && (!ranked || sheet.needs_reason().is_empty() != verdict.needs_reason)
}

/// Whether two totals are the same to a hundredth.
fn near(exact: Option<&Number>, binary: Option<f64>) -> bool {
    match (exact, binary) {
        (Some(exact), Some(binary)) => {
            let exact: f64 = exact.to_string().parse().unwrap_or(f64::NAN);
            (exact - binary).abs() < 0.01
        }
        (None, None) => true,
        _ => false,
    }
}

/// Loading the scheme, with and without its cases.
fn loading(table: &mut Table, rounds: usize) -> Result<(), Box<dyn Error>> {
    let whole = [file(SCHEME_NAME, SCHEME)];
    let bare = [file(SCHEME_NAME, without_cases(SCHEME))];
    let (mut with, mut without) = (Series::default(), Series::default());
    for _ in 0..rounds {
        let (cpu, loaded) = cost(1, || load_soundly(&bare));
        without.push(cpu);
        loaded?;
        let (cpu, loaded) = cost(1, || load_soundly(&whole));
        with.push(cpu);
        loaded?;
    }
    table.row(
        "load the scheme and run its cases",
        time(with.median()),
        format!("without cases {}", time(without.median())),
        &ratio(with.over(&without)),
        "",
    );
    Ok(())
}

/// The figures of one size, a nomination each.
struct Judging {
    count: usize,
    collectives: Vec<Collective>,
    roster: Roster,
    by_hand: Series,
    judge: Series,
    rank_by_hand: Series,
    rank: Series,
    propose: Series,
}

impl Judging {
    fn new(book: &Rulebook, count: usize) -> Self {
        let collectives = collectives(count);
        Self {
            count,
            roster: roster(&book.scheme, &collectives),
            collectives,
            by_hand: Series::default(),
            judge: Series::default(),
            rank_by_hand: Series::default(),
            rank: Series::default(),
            propose: Series::default(),
        }
    }

    fn round(&mut self, book: &Rulebook) {
        let books = std::slice::from_ref(book);
        let count = self.count;
        let often = (20_000 / count).max(1);
        let by_hand = || native::evaluate(&self.collectives);
        self.by_hand.push(cost_repeated(count, often, by_hand));
        let dvk = || evaluate(books, &self.roster);
        self.judge
            .push(cost_repeated(count, (1_000 / count).max(1), dvk));
        let verdicts = by_hand();
        let rank_by_hand = || native::rank(&self.collectives, &verdicts);
        self.rank_by_hand
            .push(cost_repeated(count, often, rank_by_hand));
        let evaluation: Evaluation<'_> = dvk();
        let (cpu, ranking) = cost(count, || rank(evaluation));
        self.rank.push(cpu);
        let (cpu, proposal) = cost(count, || propose(ranking));
        self.propose.push(cpu);
        black_box(proposal);
    }

    fn tell_judging(&self, table: &mut Table) {
        table.row(
            &format!("evaluate {} nominations, each", self.count),
            time(self.judge.median()),
            format!("by hand in Rust {}", time(self.by_hand.median())),
            &ratio(self.judge.over(&self.by_hand)),
            "",
        );
    }

    fn tell_ranking(&self, table: &mut Table) {
        table.row(
            &format!("rank {} nominations, each", self.count),
            time(self.rank.median()),
            format!("by hand in Rust {}", time(self.rank_by_hand.median())),
            &ratio(self.rank.over(&self.rank_by_hand)),
            "",
        );
        let what = format!("propose among {} nominations, each", self.count);
        table.figure(&what, time(self.propose.median()));
    }
}

/// Evaluating, ranking and proposing at three sizes, and how the cost of each grows.
fn judging(table: &mut Table, book: &Rulebook, sizes: &Sizes) {
    let [mut small, mut middle, mut large] =
        [sizes.small, sizes.middle, sizes.large].map(|count| Judging::new(book, count));
    for _ in 0..sizes.rounds {
        small.round(book);
        middle.round(book);
        large.round(book);
    }
    for size in [&small, &middle, &large] {
        size.tell_judging(table);
    }
    for size in [&middle, &large] {
        size.tell_ranking(table);
    }
    let mut grows = |what: &str, series: fn(&Judging) -> &Series| {
        let growth = series(&large).over(series(&middle));
        let what = format!("{what}: {} over {}, each", large.count, middle.count);
        let (cpu, beside) = (series(&large).median(), series(&middle).median());
        table.row(&what, time(cpu), time(beside), &ratio(growth), GROWTH_GOAL);
    };
    grows("evaluate", |size| &size.judge);
    grows("rank", |size| &size.rank);
    grows("propose", |size| &size.propose);
}

/// Everything that `dvk rank` is given, but the function file.
fn files(book: &Rulebook, count: usize) -> Vec<File> {
    let collectives = collectives(count);
    vec![
        file(SCHEME_NAME, SCHEME),
        file("period.toml", PERIOD),
        file(
            "nominations.csv",
            nominations_csv(&book.scheme, &collectives),
        ),
        file("history.csv", history_csv(&collectives)),
    ]
}

/// From files in memory to the report for machines.
fn command(files: &[File]) -> Result<Option<Vec<u8>>, Box<dyn Error>> {
    let loaded = load_soundly(files)?;
    let Some(roster) = &loaded.roster else {
        return Ok(None);
    };
    let proposal = propose(rank(evaluate(&loaded.books, roster)));
    let options = report::Options::default();
    Ok(Some(report::ranking(
        &proposal,
        &dvk::office::Office::default(),
        Format::Json,
        &options,
    )?))
}

fn whole_command(table: &mut Table, book: &Rulebook, sizes: &Sizes) -> Result<(), Box<dyn Error>> {
    for count in [sizes.small, sizes.middle] {
        let files = files(book, count);
        let what = format!("files in memory to JSON, {count} nominations");
        if command(&files)?.is_none() {
            table.skipped(&what, "this version does not read nominations");
            continue;
        }
        let (mut whole, mut scheme) = (Series::default(), Series::default());
        for _ in 0..sizes.rounds {
            let (cpu, loaded) = cost(1, || load_soundly(&files[..1]));
            scheme.push(cpu);
            loaded?;
            let (cpu, json) = cost(1, || command(&files));
            whole.push(cpu);
            json?;
        }
        let beside = format!("loading the scheme {}", time(scheme.median()));
        let over = ratio(whole.over(&scheme));
        table.row(&what, time(whole.median()), beside, &over, "");
    }
    Ok(())
}

fn whole_process(table: &mut Table, book: &Rulebook, sizes: &Sizes) {
    let mut files = files(book, sizes.small);
    files.push(file(LIBRARY_NAME, LIBRARY));
    let what = format!(
        "dvk rank on {} nominations, above an empty process",
        sizes.small
    );
    match process::rank(&files, sizes.rounds * 10) {
        Err(why) => table.skipped(&what, &why.to_string()),
        Ok(processes) => {
            let above = processes.rank.above(&processes.nothing);
            let nothing = processes.nothing.median();
            let beside = format!("/bin/true {}", time(nothing));
            table.row(&what, time(above), beside, "", PROCESS_GOAL);
        }
    }
}
