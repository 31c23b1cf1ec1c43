//! Paragraphs of a Word document.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;

use crate::text::without_controls;

/// Adds formatted text to a text.
macro_rules! append {
    ($out:expr, $($format:tt)*) => {{
        let written = std::fmt::Write::write_fmt(&mut $out, format_args!($($format)*));
        written.expect("memory takes everything");
    }};
}
pub(super) use append;

/// The room around and in a paragraph that is there for what it does alone.
pub(super) const SMALL: &str =
    r#"<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>"#;

/// Millimetres in twentieths of a point.
pub(super) const fn millimetres(count: usize) -> usize {
    count * 567 / 10
}

/// How the lines of a paragraph lie between the margins.
#[derive(Clone, Copy)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
    Both,
}

/// Room around a paragraph, in points: above, below.
#[derive(Clone, Copy)]
pub(super) struct Spacing(pub(super) u32, pub(super) u32);

impl Spacing {
    /// None.
    pub(super) const NONE: Self = Self(0, 0);
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// In points.
    pub(super) size: usize,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underlined: bool,
    pub(super) align: Align,
    pub(super) spacing: Spacing,
    /// Whether the first line begins further right.
    pub(super) indented: bool,
    /// Whether it stays on the page of what follows.
    pub(super) keeps_next: bool,
}

impl Look {
    /// A line as it comes.
    pub(super) const PLAIN: Self = Self {
        size: 13,
        bold: false,
        italic: false,
        underlined: false,
        align: Align::Left,
        spacing: Spacing::NONE,
        indented: false,
        keeps_next: false,
    };
    /// A line in the middle.
    pub(super) const CENTRED: Self = Self {
        align: Align::Centre,
        ..Self::PLAIN
    };
    /// A line of the text in the middle.
    pub(super) const LINE: Self = Self {
        size: 14,
        spacing: Spacing(6, 6),
        ..Self::CENTRED
    };
    /// The name of the whole.
    pub(super) const TITLE: Self = Self {
        size: 14,
        bold: true,
        spacing: Spacing(6, 6),
        keeps_next: true,
        ..Self::CENTRED
    };
    /// The name of a part.
    pub(super) const HEADING: Self = Self {
        size: 14,
        bold: true,
        spacing: Spacing(8, 4),
        keeps_next: true,
        ..Self::PLAIN
    };
    /// The name of a part of a part.
    pub(super) const SUBHEADING: Self = Self {
        size: 13,
        italic: true,
        ..Self::HEADING
    };
    /// A sentence beside tables.
    pub(super) const NOTE: Self = Self {
        size: 13,
        spacing: Spacing(3, 3),
        align: Align::Both,
        ..Self::PLAIN
    };
    /// A paragraph of the text.
    pub(super) const BODY: Self = Self {
        size: 14,
        spacing: Spacing(3, 3),
        align: Align::Both,
        indented: true,
        ..Self::PLAIN
    };
    /// Small print.
    pub(super) const IMPRINT: Self = Self {
        size: 8,
        italic: true,
        spacing: Spacing(12, 0),
        ..Self::PLAIN
    };
}

/// What Word can hold: no control characters, and none that XML forbids.
fn clean(text: &str) -> Cow<'_, str> {
    let forbidden = ['\u{fffe}', '\u{ffff}'];
    match without_controls(text) {
        text if text.contains(forbidden) => text.replace(forbidden, " ").into(),
        text => text,
    }
}

/// The properties of a run, and of the end of a paragraph, which has a height as well.
fn properties(out: &mut String, look: Look) {
    *out += "<w:rPr>";
    *out += if look.bold { "<w:b/>" } else { "" };
    *out += if look.italic { "<w:i/>" } else { "" };
    let size = look.size * 2;
    append!(*out, "<w:sz w:val=\"{size}\"/>");
    *out += match look.underlined {
        true => "<w:u w:val=\"single\"/></w:rPr>",
        false => "</w:rPr>",
    };
}

/// A text as a run; ends of lines stay.
fn run(out: &mut String, text: &str, look: Look) {
    if text.is_empty() {
        return;
    }
    *out += "<w:r>";
    properties(out, look);
    for (at, line) in clean(text).split('\n').enumerate() {
        *out += if at > 0 { "<w:br/>" } else { "" };
        let line = partial_escape(line);
        append!(*out, "<w:t xml:space=\"preserve\">{line}</w:t>");
    }
    *out += "</w:r>";
}

/// Begins a paragraph, with a border above it and an indent.
fn begin(out: &mut String, look: Look, border: &str, indent: &str) {
    let Spacing(before, after) = look.spacing;
    let keeps_next = if look.keeps_next { "<w:keepNext/>" } else { "" };
    let align = match look.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Both => "both",
    };
    append!(
        *out,
        "<w:p><w:pPr>{keeps_next}{border}<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"240\" \
         w:lineRule=\"auto\"/>{indent}<w:jc w:val=\"{align}\"/>",
        before * 20,
        after * 20,
    );
    properties(out, look);
    *out += "</w:pPr>";
}

/// A paragraph.
pub(super) fn paragraph(out: &mut String, text: &str, look: Look) {
    let indent = match look.indented {
        true => r#"<w:ind w:left="0" w:right="0" w:firstLine="567"/>"#,
        false => "",
    };
    begin(out, look, "", indent);
    run(out, text, look);
    *out += "</w:p>";
}

/// A line as it comes, in points.
pub(super) fn plain(out: &mut String, text: &str, size: usize) {
    let look = Look {
        size,
        ..Look::PLAIN
    };
    paragraph(out, text, look);
}

/// Room between a table and what is beside it.
pub(super) fn space(out: &mut String, keeps_next: bool) {
    let look = Look {
        size: 12,
        keeps_next,
        ..Look::PLAIN
    };
    paragraph(out, "", look);
}

/// A line drawn across the middle of so much width.
pub(super) fn rule(out: &mut String, width: usize, of: usize) {
    let side = width.saturating_sub(of) / 2;
    let look = Look {
        size: 4,
        ..Look::CENTRED
    };
    let border = r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>"#;
    let indent = format!("<w:ind w:left=\"{side}\" w:right=\"{side}\"/>");
    begin(out, look, border, &indent);
    *out += "</w:p>";
}

/// A name and what is known under it.
pub(super) fn pair(out: &mut String, name: &str, value: &str) {
    let look = Look {
        spacing: Spacing(2, 2),
        align: Align::Left,
        ..Look::NOTE
    };
    begin(out, look, "", r#"<w:ind w:left="283" w:hanging="283"/>"#);
    run(out, &format!("{name}: "), Look { bold: true, ..look });
    run(out, value, look);
    *out += "</w:p>";
}
