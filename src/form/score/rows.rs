//! The rows of a score sheet: groups, criteria, and the two cells of a criterion in a stage.

use rust_xlsxwriter::{DataValidation, Format, XlsxError};

use crate::form::entry::{self, Cells, cell};
use crate::form::lists::{Entry, Lists, words};
use crate::locale::Locale;
use crate::number::Number;
use crate::roster::forms::scores;
use crate::scheme::{CountsAs, Criterion, CriterionKind, GroupTake, Scheme, SheetLine};
use crate::xlsx;
use crate::xlsx::style::{self, SIZE};

use super::{Whose, Writer};

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

impl Writer<'_> {
    pub(super) fn line(&mut self, at: usize, lists: &mut Lists) -> Result<(), XlsxError> {
        let row = Self::row(at);
        match self.lines[at] {
            SheetLine::Group(group, depth) => self.group(row, group, depth),
            SheetLine::Criterion(criterion, depth) => self.criterion(row, criterion, depth, lists),
            SheetLine::Standards => {
                let text = self.locale.of("Tiêu chuẩn", "Standards");
                let format = style::cell()
                    .set_bold()
                    .set_background_color(style::HEADING);
                self.sheet.blank_row(row, &format)?;
                self.sheet.text((row, scores::TITLE), text, &format)?;
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
        self.sheet.blank_row(row, &left)?;
        let number = it.no.as_deref().unwrap_or(&it.id);
        self.sheet.text((row, scores::NO), number, &middle)?;
        let mut title = it.title.get(locale).to_owned();
        if it.take == GroupTake::Best {
            title.push_str(locale.of(
                " (chỉ tính nội dung có điểm cao nhất)",
                " (the best of these counts)",
            ));
        }
        let beside = [
            (&it.bonus, locale.of("điểm thưởng", "bonus")),
            (&it.deduction, locale.of("điểm trừ", "deduction")),
        ];
        for (ceiling, name) in beside {
            let Some(ceiling) = ceiling else { continue };
            let ceiling = locale.number(ceiling);
            title.push_str(&locale.of(
                format!(" ({name} không quá {ceiling})"),
                format!(" ({name} not above {ceiling})"),
            ));
        }
        let indented = left.clone().set_indent(depth.min(10));
        self.sheet.text((row, scores::TITLE), &title, &indented)?;
        if it.is_scored() {
            self.sheet.number((row, scores::MAX), &it.max, &middle)?;
        }
        // What is marked again is but a part of what adds up.
        let is_whole = matches!(self.whose, Whose::Anybody(_));
        let summed = if is_whole { self.stages.len() } else { 0 };
        for column in (0..summed).map(scores::marks) {
            if let Some(sum) = self.sums_of(column).group(group) {
                self.sheet.formula((row, column), &sum, &middle)?;
            }
        }
        let width = self.sheet.width(scores::TITLE) - 4 - u16::from(depth.min(10));
        let height = xlsx::tallest([(title.as_str(), width)].into_iter(), SIZE);
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
        self.sheet.text((row, scores::NO), number, &middle)?;
        let small = style::words(style::centred()).set_font_size(style::SMALL);
        self.sheet.text((row, scores::ID), &it.id, &small)?;
        let title = title(it, locale);
        let indented = style::cell().set_indent(depth.min(10));
        self.sheet.text((row, scores::TITLE), &title, &indented)?;
        match &it.max {
            Some(max) if it.kind != CriterionKind::Standard => {
                self.sheet.number((row, scores::MAX), max, &middle)?;
            }
            _ => {
                self.sheet.blank((row, scores::MAX), &middle)?;
            }
        }
        let basis = it.basis.as_ref().map_or("", |it| it.get(locale));
        let evidence = it.evidence.as_ref().map_or("", |it| it.get(locale));
        let texts = [(scores::BASIS, basis), (scores::EVIDENCE, evidence)];
        for (column, text) in texts {
            self.sheet.text((row, column), text, &left)?;
        }
        for (column, stage) in self.stages.clone().into_iter().enumerate() {
            self.mark((row, scores::marks(column)), it, stage, lists)?;
        }
        let width = |column: u16| self.sheet.width(column);
        let room = width(scores::TITLE) - u16::from(depth.min(10));
        let cells = [
            (title.as_str(), room),
            (basis, width(scores::BASIS)),
            (evidence, width(scores::EVIDENCE)),
            (it.id.as_str(), width(scores::ID)),
        ];
        let height = xlsx::tallest(cells.into_iter(), SIZE);
        self.height(row, height.max(20))?;
        Ok(())
    }

    /// The two cells of a row in a stage.
    fn mark(
        &mut self,
        (row, column): (u32, u16),
        it: &Criterion,
        stage: usize,
        lists: &mut Lists,
    ) -> Result<(), XlsxError> {
        let locale = self.locale;
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
        self.sheet.blank((row, column), &mark)?;
        self.sheet.blank((row, column + 1), &reason)?;
        let name = cell(row, column);
        let (rule, mut how) = mark_rule(self.scheme, it, &name, lists, locale);
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
        Cells::one(row, column).take(&mut self.sheet.worksheet, &rule)?;
        let needs_reason = match &it.marking {
            Some(marking) => marked == Marked::Here && marking.reason,
            None => true,
        };
        if needs_reason {
            // A mark without the words it needs is seen at once.
            let words = cell(row, column + 1);
            let lacks = format!("AND({name}<>\"\",{words}=\"\")");
            self.sheet.lacking(column + 1, (row, row), &lacks)?;
        }
        Ok(())
    }
}

/// What the mark of a row may be, and that in words.
pub(in crate::form) fn mark_rule(
    scheme: &Scheme,
    it: &Criterion,
    name: &str,
    lists: &mut Lists,
    locale: Locale,
) -> (DataValidation, String) {
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
        let list = levels.iter();
        let mut list: Vec<_> = list.map(|it| Entry::Number(it.0.clone())).collect();
        list.dedup();
        let list = lists.range(list);
        return (rule.allow_list_formula(entry::formula(&list)), how);
    }
    let mut how = match it.max.as_ref().map(|max| locale.number(max)) {
        Some(max) => locale.of(
            format!("Ghi điểm từ 0 đến {max}"),
            format!("Write points from 0 to {max}"),
        ),
        None => locale
            .of("Ghi điểm từ 0 trở lên", "Write points not below 0")
            .to_owned(),
    };
    let step = it.step.as_ref().or(scheme.points.step.as_ref());
    if let Some(step) = step.map(|step| locale.number(step)) {
        how.push_str(&locale.of(
            format!(", bước điểm {step}"),
            format!(", in steps of {step}"),
        ));
    }
    how.push('.');
    (entry::points(name, it.max.as_ref(), step.cloned()), how)
}

