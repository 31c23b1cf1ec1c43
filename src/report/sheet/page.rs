//! The score sheet for people: as a page, and as one flat table.

use super::model::{LineKind, Reading, Row, RowKind, Said, Sheet, Why};
use super::steps::Step;
use crate::commendation::Awaited;
use crate::report::options::Options;
use crate::report::page::{Block, Columns, Page, Table};
use crate::report::remarks::RemarkResult;
use crate::report::words::Words;

/// The sheet as a page.
pub(super) fn page(sheet: &Sheet, options: &Options) -> Page {
    let words = Words::of(options.locale);
    let mut page = Page::default();
    page.push(Block::Title(words.sheet().to_owned()));
    page.push(Block::Pairs(head(sheet, words)));
    if !sheet.reasons.is_empty() {
        page.push(Block::Subheading(words.reasons().to_owned()));
        let reasons = sheet.reasons.iter();
        page.push(Block::List(
            reasons.map(|one| because(one, words)).collect(),
        ));
    }
    if sheet.rows.is_empty() && sheet.standards.is_empty() {
        page.push(Block::Note(words.not_computed().to_owned()));
    }
    let rows = Columns::of(&sheet.rows)
        .words(words.no(), |row| &row.no)
        .words(words.content(), |row| title(row, words))
        .number(words.max(), |row| row.max.as_ref())
        .number(words.points(), shown)
        .words(words.explanation(), |row| explanation(&row.why, words))
        .strong(|row| row.kind == RowKind::Group);
    part(&mut page, words.scored_rows(), rows.table());
    let sum = Columns::of(&sheet.sum)
        .words(words.content(), |line| &line.text)
        .number(words.points(), |line| &line.points)
        .strong(|line| line.kind == LineKind::Sum);
    part(&mut page, words.sum(), sum.table());
    if let Some(stages) = sheet.stages.as_ref().filter(|stages| stages.is_told()) {
        part(&mut page, words.side_by_side(), stages.table(options));
        for note in stages.notes(options) {
            page.push(Block::Note(note.to_owned()));
        }
    }
    part(&mut page, words.standards(), standards(sheet, words));
    part(&mut page, words.floors(), floors(sheet, words));
    if sheet.class.is_some() {
        page.push(Block::Subheading(words.class().to_owned()));
        page.push(Block::List(class(sheet, options)));
    }
    if sheet.place.is_some() {
        page.push(Block::Subheading(words.place().to_owned()));
        page.push(Block::List(place(sheet, words)));
    }
    let awards = Columns::of(&sheet.awards)
        .words(words.award(), |award| &award.title)
        .words(words.result(), |award| result(award, words));
    part(&mut page, words.awards(), awards.table());
    if !sheet.remarks.is_empty() {
        page.push(Block::Subheading(words.remarks().to_owned()));
        page.push(Block::List(
            sheet.remarks.iter().map(RemarkResult::line).collect(),
        ));
    }
    page
}

fn part(page: &mut Page, heading: &str, table: Table) {
    if !table.rows.is_empty() {
        page.push(Block::Subheading(heading.to_owned()));
        page.table(table.without_empty_columns());
    }
}

