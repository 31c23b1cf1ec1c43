//! The one namespace that rules speak in, and what may be an id.

use std::collections::BTreeMap;

use super::{CriterionKind, Scheme};

/// Names that are in scope without being declared; none of them can be an id.
pub const BUILT_IN: [&str; 13] = [
    "MAX",
    "date",
    "deadline",
    "received",
    "period_start",
    "period_end",
    "subject",
    "unit",
    "field",
    "total",
    "class",
    "mark",
    "marks",
];

/// The words of the rule language; none of them can be an id.
pub const RHAI_WORDS: [&str; 57] = [
    "let",
    "const",
    "is_shared",
    "if",
    "else",
    "switch",
    "do",
    "while",
    "until",
    "loop",
    "for",
    "in",
    "continue",
    "break",
    "return",
    "throw",
    "try",
    "catch",
    "fn",
    "Fn",
    "call",
    "curry",
    "this",
    "is_def_fn",
    "is_def_var",
    "private",
    "import",
    "export",
    "as",
    "global",
    "true",
    "false",
    "var",
    "static",
    "shared",
    "goto",
    "exit",
    "match",
    "case",
    "public",
    "protected",
    "new",
    "use",
    "with",
    "is",
    "module",
    "package",
    "super",
    "thread",
    "spawn",
    "go",
    "sync",
    "async",
    "await",
    "yield",
    "default",
    "void",
];

/// A few more that the language keeps for itself as functions.
const RHAI_FUNCTIONS: [&str; 5] = ["eval", "print", "debug", "type_of", "null"];

/// What a name in a rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// This criterion's maximum.
    Max,
    /// The day of the review.
    Date,
    /// The last day for dossiers.
    Deadline,
    /// The day this nomination came in.
    Received,
    /// The first day of the period.
    PeriodStart,
    /// The last day of the period.
    PeriodEnd,
    /// The nominee's subject.
    Subject,
    /// The nominating unit.
    Unit,
    /// The field.
    Field,
    /// The total.
    Total,
    /// The class.
    Class,
    /// A fact, by index.
    Fact(usize),
    /// A value, by index.
    Value(usize),
    /// A cohort number, by index.
    Cohort(usize),
    /// A group's points, by index.
    Group(usize),
    /// A criterion's points, by index.
    Criterion(usize),
    /// Whether a standard is met, by the criterion's index.
    Standard(usize),
}

/// Whether a word is an ASCII identifier as rules can say it.
pub fn is_identifier(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && word.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether a word is taken by the program or the rule language.
pub(crate) fn is_reserved(word: &str) -> bool {
    BUILT_IN.contains(&word) || RHAI_WORDS.contains(&word) || RHAI_FUNCTIONS.contains(&word)
}

impl Scheme {
    /// What a name in the rule of a row means, by criterion: `mark` and `marks` are its own.
    pub fn name_in(&self, row: usize, word: &str) -> Option<Name> {
        let marking = || self.criteria.get(row)?.marking.as_ref();
        match word {
            "mark" => marking()?.mark.map(Name::Fact),
            "marks" => marking()?.marks.map(Name::Fact),
            _ => self.name(word),
        }
    }

    /// What a name in a rule means.
    pub fn name(&self, word: &str) -> Option<Name> {
        let built_in = match word {
            "MAX" => Name::Max,
            "date" => Name::Date,
            "deadline" => Name::Deadline,
            "received" => Name::Received,
            "period_start" => Name::PeriodStart,
            "period_end" => Name::PeriodEnd,
            "subject" => Name::Subject,
            "unit" => Name::Unit,
            "field" => Name::Field,
            "total" => Name::Total,
            "class" => Name::Class,
            _ => return self.names.get(word).copied(),
        };
        Some(built_in)
    }
}

/// What each name that the author declared stands for; of equal names the first.
pub(super) fn declared(scheme: &Scheme) -> BTreeMap<String, Name> {
    let facts = scheme.facts.iter().map(|fact| &fact.id);
    let values = scheme.values.iter().map(|value| &value.id);
    let cohorts = scheme.cohorts.iter().map(|cohort| &cohort.id);
    let groups = scheme.groups.iter().map(|group| &group.id);
    let rows = scheme.criteria.iter().enumerate().map(|(at, row)| {
        let name = match row.kind {
            CriterionKind::Standard => Name::Standard(at),
            _ => Name::Criterion(at),
        };
        (&row.id, name)
    });
    let numbered = (facts.enumerate().map(|(at, id)| (id, Name::Fact(at))))
        .chain(values.enumerate().map(|(at, id)| (id, Name::Value(at))))
        .chain(cohorts.enumerate().map(|(at, id)| (id, Name::Cohort(at))))
        .chain(groups.enumerate().map(|(at, id)| (id, Name::Group(at))));
    let mut names = BTreeMap::new();
    for (id, name) in numbered.chain(rows) {
        names.entry(id.clone()).or_insert(name);
    }
    names
}
