//! A result is written whole or not at all, and never over what it is made of.
#![cfg(unix)]
#![expect(clippy::print_stderr, reason = "a long run says how far it is")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::sys::stat::Mode;
use nix::unistd::{Pid, mkfifo};

/// A folder of its own with the sample's schemes and period in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dvk-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let it = Self(folder);
        let done = it.dvk(&["init", "."]);
        assert!(done.status.success(), "{done:?}");
        it
    }

    fn command(&self, arguments: &[&str]) -> Command {
        fs::create_dir_all(&self.0).expect("the folder can be made");
        let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
        command.args(arguments).current_dir(&self.0);
        command
    }

    fn dvk(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("dvk starts")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The files of the folder that the program made for itself.
    fn left(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.0).expect("the folder is there");
        let paths = entries.map(|entry| entry.expect("it is there").path());
        let is_left = |path: &PathBuf| path.to_string_lossy().contains(".tmp");
        paths.filter(is_left).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("it is there")
}

#[test]
fn an_input_is_never_written_over() {
    let folder = Folder::new("input");
    let nominations = folder.path("ky-mau/nominations.csv");
    std::os::unix::fs::symlink("ky-mau/nominations.csv", folder.path("link.csv"))
        .expect("a link can be made");
    std::os::unix::fs::symlink("criteria", folder.path("other")).expect("a link can be made");
    let before = read(&nominations);
    let files = fs::read_dir(folder.path("criteria")).expect("it is there");
    let names = files.map(|file| file.expect("it is there").file_name());
    let names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let scheme = names.iter().find(|name| name.ends_with(".toml"));
    let functions = names.iter().find(|name| name.ends_with(".rhai"));
    let in_other = |name: Option<&String>| format!("other/{}", name.expect("there is one"));
    let (scheme, functions) = (in_other(scheme), in_other(functions));
    let data = "ky-mau/nominations.csv";
    for (output, format) in [
        (data, None),
        ("link.csv", None),
        ("./ky-mau/../ky-mau/nominations.csv", None),
        (scheme.as_str(), Some("json")),
        (functions.as_str(), Some("csv")),
    ] {
        let kept = read(&folder.path(output));
        for command in [
            &["rank", "criteria", "ky-mau"][..],
            &["import", "criteria", "ky-mau"],
            &["explain", "criteria", "ky-mau", "TT-01"],
            &["markers", "criteria", "ky-mau"],
            &["check", "criteria", "ky-mau"],
        ] {
            let mut arguments = [command, &["-o", output]].concat();
            arguments.extend(format.iter().flat_map(|format| ["--format", format]));
            let done = folder.dvk(&arguments);
            let told = String::from_utf8_lossy(&done.stderr);
            assert_eq!(done.status.code(), Some(2), "{arguments:?}: {told}");
            assert!(told.contains("tệp đầu vào"), "{arguments:?}: {told}");
            assert_eq!(told.trim_end().lines().count(), 1, "{arguments:?}: {told}");
            assert_eq!(read(&folder.path(output)), kept, "{arguments:?}");
        }
    }
    assert_eq!(read(&nominations), before);
    for command in [&["schema"][..], &["functions", "--format", "csv"]] {
        let done = folder.dvk(&[command, &["-o", &functions, "--lang", "en"]].concat());
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(told.contains("is an input"), "{command:?}: {told}");
    }
    fs::rename(&nominations, folder.path("ky-mau/de-nghi.xlsx")).expect("it can be renamed");
    let output = "ky-mau/de-nghi.xlsx";
    let done = folder.dvk(&["form", "criteria", "ky-mau", "-o", output]);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
    assert_eq!(read(&folder.path(output)), before);
}

