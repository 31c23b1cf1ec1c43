//! Nominees made up by a small seeded generator: plain structs for the rules by hand, a roster or
//! the text of a table for dvk. The same seed gives the same nominees on any machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use dvk::cohort::words;
use dvk::number::Number;
use dvk::roster::{Nomination, Period, Roster, RowAddress};
use dvk::scheme::{FactEntry, FactValue, PastAward, Scheme, Subject};
use jiff::civil::{Date, date};

/// The day of the review.
pub(crate) const REVIEW: Date = date(2025, 11, 30);

/// The last day for dossiers.
pub(crate) const DEADLINE: Date = date(2025, 11, 15);

/// The review period as its file.
pub(crate) const PERIOD: &str = "name = \"Kỳ xét để đo tốc độ\"\ndate = 2025-11-30\n\
     start = 2025-01-01\nend = 2025-12-31\ndeadline = 2025-11-15\n";

/// The fields, which part the lists.
pub(crate) const FIELDS: [&str; 4] = [
    "kinh-te",
    "van-hoa-xa-hoi",
    "quoc-phong-an-ninh",
    "he-thong-chinh-tri",
];

/// The clusters, which part the quotas and the leaders.
pub(crate) const CLUSTERS: [&str; 3] = ["cum-1", "cum-2", "cum-3"];

const KINDS: [&str; 4] = ["xa-phuong", "khu-dan-cu", "co-quan", "luc-luong"];
const CREATIVITY: [&str; 4] = ["rat-sang-tao", "sang-tao", "co-doi-moi", "khong"];
const INTERESTS: [&str; 4] = ["ca-ba", "hai", "mot", "chua"];
const LEVELS: [&str; 4] = ["trung-uong", "thanh-pho", "quan-huyen", "chua"];
const FORCES: [&str; 6] = [
    "Mặt trận",
    "Đoàn Thanh niên",
    "Hội Phụ nữ",
    "Công an",
    "Hội Cựu chiến binh",
    "Hội Nông dân",
];

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<T> {
    /// A value.
    Is(T),
    /// Not assigned.
    NotAssigned,
    /// Not reported.
    Empty,
}

/// A collective as reported, its facts as plain numbers. Choices are their index, the best first.
#[derive(Debug, Clone)]
pub(crate) struct Collective {
    pub(crate) number: usize,
    pub(crate) field: usize,
    pub(crate) received: Date,
    pub(crate) kind: usize,
    pub(crate) hard_area: bool,
    pub(crate) cluster: usize,
    pub(crate) registered: bool,
    pub(crate) under_inquiry: bool,
    pub(crate) begun: Date,
    pub(crate) has_plan: bool,
    pub(crate) inspections: Cell<f64>,
    pub(crate) months_missing: f64,
    pub(crate) quarters_missing: f64,
    pub(crate) creativity: usize,
    pub(crate) saved: Cell<f64>,
    pub(crate) households: Cell<f64>,
    pub(crate) all_households: Cell<f64>,
    pub(crate) staff: Cell<f64>,
    pub(crate) forces: usize,
    pub(crate) opinions_settled: Cell<f64>,
    pub(crate) opinions: Cell<f64>,
    pub(crate) done: Cell<f64>,
    pub(crate) target: Cell<f64>,
    pub(crate) interests: usize,
    pub(crate) content: Cell<f64>,
    pub(crate) people: Cell<f64>,
    pub(crate) copied: Cell<f64>,
    pub(crate) level: usize,
    pub(crate) complaints: f64,
    pub(crate) disciplined: f64,
    /// The years of its earlier certificates of merit.
    pub(crate) certificates: Vec<i16>,
}

