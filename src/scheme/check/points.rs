//! Checks of `[points]`: rounding, bounds, steps, ceilings and the scale.

use super::checker::Checker;
use crate::document::Spanned;
use crate::number::{MOST_DIGITS, Number, Rounding};
use crate::scheme::document::PointsDocument;
use crate::scheme::{CriterionKind, MOST_POINTS, Points, Scheme, SchemeProblem};

impl Checker<'_> {
    /// Everything about points but the scale, which the rows add up to.
    pub(super) fn points(&mut self, document: Option<&PointsDocument>) -> Points {
        let mut points = Points::default();
        let Some(document) = document else {
            return points;
        };
        points.rescale = document.rescale.unwrap_or_default();
        let bonus = document.bonus.as_ref();
        points.bonus = bonus.and_then(|most| self.positive("bonus", most));
        let deduction = document.deduction.as_ref();
        points.deduction = deduction.and_then(|most| self.positive("deduction", most));
        if let Some(round) = &document.round {
            if let Some(digits) = &round.digits {
                if digits.value > MOST_DIGITS {
                    let (vi, en) = ("từ 0 đến 6", "from 0 to 6");
                    self.out_of_range("digits", &digits.span, digits.value, vi, en);
                }
                self.digits = digits.value.min(MOST_DIGITS);
            }
            points.round = Rounding {
                each: round.each.unwrap_or_default(),
                digits: self.digits,
            };
        }
        if let Some(step) = &document.step {
            points.step = self.positive("step", step);
        }
        if let Some(bounds) = &document.bounds {
            match &bounds.value[..] {
                [least, most] if least < most => {
                    let of_points = |bound: &Number| bound.abs() <= MOST_POINTS;
                    if of_points(least) && of_points(most) {
                        points.least = least.clone();
                        points.most = Some(most.clone());
                    } else {
                        let written = listed(&bounds.value);
                        let (vi, en) = (
                            "trong khoảng -1000000 đến 1000000",
                            "from -1000000 to 1000000",
                        );
                        self.out_of_range("bounds", &bounds.span, written, vi, en);
                    }
                }
                _ => {
                    let written = listed(&bounds.value);
                    let (vi, en) = (
                        "gồm hai số, số nhỏ đứng trước",
                        "two numbers, the lesser first",
                    );
                    self.out_of_range("bounds", &bounds.span, written, vi, en);
                }
            }
        }
        points
    }

    /// The scale is what top groups and rows outside groups add up to.
    pub(super) fn scale(&mut self, scheme: &mut Scheme, said: Option<Spanned<Number>>) {
        let tops = scheme.groups.iter().filter(|group| group.parent.is_none());
        let rows = scheme
            .criteria
            .iter()
            .filter(|row| row.group.is_none() && row.kind == CriterionKind::Scored);
        let sum = tops.map(|group| &group.max).sum::<Number>()
            + rows.filter_map(|row| row.max.as_ref()).sum::<Number>();
        let positive = |said: &Spanned<Number>| self.positive("scale", said);
        let (Some(scale), Some(said)) = (said.as_ref().and_then(positive), said) else {
            scheme.points.scale = sum;
            return;
        };
        if scale != sum && !self.sums_unknown {
            let (sum, scale) = (sum.to_string(), scale.to_string());
            self.report(&said.span, SchemeProblem::ScaleSum { sum, scale });
        }
        scheme.points.scale = scale;
    }
}

/// Numbers as a list.
fn listed(numbers: &[Number]) -> String {
    let numbers: Vec<String> = numbers.iter().map(Number::to_string).collect();
    format!("[{}]", numbers.join(", "))
}
