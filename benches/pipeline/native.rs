//! The scheme of `criteria/tap-the.toml` written by hand in Rust over binary floating point: what a
//! programmer would write who had to write it once, for speed, and never to explain a result.

use jiff::civil::{Date, date};

use crate::facts::{CLUSTERS, Cell, Collective, DEADLINE, FIELDS, REVIEW};

/// The last day on which a model may have begun to be 180 days old at the review.
const YOUNGEST: Date = date(2025, 6, 3);

/// What became of a collective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Ranked,
    Refused,
    Held,
    Unclassified,
    Incomplete,
    Failed,
}

/// A collective judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) fate: Fate,
    pub(crate) total: Option<f64>,
    pub(crate) class: Option<usize>,
    /// Whether its conditions for each award are met.
    pub(crate) awards: [bool; 3],
    /// Points of III, points of V, complaints with the sign turned.
    pub(crate) ties: [f64; 3],
    /// Whether a low rate of content people asks for a written reason.
    pub(crate) needs_reason: bool,
}

/// The cohort numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Cohorts {
    leader: [Option<f64>; CLUSTERS.len()],
    highest: [Option<f64>; CLUSTERS.len()],
    mean_copied: [Option<f64>; FIELDS.len()],
}

/// Judges everybody.
pub(crate) fn evaluate(collectives: &[Collective]) -> Vec<Verdict> {
    let cohorts = cohorts(collectives);
    collectives.iter().map(|c| judge(c, &cohorts)).collect()
}

/// The places, field by field: indices of the ranked, best first.
pub(crate) fn rank(collectives: &[Collective], verdicts: &[Verdict]) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); FIELDS.len()];
    for (at, collective) in collectives.iter().enumerate() {
        if verdicts[at].fate == Fate::Ranked {
            lists[collective.field].push(at);
        }
    }
    for list in &mut lists {
        list.sort_by(|a, b| {
            let (one, other) = (&verdicts[*a], &verdicts[*b]);
            let total = |verdict: &Verdict| verdict.total.unwrap_or_default();
            let ties = one.ties.iter().zip(&other.ties);
            let ties = ties.map(|(one, other)| other.total_cmp(one));
            total(other)
                .total_cmp(&total(one))
                .then(ties.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
                .then(collectives[*a].number.cmp(&collectives[*b].number))
        });
    }
    lists
}

fn gate(it: &Collective) -> Option<Fate> {
    if !it.registered || it.received > DEADLINE {
        Some(Fate::Refused)
    } else if it.under_inquiry {
        Some(Fate::Held)
    } else if it.begun > YOUNGEST {
        Some(Fate::Unclassified)
    } else {
        None
    }
}

fn is_incomplete(it: &Collective) -> bool {
    let cells = [
        it.inspections,
        it.saved,
        it.households,
        it.all_households,
        it.staff,
        it.opinions_settled,
        it.opinions,
        it.done,
        it.target,
        it.content,
        it.people,
        it.copied,
    ];
    cells.contains(&Cell::Empty)
}

fn cohorts(collectives: &[Collective]) -> Cohorts {
    let mut cohorts = Cohorts::default();
    let mut copied = [(0.0, 0.0); FIELDS.len()];
    for it in collectives.iter().filter(|it| !is_incomplete(it)) {
        if let Cell::Is(number) = it.copied {
            copied[it.field].0 += number;
            copied[it.field].1 += 1.0;
        }
        if gate(it).is_some() {
            continue;
        }
        match (it.done, it.target) {
            (Cell::Is(done), Cell::Is(target)) => {
                raise(&mut cohorts.leader[it.cluster], done / target);
            }
            (Cell::Is(done), _) => raise(&mut cohorts.highest[it.cluster], done),
            _ => {}
        }
    }
    for (mean, (sum, count)) in cohorts.mean_copied.iter_mut().zip(copied) {
        *mean = (count > 0.0).then(|| sum / count);
    }
    cohorts
}

fn raise(highest: &mut Option<f64>, number: f64) {
    *highest = Some(highest.map_or(number, |highest| highest.max(number)));
}

