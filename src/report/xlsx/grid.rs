//! Blocks one below the other on a sheet. Tables of different columns share one grid: a cell spans as
//! many columns of the sheet as it needs.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::cell::{self, text};
use super::columns::{ALONG, Grid, UPRIGHT, as_table, fitted, wishes};
use crate::locale::Locale;
use crate::report::page::{Block, Closing, Letterhead, Signature, Table};
use crate::xlsx::measure::{self, LANDSCAPE, PORTRAIT};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{Lies, Sheet, tallest};

/// The columns that stand on every page of a table that goes onto several side by side.
const REPEATED: usize = 3;

/// Where a table stands on its sheet.
pub(super) struct Placed {
    /// The row of its head.
    pub(super) head: u32,
    /// Its last row.
    pub(super) last: u32,
    /// The columns of the sheet that each of its columns takes.
    pub(super) spans: Vec<(u16, u16)>,
}

/// A sheet of blocks; with one table it has a filter, and its head stays in sight.
///
/// # Errors
/// More than a sheet holds.
pub(super) fn sheet(
    name: &str,
    blocks: &[Block],
    locale: Locale,
) -> Result<(Sheet, Vec<Placed>), XlsxError> {
    let tables: Vec<Table> = blocks
        .iter()
        .filter_map(|block| as_table(block, locale))
        .collect();
    let wished: Vec<Vec<u32>> = tables.iter().map(wishes).collect();
    let widest = wished.iter().map(|widths| widths.iter().sum()).max();
    let (lies, room) = match widest.unwrap_or(0) > UPRIGHT {
        true => (Lies::Landscape, ALONG),
        false => (Lies::Portrait, UPRIGHT),
    };
    // Where a table cannot be as narrow as the page, the others are as wide as it is.
    let least = wished
        .iter()
        .filter_map(|widths| fitted(widths, room).last().copied());
    let room = least.max().unwrap_or(room).max(room);
    let edges: Vec<Vec<u32>> = wished.iter().map(|widths| fitted(widths, room)).collect();
    let has_halves = |block: &Block| matches!(block, Block::Letterhead(_) | Block::Closing(_));
    let halves = blocks.iter().any(has_halves).then(|| vec![room / 2]);
    let shared: Vec<Vec<u32>> = edges.iter().cloned().chain(halves).collect();
    let grid = Grid::of(&shared, room);
    let mut writer = Writer {
        sheet: Sheet::new(name, lies, &grid.widths, locale)?,
        grid,
        locale,
        row: 0,
        tables: Vec::new(),
    };
    let mut next = tables.iter().zip(&edges);
    for block in blocks {
        writer.block(block, &mut next)?;
    }
    let Writer {
        mut sheet,
        grid,
        tables,
        ..
    } = writer;
    let worksheet = &mut sheet.worksheet;
    let page = match lies {
        Lies::Landscape => LANDSCAPE,
        Lies::Portrait => PORTRAIT,
    };
    let spread = measure::spread(&grid.widths, REPEATED, page);
    match spread.breaks.is_empty() {
        true => worksheet.set_print_fit_to_pages(1, 0),
        // A table with more columns than a page shows goes onto several.
        false => {
            worksheet.set_print_scale(u16::try_from(spread.scale).unwrap_or(100));
            worksheet.set_repeat_columns(0, REPEATED as u16 - 1)?;
            worksheet.set_vertical_page_breaks(&spread.breaks)?
        }
    };
    // A table that ends its sheet alone is a list, to be filtered and looked through.
    let ends = matches!(blocks.last(), Some(Block::Table(_)));
    if let ([table], true) = (&tables[..], ends) {
        worksheet.set_freeze_panes(table.head + 1, 0)?;
        worksheet.set_repeat_rows(table.head, table.head)?;
        if table.spans.iter().all(|(first, last)| first == last) {
            let last = u16::try_from(table.spans.len() - 1).unwrap_or(u16::MAX);
            worksheet.autofilter(table.head, 0, table.last, last)?;
        }
    }
    Ok((sheet, tables))
}

