//! From what a scheme's file says to what holds: one function a promise; each reports and goes on.

mod awards;
mod cases;
mod ceilings;
mod effect;
mod facts;
mod others;
mod rows;
mod stages;
mod tree;

pub use others::check_others;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::document::{InForceDocument, PointsDocument, RankingDocument, SchemeDocument};
use super::names::{is_identifier, is_reserved};
use super::{
    Floor, InForce, MOST_POINTS, PartBy, Places, Points, Ranking, Scheme, SchemeProblem, Settle,
};
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::document::{Spanned, parse};
use crate::locale::Text;
use crate::number::{Decimal, MOST_DIGITS, Rounding, plain};
use crate::source::{Source, Span};

/// Where findings go, and which ids are taken.
struct Checker<'a> {
    source: &'a Arc<Source>,
    diagnostics: &'a mut Diagnostics,
    /// The ids that rules can name, with the line of each.
    names: BTreeMap<String, usize>,
    /// The groups by name.
    groups: BTreeMap<String, usize>,
    /// The digits that maxima may have.
    digits: u32,
    /// Whether a maximum or a place in the tree is not known, so that sums would only find fault
    /// with the same thing again.
    sums_unknown: bool,
    /// The facts of marked rows, in the order of the rows.
    mark_facts: Vec<super::Fact>,
    /// Names that are declared and left out, because something in them could not be read.
    left_out: Vec<String>,
}

