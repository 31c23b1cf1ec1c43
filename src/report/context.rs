//! One scheme of a proposal, with what every teller needs at hand.

use std::cell::OnceCell;

use super::options::Options;
use super::words::Words;
use crate::commendation::{AwardProposal, Proposal};
use crate::evaluation::{SchemeEvaluation, ScoreSheet, Verdict};
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::period::Period;
use crate::ranking::{List, Place};
use crate::roster::{Roster, Skipped};
use crate::rule::Rulebook;
use crate::scheme::{Name, Scheme};

/// One scheme of a proposal.
pub(super) struct Context<'p> {
    /// Which of the schemes it is.
    pub(super) index: usize,
    /// The scheme and its rules.
    pub(super) book: &'p Rulebook,
    /// The nominees of all schemes.
    pub(super) roster: &'p Roster,
    /// The period.
    pub(super) period: &'p Period,
    /// Its nominees, and what they are judged by.
    pub(super) evaluated: &'p SchemeEvaluation<'p>,
    /// Its nominees.
    pub(super) judged: &'p [Verdict],
    /// Its lists.
    pub(super) lists: &'p [List],
    /// Its awards.
    pub(super) awards: &'p [AwardProposal],
    /// The word by which lots were drawn.
    pub(super) seed: Option<&'p str>,
    /// Rows that were left out and belong to it.
    pub(super) skipped: Vec<&'p Skipped>,
    /// The language.
    pub(super) locale: Locale,
    /// The words of the language.
    pub(super) words: Words,
    /// Whether the result goes to its nominee: nothing of others, nor of who marked what.
    pub(super) is_own: bool,
    /// What is said of a place that was set apart by a tie step, by step: very many may be.
    pub(super) broken_by: Vec<String>,
    /// Each nominee's list and place, by index among the judgements, once somebody asks: whoever
    /// goes from place to place does not.
    standing: OnceCell<Vec<Option<(u32, u32)>>>,
}

impl<'p> Context<'p> {
    /// The scheme at an index of the proposal.
    pub(super) fn of(proposal: &'p Proposal<'p>, index: usize, options: &Options) -> Self {
        let ranking = &proposal.ranking;
        let evaluation = &ranking.evaluation.schemes[index];
        let lists: &[List] = ranking.schemes.get(index).map_or(&[], Vec::as_slice);
        let roster = ranking.evaluation.roster;
        let mut view = Self {
            index,
            broken_by: Vec::new(),
            book: evaluation.book,
            roster,
            period: &roster.period,
            evaluated: evaluation,
            judged: &evaluation.judged,
            lists,
            awards: proposal.schemes.get(index).map_or(&[], Vec::as_slice),
            seed: ranking.seed.as_deref(),
            skipped: roster
                .skipped
                .iter()
                .filter(|row| row.scheme == Some(index))
                .collect(),
            locale: options.locale,
            words: Words::of(options.locale),
            is_own: options.is_own,
            standing: OnceCell::new(),
        };
        let steps = 0..view.scheme().ranking.ties.len();
        let said = steps.map(|step| view.words.broken_by(view.tie_in_words(step)));
        view.broken_by = said.collect();
        view
    }

    /// Every scheme that judged somebody or left somebody's row out.
    pub(super) fn all(proposal: &'p Proposal<'p>, options: &Options) -> Vec<Self> {
        let schemes = 0..proposal.ranking.evaluation.schemes.len();
        schemes
            .map(|index| Self::of(proposal, index, options))
            .filter(|view| !view.judged.is_empty() || !view.skipped.is_empty())
            .collect()
    }

    /// The scheme.
    pub(super) fn scheme(&self) -> &'p Scheme {
        &self.book.scheme
    }

    /// The score sheet of a nominee, which is judged again for it.
    pub(super) fn sheet(&self, nominee: usize) -> ScoreSheet<'p> {
        self.evaluated.sheet(self.roster, nominee)
    }

    /// A text in the language of the report.
    pub(super) fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.locale)
    }

    /// Points with the scheme's digits, as the language writes them.
    pub(super) fn points(&self, points: &Number) -> String {
        let about = if points.is_endless() { "≈" } else { "" };
        format!("{about}{}", self.locale.number(self.exact(points)))
    }

    /// Points with the scheme's digits and a decimal point, as machines read them.
    pub(super) fn exact(&self, points: &Number) -> String {
        points.to_fixed(self.scheme().points.round.digits)
    }

    /// A number without idle zeros, as the language writes it.
    pub(super) fn number(&self, number: &Number) -> String {
        self.locale.number(number.shown())
    }

    /// The list and the place of a nominee, if it is ranked.
    pub(super) fn standing(&self, nominee: usize) -> Option<(&'p List, &'p Place)> {
        let (list, place) = self.stands_at(nominee)?;
        let list = &self.lists[list];
        Some((list, &list.places[place]))
    }

    fn stands_at(&self, nominee: usize) -> Option<(usize, usize)> {
        let standing = self.standing.get_or_init(|| {
            let mut standing = vec![None; self.judged.len()];
            for (list_at, list) in self.lists.iter().enumerate() {
                for (place_at, place) in list.places.iter().enumerate() {
                    standing[place.nominee] = Some((small(list_at), small(place_at)));
                }
            }
            standing
        });
        let (list, place) = standing[nominee]?;
        Some((list as usize, place as usize))
    }

    /// The nearest above in the nominee's list that does not share its place.
    pub(super) fn above(&self, nominee: usize) -> Option<&'p Place> {
        let (list, at) = self.stands_at(nominee)?;
        let places = &self.lists[list].places;
        let mut above = places[..at].iter().rev();
        above.find(|other| other.rank != places[at].rank)
    }

    /// The nearest below in the nominee's list that does not share its place.
    pub(super) fn below(&self, nominee: usize) -> Option<&'p Place> {
        let (list, at) = self.stands_at(nominee)?;
        let places = &self.lists[list].places;
        let mut below = places[at + 1..].iter();
        below.find(|other| other.rank != places[at].rank)
    }

    /// A class's title.
    pub(super) fn class(&self, class: Option<usize>) -> &'p str {
        class.map_or("", |class| {
            self.scheme().classes[class].title.get(self.locale)
        })
    }

    /// What results call a tie step: its title, or its rule.
    pub(super) fn tie(&self, step: usize) -> &'p str {
        let tie = &self.scheme().ranking.ties[step];
        let title = tie.title.as_ref().map(|title| title.get(self.locale));
        title.unwrap_or_else(|| tie.by.text.trim())
    }

    /// What people read of a tie step: a rule that is but the name of a group or row is its title.
    pub(super) fn tie_in_words(&self, step: usize) -> &'p str {
        let scheme = self.scheme();
        let said = self.tie(step);
        match scheme.name(said) {
            Some(Name::Group(at)) => scheme.groups[at].title.get(self.locale),
            Some(Name::Criterion(at) | Name::Standard(at)) => {
                scheme.criteria[at].title.get(self.locale)
            }
            _ => said,
        }
    }
}

/// An index in few bytes: there is one for every nominee.
fn small(index: usize) -> u32 {
    u32::try_from(index).expect("nobody ranks so many")
}
