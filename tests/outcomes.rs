//! Proposals against every way in which what is open may come out, each seated one by one: votes not
//! yet held, and equals in whatever order people take them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dvk::commendation::{AwardProposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Options, load};
use dvk::locale::Locale;
use dvk::ranking::{Options as Choices, rank_with};
use dvk::roster::{RowAddress, VoteCount};
use proptest::prelude::*;
use proptest::sample::select;

/// A random award: the seats in all, in each field and for each answer of a fact.
#[derive(Debug, Clone)]
struct Prize {
    seats: usize,
    per_field: Option<usize>,
    per_answer: Option<usize>,
    line: &'static str,
    vote: bool,
    reserve: Option<usize>,
    not_with: bool,
}

/// A random nominee; the votes are by award.
#[derive(Debug, Clone)]
struct Nominee {
    field: &'static str,
    answer: bool,
    kind: bool,
    points: u32,
    votes: Vec<Option<bool>>,
}

#[derive(Debug, Clone)]
struct Story {
    listed: bool,
    awards: Vec<Prize>,
    nominees: Vec<Nominee>,
    /// So many others wait for the vote on an award of their own: far too many ways to look at each.
    others: usize,
}

fn prize(plain: bool) -> impl Strategy<Value = Prize> {
    (
        0..5_usize,
        proptest::option::weighted(0.4, 0..3_usize),
        proptest::option::weighted(0.3, 0..3_usize),
        select(vec!["ask", "ask", "all", "none"]),
        any::<bool>(),
        proptest::option::weighted(0.4, 1..4_usize),
        any::<bool>(),
    )
        .prop_map(
            move |(seats, per_field, per_answer, line, vote, reserve, not_with)| {
                // Where three quotas meet, who stands at a line is said with an upper bound.
                let per_answer = per_answer.filter(|_| line == "ask" || per_field.is_none());
                let is_one = per_field.is_none() && per_answer.is_none();
                Prize {
                    seats,
                    per_field: per_field.filter(|_| !plain),
                    per_answer: per_answer.filter(|_| !plain),
                    line,
                    vote,
                    reserve: reserve.filter(|_| !plain && (line == "ask" || is_one)),
                    not_with,
                }
            },
        )
}

fn nominee() -> impl Strategy<Value = Nominee> {
    (
        select(vec!["kinh-te", "van-hoa"]),
        any::<bool>(),
        any::<bool>(),
        0..4_u32,
        proptest::collection::vec(proptest::option::weighted(0.6, any::<bool>()), 2),
    )
        .prop_map(|(field, answer, kind, points, votes)| Nominee {
            field,
            answer,
            kind,
            points,
            votes,
        })
}

fn story(plain: bool, others: usize) -> impl Strategy<Value = Story> {
    (
        any::<bool>(),
        proptest::collection::vec(prize(plain), 1..3),
        proptest::collection::vec(nominee(), 1..6),
    )
        .prop_map(move |(listed, awards, nominees)| Story {
            listed,
            awards,
            nominees,
            others,
        })
}

fn scheme(story: &Story) -> String {
    let lists = if story.listed {
        "lists = [\"field\"]\n"
    } else {
        ""
    };
    let mut text = format!(
        "id = \"thu\"\n[facts.diem]\ntype = \"integer\"\n[facts.thuoc]\ntype = \"yes-no\"\n\
         [facts.ngoai]\ntype = \"yes-no\"\n[facts.phan]\ntype = \"choice\"\nchoices = [\"mot\", \"hai\"]\n\
         [[criterion]]\nid = \"a\"\nmax = 100\nbasis = \"x\"\nrule = \"diem\"\n\
         [ranking]\nlast = \"shared\"\n{lists}"
    );
    for (at, prize) in story.awards.iter().enumerate() {
        let more = |seats: Option<usize>, per: &str| {
            seats.map_or_else(String::new, |seats| {
                format!(", {{ seats = {seats}, per = \"{per}\" }}")
            })
        };
        let _ = writeln!(
            text,
            "[[award]]\nid = \"giai-{at}\"\nwhen = \"!ngoai\"\nline = \"{}\"\nquota = [{{ seats = {} }}{}{}]",
            prize.line,
            prize.seats,
            more(prize.per_field, "field"),
            more(prize.per_answer, "phan"),
        );
        if prize.vote {
            text.push_str("vote = { at_least = \"2/3\", of = \"members\" }\n");
        }
        if let Some(least) = prize.reserve {
            let _ = writeln!(
                text,
                "reserve = [{{ at_least = {least}, when = \"thuoc\" }}]"
            );
        }
        if prize.not_with && at > 0 {
            let _ = writeln!(text, "not_with = [\"giai-{}\"]", at - 1);
        }
    }
    if story.others > 0 {
        text.push_str(
            "[[award]]\nid = \"khac\"\nwhen = \"ngoai\"\n\
             vote = { at_least = \"2/3\", of = \"members\" }\n",
        );
    }
    text
}

