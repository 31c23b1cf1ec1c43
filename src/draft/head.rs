//! What a criteria table says of itself: its title, and who marks.

use super::columns::Columns;
use super::row::slug;
use crate::table::CriteriaColumn as Role;
use crate::table::Grid;
use crate::text::unaccented;

/// What comes before the rows of a table, and the stages of marking that its columns name.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) stages: Vec<String>,
}

impl Head {
    /// The head of a table in a file.
    pub(super) fn of(name: &str, grid: &Grid, columns: &Columns) -> Self {
        let before = grid.lines[..columns.first]
            .iter()
            .flat_map(|line| &line.cells);
        let says = |text: &&String| {
            let bare = unaccented(text);
            let is_title = ["tieu chi", "bang diem", "cham diem", "thang diem"]
                .iter()
                .any(|it| bare.contains(it));
            is_title && text.chars().count() > 20
        };
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let marks = columns.headings.iter().zip(&columns.roles);
        let stages = marks.filter(|(_, role)| **role == Role::Mark);
        Self {
            id: slug(stem, '-'),
            title: before
                .into_iter()
                .find(says)
                .map_or_else(|| stem.to_owned(), |it| it.replace('\n', " ")),
            stages: stages
                .map(|(heading, _)| heading.replace('\n', " "))
                .collect(),
        }
    }
}
