//! What may be typed into cells, said to the spreadsheet: it refuses the rest in the user's words.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula,
    Worksheet, XlsxError,
};

use super::column::Column;
use super::holds::Holds;
use super::lists::{Entry, Lists, words};
use crate::locale::Locale;
use crate::number::Number;
use crate::roster::forms::not_assigned;

/// The longest title and the longest message that a spreadsheet shows beside a cell.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

/// The greatest whole number that a spreadsheet keeps exactly.
const GREATEST: &str = "999999999999999";

/// Cells from one corner to the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    pub(super) first: (u32, u16),
    pub(super) last: (u32, u16),
}

impl Cells {
    /// One cell.
    pub(super) fn one(row: u32, column: u16) -> Self {
        Self {
            first: (row, column),
            last: (row, column),
        }
    }

    /// Some rows of a column.
    pub(super) fn column(column: u16, first: u32, last: u32) -> Self {
        Self {
            first: (first, column),
            last: (last, column),
        }
    }

    /// The name of the first cell: `D7`.
    fn name(self) -> String {
        cell(self.first.0, self.first.1)
    }

    /// The names of both ends, held fast: `$D$7:$D$90`.
    fn fixed(self) -> String {
        let name = rust_xlsxwriter::utility::row_col_to_cell_absolute;
        let (first, last) = (self.first, self.last);
        format!("{}:{}", name(first.0, first.1), name(last.0, last.1))
    }

    /// Puts a rule on the cells.
    pub(super) fn take(
        self,
        sheet: &mut Worksheet,
        rule: &DataValidation,
    ) -> Result<(), XlsxError> {
        let (first, last) = (self.first, self.last);
        sheet.add_data_validation(first.0, first.1, last.0, last.1, rule)?;
        Ok(())
    }
}

/// The name of a cell: `D7`.
pub(super) fn cell(row: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, column)
}

/// A rule with what is shown beside the cell, and what is said of what does not fit.
pub(super) fn told(
    rule: DataValidation,
    title: &str,
    message: &str,
    locale: Locale,
) -> Result<DataValidation, XlsxError> {
    let wrong = locale.of("Ô ghi chưa đúng", "This does not fit");
    rule.ignore_blank(true)
        .set_input_title(cut(title, LONGEST_TITLE))?
        .set_input_message(cut(message, LONGEST_MESSAGE))?
        .set_error_title(wrong)?
        .set_error_message(cut(&format!("{title}: {message}"), LONGEST_MESSAGE))
}

/// What cells of a column of a list take.
pub(super) fn of_column(
    column: &Column,
    cells: Cells,
    lists: &mut Lists,
    locale: Locale,
) -> Result<DataValidation, XlsxError> {
    let is_alone = |longest: u32| {
        let (name, all) = (cells.name(), cells.fixed());
        format!("AND(LEN({name})<={longest},SUMPRODUCT(--({all}={name}))=1)")
    };
    let spared = column.may_be_not_assigned;
    let rule = DataValidation::new();
    let rule = match &column.holds {
        Holds::OneOf(of) | Holds::Usually(of) => {
            let mut entries = words(of);
            if spared {
                entries.push(Entry::Words(not_assigned(locale).to_owned()));
            }
            let rule = rule.allow_list_formula(formula(&lists.range(entries)));
            match column.holds {
                Holds::Usually(_) => rule.set_error_style(DataValidationErrorStyle::Warning),
                _ => rule,
            }
        }
        Holds::Code => rule.allow_custom(formula(&is_alone(column.holds.longest().unwrap_or(40)))),
        Holds::Words(longest) if column.unique => rule.allow_custom(formula(&is_alone(*longest))),
        Holds::Words(longest) => rule
            .allow_text_length(DataValidationRule::LessThanOrEqualTo(*longest))
            .set_error_style(DataValidationErrorStyle::Warning),
        Holds::Integer(min, max) if spared => {
            let name = cells.name();
            let whole = format!("{name}=INT({name})");
            or_not_assigned(
                rule,
                &name,
                &[bounds(&name, min.as_ref(), max.as_ref()), vec![whole]].concat(),
            )
        }
        Holds::Number(min, max) if spared => {
            let name = cells.name();
            or_not_assigned(rule, &name, &bounds(&name, min.as_ref(), max.as_ref()))
        }
        Holds::Date if spared => {
            let name = cells.name();
            or_not_assigned(rule, &name, &[format!("{name}>=DATE(1900,3,1)")])
        }
        Holds::Integer(min, max) => {
            rule.allow_whole_number_formula(between(min.as_ref(), max.as_ref()))
        }
        Holds::Number(min, max) => {
            rule.allow_decimal_number_formula(between(min.as_ref(), max.as_ref()))
        }
        Holds::Date => {
            let (first, last) = (
                ExcelDateTime::from_ymd(1900, 3, 1)?,
                ExcelDateTime::from_ymd(2199, 12, 31)?,
            );
            rule.allow_date(DataValidationRule::Between(first, last))
        }
        // Whatever the cell holds is checked when it is read.
        Holds::List => rule.allow_any_value(),
    };
    told(rule, &column.heading, &column.how, locale)
}

