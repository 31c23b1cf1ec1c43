//! The score sheet for people: as a page, and as one flat table.

use super::{LineKind, Reading, Row, RowKind, Said, Sheet, Standard, Step};
use crate::report::Options;
use crate::report::page::{Block, Column, Page, Table};
use crate::report::words::Words;

/// The sheet as a page.
pub(super) fn page(sheet: &Sheet, options: &Options) -> Page {
    let words = Words::of(options.locale);
    let number = |number: &String| options.locale.number(number);
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
    let mut rows = Table::new(vec![
        Column::words(words.no()),
        Column::words(words.content()),
        Column::number(words.max()),
        Column::number(words.points()),
        Column::words(words.explanation()),
    ]);
    for row in &sheet.rows {
        let cells = vec![
            row.no.clone(),
            title(row, words),
            row.max.as_ref().map_or_else(String::new, number),
            signed(row, options),
            explanation(
                row.basis.as_ref(),
                &row.facts,
                &row.steps,
                &row.remarks,
                words,
            )
            .join("\n"),
        ];
        if row.kind == RowKind::Group {
            rows.strong_row(cells);
        } else {
            rows.row(cells);
        }
    }
    part(&mut page, words.scored_rows(), rows);
    let mut sum = Table::new(vec![
        Column::words(words.content()),
        Column::number(words.points()),
    ]);
    for line in &sheet.sum {
        let cells = vec![line.text.clone(), number(&line.points)];
        match line.kind {
            LineKind::Part => sum.row(cells),
            LineKind::Sum => sum.strong_row(cells),
        }
    }
    part(&mut page, words.sum(), sum);
    if let Some(stages) = sheet.stages.as_ref().filter(|stages| stages.is_told()) {
        let words = Words::of(options.locale);
        part(&mut page, words.side_by_side(), stages.table(options));
        for note in stages.notes(options) {
            page.push(Block::Note(note.to_owned()));
        }
    }
    part(&mut page, words.standards(), standards(sheet, words));
    part(&mut page, words.floors(), floors(sheet, options));
    if sheet.class.is_some() {
        page.push(Block::Subheading(words.class().to_owned()));
        page.push(Block::List(class(sheet, options)));
    }
    if sheet.place.is_some() {
        page.push(Block::Subheading(words.place().to_owned()));
        page.push(Block::List(place(sheet, words)));
    }
    let mut awards = Table::new(vec![
        Column::words(words.award()),
        Column::words(words.result()),
    ]);
    for award in &sheet.awards {
        awards.row(vec![award.title.clone(), result(award, words)]);
    }
    part(&mut page, words.awards(), awards);
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
    let said = first.into_iter().chain(units).chain(then);
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

/// A row's points as the language writes them; what is taken off has its sign.
fn signed(row: &Row, options: &Options) -> String {
    let Some(points) = &row.points else {
        return String::new();
    };
    let nothing = points.chars().all(|c| matches!(c, '0' | '.'));
    let takes_off = matches!(row.kind, RowKind::Deduction | RowKind::DeductionAdjustment);
    options.locale.number(match points.strip_prefix('-') {
        Some(less) if takes_off => less.to_owned(),
        None if takes_off && !nothing => format!("-{points}"),
        _ => points.clone(),
    })
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

fn explanation(
    basis: Option<&String>,
    facts: &[Reading],
    steps: &[Step],
    remarks: &[String],
    words: Words,
) -> Vec<String> {
    let remarks = remarks.iter().cloned();
    let basis = basis.map(|basis| format!("{}: {basis}", words.basis()));
    remarks
        .chain(facts.iter().map(reading))
        .chain(steps.iter().map(|step| format!("↳ {}", step.text)))
        .chain(basis)
        .collect()
}

fn step_texts(steps: &[Step]) -> String {
    let texts: Vec<_> = steps.iter().map(|step| step.text.as_str()).collect();
    texts.join("; ")
}

pub(super) fn reading(reading: &Reading) -> String {
    format!("{}: {}", reading.label, reading.value)
}

fn met(standard: &Standard, words: Words) -> String {
    match standard.met {
        Some(true) => words.met().to_owned(),
        Some(false) => words.not_met().to_owned(),
        None => String::new(),
    }
}

fn standards(sheet: &Sheet, words: Words) -> Table {
    let mut table = Table::new(vec![
        Column::words(words.no()),
        Column::words(words.standard()),
        Column::words(words.result()),
        Column::words(words.explanation()),
    ]);
    for one in &sheet.standards {
        let told = explanation(
            one.basis.as_ref(),
            &one.facts,
            &one.steps,
            &one.remarks,
            words,
        );
        table.row(vec![
            one.no.clone(),
            one.title.clone(),
            met(one, words),
            told.join("\n"),
        ]);
    }
    table
}

fn floors(sheet: &Sheet, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let mut table = Table::new(vec![
        Column::words(words.content()),
        Column::number(words.points()),
        Column::words(words.needed()),
        Column::words(words.result()),
        Column::words(words.guards()),
    ]);
    for one in &sheet.floors {
        table.row(vec![
            one.title.clone(),
            options.locale.number(&one.points),
            one.needed.clone(),
            if one.reached {
                words.met()
            } else {
                words.not_met()
            }
            .to_owned(),
            one.guards.join(", "),
        ]);
    }
    table
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
        .filter_map(|one| Some(words.threshold(&one.title, &number(one.from.as_ref()?))))
        .collect();
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

fn result(award: &super::Award, words: Words) -> String {
    let result = match award.result {
        "missed" => words.is_missed(),
        "contested" => words.is_contested(),
        "awaiting" => words.is_awaiting(),
        _ => return award.text.clone(),
    };
    format!("{result}: {}", award.text)
}

/// The sheet as one flat table: the part of the sheet, then a row of it.
pub(super) fn flat(sheet: &Sheet, options: &Options) -> Table {
    let words = Words::of(options.locale);
    let number = |number: &String| options.locale.number(number);
    let mut table = Table::new(vec![
        Column::words(words.part()),
        Column::words(words.no()),
        Column::words(words.content()),
        Column::number(words.max()),
        Column::number(words.points()),
        Column::words(words.result()),
        Column::words(words.facts()),
        Column::words(words.basis()),
        Column::words(words.notes()),
        Column::words(Words::of(options.locale).steps()),
    ]);
    let told = |part: &str, content: String, result: String| {
        let mut cells = vec![String::new(); 10];
        part.clone_into(&mut cells[0]);
        cells[2] = content;
        cells[5] = result;
        cells
    };
    let readings = |facts: &[Reading]| facts.iter().map(reading).collect::<Vec<_>>().join("; ");
    for (name, value) in head(sheet, words) {
        table.row(told(words.nominee(), name, value));
    }
    for reason in &sheet.reasons {
        let mut cells = told(words.reasons(), reason.message.clone(), String::new());
        cells[6] = readings(&reason.facts);
        cells[7] = reason.basis.clone().unwrap_or_default();
        table.row(cells);
    }
    for row in &sheet.rows {
        let mut cells = told(words.scored_rows(), title(row, words), String::new());
        cells[1].clone_from(&row.no);
        cells[3] = row.max.as_ref().map_or_else(String::new, number);
        cells[4] = signed(row, options);
        cells[6] = readings(&row.facts);
        cells[7] = row.basis.clone().unwrap_or_default();
        cells[8] = row.remarks.join("; ");
        cells[9] = step_texts(&row.steps);
        table.row(cells);
    }
    for line in &sheet.sum {
        let mut cells = told(words.sum(), line.text.clone(), String::new());
        cells[4] = number(&line.points);
        table.row(cells);
    }
    if let Some(stages) = sheet.stages.as_ref().filter(|stages| stages.is_told()) {
        let side_by_side = stages.table(options);
        let part = Words::of(options.locale).side_by_side();
        for row in &side_by_side.rows {
            let mut cells = told(part, row.cells[1].clone(), String::new());
            cells[1].clone_from(&row.cells[0]);
            let columns = side_by_side.columns.iter().zip(&row.cells).skip(2);
            let said = columns.filter(|(_, cell)| !cell.is_empty());
            let said = said.map(|(column, cell)| format!("{}: {cell}", column.heading));
            cells[8] = said.collect::<Vec<_>>().join("; ");
            table.row(cells);
        }
    }
    for one in &sheet.standards {
        let mut cells = told(words.standards(), one.title.clone(), met(one, words));
        cells[1].clone_from(&one.no);
        cells[6] = readings(&one.facts);
        cells[7] = one.basis.clone().unwrap_or_default();
        cells[8] = one.remarks.join("; ");
        cells[9] = step_texts(&one.steps);
        table.row(cells);
    }
    for one in &floors(sheet, options).rows {
        let mut cells = told(words.floors(), one.cells[0].clone(), one.cells[3].clone());
        cells[4].clone_from(&one.cells[1]);
        cells[8] = format!("{} {}", one.cells[2], one.cells[4])
            .trim()
            .to_owned();
        table.row(cells);
    }
    for sentence in class(sheet, options) {
        table.row(told(words.class(), sentence, String::new()));
    }
    for sentence in place(sheet, words) {
        table.row(told(words.place(), sentence, String::new()));
    }
    for award in &sheet.awards {
        table.row(told(
            words.awards(),
            award.title.clone(),
            result(award, words),
        ));
    }
    table
}
