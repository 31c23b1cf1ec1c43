//! Drawing: a picture in whole units, with its title and what it says in words.

use super::escape::escape;
use crate::number::Number;

/// Colours of classes and lists: calm, and apart from each other in grey too. The last is for none.
const COLOURS: [&str; 7] = [
    "#1f5f8b", "#4e9a9b", "#a7c4a0", "#e3b45b", "#c86b4a", "#8a6fa3", "#7a8793",
];

/// The colour of one of several; those beyond the last are grey.
pub(super) fn colour(at: usize) -> &'static str {
    COLOURS.get(at).copied().unwrap_or("#b9c1c9")
}

/// A picture as it is drawn.
pub(super) struct Picture {
    out: String,
}

/// At which end of a text its place is.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Middle,
    End,
}

impl Picture {
    /// An empty picture of a size, for those who do not see it with what it shows.
    pub(super) fn new(width: i64, height: i64, says: &str) -> Self {
        let says = escape(says);
        let out =
            format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{says}\">");
        Self { out }
    }

    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64), class: &str) {
        self.out += &format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{class}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A rectangle; `said` is shown to whoever points at it.
    pub(super) fn bar(&mut self, at: (i64, i64), size: (i64, i64), colour: &str, said: &str) {
        self.out += &format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{colour}\" rx=\"1\"><title>{}</title></rect>",
            at.0,
            at.1,
            size.0.max(1),
            size.1.max(1),
            escape(said)
        );
    }

    /// A dot; `said` is shown to whoever points at it.
    pub(super) fn dot(&mut self, at: (i64, i64), class: &str, said: &str) {
        self.out += &format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"5\" class=\"{class}\"><title>{}</title></circle>",
            at.0,
            at.1,
            escape(said)
        );
    }

    /// A text; what is longer than `most` characters ends in dots, and is whole to whoever points at
    /// it.
    pub(super) fn text(&mut self, at: (i64, i64), anchor: Anchor, text: &str, most: usize) {
        let anchor = match anchor {
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = text.replace('\n', " ");
        let (short, title) = match text.chars().count() > most {
            true => {
                let short: String = text.chars().take(most.saturating_sub(1)).collect();
                let short = format!("{}…", short.trim_end());
                (short, format!("<title>{}</title>", escape(&text)))
            }
            false => (text, String::new()),
        };
        self.out += &format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}{title}</text>",
            at.0,
            at.1,
            escape(&short)
        );
    }

    /// The whole, under its title and above what is to be known of it.
    pub(super) fn figure(self, title: &str, legend: &[(&str, String)], note: &str) -> String {
        let legend = legend.iter().map(|(colour, name)| {
            format!(
                "<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" rx=\"2\" fill=\"{colour}\"/></svg>{}</span>",
                escape(name)
            )
        });
        let legend: String = legend.collect();
        let legend = match legend.is_empty() {
            true => legend,
            false => format!("<p class=\"legend\">{legend}</p>"),
        };
        let note = match note.is_empty() {
            true => String::new(),
            false => format!("<p class=\"small\">{}</p>", escape(note)),
        };
        format!(
            "<figure><figcaption>{}</figcaption>{}</svg>{legend}{note}</figure>\n",
            escape(title),
            self.out
        )
    }
}

/// A scale from numbers to units.
pub(super) struct Scale {
    least: Number,
    span: Number,
    from: i64,
    room: Number,
}

impl Scale {
    /// From `least` to `most`, which are `room` units apart from `from` on.
    pub(super) fn new(least: &Number, most: &Number, from: i64, room: i64) -> Option<Self> {
        let span = most.subtract(least)?;
        let span = match span.is_positive() {
            true => span,
            false => Number::from(1_i64),
        };
        Some(Self {
            least: least.clone(),
            span,
            from,
            room: Number::from(room),
        })
    }

    /// Where a number is.
    pub(super) fn at(&self, number: &Number) -> i64 {
        let share = number.subtract(&self.least);
        let share = share.and_then(|share| share.multiply(&self.room)?.divide(&self.span));
        let units = share.and_then(|share| share.round(0).to_i64());
        self.from + units.unwrap_or(0)
    }
}
