//! The blank forms (biểu mẫu) that come back filled: one workbook of a scheme, or of several.
//!
//! What is filled in is read back, so that the layout is a promise. It is said once, in
//! [`roster::forms`](crate::roster::forms), from which both sides take it: the forms here, and
//! whoever reads them. In short:
//!
//! | sheet | form, in A1 | headings, row | read back |
//! |---|---|---|---|
//! | Hướng dẫn | – | – | no: examples and how to fill in |
//! | Danh sách đề nghị | `DVK-1 · scheme` | 10 | as `nominations.csv`: behind the number of the row the fixed columns, then a column a fact of the nominee, in the scheme's order, under its label |
//! | Đơn vị | `DVK-2 · schemes` | 10 | as `units.csv`: behind the number of the row the unit, then a column a fact about units |
//! | Phiếu chấm điểm | `DVK-3 · scheme` | 8 | one nominee, whose id stands in C4; criteria in rows by the id in column B; each stage two columns from G on: marks under its title, reasons to the right; who marked stands above the marks in row 7 |
//! | Phiếu bầu, Phiếu lấy ý kiến | `DVK-4 · scheme` | – | no: paper |
//! | Biên bản kiểm phiếu | `DVK-5 · scheme` | 9 | as `votes.csv`, the name second for people; members, summoned, present in C5 to C7, as under `[meeting]` |
//! | Bảng chấm điểm | `DVK-7 · scheme` | – | the marks of a whole cluster in a stage: criteria in rows by id, a column a unit |
//! | Bảng số liệu | `DVK-8 · scheme` | – | as `nominations.csv` turned: facts in rows, a column a nominee |
//! | Danh mục (hidden) | – | – | no: the words of the drop-down lists |
//!
//! On the score sheet a row without a criterion's id is no row. Headings and words are those that reading knows; a label that could be taken for something else gives way to
//! the id. Cells whose text comes from a scheme are strings whatever they begin with, so that none
//! becomes a formula. Every formula has the empty text as its result until a spreadsheet computes
//! it. Facts of marks have no columns: marks stand on score sheets. With several schemes each sheet
//! bears the number of its scheme behind its name, and a further ballot or a copy `(2)`: a sheet is
//! known by its A1.
//!
//! The same schemes give the same bytes: no clock is asked for the workbook's date.

mod again;
mod ballot;
mod cluster;
mod column;
mod count;
mod entry;
mod frame;
mod guide;
mod holds;
mod how;
mod list;
mod lists;
mod score;
mod tree;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::locale::Locale;
use crate::office::Office;
use crate::roster::forms::{FieldWords, FormSheet, field_words};
use crate::rule::Rulebook;
use crate::scheme::{Award, Ballot, FactFrom, Form, Scheme};
use crate::xlsx::{SheetNames, quoted, style};
pub use again::Reinspection;
use frame::Head;
use guide::Explained;
use lists::Lists;

/// Why a workbook cannot be made: a scheme with more than a spreadsheet holds.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct FormError(#[from] XlsxError);

/// The blank forms of some schemes as a workbook (`.xlsx`); what the office says of itself is on the
/// lists.
///
/// # Errors
/// [`FormError`] where a scheme has more than a spreadsheet holds.
pub fn workbook(
    books: &[&Rulebook],
    office: &Office,
    locale: Locale,
) -> Result<Vec<u8>, FormError> {
    let mut forms = Forms::new(books.len() > 1, locale);
    let fields = field_words(books, locale);
    let columns = books
        .iter()
        .map(|book| column::of_nominations(book, &fields, locale));
    let columns: Vec<_> = columns.collect();
    let mut lists = Vec::new();
    for (number, (book, columns)) in (1..).zip(books.iter().zip(&columns)) {
        lists.push((forms.nominations((number, book), columns, office)?, columns));
    }
    let about_units = column::of_units(books, locale);
    let units = forms.units(books, &about_units, office)?;
    for (number, (book, (name, _))) in (1..).zip(books.iter().zip(&lists)) {
        let names = nominees(name);
        forms.council((number, book), &names)?;
    }
    let lists = lists
        .iter()
        .map(|(name, columns)| Explained { name, columns });
    let units = units.iter().map(|name| Explained {
        name,
        columns: &about_units,
    });
    let lists: Vec<_> = lists.chain(units).collect();
    let guide = guide::sheet(&forms.told, &lists, locale)?;
    forms.bind(guide)
}

