//! A column of the lists, in words: its heading, what it holds, how it is filled in, and
//! what it is used for.

use super::holds::{Holds, LONGEST_NAME, LONGEST_WORDS};
use super::how::{day, example, how, used_for};
use crate::locale::Locale;
use crate::roster::forms::{FieldWords, Fixed, are_alike, fact_heading};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactFrom, FactKind, Name, Subject};

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its heading, by which it is read back.
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

/// The widest column, and the narrowest.
const WIDEST: usize = 18;
const NARROWEST: usize = 8;

/// The columns of a scheme's nomination list: those of every list, then a column a fact.
pub(super) fn of_nominations(book: &Rulebook, fields: &FieldWords, locale: Locale) -> Vec<Column> {
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
        field(book, fields, locale),
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
                "The day the nomination came in.",
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

/// The four fields of the movement are offered by their names on paper, and what the quotas of the
/// scheme name besides.
fn field(book: &Rulebook, fields: &FieldWords, locale: Locale) -> Column {
    let words = fields.iter().map(|(_, shown)| (*shown).to_owned());
    let others = book.scheme.fields_with_seats().into_iter();
    let others = others.filter(|field| fields.iter().all(|(id, _)| id != field));
    let words: Vec<String> = words.chain(others.map(str::to_owned)).collect();
    let how = locale.of(
        "Chọn lĩnh vực, hoặc ghi lĩnh vực khác.",
        "Choose the field, or write another.",
    );
    let example = words[0].clone();
    fixed(
        Fixed::Field,
        locale,
        Holds::Usually(words),
        how,
        &example,
        13,
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
        Holds::Words(_) => Some(18),
        Holds::Date => Some(11),
        Holds::List => Some(12),
        _ => None,
    };
    // No word of a heading is broken, and no heading is a tower.
    let words = heading.split_whitespace().map(|word| word.chars().count());
    let longest = words.max().unwrap_or_default() + 2;
    let letters = heading.chars().count().div_ceil(6);
    let width = longest.max(letters).max(widest.unwrap_or_default());
    let width = width.clamp(NARROWEST, WIDEST);
    Column {
        hint: unit.unwrap_or_else(|| word.to_owned()),
        required: fact.required && fact.empty.is_none(),
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
        /// How many criteria are named.
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
