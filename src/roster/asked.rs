//! What the rule that assigns a scheme reads of a row.

use crate::scheme::Scheme;

/// What a scheme's `applies` may read of the row.
#[derive(Debug)]
pub(super) struct RowReads {
    /// Facts, by index.
    pub(super) facts: Vec<usize>,
    pub(super) words: Vec<String>,
}

impl RowReads {
    /// Every fact that the rule names, or that a value it names differs by. What stands in quotes
    /// counts too: a fact read needlessly does no harm.
    pub(super) fn by(scheme: &Scheme) -> Self {
        let text = scheme
            .applies
            .as_ref()
            .map_or("", |rule| rule.text.as_str());
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let words: Vec<_> = text
            .split(|c| !is_letter(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let says = |id: &String| words.contains(id);
        let by_value = |at: usize| {
            let mut values = scheme.values.iter();
            values.any(|value| value.by == Some(at) && says(&value.id))
        };
        let facts = scheme.facts.iter().enumerate();
        let facts = facts.filter(|(at, fact)| says(&fact.id) || by_value(*at));
        Self {
            facts: facts.map(|(at, _)| at).collect(),
            words,
        }
    }
}
