//! A Word form as a package: refused where it has macros or loads something when it is opened; only
//! the parts that are filled in are written anew.

use std::collections::BTreeMap;

use super::events::{Kind, Part};
use super::problem::FormProblem;
use crate::zipped::{Refusal, Relation, Unzipped, all_relations, resolved};

/// How large the parts of a form may be together, unpacked, in bytes: a hundred thousand paragraphs.
const MOST: u64 = 32 << 20;

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The kinds of parts that are filled in beside the document itself.
const FILLED: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// Relations by which something runs, or is read in from another format.
const RUNNING: [&str; 5] = [
    "vbaProject",
    "wordVbaData",
    "control",
    "aFChunk",
    "attachedTemplate",
];

/// Fields that only tell of the document itself; others load, run or ask.
const FIELDS: [&str; 24] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "DATE",
    "TIME",
    "CREATEDATE",
    "SAVEDATE",
    "PRINTDATE",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "STYLEREF",
    "TOC",
    "TC",
    "SEQ",
    "HYPERLINK",
    "AUTHOR",
    "TITLE",
    "SYMBOL",
    "EQ",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
];

/// A form that may be filled in.
pub(super) struct Form<'b> {
    /// The parts that are filled in, by their names in the package, the document itself first.
    pub(super) parts: Vec<(String, Part)>,
    bytes: &'b [u8],
    /// The kinds of the parts anew, where the file is a template by its kind.
    kinds: Option<String>,
}

/// Opens a form, and says why where that cannot be.
pub(super) fn open(bytes: &[u8]) -> Result<Form<'_>, FormProblem> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
        let is_encrypted = bytes.windows(name.len()).any(|it| it == name);
        return Err(match is_encrypted {
            true => FormProblem::Password {},
            false => FormProblem::Old {},
        });
    }
    read(bytes)
}

fn refused(refusal: Refusal) -> FormProblem {
    match refusal {
        Refusal::TooLarge => FormProblem::TooLarge {},
        Refusal::Password => FormProblem::Password {},
        Refusal::Broken | Refusal::TooManyStyles => FormProblem::Broken {},
    }
}

fn read(bytes: &[u8]) -> Result<Form<'_>, FormProblem> {
    let broken = || FormProblem::Broken {};
    let mut left = MOST;
    let mut package = Unzipped::open(bytes, &mut left).map_err(refused)?;
    let kinds = package.part(CONTENT_TYPES).map_err(refused)?;
    let kinds = kinds.ok_or_else(broken)?;
    let lower = kinds.to_ascii_lowercase();
    if lower.contains("macroenabled") || lower.contains("vbaproject") {
        return Err(FormProblem::Macros {});
    }
    let mut document = None;
    let mut filled = Vec::new();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let text = package.part(name).map_err(refused)?.unwrap_or_default();
        let (folder, of) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = folder.trim_end_matches("_rels").trim_end_matches('/');
        // Where it is no XML, nobody knows what another program finds in it.
        Part::read(text.clone()).ok_or_else(broken)?;
        for relation in all_relations(&text) {
            check(&relation)?;
            let kind = last_step(&relation.kind);
            let target = resolved(folder, &relation.target);
            if of == ".rels" && folder.is_empty() && kind == "officeDocument" {
                document = Some(target);
            } else if FILLED.contains(&kind) {
                filled.push(target);
            }
        }
    }
    let document = document.ok_or_else(broken)?;
    filled.sort();
    filled.dedup();
    filled.retain(|name| *name != document && names.contains(&name.to_ascii_lowercase()));
    filled.insert(0, document);
    let mut parts = Vec::new();
    for name in filled {
        let text = package.part(&name).map_err(refused)?.ok_or_else(broken)?;
        let part = Part::read(text).ok_or_else(broken)?;
        check_fields(&part)?;
        parts.push((name.to_ascii_lowercase(), part));
    }
    // The root is written as Word writes it, so that what is put in has the same names.
    let root = |part: &Part| {
        let start = part.events.iter().position(|it| it.kind == Kind::Start);
        start.is_some_and(|at| part.name(at) == "w:document")
    };
    if !root(&parts[0].1) {
        return Err(broken());
    }
    let as_document = kinds.replace(
        "wordprocessingml.template.main",
        "wordprocessingml.document.main",
    );
    Ok(Form {
        parts,
        bytes,
        kinds: (as_document != kinds).then_some(as_document),
    })
}

/// Whether a relation loads or runs nothing when the document is opened. A link is followed by who
/// clicks on it.
fn check(relation: &Relation) -> Result<(), FormProblem> {
    if !relation.is_plain {
        return Err(FormProblem::Broken {});
    }
    let kind = last_step(&relation.kind);
    if RUNNING.contains(&kind) || relation.is_external && kind != "hyperlink" {
        return Err(FormProblem::Loads {
            what: kind.to_owned(),
        });
    }
    Ok(())
}

fn last_step(kind: &str) -> &str {
    kind.rsplit('/').next().unwrap_or(kind)
}

/// Whether a part has only fields that tell of the document itself.
fn check_fields(part: &Part) -> Result<(), FormProblem> {
    let mut fields: Vec<String> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, event) in part.events.iter().enumerate() {
        match (event.kind, part.name(at)) {
            (Kind::Start | Kind::Empty, "w:fldSimple") => {
                fields.push(part.attribute(at, "w:instr").unwrap_or("?").to_owned());
            }
            (Kind::Start | Kind::Empty, "w:fldChar") => match part.attribute(at, "w:fldCharType") {
                Some("begin") => {
                    open.push(fields.len());
                    fields.push(String::new());
                }
                _ => drop(open.pop()),
            },
            (Kind::Text, _) if part.name(event.parent) == "w:instrText" => {
                if open.is_empty() {
                    open.push(fields.len());
                    fields.push(String::new());
                }
                let field = open.last().and_then(|it| fields.get_mut(*it));
                field
                    .into_iter()
                    .for_each(|it| it.push_str(&part.decoded(at)));
            }
            _ => {}
        }
    }
    for field in fields {
        let word = field.split_whitespace().next().unwrap_or_default();
        let is_known = FIELDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        if !is_known && !word.is_empty() && !word.starts_with('=') {
            let what: String = word.chars().filter(|c| *c != '`').take(40).collect();
            return Err(FormProblem::Loads { what });
        }
    }
    Ok(())
}

impl Form<'_> {
    /// The package with these parts anew, in the order of its parts; all others as they were.
    pub(super) fn with(&self, texts: Vec<String>) -> Result<Vec<u8>, FormProblem> {
        let names = self.parts.iter().map(|(name, _)| name.clone());
        let mut anew: BTreeMap<String, String> = names.zip(texts).collect();
        if let Some(kinds) = &self.kinds {
            anew.insert(CONTENT_TYPES.to_ascii_lowercase(), kinds.clone());
        }
        let mut left = MOST;
        let mut package = Unzipped::open(self.bytes, &mut left).map_err(refused)?;
        package.with(&anew).map_err(refused)
    }
}
