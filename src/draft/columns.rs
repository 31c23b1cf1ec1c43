//! Which column of a criteria table holds what, told by its headings.

use crate::table::{CriteriaColumn as Role, Grid, Line};
use crate::text::unaccented;

/// The headings stand within so many rows of the beginning.
const LOOKED_AT: usize = 60;

/// The headings of a table, and from which row on its rows stand.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) roles: Vec<Role>,
    /// What stands above each column.
    pub(super) headings: Vec<String>,
    /// The index of the first row.
    pub(super) first: usize,
}

impl Columns {
    /// The columns of a criteria table; `None` where it is none.
    pub(super) fn of(grid: &Grid) -> Option<Self> {
        let lines = grid.lines.iter().take(LOOKED_AT).enumerate();
        let found = lines.filter_map(|(at, line)| Self::at(grid, at, line));
        // Of a table with a heading in two rows the row that says more.
        found.rev().max_by_key(Self::fitness)
    }

    /// How many different things its columns hold.
    pub(super) fn fitness(&self) -> usize {
        let known = [
            Role::No,
            Role::Title,
            Role::Max,
            Role::How,
            Role::Evidence,
            Role::Basis,
        ];
        known
            .iter()
            .filter(|role| self.roles.contains(role))
            .count()
    }

    fn at(grid: &Grid, at: usize, line: &Line) -> Option<Self> {
        let is_short = |text: &String| text.chars().count() <= 80;
        if !line.cells.iter().all(is_short) {
            return None;
        }
        let mut headings = line.cells.clone();
        let mut roles: Vec<Role> = headings.iter().map(|text| Role::of(text)).collect();
        let is_head = |roles: &[Role]| {
            roles.contains(&Role::Title)
                && (roles.contains(&Role::Max) || roles.contains(&Role::How))
        };
        let mut first = at + 1;
        // A second row of headings below cells that were made one.
        let below = grid.lines.get(first).filter(|below| {
            let filled = |role: Role| {
                let cells = below.cells.iter().zip(&roles);
                cells
                    .into_iter()
                    .any(|(cell, known)| *known == role && !cell.is_empty())
            };
            let is_named = below
                .cells
                .iter()
                .filter(|cell| Role::of(cell) != Role::Other)
                .count();
            is_named > 0
                && !filled(Role::Title)
                && !filled(Role::No)
                && below.cells.iter().all(is_short)
        });
        if let Some(below) = below.filter(|_| roles.contains(&Role::Title)) {
            let mut above = String::new();
            headings.resize(headings.len().max(below.cells.len()), String::new());
            for (at, heading) in headings.iter_mut().enumerate() {
                if !heading.is_empty() {
                    above.clone_from(heading);
                }
                match below.cells.get(at).filter(|cell| !cell.is_empty()) {
                    Some(cell) => *heading = format!("{above} {cell}"),
                    None => above.clear(),
                }
            }
            roles = headings.iter().map(|text| Role::of(text)).collect();
            first += 1;
        }
        if !is_head(&roles) {
            return None;
        }
        // Of several columns of points the first is what the row is worth.
        let mut seen = Vec::new();
        for role in &mut roles {
            if *role != Role::Title && *role != Role::Mark && seen.contains(role) {
                *role = Role::Other;
            }
            seen.push(*role);
        }
        let numbers = |line: &Line| {
            let cells = line.cells.iter().filter(|cell| !cell.is_empty());
            let bare = |cell: &String| unaccented(cell).trim_matches(['(', ')', '.']).to_owned();
            let mut bare = cells.map(bare).peekable();
            let is_number = |cell: String| {
                cell.len() <= 2
                    && !cell.is_empty()
                    && cell.bytes().all(|it| it.is_ascii_alphanumeric())
            };
            bare.peek().is_some() && line.cells.len() > 2 && bare.all(is_number)
        };
        if grid.lines.get(first).is_some_and(numbers) {
            first += 1;
        }
        Some(Self {
            roles,
            headings,
            first,
        })
    }

    /// What a row has in the columns of a role, line by line.
    pub(super) fn text(&self, line: &Line, wanted: Role) -> String {
        let cells = line.cells.iter().zip(&self.roles);
        let own = cells.filter(|(cell, role)| **role == wanted && !cell.is_empty());
        let own: Vec<&str> = own.map(|(cell, _)| cell.as_str()).collect();
        own.join("\n")
    }

    /// How many cells a row has beyond the last heading that hold anything.
    pub(super) fn overflow(&self, line: &Line) -> usize {
        let last = line.cells.iter().rposition(|cell| !cell.is_empty());
        last.map_or(0, |last| (last + 1).saturating_sub(self.headings.len()))
    }

    /// Whether a row repeats the headings, as on each page of a long table.
    pub(super) fn repeats(&self, line: &Line) -> bool {
        let cells = line.cells.iter().zip(&self.headings);
        let mut filled = cells.filter(|(cell, _)| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|(cell, heading)| heading.ends_with(cell.as_str()))
    }
}
