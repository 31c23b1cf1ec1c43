//! CPU time, and what many rounds of it come to.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;

/// What some work costs, over all threads of this process, in nanoseconds a unit.
pub(crate) fn cost<T>(units: usize, work: impl FnOnce() -> T) -> (f64, T) {
    let start = ProcessTime::now();
    let result = black_box(work());
    (nanoseconds(start.elapsed()) / count(units), result)
}

/// What some short work costs when it is done so often that the clock can see it.
pub(crate) fn cost_repeated<T>(units: usize, times: usize, work: impl Fn() -> T) -> f64 {
    let repeat = || {
        for _ in 0..times {
            black_box(work());
        }
    };
    cost(units * times, repeat).0
}

/// A duration in nanoseconds.
pub(crate) fn nanoseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e9
}

#[expect(clippy::cast_precision_loss, reason = "no bench does 2^52 of anything")]
fn count(units: usize) -> f64 {
    units as f64
}

/// One figure for each round.
#[derive(Debug, Default, Clone)]
pub(crate) struct Series(Vec<f64>);

impl Series {
    pub(crate) fn push(&mut self, figure: f64) {
        self.0.push(figure);
    }

    /// The middle figure.
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// This series over another, round by round: neighbours in time share the machine's mood.
    pub(crate) fn over(&self, other: &Self) -> f64 {
        let pairs = self.0.iter().zip(&other.0);
        Self(pairs.map(|(one, other)| one / other).collect()).median()
    }

    /// This series above another, round by round.
    pub(crate) fn above(&self, other: &Self) -> f64 {
        let pairs = self.0.iter().zip(&other.0);
        Self(pairs.map(|(one, other)| one - other).collect()).median()
    }
}
