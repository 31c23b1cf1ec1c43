//! Standard input as a file, whose kind is seen from its bytes, as there is no ending.

use std::io::{self, Read as _};
use std::path::Path;

use dvk::loading::File;
use dvk::source::LARGEST_FILE;

use super::world::WorldError;

/// The whole of standard input.
pub(super) fn read() -> Result<File, WorldError> {
    let path = || Path::new("-").to_owned();
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(LARGEST_FILE + 1);
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| WorldError::Read {
        path: path(),
        error,
    })?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(WorldError::TooLarge {
            path: path(),
            most: LARGEST_FILE,
        });
    }
    let name = format!("stdin.{}", ending(&bytes));
    Ok(File { name, bytes })
}

/// The ending that a file of these bytes would have.
fn ending(bytes: &[u8]) -> &'static str {
    const OLD_OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    // The first part of an OpenDocument file says what it is, unpacked.
    const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
    let head = &bytes[..bytes.len().min(200)];
    if head.starts_with(b"PK") {
        let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
        return if holds(OPEN_DOCUMENT) { "ods" } else { "xlsx" };
    }
    if head.starts_with(OLD_OFFICE) {
        return "xls";
    }
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    let first = first.unwrap_or_default();
    let is_table = first
        .strip_prefix('[')
        .is_some_and(|rest| rest.starts_with(|c: char| c == '[' || c.is_alphabetic()));
    let is_key = first
        .split_once('=')
        .is_some_and(|(key, _)| !key.contains([',', ';', '\t']));
    match first.starts_with(['{', '[']) {
        true if !is_table => "json",
        true => "toml",
        false if is_key => "toml",
        false => "csv",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_seen_from_the_bytes() {
        for (bytes, kind) in [
            (&b"PK\x03\x04\x14\0"[..], "xlsx"),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "ods",
            ),
            (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], "xls"),
            (b"\xef\xbb\xbf# a\n\nid = \"x\"", "toml"),
            (b"[facts.a]\n", "toml"),
            (b"[[criterion]]\n", "toml"),
            (b" {\"id\": 1}", "json"),
            (b"[\n{\"id\": 1}]", "json"),
            (b"id,name,a=b\n", "csv"),
            (b"M\xe3 \xb7,T\xean\n", "csv"),
            (b"", "csv"),
        ] {
            assert_eq!(ending(bytes), kind, "{bytes:?}");
        }
    }
}
