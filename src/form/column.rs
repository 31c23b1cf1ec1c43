//! A column of the lists, in words: what stands above it, what it holds, how it is filled in, and
//! what it is used for.

use crate::locale::Locale;
use crate::number;
use crate::number::Number;
use crate::roster::forms::{FIELDS, Fixed, are_alike, choice_word, fact_heading, not_assigned};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactFrom, FactKind, Name, Subject};

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// What stands above it, by which it is read back.
    pub(super) heading: String,
    /// What its cells hold.
    pub(super) holds: Holds,
    /// The unit of measure, or a word for what its cells hold.
    pub(super) hint: String,
    /// Whether an empty cell leaves the row incomplete.
    pub(super) required: bool,
    /// Whether no two rows may have it alike.
    pub(super) unique: bool,
    /// Whether its cells may say that it is not assigned.
    pub(super) may_be_not_assigned: bool,
    /// How its cells are filled in, in sentences.
    pub(super) how: String,
    /// The criteria that read it, each with what proves it.
    pub(super) used_for: Vec<String>,
    /// A cell that is filled in rightly.
    pub(super) example: String,
    /// How wide it is.
    pub(super) width: u16,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// A code, at most so many letters.
    Code,
    /// Words, at most so many letters.
    Words(u32),
    /// One of these words.
    OneOf(Vec<String>),
    /// Usually one of these words, but there may be others.
    Usually(Vec<String>),
    /// A whole number within bounds.
    Integer(Option<Number>, Option<Number>),
    /// A number within bounds.
    Number(Option<Number>, Option<Number>),
    /// A calendar date.
    Date,
    /// Several values in one cell.
    List,
}

/// The longest code and the longest name that are taken without a question.
const LONGEST_CODE: u32 = 40;
const LONGEST_NAME: u32 = 250;
const LONGEST_WORDS: u32 = 1000;

/// The widest column, and the narrowest.
const WIDEST: usize = 28;
const NARROWEST: usize = 9;

/// The columns of a scheme's nomination list: those of every list, then a column a fact.
pub(super) fn of_nominations(book: &Rulebook, locale: Locale) -> Vec<Column> {
    let mut columns = vec![
        fixed(
            Fixed::Id,
            locale,
            Holds::Code,
            locale.of(
                "Mã riêng của từng đối tượng, tự đặt, không trùng nhau; mọi biểu mẫu khác gọi đối tượng bằng mã này.",
                "A code of its own for each nominee; all other forms name the nominee by it.",
            ),
            match book.scheme.subject {
                Some(Subject::Individual) => "CN-01",
                Some(Subject::Household) => "HO-01",
                _ => "TT-01",
            },
            10,
        ),
        fixed(
            Fixed::Name,
            locale,
            Holds::Words(LONGEST_NAME),
            locale.of(
                "Tên tập thể, họ và tên cá nhân hoặc chủ hộ, ghi như sẽ in trên giấy.",
                "The name as it is to be printed.",
            ),
            match book.scheme.subject {
                Some(Subject::Individual | Subject::Household) => "Nguyễn Văn A",
                _ => "Tổ dân phố số 1",
            },
            26,
        ),
        subject(book, locale),
        fixed(
            Fixed::Unit,
            locale,
            Holds::Words(LONGEST_NAME),
            locale.of("Đơn vị đề nghị.", "The nominating unit."),
            locale.of("Đảng ủy phường A", "Party committee of ward A"),
            24,
        ),
        field(book, locale),
    ];
    let reads_received = book.rules().iter().any(|rule| {
        let mut names = book.reads(rule.site).iter();
        names.any(|(_, name)| *name == Name::Received)
    });
    if reads_received {
        columns.push(fixed(
            Fixed::Received,
            locale,
            Holds::Date,
            locale.of(
                "Ngày nhận hồ sơ, ghi ngày/tháng/năm.",
                "The day the dossier came in.",
            ),
            &day(locale),
            12,
        ));
    }
    for column in &mut columns {
        column.required = match column.heading.as_str() {
            heading if heading == Fixed::Unit.heading(locale) => needs(book, Name::Unit),
            heading if heading == Fixed::Field.heading(locale) => needs(book, Name::Field),
            heading if heading == Fixed::Received.heading(locale) => needs(book, Name::Received),
            _ => true,
        };
    }
    let facts = book.scheme.facts.iter().enumerate();
    let facts = facts.filter(|(_, fact)| fact.from == FactFrom::Nominee);
    columns.extend(facts.map(|(at, fact)| of_fact(book, at, fact, locale)));
    columns
}

