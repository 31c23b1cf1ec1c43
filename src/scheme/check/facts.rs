//! The promises of facts, checks, values and cohort numbers.

use super::checker::{Checker, report_keys};
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
        // Where no type could be read, its other keys show what it may be.
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
                report_keys! { self;
                    not_here "of" at document.of, if of == TypeWord::List =>
                        "danh sách chỉ chứa số, chữ, ngày, có/không hoặc lựa chọn", "a list holds numbers, words, dates, yes-no or choices";
                }
                let at = (!document.unread.contains(&"choices")).then_some(&id.span);
                FactKind::List(Box::new(self.plain_kind(of, document.choices.as_ref(), at)))
            }
            kind => {
                report_keys! { self;
                    not_here "of" at document.of => "chỉ dùng với kiểu `list`", "only for the type `list`";
                }
                let at = (!document.unread.contains(&"choices")).then_some(&id.span);
                self.plain_kind(kind, document.choices.as_ref(), at)
            }
        };
        let numeric = match &kind {
            FactKind::List(of) => of.is_number(),
            kind => kind.is_number(),
        };
        report_keys! { self;
            not_here "min" at document.min, if !numeric => "chỉ dùng với số", "only for numbers";
            not_here "max" at document.max, if !numeric => "chỉ dùng với số", "only for numbers";
        }
        if let (Some(min), Some(max)) = (&document.min, &document.max)
            && max.value < min.value
        {
            let (vi, en) = ("không nhỏ hơn `min`", "not below `min`");
            self.out_of_range("max", &max.span, &max.value, vi, en);
        }
        if let Some(better) = document.better.as_ref().filter(|_| typed) {
            let fits = match better.value {
                Better::First => matches!(kind, FactKind::Choice(_)),
                Better::Higher | Better::Lower => {
                    kind.is_number() || matches!(kind, FactKind::YesNo | FactKind::Date)
                }
            };
            report_keys! { self;
                not_here "better" at better.span, if !fits => "không hợp với kiểu số liệu này", "it does not go with this type";
            }
        }
        let from = self.fact_from(&document, &kind);
        self.empty_here(&document);
        let empty = document.empty.filter(|_| typed);
        let mut fact = Fact {
            from,
            empty: None,
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
        };
        fact.empty = empty.and_then(|empty| self.empty_as(&fact, &empty));
        fact
    }

    /// Where a fact comes from: the row, the unit's row, or the class of the unit elsewhere.
    fn fact_from(&mut self, document: &FactDocument, kind: &FactKind) -> FactFrom {
        if let Some(scheme) = &document.class_in {
            report_keys! { self;
                not_here "class_in" at scheme.span, if !matches!(kind, FactKind::Choice(_)) =>
                    "mức xếp loại của đơn vị phải là số liệu kiểu `choice`", "the class of a unit is a fact of the type `choice`";
                not_here "about" at document.about =>
                    "số liệu có `class_in` không lấy từ tệp nào", "no file says a fact with `class_in`";
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
        if let Some((first, _)) = choices.and_then(|choices| choices.0.first()) {
            report_keys! { self;
                not_here "choices" at first.span, if word != TypeWord::Choice =>
                    "chỉ dùng với kiểu `choice`", "only for the type `choice`";
            }
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
                    let (vi, en) = (
                        "kiểu `choice` phải có các lựa chọn",
                        "the type `choice` has choices",
                    );
                    self.needs("choices", at, vi, en);
                }
                self.dashed_ids(choices.iter().map(|(word, _)| word));
                let pairs = choices
                    .iter()
                    .map(|(word, label)| (word.value.as_str().into(), label.clone()));
                FactKind::Choice(pairs.collect())
            }
        }
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
                let problem = SchemeProblem::BadDate { text: text.value };
                self.report(&text.span, problem);
                unread = true;
                continue;
            };
            let number = match figures.value {
                None => {
                    unread = true;
                    continue;
                }
                Some(DatedNumberDocument::One(number)) => {
                    report_keys! { self;
                        needs "value" at text.span, if document.by.is_some() =>
                            "vì có `by` nên phải ghi số cho từng lựa chọn", "with `by` there is a figure for each choice";
                    }
                    DatedNumber::One(number)
                }
                Some(DatedNumberDocument::ByChoice(numbers)) => {
                    report_keys! { self;
                        needs "by" at text.span, if document.by.is_none() && !document.unread =>
                            "số theo lựa chọn phải nói rõ theo số liệu nào", "figures by choice say by which fact";
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
            let problem = SchemeProblem::NoDate {
                id: id.value.clone(),
            };
            self.report(&id.span, problem);
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
        let names = facts.iter().map(|fact| fact.id.as_str());
        let at = self.find(by, names, |id| SchemeProblem::UnknownFact { id })?;
        if !matches!(facts[at].kind, FactKind::Choice(_)) {
            let id = by.value.clone();
            self.report(&by.span, SchemeProblem::NotAChoice { id });
            return None;
        }
        Some(at)
    }

    /// Every choice has a figure, and every figure a choice.
    fn covers_choices<T>(&mut self, numbers: &Keyed<T>, fact: &Fact, at: &Span) {
        for (word, _) in numbers {
            self.is_choice(word, fact);
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