/// Who it is, and by what it is judged.
fn head(sheet: &Sheet, words: Words) -> Vec<(String, String)> {
    let first = [
        (words.name(), Some(&sheet.name)),
        (words.id(), Some(&sheet.id)),
        (words.subject(), Some(&sheet.subject)),
        (words.unit(), sheet.unit.as_ref()),
    ];
    let then = [
        (words.field(), sheet.field.as_ref()),
        (words.received(), sheet.received.as_ref()),
        (words.scheme(), Some(&sheet.title)),
    ];
    let units = sheet.unit_classes.iter();
    let units = units.map(|unit| (words.class_of_unit(), Some(&unit.text)));
    let withdrawn = sheet.withdrawn.iter();
    let withdrawn = withdrawn.map(|past| (words.withdrawn_award(), Some(&past.text)));
    let said = first.into_iter().chain(units).chain(then);
    let said = said.chain(withdrawn);
    let said = said.filter_map(|(name, value)| Some((name, value?.clone())));
    let basis = sheet
        .basis
        .iter()
        .map(|paper| (words.basis(), paper.clone()));
    let mut status = sheet.status_text.to_owned();
    if sheet.provisional {
        status = format!("{status} ({})", words.provisional());
    }
    let status = [(words.status(), status)];
    let all = said.chain(basis).chain(status);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A row's title; what adds above the scale or takes off says so.
fn title(row: &Row, words: Words) -> String {
    match row.kind {
        RowKind::Bonus => format!("{} ({})", row.title, words.bonus_row()),
        RowKind::Deduction => format!("{} ({})", row.title, words.deduction_row()),
        _ => row.title.clone(),
    }
}

/// A row's points as people read them: `≈` where they are rounded for the eye alone.
fn shown(row: &Row) -> String {
    let about = if row.is_endless { "≈" } else { "" };
    format!("{about}{}", signed(row))
}

/// A row's points; what is taken off has its sign.
fn signed(row: &Row) -> String {
    let Some(points) = &row.points else {
        return String::new();
    };
    let nothing = points.chars().all(|c| matches!(c, '0' | '.'));
    let takes_off = matches!(row.kind, RowKind::Deduction | RowKind::DeductionAdjustment);
    match points.strip_prefix('-') {
        Some(less) if takes_off => less.to_owned(),
        None if takes_off && !nothing => format!("-{points}"),
        _ => points.clone(),
    }
}

/// A reason with what was read and the paper behind it.
fn because(reason: &Said, words: Words) -> String {
    let facts = reason.facts.iter().map(reading);
    let basis = reason.basis.as_ref();
    let basis = basis.map(|basis| format!("{}: {basis}", words.basis()));
    let said = std::iter::once(reason.message.clone());
    said.chain(facts)
        .chain(basis)
        .collect::<Vec<_>>()
        .join("; ")
}

fn explanation(why: &Why, words: Words) -> String {
    let basis = why.basis.iter();
    let basis = basis.map(|basis| format!("{}: {basis}", words.basis()));
    let remarks = why.remarks.iter().cloned();
    let all = remarks
        .chain(why.facts.iter().map(reading))
        .chain(why.steps.iter().map(|step| format!("↳ {}", step.text)))
        .chain(basis);
    all.collect::<Vec<_>>().join("\n")
}

pub(super) fn reading(reading: &Reading) -> String {
    let said = format!("{}: {}", reading.label, reading.value);
    match &reading.basis {
        Some(basis) => format!("{said} ({basis})"),
        None => said,
    }
}

fn met(met: bool, words: Words) -> &'static str {
    if met { words.met() } else { words.not_met() }
}

fn standards(sheet: &Sheet, words: Words) -> Table {
    Columns::of(&sheet.standards)
        .words(words.no(), |one| &one.no)
        .words(words.standard(), |one| &one.title)
        .words(words.result(), |one| Some(met(one.met?, words)))
        .words(words.explanation(), |one| explanation(&one.why, words))
        .table()
}

fn floors(sheet: &Sheet, words: Words) -> Table {
    Columns::of(&sheet.floors)
        .words(words.content(), |one| &one.title)
        .number(words.points(), |one| &one.points)
        .words(words.needed(), |one| &one.needed)
        .words(words.result(), |one| met(one.reached, words))
        .words(words.guards(), |one| one.guards.join(", "))
        .table()
}

/// The class, the thresholds, and what is missing to the next one, a sentence each.
fn class(sheet: &Sheet, options: &Options) -> Vec<String> {
    let words = Words::of(options.locale);
    let number = |number: &String| options.locale.number(number);
    let Some(class) = &sheet.class else {
        return Vec::new();
    };
    let mut said = vec![match &class.title {
        Some(title) => words.classed(title),
        None => match sheet.status {
            "ranked" => words.no_class().to_owned(),
            "unclassified" => words.unclassified_by_gate().to_owned(),
            _ => words.not_classed(sheet.status_text),
        },
    }];
    let thresholds: Vec<_> = class
        .thresholds
        .iter()
        .filter_map(|one| {
            let mut from = words.threshold(&one.title, &number(one.from.as_ref()?));
            if one.is_without_bonus {
                from = format!("{from} {}", words.without_bonus());
            }
            let basis = one.basis.as_ref();
            let basis = basis.map(|basis| format!("{}: {basis}", words.basis()));
            let facts = one.facts.iter().filter(|fact| fact.basis.is_some());
            let behind: Vec<_> = basis.into_iter().chain(facts.map(reading)).collect();
            Some(if behind.is_empty() {
                from
            } else {
                format!("{from} ({})", behind.join("; "))
            })
        })
        .collect();
    let without_bonus = class.without_bonus.as_ref().map(number);
    said.extend(without_bonus.map(|total| words.total_without_bonus(&total)));
    if !thresholds.is_empty() {
        said.push(words.thresholds(&thresholds.join("; ")));
    }
    if let Some(next) = &class.next {
        if let Some(lacking) = &next.lacking {
            said.push(words.lacking(&next.title, &number(lacking)));
        }
        if !next.closed_by.is_empty() {
            said.push(words.withheld_by(&next.title, &next.closed_by.join("; ")));
        }
    }
    said
}