#[test]
fn what_has_no_end_is_not_read() {
    let folder = Folder::new("endless");
    mkfifo(&folder.path("pipe.csv"), Mode::S_IRWXU).expect("a pipe can be made");
    mkfifo(&folder.path("f.rhai"), Mode::S_IRWXU).expect("a pipe can be made");
    let scheme = "functions = [\"f.rhai\"]\nid = \"a\"\n";
    fs::write(folder.path("a.toml"), scheme).expect("it can be written");
    for arguments in [
        &["rank", "criteria", "pipe.csv"][..],
        &["check", "pipe.csv"],
        &["check", "/dev/zero"],
        &["rank", "criteria", "/dev/random"],
    ] {
        let done = folder.dvk(&[arguments, &["--lang", "en"]].concat());
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.contains("only regular files are read"), "{told}");
    }
    let done = folder.dvk(&["check", "a.toml"]);
    assert!(
        String::from_utf8_lossy(&done.stderr).contains("f.rhai"),
        "{done:?}"
    );
}

/// Every command that writes, and where to.
const COMMANDS: [(&[&str], &str); 15] = [
    (&["rank", "criteria", "ky-mau", "-o", "out.csv"], "out.csv"),
    (
        &["rank", "criteria", "ky-mau", "-o", "out.json"],
        "out.json",
    ),
    (
        &["explain", "criteria", "ky-mau", "TT-01", "-o", "out.md"],
        "out.md",
    ),
    (
        &["import", "criteria", "ky-mau", "-o", "list.csv"],
        "list.csv",
    ),
    (&["form", "criteria", "-o", "form.xlsx"], "form.xlsx"),
    (&["rank", "criteria", "ky-mau", "-o", "out.txt"], "out.txt"),
    (
        &[
            "explain",
            "criteria",
            "ky-mau",
            "TT-01",
            "--missing",
            "-o",
            "lack.csv",
        ],
        "lack.csv",
    ),
    (
        &["markers", "criteria", "ky-mau", "-o", "markers.md"],
        "markers.md",
    ),
    (&["check", "criteria", "-o", "check.json"], "check.json"),
    (&["completions", "bash", "-o", "dvk.bash"], "dvk.bash"),
    (
        &["rank", "criteria", "ky-mau", "-o", "out.xlsx"],
        "out.xlsx",
    ),
    (
        &[
            "import",
            "criteria",
            "ky-mau",
            "--dry-run",
            "-o",
            "seen.html",
        ],
        "seen.html",
    ),
    (
        &[
            "report",
            "criteria",
            "ky-mau",
            "--paper",
            "submission",
            "-o",
            "to-trinh.docx",
        ],
        "to-trinh.docx",
    ),
    (&["schema", "-o", "schema.json"], "schema.json"),
    (&["functions", "-o", "functions.md"], "functions.md"),
];

#[test]
fn a_limit_of_the_system_is_an_error_and_the_old_file_is_kept() {
    let folder = Folder::new("limit");
    for (arguments, output) in COMMANDS {
        let path = folder.path(output);
        assert!(
            folder.dvk(arguments).status.code() != Some(1),
            "{arguments:?}"
        );
        let blocks = read(&path).len().div_ceil(512);
        // The first write and the last, and one between; all where many are asked for.
        let is_dense = points() > 1;
        let some = (0..blocks).filter(|at| is_dense || [0, blocks / 2, blocks - 1].contains(at));
        for limit in some {
            fs::write(&path, "old").expect("it can be written");
            let script = format!("ulimit -f {limit}; exec \"$@\"");
            let done = Command::new("sh")
                .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_dvk")])
                .args(arguments)
                .current_dir(&folder.0)
                .output()
                .expect("a shell starts");
            let told = String::from_utf8_lossy(&done.stderr);
            assert_eq!(done.status.code(), Some(1), "{arguments:?} {limit}: {told}");
            assert!(told.contains("không ghi được"), "{arguments:?}: {told}");
            assert_eq!(read(&path), b"old", "{arguments:?} {limit}");
            assert_eq!(folder.left(), [] as [PathBuf; 0], "{arguments:?} {limit}");
        }
    }
    let script = "ulimit -f 1; exec \"$@\"";
    let done = Command::new("sh")
        .args([
            "-c",
            script,
            "sh",
            env!("CARGO_BIN_EXE_dvk"),
            "init",
            "fresh",
        ])
        .current_dir(&folder.0)
        .output()
        .expect("a shell starts");
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(!folder.path("fresh").exists(), "nothing is left of it");
}

