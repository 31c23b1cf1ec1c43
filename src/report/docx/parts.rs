//! What an official paper has beside its text: head, title, recipients and signatures.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::text::{Look, Spacing, lines, paragraph, plain};
use crate::locale::Locale;
use crate::report::page::{Closing, Letterhead, PaperTitle, Signature};
use crate::scheme::Form;

const BOLD: Look = Look {
    bold: true,
    ..Look::CENTRED
};

/// Cells beside each other, without lines, of these widths.
fn beside(cells: Vec<(Vec<Paragraph>, usize)>) -> Table {
    let widths: Vec<usize> = cells.iter().map(|(_, width)| *width).collect();
    let cell = |(paragraphs, width): (Vec<Paragraph>, usize)| {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
    };
    let row = TableRow::new(cells.into_iter().map(cell).collect()).cant_split();
    let width = widths.iter().sum();
    Table::without_borders(vec![row])
        .set_grid(widths)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 40, 0, 40))
}

/// A line below a name, as long as a part of the cell.
fn rule(width: usize, of: usize) -> Paragraph {
    let side = i32::try_from(width.saturating_sub(of) / 2).unwrap_or(0);
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(6)
        .space(1);
    let mut rule = paragraph(
        "",
        Look {
            size: 4,
            ..Look::CENTRED
        },
    )
    .indent(Some(side), None, Some(side), None);
    rule.property = rule
        .property
        .set_borders(ParagraphBorders::with_empty().set(border));
    rule
}

/// Who issues the paper on the left; the Party's name, or the country's, on the right.
pub(super) fn letterhead(head: &Letterhead, locale: Locale, width: usize) -> Table {
    // The country's name is longer than the Party's.
    let left_width = match head.form {
        Form::Party => width / 2,
        Form::State => width * 41 / 100,
    };
    let right_width = width - left_width;
    let mut left: Vec<Paragraph> = Vec::new();
    let superior = head.superior.iter();
    left.extend(superior.map(|superior| paragraph(superior, Look::CENTRED)));
    left.push(paragraph(&head.issuer, BOLD));
    match head.form {
        Form::Party => left.push(paragraph("*", BOLD)),
        Form::State => left.push(rule(left_width, left_width / 3)),
    }
    if !head.number.is_empty() {
        left.push(paragraph(&head.number, Look::CENTRED));
    }
    let mut right: Vec<Paragraph> = Vec::new();
    for (at, line) in head.form.letterhead(locale).iter().enumerate() {
        let size = match (head.form, at) {
            (Form::Party, _) => 15,
            (Form::State, 0) => 12,
            (Form::State, _) => 13,
        };
        right.push(paragraph(line, Look { size, ..BOLD }));
    }
    right.push(rule(right_width, right_width * 58 / 100));
    let date = Look {
        italic: true,
        spacing: Spacing(6, 0),
        ..Look::CENTRED
    };
    right.push(paragraph(&head.place_and_date, date));
    beside(vec![(left, left_width), (right, right_width)])
}

/// What kind of paper it is, and about what.
pub(super) fn title(title: &PaperTitle) -> Vec<Paragraph> {
    let kind = Look {
        size: 15,
        spacing: Spacing(12, 0),
        ..Look::TITLE
    };
    let about = Look {
        spacing: Spacing(0, 0),
        ..Look::TITLE
    };
    let note = Look {
        italic: true,
        keeps_next: true,
        ..Look::CENTRED
    };
    let mut all = vec![paragraph(&title.kind, kind)];
    all.extend(title.about.iter().map(|line| paragraph(line, about)));
    let note = title.note.iter().map(|line| paragraph(line, note));
    all.extend(note);
    all.push(plain("", 8));
    all
}

/// Recipients on the left, signatures on the right or, where there are only these, side by side.
pub(super) fn closing(closing: &Closing, width: usize) -> Table {
    let mut cells = Vec::new();
    let columns = closing.signatures.len() + usize::from(!closing.recipients.is_empty());
    let each = width / columns.max(1);
    if !closing.recipients.is_empty() {
        let is_party = closing.form == Form::Party;
        let heading = Look {
            size: 12,
            bold: !is_party,
            italic: !is_party,
            underlined: is_party,
            ..Look::PLAIN
        };
        let mut left = vec![paragraph(&format!("{}:", closing.heading), heading)];
        let recipients = closing.recipients.iter();
        // An instruction of a form is nobody who gets it.
        let line = |to: &String| match to.starts_with("{%") {
            true => to.clone(),
            false => format!("- {to}"),
        };
        left.extend(recipients.map(|to| plain(&line(to), 11)));
        cells.push((left, each));
    }
    let signatures = closing.signatures.iter();
    cells.extend(signatures.map(|one| (signature(one, closing.form), each)));
    if cells.is_empty() {
        cells.push((vec![lines(Spacing::NONE)], width));
    }
    beside(cells)
}

/// Authority and post, room for the hand, and the name.
fn signature(signature: &Signature, form: Form) -> Vec<Paragraph> {
    let last = signature.post.len().saturating_sub(1);
    let post = signature.post.iter().enumerate().map(|(at, line)| {
        // In the Party's form only the authority is bold; the post below it is regular.
        let bold = form == Form::State || at < last || last == 0;
        paragraph(
            line,
            Look {
                size: 14,
                bold,
                ..Look::CENTRED
            },
        )
    });
    let note = Look {
        size: 12,
        italic: true,
        ..Look::CENTRED
    };
    let note = Some(&signature.note)
        .filter(|note| !note.is_empty())
        .map(|text| paragraph(text, note));
    let room = (0..4).map(|_| plain("", 14));
    let name = paragraph(&signature.name, Look { size: 14, ..BOLD });
    let all = post.chain(note).chain(room);
    let mut all: Vec<Paragraph> = all.collect();
    all.push(name.align(AlignmentType::Center));
    all
}
