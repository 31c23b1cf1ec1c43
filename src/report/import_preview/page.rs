//! What was read, for people: a table of nominees a scheme, then what the council gave.

use super::{ImportPreview, about, decided, spelled, subject};
use crate::locale::Locale;
use crate::number::plain;
use crate::report::names;
use crate::report::page::{Block, Column, Page, Table};
use crate::report::words::Words;
use crate::roster::{Marked, RowAddress};
use crate::rule::Rulebook;
use crate::scheme::{FactKind, FactValue, Given};

impl ImportPreview<'_> {
    pub(super) fn page_in(&self, locale: Locale) -> Page {
        let words = Words::of(locale);
        let mut page = Page::default();
        page.push(Block::Title(words.import_preview().to_owned()));
        let counts = [
            self.dossier.nominations.len(),
            self.marks().count(),
            self.votes().count(),
            self.dossier.history.values().map(Vec::len).sum(),
            self.decisions().count(),
        ];
        page.push(Block::Note(words.counts_read(counts)));
        for (at, book) in self.books.iter().enumerate() {
            let table = self.nominees(at, book, locale, words);
            if !table.rows.is_empty() {
                let title = book.scheme.title.get(locale);
                let title = if title.is_empty() {
                    &book.scheme.id
                } else {
                    title
                };
                page.push(Block::Heading(title.to_owned()));
                page.table(table.without_empty_columns());
            }
        }
        if self.dossier.nominations.is_empty() {
            page.push(Block::Note(words.nothing_read().to_owned()));
        }
        let others = [
            (words.marks(), self.mark_table(locale, words)),
            (words.votes(), self.vote_table(words)),
            (words.history(), self.history_table(words)),
            (words.decisions(), self.decision_table(locale, words)),
        ];
        for (heading, table) in others
            .into_iter()
            .filter(|(_, table)| !table.rows.is_empty())
        {
            page.push(Block::Heading(heading.to_owned()));
            page.table(table.without_empty_columns());
        }
        page
    }

    fn nominees(&self, at: usize, book: &Rulebook, locale: Locale, words: Words) -> Table {
        let scheme = &book.scheme;
        let facts = scheme.facts.iter().enumerate();
        let facts: Vec<_> = facts.filter(|(_, fact)| !fact.from.is_marks()).collect();
        let fixed = [
            words.id(),
            words.name(),
            words.kind(),
            words.unit(),
            words.field(),
            words.received_short(),
            words.source(),
        ];
        let mut columns: Vec<Column> = fixed.into_iter().map(Column::words).collect();
        for column in columns.iter_mut().skip(2) {
            column.folds = true;
        }
        columns.extend(facts.iter().map(|(_, fact)| {
            let label = fact.label.get(locale);
            let label = if label.is_empty() { &fact.id } else { label };
            Column::words(label).folding()
        }));
        let mut table = Table::new(columns);
        let several = scheme.subject.is_none();
        for nominee in self.dossier.nominations.iter().filter(|it| it.scheme == at) {
            let field = nominee.field.as_deref();
            let field = field.map(|field| names::field(field, locale));
            let received = nominee.received.map(|day| locale.date(day));
            let mut cells = vec![
                nominee.id.to_string(),
                nominee.name.clone(),
                if several {
                    subject(nominee.subject, locale)
                } else {
                    String::new()
                },
                nominee.unit.as_deref().unwrap_or_default().to_owned(),
                field.unwrap_or_default().to_owned(),
                received.unwrap_or_default(),
                told(&nominee.row),
            ];
            cells.extend(
                facts
                    .iter()
                    .map(|(at, fact)| match (&nominee.facts[*at], &fact.kind) {
                        (Given::Reported(FactValue::Date(day)), _) => locale.date(*day),
                        (Given::Reported(FactValue::Text(word)), FactKind::Choice(choices)) => {
                            let label = choices.iter().find(|(known, _)| known == word);
                            label.map_or_else(
                                || word.to_string(),
                                |(_, label)| label.get(locale).to_owned(),
                            )
                        }
                        (Given::Reported(FactValue::Number(number)), _) => {
                            let sign = if fact.kind == FactKind::Percent {
                                " %"
                            } else {
                                ""
                            };
                            format!("{}{sign}", locale.number(plain(*number)))
                        }
                        (given, _) => spelled(fact, given, locale),
                    }),
            );
            table.row(cells);
        }
        table
    }

    fn mark_table(&self, locale: Locale, words: Words) -> Table {
        let mut table = Table::new(vec![
            Column::words(words.id()),
            Column::words(words.criterion()),
            Column::words(words.stage()),
            Column::words(words.marker()),
            Column::number(words.points()),
            Column::words(words.reason()),
            Column::words(words.source()),
        ]);
        for (nominee, mark) in self.marks() {
            let scheme = self.scheme(nominee);
            let value = match mark.value {
                Marked::Points(points) => locale.number(plain(points)),
                Marked::Met(true) => words.met().to_owned(),
                Marked::Met(false) => words.not_met().to_owned(),
            };
            table.row(vec![
                nominee.id.to_string(),
                scheme.criteria[mark.criterion].id.clone(),
                scheme.stages[mark.stage].title.get(locale).to_owned(),
                mark.marker.to_string(),
                value,
                mark.reason.as_deref().unwrap_or_default().to_owned(),
                told(&mark.row),
            ]);
        }
        table
    }

    fn vote_table(&self, words: Words) -> Table {
        let counts = [
            words.agree(),
            words.disagree(),
            words.no_opinion(),
            words.invalid(),
            words.absent(),
            words.downgrade(),
        ];
        let mut columns = vec![
            Column::words(words.id()),
            Column::words(words.award_short()),
        ];
        columns.extend(counts.into_iter().map(Column::number));
        columns.push(Column::words(words.source()));
        let mut table = Table::new(columns);
        for (nominee, vote) in self.votes() {
            let mut cells = vec![
                nominee.id.to_string(),
                self.scheme(nominee).awards[vote.award].id.clone(),
            ];
            let counts = [
                vote.agree,
                vote.disagree,
                vote.no_opinion,
                vote.invalid,
                vote.absent_written,
                vote.downgrade,
            ];
            cells.extend(counts.iter().map(u32::to_string));
            cells.push(told(&vote.row));
            table.row(cells);
        }
        table
    }

    fn history_table(&self, words: Words) -> Table {
        let mut table = Table::new(vec![
            Column::words(words.id()),
            Column::number(words.year()),
            Column::words(words.award_short()),
        ]);
        for (id, awards) in &self.dossier.history {
            for award in awards {
                table.row(vec![
                    id.to_string(),
                    award.year.to_string(),
                    award.award.clone(),
                ]);
            }
        }
        table
    }

    fn decision_table(&self, locale: Locale, words: Words) -> Table {
        let headings = [
            words.id(),
            words.matter(),
            words.decision(),
            words.reason(),
            words.decided_by(),
            words.paper(),
            words.source(),
        ];
        let mut table = Table::new(headings.into_iter().map(Column::words).collect());
        for (nominee, it) in self.decisions() {
            let (matter, named) = about(self.scheme(nominee), it.about);
            let answer = decided(it.decided, locale);
            table.row(vec![
                nominee.id.to_string(),
                words.matter_of(matter).to_owned(),
                named.map_or_else(|| answer.clone(), |named| format!("{named}: {answer}")),
                it.reason.to_string(),
                it.by.to_string(),
                it.paper.to_string(),
                told(&it.row),
            ]);
        }
        table
    }
}

fn told(row: &RowAddress) -> String {
    format!("{}:{}", row.file, row.row)
}
