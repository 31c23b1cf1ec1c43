//! Findings as people read them: the line, a caret under the very characters, and what to do.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::remarks::PLACES;
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::locale::Locale;
use crate::text::without_controls;

/// Lines longer than this are not shown, only named: a line of megabytes helps nobody.
const LONGEST_LINE: usize = 400;

/// All findings in one language, by file and place, with colours if `styled`.
pub fn render(diagnostics: &Diagnostics, locale: Locale, styled: bool) -> String {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for (first, others) in together(diagnostics.sorted()) {
        out.push_str(&one(first, &others, locale, &renderer));
        out.push_str("\n\n");
    }
    for (file, code, count) in diagnostics.beyond() {
        let file = one_line(file);
        out.push_str(&locale.of(
            format!("… và còn {count} lỗi `{code}` nữa trong {file}\n\n"),
            format!("… and {count} more `{code}` in {file}\n\n"),
        ));
    }
    out
}

/// Findings, each with those that say the same word for word of other cells of its file.
fn together(sorted: Vec<&Diagnostic>) -> Vec<(&Diagnostic, Vec<&Place>)> {
    let mut groups: Vec<(&Diagnostic, Vec<&Place>)> = Vec::new();
    let mut known = BTreeMap::new();
    for it in sorted {
        if matches!(it.place, Place::Text { .. } | Place::File(_)) {
            groups.push((it, Vec::new()));
            continue;
        }
        let words = (it.severity, it.code, &it.message, &it.help, &it.meant);
        let at = *known
            .entry((it.place.file(), words))
            .or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, others)) => others.push(&it.place),
            None => groups.push((it, Vec::new())),
        }
    }
    groups
}

/// Where something was found; of many cells the first.
fn origin(place: &Place, others: &[&Place]) -> String {
    let mut origin = place.to_string();
    for other in others.iter().take(PLACES - 1) {
        origin.push_str(", ");
        origin.push_str(&other.to_string());
    }
    if others.len() >= PLACES {
        origin.push_str(&format!(", … (+{})", others.len() + 1 - PLACES));
    }
    origin
}

fn one(diagnostic: &Diagnostic, others: &[&Place], locale: Locale, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(locale.of("lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(locale.of("cảnh báo", "warning")),
        Severity::Assumption => Level::INFO.with_name(locale.of("hiểu là", "assumed")),
        Severity::LeftOut => Level::INFO.with_name(locale.of("không đọc", "left out")),
    };
    let message = one_line(diagnostic.message.get(locale));
    let title = level.primary_title(message).id(diagnostic.code);
    let mut group = match &diagnostic.place {
        Place::Text { source, span } => {
            let text = source.text();
            let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            // Only the first line of a long span: the place is what matters.
            let end = text[span.start..]
                .find('\n')
                .map_or(text.len(), |at| span.start + at);
            let at = source.location(span.start);
            if end - start > LONGEST_LINE {
                let origin = Origin::path(one_line(source.name()))
                    .line(at.line)
                    .char_column(at.column);
                Group::with_title(title).element(origin)
            } else {
                let mut line = text[start..end].trim_end_matches('\r').to_owned();
                let from = (span.start - start).min(line.len());
                let to = (span.end.min(end) - start).clamp(from, line.len());
                if from == line.len() {
                    // An empty span at the end of a line still needs a character to be under.
                    line.push(' ');
                }
                let snippet = Snippet::source(line)
                    .path(one_line(source.name()))
                    .line_start(at.line)
                    .annotation(AnnotationKind::Primary.span(from..to));
                Group::with_title(title).element(snippet)
            }
        }
        place => Group::with_title(title).element(Origin::path(one_line(&origin(place, others)))),
    };
    let help = Level::HELP.with_name(locale.of("gợi ý", "help"));
    if let Some(meant) = &diagnostic.meant {
        let question = locale.of(
            format!("có phải là `{meant}`?"),
            format!("did you mean `{meant}`?"),
        );
        group = group.element(help.clone().message(one_line(&question)));
    }
    if let Some(text) = &diagnostic.help {
        group = group.element(help.message(one_line(text.get(locale))));
    }
    renderer.render(&[group])
}

/// What an author wrote may hold anything; on the terminal it is one line without controls.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 600;
    let short = text
        .char_indices()
        .nth(LONGEST)
        .map(|(end, _)| &text[..end]);
    let mut line = without_controls(short.unwrap_or(text)).replace('\n', " ");
    if short.is_some() {
        line.push('…');
    }
    line
}
