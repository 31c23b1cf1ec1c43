//! Work on many at once, on all cores and on deep stacks.
//!
//! Rules may nest to the depth that the engine's profile allows, which a thread's usual stack does
//! not hold in a debug build; so rules run on threads of our own.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, panicking, scope};

/// The stack of a thread that runs rules, in bytes.
const STACK: usize = 32 << 20;

/// Fewer than these are not worth a second thread.
const WORTH_A_THREAD: usize = 256;

thread_local! {
    /// Whether this thread has a deep stack already: one thread within another would only cost.
    static IS_DEEP: Cell<bool> = const { Cell::new(false) };
}

/// Does some work on a stack deep enough for rules, here if this thread has one. What the library
/// offers does so by itself; a program that works in it throughout may begin here and spare
/// itself the threads.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if IS_DEEP.get() {
        return work();
    }
    scope(|threads| join(spawn(threads, work)))
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
    let cores = available_parallelism().map_or(1, NonZero::get);
    let size = items.len().div_ceil(cores).max(WORTH_A_THREAD);
    let work = &work;
    scope(|threads| {
        let slices = items.chunks(size);
        let running: Vec<_> = slices
            .map(|slice| spawn(threads, move || work(slice)))
            .collect();
        running.into_iter().flat_map(join).collect()
    })
}

/// Does some work on pieces as they are cut off, on all cores, each piece from beginning to end on
/// one of them. What comes of each is collected in the order of the pieces by one thread, which has
/// what it collects at hand then; `collect` says whether more is wanted. Every thread has a desk of
/// its own, which is used for one piece after another; the desks come back. A single piece is not
/// worth a second thread.
pub(crate) fn in_order<P: Send, D: Send, S: Send>(
    mut cut: impl FnMut() -> Option<P> + Send,
    desk: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> D + Sync,
    mut collect: impl FnMut(D) -> bool + Send,
) -> Vec<S> {
    let first = cut();
    let second = first.is_some().then(&mut cut).flatten();
    // Asking how many cores there are takes the system as long as many rows.
    let others = match &second {
        Some(_) => available_parallelism().map_or(1, NonZero::get) - 1,
        None => 0,
    };
    let mut pieces = first.into_iter().chain(second);
    if others == 0 {
        let mut desk = desk();
        while let Some(piece) = pieces.next().or_else(&mut cut) {
            let done = work(&mut desk, piece);
            if !collect(done) {
                break;
            }
        }
        return vec![desk];
    }
    let cut = || pieces.next().or_else(&mut cut);
    let belt = Belt {
        cut: Mutex::new((0, cut)),
        done: Mutex::new(Done {
            due: 0,
            early: BTreeMap::new(),
            waiting: 0,
        }),
        moved: Condvar::new(),
        is_over: AtomicBool::new(false),
        ahead: AHEAD * (others + 1),
    };
    let serve = || {
        let _stop = StopOnPanic(&belt);
        let mut desk = desk();
        while let Ok((number, piece)) = belt.next() {
            let done = work(&mut desk, piece);
            belt.put(number, done);
        }
        desk
    };
    let serve_and_collect = || {
        let _stop = StopOnPanic(&belt);
        let mut desk = desk();
        let all = loop {
            match belt.next() {
                Ok((number, piece)) => {
                    let done = work(&mut desk, piece);
                    belt.lay(number, done);
                    belt.collect((number + 1).saturating_sub(belt.ahead), &mut collect);
                }
                Err(all) => break all,
            }
        };
        belt.collect(all, &mut collect);
        desk
    };
    scope(|threads| {
        let running: Vec<_> = (0..others).map(|_| spawn(threads, serve)).collect();
        let mut desks = vec![deep(serve_and_collect)];
        desks.extend(running.into_iter().map(join));
        desks
    })
}

/// So many pieces a thread may be done before their turn: what waits takes memory.
const AHEAD: usize = 4;

