//! The lot: equals in an order that nobody can steer and anybody can check.
//!
//! The council agrees on a word before the results are known. The SHA-256 digest of `word|code`
//! gives each nominee a number; the lowest stands first.

use sha2::{Digest as _, Sha256};

use crate::text::hexadecimal;

/// The lot of one nominee: 64 hexadecimal digits; the lower stands first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lot(Box<str>);

impl Lot {
    /// Draws the lot of the nominee with this code.
    pub fn draw(seed: &str, id: &str) -> Self {
        let digest = Sha256::digest(format!("{seed}|{id}"));
        Self(hexadecimal(&digest).into())
    }

    /// The digest, as `sha256sum` prints it.
    pub fn digest(&self) -> &str {
        &self.0
    }
}

/// The command by which anyone finds the same digest: `printf '%s' 'word|code' | sha256sum`.
pub fn lot_command(seed: &str, id: &str) -> String {
    let said = format!("{seed}|{id}").replace('\'', "'\\''");
    format!("printf '%s' '{said}' | sha256sum")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_one_that_sha256sum_prints() {
        // printf '%s' 'Hội nghị 30/11|TT-01' | sha256sum
        assert_eq!(
            Lot::draw("Hội nghị 30/11", "TT-01").digest(),
            "2c12d22a4e61148715b592aa351e9e6bb2646fe80ee0c28e9d0717895acc74b7"
        );
        assert_eq!(
            lot_command("Hội nghị 30/11", "TT-01"),
            "printf '%s' 'Hội nghị 30/11|TT-01' | sha256sum"
        );
    }

    #[test]
    fn a_quotation_mark_in_the_word_does_not_end_the_command() {
        assert_eq!(
            lot_command("a'b", "N1"),
            r"printf '%s' 'a'\''b|N1' | sha256sum"
        );
    }
}
