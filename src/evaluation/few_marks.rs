//! Nominees of whom fewer people marked a row than of others: those who did not may change the
//! result.

use std::collections::BTreeMap;

use super::reason::FewMarks;
use super::verdict::Verdict;
use crate::roster::{GivenMark, Recusal, Roster};
use crate::rule::Rulebook;
use crate::text::casefold;

/// The people who marked a row of one nominee, by name as people compare it.
struct Panel<'d> {
    nominee: usize,
    stage: usize,
    markers: Vec<(String, &'d GivenMark)>,
}

/// Says in the verdicts of a scheme where there are fewer marks than of others, which makes them
/// provisional.
pub(super) fn tell(book: &Rulebook, roster: &Roster, verdicts: &mut [Verdict]) {
    let (scheme, council) = (&book.scheme, &roster.council);
    let Some(counting) = scheme.ranking.stage.filter(|_| !council.marks.is_empty()) else {
        return;
    };
    for (criterion, row) in scheme.criteria.iter().enumerate() {
        // Where one mark is all there may be, it is there or the nominee is incomplete.
        if row.marking.as_ref().is_none_or(|it| it.marks.is_none()) {
            continue;
        }
        let panels = verdicts.iter().enumerate().filter_map(|(nominee, one)| {
            if one.not_applicable().contains(&criterion) {
                return None;
            }
            let (stage, marks) = council.marks_of(scheme, one.id(), criterion, counting)?;
            let markers = marks.into_iter().map(|mark| (casefold(&mark.marker), mark));
            Some(Panel {
                nominee,
                stage,
                markers: markers.collect(),
            })
        });
        let panels: Vec<Panel<'_>> = panels.collect();
        // The largest panel of each marker.
        let mut largest: BTreeMap<(usize, &str), &Panel<'_>> = BTreeMap::new();
        for panel in &panels {
            for (marker, _) in &panel.markers {
                let known = largest.entry((panel.stage, marker)).or_insert(panel);
                if panel.markers.len() > known.markers.len() {
                    *known = panel;
                }
            }
        }
        for panel in &panels {
            let shared = panel.markers.iter();
            let shared = shared.map(|(marker, _)| largest[&(panel.stage, marker.as_str())]);
            let Some(other) = shared.max_by_key(|panel| panel.markers.len()) else {
                continue;
            };
            let marks = panel.markers.len();
            if other.markers.len() <= marks {
                continue;
            }
            let verdict = &mut verdicts[panel.nominee];
            let nominations = &roster.nominations;
            let at = nominations.binary_search_by(|one| (*one.id).cmp(verdict.id()));
            let nominee = at.ok().map(|at| &nominations[at]);
            let is_recused = |mark: &GivenMark| {
                let recusal =
                    nominee.and_then(|nominee| Recusal::of(&roster.period, &mark.marker, nominee));
                recusal.is_some()
            };
            let others = other.markers.iter();
            let others = others.filter(|(_, mark)| !is_recused(mark)).count();
            if others > marks {
                verdict.more_mut().few_marks.push(FewMarks {
                    criterion,
                    stage: panel.stage,
                    marks,
                    others,
                });
                verdict.set_provisional();
            }
        }
    }
}