/// Pieces on their way through the threads.
struct Belt<C, D> {
    /// The number of the next piece, and what cuts it off.
    cut: Mutex<(usize, C)>,
    done: Mutex<Done<D>>,
    /// Told whenever something was done or collected.
    moved: Condvar,
    is_over: AtomicBool,
    ahead: usize,
}

/// What came of pieces.
struct Done<D> {
    /// The number of the piece that is to be collected next.
    due: usize,
    /// What waits for its turn.
    early: BTreeMap<usize, D>,
    /// So many threads wait until they may go on.
    waiting: usize,
}

impl<C, D> Belt<C, D> {
    /// The next piece and its number.
    ///
    /// # Errors
    /// There is none; so many there were.
    fn next<P>(&self) -> Result<(usize, P), usize>
    where
        C: FnMut() -> Option<P>,
    {
        let mut cut = lock(&self.cut);
        let piece = match self.is_over.load(Ordering::Relaxed) {
            true => None,
            false => (cut.1)(),
        };
        let piece = piece.ok_or(cut.0)?;
        cut.0 += 1;
        Ok((cut.0 - 1, piece))
    }

    /// Lays down what came of a piece.
    fn lay(&self, number: usize, done: D) {
        let mut all = lock(&self.done);
        all.early.insert(number, done);
        // Telling asks the system, and mostly nobody listens.
        if all.waiting > 0 {
            self.moved.notify_all();
        }
    }

    /// The same, as soon as it may be laid down: too many pieces before their turn take memory.
    fn put(&self, number: usize, done: D) {
        let mut all = lock(&self.done);
        while number >= all.due + self.ahead && !self.is_over.load(Ordering::Relaxed) {
            all = self.wait(all);
        }
        drop(all);
        self.lay(number, done);
    }

    /// Collects what is there in the order of the pieces, and waits for those before a number: they
    /// are all at work or done.
    fn collect(&self, before: usize, collect: &mut impl FnMut(D) -> bool) {
        let mut all = lock(&self.done);
        while !self.is_over.load(Ordering::Relaxed) {
            let due = all.due;
            if let Some(done) = all.early.remove(&due) {
                drop(all);
                if !collect(done) {
                    self.is_over.store(true, Ordering::Relaxed);
                }
                all = lock(&self.done);
                all.due += 1;
                if all.waiting > 0 {
                    self.moved.notify_all();
                }
            } else if due < before {
                all = self.wait(all);
            } else {
                break;
            }
        }
    }

    fn wait<'a>(&self, mut all: MutexGuard<'a, Done<D>>) -> MutexGuard<'a, Done<D>> {
        all.waiting += 1;
        let mut all = self.moved.wait(all).unwrap_or_else(PoisonError::into_inner);
        all.waiting -= 1;
        all
    }
}

/// Nobody waits for a thread that has panicked.
struct StopOnPanic<'b, C, D>(&'b Belt<C, D>);

impl<C, D> Drop for StopOnPanic<'_, C, D> {
    fn drop(&mut self) {
        if panicking() {
            // Whoever is about to wait has the lock until it does.
            let _all = lock(&self.0.done);
            self.0.is_over.store(true, Ordering::Relaxed);
            self.0.moved.notify_all();
        }
    }
}

/// What a mutex guards; a panic elsewhere ends the program in its own words.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn spawn<'s, T: Send + 's>(
    threads: &'s Scope<'s, '_>,
    work: impl FnOnce() -> T + Send + 's,
) -> ScopedJoinHandle<'s, T> {
    let deep = move || {
        IS_DEEP.set(true);
        work()
    };
    let thread = Builder::new().stack_size(STACK).spawn_scoped(threads, deep);
    thread.expect("the system has a thread left")
}

fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// The squares of some numbers, collected until there are enough.
    fn squares(numbers: usize, enough: usize) -> Vec<usize> {
        let mut pieces = 0..numbers;
        let mut squares = Vec::new();
        let desks = in_order(
            || pieces.next(),
            || 0,
            |at_desk, number| {
                *at_desk += 1;
                number * number
            },
            |square| {
                squares.push(square);
                squares.len() < enough
            },
        );
        assert!(desks.iter().sum::<usize>() >= squares.len());
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
