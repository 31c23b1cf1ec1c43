//! The nominee of whom nothing has to be said but that a gate spoke: nothing is missing or dropped,
//! no rule fails, no floor is missed, every number is short. Nearly everybody is such a one, and
//! is judged here over whole numbers of parts of one.
//!
//! Whoever turns out to be otherwise is left to `whole`, which says why. What comes out is the
//! same either way, as `tests/kept.rs` keeps.

use super::early::speaks;
use super::sums::{groups, total};
use super::{AwardTerms, Because, Mark, Outcome, Reason, Status};
use crate::cohort::{Figures, Share, cohort_part, share};
use crate::number::{Decimal, RoundEach};
use crate::rule::plan::Brief;
use crate::rule::scaled::Scaled;
use crate::rule::{Known, Reached, Rulebook, Runner, Site};
use crate::scheme::{
    Criterion, CriterionKind, Floor, GateOutcome, Given, GroupTake, MOST_POINTS, Name, Otherwise,
    Points, Threshold,
};

/// The digits after the comma of everything that is not rounded before it is added up.
const FINE: u8 = 6;

/// How such nominees of a scheme are judged.
#[derive(Debug)]
pub(super) struct Straight<'b> {
    book: &'b Rulebook,
    /// By gate, what it may say.
    gates: Vec<(usize, GateOutcome)>,
    rows: Vec<Row>,
    /// Every group before the one it stands in.
    groups: Vec<Group>,
    sum: Adding,
    /// The total from which each class begins.
    classes: Vec<From>,
    /// The least that a row or a group must reach.
    floors: Vec<(Of, i64)>,
    /// Which of the criteria and the groups rules ask for after the points.
    asked: Vec<Of>,
    /// Standards, by criterion: all of them are met.
    met: Vec<Option<bool>>,
}

/// How points are added up, in parts of one.
#[derive(Debug)]
struct Adding {
    points: Points,
    /// How many digits after the comma a part has, and how many are left after rounding.
    digits: u8,
    rounded: u8,
    least: i64,
    most: Option<i64>,
}

#[derive(Debug)]
struct Row {
    kind: CriterionKind,
    group: Option<usize>,
    max: Scaled,
    /// The same in parts of one.
    most: i64,
    /// Where it does not apply to everybody: what holds of those to whom it does not.
    otherwise: Option<Brief>,
}

#[derive(Debug)]
struct Group {
    at: usize,
    parent: Option<usize>,
    /// Its ceiling, and that of its bonus.
    most: Option<i64>,
    most_bonus: Option<i64>,
}

/// From where a class begins.
#[derive(Debug)]
enum From {
    Anywhere,
    Number(Scaled),
    Rule(Site),
}

/// A criterion or a group, by index.
#[derive(Debug, Clone, Copy)]
enum Of {
    Row(usize),
    Group(usize),
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            figures: [Scaled::default(); 4],
            status: Status::Ranked,
            reasons: Vec::new(),
            class: None,
            groups: Vec::new(),
            ties: Vec::new(),
            awards: Vec::new(),
        }
    }
}

/// Room to work in, used for one nominee after another.
#[derive(Debug, Default)]
pub(super) struct Room {
    gave: Vec<Option<Brief>>,
    points: Vec<i64>,
    groups: Vec<Sum>,
    cohorts: Vec<Option<Decimal>>,
    /// What rules ask for after the points.
    asked_points: Vec<Option<Decimal>>,
    asked_groups: Vec<Option<Decimal>>,
    pub(super) sheet: Sheet,
}

/// What a group comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    points: i64,
    bonus: i64,
}

/// What comes out.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The total, the score, the bonus and the deduction.
    pub(super) figures: [Scaled; 4],
    pub(super) status: Status,
    /// The gates that spoke.
    pub(super) reasons: Vec<Reason>,
    pub(super) class: Option<usize>,
    pub(super) groups: Vec<Scaled>,
    pub(super) ties: Vec<Scaled>,
    pub(super) awards: Vec<AwardTerms>,
}