/// The blank sheets of an emulation cluster, each of some schemes with its units by code or name;
/// without units their columns are left to be named.
///
/// # Errors
/// [`FormError`] where a scheme has more than a spreadsheet holds.
pub fn cluster_workbook(
    books: &[(&Rulebook, Vec<String>)],
    locale: Locale,
) -> Result<Vec<u8>, FormError> {
    let mut forms = Forms::new(books.len() > 1, locale);
    let mut lists = Vec::new();
    let all: Vec<&Rulebook> = books.iter().map(|(book, _)| *book).collect();
    let fields = field_words(&all, locale);
    for (number, (book, units)) in (1..).zip(books) {
        forms.cluster_marks((number, book), units)?;
        lists.extend(forms.cluster_facts((number, book), &fields)?);
    }
    let lists = lists
        .iter()
        .map(|(name, columns)| Explained { name, columns });
    let guide = guide::sheet(&forms.told, &lists.collect::<Vec<_>>(), locale)?;
    forms.bind(guide)
}

/// The score sheets on which the marks of a re-inspection come back, one a nominee: each holds the
/// criteria of that alone, in the stages that count. Schemes without stages have none.
///
/// # Errors
/// [`FormError`] where a scheme has more than a spreadsheet holds.
pub fn reinspection_workbook(
    books: &[(&Rulebook, Vec<Reinspection>)],
    locale: Locale,
) -> Result<Vec<u8>, FormError> {
    let mut forms = Forms::new(false, locale);
    for (book, people) in books {
        for again in people {
            forms.reinspection(&book.scheme, again)?;
        }
    }
    let guide = guide::sheet(&forms.told, &[], locale)?;
    forms.bind(guide)
}

/// Where a nomination list has its codes and names, as formulas say it.
fn nominees(sheet: &str) -> String {
    let header = FormSheet::Nominations.header_row().unwrap_or_default();
    let (first, last) = (header + 2, header + 1 + list::MOST_ROWS);
    format!("{}!$B${first}:$C${last}", quoted(sheet))
}

/// Whose form the papers of a scheme have that come before any award.
fn paper(scheme: &Scheme) -> Form {
    let of_state = |award: &Award| award.paper == Form::State;
    match !scheme.awards.is_empty() && scheme.awards.iter().all(of_state) {
        true => Form::State,
        false => Form::Party,
    }
}

/// The sheets of a workbook as they are made.
struct Forms {
    locale: Locale,
    names: SheetNames,
    lists: Lists,
    /// Whether there are several schemes, each with its number.
    several: bool,
    sheets: Vec<Worksheet>,
    /// What the guide says of each.
    told: Vec<(String, String)>,
}

impl Forms {
    fn new(several: bool, locale: Locale) -> Self {
        let mut names = SheetNames::default();
        // The two that are not numbered.
        names.give(FormSheet::Guide.name(locale));
        names.give(FormSheet::Lists.name(locale));
        Self {
            locale,
            names,
            lists: Lists::new(locale),
            several,
            sheets: Vec::new(),
            told: Vec::new(),
        }
    }

    /// The sheet of somebody who is marked again.
    fn reinspection(&mut self, scheme: &Scheme, again: &Reinspection) -> Result<(), XlsxError> {
        let locale = self.locale;
        let stages = again::stages_again(scheme, again);
        let words = locale.of("Phúc tra", "Again");
        let name = self.names.give(&format!("{words} {}", again.id));
        let whose = score::Whose::Again(again);
        let sheet = score::sheet(&name, scheme, whose, &mut self.lists, locale)?;
        let stages = stages
            .into_iter()
            .map(|at| scheme.stages[at].title.get(locale));
        let (stages, who) = (stages.collect::<Vec<_>>().join("”, “"), &again.name);
        let is_for = locale.of(
            format!("Phúc tra {who}: ghi điểm và lý do ở bước “{stages}”. Điểm ấy được tính cùng điểm đã có của bước ấy, theo quy tắc của bộ tiêu chí."),
            format!("The re-inspection of {who}: points and reasons in the stage “{stages}”. They count beside the marks that the stage has, as the rules say."),
        );
        self.add(name, sheet, is_for);
        Ok(())
    }

