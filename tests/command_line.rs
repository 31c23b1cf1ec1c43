//! What is asked of the program and cannot be done is refused in words, and nothing is written.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dvk(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dvk"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("dvk starts")
}

/// What is said where nothing is done because the program was asked wrongly.
fn refusal(arguments: &[&str]) -> String {
    let done = dvk(arguments);
    let told = String::from_utf8(done.stderr).expect("words");
    assert_eq!(done.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(done.stdout.is_empty(), "{arguments:?}");
    assert_eq!(told.trim_end().lines().count(), 1, "{arguments:?}: {told}");
    told
}

#[test]
fn no_result_is_written_under_an_ending_that_it_does_not_have() {
    let folder = std::env::temp_dir();
    for ending in ["pdf", "odt"] {
        let path = folder.join(format!("dvk-{}.{ending}", std::process::id()));
        let name = path.to_str().expect("a plain name");
        for command in [
            &["rank", "--sample"][..],
            &["explain", "--sample", "TT-01"],
            &["functions"],
        ] {
            let told = refusal(&[command, &["-o", name]].concat());
            assert!(told.contains(&format!("`.{ending}`")) && told.contains("`.csv`"));
            let told = refusal(&[command, &["-o", name, "--lang", "en"]].concat());
            assert!(told.contains("opens in Excel"), "{told}");
            assert!(!path.exists());
        }
    }
    // A program that goes by the ending would not open it.
    let name = format!("dvk-{}.xlsx", std::process::id());
    let told = refusal(&["rank", "--sample", "--format", "json", "-o", &name]);
    assert!(
        told.contains("`.xlsx`") && told.contains("`.json`"),
        "{told}"
    );
    assert!(!Path::new(&name).exists());
    // Whoever names the format means it.
    let path = folder.join(format!("dvk-{}.data", std::process::id()));
    let name = path.to_str().expect("a plain name");
    let done = dvk(&["functions", "--format", "json", "-o", name]);
    assert!(done.status.success() && path.exists());
    std::fs::remove_file(path).expect("it is there");
}

#[test]
fn what_was_forgotten_is_named_and_not_the_faults_that_follow() {
    let period = "criteria/ky-mau";
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(period).is_dir());
    for command in ["rank", "markers", "check"] {
        assert!(refusal(&[command, period]).contains("chưa có bộ tiêu chí nào"));
    }
    let told = refusal(&["import", period, "--dry-run", "--lang", "en"]);
    assert!(told.contains("no scheme was given"), "{told}");
    let told = refusal(&["explain", "criteria/tap-the.toml", period]);
    assert!(told.contains("đề nghị ghi mã ở cuối dòng lệnh"), "{told}");
}

/// Offices keep what belongs to a nominee in a folder that is called by its code.
#[test]
fn a_code_may_be_the_name_of_a_folder_too() {
    let folder = std::env::temp_dir().join(format!("dvk-code-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("TT-01")).expect("a folder can be made");
    let done = Command::new(env!("CARGO_BIN_EXE_dvk"))
        .args(["explain", "--sample", "TT-01"])
        .current_dir(&folder)
        .output()
        .expect("dvk starts");
    std::fs::remove_dir_all(&folder).expect("it can be removed");
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && told.contains("TT-01"), "{told}");
}

/// `script` gives the command a terminal of its own.
#[test]
#[cfg(target_os = "linux")]
fn a_workbook_is_never_written_to_a_terminal() {
    let command = format!("{} rank --sample --format xlsx", env!("CARGO_BIN_EXE_dvk"));
    let done = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .output()
        .expect("`script` starts");
    let told = String::from_utf8_lossy(&done.stdout);
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains("-o TỆP.xlsx") && told.len() < 400, "{told}");
}

