//! Results rendered for people and for machines.
//!
//! A report is built once, free of any format: a `page` of headings, notes and tables, and
//! the score sheet of one nominee. A format's file knows only its own punctuation; [`FORMATS`]
//! lists them all. Nothing here prints, asks the clock or touches a file.

mod awards;
mod compare;
mod context;
mod council;
mod criteria;
mod csv;
mod docx;
mod editions;
mod figures;
mod findings;
mod guide;
mod html;
mod import_preview;
mod json;
mod layout;
mod listing;
mod lists;
mod lot;
mod markdown;
mod markers;
mod missing;
mod names;
mod options;
mod page;
mod papers;
mod ranking;
mod reinspection;
mod remarks;
mod result;
mod results_csv;
mod sheet;
mod stages;
mod summary;
mod table;
mod terms;
mod words;
mod xlsx;

use std::io::{self, Write};

use jiff::civil::Date;

// Under another name, so that the crate `csv` is not thought to be used here.
use self::csv::write as write_csv;
use self::page::{Page, Report};
use crate::commendation::Proposal;
use crate::diagnostic::Rejected;
use crate::editions::Editions;
use crate::locale::Text;
use crate::markers::Markers;
use crate::office::Office;
use crate::roster::Roster;
use crate::rule::Rulebook;

pub use findings::{Checked, FindingsFormat};
pub use guide::Chapter;
pub use listing::Listing;
pub use missing::Wanted;
pub use options::Options;
pub use papers::{Before, FormProblem, Input, PAPERS, PaperEntry, TemplateProblem, WordForm};
pub use reinspection::{Reinspected, reinspected};
pub use summary::Summary;

/// A way to write a result down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Tables for the screen.
    Table,
    /// Markdown.
    Markdown,
    /// One flat table for a spreadsheet.
    Csv,
    /// JSON, by the contract that other programs read.
    Json,
    /// An Excel workbook.
    Xlsx,
    /// One page for a browser.
    Html,
    /// A Word document.
    Docx,
}

/// Writes a page.
type WritePage = fn(&Page, &Options, &mut dyn Write) -> io::Result<()>;

/// A format with everything that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The format.
    pub format: Format,
    /// The word by which people ask for it.
    pub word: &'static str,
    /// The ending of its files, without the dot.
    pub ending: &'static str,
    /// Whether it is for programs that open files alone: a terminal cannot show it.
    pub is_binary: bool,
    vi: &'static str,
    en: &'static str,
    ranking: fn(&Proposal<'_>, &Office, &Options, &mut dyn Write) -> io::Result<()>,
    report: fn(&dyn Report, &Options, &mut dyn Write) -> io::Result<()>,
    /// `None` for a format of data, which no paper has.
    page: Option<WritePage>,
}

