//! The two languages, and a text that its author wrote in one or in both.

use std::fmt;

use jiff::civil::Date;

/// The language in which people are spoken to. Vietnamese is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// Both languages, the first one first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The Vietnamese or the English of two.
    pub fn of<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// The letter before the decimals: a comma in Vietnamese, a point in English.
    pub fn point(self) -> char {
        self.of(',', '.')
    }

    /// A date as the language writes it: `30/11/2025` in Vietnamese, `2025-11-30` in English.
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            Self::En => date.to_string(),
        }
    }

    /// A decimal number as the language writes it: `92,50` in Vietnamese, `92.50` in English.
    pub fn number(self, number: impl fmt::Display) -> String {
        let plain = number.to_string();
        self.of(plain.replace('.', ","), plain)
    }
}

/// A text that people read: Vietnamese, and English where its author gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Text {
    vi: String,
    en: Option<String>,
}

impl Text {
    /// A text in Vietnamese alone, which then serves for both languages.
    pub fn vi(vi: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: None,
        }
    }

    /// A text in both languages.
    pub fn both(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: Some(en.into()),
        }
    }

    /// A text that is made in each language.
    pub fn each(make: impl Fn(Locale) -> String) -> Self {
        Self::both(make(Locale::Vi), make(Locale::En))
    }

    /// The text in that language, or the only one there is.
    pub fn get(&self, locale: Locale) -> &str {
        locale.of(&self.vi, self.en.as_ref().unwrap_or(&self.vi))
    }

    /// Every wording the author gave.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.vi.as_str()).chain(self.en.as_deref())
    }
}
