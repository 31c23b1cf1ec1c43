//! The sums below the table of a score sheet.

use rust_xlsxwriter::XlsxError;

use crate::form::entry::cell;
use crate::form::tree::Sums;
use crate::roster::forms::scores;
use crate::scheme::{Criterion, Marking};
use crate::xlsx;
use crate::xlsx::style::{self, SIZE};

use super::Writer;

impl Writer<'_> {
    pub(super) fn sums_of(&self, column: u16) -> Sums<'_> {
        Sums {
            scheme: self.scheme,
            lines: &self.lines,
            column: rust_xlsxwriter::utility::column_number_to_name(column),
            first: usize::try_from(Self::row(0)).unwrap_or_default() + 1,
        }
    }

    /// The sums below the table; the row after them.
    pub(super) fn sums(&mut self) -> Result<u32, XlsxError> {
        let locale = self.locale;
        let points = &self.scheme.points;
        let mut row = Self::row(self.lines.len());
        if !self.scheme.is_scored() {
            return Ok(row);
        }
        // What the program computes is not on paper, and what rules make of marks neither.
        let is_whole = self.scheme.criteria.iter().all(is_as_marked);
        let total = if is_whole {
            locale.of("TỔNG ĐIỂM", "TOTAL")
        } else {
            locale.of(
                "TỔNG CÁC ĐIỂM GHI TRÊN PHIẾU (chưa gồm điểm chương trình tính)",
                "TOTAL OF THE POINTS ON THIS SHEET (without what the program computes)",
            )
        };
        let probe = self.sums_of(scores::marks(0));
        let parts = [
            (
                locale.of("Điểm tiêu chí", "Points"),
                probe.scored().is_some(),
            ),
            (locale.of("Điểm thưởng", "Bonus"), probe.bonus().is_some()),
            (
                locale.of("Điểm trừ", "Deduction"),
                probe.deduction().is_some(),
            ),
        ];
        let first = row;
        for (text, _) in parts.iter().filter(|(_, is_there)| *is_there) {
            self.sum_row(row, text, false)?;
            row += 1;
        }
        self.sum_row(row, total, true)?;
        let scale = Some(&points.scale).filter(|scale| is_whole && scale.is_positive());
        if let Some(max) = scale {
            let format = style::centred()
                .set_bold()
                .set_background_color(style::HEADING);
            self.sheet.number((row, scores::MAX), max, &format)?;
        }
        for column in (0..self.stages.len()).map(scores::marks) {
            let sums = self.sums_of(column);
            let Some(count) = sums.count() else { continue };
            let formulas = [sums.scored(), sums.bonus(), sums.deduction()];
            let mut at = first;
            let mut signed = Vec::new();
            let format = style::centred()
                .set_bold()
                .set_background_color(style::HEADING);
            for (sign, formula) in ["+", "+", "-"].into_iter().zip(formulas) {
                let Some(formula) = formula else { continue };
                let formula = format!("IF({count}=0,\"\",{formula})");
                self.sheet.formula((at, column), &formula, &format)?;
                signed.push(format!("{sign}{}", cell(at, column)));
                at += 1;
            }
            let sum = signed.concat();
            let mut bounded = format!("MAX({},{})", points.least, sum.trim_start_matches('+'));
            if let Some(most) = &points.most {
                bounded = format!("MIN({most},{bounded})");
            }
            let digits = points.round.digits;
            let total = format!("IF({count}=0,\"\",ROUND({bounded},{digits}))");
            self.sheet.formula((at, column), &total, &format)?;
        }
        Ok(row + 1)
    }

    fn sum_row(&mut self, row: u32, text: &str, is_last: bool) -> Result<(), XlsxError> {
        let format = style::cell()
            .set_bold()
            .set_background_color(style::HEADING);
        self.sheet.blank_row(row, &format)?;
        self.sheet.text((row, scores::TITLE), text, &format)?;
        let width = self.sheet.width(scores::TITLE) - 6;
        let height = xlsx::tallest([(text, width)].into_iter(), SIZE);
        let least = if is_last { 24 } else { 20 };
        self.height(row, height.max(least))?;
        Ok(())
    }
}

/// Whether a row counts as it is marked; standards do not count.
fn is_as_marked(row: &Criterion) -> bool {
    let text = row.rule.text.trim();
    let is_plain = text == Marking::MEAN || text == Marking::ONE;
    !row.kind.has_points() || (row.marking.is_some() && is_plain)
}