impl<'b> Straight<'b> {
    /// How such nominees of a scheme are judged; nothing where its numbers are not short, or where
    /// nothing is scored.
    pub(super) fn of(book: &'b Rulebook) -> Option<Self> {
        let scheme = &book.scheme;
        // What people mark, and composition, are no matter of very many.
        let rows_beside = scheme
            .groups
            .iter()
            .any(|group| !group.is_scored() || group.deduction.is_some());
        let under_ceilings = scheme.points.bonus.is_some() || scheme.points.deduction.is_some();
        // Bonus and deduction under ceilings, too, and deductions that are rounded group by group.
        if rows_beside || under_ceilings || scheme.points.round.each == RoundEach::Group {
            return None;
        }
        let has_reserves = scheme.awards.iter().any(|award| !award.reserve.is_empty());
        if has_reserves || !scheme.stages.is_empty() {
            return None;
        }
        let sum = Adding::of(scheme.points)?;
        // The most that everybody can reach does not depend on points, where nothing is dropped.
        let full: Vec<Mark> = scheme.criteria.iter().map(full).collect();
        let mut reached = Vec::new();
        groups(scheme, &full, &mut Vec::new(), &mut reached);
        if !scheme.is_scored() {
            return None;
        }
        total(scheme, &full, &reached)?;
        let rows = scheme.criteria.iter().map(|row| {
            let max = row.max.unwrap_or(MOST_POINTS);
            Some(Row {
                kind: row.kind,
                group: row.group,
                max: Scaled::from_decimal(max)?,
                most: sum.parts(max)?,
                otherwise: otherwise(row),
            })
        });
        let group = |at: &usize| {
            let group = &scheme.groups[*at];
            let parts = |number: Option<Decimal>| number.map(|number| sum.parts(number));
            let most = group.mismatch.as_ref().map(|_| group.max);
            Some(Group {
                at: *at,
                parent: group.parent,
                most: turned(parts(most))?,
                most_bonus: turned(parts(group.bonus))?,
            })
        };
        let classes = scheme.classes.iter().enumerate().map(|(at, class)| {
            Some(match &class.from {
                None => From::Anywhere,
                Some(Threshold::Number(number)) => From::Number(Scaled::from_decimal(*number)?),
                Some(Threshold::Rule(_)) => From::Rule(Site::Class(at)),
            })
        });
        let gates = scheme.gates.iter().enumerate();
        let gates = gates.flat_map(|(at, gate)| {
            let outcomes = gate.rules.iter();
            outcomes.map(move |(outcome, _)| (at, *outcome))
        });
        let mut floors = Vec::new();
        for (at, group) in scheme.groups.iter().enumerate() {
            if let Some(floor) = group.floor {
                floors.push((Of::Group(at), sum.least(floor, reached[at].max)?));
            }
            let Some(floor) = group.each else { continue };
            for (row_at, row) in scheme.criteria.iter().enumerate() {
                if row.kind == CriterionKind::Scored && scheme.lies_in(row.group, at) {
                    floors.push((Of::Row(row_at), sum.least(floor, row.max?)?));
                }
            }
        }
        for (at, row) in scheme.criteria.iter().enumerate() {
            if let (Some(floor), Some(max)) = (row.floor, row.max)
                && row.kind != CriterionKind::Standard
            {
                floors.push((Of::Row(at), sum.least(floor, max)?));
            }
        }
        Some(Self {
            gates: gates.collect(),
            rows: rows.collect::<Option<_>>()?,
            groups: scheme
                .group_order
                .iter()
                .rev()
                .map(group)
                .collect::<Option<_>>()?,
            classes: classes.collect::<Option<_>>()?,
            floors,
            asked: asked(book),
            met: full.iter().map(Mark::met).collect(),
            sum,
            book,
        })
    }

    /// Judges a nominee to whom the runner has turned; nothing where it is to be judged by `whole`.
    /// What comes out is on the sheet in the room.
    pub(super) fn judge(
        &self,
        runner: &mut Runner<'_>,
        room: &mut Room,
        known: &Known<'_>,
        figures: &[Figures],
    ) -> Option<()> {
        self.gates(runner, &mut room.sheet, known)?;
        self.cohorts(runner, room, known, figures)?;
        self.points(runner, room, known)?;
        self.add_up(room);
        let reached = |of: &Of| match *of {
            Of::Row(at) => room.points[at],
            Of::Group(at) => room.groups[at].points,
        };
        if self.floors.iter().any(|(of, least)| reached(of) < *least) {
            return None;
        }
        let sheet = &mut room.sheet;
        if sheet.status == Status::Ranked {
            return self.late(runner, room, known);
        }
        // The rules after the points change nothing about those on whom a gate spoke.
        sheet.class = None;
        sheet.ties.clear();
        sheet.awards.clear();
        Some(())
    }

