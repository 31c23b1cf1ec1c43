//! The promises of facts, checks, values and cohort numbers.

use super::checker::Checker;
use crate::document::{Keyed, Spanned, parse_date};
use crate::locale::Text;
use crate::scheme::document::{
    About, CheckDocument, ChoicesDocument, CohortDocument, DatedNumberDocument, FactDocument,
    TypeWord, ValueDocument,
};
use crate::scheme::{
    Better, Check, Cohort, Dated, DatedNumber, Fact, FactFrom, FactKind, SchemeProblem, Value,
};
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn facts(&mut self, documents: Keyed<FactDocument>) -> Vec<Fact> {
        documents
            .into_iter()
            .map(|(id, document)| self.fact(id, document))
            .collect()
    }

    fn fact(&mut self, id: Spanned<String>, document: FactDocument) -> Fact {
        self.name(&id);
        // Where no type could be read, what else is said of the fact tells what it may be.
        let kind = document.kind.as_ref().map(|kind| kind.value);
        let kind = kind.unwrap_or(match &document {
            document if document.choices.is_some() => TypeWord::Choice,
            document if document.of.is_some() => TypeWord::List,
            document if document.min.is_some() || document.max.is_some() => TypeWord::Number,
            _ => TypeWord::Text,
        });
        let typed = document.kind.is_some();
        if !typed {
            self.left_out.push(id.value.clone());
        }
        let kind = match kind {
            TypeWord::List => {
                let of = document.of.as_ref().map_or(TypeWord::Text, |of| of.value);
                if matches!(of, TypeWord::List | TypeWord::Choice)
                    && let Some(of) = &document.of
                {
                    self.not_here(
                        "of",
                        &of.span,
                        "danh sách chỉ chứa số, chữ, ngày hoặc có/không",
                        "a list holds numbers, words, dates or yes-no",
                    );
                }
                FactKind::List(Box::new(self.plain_kind(of, None, None)))
            }
            kind => {
                if let Some(of) = &document.of {
                    self.not_here(
                        "of",
                        &of.span,
                        "chỉ dùng với kiểu `list`",
                        "only for the type `list`",
                    );
                }
                let at = (!document.unread.contains(&"choices")).then_some(&id.span);
                self.plain_kind(kind, document.choices.as_ref(), at)
            }
        };
        let numeric = match &kind {
            FactKind::List(of) => is_number(of),
            kind => is_number(kind),
        };
        for (key, bound) in [("min", &document.min), ("max", &document.max)] {
            if let Some(bound) = bound
                && !numeric
            {
                self.not_here(key, &bound.span, "chỉ dùng với số", "only for numbers");
            }
        }
        if let (Some(min), Some(max)) = (&document.min, &document.max)
            && max.value < min.value
        {
            self.out_of_range(
                "max",
                &max.span,
                max.value.to_string(),
                "không nhỏ hơn `min`",
                "not below `min`",
            );
        }
        if let Some(better) = document.better.as_ref().filter(|_| typed) {
            let fits = match better.value {
                Better::First => matches!(kind, FactKind::Choice(_)),
                Better::Higher | Better::Lower => {
                    is_number(&kind) || matches!(kind, FactKind::YesNo | FactKind::Date)
                }
            };
            if !fits {
                self.not_here(
                    "better",
                    &better.span,
                    "không hợp với kiểu số liệu này",
                    "it does not go with this type",
                );
            }
        }
        let from = self.fact_from(&document, &kind);
        Fact {
            from,
            label: document.label.unwrap_or_else(|| Text::vi(&id.value)),
            kind,
            unit: document.unit,
            min: document.min.map(|min| min.value),
            max: document.max.map(|max| max.value),
            better: document.better.map(|better| better.value),
            required: document.required.unwrap_or(true),
            unique: document.unique.unwrap_or(false),
            id: id.value,
            span: id.span,
        }
    }

    /// Where a fact comes from: the row, the unit's row, or the class of the unit elsewhere.
    fn fact_from(&mut self, document: &FactDocument, kind: &FactKind) -> FactFrom {
        if let Some(scheme) = &document.class_in {
            if !matches!(kind, FactKind::Choice(_)) {
                self.not_here(
                    "class_in",
                    &scheme.span,
                    "mức xếp loại của đơn vị phải là số liệu kiểu `choice`",
                    "the class of a unit is a fact of the type `choice`",
                );
            }
            if let Some(about) = &document.about {
                self.not_here(
                    "about",
                    &about.span,
                    "số liệu có `class_in` không lấy từ tệp nào",
                    "no file says a fact with `class_in`",
                );
            }
            return FactFrom::ClassIn(scheme.clone());
        }
        match document.about.as_ref().map(|about| about.value) {
            Some(About::Unit) => FactFrom::Unit,
            Some(About::Nominee) | None => FactFrom::Nominee,
        }
    }

    fn plain_kind(
        &mut self,
        word: TypeWord,
        choices: Option<&ChoicesDocument>,
        at: Option<&Span>,
    ) -> FactKind {
        if let Some(choices) = choices
            && word != TypeWord::Choice
            && let Some((first, _)) = choices.0.first()
        {
            self.not_here(
                "choices",
                &first.span,
                "chỉ dùng với kiểu `choice`",
                "only for the type `choice`",
            );
        }
        match word {
            TypeWord::Integer => FactKind::Integer,
            TypeWord::Number => FactKind::Number,
            TypeWord::Percent => FactKind::Percent,
            TypeWord::YesNo => FactKind::YesNo,
            TypeWord::Date => FactKind::Date,
            TypeWord::Text | TypeWord::List => FactKind::Text,
            TypeWord::Choice => {
                let choices = choices
                    .map(|choices| choices.0.as_slice())
                    .unwrap_or_default();
                if let Some(at) = at.filter(|_| choices.is_empty()) {
                    self.needs(
                        "choices",
                        at,
                        "kiểu `choice` phải có các lựa chọn",
                        "the type `choice` has choices",
                    );
                }
                self.dashed_ids(choices.iter().map(|(word, _)| word));
                let pairs = choices
                    .iter()
                    .map(|(word, label)| (word.value.as_str().into(), label.clone()));
                FactKind::Choice(pairs.collect())
            }
        }
    }

    pub(super) fn not_here(
        &mut self,
        key: &'static str,
        at: &Span,
        vi: &'static str,
        en: &'static str,
    ) {
        self.report(
            at,
            SchemeProblem::NotHere {
                key,
                why: Text::both(vi, en),
            },
        );
    }

    pub(super) fn needs(
        &mut self,
        key: &'static str,
        at: &Span,
        vi: &'static str,
        en: &'static str,
    ) {
        self.report(
            at,
            SchemeProblem::Needs {
                key,
                why: Text::both(vi, en),
            },
        );
    }

    pub(super) fn checks(&mut self, documents: Vec<CheckDocument>) -> Vec<Check> {
        let check = |document: CheckDocument| {
            let rule = document.rule?;
            let title = document.title.unwrap_or_else(|| Text::vi(rule.text.trim()));
            Some(Check {
                rule,
                title,
                span: document.span,
            })
        };
        documents.into_iter().filter_map(check).collect()
    }

    pub(super) fn values(&mut self, documents: Keyed<ValueDocument>, facts: &[Fact]) -> Vec<Value> {
        documents
            .into_iter()
            .map(|(id, document)| self.value(id, document, facts))
            .collect()
    }

    fn value(&mut self, id: Spanned<String>, document: ValueDocument, facts: &[Fact]) -> Value {
        self.name(&id);
        let by = document
            .by
            .as_ref()
            .and_then(|by| self.choice_fact(by, facts));
        let mut dated: Vec<Dated> = Vec::new();
        let mut unread = document.unread;
        for (text, figures) in document.dated {
            let Some(from) = parse_date(&text.value) else {
                self.report(
                    &text.span,
                    SchemeProblem::BadDate {
                        text: text.value.clone(),
                    },
                );
                unread = true;
                continue;
            };
            let number = match figures.value {
                None => {
                    unread = true;
                    continue;
                }
                Some(DatedNumberDocument::One(number)) => {
                    if document.by.is_some() {
                        self.needs(
                            "value",
                            &text.span,
                            "vì có `by` nên phải ghi số cho từng lựa chọn",
                            "with `by` there is a figure for each choice",
                        );
                    }
                    DatedNumber::One(number)
                }
                Some(DatedNumberDocument::ByChoice(numbers)) => {
                    if document.by.is_none() && !document.unread {
                        self.needs(
                            "by",
                            &text.span,
                            "số theo lựa chọn phải nói rõ theo số liệu nào",
                            "figures by choice say by which fact",
                        );
                    }
                    if let Some(by) = by {
                        self.covers_choices(&numbers, &facts[by], &text.span);
                    }
                    let pairs = numbers
                        .into_iter()
                        .map(|(word, number)| (word.value, number));
                    DatedNumber::ByChoice(pairs.collect())
                }
            };
            dated.push(Dated {
                from,
                number,
                basis: figures.basis,
            });
        }
        if dated.is_empty() && !unread {
            self.report(
                &id.span,
                SchemeProblem::NoDate {
                    id: id.value.clone(),
                },
            );
        }
        dated.sort_by_key(|dated| dated.from);
        let label = document.label.unwrap_or_else(|| Text::vi(&id.value));
        Value {
            label,
            by,
            dated,
            id: id.value,
            span: id.span,
        }
    }

    fn choice_fact(&mut self, by: &Spanned<String>, facts: &[Fact]) -> Option<usize> {
        let Some(at) = facts.iter().position(|fact| fact.id == by.value) else {
            let names = facts.iter().map(|fact| fact.id.as_str());
            self.suggest(
                by,
                SchemeProblem::UnknownFact {
                    id: by.value.clone(),
                },
                names,
            );
            return None;
        };
        if !matches!(facts[at].kind, FactKind::Choice(_)) {
            self.report(
                &by.span,
                SchemeProblem::NotAChoice {
                    id: by.value.clone(),
                },
            );
            return None;
        }
        Some(at)
    }

    /// Every choice has a figure, and every figure a choice.
    fn covers_choices<T>(&mut self, numbers: &Keyed<T>, fact: &Fact, at: &Span) {
        for (word, _) in numbers {
            if !fact
                .choices()
                .iter()
                .any(|(choice, _)| **choice == *word.value)
            {
                let problem = SchemeProblem::UnknownChoice {
                    id: word.value.clone(),
                    fact: fact.id.clone(),
                };
                self.suggest(
                    word,
                    problem,
                    fact.choices().iter().map(|(choice, _)| &**choice),
                );
            }
        }
        for (choice, _) in fact.choices() {
            if !numbers.iter().any(|(word, _)| *word.value == **choice) {
                let problem = SchemeProblem::NoChoice {
                    id: choice.to_string(),
                    fact: fact.id.clone(),
                };
                self.report(at, problem);
            }
        }
    }

    pub(super) fn cohorts(
        &mut self,
        documents: Keyed<CohortDocument>,
        facts: &[Fact],
    ) -> Vec<Cohort> {
        let mut cohorts = Vec::new();
        for (id, document) in documents {
            self.name(&id);
            let per = document
                .per
                .as_ref()
                .and_then(|per| self.part_by(per, facts));
            let (Some(of), Some(take)) = (document.of, document.take) else {
                self.left_out.push(id.value);
                continue;
            };
            cohorts.push(Cohort {
                id: id.value,
                label: document.label,
                of,
                when: document.when,
                take,
                per,
                among: document.among.unwrap_or_default(),
                span: id.span,
            });
        }
        cohorts
    }
}

/// Whether a kind holds numbers.
fn is_number(kind: &FactKind) -> bool {
    matches!(
        kind,
        FactKind::Integer | FactKind::Number | FactKind::Percent
    )
}
