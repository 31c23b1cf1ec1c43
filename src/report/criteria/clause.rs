//! The conditions of a rule as clauses: what each is about, and what is asked of it.

use std::collections::BTreeSet;

use crate::number::Number;
use crate::report::terms::Terms;
use crate::rule::expr::Relation;
use crate::rule::trace::Term;
use crate::scheme::Name;

/// One thing that holds on the way to a result.
#[derive(Debug, Clone)]
pub(super) enum Clause {
    /// A number stands so to another.
    Bound(Term, Relation, Term),
    /// A word is this one, or is not.
    Word(Term, String, bool),
    /// Anything else.
    Other(Said),
    /// A condition of several parts did not hold; what follows is read after it.
    Rest,
}

/// What is said of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The subject; empty where the condition names its own.
    pub(super) about: String,
    /// How it is.
    pub(super) how: String,
    /// Whether a colon stands between the two.
    pub(super) colon: bool,
}

impl Said {
    /// Both as one sentence.
    pub(super) fn sentence(&self) -> String {
        match (self.about.as_str(), self.colon) {
            ("", _) => self.how.clone(),
            (about, true) => format!("{about}: {}", self.how),
            (about, false) => format!("{about} {}", self.how),
        }
    }
}

/// Clauses that hold together, said subject by subject; and whether they are only true once the
/// lines above have been tried.
pub(super) fn say(clauses: &[Clause], terms: &Terms<'_, '_>) -> (Vec<Said>, bool) {
    let mut said: Vec<Said> = Vec::new();
    let mut subjects: Vec<&Term> = Vec::new();
    let mut rest = false;
    for clause in clauses {
        match clause {
            Clause::Bound(of, ..) | Clause::Word(of, ..) => {
                if !subjects.contains(&of) {
                    subjects.push(of);
                    said.push(about(of, clauses, terms));
                }
            }
            Clause::Other(other) => said.push(other.clone()),
            Clause::Rest => rest = true,
        }
    }
    (said, rest)
}

/// What all clauses about one subject come to.
fn about(of: &Term, clauses: &[Clause], terms: &Terms<'_, '_>) -> Said {
    let words = terms.words;
    let about = terms.head(of);
    let mut is_word = None;
    let mut not_words = BTreeSet::new();
    let mut low: Option<(Relation, &Term)> = None;
    let mut high: Option<(Relation, &Term)> = None;
    let (mut equal, mut different) = (None, Vec::new());
    for clause in clauses {
        match clause {
            Clause::Word(subject, word, true) if subject == of => is_word = Some(word),
            Clause::Word(subject, word, false) if subject == of => {
                not_words.insert(word.as_str());
            }
            Clause::Bound(subject, relation, right) if subject == of => match relation {
                Relation::AtLeast | Relation::Greater => {
                    narrow(&mut low, (*relation, right), |new, old| new > old);
                }
                Relation::AtMost | Relation::Less => {
                    narrow(&mut high, (*relation, right), |new, old| new < old);
                }
                Relation::Equal => equal = Some(right),
                Relation::Different => different.push(right),
            },
            _ => {}
        }
    }
    let word = match is_word {
        Some(word) => Some(terms.word(of, word)),
        None if not_words.is_empty() => None,
        None => Some(other_words(of, &not_words, terms)),
    };
    if let Some(how) = word {
        return Said {
            about,
            how,
            colon: true,
        };
    }
    let mut labels = Vec::new();
    let mut level = |term: &Term| {
        let (level, label) = terms.level(of, term);
        labels.extend(label);
        level
    };
    let mut how = match (equal, low, high) {
        (Some(right), ..) => words.equals(&level(right)),
        (None, Some((lowest, from)), Some((highest, to))) => words.between(
            lowest == Relation::Greater,
            &level(from),
            highest == Relation::Less,
            &level(to),
        ),
        (None, Some((lowest, from)), None) => {
            words.not_below(lowest == Relation::Greater, &level(from))
        }
        (None, None, Some((highest, to))) => words.not_above(highest == Relation::Less, &level(to)),
        (None, None, None) => {
            let levels: Vec<_> = different.into_iter().map(&mut level).collect();
            words.differs(&levels.join("; "))
        }
    };
    for label in labels {
        how += &terms.words.by_value(label);
    }
    Said {
        about,
        how,
        colon: false,
    }
}

/// The narrower of two bounds; of two that cannot be compared the later one, which is asked inside
/// the other.
fn narrow<'t>(
    kept: &mut Option<(Relation, &'t Term)>,
    new: (Relation, &'t Term),
    is_narrower: impl Fn(&Number, &Number) -> bool,
) {
    let keeps = match (kept.as_ref().map(|(_, term)| *term), new.1) {
        (Some(Term::Constant(old)), Term::Constant(new)) => !is_narrower(new, old),
        _ => false,
    };
    if !keeps {
        *kept = Some(new);
    }
}

/// The words of a choice that are left, or those that it is not.
fn other_words(of: &Term, not: &BTreeSet<&str>, terms: &Terms<'_, '_>) -> String {
    /// The most choices that are listed by name.
    const MOST: usize = 3;
    let choices = match of {
        Term::Named(Name::Fact(at)) => terms.choices(*at),
        _ => &[],
    };
    let left: Vec<_> = choices
        .iter()
        .filter(|(word, _)| !not.contains(&**word))
        .map(|(_, label)| label.get(terms.locale))
        .collect();
    if (1..=MOST).contains(&left.len()) {
        return left.join(terms.words.or());
    }
    if choices.len() > 1 && not.len() > 1 {
        return terms.words.other_choices().to_owned();
    }
    let not: Vec<_> = not
        .iter()
        .map(|word| format!("“{}”", terms.word(of, word)))
        .collect();
    terms.words.is_none_of(&not.join(terms.words.or()))
}
