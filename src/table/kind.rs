//! What a file of a review period is for.

/// How a list of nominations is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells parted by commas, semicolons or tabs.
    Csv,
    /// `[[nomination]]` tables.
    Toml,
    /// A list of objects.
    Json,
    /// A sheet of a workbook.
    Workbook,
}

/// What a file of a review period is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Who is nominated, with which facts.
    Nominations(Format),
    /// The day of the review, and what it covers.
    Period,
    /// Awards of earlier years.
    History,
    /// What is known of units.
    Units,
    /// Marks that people gave.
    Marks,
    /// What was counted of votes.
    Votes,
    /// What people decided.
    Decisions,
    /// What the office says of itself on its papers.
    Papers,
    /// A workbook, each sheet of which has a kind of its own; or a text that is laid out as a sheet of
    /// a cluster.
    Workbook,
}

impl Kind {
    /// Whether it is about nominees that other files name.
    pub(crate) fn is_of_council(self) -> bool {
        matches!(self, Self::Marks | Self::Votes | Self::Decisions)
    }
}
