//! A folder in which the manual's commands are run, and its edits made.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use dvk::locale::Locale;

use crate::documents::{Block, example_files};
use crate::filled::Filled;

/// A folder in which commands are run one after the other; it goes when this goes.
pub(crate) struct Shell {
    root: PathBuf,
    here: PathBuf,
    language: String,
    pub(crate) code: i32,
}

impl Shell {
    pub(crate) fn new(name: &str, locale: Locale) -> Self {
        let language = locale.of("vi", "en");
        let folder = format!("dvk-manual-{name}-{language}-{}", std::process::id());
        let root = std::env::temp_dir().join(folder);
        fs::create_dir_all(&root).expect("a folder can be made");
        Self {
            here: root.clone(),
            root,
            language: language.to_owned(),
            code: 0,
        }
    }

    pub(crate) fn with_examples(name: &str, locale: Locale) -> Self {
        let shell = Self::new(name, locale);
        for (name, text) in example_files(locale) {
            let path = shell.root.join(name);
            let folder = path.parent().expect("it stands in a folder");
            fs::create_dir_all(folder).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        shell
    }

    /// What a command prints, results and talk as a terminal shows them.
    pub(crate) fn run(&mut self, command: &str) -> String {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["cd", folder] => {
                self.here.push(folder);
                if folder.starts_with("tests/") {
                    self.lend(folder);
                }
            }
            ["cp", "-r", from, to] => {
                fs::create_dir_all(self.here.join(to)).expect("a folder can be made");
                for entry in fs::read_dir(self.here.join(from)).expect("the folder is there") {
                    let path = entry.expect("the folder can be listed").path();
                    let name = path.file_name().expect("it has a name");
                    fs::copy(&path, self.here.join(to).join(name)).expect("a file can be copied");
                }
            }
            ["export", setting] => {
                let language = setting.strip_prefix("DVK_LANG=");
                language
                    .expect("the language is set")
                    .clone_into(&mut self.language);
            }
            ["echo", "$?"] => return self.code.to_string(),
            // The gate runs the tests, and installing needs the network.
            ["cargo", "test"] | ["cargo", "install", ..] => {}
            ["cargo", "run", "--release", "--", rest @ ..] | ["dvk", rest @ ..] => {
                return self.dvk(rest);
            }
            _ => panic!("the test does not know how to run `{command}`"),
        }
        String::new()
    }

    /// Copies the files of a folder of the repository, so that the reader's edits stay here.
    fn lend(&self, folder: &str) {
        fs::create_dir_all(&self.here).expect("a folder can be made");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be listed").path();
            if let Some(name) = path.file_name().filter(|_| path.is_file()) {
                fs::copy(&path, self.here.join(name)).expect("a file can be copied");
            }
        }
    }

    /// Types into a workbook what a block says.
    pub(crate) fn type_in(&self, file: &str, lines: &str) {
        let path = self.here.join(file);
        let mut book = Filled::open(&fs::read(&path).expect("the workbook is there"));
        book.follow(lines);
        fs::write(&path, book.save()).expect("the workbook can be written");
    }

    /// Whether a block is a part of a file, line by line.
    pub(crate) fn shows(&self, file: &str, text: &str) {
        let whole = fs::read_to_string(self.here.join(file)).expect("the file is there");
        let whole = format!("\n{whole}");
        let parts = format!("\n{text}");
        let mut from = 0;
        for part in parts.split("\n…") {
            let at = whole[from..].find(part.trim_end());
            let at = at.unwrap_or_else(|| panic!("{file} does not say this:{part}"));
            from += at + part.trim_end().len();
        }
    }

    pub(crate) fn dvk(&mut self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
        command.args(arguments).current_dir(&self.here);
        command
            .env("COLUMNS", "100")
            .env("DVK_LANG", &self.language);
        // One pipe for both, as a terminal is.
        let (mut reader, writer) = std::io::pipe().expect("there are pipes");
        let both = writer.try_clone().expect("a pipe has two ends");
        let mut child = command
            .stdout(both)
            .stderr(writer)
            .spawn()
            .expect("the program runs");
        // It holds the ends that are written to: with them open, reading would never end.
        drop(command);
        let mut printed = String::new();
        let read = reader.read_to_string(&mut printed);
        read.expect("what it prints is UTF-8");
        let status = child.wait().expect("it ends");
        self.code = status.code().expect("it ends by itself");
        printed
    }

    /// Runs a block's commands and compares what they print.
    pub(crate) fn follow(&mut self, block: &Block) {
        for step in block.text.split("$ ").filter(|step| !step.is_empty()) {
            let (command, shown) = step.split_once('\n').unwrap_or((step, ""));
            let printed = self.run(command);
            let mut lines = printed.lines().map(squeezed);
            let mut leaps = false;
            for line in shown.lines().map(squeezed) {
                if line == "…" {
                    leaps = true;
                    continue;
                }
                let next = if leaps {
                    lines.find(|printed| *printed == line)
                } else {
                    lines.next()
                };
                assert!(
                    next.as_ref() == Some(&line),
                    "{}: `{command}` does not print this (any more, or here):\n{line}\n\
                     It prints:\n{printed}",
                    block.document
                );
                leaps = false;
            }
            let left = lines.next().filter(|_| !leaps && !shown.is_empty());
            assert_eq!(left, None, "{}: `{command}` prints more", block.document);
        }
    }

    /// Makes the edit that a note of the tour describes.
    pub(crate) fn edit(&self, note: &str, text: &str) {
        let (file, how) = note.split_once(", ").expect("the note names the file");
        let path = self.here.join(file);
        let old = fs::read_to_string(&path).expect("the file is there");
        let find = |from: usize, what: &str| {
            let at = old[from..].find(what).map(|at| from + at);
            at.unwrap_or_else(|| panic!("{file} has no `{what}`"))
        };
        let (from, how) = match how
            .strip_prefix("below `")
            .and_then(|how| how.split_once("`, "))
        {
            Some((above, how)) => (find(0, above), how),
            None => (0, how),
        };
        let new = if let Some(line) = how.strip_prefix("below: ") {
            let at = find(from, line);
            let end = at + old[at..].find('\n').expect("the line ends") + 1;
            [&old[..end], text, &old[end..]].concat()
        } else if let Some(wrong) = how.strip_prefix("instead of: ") {
            let at = find(from, wrong);
            [&old[..at], text.trim_end(), &old[at + wrong.len()..]].concat()
        } else {
            assert_eq!(how, "at the end");
            old + text
        };
        fs::write(&path, new).expect("the file can be written");
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        // What cannot be removed stays in the temporary folder.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A line without the widths of its columns.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