#[test]
fn a_signal_leaves_the_old_file_and_nothing_beside_it() {
    let folder = Folder::new("signal");
    let scheme = "id = \"a\"\n[facts.x]\ntype = \"integer\"\n[[criterion]]\nid = \"A1\"\nmax = 10\n\
                  basis = \"b\"\nrule = \"x\"\n[ranking]\nlast = \"council\"\n";
    fs::write(folder.path("a.toml"), scheme).expect("it can be written");
    let rows: String = (0..30_000)
        .map(|at| format!("n{at},Tổ số {at},collective,{}\n", at % 11))
        .collect();
    let text = format!("id,name,subject,x\n{rows}");
    fs::write(folder.path("a.csv"), text).expect("it can be written");
    let output = folder.path("out.csv");
    let arguments = [
        "rank",
        "a.toml",
        "a.csv",
        "--date",
        "2025-11-30",
        "-o",
        "out.csv",
    ];
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP] {
        fs::write(&output, "old").expect("it can be written");
        let mut command = folder.command(&arguments);
        command.stderr(Stdio::null());
        let mut running = command.spawn().expect("dvk starts");
        let begun = Instant::now();
        while folder.left().is_empty() && running.try_wait().expect("it runs").is_none() {
            assert!(begun.elapsed() < Duration::from_secs(120), "it writes");
            sleep(Duration::from_micros(200));
        }
        let id = i32::try_from(running.id()).expect("it is small");
        // It may have ended meanwhile.
        let _ = kill(Pid::from_raw(id), signal);
        let ended = running.wait().expect("it ends");
        assert_eq!(folder.left(), [] as [PathBuf; 0], "{signal}");
        let now = read(&output);
        assert!(
            now == b"old" || now.len() > 100_000,
            "{signal}: the old or the new"
        );
        if now == b"old" {
            assert_eq!(ended.signal(), Some(signal as i32), "{ended:?}");
        }
    }
}

/// How often each command is stopped by each signal; `DVK_KILLS` asks for more.
fn points() -> u32 {
    let asked = std::env::var("DVK_KILLS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Whatever stops a command at any time, its file is the old or the new, and what a killed one left is
/// taken away by the next.
#[test]
fn whenever_a_command_is_stopped_its_file_is_the_old_or_the_new() {
    let folder = Folder::new("stopped");
    let points = points();
    let (mut old, mut new, mut stale) = (0, 0, 0);
    let asking = [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP];
    for (at, (arguments, output)) in COMMANDS.into_iter().enumerate() {
        let path = folder.path(output);
        let begun = Instant::now();
        folder.dvk(arguments);
        let whole = begun.elapsed();
        let expected = read(&path);
        // Each of the signals that ask comes to some commands, and to all where many are asked for.
        let asking = asking.into_iter().enumerate();
        let asking = asking.filter(|(which, _)| points > 1 || at % 3 == *which);
        for signal in [Signal::SIGKILL]
            .into_iter()
            .chain(asking.map(|(_, it)| it))
        {
            for point in 0..points {
                fs::write(&path, "old").expect("it can be written");
                let mut command = folder.command(arguments);
                let mut running = command.stderr(Stdio::null()).spawn().expect("dvk starts");
                // The first as soon as it writes, the others at any time.
                if point == 0 {
                    while folder.left().is_empty() && running.try_wait().expect("it runs").is_none()
                    {
                    }
                } else {
                    sleep(whole * point / points);
                }
                let id = i32::try_from(running.id()).expect("it is small");
                let _ = kill(Pid::from_raw(id), signal);
                running.wait().expect("it ends");
                let now = read(&path);
                assert!(
                    now == b"old" || now == expected,
                    "{arguments:?} {signal} {point}"
                );
                let left = folder.left();
                if signal == Signal::SIGKILL {
                    let is_ours = |path: &PathBuf| {
                        let name = path.file_name().expect("it has one").to_string_lossy();
                        name.starts_with(&format!(".dvk-{id}-"))
                    };
                    assert!(left.len() <= 1 && left.iter().all(is_ours), "{left:?}");
                    stale += left.len();
                } else {
                    assert_eq!(left, [] as [PathBuf; 0], "{arguments:?} {signal} {point}");
                }
                if now == b"old" {
                    old += 1;
                } else {
                    new += 1;
                }
            }
            folder.dvk(arguments);
            assert_eq!(read(&path), expected, "{arguments:?}");
            assert_eq!(folder.left(), [] as [PathBuf; 0], "{arguments:?} {signal}");
        }
    }
    eprintln!("{old} times the old file, {new} times the new, {stale} left to the next run");
}

/// The files of a folder and those below it, by their path from there.
fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.expect("it is there").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).expect("it lies below").to_owned();
                    // Who runs meanwhile may have renamed it.
                    files.extend(fs::read(&path).ok().map(|bytes| (name, bytes)));
                }
            }
        }
    }
    files
}

