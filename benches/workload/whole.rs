//! Whole programs, from a list of nominations to a table of ranks: `dvk` beside the one by hand.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, id};

use dvk::inputs::Inputs;

use crate::clock::{self, Series};
use crate::table::{Table, ratio, time};
use crate::{by_hand, rows};

/// The program as cargo built it beside this bench.
const DVK: &str = env!("CARGO_BIN_EXE_dvk");

/// A program that does nothing.
const NOTHING: &str = "/bin/true";

/// What this bench is told when it is the program by hand, or measures another.
const BY_HAND: &str = "by-hand";
const MEASURE: &str = "measure";

/// Does what another process of this bench asks for, if one does.
pub(crate) fn serve(arguments: &[String]) -> Option<Result<(), Box<dyn Error>>> {
    match arguments {
        [_, word, from, to] if word == BY_HAND => Some(by_hand::run(from.as_ref(), to.as_ref())),
        [_, word, program, rest @ ..] if word == MEASURE => Some(measure(program, rest)),
        _ => None,
    }
}

/// What one run of a program cost.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// User and system time, in nanoseconds.
    cpu: f64,
    /// The most memory it had at once, in bytes.
    memory: f64,
}

/// Runs a program and writes down what it cost. A process of its own does that for each run,
/// since the system tells the most memory over all children.
fn measure(program: &str, arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(program);
    let output = command.args(arguments).stdin(Stdio::null()).output()?;
    // Done, or done and something for people to decide.
    if ![Some(0), Some(3)].contains(&output.status.code()) {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{program}: {said}").into());
    }
    let (cpu, memory) = of_children()?;
    println!("{cpu} {memory}");
    Ok(())
}

#[cfg(unix)]
fn of_children() -> Result<(f64, f64), Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = usage.user_time() + usage.system_time();
    // Kilobytes, but on Apple's systems.
    let unit = if cfg!(target_vendor = "apple") {
        1.0
    } else {
        1024.0
    };
    Ok((
        cpu.num_microseconds() as f64 * 1e3,
        usage.max_rss() as f64 * unit,
    ))
}

#[cfg(not(unix))]
fn of_children() -> Result<(f64, f64), Box<dyn Error>> {
    Err("this system does not say what a child process cost".into())
}

