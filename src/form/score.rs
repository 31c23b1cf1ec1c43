//! The score sheet of one nominee: criteria in rows, two columns a stage.

use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, FormatAlign, Formula, Worksheet, XlsxError,
};

use super::entry::{self, Cells, cell};
use super::lists::{Entry, Lists, words};
use super::measure::{self, LANDSCAPE};
use super::page::{self, Lies};
use super::style::{self, SIZE};
use super::tree::{Line, Sums, lines};
use crate::locale::Locale;
use crate::number::{Decimal, plain};
use crate::roster::forms::{FormSheet, score_headings, scores, stage_word};
use crate::scheme::{Criterion, CriterionKind, GroupTake, Marking, Scheme};

/// The widths of the columns before the stages, and of the two of a stage.
const WIDTHS: [u16; 6] = [7, 10, 40, 9, 24, 21];
const MARK_WIDTH: u16 = 9;
const REASON_WIDTH: u16 = 16;

/// The height of the lines above the table and of the signatures, in points.
const ABOVE_AND_BELOW: u32 = 230;

/// How a row is marked in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    /// People mark it.
    Here,
    /// The program computes it; a mark departs from that, with a reason.
    Computed,
    /// Nobody marks it in this stage.
    Closed,
}

/// Writes the score sheet of a scheme. `names` is where the nominees' codes and names stand.
pub(super) fn sheet(
    name: &str,
    scheme: &Scheme,
    names: &str,
    lists: &mut Lists,
    locale: Locale,
) -> Result<Worksheet, XlsxError> {
    let stages = scheme.stages.iter();
    let widths = stages.flat_map(|_| [MARK_WIDTH, REASON_WIDTH]);
    let mut widths: Vec<u16> = WIDTHS.into_iter().chain(widths).collect();
    // Ids stand in one line where they can.
    let ids = scheme.criteria.iter().map(|row| row.id.len());
    let longest = ids.max().unwrap_or_default().clamp(6, 15);
    widths[usize::from(scores::ID)] = u16::try_from(longest).unwrap_or(15);
    let mut writer = Writer {
        sheet: page::sheet(name, Lies::Landscape, locale)?,
        scheme,
        lines: lines(scheme),
        last: u16::try_from(widths.len() - 1).unwrap_or(u16::MAX),
        tall: 0,
        widths,
        locale,
    };
    for (at, width) in (0_u16..).zip(&writer.widths) {
        writer.sheet.set_column_width(at, *width)?;
    }
    writer.head(names)?;
    for at in 0..writer.lines.len() {
        writer.line(at, lists)?;
    }
    let end = writer.sums()?;
    writer.foot(end)?;
    let pages = pages(&writer.widths, writer.tall + ABOVE_AND_BELOW);
    let mut sheet = writer.sheet;
    sheet.set_freeze_panes(scores::HEADER + 1, scores::TITLE + 1)?;
    sheet.set_repeat_rows(scores::MARKERS, scores::HEADER)?;
    sheet.set_print_fit_to_pages(1, pages);
    Ok(sheet)
}

/// On how many pages a sheet is printed: where little is left for the last one, it goes onto the
/// others; 0 as many as it takes.
fn pages(widths: &[u16], tall: u32) -> u16 {
    let scale = measure::spread(widths, widths.len(), LANDSCAPE).scale;
    let room = LANDSCAPE.height * 100 / scale;
    let (whole, left) = (tall / room, tall % room);
    let spills = whole > 0 && left * 6 < room * whole.min(3);
    if spills {
        u16::try_from(whole).unwrap_or(0)
    } else {
        0
    }
}

struct Writer<'a> {
    sheet: Worksheet,
    scheme: &'a Scheme,
    lines: Vec<Line>,
    widths: Vec<u16>,
    /// The last column.
    last: u16,
    /// The height of the table so far, in points.
    tall: u32,
    locale: Locale,
}

