//! The laws that hold whatever the scheme and whoever is nominated. Each test's name is its law.

mod letter;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dvk::commendation::{MissedReason, Proposal, propose};
use dvk::diagnostic::render;
use dvk::evaluation::{Outcome, Status, evaluate};
use dvk::loading::{File, Loaded, Options, load};
use dvk::locale::Locale;
use dvk::number;
use dvk::number::Number;
use dvk::ranking::rank;
use dvk::report::{self, Format};
use dvk::scheme::{CriterionKind, Line, Rescale};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A row of a random scheme: it gives the fact of its own name as points.
#[derive(Debug, Clone)]
struct Row {
    kind: &'static str,
    max: u32,
    group: Option<usize>,
    halves: bool,
    otherwise: Option<&'static str>,
}

/// A random scheme, as far as the laws need it to vary.
#[derive(Debug, Clone)]
struct Book {
    rows: Vec<Row>,
    groups: usize,
    nested: bool,
    rescale: &'static str,
    round: &'static str,
    floor: Option<u32>,
    standard: Option<&'static str>,
    places: &'static str,
    last: &'static str,
    listed: bool,
    ties: usize,
    awards: Vec<Prize>,
    /// The most that is taken off: by each group, and by everything.
    group_deduction: Option<u32>,
    deduction: Option<u32>,
}

/// A random award.
#[derive(Debug, Clone)]
struct Prize {
    quotas: Vec<String>,
    line: &'static str,
    not_with: bool,
    ordered: bool,
    least: u32,
}

/// A random nominee: marks in hundredths of the maximum, or not assigned. Beyond 100 the rule gives
/// more than its maximum and must fail.
#[derive(Debug, Clone)]
struct Nominee {
    field: &'static str,
    cluster: &'static str,
    complaints: u8,
    marks: Vec<Option<u32>>,
    held: bool,
    empty: bool,
}

fn row() -> impl Strategy<Value = Row> {
    let kind = prop_oneof![
        6 => Just("scored"),
        1 => Just("bonus"),
        1 => Just("deduction"),
    ];
    let otherwise = select(vec![None, Some("full"), Some("drop"), Some("zero")]);
    (
        kind,
        1..8_u32,
        proptest::option::of(0..3_usize),
        any::<bool>(),
        otherwise,
    )
        .prop_map(|(kind, max, group, halves, otherwise)| Row {
            kind,
            max,
            group,
            halves,
            otherwise,
        })
}

fn quota() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..5_u32).prop_map(|seats| format!("{{ seats = {seats} }}")),
        (0..4_u32).prop_map(|seats| format!("{{ seats = {seats}, per = \"field\" }}")),
        (0..4_u32).prop_map(|seats| format!("{{ seats = {seats}, per = \"cum\" }}")),
        (0..3_u32).prop_map(|s| format!("{{ seats = {{ kinh-te = {s} }}, per = \"field\" }}")),
        (0..80_u32).prop_map(|share| format!("{{ share = \"{share}%\", of = \"ranked\" }}")),
        (0..80_u32).prop_map(|share| {
            format!(
                "{{ share = \"{share}%\", of = \"nominated\", per = \"field\", round = \"up\" }}"
            )
        }),
    ]
}

fn prize() -> impl Strategy<Value = Prize> {
    let quotas = proptest::collection::vec(quota(), 0..4);
    (
        quotas,
        select(vec!["all", "none", "ask"]),
        any::<bool>(),
        any::<bool>(),
        0..6_u32,
    )
        .prop_map(|(quotas, line, not_with, ordered, least)| Prize {
            quotas,
            line,
            not_with,
            ordered,
            least,
        })
}

