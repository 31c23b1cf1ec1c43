//! The one table that is printed.

/// A table of figures with what they are compared to.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<[String; 5]>,
}

impl Table {
    pub(crate) fn new() -> Self {
        let headings = ["what", "CPU", "beside", "ratio", "goal"];
        Self {
            rows: vec![headings.map(str::to_owned)],
        }
    }

    /// A figure beside another, with their ratio and the goal.
    pub(crate) fn row(&mut self, what: &str, cpu: String, beside: String, ratio: &str, goal: &str) {
        let (ratio, goal) = (ratio.to_owned(), goal.to_owned());
        self.rows.push([what.to_owned(), cpu, beside, ratio, goal]);
    }

    /// A figure alone.
    pub(crate) fn figure(&mut self, what: &str, cpu: String) {
        self.row(what, cpu, String::new(), "", "");
    }

    /// What could not be measured, and why.
    pub(crate) fn skipped(&mut self, what: &str, why: &str) {
        self.row(what, "–".to_owned(), why.to_owned(), "", "");
    }

    /// The table with its columns under each other.
    pub(crate) fn text(&self) -> String {
        let width = |at: usize| {
            let cells = self.rows.iter().map(|row| row[at].chars().count());
            cells.max().unwrap_or(0)
        };
        let [what, cpu, beside, ratio, goal] = std::array::from_fn(width);
        let mut text = String::new();
        for [a, b, c, d, e] in &self.rows {
            let line = format!("{a:<what$}  {b:>cpu$}  {c:<beside$}  {d:>ratio$}  {e:<goal$}");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// Nanoseconds in the unit that people can read.
pub(crate) fn time(nanoseconds: f64) -> String {
    if nanoseconds < 1e4 {
        format!("{nanoseconds:.0} ns")
    } else if nanoseconds < 1e7 {
        format!("{:.1} µs", nanoseconds / 1e3)
    } else {
        format!("{:.1} ms", nanoseconds / 1e6)
    }
}

/// A ratio with as many digits as say something.
pub(crate) fn ratio(ratio: f64) -> String {
    if ratio < 10.0 {
        format!("{ratio:.2} ×")
    } else {
        format!("{ratio:.0} ×")
    }
}
