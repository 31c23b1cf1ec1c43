//! How a number format of Excel shows a number: as the text that a person sees in the cell.

use crate::number::Number;

/// The longest code of a format that Excel takes, in characters.
const LONGEST: usize = 255;

/// A number format that may show something else than the number itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NumberFormat {
    /// By sign or by condition, as the code lists them.
    sections: Vec<Section>,
    pub(crate) is_percent: bool,
}

/// How some of the numbers are shown.
#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    /// `>=`, `<` …, and what a number is compared with.
    condition: Option<(String, Number)>,
    pieces: Vec<Piece>,
    /// How many digits stand before and after the point.
    whole: usize,
    decimals: usize,
    /// How often the number is divided by a thousand.
    thousands: usize,
    is_percent: bool,
    is_scientific: bool,
    is_fraction: bool,
    /// Whether it shows words, and no numbers.
    is_of_words: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Words(String),
    /// A place for a digit, and whether a zero stands there where there is no other.
    Digit(bool),
    Point,
    /// The number as it is.
    General,
}

impl NumberFormat {
    /// A format by its code; `None` if it shows every number as it is, or no number at all.
    pub(crate) fn of(code: &str) -> Option<Self> {
        let is_plain = code.eq_ignore_ascii_case("general") || code.is_empty();
        if is_plain || code.chars().count() > LONGEST {
            return None;
        }
        let mut sections = Vec::new();
        let mut rest = code;
        loop {
            let (section, next) = Section::of(rest)?;
            sections.push(section);
            match next {
                Some(next) => rest = next,
                None => break,
            }
        }
        sections.retain(|section| !section.is_of_words);
        if sections.is_empty() {
            return None;
        }
        let is_percent = sections.iter().any(|section| section.is_percent);
        Some(Self {
            sections,
            is_percent,
        })
    }

    /// A format that every Excel knows by its number.
    pub(crate) fn built_in(number: u16) -> Option<Self> {
        Self::of(match number {
            1 => "0",
            2 => "0.00",
            3 | 5 | 6 | 37 | 38 | 41 | 42 => "#,##0",
            4 | 7 | 8 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 | 13 => "# ?/?",
            48 => "##0.0E+0",
            _ => return None,
        })
    }

    /// What is seen of a number, with a point before decimals and nothing between thousands.
    pub(crate) fn show(&self, number: &Number) -> Option<String> {
        let (section, has_own_sign) = self.section(number)?;
        let mut shown = String::new();
        if number.is_negative() && !has_own_sign {
            shown.push('-');
        }
        section.show(&number.abs(), &mut shown)?;
        Some(shown)
    }

    /// The section that shows a number, and whether it says itself that the number is negative.
    fn section(&self, number: &Number) -> Option<(&Section, bool)> {
        if self.sections.iter().any(|it| it.condition.is_some()) {
            let holds = |it: &&Section| it.condition.as_ref().is_none_or(|it| holds(it, number));
            return Some((self.sections.iter().find(holds)?, false));
        }
        let (at, has_own_sign) = match self.sections.len() {
            0 | 1 => (0, false),
            2 => (usize::from(number.is_negative()), true),
            _ if number.is_zero() => (2, false),
            _ => (usize::from(number.is_negative()), true),
        };
        Some((self.sections.get(at)?, has_own_sign))
    }
}

fn holds((operator, limit): &(String, Number), number: &Number) -> bool {
    match operator.as_str() {
        ">" => number > limit,
        ">=" => number >= limit,
        "<" => number < limit,
        "<=" => number <= limit,
        "<>" => number != limit,
        _ => number == limit,
    }
}