fn book() -> impl Strategy<Value = Book> {
    let first = (
        proptest::collection::vec(row(), 1..6),
        1..4_usize,
        any::<bool>(),
        select(vec!["total", "group", "none"]),
        select(vec!["criterion", "group", "total"]),
        proptest::option::of(1..80_u32),
    );
    let second = (
        select(vec![None, Some("refuse"), Some("hold"), Some("reason")]),
        select(vec!["1224", "1223", "1234"]),
        select(vec!["council", "lot", "shared"]),
        any::<bool>(),
        0..3_usize,
        proptest::collection::vec(prize(), 0..4),
        proptest::option::of(1..5_u32),
        proptest::option::of(1..7_u32),
    );
    (first, second).prop_map(|(first, second)| {
        let (mut rows, groups, nested, rescale, round, floor) = first;
        let (standard, places, last, listed, ties, awards, group_deduction, deduction) = second;
        rows[0] = Row {
            kind: "scored",
            ..rows[0].clone()
        };
        let last = if places == "1234" && last == "shared" {
            "council"
        } else {
            last
        };
        Book {
            rows,
            groups,
            nested,
            rescale,
            round,
            floor,
            standard,
            places,
            last,
            listed,
            ties,
            awards,
            group_deduction,
            deduction,
        }
    })
}

fn mark() -> impl Strategy<Value = u32> {
    prop_oneof![30 => 0..=100_u32, 1 => Just(200)]
}

fn nominee() -> impl Strategy<Value = Nominee> {
    let marks = proptest::collection::vec(proptest::option::weighted(0.85, mark()), 6);
    let field = select(vec!["kinh-te", "van-hoa-xa-hoi"]);
    let cluster = select(vec!["cum-1", "cum-2", "cum-3"]);
    (field, cluster, 0..3_u8, marks, 0..12_u8).prop_map(
        |(field, cluster, complaints, marks, odd)| Nominee {
            field,
            cluster,
            complaints,
            marks,
            held: odd == 0,
            empty: odd == 1,
        },
    )
}

fn round_to_kind(row: &Row) -> &'static str {
    if row.halves { "number" } else { "integer" }
}

/// Which group a row of a book lies in, as an index below its number of groups.
fn group_of(book: &Book, row: &Row) -> Option<usize> {
    row.group.map(|group| group % book.groups)
}

/// The scheme's text.
fn scheme(book: &Book) -> String {
    let mut text = format!(
        "id = \"thu\"\n[points]\nround = {{ each = \"{}\", digits = 2 }}\nrescale = \"{}\"\n",
        book.round, book.rescale
    );
    if let Some(most) = book.deduction {
        let _ = writeln!(text, "deduction = {most}");
    }
    text.push_str("[facts.cum]\ntype = \"choice\"\nchoices = [\"cum-1\", \"cum-2\", \"cum-3\"]\n");
    text.push_str(
        "[facts.don_thu]\ntype = \"integer\"\n[facts.dang_kiem_tra]\ntype = \"yes-no\"\n",
    );
    for (at, row) in book.rows.iter().enumerate() {
        let kind = round_to_kind(row);
        let _ = write!(
            text,
            "[facts.f{at}]\ntype = \"{kind}\"\nmin = 0\nmax = {}\n",
            row.max * 2
        );
    }
    text.push_str("[[gate]]\nid = \"kiem_tra\"\nhold = \"dang_kiem_tra\"\n");
    groups(book, &mut text);
    for (at, row) in book.rows.iter().enumerate() {
        let _ = write!(
            text,
            "[[criterion]]\nid = \"r{at}\"\nbasis = \"x\"\nkind = \"{}\"\n",
            row.kind
        );
        let _ = write!(text, "max = {}\nrule = \"f{at}\"\n", row.max);
        if let Some(group) = group_of(book, row) {
            let _ = writeln!(text, "in = \"g{group}\"");
        }
        let otherwise = row
            .otherwise
            .filter(|otherwise| row.kind == "scored" || *otherwise == "zero");
        if let Some(otherwise) = otherwise {
            let _ = writeln!(text, "otherwise = \"{otherwise}\"");
        }
    }
    if let Some(unmet) = book.standard {
        let _ = write!(
            text,
            "[[criterion]]\nid = \"it_don\"\nbasis = \"x\"\nkind = \"standard\"\nunmet = \"{unmet}\"\n\
             rule = \"don_thu < 2\"\n"
        );
    }
    let half = Number::from(scale(book)) * number!(0.5);
    let _ = write!(
        text,
        "[[class]]\nid = \"tot\"\nfrom = {half}\n[[class]]\nid = \"kha\"\n"
    );
    let _ = write!(
        text,
        "[ranking]\nplaces = \"{}\"\nlast = \"{}\"\nlists = [{}]\nties = [{}]\n",
        book.places,
        book.last,
        if book.listed { "\"field\"" } else { "" },
        ["\"-don_thu\"", "\"r0 > 1\""][..book.ties].join(", ")
    );
    for (at, prize) in book.awards.iter().enumerate() {
        let _ = write!(
            text,
            "[[award]]\nid = \"giai-{at}\"\nwhen = \"total >= {}\"\nline = \"{}\"\nquota = [{}]\n",
            prize.least,
            prize.line,
            prize.quotas.join(", ")
        );
        if prize.not_with && at > 0 {
            let _ = writeln!(text, "not_with = [\"giai-{}\"]", at - 1);
        }
        if prize.ordered {
            text.push_str("order = [\"-don_thu\"]\n");
        }
    }
    text
}

