//! Texts as people compare them, whatever they are for: capitals, spaces, accents, old fonts.

mod casefold;
mod clean;
mod legacy;
mod normalize;

pub(crate) use casefold::{casefold, casefold_into};
pub(crate) use clean::{clean, cut};
pub(crate) use legacy::{Legacy, is_syllable, is_vietnamese, legacy_encoding};
pub(crate) use normalize::{normalize, unaccented};
