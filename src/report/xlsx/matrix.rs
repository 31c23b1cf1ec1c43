//! The points of everybody of a list: criteria in rows, nominees in columns.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::book::Book;
use super::cell;
use super::sum::formula;
use super::tree::{Row, rows};
use crate::locale::Locale;
use crate::number::Number;
use crate::ranking::Place;
use crate::report::context::Context;
use crate::report::ranking as pages;
use crate::report::sheet::RowKind;
use crate::xlsx::measure::{self, LANDSCAPE};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{Lies, Sheet, tallest};

/// How many nominees stand on one sheet.
const TOGETHER: usize = 500;

/// The columns before the nominees: number, content, maximum.
const FIXED: u16 = 3;
const WIDTHS: [u16; FIXED as usize] = [7, 44, 8];
const NOMINEE: u16 = 8;

/// The row of the headings.
const HEAD: u32 = 3;

/// Adds the sheets of a scheme's lists.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn of_scheme(book: &mut Book, view: &Context<'_>) -> Result<(), XlsxError> {
    let words = view.words;
    for list in pages::ranked_lists(view) {
        let name = match view.lists.len() {
            1 => view.text(&view.scheme().title).to_owned(),
            _ => pages::list_name(view, list),
        };
        for places in list.places.chunks(TOGETHER) {
            let rows = rows(view, places);
            if rows.is_empty() {
                continue;
            }
            let sheet_name = book.name(&format!("{} {name}", words.points()));
            let title = format!("{}: {name}", words.scored_rows());
            let sheet = Matrix {
                view,
                places,
                rows: &rows,
            };
            let sheet = sheet.sheet(&sheet_name, &title)?;
            book.add(sheet);
        }
    }
    Ok(())
}

struct Matrix<'m, 'p> {
    view: &'m Context<'p>,
    places: &'m [Place],
    rows: &'m [Row],
}

impl Matrix<'_, '_> {
    fn sheet(&self, name: &str, title: &str) -> Result<Sheet, XlsxError> {
        let view = self.view;
        let (words, locale) = (view.words, view.locale);
        let nominees = self.places.iter().map(|_| NOMINEE);
        let widths: Vec<u16> = WIDTHS.into_iter().chain(nominees).collect();
        let mut sheet = Sheet::new(name, Lies::Landscape, &widths, locale)?;
        // The lines above stand over the first page alone.
        let over = (0, sheet.last().min(12));
        let period = view.period.name.as_deref().unwrap_or(words.ranking());
        let title = cell::text(title, locale);
        sheet.across(0, over, &cell::text(period, locale), &style::title(), 14)?;
        sheet.across(1, over, &title, &style::subtitle(), 12)?;
        let headings = [words.no(), words.content(), words.max()];
        for (at, heading) in (0_u16..).zip(headings) {
            let format = style::heading();
            sheet
                .worksheet
                .merge_range(HEAD, at, HEAD + 1, at, heading, &format)?;
        }
        let upright = style::heading().set_rotation(90);
        for (at, place) in (FIXED..).zip(self.places) {
            let name = cell::text(view.judged[place.nominee].name(), locale);
            sheet.text((HEAD, at), &name, &upright)?;
            let rank = place.rank.to_string();
            cell::write(
                &mut sheet,
                (HEAD + 1, at, at),
                (&rank, true),
                &style::heading(),
                locale,
            )?;
        }
        sheet.height(HEAD, 150)?;
        let first = HEAD + 2;
        for own in 0..self.rows.len() {
            self.row(&mut sheet, first, own)?;
        }
        let end = first + u32::try_from(self.rows.len()).unwrap_or(u32::MAX / 2);
        let end = self.totals(&mut sheet, end)?;
        let spread = measure::spread(&widths, usize::from(FIXED), LANDSCAPE);
        let worksheet = &mut sheet.worksheet;
        worksheet.set_freeze_panes(first, FIXED)?;
        worksheet.set_repeat_rows(HEAD, HEAD + 1)?;
        match spread.breaks.is_empty() {
            true => {
                worksheet.set_print_fit_to_pages(1, 0);
            }
            false => {
                worksheet.set_print_scale(u16::try_from(spread.scale).unwrap_or(75));
                worksheet.set_repeat_columns(0, FIXED - 1)?;
                worksheet.set_vertical_page_breaks(&spread.breaks)?;
            }
        }
        worksheet.set_print_area(
            0,
            0,
            end,
            u16::try_from(widths.len() - 1).unwrap_or(u16::MAX),
        )?;
        Ok(sheet)
    }