    /// A sheet a stage in which people mark anything.
    fn cluster_marks(
        &mut self,
        (number, book): (usize, &Rulebook),
        units: &[String],
    ) -> Result<(), XlsxError> {
        let (locale, scheme) = (self.locale, &book.scheme);
        for (stage, it) in scheme.stages.iter().enumerate() {
            let mut marked = scheme
                .criteria
                .iter()
                .filter_map(|row| row.marking.as_ref());
            if !marked.any(|marking| marking.stages.contains(&stage)) {
                continue;
            }
            let name = self.name(FormSheet::Cluster.name(locale), number);
            let found = (scheme, stage);
            let sheet = cluster::marks(&name, found, units, &mut self.lists, locale)?;
            let (title, stage) = (scheme.title.get(locale), it.title.get(locale));
            let is_for = locale.of(
                format!("Điểm của mọi đơn vị trong cụm ở bước “{stage}”, theo “{title}”. Mỗi đơn vị một cột; mỗi người chấm một bảng riêng."),
                format!("The marks of all units of a cluster in the stage “{stage}”, for “{title}”. A column a unit; a sheet of their own for each marker."),
            );
            self.add(name, sheet, is_for);
        }
        Ok(())
    }

    /// The facts of a scheme, where it asks for any; the name of the sheet, and what it asks for.
    fn cluster_facts(
        &mut self,
        (number, book): (usize, &Rulebook),
        fields: &FieldWords,
    ) -> Result<Option<(String, Vec<column::Column>)>, XlsxError> {
        let (locale, scheme) = (self.locale, &book.scheme);
        if !scheme
            .facts
            .iter()
            .any(|fact| fact.from == FactFrom::Nominee)
        {
            return Ok(None);
        }
        let columns = column::of_nominations(book, fields, locale);
        let name = self.name(FormSheet::ClusterFacts.name(locale), number);
        let sheet = cluster::facts(&name, scheme, &columns, &mut self.lists, locale)?;
        let title = scheme.title.get(locale);
        let is_for = locale.of(
            format!("Số liệu của mọi đơn vị trong cụm, theo “{title}”, thay cho danh sách đề nghị. Mỗi đơn vị một cột."),
            format!("The facts of all units of a cluster, for “{title}”, instead of the nomination list. A column a unit."),
        );
        self.add(name.clone(), sheet, is_for);
        Ok(Some((name, columns)))
    }

    /// A name for a sheet of a scheme by its number.
    fn name(&mut self, words: &str, number: usize) -> String {
        if self.several {
            self.names.give(&format!("{words} {number}"))
        } else {
            self.names.give(words)
        }
    }

    fn add(&mut self, name: String, sheet: Worksheet, is_for: String) {
        self.sheets.push(sheet);
        self.told.push((name, is_for));
    }

    /// The nomination list of a scheme; the name of its sheet.
    fn nominations(
        &mut self,
        (number, book): (usize, &Rulebook),
        columns: &[column::Column],
        office: &Office,
    ) -> Result<String, XlsxError> {
        let locale = self.locale;
        let form = FormSheet::Nominations;
        let name = self.name(form.name(locale), number);
        let title = book.scheme.title.get(locale);
        let head = Head {
            name: &name,
            form,
            scheme: &book.scheme.id,
            title: locale.of("DANH SÁCH ĐỀ NGHỊ XÉT KHEN THƯỞNG", "NOMINATION LIST"),
            subtitle: title,
            paper: paper(&book.scheme),
        };
        let sheet = list::sheet(&head, columns, &mut self.lists, office, locale)?;
        let is_for = locale.of(
            format!("Danh sách đối tượng đề nghị và số liệu của từng đối tượng, theo “{title}”. Mỗi đối tượng một dòng."),
            format!("Who is nominated, with which facts, for “{title}”. One row a nominee."),
        );
        self.add(name.clone(), sheet, is_for);
        Ok(name)
    }