/// The title of a row, with what it counts as and which points there may be.
pub(in crate::form) fn title(it: &Criterion, locale: Locale) -> String {
    let kind = match it.kind {
        CriterionKind::Scored | CriterionKind::Standard => "",
        CriterionKind::Bonus => locale.of(" (điểm thưởng)", " (bonus)"),
        CriterionKind::Deduction => locale.of(" (điểm trừ)", " (deduction)"),
    };
    let title = format!("{}{kind}", it.title.get(locale));
    let levels = it.marking.as_ref().map_or(&[][..], |it| &it.levels);
    let unmarked = it.marking.as_ref().and_then(|it| it.unmarked);
    let blank = match (it.kind, unmarked) {
        (_, None) => "",
        (CriterionKind::Standard, Some(CountsAs::Zero)) => locale.of("không đạt", "not met"),
        (CriterionKind::Standard, Some(CountsAs::Full)) => locale.of("đạt", "met"),
        (_, Some(CountsAs::Zero)) => locale.of("0 điểm", "0 points"),
        (_, Some(CountsAs::Full)) => locale.of("đủ điểm", "full points"),
    };
    let title = match blank {
        "" => title,
        blank => format!("{title}\n{} {blank}", locale.of("Để trống:", "Left empty:")),
    };
    if levels.is_empty() {
        return title;
    }
    let head = locale.of("Mức điểm:", "Levels:");
    format!("{title}\n{head} {}", told_levels(levels, locale))
}

fn told_levels(levels: &[(Number, crate::locale::Text)], locale: Locale) -> String {
    let level = |(points, words): &(Number, crate::locale::Text)| {
        format!("{} – {}", locale.number(points), words.get(locale))
    };
    levels.iter().map(level).collect::<Vec<_>>().join("; ")
}
