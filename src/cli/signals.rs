//! Signals that ask the program to end: while a file is being written they wait until it is whole or
//! taken away.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::emulate_default_handler;

/// The signals by which people and systems end a program.
const ENDING: &[i32] = &[
    SIGINT,
    SIGTERM,
    #[cfg(unix)]
    signal_hook::consts::SIGHUP,
];

/// Whether the program was asked to end while it wrote.
#[derive(Debug, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// An error where the program was asked to end.
    pub(super) fn check(&self) -> io::Result<()> {
        // Not `Interrupted`, which writers take as a reason to try again.
        if self.0.load(Ordering::SeqCst) {
            return Err(io::Error::other("stopped by a signal"));
        }
        Ok(())
    }

    /// Asks for an end.
    #[cfg(test)]
    pub(super) fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// What is registered with the system.
struct Registered {
    /// Whether a signal ends the program at once.
    ends_at_once: Arc<AtomicBool>,
    stop: Stop,
    /// Which signals came.
    came: Vec<(i32, Arc<AtomicBool>)>,
}

/// Lets a write beyond a limit of the system be an error like any other, not the end of the program.
pub(super) fn survive_limits() {
    // Where it cannot be registered, everything is as without it.
    #[cfg(unix)]
    let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Lets Ctrl-C be for another program that has the terminal.
pub(super) fn ignore_interrupts() {
    #[cfg(unix)]
    let _ = flag::register(SIGINT, Arc::default());
}

/// Does some work with signals deferred: [`Stop`] reports one that came, the work cleans up, and
/// then the program ends as the signal asks.
pub(super) fn held<T>(work: impl FnOnce(&Stop) -> T) -> T {
    static REGISTERED: OnceLock<Registered> = OnceLock::new();
    let registered = REGISTERED.get_or_init(register);
    registered.ends_at_once.store(false, Ordering::SeqCst);
    let done = work(&registered.stop);
    registered.ends_at_once.store(true, Ordering::SeqCst);
    for (signal, came) in &registered.came {
        if came.load(Ordering::SeqCst) {
            // Where it cannot, the command ends by itself.
            let _ = emulate_default_handler(*signal);
        }
    }
    done
}

fn register() -> Registered {
    let ends_at_once = Arc::new(AtomicBool::new(true));
    let stop = Stop::default();
    let mut all = Vec::new();
    for signal in ENDING {
        let came: Arc<AtomicBool> = Arc::default();
        // A system that refuses lets the signal end the program, as ever.
        let _ = flag::register_conditional_default(*signal, Arc::clone(&ends_at_once))
            .and_then(|_| flag::register(*signal, Arc::clone(&came)))
            .and_then(|_| flag::register(*signal, Arc::clone(&stop.0)));
        all.push((*signal, came));
    }
    Registered {
        ends_at_once,
        stop,
        came: all,
    }
}