fn cost(program: &str, arguments: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(MEASURE).arg(program).args(arguments);
    let output = command.output()?;
    let told = String::from_utf8(output.stdout)?;
    match told.split_once(' ') {
        Some((cpu, memory)) if output.status.success() => Ok(Cost {
            cpu: cpu.trim().parse()?,
            memory: memory.trim().parse()?,
        }),
        _ => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

/// A folder of its own, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Box<dyn Error>> {
        let folder = Self(std::env::temp_dir().join(format!("dvk-workload-{}", id())));
        fs::create_dir_all(&folder.0)?;
        fs::write(folder.0.join("scheme.toml"), crate::SCHEME)?;
        fs::write(folder.0.join("workload.rhai"), crate::LIBRARY)?;
        fs::write(folder.0.join("period.toml"), "date = 2025-11-30\n")?;
        Ok(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes so many nominations down; how many bytes they are.
    fn list(&self, many: usize) -> Result<u64, Box<dyn Error>> {
        let path = self.path("nominations.csv");
        let mut out = BufWriter::new(File::create(&path)?);
        writeln!(out, "{}", rows::HEADER)?;
        let mut line = String::new();
        for unit in rows::units(many) {
            line.clear();
            rows::line(&unit, &mut line);
            out.write_all(line.as_bytes())?;
        }
        out.flush()?;
        Ok(fs::metadata(&path)?.len())
    }

    fn rank(&self) -> Result<Cost, Box<dyn Error>> {
        let files = ["scheme.toml", "period.toml", "nominations.csv"].map(|name| self.path(name));
        let [scheme, period, list] = &files;
        let ours = self.path("ours.csv");
        let options = ["rank", "--lang", "en", "--format", "csv", "--output", &ours];
        cost(DVK, &[&options[..], &[scheme, period, list]].concat())
    }

    /// What the digest of the list alone costs.
    fn digest(&self) -> Result<f64, Box<dyn Error>> {
        let list = fs::read(self.path("nominations.csv"))?;
        Ok(clock::cost(1, || Inputs::of([], [&list[..]])).0)
    }

    fn by_hand(&self) -> Result<Cost, Box<dyn Error>> {
        let this = std::env::current_exe()?.display().to_string();
        let (list, hand) = (self.path("nominations.csv"), self.path("hand.csv"));
        cost(&this, &[BY_HAND, &list, &hand])
    }

    /// Stops unless both give everybody the same rank and total.
    fn same(&self) -> Result<(), Box<dyn Error>> {
        let ours = told(&self.0.join("ours.csv"))?;
        let hand = told(&self.0.join("hand.csv"))?;
        if ours.len() != hand.len() {
            return Err("not everybody is in both tables".into());
        }
        let other = ours.iter().zip(&hand).find(|(ours, hand)| ours != hand);
        match other {
            None => Ok(()),
            Some((ours, hand)) => Err(format!("dvk says {ours:?}; by hand {hand:?}").into()),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed from a temporary folder is left to the system.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Id, rank, total and class of everybody, by id.
fn told(path: &Path) -> Result<Vec<[String; 4]>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut told = Vec::new();
    for record in reader.records() {
        let record = record?;
        told.push([3, 2, 7, 8].map(|at| record[at].to_owned()));
    }
    told.sort();
    Ok(told)
}

/// What whole programs cost at one size, a nomination.
#[derive(Default)]
struct Costs {
    ours: Series,
    hand: Series,
    digest: Series,
    memory: Series,
    memory_by_hand: Series,
}

/// The whole way at three sizes.
pub(crate) fn rows(table: &mut Table, quick: bool) -> Result<(), Box<dyn Error>> {
    let folder = Folder::new()?;
    let sizes: &[(usize, usize)] = if quick {
        &[(10_000, 3)]
    } else {
        &[(10_000, 9), (100_000, 5), (1_000_000, 5)]
    };
    let mut first = None;
    for (many, rounds) in sizes.iter().copied() {
        let bytes = folder.list(many)? as f64;
        let each = many as f64;
        let mut costs = Costs::default();
        for _ in 0..rounds {
            let (ours, hand) = (folder.rank()?, folder.by_hand()?);
            costs.ours.push(ours.cpu / each);
            costs.hand.push(hand.cpu / each);
            costs.digest.push(folder.digest()? / each);
            costs.memory.push(ours.memory / each);
            costs.memory_by_hand.push(hand.memory / each);
        }
        if many == 10_000 {
            folder.same()?;
        }
        let is_last = many == 1_000_000;
        let goal = |goal| if is_last { goal } else { "" };
        table.row(
            &format!("{many} nominations from CSV to CSV, each"),
            time(costs.ours.median()),
            format!("by hand with serde {}", time(costs.hand.median())),
            &ratio(costs.ours.over(&costs.hand)),
            goal("≤ 1.0 ×"),
        );
        table.row(
            "  of it the digest of the list",
            time(costs.digest.median()),
            String::new(),
            &ratio(costs.digest.over(&costs.ours)),
            "",
        );
        if many >= 100_000 {
            table.row(
                &format!(
                    "  peak memory each, in all; {:.0} B in the file",
                    bytes / each
                ),
                format!("{:.0} B", costs.memory.median()),
                format!("by hand {:.0} B", costs.memory_by_hand.median()),
                "",
                goal("≤ 300 B beyond it"),
            );
        }
        match &first {
            None => first = Some(costs.ours.median()),
            Some(first) => table.row(
                "  growth of the cost of each since 10000",
                String::new(),
                String::new(),
                &ratio(costs.ours.median() / first),
                goal("≤ 1.3 ×"),
            ),
        }
    }
    few(table, &folder, if quick { 5 } else { 25 })
}

/// A hundred nominations: what a person waits for.
fn few(table: &mut Table, folder: &Folder, rounds: usize) -> Result<(), Box<dyn Error>> {
    folder.list(100)?;
    let (mut ours, mut nothing) = (Series::default(), Series::default());
    for _ in 0..rounds {
        ours.push(folder.rank()?.cpu);
        nothing.push(cost(NOTHING, &[])?.cpu);
    }
    table.row(
        "100 nominations, above an empty process",
        time(ours.above(&nothing)),
        format!("{NOTHING} {}", time(nothing.median())),
        "",
        "≤ 5 ms",
    );
    Ok(())
}
