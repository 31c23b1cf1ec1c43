//! What an official paper has beside its text: head, title, recipients and signatures.

use super::table::{begin_row, begin_table};
use super::text::{Look, Spacing, append, paragraph, plain, rule};
use crate::locale::Locale;
use crate::report::page::{Closing, Letterhead, PaperTitle, Signature};
use crate::scheme::Form;

const BOLD: Look = Look {
    bold: true,
    ..Look::CENTRED
};

/// Cells beside each other, without lines, of these widths.
fn beside(out: &mut String, cells: &[(String, usize)]) {
    let widths: Vec<usize> = cells.iter().map(|(_, width)| *width).collect();
    begin_table(out, &widths, "", [0, 40]);
    begin_row(out, true, false);
    for (content, width) in cells {
        append!(
            *out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>"
        );
    }
    *out += "</w:tr></w:tbl>";
}

/// Who issues the paper on the left; the Party's name, or the country's, on the right.
pub(super) fn letterhead(out: &mut String, head: &Letterhead, locale: Locale, width: usize) {
    // The country's name is longer than the Party's.
    let left_width = match head.form {
        Form::Party => width / 2,
        Form::State => width * 41 / 100,
    };
    let right_width = width - left_width;
    let mut left = String::new();
    if let Some(superior) = &head.superior {
        paragraph(&mut left, superior, Look::CENTRED);
    }
    paragraph(&mut left, &head.issuer, BOLD);
    match head.form {
        Form::Party => paragraph(&mut left, "*", BOLD),
        Form::State => rule(&mut left, left_width, left_width / 3),
    }
    if !head.number.is_empty() {
        paragraph(&mut left, &head.number, Look::CENTRED);
    }
    let mut right = String::new();
    for (at, line) in head.form.letterhead(locale).iter().enumerate() {
        let size = match (head.form, at) {
            (Form::Party, _) => 15,
            (Form::State, 0) => 12,
            (Form::State, _) => 13,
        };
        paragraph(&mut right, line, Look { size, ..BOLD });
    }
    rule(&mut right, right_width, right_width * 58 / 100);
    let date = Look {
        italic: true,
        spacing: Spacing(6, 0),
        ..Look::CENTRED
    };
    paragraph(&mut right, &head.place_and_date, date);
    beside(out, &[(left, left_width), (right, right_width)]);
}

/// What kind of paper it is, and about what.
pub(super) fn title(out: &mut String, title: &PaperTitle) {
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
    paragraph(out, &title.kind, kind);
    for line in &title.about {
        paragraph(out, line, about);
    }
    if let Some(line) = &title.note {
        paragraph(out, line, note);
    }
    plain(out, "", 8);
}

/// Recipients on the left, signatures on the right or, where there are only these, side by side.
pub(super) fn closing(out: &mut String, closing: &Closing, width: usize) {
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
        let mut left = String::new();
        paragraph(&mut left, &format!("{}:", closing.heading), heading);
        for to in &closing.recipients {
            // An instruction of a form is nobody who gets it.
            match to.starts_with("{%") {
                true => plain(&mut left, to, 11),
                false => plain(&mut left, &format!("- {to}"), 11),
            }
        }
        cells.push((left, each));
    }
    let signatures = closing.signatures.iter();
    cells.extend(signatures.map(|one| (signature(one, closing.form), each)));
    if cells.is_empty() {
        let mut empty = String::new();
        plain(&mut empty, "", 14);
        cells.push((empty, width));
    }
    beside(out, &cells);
}

/// Authority and post, room for the hand, and the name.
fn signature(signature: &Signature, form: Form) -> String {
    let mut out = String::new();
    let last = signature.post.len().saturating_sub(1);
    for (at, line) in signature.post.iter().enumerate() {
        // In the Party's form only the authority is bold; the post below it is regular.
        let bold = form == Form::State || at < last || last == 0;
        let post = Look {
            size: 14,
            bold,
            ..Look::CENTRED
        };
        paragraph(&mut out, line, post);
    }
    if !signature.note.is_empty() {
        let note = Look {
            size: 12,
            italic: true,
            ..Look::CENTRED
        };
        paragraph(&mut out, &signature.note, note);
    }
    for _ in 0..4 {
        plain(&mut out, "", 14);
    }
    paragraph(&mut out, &signature.name, Look { size: 14, ..BOLD });
    out
}
