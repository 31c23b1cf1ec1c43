//! The office's own Word form: a document with placeholders, which are filled in; and a form to
//! start from, made of the built-in text.
//!
//! A form becomes one template with signs in place of all XML ([`script`]), is run as the templates
//! of texts are, with their values and limits, and is put together again ([`assemble`]).

mod assemble;
mod blocks;
mod events;
mod package;
mod problem;
mod script;
mod tags;

use self::assemble::{Failure, assemble};
use self::events::{Kind, Part};
use self::script::Script;
use self::tags::{Role, WORDS, paragraphs, tags};
use super::faults::Template;
use super::head::Heads;
use super::markup::{self, Pieces};
use super::template;
use super::{Input, PaperEntry, TemplateProblem, prepared};
use crate::diagnostic::{Diagnostics, Place, Rejected, nearest};
use crate::locale::Text;
use crate::office::Office;
use crate::report::docx;
use crate::report::options::Options;
use crate::report::page::{Block, Orientation};

pub use problem::FormProblem;

/// An office's own Word form.
#[derive(Debug, Clone, Copy)]
pub struct WordForm<'f> {
    /// The name of its file.
    pub name: &'f str,
    /// Its bytes.
    pub bytes: &'f [u8],
}

/// A paper in the office's own form.
pub(in crate::report) fn fill(
    entry: &PaperEntry,
    input: &Input<'_>,
    form: WordForm<'_>,
    options: &Options,
) -> Result<Vec<u8>, Rejected> {
    let mut found = Diagnostics::new();
    let whole = |problem| {
        let mut found = Diagnostics::new();
        found.report(Place::File(form.name.into()), problem);
        Rejected(found)
    };
    let package = package::open(form.bytes).map_err(whole)?;
    let script = script(form.name, &package.parts, &mut found);
    let (values, pieces) = prepared(entry, input, options);
    let template = Template {
        name: form.name,
        text: &script.text,
        place: &|span| script.place(&span),
    };
    let written = match found.has_errors() {
        true => None,
        false => template::run(&template, &values, &mut found),
    };
    let Some(written) = written.filter(|_| !found.has_errors()) else {
        return Err(Rejected(found));
    };
    let inserted = |piece, (part, paragraph): (usize, usize)| {
        let at = script.starts[part][paragraph];
        let width = width(&package.parts[part].1, at);
        docx::inside(pieces.get(piece), width, options)
    };
    let parts = match assemble(&script, &written, inserted) {
        Ok(parts) => parts,
        Err(Failure::TooLong) => {
            let why = Text::both("văn bản lập ra quá dài", "the paper is too long");
            found.report(
                Place::File(form.name.into()),
                TemplateProblem::Syntax { why },
            );
            return Err(Rejected(found));
        }
        Err(Failure::Insertion(part, paragraph)) => {
            found.report(script.line(part, paragraph), FormProblem::Insertion {});
            return Err(Rejected(found));
        }
    };
    if parts.iter().any(|part| Part::read(part.clone()).is_none()) {
        return Err(whole(FormProblem::Everything {}));
    }
    package.with(parts).map_err(whole)
}

/// A form of a paper to start from: its built-in text, with names and instructions as they are. What
/// the program lays out itself, such as a table, is a name in a paragraph of its own.
pub(in crate::report) fn blank(entry: &PaperEntry, office: &Office, options: &Options) -> Vec<u8> {
    let heads = Heads {
        office,
        entry,
        forms: Vec::new(),
        year: 0,
        locale: options.locale,
        is_form: true,
    };
    let template = entry.template(options.locale);
    let lines = template.text().lines();
    let text: Vec<&str> = lines.filter(|line| !line.starts_with("{#")).collect();
    let mut page = markup::page(&text.join("\n"), &mut Pieces::default(), &heads);
    page.push(Block::Imprint("{{ imprint }}".to_owned()));
    docx::write(&page, options)
}

/// A form as a template; what is wrong with its tags is reported.
fn script(name: &str, parts: &[(String, Part)], found: &mut Diagnostics) -> Script {
    let mut script = Script::default();
    for (number, (part_name, part)) in parts.iter().enumerate() {
        let mut paragraphs = paragraphs(part);
        let mut strays = Vec::new();
        for (at, paragraph) in paragraphs.iter_mut().enumerate() {
            let mut own = Vec::new();
            paragraph.tags = tags(&paragraph.text, &mut own);
            strays.extend(own.into_iter().map(|it| (at, it)));
        }
        let source = match number {
            0 => name.to_owned(),
            _ => format!(
                "{name}:{}",
                part_name.rsplit('/').next().unwrap_or(part_name)
            ),
        };
        let shown = script.show(&source, &paragraphs);
        let place = |script: &Script, at: blocks::At| {
            Place::text(&script.sources[number], shown[at.0][at.1].clone())
        };
        for (paragraph, stray) in strays {
            let (sign, other) = (stray.sign.to_owned(), stray.other.to_owned());
            found.report(
                script.line(number, paragraph),
                FormProblem::Stray { sign, other },
            );
        }
        for (at, paragraph) in paragraphs.iter().enumerate() {
            for (index, tag) in paragraph.tags.iter().enumerate() {
                if let Role::Unknown(word) = &tag.role {
                    let meant = nearest(word, WORDS.iter().copied());
                    let words = WORDS.map(|word| format!("`{word}`")).join(", ");
                    let word = word.clone();
                    let problem = FormProblem::Word { word, words };
                    found.suggest(place(&script, (at, index)), problem, meant);
                }
            }
        }
        let mut wrong = Vec::new();
        let places = blocks::places(part, &paragraphs, &mut wrong);
        for (at, problem) in wrong {
            found.report(place(&script, at), problem);
        }
        script.add(number, part, &paragraphs, &places, &shown);
    }
    script
}

/// How wide what is inserted into a paragraph may be, in twentieths of a point: as the cell or the
/// page that it is on.
fn width(part: &Part, paragraph: usize) -> usize {
    let number = |at: usize, name: &str| part.attribute(at, name)?.parse::<usize>().ok();
    let named = |from: usize, to: usize, name: &'static str| {
        (from..to.min(part.events.len()))
            .find(move |at| part.events[*at].kind != Kind::End && part.name(*at) == name)
    };
    if let Some(cell) = part.inside(paragraph, "w:tc") {
        let width = named(cell, paragraph, "w:tcW").and_then(|at| number(at, "w:w"));
        return width.filter(|it| *it > 200).map_or(4_000, |it| it - 200);
    }
    let all = part.events.len();
    let section = named(paragraph, all, "w:sectPr").unwrap_or(all);
    let page = named(section, all, "w:pgSz").and_then(|at| number(at, "w:w"));
    let margin = |name| number(named(section, all, "w:pgMar")?, name);
    let width = || page?.checked_sub(margin("w:left")? + margin("w:right")?);
    let usual = || docx::text_width(Orientation::Portrait);
    width().unwrap_or_else(usual).max(2_000)
}