fn proposals(story: &Story) -> Vec<AwardProposal> {
    let mut list = "id,name,subject,field,diem,thuoc,phan,ngoai\n".to_owned();
    for (at, nominee) in story.nominees.iter().enumerate() {
        let _ = writeln!(
            list,
            "N{at:05},Tên {at},tập thể,{},{},{},{},không",
            nominee.field,
            nominee.points,
            if nominee.kind { "có" } else { "không" },
            if nominee.answer { "mot" } else { "hai" },
        );
    }
    for at in 0..story.others {
        let _ = writeln!(
            list,
            "O{at:05},Khác {at},tập thể,kinh-te,{},không,mot,có",
            at % 4
        );
    }
    let file = |name: &str, text: String| File {
        name: name.into(),
        bytes: text.into_bytes(),
    };
    let period = "date = 2025-11-30\n[meeting]\nmembers = 9\npresent = 9\n";
    let files = [
        file("thu.toml", scheme(story)),
        file("period.toml", period.to_owned()),
        file("nominations.csv", list),
    ];
    let mut loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    let roster = loaded.roster.as_mut().expect("the nominees were read");
    for (at, nominee) in story.nominees.iter().enumerate() {
        let votes = nominee.votes.iter().enumerate();
        let counts = votes.filter_map(|(award, passes)| {
            let agree = if (*passes)? { 9 } else { 0 };
            Some(VoteCount {
                award,
                agree,
                disagree: 9 - agree,
                no_opinion: 0,
                invalid: 0,
                absent_written: 0,
                downgrade: 0,
                row: RowAddress {
                    file: "x.csv".into(),
                    row: 2,
                },
            })
        });
        let id = format!("N{at:05}");
        roster
            .council
            .votes
            .insert(id.as_str().into(), counts.collect());
    }
    let roster = loaded.roster.as_ref().expect("the nominees were read");
    let evaluation = evaluate(&loaded.books, roster);
    propose(rank_with(evaluation, &Choices::default()))
        .schemes
        .remove(0)
}

/// The seats of an award while they are given, one nominee after the other.
#[derive(Clone)]
struct Seats<'s> {
    story: &'s Story,
    prize: &'s Prize,
    taken: BTreeSet<usize>,
    /// By quota and part: nobody is seated there any more.
    closed: BTreeSet<(u8, String)>,
    /// Of the seats that a reserve keeps, where they are given.
    kept: Option<usize>,
}

