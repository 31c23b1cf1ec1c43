//! How alike two orders of the same nominees are: the rank correlations of multi-criteria decisions.

use std::collections::BTreeMap;

use crate::commendation::Proposal;
use crate::number::Number;
use crate::ranking::ListKey;

/// Terms of the WS coefficient beyond this place are below its digits: each halves the one before.
const LAST_OF_WS: usize = 64;

/// The digits of a coefficient.
const DIGITS: u32 = 4;

/// How alike the two orders of a list are, over those who have a place in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The scheme of the new edition, by index.
    pub scheme: usize,
    /// The list, by index.
    pub list: usize,
    /// How many have a place in both.
    pub nominees: usize,
    /// Spearman's coefficient, from −1 to 1; `None` where all stand at one place.
    pub spearman: Option<Number>,
    /// Spearman's coefficient weighted toward the top (r_w); `None` for fewer than two.
    pub weighted: Option<Number>,
    /// The WS coefficient of Sałabun and Urbaniak (2020), from 0 to 1, mostly about the top.
    pub ws: Option<Number>,
}

/// The lists that both editions have.
pub(super) fn agreements(before: &Proposal<'_>, after: &Proposal<'_>) -> Vec<Agreement> {
    let old = places(before);
    let mut agreements = Vec::new();
    for (scheme, lists) in after.ranking.schemes.iter().enumerate() {
        let judged = &after.ranking.evaluation.schemes[scheme].judged;
        for (at, list) in lists.iter().enumerate() {
            let key = list_name(&list.key);
            let both = list.places.iter().filter_map(|place| {
                let id = judged[place.nominee].id();
                let old = old.get(&(key.clone(), id.to_owned()))?;
                Some((*old, place.rank))
            });
            let (old, new): (Vec<usize>, Vec<usize>) = both.unzip();
            if new.len() > 1 {
                agreements.push(agreement(scheme, at, &old, &new));
            }
        }
    }
    agreements
}

/// A list by the names and values of what its nominees are alike in.
pub(super) fn list_name(key: &[ListKey]) -> Vec<(String, String)> {
    let parts = key.iter();
    parts
        .map(|part| (part.name.clone(), part.value.clone()))
        .collect()
}

/// Everybody's place, by list and code.
fn places(proposal: &Proposal<'_>) -> BTreeMap<(Vec<(String, String)>, String), usize> {
    let mut places = BTreeMap::new();
    for (scheme, lists) in proposal.ranking.schemes.iter().enumerate() {
        let judged = &proposal.ranking.evaluation.schemes[scheme].judged;
        for list in lists {
            for place in &list.places {
                let id = judged[place.nominee].id().to_owned();
                places.insert((list_name(&list.key), id), place.rank);
            }
        }
    }
    places
}

fn agreement(scheme: usize, list: usize, old: &[usize], new: &[usize]) -> Agreement {
    let rounded = |it: Option<Number>| it.map(|it| it.round(DIGITS));
    let [first, second] = [old, new].map(ranks);
    let means = [&first, &second].map(|ranks| ranks.iter().map(|rank| rank.mean.clone()).collect());
    let [one, two]: [Vec<Number>; 2] = means;
    let lowest = |ranks: &[Rank]| ranks.iter().map(|rank| rank.lowest).collect::<Vec<_>>();
    Agreement {
        scheme,
        list,
        nominees: new.len(),
        spearman: rounded(spearman(&one, &two)),
        weighted: rounded(weighted(&one, &two)),
        ws: rounded(ws(&lowest(&first), &lowest(&second))),
    }
}

/// A rank among those compared, from 1.
struct Rank {
    /// One plus how many are better.
    lowest: usize,
    /// Equals at the mean of theirs.
    mean: Number,
}

