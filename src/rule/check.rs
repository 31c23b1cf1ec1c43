//! What the steps of the rules say against themselves: steps that nobody reaches, holes between
//! them, points outside the maximum, and better facts that get less.
//!
//! Each rule is walked on each day on which one of its values changes. Only what is certain is
//! said: a rule that a walk cannot see through is left alone.

mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::Rulebook;
use super::plan::steps::{Interval, pieces};
use super::plan::walk::{Cover, End, Seen, Setting, Walk, bit};
use super::plan::{At, Plan};
use super::problem::RuleProblem;
use super::site::{Site, rules};
use crate::diagnostic::{Diagnostics, Place};
use crate::document::RuleText;
use crate::locale::{Locale, Text};
use crate::number::{Decimal, plain};
use crate::scheme::{Better, Criterion, CriterionKind, Dated, FactKind, Name, Scheme};
use words::{Words, of_choice, of_interval};

/// A day on which figures change, and the figures of every value from it on.
struct Day<'s> {
    from: Option<Date>,
    figures: Vec<Option<&'s Dated>>,
}

/// One rule under examination.
struct Examined<'b> {
    book: &'b Rulebook,
    site: Site,
    text: &'b RuleText,
    plan: &'b Plan,
    what: Text,
    /// Whether a hole between its steps was told already.
    hole_told: bool,
    /// Facts on whose range something else than their declaration may have a say.
    bounded: u64,
}

/// Something found on one day; the same on every day is told without a day.
#[derive(PartialEq)]
struct Finding {
    at: At,
    kind: Kind,
}

#[derive(PartialEq)]
enum Kind {
    NeverReached(Text),
    Hole {
        where_: Text,
        gives: String,
        below: String,
        above: String,
    },
    BestBelow(String),
    Outside {
        sure: bool,
        gives: String,
        bound: Text,
        where_: Option<Text>,
    },
    Loses(Text),
}

/// Reports what the steps of every rule say against themselves.
pub(super) fn check(book: &Rulebook, diagnostics: &mut Diagnostics) {
    let scheme = &book.scheme;
    let days = days(scheme);
    let bounded = bounded(book);
    for (site, text) in rules(scheme) {
        let Some(Ok(plan)) = book.plan(site) else {
            continue;
        };
        let reads = book.reads(site);
        let values: Vec<usize> = reads
            .iter()
            .filter_map(|(_, name)| match name {
                Name::Value(at) => Some(*at),
                _ => None,
            })
            .collect();
        let changes = |day: &&Day<'_>| {
            let Some(from) = day.from.filter(|_| !values.is_empty()) else {
                return true;
            };
            let starts = |at: &usize| scheme.values[*at].dated.iter().any(|d| d.from == from);
            values.iter().any(starts) || scheme.in_force.from == Some(from)
        };
        let known = |day: &&Day<'_>| values.iter().all(|at| day.figures[*at].is_some());
        let mut days: Vec<&Day<'_>> = days.iter().filter(known).filter(changes).collect();
        if values.is_empty() {
            days.truncate(1);
        }
        let examined = Examined {
            book,
            site,
            text,
            plan,
            what: site.text(scheme),
            hole_told: book.tells_hole(site),
            bounded,
        };
        examined.report(&days, diagnostics);
    }
}

/// The days on which figures change while the scheme holds; at least one.
fn days(scheme: &Scheme) -> Vec<Day<'_>> {
    let mut from: BTreeSet<Date> = scheme.in_force.from.into_iter().collect();
    for value in &scheme.values {
        let dates = value.dated.iter().map(|dated| dated.from);
        from.extend(dates.filter(|date| scheme.in_force.on(*date)));
    }
    let on = |date: Date| scheme.values.iter().map(|value| value.on(date)).collect();
    let mut days: Vec<Day<'_>> = from
        .into_iter()
        .map(|date| Day {
            from: Some(date),
            figures: on(date),
        })
        .collect();
    if days.is_empty() {
        days.push(Day {
            from: None,
            figures: vec![None; scheme.values.len()],
        });
    }
    days
}