/// Reads a scheme and checks everything about it but its rules. What is sound is kept even where
/// something else is not, so that the rules can be checked too; the gate is at the end.
pub fn check(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Scheme> {
    let document: SchemeDocument = parse(source, diagnostics)?;
    let mut checker = Checker {
        source,
        diagnostics,
        names: BTreeMap::new(),
        groups: BTreeMap::new(),
        digits: Rounding::default().digits,
        sums_unknown: false,
        mark_facts: Vec::new(),
        left_out: Vec::new(),
    };
    Some(checker.scheme(document))
}

impl Checker<'_> {
    fn scheme(&mut self, document: SchemeDocument) -> Scheme {
        if let Some(format) = document.format.filter(|format| format.value != 1) {
            self.report(
                &format.span,
                SchemeProblem::Format {
                    found: format.value,
                },
            );
        }
        let stem = Path::new(self.source.name())
            .file_stem()
            .and_then(|stem| stem.to_str());
        let stem = stem.unwrap_or("scheme").to_owned();
        let id = document.id.map_or(stem, |id| {
            self.dashed_id(&id);
            id.value
        });
        let title = document.title.unwrap_or_else(|| Text::vi(&id));
        let functions = self.functions(document.functions.unwrap_or_default());
        let unread = |key| document.unread.contains(&key);
        self.sums_unknown = ["points", "group", "criterion"].into_iter().any(unread);
        let points = self.points(document.points.as_ref());
        let said_points = document.points;
        let stages = self.stages(document.stage.unwrap_or_default());
        let facts = self.facts(document.facts.unwrap_or_default());
        let checks = self.checks(document.check.unwrap_or_default());
        let values = self.values(document.values.unwrap_or_default(), &facts);
        let cohorts = self.cohorts(document.cohort.unwrap_or_default(), &facts);
        let classes = document.class.unwrap_or_default();
        let awards = document.award.unwrap_or_default();
        let targets = awards::Targets::new(&classes, &awards);
        let (groups, group_order) = self.groups(document.group.unwrap_or_default(), &targets);
        let rows = document.criterion.unwrap_or_default();
        if rows.is_empty() && !unread("criterion") {
            self.report_whole(SchemeProblem::NoCriterion {});
        }
        if document.ranking.is_none() && !unread("ranking") {
            self.report_whole(SchemeProblem::NoRanking {});
        }
        let known = cases::Known {
            facts: &facts,
            of_marks: &[],
            cohorts: &cohorts,
            rows: &[],
        };
        let criteria = self.criteria(rows, &stages, &targets, known);
        let mut facts = facts;
        let ranking = self.ranking(document.ranking, &facts, &stages);
        let awards = self.awards(awards, &facts);
        facts.append(&mut self.mark_facts);
        let mut scheme = Scheme {
            source: Arc::clone(self.source),
            id,
            title,
            subject: document.subject,
            applies: document.applies,
            in_force: self.in_force(document.in_force),
            basis: document.basis.unwrap_or_default(),
            functions,
            points,
            gates: self.gates(document.gate.unwrap_or_default()),
            classes: Vec::new(),
            cases: Vec::new(),
            ranking,
            awards,
            stages,
            facts,
            checks,
            values,
            cohorts,
            groups,
            group_order,
            criteria,
            left_out: std::mem::take(&mut self.left_out),
        };
        self.ceilings(&mut scheme);
        let said_scale = said_points.as_ref().and_then(|points| points.scale.clone());
        self.scale(&mut scheme, said_scale);
        scheme.classes = self.classes(classes, &scheme);
        self.sums(&scheme);
        self.effects(&scheme, said_points.as_ref());
        scheme.cases = self.cases(document.case.unwrap_or_default(), &scheme);
        scheme
    }

    /// The function files with a bare name; the others could lie anywhere and are not asked for.
    fn functions(&mut self, files: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
        let mut bare = Vec::new();
        for file in files {
            let name = &file.value;
            if name.contains(['/', '\\', ':']) || name.starts_with('.') || !name.ends_with(".rhai")
            {
                let name = name.clone();
                self.report(&file.span, SchemeProblem::BadFunctionFile { name });
            } else {
                bare.push(file);
            }
        }
        bare
    }

    fn report_whole(&mut self, problem: SchemeProblem) {
        let place = Place::File(self.source.name().into());
        self.diagnostics.report(place, problem);
    }

    fn report(&mut self, span: &Span, problem: SchemeProblem) {
        self.diagnostics
            .report(Place::text(self.source, span.clone()), problem);
    }

    fn suggest<'n>(
        &mut self,
        word: &Spanned<String>,
        problem: SchemeProblem,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let meant = nearest(&word.value, names);
        let place = Place::text(self.source, word.span.clone());
        self.diagnostics.suggest(place, problem, meant);
    }

    /// An id that rules can name: an ASCII identifier, not reserved, used once.
    fn name(&mut self, id: &Spanned<String>) {
        let word = id.value.clone();
        if is_reserved(&word) {
            return self.report(&id.span, SchemeProblem::Reserved { id: word });
        }
        if !is_identifier(&word) {
            return self.report(
                &id.span,
                SchemeProblem::BadId {
                    id: word,
                    what: Text::both(
                        "chỉ dùng chữ không dấu, chữ số và `_`, không bắt đầu bằng chữ số",
                        "only letters without marks, digits and `_`, no digit first",
                    ),
                },
            );
        }
        let line = self.source.location(id.span.start).line;
        if let Some(first) = self.names.get(&word) {
            let problem = SchemeProblem::IdTwice {
                id: word,
                line: *first,
            };
            return self.report(&id.span, problem);
        }
        self.names.insert(word, line);
    }

    /// An id that only people and files name: dashes are allowed.
    fn dashed_id(&mut self, id: &Spanned<String>) {
        let fine = !id.value.is_empty()
            && id
                .value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if !fine {
            self.report(
                &id.span,
                SchemeProblem::BadId {
                    id: id.value.clone(),
                    what: Text::both(
                        "chỉ dùng chữ không dấu, chữ số, `-`, `_` và `.`",
                        "only letters without marks, digits, `-`, `_` and `.`",
                    ),
                },
            );
        }
    }

    /// Dashed ids of one kind: each used once.
    fn dashed_ids<'i>(&mut self, ids: impl Iterator<Item = &'i Spanned<String>>) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids {
            self.dashed_id(id);
            let line = self.source.location(id.span.start).line;
            if let Some(first) = seen.get(id.value.as_str()) {
                let problem = SchemeProblem::IdTwice {
                    id: id.value.clone(),
                    line: *first,
                };
                self.report(&id.span, problem);
            } else {
                seen.insert(&id.value, line);
            }
        }
    }

    fn in_force(&mut self, document: Option<Spanned<InForceDocument>>) -> InForce {
        let Some(document) = document else {
            return InForce::default();
        };
        let from = document.value.from.map(|from| from.value);
        let until = document.value.until.map(|until| until.value);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let problem = SchemeProblem::InForceBackwards {
                from: from.to_string(),
                until: until.to_string(),
            };
            self.report(&document.span, problem);
        }
        InForce { from, until }
    }

    /// Everything about points but the scale, which the rows add up to.
    fn points(&mut self, document: Option<&PointsDocument>) -> Points {
        let mut points = Points::default();
        let Some(document) = document else {
            return points;
        };
        points.rescale = document.rescale.unwrap_or_default();
        let bonus = document.bonus.as_ref();
        points.bonus = bonus.and_then(|most| self.positive("bonus", most));
        let deduction = document.deduction.as_ref();
        points.deduction = deduction.and_then(|most| self.positive("deduction", most));
        if let Some(round) = &document.round {
            if let Some(digits) = &round.digits {
                if digits.value > MOST_DIGITS {
                    let (vi, en) = ("từ 0 đến 6", "from 0 to 6");
                    self.out_of_range("digits", &digits.span, digits.value, vi, en);
                }
                self.digits = digits.value.min(MOST_DIGITS);
            }
            points.round = Rounding {
                each: round.each.unwrap_or_default(),
                digits: self.digits,
            };
        }
        if let Some(step) = &document.step {
            points.step = self.positive("step", step);
        }
        if let Some(bounds) = &document.bounds {
            match bounds.value[..] {
                [least, most] if least < most => {
                    let of_points = |bound: Decimal| bound.abs() <= MOST_POINTS;
                    if of_points(least) && of_points(most) {
                        points.least = least;
                        points.most = Some(most);
                    } else {
                        let written = listed(&bounds.value);
                        let (vi, en) = (
                            "trong khoảng -1000000 đến 1000000",
                            "from -1000000 to 1000000",
                        );
                        self.out_of_range("bounds", &bounds.span, written, vi, en);
                    }
                }
                _ => {
                    let written = listed(&bounds.value);
                    let (vi, en) = (
                        "gồm hai số, số nhỏ đứng trước",
                        "two numbers, the lesser first",
                    );
                    self.out_of_range("bounds", &bounds.span, written, vi, en);
                }
            }
        }
        points
    }

    /// The scale is what top groups and rows outside groups add up to.
    fn scale(&mut self, scheme: &mut Scheme, said: Option<Spanned<Decimal>>) {
        let tops = scheme.groups.iter().filter(|group| group.parent.is_none());
        let rows = scheme
            .criteria
            .iter()
            .filter(|row| row.group.is_none() && row.kind == super::CriterionKind::Scored);
        let sum = tops.map(|group| group.max).sum::<Decimal>()
            + rows.filter_map(|row| row.max).sum::<Decimal>();
        scheme.points.scale = sum;
        let Some(said) = said else { return };
        let Some(scale) = self.positive("scale", &said) else {
            return;
        };
        if scale != sum && !self.sums_unknown {
            let (sum, scale) = (plain(sum), plain(scale));
            self.report(&said.span, SchemeProblem::ScaleSum { sum, scale });
        }
        scheme.points.scale = scale;
    }

    /// A number of points above 0 and not beyond [`MOST_POINTS`]; anything else is reported.
    fn positive(&mut self, what: &str, number: &Spanned<Decimal>) -> Option<Decimal> {
        if number.value <= Decimal::ZERO {
            let found = plain(number.value);
            self.out_of_range(what, &number.span, found, "lớn hơn 0", "above 0");
            return None;
        }
        self.not_beyond(what, number)
    }

    /// A number of points not beyond [`MOST_POINTS`]: sums of such numbers cannot overflow.
    fn not_beyond(&mut self, what: &str, number: &Spanned<Decimal>) -> Option<Decimal> {
        if number.value.abs() <= MOST_POINTS {
            return Some(number.value);
        }
        let found = plain(number.value);
        let (vi, en) = ("không quá 1000000", "at most 1000000");
        self.out_of_range(what, &number.span, found, vi, en);
        None
    }

    /// The maximum of a row or group: 0 where it cannot be taken, and no sum is made of it then.
    fn maximum(&mut self, id: &str, number: Option<Decimal>, span: &Span) -> Decimal {
        let Some(number) = number else {
            self.sums_unknown = true;
            return Decimal::ZERO;
        };
        if number.normalize().scale() > self.digits {
            let problem = SchemeProblem::TooFine {
                id: id.to_owned(),
                found: plain(number),
                digits: self.digits,
            };
            self.report(span, problem);
        }
        number
    }

    /// A floor of points is not beyond [`MOST_POINTS`] either.
    fn floor(&mut self, key: &'static str, floor: Option<&Spanned<Floor>>) -> Option<Floor> {
        let floor = floor?;
        let number = Spanned {
            value: floor.value.number,
            span: floor.span.clone(),
        };
        self.not_beyond(key, &number).map(|_| floor.value)
    }

    fn out_of_range(
        &mut self,
        what: &str,
        span: &Span,
        found: impl std::fmt::Display,
        vi: &str,
        en: &str,
    ) {
        let problem = SchemeProblem::BadNumber {
            what: what.to_owned(),
            found: found.to_string(),
            required: Text::both(vi, en),
        };
        self.report(span, problem);
    }

    fn ranking(
        &mut self,
        document: Option<RankingDocument>,
        facts: &[super::Fact],
        stages: &[super::Stage],
    ) -> Ranking {
        let last_stage = stages.len().checked_sub(1);
        let Some(document) = document else {
            return Ranking {
                stage: last_stage,
                lists: Vec::new(),
                places: Places::default(),
                ties: Vec::new(),
                last: Settle::Council,
                span: 0..0,
            };
        };
        if document.last.is_none() && !document.unread.contains(&"last") {
            self.report(&document.span, SchemeProblem::NoLast {});
        }
        let last = document.last.unwrap_or(Settle::Council);
        if let Some(places) = &document.places
            && places.value == Places::Unique
            && last == Settle::Shared
        {
            self.report(&places.span, SchemeProblem::UniqueShared {});
        }
        let lists = document.lists.unwrap_or_default();
        let stage = document
            .stage
            .and_then(|stage| self.stage_named(&stage, stages));
        Ranking {
            stage: stage.or(last_stage),
            lists: lists
                .iter()
                .filter_map(|by| self.part_by(by, facts))
                .collect(),
            places: document
                .places
                .map(|places| places.value)
                .unwrap_or_default(),
            ties: awards::ties(document.ties),
            last,
            span: document.span,
        }
    }

    /// Something by which nominees are parted: `field`, `unit`, `subject`, or a fact of words.
    fn part_by(&mut self, by: &Spanned<String>, facts: &[super::Fact]) -> Option<PartBy> {
        match by.value.as_str() {
            "field" => return Some(PartBy::Field),
            "unit" => return Some(PartBy::Unit),
            "subject" => return Some(PartBy::Subject),
            _ => {}
        }
        let at = facts.iter().position(|fact| fact.id == by.value);
        if at.is_none() {
            let names = facts
                .iter()
                .map(|fact| fact.id.as_str())
                .chain(["field", "unit"]);
            let problem = SchemeProblem::UnknownFact {
                id: by.value.clone(),
            };
            self.suggest(by, problem, names);
        }
        at.map(PartBy::Fact)
    }
}

/// Numbers as they stand in a list.
fn listed(numbers: &[Decimal]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| plain(*number)).collect();
    format!("[{}]", numbers.join(", "))
}
