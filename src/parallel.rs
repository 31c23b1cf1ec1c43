//! Work on many at once, on all cores and on deep stacks, always with the same result.
//!
//! Rules may nest to the depth that the engine's profile allows, which a thread's usual stack does
//! not hold in a debug build; so rules run in a thread pool of our own. Where the system refuses
//! threads, everything is done here, one after the other.

use std::cell::Cell;
use std::num::NonZero;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::available_parallelism;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSlice as _;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The stack of a thread that runs rules, in bytes.
const STACK: usize = 32 << 20;

/// Fewer than these are not worth a second thread.
const WORTH_A_THREAD: usize = 256;

/// How many pieces are worked on together for each thread: what waits to be collected takes memory.
const PIECES_A_THREAD: usize = 8;

thread_local! {
    /// Whether this thread has a deep stack already.
    static IS_DEEP: Cell<bool> = const { Cell::new(false) };
}

/// The threads, made when they are first needed; `None` where the system refuses them.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let new = || {
        let threads = available_parallelism().map_or(1, NonZero::get);
        let pool = ThreadPoolBuilder::new().stack_size(STACK);
        let pool = pool.num_threads(threads);
        pool.start_handler(|_| IS_DEEP.set(true)).build().ok()
    };
    POOL.get_or_init(new).as_ref()
}

/// Does some work on a stack deep enough for rules, here if this thread has one. What the library
/// offers does so by itself; a program that works in it throughout may begin here and spare
/// itself the threads.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match pool_unless(IS_DEEP.get()) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

fn pool_unless(is_deep: bool) -> Option<&'static ThreadPool> {
    if is_deep { None } else { pool() }
}

/// Does some work here, on a stack that the caller knows to be as deep as rules need: 8 MB in a
/// release build.
pub fn deep_already<T>(work: impl FnOnce() -> T) -> T {
    let before = IS_DEEP.replace(true);
    let result = work();
    IS_DEEP.set(before);
    result
}

/// Does some work on each slice of `items`, one slice a core, and joins the results in order: they
/// do not depend on how many cores there are.
pub(crate) fn chunked<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&[I]) -> Vec<T> + Sync,
) -> Vec<T> {
    if items.len() <= WORTH_A_THREAD {
        return deep(|| work(items));
    }
    let Some(pool) = pool() else {
        return work(items);
    };
    let size = items.len().div_ceil(pool.current_num_threads());
    let slices = items.par_chunks(size.max(WORTH_A_THREAD));
    let results: Vec<Vec<T>> = pool.install(|| slices.map(&work).collect());
    results.into_iter().flatten().collect()
}

/// Does some work on pieces as they are cut off, on all cores, and collects what comes of each in
/// the order of the pieces; `collect` says whether more is wanted. Each thread has scratch memory
/// that is used for one piece after another and comes back in the end. A single piece is not worth
/// a second thread.
pub(crate) fn in_order<P: Send, D: Send, S: Send>(
    mut cut: impl FnMut() -> Option<P> + Send,
    scratch: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> D + Sync,
    mut collect: impl FnMut(D) -> bool + Send,
) -> Vec<S> {
    let first = cut();
    let second = first.is_some().then(&mut cut).flatten();
    let pool = second.as_ref().and_then(|_| pool());
    let mut pieces = first
        .into_iter()
        .chain(second)
        .chain(std::iter::from_fn(cut));
    let Some(pool) = pool else {
        let mut scratch = scratch();
        for piece in pieces {
            let done = work(&mut scratch, piece);
            if !collect(done) {
                break;
            }
        }
        return vec![scratch];
    };
    let idle: Mutex<Vec<S>> = Mutex::default();
    let one = |piece: P| {
        let own = lock(&idle).pop();
        let mut own = own.unwrap_or_else(&scratch);
        let done = work(&mut own, piece);
        lock(&idle).push(own);
        done
    };
    pool.install(|| {
        let together = PIECES_A_THREAD * pool.current_num_threads();
        let mut before: Vec<D> = Vec::new();
        loop {
            let batch: Vec<P> = pieces.by_ref().take(together).collect();
            let is_last = batch.is_empty();
            // What came of the pieces before is collected meanwhile.
            let (done, is_more_wanted) = rayon::join(
                || batch.into_par_iter().map(one).collect(),
                || before.into_iter().all(&mut collect),
            );
            if is_last || !is_more_wanted {
                break;
            }
            before = done;
        }
    });
    idle.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What a mutex guards; a panic elsewhere ends the program in its own words.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// The squares of some numbers, collected until there are enough.
    fn squares(numbers: usize, enough: usize) -> Vec<usize> {
        let mut pieces = 0..numbers;
        let mut squares = Vec::new();
        let scratches = in_order(
            || pieces.next(),
            || 0,
            |pieces, number| {
                *pieces += 1;
                number * number
            },
            |square| {
                squares.push(square);
                squares.len() < enough
            },
        );
        assert!(scratches.iter().sum::<usize>() >= squares.len());
        squares
    }

    #[test]
    fn what_is_done_is_collected_in_order_and_no_more_than_wanted() {
        for numbers in [0, 1, 2, 3, 1000] {
            let all: Vec<usize> = (0..numbers).map(|number| number * number).collect();
            assert_eq!(squares(numbers, usize::MAX), all);
        }
        assert_eq!(squares(1000, 3), [0, 1, 4]);
    }

    #[test]
    fn a_panic_of_one_is_a_panic_of_all() {
        for bad in [0, 1, 500] {
            let mut pieces = 0..1000;
            let work = |_: &mut (), number: usize| assert_ne!(number, bad);
            let all = || in_order(|| pieces.next(), || (), work, |()| true);
            assert!(catch_unwind(AssertUnwindSafe(all)).is_err());
            let mut pieces = 0..1000;
            let collect = |number: usize| {
                assert_ne!(number, bad);
                true
            };
            let all = || in_order(|| pieces.next(), || (), |(), number| number, collect);
            assert!(catch_unwind(AssertUnwindSafe(all)).is_err());
        }
    }
}
