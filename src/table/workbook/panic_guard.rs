//! Whether this thread is reading what may make a foreign reader panic, so that whoever tells of
//! panics can keep silent about it: the file's author is told in words what is wrong.

use std::cell::Cell;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does some work during which [`is_quiet`] holds in this thread.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let before = QUIET.replace(true);
    let done = work();
    QUIET.set(before);
    done
}

/// Whether a panic in this thread, right now, is caught and told as a finding about a workbook.
pub fn is_quiet() -> bool {
    QUIET.get()
}