fn place(sheet: &Sheet, words: Words) -> Vec<String> {
    let Some(place) = &sheet.place else {
        return Vec::new();
    };
    let mut said = vec![words.place_of(place.rank, place.of, &place.list)];
    said.extend(place.remarks.iter().cloned());
    said
}

fn result(award: &super::model::Award, words: Words) -> String {
    let text = match award.result {
        "missed" => format!("{}: {}", words.is_missed(), award.text),
        "contested" => format!("{}: {}", words.is_contested(), award.text),
        "awaiting" if award.reason == Some(Awaited::Reason.word()) => {
            format!("{}: {}", words.is_awaiting_reason(), award.text)
        }
        "awaiting" => format!("{}: {}", words.is_awaiting(), award.text),
        _ => award.text.clone(),
    };
    match &award.basis {
        Some(basis) => format!("{text} ({}: {basis})", words.basis()),
        None => text,
    }
}

/// A row of the flat table.
#[derive(Default)]
struct Line<'s> {
    part: &'static str,
    no: &'s str,
    content: String,
    max: Option<&'s String>,
    points: String,
    result: String,
    facts: &'s [Reading],
    basis: Option<&'s String>,
    notes: String,
    steps: &'s [Step],
}

impl<'s> Line<'s> {
    fn because(part: &'static str, content: impl Into<String>, why: &'s Why) -> Self {
        Self {
            facts: &why.facts,
            basis: why.basis.as_ref(),
            notes: why.remarks.join("; "),
            steps: &why.steps,
            ..Self::of(part, content)
        }
    }

    fn of(part: &'static str, content: impl Into<String>) -> Self {
        let content = content.into();
        Self {
            part,
            content,
            ..Self::default()
        }
    }
}

/// The sheet as one flat table: the part of the sheet, then a row of it.
pub(super) fn flat(sheet: &Sheet, options: &Options) -> Table {
    let words = Words::of(options.locale);
    Columns::of(&flat_lines(sheet, options))
        .words(words.part(), |line| line.part)
        .words(words.no(), |line| line.no)
        .words(words.content(), |line| &line.content)
        .number(words.max(), |line| line.max)
        .number(words.points(), |line| &line.points)
        .words(words.result(), |line| &line.result)
        .words(words.facts(), |line| joined(line.facts.iter().map(reading)))
        .words(words.basis(), |line| line.basis)
        .words(words.notes(), |line| &line.notes)
        .words(words.steps(), |line| {
            joined(line.steps.iter().map(|step| step.text.clone()))
        })
        .table()
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

fn flat_lines<'s>(sheet: &'s Sheet, options: &Options) -> Vec<Line<'s>> {
    let words = Words::of(options.locale);
    let mut lines: Vec<Line<'s>> = Vec::new();
    lines.extend(head(sheet, words).into_iter().map(|(name, result)| Line {
        result,
        ..Line::of(words.nominee(), name)
    }));
    lines.extend(sheet.reasons.iter().map(|reason| Line {
        facts: &reason.facts,
        basis: reason.basis.as_ref(),
        ..Line::of(words.reasons(), &reason.message)
    }));
    lines.extend(sheet.rows.iter().map(|row| Line {
        no: &row.no,
        max: row.max.as_ref(),
        points: signed(row),
        ..Line::because(words.scored_rows(), title(row, words), &row.why)
    }));
    lines.extend(sheet.sum.iter().map(|line| Line {
        points: line.points.clone(),
        ..Line::of(words.sum(), &line.text)
    }));
    if let Some(stages) = sheet.stages.as_ref().filter(|stages| stages.is_told()) {
        lines.extend(
            stages
                .flat(options)
                .into_iter()
                .map(|(no, title, notes)| Line {
                    no,
                    notes,
                    ..Line::of(words.side_by_side(), title)
                }),
        );
    }
    lines.extend(sheet.standards.iter().map(|one| Line {
        no: &one.no,
        result: one.met.map_or("", |it| met(it, words)).to_owned(),
        ..Line::because(words.standards(), &one.title, &one.why)
    }));
    lines.extend(sheet.floors.iter().map(|one| {
        Line {
            points: one.points.clone(),
            result: met(one.reached, words).to_owned(),
            notes: format!("{} {}", one.needed, one.guards.join(", "))
                .trim()
                .to_owned(),
            ..Line::of(words.floors(), &one.title)
        }
    }));
    let class = class(sheet, options).into_iter();
    lines.extend(class.map(|said| Line::of(words.class(), said)));
    let place = place(sheet, words).into_iter();
    lines.extend(place.map(|said| Line::of(words.place(), said)));
    lines.extend(sheet.awards.iter().map(|award| Line {
        result: result(award, words),
        ..Line::of(words.awards(), &award.title)
    }));
    lines
}
