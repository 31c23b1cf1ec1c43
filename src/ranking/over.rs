//! Why one stands above another: down to the first step that sets them apart.

use super::Ranking;
use crate::evaluation::Mark;
use crate::number::Number;
use crate::scheme::{CriterionKind, Settle};

/// Two nominees held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// How they stand.
    pub standing: Stands,
    /// The rows in which they differ, the greatest difference first. Points that are taken off
    /// count as less.
    pub rows: Vec<Difference>,
    /// What the rows do not explain: ceilings, rescaling, rounding.
    pub rest: Number,
    /// The steps of the tie chain that were needed, in order; the last one decides unless they
    /// are equal.
    pub ties: Vec<TieStep>,
}

/// How two nominees stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Both are the same nominee.
    SameOne,
    /// They are judged by different schemes.
    OtherScheme,
    /// One or both have no place.
    NoPlace,
    /// They stand in different lists.
    OtherList,
    /// The first stands above (or below) by its total.
    ByTotal {
        /// Whether the first stands above.
        above: bool,
    },
    /// The first stands above (or below) by a step of the tie chain, by index.
    ByTie {
        /// Whether the first stands above.
        above: bool,
        /// The step.
        step: usize,
    },
    /// They are equal at every step, and the first stands above (or below) as the council or the
    /// lot put them.
    BySettled {
        /// Whether the first stands above.
        above: bool,
    },
    /// They are equal at every step; what settles that.
    Equal(Settle),
}

/// A row in which two nominees differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The criterion, by index.
    pub criterion: usize,
    /// The points of the first; nothing where the row is dropped.
    pub one: Option<Number>,
    /// The points of the other.
    pub other: Option<Number>,
    /// By how much the first is better.
    pub by: Number,
}

/// A step of the tie chain with both keys; the higher stands above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieStep {
    /// The step, by index.
    pub step: usize,
    /// The key of the first.
    pub one: Number,
    /// The key of the other.
    pub other: Number,
}

/// Holds two nominees against each other, each by its scheme and its judgement there.
pub fn over(ranking: &Ranking<'_>, one: (usize, usize), other: (usize, usize)) -> Over {
    let mut over = Over {
        standing: Stands::OtherScheme,
        rows: Vec::new(),
        rest: Number::ZERO,
        ties: Vec::new(),
    };
    if one == other {
        over.standing = Stands::SameOne;
        return over;
    }
    if one.0 != other.0 {
        return over;
    }
    let evaluated = &ranking.evaluation.schemes[one.0];
    let scheme = &evaluated.book.scheme;
    let roster = ranking.evaluation.roster;
    let (first, second) = (
        &evaluated.sheet(roster, one.1),
        &evaluated.sheet(roster, other.1),
    );
    for (at, row) in scheme.criteria.iter().enumerate() {
        let of = |marks: &[Mark]| marks.get(at).and_then(Mark::points).cloned();
        let (one, other) = (of(&first.marks), of(&second.marks));
        if one == other || first.marks.is_empty() || second.marks.is_empty() {
            continue;
        }
        let apart = one.clone().unwrap_or_default() - other.clone().unwrap_or_default();
        let by = if row.kind == CriterionKind::Deduction {
            -apart
        } else {
            apart
        };
        over.rows.push(Difference {
            criterion: at,
            one,
            other,
            by,
        });
    }
    over.rows
        .sort_by_key(|row| (std::cmp::Reverse(row.by.abs()), row.criterion));
    if let (Some(one), Some(other)) = (first.total(), second.total()) {
        let rows: Number = over.rows.iter().map(|row| &row.by).sum();
        over.rest = one - other - rows;
    }
    let stands = |nominee: usize| {
        let mut lists = ranking.schemes[one.0].iter().enumerate();
        lists.find_map(|(at, list)| {
            let place = list.places.iter().find(|place| place.nominee == nominee)?;
            Some((at, place.rank))
        })
    };
    let (Some((here, rank)), Some((there, below))) = (stands(one.1), stands(other.1)) else {
        over.standing = Stands::NoPlace;
        return over;
    };
    if here != there {
        over.standing = Stands::OtherList;
        return over;
    }
    if first.total() != second.total() {
        let above = first.total() > second.total();
        over.standing = Stands::ByTotal { above };
        return over;
    }
    for (step, (one, other)) in first.ties().zip(second.ties()).enumerate() {
        let (one, other) = (one.clone(), other.clone());
        let order = one.cmp(&other);
        over.ties.push(TieStep { step, one, other });
        if order.is_ne() {
            let above = order.is_gt();
            over.standing = Stands::ByTie { above, step };
            return over;
        }
    }
    over.standing = if rank == below {
        Stands::Equal(scheme.ranking.last)
    } else {
        Stands::BySettled {
            above: rank < below,
        }
    };
    over
}
