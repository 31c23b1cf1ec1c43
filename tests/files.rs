//! Files as offices send them: what is found in them, and what is read.
//!
//! `tests/files/<story>/` holds the files of a story; the scheme and the period beside the stories
//! are given with each. `findings.vi.txt`, `findings.en.txt` and `read.json` say what is found and
//! what is read; where nothing may be ranked there is no list. `DVK_UPDATE=1 cargo test --test
//! files` rewrites them, and the workbooks, which are made by `tests/workbooks`.

mod office;
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dvk::diagnostic::render;
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::office::Office;
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
    let roster = loaded.roster.as_ref()?;
    let options = report::Options {
        locale: Locale::En,
        width: None,
        ..report::Options::default()
    };
    let told = report::import_preview(&loaded.books, roster, Format::Json, &options);
    Some(String::from_utf8(told.expect("JSON holds it")).expect("JSON is text"))
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
            "ds.xlsx:Danh sách!E2 Số hộ (hộ) cell-formula",
            "ds.xlsx:Danh sách!F3 Tỷ lệ hộ tham gia cell-error",
            "ds.xlsx:Danh sách!E4 Số hộ (hộ) cell-thousands",
            "ds.xlsx:Danh sách!G5 Kinh phí cell-separators",
            "ds.xlsx:Danh sách!H6 Ngày bắt đầu cell-no-such-day",
            "ds.xlsx:Danh sách!I7 Loại hình cell-choice",
            "ds.xlsx:Danh sách!F8 Tỷ lệ hộ tham gia cell-range",
            "ds.xlsx:Danh sách!B9 Mã nominee-twice",
            "ds.xlsx:Danh sách!J10 Tên mô hình cell-legacy",
            "ds.xlsx:Danh sách!E11 Số hộ (hộ) cell-wrong",
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
        let made = office::convert(&original, ending, &scratch.join(ending));
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
        assert_eq!(
            told.replace(&format!(".{ending}:"), ".xlsx:"),
            expected,
            "{ending}"
        );
    }
    fs::remove_dir_all(&scratch).expect("the folder can be removed");
}

/// The list that is written of what was read says the same, cell for cell, when it is read again.
#[test]
fn a_clean_list_is_read_again_as_it_is() {
    let sample = |name: &str| File {
        name: name.to_owned(),
        bytes: fs::read(folder().join("../../criteria").join(name)).expect("it is shipped"),
    };
    let schemes = ["tap-the.toml", "ca-nhan.toml", "qcdc-xa-phuong.toml"];
    let others = [
        "qcdc-co-quan.toml",
        "qcdc-doanh-nghiep.toml",
        "ky-mau/period.toml",
    ];
    let common: Vec<File> = schemes.into_iter().chain(others).map(sample).collect();
    let library = |_: &str, name: &str| Some(sample(name));
    let read = |list: File| {
        let files: Vec<File> = common.iter().cloned().chain([list]).collect();
        let loaded = load(&files, &library, &Options::default());
        let found = render(&loaded.diagnostics, Locale::En, false);
        assert!(!loaded.diagnostics.has_errors(), "{found}");
        loaded
    };
    let first = read(sample("ky-mau/nominations.csv"));
    let roster = first.roster.as_ref().expect("it is read");
    assert!(
        roster.nominations.len() > 90,
        "the sample is read as a whole"
    );
    for locale in Locale::ALL {
        let options = report::Options {
            locale,
            width: None,
            ..report::Options::default()
        };
        let list = report::import_preview(&first.books, roster, Format::Csv, &options)
            .expect("a list can be written");
        let again = read(File {
            name: "sach.csv".to_owned(),
            bytes: list,
        });
        let doubts = again.diagnostics.sorted();
        let doubts: Vec<_> = doubts
            .iter()
            .filter(|it| it.code.starts_with("cell-"))
            .collect();
        assert!(doubts.is_empty(), "{doubts:?}");
        let again = again.roster.expect("it is read");
        assert_eq!(again.nominations.len(), roster.nominations.len());
        for (one, other) in roster.nominations.iter().zip(&again.nominations) {
            let known = |it: &dvk::roster::Nomination| {
                let parts = (it.subject, it.unit.clone(), it.field.clone(), it.received);
                format!(
                    "{} {} {parts:?} {} {:?}",
                    it.id, it.name, it.scheme, it.facts
                )
            };
            assert_eq!(known(one), known(other));
        }
    }
}

/// What the command says and how it ends.
fn import(arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_dvk"))
        .current_dir(folder())
        .args(["import", "scheme.toml", "period.toml"])
        .args(arguments)
        .args(["--lang", "en"])
        .env_remove("COLUMNS")
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn importing_shows_what_is_read_or_writes_it() {
    let (code, table, findings) = import(&["office/ky-2025.xlsx", "--dry-run"]);
    assert_eq!(code, Some(0));
    assert!(
        table.contains("3 nominees, 3 marks, 2 counts of votes, 1 past awards"),
        "{table}"
    );
    for told in ["TT-02", "95.5 %", "Tiếng", "Tổ thẩm định", "Thôn"] {
        assert!(table.contains(told), "{told}: {table}");
    }
    assert!(findings.contains("ky-2025.xlsx:Danh sách"), "{findings}");
    for format in ["markdown", "csv", "json"] {
        let (code, told, _) = import(&["office/ky-2025.xlsx", "--dry-run", "--format", format]);
        assert_eq!(
            (code, told.contains("TT-02")),
            (Some(0), true),
            "{format}: {told}"
        );
    }
    // Faults are told with what could be read beside them.
    let (code, table, findings) = import(&["ten-faults/ds.xlsx", "--dry-run"]);
    assert_eq!(code, Some(1));
    assert!(table.contains("0 nominees"), "{table}");
    assert!(findings.contains("10 error(s)"), "{findings}");
    let list = std::env::temp_dir().join(format!("dvk-list-{}.csv", std::process::id()));
    let path = list.to_str().expect("a plain path");
    assert_eq!(import(&["ten-faults/ds.xlsx", "-o", path]).0, Some(1));
    assert!(!list.exists(), "nothing is written from faulty data");
    assert_eq!(import(&["office/ky-2025.xlsx", "-o", path]).0, Some(0));
    let written = fs::read_to_string(&list).expect("it is written");
    assert!(
        written.starts_with("\u{feff}id,name,subject,unit"),
        "{written}"
    );
    fs::remove_file(&list).expect("it can be removed");
    let (code, _, said) = import(&["office/ky-2025.xlsx"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--dry-run"), "{said}");
}

/// The blank forms come back as they went out: nothing in them is taken for a row or a fault.
#[test]
fn a_blank_form_has_no_faults() {
    let scheme = File {
        name: "scheme.toml".to_owned(),
        bytes: fs::read(folder().join("scheme.toml")).expect("the file is there"),
    };
    let books = load(&[scheme], &|_, _| None, &Options::default()).books;
    for locale in Locale::ALL {
        let form = dvk::form::workbook(
            &books.iter().collect::<Vec<_>>(),
            &Office::default(),
            locale,
        )
        .expect("the form can be made");
        let blank = read(&[("form.xlsx".to_owned(), form)]);
        let found = blank.diagnostics.sorted();
        let found: Vec<_> = found.iter().map(|it| it.code).collect();
        let is_quiet =
            |code: &&str| ["column-unknown", "nominee-none", "sheet-unknown"].contains(code);
        assert!(found.iter().all(is_quiet), "{found:?}");
    }
}