fn judge(it: &Collective, cohorts: &Cohorts) -> Verdict {
    let mut verdict = Verdict {
        fate: Fate::Ranked,
        total: None,
        class: None,
        awards: [false; 3],
        ties: [0.0; 3],
        needs_reason: false,
    };
    let gate = gate(it);
    if is_incomplete(it) {
        verdict.fate = match gate {
            Some(Fate::Refused) => Fate::Refused,
            _ => Fate::Incomplete,
        };
        return verdict;
    }
    let (Some(reporting), Some(people)) = (reporting(it), People::of(it, cohorts)) else {
        verdict.fate = gate.unwrap_or(Fate::Failed);
        return verdict;
    };
    let leadership = if it.has_plan { 6.0 } else { 0.0 } + inspections(it) + reporting;
    let way = creativity(it) + saving(it);
    let harmony = interests(it)
        + steps(
            value(it.content),
            [90.0, 80.0, 70.0, 60.0],
            [4.0, 3.0, 2.0, 1.0],
        );
    let effect = beneficiaries(it) + duration(it);
    let spread = (value(it.copied) * 2.0).min(6.0) + [4.0, 3.0, 2.0, 0.0][it.level];
    let scored = leadership + way + people.points() + harmony + effect + spread;
    let score = match people.result {
        Some(_) => scored,
        None => scored * 100.0 / 95.0,
    };
    let total = round2((score + bonus(it) - deduction(it, cohorts)).clamp(0.0, 100.0));
    verdict.total = Some(total);
    verdict.fate = match gate {
        Some(gate) => gate,
        None if leadership < 10.0 => Fate::Refused,
        None => Fate::Ranked,
    };
    if verdict.fate != Fate::Ranked {
        return verdict;
    }
    let excellent_open = people.every_row_has_points() && it.disciplined == 0.0;
    verdict.class = Some(class(it, total, excellent_open));
    verdict.ties = [people.points(), effect, -it.complaints];
    verdict.awards = awards(it, verdict.class);
    verdict.needs_reason = value(it.content) < 70.0;
    verdict
}

/// The number in a cell; incomplete collectives never come here.
fn value(cell: Cell<f64>) -> f64 {
    match cell {
        Cell::Is(number) => number,
        Cell::NotAssigned | Cell::Empty => 0.0,
    }
}

/// To two digits, half away from zero; the small number takes back what binary division lost.
fn round2(number: f64) -> f64 {
    (number * 100.0 + 0.5 + 1e-7).floor() / 100.0
}

fn steps<const N: usize>(x: f64, from: [f64; N], points: [f64; N]) -> f64 {
    let reached = from.iter().zip(points).find(|(from, _)| x >= **from);
    reached.map_or(0.0, |(_, points)| points)
}

fn inspections(it: &Collective) -> f64 {
    (value(it.inspections) * 2.0).min(8.0)
}

/// I.3; nothing where the paper is silent.
fn reporting(it: &Collective) -> Option<f64> {
    let (quarters, months) = (it.quarters_missing, it.months_missing);
    Some(if quarters == 0.0 && months == 0.0 {
        6.0
    } else if quarters == 0.0 && months <= 2.0 {
        4.0
    } else if (quarters == 0.0 && months == 3.0) || (quarters == 1.0 && months == 0.0) {
        2.0
    } else if quarters == 1.0 && months <= 3.0 {
        return None;
    } else {
        0.0
    })
}

fn creativity(it: &Collective) -> f64 {
    [12.0, 9.0, 6.0, 0.0][it.creativity]
}

fn saving(it: &Collective) -> f64 {
    match it.saved {
        Cell::Is(rate) if rate >= 5.0 => (3.0 + ((rate - 5.0) / 5.0).floor()).min(8.0),
        _ => 0.0,
    }
}

/// Group III, row by row; nothing where a row is dropped.
struct People {
    part: Option<f64>,
    forces: f64,
    opinions: f64,
    result: Option<f64>,
}

impl People {
    /// The rows; nothing where one is outside its bounds, as for somebody whom a gate keeps out of
    /// the cluster and who has done more than its best.
    fn of(it: &Collective, cohorts: &Cohorts) -> Option<Self> {
        let result = result(it, cohorts);
        let people = Self {
            part: participation(it),
            forces: [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.0][it.forces],
            opinions: opinions(it),
            result,
        };
        let within = |points: f64| (0.0..=5.0).contains(&points);
        result.is_none_or(within).then_some(people)
    }

    fn points(&self) -> f64 {
        self.part.unwrap_or(0.0) + self.forces + self.opinions + self.result.unwrap_or(0.0)
    }

