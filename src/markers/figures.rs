//! How each marker of a panel marks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::number::Number;
use crate::roster::{GivenMark, Marked};
use crate::text::normalize_person;

/// The marks that one row of one nominee was given in a stage, those that do not count too.
pub(super) type Row<'d> = Vec<&'d GivenMark>;

/// The digits after the comma of means.
const DIGITS: u32 = 2;

/// How one marker of a panel marks. Means are rounded to two digits, half away from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerFigures {
    /// The name, as it was written first.
    pub marker: Arc<str>,
    /// How many marks that count: points, and standards met or not.
    pub marks: usize,
    /// How many marks were left out, since the marker has an interest in the nominee.
    pub recused: usize,
    /// The mean of the points.
    pub mean: Option<Number>,
    /// The least and the greatest points.
    pub range: Option<(Number, Number)>,
    /// How many of the points have others' beside them on the same row of the same nominee.
    pub compared: usize,
    /// By how much the points lie above the mean of the others' on the same row of the same
    /// nominee, in the mean; below where it is negative.
    pub apart: Option<Number>,
}

/// What is known of a marker so far.
#[derive(Default)]
struct Tally {
    marker: Option<Arc<str>>,
    marks: usize,
    recused: usize,
    points: Vec<Number>,
    compared: usize,
    /// By how much the points lie above the others', together; `None` if the number is too long.
    apart: Option<Number>,
}

/// The markers of some rows, by name.
pub(super) fn of(rows: &[Row<'_>]) -> Vec<MarkerFigures> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for row in rows {
        let points: Vec<&Number> = row.iter().filter_map(|mark| counted(mark)).collect();
        let (count, sum) = (points.len(), Number::sum(points));
        for mark in row {
            let tally = tallies.entry(normalize_person(&mark.marker));
            let tally = tally.or_insert_with(Tally::none);
            tally.take(mark, sum.as_ref(), count);
        }
    }
    tallies.into_values().filter_map(Tally::finish).collect()
}

/// The points of a mark that counts.
fn counted(mark: &GivenMark) -> Option<&Number> {
    match &mark.value {
        Marked::Points(points) if !mark.recused => Some(points),
        Marked::Points(_) | Marked::Met(_) => None,
    }
}

impl Tally {
    fn none() -> Self {
        Self {
            apart: Some(Number::ZERO),
            ..Self::default()
        }
    }

    fn take(&mut self, mark: &GivenMark, sum: Option<&Number>, count: usize) {
        self.marker.get_or_insert_with(|| Arc::clone(&mark.marker));
        if mark.recused {
            self.recused += 1;
            return;
        }
        self.marks += 1;
        let Some(points) = counted(mark) else { return };
        self.points.push(points.clone());
        let others = count - 1;
        if others > 0 {
            self.compared += 1;
            let points = points.multiply(&count.into());
            let apart = points.and_then(|points| points.subtract(sum?)?.divide(&others.into()));
            self.apart = self.apart.as_ref().and_then(|sum| sum.add(&apart?));
        }
    }

    fn finish(self) -> Option<MarkerFigures> {
        // `None` of no points.
        let mean = |sum: Option<Number>, count: usize| {
            let mean = sum?.divide(&count.into())?;
            Some(mean.round(DIGITS))
        };
        let least = self.points.iter().min().cloned();
        let range = least.zip(self.points.iter().max().cloned());
        Some(MarkerFigures {
            marker: self.marker?,
            marks: self.marks,
            recused: self.recused,
            mean: mean(Number::sum(&self.points), self.points.len()),
            range,
            compared: self.compared,
            apart: mean(self.apart, self.compared),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;
    use crate::roster::RowAddress;

    fn mark(marker: &str, points: &str, recused: bool) -> GivenMark {
        GivenMark {
            level: None,
            criterion: 0,
            stage: 0,
            marker: marker.into(),
            value: Marked::Points(Number::parse(points).expect("a number")),
            reason: None,
            recused,
            row: RowAddress {
                file: "marks.csv".into(),
                row: 1,
            },
        }
    }

    #[test]
    fn each_is_held_against_the_others_on_the_same_row() {
        let first = [
            mark("An", "8", false),
            mark("Bình", "6", false),
            mark("Chi", "7", false),
            mark("Dung", "0", true),
        ];
        let second = [mark("an", "9.5", false), mark("Bình", "7", false)];
        let third = [mark("An", "5", false)];
        let rows: [Row<'_>; 3] = [
            first.iter().collect(),
            second.iter().collect(),
            third.iter().collect(),
        ];
        let told: Vec<_> = of(&rows)
            .into_iter()
            .map(|one| {
                let number = |number: Option<Number>| number.map(|it| it.to_string());
                let range = one.range.map(|(least, most)| format!("{least}–{most}"));
                let name = one.marker.to_string();
                let (marks, recused) = (one.marks, one.recused);
                (
                    name,
                    marks,
                    recused,
                    number(one.mean),
                    range,
                    one.compared,
                    number(one.apart),
                )
            })
            .collect();
        let some = |text: &str| Some(text.to_owned());
        // An: 8 - 6.5 and 9.5 - 7 are 1.5 and 2.5.
        assert_eq!(
            told,
            [
                ("An".into(), 3, 0, some("7.5"), some("5–9.5"), 2, some("2")),
                ("Bình".into(), 2, 0, some("6.5"), some("6–7"), 2, some("-2")),
                ("Chi".into(), 1, 0, some("7"), some("7–7"), 1, some("0")),
                ("Dung".into(), 0, 1, None, None, 0, None),
            ]
        );
    }

    #[test]
    fn nothing_is_cut_before_all_is_added() {
        // Two thirds and a third of 0.01 are 0.01, and their mean is rounded up.
        let of_four = ["0.03", "0.02", "0.02", "0.02"].map(|points| mark("An", points, false));
        let mut first: Vec<GivenMark> = of_four.into();
        for (at, other) in first.iter_mut().enumerate().skip(1) {
            other.marker = at.to_string().into();
        }
        let second = [mark("An", "1", false), mark("Bình", "1", false)];
        let rows: [Row<'_>; 2] = [first.iter().collect(), second.iter().collect()];
        let an = of(&rows).into_iter().find(|it| &*it.marker == "An");
        let apart = an.and_then(|it| it.apart);
        assert_eq!(apart, Some(number!(0.01)));
    }
}
