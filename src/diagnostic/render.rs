//! Findings as people read them: the line, a caret under the very characters, and what to do.

use std::collections::{BTreeMap, BTreeSet};

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
    for group in columns(together(diagnostics.sorted())) {
        out.push_str(&one(&group, locale, &renderer));
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

/// A finding, with those that are shown with it.
struct Together<'d> {
    first: &'d Diagnostic,
    /// Other cells of its file of which the same is said word for word.
    same: Vec<&'d Place>,
    /// Rows of other cells of its column with the same fault of other values.
    column: Vec<u64>,
}

/// Findings, each with those that say the same word for word of other cells of its file.
fn together(sorted: Vec<&Diagnostic>) -> Vec<Together<'_>> {
    let mut groups: Vec<Together<'_>> = Vec::new();
    let mut known = BTreeMap::new();
    let alone = |first| Together {
        first,
        same: Vec::new(),
        column: Vec::new(),
    };
    for it in sorted {
        if matches!(it.place, Place::Text { .. } | Place::File(_)) {
            groups.push(alone(it));
            continue;
        }
        let words = (it.severity, it.code, &it.message, &it.help, &it.meant);
        let at = *known
            .entry((it.place.file(), words))
            .or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.same.push(&it.place),
            None => groups.push(alone(it)),
        }
    }
    groups
}

/// The same, where a column has many cells with one fault: the first is shown, of the others the rows.
fn columns(groups: Vec<Together<'_>>) -> Vec<Together<'_>> {
    /// So many are shown each for itself.
    const FEW: usize = 3;
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let it = group.first;
        if let (Some((column, _)), None) = (it.place.column_and_row(), &it.meant) {
            let words = before_found(it.message.get(Locale::En));
            let kind = (it.place.file(), column, it.severity, words, &it.help);
            alike.entry(kind).or_default().push(at);
        }
    }
    let mut rows: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    let mut folded = BTreeSet::new();
    for group in alike.into_values().filter(|group| group.len() > FEW) {
        let places = group[1..].iter().flat_map(|at| {
            let first = std::iter::once(&groups[*at].first.place);
            first.chain(groups[*at].same.iter().copied())
        });
        let others = places.filter_map(|place| Some(place.column_and_row()?.1));
        rows.insert(group[0], others.collect());
        folded.extend(group[1..].iter().copied());
    }
    let mut shown = Vec::with_capacity(groups.len() - folded.len());
    for (at, mut group) in groups.into_iter().enumerate() {
        if !folded.contains(&at) {
            group.column = rows.remove(&at).unwrap_or_default();
            shown.push(group);
        }
    }
    shown
}

/// What a message says before it shows, last of all, what was found.
fn before_found(message: &str) -> &str {
    let is_shown = message.strip_suffix('`');
    let shown = is_shown.and_then(|rest| rest.rfind('`'));
    shown.map_or(message, |at| &message[..at])
}

/// Rows as people list them: `3–26, 30`.
fn listed(rows: &[u64]) -> String {
    let sorted: BTreeSet<u64> = rows.iter().copied().collect();
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for row in sorted {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let run = |(first, last): &(u64, u64)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
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

fn one(found: &Together<'_>, locale: Locale, renderer: &Renderer) -> String {
    let (diagnostic, others) = (found.first, &found.same[..]);
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
        // Lines to paste keep their line breaks.
        let lines = text.get(locale).lines().map(one_line);
        group = group.element(help.message(lines.collect::<Vec<_>>().join("\n")));
    }
    if !found.column.is_empty() {
        let (count, rows) = (found.column.len(), listed(&found.column));
        let note = Level::NOTE.with_name(locale.of("cũng vậy", "also"));
        let text = locale.of(
            format!("{count} ô khác của cột này, ở các dòng {rows}"),
            format!("{count} other cells of this column, in rows {rows}"),
        );
        group = group.element(note.message(text));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_listed_in_runs() {
        assert_eq!(listed(&[3]), "3");
        assert_eq!(listed(&[9, 4, 3, 5, 7, 9]), "3–5, 7, 9");
    }

    #[test]
    fn messages_are_alike_but_for_what_was_found() {
        assert_eq!(
            before_found("`x` must be a number, but here it is `a`"),
            "`x` must be a number, but here it is "
        );
        assert_eq!(before_found("`x` is wrong"), "`x` is wrong");
    }
}
