//! The language of the command line itself. It is chosen before anything is parsed, so that help
//! and usage errors come out in it.

use std::cell::Cell;
use std::ffi::{OsStr, OsString};

use dvk::locale::Locale;

thread_local! {
    // The derived command asks for its texts without being able to hand anything over.
    static SPOKEN: Cell<Locale> = const { Cell::new(Locale::Vi) };
}

/// The Vietnamese or the English of two, in the language chosen.
pub(super) fn say(vi: &'static str, en: &'static str) -> &'static str {
    SPOKEN.get().of(vi, en)
}

/// Chooses the language of [`say`] on this thread.
pub(super) fn speak(locale: Locale) {
    SPOKEN.set(locale);
}

/// The language of [`say`] on this thread.
pub(super) fn spoken() -> Locale {
    SPOKEN.get()
}

/// The language that the arguments ask for, or the environment, or Vietnamese.
pub(super) fn choose(arguments: &[OsString], environment: Option<&OsStr>) -> Locale {
    let asked = last(arguments, "--lang").and_then(named);
    let usual = || environment.and_then(OsStr::to_str).and_then(named);
    asked.or_else(usual).unwrap_or_default()
}

/// What is said of an environment that names a language which the program does not have.
pub(super) fn unknown(environment: &OsStr) -> Option<String> {
    let word = environment.to_string_lossy();
    let is_known = word.is_empty() || named(&word).is_some();
    let (start, end) = (
        say("lưu ý: không nhận ngôn ngữ", "note: there is no language"),
        say(
            "ghi ở biến môi trường DVK_LANG; chọn vi hoặc en",
            "as the environment variable DVK_LANG has it; choose vi or en",
        ),
    );
    (!is_known).then(|| format!("{start} `{word}` {end}"))
}

/// The last value that the arguments give to a long option, before anything is parsed.
pub(super) fn last<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let words = arguments.iter().skip(1);
    let words = words.map(|word| word.to_str().unwrap_or(""));
    let words: Vec<_> = words.take_while(|word| *word != "--").collect();
    let value = |(at, word): (usize, &&'a str)| match word.strip_prefix(option)? {
        "" => words.get(at + 1).copied(),
        rest => rest.strip_prefix('='),
    };
    words.iter().enumerate().filter_map(value).next_back()
}

/// `vi` and `en`, and what an environment usually says: `vi_VN.UTF-8`.
fn named(word: &str) -> Option<Locale> {
    match word.to_ascii_lowercase().split(['_', '-', '.']).next()? {
        "vi" => Some(Locale::Vi),
        "en" => Some(Locale::En),
        _ => None,
    }
}

/// A language on the command line.
pub(super) fn parse(word: &str) -> Result<Locale, &'static str> {
    named(word).ok_or_else(|| say("chọn `vi` hoặc `en`", "choose `vi` or `en`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str], environment: Option<&str>) -> Locale {
        let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
        choose(&arguments, environment.map(OsStr::new))
    }

    #[test]
    fn arguments_outweigh_the_environment() {
        assert_eq!(asked(&["dvk", "rank"], None), Locale::Vi);
        assert_eq!(asked(&["dvk", "rank"], Some("en")), Locale::En);
        assert_eq!(asked(&["dvk", "--lang", "vi"], Some("en")), Locale::Vi);
        assert_eq!(asked(&["dvk", "rank", "--lang=en"], None), Locale::En);
        assert_eq!(asked(&["dvk", "--", "--lang", "en"], None), Locale::Vi);
        assert_eq!(asked(&["dvk", "--lang"], Some("en_US.UTF-8")), Locale::En);
        assert_eq!(
            asked(&["dvk", "--lang=fr"], Some("en")),
            Locale::En,
            "which is refused when it is parsed"
        );
    }
}
