//! The parts of a Word document in one file, compressed, with nothing of the day or the machine.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Parts that are the same in every document, by name.
macro_rules! fixed {
    ($($name:literal),* $(,)?) => {
        [$( ($name, include_str!(concat!("package/", $name))) ),*]
    };
}

/// The types of the parts, which readers look for first; the font; the page's number in the middle of
/// the top margin.
const FIXED: [(&str, &str); 6] = fixed![
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/header1.xml",
];

/// The relation by which a section has its header.
pub(super) const HEADER: &str = "rId3";

/// The bytes of a document with this text.
pub(super) fn pack(document: &str) -> Vec<u8> {
    packed(document).expect("memory takes everything")
}

fn packed(document: &str) -> zip::result::ZipResult<Vec<u8>> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    // Where there is a document for each nominee, to begin with a part costs more than it saves.
    let loose = options.compression_method(CompressionMethod::Stored);
    for (name, part) in FIXED {
        packed.start_file(name, loose)?;
        packed.write_all(part.as_bytes())?;
    }
    let options = options.compression_method(CompressionMethod::Deflated);
    packed.start_file("word/document.xml", options)?;
    packed.write_all(document.as_bytes())?;
    Ok(packed.finish()?.into_inner())
}