impl Seats<'_> {
    /// The quotas of a nominee, with its part and the seats of that.
    fn quotas(&self, nominee: usize) -> Vec<(u8, String, usize)> {
        let own = &self.story.nominees[nominee];
        let mut quotas = vec![(0, String::new(), self.prize.seats)];
        quotas.extend(
            self.prize
                .per_field
                .map(|seats| (1, own.field.to_owned(), seats)),
        );
        quotas.extend(
            self.prize
                .per_answer
                .map(|seats| (2, own.answer.to_string(), seats)),
        );
        quotas
    }

    fn is_full(&self, (quota, part, seats): &(u8, String, usize)) -> bool {
        let in_part = |taken: &&usize| {
            let mut own = self.quotas(**taken).into_iter();
            own.any(|own| own.0 == *quota && own.1 == *part)
        };
        self.closed.contains(&(*quota, part.clone()))
            || self.taken.iter().filter(in_part).count() >= *seats
    }

    fn has_seat(&self, nominee: usize) -> bool {
        self.kept != Some(0) && !self.quotas(nominee).iter().any(|quota| self.is_full(quota))
    }

    fn seat(&mut self, nominee: usize) {
        self.taken.insert(nominee);
        self.kept = self.kept.map(|kept| kept.saturating_sub(1));
    }

    fn seat_in_order(&mut self, order: &[usize]) {
        for nominee in order {
            if self.has_seat(*nominee) {
                self.seat(*nominee);
            }
        }
    }

    /// Seats equals, in this order if people decide.
    fn block(&mut self, order: &[usize]) {
        let contend: Vec<usize> = order
            .iter()
            .copied()
            .filter(|at| self.has_seat(*at))
            .collect();
        if self.prize.line == "ask" {
            self.seat_in_order(&contend);
            return;
        }
        let before = self.clone();
        let mut lost: BTreeMap<usize, BTreeSet<(u8, String)>> = BTreeMap::new();
        for nominee in &contend {
            let others: Vec<usize> = contend.iter().copied().filter(|at| at != nominee).collect();
            for order in orders(&others) {
                let mut after = before.clone();
                after.seat_in_order(&order);
                let own = lost.entry(*nominee).or_default();
                let full = after.quotas(*nominee).into_iter();
                let full = full.filter(|quota| after.is_full(quota));
                own.extend(full.map(|(quota, part, _)| (quota, part)));
                if after.kept == Some(0) {
                    own.insert((9, String::new()));
                }
            }
        }
        for nominee in contend {
            if self.prize.line == "all" || lost[&nominee].is_empty() {
                self.seat(nominee);
            }
        }
        if self.prize.line == "none" {
            let lost = lost.into_values().flatten().collect::<BTreeSet<_>>();
            if lost.contains(&(9, String::new())) {
                self.kept = self.kept.map(|_| 0);
            }
            self.closed.extend(lost);
        }
    }
}

fn orders(all: &[usize]) -> Vec<Vec<usize>> {
    if all.is_empty() {
        return vec![Vec::new()];
    }
    let first = |at: usize| {
        let mut rest = all.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first);
            order
        })
    };
    (0..all.len()).flat_map(first).collect()
}

/// Who is seated where the equals are taken in this order.
fn seated(story: &Story, prize: &Prize, blocks: &[Vec<usize>]) -> BTreeSet<usize> {
    let kind = |nominee: &usize| story.nominees[*nominee].kind;
    let pass = |reserve: usize| {
        let mut seats = Seats {
            story,
            prize,
            taken: BTreeSet::new(),
            closed: BTreeSet::new(),
            kept: Some(reserve),
        };
        for block in blocks.iter().filter(|_| reserve > 0) {
            let own: Vec<usize> = block.iter().copied().filter(kind).collect();
            seats.block(&own);
        }
        seats.kept = None;
        for block in blocks {
            let rest = block.iter().copied().filter(|at| !seats.taken.contains(at));
            let rest: Vec<usize> = rest.collect();
            seats.block(&rest);
        }
        seats.taken
    };
    let plain = pass(0);
    match prize.reserve {
        Some(least) if plain.iter().filter(|at| kind(at)).count() < least => pass(least),
        _ => plain,
    }
}

