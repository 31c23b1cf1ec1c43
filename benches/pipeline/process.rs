//! The real program run on a folder, above a program that does nothing.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, id};

use dvk::loading::File;

use crate::clock::Series;

/// The program as cargo built it beside this bench.
const DVK: &str = env!("CARGO_BIN_EXE_dvk");

/// A program that does nothing.
const NOTHING: &str = "/bin/true";

/// What a run may end with: done, or done and something for people to decide.
const DONE: [Option<i32>; 2] = [Some(0), Some(3)];

/// What whole processes cost, in nanoseconds of user and system time.
#[derive(Debug, Default)]
pub(crate) struct Processes {
    /// `dvk rank` on the folder.
    pub(crate) rank: Series,
    /// An empty process.
    pub(crate) nothing: Series,
}

/// Runs `dvk rank` on files, in turn with an empty process; or says why it cannot.
pub(crate) fn rank(files: &[File], rounds: usize) -> Result<Processes, Box<dyn Error>> {
    if !Path::new(DVK).exists() {
        return Err(format!("there is no {DVK}").into());
    }
    let folder = Folder::new(files)?;
    folder.try_once()?;
    let mut processes = Processes::default();
    for _ in 0..rounds {
        processes.nothing.push(cpu(&mut Command::new(NOTHING))?);
        processes.rank.push(cpu(&mut folder.command())?);
    }
    Ok(processes)
}

/// A folder of its own, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[File]) -> Result<Self, Box<dyn Error>> {
        let folder = Self(std::env::temp_dir().join(format!("dvk-bench-{}", id())));
        fs::create_dir_all(&folder.0)?;
        for file in files {
            fs::write(folder.0.join(&file.name), &file.bytes)?;
        }
        Ok(folder)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(DVK);
        command.args(["rank", "--lang", "en", "--format", "json"]);
        command.arg(&self.0);
        command
    }

    /// A process that only complains is quick; its speed says nothing.
    fn try_once(&self) -> Result<(), Box<dyn Error>> {
        let output = self.command().output()?;
        if DONE.contains(&output.status.code()) {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().last().unwrap_or("it said nothing");
        Err(format!("`dvk rank` does not run: {last}").into())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed from a temporary folder is left to the system.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// User and system time of one process, in nanoseconds.
fn cpu(command: &mut Command) -> Result<f64, Box<dyn Error>> {
    let before = of_children()?;
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(of_children()? - before)
}

/// User and system time of every child so far, in nanoseconds.
#[cfg(unix)]
fn of_children() -> Result<f64, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    #[expect(clippy::cast_precision_loss, reason = "days of CPU time fit exactly")]
    Ok(time.num_microseconds() as f64 * 1e3)
}

#[cfg(not(unix))]
fn of_children() -> Result<f64, Box<dyn Error>> {
    Err("this system does not say what a child process cost".into())
}