fn ranks(places: &[usize]) -> Vec<Rank> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(*place).or_default() += 1;
    }
    let mut better = 0;
    let mut of: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (place, equal) in counts {
        of.insert(place, (better + 1, better + equal));
        better += equal;
    }
    let rank = |place: &usize| {
        let (lowest, highest) = of.get(place).copied().unwrap_or_default();
        let mean = Number::from(lowest + highest).divide(&Number::from(2_usize));
        Rank {
            lowest,
            mean: mean.unwrap_or_default(),
        }
    };
    places.iter().map(rank).collect()
}

/// 1 − 6 Σ d² ÷ (n³ − n).
fn spearman(old: &[Number], new: &[Number]) -> Option<Number> {
    let n = Number::from(new.len());
    let mut sum = Number::default();
    for (x, y) in old.iter().zip(new) {
        let d = x.subtract(y)?;
        sum = sum.add(&d.multiply(&d)?)?;
    }
    let below = n.multiply(&n)?.multiply(&n)?.subtract(&n)?;
    one_less(&sum.multiply(&Number::from(6_usize))?.divide(&below)?)
}

/// 1 − 6 Σ d² ((n − x + 1) + (n − y + 1)) ÷ (n⁴ + n³ − n² − n).
fn weighted(old: &[Number], new: &[Number]) -> Option<Number> {
    let n = Number::from(new.len());
    let twice = Number::from(2 * new.len() + 2);
    let mut sum = Number::default();
    for (x, y) in old.iter().zip(new) {
        let d = x.subtract(y)?;
        let weight = twice.subtract(x)?.subtract(y)?;
        sum = sum.add(&d.multiply(&d)?.multiply(&weight)?)?;
    }
    let square = n.multiply(&n)?;
    let cube = square.multiply(&n)?;
    let fourth = cube.multiply(&n)?;
    let below = fourth.add(&cube)?.subtract(&square)?.subtract(&n)?;
    one_less(&sum.multiply(&Number::from(6_usize))?.divide(&below)?)
}

/// 1 − Σ 2⁻ˣ |x − y| ÷ max(|1 − x|, |n − x|).
fn ws(old: &[usize], new: &[usize]) -> Option<Number> {
    let n = new.len();
    let mut sum = Number::default();
    for (x, y) in old.iter().zip(new).filter(|(x, _)| **x <= LAST_OF_WS) {
        let most = (x - 1).max(n - x);
        let apart = Number::from(x.abs_diff(*y)).divide(&Number::from(most))?;
        let half = Number::from(2_usize).pow(&Number::from(*x))?;
        sum = sum.add(&apart.divide(&half)?)?;
    }
    one_less(&sum)
}

fn one_less(part: &Number) -> Option<Number> {
    Number::from(1_usize).subtract(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five nominees in two orders, with the coefficients worked out by hand from the formulas.
    #[test]
    fn the_coefficients_are_those_of_their_formulas() {
        let old = [1, 2, 3, 4, 5];
        let same = agreement(0, 0, &old, &old);
        let one = Some(Number::from(1_usize));
        assert_eq!(
            (&same.spearman, &same.weighted, &same.ws),
            (&one, &one, &one)
        );
        // The first two change places: d² is 1 twice. 1 − 6·2/120; 1 − 6·(9 + 9)/720;
        // 1 − (1/4)/2 − (1/3)/4.
        let turned = agreement(0, 0, &old, &[2, 1, 3, 4, 5]);
        let shown = |it: Option<Number>| it.expect("there is one").to_string();
        assert_eq!(shown(turned.spearman), "0.9");
        assert_eq!(shown(turned.weighted), "0.85");
        assert_eq!(shown(turned.ws), "0.7917");
        let reversed = agreement(0, 0, &old, &[5, 4, 3, 2, 1]);
        assert_eq!(shown(reversed.spearman), "-1");
    }

    #[test]
    fn equals_stand_at_the_mean_of_their_ranks() {
        let means: Vec<String> = ranks(&[1, 2, 2, 4])
            .iter()
            .map(|it| it.mean.to_string())
            .collect();
        assert_eq!(means, ["1", "2.5", "2.5", "4"]);
    }
}
