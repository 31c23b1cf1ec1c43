//! What goes to a nominee alone says nothing of others, nor of who marked or decided what.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use dvk::commendation::Proposal;
use dvk::diagnostic::{Rejected, render};
use dvk::locale::Locale;
use dvk::office::{Office, Paper};
use dvk::report::{self, Format, Input, Options, PaperEntry};
use zip::ZipArchive;

/// The codes and names of everybody else, of who marks or decides, and the files their marks come
/// from. What is a part of the nominee's own name or unit says nothing of others.
fn others(proposal: &Proposal<'_>, own: &str) -> Vec<String> {
    let roster = proposal.ranking.evaluation.roster;
    let mut nominations = roster.nominations.iter();
    let one = nominations.find(|it| &*it.id == own).expect("it is there");
    let own_words = format!("{}\n{}", one.name, one.unit.as_deref().unwrap_or_default());
    let others = roster.nominations.iter().filter(|it| &*it.id != own);
    let others = others.flat_map(|it| [it.id.to_string(), it.name.clone()]);
    let members = roster.period.members.iter().map(|it| it.name.clone());
    let marks = roster.council.marks.values().flatten();
    let marks = marks.flat_map(|mark| [mark.marker.to_string(), mark.row.file.to_string()]);
    let decisions = roster.council.decisions.iter();
    let decisions = decisions.map(|it| it.by.to_string());
    let all: BTreeSet<String> = others
        .chain(members)
        .chain(marks)
        .chain(decisions)
        .collect();
    let foreign = |it: &String| it.chars().count() > 2 && !own_words.contains(it.as_str());
    all.into_iter().filter(foreign).collect()
}

/// Whether a text holds a name that is not but a part of longer words.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let ends = [
            text[..at].chars().next_back(),
            text[at + name.len()..].chars().next(),
        ];
        !ends.iter().flatten().any(|it| it.is_alphanumeric())
    })
}

/// A file as texts: the parts of one that is packed.
fn texts(format: Format, file: Vec<u8>) -> Vec<String> {
    if !matches!(format, Format::Docx | Format::Xlsx) {
        return vec![String::from_utf8(file).expect("it is text")];
    }
    let mut parts = ZipArchive::new(Cursor::new(file)).expect("it is a zip file");
    let count = parts.len();
    let text = |at: usize| {
        let mut text = String::new();
        let mut part = parts.by_index(at).expect("it is there");
        part.read_to_string(&mut text).expect("it is text");
        text
    };
    (0..count).map(text).collect()
}

/// Checks the letters of everybody in some formats, and the score sheets that nominees may see.
pub(crate) fn say_nothing_of_others(proposal: &Proposal<'_>, formats: &[Format]) {
    // Who signs may be a member of the council.
    let office = Office::default();
    let own = Options {
        is_own: true,
        ..Options::default()
    };
    let everybody = Input::of(proposal, &office);
    for (scheme_at, scheme) in proposal.ranking.evaluation.schemes.iter().enumerate() {
        for (at, one) in scheme.judged.iter().enumerate() {
            let input = Input {
                nominee: Some((scheme_at, at)),
                ..everybody
            };
            let letters = formats.iter().map(|format| {
                let entry = PaperEntry::of(Paper::Letter);
                let letter = report::write_paper(entry, &input, *format, &Options::default());
                let letter = letter
                    .unwrap_or_else(|Rejected(it)| panic!("{}", render(&it, Locale::Vi, false)));
                let letter = texts(*format, letter.expect("memory takes everything"));
                assert!(
                    letter.iter().any(|it| it.contains(one.name())),
                    "{}",
                    one.id()
                );
                letter
            });
            let sheets = [Format::Table, Format::Json].map(|format| {
                let sheet = report::sheet(proposal, scheme_at, at, format, &own);
                texts(format, sheet.expect("memory takes everything"))
            });
            let others = others(proposal, one.id());
            for text in letters.chain(sheets).flatten() {
                let named = others.iter().find(|it| names(&text, it));
                assert_eq!(named, None, "what {} gets names another:\n{text}", one.id());
            }
        }
    }
}
