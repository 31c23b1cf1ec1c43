//! Nominees judged while they are read: of each only the verdict is kept, and the memory of its
//! facts is used for the next ones.
//!
//! Where nominees are compared with each other, the input is read twice: gates and cohort numbers
//! first, then everything. Reading again costs less than memory for everybody's facts.

use super::all::{self, Brings};
use super::evaluate::{Evaluation, SchemeEvaluation, evaluate};
use super::scratch::{Around, Scratch};
use super::stages;
use super::verdict::Verdict;
use crate::cohort;
use crate::diagnostic::Diagnostics;
use crate::roster::{
    self, Council, DataFile, Gone, Nomination, Opened, Options, Roster, Skipped, Together,
};
use crate::rule::{Pass, Rulebook};

/// Everybody judged, by scheme, where their facts were not kept.
#[derive(Debug)]
pub struct Verdicts {
    /// The cohort numbers, and the nominees by id.
    schemes: Vec<(Vec<cohort::Figures>, Vec<Verdict>)>,
    /// Whether anybody goes to the scheme.
    judges: Vec<bool>,
}

/// By scheme: the cohort numbers.
type Figures = Vec<Vec<cohort::Figures>>;

impl Verdicts {
    /// Whether a scheme judges anybody.
    pub fn judges(&self, scheme: usize) -> bool {
        self.judges[scheme]
    }

    /// The evaluation of a period with nobody's facts in it, to be ranked. `books` are those that
    /// judged.
    pub fn evaluation<'a>(self, books: &'a [Rulebook], roster: &'a Roster) -> Evaluation<'a> {
        let schemes = books.iter().zip(self.schemes);
        let schemes = schemes.map(|(book, (cohorts, judged))| SchemeEvaluation {
            book,
            cohorts,
            judged,
        });
        Evaluation {
            roster,
            schemes: schemes.collect(),
        }
    }
}

/// The verdicts on everybody, once all of them were read; their facts are dropped.
fn judged(books: &[Rulebook], mut roster: Roster) -> (Roster, Verdicts) {
    let schemes = evaluate(books, &roster).schemes.into_iter();
    let schemes = schemes.map(|scheme| (scheme.cohorts, scheme.judged));
    let schemes: Vec<_> = schemes.collect();
    let judges = schemes.iter().map(|(_, verdicts)| !verdicts.is_empty());
    let judges = judges.collect();
    roster.nominations = Vec::new();
    (roster, Verdicts { schemes, judges })
}

/// Reads the files of a review period and judges everybody on the way, as reading and judging one
/// after the other would: the same findings, the same results. What comes back is worth nothing
/// where there is an error.
pub fn judge_while_reading(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<(Roster, Verdicts)> {
    // Marks, votes and decisions are about nominees who must all be known first, and the class of
    // a unit is known once all collectives are judged.
    let takes_classes = books.iter().any(|book| book.scheme.takes_classes());
    if takes_classes || files.iter().any(|file| file.kind.is_of_council()) {
        let roster = roster::read(files, books, options, diagnostics)?;
        return (!diagnostics.has_errors()).then(|| judged(books, roster));
    }
    let passes: Vec<_> = books.iter().map(Rulebook::pass).collect();
    let mut found = Diagnostics::new();
    let result = try_streaming(files, books, options, &mut found);
    if !passes.iter().all(Pass::is_settled) {
        // A rule that is given up is given up for all: they are judged again, all in memory.
        passes.into_iter().for_each(Pass::undo);
        let roster = roster::read(files, books, options, diagnostics)?;
        return (!diagnostics.has_errors()).then(|| judged(books, roster));
    }
    diagnostics.append(found);
    result
}

fn try_streaming(
    files: &[DataFile<'_>],
    books: &[Rulebook],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<(Roster, Verdicts)> {
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
    };
    let figures = judging.figures();
    let (gone, mut judged, judges) = judging.everybody(&figures, diagnostics);
    let mut left_out = Vec::new();
    for (scheme, judged) in judged.iter_mut().enumerate() {
        if !gone.withdrawn.is_empty() {
            let is_withdrawn = |kept: &mut Verdict| gone.withdrawn.contains_key(kept.id());
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
    let schemes = figures.into_iter().zip(judged).collect();
    let roster = closing.roster(Vec::new());
    Some((roster, Verdicts { schemes, judges }))
}

/// What judging those of one chunk needs.
struct Judging<'j> {
    books: &'j [Rulebook],
    opened: &'j Opened<'j>,
    /// By scheme: whether it can judge in this period.
    is_fit: Vec<bool>,
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
            all::figures(book, everybody)
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
                    let one = Brings::of(runner, book, nominee, &known);
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
    ) -> (Gone, Vec<Vec<Verdict>>, Vec<bool>) {
        let mut judges = vec![false; self.books.len()];
        let mut schemes: Vec<Vec<Verdict>> = Vec::new();
        schemes.resize_with(self.books.len(), Vec::new);
        let gone = self.opened.read(
            diagnostics,
            &|nominations, is_sound| self.judge(nominations, is_sound, figures),
            &mut |kept, together| {
                let nominees = together.nominations.iter().enumerate();
                let nominees = nominees.filter(|(at, _)| together.late.binary_search(at).is_err());
                nominees.for_each(|(_, one)| judges[one.scheme] = true);
                for (scheme, mut kept) in without_late(kept, &together) {
                    schemes[scheme].append(&mut kept);
                }
            },
        );
        (gone, schemes, judges)
    }

    fn judge(
        &self,
        nominations: &[Nomination],
        is_sound: bool,
        figures: &Figures,
    ) -> ByScheme<Verdict> {
        let mut judged = Vec::new();
        self.by_scheme(nominations, |book, at, nominees| {
            // Where something is wrong, nobody is ranked.
            if !is_sound || !self.is_fit[at] {
                return;
            }
            let around = Around {
                period: &self.opened.period,
                history: self.opened.history(),
                council: &Council::default(),
                figures: &figures[at],
                stage: book.scheme.ranking.stage,
            };
            let mut scratch = Scratch::new(&book.scheme);
            let verdicts = book.with_runner(|runner| {
                let verdict =
                    |one: &Nomination| stages::verdict(runner, book, one, &around, &mut scratch);
                nominees.map(verdict).collect()
            });
            judged.push((at, verdicts));
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