    /// The list of units, where any scheme asks for facts about them; the name of its sheet.
    fn units(
        &mut self,
        books: &[&Rulebook],
        columns: &[column::Column],
        office: &Office,
    ) -> Result<Option<String>, XlsxError> {
        if columns.is_empty() {
            return Ok(None);
        }
        let locale = self.locale;
        let form = FormSheet::Units;
        let name = self.names.give(form.name(locale));
        let ids = books.iter().map(|book| book.scheme.id.as_str());
        let head = Head {
            name: &name,
            form,
            scheme: &ids.collect::<Vec<_>>().join(", "),
            title: locale.of("SỐ LIỆU CỦA CÁC ĐƠN VỊ", "FACTS ABOUT UNITS"),
            subtitle: locale.of(
                "Ghi một lần cho mỗi đơn vị có đối tượng được đề nghị",
                "Once for each unit with a nominee",
            ),
            paper: books
                .first()
                .map_or(Form::Party, |book| paper(&book.scheme)),
        };
        let sheet = list::sheet(&head, columns, &mut self.lists, office, locale)?;
        let is_for = locale.of(
            "Số liệu chung của đơn vị, ghi một lần cho mọi đối tượng của đơn vị ấy.",
            "What is known of a unit, said once for all its nominees.",
        );
        self.add(name.clone(), sheet, is_for.to_owned());
        Ok(Some(name))
    }

    /// What the council fills in for a scheme: score sheet, ballots, count of the votes.
    fn council(
        &mut self,
        (number, book): (usize, &Rulebook),
        names: &str,
    ) -> Result<(), XlsxError> {
        let locale = self.locale;
        let scheme = &book.scheme;
        // Where nobody marks, there is nothing to write on a score sheet.
        if !scheme.stages.is_empty() {
            let name = self.name(FormSheet::Scores.name(locale), number);
            let sheet = {
                let whose = score::Whose::Anybody(names);
                score::sheet(&name, scheme, whose, &mut self.lists, locale)?
            };
            let is_for = locale.of(
                "Phiếu của một đối tượng: mỗi bước chấm một cột điểm và một cột lý do. Mỗi người chấm dùng phiếu riêng; sao chép trang này cho đối tượng khác.",
                "One nominee: a column of marks and one of reasons each stage. Each marker has a sheet of their own; copy this sheet for other nominees.",
            );
            self.add(name, sheet, is_for.to_owned());
        }
        let voted = count::voted(scheme);
        for (at, vote) in &voted {
            let award = &scheme.awards[*at];
            let name = self.name(ballot::name(vote, locale), number);
            let sheet = ballot::sheet(&name, (scheme, award, vote), locale)?;
            let title = award.title.get(locale);
            let is_for = match vote.ballot {
                Ballot::Secret => locale.of(
                    format!("In ra giấy để biểu quyết: {title}."),
                    format!("To be printed for the vote: {title}."),
                ),
                Ballot::Open => locale.of(
                    format!("In ra giấy để lấy ý kiến của thành viên vắng mặt: {title}."),
                    format!("To be printed for members who are absent: {title}."),
                ),
            };
            self.add(name, sheet, is_for);
        }
        if !voted.is_empty() {
            let name = self.name(FormSheet::Votes.name(locale), number);
            let sheet = count::sheet(&name, scheme, names, &mut self.lists, locale)?;
            let is_for = locale.of(
                "Kết quả kiểm phiếu, mỗi đối tượng và hình thức khen thưởng một dòng; cột “Kiểm tra” báo khi số phiếu không khớp.",
                "The counted votes, a row a nominee and award; the column “Check” tells where they do not add up.",
            );
            self.add(name, sheet, is_for.to_owned());
        }
        Ok(())
    }

    /// All sheets as one file.
    fn bind(self, guide: Worksheet) -> Result<Vec<u8>, FormError> {
        let mut workbook = Workbook::new();
        let (format, height, width) = style::usual();
        workbook.set_default_format(&format, height, width)?;
        let title = self
            .locale
            .of("Biểu mẫu “Dân vận khéo”", "“Dân vận khéo” forms");
        // A fixed day: the same schemes give the same bytes.
        let day = ExcelDateTime::from_ymd(2021, 7, 9)?;
        let properties = DocProperties::new()
            .set_title(title)
            .set_author("dvk")
            .set_creation_datetime(&day);
        workbook.set_properties(&properties);
        workbook.push_worksheet(guide);
        let lists = self.lists.sheet()?;
        for sheet in self.sheets.into_iter().chain(lists) {
            workbook.push_worksheet(sheet);
        }
        Ok(workbook.save_to_buffer()?)
    }
}
