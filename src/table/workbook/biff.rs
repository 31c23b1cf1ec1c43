//! What an old Excel workbook (`.xls`) is made of: one stream of records in a compound file.
//!
//! The crate `calamine` reads the cells. What it would take at its word is looked at here before,
//! and the stream is given to it without what only costs memory: declared sizes, formulas, names.
//! What it does not tell is kept: hidden rows and columns, and the formats of numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use cfb::CompoundFile;

use super::biff_formula::is_never_words;
use super::limits::{MOST_CELLS, MOST_MEMORY, Refusal};
use super::number_format::NumberFormat;
use super::sheet::Span;

/// The longest stream that is read; Excel's own old sheets end at 65,536 rows.
const LONGEST: u64 = 64 << 20;

/// So many records may go on with one record.
const MOST_CONTINUED: usize = 16_384;

/// A type of record that nobody reads.
const NOTHING: u16 = 0x7FFF;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const NAME: u16 = 0x0018;
const CONTINUE: u16 = 0x003C;
const UNCALCULATED: u16 = 0x005E;
const COLUMNS: u16 = 0x007D;
const SHEET: u16 = 0x0085;
const MANY_NUMBERS: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const STRING_LABEL: u16 = 0x00FD;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const FLAG: u16 = 0x0205;
const RESULT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027E;
const DEFAULT_ROW: u16 = 0x0225;
const FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;

/// An old workbook that can be given to be read.
pub(crate) struct Old {
    /// The workbook without what only costs memory.
    pub(crate) file: Vec<u8>,
    /// By sheet, in the order of the workbook.
    pub(crate) sheets: Vec<SheetParts>,
    /// The formats that may show something else than the number, by their number.
    pub(crate) formats: BTreeMap<u16, NumberFormat>,
}

/// What is known of a sheet beside its cells.
#[derive(Debug, Default)]
pub(crate) struct SheetParts {
    pub(crate) hidden_rows: Vec<Span>,
    pub(crate) hidden_columns: Vec<Span>,
    /// The formats of numbers, by row and column, where they may show something else.
    pub(crate) formats: BTreeMap<(u32, u32), u16>,
    /// The row and column of formulas that are to be calculated by whoever opens the workbook.
    pub(crate) uncalculated: BTreeSet<(u32, u32)>,
}

/// Looks at an old workbook.
pub(crate) fn open(bytes: &[u8]) -> Result<Old, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    if file.exists("/EncryptedPackage") {
        return Err(Refusal::Password);
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name));
    let name = name.ok_or(Refusal::Broken)?;
    let stream = file.open_stream(name).map_err(|_| Refusal::Broken)?;
    if stream.len() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    let mut records = Vec::new();
    let read = stream.take(LONGEST).read_to_end(&mut records);
    read.map_err(|_| Refusal::Broken)?;
    let (sheets, formats) = survey(&mut records)?;
    let file = packed(name, &records).map_err(|_| Refusal::Broken)?;
    Ok(Old {
        file,
        sheets,
        formats,
    })
}

