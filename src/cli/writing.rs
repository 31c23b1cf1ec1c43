//! A file is written whole or not at all, whatever stops it: what it held before is kept, and nothing
//! is left beside it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dvk::source::Source;

use super::signals::{self, Stop};

/// Writes a file whole or not at all: beside it under another name first, then into its place.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    signals::held(|stop| replace(path, write, stop))
}

/// Whether a Word document that is there was saved by a word processor: it says so of itself in parts
/// that the program does not write, and somebody's changes would be lost.
pub(super) fn is_edited(path: &Path) -> bool {
    const SAVED: &[u8] = b"docProps/app.xml";
    let is_word = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let holds = |bytes: Vec<u8>| bytes.windows(SAVED.len()).any(|part| part == SAVED);
    is_word && Source::read(path).is_ok_and(holds)
}

/// Replaces a file, or makes it; cancelled when a signal asks the program to end.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    stop: &Stop,
) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(known) = fs::metadata(&target) {
        if known.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // The system says whether this file may be written; the folder alone decides of its name.
        let mut existing = fs::OpenOptions::new().write(true).open(&target)?;
        if !known.is_file() {
            // A device or a pipe is written to; a file renamed over it would destroy it.
            return write(&mut existing);
        }
        if known.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    let mut beside = Beside {
        target,
        file: None,
        stop,
    };
    let written = write(&mut beside).and_then(|()| beside.rename());
    if let (Err(_), Some((name, _))) = (&written, &beside.file) {
        // The first error is the one to report.
        let _ = fs::remove_file(name);
    }
    written
}

/// A file beside the one to be written, made when the first bytes come.
struct Beside<'s> {
    target: PathBuf,
    file: Option<(PathBuf, fs::File)>,
    stop: &'s Stop,
}

impl Beside<'_> {
    fn file(&mut self) -> io::Result<&mut fs::File> {
        self.stop.check()?;
        let made = match self.file.take() {
            Some(made) => made,
            None => create_beside(&self.target)?,
        };
        Ok(&mut self.file.insert(made).1)
    }

    /// Puts the whole file into its place.
    fn rename(&mut self) -> io::Result<()> {
        self.file()?.sync_all()?;
        let Some((name, file)) = &self.file else {
            return Ok(());
        };
        if let Ok(known) = fs::metadata(&self.target) {
            file.set_permissions(known.permissions())?;
        }
        self.stop.check()?;
        fs::rename(name, &self.target)
    }
}

impl Write for Beside<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stop.check()
    }
}

/// A new file in the same folder. Its name is short, as the other may be as long as names can be, and
/// says whose it is, so that what a killed process left is taken away first.
fn create_beside(target: &Path) -> io::Result<(PathBuf, fs::File)> {
    remove_stale(target);
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let name = target.with_file_name(format!(".dvk-{}-{attempt}.tmp", std::process::id()));
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&name)
        {
            Ok(file) => return Ok((name, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

/// Removes the files beside a target that processes left which were killed.
fn remove_stale(target: &Path) {
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new(".")));
    for entry in entries.into_iter().flatten().flatten() {
        let process = entry.file_name().to_str().and_then(process_of);
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && process.is_some_and(|process| is_gone(process, &entry)) {
            // Where it cannot be removed, it stays.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that gave a file its name, if it is one that [`create_beside`] made.
fn process_of(name: &str) -> Option<i32> {
    let name = name.strip_prefix(".dvk-")?.strip_suffix(".tmp")?;
    let (process, attempt) = name.split_once('-')?;
    attempt.parse::<u8>().ok()?;
    process.parse().ok()
}

/// Whether a process is no more.
#[cfg(unix)]
fn is_gone(process: i32, _: &fs::DirEntry) -> bool {
    let process = rustix::process::Pid::from_raw(process);
    let found = process.map(rustix::process::test_kill_process);
    found == Some(Err(rustix::io::Errno::SRCH))
}

/// Whether a process is no more: no file is written for so long.
#[cfg(not(unix))]
fn is_gone(_: i32, entry: &fs::DirEntry) -> bool {
    const LONG: std::time::Duration = std::time::Duration::from_secs(3_600);
    let written = entry.metadata().and_then(|known| known.modified());
    written.is_ok_and(|at| at.elapsed().is_ok_and(|since| since > LONG))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_a_process_are_known_as_its_own() {
        assert_eq!(process_of(".dvk-123-0.tmp"), Some(123));
        for other in [
            ".dvk-123.tmp",
            "dvk-123-0.tmp",
            ".dvk-x-0.tmp",
            ".dvk-1-0.csv",
            ".dvk-1-a.tmp",
        ] {
            assert_eq!(process_of(other), None, "{other}");
        }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("dvk-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        folder
    }

    fn files_in(folder: &Path) -> usize {
        fs::read_dir(folder).expect("the folder is there").count()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = folder("replaced");
        let long = "ế".repeat(83) + ".csv";
        for name in ["kết quả.csv", &long] {
            let path = folder.join(name);
            write_whole(&path, |out| out.write_all(b"one")).expect("it can be written");
            write_whole(&path, |out| out.write_all(b"two")).expect("it can be replaced");
            assert_eq!(fs::read(&path).expect("it is there"), b"two");
        }
        write_whole(&folder.join("empty"), |_| Ok(())).expect("it can be empty");
        assert_eq!(files_in(&folder), 3);
        let written = write_whole(&folder, |out| out.write_all(b"x"));
        assert!(written.is_err(), "a folder is no file");
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn a_file_that_may_not_be_written_is_kept() {
        let folder = folder("read-only");
        let path = folder.join("a.csv");
        fs::write(&path, "old").expect("it can be written");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("it can be made read-only");
        let written = write_whole(&path, |out| out.write_all(b"new"));
        let refused = written.expect_err("it is read-only");
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).expect("it is there"), b"old");
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }

    #[test]
    fn whatever_stops_a_write_leaves_the_old_file_and_nothing_beside_it() {
        let folder = folder("stopped");
        let path = folder.join("a.csv");
        fs::write(&path, "old").expect("it can be written");
        for by_signal in [true, false] {
            for at in 0..5 {
                let stop = Stop::default();
                let written = replace(
                    &path,
                    |out| {
                        for write in 0..4 {
                            match (write == at, by_signal) {
                                (true, true) => stop.ask(),
                                (true, false) => return Err(io::ErrorKind::StorageFull.into()),
                                (false, _) => {}
                            }
                            out.write_all(b"new")?;
                        }
                        Ok(())
                    },
                    &stop,
                );
                let expected = if at < 4 { "old" } else { "newnewnewnew" };
                assert_eq!(written.is_err(), at < 4);
                assert_eq!(fs::read(&path).expect("it is there"), expected.as_bytes());
                assert_eq!(files_in(&folder), 1);
                fs::write(&path, "old").expect("it can be written");
            }
        }
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