    fn row(&self, sheet: &mut Sheet, first: u32, own: usize) -> Result<(), XlsxError> {
        let (row, locale) = (&self.rows[own], self.view.locale);
        let at = first + u32::try_from(own).unwrap_or(u32::MAX / 2);
        let format = look(row.kind == RowKind::Group);
        let left = format.clone().set_align(FormatAlign::Left).set_indent(1);
        let title = self.title(row);
        cell::write(sheet, (at, 0, 0), (&row.no, false), &left, locale)?;
        cell::write(sheet, (at, 1, 1), (&title, false), &left, locale)?;
        let max = row.max.as_deref().unwrap_or_default();
        cell::write(sheet, (at, 2, 2), (max, true), &format, locale)?;
        for (nominee, points) in row.points.iter().enumerate() {
            let column = FIXED + u16::try_from(nominee).unwrap_or(u16::MAX);
            let points = points.as_deref().unwrap_or_default();
            match self.sum(own, nominee) {
                Some(parts) => formula(sheet, (at, column), &parts, points, &format, locale)?,
                None => cell::write(sheet, (at, column, column), (points, true), &format, locale)?,
            }
        }
        let high = tallest([(title.as_str(), WIDTHS[1])].into_iter(), SIZE);
        sheet.height(at, high)
    }

    fn title(&self, row: &Row) -> String {
        let words = self.view.words;
        match row.kind {
            RowKind::Bonus => format!("{} ({})", row.title, words.bonus_row()),
            RowKind::Deduction => format!("{} ({})", row.title, words.deduction_row()),
            _ => row.title.clone(),
        }
    }

    /// The rows whose points a group's are the sum of, as the sheet has them; `None` where they are
    /// not.
    fn sum(&self, group: usize, nominee: usize) -> Option<Vec<u32>> {
        let points = self.rows[group].points[nominee].as_deref()?;
        if self.rows[group].kind != RowKind::Group {
            return None;
        }
        self.parts(Some(group), nominee, &Number::parse(points)?)
    }

    /// The rows that are added up directly in a group, or at the top, each with its row of the sheet.
    fn adding(&self, group: Option<usize>) -> impl Iterator<Item = (u32, &Row)> {
        let scored = [RowKind::Group, RowKind::Scored, RowKind::Adjustment];
        let rows = (HEAD + 2..).zip(self.rows);
        rows.filter(move |(_, row)| row.parent == group && scored.contains(&row.kind))
    }

    /// The scored rows directly in a group, where they add up.
    fn parts(&self, group: Option<usize>, nominee: usize, sum: &Number) -> Option<Vec<u32>> {
        let (mut parts, mut have) = (Vec::new(), Number::ZERO);
        for (at, row) in self.adding(group) {
            parts.push(at);
            if let Some(points) = &row.points[nominee] {
                have = have.add(&Number::parse(points)?)?;
            }
        }
        (have == *sum && parts.len() > 1).then_some(parts)
    }

