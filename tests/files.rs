//! Files as offices send them: what is found in them, and what is read.
//!
//! `tests/files/<story>/` holds the files of a story; the scheme and the period beside the stories
//! are given with each. `findings.vi.txt`, `findings.en.txt` and `read.json` say what is found and
//! what is read; where nothing may be ranked there is no list. `DVK_UPDATE=1 cargo test --test
//! files` rewrites them, and the workbooks, which are made by `tests/workbooks`.

mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dvk::diagnostic::render;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::report::{self, Format};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn updates() -> bool {
    std::env::var_os("DVK_UPDATE").is_some()
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.expect("the folder can be read").file_name();
        name.into_string().expect("names are plain text")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

fn is_expected(name: &str) -> bool {
    name.starts_with("findings.") || name == "read.json"
}

/// The files given, named without their folder, with the scheme and the period.
fn read(files: &[(String, Vec<u8>)]) -> Loaded {
    let common = ["scheme.toml", "period.toml"].map(|name| File {
        name: name.to_owned(),
        bytes: fs::read(folder().join(name)).expect("the file is there"),
    });
    let own = files.iter().map(|(name, bytes)| File {
        name: name.clone(),
        bytes: bytes.clone(),
    });
    let files: Vec<File> = common.into_iter().chain(own).collect();
    load(&files, &|_, _| None, &Options::default())
}

fn told(loaded: &Loaded) -> Option<String> {
    let dossier = loaded.dossier.as_ref()?;
    let options = report::Options {
        locale: Locale::En,
        width: None,
    };
    Some(report::intake(&loaded.books, dossier, Format::Json, &options))
}

fn story(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder().join(name);
    let files = names(&folder).into_iter().filter(|name| !is_expected(name));
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("the file is there");
        (name, bytes)
    };
    files.map(read).collect()
}

fn stories() -> Vec<String> {
    let all = names(&folder()).into_iter();
    all.filter(|name| folder().join(name).is_dir()).collect()
}

/// The workbooks are made before anything is read of them, where that is asked for.
fn make() {
    let put = |path: PathBuf, bytes: Vec<u8>| {
        let folder = path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    };
    put(folder().join("office/ky-2025.xlsx"), workbooks::office());
    put(folder().join("ten-faults/ds.xlsx"), workbooks::ten_faults());
    put(folder().join("tcvn3-workbook/ds.xlsx"), workbooks::tcvn3());
    let scheme = fs::read(folder().join("scheme.toml")).expect("there is a scheme");
    let diagnostics = folder().with_file_name("diagnostics");
    for (code, name, bytes) in workbooks::findings() {
        put(diagnostics.join(code).join(name), bytes);
        put(diagnostics.join(code).join("scheme.toml"), scheme.clone());
    }
}

#[test]
fn every_story_reads_as_expected() {
    if updates() {
        make();
    }
    let mut differ = Vec::new();
    for name in stories() {
        let loaded = read(&story(&name));
        let mut check = |file: &str, is: Option<String>| {
            let path = folder().join(&name).join(file);
            if updates() {
                let _ = fs::remove_file(&path);
                if let Some(is) = &is {
                    fs::write(&path, is).expect("the expected file can be written");
                }
            } else if fs::read_to_string(&path).ok() != is {
                differ.push(format!("{name}/{file} is not\n{}", is.unwrap_or_default()));
            }
        };
        for locale in Locale::ALL {
            let file = format!("findings.{}.txt", locale.of("vi", "en"));
            check(&file, Some(render(&loaded.diagnostics, locale, false)));
        }
        let is_sound = !loaded.diagnostics.has_errors();
        check("read.json", told(&loaded).filter(|_| is_sound));
    }
    assert!(
        differ.is_empty(),
        "{}\n(DVK_UPDATE=1 rewrites them)",
        differ.join("\n")
    );
}

#[test]
fn ten_faults_in_a_workbook_give_ten_messages() {
    let loaded = read(&[("ds.xlsx".to_owned(), workbooks::ten_faults())]);
    let found = loaded.diagnostics.sorted();
    let found: Vec<String> = found
        .iter()
        .map(|it| format!("{} {}", it.place, it.code))
        .collect();
    assert_eq!(
        found,
        [
            "ds.xlsx:Danh sách!E2 cell-formula",
            "ds.xlsx:Danh sách!F3 cell-error",
            "ds.xlsx:Danh sách!E4 cell-thousands",
            "ds.xlsx:Danh sách!G5 cell-separators",
            "ds.xlsx:Danh sách!H6 cell-no-such-day",
            "ds.xlsx:Danh sách!I7 cell-choice",
            "ds.xlsx:Danh sách!F8 cell-range",
            "ds.xlsx:Danh sách!B9 nominee-twice",
            "ds.xlsx:Danh sách!J10 cell-legacy",
            "ds.xlsx:Danh sách!E11 cell-wrong",
        ]
    );
}

/// What LibreOffice makes of a workbook is the same workbook; where the program is not there, the
/// copies that it made stand for it.
#[test]
fn what_libreoffice_saves_is_read_alike() {
    let office = read(&[("ky-2025.xlsx".to_owned(), workbooks::office())]);
    let expected = told(&office).expect("the workbook is read");
    let scratch = std::env::temp_dir().join(format!("dvk-soffice-{}", std::process::id()));
    fs::create_dir_all(&scratch).expect("a folder can be made");
    let original = scratch.join("ky-2025.xlsx");
    fs::write(&original, workbooks::office()).expect("a file can be written");
    for ending in ["ods", "xls", "xlsx"] {
        let copy = folder().join(format!("libreoffice-{ending}/ky-2025.{ending}"));
        let made = convert(&original, ending, &scratch.join(ending));
        if let (Some(bytes), true) = (&made, updates()) {
            fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder can be made");
            fs::write(&copy, bytes).expect("a file can be written");
        }
        let bytes = made.unwrap_or_else(|| fs::read(&copy).expect("there is a copy"));
        let loaded = read(&[(format!("ky-2025.{ending}"), bytes)]);
        assert!(
            !loaded.diagnostics.has_errors(),
            "{ending}: {}",
            render(&loaded.diagnostics, Locale::En, false)
        );
        let told = told(&loaded).expect("the workbook is read");
        assert_eq!(told.replace(&format!(".{ending}:"), ".xlsx:"), expected, "{ending}");
    }
    fs::remove_dir_all(&scratch).expect("the folder can be removed");
}

/// A workbook as LibreOffice saves it in another format, if the program is there.
fn convert(file: &Path, ending: &str, scratch: &Path) -> Option<Vec<u8>> {
    let profile = format!("-env:UserInstallation=file://{}/profile", scratch.display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", ending, "--outdir"])
        .arg(scratch)
        .arg(file)
        .output()
        .ok()?;
    let made = scratch.join(file.file_name()?).with_extension(ending);
    let bytes = fs::read(made).ok();
    assert!(bytes.is_some(), "soffice is there and makes nothing: {done:?}");
    bytes
}
