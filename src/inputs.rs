//! By which schemes and which data a result was made: digests that anybody can compute again.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::text::hexadecimal;

/// The number of the format of results: it changes when a key of theirs means something else.
pub const RESULT_FORMAT: u32 = 1;

/// The program by its name and version.
pub const PROGRAM: &str = concat!("dvk ", env!("CARGO_PKG_VERSION"));

/// By which schemes and which data a result was made.
///
/// A digest of several files is the SHA-256 of the digests of each, in hexadecimal, sorted, a line
/// each: so it does not depend on their names or order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inputs {
    schemes: [u8; 32],
    data: [u8; 32],
}

impl Inputs {
    /// Those of the bytes of every scheme with its functions, and of every other file.
    pub fn of<'b>(
        schemes: impl IntoIterator<Item = &'b [u8]>,
        data: impl IntoIterator<Item = &'b [u8]>,
    ) -> Self {
        Self {
            schemes: digest(schemes),
            data: digest(data),
        }
    }

    /// The digest of the schemes and their functions, in hexadecimal.
    pub fn schemes(&self) -> String {
        hexadecimal(&self.schemes)
    }

    /// The digest of the data, in hexadecimal.
    pub fn data(&self) -> String {
        hexadecimal(&self.data)
    }
}

fn digest<'b>(files: impl IntoIterator<Item = &'b [u8]>) -> [u8; 32] {
    let each = files
        .into_iter()
        .map(|bytes| hexadecimal(&Sha256::digest(bytes)));
    let lines: BTreeSet<String> = each.map(|line| line + "\n").collect();
    let lines: String = lines.into_iter().collect();
    Sha256::digest(lines).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_does_not_depend_on_the_order_of_files() {
        let one = Inputs::of([&b"a"[..], b"b"], [&b"c"[..]]);
        assert_eq!(one, Inputs::of([&b"b"[..], b"a"], [&b"c"[..]]));
        assert_ne!(one, Inputs::of([&b"a"[..], b"b"], [&b"d"[..]]));
    }
}
