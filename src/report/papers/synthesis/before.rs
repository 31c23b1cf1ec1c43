//! The period before: what its result says that can be held against this one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value as Json, json};

use super::points::mean;

use crate::evaluation::Status;
use crate::inputs::RESULT_FORMAT;
use crate::locale::Text;
use crate::number::Number;
use crate::report::context::Context;
use crate::report::page::{Columns, Table};
use crate::report::papers::markup::Pieces;
use crate::report::words::Words;

/// The result of an earlier period, as `dvk rank` wrote it in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    schemes: BTreeMap<String, Figures>,
    is_open: bool,
    /// By what it was made.
    made_by: Option<MadeBy>,
}

/// By which program, schemes and data a result was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct MadeBy {
    program: String,
    schemes: String,
    data: String,
}

/// What is known of a scheme in one of the two periods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Figures {
    nominated: usize,
    ranked: usize,
    proposed: usize,
    mean: Option<Number>,
    /// How many have each class, by id.
    classes: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Written {
    format: u32,
    schemes: Vec<WrittenScheme>,
    to_decide: Vec<String>,
    made_by: Option<MadeBy>,
}

#[derive(Deserialize)]
struct WrittenScheme {
    scheme: String,
    lists: Vec<WrittenList>,
    unranked: Vec<IgnoredAny>,
    proposals: Vec<WrittenAward>,
}

#[derive(Deserialize)]
struct WrittenList {
    places: Vec<WrittenPlace>,
}

#[derive(Deserialize)]
struct WrittenPlace {
    total: Option<String>,
    class: Option<String>,
}

#[derive(Deserialize)]
struct WrittenAward {
    proposed: Vec<String>,
}

impl Before {
    /// Reads a result.
    ///
    /// # Errors
    /// Why a text is none, in words.
    pub fn read(text: &str) -> Result<Self, Text> {
        let written: Written = serde_json::from_str(text).map_err(|error| {
            let (line, column, en) = (error.line(), error.column(), error.to_string());
            let lacks = en.strip_prefix("missing field `");
            let lacks = lacks.and_then(|rest| rest.split_once('`'));
            let lacks = lacks.map_or_else(String::new, |(key, _)| format!(", thiếu khóa `{key}`"));
            Text::both(
                format!(
                    "dòng {line}, cột {column}: không phải kết quả JSON do `dvk rank` ghi{lacks}"
                ),
                format!("no JSON result of `dvk rank`: {en}"),
            )
        })?;
        if written.format != RESULT_FORMAT {
            let found = written.format;
            return Err(Text::both(
                format!("dạng kết quả là {found}, chương trình đọc dạng {RESULT_FORMAT}"),
                format!("the format of the result is {found}; this program reads {RESULT_FORMAT}"),
            ));
        }
        let mut schemes = BTreeMap::new();
        for scheme in &written.schemes {
            let figures = Figures::written(scheme)?;
            if schemes.insert(scheme.scheme.clone(), figures).is_some() {
                let id = &scheme.scheme;
                return Err(Text::both(
                    format!("bộ tiêu chí `{id}` có hai lần"),
                    format!("the scheme `{id}` stands twice"),
                ));
            }
        }
        Ok(Self {
            schemes,
            is_open: !written.to_decide.is_empty(),
            made_by: written.made_by,
        })
    }
}

impl Figures {
    fn written(scheme: &WrittenScheme) -> Result<Self, Text> {
        let places: Vec<_> = scheme.lists.iter().flat_map(|list| &list.places).collect();
        let mut totals = Vec::new();
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        for place in &places {
            if let Some(total) = &place.total {
                totals.push(Number::parse(total).ok_or_else(|| {
                    Text::both(
                        format!("điểm `{total}` không phải là số"),
                        format!("the points `{total}` are no number"),
                    )
                })?);
            }
            if let Some(class) = &place.class {
                *classes.entry(class.clone()).or_default() += 1;
            }
        }
        let proposed = scheme.proposals.iter().flat_map(|award| &award.proposed);
        Ok(Self {
            nominated: places.len() + scheme.unranked.len(),
            ranked: places.len(),
            proposed: proposed.collect::<BTreeSet<_>>().len(),
            mean: mean(&totals.iter().collect::<Vec<_>>()),
            classes,
        })
    }

