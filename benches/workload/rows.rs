//! Units by chance, always the same, as typed rows and as CSV.

use std::fmt::Write as _;

use crate::native::Unit;

pub(crate) const KINDS: [&str; 3] = ["i", "ii", "iii"];
pub(crate) const AREAS: [&str; 3] = ["thuan-loi", "kho-khan", "bien-gioi"];
pub(crate) const CREATIVITY: [&str; 4] = ["rat", "kha", "doi-moi", "khong"];
pub(crate) const LEVELS: [&str; 4] = ["trung-uong", "thanh-pho", "quan", "chua"];
pub(crate) const PARTY: [&str; 4] = ["xuat-sac", "tot", "hoan-thanh", "khong"];
pub(crate) const FORCES: [&str; 6] = [
    "mat-tran",
    "phu-nu",
    "nong-dan",
    "thanh-nien",
    "cuu-chien-binh",
    "cong-doan",
];

/// The columns, in the order of [`line`].
pub(crate) const HEADER: &str = "id,name,loai,vung,muc,cap,ket_qua,ho_tham_gia,tong_ho,so_hop,\
so_kiem_tra,bc_thieu,don_thu,giai_quyet,dan_so,sang_kien,noi_nhan_rong,ky_luat,vi_pham,ty_le_hop,\
ty_le_hai_long,ty_le_ngheo,ty_le_dung_han,da_dang_ky,dang_thanh_tra,co_ke_hoach,nop_muon,luc_luong,\
diem_quy";

/// Numbers by chance from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.next() % end.unsigned_abs()).unwrap_or_default()
    }

    fn choice(&mut self, of: usize) -> u8 {
        let of = i64::try_from(of).unwrap_or(1);
        u8::try_from(self.below(of)).unwrap_or_default()
    }

    /// A rate with one digit after the comma.
    fn rate(&mut self, from: i64) -> f64 {
        let tenths = from * 10 + self.below(1001 - from * 10);
        tenths as f64 / 10.0
    }

    fn percent(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }
}

/// Units one after the other.
pub(crate) fn units(count: usize) -> impl Iterator<Item = Unit> {
    let mut chance = Chance(0x5EED);
    (0..count).map(move |at| unit(at, &mut chance))
}

fn unit(at: usize, chance: &mut Chance) -> Unit {
    let households = 40 + chance.below(400);
    let complaints = chance.below(6);
    let forces = 1 + chance.choice(5);
    let first = chance.choice(2);
    Unit {
        id: format!("DV-{at:07}"),
        name: format!("Tổ dân phố số {at}"),
        kind: chance.choice(3),
        area: chance.choice(3),
        creativity: chance.choice(4),
        level: chance.choice(4),
        party: chance.choice(4),
        households_in: chance.below(households + 1),
        households,
        meetings: chance.below(16),
        inspections: chance.below(6),
        reports_missing: chance.below(5),
        complaints,
        settled: chance.below(complaints + 1),
        people: 5_000 + chance.below(40_000),
        ideas: chance.below(10),
        copies: chance.below(8),
        disciplined: (chance.below(12) - 8).max(0),
        breaches: (chance.below(9) - 6).max(0),
        attendance: chance.rate(40),
        satisfied: chance.rate(40),
        poor: chance.rate(0) / 10.0,
        on_time: chance.rate(20),
        registered: !chance.percent(3),
        inspected: chance.percent(5),
        has_plan: chance.percent(90),
        late: chance.percent(2),
        forces: (first..first + forces).map(|force| force % 6).collect(),
        quarters: (0..4).map(|_| chance.rate(60) / 10.0).collect(),
    }
    .with_one_digit()
}

impl Unit {
    /// Rates as the file has them: the same decimals for both programs.
    fn with_one_digit(mut self) -> Self {
        let one = |rate: f64| (rate * 10.0).round() / 10.0;
        self.poor = one(self.poor);
        self.quarters.iter_mut().for_each(|rate| *rate = one(*rate));
        self
    }
}

/// A unit as a line of CSV, its end included.
pub(crate) fn line(unit: &Unit, csv: &mut String) {
    let yes = |flag: bool| if flag { "yes" } else { "no" };
    let word = |words: &[&'static str], at: u8| words[usize::from(at)];
    let forces: Vec<_> = unit
        .forces
        .iter()
        .map(|force| word(&FORCES, *force))
        .collect();
    let quarters: Vec<_> = unit.quarters.iter().map(ToString::to_string).collect();
    let written = writeln!(
        csv,
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
        unit.id,
        unit.name,
        word(&KINDS, unit.kind),
        word(&AREAS, unit.area),
        word(&CREATIVITY, unit.creativity),
        word(&LEVELS, unit.level),
        word(&PARTY, unit.party),
        unit.households_in,
        unit.households,
        unit.meetings,
        unit.inspections,
        unit.reports_missing,
        unit.complaints,
        unit.settled,
        unit.people,
        unit.ideas,
        unit.copies,
        unit.disciplined,
        unit.breaches,
        unit.attendance,
        unit.satisfied,
        unit.poor,
        unit.on_time,
        yes(unit.registered),
        yes(unit.inspected),
        yes(unit.has_plan),
        yes(unit.late),
        forces.join(";"),
        quarters.join(";"),
    );
    written.expect("a string takes everything");
}