impl Writer<'_> {
    fn across(
        &mut self,
        row: u32,
        columns: (u16, u16),
        text: &str,
        format: &Format,
        points: u32,
    ) -> Result<(), XlsxError> {
        let widths = (self.widths.as_slice(), points);
        page::across(&mut self.sheet, row, columns, text, format, widths)
    }

    /// The lines above the table, and its headings.
    fn head(&mut self, names: &str) -> Result<(), XlsxError> {
        let locale = self.locale;
        let whole = (0, self.last);
        let mark = FormSheet::Scores.mark(&self.scheme.id, locale);
        self.sheet
            .write_string_with_format(0, 0, mark, &style::mark())?;
        let title = locale.of("PHIẾU CHẤM ĐIỂM", "SCORE SHEET");
        self.across(1, whole, title, &style::title(), 14)?;
        let title = self.scheme.title.get(locale);
        self.across(2, whole, title, &style::subtitle(), 12)?;
        let labels = [
            (scores::NOMINEE, locale.of("Mã đối tượng:", "Nominee’s id:")),
            (scores::NAME, locale.of("Tên đối tượng:", "Nominee’s name:")),
        ];
        for ((row, column), label) in labels {
            self.across(row, (0, column - 1), label, &style::line().set_bold(), SIZE)?;
            self.sheet.set_row_height(row, 20)?;
        }
        let code = style::words(style::blank());
        self.sheet
            .write_blank(scores::NOMINEE.0, scores::NOMINEE.1, &code)?;
        let nominee = cell(scores::NOMINEE.0, scores::NOMINEE.1);
        let found = format!("=IFERROR(VLOOKUP({nominee},{names},2,FALSE),\"\")");
        let (row, column) = scores::NAME;
        let name = Formula::new(found);
        self.sheet
            .write_formula_with_format(row, column, name, &style::blank())?;
        let rule = DataValidation::new().allow_any_value();
        let rule = entry::told(
            rule,
            locale.of("Mã đối tượng", "Nominee’s id"),
            locale.of(
                "Ghi mã trong danh sách đề nghị. Mỗi đối tượng một phiếu: sao chép trang này khi cần thêm phiếu.",
                "The id in the nomination list. One sheet a nominee: copy this sheet for more.",
            ),
            locale,
        )?;
        Cells::one(scores::NOMINEE.0, scores::NOMINEE.1).take(&mut self.sheet, &rule)?;
        let how = locale.of(
            "Ô trắng: ghi điểm, hoặc Đạt/Không đạt. Ô xám nhạt: chương trình tính từ số liệu, để trống; chỉ ghi khi chấm khác kết quả tính và phải nêu lý do. Ô xám đậm: bước ấy không chấm. Không sửa cột “Mã” và dòng tiêu đề.",
            "White cells: points, or met and not met. Light grey: computed from facts, leave it empty; a mark there departs from the result and needs a reason. Dark grey: not marked in that stage. Leave the column “Id” and the headings as they are.",
        );
        self.across(5, whole, how, &style::remark(), SIZE)?;
        let marker = locale.of("Người chấm (ghi họ tên):", "Marked by (name):");
        let format = style::line().set_bold().set_align(FormatAlign::Right);
        self.across(
            scores::MARKERS,
            (0, scores::EVIDENCE),
            marker,
            &format,
            SIZE,
        )?;
        self.sheet.set_row_height(scores::MARKERS, 24)?;
        let headings = score_headings(locale);
        let (fixed, reason) = headings.split_at(usize::from(scores::EVIDENCE) + 1);
        for (at, heading) in (0_u16..).zip(fixed) {
            self.heading(at, heading)?;
        }
        for stage in 0..self.scheme.stages.len() {
            let column = scores::marks(stage);
            let format = style::words(style::centred());
            let row = scores::MARKERS;
            self.sheet
                .merge_range(row, column, row, column + 1, "", &format)?;
            self.heading(column, stage_word(self.scheme, stage, locale))?;
            self.heading(column + 1, reason.first().copied().unwrap_or_default())?;
        }
        let stages = (0..self.scheme.stages.len()).map(|at| stage_word(self.scheme, at, locale));
        let narrow = stages.map(|stage| (stage, MARK_WIDTH - 1));
        let cells = fixed.iter().copied().zip(self.widths.iter().copied());
        let tallest = page::tallest(cells.chain(narrow), SIZE);
        self.height(scores::HEADER, tallest.max(34))?;
        Ok(())
    }

    fn heading(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let format = style::heading();
        self.sheet
            .write_string_with_format(scores::HEADER, column, text, &format)?;
        Ok(())
    }

    /// Gives a row of the table its height, in points.
    fn height(&mut self, row: u32, points: u32) -> Result<(), XlsxError> {
        self.sheet.set_row_height(row, points)?;
        self.tall += points;
        Ok(())
    }

    fn width(&self, column: u16) -> u16 {
        self.widths[usize::from(column)]
    }

    /// The row of a line.
    fn row(at: usize) -> u32 {
        scores::HEADER + 1 + u32::try_from(at).unwrap_or(u32::MAX / 2)
    }

    fn line(&mut self, at: usize, lists: &mut Lists) -> Result<(), XlsxError> {
        let row = Self::row(at);
        match self.lines[at] {
            Line::Group(group, depth) => self.group(row, group, depth),
            Line::Criterion(criterion, depth) => self.criterion(row, criterion, depth, lists),
            Line::Standards => {
                let text = self.locale.of("Tiêu chuẩn", "Standards");
                let format = style::cell()
                    .set_bold()
                    .set_background_color(style::HEADING);
                for column in 0..=self.last {
                    self.sheet.write_blank(row, column, &format)?;
                }
                self.sheet
                    .write_string_with_format(row, scores::TITLE, text, &format)?;
                self.height(row, 20)?;
                Ok(())
            }
        }
    }

    fn group(&mut self, row: u32, group: usize, depth: u8) -> Result<(), XlsxError> {
        let locale = self.locale;
        let it = &self.scheme.groups[group];
        let shaded = |format: Format| format.set_bold().set_background_color(style::HEADING);
        let (left, middle) = (shaded(style::cell()), shaded(style::centred()));
        for column in 0..=self.last {
            self.sheet.write_blank(row, column, &left)?;
        }
        let number = it.no.as_deref().unwrap_or(&it.id);
        self.sheet
            .write_string_with_format(row, scores::NO, number, &middle)?;
        let mut title = it.title.get(locale).to_owned();
        if it.take == GroupTake::Best {
            title.push_str(locale.of(
                " (chỉ tính nội dung có điểm cao nhất)",
                " (the best of these counts)",
            ));
        }
        let beside = [
            (it.bonus, locale.of("điểm thưởng", "bonus")),
            (it.deduction, locale.of("điểm trừ", "deduction")),
        ];
        for (ceiling, name) in beside {
            let Some(ceiling) = ceiling else { continue };
            let ceiling = locale.number(plain(ceiling));
            title.push_str(&locale.of(
                format!(" ({name} không quá {ceiling})"),
                format!(" ({name} not above {ceiling})"),
            ));
        }
        let indented = left.clone().set_indent(depth.min(10));
        self.sheet
            .write_string_with_format(row, scores::TITLE, &title, &indented)?;
        if it.max > Decimal::ZERO {
            self.number(row, scores::MAX, it.max, &middle)?;
        }
        for stage in 0..self.scheme.stages.len() {
            let column = scores::marks(stage);
            if let Some(sum) = self.sums_of(column).group(group) {
                self.formula(row, column, &sum, &middle)?;
            }
        }
        let width = self.width(scores::TITLE) - 4 - u16::from(depth.min(10));
        let height = page::tallest([(title.as_str(), width)].into_iter(), SIZE);
        self.height(row, height.max(20))?;
        Ok(())
    }

    fn criterion(
        &mut self,
        row: u32,
        at: usize,
        depth: u8,
        lists: &mut Lists,
    ) -> Result<(), XlsxError> {
        let locale = self.locale;
        let it = &self.scheme.criteria[at];
        let (left, middle) = (style::cell(), style::centred());
        let number = it.no.as_deref().unwrap_or_default();
        self.sheet
            .write_string_with_format(row, scores::NO, number, &middle)?;
        let small = style::words(style::centred()).set_font_size(style::SMALL);
        self.sheet
            .write_string_with_format(row, scores::ID, &it.id, &small)?;
        let title = title(it, locale);
        let indented = style::cell().set_indent(depth.min(10));
        self.sheet
            .write_string_with_format(row, scores::TITLE, &title, &indented)?;
        match it.max {
            Some(max) if it.kind != CriterionKind::Standard => {
                self.number(row, scores::MAX, max, &middle)?;
            }
            _ => {
                self.sheet.write_blank(row, scores::MAX, &middle)?;
            }
        }
        let basis = it.basis.as_ref().map_or("", |it| it.get(locale));
        let evidence = it.evidence.as_ref().map_or("", |it| it.get(locale));
        let texts = [(scores::BASIS, basis), (scores::EVIDENCE, evidence)];
        for (column, text) in texts {
            self.sheet
                .write_string_with_format(row, column, text, &left)?;
        }
        for stage in 0..self.scheme.stages.len() {
            self.mark(row, it, stage, lists)?;
        }
        let width = |column: u16| self.width(column);
        let room = width(scores::TITLE) - u16::from(depth.min(10));
        let cells = [
            (title.as_str(), room),
            (basis, width(scores::BASIS)),
            (evidence, width(scores::EVIDENCE)),
            (it.id.as_str(), width(scores::ID)),
        ];
        let height = page::tallest(cells.into_iter(), SIZE);
        self.height(row, height.max(20))?;
        Ok(())
    }

    /// The two cells of a row in a stage.
    fn mark(
        &mut self,
        row: u32,
        it: &Criterion,
        stage: usize,
        lists: &mut Lists,
    ) -> Result<(), XlsxError> {
        let locale = self.locale;
        let column = scores::marks(stage);
        let marked = match &it.marking {
            None => Marked::Computed,
            Some(marking) if marking.stages.contains(&stage) => Marked::Here,
            Some(_) => Marked::Closed,
        };
        let (mut mark, mut reason) = (style::centred(), style::words(style::cell()));
        let shade = match marked {
            Marked::Here => None,
            Marked::Computed => Some(style::COMPUTED),
            Marked::Closed => Some(style::CLOSED),
        };
        if let Some(shade) = shade {
            mark = mark.set_background_color(shade);
            reason = reason.set_background_color(shade);
        }
        self.sheet.write_blank(row, column, &mark)?;
        self.sheet.write_blank(row, column + 1, &reason)?;
        let name = cell(row, column);
        let (rule, mut how) = self.rule(it, &name, lists);
        let rule = match marked {
            Marked::Closed => {
                locale
                    .of(
                        "Bước này không chấm nội dung này.",
                        "Not marked in this stage.",
                    )
                    .clone_into(&mut how);
                entry::nothing()
            }
            Marked::Computed => {
                let only = locale.of(
                    "Chương trình tính từ số liệu, để trống. Chỉ ghi khi chấm khác kết quả tính, và phải nêu lý do.",
                    "Computed from facts, leave it empty. A mark here departs from that and needs a reason.",
                );
                how = format!("{only} {how}");
                rule
            }
            Marked::Here => rule,
        };
        let number = it.no.as_deref().unwrap_or(&it.id);
        let rule = entry::told(rule, number, &how, locale)?;
        Cells::one(row, column).take(&mut self.sheet, &rule)?;
        let needs_reason = match &it.marking {
            Some(marking) => marked == Marked::Here && marking.reason,
            None => true,
        };
        if needs_reason {
            // A mark without the words it needs is seen at once.
            let words = cell(row, column + 1);
            let lacks = format!("=AND({name}<>\"\",{words}=\"\")");
            let lacking = Format::new().set_background_color(style::LACKING);
            let shown = ConditionalFormatFormula::new()
                .set_rule(lacks.as_str())
                .set_format(lacking);
            self.sheet
                .add_conditional_format(row, column + 1, row, column + 1, &shown)?;
        }
        Ok(())
    }

    /// What the mark of a row may be, and that in words.
    fn rule(&self, it: &Criterion, name: &str, lists: &mut Lists) -> (DataValidation, String) {
        let locale = self.locale;
        let rule = DataValidation::new();
        if it.kind == CriterionKind::Standard {
            let met = locale.of(["Đạt", "Không đạt"], ["Met", "Not met"]);
            let how = format!(
                "{} {}.",
                locale.of("Chọn", "Choose"),
                met.join(locale.of(" hoặc ", " or "))
            );
            let list = lists.range(words(&met.map(str::to_owned)));
            return (rule.allow_list_formula(entry::formula(&list)), how);
        }
        let levels = it.marking.as_ref().map_or(&[][..], |it| &it.levels);
        if !levels.is_empty() {
            let how = format!(
                "{} {}.",
                locale.of("Chọn:", "Choose:"),
                told_levels(levels, locale)
            );
            let list = levels.iter().map(|(points, _)| Entry::Number(*points));
            let list = lists.range(list.collect());
            return (rule.allow_list_formula(entry::formula(&list)), how);
        }
        let number = |number: Decimal| locale.number(plain(number));
        let mut how = match it.max.map(number) {
            Some(max) => locale.of(
                format!("Ghi điểm từ 0 đến {max}"),
                format!("Write points from 0 to {max}"),
            ),
            None => locale
                .of("Ghi điểm từ 0 trở lên", "Write points not below 0")
                .to_owned(),
        };
        let step = self.scheme.points.step;
        if let Some(step) = step.map(number) {
            how.push_str(&locale.of(
                format!(", bước điểm {step}"),
                format!(", in steps of {step}"),
            ));
        }
        how.push('.');
        (
            entry::points(name, it.max.map(Into::into), step.map(Into::into)),
            how,
        )
    }

    fn sums_of(&self, column: u16) -> Sums<'_> {
        Sums {
            scheme: self.scheme,
            lines: &self.lines,
            column: rust_xlsxwriter::utility::column_number_to_name(column),
            first: usize::try_from(Self::row(0)).unwrap_or_default() + 1,
        }
    }

    /// The sums below the table; the row after them.
    fn sums(&mut self) -> Result<u32, XlsxError> {
        let locale = self.locale;
        let points = self.scheme.points;
        let mut row = Self::row(self.lines.len());
        if !self.scheme.is_scored() {
            return Ok(row);
        }
        // What the program computes is not on paper, and what rules make of marks neither.
        let is_whole = self.scheme.criteria.iter().all(is_as_marked);
        let total = if is_whole {
            locale.of("TỔNG ĐIỂM", "TOTAL")
        } else {
            locale.of(
                "TỔNG CÁC ĐIỂM GHI TRÊN PHIẾU (chưa gồm điểm chương trình tính)",
                "TOTAL OF THE POINTS ON THIS SHEET (without what the program computes)",
            )
        };
        let probe = self.sums_of(scores::marks(0));
        let parts = [
            (
                locale.of("Điểm tiêu chí", "Points"),
                probe.scored().is_some(),
            ),
            (locale.of("Điểm thưởng", "Bonus"), probe.bonus().is_some()),
            (
                locale.of("Điểm trừ", "Deduction"),
                probe.deduction().is_some(),
            ),
        ];
        let first = row;
        for (text, _) in parts.iter().filter(|(_, is_there)| *is_there) {
            self.sum_row(row, text, false)?;
            row += 1;
        }
        self.sum_row(row, total, true)?;
        if let Some(max) = Some(points.scale).filter(|scale| is_whole && *scale > Decimal::ZERO) {
            let format = style::centred()
                .set_bold()
                .set_background_color(style::HEADING);
            self.number(row, scores::MAX, max, &format)?;
        }
        for stage in 0..self.scheme.stages.len() {
            let column = scores::marks(stage);
            let sums = self.sums_of(column);
            let Some(count) = sums.count() else { continue };
            let formulas = [sums.scored(), sums.bonus(), sums.deduction()];
            let mut at = first;
            let mut signed = Vec::new();
            let format = style::centred()
                .set_bold()
                .set_background_color(style::HEADING);
            for (sign, formula) in ["+", "+", "-"].into_iter().zip(formulas) {
                let Some(formula) = formula else { continue };
                let formula = format!("IF({count}=0,\"\",{formula})");
                self.formula(at, column, &formula, &format)?;
                signed.push(format!("{sign}{}", cell(at, column)));
                at += 1;
            }
            let sum = signed.concat();
            let mut bounded = format!(
                "MAX({},{})",
                plain(points.least),
                sum.trim_start_matches('+')
            );
            if let Some(most) = points.most {
                bounded = format!("MIN({},{bounded})", plain(most));
            }
            let digits = points.round.digits;
            let total = format!("IF({count}=0,\"\",ROUND({bounded},{digits}))");
            self.formula(at, column, &total, &format)?;
        }
        Ok(row + 1)
    }

    fn sum_row(&mut self, row: u32, text: &str, is_last: bool) -> Result<(), XlsxError> {
        let format = style::cell()
            .set_bold()
            .set_background_color(style::HEADING);
        for column in 0..=self.last {
            self.sheet.write_blank(row, column, &format)?;
        }
        self.sheet
            .write_string_with_format(row, scores::TITLE, text, &format)?;
        let width = self.width(scores::TITLE) - 6;
        let height = page::tallest([(text, width)].into_iter(), SIZE);
        let least = if is_last { 24 } else { 20 };
        self.height(row, height.max(least))?;
        Ok(())
    }

    /// Where the markers sign.
    fn foot(&mut self, row: u32) -> Result<(), XlsxError> {
        let locale = self.locale;
        let day = locale.of("…………, ngày …… tháng …… năm ………", "…………………, date ……………………");
        let format = style::remark().set_align(FormatAlign::Center);
        let right = (scores::BASIS, self.last);
        self.across(row + 1, right, day, &format, SIZE)?;
        let format = style::line().set_bold().set_align(FormatAlign::Center);
        let signs = locale.of("NGƯỜI CHẤM", "MARKED BY");
        self.across(row + 2, right, signs, &format, SIZE)?;
        let format = style::remark().set_align(FormatAlign::Center);
        let how = locale.of("(ký, ghi rõ họ tên)", "(signature and name)");
        self.across(row + 3, right, how, &format, SIZE)
    }

    fn number(
        &mut self,
        row: u32,
        column: u16,
        number: Decimal,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let number = number.to_f64().unwrap_or_default();
        self.sheet
            .write_number_with_format(row, column, number, format)?;
        Ok(())
    }

    fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = entry::formula(formula);
        self.sheet
            .write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }
}

