//! The tables of a Word document (`.docx`), row by row.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, Line, Room, plain};
use super::rows::MOST_COLUMNS;
use crate::diagnostic::Place;
use crate::zipped::{MOST_UNPACKED, Refusal, Unzipped, attribute, relations_of, resolved};

/// The tables of a document, those inside others as words of their cells; `None` where the file is none
/// of Word.
pub(super) fn tables(name: &str, bytes: &[u8]) -> Option<Result<Vec<Grid>, Refusal>> {
    let mut left = MOST_UNPACKED;
    let mut unzipped = Unzipped::open(bytes, &mut left).ok()?;
    let root = relations_of(&unzipped.text("_rels/.rels")?);
    let mut parts = root.into_values();
    let (_, target) = parts.rfind(|(kind, _)| kind.ends_with("/officeDocument"))?;
    let target = resolved("", &target);
    if !target.to_ascii_lowercase().starts_with("word/") {
        return None;
    }
    let text = match unzipped.part(&target) {
        Ok(text) => text.ok_or(Refusal::Broken),
        Err(refusal) => Err(refusal),
    };
    Some(text.and_then(|text| Reading::of(name).read(&text)))
}

/// What of the document has been read.
struct Reading<'n> {
    name: &'n str,
    grids: Vec<Grid>,
    /// How many tables are open around each other.
    depth: usize,
    /// The rows of the table.
    rows: u64,
    cells: Vec<String>,
    cell: String,
    /// How many columns the cell takes.
    span: usize,
    /// Whether the cell goes on from the row above.
    goes_on: bool,
    /// Whether text is read: not what was struck out in a review.
    is_text: bool,
    room: Room,
}

impl<'n> Reading<'n> {
    fn of(name: &'n str) -> Self {
        Self {
            name,
            grids: Vec::new(),
            depth: 0,
            rows: 0,
            cells: Vec::new(),
            cell: String::new(),
            span: 1,
            goes_on: false,
            is_text: false,
            room: Room::default(),
        }
    }

    fn read(mut self, text: &str) -> Result<Vec<Grid>, Refusal> {
        let mut xml = Reader::from_str(text);
        loop {
            match xml.read_event().map_err(|_| Refusal::Broken)? {
                Event::Start(element) => self.start(&element, false),
                Event::Empty(element) => self.start(&element, true),
                Event::End(element) => {
                    let fits = self.end(element.local_name().as_ref());
                    fits.then_some(()).ok_or(Refusal::TooLarge)?;
                }
                Event::Text(words) if self.is_text => self.cell.push_str(&words),
                Event::GeneralRef(name) if self.is_text => {
                    let known = resolve_predefined_entity(&name).map(str::to_owned);
                    let letter = || name.resolve_char_ref().ok()?.map(String::from);
                    self.cell.extend(known.or_else(letter));
                }
                Event::Eof => return Ok(self.grids),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        match element.local_name().as_ref() {
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    let file = format!("{}:{}", self.name, self.grids.len() + 1);
                    let lines = Vec::new();
                    self.grids.push(Grid { file, lines });
                    self.rows = 0;
                }
            }
            "tc" if self.depth == 1 => {
                self.cell.clear();
                self.span = 1;
                self.goes_on = false;
            }
            "gridSpan" if self.depth == 1 => {
                let span = attribute(element, "val").and_then(|it| it.parse().ok());
                self.span = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
            }
            "vMerge" if self.depth == 1 => {
                self.goes_on = attribute(element, "val").is_none_or(|it| it == "continue");
            }
            "t" if !is_empty => self.is_text = self.depth > 0,
            "br" | "cr" => self.cell.push('\n'),
            "tab" if self.depth > 0 => self.cell.push(' '),
            "noBreakHyphen" => self.cell.push('-'),
            _ => {}
        }
    }

    /// Whether what ends here still has room.
    fn end(&mut self, name: &str) -> bool {
        match name {
            "tbl" => self.depth = self.depth.saturating_sub(1),
            "t" => self.is_text = false,
            "p" => self.cell.push('\n'),
            "tc" if self.depth == 1 => {
                let words = match self.goes_on {
                    true => String::new(),
                    false => plain(&self.cell),
                };
                self.cells.push(words);
                let width = (self.cells.len() + self.span - 1).min(MOST_COLUMNS);
                self.cells
                    .resize(width.max(self.cells.len()), String::new());
                return self.room.take(self.span);
            }
            "tr" if self.depth == 1 => {
                self.rows += 1;
                let cells = std::mem::take(&mut self.cells);
                let (row, grid) = (self.rows, self.grids.last_mut());
                if let Some(grid) = grid
                    && cells.iter().any(|cell| !cell.is_empty())
                {
                    let place = Place::cell(&grid.file.as_str().into(), row, "");
                    grid.lines.push(Line { place, cells });
                }
            }
            _ => {}
        }
        true
    }
}
