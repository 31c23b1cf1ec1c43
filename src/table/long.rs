//! A long list that is not brought into memory: it is read where it stands, a part at a time.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memchr_iter;

use super::csv::{BYTES_TOGETHER, Sheet, end_of_records};
use super::encoding::utf8;
use super::rows::{Part, Parts};
use crate::diagnostic::Diagnostics;
use crate::parallel::lock;
use crate::source::{Source, composed};

/// Shorter lists are no trouble in memory.
const SHORTEST: u64 = if cfg!(test) { 0 } else { 4 << 20 };

/// So much of the beginning is looked at: as much as of a list in memory.
const HEAD: u64 = if cfg!(test) { 256 } else { 1 << 16 };

/// What some files in UTF-8 begin with.
const MARK: &str = "\u{feff}";

/// A long list of nominations as comma-separated text, read where it stands.
///
/// Only what is in UTF-8 is read so. Where that turns out not to be so, or where the file cannot be
/// read to its end, the list says so by [`Self::is_unreadable`], and is to be read as a whole
/// instead, which tells what is wrong.
#[derive(Debug)]
pub struct LongList {
    name: String,
    path: PathBuf,
    /// Its beginning, up to the end of a line.
    head: Vec<u8>,
    length: u64,
    is_unreadable: AtomicBool,
    /// Memory of parts that were read, for the next ones.
    idle: Mutex<Vec<Vec<u8>>>,
}

impl LongList {
    /// The list at a path, if it is long and such that it can be read a part at a time.
    pub fn at(name: &str, path: &Path) -> Option<Self> {
        let is_list = name.rsplit_once('.').is_some_and(|(_, ending)| {
            ["csv", "tsv"]
                .iter()
                .any(|it| it.eq_ignore_ascii_case(ending))
        });
        let beginning = is_list.then(|| Source::beginning(path, SHORTEST, HEAD));
        let (mut head, length) = beginning.flatten()?;
        head.truncate(memchr::memrchr(b'\n', &head)? + 1);
        let text = std::str::from_utf8(&head).ok()?;
        let text = text.strip_prefix(MARK).unwrap_or(text);
        if matches!(composed(text), Cow::Owned(_)) {
            return None;
        }
        let list = Self {
            name: name.to_owned(),
            path: path.to_owned(),
            head,
            length,
            is_unreadable: AtomicBool::new(false),
            idle: Mutex::default(),
        };
        // All of the headings stand in the head, and nothing is to be said about them.
        let mut found = Diagnostics::new();
        let ends = Sheet::of_long(&list, &mut found)?.head_ends();
        (found.is_empty() && ends).then_some(list)
    }

    /// The name by which people know it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its beginning, up to the end of a line.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether it could not be read this way: nothing that came of it is worth anything then.
    pub fn is_unreadable(&self) -> bool {
        self.is_unreadable.load(Ordering::Relaxed)
    }

    /// It is not to be read this way.
    pub(crate) fn give_up(&self) {
        self.is_unreadable.store(true, Ordering::Relaxed);
    }

    /// Its rows in parts; they begin at an offset in the text of its head, on a line.
    pub(crate) fn parts(&self, separator: u8, (at, line): (usize, u64)) -> Parts<'_> {
        let mark = if self.head.starts_with(MARK.as_bytes()) {
            MARK.len()
        } else {
            0
        };
        let at = (mark + at) as u64;
        match Source::from_offset(&self.path, at) {
            Ok(file) => Box::new(LongCuts {
                list: self,
                file,
                left: self.length.saturating_sub(at),
                seen: Vec::new(),
                separator,
                line,
            }),
            Err(_) => {
                self.give_up();
                Box::new(std::iter::empty())
            }
        }
    }

    /// The text of a stretch, in NFC; nothing where it is no text in UTF-8.
    pub(crate) fn text<'b>(&self, stretch: &'b Stretch<'_>) -> Option<Cow<'b, str>> {
        let text = utf8(&stretch.bytes).ok();
        // What is a mark at the beginning of a text is a letter elsewhere.
        let text = text.filter(|text| !text.starts_with(MARK));
        if text.is_none() {
            self.give_up();
        }
        text.map(composed)
    }
}

/// Some of a list's bytes, whose memory goes back to it.
#[derive(Debug)]
pub(crate) struct Stretch<'l> {
    bytes: Vec<u8>,
    list: &'l LongList,
}

impl Drop for Stretch<'_> {
    fn drop(&mut self) {
        lock(&self.list.idle).push(std::mem::take(&mut self.bytes));
    }
}

/// Cuts a file into parts that end where records do.
struct LongCuts<'l, F> {
    list: &'l LongList,
    file: F,
    /// So many bytes are not read yet.
    left: u64,
    /// What was read and is in no part yet.
    seen: Vec<u8>,
    separator: u8,
    /// The line on which that begins.
    line: u64,
}

