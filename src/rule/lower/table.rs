//! Tables of steps.

use super::typed::{Kind, Typed};
use super::unsupported::Unsupported;
use super::{Lowering, Part};
use crate::rule::expr::{At, Expr, Table};
use crate::rule::problem::RuleProblem;

impl Lowering<'_> {
    /// `steps(x, rows)` or `at_most(x, rows)`.
    pub(super) fn table(&mut self, upward: bool, mut values: Vec<Typed>, at: At) -> Part {
        let Some(Typed::List(list)) = values.pop() else {
            return Err((Unsupported::Lists, at));
        };
        let of = self.numbers(values, at)?.pop();
        let of = of.map_or(Expr::Fail, |(of, _)| of);
        let mut rows = Vec::with_capacity(list.len());
        for row in list {
            let place = row.place().unwrap_or(at);
            let Typed::List(pair) = row else {
                return self.fault(RuleProblem::NoRow { what: self.what() }, place);
            };
            let mut pair = self.numbers(pair, at)?;
            let (Some((points, _)), Some((threshold, _)), None) =
                (pair.pop(), pair.pop(), pair.pop())
            else {
                return self.fault(RuleProblem::NoRow { what: self.what() }, place);
            };
            rows.push((threshold, points));
        }
        let constant =
            |row: &(Expr, Expr)| row.0.as_number().is_some() && row.1.as_number().is_some();
        let is_constant = rows.iter().all(constant);
        if is_constant {
            let right = |pair: &[(Expr, Expr)]| {
                let (one, two) = (pair[0].0.as_number(), pair[1].0.as_number());
                if upward { one < two } else { one > two }
            };
            if let Some(stray) = rows.windows(2).position(|pair| !right(pair)) {
                let place = match rows.get(stray + 1) {
                    Some((Expr::Number(constant), _)) if constant.at.line > 0 => constant.at,
                    _ => at,
                };
                let what = self.what();
                let way = if upward {
                    crate::locale::Text::both("tăng dần", "upward")
                } else {
                    crate::locale::Text::both("giảm dần", "downward")
                };
                return self.fault(RuleProblem::TableOutOfOrder { what, way }, place);
            }
        }
        let table = Table {
            of,
            rows,
            upward,
            is_constant,
            at,
        };
        Ok(Typed::Number(Expr::Table(Box::new(table)), Kind::Decimal))
    }
}
