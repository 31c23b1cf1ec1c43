//! The count of the votes (biên bản kiểm phiếu): a row a nominee and award, with its check.

use rust_xlsxwriter::{DataValidation, DataValidationRule, FormatAlign, Worksheet, XlsxError};

use super::ballot::letterhead;
use super::entry::{self, Cells, cell};
use super::frame;
use super::lists::{Entry, Lists};
use crate::locale::Locale;
use crate::roster::forms::{Fixed, FormSheet, award_word, counts, vote_headings};
use crate::scheme::{Form, Scheme, Vote, Voters};
use crate::xlsx::measure::{self, LANDSCAPE};
use crate::xlsx::style::{self, SIZE};
use crate::xlsx::{self, Lies, Sheet};

/// How many rows at the least are drawn.
const LEAST_ROWS: u32 = 24;

/// The height of a row, in points.
const ROW: u32 = 22;

/// The widths of the columns: id, name, award, six counts, sum, check, share.
const WIDTHS: [u16; 12] = [10, 28, 28, 9, 9, 9, 9, 13, 10, 8, 14, 12];

/// The columns behind the counts: their sum, whether it is right, the share that agrees.
const SUM: u16 = counts::AGREE + 6;
const CHECK: u16 = SUM + 1;
const SHARE: u16 = SUM + 2;

/// Writes the count sheet of a scheme. `names` is the range of the nominees' codes and names.
pub(super) fn sheet(
    name: &str,
    scheme: &Scheme,
    names: &str,
    lists: &mut Lists,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let mut writer = Writer {
        sheet: Sheet::new(name, Lies::Landscape, &WIDTHS, locale)?,
        scheme,
        locale,
    };
    let headings = writer.head()?;
    let awards = voted(scheme);
    // The table, what each award needs and the signatures fill whole pages.
    let scale = measure::spread(&WIDTHS, 0, LANDSCAPE).scale;
    let above = 190 + headings;
    let rows = measure::rows(LANDSCAPE, scale, above, headings, ROW, LEAST_ROWS);
    let foot = u32::try_from(awards.len()).unwrap_or_default() + 4;
    let last = counts::HEADER + rows.saturating_sub(foot).max(LEAST_ROWS / 2);
    let words = awards.iter().map(|(at, _)| award_word(scheme, *at, locale));
    let words = words.map(|word| Entry::Words(word.to_owned())).collect();
    let awards_range = lists.range(words);
    for row in counts::HEADER + 1..=last {
        writer.row(row, names, &awards_range, &awards)?;
    }
    writer.rules(last, &awards_range)?;
    let end = writer.thresholds(last + 1, &awards)?;
    writer.signatures(end)?;
    let mut sheet = writer.sheet.worksheet;
    sheet.set_freeze_panes(counts::HEADER + 1, counts::AWARD)?;
    sheet.set_repeat_rows(counts::HEADER, counts::HEADER)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

/// The awards of a scheme that are voted on, by index.
pub(super) fn voted(scheme: &Scheme) -> Vec<(usize, &Vote)> {
    let awards = scheme.awards.iter().enumerate();
    let voted = awards.filter_map(|(at, award)| Some((at, award.vote.as_ref()?)));
    voted.collect()
}

struct Writer<'a> {
    sheet: Sheet,
    scheme: &'a Scheme,
    locale: Locale,
}

