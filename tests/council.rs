//! The laws of what the council does: votes, reserves, lots and decisions. Each test's name is its
//! law. Votes and decisions are put into the roster as they are; how they are read from files is
//! told elsewhere.

mod letter;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dvk::commendation::{AwardProposal, MissedReason, Proposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::{Status, evaluate};
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::ranking::{Options as Choices, rank_with};
use dvk::report::Format;
use dvk::roster::{AboutDecision, Decided, Decision, Roster, RowAddress, VoteCount};
use dvk::scheme::Line;
use proptest::prelude::*;
use proptest::sample::select;

/// A random award.
#[derive(Debug, Clone)]
struct Prize {
    seats: u32,
    per_field: Option<u32>,
    line: &'static str,
    vote: bool,
    reserve: Option<u32>,
    not_with: bool,
    least: u32,
}

/// A random nominee; `votes` and `decided` are by award.
#[derive(Debug, Clone)]
struct Nominee {
    field: &'static str,
    points: u32,
    kind: bool,
    held: bool,
    votes: Vec<Option<u32>>,
    line: Vec<Option<bool>>,
    award: Vec<Option<bool>>,
    hold: Option<bool>,
    order: Option<u32>,
}

/// A random period.
#[derive(Debug, Clone)]
struct Story {
    last: &'static str,
    listed: bool,
    seed: Option<String>,
    awards: Vec<Prize>,
    nominees: Vec<Nominee>,
}

/// The council has so many members, all of them there.
const MEMBERS: u32 = 9;

fn prize() -> impl Strategy<Value = Prize> {
    (
        0..6_u32,
        proptest::option::weighted(0.3, 0..4_u32),
        select(vec!["all", "none", "ask"]),
        any::<bool>(),
        proptest::option::weighted(0.4, 1..4_u32),
        any::<bool>(),
        0..5_u32,
    )
        .prop_map(
            |(seats, per_field, line, vote, reserve, not_with, least)| Prize {
                seats,
                per_field,
                line,
                vote,
                reserve,
                not_with,
                least,
            },
        )
}

fn nominee() -> impl Strategy<Value = Nominee> {
    let three = |weight: f64| {
        proptest::collection::vec(proptest::option::weighted(weight, any::<bool>()), 3)
    };
    (
        (
            select(vec!["kinh-te", "van-hoa"]),
            0..10_u32,
            any::<bool>(),
            0..8_u8,
        ),
        proptest::collection::vec(proptest::option::weighted(0.7, 0..=MEMBERS), 3),
        three(0.2),
        three(0.1),
        proptest::option::weighted(0.3, any::<bool>()),
        proptest::option::weighted(0.4, 1..6_u32),
    )
        .prop_map(
            |((field, points, kind, odd), votes, line, award, hold, order)| Nominee {
                field,
                points,
                kind,
                held: odd == 0,
                votes,
                line,
                award,
                hold,
                order,
            },
        )
}

fn story() -> impl Strategy<Value = Story> {
    (
        select(vec!["council", "lot", "shared"]),
        any::<bool>(),
        proptest::option::of(select(vec!["một", "hai", "ba"])),
        proptest::collection::vec(prize(), 1..4),
        proptest::collection::vec(nominee(), 1..14),
    )
        .prop_map(|(last, listed, seed, awards, nominees)| Story {
            last,
            listed,
            seed: seed.map(str::to_owned),
            awards,
            nominees,
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
         [facts.tam_dung]\ntype = \"yes-no\"\n[[gate]]\nid = \"cho\"\nhold = \"tam_dung\"\n\
         [[criterion]]\nid = \"a\"\nmax = 100\nbasis = \"x\"\nrule = \"diem\"\n\
         [ranking]\nlast = \"{}\"\n{lists}",
        story.last
    );
    for (at, prize) in story.awards.iter().enumerate() {
        let per_field = prize.per_field.map_or_else(String::new, |seats| {
            format!(", {{ seats = {seats}, per = \"field\" }}")
        });
        let _ = write!(
            text,
            "[[award]]\nid = \"giai-{at}\"\nwhen = \"total >= {}\"\nline = \"{}\"\n\
             quota = [{{ seats = {} }}{per_field}]\n",
            prize.least, prize.line, prize.seats
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
    text
}

fn id(at: usize) -> String {
    format!("N{at:02}")
}

fn loaded(story: &Story) -> Loaded {
    let mut list = "id,name,subject,field,diem,thuoc,tam_dung\n".to_owned();
    let yes = |yes: bool| if yes { "có" } else { "không" };
    for (at, nominee) in story.nominees.iter().enumerate() {
        let _ = writeln!(
            list,
            "{},Tên {at:02},tập thể,{},{},{},{}",
            id(at),
            nominee.field,
            nominee.points,
            yes(nominee.kind),
            yes(nominee.held)
        );
    }
    let file = |name: &str, text: String| File {
        name: name.into(),
        bytes: text.into_bytes(),
    };
    let period =
        format!("date = 2025-11-30\n[meeting]\nmembers = {MEMBERS}\npresent = {MEMBERS}\n");
    let files = [
        file("thu.toml", scheme(story)),
        file("period.toml", period),
        file("nominations.csv", list),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    loaded
}

fn row() -> RowAddress {
    RowAddress {
        file: "x.csv".into(),
        row: 2,
    }
}

/// Puts the votes of a story into its roster.
fn vote(roster: &mut Roster, story: &Story) {
    for (at, nominee) in story.nominees.iter().enumerate() {
        let counts = nominee
            .votes
            .iter()
            .enumerate()
            .filter_map(|(award, agree)| {
                let agree = (*agree)?;
                Some(VoteCount {
                    award,
                    agree,
                    disagree: MEMBERS - agree,
                    no_opinion: 0,
                    invalid: 0,
                    absent_written: 0,
                    downgrade: 0,
                    row: row(),
                })
            });
        roster.council.votes.insert(id(at).into(), counts.collect());
    }
}

/// Puts what was decided in a story into its roster.
fn decide(roster: &mut Roster, story: &Story) {
    let answer = |yes: bool| if yes { Decided::Yes } else { Decided::No };
    let mut all: BTreeMap<(String, AboutDecision), Decided> = BTreeMap::new();
    for (at, nominee) in story.nominees.iter().enumerate() {
        for award in 0..story.awards.len() {
            if let Some(yes) = nominee.line[award] {
                all.insert((id(at), AboutDecision::Line(award)), answer(yes));
            }
            if let Some(yes) = nominee.award[award] {
                all.insert((id(at), AboutDecision::Award(award)), answer(yes));
            }
        }
        if let Some(yes) = nominee.hold {
            all.insert((id(at), AboutDecision::Hold), answer(yes));
        }
        if let Some(order) = nominee.order {
            all.insert((id(at), AboutDecision::Tie), Decided::Order(order));
        }
    }
    let decision = |((nominee, about), decided): ((String, AboutDecision), Decided)| Decision {
        nominee: nominee.as_str().into(),
        about,
        decided,
        reason: "vì".into(),
        by: "Đ/c Võ Thị Sáng".into(),
        paper: "1-BB".into(),
        row: row(),
    };
    roster.council.decisions = all.into_iter().map(decision).collect();
}

fn with<T>(story: &Story, decided: bool, look: impl FnOnce(&Proposal<'_>) -> T) -> T {
    let mut loaded = loaded(story);
    let roster = loaded.roster.as_mut().expect("the nominees were read");
    vote(roster, story);
    if decided {
        decide(roster, story);
    }
    let roster = loaded.roster.as_ref().expect("the nominees were read");
    let choices = Choices {
        seed: story.seed.clone(),
    };
    look(&propose(rank_with(
        evaluate(&loaded.books, roster),
        &choices,
    )))
}

fn proposed(award: &AwardProposal) -> BTreeSet<usize> {
    award.proposed.iter().map(|seat| seat.nominee).collect()
}

/// Whether something was decided about a nominee, be it needed or not.
fn decided_about(proposal: &Proposal<'_>, about: AboutDecision) -> impl Fn(usize) -> bool {
    let evaluation = &proposal.ranking.evaluation;
    let decisions = evaluation.roster.council.decisions.iter();
    let own = decisions.filter(|decision| decision.about == about);
    let ids: BTreeSet<&str> = own.map(|decision| &*decision.nominee).collect();
    let judged = evaluation.schemes[0].judged.iter().enumerate();
    let own = judged.filter(|(_, one)| ids.contains(one.id()));
    let own: BTreeSet<usize> = own.map(|(at, _)| at).collect();
    move |nominee| own.contains(&nominee)
}

/// What may become of a collective, best first: three classes, none reached, refused, held, and not
/// nominated at all.
const FATES: usize = 7;

/// Who of the people of each unit is proposed for each of two awards, and the seats of each unit
/// for the first: its seats go by the class that the unit gets, the second asks for one of the
/// upper two.
fn by_fates(
    fates: &[usize],
    people: &[(usize, u32)],
    shares: [u32; 3],
    line: &str,
) -> Vec<(usize, [BTreeSet<String>; 2])> {
    let units = "id = \"don-vi\"\nsubject = \"collective\"\n[facts.diem]\ntype = \"integer\"\n\
         [[gate]]\nid = \"g\"\nrefuse = \"diem == 4\"\nhold = \"diem == 5\"\n[[criterion]]\n\
         id = \"a\"\nmax = 100\nbasis = \"x\"\nrule = \"switch diem { 0 => 90, 1 => 70, 2 => 50, _ => 10 }\"\n\
         [[class]]\nid = \"loai_1\"\nfrom = 80\n[[class]]\nid = \"loai_2\"\nfrom = 60\n\
         [[class]]\nid = \"loai_3\"\nfrom = 40\n[ranking]\nlast = \"council\"\n";
    let [first, second, third] = shares;
    let individuals = format!(
        "id = \"ca-nhan\"\nsubject = \"individual\"\n[facts.ket_qua]\ntype = \"integer\"\n\
         [facts.hang]\ntype = \"choice\"\nchoices = [\"loai_1\", \"loai_2\", \"loai_3\"]\n\
         class_in = \"don-vi\"\n[[criterion]]\nid = \"b\"\nmax = 100\nbasis = \"x\"\n\
         rule = \"ket_qua\"\n[ranking]\nlists = [\"unit\"]\nlast = \"council\"\n\
         [[award]]\nid = \"theo-hang\"\nline = \"{line}\"\nquota = [{{ share = {{ by = \"hang\", \
         loai_1 = \"{first}%\", loai_2 = \"{second}%\", loai_3 = \"{third}%\" }}, of = \"nominated\", \
         per = \"unit\" }}]\n[[award]]\nid = \"can-hang\"\nline = \"{line}\"\n\
         when = 'given(hang) && at_least(hang, \"loai_2\")'\nquota = [{{ seats = 2, per = \"unit\" }}]\n"
    );
    let mut list = "id,name,subject,unit,diem,ket_qua\n".to_owned();
    for (at, fate) in fates
        .iter()
        .enumerate()
        .filter(|(_, fate)| **fate < FATES - 1)
    {
        let _ = writeln!(list, "T{at},Đơn vị {at},tập thể,,{fate},");
    }
    for (at, (unit, points)) in people.iter().enumerate() {
        let _ = writeln!(list, "{},Tên {at},cá nhân,đơn  vị {unit},,{points}", id(at));
    }
    let file = |name: &str, text: &str| File {
        name: name.into(),
        bytes: text.as_bytes().to_vec(),
    };
    let files = [
        file("ca-nhan.toml", &individuals),
        file("don-vi.toml", units),
        file("period.toml", "date = 2025-11-30\n"),
        file("nominations.csv", &list),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(!loaded.diagnostics.has_errors(), "{findings}");
    let roster = loaded.roster.as_ref().expect("the nominees were read");
    let proposal = propose(rank_with(
        evaluate(&loaded.books, roster),
        &Choices::default(),
    ));
    let judged = &proposal.ranking.evaluation.schemes[0].judged;
    let awards = &proposal.schemes[0];
    let of_unit = |unit: usize| {
        let name = format!("đơn  vị {unit}");
        let part = |part: &Option<String>| {
            let part = part.as_deref().unwrap_or_default();
            part.split(dvk::commendation::BETWEEN).next() == Some(&name)
        };
        let seats = awards[0].quotas.iter().filter(|it| part(&it.part));
        let seats: usize = seats.map(|it| it.seats).sum();
        let own = |award: usize| {
            let seats = awards[award].proposed.iter();
            let own = seats.map(|seat| &judged[seat.nominee]);
            let own = own.filter(|one| one.unit() == Some(&name));
            own.map(|one| one.id().to_owned()).collect()
        };
        (seats, [own(0), own(1)])
    };
    (0..fates.len()).map(of_unit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_letter_says_nothing_of_others_at_the_line_nor_of_who_decided(story in story()) {
        with(&story, true, |proposal| {
            letter::say_nothing_of_others(proposal, &[Format::Markdown]);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_nominee_is_in_exactly_one_of_proposed_contested_awaiting_missed_unranked(
        story in story(), decided in any::<bool>(),
    ) {
        with(&story, decided, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            let unranked = judged.iter().enumerate().filter(|(_, s)| s.status() != Status::Ranked);
            let unranked: Vec<usize> = unranked.map(|(at, _)| at).collect();
            for award in &proposal.schemes[0] {
                let mut all = unranked.clone();
                all.extend(award.proposed.iter().map(|one| one.nominee));
                all.extend(award.contested.iter().map(|one| one.nominee));
                all.extend(award.awaiting.iter().map(|one| one.nominee));
                all.extend(award.missed.iter().map(|one| one.nominee));
                all.sort_unstable();
                prop_assert_eq!(all, (0..judged.len()).collect::<Vec<_>>());
            }
            Ok(())
        })?;
    }

    #[test]
    fn refused_held_and_failed_nominees_take_no_seat(story in story()) {
        with(&story, true, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            for award in &proposal.schemes[0] {
                for seat in &award.proposed {
                    prop_assert_eq!(judged[seat.nominee].status(), Status::Ranked);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_quota_is_exceeded_only_by_equals_under_all_or_by_what_is_given_by_decision(
        story in story(), decided in any::<bool>(),
    ) {
        with(&story, decided, |whole| {
            let scheme = whole.ranking.evaluation.schemes[0].book.scheme.awards.iter();
            for (award, proposal) in scheme.zip(&whole.schemes[0]) {
                let given = decided_about(whole, AboutDecision::Award(proposal.award));
                for quota in &proposal.quotas {
                    let given = proposal.proposed.iter().filter(|seat| given(seat.nominee));
                    let most = quota.seats.max(given.count());
                    prop_assert!(award.line == Line::All || quota.taken <= most, "{quota:?}");
                }
                let beyond = proposal.proposed.iter().any(|seat| seat.beyond);
                let exceeded = proposal.quotas.iter().any(|quota| quota.beyond() > 0);
                prop_assert_eq!(beyond, exceeded, "who stands beyond is marked");
            }
            Ok(())
        })?;
    }

    #[test]
    fn nobody_is_proposed_below_one_of_the_field_left_out_but_by_a_reserve_or_a_decision(
        story in story(), decided in any::<bool>(),
    ) {
        with(&story, decided, |proposal| {
            for award in &proposal.schemes[0] {
                let line = decided_about(proposal, AboutDecision::Line(award.award));
                let given = decided_about(proposal, AboutDecision::Award(award.award));
                let marked = |nominee: usize| line(nominee) || given(nominee);
                let out = award.missed.iter().filter(|one| one.reason == MissedReason::Quota);
                let out = out.filter(|one| !one.gave_way && !marked(one.nominee));
                let out: BTreeSet<usize> = out.map(|one| one.nominee).collect();
                let seats = award.proposed.iter();
                let by_order = seats.filter(|seat| seat.reserve.is_none() && !marked(seat.nominee));
                let by_order: BTreeSet<usize> = by_order.map(|seat| seat.nominee).collect();
                for list in &proposal.ranking.schemes[0] {
                    let ranks: BTreeMap<usize, usize> =
                        list.places.iter().map(|place| (place.nominee, place.rank)).collect();
                    let field = |nominee: usize| &story.nominees[nominee].field;
                    let in_list = |nominee: &&usize| ranks.contains_key(nominee);
                    for nominee in by_order.iter().filter(in_list) {
                        let out = out.iter().filter(in_list);
                        let mut out = out.filter(|out| field(**out) == field(*nominee));
                        prop_assert!(out.all(|out| ranks[nominee] <= ranks[out]));
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn whoever_is_proposed_keeps_the_seat_whatever_votes_are_still_to_come(
        story in story(), coming in proptest::collection::vec(0..=MEMBERS, 42),
    ) {
        // One award: what becomes of another that excludes it is decided there.
        let story = Story { awards: story.awards[..1].to_vec(), ..story };
        let before = with(&story, false, |proposal| proposed(&proposal.schemes[0][0]));
        let mut voted = story.clone();
        let votes = voted.nominees.iter_mut().flat_map(|nominee| &mut nominee.votes);
        for (vote, coming) in votes.zip(coming) {
            vote.get_or_insert(coming);
        }
        let after = with(&voted, false, |proposal| proposed(&proposal.schemes[0][0]));
        prop_assert!(before.is_subset(&after), "{before:?} became {after:?}");
    }

    #[test]
    fn a_reserve_seats_its_kind_as_far_as_there_are_any_and_seats_for_them(story in story()) {
        // With a lot nobody is equal, and one quota for all lets nobody be in the way.
        let mut story = Story { last: "lot", seed: Some("một".into()), ..story };
        story.awards.truncate(1);
        story.awards[0].vote = false;
        story.awards[0].per_field = None;
        story.awards[0].reserve.get_or_insert(2);
        with(&story, false, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            let prize = &story.awards[0];
            let kind = |nominee: usize| judged[nominee].is_reserved(0, 0);
            let meet = |at: &usize| {
                let sheet = &judged[*at];
                sheet.status() == Status::Ranked && sheet.meets(0) && kind(*at)
            };
            let there = (0..judged.len()).filter(meet).count();
            let least = (prize.reserve.unwrap_or(0).min(prize.seats) as usize).min(there);
            let seated = proposed(&proposal.schemes[0][0]);
            prop_assert!(seated.iter().all(|nominee| judged[*nominee].meets(0)));
            let of_kind = seated.iter().filter(|nominee| kind(**nominee)).count();
            prop_assert!(of_kind >= least, "{of_kind} of {least}");
            Ok(())
        })?;
    }

    #[test]
    fn a_lot_leaves_no_place_shared_and_nothing_contested(story in story(), word in "[a-z]{1,8}") {
        let mut story = Story { last: "lot", seed: Some(word), ..story };
        for prize in &mut story.awards {
            prize.vote = false;
        }
        with(&story, false, |proposal| {
            for list in &proposal.ranking.schemes[0] {
                let ranks: BTreeSet<usize> = list.places.iter().map(|place| place.rank).collect();
                prop_assert_eq!(ranks.len(), list.places.len());
            }
            for award in &proposal.schemes[0] {
                prop_assert!(award.contested.is_empty());
            }
            Ok(())
        })?;
    }

    #[test]
    fn where_no_decision_holds_the_rules_alone_are_followed(story in story()) {
        let standing = |proposal: &Proposal<'_>| {
            let awards = proposal.schemes[0].iter();
            awards.map(proposed).collect::<Vec<_>>()
        };
        let by_rules = with(&story, false, standing);
        with(&story, true, |proposal| {
            let decided = proposal.schemes[0].iter().any(|award| !award.decided.is_empty());
            let sheets = &proposal.ranking.evaluation.schemes[0].judged;
            let ruled = sheets.iter().any(|sheet| !sheet.decided().is_empty());
            let places = proposal.ranking.schemes[0].iter().flat_map(|list| &list.places);
            let settled = places.filter(|place| place.settled.is_some()).count() > 0;
            if !decided && !ruled && !settled {
                let needless = dvk::commendation::findings(proposal);
                // A decision that changes nothing is a finding, and nobody ranks with findings.
                if !needless.has_errors() {
                    prop_assert_eq!(standing(proposal), by_rules);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_collective_of_a_lower_class_never_has_more_seats(
        points in proptest::collection::vec(0..20_u32, 1..30),
        shares in (0..33_u32, 0..33_u32, 0..33_u32),
        line in select(vec!["none", "ask", "all"]),
    ) {
        let third = shares.0;
        let (second, first) = (third + shares.1, third + shares.1 + shares.2);
        let seats = |class: &str| {
            let scheme = format!(
                "id = \"thu\"\nsubject = \"individual\"\n[facts.diem]\ntype = \"integer\"\n\
                 [facts.loai]\ntype = \"choice\"\nchoices = [\"loai_1\", \"loai_2\", \"loai_3\"]\n\
                 [[criterion]]\nid = \"a\"\nmax = 100\nbasis = \"x\"\nrule = \"diem\"\n\
                 [ranking]\nlast = \"council\"\n[[award]]\nid = \"giai\"\nline = \"{line}\"\n\
                 quota = [{{ share = {{ by = \"loai\", loai_1 = \"{first}%\", loai_2 = \"{second}%\", \
                 loai_3 = \"{third}%\" }}, of = \"ranked\" }}]\n"
            );
            let mut list = "id,name,subject,diem,loai\n".to_owned();
            for (at, points) in points.iter().enumerate() {
                let _ = writeln!(list, "{},Tên {at},cá nhân,{points},{class}", id(at));
            }
            let file = |name: &str, text: String| File { name: name.into(), bytes: text.into_bytes() };
            let files = [
                file("thu.toml", scheme),
                file("period.toml", "date = 2025-11-30\n".into()),
                file("nominations.csv", list),
            ];
            let loaded = load(&files, &|_, _| None, &Options::default());
            let findings = render(&loaded.diagnostics, Locale::En, false);
            assert!(!loaded.diagnostics.has_errors(), "{findings}");
            let roster = loaded.roster.as_ref().expect("the nominees were read");
            let proposal = propose(rank_with(evaluate(&loaded.books, roster), &Choices::default()));
            let award = &proposal.schemes[0][0];
            (award.quotas[0].seats, award.proposed.len())
        };
        let (one, two, three) = (seats("loai_1"), seats("loai_2"), seats("loai_3"));
        prop_assert!(one.0 >= two.0 && two.0 >= three.0, "{one:?} {two:?} {three:?}");
        prop_assert!(one.1 >= two.1 && two.1 >= three.1, "{one:?} {two:?} {three:?}");
    }

    #[test]
    fn a_collective_that_falls_never_adds_a_seat_for_its_people(
        fates in proptest::collection::vec(0..FATES, 1..4),
        falls in any::<prop::sample::Index>(),
        to in 0..FATES,
        people in proptest::collection::vec((0..4_usize, 0..8_u32), 1..16),
        shares in (0..33_u32, 0..33_u32, 0..33_u32),
        line in select(vec!["none", "ask", "all"]),
    ) {
        let third = shares.0;
        let shares = [third + shares.1 + shares.2, third + shares.1, third];
        let people: Vec<(usize, u32)> =
            people.into_iter().map(|(unit, points)| (unit % fates.len(), points)).collect();
        let fallen = falls.index(fates.len());
        let mut after = fates.clone();
        after[fallen] = after[fallen].max(to);
        let before = by_fates(&fates, &people, shares, line);
        let after = by_fates(&after, &people, shares, line);
        for (unit, (was, is)) in before.iter().zip(&after).enumerate() {
            if unit != fallen {
                prop_assert_eq!(was, is, "unit {} stands as it did", unit);
                continue;
            }
            prop_assert!(is.0 <= was.0, "{} seats became {}", was.0, is.0);
            for (was, is) in was.1.iter().zip(&is.1) {
                prop_assert!(is.is_subset(was), "{was:?} became {is:?}");
            }
        }
    }
}

#[test]
fn a_share_of_the_nominated_counts_the_rows_left_out_where_their_part_is_no_matter() {
    let base = |quota: &str| {
        let scheme = format!(
            "id = \"thu\"\n[facts.diem]\nlabel = \"Điểm\"\ntype = \"integer\"\nmin = 0\nmax = 9\n\
             [[criterion]]\nid = \"A\"\nmax = 9\nbasis = \"b\"\nrule = \"diem\"\n\
             [ranking]\nlast = \"shared\"\n\
             [[award]]\nid = \"khen\"\nquota = [{{ share = \"50%\", of = \"nominated\"{quota} }}]\n"
        );
        let list = "id,name,subject,field,diem\nA,A,tập thể,kinh-te,1\nB,B,tập thể,kinh-te,x\n";
        let file = |name: &str, text: &str| File {
            name: name.into(),
            bytes: text.into(),
        };
        let files = [
            file("thu.toml", &scheme),
            file("period.toml", "date = 2025-11-30\n"),
            file("nominations.csv", list),
        ];
        let options = Options {
            skip_bad: true,
            ..Options::default()
        };
        let loaded = load(&files, &|_, _| None, &options);
        let findings = render(&loaded.diagnostics, Locale::En, false);
        let roster = loaded.roster.as_ref().expect(&findings);
        let proposal = propose(rank_with(
            evaluate(&loaded.books, roster),
            &Choices::default(),
        ));
        let base = proposal.schemes[0][0].quotas[0].base.as_ref();
        base.map(ToString::to_string)
    };
    assert_eq!(base("").as_deref(), Some("2"));
    assert_eq!(base(", per = \"field\"").as_deref(), Some("1"));
}
