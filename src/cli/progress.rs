//! A line on stderr while work takes longer than a second, on a terminal only.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::language::{self, say};

/// The rows read so far.
pub(super) static ROWS: AtomicU64 = AtomicU64::new(0);

/// Progress is not shown for work that takes no longer than this.
const SOON: Duration = Duration::from_secs(1);

/// How often the line is written again.
const OFTEN: Duration = Duration::from_millis(200);

/// When a command began.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Does some work, and shows its progress if it takes long and a person looks on.
pub(super) fn watched<T>(work: impl FnOnce() -> T) -> T {
    if io::stderr().is_terminal() {
        watched_on(ProgressDrawTarget::stderr(), SOON, work)
    } else {
        work()
    }
}

fn watched_on<T>(target: ProgressDrawTarget, soon: Duration, work: impl FnOnce() -> T) -> T {
    let (done, ended) = channel::<()>();
    let started = Instant::now();
    thread::scope(|threads| {
        let spoken = language::spoken();
        let watch = move || {
            language::speak(spoken);
            let mut wait = soon;
            let mut line = None;
            let mut target = Some(target);
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let line: &mut ProgressBar = line.get_or_insert_with(|| {
                    let target = target.take().unwrap_or_else(ProgressDrawTarget::hidden);
                    new_line(target)
                });
                line.set_message(told(ROWS.load(Ordering::Relaxed), started.elapsed()));
                line.tick();
                wait = OFTEN;
            }
            if let Some(line) = line {
                line.finish_and_clear();
            }
        };
        // Where the system refuses a thread, the work is done without a word about it.
        let _ = thread::Builder::new().spawn_scoped(threads, watch);
        let result = work();
        // The other end hears that this one is gone.
        drop(done);
        result
    })
}

fn new_line(target: ProgressDrawTarget) -> ProgressBar {
    let line = ProgressBar::with_draw_target(None, target);
    line.set_style(ProgressStyle::with_template("{spinner} {msg}").expect("the template is sound"));
    line
}

/// How far the work is, in words.
fn told(rows: u64, passed: Duration) -> String {
    let seconds = passed.as_secs();
    if rows == 0 {
        return format!(
            "{} {seconds} {}…",
            say("Đang xử lý:", "Working:"),
            say("giây", "s")
        );
    }
    format!(
        "{} {rows} {}, {seconds} {}…",
        say("Đang đọc và chấm điểm:", "Reading and judging:"),
        say("dòng", "rows"),
        say("giây", "s")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dvk::locale::Locale;
    use indicatif::{InMemoryTerm, TermLike};

    fn screen() -> (InMemoryTerm, ProgressDrawTarget) {
        let screen = InMemoryTerm::new(4, 60);
        let like: Box<dyn TermLike> = Box::new(screen.clone());
        (screen, ProgressDrawTarget::term_like(like))
    }

    #[test]
    fn what_takes_long_is_told_and_wiped_away() {
        language::speak(Locale::En);
        let (here, target) = screen();
        let seen = watched_on(target, Duration::from_millis(1), || {
            let mut seen = String::new();
            for _ in 0..100 {
                thread::sleep(Duration::from_millis(20));
                seen = here.contents();
                if !seen.is_empty() {
                    break;
                }
            }
            seen
        });
        assert!(seen.contains("Working:"), "{seen:?}");
        assert_eq!(here.contents(), "", "nothing is left on the screen");
    }

    #[test]
    fn what_is_done_soon_is_not_told() {
        let (here, target) = screen();
        let result = watched_on(target, Duration::from_secs(3600), || 7);
        assert_eq!((result, here.contents().as_str()), (7, ""));
    }
}