/// What was not read is told in every format, and forbids everything where nothing may be left out.
#[test]
fn what_was_left_out_is_listed_in_every_format_and_refused_where_it_must_not_be() {
    let folder = std::env::temp_dir().join(format!("dvk-left-out-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let scheme = "id = \"s\"\ntitle = \"Bộ thử\"\nsubject = \"collective\"\n[points]\nscale = 10\n\
        [facts.ho]\nlabel = \"Số hộ\"\ntype = \"integer\"\n[[group]]\nid = \"G\"\ntitle = \"G\"\nmax = 10\n\
        [[criterion]]\nid = \"A\"\nin = \"G\"\ntitle = \"A\"\nmax = 10\nrule = \"per(ho, 1, MAX)\"\n[ranking]\nlast = \"council\"\n";
    let list = "id,name,ho,Điện thoại\na,Thôn A,5,0905\nb,Thôn B,7,0914\n";
    std::fs::write(folder.join("s.toml"), scheme).expect("it can be written");
    std::fs::write(folder.join("nominations.csv"), list).expect("it can be written");
    let run = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_dvk"))
            .args(["rank", ".", "--date", "2025-11-30"])
            .args(more)
            .current_dir(&folder)
            .output()
            .expect("dvk starts")
    };
    for (format, told) in [
        ("table", "Không đọc (1 chỗ)"),
        ("markdown", "Không đọc (1 chỗ)"),
        ("json", "\"kind\": \"left-out\""),
    ] {
        let done = run(&["--format", format]);
        let out = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "{done:?}");
        assert!(out.contains(told) && out.contains("Điện thoại"), "{out}");
    }
    let done = run(&["--format", "csv"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        said.contains("không đọc[column-unknown]") && said.contains("1 phần không đọc"),
        "{said}"
    );
    let strict = run(&["--strict"]);
    let said = String::from_utf8_lossy(&strict.stderr);
    std::fs::remove_dir_all(&folder).expect("it can be removed");
    assert_eq!(strict.status.code(), Some(1), "{said}");
    assert!(
        strict.stdout.is_empty() && said.contains("lỗi[column-unknown]"),
        "{said}"
    );
}

#[test]
fn help_is_a_command_too() {
    for (asked, same) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "rank"], &["rank", "--help"]),
    ] {
        let (asked, same) = (dvk(asked), dvk(same));
        assert!(asked.status.success() && !asked.stdout.is_empty());
        assert_eq!(asked.stdout, same.stdout);
    }
}

#[test]
fn no_command_is_suggested_that_is_far_from_what_was_typed() {
    let told = |command| String::from_utf8(dvk(&[command]).stderr).expect("words");
    assert!(told("rnak").contains("`rank`"), "{}", told("rnak"));
    assert!(
        !told("compare").contains("completions"),
        "{}",
        told("compare")
    );
}

#[test]
fn a_nominee_is_known_by_code_or_name_as_people_write_them() {
    let sheet = |word: &str| dvk(&["explain", "--sample", word]);
    let expected = sheet("TT-01");
    assert!(expected.status.success());
    for word in [
        "tt-01",
        "Hội Nông dân xã Hòa Tiến",
        "hội nông dân xã Hoà Tiến",
        "hoi nong dan xa hoa tien",
    ] {
        assert_eq!(sheet(word).stdout, expected.stdout, "{word}");
    }
    let told = String::from_utf8(sheet("TT-011").stderr).expect("words");
    assert!(told.contains("`TT-01`"), "{told}");
}

