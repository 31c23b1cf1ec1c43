//! What differs in the text of two editions: key by key, each at its place in both.

use std::collections::BTreeSet;

use crate::commendation::Proposal;
use crate::document::{KeyPath, Keys, Said};
use crate::locale::Locale;
use crate::scheme::Scheme;

/// A key that differs, or a part of the scheme that only one edition has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The scheme, by its id in the new edition, or in the old one where it is gone.
    pub scheme: String,
    /// What kind of part it lies in: `criterion`, `class` … ; empty at the head.
    pub part: String,
    /// Which of them, by its id or its number from 1; empty for a part that there is once.
    pub id: String,
    /// The key, as `max` or `quota.places`; empty for the part as a whole.
    pub key: String,
    /// As it was; `None` where it was not there.
    pub before: Option<Said>,
    /// As it is; `None` where it is gone.
    pub after: Option<Said>,
}

/// Everything that differs, scheme by scheme. A scheme is the same one by its id, or where each edition
/// has a single one.
pub(super) fn edits(before: &Proposal<'_>, after: &Proposal<'_>) -> Vec<Edit> {
    let [old, new] = [before, after].map(|proposal| {
        let schemes = proposal.ranking.evaluation.schemes.iter();
        schemes.map(|it| &it.book.scheme).collect::<Vec<&Scheme>>()
    });
    let is_single = old.len() == 1 && new.len() == 1;
    let mut edits = Vec::new();
    for scheme in &new {
        let same = old.iter().find(|it| it.id == scheme.id || is_single);
        match same {
            Some(old) => edits.extend(within(&scheme.id, old, scheme)),
            None => edits.push(whole(scheme, false)),
        }
    }
    let is_gone = |scheme: &&&Scheme| !is_single && new.iter().all(|it| it.id != scheme.id);
    edits.extend(old.iter().filter(is_gone).map(|scheme| whole(scheme, true)));
    edits
}

/// A scheme that one edition alone has.
fn whole(scheme: &Scheme, is_gone: bool) -> Edit {
    let said = Some(Said {
        text: scheme.title.get(Locale::Vi).to_owned(),
        file: scheme.source.name().to_owned(),
        line: 1,
    });
    let (before, after) = match is_gone {
        true => (said, None),
        false => (None, said),
    };
    Edit {
        scheme: scheme.id.clone(),
        part: String::new(),
        id: String::new(),
        key: String::new(),
        before,
        after,
    }
}

fn within(id: &str, old: &Scheme, new: &Scheme) -> Vec<Edit> {
    let [old, new] = [old, new].map(|scheme| Keys::of(&scheme.source));
    let mut edits = Vec::new();
    // A part that only one of them has is one edit, at its head.
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let both = new.order.iter().chain(&old.order);
    let mut seen = BTreeSet::new();
    for path in both.filter(|path| seen.insert(*path)) {
        let (was, is) = (old.said.get(path), new.said.get(path));
        if was.map(|it| &it.0) == is.map(|it| &it.0) {
            continue;
        }
        let (part, which, key) = path;
        let has = |keys: &Keys| keys.order.iter().any(|it| it.0 == *part && it.1 == *which);
        let is_in_both = has(&old) && has(&new);
        let is_whole = !(which.is_empty() || is_in_both);
        if is_whole && !told.insert((part.clone(), which.clone())) {
            continue;
        }
        let said = |keys: &Keys, said: Option<&(String, Said)>| match is_whole {
            true => head(keys, part, which),
            false => said.map(|it| it.1.clone()),
        };
        edits.push(Edit {
            scheme: id.to_owned(),
            part: part.clone(),
            id: which.clone(),
            key: if is_whole { String::new() } else { key.clone() },
            before: said(&old, was),
            after: said(&new, is),
        });
    }
    edits
}

/// What a part as a whole is called, and where it begins.
fn head(keys: &Keys, part: &str, which: &str) -> Option<Said> {
    let own = keys.order.iter().filter(|it| it.0 == part && it.1 == which);
    let own: Vec<&KeyPath> = own.collect();
    let first = &keys.said.get(*own.first()?)?.1;
    let named = |key: &str| own.iter().find(|path| path.2 == key);
    let title = named("title").or_else(|| named("label"));
    let text = title.and_then(|path| Some(keys.said.get(*path)?.1.text.clone()));
    Some(Said {
        text: text.unwrap_or_default(),
        ..first.clone()
    })
}