fn scored(book: &Book) -> impl Iterator<Item = &Row> {
    book.rows.iter().filter(|row| row.kind == "scored")
}

fn scale(book: &Book) -> u32 {
    scored(book).map(|row| row.max).sum()
}

fn groups(book: &Book, text: &mut String) {
    let own = |group| scored(book).filter(move |row| group_of(book, row) == Some(group));
    let max = |group| own(group).map(|row| row.max).sum::<u32>();
    for group in 0..book.groups {
        // The first group may hold the second: its maximum then counts it in.
        let holds = book.nested && group == 0 && book.groups > 1;
        let inner = if holds { max(1) } else { 0 };
        let _ = write!(
            text,
            "[[group]]\nid = \"g{group}\"\nmax = {}\nbonus = 3\n",
            max(group) + inner
        );
        if let Some(most) = book.group_deduction {
            let _ = writeln!(text, "deduction = {most}");
        }
        if book.nested && group == 1 {
            text.push_str("in = \"g0\"\n");
        }
        if let Some(floor) = book.floor.filter(|_| own(group).next().is_some()) {
            let _ = write!(text, "floor = \"{floor}%\"\nneeded_for = [\"tot\"]\n");
        }
    }
}

/// One nominee's row of the list.
fn line(book: &Book, at: usize, nominee: &Nominee) -> String {
    let yes = if nominee.held { "có" } else { "không" };
    let mut line = format!(
        "N{at:02},Tên {at:02},tập thể,Đơn vị,{},{},{},{yes}",
        nominee.field, nominee.cluster, nominee.complaints
    );
    for (row, mark) in book.rows.iter().zip(&nominee.marks) {
        let steps = if row.halves { row.max * 2 } else { row.max };
        let spared = row.kind != "scored" || row.otherwise.is_some();
        let cell = match mark {
            Some(share) => {
                let step = Number::from(share * steps / 100);
                (if row.halves {
                    step * number!(0.5)
                } else {
                    step
                })
                .to_string()
            }
            None if spared => "KAD".to_owned(),
            None => "0".to_owned(),
        };
        let _ = write!(line, ",{cell}");
    }
    if nominee.empty {
        let cut = line.rfind(',').expect("a row has cells");
        line.truncate(cut + 1);
    }
    line
}

/// Loads a book and its nominees; anything found wrong with them is a fault of this file.
fn loaded(book: &Book, lines: &[String]) -> Loaded {
    let facts: String = (0..book.rows.len()).map(|at| format!(",f{at}")).collect();
    let header = format!("id,name,subject,unit,field,cum,don_thu,dang_kiem_tra{facts}");
    let list = format!("{header}\n{}\n", lines.join("\n"));
    let file = |name: &str, text: String| File {
        name: name.into(),
        bytes: text.into_bytes(),
    };
    let files = [
        file("thu.toml", scheme(book)),
        file("period.toml", "date = 2025-11-30\n".into()),
        file("nominations.csv", list),
    ];
    let loaded = load(&files, &|_, _| None, &Options::default());
    let findings = render(&loaded.diagnostics, Locale::En, false);
    assert!(
        !loaded.diagnostics.has_errors(),
        "{findings}\n{}",
        scheme(book)
    );
    loaded
}