    /// The rows below the tree: bonus, deduction, what bounds and rounding do, and the total; the row
    /// of the last.
    fn totals(&self, sheet: &mut Sheet, first: u32) -> Result<u32, XlsxError> {
        let view = self.view;
        let (words, locale) = (view.words, view.locale);
        let verdict = |place: &Place| view.judged[place.nominee].totals();
        let mut lines: Vec<(String, Vec<Option<String>>)> = Vec::new();
        let totals: Vec<_> = self.places.iter().map(verdict).collect();
        let bonus = totals.iter().map(|it| it.map(|it| view.exact(it.bonus)));
        let deduction = totals
            .iter()
            .map(|it| it.map(|it| view.exact(&it.deduction.negate())));
        let sides = [
            (words.bonus_part(), bonus.collect()),
            (words.deduction_part(), deduction.collect::<Vec<_>>()),
        ];
        for (title, points) in sides {
            lines.push((title.to_owned(), points));
        }
        let rest: Vec<Option<String>> = (0..self.places.len())
            .map(|at| Some(view.exact(&self.rest(at, &lines, totals[at]?.total)?)))
            .collect();
        lines.push((words.adjustment().to_owned(), rest));
        let is_said = |points: &Vec<Option<String>>| {
            let mut points = points.iter().flatten();
            points.any(|points| points.bytes().any(|b| (b'1'..=b'9').contains(&b)))
        };
        lines.retain(|(_, points)| is_said(points));
        let strong = look(true);
        let mut at = first;
        for (title, points) in &lines {
            line(sheet, at, title, points, &look(false), locale)?;
            at += 1;
        }
        let printed: Vec<Option<String>> = totals
            .iter()
            .map(|it| it.map(|it| view.exact(it.total)))
            .collect();
        line(sheet, at, words.total_line(), &printed, &strong, locale)?;
        for (nominee, points) in printed.iter().enumerate() {
            let column = FIXED + u16::try_from(nominee).unwrap_or(u16::MAX);
            let mut parts: Vec<u32> = self.adding(None).map(|(at, _)| at).collect();
            parts.extend(first..at);
            let points = points.as_deref();
            if let Some(points) = points.filter(|it| self.adds_up(nominee, &lines, it)) {
                formula(sheet, (at, column), &parts, points, &strong, locale)?;
            }
        }
        let mut last = at;
        for (stage, title) in view.other_stages() {
            last += 1;
            let total =
                |place: &Place| Some(view.exact(view.judged[place.nominee].stage_total(stage)?));
            let points: Vec<Option<String>> = self.places.iter().map(total).collect();
            line(
                sheet,
                last,
                view.text(&title.title),
                &points,
                &look(false),
                locale,
            )?;
        }
        Ok(last)
    }

    /// What a total holds beside the rows of the top and the lines below them.
    fn rest(
        &self,
        nominee: usize,
        lines: &[(String, Vec<Option<String>>)],
        total: &Number,
    ) -> Option<Number> {
        let tops = self.adding(None).map(|(_, row)| &row.points[nominee]);
        let below = lines.iter().map(|(_, points)| &points[nominee]);
        let parts = tops.chain(below).flatten().map(Number::parse);
        let parts: Option<Vec<Number>> = parts.collect();
        let printed = Number::parse(self.view.exact(total))?;
        printed.subtract(&Number::sum(&parts?)?)
    }

    fn adds_up(
        &self,
        nominee: usize,
        lines: &[(String, Vec<Option<String>>)],
        total: &str,
    ) -> bool {
        let total = Number::parse(total);
        let rest = total.and_then(|total| self.rest(nominee, lines, &total));
        rest.is_some_and(|rest| rest.is_zero())
    }
}

/// How the cells of a row look.
fn look(is_strong: bool) -> Format {
    match is_strong {
        true => style::cell()
            .set_bold()
            .set_background_color(style::HEADING),
        false => style::cell(),
    }
}

/// A row below the tree.
fn line(
    sheet: &mut Sheet,
    at: u32,
    title: &str,
    points: &[Option<String>],
    format: &Format,
    locale: Locale,
) -> Result<(), XlsxError> {
    let left = format.clone().set_align(FormatAlign::Left).set_indent(1);
    let title = cell::text(title, locale);
    sheet
        .worksheet
        .merge_range(at, 0, at, FIXED - 1, &title, &left)?;
    for (column, points) in (FIXED..).zip(points) {
        let points = points.as_deref().unwrap_or_default();
        cell::write(sheet, (at, column, column), (points, true), format, locale)?;
    }
    Ok(())
}
