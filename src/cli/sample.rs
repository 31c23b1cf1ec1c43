//! The schemes and the period that are shipped inside the program.

use dvk::loading::File;

/// Embeds files of `criteria/` under their paths.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$( (concat!("criteria/", $path), include_str!(concat!("../../criteria/", $path))) ),*]
    };
}

/// Every file of the sample: its path, and its text.
pub(super) const FILES: &[(&str, &str)] = embed![
    "tap-the.toml",
    "ca-nhan.toml",
    "qcdc-xa-phuong.toml",
    "qcdc-co-quan.toml",
    "qcdc-doanh-nghiep.toml",
    "chung.rhai",
    "ky-mau/period.toml",
    "ky-mau/papers.toml",
    "ky-mau/nominations.csv",
    "ky-mau/units.csv",
    "ky-mau/marks.csv",
    "ky-mau/votes.csv",
    "ky-mau/decisions.csv",
    "ky-mau/history.csv",
];

/// The files that a ranking of the sample is given.
pub(super) fn files() -> Vec<File> {
    let given = FILES.iter().filter(|(path, _)| !path.ends_with(".rhai"));
    given.map(|(path, text)| file(path, text)).collect()
}

/// Finds a function file beside its scheme, among the embedded files.
pub(super) fn library(scheme: &str, name: &str) -> Option<File> {
    let (folder, _) = scheme.rsplit_once('/')?;
    let wanted = format!("{folder}/{name}");
    let (path, text) = FILES.iter().find(|(path, _)| *path == wanted)?;
    Some(file(path, text))
}

fn file(path: &str, text: &str) -> File {
    File {
        name: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}
