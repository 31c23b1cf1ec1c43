//! The parts of a zipped workbook, unpacked under a limit before anybody reads them: a small file
//! may say that it holds terabytes, or hold them and not say so.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::limits::Refusal;

/// So many bytes the parts of a workbook may have together once they are unpacked. A list of
/// 100,000 rows of twenty columns has about 100 MB.
const LARGEST: u64 = 256 << 20;

/// So many parts a workbook may have.
const MOST_PARTS: usize = 4_096;

/// A zipped workbook.
pub(crate) struct Unzipped<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Unzipped<'b> {
    /// A workbook whose parts, as far as anybody will read them, are no larger than allowed: by
    /// what they say and by what they are.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::TooLarge);
        }
        let mut unzipped = Self { archive };
        let mut told = 0_u64;
        let mut read = Vec::new();
        for at in 0..unzipped.archive.len() {
            let part = unzipped.archive.by_index_raw(at);
            let part = part.map_err(|_| Refusal::Broken)?;
            if part.name().is_ok_and(|name| is_read(&name)) {
                told = told.saturating_add(part.size());
                read.push(at);
            }
        }
        if told > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let mut left = LARGEST;
        for at in read {
            let part = unzipped.archive.by_index(at);
            let mut part = part.map_err(|_| Refusal::Broken)?.take(left + 1);
            let unpacked = std::io::copy(&mut part, &mut std::io::sink());
            let unpacked = unpacked.map_err(|_| Refusal::Broken)?;
            left = left.checked_sub(unpacked).ok_or(Refusal::TooLarge)?;
        }
        Ok(unzipped)
    }

    /// The text of a part; nothing where there is no such part, or where it is no text.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let mut part = self.archive.by_name(name).ok()?;
        let mut text = String::new();
        part.read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// The workbook with another text in one part.
    pub(crate) fn with(
        &mut self,
        name: &str,
        rewrite: impl FnOnce(&str) -> String,
    ) -> Result<Vec<u8>, Refusal> {
        let text = self.text(name).ok_or(Refusal::Broken)?;
        let mut other = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at);
            let part = part.map_err(|_| Refusal::Broken)?;
            if part.name().is_ok_and(|own| own == name) {
                continue;
            }
            other.raw_copy_file(part).map_err(|_| Refusal::Broken)?;
        }
        let begun = other.start_file(name, SimpleFileOptions::default());
        begun.map_err(|_| Refusal::Broken)?;
        let written = other.write_all(rewrite(&text).as_bytes());
        written.map_err(|_| Refusal::Broken)?;
        let done = other.finish().map_err(|_| Refusal::Broken)?;
        Ok(done.into_inner())
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }
}

/// Whether a part is ever read: pictures and programs are not.
fn is_read(name: &str) -> bool {
    let ends = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    ends(".xml") || ends(".rels") || name == "mimetype"
}