impl<F: Read> LongCuts<'_, F> {
    /// Reads on.
    fn read(&mut self, count: usize) -> std::io::Result<()> {
        let wanted = self.left.min(count as u64);
        let read = (&mut self.file).take(wanted).read_to_end(&mut self.seen)? as u64;
        self.left -= read;
        // The file has become shorter.
        if read < wanted {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

impl<'l, F: Read> Iterator for LongCuts<'l, F> {
    type Item = Part<'l>;

    fn next(&mut self) -> Option<Part<'l>> {
        let mut looked_at = BYTES_TOGETHER;
        let end = loop {
            let missing = looked_at.saturating_sub(self.seen.len());
            self.seen.reserve_exact(missing);
            if self.read(missing).is_err() {
                self.list.give_up();
                return None;
            }
            if self.seen.is_empty() {
                return None;
            }
            match end_of_records(&self.seen, self.left == 0, self.separator) {
                Some(end) => break end,
                None => looked_at *= 2,
            }
        };
        let mut rest = lock(&self.list.idle).pop().unwrap_or_default();
        rest.clear();
        rest.extend_from_slice(&self.seen[end..]);
        self.seen.truncate(end);
        let bytes = std::mem::replace(&mut self.seen, rest);
        let line = self.line;
        self.line += memchr_iter(b'\n', &bytes).count() as u64;
        let list = self.list;
        Some(Part::Stretch(Stretch { bytes, list }, line))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::Cell;
    use super::super::rows::Table as _;
    use super::*;
    use crate::diagnostic::render;
    use crate::locale::Locale;
    use crate::source::testing::Written;

    /// The lines and cells of a sheet, and what was found.
    fn rows(sheet: Option<Sheet<'_>>, mut found: Diagnostics) -> (Vec<(u64, Vec<String>)>, String) {
        let mut rows = Vec::new();
        if let Some(sheet) = sheet {
            sheet.visit(&mut found, &mut |row, found| {
                let cell = |cell: &Cell<'_>| match cell {
                    Cell::Text(text) => (*text).to_owned(),
                    _ => String::new(),
                };
                rows.push((row.key.number, row.cells.iter().map(cell).collect()));
                found.append(row.found);
            });
        }
        (rows, render(&found, Locale::En, false))
    }

    proptest! {
        #[test]
        fn what_is_read_where_it_stands_is_what_is_read_in_memory(
            mark in prop_oneof![Just(""), Just(MARK)],
            text in "(id,\"?n\"?\r?\n|\n)(([ab\"ề\u{301}\u{feff}]{0,6}|\"[a\n,ề]{0,9}\"),?\r?\n?){0,30}",
            cut in proptest::option::of(0_usize..60),
        ) {
            let mut bytes = format!("{mark}{text}").into_bytes();
            // A letter may be broken in two.
            if let Some(cut) = cut.filter(|cut| *cut < bytes.len()) {
                bytes.remove(cut);
            }
            let written = Written::new(&bytes);
            let Some(list) = LongList::at("a.csv", written.path()) else { return Ok(()) };
            let mut found = Diagnostics::new();
            let long = rows(Sheet::of_long(&list, &mut found), found);
            if !list.is_unreadable() {
                let mut found = Diagnostics::new();
                prop_assert_eq!(long, rows(Sheet::open("a.csv", &bytes, &mut found), found));
            }
        }
    }

    #[test]
    fn what_is_no_text_in_utf8_is_left_to_reading_as_a_whole() {
        let lines = "a,b\n".repeat(400);
        for (broken, is_unreadable) in [(&b""[..], false), (b"\xff", true), (b"\xc3", true)] {
            let bytes = [b"id,name\n", lines.as_bytes(), broken, b"a,b\n"].concat();
            let written = Written::new(&bytes);
            let list = LongList::at("a.csv", written.path()).expect("its head is sound");
            let mut found = Diagnostics::new();
            let (rows, _) = rows(Sheet::of_long(&list, &mut found), found);
            assert_eq!(list.is_unreadable(), is_unreadable);
            assert!(rows.len() >= 390);
        }
        let written = Written::new(b"id,name\na,b\n");
        let list = LongList::at("a.csv", written.path()).expect("it is a list");
        written.write(b"id,name\n");
        let mut found = Diagnostics::new();
        rows(Sheet::of_long(&list, &mut found), found);
        assert!(list.is_unreadable(), "it has become shorter");
        for (name, bytes) in [
            ("a.csv", &b"\xff\xfei\0d\0\n\0"[..]),
            ("a.csv", "id,te\u{302}n\n".as_bytes()),
            ("a.csv", b"id,name"),
            ("a.json", b"[]\n"),
        ] {
            let written = Written::new(bytes);
            assert!(
                LongList::at(name, written.path()).is_none(),
                "{name} {bytes:?}"
            );
        }
    }
}