/// A compound file with this stream alone.
fn packed(name: &str, records: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    let mut stream = file.create_stream(name)?;
    stream.write_all(records)?;
    // Short streams are kept elsewhere in such a file; one of this length is not.
    stream.write_all(&vec![0; 4_096_usize.saturating_sub(records.len())])?;
    stream.flush()?;
    drop(stream);
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// A record: its type, and where what it says begins and ends.
#[derive(Debug, Clone, Copy)]
struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The record that begins somewhere.
fn record(stream: &[u8], at: usize) -> Option<Record> {
    let start = at.checked_add(4)?;
    let end = start.checked_add(usize::from(u16_at(stream, at + 2)?))?;
    let kind = u16_at(stream, at)?;
    (end <= stream.len()).then_some(Record { kind, start, end })
}

/// What is known of the workbook as a whole.
#[derive(Default)]
struct Survey {
    /// Where each sheet begins.
    starts: Vec<usize>,
    /// The formats that may show something else than the number.
    formats: BTreeMap<u16, NumberFormat>,
    /// By style: its format.
    styles: Vec<u16>,
    /// How many letters each shared string has.
    strings: Vec<u32>,
    /// How many cells are laid out in all sheets, and how much memory their words take.
    cells: usize,
    letters: usize,
}

/// The sheets, and the formats of their numbers.
type Surveyed = (Vec<SheetParts>, BTreeMap<u16, NumberFormat>);

fn survey(stream: &mut [u8]) -> Result<Surveyed, Refusal> {
    let built_in = |number| Some((number, NumberFormat::built_in(number)?));
    let mut known = Survey {
        formats: (0..=u8::MAX.into()).filter_map(built_in).collect(),
        ..Survey::default()
    };
    let mut at = 0;
    while let Some(it) = record(stream, at) {
        at = it.end;
        let data = &stream[it.start..it.end];
        match it.kind {
            SHEET => {
                let start = u32_at(data, 0).ok_or(Refusal::Broken)?;
                known.starts.push(start as usize);
            }
            FORMAT => {
                if let Some(number) = u16_at(data, 0) {
                    match NumberFormat::of(&format_code(data)) {
                        Some(format) => drop(known.formats.insert(number, format)),
                        None => drop(known.formats.remove(&number)),
                    }
                }
            }
            STYLE => known.styles.push(u16_at(data, 2).ok_or(Refusal::Broken)?),
            STRINGS => known.strings = string_lengths(stream, it)?,
            NAME => stream[it.start - 4..it.start - 2].copy_from_slice(&NOTHING.to_le_bytes()),
            END => break,
            _ => {}
        }
        check_continued(stream, it)?;
    }
    let starts = known.starts.clone();
    let mut seen = BTreeSet::new();
    let mut sheets = Vec::new();
    for start in starts {
        if start >= stream.len() || !seen.insert(start) {
            return Err(Refusal::Broken);
        }
        sheets.push(known.sheet(stream, start)?);
    }
    Ok((sheets, known.formats))
}

/// The code of a format: behind its length, in two bytes a letter, in one, or as older Excels have it.
fn format_code(data: &[u8]) -> String {
    let length = u16_at(data, 2).map_or(0, usize::from);
    match (data.get(4), data.get(5..)) {
        (Some(1), Some(letters)) if letters.len() >= length * 2 => {
            let units = letters.chunks_exact(2).take(length);
            let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        (Some(0), Some(letters)) if letters.len() >= length => letters[..length]
            .iter()
            .map(|byte| char::from(*byte))
            .collect(),
        _ => {
            let letters = data.get(3..).unwrap_or_default().iter();
            letters.map(|byte| char::from(*byte)).collect()
        }
    }
}

/// A record goes on in no more records than a real one does.
fn check_continued(stream: &[u8], first: Record) -> Result<(), Refusal> {
    let mut at = first.end;
    if first.kind == CONTINUE {
        return Ok(());
    }
    for _ in 0..=MOST_CONTINUED {
        match record(stream, at) {
            Some(it) if it.kind == CONTINUE => at = it.end,
            _ => return Ok(()),
        }
    }
    Err(Refusal::TooLarge)
}

/// How many letters each shared string has, as far as they can be told.
fn string_lengths(stream: &[u8], first: Record) -> Result<Vec<u32>, Refusal> {
    let mut pieces = vec![&stream[first.start..first.end]];
    let mut at = first.end;
    while let Some(it) = record(stream, at).filter(|it| it.kind == CONTINUE) {
        pieces.push(&stream[it.start..it.end]);
        at = it.end;
    }
    let mut lengths = Vec::new();
    let mut pieces = pieces.into_iter();
    let mut piece = pieces
        .next()
        .and_then(|piece| piece.get(8..))
        .unwrap_or_default();
    loop {
        if piece.is_empty() {
            match pieces.next() {
                Some(next) => piece = next,
                None => return Ok(lengths),
            }
            continue;
        }
        let (Some(letters), Some(flags)) = (u16_at(piece, 0), piece.get(2)) else {
            return Ok(lengths);
        };
        lengths.push(u32::from(letters));
        if lengths.len() > MOST_CELLS {
            return Err(Refusal::TooLarge);
        }
        let (is_rich, is_extended) = (flags & 8 != 0, flags & 4 != 0);
        let (mut is_wide, mut head) = (flags & 1 != 0, 3);
        let mut tail = 0_usize;
        if is_rich {
            tail += usize::from(u16_at(piece, head).unwrap_or_default()) * 4;
            head += 2;
        }
        if is_extended {
            tail = tail.saturating_add(u32_at(piece, head).unwrap_or_default() as usize);
            head += 4;
        }
        piece = piece.get(head..).unwrap_or_default();
        let mut left = usize::from(letters);
        while left > 0 {
            let size = if is_wide { 2 } else { 1 };
            let here = left.min(piece.len() / size);
            piece = &piece[here * size..];
            left -= here;
            if left > 0 {
                let Some((flags, rest)) = pieces.next().and_then(<[u8]>::split_first) else {
                    return Ok(lengths);
                };
                (is_wide, piece) = (flags & 1 != 0, rest);
            }
        }
        while tail > 0 {
            let here = tail.min(piece.len());
            piece = &piece[here..];
            tail -= here;
            if tail > 0 {
                let Some(next) = pieces.next() else {
                    return Ok(lengths);
                };
                piece = next;
            }
        }
    }
}

/// From where to where cells lie.
#[derive(Default)]
struct Extent(Option<(Span, Span)>);

impl Extent {
    fn add(&mut self, row: u32, column: u32) {
        let ((top, bottom), (left, right)) = self.0.unwrap_or(((row, row), (column, column)));
        self.0 = Some((
            (top.min(row), bottom.max(row)),
            (left.min(column), right.max(column)),
        ));
    }

    /// How many cells a table of that extent has.
    fn cells(&self) -> usize {
        self.0.map_or(0, |((top, bottom), (left, right))| {
            (bottom - top + 1) as usize * (right - left + 1) as usize
        })
    }
}

impl Survey {
    /// The format of a style, where it may show something else than the number.
    fn format(&self, style: u16) -> Option<u16> {
        let format = *self.styles.get(usize::from(style))?;
        self.formats.contains_key(&format).then_some(format)
    }

    fn sheet(&mut self, stream: &mut [u8], start: usize) -> Result<SheetParts, Refusal> {
        let mut beside = SheetParts::default();
        let (mut cells, mut formulas) = (Extent::default(), Extent::default());
        let mut depth = 0_usize;
        let mut at = start;
        let (mut is_uncalculated, mut are_flat) = (false, false);
        while let Some(it) = record(stream, at) {
            at = it.end;
            match it.kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ => {}
            }
            check_continued(stream, it)?;
            let data = &mut stream[it.start..it.end];
            let [row, column, style] = [0, 2, 4].map(|at| u16_at(data, at).unwrap_or_default());
            let place = (u32::from(row), u32::from(column));
            match it.kind {
                DIMENSIONS => data.fill(0),
                UNCALCULATED => is_uncalculated = true,
                DEFAULT_ROW => are_flat = u16_at(data, 0).is_some_and(|flags| flags & 2 != 0),
                ROW => {
                    let flags = u16_at(data, 12).unwrap_or_default();
                    let height = u16_at(data, 6).unwrap_or(u16::MAX);
                    // The highest bit says that the height is the usual one.
                    let is_flat = match height & 0x8000 {
                        0 => height == 0,
                        _ => are_flat,
                    };
                    if flags & 0x20 != 0 || is_flat {
                        beside.hidden_rows.push((place.0, place.0));
                    }
                }
                COLUMNS => {
                    let flags = u16_at(data, 8).unwrap_or_default();
                    let is_flat = u16_at(data, 4) == Some(0);
                    if (flags & 1 != 0 || is_flat) && row <= column {
                        beside.hidden_columns.push((row.into(), column.into()));
                    }
                }
                NUMBER | SHORT_NUMBER | FLAG | LABEL | RICH_LABEL => cells.add(place.0, place.1),
                STRING_LABEL => {
                    cells.add(place.0, place.1);
                    let string = u32_at(data, 6).unwrap_or_default() as usize;
                    // A letter takes three bytes at most.
                    let letters = self.strings.get(string).copied().unwrap_or_default();
                    self.letters = self.letters.saturating_add(letters as usize * 3);
                }
                MANY_NUMBERS => {
                    let last = u16_at(data, data.len().saturating_sub(2)).unwrap_or_default();
                    cells.add(place.0, place.1);
                    cells.add(place.0, last.into());
                    for (column, rk) in (place.1..).zip(data.get(4..).unwrap_or_default().chunks(6))
                    {
                        let style = u16_at(rk, 0).filter(|_| rk.len() == 6);
                        let format = style.and_then(|style| self.format(style));
                        let place = (place.0, column);
                        beside.formats.extend(format.map(|format| (place, format)));
                    }
                }
                FORMULA => {
                    cells.add(place.0, place.1);
                    formulas.add(place.0, place.1);
                    let flags = u16_at(data, 14).unwrap_or_default();
                    // Empty words are said so.
                    let is_empty = data.get(6) == Some(&3) && u16_at(data, 12) == Some(0xFFFF);
                    let tokens = usize::from(u16_at(data, 20).unwrap_or_default());
                    let tokens = data.get(22..22 + tokens).unwrap_or_default();
                    let is_empty = is_empty && is_never_words(tokens);
                    if is_uncalculated || is_empty || flags & 2 != 0 {
                        beside.uncalculated.insert(place);
                    }
                    if let Some(length) = data.get_mut(20..22) {
                        length.fill(0);
                    }
                }
                // Long words are the result of a formula before.
                RESULT => {}
                _ => {}
            }
            if matches!(it.kind, NUMBER | SHORT_NUMBER | FORMULA) {
                let format = self.format(style);
                beside.formats.extend(format.map(|format| (place, format)));
            }
        }
        self.cells = self.cells.saturating_add(cells.cells() + formulas.cells());
        if self.cells > MOST_CELLS * 2 || self.letters > MOST_MEMORY {
            return Err(Refusal::TooLarge);
        }
        Ok(beside)
    }
}

/// The sheets of a survey by their title.
pub(crate) fn by_title<'s>(
    sheets: Vec<SheetParts>,
    titles: impl Iterator<Item = &'s str>,
) -> Result<BTreeMap<String, SheetParts>, Refusal> {
    let mut known = BTreeMap::new();
    for (title, sheet) in titles.zip(sheets) {
        if known.insert(title.to_owned(), sheet).is_some() {
            return Err(Refusal::Broken);
        }
    }
    Ok(known)
}
