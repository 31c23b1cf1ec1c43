//! Two editions, as a page and as one flat table.

use super::parts::EditReport;
use super::{AgreementReport, EditionsReport, MoveReport};
use crate::report::json;
use crate::report::markers::{StandsReport, becomes, standing};
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Report, Table};
use crate::report::words::Words;

/// The column of awards among those of a standing.
const AWARDS: usize = 5;

impl Report for EditionsReport {
    fn page(&self, options: &Options) -> Page {
        let words = Words::of(options.locale);
        let mut page = Page::default();
        page.push(Block::Title(words.editions_compared().to_owned()));
        if self.is_empty() {
            page.push(Block::Note(words.editions_same().to_owned()));
            return page;
        }
        page.push(Block::Heading(words.edits().to_owned()));
        match self.edits.is_empty() {
            true => page.push(Block::Note(words.no_edits().to_owned())),
            false => page.table(self.edits(words)),
        }
        page.push(Block::Heading(words.effects().to_owned()));
        let said = words.moved(self.moves.len(), self.unmoved);
        page.push(Block::Note(said));
        if self.moves.is_empty() {
            return page;
        }
        page.table(self.moves(options));
        if self
            .awards
            .iter()
            .any(|it| !(it.gained.is_empty() && it.lost.is_empty()))
        {
            page.push(Block::Heading(words.seats_compared().to_owned()));
            page.table(self.awards(words));
        }
        if !self.agreement.is_empty() {
            page.push(Block::Heading(words.agreement().to_owned()));
            let (other, same): (Vec<_>, Vec<_>) =
                self.agreement.iter().partition(|it| !it.is_same_order());
            if !other.is_empty() {
                page.push(Block::Note(words.agreement_note().to_owned()));
                page.table(agreement(&other, words));
            }
            if !same.is_empty() {
                page.push(Block::Note(words.same_order(same.len())));
            }
        }
        page
    }

    fn flat(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let mut columns = Columns::of(&self.moves)
            .words(words.scheme(), |it| &it.scheme_title)
            .words(words.id(), |it| &it.id)
            .words(words.name(), |it| &it.name)
            .words(words.unit(), |it| &it.unit);
        for (name, of) in standing(words) {
            let said = |it: &Option<StandsReport>| Some(of(it.as_ref()?, options));
            columns = columns
                .words(
                    format!("{name} ({})", words.old_edition()),
                    |it: &MoveReport| said(&it.before),
                )
                .words(format!("{name} ({})", words.new_edition()), |it| {
                    said(&it.after)
                });
        }
        columns
            .number(words.difference(), |it| it.by.as_ref())
            .words(words.causes(), |it| causes(it, options))
            .table()
    }

    fn json(&self, options: &Options) -> String {
        json::made(self, options)
    }
}

impl EditionsReport {
    fn edits(&self, words: Words) -> Table {
        Columns::of(&self.edits)
            .words(words.edited_part(), |it| &it.part_text)
            .words(words.edited_key(), |it| &it.key_text)
            .words(words.old_edition(), |it| it.before(words))
            .words(words.new_edition(), |it| it.after(words))
            .words(words.edited_place(), EditReport::places)
            .table()
    }

    fn moves(&self, options: &Options) -> Table {
        let words = Words::of(options.locale);
        let first = self.moves.first();
        let several = self
            .moves
            .iter()
            .any(|it| Some(&it.scheme) != first.map(|it| &it.scheme));
        let mut columns = Columns::of(&self.moves)
            .words(words.scheme(), |it| several.then_some(&it.scheme_title))
            .words(words.id(), |it| &it.id)
            .words(words.name(), |it| &it.name);
        for (at, (name, of)) in standing(words).into_iter().enumerate() {
            columns = columns.words(name, |it: &MoveReport| {
                let said = |it: &Option<StandsReport>| match (it, at) {
                    (Some(it), _) => of(it, options),
                    (None, 0) => words.not_judged().to_owned(),
                    (None, _) => String::new(),
                };
                // Awards that stay as they are would fill the page.
                let at = if at == AWARDS { 0 } else { at };
                becomes(said(&it.before), said(&it.after), at, words)
            });
        }
        columns
            .number(words.difference(), |it| it.by.as_ref())
            .words(words.causes(), |it| causes(it, options))
            .without_empty()
    }

    fn awards(&self, words: Words) -> Table {
        Columns::of(&self.awards)
            .words(words.award(), |it| &it.title)
            .number(words.old_edition(), |it| it.before)
            .number(words.new_edition(), |it| it.after)
            .words(words.gained(), |it| it.gained.join(", "))
            .words(words.lost(), |it| it.lost.join(", "))
            .table()
    }
}

/// What makes up a difference, in one line.
fn causes(it: &MoveReport, options: &Options) -> String {
    let words = Words::of(options.locale);
    let cause = |cause: &super::CauseReport| {
        let by = options.locale.number(&cause.by);
        let what = cause.no.as_deref();
        format!("{} {by}", what.unwrap_or(words.rest_of_difference()))
    };
    it.causes.iter().map(cause).collect::<Vec<_>>().join("; ")
}

/// How alike the places of lists are.
fn agreement(lists: &[&AgreementReport], words: Words) -> Table {
    Columns::of(lists.iter().copied())
        .words(words.scheme(), |it| &it.scheme_title)
        .words(words.list(), |it| &it.list)
        .number(words.compared_nominees(), |it| it.nominees)
        .number(words.spearman(), |it| it.spearman.as_ref())
        .number(words.weighted_spearman(), |it| {
            it.weighted_spearman.as_ref()
        })
        .number(words.ws(), |it| it.ws.as_ref())
        .without_empty()
}