/// The columns of the list of units of some schemes: the unit, then a column a fact about units;
/// facts of several schemes under one heading share a column.
pub(super) fn of_units(books: &[&Rulebook], locale: Locale) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for book in books {
        let facts = book.scheme.facts.iter().enumerate();
        for (at, fact) in facts.filter(|(_, fact)| fact.from == FactFrom::Unit) {
            let column = of_fact(book, at, fact, locale);
            let same = |other: &&mut Column| are_alike(&other.heading, &column.heading);
            match columns.iter_mut().find(same) {
                Some(other) => other.join(column),
                None => columns.push(column),
            }
        }
    }
    if columns.is_empty() {
        return columns;
    }
    let mut unit = fixed(
        Fixed::Unit,
        locale,
        Holds::Words(LONGEST_NAME),
        locale.of(
            "Tên đơn vị, ghi đúng như trong danh sách đề nghị; mỗi đơn vị một dòng.",
            "The unit as the nomination list names it; one row a unit.",
        ),
        locale.of("Đảng ủy phường A", "Party committee of ward A"),
        30,
    );
    unit.unique = true;
    columns.insert(0, unit);
    columns
}

fn needs(book: &Rulebook, name: Name) -> bool {
    book.required_of_row().any(|required| required == name)
}

fn fixed(
    column: Fixed,
    locale: Locale,
    holds: Holds,
    how: &str,
    example: &str,
    width: u16,
) -> Column {
    Column {
        heading: column.heading(locale),
        hint: holds.word(locale).to_owned(),
        unique: holds == Holds::Code,
        holds,
        required: true,
        may_be_not_assigned: false,
        how: how.to_owned(),
        used_for: Vec::new(),
        example: example.to_owned(),
        width,
    }
}

fn subject(book: &Rulebook, locale: Locale) -> Column {
    let all = [Subject::Collective, Subject::Individual, Subject::Household];
    let judged = all
        .into_iter()
        .filter(|it| book.scheme.subject.is_none_or(|subject| subject == *it));
    let words: Vec<String> = judged
        .map(|subject| subject.text().get(locale).to_owned())
        .collect();
    let how = format!(
        "{} {}.",
        locale.of("Chọn:", "Choose:"),
        words.join(locale.of(" hoặc ", " or "))
    );
    let example = words.first().cloned().unwrap_or_default();
    fixed(
        Fixed::Subject,
        locale,
        Holds::OneOf(words),
        &how,
        &example,
        11,
    )
}

/// The fields are words that quotas and rules may name; the four of the movement are offered, and
/// what the scheme names besides.
fn field(book: &Rulebook, locale: Locale) -> Column {
    let mut words: Vec<String> = FIELDS.iter().map(|(id, ..)| (*id).to_owned()).collect();
    for field in book.scheme.fields_with_seats() {
        if !words.iter().any(|word| word == field) {
            words.push(field.to_owned());
        }
    }
    let meaning = FIELDS.map(|(id, vi, en)| format!("{id}: {}", locale.of(vi, en)));
    let how = format!(
        "{} {}.",
        locale.of(
            "Chọn mã lĩnh vực, hoặc ghi lĩnh vực khác.",
            "Choose the field’s word, or write another.",
        ),
        meaning.join("; ")
    );
    let example = words[0].clone();
    fixed(
        Fixed::Field,
        locale,
        Holds::Usually(words),
        &how,
        &example,
        17,
    )
}

fn of_fact(book: &Rulebook, at: usize, fact: &Fact, locale: Locale) -> Column {
    let holds = Holds::of(fact, locale);
    let may_be_not_assigned = book.may_be_not_assigned(at);
    let unit = fact.unit.as_ref().map(|unit| unit.get(locale).to_owned());
    let word = match fact.kind {
        FactKind::Percent => "%",
        _ => holds.word(locale),
    };
    let heading = fact_heading(&book.scheme, at, locale);
    let widest = match &holds {
        Holds::OneOf(words) => words.iter().map(|it| it.chars().count() + 2).max(),
        Holds::Words(_) => Some(24),
        Holds::Date => Some(12),
        Holds::List => Some(16),
        _ => None,
    };
    // No word of a heading is broken, and no heading is a tower.
    let words = heading.split_whitespace().map(|word| word.chars().count());
    let longest = words.max().unwrap_or_default() + 3;
    let letters = heading.chars().count().div_ceil(3);
    let width = longest.max(letters).max(widest.unwrap_or_default());
    let width = width.clamp(NARROWEST, WIDEST);
    Column {
        hint: unit.unwrap_or_else(|| word.to_owned()),
        required: fact.required,
        unique: fact.unique,
        may_be_not_assigned,
        how: how(fact, &holds, may_be_not_assigned, locale),
        used_for: used_for(book, at, locale),
        example: example(fact, locale),
        width: u16::try_from(width).unwrap_or(20),
        heading,
        holds,
    }
}

