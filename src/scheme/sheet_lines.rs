//! The rows of the score sheet in the order of the paper.

use super::{CriterionKind, Scheme};

/// A row of the score sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetLine {
    /// A group, by index, so deep in the tree.
    Group(usize, u8),
    /// A criterion, by index, so deep in the tree.
    Criterion(usize, u8),
    /// The heading above the standards.
    Standards,
}

impl Scheme {
    /// The rows: groups with what is in them, rows outside groups, standards.
    pub fn sheet_lines(&self) -> Vec<SheetLine> {
        let mut lines = Vec::new();
        level(self, None, 0, &mut lines);
        let standards = self.criteria.iter().enumerate();
        let mut standards = standards
            .filter(|(_, row)| row.kind == CriterionKind::Standard)
            .peekable();
        if standards.peek().is_some() {
            lines.push(SheetLine::Standards);
        }
        lines.extend(standards.map(|(at, _)| SheetLine::Criterion(at, 0)));
        lines
    }

    /// What is directly in a group, or at the top, in the order of the paper.
    pub fn lines_in(&self, parent: Option<usize>, depth: u8) -> Vec<SheetLine> {
        let groups = self.groups_in(parent);
        let groups = groups.map(|(at, _)| (start(self, at), SheetLine::Group(at, depth)));
        let rows = self.criteria.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.group == parent && row.kind.has_points());
        let rows = rows.map(|(at, row)| (row.span.start, SheetLine::Criterion(at, depth)));
        let mut lines: Vec<_> = groups.chain(rows).collect();
        lines.sort_by_key(|(start, _)| *start);
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

fn level(scheme: &Scheme, parent: Option<usize>, depth: u8, lines: &mut Vec<SheetLine>) {
    for child in scheme.lines_in(parent, depth) {
        lines.push(child);
        if let SheetLine::Group(at, _) = child {
            level(scheme, Some(at), depth.saturating_add(1), lines);
        }
    }
}

/// Where a group begins on paper: where its first row is declared. Many files declare all groups
/// first, and the rows far below.
fn start(scheme: &Scheme, group: usize) -> usize {
    let rows = scheme.criteria.iter();
    let rows = rows.filter(|row| scheme.lies_in(row.group, group));
    let first = rows.map(|row| row.span.start).min();
    first.unwrap_or(scheme.groups[group].span.start)
}
