//! Zipped office files (`.xlsx`, `.ods`, `.docx`): their parts, unpacked under a limit, and how they
//! refer to each other.

mod relations;
mod unzipped;

pub(crate) use relations::{Relation, all_relations, attribute, relations_of, resolved};
pub(crate) use unzipped::{Packed, Unzipped};

/// So many bytes the parts of a zipped office file may have together once they are unpacked. A list of
/// 100,000 rows of twenty columns has about 100 MB.
pub(crate) const MOST_UNPACKED: u64 = 256 << 20;

/// Why an office file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is none, or damaged.
    Broken,
    /// It cannot be opened without a password.
    Password,
    /// It unpacks to more than is read.
    TooLarge,
    /// It has more formats of cells than Excel allows by far.
    TooManyStyles,
}