/// Numbers by chance from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    fn below(&mut self, end: u32) -> u32 {
        let drawn = self.next() % u64::from(end);
        u32::try_from(drawn).unwrap_or_default()
    }

    fn in_range(&mut self, from: u32, to: u32) -> f64 {
        f64::from(from + self.below(to - from + 1))
    }

    fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `0..N`, each with its weight.
    fn weighted<const N: usize>(&mut self, weights: [u32; N]) -> usize {
        let mut drawn = self.below(weights.iter().sum());
        for (at, weight) in weights.into_iter().enumerate() {
            if drawn < weight {
                return at;
            }
            drawn -= weight;
        }
        0
    }

    /// A day so many years before the review at the most.
    fn day(&mut self, years: u32) -> Date {
        let year = 2024 - i16::try_from(self.below(years)).unwrap_or_default();
        let month = i8::try_from(1 + self.below(12)).unwrap_or(1);
        let day = i8::try_from(1 + self.below(28)).unwrap_or(1);
        date(year, month, day)
    }
}

/// So many collectives, always the same.
pub(crate) fn collectives(count: usize) -> Vec<Collective> {
    let mut chance = Chance(0x5EED);
    (0..count).map(|at| collective(at, &mut chance)).collect()
}

fn collective(number: usize, chance: &mut Chance) -> Collective {
    let kind = chance.weighted([35, 35, 20, 10]);
    let residential = kind < 2;
    let all = chance.in_range(40, 400);
    let opinions = chance.in_range(1, 60);
    let has_opinions = chance.percent(92);
    // With and without a measured target; 3 % have no measure at all.
    let measured = chance.weighted([85, 12, 3]);
    let target = chance.in_range(10, 100);
    let late = chance.percent(2);
    let young = chance.percent(4);
    let mut collective = Collective {
        number,
        field: chance.weighted([3, 4, 2, 1]),
        received: if late {
            date(2025, 11, 16)
        } else {
            date(2025, 11, 3)
        },
        kind,
        hard_area: chance.percent(25),
        cluster: chance.weighted([1, 1, 1]),
        registered: !chance.percent(2),
        under_inquiry: chance.percent(2),
        begun: if young {
            date(2025, 8, 1)
        } else {
            chance.day(5)
        },
        has_plan: chance.percent(92),
        inspections: Cell::Is(chance.in_range(0, 6)),
        months_missing: f64::from(chance.below(4).saturating_sub(1)),
        quarters_missing: if chance.percent(10) { 1.0 } else { 0.0 },
        creativity: chance.weighted([30, 40, 20, 10]),
        saved: assigned(chance.percent(95), chance.in_range(0, 400) / 10.0),
        households: assigned(residential, chance.in_range(0, 100)),
        all_households: assigned(residential, all),
        staff: assigned(!residential, chance.in_range(450, 1000) / 10.0),
        forces: chance.weighted([5, 10, 20, 30, 20, 15]) + 1,
        opinions_settled: assigned(has_opinions, chance.in_range(0, 100)),
        opinions: assigned(has_opinions, opinions),
        done: assigned(measured < 2, chance.in_range(200, 1600)),
        target: assigned(measured < 1, target),
        interests: chance.weighted([50, 30, 15, 5]),
        content: Cell::Is(chance.in_range(550, 1000) / 10.0),
        people: Cell::Is(chance.in_range(0, 1500)),
        copied: Cell::Is(f64::from(chance.below(10).saturating_sub(2))),
        level: chance.weighted([10, 30, 40, 20]),
        complaints: f64::from(chance.below(14).saturating_sub(10)),
        disciplined: if chance.percent(4) { 1.0 } else { 0.0 },
        certificates: certificates(chance),
    };
    collective.in_proportion();
    collective.leave_out(chance);
    collective
}

fn certificates(chance: &mut Chance) -> Vec<i16> {
    let years = (2021_i16..2025).filter(|_| chance.percent(6));
    years.collect()
}

fn assigned(assigned: bool, value: f64) -> Cell<f64> {
    if assigned {
        Cell::Is(value)
    } else {
        Cell::NotAssigned
    }
}