impl Column {
    /// Makes one column of two under one heading: it takes what either takes.
    fn join(&mut self, other: Column) {
        if self.holds != other.holds {
            self.holds = match (&self.holds, other.holds) {
                (Holds::OneOf(words), Holds::OneOf(more)) => {
                    let more = more.into_iter().filter(|word| !words.contains(word));
                    Holds::OneOf(words.iter().cloned().chain(more).collect())
                }
                _ => Holds::Words(LONGEST_WORDS),
            };
        }
        self.required |= other.required;
        self.unique &= other.unique;
        self.may_be_not_assigned |= other.may_be_not_assigned;
        for used in other.used_for {
            if !self.used_for.contains(&used) {
                self.used_for.push(used);
            }
        }
    }

    /// The note beside the heading, and in the guide: how it is filled in, and what it is used for.
    pub(super) fn note(&self, locale: Locale) -> String {
        let required = if self.required {
            locale.of("Bắt buộc.", "Required.")
        } else {
            locale.of("Không bắt buộc.", "Not required.")
        };
        let mut note = format!("{required} {}", self.how);
        if !self.used_for.is_empty() {
            note.push('\n');
            note.push_str(&self.use_in_words(locale));
        }
        note
    }

    /// What it is used for, a line a criterion.
    pub(super) fn use_in_words(&self, locale: Locale) -> String {
        /// So many criteria are named.
        const MOST: usize = 4;
        let mut lines: Vec<String> = self.used_for.iter().take(MOST).cloned().collect();
        if let Some(more) = self.used_for.len().checked_sub(MOST).filter(|it| *it > 0) {
            lines.push(locale.of(
                format!("… và {more} tiêu chí khác"),
                format!("… and {more} more"),
            ));
        }
        lines.join("\n")
    }
}

impl Holds {
    fn of(fact: &Fact, locale: Locale) -> Self {
        match &fact.kind {
            FactKind::Integer => Self::Integer(fact.min.clone(), fact.max.clone()),
            FactKind::Number => Self::Number(fact.min.clone(), fact.max.clone()),
            FactKind::Percent => {
                let least = fact.min.clone().unwrap_or_default().max(Number::ZERO);
                Self::Number(Some(least), fact.max.clone())
            }
            FactKind::YesNo => {
                let words = locale.of(["Có", "Không"], ["Yes", "No"]);
                Self::OneOf(words.map(str::to_owned).to_vec())
            }
            FactKind::Choice(choices) => {
                let words = (0..choices.len()).map(|at| choice_word(fact, at, locale).to_owned());
                Self::OneOf(words.collect())
            }
            FactKind::Text => Self::Words(LONGEST_WORDS),
            FactKind::Date => Self::Date,
            FactKind::List(_) => Self::List,
        }
    }

    /// A word for it.
    fn word(&self, locale: Locale) -> &'static str {
        match self {
            Self::Code => locale.of("mã", "code"),
            Self::Words(_) => locale.of("chữ", "words"),
            Self::OneOf(_) | Self::Usually(_) => locale.of("chọn", "choose"),
            Self::Integer(..) | Self::Number(..) => locale.of("số", "number"),
            Self::Date => locale.of("ngày", "date"),
            Self::List => locale.of("nhiều mục, cách bằng “;”", "several, parted by “;”"),
        }
    }

    /// The longest text that is taken without a question.
    pub(super) fn longest(&self) -> Option<u32> {
        match self {
            Self::Code => Some(LONGEST_CODE),
            Self::Words(longest) => Some(*longest),
            _ => None,
        }
    }
}

/// How a fact is filled in, in sentences.
fn how(fact: &Fact, holds: &Holds, may_be_not_assigned: bool, locale: Locale) -> String {
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
    /// So many are named; the list in the cell has all.
    const MOST: usize = 12;
    let mut some = words.iter().take(MOST).cloned().collect::<Vec<_>>();
    if words.len() > MOST {
        some.push("…".to_owned());
    }
    some.join("; ")
}

/// The criteria that read a fact, each with what proves it.
fn used_for(book: &Rulebook, fact: usize, locale: Locale) -> Vec<String> {
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

fn day(locale: Locale) -> String {
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
            .of("(ghi như trong hồ sơ)", "(as the dossier says)")
            .to_owned(),
        kind => of(kind, &number!(12)),
    }
}
