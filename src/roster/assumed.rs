//! Cells that are not written as is asked for and leave no doubt all the same: what they are taken
//! for.

use std::collections::BTreeSet;

use crate::text::unaccented;

/// What is written where nothing of the kind came up, without accents.
const NOTHING: [&str; 6] = ["khong phat sinh", "kps", "k.p.s", "khong ps", "-", "–"];

/// Marks that people set for yes.
const TICKS: [&str; 6] = ["x", "✓", "✔", "√", "☑", "[x]"];

/// Whether some words say that nothing of the kind came up, so that nothing was to be done.
pub(super) fn is_nothing(text: &str) -> bool {
    text.len() <= 32 && NOTHING.contains(&&*unaccented(text))
}

/// Whether some words are a mark for yes.
pub(super) fn is_tick(text: &str) -> bool {
    TICKS.contains(&&*text.to_lowercase())
}

/// A day that is parted by dashes or points, day first, with the strokes that are asked for.
pub(super) fn with_strokes(text: &str) -> Option<String> {
    let is_day_first = |mark: char| text.find(mark).is_some_and(|at| at <= 2);
    let parted = |mark: char| text.matches(mark).count() == 2 && is_day_first(mark);
    let mark = ['-', '.'].into_iter().find(|mark| parted(*mark))?;
    Some(text.replace(mark, "/"))
}

/// The one choice that some words mean: by the same words without accents and with any figures, or
/// by its figure and words of the label. `spellings` are those of the choices, each with its choice.
pub(super) fn choice(text: &str, label: &[&str], spellings: &[(String, usize)]) -> Option<usize> {
    let words = words(text);
    let of = |spelling: &str| self::words(spelling);
    let same = spellings.iter().filter(|(it, _)| of(it) == words);
    let same: BTreeSet<usize> = same.map(|(_, at)| *at).collect();
    if same.len() == 1 {
        return same.first().copied();
    }
    let figures: Vec<&Word> = words.iter().filter(|it| it.is_figure()).collect();
    let [figure] = figures[..] else { return None };
    let label = label.iter().flat_map(|label| of(label));
    let known: BTreeSet<Word> = spellings
        .iter()
        .flat_map(|(it, _)| of(it))
        .chain(label)
        .collect();
    let by_figure = spellings.iter().filter(|(it, _)| {
        let own = of(it);
        let mut figures = own.iter().filter(|it| it.is_figure());
        figures.next() == Some(figure) && figures.next().is_none()
    });
    let by_figure: BTreeSet<usize> = by_figure.map(|(_, at)| *at).collect();
    let is_known = words.iter().all(|word| known.contains(word));
    (by_figure.len() == 1 && is_known).then(|| by_figure.first().copied())?
}

/// A word of a choice: I, II, III and 1, 2, 3 are the same figures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Figure(u32),
    Other(String),
}

impl Word {
    fn is_figure(&self) -> bool {
        matches!(self, Self::Figure(_))
    }
}

fn words(text: &str) -> Vec<Word> {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let bare = unaccented(text);
    let words = bare.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let roman = |word: &str| ROMAN.iter().position(|it| *it == word);
    let figure = |word: &str| {
        let roman = roman(word).and_then(|at| u32::try_from(at + 1).ok());
        word.parse().ok().or(roman)
    };
    words
        .map(|word| figure(word).map_or_else(|| Word::Other(word.to_owned()), Word::Figure))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::casefold;

    fn meant(text: &str, label: &str, choices: &[&[&str]]) -> Option<usize> {
        let spellings = choices.iter().enumerate();
        let spellings =
            spellings.flat_map(|(at, all)| all.iter().map(move |it| (casefold(it), at)));
        choice(text, &[label], &spellings.collect::<Vec<_>>())
    }

    #[test]
    fn a_choice_is_known_by_its_figure() {
        let kinds: &[&[&str]] = &[&["I", "Loại I"], &["II", "Loại II"], &["III", "Loại III"]];
        for (text, at) in [
            ("1", Some(0)),
            ("loại 1", Some(0)),
            ("Loại 2", Some(1)),
            ("xã loại II", Some(1)),
            ("loai iii", Some(2)),
            ("4", None),
            ("phường loại 2", None),
            ("1 2", None),
            ("loại", None),
        ] {
            assert_eq!(meant(text, "Loại xã", kinds), at, "{text}");
        }
        let years: &[&[&str]] = &[&["1 đến 5 năm"], &["5 năm"]];
        assert_eq!(meant("1 den 5 nam", "", years), Some(0));
        assert_eq!(meant("5", "", years), Some(1));
        let alike: &[&[&str]] = &[&["Có"], &["Cơ"]];
        assert_eq!(meant("co", "", alike), None);
    }

    #[test]
    fn days_are_parted_by_dashes_and_points_too() {
        assert_eq!(with_strokes("06-11-2025").as_deref(), Some("06/11/2025"));
        assert_eq!(with_strokes("6.11.2025").as_deref(), Some("6/11/2025"));
        assert_eq!(with_strokes("6.11-2025"), None);
        assert_eq!(with_strokes("2025-02-30"), None);
    }
}
