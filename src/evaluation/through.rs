//! Very many nominees, judged while they are read: of each only the little is kept that ranking,
//! proposing and the flat table ask for. Facts and score sheets are dropped, and used again for
//! the next ones.
//!
//! Where nominees are compared with each other, the input is read twice: gates and cohort numbers
//! first, then everything. Reading again costs less than memory for everybody's facts.

use std::borrow::Cow;
use std::sync::Arc;

use super::packed::Pack;
use super::stages::alike;
use super::straight::{Room, Straight};
use super::whole::{self, Desk};
use super::{Evaluation, Judgement, Kept, SchemeEvaluation, Standing as _, evaluate};
use crate::cohort::{self, Share, own_part};
use crate::diagnostic::Diagnostics;
use crate::roster::{
    self, DataFile, Dossier, Gone, Nomination, Opened, Options, Skipped, Together,
};
use crate::rule::{Pass, Rulebook};
use crate::scheme::Cohort;

/// Everybody judged, with the little that is kept of each.
#[derive(Debug)]
pub struct Judged {
    /// The period, with nobody's facts in it.
    pub dossier: Dossier,
    /// By scheme.
    pub schemes: JudgedSchemes,
}

/// By scheme: the cohort numbers, and its nominees by id.
#[derive(Debug)]
pub struct JudgedSchemes(Vec<(Vec<cohort::Figures>, Vec<Kept>)>);

/// By scheme: the cohort numbers.
type Figures = Vec<Vec<cohort::Figures>>;

/// What one nominee brings to each cohort number of its scheme, and its part of each.
struct Brings {
    id: Arc<str>,
    shares: Vec<(Option<String>, Share)>,
}

impl JudgedSchemes {
    /// Whether a scheme judges anybody.
    pub fn judges(&self, scheme: usize) -> bool {
        !self.0[scheme].1.is_empty()
    }

    /// The evaluation of a period with nobody's facts in it, to be ranked. `books` are those that
    /// judged.
    pub fn evaluation<'a>(
        self,
        books: &'a [Rulebook],
        dossier: &'a Dossier,
    ) -> Evaluation<'a, Kept> {
        let schemes = books.iter().zip(self.0);
        let schemes = schemes.map(|(book, (cohorts, judged))| SchemeEvaluation {
            book,
            cohorts,
            judged,
        });
        Evaluation {
            dossier,
            schemes: schemes.collect(),
        }
    }
}

impl Judged {
    /// What is kept of everybody, once all of them were judged in memory.
    fn of(books: &[Rulebook], mut dossier: Dossier) -> Self {
        let evaluation: Evaluation<'_> = evaluate(books, &dossier);
        let mut pack = Pack::default();
        let mut keep = |scheme: SchemeEvaluation<'_>| {
            let facts = facts_kept(scheme.book);
            let judged = scheme.judged.into_iter();
            let kept = judged.map(|mut sheet| Kept::of(&mut sheet, &facts, &mut pack));
            let mut kept: Vec<Kept> = kept.collect();
            Kept::seal(&mut kept, &mut pack);
            (scheme.cohorts, kept)
        };
        let schemes = evaluation.schemes.into_iter().map(&mut keep).collect();
        let schemes = JudgedSchemes(schemes);
        dossier.nominations = Vec::new();
        Self { dossier, schemes }
    }
}