struct Writer {
    sheet: Sheet,
    grid: Grid,
    locale: Locale,
    row: u32,
    tables: Vec<Placed>,
}

impl Writer {
    fn block<'t>(
        &mut self,
        block: &Block,
        tables: &mut impl Iterator<Item = (&'t Table, &'t Vec<u32>)>,
    ) -> Result<(), XlsxError> {
        match block {
            Block::Title(text) => self.line(text, &style::title(), 14)?,
            Block::Heading(text) => {
                self.gap();
                self.line(text, &style::subtitle(), 12)?;
            }
            Block::Subheading(text) => {
                self.gap();
                self.line(text, &style::line().set_bold(), SIZE)?;
            }
            Block::Note(text) => self.line(text, &style::remark(), SIZE)?,
            Block::List(items) => {
                for item in items {
                    self.line(&format!("– {item}"), &style::line(), SIZE)?;
                }
            }
            Block::Command(text) => self.line(text.trim(), &style::line(), SIZE)?,
            Block::Paragraph(text) | Block::Centred(text) => {
                self.line(text, &style::line(), SIZE)?;
            }
            Block::Imprint(text) => self.line(text, &style::mark(), style::SMALL)?,
            Block::PaperTitle(title) => {
                self.gap();
                self.line(&title.kind, &style::title(), 14)?;
                for text in &title.about {
                    self.line(text, &style::subtitle(), 12)?;
                }
                let format = style::remark().set_align(FormatAlign::Center);
                if let Some(text) = &title.note {
                    self.line(text, &format, SIZE)?;
                }
                self.row += 1;
            }
            Block::Letterhead(head) => self.letterhead(head)?,
            Block::Closing(closing) => self.closing(closing)?,
            // Each page of its own is a sheet of its own.
            Block::NewPage(_) => {}
            Block::Pairs(_) | Block::Table(_) => {
                if let Some((table, edges)) = tables.next() {
                    let spans = self.grid.spans(edges);
                    self.table(table, &spans)?;
                }
            }
        }
        Ok(())
    }

    /// An empty row, but for the first.
    fn gap(&mut self) {
        self.row += u32::from(self.row > 0);
    }

    fn line(&mut self, words: &str, format: &Format, points: u32) -> Result<(), XlsxError> {
        let words = text(words, self.locale);
        let whole = (0, self.sheet.last());
        self.sheet.across(self.row, whole, &words, format, points)?;
        self.row += 1;
        Ok(())
    }

    /// Lines beside each other in both halves of the page.
    fn halves(
        &mut self,
        left: &[(impl AsRef<str>, Format)],
        right: &[(impl AsRef<str>, Format)],
    ) -> Result<(), XlsxError> {
        let middle = self.grid.middle();
        let high = left.len().max(right.len());
        for (row, (words, format)) in (self.row..).zip(left) {
            let words = text(words.as_ref(), self.locale);
            self.sheet.across(row, (0, middle), &words, format, 12)?;
        }
        for (row, (words, format)) in (self.row..).zip(right) {
            let words = text(words.as_ref(), self.locale);
            let columns = (middle + 1, self.sheet.last());
            self.sheet.across(row, columns, &words, format, 12)?;
        }
        self.row += u32::try_from(high).unwrap_or(u32::MAX);
        Ok(())
    }

    fn letterhead(&mut self, head: &Letterhead) -> Result<(), XlsxError> {
        let centred = || style::line().set_align(FormatAlign::Center);
        let is_bold = |line: &str| line == head.issuer;
        let left = head.left().into_iter().map(|line| match is_bold(line) {
            true => (line, centred().set_bold()),
            false => (line, centred()),
        });
        let right = head.form.letterhead(self.locale).iter();
        let right = right.map(|line| (*line, centred().set_bold()));
        let day = (head.place_and_date.as_str(), centred().set_italic());
        let right: Vec<_> = right.chain([day]).collect();
        self.halves(&left.collect::<Vec<_>>(), &right)
    }

    fn closing(&mut self, closing: &Closing) -> Result<(), XlsxError> {
        self.gap();
        let centred = || style::line().set_align(FormatAlign::Center);
        let sign = |one: &Signature| {
            let posts = one
                .post
                .iter()
                .map(|post| (post.clone(), centred().set_bold()));
            let note = (one.note.clone(), centred().set_italic());
            // Room for the hand.
            let room = (0..4).map(|_| (String::new(), centred()));
            let name = (one.name.clone(), centred().set_bold());
            posts
                .chain([note])
                .chain(room)
                .chain([name])
                .collect::<Vec<_>>()
        };
        let mut signatures = closing.signatures.iter().map(sign);
        let mut left: Vec<(String, Format)> = Vec::new();
        if !closing.recipients.is_empty() {
            let heading = style::line().set_bold().set_italic();
            left.push((format!("{}:", closing.heading), heading));
            let to = closing.recipients.iter();
            left.extend(to.map(|to| (format!("- {to}"), style::line())));
        } else if closing.signatures.len() > 1 {
            left = signatures.next().unwrap_or_default();
        }
        // Those whom no half is left for sign below.
        let mut right = signatures.next().unwrap_or_default();
        loop {
            self.halves(&left, &right)?;
            match signatures.next() {
                Some(next) => (left, right) = (next, signatures.next().unwrap_or_default()),
                None => return Ok(()),
            }
        }
    }

    fn table(&mut self, table: &Table, spans: &[(u16, u16)]) -> Result<(), XlsxError> {
        let has_head = table
            .columns
            .iter()
            .any(|column| !column.heading.is_empty());
        let head = self.row;
        if has_head {
            let headings = table.columns.iter().map(|column| column.heading.as_str());
            let format = style::heading();
            let cells: Vec<_> = headings.map(|heading| (heading, false)).collect();
            // Bold letters, and the arrow of the filter.
            self.cells(&cells, spans, |_| format.clone(), 3)?;
        }
        for row in &table.rows {
            let cells = row.cells.iter().zip(&table.columns);
            let cells: Vec<_> = cells
                .map(|(cell, column)| (cell.as_str(), column.number))
                .collect();
            let is_strong = |at: usize| row.strong || (!has_head && at == 0);
            let format = |at: usize| {
                let format = style::cell();
                let format = match table.columns[at].number {
                    true => format,
                    false => format.set_align(FormatAlign::Left).set_indent(1),
                };
                match (is_strong(at), row.strong) {
                    (true, true) => format.set_bold().set_background_color(style::HEADING),
                    (true, false) => format.set_bold(),
                    (false, _) => format,
                }
            };
            self.cells(&cells, spans, format, 0)?;
        }
        if has_head {
            self.tables.push(Placed {
                head,
                last: self.row - 1,
                spans: spans.to_vec(),
            });
        }
        Ok(())
    }

    /// A row of cells, as high as the tallest of them.
    fn cells(
        &mut self,
        cells: &[(&str, bool)],
        spans: &[(u16, u16)],
        format: impl Fn(usize) -> Format,
        taken: u16,
    ) -> Result<(), XlsxError> {
        for (at, (cell, span)) in cells.iter().zip(spans).enumerate() {
            let place = (self.row, span.0, span.1);
            cell::write(&mut self.sheet, place, *cell, &format(at), self.locale)?;
        }
        let room = |(first, last): (u16, u16)| {
            let pixels: u32 = (first..=last)
                .map(|at| measure::pixels(self.sheet.width(at)))
                .sum();
            u16::try_from(pixels / 7)
                .unwrap_or(u16::MAX)
                .saturating_sub(taken)
        };
        let high = cells.iter().zip(spans);
        let high = tallest(high.map(|((cell, _), span)| (*cell, room(*span))), SIZE);
        self.sheet.height(self.row, high)?;
        self.row += 1;
        Ok(())
    }
}
