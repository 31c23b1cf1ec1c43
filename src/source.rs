//! A text in memory under a name, and places in it.
//!
//! Every text is brought to NFC before any place in it is taken, so that the two Unicode
//! spellings of Vietnamese are one spelling from here on and a column counts letters.
//! [`Source::read`] is the library's only door to the file system.

use std::borrow::Cow;
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use unicode_segmentation::UnicodeSegmentation as _;

/// A half-open range of bytes inside a [`Source`]; both ends lie on character boundaries.
pub type Span = Range<usize>;

/// The largest file that is read, in bytes. A million nominations take about 200 MB.
pub const LARGEST_FILE: u64 = 256 << 20;

/// The largest files by their endings, in bytes, where they are smaller: what is read as a whole takes
/// many times its size. Ten thousand nominations take about 10 MB.
const LARGEST: [(&str, u64); 8] = [
    ("toml", 16 << 20),
    ("rhai", 1 << 20),
    ("json", 64 << 20),
    ("docx", 64 << 20),
    ("xlsx", 64 << 20),
    ("xlsm", 64 << 20),
    ("xls", 64 << 20),
    ("ods", 64 << 20),
];

/// A text under the name by which people know it: a file's path, or a name given by the caller.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

/// Where a place is, as a person counts: both from 1, the column in letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column in letters as people see them, from 1.
    pub column: usize,
}

/// Why a file could not be read: the world's fault, not the author's.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("{path}: {error}", path = path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the operating system said.
        error: std::io::Error,
    },
    /// Longer than a file of its kind may be, [`LARGEST_FILE`] at the most.
    #[error("{path}: larger than {most} bytes", path = path.display())]
    TooLarge {
        /// The file asked for.
        path: PathBuf,
        /// The most bytes that are read.
        most: u64,
    },
    /// A pipe, a device, a folder: what may have no end.
    #[error("{path}: no regular file", path = path.display())]
    NotAFile {
        /// The file asked for.
        path: PathBuf,
    },
}

impl Source {
    /// A text under a name. A byte order mark is dropped and the rest brought to NFC.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let composed = match composed(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => None,
            other => Some(other.into_owned()),
        };
        let text = composed.unwrap_or(text);
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Arc::new(Self {
            name: name.into(),
            text,
            line_starts,
        })
    }

    /// The whole of a regular file, as bytes; nothing else in the library opens a file.
    ///
    /// # Errors
    /// [`ReadError`] where the file cannot be read, is no regular one, or is larger than those of its
    /// kind may be.
    pub fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
        let unreadable = |error| ReadError::Unreadable {
            path: path.to_owned(),
            error,
        };
        let file = open(path).map_err(unreadable)?;
        let known = file.metadata().map_err(unreadable)?;
        if !known.is_file() {
            let path = path.to_owned();
            return Err(ReadError::NotAFile { path });
        }
        let most = largest(path);
        let too_large = || ReadError::TooLarge {
            path: path.to_owned(),
            most,
        };
        if known.len() > most {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(known.len()).unwrap_or(0) + 1);
        // One byte more than allowed tells a file that is too large, also where its length lies.
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() as u64 > most {
            return Err(too_large());
        }
        Ok(bytes)
    }

    /// The name by which people know this text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, in NFC.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line of the byte at `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Where the byte at `offset` stands; an offset past the end is the end.
    pub fn location(&self, offset: usize) -> Location {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.line_starts[line - 1];
        Location {
            line,
            column: self.text[start..offset].graphemes(true).count() + 1,
        }
    }

    /// `span` cut so that both ends lie inside the text and on character boundaries.
    pub fn clamp(&self, span: Span) -> Span {
        let floor = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(span.start);
        start..floor(span.end.max(span.start)).max(start)
    }
}

/// Opens a file without waiting: a pipe to which nobody writes would never open.
fn open(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let without_waiting = rustix::fs::OFlags::NONBLOCK.bits();
        options.custom_flags(i32::try_from(without_waiting).unwrap_or(0));
    }
    options.open(path)
}

/// How large a file of its kind may be.
fn largest(path: &Path) -> u64 {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str);
    let known = LARGEST
        .iter()
        .find(|(known, _)| ending.is_some_and(|ending| known.eq_ignore_ascii_case(ending)));
    known.map_or(LARGEST_FILE, |(_, most)| *most)
}

/// A text without a byte order mark and in NFC: itself, unless it has to be changed.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // No letter composes with the end of a line, so that lines can be asked one by one.
    let is_nfc = is_plainly_composed(text)
        || text
            .split('\n')
            .all(|line| is_plainly_composed(line) || is_nfc(line));
    if is_nfc {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether a text has only letters that every text in NFC may have anywhere: those below U+0300
/// and the Vietnamese ones from U+1E00. Few texts have others, and asking the tables costs.
fn is_plainly_composed(text: &str) -> bool {
    /// So many bytes are looked at together.
    const TOGETHER: usize = 1 << 12;
    // In UTF-8 a first byte tells which letters may follow; no other byte looks like one.
    let is_other = |first: u8, second: u8| {
        (first >= 0xCC && first != 0xE1) || (first == 0xE1 && second & 0xFC != 0xB8)
    };
    let bytes = text.as_bytes();
    let seconds = bytes.get(1..).unwrap_or_default();
    let mut pairs = bytes.chunks(TOGETHER).zip(seconds.chunks(TOGETHER));
    pairs.all(|(firsts, seconds)| {
        let pairs = firsts.iter().zip(seconds);
        !pairs.fold(false, |found, (first, second)| {
            found | is_other(*first, *second)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_are_not_looked_up_are_composed_in_every_text() {
        let plain = (0..0x300).chain(0x1E00..0x1F00).filter_map(char::from_u32);
        let text: String = plain.clone().collect();
        assert!(is_plainly_composed(&text) && is_nfc(&text));
        for letter in plain {
            assert!(is_nfc(&letter.to_string()), "{letter:?}");
            let twice: String = [letter, letter].iter().collect();
            assert!(is_nfc(&twice), "{letter:?}");
        }
        for other in ["a\u{300}", "\u{2126}", "\u{1F71}", "\u{37E}"] {
            assert!(!is_plainly_composed(other), "{other:?}");
            assert_eq!(*composed(other), other.nfc().collect::<String>());
        }
        assert_eq!(*composed("\u{feff}Hòa\nHo\u{300}a"), *"Hòa\nHòa");
    }

    #[test]
    fn both_spellings_of_vietnamese_give_the_same_column() {
        let composed = Source::new("a", "Hòa Vang = x");
        let decomposed = Source::new("b", "Ho\u{300}a Vang = x");
        for source in [composed, decomposed] {
            let at = source.text().find('x').expect("the text has an x");
            assert_eq!(
                source.location(at),
                Location {
                    line: 1,
                    column: 12
                }
            );
        }
    }

    #[test]
    fn a_span_is_cut_to_character_boundaries() {
        let source = Source::new("a", "ề\nb");
        assert_eq!(source.clamp(1..2), 0..0);
        assert_eq!(source.clamp(0..99), 0..source.text().len());
        assert_eq!(source.location(99), Location { line: 2, column: 2 });
    }
}
