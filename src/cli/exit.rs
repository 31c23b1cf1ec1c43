//! The exit codes of the program.

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// There are problems in the files given, or with reading and writing them.
    Files = 1,
    /// Wrong use of the command line.
    Use = 2,
    /// Done, but people must decide.
    Decide = 3,
}
