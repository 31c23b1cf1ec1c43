//! Findings as programs read them: JSON, SARIF and JUnit of one faulty scheme and a sound one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// A scheme with a case that does not come out, and one with a rule that does not compile.
const FAULTY: [&str; 2] = ["case-fails.whole.toml", "rule-syntax.toml"];

fn check(format: &str, files: &[&str], more: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    command.current_dir(folder).env_remove("DVK_LANG");
    command
        .args(["check", "--format", format])
        .args(more)
        .args(files);
    command.output().expect("dvk starts")
}

fn json(format: &str, files: &[&str], more: &[&str]) -> Value {
    let done = check(format, files, more);
    assert!(
        done.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    serde_json::from_slice(&done.stdout).expect("it is JSON")
}

#[test]
fn json_lists_each_finding_with_its_place_and_how_to_read_about_it() {
    let found = json("json", &FAULTY, &["--lang", "en"]);
    let syntax = &found["findings"].as_array().expect("a list")[2];
    assert_eq!(syntax["code"], "rule-syntax");
    assert_eq!(syntax["severity"], "error");
    assert_eq!(syntax["file"], "rule-syntax.toml");
    assert_eq!(
        (&syntax["line"], &syntax["column"]),
        (&11.into(), &26.into())
    );
    assert_eq!(syntax["explain"], "dvk help error rule-syntax");
    assert_eq!(
        json("json", &FAULTY, &[])["findings"][2]["explain"],
        "dvk help loi rule-syntax"
    );
    let sound = json("json", &["rule-syntax.toml", "no-basis.toml"], &[]);
    assert_eq!(sound["findings"].as_array().map(Vec::len), Some(2));
}

#[test]
fn sarif_names_rules_and_places_as_the_standard_asks() {
    let log = json("sarif", &FAULTY, &["--lang", "en"]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!((rules.len(), results.len()), (2, 3));
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a number");
        let rule = &rules[usize::try_from(index).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["level"], "error");
        assert!(result["message"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string());
        let region = &place["region"];
        assert_eq!(region["startLine"], region["endLine"]);
        assert!(region["startColumn"].as_u64() < region["endColumn"].as_u64());
    }
}

/// The names of the elements of a text, and what is said by the attribute of that name.
fn elements(xml: &str, attribute: &str) -> Vec<(String, Option<String>)> {
    let mut reader = Reader::from_str(xml);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(it) | Event::Empty(it) => {
                let name = it.name().as_ref().to_owned();
                let value = it
                    .try_get_attribute(attribute)
                    .expect("attributes are sound");
                let value = value.map(|it| it.value.into_owned());
                elements.push((name, value));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

#[test]
fn junit_counts_cases_and_findings_as_tests() {
    let done = check("junit", &FAULTY, &["--lang", "en"]);
    assert_eq!(done.status.code(), Some(1));
    let xml = String::from_utf8(done.stdout).expect("it is UTF-8");
    let of = |name: &str, attribute: &str| -> Vec<Option<String>> {
        let all = elements(&xml, attribute).into_iter();
        all.filter(|(it, _)| it == name)
            .map(|(_, value)| value)
            .collect()
    };
    let names = FAULTY.map(|name| Some(name.to_owned()));
    assert_eq!(of("testsuite", "name"), names);
    let failures = of("failure", "type");
    // Both expectations of the one case are told by its failure.
    assert_eq!(failures.len(), 2, "{xml}");
    assert!(xml.contains("khong-dat"), "{xml}");
    assert_eq!(of("testsuites", "failures"), [Some("2".to_owned())]);
    let tests = of("testcase", "name").len().to_string();
    assert_eq!(of("testsuites", "tests"), [Some(tests)]);
    assert!(xml.contains("name=\"case #1\""), "{xml}");
}

#[test]
fn what_forbids_nothing_passes_in_junit_unless_it_is_strict() {
    let done = check("junit", &["no-basis.toml"], &[]);
    let xml = String::from_utf8(done.stdout).expect("it is UTF-8");
    assert_eq!(done.status.code(), Some(0), "{xml}");
    assert!(
        xml.contains("failures=\"0\"") && xml.contains("no-basis"),
        "{xml}"
    );
    let strict = check("junit", &["no-basis.toml"], &["--strict"]);
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn formats_of_findings_are_for_check_alone_and_go_into_files() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    let done = command
        .args(["rank", "--sample", "--format", "sarif"])
        .output();
    let done = done.expect("dvk starts");
    assert_eq!(done.status.code(), Some(2));
    assert!(done.stdout.is_empty());
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("findings.sarif");
    let name = file.to_str().expect("it is UTF-8");
    check("sarif", &FAULTY, &["-o", name]);
    let text = std::fs::read(&file).expect("it was written");
    serde_json::from_slice::<Value>(&text).expect("it is JSON");
}

/// What `dvk check` says of a scheme of one criterion with these lines at its end.
fn checked(name: &str, lints: &str) -> (Option<i32>, String) {
    let text = format!(
        "[facts.ty_le]\ntype = \"percent\"\nmax = 100\n[[criterion]]\nid = \"A1\"\nmax = 10\nbasis = \"b\"\n\
         rule = 'if ty_le >= 90 {{ 8 }} else {{ 0 }}'\n[[criterion]]\nid = \"A2\"\nmax = 10\nbasis = \"b\"\n\
         rule = 'if ty_le >= 50 {{ 7 }} else {{ 0 }}'\n[ranking]\nlast = \"council\"\n{lints}"
    );
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.toml"));
    std::fs::write(&path, text).expect("it can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dvk"));
    let done = command.args(["check", "--lang", "en"]).arg(&path).output();
    let done = done.expect("dvk starts");
    (
        done.status.code(),
        String::from_utf8_lossy(&done.stderr).into_owned(),
    )
}

#[test]
fn lints_allow_and_raise_what_is_warned_of_and_say_how_many_were_allowed() {
    let (code, told) = checked("lints-none", "");
    assert_eq!(code, Some(0));
    assert_eq!(
        told.matches("warning[maximum-not-reached]").count(),
        2,
        "{told}"
    );
    let lint = |level: &str, only: &str| {
        format!(
            "[lints]\nmaximum-not-reached = {{ level = \"{level}\", reason = \"as printed\"{only} }}\n"
        )
    };
    let (code, told) = checked("lints-allow", &lint("allow", ""));
    assert_eq!(
        (code, told.trim()),
        (Some(0), "2 finding(s) allowed by [lints].")
    );
    let (code, told) = checked("lints-only", &lint("allow", ", only = [\"A2\"]"));
    assert_eq!(code, Some(0));
    assert!(
        told.contains("not-reached]: the rule of the criterion `A1`"),
        "{told}"
    );
    assert_eq!(told.matches("maximum-not-reached").count(), 1, "{told}");
    assert!(told.contains("1 finding(s) allowed"), "{told}");
    let (code, told) = checked("lints-error", &lint("error", ", only = [\"A1\"]"));
    assert_eq!(code, Some(1));
    assert!(
        told.contains("error[maximum-not-reached]: the rule of the criterion `A1`"),
        "{told}"
    );
    assert!(
        told.contains("warning[maximum-not-reached]: the rule of the criterion `A2`"),
        "{told}"
    );
}
