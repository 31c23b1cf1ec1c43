//! Nominees in order of merit: the total, then the chain of ties, higher first; equals by id.
//!
//! What decides stands beside the index, in machine words where the numbers fit, so that sorting
//! a million moves little memory.

use std::cmp::Ordering;

use crate::evaluation::Verdict;
use crate::number::Number;

/// Nominees in order of merit.
pub(super) struct Order {
    sorted: Vec<Ranked>,
    keys: Keys,
}

/// A nominee to be sorted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    /// Its total, or as much of it as sets it apart from others; 0 where only `keys` tell.
    first: i64,
    /// Its first key of the tie chain, or 0 where only `keys` tell: very many have the same total,
    /// and their keys stand all over the memory.
    second: i64,
    /// The nominee, by index among the scheme's judgements.
    pub(super) nominee: u32,
    /// Where its keys stand.
    at: u32,
}

/// Nominees of the same merit.
pub(super) struct Equals<'o> {
    /// By id.
    pub(super) nominees: &'o [Ranked],
    /// The step of the tie chain that set them apart from the next above; nothing where the total
    /// did, or where nobody is above.
    pub(super) parted_by: Option<u32>,
}

/// What decides beside what stands with each nominee.
enum Keys {
    /// The keys of the tie chain, all in the same parts of one.
    Short { chain: usize, keys: Vec<i64> },
    /// Numbers that fit no machine word: the totals, and the keys of the tie chain.
    Wide {
        chain: usize,
        totals: Vec<Option<Number>>,
        keys: Vec<Number>,
    },
}

/// Whether what decides was written down in machine words.
enum Short {
    Taken,
    /// It does not fit.
    Never,
    /// It has more digits after the comma.
    At(u32),
}

impl Order {
    /// Sorts those at some indexes, which ascend.
    pub(super) fn of(judged: &[Verdict], nominees: &[usize], chain: usize) -> Self {
        let small = |index: usize| u32::try_from(index).expect("nobody ranks so many");
        let ranked = nominees.iter().enumerate().map(|(at, nominee)| Ranked {
            first: 0,
            second: 0,
            nominee: small(*nominee),
            at: small(at),
        });
        let mut order = Self {
            sorted: ranked.collect(),
            keys: Keys::Short {
                chain,
                keys: Vec::with_capacity(nominees.len() * chain),
            },
        };
        if !order.take_short(judged) {
            order.take_wide(judged, chain);
        }
        let keys = &order.keys;
        // Judgements stand by id: the index says who comes first.
        order
            .sorted
            .sort_unstable_by(|a, b| keys.compare(b, a).then(a.nominee.cmp(&b.nominee)));
        order
    }

    /// Writes down what decides in machine words, if that can be.
    fn take_short(&mut self, judged: &[Verdict]) -> bool {
        let mut scale = 0;
        // Numbers mostly have as many digits as those of the first few.
        loop {
            match self.take_short_at(judged, scale) {
                Short::Taken => return true,
                Short::Never => return false,
                Short::At(finer) => scale = finer,
            }
        }
    }

    /// The same with so many digits after the comma.
    fn take_short_at(&mut self, judged: &[Verdict], scale: u32) -> Short {
        let Keys::Short { keys, .. } = &mut self.keys else {
            return Short::Never;
        };
        keys.clear();
        let mut scored = 0;
        for ranked in &mut self.sorted {
            let one = &judged[ranked.nominee as usize];
            let (mut fits, mut finest) = (true, scale);
            let mut short = |number: &Number| {
                let parts = number.in_parts(scale);
                if parts.is_none() {
                    finest = finest.max(number.decimals().unwrap_or(0));
                    fits = false;
                }
                parts.unwrap_or_default()
            };
            let total = one.total();
            scored += usize::from(total.is_some());
            ranked.first = total.map_or(0, &mut short);
            let start = keys.len();
            keys.extend(one.ties().map(&mut short));
            ranked.second = keys.get(start).copied().unwrap_or_default();
            if finest > scale {
                return Short::At(finest);
            }
            if !fits {
                return Short::Never;
            }
        }
        if scored != 0 && scored != self.sorted.len() {
            return Short::Never;
        }
        Short::Taken
    }

    fn take_wide(&mut self, judged: &[Verdict], chain: usize) {
        let (mut totals, mut keys) = (Vec::new(), Vec::new());
        for ranked in &mut self.sorted {
            (ranked.first, ranked.second) = (0, 0);
            let one = &judged[ranked.nominee as usize];
            totals.push(one.total().cloned());
            keys.extend(one.ties().cloned());
        }
        self.keys = Keys::Wide {
            chain,
            totals,
            keys,
        };
    }

    /// Those of the same merit together, the best first.
    pub(super) fn equals(&self) -> impl Iterator<Item = Equals<'_>> {
        let same = |a: &Ranked, b: &Ranked| self.keys.compare(a, b) == Ordering::Equal;
        let mut above: Option<&Ranked> = None;
        self.sorted.chunk_by(same).map(move |nominees| {
            let first = &nominees[0];
            let parted_by = above.and_then(|above| self.keys.parted_by(above, first));
            above = nominees.last();
            Equals {
                nominees,
                parted_by,
            }
        })
    }
}

impl Keys {
    fn compare(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let first = (a.first, a.second).cmp(&(b.first, b.second));
        first.then_with(|| {
            self.compare_totals(a, b)
                .then_with(|| self.compare_ties(a, b))
        })
    }

    fn compare_totals(&self, a: &Ranked, b: &Ranked) -> Ordering {
        match self {
            Self::Short { .. } => a.first.cmp(&b.first),
            Self::Wide { totals, .. } => totals[a.at as usize].cmp(&totals[b.at as usize]),
        }
    }

    fn compare_ties(&self, a: &Ranked, b: &Ranked) -> Ordering {
        match self {
            Self::Short { chain, keys } => of(keys, *chain, a).cmp(of(keys, *chain, b)),
            Self::Wide { chain, keys, .. } => of(keys, *chain, a).cmp(of(keys, *chain, b)),
        }
    }

    /// The first step of the tie chain in which two differ that have the same total.
    fn parted_by(&self, above: &Ranked, below: &Ranked) -> Option<u32> {
        if self.compare_totals(above, below) != Ordering::Equal {
            return None;
        }
        fn differ<K: PartialEq>(above: &[K], below: &[K]) -> Option<u32> {
            let step = above.iter().zip(below).position(|(a, b)| a != b)?;
            Some(u32::try_from(step).expect("no scheme has so many ties"))
        }
        match self {
            // The first key stands at hand; of the others most are never looked at.
            Self::Short { chain, .. } if *chain > 0 && above.second != below.second => Some(0),
            Self::Short { chain, keys } => differ(of(keys, *chain, above), of(keys, *chain, below)),
            Self::Wide { chain, keys, .. } => {
                differ(of(keys, *chain, above), of(keys, *chain, below))
            }
        }
    }
}

/// The keys of one.
fn of<'k, K>(keys: &'k [K], chain: usize, one: &Ranked) -> &'k [K] {
    &keys[one.at as usize * chain..][..chain]
}
