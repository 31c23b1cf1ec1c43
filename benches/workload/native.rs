//! The workload's 28 rules by hand, over binary floats: what a program made for them alone costs.

/// What is known of a unit, typed.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: u8,
    pub(crate) area: u8,
    pub(crate) creativity: u8,
    pub(crate) level: u8,
    pub(crate) party: u8,
    pub(crate) households_in: i64,
    pub(crate) households: i64,
    pub(crate) meetings: i64,
    pub(crate) inspections: i64,
    pub(crate) reports_missing: i64,
    pub(crate) complaints: i64,
    pub(crate) settled: i64,
    pub(crate) people: i64,
    pub(crate) ideas: i64,
    pub(crate) copies: i64,
    pub(crate) disciplined: i64,
    pub(crate) breaches: i64,
    pub(crate) attendance: f64,
    pub(crate) satisfied: f64,
    pub(crate) poor: f64,
    pub(crate) on_time: f64,
    pub(crate) registered: bool,
    pub(crate) inspected: bool,
    pub(crate) has_plan: bool,
    pub(crate) late: bool,
    pub(crate) forces: Vec<u8>,
    pub(crate) quarters: Vec<f64>,
}

/// What came out for one unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// 0 ranked, 1 refused, 2 held.
    pub(crate) status: u8,
    pub(crate) points: [f64; 20],
    pub(crate) total: f64,
    pub(crate) class: u8,
    pub(crate) ties: [f64; 2],
}

/// The force that counts twice.
const FRONT: u8 = 0;

fn steps(x: f64, table: &[(f64, f64)]) -> f64 {
    let row = table.iter().find(|(from, _)| x >= *from);
    row.map_or(0.0, |(_, points)| *points)
}

/// One unit judged.
pub(crate) fn judge(unit: &Unit) -> Verdict {
    let refused =
        !unit.registered || unit.late || (unit.reports_missing >= 6 && unit.complaints > 3);
    let held = unit.inspected && unit.disciplined > 0;
    let float = |count: i64| count as f64;
    let households = float(unit.households_in) * 100.0 / float(unit.households);
    let settled = if unit.complaints == 0 {
        7.0
    } else {
        let rate = float(unit.settled) * 100.0 / float(unit.complaints);
        if rate >= 100.0 {
            7.0
        } else if rate >= 90.0 {
            5.0
        } else if rate >= 70.0 {
            3.0
        } else {
            0.0
        }
    };
    let satisfied = unit.satisfied * 9.0 / 100.0;
    let forces = unit.forces.len();
    // Binary sums of tenths miss a threshold by a hair: exact decimals need no such help.
    let mean = unit.quarters.iter().sum::<f64>() / unit.quarters.len() as f64 + 1e-9;
    let mark = match unit.kind {
        0 => 90.0,
        1 => 80.0,
        _ => 70.0,
    };
    let points = [
        if unit.meetings >= 12 {
            6.0
        } else if unit.meetings >= 8 {
            4.0
        } else if unit.meetings >= 4 {
            2.5
        } else {
            0.0
        },
        steps(
            unit.attendance,
            &[
                (95.0, 8.0),
                (90.0, 7.0),
                (80.0, 5.5),
                (70.0, 4.0),
                (60.0, 2.0),
                (50.0, 1.0),
            ],
        ),
        steps(households, &[(90.0, 10.0), (75.0, 7.5), (50.0, 5.0)]),
        match unit.creativity {
            0 => 8.0,
            1 => 8.0 * 75.0 / 100.0,
            2 => 8.0 * 50.0 / 100.0,
            _ => 0.0,
        },
        (float(unit.inspections) * 1.5).min(6.0),
        match unit.reports_missing {
            0 => 5.0,
            1 | 2 => 3.0,
            3 => 1.5,
            _ => 0.0,
        },
        settled,
        (2.0 + ((float(unit.people) - 20_000.0) / 1000.0).floor().max(0.0) * 0.25).min(5.0),
        if unit.area > 0 {
            (satisfied * 1.1).min(9.0)
        } else {
            satisfied
        },
        if unit.poor <= 1.0 {
            5.0
        } else if unit.poor <= 2.5 {
            4.0
        } else if unit.poor <= 4.5 {
            3.0
        } else if unit.poor <= 7.0 {
            1.0
        } else {
            0.0
        },
        if unit.forces.contains(&FRONT) && forces >= 4 {
            4.0
        } else if forces >= 3 {
            3.0
        } else {
            forces as f64
        },
        (unit.on_time * 0.08).clamp(0.0, 8.0),
        match unit.party {
            0 => 6.0,
            1 => 4.5,
            2 => 2.0,
            _ => 0.0,
        },
        if mean >= 8.2 {
            5.0
        } else if mean >= 8.0 {
            3.0
        } else {
            0.0
        },
        if unit.has_plan { 3.0 } else { 0.0 },
        match (unit.attendance >= mark, unit.satisfied >= mark) {
            (true, true) => 5.0,
            (false, false) => 0.0,
            _ => 2.5,
        },
        (float(unit.ideas) * 0.5).min(4.0),
        f64::from(u8::from(unit.copies > 0))
            + f64::from(u8::from(unit.copies > 3))
            + match unit.level {
                0 => 2.0,
                1 => 1.0,
                _ => 0.0,
            },
        (float(unit.breaches) * 2.0).min(10.0),
        match unit.disciplined {
            0 => 0.0,
            1 | 2 => 1.5 * float(unit.disciplined),
            _ => 6.0,
        },
    ]
    // The same hair for halves: 7.425 is less than a half above 7.42 in binary.
    .map(|points| (points * 100.0 + 1e-9).round() / 100.0);
    let scored: f64 = points[..16].iter().sum();
    let total = scored + points[16] + points[17] - points[18] - points[19];
    let total = (total.clamp(0.0, 110.0) * 100.0).round() / 100.0;
    let ladder = [
        match unit.kind {
            0 => 90.0,
            1 => 85.0,
            _ => 80.0,
        },
        if unit.area == 0 { 75.0 } else { 70.0 },
        if unit.disciplined > 2 { 55.0 } else { 50.0 },
    ];
    let class = ladder.iter().position(|from| total >= *from);
    Verdict {
        status: if refused {
            1
        } else if held {
            2
        } else {
            0
        },
        points,
        total,
        class: class.map_or(3, |at| u8::try_from(at).unwrap_or(3)),
        ties: [points[2] + points[8], -float(unit.complaints)],
    }
}