impl Section {
    /// The section at the start of a code, and what comes after it; `None` if it shows days or
    /// times.
    fn of(code: &str) -> Option<(Self, Option<&str>)> {
        let mut section = Self::default();
        let mut has_point = false;
        // Commas after the last digit so far: each divides by a thousand if no digit follows.
        let mut commas = 0;
        let mut letters = code.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                ';' => {
                    section.thousands += commas;
                    return Some((section, Some(&code[at + 1..])));
                }
                '"' => {
                    let quoted = letters.by_ref().map(|(_, letter)| letter);
                    let quoted: String = quoted.take_while(|letter| *letter != '"').collect();
                    section.words(&quoted);
                }
                '\\' => section.words(&letters.next().map_or(String::new(), |it| it.1.to_string())),
                '_' => {
                    letters.next();
                    section.words(" ");
                }
                '*' => drop(letters.next()),
                '[' => {
                    let inner = letters.by_ref().map(|(_, letter)| letter);
                    let inner: String = inner.take_while(|letter| *letter != ']').collect();
                    section.bracket(&inner)?;
                }
                '0' | '#' | '?' => {
                    // Those before were only between thousands.
                    commas = 0;
                    match has_point {
                        // The places of an exponent.
                        _ if section.is_scientific => continue,
                        true => section.decimals += 1,
                        false => section.whole += 1,
                    }
                    section.pieces.push(Piece::Digit(letter == '0'));
                }
                '.' if !has_point => {
                    section.thousands += std::mem::take(&mut commas);
                    has_point = true;
                    section.pieces.push(Piece::Point);
                }
                ',' if section.whole + section.decimals > 0 => commas += 1,
                '%' => {
                    section.is_percent = true;
                    section.words("%");
                }
                'E' | 'e' if code[at + 1..].starts_with(['+', '-']) => section.is_scientific = true,
                '/' if section.whole > 0 => section.is_fraction = true,
                'G' | 'g'
                    if code[at..]
                        .get(..7)
                        .is_some_and(|it| it.eq_ignore_ascii_case("general")) =>
                {
                    letters.nth(5);
                    section.pieces.push(Piece::General);
                }
                // What follows is how words are shown.
                '@' => section.is_of_words = true,
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return None,
                other => section.words(&other.to_string()),
            }
        }
        section.thousands += commas;
        Some((section, None))
    }

    fn words(&mut self, words: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Words(last)) => last.push_str(words),
            _ => self.pieces.push(Piece::Words(words.to_owned())),
        }
    }

    /// What stands in brackets: a colour, a condition, a currency; `None` if it is a span of time.
    fn bracket(&mut self, inner: &str) -> Option<()> {
        if let Some(currency) = inner.strip_prefix('$') {
            self.words(currency.split('-').next().unwrap_or_default());
            return Some(());
        }
        let limit = inner.trim_start_matches(['<', '>', '=']);
        if limit.len() < inner.len() {
            let operator = inner[..inner.len() - limit.len()].to_owned();
            self.condition = Some((operator, Number::parse(limit.trim())?));
            return Some(());
        }
        let is_time = |letter: char| "hmsHMS".contains(letter);
        (!inner.chars().all(is_time)).then_some(())
    }

    /// Shows a number that is not negative.
    fn show(&self, number: &Number, shown: &mut String) -> Option<()> {
        let mut number = number.clone();
        if self.is_percent {
            number = number.multiply(&Number::HUNDRED)?;
        }
        for _ in 0..self.thousands {
            number = number.divide(&Number::from(1000))?;
        }
        if self.is_scientific {
            let float: f64 = number.to_string().parse().ok()?;
            shown.push_str(&format!("{float:.*e}", self.decimals.min(15)));
            return Some(());
        }
        if self.is_fraction {
            // Whatever the fraction is, decimals cannot be told from it.
            let whole = number.floor();
            let rest = if whole == number { "" } else { " ?/?" };
            shown.push_str(&format!("{whole}{rest}"));
            return Some(());
        }
        let fixed = number.to_fixed(u32::try_from(self.decimals).ok()?);
        let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let whole = if whole == "0" { "" } else { whole };
        let mut left = self.whole;
        let mut decimals = decimals.chars();
        let mut is_after_point = false;
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => shown.push_str(words),
                Piece::General => shown.push_str(&number.to_string()),
                Piece::Point => {
                    is_after_point = true;
                    // Without a place before the point, the digits stand there all the same.
                    if self.whole == 0 {
                        shown.push_str(whole);
                    }
                    if self.decimals > 0 {
                        shown.push('.');
                    }
                }
                Piece::Digit(is_zero) if is_after_point => {
                    let is_seen = *is_zero || decimals.as_str().bytes().any(|it| it != b'0');
                    let digit = decimals.next().filter(|_| is_seen);
                    shown.extend(digit);
                }
                Piece::Digit(is_zero) => {
                    // The first place takes all digits that have no place of their own.
                    let from = if left == self.whole {
                        0
                    } else {
                        whole.len().saturating_sub(left)
                    };
                    left -= 1;
                    let to = whole.len().saturating_sub(left);
                    match &whole[from.min(to)..to] {
                        "" if *is_zero => shown.push('0'),
                        digits => shown.push_str(digits),
                    }
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> String {
        let number = Number::parse(number).expect("a number");
        let format = NumberFormat::of(code);
        format.map_or_else(
            || number.to_string(),
            |format| format.show(&number).expect("it can be shown"),
        )
    }

    #[test]
    fn a_number_is_shown_by_its_format() {
        for (code, number, expected) in [
            ("General", "8.4", "8.4"),
            ("0", "8.4", "8"),
            ("0", "8.5", "9"),
            ("0.0", "8.45", "8.5"),
            ("0.0#", "8.4", "8.4"),
            ("#,##0", "1234567.5", "1234568"),
            ("#,##0.00", "0.5", "0.50"),
            (".00", "12.345", "12.35"),
            ("0%", "0.796", "80%"),
            ("0.0 %", "0.796", "79.6 %"),
            ("0.0\"%\"", "95", "95.0%"),
            ("#,##0,", "1500000", "1500"),
            ("#,##0.0,,\" triệu\"", "1500000", "1.5 triệu"),
            ("\"TT-\"00", "7", "TT-07"),
            ("0000", "12345", "12345"),
            ("#\".\"###", "1234", "1.234"),
            ("00000", "123", "00123"),
            ("#,###", "0", ""),
            (";;;", "8", ""),
            ("0;-0;;@", "0", ""),
            ("0;-0", "-5", "-5"),
            ("0;[Red]0", "-5", "5"),
            ("0.0_);(0.0)", "-5", "(5.0)"),
            ("[>=1000]0.0,\"k\";0", "1500", "1.5k"),
            ("[>=1000]0.0,\"k\";0", "15.4", "15"),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "0", " - "),
            ("#,##0\\ [$₫-42A]", "1500", "1500 ₫"),
            ("0.0E+0", "1234", "1.2e3"),
            ("# ?/?", "8.5", "8 ?/?"),
            ("\"Có\"", "1", "Có"),
            ("General\" hộ\"", "8.4", "8.4 hộ"),
            ("dd/mm/yyyy", "8.4", "8.4"),
            ("[h]:mm", "8.4", "8.4"),
        ] {
            assert_eq!(shown(code, number), expected, "{code} {number}");
        }
    }

    #[test]
    fn a_percent_sign_in_quotes_is_a_letter() {
        let is_percent = |code: &str| NumberFormat::of(code).is_some_and(|it| it.is_percent);
        assert!(is_percent("0%") && is_percent("0.00 %") && is_percent("[Red]0%;-0%"));
        assert!(!is_percent("0.0\"%\"") && !is_percent("0.0\\%") && !is_percent("General"));
    }
}
