//! A period made up by lot, and the sheet in which an office might send it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization as _;

use super::sheet::{Kind, Sheet, Value};

/// Numbers that decide what is made up; where they end, everything is plain.
pub(crate) struct Choices<'a>(std::slice::Iter<'a, u8>);

impl<'a> Choices<'a> {
    pub(crate) fn of(numbers: &'a [u8]) -> Self {
        Self(numbers.iter())
    }

    /// A number below another.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % most
    }

    /// Whether something happens that happens once in so many times.
    pub(crate) fn once_in(&mut self, many: usize) -> bool {
        self.below(many) == many - 1
    }

    pub(crate) fn of_all<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What is known of a nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Id,
    Name,
    Unit,
    Households,
    Share,
    Money,
    Begun,
    Sort,
    Model,
    Public,
}

impl Column {
    pub(crate) const ALL: [Self; 10] = [
        Self::Id,
        Self::Name,
        Self::Unit,
        Self::Households,
        Self::Share,
        Self::Money,
        Self::Begun,
        Self::Sort,
        Self::Model,
        Self::Public,
    ];

    /// Its headings: the usual one, and others.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["Mã", "Mã số", "id", "MÃ"],
            Self::Name => &["Tên", "Tên tập thể", "name", "TÊN TẬP THỂ"],
            Self::Unit => &["Đơn vị", "unit", "Đơn vị đề nghị", "ĐƠN VỊ"],
            Self::Households => &["Số hộ", "so_ho", "Số hộ (hộ)", "2.1. Số hộ"],
            Self::Share => &[
                "Tỷ lệ hộ tham gia",
                "ty_le",
                "Tỷ lệ hộ tham gia (%)",
                "TỶ LỆ HỘ THAM GIA",
            ],
            Self::Money => &[
                "Kinh phí",
                "kinh_phi",
                "Kinh phí\n(triệu đồng)",
                "3) Kinh phí",
            ],
            Self::Begun => &["Ngày bắt đầu", "ngay", "Ngày  bắt đầu"],
            Self::Sort => &["Loại hình", "loai", "Loai hinh"],
            Self::Model => &["Tên mô hình", "mo_hinh", "tên mô hình"],
            Self::Public => &["Đã công khai", "cong_khai", "Đã công khai?"],
        }
    }
}

/// A nominee as it is.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) households: i64,
    /// In tenths of a percent, and of a million.
    pub(crate) share: i64,
    pub(crate) money: Option<i64>,
    pub(crate) begun: Date,
    pub(crate) is_village: bool,
    pub(crate) model: String,
    pub(crate) is_public: bool,
    /// In which row it stands, from 1.
    pub(crate) row: u32,
}

/// A period as it is, and as it was written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) people: Vec<Person>,
    pub(crate) kind: Kind,
    pub(crate) sheet: Sheet,
    /// In which row the headings stand, from 1, and in which column each, from 0.
    pub(crate) head: u32,
    pub(crate) columns: BTreeMap<Column, u16>,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for person in &self.people {
            writeln!(f, "{person:?}")?;
        }
        let sheet = &self.sheet;
        writeln!(
            f,
            "{:?}, merged {:?}, hidden {:?} {:?}",
            self.kind, sheet.merged, sheet.hidden_rows, sheet.hidden_columns
        )?;
        let mut row = None;
        for ((at, column), value) in &sheet.cells {
            if row.replace(*at) != Some(*at) {
                write!(f, "\nrow {}:", at + 1)?;
            }
            write!(f, " {column}={value:?}")?;
        }
        writeln!(f)
    }
}

const UNITS: [&str; 4] = [
    "Xã Hòa Phú",
    "Phường Thủy Xuân",
    "Xã Khỏe Mạnh",
    "Xã Đắk Rve",
];
const PLACES: [&str; 6] = [
    "Phú Túc",
    "Thủy Tú",
    "Hòa Khương",
    "Quỳnh Lưu",
    "Đông Lâm",
    "Mỹ Sơn",
];
const SORTS: [&str; 3] = ["Thôn", "Tổ dân phố", "Xóm"];