impl Collective {
    /// Draws in percent become counts of their whole, and the result one of its target.
    fn in_proportion(&mut self) {
        let part = |part: Cell<f64>, whole: Cell<f64>| match (part, whole) {
            (Cell::Is(percent), Cell::Is(whole)) => Cell::Is((whole * percent / 100.0).round()),
            (other, _) => other,
        };
        self.households = part(self.households, self.all_households);
        self.opinions_settled = part(self.opinions_settled, self.opinions);
        self.done = match (self.done, self.target) {
            (Cell::Is(per_mille), Cell::Is(target)) => {
                Cell::Is((per_mille * target / 100.0).round() / 10.0)
            }
            (other, _) => other,
        };
    }

    /// One in fifty has not reported something.
    fn leave_out(&mut self, chance: &mut Chance) {
        if !chance.percent(2) {
            return;
        }
        let cells = [
            &mut self.inspections,
            &mut self.content,
            &mut self.people,
            &mut self.copied,
        ];
        let which = chance.weighted([1, 1, 1, 1]);
        for (_, cell) in cells.into_iter().enumerate().filter(|(at, _)| *at == which) {
            *cell = Cell::Empty;
        }
    }

    /// Its code.
    pub(crate) fn id(&self) -> String {
        format!("TT-{:06}", self.number)
    }

    fn name(&self) -> String {
        format!("Tập thể số {}", self.number)
    }

    fn unit(&self) -> String {
        format!("Đảng ủy số {}", self.number % 47)
    }

    /// What it reports for a fact of the scheme.
    fn given(&self, fact: &str) -> FactEntry {
        match fact {
            "noi_dung" => choice("dan-van-kheo"),
            "ten_mo_hinh" => choice(&format!("Mô hình số {}", self.number)),
            "loai_tap_the" => choice(KINDS[self.kind]),
            "dia_ban" => choice(if self.hard_area {
                "kho-khan"
            } else {
                "thuan-loi"
            }),
            "cum" => choice(CLUSTERS[self.cluster]),
            "da_dang_ky" => FactEntry::Reported(FactValue::YesNo(self.registered)),
            "dang_xac_minh" => FactEntry::Reported(FactValue::YesNo(self.under_inquiry)),
            "ngay_bat_dau" => FactEntry::Reported(FactValue::Date(self.begun)),
            "co_ke_hoach" => FactEntry::Reported(FactValue::YesNo(self.has_plan)),
            "so_lan_kiem_tra" => whole(self.inspections),
            "bc_thang_thieu" => whole(Cell::Is(self.months_missing)),
            "bc_quy_thieu" => whole(Cell::Is(self.quarters_missing)),
            "muc_sang_tao" => choice(CREATIVITY[self.creativity]),
            "ty_le_tiet_kiem" => tenths(self.saved),
            "ho_tham_gia" => whole(self.households),
            "tong_so_ho" => whole(self.all_households),
            "ty_le_cbcc" => tenths(self.staff),
            "luc_luong" => {
                let forces = FORCES[..self.forces].iter();
                let forces = forces.map(|force| FactValue::Text((*force).into()));
                FactEntry::Reported(FactValue::List(forces.collect()))
            }
            "y_kien_giai_quyet" => whole(self.opinions_settled),
            "tong_y_kien" => whole(self.opinions),
            "thuc_hien" => tenths(self.done),
            "chi_tieu" => tenths(self.target),
            "loi_ich" => choice(INTERESTS[self.interests]),
            "ty_le_hai_long" => tenths(self.content),
            "nguoi_thu_huong" => whole(self.people),
            "so_noi_nhan_rong" => whole(self.copied),
            "cap_gioi_thieu" => choice(LEVELS[self.level]),
            "don_thu_vuot_cap" => whole(Cell::Is(self.complaints)),
            "thanh_vien_ky_luat" => whole(Cell::Is(self.disciplined)),
            _ => FactEntry::Missing,
        }
    }