/// Reads the files of a review period and judges everybody on the way, as reading and judging one
/// after the other would: the same findings, the same results. What comes back is worth nothing
/// where there is an error.
pub fn judge_through(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Judged> {
    // Marks, votes and decisions are about nominees who must all be known first, and the class of
    // a unit is known once all collectives are judged.
    let takes_classes = books.iter().any(|book| book.scheme.takes_classes());
    if takes_classes || files.iter().any(|file| file.kind.is_of_council()) {
        let dossier = roster::read(files, books, options, diagnostics)?;
        return (!diagnostics.has_errors()).then(|| Judged::of(books, dossier));
    }
    let passes: Vec<_> = books.iter().map(Rulebook::pass).collect();
    let mut found = Diagnostics::new();
    let judged = try_through(files, books, options, &mut found);
    if !passes.iter().all(Pass::is_settled) {
        // A rule that is given up is given up for all: they are judged again, all in memory.
        passes.into_iter().for_each(Pass::undo);
        let dossier = roster::read(files, books, options, diagnostics)?;
        return (!diagnostics.has_errors()).then(|| Judged::of(books, dossier));
    }
    diagnostics.append(found);
    judged
}

fn try_through(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Judged> {
    let opened = Opened::new(files, books, options, diagnostics)?;
    // Where the period lacks what rules read, nobody can be judged; loading reports that.
    let is_fit = books.iter().map(|book| {
        let mut found = Diagnostics::new();
        book.check_period(&opened.period, &mut found);
        !found.has_errors()
    });
    let judging = Judging {
        books,
        opened: &opened,
        is_fit: is_fit.collect(),
        facts: books.iter().map(facts_kept).collect(),
        straight: books.iter().map(Straight::of).collect(),
    };
    let figures = judging.figures();
    let (gone, mut judged) = judging.everybody(&figures, diagnostics);
    let mut left_out = Vec::new();
    for (scheme, judged) in judged.iter_mut().enumerate() {
        if !gone.withdrawn.is_empty() {
            let is_withdrawn = |kept: &mut Kept| gone.withdrawn.contains_key(kept.id());
            let bad = judged.extract_if(.., is_withdrawn);
            left_out.extend(bad.map(|kept| Skipped {
                id: kept.id().to_owned(),
                name: kept.name().to_owned(),
                scheme: Some(scheme),
                row: gone.withdrawn[kept.id()].clone(),
            }));
        }
        // Rows mostly come by id already.
        if !judged.is_sorted_by(|a, b| a.id() <= b.id()) {
            judged.sort_by(|a, b| a.id().cmp(b.id()));
        }
    }
    let mut closing = opened.close(gone, diagnostics);
    if options.skip_bad {
        closing.skipped.append(&mut left_out);
    }
    Some(Judged {
        dossier: closing.dossier(Vec::new()),
        schemes: JudgedSchemes(figures.into_iter().zip(judged).collect()),
    })
}

/// The facts of a scheme by which its lists, cohorts and quotas are parted or measured.
fn facts_kept(book: &Rulebook) -> Vec<usize> {
    let mut facts: Vec<usize> = book.scheme.facts_used_elsewhere().collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// What judging those of one chunk needs.
struct Judging<'j> {
    books: &'j [Rulebook],
    opened: &'j Opened<'j>,
    /// By scheme: whether it can judge in this period.
    is_fit: Vec<bool>,
    /// By scheme: the facts that are kept.
    facts: Vec<Vec<usize>>,
    /// By scheme: how those are judged of whom nothing has to be said.
    straight: Vec<Option<Straight<'j>>>,
}

/// What came of nominees that were read together, by scheme and in their order.
type ByScheme<T> = Vec<(usize, Vec<T>)>;

/// The same without those who turned out to be no nominees.
fn without_late<T>(mut done: ByScheme<T>, together: &Together<'_>) -> ByScheme<T> {
    for late in together.late.iter().rev() {
        let (before, rest) = together.nominations.split_at(*late);
        let scheme = rest[0].scheme;
        let before = before.iter().filter(|it| it.scheme == scheme).count();
        let of_scheme = done.iter_mut().filter(|(at, _)| *at == scheme);
        of_scheme.for_each(|(_, all)| {
            all.remove(before);
        });
    }
    done
}

impl Judging<'_> {
    /// By scheme: the cohort numbers, for which everybody is read once before.
    fn figures(&self) -> Figures {
        let mut schemes: Vec<Vec<Brings>> = Vec::new();
        schemes.resize_with(self.books.len(), Vec::new);
        if self.books.iter().all(|book| book.scheme.cohorts.is_empty()) {
            return schemes.iter().map(|_| Vec::new()).collect();
        }
        // What is found will be found again.
        let mut found = Diagnostics::new();
        let gone = self.opened.read(
            &mut found,
            &|nominations, _| self.brings(nominations),
            &mut |brings, together| {
                for (scheme, mut brings) in without_late(brings, &together) {
                    schemes[scheme].append(&mut brings);
                }
            },
        );
        let books = self.books.iter().zip(&mut schemes);
        let figures = books.map(|(book, everybody)| {
            everybody.retain(|one| !gone.withdrawn.contains_key(&one.id));
            everybody.sort_by(|a, b| a.id.cmp(&b.id));
            let cohorts = book.scheme.cohorts.iter().enumerate();
            let collect = |(at, cohort): (usize, &Cohort)| {
                let shares = everybody.iter().map(|one| {
                    let (part, share) = &one.shares[at];
                    (&one.id, part.as_deref().map(Cow::Borrowed), share)
                });
                cohort::Figures::collect(cohort, shares)
            };
            cohorts.map(collect).collect()
        });
        figures.collect()
    }

    /// What each of a piece brings to the cohort numbers of its scheme.
    fn brings(&self, nominations: &[Nomination]) -> ByScheme<Brings> {
        let mut all = Vec::new();
        self.by_scheme(nominations, |book, at, nominees| {
            let mut brings = Vec::new();
            if book.scheme.cohorts.is_empty() {
                return;
            }
            book.with_runner(|runner| {
                for nominee in nominees {
                    let known = nominee.known(&self.opened.period, self.opened.history());
                    let first = whole::first(runner, book, &known);
                    let cohorts = book.scheme.cohorts.iter();
                    let parts = cohorts.map(|cohort| own_part(cohort, &known).map(Cow::into_owned));
                    let one = Brings {
                        id: Arc::clone(&nominee.id),
                        shares: parts.zip(first.shares).collect(),
                    };
                    brings.push(one);
                }
            });
            all.push((at, brings));
        });
        all
    }

    /// Reads everybody and judges them; what is kept of each, by scheme.
    fn everybody(
        &self,
        figures: &Figures,
        diagnostics: &mut Diagnostics,
    ) -> (Gone, Vec<Vec<Kept>>) {
        let mut schemes: Vec<Vec<Kept>> = Vec::new();
        schemes.resize_with(self.books.len(), Vec::new);
        let gone = self.opened.read(
            diagnostics,
            &|nominations, is_sound| self.judge(nominations, is_sound, figures),
            &mut |kept, together| {
                for (scheme, mut kept) in without_late(kept, &together) {
                    schemes[scheme].append(&mut kept);
                }
            },
        );
        (gone, schemes)
    }

    fn judge(
        &self,
        nominations: &[Nomination],
        is_sound: bool,
        figures: &Figures,
    ) -> ByScheme<Kept> {
        let mut judged = Vec::new();
        self.by_scheme(nominations, |book, at, nominees| {
            let mut kept = Vec::with_capacity(nominees.size_hint().1.unwrap_or_default());
            let mut pack = Pack::default();
            let facts = &self.facts[at];
            let is_fit = is_sound && self.is_fit[at];
            book.with_runner(|runner| {
                let mut desk = Desk::new(&book.scheme);
                let mut room = Room::default();
                let mut sheet: Option<Judgement<'_>> = None;
                let straight = self.straight[at].as_ref();
                for nominee in nominees {
                    let known = nominee.known(&self.opened.period, self.opened.history());
                    if is_fit && let Some(straight) = straight {
                        runner.turn_to(&known);
                        let is_done = straight.judge(runner, &mut room, &known, &figures[at]);
                        if is_done.is_some() {
                            let sheet = &mut room.sheet;
                            kept.push(Kept::straight(nominee, sheet, facts, &mut pack));
                            continue;
                        }
                    }
                    let sheet = Judgement::renewed(&mut sheet, nominee);
                    if is_fit {
                        let first = whole::first(runner, book, &known);
                        whole::judge(runner, &mut desk, book, &known, &first, &figures[at], sheet);
                        if !book.scheme.stages.is_empty() {
                            sheet.stages = alike(&book.scheme, sheet);
                        }
                    }
                    kept.push(Kept::of(sheet, facts, &mut pack));
                }
            });
            Kept::seal(&mut kept, &mut pack);
            judged.push((at, kept));
        });
        judged
    }

    /// Does some work on the nominees of each scheme.
    fn by_scheme<'p>(
        &self,
        nominations: &'p [Nomination],
        mut work: impl FnMut(&Rulebook, usize, &mut dyn Iterator<Item = &'p Nomination>),
    ) {
        for (at, book) in self.books.iter().enumerate() {
            let nominees = nominations.iter();
            let mut nominees = nominees.filter(|nominee| nominee.scheme == at).peekable();
            if nominees.peek().is_some() {
                work(book, at, &mut nominees);
            }
        }
    }
}
