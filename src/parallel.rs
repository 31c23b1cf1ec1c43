//! Work on many at once, on all cores and on deep stacks.
//!
//! Rules may nest to the depth that the engine's profile allows, which a thread's usual stack does
//! not hold in a debug build; so rules run on threads of our own.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{Builder, available_parallelism, scope};

/// The stack of a thread that runs rules, in bytes.
const STACK: usize = 32 << 20;

/// Fewer than these are not worth a second thread.
const WORTH_A_THREAD: usize = 256;

/// Does some work on a deep stack.
pub(crate) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    scope(|threads| {
        let thread = Builder::new().stack_size(STACK).spawn_scoped(threads, work);
        let thread = thread.expect("the system has a thread left");
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Does some work on each slice of `items`, one slice a core, and joins the results in order: they
/// do not depend on how many cores there are.
pub(crate) fn chunked<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&[I]) -> Vec<T> + Sync,
) -> Vec<T> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let size = items.len().div_ceil(cores).max(WORTH_A_THREAD);
    let work = &work;
    scope(|threads| {
        let spawn = |slice| {
            let thread = Builder::new()
                .stack_size(STACK)
                .spawn_scoped(threads, move || work(slice));
            thread.expect("the system has a thread left")
        };
        let running: Vec<_> = items.chunks(size).map(spawn).collect();
        let results = running.into_iter();
        results
            .flat_map(|t| t.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}