/// The facts of which checks, gates and conditions of application have a say, a bit each.
fn bounded(book: &Rulebook) -> u64 {
    let mut bounded = 0;
    for (site, rule) in book.compiled() {
        let says = matches!(
            site,
            Site::Applies | Site::Check(_) | Site::Gate(..) | Site::CriterionApplies(_)
        );
        for (_, name) in rule.reads.iter().filter(|_| says) {
            if let Name::Fact(fact) = name {
                bounded |= bit(*fact);
            }
        }
    }
    bounded
}

impl Examined<'_> {
    fn report(&self, days: &[&Day<'_>], diagnostics: &mut Diagnostics) {
        let mut found: Vec<(Finding, Vec<Date>)> = Vec::new();
        for day in days {
            for finding in self.findings(&day.figures) {
                let dates = day.from.into_iter();
                match found.iter_mut().find(|(before, _)| *before == finding) {
                    Some((_, all)) => all.extend(dates),
                    None => found.push((finding, dates.collect())),
                }
            }
        }
        for (finding, dates) in found {
            let date = match dates.first() {
                Some(first) if dates.len() < days.len() => Text::both(
                    format!(" (theo mốc từ ngày {first})"),
                    format!(" (with the figures from {first} on)"),
                ),
                _ => Text::both("", ""),
            };
            let (source, span) = self.book.place(self.text, finding.at);
            let problem = self.problem(finding.kind, &date);
            diagnostics.report(Place::text(&source, span), problem);
        }
    }

    /// What is found on a day.
    fn findings(&self, figures: &[Option<&Dated>]) -> Vec<Finding> {
        let scheme = &self.book.scheme;
        let setting = Setting {
            scheme,
            figures,
            nominee: None,
        };
        let walk = Walk::new(self.plan, setting);
        let mut findings = Vec::new();
        if !walk.is_whole() {
            return findings;
        }
        self.never_reached(&walk, setting, &mut findings);
        if let Site::Criterion(at) = self.site
            && let row = &scheme.criteria[at]
            && row.kind != CriterionKind::Standard
        {
            self.outside(&walk, row, &mut findings);
            self.best(&walk, row, &mut findings);
            if !self.hole_told {
                self.holes(&walk, &mut findings);
            }
            for (fact, declared) in scheme.facts.iter().enumerate() {
                if let Some(better) = declared.better {
                    self.loses(&walk, row, (fact, better), &mut findings);
                }
            }
        }
        findings
    }

    /// Branches and rows that nobody reaches. What stands in a function file serves others too.
    fn never_reached(&self, walk: &Walk<'_>, setting: Setting<'_>, findings: &mut Vec<Finding>) {
        let seen = |seen: Seen| walk.seen.binary_search(&seen).is_ok();
        let own = |at: At| at.text == 0 && at.line > 0;
        for event in &walk.seen {
            let (at, why) = match *event {
                Seen::Else(at) if own(at) && !seen(Seen::Then(at)) => {
                    let cover = Walk::why_never(self.plan, setting, at, true);
                    (at, self.covered(cover))
                }
                Seen::Then(at) if own(at) && !seen(Seen::Else(at)) => {
                    match Walk::why_never(self.plan, setting, at, false) {
                        Cover::Itself => (at, always()),
                        // An `else` is asked for by the language even where nothing is left.
                        _ => continue,
                    }
                }
                Seen::Row(at) if own(at) && !seen(Seen::Met(at)) => (at, no_row()),
                _ => continue,
            };
            let kind = Kind::NeverReached(why);
            findings.push(Finding { at, kind });
        }
    }

    fn covered(&self, cover: Cover) -> Text {
        match cover {
            Cover::Itself => Text::both(
                "không số liệu nào trong khoảng đã khai báo thỏa điều kiện của nhánh này",
                "no facts within their declared ranges fulfil the condition of this branch",
            ),
            Cover::By(at) => {
                let (source, span) = self.book.place(self.text, at);
                let line = source.location(span.start).line;
                Text::both(
                    format!(
                        "nhánh này không bao giờ dùng tới, vì nhánh ở dòng {line} đã gồm hết các trường hợp của nó"
                    ),
                    format!(
                        "this branch is never reached, because the one in line {line} covers all of its cases"
                    ),
                )
            }
            Cover::Together => Text::both(
                "nhánh này không bao giờ dùng tới, vì các nhánh đứng trước đã gồm hết các trường hợp của nó",
                "this branch is never reached, because those before it cover all of its cases",
            ),
        }
    }

    /// Results above the maximum or below 0.
    fn outside(&self, walk: &Walk<'_>, row: &Criterion, findings: &mut Vec<Finding>) {
        let max = row
            .max
            .filter(|_| row.kind != CriterionKind::Deduction || row.max.is_some());
        for end in &walk.ends {
            let Some((low, high)) = walk.given_at(end) else {
                continue;
            };
            let point = end.value.and_then(|value| value.as_point()).is_some();
            let above = max.and_then(|max| high.filter(|high| *high > max).map(|high| (high, max)));
            let below = low.filter(|low| *low < Decimal::ZERO);
            let (gives, bound) = match (above, below) {
                (Some((high, max)), _) => {
                    let max = plain(max);
                    let vi = format!("cao hơn điểm tối đa {max}");
                    (
                        high,
                        Text::both(vi, format!("more than the maximum of {max}")),
                    )
                }
                (None, Some(low)) => (low, Text::both("thấp hơn 0", "less than 0")),
                (None, None) => continue,
            };
            // What no whole number holds fails in ways of its own.
            if gives.abs() > Decimal::from(i64::MAX) {
                continue;
            }
            let (where_, asked) = self.inputs(walk, end, above.is_some());
            let sure = end.sure && asked & self.bounded == 0;
            if !point && !(sure && walk.is_line(end)) {
                continue;
            }
            let kind = Kind::Outside {
                sure: sure && point,
                gives: plain(gives),
                bound,
                where_: where_.filter(|_| end.sure),
            };
            let finding = Finding { at: end.at, kind };
            if end.at.line > 0 && !findings.iter().any(|before| before.at == end.at) {
                findings.push(finding);
            }
        }
    }

    /// A maximum that nobody reaches.
    fn best(&self, walk: &Walk<'_>, row: &Criterion, findings: &mut Vec<Finding>) {
        let Some(max) = row.max.filter(|_| row.kind != CriterionKind::Deduction) else {
            return;
        };
        let mut best: Option<(Decimal, At)> = None;
        for end in &walk.ends {
            let Some((_, high)) = walk.given_at(end) else {
                continue;
            };
            let Some(high) = high else { return };
            if best.is_none_or(|(best, _)| high > best) {
                best = Some((high, end.at));
            }
        }
        if let Some((best, at)) = best
            && best < max
        {
            let at = if at.text == 0 { at } else { At::default() };
            let kind = Kind::BestBelow(plain(best));
            findings.push(Finding { at, kind });
        }
    }

    /// A stretch between two steps that falls to what is left for everybody else.
    fn holes(&self, walk: &Walk<'_>, findings: &mut Vec<Finding>) {
        for (fact, whole) in walk.facts() {
            if walk.unclear & bit(fact) != 0 {
                continue;
            }
            let points = |ends: &[&End]| {
                let mut all = ends.iter().map(|end| end.value?.as_point());
                let first = all.next()??;
                all.all(|point| point == Some(first)).then_some(first)
            };
            let pieces = pieces(walk, fact);
            let rest = |ends: &[&End]| ends.iter().all(|end| end.rest);
            for three in pieces.windows(3) {
                let [(_, below), (interval, here), (_, above)] = three else {
                    continue;
                };
                let (Some(low), Some(gives), Some(high)) =
                    (points(below), points(here), points(above))
                else {
                    continue;
                };
                if rest(here) && !rest(below) && !rest(above) && gives < low && gives < high {
                    let id = &self.book.scheme.facts[fact].id;
                    let words = Words {
                        id,
                        whole,
                        date: self.is_date(fact),
                    };
                    let kind = Kind::Hole {
                        where_: of_interval(*interval, &words),
                        gives: plain(gives),
                        below: plain(low),
                        above: plain(high),
                    };
                    let at = here.first().map_or_else(At::default, |end| end.at);
                    findings.push(Finding { at, kind });
                }
            }
        }
    }

    /// A fact that gets fewer points where it is better.
    fn loses(
        &self,
        walk: &Walk<'_>,
        row: &Criterion,
        (fact, better): (usize, Better),
        findings: &mut Vec<Finding>,
    ) {
        if walk.unclear & bit(fact) != 0 {
            return;
        }
        // What the bounds of the ends are, more being better for the nominee.
        let bounds = |ends: &[&End]| {
            let mut all = ends.iter().filter_map(|end| walk.given_at(end));
            let mut bounds = all.next()?;
            for (low, high) in all {
                bounds.0 = bounds.0.zip(low).map(|(a, b)| a.min(b));
                bounds.1 = bounds.1.zip(high).map(|(a, b)| a.max(b));
            }
            Some(bounds)
        };
        let mut stretches: Vec<(Text, Vec<&End>)> = Vec::new();
        let id = &self.book.scheme.facts[fact].id;
        if walk.facts().any(|(known, _)| known == fact) {
            let words = Words {
                id,
                whole: self.book.scheme.facts[fact].kind == FactKind::Integer,
                date: self.is_date(fact),
            };
            for (interval, ends) in pieces(walk, fact) {
                stretches.push((of_interval(interval, &words), ends));
            }
        } else if walk.choice_facts().any(|known| known == fact) {
            for (place, word) in self.words_of(fact).into_iter().enumerate().take(63) {
                let ends = walk.ends.iter();
                let ends = ends.filter(|end| walk.left(end, fact) >> place & 1 != 0);
                stretches.push((of_choice(id, &word), ends.collect()));
            }
        }
        // From the worst to the best.
        let yes_no = self.book.scheme.facts[fact].kind == FactKind::YesNo;
        if (better == Better::Higher) == yes_no {
            stretches.reverse();
        }
        let loss = row.kind == CriterionKind::Deduction;
        let mut most: Option<(Decimal, Text, bool)> = None;
        for (words, ends) in stretches {
            let Some((low, high)) = bounds(&ends) else {
                continue;
            };
            if let [end] = ends[..]
                && let Some(rises) = walk.rises_along(end, fact)
                && rises != ((better == Better::Higher) != loss)
            {
                let text = falls(better, &words, loss);
                let kind = Kind::Loses(text);
                return findings.push(Finding { at: end.at, kind });
            }
            let (low, high) = if loss {
                (high.map(|high| -high), low.map(|low| -low))
            } else {
                (low, high)
            };
            if let (Some((before, worse, exact)), Some(high)) = (&most, high)
                && high < *before
            {
                let (here, there) = if loss {
                    (-high, -*before)
                } else {
                    (high, *before)
                };
                let exact = (low == Some(high), *exact);
                let points = (plain(here), plain(there));
                let points = (points.0.as_str(), points.1.as_str());
                let text = lost(better, (&words, worse), points, exact, loss);
                let at = ends.first().map_or_else(At::default, |end| end.at);
                let kind = Kind::Loses(text);
                return findings.push(Finding { at, kind });
            }
            if let Some(low) = low
                && most.as_ref().is_none_or(|(most, ..)| low > *most)
            {
                most = Some((low, words, high == Some(low)));
            }
        }
    }

    fn is_date(&self, fact: usize) -> bool {
        self.book.scheme.facts[fact].kind == FactKind::Date
    }

    fn words_of(&self, fact: usize) -> Vec<String> {
        match &self.book.scheme.facts[fact].kind {
            FactKind::YesNo => vec!["true".to_owned(), "false".to_owned()],
            FactKind::Choice(choices) => choices.iter().map(|(word, _)| word.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    /// Which facts lead to an end, in words, and a bit each.
    fn inputs(&self, walk: &Walk<'_>, end: &End, high: bool) -> (Option<Text>, u64) {
        let scheme = &self.book.scheme;
        let mut asked = 0;
        let (mut vi, mut en) = (Vec::new(), Vec::new());
        for (fact, whole) in walk.facts() {
            let interval = walk.interval(end, fact);
            let touched = interval != walk.declared(fact);
            let rises = walk.rises_along(end, fact);
            // Along a line the end of the stretch is the input that leads farthest.
            let farthest = rises.and_then(|rises| match rises == high {
                true => interval.high(whole),
                false => interval.low(),
            });
            let interval = match farthest {
                Some((at, true)) => Interval::point(at, whole),
                _ => interval,
            };
            if touched || rises.is_some() {
                asked |= bit(fact);
                let words = Words {
                    id: &scheme.facts[fact].id,
                    whole,
                    date: self.is_date(fact),
                };
                let text = of_interval(interval, &words);
                vi.push(text.get(Locale::Vi).to_owned());
                en.push(text.get(Locale::En).to_owned());
            }
        }
        for fact in walk.choice_facts() {
            let left = walk.left(end, fact);
            let words = self.words_of(fact);
            let all = words.len() >= 64 || left == (1_u64 << words.len()) - 1;
            if all {
                continue;
            }
            asked |= bit(fact);
            let words: Vec<_> = words
                .iter()
                .enumerate()
                .filter(|(place, _)| left >> place & 1 != 0)
                .map(|(_, word)| word.clone())
                .collect();
            let text = of_choice(&scheme.facts[fact].id, &words.join("`, `"));
            vi.push(text.get(Locale::Vi).to_owned());
            en.push(text.get(Locale::En).to_owned());
        }
        let text = (!vi.is_empty()).then(|| Text::both(vi.join(", "), en.join(", ")));
        (text, asked)
    }

    fn problem(&self, kind: Kind, date: &Text) -> RuleProblem {
        let both = |text: &Text| {
            (
                text.get(Locale::Vi).to_owned(),
                text.get(Locale::En).to_owned(),
            )
        };
        let (what_vi, what_en) = both(&self.what);
        let (date_vi, date_en) = both(date);
        match kind {
            Kind::NeverReached(why) => {
                let (why_vi, why_en) = both(&why);
                RuleProblem::NeverReached {
                    what_vi,
                    what_en,
                    why_vi,
                    why_en,
                    date_vi,
                    date_en,
                }
            }
            Kind::Hole {
                where_,
                gives,
                below,
                above,
            } => {
                let (where_vi, where_en) = both(&where_);
                RuleProblem::Hole {
                    what_vi,
                    what_en,
                    where_vi,
                    where_en,
                    gives,
                    below,
                    above,
                    date_vi,
                    date_en,
                }
            }
            Kind::BestBelow(best) => {
                let max = self.site.maximum(&self.book.scheme).unwrap_or_default();
                RuleProblem::MaximumNotReached {
                    what_vi,
                    what_en,
                    best,
                    max: plain(max),
                    date_vi,
                    date_en,
                }
            }
            Kind::Outside {
                sure,
                gives,
                bound,
                where_,
            } => {
                let (bound_vi, bound_en) = both(&bound);
                let (mut where_vi, mut where_en) = (String::new(), String::new());
                if let Some(where_) = where_ {
                    where_vi = format!(" khi {}", where_.get(Locale::Vi));
                    where_en = format!(" where {}", where_.get(Locale::En));
                }
                if sure {
                    RuleProblem::PointsOutside {
                        what_vi,
                        what_en,
                        gives,
                        bound_vi,
                        bound_en,
                        where_vi,
                        where_en,
                        date_vi,
                        date_en,
                    }
                } else {
                    RuleProblem::PointsPerhapsOutside {
                        what_vi,
                        what_en,
                        gives,
                        bound_vi,
                        bound_en,
                        where_vi,
                        where_en,
                        date_vi,
                        date_en,
                    }
                }
            }
            Kind::Loses(text) => {
                let (loss_vi, loss_en) = both(&text);
                RuleProblem::BetterLoses {
                    what_vi,
                    what_en,
                    loss_vi,
                    loss_en,
                    date_vi,
                    date_en,
                }
            }
        }
    }
}

fn always() -> Text {
    Text::both(
        "mọi số liệu trong khoảng đã khai báo đều thỏa điều kiện này, nên phần `else` không bao giờ dùng tới",
        "all facts within their declared ranges fulfil this condition, so its `else` is never reached",
    )
}

fn no_row() -> Text {
    Text::both(
        "không số liệu nào trong khoảng đã khai báo rơi vào bậc này của bảng",
        "no facts within their declared ranges fall on this row of the table",
    )
}

/// Which way is better, in words.
fn way(better: Better) -> (&'static str, &'static str) {
    match better {
        Better::Higher => (
            "đã khai báo càng cao càng tốt",
            "higher is declared to be better",
        ),
        Better::Lower => (
            "đã khai báo càng thấp càng tốt",
            "lower is declared to be better",
        ),
        Better::First => (
            "đã khai báo lựa chọn đứng trước là tốt hơn",
            "the first choice is declared to be the best",
        ),
    }
}

/// How a better fact gets less and less along a stretch, in words.
fn falls(better: Better, here: &Text, loss: bool) -> Text {
    let (way_vi, way_en) = way(better);
    let (here_vi, here_en) = (here.get(Locale::Vi), here.get(Locale::En));
    let (vi, en) = if loss {
        (
            "càng tốt càng bị trừ nhiều",
            "more is taken off the better it is",
        )
    } else {
        ("càng tốt càng ít điểm", "less is given the better it is")
    };
    Text::both(
        format!("{way_vi}, nhưng {here_vi} thì {vi}"),
        format!("{way_en}, but where {here_en}, {en}"),
    )
}

/// How a better fact loses, in words; `exact` where the points are no mere bounds.
fn lost(
    better: Better,
    (here, there): (&Text, &Text),
    (less, more): (&str, &str),
    (exact, exact_there): (bool, bool),
    loss: bool,
) -> Text {
    let (way_vi, way_en) = way(better);
    let (verb_vi, verb_en) = if loss {
        ("bị trừ", "taken off")
    } else {
        ("được", "given")
    };
    // Of what is taken off, the better fact loses at least so much.
    let bounds = [("ít nhất ", "at least "), ("nhiều nhất ", "at most ")];
    let bound = |exact: bool, least: bool| {
        if exact {
            ("", "")
        } else {
            bounds[usize::from(!least)]
        }
    };
    let (here_vi, here_en) = bound(exact, loss);
    let (there_vi, there_en) = bound(exact_there, !loss);
    Text::both(
        format!(
            "{way_vi}, nhưng {} {verb_vi} {here_vi}{less} điểm, còn {} {verb_vi} {there_vi}{more} điểm",
            here.get(Locale::Vi),
            there.get(Locale::Vi),
        ),
        format!(
            "{way_en}, but {here_en}{less} is {verb_en} where {}, and {there_en}{more} where {}",
            here.get(Locale::En),
            there.get(Locale::En),
        ),
    )
}
