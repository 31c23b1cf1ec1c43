//! The lot, in words: its word, its digests, and how anyone can check them.

use std::collections::BTreeSet;

use super::context::Context;
use super::page::{Block, Columns, Page};
use crate::ranking::{Lot, Settled, lot_command};
use crate::scheme::Settle;

impl Context<'_> {
    /// Whether a lot must be drawn for which no word was given.
    pub(super) fn needs_lot(&self) -> bool {
        self.scheme().ranking.last == Settle::Lot && self.seed.is_none()
    }

    /// Everybody whose place or seat the lot settled, in the order of digests.
    pub(super) fn lots(&self) -> Vec<(usize, Lot)> {
        let last = self.scheme().ranking.last;
        let Some(seed) = self.seed.filter(|_| last == Settle::Lot) else {
            return Vec::new();
        };
        let places = self.lists.iter().flat_map(|list| &list.places);
        let of_places = places
            .filter(|place| matches!(place.settled, Some(Settled::Lot(_))))
            .map(|place| place.nominee);
        let of_awards = self.awards.iter().flat_map(|award| &award.drawn).copied();
        let nominees: BTreeSet<usize> = of_places.chain(of_awards).collect();
        let draw = |nominee: usize| {
            let id = self.judged[nominee].id();
            (nominee, Lot::draw(seed, id))
        };
        let mut lots: Vec<(usize, Lot)> = nominees.into_iter().map(draw).collect();
        lots.sort_by(|(_, one), (_, other)| one.cmp(other));
        lots
    }

    /// The command by which anyone can check the lot of a nominee.
    pub(super) fn lot_command(&self, nominee: usize) -> String {
        let id = self.judged[nominee].id();
        lot_command(self.seed.unwrap_or_default(), id)
    }
}

/// Adds the lot: its word, its digests, and how to check them.
pub(super) fn lot(view: &Context<'_>, page: &mut Page) {
    let lots = view.lots();
    let (Some((first, _)), Some(seed)) = (lots.first(), view.seed) else {
        return;
    };
    let words = view.words;
    page.push(Block::Subheading(words.lot().to_owned()));
    page.push(Block::Note(words.lot_rule(seed)));
    let of = |nominee: usize| &view.judged[nominee];
    let table = Columns::of(&lots)
        .words(words.id(), |(nominee, _)| of(*nominee).id())
        .words(words.name(), |(nominee, _)| of(*nominee).name())
        .number(words.rank(), |(nominee, _)| {
            Some(view.standing(*nominee)?.1.rank)
        })
        .words(words.digest(), |(_, lot)| lot.digest());
    page.table(table.table());
    page.push(Block::Note(words.lot_check().to_owned()));
    page.push(Block::Command(view.lot_command(*first)));
}
