//! The seats still free while people are seated.

use std::collections::BTreeMap;

use super::quota::Seats;

/// The seats still free.
pub(super) struct Room<'a> {
    /// The quotas that must hold.
    pub(super) quotas: &'a [Seats],
    /// What is left of each, part by part.
    pub(super) left: Vec<Vec<Option<usize>>>,
}

impl<'a> Room<'a> {
    /// Every seat of the quotas.
    pub(super) fn of(quotas: &'a [Seats]) -> Self {
        let left = quotas.iter().map(|quota| quota.seats.clone()).collect();
        Self { quotas, left }
    }

    pub(super) fn part(&self, quota: usize, nominee: usize) -> usize {
        self.quotas[quota].part_of[nominee]
    }

    pub(super) fn left(&self, quota: usize, nominee: usize) -> Option<usize> {
        self.left[quota][self.part(quota, nominee)]
    }

    pub(super) fn has_seat(&self, nominee: usize) -> bool {
        (0..self.quotas.len()).all(|quota| self.left(quota, nominee) != Some(0))
    }

    pub(super) fn take(&mut self, nominee: usize) {
        for quota in 0..self.quotas.len() {
            let part = self.part(quota, nominee);
            if let Some(left) = &mut self.left[quota][part] {
                *left = left.saturating_sub(1);
            }
        }
    }

    /// The quotas at which the others in a block of equals may take every seat before `nominee`.
    pub(super) fn may_lose_at(&self, nominee: usize, block: &[usize]) -> Vec<usize> {
        (0..self.quotas.len())
            .filter(|quota| self.may_lose(*quota, nominee, block))
            .collect()
    }

    pub(super) fn may_lose(&self, quota: usize, nominee: usize, block: &[usize]) -> bool {
        let Some(left) = self.left(quota, nominee) else {
            return false;
        };
        let part = self.part(quota, nominee);
        let rivals = block.iter().copied();
        let rivals = rivals.filter(|r| *r != nominee && self.part(quota, *r) == part);
        let rivals: Vec<usize> = rivals.collect();
        // How many of the rivals can be seated at once: each other quota is an upper bound. With
        // one other quota it is exact; with more, at worst people are asked once too often.
        let others = (0..self.quotas.len()).filter(|other| *other != quota);
        let most = others.map(|other| self.most_seated(other, &rivals)).min();
        most.unwrap_or(rivals.len()).min(rivals.len()) >= left
    }

    pub(super) fn most_seated(&self, quota: usize, rivals: &[usize]) -> usize {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for rival in rivals {
            *counts.entry(self.part(quota, *rival)).or_default() += 1;
        }
        let seated = |(part, count): (usize, usize)| {
            self.left[quota][part].map_or(count, |left| left.min(count))
        };
        counts.into_iter().map(seated).sum()
    }

    /// After the line nobody is seated.
    pub(super) fn close(&mut self, quota: usize, nominee: usize) {
        let part = self.part(quota, nominee);
        self.left[quota][part] = Some(0);
    }
}