    fn now(view: &Context<'_>) -> Self {
        let ranked = view.judged.iter();
        let ranked: Vec<_> = ranked
            .filter(|one| one.status() == Status::Ranked)
            .collect();
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        for class in ranked.iter().filter_map(|one| one.class()) {
            let id = view.scheme().classes[class].id.clone();
            *classes.entry(id).or_default() += 1;
        }
        let seats = view.awards.iter().flat_map(|award| &award.proposed);
        let totals = ranked.iter().filter_map(|one| one.total());
        Self {
            nominated: view.judged.len() + view.skipped.len(),
            ranked: ranked.len(),
            proposed: seats
                .map(|seat| seat.nominee)
                .collect::<BTreeSet<_>>()
                .len(),
            mean: mean(&totals.collect::<Vec<_>>()),
            classes,
        }
    }
}

/// A line of the comparison: what it is about, before, now, and whether it heads others.
struct Line {
    about: String,
    before: Option<Number>,
    now: Option<Number>,
    digits: u32,
    is_head: bool,
}

impl Line {
    fn head(about: &str) -> Self {
        Self {
            about: about.to_owned(),
            before: None,
            now: None,
            digits: 0,
            is_head: true,
        }
    }

    fn count(about: &str, before: usize, now: usize) -> Self {
        Self {
            before: Some(Number::from(before)),
            now: Some(Number::from(now)),
            is_head: false,
            ..Self::head(about)
        }
    }

    fn cell(&self, number: Option<&Number>) -> Option<String> {
        Some(number?.to_fixed(self.digits))
    }

    /// What is more now, with its sign.
    fn more(&self) -> Option<String> {
        // What is printed is what is compared.
        let (before, now) = (self.before.as_ref()?, self.now.as_ref()?);
        let by = now
            .round(self.digits)
            .subtract(&before.round(self.digits))?;
        let sign = if by.is_positive() { "+" } else { "" };
        Some(format!("{sign}{}", by.to_fixed(self.digits)))
    }
}

/// What the template may name of the comparison.
pub(super) fn values(
    views: &[Context<'_>],
    before: &Before,
    words: Words,
    pieces: &mut Pieces,
) -> Json {
    let mut lines = Vec::new();
    let mut notes = Vec::new();
    for view in views {
        let scheme = view.scheme();
        let title = view.text(&scheme.title);
        match before.schemes.get(&scheme.id) {
            Some(figures) => {
                lines.push(Line::head(title));
                of_scheme(view, figures, &mut lines);
                let known = |id: &&String| !scheme.classes.iter().any(|class| class.id == **id);
                let gone = figures.classes.keys().filter(known);
                notes.extend(gone.map(|id| words.class_only_before(title, id)));
            }
            None => notes.push(words.scheme_only_now(title)),
        }
    }
    let ids = before.schemes.keys();
    let gone = ids.filter(|id| !views.iter().any(|view| view.scheme().id == **id));
    notes.extend(gone.map(|id| words.scheme_only_before(id)));
    notes.extend(before.is_open.then(|| words.before_is_open().to_owned()));
    notes.push(words.not_compared().to_owned());
    notes.extend(before.made_by.as_ref().map(|it| {
        let made = words.imprint(&it.program, RESULT_FORMAT, &it.schemes, &it.data);
        format!("{}: {made}", words.period_before())
    }));
    json!({ "table": pieces.keep_table(table(&lines, words)), "notes": notes })
}

fn of_scheme(view: &Context<'_>, before: &Figures, lines: &mut Vec<Line>) {
    let words = view.words;
    let now = Figures::now(view);
    lines.extend([
        Line::count(words.nominated_count(), before.nominated, now.nominated),
        Line::count(words.all_ranked_count(), before.ranked, now.ranked),
        Line::count(words.proposed_count(), before.proposed, now.proposed),
    ]);
    lines.push(Line {
        about: words.mean_of_ranked().to_owned(),
        before: before.mean.clone(),
        now: now.mean.clone(),
        digits: view.scheme().points.round.digits.max(2),
        is_head: false,
    });
    for class in &view.scheme().classes {
        let of = |figures: &Figures| figures.classes.get(&class.id).copied().unwrap_or(0);
        let about = words.has_class(view.text(&class.title));
        lines.push(Line::count(
            &crate::report::terms::capital(&about),
            of(before),
            of(&now),
        ));
    }
}

fn table(lines: &[Line], words: Words) -> Table {
    Columns::of(lines)
        .words(words.content(), |line| line.about.as_str())
        .number(words.period_before(), |line| {
            line.cell(line.before.as_ref())
        })
        .number(words.this_period(), |line| line.cell(line.now.as_ref()))
        .number(words.more_or_less(), Line::more)
        .strong(|line| line.is_head)
        .table()
}
