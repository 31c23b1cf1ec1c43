//! What the office says of itself on its papers.

/// Whose form an official paper has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// The Party's: `ĐẢNG CỘNG SẢN VIỆT NAM`, an asterisk below the issuer.
    #[default]
    Party,
    /// The State's, by Decree 30/2020/NĐ-CP.
    State,
}
