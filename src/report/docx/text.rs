//! Paragraphs of a Word document.

use docx_rs::{
    AlignmentType, BreakType, LineSpacing, LineSpacingType, Paragraph, Run, SpecialIndentType,
};

use crate::text::without_controls;

/// One millimetre, in twentieths of a point, ten times.
const MILLIMETRE_TEN: i32 = 567;

/// Millimetres in twentieths of a point.
pub(super) const fn millimetres(count: i32) -> i32 {
    count * MILLIMETRE_TEN / 10
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
    pub(super) align: AlignmentType,
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
        align: AlignmentType::Left,
        spacing: Spacing::NONE,
        indented: false,
        keeps_next: false,
    };
    /// A line in the middle.
    pub(super) const CENTRED: Self = Self {
        align: AlignmentType::Center,
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
        align: AlignmentType::Both,
        ..Self::PLAIN
    };
    /// A paragraph of the text.
    pub(super) const BODY: Self = Self {
        size: 14,
        spacing: Spacing(3, 3),
        align: AlignmentType::Both,
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
fn clean(text: &str) -> String {
    let text = without_controls(text);
    let forbidden = |character| matches!(character, '\u{fffe}' | '\u{ffff}');
    text.replace(forbidden, " ")
}

/// A text as a run; ends of lines stay.
fn run(text: &str, look: Look) -> Run {
    let mut run = Run::new().size(look.size * 2);
    if look.bold {
        run = run.bold();
    }
    if look.italic {
        run = run.italic();
    }
    if look.underlined {
        run = run.underline("single");
    }
    for (at, line) in clean(text).split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

/// An empty paragraph with room around it.
pub(super) fn lines(spacing: Spacing) -> Paragraph {
    let spacing = LineSpacing::new()
        .before(spacing.0 * 20)
        .after(spacing.1 * 20)
        .line_rule(LineSpacingType::Auto)
        .line(240);
    Paragraph::new().line_spacing(spacing)
}

/// A paragraph.
pub(super) fn paragraph(text: &str, look: Look) -> Paragraph {
    let mut paragraph = lines(look.spacing).align(look.align);
    if look.indented {
        let first = SpecialIndentType::FirstLine(millimetres(10));
        paragraph = paragraph.indent(None, Some(first), None, None);
    }
    if look.keeps_next {
        paragraph = paragraph.keep_next(true);
    }
    paragraph.add_run(run(text, look))
}

/// A line as it comes, in points.
pub(super) fn plain(text: &str, size: usize) -> Paragraph {
    paragraph(
        text,
        Look {
            size,
            ..Look::PLAIN
        },
    )
}

/// A name and what is known under it.
pub(super) fn pair(name: &str, value: &str) -> Paragraph {
    let look = Look {
        size: 13,
        ..Look::NOTE
    };
    let name = run(&format!("{name}: "), Look { bold: true, ..look });
    let hanging = SpecialIndentType::Hanging(millimetres(5));
    lines(Spacing(2, 2))
        .indent(Some(millimetres(5)), Some(hanging), None, None)
        .add_run(name)
        .add_run(run(value, look))
}
