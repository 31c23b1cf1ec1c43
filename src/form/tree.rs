//! How the sums of a score sheet are formed.

use crate::scheme::{CriterionKind, GroupTake, Scheme, SheetLine};

/// The formulas of one column of the score sheet.
pub(super) struct Sums<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) lines: &'a [SheetLine],
    /// The column, by its name such as `AB`.
    pub(super) column: String,
    /// The number of the first line's row, as formulas count: from 1.
    pub(super) first: usize,
}

impl Sums<'_> {
    /// What a group comes to: the sum of its children or the best of them, not above its ceiling.
    /// `None` if nothing in it is scored.
    pub(super) fn group(&self, group: usize) -> Option<String> {
        let it = &self.scheme.groups[group];
        let cells = self.cells(&self.children(Some(group)))?;
        let sum = match it.take {
            GroupTake::Sum => format!("SUM({cells})"),
            GroupTake::Best => format!("MAX({cells})"),
        };
        let capped = if it.is_scored() {
            format!("MIN({},{sum})", it.max)
        } else {
            sum
        };
        Some(format!("IF(COUNT({cells})=0,\"\",{capped})"))
    }

    /// The points of all groups and rows within the scale.
    pub(super) fn scored(&self) -> Option<String> {
        let cells = self.cells(&self.children(None))?;
        Some(format!("SUM({cells})"))
    }

    /// The bonus of all rows, under every ceiling.
    pub(super) fn bonus(&self) -> Option<String> {
        self.beside(CriterionKind::Bonus, None)
    }

    /// All deductions, under every ceiling.
    pub(super) fn deduction(&self) -> Option<String> {
        self.beside(CriterionKind::Deduction, None)
    }

    /// How many points there are in the column, from which alone sums are formed.
    pub(super) fn count(&self) -> Option<String> {
        let cells = self.cells(&self.rows(|at| self.scheme.criteria[at].kind.has_points()))?;
        Some(format!("COUNT({cells})"))
    }

    /// The bonus or deduction of a group, or of the whole scheme.
    fn beside(&self, kind: CriterionKind, group: Option<usize>) -> Option<String> {
        let rows = self.rows(|at| {
            let row = &self.scheme.criteria[at];
            row.group == group && row.kind == kind
        });
        let inner = self.scheme.groups_in(group);
        let inner = inner.filter_map(|(at, _)| self.beside(kind, Some(at)));
        let parts: Vec<String> = self.cells(&rows).into_iter().chain(inner).collect();
        if parts.is_empty() {
            return None;
        }
        let sum = format!("SUM({})", parts.join(","));
        let points = &self.scheme.points;
        let (bonus, deduction) = match group {
            Some(at) => (
                &self.scheme.groups[at].bonus,
                &self.scheme.groups[at].deduction,
            ),
            None => (&points.bonus, &points.deduction),
        };
        let ceiling = match kind {
            CriterionKind::Deduction => deduction,
            _ => bonus,
        };
        Some(match ceiling {
            Some(ceiling) => format!("MIN({ceiling},{sum})"),
            None => sum,
        })
    }

    /// The lines that count directly in a group, or at the top.
    fn children(&self, parent: Option<usize>) -> Vec<usize> {
        let counts = |line: &SheetLine| match *line {
            SheetLine::Group(at, _) => {
                self.scheme.groups[at].parent == parent && self.is_scored(at)
            }
            SheetLine::Criterion(at, _) => {
                let row = &self.scheme.criteria[at];
                row.group == parent && row.kind == CriterionKind::Scored
            }
            SheetLine::Standards => false,
        };
        let lines = self.lines.iter().enumerate();
        let counting = lines.filter(|(_, line)| counts(line));
        counting.map(|(at, _)| at).collect()
    }

    /// Whether anything in a group is within the scale.
    fn is_scored(&self, group: usize) -> bool {
        let mut rows = self.scheme.criteria.iter();
        rows.any(|row| row.kind == CriterionKind::Scored && self.scheme.lies_in(row.group, group))
    }

    /// The lines of some criteria.
    fn rows(&self, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let lines = self.lines.iter().enumerate();
        let rows =
            lines.filter(|(_, line)| matches!(line, SheetLine::Criterion(at, _) if wanted(*at)));
        rows.map(|(at, _)| at).collect()
    }

    /// Some lines' cells: neighbours as one range. `None` if there are none.
    fn cells(&self, lines: &[usize]) -> Option<String> {
        let name = |line: usize| format!("{}{}", self.column, self.first + line);
        let runs = lines.chunk_by(|one, next| one + 1 == *next);
        let runs = runs.map(|run| match run {
            [one] => name(*one),
            run => format!("{}:{}", name(run[0]), name(run[run.len() - 1])),
        });
        let runs: Vec<String> = runs.collect();
        (!runs.is_empty()).then(|| runs.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::scheme::check;
    use crate::source::Source;

    /// A row of a scheme: its id, its group, and the rest.
    fn row(id: &str, group: &str, rest: &str) -> String {
        let group = match group {
            "" => String::new(),
            group => format!("in = \"{group}\"\n"),
        };
        format!("[[criterion]]\nid = \"{id}\"\ntitle = \"{id}\"\nmarked = true\n{group}{rest}\n")
    }

    fn scheme() -> Scheme {
        let head = r#"
            id = "t"
            [points]
            scale = 100
            [[stage]]
            id = "mot"
            title = "Một"
            [ranking]
            last = "shared"
            [[group]]
            id = "A"
            title = "A"
            max = 30
            mismatch = "the rows give 35"
            bonus = 2
            [[group]]
            id = "B"
            title = "B"
            max = 70
            [[group]]
            id = "B2"
            in = "B"
            title = "B2"
            max = 20
            take = "best"
            [[group]]
            id = "T"
            title = "T"
            bonus = 5
        "#;
        let rows = [
            row("a1", "A", "max = 20"),
            row("a2", "A", "max = 15"),
            row("a3", "A", "max = 3\nkind = \"bonus\""),
            row("b1", "B", "max = 50"),
            row("b2a", "B2", "max = 20"),
            row("b2b", "B2", "max = 10"),
            row("t1", "T", "max = 4\nkind = \"bonus\""),
            row("d1", "", "kind = \"deduction\""),
            row("s1", "", "kind = \"standard\""),
        ];
        let text = format!("{head}\n{}", rows.concat());
        let mut diagnostics = Diagnostics::new();
        let scheme = check(&Source::new("t.toml", text), &mut diagnostics);
        scheme.expect("a scheme without faults is read")
    }

    #[test]
    fn rows_stand_in_the_order_of_the_paper() {
        let scheme = scheme();
        let names = scheme.sheet_lines().into_iter().map(|line| match line {
            SheetLine::Group(at, depth) => format!("{depth}:{}", scheme.groups[at].id),
            SheetLine::Criterion(at, depth) => format!("{depth}:{}", scheme.criteria[at].id),
            SheetLine::Standards => "standards".to_owned(),
        });
        let names: Vec<_> = names.collect();
        let wanted = "0:A 1:a1 1:a2 1:a3 0:B 1:b1 1:B2 2:b2a 2:b2b 0:T 1:t1 0:d1 standards 0:s1";
        assert_eq!(names.join(" "), wanted);
    }

    #[test]
    fn sums_follow_ceilings_and_the_best_of_a_group() {
        let scheme = scheme();
        let lines = scheme.sheet_lines();
        let sums = Sums {
            scheme: &scheme,
            lines: &lines,
            column: "G".to_owned(),
            first: 10,
        };
        let group = |id: &str| {
            let at = scheme.groups.iter().position(|group| group.id == id);
            sums.group(at.expect("the group is there"))
        };
        let formula = |text: &str| Some(text.to_owned());
        assert_eq!(
            group("A"),
            formula("IF(COUNT(G11:G12)=0,\"\",MIN(30,SUM(G11:G12)))")
        );
        assert_eq!(
            group("B"),
            formula("IF(COUNT(G15:G16)=0,\"\",MIN(70,SUM(G15:G16)))")
        );
        assert_eq!(
            group("B2"),
            formula("IF(COUNT(G17:G18)=0,\"\",MIN(20,MAX(G17:G18)))")
        );
        assert_eq!(group("T"), None);
        assert_eq!(sums.scored(), formula("SUM(G10,G14)"));
        assert_eq!(
            sums.bonus(),
            formula("SUM(MIN(2,SUM(G13)),MIN(5,SUM(G20)))")
        );
        assert_eq!(sums.deduction(), formula("SUM(G21)"));
        assert_eq!(sums.count(), formula("COUNT(G11:G13,G15,G17:G18,G20:G21)"));
    }
}