    fn nomination(&self, scheme: &Scheme) -> Nomination {
        let facts = scheme.facts.iter().map(|fact| self.given(&fact.id));
        Nomination {
            id: self.id().into(),
            name: self.name(),
            subject: Subject::Collective,
            unit: Some(self.unit().into()),
            field: Some(FIELDS[self.field].into()),
            received: Some(self.received),
            scheme: 0,
            facts: facts.collect(),
            row: RowAddress {
                file: "nominations.csv".into(),
                row: u64::try_from(self.number).unwrap_or_default() + 2,
            },
        }
    }
}

fn choice(word: &str) -> FactEntry {
    FactEntry::Reported(FactValue::Text(word.into()))
}

fn whole(cell: Cell<f64>) -> FactEntry {
    number(cell, |number| FactValue::Integer(integer(number)))
}

/// A number with one decimal at the most.
fn tenths(cell: Cell<f64>) -> FactEntry {
    number(cell, |number| {
        let tenths = Number::of_parts(integer((number * 10.0).round()), 1);
        FactValue::Number(tenths.unwrap_or_default())
    })
}

fn number(cell: Cell<f64>, value: impl Fn(f64) -> FactValue) -> FactEntry {
    match cell {
        Cell::Is(number) => FactEntry::Reported(value(number)),
        Cell::NotAssigned => FactEntry::NotAssigned,
        Cell::Empty => FactEntry::Missing,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the generator draws small numbers"
)]
fn integer(number: f64) -> i64 {
    number as i64
}

/// The collectives as a roster in memory.
pub(crate) fn roster(scheme: &Scheme, collectives: &[Collective]) -> Roster {
    let history: BTreeMap<Arc<str>, Vec<PastAward>> = collectives
        .iter()
        .filter(|collective| !collective.certificates.is_empty())
        .map(|collective| (collective.id().into(), past(&collective.certificates)))
        .collect();
    Roster {
        period: Period {
            start: Some(date(2025, 1, 1)),
            end: Some(date(2025, 12, 31)),
            deadline: Some(DEADLINE),
            ..Period::on(REVIEW)
        },
        nominations: collectives.iter().map(|c| c.nomination(scheme)).collect(),
        history,
        ..Roster::on(REVIEW)
    }
}

fn past(years: &[i16]) -> Vec<PastAward> {
    let award = |year: &i16| PastAward {
        year: *year,
        award: "bang-khen".to_owned(),
    };
    years.iter().map(award).collect()
}

/// The collectives as the text of `nominations.csv`.
pub(crate) fn nominations_csv(scheme: &Scheme, collectives: &[Collective]) -> String {
    let mut csv = "id,name,subject,unit,field,received".to_owned();
    for fact in &scheme.facts {
        csv.push(',');
        csv.push_str(&fact.id);
    }
    csv.push('\n');
    for collective in collectives {
        let (id, name, unit) = (collective.id(), collective.name(), collective.unit());
        let (field, received) = (FIELDS[collective.field], collective.received);
        // Writing into a text cannot fail.
        let _ = write!(csv, "{id},{name},collective,{unit},{field},{received}");
        for fact in &scheme.facts {
            csv.push(',');
            match collective.given(&fact.id) {
                FactEntry::Reported(value) => csv.push_str(&words(&value)),
                FactEntry::NotAssigned => csv.push_str("KAD"),
                FactEntry::Missing => {}
            }
        }
        csv.push('\n');
    }
    csv
}

/// The earlier awards as the text of `history.csv`.
pub(crate) fn history_csv(collectives: &[Collective]) -> String {
    let mut csv = "nominee,year,award,achievement\n".to_owned();
    for collective in collectives {
        for year in &collective.certificates {
            let id = collective.id();
            let _ = writeln!(csv, "{id},{year},bang-khen,Thành tích năm {year}");
        }
    }
    csv
}
