//! How a column is filled in, said in sentences, with an example and what it is used for.

use crate::locale::Locale;
use crate::number;
use crate::number::Number;
use crate::roster::forms::{choice_word, not_assigned};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactKind};

use super::holds::Holds;

/// How a fact is filled in, in sentences.
pub(super) fn how(fact: &Fact, holds: &Holds, may_be_not_assigned: bool, locale: Locale) -> String {
    let range = |min: Option<&Number>, max: Option<&Number>| {
        let number = |number: &Number| locale.number(number.to_string());
        match (min.map(number), max.map(number)) {
            (None, None) => String::new(),
            (Some(min), Some(max)) => locale.of(
                format!(" từ {min} đến {max}"),
                format!(" from {min} to {max}"),
            ),
            (Some(min), None) => {
                locale.of(format!(" từ {min} trở lên"), format!(" not below {min}"))
            }
            (None, Some(max)) => {
                locale.of(format!(" không quá {max}"), format!(" not above {max}"))
            }
        }
    };
    let unit = fact.unit.as_ref().map(|unit| unit.get(locale));
    let unit = unit.map(|unit| locale.of(format!(" (đơn vị tính: {unit})"), format!(" ({unit})")));
    let unit = unit.unwrap_or_default();
    let mut how = match (&fact.kind, holds) {
        (FactKind::Percent, Holds::Number(min, max)) => {
            let range = range(min.as_ref(), max.as_ref());
            locale.of(
                format!("Ghi tỷ lệ phần trăm{range} bằng số, không ghi dấu %: 95 nghĩa là 95%."),
                format!("Write the percentage{range} as a plain number without %: 95 means 95%."),
            )
        }
        (_, Holds::Integer(min, max)) => {
            let range = range(min.as_ref(), max.as_ref());
            locale.of(
                format!("Ghi số nguyên{range}{unit}."),
                format!("Write a whole number{range}{unit}."),
            )
        }
        (_, Holds::Number(min, max)) => {
            let range = range(min.as_ref(), max.as_ref());
            locale.of(
                format!("Ghi số{range}{unit}."),
                format!("Write a number{range}{unit}."),
            )
        }
        (FactKind::YesNo, Holds::OneOf(words)) => {
            let words = words.join(locale.of(" hoặc ", " or "));
            format!("{} {words}.", locale.of("Chọn", "Choose"))
        }
        (_, Holds::OneOf(words) | Holds::Usually(words)) => {
            let words = some(words);
            format!("{} {words}.", locale.of("Chọn một:", "Choose one of:"))
        }
        (_, Holds::Date) => locale
            .of(
                "Ghi ngày/tháng/năm, như 31/12/2025.",
                "Write a date, like 2025-12-31.",
            )
            .to_owned(),
        (_, Holds::List) => {
            let (vi, en) = (
                "Ghi nhiều giá trị trong một ô, cách nhau bằng dấu chấm phẩy",
                "Write several values in one cell, parted by semicolons",
            );
            let example = example(fact, locale);
            format!("{}: {example}.", locale.of(vi, en))
        }
        (_, Holds::Code | Holds::Words(_)) => {
            format!("{}{unit}.", locale.of("Ghi bằng chữ", "Write words"))
        }
    };
    if fact.unique {
        how.push_str(locale.of(
            " Không được trùng với dòng khác.",
            " No two rows may have it alike.",
        ));
    }
    if may_be_not_assigned {
        let word = not_assigned(locale);
        how.push_str(&locale.of(
            format!(" Không được giao nội dung này thì ghi {word}."),
            format!(" Where it is not assigned write {word}."),
        ));
    }
    if let Some(value) = &fact.empty {
        let value = fact.said(value, locale);
        how.push_str(&locale.of(
            format!(" Để trống thì được tính là {value}."),
            format!(" Left empty it counts as {value}."),
        ));
    }
    if !fact.required {
        how.push_str(locale.of(
            " Không có thì để trống.",
            " Leave it empty where there is none.",
        ));
    }
    how
}

/// The first of some words, and that there are more.
fn some(words: &[String]) -> String {
    /// How many are named; the list in the cell has all.
    const MOST: usize = 12;
    let mut some = words.iter().take(MOST).cloned().collect::<Vec<_>>();
    if words.len() > MOST {
        some.push("…".to_owned());
    }
    some.join("; ")
}

/// The criteria that read a fact, each with what proves it.
pub(super) fn used_for(book: &Rulebook, fact: usize, locale: Locale) -> Vec<String> {
    let line = |at: usize| {
        let row = &book.scheme.criteria[at];
        let number = row.no.as_ref().map(|number| format!("{number}. "));
        let title = row.title.get(locale);
        let evidence = row.evidence.as_ref().map(|it| it.get(locale));
        let evidence = evidence
            .map(|it| locale.of(format!(" (minh chứng: {it})"), format!(" (evidence: {it})")));
        let (number, evidence) = (number.unwrap_or_default(), evidence.unwrap_or_default());
        format!("{number}{title}{evidence}")
    };
    book.criteria_reading(fact).map(line).collect()
}

/// A day as it is written.
pub(super) fn day(locale: Locale) -> String {
    locale.of("31/10/2025", "2025-10-31").to_owned()
}

/// A cell that a fact takes.
pub(super) fn example(fact: &Fact, locale: Locale) -> String {
    let within = |number: &Number| -> Number {
        let least = fact.min.as_ref().map_or(number, |min| number.max(min));
        fact.max
            .as_ref()
            .map_or(least, |max| least.min(max))
            .clone()
    };
    let of = |kind: &FactKind, number: &Number| match kind {
        FactKind::Integer => within(number).ceil().to_string(),
        FactKind::Number | FactKind::Percent => locale.number(within(number).to_string()),
        FactKind::YesNo => locale.of("Có", "Yes").to_owned(),
        FactKind::Choice(_) => choice_word(fact, 0, locale).to_owned(),
        FactKind::Text | FactKind::List(_) => fact.label.get(locale).to_owned(),
        FactKind::Date => day(locale),
    };
    match &fact.kind {
        FactKind::List(kind) if **kind == FactKind::Text => locale
            .of("(mục 1); (mục 2); (mục 3)", "(item 1); (item 2); (item 3)")
            .to_owned(),
        FactKind::List(kind) => {
            let items = [number!(70), number!(80), number!(90)].map(|number| of(kind, &number));
            items.join("; ")
        }
        FactKind::Percent => of(&fact.kind, &number!(95)),
        FactKind::Text => locale
            .of("(ghi như trong hồ sơ)", "(as the nomination says)")
            .to_owned(),
        kind => of(kind, &number!(12)),
    }
}
