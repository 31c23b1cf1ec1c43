//! The numbers of rows on paper: `I`, `A`, `1`, `1.1`, `a)`, `-`.

/// What a number looks like: rows alike stand on one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `I`, `II`.
    Roman,
    /// `A`, `B`.
    Capital,
    /// `1`, `1.1`, `1.1.1`: how many parts there are.
    Digits(usize),
    /// `a`, `b`, `đ`.
    Small,
    /// `-`, `+`.
    Bullet,
    /// No number at all.
    Bare,
}

/// A number as it stands on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct No {
    pub(super) style: Style,
    /// Without what follows it.
    pub(super) text: String,
}

impl No {
    pub(super) fn bare() -> Self {
        Self {
            style: Style::Bare,
            text: String::new(),
        }
    }

    /// The number that a cell of numbers holds.
    pub(super) fn of_cell(cell: &str, before: Option<&str>) -> Option<Self> {
        let text = cell
            .trim()
            .trim_start_matches('(')
            .trim_end_matches([')', '.', '/', ':', ' ']);
        let words = ["Tiêu chí ", "Mục ", "Phần ", "Nhóm ", "TC"];
        let text = words
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(text);
        let style = style(text, before)?;
        let text = match style {
            Style::Bullet => String::new(),
            _ => text.to_owned(),
        };
        Some(Self { style, text })
    }

    /// The number before a title, and the title.
    pub(super) fn before_title<'t>(
        title: &'t str,
        before: Option<&str>,
    ) -> Option<(Self, &'t str)> {
        if let Some(rest) = title.strip_prefix(['-', '–', '+', '•', '*', '\u{f0b7}']) {
            let style = Style::Bullet;
            let text = String::new();
            return Some((Self { style, text }, rest.trim_start()));
        }
        let title = ["Tiêu chí ", "Mục ", "Phần ", "Nhóm "]
            .iter()
            .find_map(|word| title.strip_prefix(word))
            .unwrap_or(title);
        let inner = title.strip_prefix('(').unwrap_or(title);
        let end = inner.find(|letter: char| !(letter.is_alphanumeric() || letter == '.'))?;
        let (number, rest) = inner.split_at(end);
        let is_closed = rest.starts_with([')', ':', '/']) || number.ends_with('.');
        let rest = rest.trim_start_matches([')', ':', '/', '.']).trim_start();
        let number = number.trim_end_matches('.');
        let is_dotted = number.contains('.');
        let style = style(number, before)?;
        (is_closed || is_dotted).then_some(())?;
        let text = number.to_owned();
        Some((Self { style, text }, rest))
    }

    /// As a part of an identifier.
    pub(super) fn slug(&self) -> String {
        self.text
            .replace('.', "_")
            .replace('đ', "dd")
            .replace('Đ', "DD")
    }
}

/// How a number is written; `before` is the one that stands before it.
fn style(text: &str, before: Option<&str>) -> Option<Style> {
    if matches!(text, "-" | "–" | "+" | "•" | "*") {
        return Some(Style::Bullet);
    }
    let mut letters = text.chars();
    let (first, is_one) = (letters.next()?, letters.next().is_none());
    if text
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.')
    {
        let parts = text
            .split('.')
            .filter(|part| !part.is_empty() && part.len() < 4);
        return (text.len() <= 12).then(|| Style::Digits(parts.count()));
    }
    let follows = |letter: char| before.is_some_and(|it| it.chars().eq([letter]));
    let is_roman = text.chars().all(|letter| "IVX".contains(letter));
    // The ninth of capital letters is no number one.
    let is_ninth = text == "I" && follows('H') || text == "V" && follows('U');
    if is_roman && text.len() <= 6 && !is_ninth {
        return Some(Style::Roman);
    }
    match first {
        'A'..='Z' | 'Đ' if is_one => Some(Style::Capital),
        'a'..='z' | 'đ' | 'ă' | 'â' if is_one => Some(Style::Small),
        _ => {
            // `I.1`, `A2`, `b1.1`: as deep as it has parts.
            let is_part = |part: &str| {
                !part.is_empty()
                    && part.len() <= 5
                    && part
                        .chars()
                        .all(|letter| letter.is_ascii_alphanumeric() || letter == 'đ')
            };
            let has_digit = text.chars().any(|letter| letter.is_ascii_digit());
            let parts: Vec<&str> = text.split('.').collect();
            let fits = has_digit && text.len() <= 12 && parts.iter().all(|part| is_part(part));
            let deeper = usize::from(
                parts
                    .last()
                    .is_some_and(|last| last.ends_with(|it: char| it.is_ascii_lowercase())),
            );
            fits.then(|| Style::Digits(parts.len() + deeper + usize::from(parts.len() == 1)))
        }
    }
}