    /// What the gates say; nothing where something required is missing.
    fn gates(&self, runner: &mut Runner<'_>, sheet: &mut Sheet, known: &Known<'_>) -> Option<()> {
        if !runner.is_complete() {
            let mut facts = self.book.scheme.facts.iter().zip(known.facts);
            if facts.any(|(fact, given)| fact.required && *given == Given::Empty) {
                return None;
            }
        }
        for name in self.book.required_of_row() {
            let is_there = match name {
                Name::Received => known.received.is_some(),
                Name::Unit => known.unit.is_some(),
                _ => known.field.is_some(),
            };
            is_there.then_some(())?;
        }
        let before = Reached::default();
        sheet.status = Status::Ranked;
        sheet.reasons.clear();
        for (at, outcome) in &self.gates {
            match runner.briefly(Site::Gate(*at, *outcome), known, &before)? {
                Brief::YesNo(false) => {}
                // Whom a gate refuses may still be compared with: that is not done here.
                Brief::YesNo(true) if self.book.scheme.cohorts.is_empty() => {
                    let graver = Status::from(*outcome);
                    sheet.status = match sheet.status {
                        Status::Ranked => graver,
                        before => before.min(graver),
                    };
                    sheet.reasons.push(speaks(&self.book.scheme.gates[*at]));
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// The cohort numbers; nothing where somebody is missing from one, or the nominee itself.
    fn cohorts(
        &self,
        runner: &mut Runner<'_>,
        room: &mut Room,
        known: &Known<'_>,
        figures: &[Figures],
    ) -> Option<()> {
        room.cohorts.clear();
        for (at, (cohort, figures)) in self.book.scheme.cohorts.iter().zip(figures).enumerate() {
            let part = cohort_part(cohort, known);
            let share = share(runner, at, cohort, known, false, false);
            if matches!(share, Share::Missing(_)) || figures.lacks_anybody(part.as_deref()) {
                return None;
            }
            room.cohorts.push(figures.figure(part.as_deref()));
        }
        Some(())
    }

    /// The points of every row, in parts of one.
    fn points(&self, runner: &mut Runner<'_>, room: &mut Room, known: &Known<'_>) -> Option<()> {
        let reached = Reached {
            cohorts: &room.cohorts,
            ..Reached::default()
        };
        runner.rows(known, &reached, &mut room.gave);
        room.points.clear();
        for (row, gave) in self.rows.iter().zip(&room.gave) {
            let gave = match (*gave, &row.otherwise) {
                (Some(gave), _) => gave,
                (None, None) => return None,
                (None, Some(otherwise)) => {
                    let at = room.points.len();
                    let applies = Site::CriterionApplies(at);
                    match runner.briefly(applies, known, &reached)? {
                        Brief::YesNo(true) => {
                            runner.briefly(Site::Criterion(at), known, &reached)?
                        }
                        Brief::YesNo(false) => *otherwise,
                        Brief::Number(_) => return None,
                    }
                }
            };
            room.points.push(match (gave, row.kind) {
                (Brief::YesNo(true), CriterionKind::Standard) => 0,
                (Brief::YesNo(_), _) | (_, CriterionKind::Standard) => return None,
                (Brief::Number(points), _) => self.sum.mark(row, points)?,
            });
        }
        Some(())
    }

    /// The groups and the total.
    fn add_up(&self, room: &mut Room) {
        let scheme = &self.book.scheme;
        let sum = &self.sum;
        room.groups.clear();
        room.groups.resize(self.groups.len(), Sum::default());
        let (mut score, mut bonus, mut deduction) = (0, 0, 0);
        for (row, points) in self.rows.iter().zip(&room.points) {
            match (row.kind, row.group) {
                (CriterionKind::Scored, Some(at)) => {
                    room.groups[at].take(scheme.groups[at].take, *points);
                }
                (CriterionKind::Bonus, Some(at)) => room.groups[at].bonus += points,
                (CriterionKind::Scored, None) => score += sum.at(RoundEach::Group, *points),
                (CriterionKind::Bonus, None) => bonus += sum.at(RoundEach::Group, *points),
                (CriterionKind::Deduction, _) => deduction += points,
                (CriterionKind::Standard, _) => {}
            }
        }
        for group in &self.groups {
            let it = &mut room.groups[group.at];
            it.points = sum.at(RoundEach::Group, capped(it.points, group.most));
            it.bonus = sum.at(RoundEach::Group, capped(it.bonus, group.most_bonus));
            let it = *it;
            match group.parent {
                Some(parent) => {
                    room.groups[parent].take(scheme.groups[parent].take, it.points);
                    room.groups[parent].bonus += it.bonus;
                }
                None => {
                    score += it.points;
                    bonus += it.bonus;
                }
            }
        }
        let bounded = (score + bonus - deduction).max(sum.least);
        let total = sum.round(capped(bounded, sum.most));
        let sheet = &mut room.sheet;
        sheet.figures = [total, score, bonus, deduction].map(|parts| sum.number(parts));
        sheet.groups.clear();
        let groups = room.groups.iter();
        sheet.groups.extend(groups.map(|it| sum.number(it.points)));
    }

    /// What stands after the total: the class, tie keys, award terms.
    fn late(&self, runner: &mut Runner<'_>, room: &mut Room, known: &Known<'_>) -> Option<()> {
        let scheme = &self.book.scheme;
        for of in &self.asked {
            let (list, at, points) = match *of {
                Of::Row(at) => (&mut room.asked_points, at, room.points[at]),
                Of::Group(at) => (&mut room.asked_groups, at, room.groups[at].points),
            };
            if list.len() <= at {
                list.resize(at + 1, None);
            }
            list[at] = Some(self.sum.number(points).to_decimal());
        }
        let sheet = &mut room.sheet;
        let total = sheet.figures[0];
        let mut reached = Reached {
            cohorts: &room.cohorts,
            points: &room.asked_points,
            met: &self.met,
            groups: &room.asked_groups,
            total: Some(total.to_decimal()),
            class: None,
        };
        sheet.class = None;
        for (at, from) in self.classes.iter().enumerate() {
            let is_reached = match from {
                From::Anywhere => true,
                From::Number(from) => total.compare(*from).is_ge(),
                // A threshold is asked for even where it no longer matters: it may fail.
                From::Rule(site) => match runner.briefly(*site, known, &reached)? {
                    Brief::Number(from) => total.compare(from).is_ge(),
                    Brief::YesNo(_) => return None,
                },
            };
            if is_reached && sheet.class.is_none() {
                sheet.class = Some(at);
            }
        }
        reached.class = Some(sheet.class);
        sheet.ties.clear();
        for at in 0..scheme.ranking.ties.len() {
            let gave = runner.briefly(Site::Tie(at), known, &reached)?;
            sheet.ties.push(key(gave));
        }
        sheet.awards.clear();
        for (at, award) in scheme.awards.iter().enumerate() {
            let mut denied = false;
            if award.when.is_some() {
                denied = match runner.briefly(Site::AwardWhen(at), known, &reached)? {
                    Brief::YesNo(holds) => !holds,
                    Brief::Number(_) => return None,
                };
            }
            let mut order = Vec::with_capacity(award.order.len());
            for step in 0..award.order.len() {
                let gave = runner.briefly(Site::AwardOrder(at, step), known, &reached)?;
                order.push(key(gave).to_decimal());
            }
            sheet.awards.push(AwardTerms {
                meets: !denied,
                denied,
                reserves: Vec::new(),
                order,
            });
        }
        Some(())
    }
}

impl Sum {
    fn take(&mut self, how: GroupTake, points: i64) {
        self.points = match how {
            GroupTake::Sum => self.points + points,
            GroupTake::Best => self.points.max(points),
        };
    }
}

impl Adding {
    fn of(points: Points) -> Option<Self> {
        let rounded = u8::try_from(points.round.digits).ok()?;
        let digits = match points.round.each {
            RoundEach::Criterion => rounded,
            RoundEach::Group | RoundEach::Total => rounded.max(FINE),
        };
        let parts = |number| Scaled::from_decimal(number)?.parts(digits);
        Some(Self {
            least: parts(points.least)?,
            most: turned(points.most.map(parts))?,
            points,
            digits,
            rounded,
        })
    }

    /// A number in parts of one, where it is a whole number of them.
    fn parts(&self, number: Decimal) -> Option<i64> {
        Scaled::from_decimal(number)?.parts(self.digits)
    }

    /// So many parts as a number.
    #[inline]
    fn number(&self, parts: i64) -> Scaled {
        Scaled::of_parts(parts, self.digits)
    }

    /// The points of a row; nothing where they are out of its bounds.
    #[inline]
    fn mark(&self, row: &Row, points: Scaled) -> Option<i64> {
        let parts = points.smaller(self.digits);
        parts.map_or_else(
            || self.long_mark(row, points),
            |parts| (0 <= parts && parts <= row.most).then_some(parts),
        )
    }

    /// The same of points with more digits, which may have to be rounded.
    #[inline(never)]
    fn long_mark(&self, row: &Row, points: Scaled) -> Option<i64> {
        // They are held against their bounds before they are rounded.
        if points.is_negative() || points.compare(row.max).is_gt() {
            return None;
        }
        let points = match self.points.round.each {
            RoundEach::Criterion => points.round(self.rounded.into()),
            RoundEach::Group | RoundEach::Total => points,
        };
        points.parts(self.digits)
    }

    /// Rounded, where this is the level that is rounded.
    #[inline]
    fn at(&self, level: RoundEach, parts: i64) -> i64 {
        if self.points.round.each == level {
            self.round(parts)
        } else {
            parts
        }
    }

    #[inline]
    fn round(&self, parts: i64) -> i64 {
        if self.digits == self.rounded {
            return parts;
        }
        let rounded = self.number(parts).round(self.rounded.into());
        rounded.parts(self.digits).unwrap_or(parts)
    }

    /// The least points that reach a floor, in parts of one; nothing where even the most do not.
    fn least(&self, floor: Floor, max: Decimal) -> Option<i64> {
        let is_reached = |parts: i64| floor.is_reached(self.number(parts).to_decimal(), max);
        let (mut below, mut reached) = (-1, self.parts(max)?);
        is_reached(reached).then_some(())?;
        while reached - below > 1 {
            let middle = below + (reached - below) / 2;
            if is_reached(middle) {
                reached = middle;
            } else {
                below = middle;
            }
        }
        Some(reached)
    }
}

/// What holds of those to whom a row does not apply; nothing where it is dropped.
fn otherwise(row: &Criterion) -> Option<Brief> {
    row.applies.as_ref()?;
    let is_full = match row.otherwise? {
        Otherwise::Full => true,
        Otherwise::Zero => false,
        Otherwise::Drop => return None,
    };
    if row.kind == CriterionKind::Standard {
        return Some(Brief::YesNo(is_full));
    }
    let points = row.max.filter(|_| is_full).unwrap_or_default();
    Scaled::from_decimal(points).map(Brief::Number)
}

/// A key of an order: yes counts 1, no counts 0.
fn key(gave: Brief) -> Scaled {
    match gave {
        Brief::Number(number) => number,
        Brief::YesNo(yes) => Scaled::whole(i64::from(yes)),
    }
}

fn capped(parts: i64, most: Option<i64>) -> i64 {
    most.map_or(parts, |most| parts.min(most))
}

/// Nothing where a number that is there could not be told in parts.
fn turned(parts: Option<Option<i64>>) -> Option<Option<i64>> {
    parts.map_or(Some(None), |parts| parts.map(Some))
}

/// A row with everything there is to reach in it.
fn full(row: &Criterion) -> Mark {
    let outcome = match row.kind {
        CriterionKind::Standard => Outcome::Met(true),
        _ => Outcome::Points(Decimal::ZERO),
    };
    Mark {
        outcome,
        because: Because::Rule,
    }
}

/// Which criteria and groups the rules after the points ask for.
fn asked(book: &Rulebook) -> Vec<Of> {
    let mut asked = Vec::new();
    for site in book.rules_after_points() {
        for (_, name) in book.reads(site) {
            match *name {
                Name::Criterion(at) => asked.push(Of::Row(at)),
                Name::Group(at) => asked.push(Of::Group(at)),
                _ => {}
            }
        }
    }
    asked
}
