//! The parts of a zipped workbook, unpacked under a limit before anybody reads them: a small file
//! may say that it holds terabytes, or hold them and not say so.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{MOST_UNPACKED, Refusal};

/// So many parts a workbook may have.
const MOST_PARTS: usize = 4_096;

/// A zipped workbook.
pub(crate) struct Unzipped<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// By name in small letters, as programs look for them: where each part stands.
    parts: BTreeMap<String, usize>,
    /// How many bytes of it may still be unpacked, and of it and all others.
    left: u64,
    of_all: &'b mut u64,
}

impl<'b> Unzipped<'b> {
    /// A workbook whose parts say that they are no larger than allowed, as far as anybody will read
    /// them; what is unpacked is taken from what all workbooks may have.
    pub(crate) fn open(bytes: &'b [u8], of_all: &'b mut u64) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::TooLarge);
        }
        let mut told = 0_u64;
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|_| Refusal::Broken)?;
            let Ok(name) = part.name() else { continue };
            let name = name.replace('\\', "/").to_ascii_lowercase();
            let name = name.trim_start_matches('/').to_owned();
            if is_read(&name) {
                told = told.saturating_add(part.size());
                // Nobody could tell which of two is meant.
                if parts.insert(name, at).is_some() {
                    return Err(Refusal::Broken);
                }
            }
        }
        let left = MOST_UNPACKED.min(*of_all);
        if told > left {
            return Err(Refusal::TooLarge);
        }
        Ok(Self {
            archive,
            parts,
            left,
            of_all,
        })
    }

    /// The text of a part, which is unpacked within what all of them may have together; `None` if
    /// there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(at) = self.parts.get(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let part = self.archive.by_index(*at);
        let mut part = part.map_err(|_| Refusal::Broken)?.take(self.left + 1);
        let mut bytes = Vec::new();
        let unpacked = part.read_to_end(&mut bytes);
        let unpacked = unpacked.map_err(|_| Refusal::Broken)? as u64;
        *self.of_all = self.of_all.saturating_sub(unpacked);
        self.left = self.left.checked_sub(unpacked).ok_or(Refusal::TooLarge)?;
        let text = String::from_utf8(bytes).map_err(|_| Refusal::Broken)?;
        Ok(Some(text))
    }

    /// The text of a part; `None` if there is no such part, or if it is no text.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.part(name).ok().flatten()
    }

    /// The names of the parts that are read, in small letters.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The file with some parts anew, named in small letters; all others are copied as they are.
    pub(crate) fn with(&mut self, anew: &BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
        let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at).map_err(|_| Refusal::Broken)?;
            let name = part.name().map_err(|_| Refusal::Broken)?.into_owned();
            let known = name.to_ascii_lowercase();
            let copied = match anew.get(&known) {
                None => packed.raw_copy_file(part).is_ok(),
                Some(text) => {
                    drop(part);
                    let begun = packed.start_file(name, options);
                    begun.is_ok() && packed.write_all(text.as_bytes()).is_ok()
                }
            };
            copied.then_some(()).ok_or(Refusal::Broken)?;
        }
        let file = packed.finish().map_err(|_| Refusal::Broken)?;
        Ok(file.into_inner())
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }
}

/// A zip file of parts that are not compressed again.
pub(crate) struct Packed(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Packed {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }
}

impl Packed {
    /// Adds a part.
    pub(crate) fn add(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let begun = self.0.start_file(name, options);
        begun.map_err(|_| Refusal::Broken)?;
        let written = self.0.write_all(text.as_bytes());
        written.map_err(|_| Refusal::Broken)
    }

    /// The whole file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Refusal> {
        let file = self.0.finish().map_err(|_| Refusal::Broken)?;
        Ok(file.into_inner())
    }
}

/// Whether a part is ever read: pictures and programs are not.
fn is_read(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels") || name == "mimetype"
}