/// The two commands that write several files: killed at any time, each file is whole, and the next run
/// writes the rest.
#[test]
fn whenever_a_command_of_many_files_is_killed_the_next_run_goes_on() {
    let folder = Folder::new("many");
    for arguments in [
        &["init", "fresh"][..],
        &["report", "criteria", "ky-mau", "--all", "-o", "fresh"],
    ] {
        let fresh = folder.path("fresh");
        let begun = Instant::now();
        assert_ne!(
            folder.dvk(arguments).status.code(),
            Some(1),
            "{arguments:?}"
        );
        let whole = begun.elapsed();
        let expected = files_below(&fresh);
        assert!(expected.len() > 3, "{arguments:?}");
        let points = points().max(4);
        for point in 0..points {
            fs::remove_dir_all(&fresh).expect("it can be removed");
            let mut running = folder.command(arguments);
            let mut running = running.stderr(Stdio::null()).spawn().expect("dvk starts");
            // Most of the time goes by before the first file.
            match point % 2 {
                0 => {
                    while files_below(&fresh).len() <= point as usize / 2
                        && running.try_wait().expect("it runs").is_none()
                    {}
                }
                _ => sleep(whole * point / points),
            }
            let id = i32::try_from(running.id()).expect("it is small");
            let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
            running.wait().expect("it ends");
            for (name, bytes) in files_below(&fresh) {
                let is_left = name.to_string_lossy().contains(".tmp");
                assert!(is_left || expected.get(&name) == Some(&bytes), "{name:?}");
            }
            let again = folder.dvk(arguments);
            let is_done = files_below(&fresh) == expected;
            assert!(is_done, "{arguments:?} {point}: {again:?}");
        }
        fs::remove_dir_all(&fresh).expect("it can be removed");
    }
}

/// What somebody wrote stands in the way of a starter folder, and nothing is written beside it.
#[test]
fn a_starter_folder_is_not_made_around_other_files() {
    let folder = Folder::new("around");
    let text = folder.path("fresh/HUONG-DAN.html");
    fs::create_dir_all(folder.path("fresh")).expect("a folder can be made");
    fs::write(&text, "của tôi").expect("it can be written");
    assert_eq!(folder.dvk(&["init", "fresh"]).status.code(), Some(1));
    assert_eq!(files_below(&folder.path("fresh")).len(), 1);
    assert_eq!(folder.dvk(&["init", "."]).status.code(), Some(1));
}

#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new("full");
    for (arguments, output) in COMMANDS {
        let arguments = arguments.iter().map(|it| match *it == output {
            true => "/dev/full",
            false => it,
        });
        let arguments: Vec<&str> = arguments.collect();
        let format = output
            .rsplit('.')
            .next()
            .filter(|it| ["csv", "json", "xlsx", "docx"].contains(it));
        if arguments[0] == "form" || arguments[0] == "import" {
            // Their file is told by its ending.
            continue;
        }
        let mut command = folder.command(&arguments);
        command.args(format.map(|it| ["--format", it]).into_iter().flatten());
        let done = command.output().expect("dvk starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(
            told.contains("không ghi được /dev/full"),
            "{arguments:?}: {told}"
        );
    }
}