/// Whether a row counts as it is marked; standards do not count.
fn is_as_marked(row: &Criterion) -> bool {
    let text = row.rule.text.trim();
    let is_plain = text == Marking::MEAN || text == Marking::ONE;
    !row.kind.has_points() || (row.marking.is_some() && is_plain)
}

/// The title of a row, with what it counts as and which points there may be.
fn title(it: &Criterion, locale: Locale) -> String {
    let kind = match it.kind {
        CriterionKind::Scored | CriterionKind::Standard => "",
        CriterionKind::Bonus => locale.of(" (điểm thưởng)", " (bonus)"),
        CriterionKind::Deduction => locale.of(" (điểm trừ)", " (deduction)"),
    };
    let title = format!("{}{kind}", it.title.get(locale));
    let levels = it.marking.as_ref().map_or(&[][..], |it| &it.levels);
    if levels.is_empty() {
        return title;
    }
    let head = locale.of("Mức điểm:", "Levels:");
    format!("{title}\n{head} {}", told_levels(levels, locale))
}

fn told_levels(levels: &[(Decimal, crate::locale::Text)], locale: Locale) -> String {
    let level = |(points, words): &(Decimal, crate::locale::Text)| {
        format!("{} – {}", locale.number(plain(*points)), words.get(locale))
    };
    levels.iter().map(level).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_stages_are_read_on_one_page() {
        let stages = [MARK_WIDTH, REASON_WIDTH].repeat(3);
        let widths: Vec<u16> = WIDTHS.into_iter().chain(stages).collect();
        let spread = measure::spread(&widths, 2, LANDSCAPE);
        assert!(spread.breaks.is_empty() && spread.scale > 65, "{spread:?}");
    }

    #[test]
    fn a_last_page_with_little_on_it_is_spared() {
        let room = LANDSCAPE.height;
        assert_eq!(pages(&[50], room - 1), 0);
        assert_eq!(pages(&[50], room + 40), 1);
        assert_eq!(pages(&[50], room + 200), 0);
        assert_eq!(pages(&[50], 2 * room + 100), 2);
    }
}
