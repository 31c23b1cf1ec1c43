//! What another office program makes of a workbook.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A workbook as LibreOffice saves it in another format, if the program is there.
pub(crate) fn convert(file: &Path, ending: &str, scratch: &Path) -> Option<Vec<u8>> {
    let profile = format!("-env:UserInstallation=file://{}/profile", scratch.display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", ending, "--outdir"])
        .arg(scratch)
        .arg(file)
        .output()
        .ok()?;
    let made = scratch.join(file.file_name()?).with_extension(ending);
    let bytes = fs::read(made).ok();
    assert!(
        bytes.is_some(),
        "soffice is there and makes nothing: {done:?}"
    );
    bytes
}