    fn every_row_has_points(&self) -> bool {
        let has = |row: Option<f64>| row.is_none_or(|points| points > 0.0);
        has(self.part) && self.forces > 0.0 && self.opinions > 0.0 && has(self.result)
    }
}

fn participation(it: &Collective) -> Option<f64> {
    if it.kind >= 2 {
        let Cell::Is(rate) = it.staff else {
            return None;
        };
        return Some(steps(rate, [95.0, 85.0, 70.0, 50.0], [10.0, 8.0, 5.0, 2.0]));
    }
    let (Cell::Is(households), Cell::Is(all)) = (it.households, it.all_households) else {
        return None;
    };
    let rate = households * 100.0 / all;
    Some(if rate >= 80.0 {
        10.0
    } else if rate >= 60.0 {
        7.0
    } else if rate >= 40.0 {
        4.0
    } else if households > 0.0 {
        1.0
    } else {
        0.0
    })
}

fn opinions(it: &Collective) -> f64 {
    match (it.opinions_settled, it.opinions) {
        (Cell::Is(settled), Cell::Is(all)) => round2(5.0 * (settled / all).min(1.0)),
        _ => 5.0,
    }
}

fn result(it: &Collective, cohorts: &Cohorts) -> Option<f64> {
    let points = match (it.done, it.target) {
        (Cell::Is(done), Cell::Is(target)) if done <= target => 5.0 * done / (2.0 * target),
        (Cell::Is(done), Cell::Is(target)) => {
            let leader = cohorts.leader[it.cluster]?;
            (2.5 + 5.0 * (done / target - 1.0) / (2.0 * (leader - 1.0))).min(5.0)
        }
        (Cell::Is(done), _) => match cohorts.highest[it.cluster]? {
            highest if highest > 0.0 => 5.0 * done / highest,
            _ => 0.0,
        },
        _ => return None,
    };
    Some(round2(points))
}

fn interests(it: &Collective) -> f64 {
    [6.0, 4.0, 2.0, 0.0][it.interests]
}

fn beneficiaries(it: &Collective) -> f64 {
    let people = value(it.people);
    if people == 0.0 {
        return 0.0;
    }
    let (from, each) = if it.hard_area {
        (150.0, 75.0)
    } else {
        (200.0, 100.0)
    };
    (3.0 + 0.5 * ((people - from) / each).floor().max(0.0)).min(8.0)
}

/// Whole years from the beginning to the review.
fn years(it: &Collective) -> i16 {
    let before = (REVIEW.month(), REVIEW.day()) < (it.begun.month(), it.begun.day());
    REVIEW.year() - it.begun.year() - i16::from(before)
}

fn duration(it: &Collective) -> f64 {
    match years(it) {
        3.. => 7.0,
        2 => 5.0,
        1 => 3.0,
        0 => 1.0,
        _ => 0.0,
    }
}

fn bonus(it: &Collective) -> f64 {
    let copied = (0.5 * (value(it.copied) - 3.0).max(0.0)).min(3.0);
    let hard = if it.hard_area { 2.0 } else { 0.0 };
    let shown = if it.creativity == 0 && it.level == 0 {
        2.0
    } else {
        0.0
    };
    copied.min(2.0) + f64::min(hard + shown, 3.0)
}

fn deduction(it: &Collective, cohorts: &Cohorts) -> f64 {
    let complaints = (it.complaints * 2.0).min(6.0);
    let low = |mean: f64| value(it.copied) * 100.0 < mean * 30.0;
    let few = cohorts.mean_copied[it.field].is_some_and(low);
    complaints + if few { 2.0 } else { 0.0 }
}

fn class(it: &Collective, total: f64, excellent_open: bool) -> usize {
    let (excellent, good) = if it.hard_area {
        (85.0, 75.0)
    } else {
        (90.0, 80.0)
    };
    if total >= excellent && excellent_open {
        0
    } else if total >= good {
        1
    } else if total >= 60.0 {
        2
    } else {
        3
    }
}

fn awards(it: &Collective, class: Option<usize>) -> [bool; 3] {
    let excellent = class == Some(0);
    let lasting = years(it) >= 2;
    let recent = |year: &i16| (1..=3).contains(&(REVIEW.year() - year));
    let before = it.certificates.iter().any(recent);
    [
        excellent && before && lasting,
        excellent && lasting,
        class <= Some(1) && class.is_some(),
    ]
}
