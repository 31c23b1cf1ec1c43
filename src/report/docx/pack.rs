//! The parts of a Word document in one file, compressed, with nothing of the day or the machine.

use std::io::{Cursor, Read as _, Write as _};

use docx_rs::Docx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The height by which a row is known that is to be repeated on each page: what writes the document
/// does not know such rows.
pub(super) const REPEATED: f32 = 1.0;

const REPEATED_AS_WRITTEN: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;

/// What the paragraph that ends a section begins with: it must not take room of its own.
const SECTION_END: &str = "<w:pPr><w:sectPr>";
const SMALL: &str =
    r#"<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact" />"#;

const PARAGRAPH_MARK: &str = r#" w14:paraId=""#;

/// The text of the document itself.
fn text(document: &[u8]) -> String {
    let text = String::from_utf8_lossy(document);
    let text = text.replace(REPEATED_AS_WRITTEN, "<w:tblHeader />");
    text.replace(SECTION_END, &format!("{SMALL}<w:sectPr>"))
}

/// What is in a document, without its last section.
pub(super) fn body(document: Docx) -> String {
    let text = without_marks(&text(&document.build().document));
    let inside = text.split_once("<w:body>").map_or("", |(_, inside)| inside);
    let inside = inside
        .rsplit_once("<w:sectPr")
        .map_or("", |(inside, _)| inside);
    inside.to_owned()
}

/// The document's bytes.
pub(super) fn pack(document: Docx) -> Vec<u8> {
    let mut parts = document.build();
    parts.document = text(&parts.document).into_bytes();
    let mut loose = Cursor::new(Vec::new());
    parts.pack(&mut loose).expect("memory takes everything");
    compress(&loose.into_inner()).expect("what was just packed can be unpacked")
}

/// A part without the numbers of its paragraphs: they count on through all documents of a run.
fn without_marks(part: &str) -> String {
    let mut pieces = part.split(PARAGRAPH_MARK);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('"').map_or("", |(_, rest)| rest));
    }
    kept
}

fn compress(loose: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut loose = ZipArchive::new(Cursor::new(loose))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..loose.len() {
        let mut part = loose.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let bytes = without_marks(&String::from_utf8_lossy(&bytes));
        packed.start_file(part.name()?, options)?;
        packed.write_all(bytes.as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}
