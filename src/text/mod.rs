//! Texts as people compare them, whatever they are for: capitals, spaces, accents, old fonts.

mod casefold;
mod clean;
mod day;
mod formula;
mod hexadecimal;
mod legacy;
mod normalize;

pub(crate) use casefold::{casefold, casefold_into};
pub use clean::without_controls;
pub(crate) use clean::{clean, cut, is_unseen, turns};
pub(crate) use day::{day_month_year, office_day};
pub(crate) use formula::{looks_like_a_formula, without_guard};
pub(crate) use hexadecimal::hexadecimal;
pub(crate) use legacy::{
    Legacy, has_foreign_letters_alone, is_syllable, is_vietnamese, legacy_encoding,
};
pub(crate) use normalize::{joined_words, normalize, normalize_person, unaccented};
