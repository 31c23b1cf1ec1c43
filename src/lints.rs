//! What a scheme says in `[lints]` about what only asks for a look: it is allowed, warned of, or an
//! error, for a reason.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, nearest, problems};
use crate::document::DocumentProblem;
use crate::rule::{RuleProblem, Rulebook};
use crate::scheme::{Scheme, SchemeProblem};

problems! {
    /// What can be wrong with `[lints]`.
    pub enum LintProblem {
        Unknown { code: String }
            = "lint-unknown", Error,
            "không có mã lỗi `{code}`",
            "there is no code `{code}`",
            help "xem các mã lỗi bằng lệnh `dvk help loi`", "`dvk help error` lists the codes";
        OfError { code: String }
            = "lint-of-error", Error,
            "`{code}` là lỗi nên không bỏ qua hay đổi mức được; chỉ đổi được những điều mà chương trình cảnh báo",
            "`{code}` is an error and cannot be taken otherwise; only what is warned of can";
        Unused { code: String }
            = "lint-unused", Warning,
            "không có chỗ nào bị cảnh báo `{code}`, nên dòng này không còn tác dụng",
            "nothing is warned of as `{code}`, and this line has no effect any more",
            help "bỏ dòng này, hoặc xem lại `only`", "take the line out, or look at `only`";
    }
}

/// Codes of the rooms that find fault with schemes, and how grave each is.
fn codes() -> impl Iterator<Item = (&'static str, Severity)> {
    let rooms = [
        (DocumentProblem::CODES, DocumentProblem::SEVERITIES),
        (SchemeProblem::CODES, SchemeProblem::SEVERITIES),
        (RuleProblem::CODES, RuleProblem::SEVERITIES),
    ];
    rooms.into_iter().flat_map(|(codes, severities)| {
        let codes = codes.iter().copied();
        codes.zip(severities.iter().copied())
    })
}

/// Takes the findings in schemes as grave as the schemes say, and reports what of that is wrong or
/// has no effect.
pub(crate) fn apply(books: &[Rulebook], found: &mut Diagnostics) {
    for book in books.iter().filter(|book| !book.scheme.lints.is_empty()) {
        apply_of(&book.scheme, found);
    }
}

fn apply_of(scheme: &Scheme, found: &mut Diagnostics) {
    let is_sound = !found.has_errors_in(scheme.source.name());
    let mut is_used = vec![false; scheme.lints.len()];
    found.set_levels(&mut |it| {
        let at = lint_of(scheme, it)?;
        is_used[at] = true;
        Some(scheme.lints[at].level)
    });
    for (lint, is_used) in scheme.lints.iter().zip(is_used) {
        let place = Place::text(&scheme.source, lint.code.span.clone());
        let code = lint.code.value.clone();
        let mut same = codes().filter(|(known, _)| *known == code).peekable();
        if same.peek().is_none() {
            let lints = codes().filter(|(_, severity)| *severity == Severity::Warning);
            let meant = nearest(&code, lints.map(|(code, _)| code));
            found.suggest(place, LintProblem::Unknown { code }, meant);
        } else if same.all(|(_, severity)| severity == Severity::Error) {
            found.report(place, LintProblem::OfError { code });
        } else if is_sound && !is_used {
            found.report(place, LintProblem::Unused { code });
        }
    }
}

/// The entry that a warning falls under.
fn lint_of(scheme: &Scheme, found: &Diagnostic) -> Option<usize> {
    let Place::Text { source, span } = &found.place else {
        return None;
    };
    let is_here = source.name() == scheme.source.name();
    if found.severity != Severity::Warning || !(is_here || is_of_functions(scheme, source.name())) {
        return None;
    }
    let at = scheme
        .lints
        .iter()
        .position(|lint| lint.code.value == found.code)?;
    let is_meant = scheme.lints[at].only.as_ref().is_none_or(|only| {
        let row = criterion_at(scheme, span.start);
        is_here && row.is_some_and(|row| only.contains(&row))
    });
    is_meant.then_some(at)
}

/// Whether a file is one of the scheme's function files, which stand beside it.
fn is_of_functions(scheme: &Scheme, file: &str) -> bool {
    let name = scheme.source.name();
    let folder = &name[..name.rfind(['/', '\\']).map_or(0, |at| at + 1)];
    let bare = file.strip_prefix(folder);
    bare.is_some_and(|bare| scheme.functions.iter().any(|it| it.value == bare))
}

/// The criterion in whose table a place lies: the last thing with an id that begins before it.
fn criterion_at(scheme: &Scheme, place: usize) -> Option<usize> {
    let rows = scheme.criteria.iter().enumerate();
    let rows = rows.map(|(at, row)| (row.span.start, Some(at)));
    let others = scheme.groups.iter().map(|it| it.span.start);
    let others = others
        .chain(scheme.gates.iter().map(|it| it.span.start))
        .chain(scheme.classes.iter().map(|it| it.span.start))
        .chain(scheme.awards.iter().map(|it| it.span.start))
        .chain([scheme.ranking.span.start]);
    let before = rows.chain(others.map(|start| (start, None)));
    let before = before.filter(|(start, _)| *start <= place);
    before.max_by_key(|(start, _)| *start)?.1
}
