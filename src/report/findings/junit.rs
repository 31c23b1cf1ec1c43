//! Findings as JUnit's XML: a suite a file; in it a test for each case of the scheme and for each
//! finding. An error is a failure; what forbids nothing passes, and says what it is.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::parts::{Checked, explain, help, more};
use crate::diagnostic::{Diagnostic, Place, Severity, without_controls};
use crate::locale::Locale;
use crate::rule::Rulebook;

/// The code of the finding that a case does not come out as it requires.
const CASE_FAILS: &str = "case-fails";

/// A test of a suite.
struct Test {
    name: String,
    /// Code, message and text of a failure.
    failure: Option<[String; 3]>,
    /// What is said of a test that passes.
    note: String,
}

/// The tests of each file.
type Suites = BTreeMap<String, Vec<Test>>;

pub(super) fn write(checked: &Checked<'_>, locale: Locale) -> String {
    let mut suites = Suites::new();
    for book in checked.books {
        let file = book.scheme.source.name();
        let suite = suites.entry(file.to_owned()).or_default();
        if !checked.found.has_errors_in(file) {
            let name = locale.of("đọc được", "loads").to_owned();
            suite.push(Test::passed(name, String::new()));
        }
        cases(book, checked, locale, suite);
    }
    for it in checked.found.sorted() {
        if it.code != CASE_FAILS {
            let suite = suites.entry(it.place.file().to_owned()).or_default();
            let name = format!("{} {}", it.code, it.place);
            let mut test = Test::passed(name, String::new());
            test.add(it, locale);
            suite.push(test);
        }
    }
    for (file, code, count) in checked.found.beyond() {
        let suite = suites.entry(file.to_owned()).or_default();
        let note = more(code, count, locale);
        suite.push(Test::passed(format!("{code} …"), note));
    }
    document(&suites)
}

/// A test for each case of a scheme, which fails where that is found.
fn cases(book: &Rulebook, checked: &Checked<'_>, locale: Locale, suite: &mut Vec<Test>) {
    let scheme = &book.scheme;
    let rows = scheme.criteria.iter().flat_map(|row| {
        let cases = row.cases.iter().enumerate();
        cases.map(|(at, case)| (case.span.start, format!("{} #{}", row.id, at + 1)))
    });
    let whole = scheme.cases.iter().enumerate();
    let whole = whole.map(|(at, case)| (case.span.start, format!("case #{}", at + 1)));
    let mut cases: BTreeMap<usize, Test> = rows
        .chain(whole)
        .map(|(start, name)| (start, Test::passed(name, String::new())))
        .collect();
    for it in checked.found.sorted() {
        let Place::Text { source, span } = &it.place else {
            continue;
        };
        if it.code != CASE_FAILS || source.name() != scheme.source.name() {
            continue;
        }
        // What is expected stands in the case, or is it.
        if let Some((_, case)) = cases.range_mut(..=span.start).next_back() {
            case.add(it, locale);
        }
    }
    suite.extend(cases.into_values());
}

impl Test {
    fn passed(name: String, note: String) -> Self {
        Self {
            name,
            failure: None,
            note,
        }
    }

    /// Adds a finding: an error is a failure, of which a test has one.
    fn add(&mut self, found: &Diagnostic, locale: Locale) {
        let message = found.message.get(locale);
        let mut text = format!("{}\n{message}\n", found.place);
        if let Some(help) = help(found, locale) {
            text.push_str(&help);
            text.push('\n');
        }
        text.push_str(&explain(found.code, locale));
        match (found.severity, &mut self.failure) {
            (Severity::Error, Some([_, _, told])) => {
                told.push('\n');
                told.push_str(&text);
            }
            (Severity::Error, none) => {
                *none = Some([found.code.to_owned(), message.to_owned(), text]);
            }
            _ => self.note.push_str(&text),
        }
    }
}

fn document(suites: &Suites) -> String {
    let all = suites.values().flatten();
    let (tests, failures) = counts(all);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dvk check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    for (file, suite) in suites {
        let (tests, failures) = counts(suite.iter());
        let file = text(file);
        xml.push_str(&format!(
            "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
        ));
        for test in suite {
            let name = text(&test.name);
            xml.push_str(&format!(
                "    <testcase classname=\"{file}\" name=\"{name}\""
            ));
            if let Some(failure) = &test.failure {
                let [code, message, body] = failure.each_ref().map(|it| text(it));
                xml.push_str(&format!(
                    ">\n      <failure type=\"{code}\" message=\"{message}\">{body}</failure>\n    </testcase>\n"
                ));
            } else if test.note.is_empty() {
                xml.push_str("/>\n");
            } else {
                let note = text(&test.note);
                xml.push_str(&format!(
                    ">\n      <system-out>{note}</system-out>\n    </testcase>\n"
                ));
            }
        }
        xml.push_str("  </testsuite>\n");
    }
    xml + "</testsuites>\n"
}

/// How many tests there are, and how many fail.
fn counts<'t>(tests: impl Iterator<Item = &'t Test>) -> (usize, usize) {
    tests.fold((0, 0), |(all, failing), test| {
        (all + 1, failing + usize::from(test.failure.is_some()))
    })
}

/// A text as XML may hold it: what an author wrote may have characters that no XML has.
fn text(text: &str) -> String {
    let plain = without_controls(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    escape(plain).into_owned()
}
