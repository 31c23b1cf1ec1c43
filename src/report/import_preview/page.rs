//! What was read, for people: a table of nominees a scheme, then what the council gave.

use super::{ImportPreview, about, decided, spelled, subject};
use crate::locale::Locale;
use crate::report::page::{Block, Columns, Page, Table};
use crate::report::words::Words;
use crate::report::{names, remarks};
use crate::roster::{Decision, Marked, Nomination, RowAddress};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactEntry, FactKind, FactValue};

impl ImportPreview<'_> {
    pub(super) fn page_in(&self, locale: Locale) -> Page {
        let words = Words::of(locale);
        let mut page = Page::default();
        page.push(Block::Title(words.import_preview().to_owned()));
        let counts = [
            self.roster.nominations.len(),
            self.marks().count(),
            self.votes().count(),
            self.past_awards().count(),
            self.decisions().count(),
        ];
        page.push(Block::Note(words.counts_read(counts)));
        remarks::tell(&self.roster.found, locale, &mut page);
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
        if self.roster.nominations.is_empty() {
            page.push(Block::Note(words.nothing_read().to_owned()));
        }
        let others = [
            (words.marks(), self.mark_table(locale, words)),
            (words.votes(), self.vote_table(words)),
            (words.history(), self.history_table(locale, words)),
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
        let several = scheme.subject.is_none();
        let own = self.roster.nominations.iter().filter(|it| it.scheme == at);
        let mut columns = Columns::of(own)
            .words(words.id(), |it| &it.id)
            .words(words.name(), |it| &it.name)
            .words(words.kind(), |it| {
                several.then(|| subject(it.subject, locale))
            })
            .folding()
            .words(words.unit(), |it| it.unit.as_deref())
            .folding()
            .words(words.field(), |it| {
                Some(names::field(it.field.as_deref()?, locale))
            })
            .folding()
            .words(words.received_short(), |it| Some(locale.date(it.received?)))
            .folding()
            .words(words.source(), |it| told(&it.row))
            .folding();
        let facts = scheme.facts.iter().enumerate();
        for (at, fact) in facts.filter(|(_, fact)| !fact.from.is_marks()) {
            let label = fact.label.get(locale);
            let label = if label.is_empty() { &fact.id } else { label };
            let cell = |it: &Nomination| given(fact, &it.facts[at], locale);
            columns = columns.words(label, cell).folding();
        }
        columns.table()
    }

    fn mark_table(&self, locale: Locale, words: Words) -> Table {
        let scheme = |nominee: &Nomination| self.scheme(nominee);
        Columns::of(self.marks())
            .words(words.id(), |(nominee, _)| &nominee.id)
            .words(words.criterion(), |(of, mark)| {
                &*scheme(of).criteria[mark.criterion].id
            })
            .words(words.stage(), |(of, mark)| {
                scheme(of).stages[mark.stage].title.get(locale)
            })
            .words(words.marker(), |(_, mark)| &*mark.marker)
            .number(words.points(), |(_, mark)| match &mark.value {
                Marked::Points(points) => points.to_string(),
                Marked::Met(true) => words.met().to_owned(),
                Marked::Met(false) => words.not_met().to_owned(),
            })
            .words(words.reason(), |(_, mark)| mark.reason.as_deref())
            .words(words.source(), |(_, mark)| told(&mark.row))
            .table()
    }

    fn vote_table(&self, words: Words) -> Table {
        Columns::of(self.votes())
            .words(words.id(), |(nominee, _)| &nominee.id)
            .words(words.award_short(), |(of, it)| {
                &*self.scheme(of).awards[it.award].id
            })
            .number(words.agree(), |(_, it)| it.agree)
            .number(words.disagree(), |(_, it)| it.disagree)
            .number(words.no_opinion(), |(_, it)| it.no_opinion)
            .number(words.invalid(), |(_, it)| it.invalid)
            .number(words.absent(), |(_, it)| it.absent_written)
            .number(words.downgrade(), |(_, it)| it.downgrade)
            .words(words.source(), |(_, it)| told(&it.row))
            .table()
    }

    fn history_table(&self, locale: Locale, words: Words) -> Table {
        Columns::of(self.past_awards())
            .words(words.id(), |(id, ..)| id)
            .number(words.year(), |(_, award, _)| award.year)
            .words(words.award_short(), |(_, award, _)| &award.award)
            .words(words.revoked(), |(_, _, day)| {
                day.map_or(String::new(), |day| locale.date(day))
            })
            .table()
            .without_empty_columns()
    }

    fn decision_table(&self, locale: Locale, words: Words) -> Table {
        let about = |of: &Nomination, it: &Decision| about(self.scheme(of), it.about);
        Columns::of(self.decisions())
            .words(words.id(), |(nominee, _)| &nominee.id)
            .words(words.matter(), |(of, it)| words.matter_of(about(of, it).0))
            .words(words.decision(), |(of, it)| {
                let answer = decided(it.decided, locale);
                match about(of, it).1 {
                    Some(named) => format!("{named}: {answer}"),
                    None => answer,
                }
            })
            .words(words.reason(), |(_, it)| &*it.reason)
            .words(words.decided_by(), |(_, it)| &*it.by)
            .words(words.paper(), |(_, it)| &*it.paper)
            .words(words.source(), |(_, it)| told(&it.row))
            .table()
    }
}

/// A fact as people read it.
fn given(fact: &Fact, given: &FactEntry, locale: Locale) -> String {
    match (given, &fact.kind) {
        (FactEntry::Reported(FactValue::Date(day)), _) => locale.date(*day),
        (FactEntry::Reported(FactValue::Text(word)), FactKind::Choice(choices)) => {
            let label = choices.iter().find(|(known, _)| known == word);
            let label = label.map(|(_, label)| label.get(locale));
            label.unwrap_or(word).to_owned()
        }
        (FactEntry::Reported(FactValue::Number(number)), kind) => {
            let sign = if *kind == FactKind::Percent { " %" } else { "" };
            format!("{}{sign}", locale.number(number.to_string()))
        }
        (given, _) => spelled(fact, given, locale),
    }
}

fn told(row: &RowAddress) -> String {
    format!("{}:{}", row.file, row.row)
}