fn person(at: usize, has_numbers: bool, choices: &mut Choices<'_>) -> Person {
    let place = choices.of_all(&PLACES);
    let sort = choices.of_all(&SORTS);
    Person {
        id: if has_numbers {
            format!("{}", at + 1)
        } else {
            format!("TT-{:02}", at + 1)
        },
        name: format!("{sort} {place} {}", at + 1),
        unit: choices.of_all(&UNITS).to_owned(),
        households: i64::try_from(50 + choices.below(250) * 11).expect("it is small"),
        share: i64::try_from(985 - choices.below(256) * 3).expect("it is small"),
        money: (choices.below(4) < 3)
            .then(|| i64::try_from(100 + choices.below(250) * 7).expect("it is small")),
        begun: day(choices),
        is_village: choices.below(2) == 0,
        model: format!("Đường hoa {place} {}", at + 1),
        is_public: choices.below(2) == 0,
        row: 0,
    }
}

fn day(choices: &mut Choices<'_>) -> Date {
    let part = |most: usize, choices: &mut Choices<'_>| {
        i8::try_from(1 + choices.below(most)).expect("it is small")
    };
    let (month, day) = (part(12, choices), part(28, choices));
    let year = 2_020 + i16::try_from(choices.below(5)).expect("it is small");
    date(year, month, day)
}

/// Other spellings of the same words: both Unicode forms, old and new tone marks.
pub(crate) fn spelled(text: &str, choices: &mut Choices<'_>) -> String {
    let text = if choices.once_in(4) {
        old_tones(text)
    } else {
        text.to_owned()
    };
    let text = if choices.once_in(4) {
        text.nfd().collect()
    } else {
        text
    };
    match choices.below(10) {
        7 => format!(" {text} "),
        8 => text.replacen(' ', "\u{a0}", 1),
        9 => text.replacen(' ', "  ", 1),
        _ => text,
    }
}

/// The tone marks as they were set of old: `Hoà`, `Thuỷ`, `khoẻ`.
pub(crate) fn old_tones(text: &str) -> String {
    let text = text.replace("Hòa", "Hoà").replace("Thủy", "Thuỷ");
    text.replace("Khỏe", "Khoẻ")
}

pub(crate) fn decimals(tenths: i64, point: char) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}{point}{tenth}", tenths / 10),
    }
}

#[expect(clippy::float_arithmetic, reason = "workbooks hold binary fractions")]
pub(crate) fn number(tenths: i64, parts: i32) -> f64 {
    f64::from(i32::try_from(tenths).expect("it is small")) / f64::from(parts)
}

