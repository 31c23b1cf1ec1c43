//! The sample: the shipped schemes and their filled period.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dvk::diagnostic::render;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;

/// The sample, loaded.
pub(crate) fn sample() -> &'static Loaded {
    static SAMPLE: OnceLock<Loaded> = OnceLock::new();
    SAMPLE.get_or_init(|| loaded(&files()))
}

/// The files of the sample.
pub(crate) fn files() -> Vec<File> {
    let criteria = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let mut files = Vec::new();
    for folder in [criteria.clone(), criteria.join("ky-mau")] {
        let entries = fs::read_dir(folder).expect("the folder can be listed");
        let paths = entries.map(|entry| entry.expect("it is listed").path());
        let is_read = |path: &PathBuf| {
            let ending = path.extension();
            ending.is_some_and(|ending| ending == "toml" || ending == "csv")
        };
        let mut paths: Vec<_> = paths.filter(is_read).collect();
        paths.sort();
        files.extend(paths.iter().map(|path| file(path)));
    }
    files
}

fn file(path: &Path) -> File {
    File {
        name: path.display().to_string(),
        bytes: fs::read(path).expect("the file is there"),
    }
}

/// Files without errors, loaded; functions stand beside their schemes.
pub(crate) fn loaded(files: &[File]) -> Loaded {
    let library = |scheme: &str, name: &str| {
        let path = Path::new(scheme).parent()?.join(name);
        path.is_file().then(|| file(&path))
    };
    let loaded = load(files, &library, &Options::default());
    let found = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}");
    loaded
}