impl Writer<'_> {
    /// The lines above the table, and its headings; the height of these in points.
    fn head(&mut self) -> Result<u32, XlsxError> {
        let locale = self.locale;
        frame::mark(&mut self.sheet, FormSheet::Votes, &self.scheme.id, locale)?;
        let awards = &self.scheme.awards;
        let mut voted = awards.iter().filter(|award| award.vote.is_some());
        let paper = if voted.all(|award| award.paper == Form::State) {
            Form::State
        } else {
            Form::Party
        };
        letterhead(&mut self.sheet, 1, (2, 5), paper, locale)?;
        let title = locale.of("BIÊN BẢN KIỂM PHIẾU", "COUNT OF THE VOTES");
        let about = self.scheme.title.get(locale);
        self.sheet.across(
            3,
            (0, SHARE),
            &format!("{title}\n{about}"),
            &style::title(),
            14,
        )?;
        let notes = [
            locale.of(
                "Thời gian, địa điểm: ………………………………………………………",
                "Time and place: ………………………………………………………",
            ),
            locale.of(
                "Ban kiểm phiếu: Trưởng ban …………………………………………",
                "Counting board, head: …………………………………………………",
            ),
            locale.of(
                "Thành viên: ……………………………, ……………………………",
                "Members: ………………………………, …………………………………",
            ),
        ];
        for (figure, note) in counts::FIGURES.iter().zip(notes) {
            let (row, column) = figure.at;
            let label = figure.label(locale);
            let before = format!("{label}:");
            self.sheet
                .across(row, (0, column - 1), &before, &style::line(), SIZE)?;
            let format = style::blank().set_align(FormatAlign::Left);
            self.sheet.blank((row, column), &format)?;
            self.sheet
                .across(row, (counts::AGREE, SHARE), note, &style::line(), SIZE)?;
            self.sheet.height(row, 20)?;
            let rule =
                DataValidation::new().allow_whole_number(DataValidationRule::Between(0, 100_000));
            let how = locale.of("Ghi số người.", "A number of people.");
            let rule = entry::told(rule, label, how, locale)?;
            Cells::one(row, column).take(&mut self.sheet.worksheet, &rule)?;
        }
        let how = locale.of(
            "Số phiếu thu về gồm cả ý kiến bằng văn bản của người vắng mặt: Cộng = số có mặt + số vắng có ý kiến bằng văn bản.",
            "The ballots include the written opinions of those absent: sum = present + absent in writing.",
        );
        self.sheet
            .across(7, (0, SHARE), how, &style::remark(), SIZE)?;
        let mut headings = vote_headings(locale);
        headings.insert(usize::from(counts::NAME), Fixed::Name.heading(locale));
        headings.extend(counts::check_headings(locale).map(str::to_owned));
        for (at, heading) in (0_u16..).zip(&headings) {
            self.sheet
                .text((counts::HEADER, at), heading, &style::heading())?;
        }
        let cells = headings.iter().map(String::as_str);
        let tallest = xlsx::tallest(cells.zip(WIDTHS.map(|it| it - 1)), SIZE);
        self.sheet.height(counts::HEADER, tallest)?;
        Ok(tallest)
    }

    fn row(
        &mut self,
        row: u32,
        names: &str,
        awards_range: &str,
        awards: &[(usize, &Vote)],
    ) -> Result<(), XlsxError> {
        let code = style::words(style::cell());
        self.sheet.blank((row, counts::NOMINEE), &code)?;
        self.sheet.blank((row, counts::AWARD), &code)?;
        let nominee = cell(row, counts::NOMINEE);
        let found = format!("IFERROR(VLOOKUP({nominee},{names},2,FALSE),\"\")");
        self.sheet
            .formula((row, counts::NAME), &found, &style::cell())?;
        for column in counts::AGREE..SUM {
            self.sheet.blank((row, column), &style::centred())?;
        }
        // The written opinions are among the ballots already: they are not counted twice.
        let at = |field: u16| cell(row, counts::AGREE + field);
        let (agree, absent) = (at(0), at(4));
        let sum = format!("SUM({}:{},{})", at(0), at(3), at(5));
        let count = format!("COUNT({}:{})", at(0), at(5));
        let held = |(row, column): (u32, u16)| {
            rust_xlsxwriter::utility::row_col_to_cell_absolute(row, column)
        };
        let (right, wrong, no_present) = self.locale.of(
            ("Khớp", "Lệch ", "Chưa ghi số có mặt"),
            ("Right", "Off by ", "Present?"),
        );
        let present = held(counts::PRESENT);
        let total = cell(row, SUM);
        let check = format!(
            "IF({count}=0,\"\",IF({present}=\"\",\"{no_present}\",IF({total}={present}+{absent},\"{right}\",\"{wrong}\"&TEXT({total}-{present}-{absent},\"+0;-0\"))))"
        );
        let invalid = at(3);
        let of = |vote: &Vote| match vote.of {
            Voters::Members => held(counts::MEMBERS),
            Voters::Summoned => held(counts::SUMMONED),
            Voters::Present => held(counts::PRESENT),
            Voters::Valid => format!("({total}-{invalid})"),
        };
        let bases: Vec<String> = awards.iter().map(|(_, vote)| of(vote)).collect();
        let award = cell(row, counts::AWARD);
        let base = format!(
            "CHOOSE(MATCH({award},{awards_range},0),{})",
            bases.join(",")
        );
        let share = format!("IF({agree}=\"\",\"\",IFERROR(ROUND(100*{agree}/{base},2),\"\"))");
        let sum = format!("IF({count}=0,\"\",{sum})");
        let format = style::centred().set_background_color(style::COMPUTED);
        for (column, formula) in [(SUM, sum), (CHECK, check), (SHARE, share)] {
            self.sheet.formula((row, column), &formula, &format)?;
        }
        self.sheet.height(row, ROW)?;
        Ok(())
    }

    /// What may be typed into the rows.
    fn rules(&mut self, last: u32, awards: &str) -> Result<(), XlsxError> {
        let locale = self.locale;
        let first = counts::HEADER + 1;
        let headings = vote_headings(locale);
        let cells = Cells::column(counts::NOMINEE, first, last);
        let how = locale.of(
            "Ghi mã trong danh sách đề nghị.",
            "The id in the nomination list.",
        );
        let rule = DataValidation::new().allow_any_value();
        cells.take(
            &mut self.sheet.worksheet,
            &entry::told(rule, &headings[0], how, locale)?,
        )?;
        let cells = Cells::column(counts::AWARD, first, last);
        let how = locale.of("Chọn hình thức khen thưởng.", "Choose the award.");
        let rule = DataValidation::new().allow_list_formula(entry::formula(awards));
        cells.take(
            &mut self.sheet.worksheet,
            &entry::told(rule, &headings[1], how, locale)?,
        )?;
        for (column, heading) in (counts::AGREE..SUM).zip(&headings[2..]) {
            let cells = Cells::column(column, first, last);
            let how = locale.of("Ghi số phiếu, số nguyên từ 0 trở lên.", "How many ballots.");
            let rule =
                DataValidation::new().allow_whole_number(DataValidationRule::Between(0, 100_000));
            cells.take(
                &mut self.sheet.worksheet,
                &entry::told(rule, heading, how, locale)?,
            )?;
        }
        // A count that does not add up is seen at once.
        let check = cell(first, CHECK);
        let right = locale.of("Khớp", "Right");
        let is_off = format!("AND({check}<>\"\",{check}<>\"{right}\")");
        self.sheet.lacking(CHECK, (first, last), &is_off)?;
        Ok(())
    }

    /// What each award needs, below the table; the row after.
    fn thresholds(&mut self, row: u32, awards: &[(usize, &Vote)]) -> Result<u32, XlsxError> {
        let mut row = row;
        for (at, vote) in awards {
            let title = self.scheme.awards[*at].title.get(self.locale);
            let text = format!("{title}: {}", needs(vote, self.locale));
            self.sheet
                .across(row, (0, SHARE), &text, &style::line(), SIZE)?;
            row += 1;
        }
        Ok(row)
    }

    fn signatures(&mut self, row: u32) -> Result<(), XlsxError> {
        let locale = self.locale;
        let bold = style::line().set_bold().set_align(FormatAlign::Center);
        let light = style::remark().set_align(FormatAlign::Center);
        let (left, right) = ((0, counts::AWARD), (counts::AGREE + 2, SHARE));
        let signs = locale.of("NGƯỜI GHI BIÊN BẢN", "RECORDED BY");
        self.sheet.across(row + 1, left, signs, &bold, SIZE)?;
        let signs = locale.of("TRƯỞNG BAN KIỂM PHIẾU", "HEAD OF THE COUNTING BOARD");
        self.sheet.across(row + 1, right, signs, &bold, SIZE)?;
        let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
        self.sheet.across(row + 2, left, how, &light, SIZE)?;
        self.sheet.across(row + 2, right, how, &light, SIZE)
    }
}

/// What a vote needs, in words.
fn needs(vote: &Vote, locale: Locale) -> String {
    let share = locale.number(&vote.share);
    let of = match vote.of {
        Voters::Members => locale.of("tổng số thành viên", "all members"),
        Voters::Summoned => locale.of("số được triệu tập", "those summoned"),
        Voters::Present => locale.of("số có mặt", "those present"),
        Voters::Valid => locale.of("số phiếu hợp lệ", "valid ballots"),
    };
    let mut text = if vote.above {
        locale.of(
            format!("cần trên {share} {of} tán thành"),
            format!("more than {share} of {of} must agree"),
        )
    } else {
        locale.of(
            format!("cần từ {share} {of} trở lên tán thành"),
            format!("at least {share} of {of} must agree"),
        )
    };
    if let Some(quorum) = &vote.quorum {
        let quorum = locale.number(quorum);
        text.push_str(&locale.of(
            format!("; họp khi có mặt từ {quorum} số thành viên"),
            format!("; {quorum} of the members must be present"),
        ));
    }
    text.push('.');
    text
}