/// What a command prints on a terminal of 20 lines, with this pager.
#[cfg(unix)]
fn on_a_terminal(pager: &str, arguments: &[&str]) -> String {
    use std::io::Read as _;

    let size = nix::pty::Winsize {
        ws_row: 20,
        ws_col: 100,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    let terminal = nix::pty::openpty(&size, None).expect("there are terminals");
    let mut shown = std::fs::File::from(terminal.master);
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        // The end of a terminal that nobody holds any more comes as an error.
        let _ = shown.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    command.args(arguments).env("PAGER", pager);
    command.env_remove("DVK_PAGER").env_remove("DVK_LANG");
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let done = command.stdout(terminal.slave).status().expect("it runs");
    assert!(done.success(), "{arguments:?}");
    // The command holds the other end of the terminal.
    drop(command);
    reader.join().expect("the terminal is read")
}

#[cfg(unix)]
#[test]
fn a_long_result_is_shown_by_the_pager_and_a_short_one_is_not() {
    let three = on_a_terminal("head -n 3", &["rank", "--sample"]);
    assert_eq!(three.lines().count(), 3, "{three}");
    for (pager, arguments) in [
        ("head -n 3", &["rank", "--sample", "--no-pager"][..]),
        ("cat", &["rank", "--sample"]),
        ("", &["rank", "--sample"]),
        ("no-such-pager", &["rank", "--sample"]),
    ] {
        let whole = on_a_terminal(pager, arguments);
        assert!(whole.lines().count() > 100, "{pager} {arguments:?}");
    }
    let short = on_a_terminal("head -n 3", &["report", "--list"]);
    assert!(short.lines().count() > 10, "{short}");
}

#[test]
fn standard_input_and_output_have_a_sign() {
    let scheme = std::fs::read("criteria/tap-the.toml").expect("it is there");
    let scheme = String::from_utf8(scheme).expect("it is text");
    let own = scheme.replace("functions = [\"chung.rhai\"]\n", "");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    command.args(["check", "-", "--lang", "en", "-o", "-", "--format", "csv"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.stderr(Stdio::piped()).spawn().expect("it runs");
    let mut input = running.stdin.take().expect("it is piped");
    input.write_all(own.as_bytes()).expect("it is read");
    drop(input);
    let done = running.wait_with_output().expect("it ends");
    let [out, err] = [done.stdout, done.stderr].map(|it| String::from_utf8(it).expect("text"));
    assert!(out.contains("dvk-tap-the"), "{out}");
    assert!(err.contains("stdin.toml:"), "{err}");
    assert!(!Path::new("-").exists());
}

#[test]
fn quiet_leaves_errors_and_the_number_of_the_rest() {
    let loud = dvk(&["rank", "--sample", "--format", "csv"]);
    let quiet = dvk(&["rank", "--sample", "--format", "csv", "--quiet"]);
    assert_eq!(loud.stdout, quiet.stdout);
    assert!(!loud.stderr.is_empty() && quiet.stderr.is_empty());
    let told = |arguments: &[&str]| String::from_utf8(dvk(arguments).stderr).expect("text");
    let wrong = "tests/diagnostics/id-twice.toml";
    assert!(told(&["check", wrong, "-q"]).contains("[id-twice]"));
    let doubtful = "tests/diagnostics/better-gets-less.choice.toml";
    assert!(told(&["check", doubtful]).contains("[better-gets-less]"));
    let quiet = told(&["check", doubtful, "-q"]);
    assert_eq!(quiet.trim_end().lines().count(), 1, "{quiet}");
    assert!(quiet.contains("cảnh báo"), "{quiet}");
}

#[test]
fn colours_are_shown_as_they_are_asked_for() {
    let has_colours = |arguments: &[&str]| dvk(arguments).stderr.contains(&0x1b);
    let wrong = "tests/diagnostics/id-twice.toml";
    assert!(!has_colours(&["check", wrong]));
    assert!(has_colours(&["check", wrong, "--color", "always"]));
    assert!(!has_colours(&["check", wrong, "--color=never"]));
}

#[test]
fn an_unknown_language_of_the_environment_is_named() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    let done = command.arg("functions").env("DVK_LANG", "fr").output();
    let told = String::from_utf8(done.expect("it runs").stderr).expect("text");
    assert!(told.contains("`fr`") && told.contains("DVK_LANG"), "{told}");
}

#[test]
fn a_paper_is_named_in_either_language() {
    let page = |paper| {
        dvk(&[
            "report", "--sample", "--paper", paper, "--format", "markdown",
        ])
    };
    let submission = page("submission").stdout;
    assert!(!submission.is_empty());
    for name in ["to-trinh", "Tờ trình", "to trinh"] {
        assert!(page(name).stdout == submission, "{name}");
    }
    let told = String::from_utf8(page("totrinh").stderr).expect("text");
    assert!(told.contains("có phải là `to-trinh`?"), "{told}");
}

#[test]
fn many_faults_of_a_column_are_one_finding_with_its_rows() {
    let folder = std::env::temp_dir().join(format!("dvk-column-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("it is made");
    let header = "id,name,unit,subject,so_buoi\n";
    let rows = (2..=26).map(|row| format!("A{row},Xã {row},Xã {row},collective,abc{row}\n"));
    let list = folder.join("nominations.csv");
    std::fs::write(&list, header.to_owned() + &rows.collect::<String>()).expect("it is written");
    let scheme = folder.join("tieu-chi.toml");
    let text = "id = \"m\"\ntitle = \"Mẫu\"\nsubject = \"collective\"\n\
        [facts.so_buoi]\nlabel = \"Số buổi\"\ntype = \"number\"\n\
        [[criterion]]\nid = \"A1\"\ntitle = \"Một\"\nbasis = \"Điều 1\"\nmax = 10\nrule = \"per(so_buoi, 1, MAX)\"\n\
        [ranking]\nlists = [\"subject\"]\nlast = \"shared\"\n";
    std::fs::write(&scheme, text).expect("it is written");
    let name = folder.to_str().expect("a plain name");
    let done = dvk(&["rank", name, "--date", "2025-11-30"]);
    let told = String::from_utf8(done.stderr).expect("text");
    std::fs::remove_dir_all(&folder).expect("it is there");
    assert_eq!(told.matches("[cell-wrong]").count(), 1, "{told}");
    assert!(
        told.contains("24 ô khác của cột này, ở các dòng 3–26"),
        "{told}"
    );
    assert!(told.contains("Có 25 lỗi."), "{told}");
}

#[test]
fn an_empty_folder_to_start_from_says_what_to_fill_in() {
    for (language, guide) in [("vi", "HUONG-DAN.html"), ("en", "MANUAL.html")] {
        let folder =
            std::env::temp_dir().join(format!("dvk-blank-{language}-{}", std::process::id()));
        let name = folder.to_str().expect("a plain name");
        let done = dvk(&["init", "--blank", name, "--lang", language]);
        let said = String::from_utf8(done.stderr).expect("text");
        assert!(done.status.success(), "{said}");
        assert!(
            said.contains("dvk draft") && said.contains("period.toml"),
            "{said}"
        );
        let mut names: Vec<String> = std::fs::read_dir(&folder)
            .expect("it is made")
            .map(|it| {
                it.expect("it is listed")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        assert_eq!(names, [guide, "papers.toml", "period.toml"]);
        // With every line taken in, the files are right.
        for file in ["period.toml", "papers.toml"] {
            let path = folder.join(file);
            let text = std::fs::read_to_string(&path).expect("it is read");
            let taken_in = text.lines().map(|line| {
                let rest = line.strip_prefix("# ").unwrap_or(line);
                let is_toml = rest.starts_with('[') || rest.contains(" = ");
                if is_toml { rest } else { line }
            });
            let taken_in: Vec<&str> = taken_in.collect();
            // The sample's schemes hold in 2025.
            let text = taken_in.join("\n").replace("2026-", "2025-");
            std::fs::write(&path, text).expect("it is written");
        }
        let done = dvk(&[
            "report",
            "criteria",
            "criteria/ky-mau/nominations.csv",
            "criteria/ky-mau/units.csv",
            name,
            "--paper",
            "submission",
            "--format",
            "markdown",
        ]);
        let (page, said) = (
            String::from_utf8(done.stdout),
            String::from_utf8(done.stderr),
        );
        let (page, said) = (page.expect("text"), said.expect("text"));
        assert!(page.contains("12-TTr/…"), "{said}\n{page}");
        std::fs::remove_dir_all(&folder).expect("it is there");
    }
}

#[test]
fn a_word_document_that_somebody_saved_is_not_written_over() {
    let path = std::env::temp_dir().join(format!("dvk-edited-{}.docx", std::process::id()));
    let name = path.to_str().expect("a plain name");
    let write = || dvk(&["report", "--sample", "--paper", "to-trinh", "-o", name]);
    assert!(write().status.success());
    assert!(write().status.success(), "its own document is written anew");
    // As Word saves it: with what it says of itself.
    let mut bytes = std::fs::read(&path).expect("it is written");
    bytes.extend_from_slice(b"docProps/app.xml");
    std::fs::write(&path, &bytes).expect("it is written");
    let refused = write();
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).expect("text");
    assert!(told.contains(name), "{told}");
    assert_eq!(std::fs::read(&path).expect("it is there"), bytes);
    std::fs::remove_file(path).expect("it is there");
}

#[test]
fn what_a_draft_leaves_open_is_named_by_check() {
    let folder = std::env::temp_dir();
    let path = folder.join(format!("dvk-open-{}.toml", std::process::id()));
    let text = std::fs::read_to_string("tests/draft/hoi-dong-nhan-dan.toml").expect("it is there");
    let open = text
        .lines()
        .filter(|line| line.contains("# CẦN XEM"))
        .count();
    assert!(open > 0, "the draft leaves something open");
    std::fs::write(&path, &text).expect("it is written");
    let told = dvk(&["check", path.to_str().expect("a plain name")]).stderr;
    let told = String::from_utf8(told).expect("text");
    assert!(
        told.contains(&format!("{open} chỗ CẦN XEM (dòng ")),
        "{told}"
    );
    std::fs::remove_file(path).expect("it is there");
}

#[test]
fn a_drafted_scheme_is_written_as_toml_alone() {
    let table = "tests/draft/hop-chi-bo.csv";
    for ending in [".docx", ".xlsx", ""] {
        let path = std::env::temp_dir().join(format!("dvk-draft-{}{ending}", std::process::id()));
        let name = path.to_str().expect("a plain name");
        assert!(refusal(&["draft", table, "-o", name]).contains("TOML"));
        let told = refusal(&["draft", table, "-o", name, "--lang", "en"]);
        assert!(told.contains("-o FILE.toml") && !path.exists(), "{told}");
    }
}