/// What a cell takes that holds points: from 0 to a maximum, in steps.
pub(super) fn points(name: &str, max: Option<&Number>, step: Option<Number>) -> DataValidation {
    let rule = DataValidation::new();
    match step {
        Some(step) if !step.is_zero() => {
            let step = step.to_string();
            let mut parts = bounds(name, Some(&Number::ZERO), max);
            // A tenth is no binary fraction: near enough is on the step.
            parts.push(format!(
                "ABS({name}/{step}-ROUND({name}/{step},0))<0.000001"
            ));
            let parts = parts.join(",");
            rule.allow_custom(formula(&format!("IF(ISNUMBER({name}),AND({parts}),FALSE)")))
        }
        _ => rule.allow_decimal_number_formula(between(Some(&Number::ZERO), max)),
    }
}

/// A rule that nothing fits.
pub(super) fn nothing() -> DataValidation {
    DataValidation::new().allow_custom(formula("FALSE"))
}

/// A formula.
pub(super) fn formula(text: &str) -> Formula {
    Formula::new(format!("={text}"))
}

/// A number of which something holds, or the word for what is not assigned.
fn or_not_assigned(rule: DataValidation, name: &str, holds: &[String]) -> DataValidation {
    let holds = match holds {
        [] => "TRUE".to_owned(),
        holds => format!("AND({})", holds.join(",")),
    };
    let spared = Locale::ALL.map(|locale| {
        let word = not_assigned(locale).to_uppercase();
        format!("UPPER(TRIM({name}))=\"{word}\"")
    });
    let spared = spared.join(",");
    rule.allow_custom(formula(&format!(
        "IF(ISNUMBER({name}),{holds},OR({spared}))"
    )))
}

fn bounds(name: &str, min: Option<&Number>, max: Option<&Number>) -> Vec<String> {
    let least = min.map(|min| format!("{name}>={min}"));
    let most = max.map(|max| format!("{name}<={max}"));
    least.into_iter().chain(most).collect()
}

fn between(min: Option<&Number>, max: Option<&Number>) -> DataValidationRule<Formula> {
    let formula = |number: Option<&Number>, other: String| {
        Formula::new(number.map_or(other, ToString::to_string))
    };
    let least = formula(min, format!("-{GREATEST}"));
    DataValidationRule::Between(least, formula(max, GREATEST.to_owned()))
}

/// A text that is not longer than `longest` UTF-16 units, in which a spreadsheet counts.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut length = 1;
    for letter in text.chars() {
        length += letter.len_utf16();
        if length > longest {
            break;
        }
        short.push(letter);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_as_long_as_a_spreadsheet_takes() {
        assert_eq!(cut("ngắn", 32), "ngắn");
        assert_eq!(cut("một hai ba", 5), "một …");
        assert_eq!(cut(&"𝄞".repeat(20), 9).encode_utf16().count(), 9);
    }
}