fn with_proposal<T>(book: &Book, nominees: &[Nominee], look: impl FnOnce(&Proposal<'_>) -> T) -> T {
    let lines: Vec<String> = nominees
        .iter()
        .enumerate()
        .map(|(at, nominee)| line(book, at, nominee))
        .collect();
    with_lines(book, &lines, look)
}

fn with_lines<T>(book: &Book, lines: &[String], look: impl FnOnce(&Proposal<'_>) -> T) -> T {
    let loaded = loaded(book, lines);
    let roster = loaded.roster.as_ref().expect("the nominees were read");
    look(&propose(rank(evaluate(&loaded.books, roster))))
}

/// The result but for what was found in the data, which names the lines of the file.
fn json(proposal: &Proposal<'_>) -> serde_json::Value {
    let result = report::ranking(
        proposal,
        &dvk::office::Office::default(),
        Format::Json,
        &report::Options::default(),
    );
    let mut result: serde_json::Value =
        serde_json::from_slice(&result.expect("it is written")).expect("it is JSON");
    let keys = result.as_object_mut().expect("it is an object");
    keys.remove("remarks");
    keys.remove("warnings");
    result
}

fn nominees() -> impl Strategy<Value = Vec<Nominee>> {
    proptest::collection::vec(nominee(), 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_nominations_in_the_file_does_not_change_the_ranking(
        book in book(), nominees in nominees(), turn in any::<Index>(),
    ) {
        let mut lines: Vec<String> =
            nominees.iter().enumerate().map(|(at, nominee)| line(&book, at, nominee)).collect();
        let straight = with_lines(&book, &lines, json);
        lines.reverse();
        let by = turn.index(lines.len());
        lines.rotate_left(by);
        prop_assert_eq!(straight, with_lines(&book, &lines, json));
    }

    #[test]
    fn a_rank_is_one_plus_the_number_strictly_better(book in book(), nominees in nominees()) {
        let book = Book { places: "1224", ..book };
        with_proposal(&book, &nominees, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            for list in &proposal.ranking.schemes[0] {
                let merit = |nominee: usize| (judged[nominee].total(), judged[nominee].ties().collect::<Vec<_>>());
                for place in &list.places {
                    let better = list.places.iter().filter(|p| merit(p.nominee) > merit(place.nominee));
                    prop_assert_eq!(place.rank, better.count() + 1);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn raising_one_mark_never_lowers_its_owners_rank(
        book in book(), nominees in nominees(), who in any::<Index>(), which in any::<Index>(),
    ) {
        // Half the points above would be a gate of its own: no award, no list changes by marks.
        let who = who.index(nominees.len());
        let which = which.index(book.rows.len());
        let mut raised = nominees.clone();
        raised[who].marks[which] = Some(100);
        prop_assume!(nominees[who].marks[which].is_some());
        prop_assume!(book.rows[which].kind != "deduction");
        let rank_of = |proposal: &Proposal<'_>| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            let places = proposal.ranking.schemes[0].iter().flat_map(|list| &list.places);
            let mut own = places.filter(|p| judged[p.nominee].id() == format!("N{who:02}"));
            own.next().map(|place| place.rank)
        };
        let before = with_proposal(&book, &nominees, rank_of);
        let after = with_proposal(&book, &raised, rank_of);
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(after <= before, "{before} became {after}");
        }
    }

    #[test]
    fn a_mark_is_within_its_criterions_bounds(book in book(), nominees in nominees()) {
        with_proposal(&book, &nominees, |proposal| {
            let scheme = &proposal.ranking.evaluation.schemes[0];
            for sheet in &scheme.sheets(proposal.ranking.evaluation.roster) {
                for (row, mark) in scheme.book.scheme.criteria.iter().zip(&sheet.marks) {
                    if let Outcome::Points(points) = &mark.outcome {
                        prop_assert!(!points.is_negative());
                        prop_assert!(row.max.as_ref().is_none_or(|max| points <= max));
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn full_marks_on_whatever_is_assigned_give_the_whole_scale(
        book in book(), nominees in nominees(),
    ) {
        // Without drops made up for, what is not assigned is simply not there to be had.
        prop_assume!(book.rescale != "none");
        let full = |nominee: Nominee| Nominee {
            marks: nominee.marks.iter().map(|mark| mark.map(|_| 100)).collect(),
            ..nominee
        };
        let nominees: Vec<Nominee> = nominees.into_iter().map(full).collect();
        with_proposal(&book, &nominees, |proposal| {
            let evaluated = &proposal.ranking.evaluation.schemes[0];
            let scheme = &evaluated.book.scheme;
            for sheet in &evaluated.sheets(proposal.ranking.evaluation.roster) {
                let Some(sums) = &sheet.sums else { continue };
                let zeros = scheme.criteria.iter().zip(&sheet.marks).any(|(row, mark)| {
                    row.kind == CriterionKind::Scored && mark.points().is_some_and(Number::is_zero)
                });
                if zeros {
                    continue;
                }
                let whole = if scheme.points.rescale == Rescale::Total {
                    scheme.points.scale.clone()
                } else {
                    // A row outside groups, or a whole top group, is not made up for.
                    let rows = scheme.criteria.iter().zip(&sheet.marks);
                    let outside = rows.filter(|(row, mark)| {
                        row.group.is_none()
                            && row.kind == CriterionKind::Scored
                            && !mark.is_dropped()
                    });
                    let outside: Number = outside.filter_map(|(row, _)| row.max.as_ref()).sum();
                    let tops = scheme.groups_in(None).filter(|(at, _)| !sheet.groups[*at].dropped);
                    outside + tops.map(|(_, group)| &group.max).sum::<Number>()
                };
                prop_assert_eq!(scheme.points.round.apply(&sums.score), whole);
            }
            Ok(())
        })?;
    }

    #[test]
    fn totals_add_exactly_in_any_order(book in book(), nominees in nominees()) {
        with_proposal(&book, &nominees, |proposal| {
            let evaluated = &proposal.ranking.evaluation.schemes[0];
            let scheme = &evaluated.book.scheme;
            for sheet in &evaluated.sheets(proposal.ranking.evaluation.roster) {
                let Some(sums) = &sheet.sums else { continue };
                let marks = scheme.criteria.iter().zip(&sheet.marks);
                let all = |kind: CriterionKind| {
                    let own = marks.clone().rev().filter(move |(row, _)| row.kind == kind);
                    own.filter_map(|(_, mark)| mark.points()).sum::<Number>()
                };
                prop_assert!(sums.deduction <= all(CriterionKind::Deduction));
                if book.deduction.is_none() && book.group_deduction.is_none() {
                    prop_assert_eq!(&sums.deduction, &all(CriterionKind::Deduction));
                }
                prop_assert!(sums.bonus <= all(CriterionKind::Bonus));
                if scheme.points.rescale != Rescale::Group {
                    prop_assert_eq!(&sums.scored, &all(CriterionKind::Scored));
                }
                let dropped = sheet.marks.iter().any(dvk::evaluation::Mark::is_dropped);
                if !dropped {
                    prop_assert_eq!(&sums.score, &sums.scored);
                    prop_assert_eq!(&sums.assigned, &scheme.points.scale);
                }
                prop_assert_eq!(&sums.unbounded, &(&sums.score + &sums.bonus - &sums.deduction));
                let bounded = sums.unbounded.clone().max(Number::ZERO);
                prop_assert_eq!(&sums.total, &scheme.points.round.apply(&bounded));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_deduction_never_exceeds_its_ceiling(book in book(), nominees in nominees()) {
        with_proposal(&book, &nominees, |proposal| {
            let evaluated = &proposal.ranking.evaluation.schemes[0];
            let scheme = &evaluated.book.scheme;
            for sheet in &evaluated.sheets(proposal.ranking.evaluation.roster) {
                for (at, (group, sum)) in scheme.groups.iter().zip(&sheet.groups).enumerate() {
                    let rows = scheme.criteria.iter().zip(&sheet.marks);
                    let inside = rows.filter(|(row, _)| {
                        row.kind == CriterionKind::Deduction && scheme.lies_in(row.group, at)
                    });
                    let inside: Number = inside.filter_map(|(_, mark)| mark.points()).sum();
                    prop_assert!(sum.deduction.counts <= inside);
                    prop_assert!(group.deduction.as_ref().is_none_or(|most| sum.deduction.counts <= *most));
                    prop_assert!(group.bonus.as_ref().is_none_or(|most| sum.bonus.counts <= *most));
                }
                if let Some(sums) = &sheet.sums {
                    let most = scheme.points.deduction.as_ref();
                    prop_assert!(most.is_none_or(|most| sums.deduction <= *most));
                    prop_assert!(sums.deduction <= sums.deduction_rows);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_nominee_is_in_exactly_one_of_proposed_contested_missed_unranked(
        book in book(), nominees in nominees(),
    ) {
        with_proposal(&book, &nominees, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            let unranked = judged.iter().enumerate().filter(|(_, s)| s.status() != Status::Ranked);
            let unranked: Vec<usize> = unranked.map(|(at, _)| at).collect();
            let placed = proposal.ranking.schemes[0].iter().flat_map(|list| &list.places);
            let placed: Vec<usize> = placed.map(|place| place.nominee).collect();
            prop_assert_eq!(sorted(&[&placed, &unranked]), (0..judged.len()).collect::<Vec<_>>());
            for award in &proposal.schemes[0] {
                let proposed: Vec<usize> = award.proposed.iter().map(|seat| seat.nominee).collect();
                let contested: Vec<usize> = award.contested.iter().map(|c| c.nominee).collect();
                let missed: Vec<usize> = award.missed.iter().map(|m| m.nominee).collect();
                let awaiting: Vec<usize> = award.awaiting.iter().map(|one| one.nominee).collect();
                let all = sorted(&[&proposed, &contested, &awaiting, &missed, &unranked]);
                prop_assert_eq!(all, (0..judged.len()).collect::<Vec<_>>());
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_proposal_never_exceeds_its_quota_but_by_equals_under_line_all(
        book in book(), nominees in nominees(),
    ) {
        with_proposal(&book, &nominees, |proposal| {
            let awards = &proposal.ranking.evaluation.schemes[0].book.scheme.awards;
            for award in &proposal.schemes[0] {
                let beyond = award.proposed.iter().any(|seat| seat.beyond);
                prop_assert!(!beyond || awards[award.award].line == Line::All);
                for quota in &award.quotas {
                    prop_assert!(beyond || quota.taken <= quota.seats, "{quota:?}");
                }
                let sure = award.proposed.iter().filter(|seat| !seat.beyond).count();
                let all = award.quotas.iter().filter(|quota| quota.part.is_none());
                for quota in all {
                    prop_assert!(sure <= quota.seats, "{quota:?}");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn nobody_is_proposed_below_somebody_left_out_for_want_of_the_same_seat(
        book in book(), nominees in nominees(),
    ) {
        with_proposal(&book, &nominees, |proposal| {
            let judged = &proposal.ranking.evaluation.schemes[0].judged;
            let scheme = &proposal.ranking.evaluation.schemes[0].book.scheme;
            let cluster = scheme.facts.iter().position(|fact| fact.id == "cum").expect("it is one");
            // All quotas of the book go by the field, the cluster, or nothing.
            let parts = |nominee: usize| {
                let own = &judged[nominee];
                (own.field().map(str::to_owned), own.fact(cluster).clone())
            };
            for award in &proposal.schemes[0] {
                let left_out = award.missed.iter();
                let left_out = left_out.filter(|missed| missed.reason == MissedReason::Quota);
                let left_out: Vec<usize> = left_out.map(|missed| missed.nominee).collect();
                for list in &proposal.ranking.schemes[0] {
                    let ranks: BTreeMap<usize, usize> =
                        list.places.iter().map(|place| (place.nominee, place.rank)).collect();
                    let in_list = |nominee: &usize| ranks.contains_key(nominee);
                    for out in left_out.iter().copied().filter(in_list) {
                        let below = award.proposed.iter().map(|seat| seat.nominee);
                        let mut below = below.filter(in_list).filter(|one| ranks[one] > ranks[&out]);
                        let same = below.find(|one| parts(*one) == parts(out));
                        prop_assert!(same.is_none(), "{same:?} is proposed, {out} above is not");
                    }
                }
            }
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_letter_says_nothing_of_equals_rivals_and_whoever_has_the_seats(
        book in book(), nominees in nominees(),
    ) {
        with_proposal(&book, &nominees, |proposal| {
            letter::say_nothing_of_others(proposal, &[Format::Markdown]);
        });
    }
}

fn sorted(parts: &[&Vec<usize>]) -> Vec<usize> {
    let mut all: Vec<usize> = parts.iter().flat_map(|part| part.iter().copied()).collect();
    all.sort_unstable();
    all
}
