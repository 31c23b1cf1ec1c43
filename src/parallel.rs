//! Work on many at once, on all cores and on deep stacks.
//!
//! Rules may nest to the depth that the engine's profile allows, which a thread's usual stack does
//! not hold in a debug build; so rules run on threads of our own.

use std::cell::Cell;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism, scope};

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

/// Does some work on items as they come, on the other cores while more of them come. `feed` puts
/// the items in and is given back what is done by then, in no order; the rest comes at the end.
/// Nothing is done in parallel until there is a second item: one is not worth a thread.
pub(crate) fn alongside<I: Send, T: Send, R>(
    work: impl Fn(I) -> T + Sync,
    feed: impl FnOnce(&mut (dyn FnMut(I) -> Vec<T> + Send)) -> R,
) -> (R, Vec<T>) {
    let others = available_parallelism().map_or(1, NonZero::get) - 1;
    let (put, items) = sync_channel::<I>(2 * others);
    let (give, mut done) = channel::<T>();
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).recv();
    let (work, next) = (&work, &next);
    scope(|threads| {
        let mut running = Vec::new();
        let mut first = None;
        let result = feed(&mut |item| {
            if others == 0 {
                return vec![work(item)];
            }
            if running.is_empty() {
                let Some(one) = first.take() else {
                    first = Some(item);
                    return Vec::new();
                };
                for _ in 0..others {
                    let give = give.clone();
                    let serve = move || {
                        while let Ok(item) = next() {
                            if give.send(work(item)).is_err() {
                                return;
                            }
                        }
                    };
                    running.push(spawn(threads, serve));
                }
                // Who serves is there until the queue is dropped, or panics, which shows below.
                let _ = put.send(one);
            }
            let _ = put.send(item);
            let done = &mut done;
            done.try_iter().collect()
        });
        drop((put, give));
        let mut rest = Vec::new();
        if running.is_empty() {
            rest.extend(first.map(|item| deep(|| work(item))));
        }
        rest.extend(done.iter());
        running.into_iter().for_each(join);
        (result, rest)
    })
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