/// Who may be seated for an award, in every way that the votes and the equals may come out.
fn outcomes(story: &Story, award: usize, excluded: &BTreeSet<usize>) -> BTreeSet<BTreeSet<usize>> {
    let prize = &story.awards[award];
    let mut sure = Vec::new();
    let mut open = Vec::new();
    for (at, nominee) in story.nominees.iter().enumerate() {
        match nominee.votes[award] {
            _ if excluded.contains(&at) => {}
            None if prize.vote => open.push(at),
            Some(false) if prize.vote => {}
            _ => sure.push(at),
        }
    }
    let mut found = BTreeSet::new();
    for way in 0..1_usize << open.len() {
        let passed = open
            .iter()
            .enumerate()
            .filter(|(bit, _)| way >> bit & 1 == 1);
        let there = sure.iter().chain(passed.map(|(_, nominee)| nominee));
        let mut by_points: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for nominee in there {
            let points = story.nominees[*nominee].points;
            by_points.entry(points).or_default().push(*nominee);
        }
        let mut ways: Vec<Vec<Vec<usize>>> = vec![Vec::new()];
        for block in by_points.into_values().rev() {
            let orders = orders(&block);
            ways = ways
                .into_iter()
                .flat_map(|way| {
                    orders.iter().map(move |order| {
                        let mut way = way.clone();
                        way.push(order.clone());
                        way
                    })
                })
                .collect();
        }
        found.extend(ways.iter().map(|blocks| seated(story, prize, blocks)));
    }
    found
}

/// For each award, everybody's fates over all ways.
fn fates(story: &Story) -> Vec<Vec<BTreeSet<bool>>> {
    let mut worlds: BTreeSet<BTreeSet<usize>> = BTreeSet::from([BTreeSet::new()]);
    let mut all = Vec::new();
    for (at, prize) in story.awards.iter().enumerate() {
        let mut next = BTreeSet::new();
        for before in &worlds {
            let none = BTreeSet::new();
            let excluded = if prize.not_with && at > 0 {
                before
            } else {
                &none
            };
            next.extend(outcomes(story, at, excluded));
        }
        let nominees = 0..story.nominees.len();
        let fate = |nominee| {
            next.iter()
                .map(|seated| seated.contains(&nominee))
                .collect()
        };
        all.push(nominees.map(fate).collect());
        worlds = next;
    }
    all
}

/// What a proposal says of a nominee: always, never, or it depends.
fn said(proposal: &AwardProposal, nominee: usize) -> Option<BTreeSet<bool>> {
    if proposal.proposed.iter().any(|one| one.nominee == nominee) {
        return Some(BTreeSet::from([true]));
    }
    if proposal.missed.iter().any(|one| one.nominee == nominee) {
        return Some(BTreeSet::from([false]));
    }
    if proposal.contested.iter().any(|one| one.nominee == nominee) {
        return Some(BTreeSet::from([false, true]));
    }
    let mut awaiting = proposal.awaiting.iter();
    let awaits = awaiting.find(|one| one.nominee == nominee)?;
    Some(if awaits.holds_seat {
        BTreeSet::from([false, true])
    } else {
        BTreeSet::from([false])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whoever_every_outcome_seats_is_proposed_whom_none_does_is_missed_the_others_wait(
        story in story(false, 0),
    ) {
        let proposals = proposals(&story);
        for (award, fates) in fates(&story).into_iter().enumerate() {
            for (nominee, fate) in fates.into_iter().enumerate() {
                let said = said(&proposals[award], nominee);
                prop_assert_eq!(said, Some(fate), "nominee {} of award {}", nominee, award);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn where_there_are_too_many_outcomes_nobody_is_proposed_or_missed_who_may_not_be(
        story in story(false, 14),
    ) {
        let proposals = proposals(&story);
        for (award, fates) in fates(&story).into_iter().enumerate() {
            for (nominee, fate) in fates.into_iter().enumerate() {
                let said = said(&proposals[award], nominee).expect("something is said of everybody");
                prop_assert!(said.is_superset(&fate), "nominee {} of award {}", nominee, award);
            }
        }
    }

    #[test]
    fn with_one_quota_as_much_is_said_though_there_are_too_many_outcomes(story in story(true, 14)) {
        let mut story = story;
        story.awards.truncate(1);
        let proposals = proposals(&story);
        for (nominee, fate) in fates(&story).remove(0).into_iter().enumerate() {
            prop_assert_eq!(said(&proposals[0], nominee), Some(fate), "nominee {}", nominee);
        }
    }
}
