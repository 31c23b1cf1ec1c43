//! Wrong use of the command line, reported in the language chosen.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use dvk::diagnostic::nearest;
use dvk::locale::Locale;
use dvk::report::PAPERS;

use super::exit::Exit;
use super::{output, report};

/// Tells what clap has to say: help and version on stdout, errors on stderr.
pub(super) fn tell(error: &Error, locale: Locale) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that went away is no error.
            let _ = error.print();
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Use
        }
        _ => {
            output::talk(&text(error, locale));
            Exit::Use
        }
    }
}

/// The error in words, with what may have been meant and where to read on.
fn text(error: &Error, locale: Locale) -> String {
    let of = |vi: String, en: String| locale.of(vi, en);
    let said = |kind| error.get(kind).map(plain).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => of(
            format!("lỗi: không nhận `{argument}`"),
            format!("error: `{argument}` is not known here"),
        ),
        ErrorKind::InvalidSubcommand => {
            let command = said(ContextKind::InvalidSubcommand);
            of(
                format!("lỗi: không có lệnh `{command}`"),
                format!("error: there is no command `{command}`"),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => of(
            format!("lỗi: `{argument}` còn thiếu giá trị"),
            format!("error: `{argument}` needs a value"),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(": {why}"));
            let why = why.unwrap_or_default();
            of(
                format!("lỗi: `{value}` không dùng được cho `{argument}`{why}"),
                format!("error: `{value}` does not fit `{argument}`{why}"),
            )
        }
        ErrorKind::MissingRequiredArgument => of(
            format!("lỗi: còn thiếu {argument}"),
            format!("error: missing {argument}"),
        ),
        ErrorKind::MissingSubcommand => of(
            "lỗi: còn thiếu lệnh".into(),
            "error: missing command".into(),
        ),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg);
            of(
                format!("lỗi: không dùng được `{argument}` cùng với `{other}`"),
                format!("error: `{argument}` cannot go with `{other}`"),
            )
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => of(
            format!("lỗi: số giá trị của `{argument}` không đúng"),
            format!("error: wrong number of values for `{argument}`"),
        ),
        ErrorKind::InvalidUtf8 => of(
            "lỗi: có đối số không phải là chữ hợp lệ (UTF-8)".into(),
            "error: an argument is not valid UTF-8".into(),
        ),
        _ => of(
            "lỗi: dòng lệnh chưa đúng".into(),
            "error: wrong use of the command line".into(),
        ),
    };
    if error.kind() == ErrorKind::MissingRequiredArgument && argument.contains("--paper") {
        let names: Vec<&str> = PAPERS.iter().map(report::name).collect();
        let names = names.join(", ");
        text.push_str(&of(
            format!("\nchọn một trong: {names}; hoặc --all để lập mọi văn bản"),
            format!("\nchoose one of: {names}; or --all for every paper"),
        ));
    }
    let valid = said(ContextKind::ValidValue);
    if !valid.is_empty() {
        text.push_str(&of(
            format!("\nchọn một trong: {valid}"),
            format!("\nchoose one of: {valid}"),
        ));
    }
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    for meant in meant
        .into_iter()
        .map(said)
        .filter(|meant| !meant.is_empty())
        // What is far from it was not meant: it would lead astray.
        .filter(|meant| {
            let command = said(ContextKind::InvalidSubcommand);
            command.is_empty() || nearest(&command, [meant.as_str()]).is_some()
        })
    {
        text.push_str(&of(
            format!("\ngợi ý: có phải là `{meant}`?"),
            format!("\nhelp: did you mean `{meant}`?"),
        ));
    }
    text.push_str(locale.of(
        "\nXem cách dùng: dvk help hoặc dvk help LỆNH",
        "\nHow to use it: dvk help or dvk help COMMAND",
    ));
    text
}

/// A context of clap's without its colours.
fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::{Cli, help, language};

    fn wrong(locale: Locale, arguments: &[&str]) -> String {
        language::speak(locale);
        let command = help::localise(Cli::command(), locale);
        let error = command.try_get_matches_from(arguments);
        text(&error.expect_err("the arguments are wrong"), locale)
    }

    #[test]
    fn wrong_use_is_told_in_the_language_chosen() {
        let told = wrong(Locale::Vi, &["dvk", "rnak"]);
        assert!(
            told.starts_with("lỗi: không có lệnh `rnak`\ngợi ý: có phải là `rank`?"),
            "{told}"
        );
        let told = wrong(Locale::En, &["dvk", "rank", "--fromat", "csv"]);
        assert!(
            told.starts_with("error: `--fromat` is not known here\nhelp: did you mean `--format`?"),
            "{told}"
        );
        let told = wrong(Locale::Vi, &["dvk", "rank", "--format", "xls", "a"]);
        assert!(told.contains("`xls` không dùng được cho"), "{told}");
        let told = wrong(Locale::Vi, &["dvk", "init"]);
        assert!(told.starts_with("lỗi: còn thiếu <THƯ-MỤC>"), "{told}");
    }

    #[test]
    fn the_command_holds_together() {
        for locale in Locale::ALL {
            language::speak(locale);
            help::localise(Cli::command(), locale).debug_assert();
        }
    }

    #[test]
    fn no_help_page_mixes_the_languages() {
        language::speak(Locale::Vi);
        for page in [
            "init",
            "check",
            "rank",
            "explain",
            "form",
            "markers",
            "import",
            "functions",
            "schema",
            "completions",
        ] {
            let command = help::localise(Cli::command(), Locale::Vi);
            let shown = command.try_get_matches_from(["dvk", page, "--help"]);
            let shown = shown.expect_err("help is shown").to_string();
            for english in [
                "Usage",
                "Options",
                "Arguments",
                "Print",
                "possible",
                "default",
            ] {
                assert!(!shown.contains(english), "{page}: {english}\n{shown}");
            }
        }
    }

    #[test]
    fn a_count_stands_behind_its_sign_so_that_no_file_is_taken_for_it() {
        language::speak(Locale::Vi);
        for arguments in [
            ["dvk", "rank", "--inflated", "criteria"],
            ["dvk", "rank", "--inflated=20", "criteria"],
        ] {
            let command = help::localise(Cli::command(), Locale::Vi);
            assert!(command.try_get_matches_from(arguments).is_ok());
        }
        let told = wrong(Locale::Vi, &["dvk", "rank", "--inflated=0", "criteria"]);
        assert!(told.contains("cần một số nguyên từ 1 trở lên"), "{told}");
    }
}