/// Every format, the usual one first.
pub const FORMATS: [Entry; 7] = [
    Entry {
        format: Format::Table,
        word: "table",
        ending: "txt",
        is_binary: false,
        vi: "bảng trên màn hình",
        en: "tables for the screen",
        ranking: |proposal, _, options, out| {
            let text = table::write(&ranking::page(proposal, options), options);
            out.write_all(text.as_bytes())
        },
        report: |report, options, out| {
            let text = table::write(&report.page(options), options);
            out.write_all(text.as_bytes())
        },
        page: Some(|page, options, out| out.write_all(table::write(page, options).as_bytes())),
    },
    Entry {
        format: Format::Markdown,
        word: "markdown",
        ending: "md",
        is_binary: false,
        vi: "văn bản Markdown",
        en: "Markdown",
        ranking: |proposal, _, options, out| {
            let page = ranking::page(proposal, options).with_imprint(options);
            let text = markdown::write(&page, options.locale);
            out.write_all(text.as_bytes())
        },
        report: |report, options, out| {
            let page = report.page(options).with_imprint(options);
            let text = markdown::write(&page, options.locale);
            out.write_all(text.as_bytes())
        },
        page: Some(|page, options, out| {
            out.write_all(markdown::write(page, options.locale).as_bytes())
        }),
    },
    Entry {
        format: Format::Csv,
        word: "csv",
        ending: "csv",
        is_binary: false,
        vi: "một bảng phẳng, mở được bằng Excel",
        en: "one flat table that opens in Excel",
        ranking: |proposal, _, options, out| results_csv::ranking(proposal, options, out),
        report: |report, options, out| write_csv(&report.flat(options), options, out),
        page: None,
    },
    Entry {
        format: Format::Json,
        word: "json",
        ending: "json",
        is_binary: false,
        vi: "JSON cho máy đọc",
        en: "JSON for machines",
        ranking: |proposal, _, options, out| {
            out.write_all(json::ranking(proposal, options).as_bytes())
        },
        report: |report, options, out| out.write_all(report.json(options).as_bytes()),
        page: None,
    },
    Entry {
        format: Format::Docx,
        word: "docx",
        ending: "docx",
        is_binary: true,
        vi: "văn bản Word, khổ A4",
        en: "a Word document on A4",
        ranking: |proposal, office, options, out| {
            let page = papers::ranking(proposal, office, options);
            out.write_all(&docx::write(&page, options))
        },
        report: |report, options, out| {
            let page = report.page(options).with_imprint(options);
            out.write_all(&docx::write(&page, options))
        },
        page: Some(|page, options, out| out.write_all(&docx::write(page, options))),
    },
    Entry {
        format: Format::Xlsx,
        word: "xlsx",
        ending: "xlsx",
        is_binary: true,
        vi: "sổ tính Excel, mỗi danh sách một trang, in được ngay",
        en: "an Excel workbook, a sheet a list, ready for print",
        ranking: |proposal, _, options, out| xlsx::ranking(proposal, options, out),
        report: |report, options, out| {
            let page = report.page(options).with_imprint(options);
            xlsx::page(&page, options, out)
        },
        page: Some(xlsx::page),
    },
    Entry {
        format: Format::Html,
        word: "html",
        ending: "html",
        is_binary: false,
        vi: "trang mở bằng trình duyệt: tìm, lọc, sắp xếp, xem từng phiếu chấm, in",
        en: "a page for a browser: find, filter, sort, unfold each score sheet, print",
        ranking: |proposal, _, options, out| html::ranking(proposal, options, out),
        report: |report, options, out| {
            let page = report.page(options).with_imprint(options);
            html::page(&page, options, out)
        },
        page: Some(html::page),
    },
];

impl Format {
    /// What is known about this format.
    pub fn entry(self) -> &'static Entry {
        FORMATS
            .iter()
            .find(|entry| entry.format == self)
            .expect("the table lists every format, as a test says")
    }

    /// The format that people ask for by this word.
    pub fn named(word: &str) -> Option<Self> {
        let entry = FORMATS.iter().find(|entry| entry.word == word)?;
        Some(entry.format)
    }

    /// The format of files with this ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let entry = FORMATS.iter().find(|entry| entry.ending == ending)?;
        Some(entry.format)
    }
}

impl Entry {
    /// Whether papers are written in it: what is for machines has no page.
    pub fn has_pages(&self) -> bool {
        self.page.is_some()
    }

    /// What the format is for, in words.
    pub fn about(&self) -> Text {
        Text::both(self.vi, self.en)
    }
}

/// Everybody's places and proposals; in Word as the paper that the office signs.
///
/// # Errors
/// Where the format does not hold so much.
pub fn ranking(
    proposal: &Proposal<'_>,
    office: &Office,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_ranking(proposal, office, format, options, &mut bytes)?;
    Ok(bytes)
}

/// A report in a format.
fn write(report: &dyn Report, format: Format, options: &Options) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    (format.entry().report)(report, options, &mut bytes)?;
    Ok(bytes)
}

/// Writes everybody's places and proposals. The flat table is streamed, and never in
/// memory as a whole.
///
/// # Errors
/// What came of writing.
pub fn write_ranking(
    proposal: &Proposal<'_>,
    office: &Office,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    (format.entry().ranking)(proposal, office, options, out)
}

/// Writes an official paper; everything wrong with the office's own template is reported.
///
/// # Errors
/// What came of writing; the findings where the template is at fault.
///
/// # Panics
/// Where there is no such judgement.
pub fn write_paper(
    entry: &PaperEntry,
    input: &Input<'_>,
    format: Format,
    options: &Options,
) -> Result<io::Result<Vec<u8>>, Rejected> {
    let page = papers::page(entry, input, options)?;
    let mut bytes = Vec::new();
    let written = match format.entry().page {
        Some(write) => write(&page, options, &mut bytes),
        None => Err(io::ErrorKind::Unsupported.into()),
    };
    Ok(written.map(|()| bytes))
}

/// A Word form of a paper to start from: filled in as it is, it says what the built-in paper says.
pub fn blank_form(entry: &PaperEntry, office: &Office, options: &Options) -> Vec<u8> {
    papers::blank(entry, office, options)
}

