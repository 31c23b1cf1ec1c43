//! The whole way from a list to ranks as a program made for these rules alone goes it: rows by
//! `serde` into structs, rules by hand over binary floats, a sort, a table by the crate `csv`.

use std::cmp::Reverse;
use std::error::Error;
use std::path::Path;

use serde::Deserialize;

use crate::native::{Unit, judge};
use crate::rows::{AREAS, CREATIVITY, FORCES, KINDS, LEVELS, PARTY};

/// A row as it stands in the file.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    name: String,
    loai: String,
    vung: String,
    muc: String,
    cap: String,
    ket_qua: String,
    ho_tham_gia: i64,
    tong_ho: i64,
    so_hop: i64,
    so_kiem_tra: i64,
    bc_thieu: i64,
    don_thu: i64,
    giai_quyet: i64,
    dan_so: i64,
    sang_kien: i64,
    noi_nhan_rong: i64,
    ky_luat: i64,
    vi_pham: i64,
    ty_le_hop: f64,
    ty_le_hai_long: f64,
    ty_le_ngheo: f64,
    ty_le_dung_han: f64,
    da_dang_ky: String,
    dang_thanh_tra: String,
    co_ke_hoach: String,
    nop_muon: String,
    luc_luong: String,
    diem_quy: String,
}

/// What is kept of a unit.
struct Result {
    id: String,
    name: String,
    status: u8,
    /// In hundredths, so that what is equal on paper is equal here.
    total: i64,
    score: f64,
    bonus: f64,
    deduction: f64,
    class: u8,
    ties: [i64; 2],
}

/// From one file to the other.
pub(crate) fn run(from: &Path, to: &Path) -> std::result::Result<(), Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(from)?;
    let mut results = Vec::new();
    for record in reader.deserialize() {
        let record: Record = record?;
        results.push(result(record)?);
    }
    results.sort_by(|a, b| {
        let merit = |one: &Result| (one.status, Reverse(one.total), Reverse(one.ties));
        merit(a).cmp(&merit(b)).then_with(|| a.id.cmp(&b.id))
    });
    write(&results, to)
}

fn result(record: Record) -> std::result::Result<Result, Box<dyn Error>> {
    let unit = unit(record)?;
    let verdict = judge(&unit);
    let points = verdict.points;
    let hundredths = |number: f64| (number * 100.0).round() as i64;
    Ok(Result {
        status: verdict.status,
        total: hundredths(verdict.total),
        score: points[..16].iter().sum(),
        bonus: points[16] + points[17],
        deduction: points[18] + points[19],
        class: verdict.class,
        ties: verdict.ties.map(hundredths),
        id: unit.id,
        name: unit.name,
    })
}

fn unit(record: Record) -> std::result::Result<Unit, Box<dyn Error>> {
    let yes = |cell: &str| match cell {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(format!("`{other}` is neither yes nor no")),
    };
    let forces = record.luc_luong.split(';').map(|word| code(&FORCES, word));
    let quarters = record.diem_quy.split(';').map(str::parse);
    Ok(Unit {
        kind: code(&KINDS, &record.loai)?,
        area: code(&AREAS, &record.vung)?,
        creativity: code(&CREATIVITY, &record.muc)?,
        level: code(&LEVELS, &record.cap)?,
        party: code(&PARTY, &record.ket_qua)?,
        households_in: record.ho_tham_gia,
        households: record.tong_ho,
        meetings: record.so_hop,
        inspections: record.so_kiem_tra,
        reports_missing: record.bc_thieu,
        complaints: record.don_thu,
        settled: record.giai_quyet,
        people: record.dan_so,
        ideas: record.sang_kien,
        copies: record.noi_nhan_rong,
        disciplined: record.ky_luat,
        breaches: record.vi_pham,
        attendance: record.ty_le_hop,
        satisfied: record.ty_le_hai_long,
        poor: record.ty_le_ngheo,
        on_time: record.ty_le_dung_han,
        registered: yes(&record.da_dang_ky)?,
        inspected: yes(&record.dang_thanh_tra)?,
        has_plan: yes(&record.co_ke_hoach)?,
        late: yes(&record.nop_muon)?,
        forces: forces.collect::<std::result::Result<_, _>>()?,
        quarters: quarters.collect::<std::result::Result<_, _>>()?,
        id: record.id,
        name: record.name,
    })
}

/// The place of a word among its kind.
fn code(words: &[&str], word: &str) -> std::result::Result<u8, String> {
    let at = words.iter().position(|known| *known == word);
    let at = at.ok_or_else(|| format!("`{word}` is not known"))?;
    u8::try_from(at).map_err(|error| error.to_string())
}

const HEADER: [&str; 15] = [
    "Scheme",
    "List",
    "Rank",
    "ID",
    "Name",
    "Unit",
    "Field",
    "Total",
    "Class",
    "Score",
    "Bonus",
    "Deduction",
    "Status",
    "Proposed for",
    "Notes",
];

/// Everybody with a place, the best first, then the others.
fn write(results: &[Result], to: &Path) -> std::result::Result<(), Box<dyn Error>> {
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_record(HEADER)?;
    let (mut rank, mut above) = (0, None);
    for (at, one) in results.iter().enumerate() {
        let merit = (one.total, one.ties);
        if above != Some(merit) {
            rank = at + 1;
            above = Some(merit);
        }
        let ranked = one.status == 0;
        let rank = if ranked {
            rank.to_string()
        } else {
            String::new()
        };
        let class = ["Xuất sắc", "Tốt", "Khá", "Còn lại"];
        let total = one.total as f64 / 100.0;
        writer.write_record([
            "A workload of 28 rules",
            "",
            &rank,
            &one.id,
            &one.name,
            "",
            "",
            &format!("{total:.2}"),
            if ranked {
                class[usize::from(one.class)]
            } else {
                ""
            },
            &format!("{:.2}", one.score),
            &format!("{:.2}", one.bonus),
            &format!("{:.2}", one.deduction),
            ["ranked", "refused", "held"][usize::from(one.status)],
            "",
            "",
        ])?;
    }
    Ok(writer.flush()?)
}
