//! How each marker of a panel marks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Row;
use crate::number::{Decimal, round};
use crate::roster::{GivenMark, Marked};
use crate::text::casefold;

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
    pub mean: Option<Decimal>,
    /// The least and the greatest points.
    pub range: Option<(Decimal, Decimal)>,
    /// How many of the points stand beside others' on the same row of the same nominee.
    pub compared: usize,
    /// By how much the points lie above the mean of the others' on the same row of the same
    /// nominee, in the mean; below where it is negative.
    pub apart: Option<Decimal>,
}

/// What is known of a marker so far.
#[derive(Default)]
struct Tally {
    marker: Option<Arc<str>>,
    marks: usize,
    recused: usize,
    points: Vec<Decimal>,
    compared: usize,
    /// How far the points lie above the others', times the number of others, by that number: so
    /// nothing is divided before all of it is added.
    apart: BTreeMap<u64, Decimal>,
}

/// The markers of some rows, by name.
pub(super) fn of(rows: &[Row<'_>]) -> Vec<MarkerFigures> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for row in rows {
        let points = row.iter().filter_map(|mark| counted(mark));
        let (sum, count) = points.fold((Decimal::ZERO, 0_u64), |(sum, count), points| {
            (sum + points, count + 1)
        });
        for mark in row {
            let tally = tallies.entry(casefold(&mark.marker)).or_default();
            tally.take(mark, sum, count);
        }
    }
    tallies.into_values().filter_map(Tally::finish).collect()
}

/// The points of a mark that counts.
fn counted(mark: &GivenMark) -> Option<Decimal> {
    match &mark.value {
        Marked::Points(points) if !mark.recused => Some(points.to_wide()),
        Marked::Points(_) | Marked::Met(_) => None,
    }
}

impl Tally {
    fn take(&mut self, mark: &GivenMark, sum: Decimal, count: u64) {
        self.marker.get_or_insert_with(|| Arc::clone(&mark.marker));
        if mark.recused {
            self.recused += 1;
            return;
        }
        self.marks += 1;
        let Some(points) = counted(mark) else { return };
        self.points.push(points);
        let others = count - 1;
        if others > 0 {
            self.compared += 1;
            let apart = points * Decimal::from(count) - sum;
            *self.apart.entry(others).or_default() += apart;
        }
    }

    fn finish(self) -> Option<MarkerFigures> {
        let sum: Decimal = self.points.iter().sum();
        let mean = |sum: Decimal, count: usize| {
            let mean = (count > 0).then(|| sum / Decimal::from(count));
            mean.map(|mean| round(mean, DIGITS))
        };
        let least = self.points.iter().min().copied();
        let range = least.zip(self.points.iter().max().copied());
        Some(MarkerFigures {
            marker: self.marker?,
            marks: self.marks,
            recused: self.recused,
            mean: mean(sum, self.points.len()),
            range,
            compared: self.compared,
            apart: (self.compared > 0).then(|| round(mean_of(&self.apart, self.compared), DIGITS)),
        })
    }
}

/// The mean of so many parts, given as sums by what each of them is still to be divided by.
fn mean_of(parts: &BTreeMap<u64, Decimal>, count: usize) -> Decimal {
    let common = parts.keys().try_fold(1_u64, |common, by| {
        (common / greatest_divisor(common, *by)).checked_mul(*by)
    });
    let exactly = common.and_then(|common| {
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (by, part)| {
            sum.checked_add(part.checked_mul(Decimal::from(common / by))?)
        });
        let by = Decimal::from(common).checked_mul(Decimal::from(count))?;
        sum?.checked_div(by)
    });
    exactly.unwrap_or_else(|| {
        // So many people mark together nowhere; then the last of 28 digits may be off.
        let parts = parts.iter().map(|(by, part)| part / Decimal::from(*by));
        parts.sum::<Decimal>() / Decimal::from(count)
    })
}

fn greatest_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_divisor(b, a % b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{parse_exact, plain};
    use crate::roster::RowAddress;

    fn mark(marker: &str, points: &str, recused: bool) -> GivenMark {
        GivenMark {
            criterion: 0,
            stage: 0,
            marker: marker.into(),
            value: Marked::Points(parse_exact(points).expect("a number").into()),
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
                let number = |number: Option<Decimal>| number.map(plain);
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
    fn nothing_is_divided_before_all_is_added() {
        // Two thirds and a third of 0.01 are 0.01, and their mean is rounded up.
        let parts = BTreeMap::from([(3, Decimal::new(3, 2)), (1, Decimal::ZERO)]);
        assert_eq!(mean_of(&parts, 2), Decimal::new(5, 3));
    }
}