/// Writes an official paper in the office's own Word form.
///
/// # Errors
/// The findings where the form is at fault.
///
/// # Panics
/// Where there is no such judgement.
pub fn fill_form(
    entry: &PaperEntry,
    input: &Input<'_>,
    form: WordForm<'_>,
    options: &Options,
) -> Result<Vec<u8>, Rejected> {
    papers::fill(entry, input, form, options)
}

/// The score sheet of one nominee: the judgement at index `nominee` of the scheme at index
/// `scheme`.
///
/// # Errors
/// Where the format does not hold so much.
///
/// # Panics
/// Where there is no such judgement.
pub fn sheet(
    proposal: &Proposal<'_>,
    scheme: usize,
    nominee: usize,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let sheet = sheet::Sheet::of(proposal, scheme, nominee, options);
    write(&sheet, format, options)
}

/// What one nominee is missing to a class, a place or an award; by default to the next better class
/// than its own.
///
/// # Errors
/// Where the format does not hold so much.
///
/// # Panics
/// Where there is no such judgement, class or award.
pub fn missing(
    proposal: &Proposal<'_>,
    (scheme, nominee): (usize, usize),
    wanted: Option<Wanted>,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let report = missing::Gap::of(proposal, scheme, nominee, wanted, options);
    write(&report, format, options)
}

/// Why one nominee stands above another, or below, or beside; each by its scheme and its
/// judgement.
///
/// # Errors
/// Where the format does not hold so much.
///
/// # Panics
/// Where there is no such judgement.
pub fn compare(
    proposal: &Proposal<'_>,
    one: (usize, usize),
    other: (usize, usize),
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let report = compare::Comparison::of(proposal, one, other, options);
    write(&report, format, options)
}

/// Two editions of the criteria, compared.
///
/// # Errors
/// Where the format does not hold so much.
pub fn editions(compared: &Editions<'_>, format: Format, options: &Options) -> io::Result<Vec<u8>> {
    let report = editions::EditionsReport::of(compared, options);
    write(&report, format, options)
}

/// Those who mark, held beside each other, and what would change without each.
///
/// # Errors
/// Where the format does not hold so much.
pub fn markers(compared: &Markers<'_>, format: Format, options: &Options) -> io::Result<Vec<u8>> {
    let report = markers::Comparison::of(compared, options);
    write(&report, format, options)
}

/// What was read of a period, as it was understood; as a flat table it is a list of nominations
/// that is read again as it is.
///
/// # Errors
/// Where the format does not hold so much.
pub fn import_preview(
    books: &[Rulebook],
    roster: &Roster,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let report = import_preview::ImportPreview { books, roster };
    write(&report, format, options)
}

/// Whose first stage of scoring lies furthest above what counts: at most so many of each scheme.
///
/// # Errors
/// Where the format does not hold so much.
pub fn inflated(
    proposal: &Proposal<'_>,
    most: usize,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let report = stages::Inflated::of(proposal, most, options);
    write(&report, format, options)
}

/// The day on which criteria are printed where there is no review: the last on which a scheme holds, or
/// that of its last value.
pub fn last_day(book: &Rulebook) -> Date {
    criteria::last_day(&book.scheme)
}

/// The criteria themselves: what is judged, and how points are given, worded from the rules that are
/// computed, with the values of a day.
///
/// # Errors
/// Where the format does not hold so much.
pub fn criteria(
    books: &[Rulebook],
    date: Option<Date>,
    format: Format,
    options: &Options,
) -> io::Result<Vec<u8>> {
    let books = books.iter().collect();
    let report = criteria::Criteria { books, date };
    write(&report, format, options)
}

/// A plain list, such as the reference of the functions.
///
/// # Errors
/// Where the format does not hold so much.
pub fn listing(listing: &Listing, format: Format, options: &Options) -> io::Result<Vec<u8>> {
    write(listing, format, options)
}

/// A guide written in Markdown, as a screen shows it; `link` says where a link leads, in words.
pub fn guide(markdown: &str, link: &dyn Fn(&str) -> Option<String>, options: &Options) -> String {
    table::write(&guide::page(markdown, link), options)
}

/// Guides written in Markdown as one page for a browser, with a table of contents.
pub fn guides(title: &str, chapters: &[Chapter<'_>], options: &Options) -> String {
    let mut bytes = Vec::new();
    let written = html::guides(title, chapters, options.locale, &mut bytes);
    written.expect("memory takes what is written");
    String::from_utf8(bytes).expect("a page is UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_in_the_table_once() {
        for entry in &FORMATS {
            assert_eq!(Format::named(entry.word), Some(entry.format));
            assert_eq!(Format::of_ending(entry.ending), Some(entry.format));
            assert_eq!(entry.format.entry().word, entry.word);
        }
    }
}
