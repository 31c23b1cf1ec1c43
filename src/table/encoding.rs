//! How the letters of a text file are encoded: told by its bytes, or refused.
//!
//! UTF-8 is taken as it is. UTF-16 says so in its first bytes. What is neither may be windows-1258,
//! as old programs write Vietnamese; that is a guess, and is told as one. The encodings of the
//! typewriter fonts (TCVN3, VNI) look like any other and are recognised by what they would say; what
//! they mean is for people to convert, not to be guessed here.

use std::borrow::Cow;
use std::str::Utf8Error;
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::garbled::{garbled, is_garbled};
use super::problem::SheetProblem;
use crate::diagnostic::{Diagnostics, Place};
use crate::document::DocumentProblem;
use crate::source::{Source, composed};
use crate::text::{Legacy, cut, is_vietnamese, legacy_encoding};

/// So much of a text is looked at for letters of old fonts: enough to meet some, and a long list
/// stays fast.
const LOOKED_AT: usize = 1 << 16;

/// The text of a comma-separated file, in NFC, not copied where that is what stands in it.
pub(crate) fn text<'t>(
    name: &str,
    bytes: &'t [u8],
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'t, str>> {
    let place = || Place::File(name.into());
    let utf16 = if bytes.starts_with(&[0xFF, 0xFE]) {
        Some(UTF_16LE)
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        Some(UTF_16BE)
    } else {
        None
    };
    if let Some(encoding) = utf16 {
        let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[2..]);
        if has_errors {
            diagnostics.report(place(), SheetProblem::BadUtf16 {});
            return None;
        }
        return modern(name, Cow::Owned(composed(&text).into_owned()), diagnostics);
    }
    let error = match utf8(bytes) {
        Ok(text) => return modern(name, composed(text), diagnostics),
        Err(error) => error,
    };
    if is_windows_1258(bytes) {
        let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
        let text = composed(&text).into_owned();
        if is_vietnamese(&text) {
            diagnostics.report(place(), SheetProblem::Guessed {});
            return Some(Cow::Owned(text));
        }
    }
    // Each byte a letter: that is how the old fonts see it.
    let letters = bytes[..bytes.len().min(LOOKED_AT)].iter();
    let letters: String = letters.map(|byte| char::from(*byte)).collect();
    if let Some(found) = legacy_encoding(&letters) {
        diagnostics.report(place(), legacy_file(&found));
        return None;
    }
    let before = &bytes[..error.valid_up_to()];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    diagnostics.report(place(), DocumentProblem::NotUtf8 { line });
    None
}

/// The text that bytes are, checked many at a time; where they are none, where that begins.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Utf8Error> {
    // That crate tells sooner whether, and the standard library tells where.
    simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes))
}

/// What is wrong with a file that has the letters of an old font.
pub(super) fn legacy_file(legacy: &Legacy) -> SheetProblem {
    SheetProblem::LegacyFile {
        encoding: legacy.encoding,
        found: cut(&legacy.found),
    }
}

/// A text in Unicode, unless its letters only look right in an old font.
fn modern<'t>(
    name: &str,
    text: Cow<'t, str>,
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'t, str>> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let problem = if let Some(found) = legacy_encoding(&text[..end]) {
        legacy_file(&found)
    } else if let Some(found) = garbled(&text[..end]).filter(|_| is_garbled(&text[..end])) {
        SheetProblem::GarbledFile { found: cut(found) }
    } else {
        return Some(text);
    };
    diagnostics.report(Place::File(name.into()), problem);
    None
}

fn is_windows_1258(bytes: &[u8]) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], true);
    detector.guess(Some(b"vn"), Utf8Detection::Deny) == WINDOWS_1258
}

/// The beginning of a text, as far as it can be read, to tell what it is for.
pub(crate) fn glimpse(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return text.into(),
            // The last letter may be cut in two.
            Err(error) if error.error_len().is_none() => return String::from_utf8_lossy(bytes),
            Err(_) if is_windows_1258(bytes) => WINDOWS_1258,
            Err(_) => return String::from_utf8_lossy(bytes),
        },
    };
    let (text, _, _) = encoding.decode(bytes);
    Cow::Owned(composed(&text).into_owned())
}

/// The text of a file with places in it, in NFC; bytes that are no UTF-8 are a finding.
pub(crate) fn source(
    name: &str,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Source>> {
    utf8_text(name, bytes, diagnostics).map(|text| Source::new(name, text))
}

/// The text of a file, in NFC, not copied where that is what stands in it; bytes that are no
/// UTF-8 are a finding.
fn utf8_text<'t>(
    name: &str,
    bytes: &'t [u8],
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'t, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(composed(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let problem = DocumentProblem::NotUtf8 { line };
            diagnostics.report(Place::File(name.into()), problem);
            None
        }
    }
}
