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

/// The language that the arguments ask for, or the environment, or Vietnamese.
pub(super) fn choose(arguments: &[OsString], environment: Option<&OsStr>) -> Locale {
    let mut asked = environment.and_then(OsStr::to_str).and_then(named);
    let words = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_str().unwrap_or(""));
    let words: Vec<_> = words.take_while(|word| *word != "--").collect();
    for (at, word) in words.iter().enumerate() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.get(at + 1).copied(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        asked = value.and_then(named).or(asked);
    }
    asked.unwrap_or_default()
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
    }
}