/// A number of which a person sees tenths.
pub(crate) fn rounded(tenths: i64, (held, code): (f64, &'static str), sign: &str) -> Value {
    Value::Shown(held, code, format!("{}.{}{sign}", tenths / 10, tenths % 10))
}

/// What a person's cell holds, as one of those write it who fill in lists.
fn cell(person: &Person, column: Column, choices: &mut Choices<'_>) -> Option<Value> {
    let text = |text: &str, choices: &mut Choices<'_>| Value::Text(spelled(text, choices));
    let comma = if choices.below(2) == 0 { ',' } else { '.' };
    Some(match column {
        Column::Id => match person.id.parse::<u16>() {
            Ok(number) if choices.below(2) == 0 => Value::Number(number.into()),
            Err(_) if choices.once_in(8) => {
                let number = person.id.trim_start_matches("TT-").parse();
                Value::Shown(number.expect("it is one"), "\"TT-\"00", person.id.clone())
            }
            _ => Value::text(&*person.id),
        },
        Column::Name => text(&person.name, choices),
        Column::Unit => text(&person.unit, choices),
        Column::Households => {
            let plain = person.households.to_string();
            let held = number(person.households * 10, 10);
            match choices.below(12) {
                8 => Value::Shown(held, "0\" hộ\"", format!("{plain} hộ")),
                9 => Value::Shown(number(person.households * 10 + 4, 10), "0", plain),
                10 => Value::Shown(number(person.households * 1_000, 1), "0,", plain),
                5 => Value::text(plain),
                6 => Value::text(format!("{plain} hộ")),
                4 => Value::Grouped(i32::try_from(person.households).expect("it is small")),
                7 if plain.len() == 4 => Value::text(format!("{}.{}", &plain[..1], &plain[1..])),
                _ => Value::Number(number(person.households * 10, 10)),
            }
        }
        Column::Share => match choices.below(8) {
            6 => rounded(
                person.share,
                (number(person.share * 10 + 3, 100), "0.0"),
                "",
            ),
            7 => rounded(
                person.share,
                (number(person.share * 10 - 3, 10_000), "0.0%"),
                "%",
            ),
            3 => Value::Percent(number(person.share, 1_000)),
            4 => Value::text(format!("{} %", decimals(person.share, comma))),
            5 => Value::text(format!("{}%", decimals(person.share, comma))),
            _ => Value::Number(number(person.share, 10)),
        },
        Column::Money => match (person.money?, choices.below(5)) {
            (money, 3) => Value::text(decimals(money, comma)),
            (money, 4) => rounded(money, (number(money * 10 + 4, 100), "0.0;-0.0;;@"), ""),
            (money, _) => Value::Number(number(money, 10)),
        },
        Column::Begun => {
            let day = person.begun;
            match choices.below(9) {
                3 => Value::text(day.strftime("%d/%m/%Y").to_string()),
                4 => Value::text(day.strftime("%-d/%-m/%Y").to_string()),
                5 => Value::text(day.strftime("%d-%m-%Y").to_string()),
                6 => Value::text(day.strftime("%d.%m.%Y").to_string()),
                7 => Value::text(day.to_string()),
                8 => Value::Number((day - date(1899, 12, 30)).get_days().into()),
                _ => Value::Day(day),
            }
        }
        Column::Sort => {
            let names = match person.is_village {
                true => ["Thôn", "thon", "THÔN", "Thon"],
                false => ["Tổ dân phố", "to-dan-pho", "TỔ DÂN PHỐ", "To dan pho"],
            };
            let name = choices.of_all(&names);
            text(name, choices)
        }
        Column::Model => text(&person.model, choices),
        Column::Public => match (person.is_public, choices.below(6)) {
            (flag, 3) => Value::YesNo(flag),
            (flag, 4) => Value::Number(u8::from(flag).into()),
            (true, 5) => Value::text("x"),
            (true, _) => text("Có", choices),
            (false, _) => text("không", choices),
        },
    })
}

/// The next row of a sheet in the making, and what is the same in all of them.
struct Making<'c, 'n> {
    written: Written,
    choices: &'c mut Choices<'n>,
    next: u32,
    /// The columns that hold anything, and the last of them.
    numbers: Option<u16>,
    last: u16,
    headings: Vec<(u16, Value)>,
}

/// A period and the sheet of it.
pub(crate) fn written(choices: &mut Choices<'_>) -> Written {
    let kind = choices.of_all(&Kind::ALL);
    let count = 1 + choices.below(7);
    let has_numbers = choices.once_in(5);
    let people: Vec<Person> = (0..count)
        .map(|at| person(at, has_numbers, choices))
        .collect();
    let mut making = Making {
        written: Written {
            people: Vec::new(),
            kind,
            sheet: Sheet::default(),
            head: 0,
            columns: BTreeMap::new(),
        },
        choices,
        next: 0,
        numbers: None,
        last: 0,
        headings: Vec::new(),
    };
    making.columns();
    making.titles();
    making.head();
    for person in people {
        making.between();
        making.row(person);
    }
    making.units();
    making.below();
    making.written
}

impl Making<'_, '_> {
    /// In which order the columns stand, with spacers between them.
    fn columns(&mut self) {
        let mut order = Column::ALL;
        if self.choices.once_in(3) {
            for at in (1..order.len()).rev() {
                order.swap(at, self.choices.below(at + 1));
            }
        }
        let mut next = 0;
        if self.choices.below(2) == 1 {
            self.numbers = Some(0);
            self.headings
                .push((0, Value::text(self.choices.of_all(&["STT", "TT", "Số TT"]))));
            next = 1;
        }
        for column in order {
            next += u16::from(self.choices.once_in(12));
            let mut text = self.choices.of_all(column.headings()).to_owned();
            // So that a line of a text is a row.
            if !self.written.kind.is_workbook() {
                text = text.replace('\n', " ");
            }
            let text = if self.choices.once_in(5) {
                text.nfd().collect()
            } else {
                text
            };
            self.headings.push((next, Value::Text(text)));
            self.written.columns.insert(column, next);
            if self.choices.once_in(16) && self.written.kind.is_workbook() {
                self.written.sheet.hidden_columns.push(next);
            }
            next += 1;
        }
        self.last = next - 1;
    }

    fn put(&mut self, column: u16, value: Value) {
        self.written.sheet.put(self.next, column, value);
    }

    /// Merges cells of this row up to a column.
    fn merge(&mut self, from: u16, to: u16) {
        if from < to {
            self.written
                .sheet
                .merged
                .push(((self.next, from), (self.next, to)));
        }
    }

    fn titles(&mut self) {
        for title in [
            "ĐẢNG BỘ HUYỆN HÒA VANG",
            "DANH SÁCH ĐỀ NGHỊ XÉT CHỌN NĂM 2025",
        ] {
            if self.choices.below(3) == 2 {
                self.put(0, Value::text(title));
                if self.choices.below(2) == 1 {
                    self.merge(0, self.last);
                }
                self.next += 1 + u32::from(self.choices.once_in(3));
            }
        }
    }

    fn head(&mut self) {
        self.repeat_headings();
        self.written.head = self.next;
        if self.choices.once_in(6) {
            for (at, (column, _)) in self.headings.clone().into_iter().enumerate() {
                self.put(
                    column,
                    Value::Number(number((i64::try_from(at).expect("few") + 1) * 10, 10)),
                );
            }
            self.next += 1;
        }
    }

    fn repeat_headings(&mut self) {
        for (column, text) in self.headings.clone() {
            self.put(column, text);
        }
        self.next += 1;
    }

    /// What stands between two rows.
    fn between(&mut self) {
        let (id, name) = (
            self.written.columns[&Column::Id],
            self.written.columns[&Column::Name],
        );
        match self.choices.below(16) {
            9 => self.next += 1,
            10 => self.repeat_headings(),
            11 => {
                self.put(0, Value::text("II. Xã Hòa Phú"));
                self.merge(0, self.last);
                self.next += 1;
            }
            12 => {
                let column = self.choices.of_all(&[0, id, name]);
                let sections = ["II. Xã Hòa Phú", "B", "Khối các xã miền núi"];
                let section = self.choices.of_all(&sections);
                self.put(column, Value::text(section));
                self.next += 1;
            }
            13 => self.total(),
            14 if self.written.kind.is_workbook() => self.written.sheet.hidden_rows.push(self.next),
            _ => {}
        }
    }

    fn total(&mut self) {
        let column = self.choices.of_all(&[
            self.written.columns[&Column::Name],
            self.written.columns[&Column::Id],
            0,
        ]);
        let households = self.written.columns[&Column::Households];
        let sums = ["Tổng cộng", "Cộng", "TỔNG CỘNG:", "Tổng số"];
        let sum = self.choices.of_all(&sums);
        self.put(column, Value::text(sum));
        if column != households {
            self.put(households, Value::Number(1_234.0));
        }
        if self.choices.below(3) == 2 && column + 1 < households {
            self.merge(column, column + 1);
        }
        self.next += 1;
    }

    fn row(&mut self, mut person: Person) {
        for (column, at) in self.written.columns.clone() {
            if let Some(value) = cell(&person, column, self.choices) {
                self.put(at, value);
            }
        }
        if let Some(column) = self.numbers {
            let number = u8::try_from(self.written.people.len() + 1).expect("few");
            self.put(column, Value::Number(number.into()));
        }
        self.next += 1;
        person.row = self.next;
        self.written.people.push(person);
    }

    /// Writes a unit once above its rows, in cells that are merged or left blank.
    fn units(&mut self) {
        let column = self.written.columns[&Column::Unit];
        let people = &self.written.people;
        for pair in 1..people.len() {
            let (above, below) = (&people[pair - 1], &people[pair]);
            if above.unit != below.unit || above.row + 1 != below.row {
                continue;
            }
            let (top, bottom) = (above.row - 1, below.row - 1);
            let sheet = &mut self.written.sheet;
            match self.choices.below(4) {
                2 if sheet
                    .merged
                    .last()
                    .is_none_or(|(_, last)| *last != (top, column)) =>
                {
                    sheet.cells.remove(&(bottom, column));
                    sheet.merged.push(((top, column), (bottom, column)));
                }
                3 if sheet.cells.contains_key(&(top, column)) => {
                    drop(sheet.cells.remove(&(bottom, column)));
                }
                _ => {}
            }
        }
    }

    /// What stands below the table.
    fn below(&mut self) {
        if self.choices.below(3) == 2 {
            self.total();
        }
        if self.choices.below(3) == 2 {
            self.next += u32::from(self.choices.below(2) == 1);
            let name = self.written.columns[&Column::Name];
            let lines = [
                ("Người lập biểu", "Bí thư"),
                ("(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"),
                ("Nguyễn Văn An", "Trần Thị Bình"),
            ];
            for (left, right) in lines {
                self.put(name, Value::text(left));
                let other = [self.last, 0].into_iter().find(|at| *at != name);
                let other = other.expect("there are two");
                self.put(other, Value::text(right));
                self.next += 1 + u32::from(self.choices.below(3) == 2);
            }
        }
    }
}
