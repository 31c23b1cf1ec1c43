//! A scheme of random rules, as people would write it: one for every place where a rule may stand.

use std::fmt::Write as _;

use super::pen::{Pen, Shared, Stand, Type};

/// The rules of one scheme and their shared functions.
#[derive(Debug)]
pub(crate) struct Batch {
    functions: Vec<String>,
    rules: Vec<String>,
}

/// Facts of every type, optional ones, values by date and by choice, cohort numbers.
const HEAD: &str = r#"
id = "thu"
functions = ["chung.rhai"]
[points]
[facts]
n1 = { type = "integer" }
n2 = { type = "integer" }
n3 = { type = "integer" }
n4 = { type = "integer", required = false }
d1 = { type = "number" }
d2 = { type = "number" }
d3 = { type = "number" }
d4 = { type = "number", required = false }
p1 = { type = "percent" }
yn1 = { type = "yes-no" }
yn2 = { type = "yes-no" }
yn3 = { type = "yes-no" }
c1 = { type = "choice", choices = ["tot", "kha", "tb"] }
c2 = { type = "choice", choices = ["tot", "kha", "tb"] }
c3 = { type = "choice", choices = ["tot", "kha", "tb"] }
t1 = { type = "text" }
day1 = { type = "date" }
day2 = { type = "date" }
ws = { type = "list", of = "text" }
ns = { type = "list", of = "integer" }
ds = { type = "list", of = "number" }
[values.v1]
2020-01-01 = { value = 75, basis = "x" }
2026-01-01 = { value = 80, basis = "x" }
[values.v2]
by = "c2"
2020-01-01 = { value = { tot = 90, kha = 12.5, tb = 0.5 }, basis = "x" }
"#;

/// The rest that every scheme has.
const REST: &str = r#"
[[group]]
id = "A"
max = 10
[[criterion]]
id = "A1"
in = "A"
basis = "x"
max = 10
rule = "if n1 > 50 { 10 } else { 2.5 }"
[[criterion]]
id = "it_don"
kind = "standard"
basis = "x"
rule = "n2 < 90"
otherwise = "full"
"#;

/// The places of a batch's rules, round and round.
const PLACES: [(Stand, Type); 16] = [
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Standard, Type::YesNo),
    (Stand::Facts, Type::YesNo),
    (Stand::After, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Standard, Type::YesNo),
    (Stand::Facts, Type::YesNo),
    (Stand::After, Type::YesNo),
    (Stand::Criterion, Type::Number),
    (Stand::Criterion, Type::Number),
    (Stand::Facts, Type::Number),
];

impl Batch {
    /// Rules and functions from their tapes.
    pub(crate) fn new(functions: &[Vec<u16>], rules: &[Vec<u16>]) -> Self {
        let mut shared: Vec<Shared> = Vec::new();
        let mut texts = Vec::new();
        for (at, tape) in functions.iter().enumerate() {
            let pen = Pen::new(tape, Stand::Function, &shared);
            let (function, text) = pen.function(format!("ham_{at}"));
            texts.push(text);
            shared.push(function);
        }
        let rules = rules.iter().enumerate().map(|(at, tape)| {
            let (stand, gives) = PLACES[at % PLACES.len()];
            Pen::new(tape, stand, &shared).rule(gives)
        });
        Self {
            rules: rules.collect(),
            functions: texts,
        }
    }

    /// The text of the function file.
    pub(crate) fn functions(&self) -> String {
        self.functions.concat()
    }

    /// The text of the scheme.
    pub(crate) fn scheme(&self) -> String {
        let mut text = HEAD.to_owned();
        let (mut rest, mut ties, mut cohorts) = (REST.to_owned(), Vec::new(), Vec::new());
        for (at, rule) in self.rules.iter().enumerate() {
            match PLACES[at % PLACES.len()] {
                (Stand::Standard, _) => {
                    let _ = write!(
                        rest,
                        "[[criterion]]\nid = \"r{at}\"\nbasis = \"x\"\nkind = \"standard\"\n\
                         otherwise = \"full\"\nrule = '''{rule}'''\n"
                    );
                }
                (Stand::Criterion, _) => {
                    let kind = ["scored", "scored", "bonus"][at % 3];
                    let otherwise = ["drop", "full", "zero"][at % 3];
                    let _ = write!(
                        rest,
                        "[[criterion]]\nid = \"r{at}\"\nbasis = \"x\"\nkind = \"{kind}\"\nmax = 90\n\
                         otherwise = \"{otherwise}\"\nrule = '''{rule}'''\n"
                    );
                }
                (Stand::Facts, Type::YesNo) => {
                    let _ = write!(
                        rest,
                        "[[gate]]\nid = \"r{at}\"\nbasis = \"x\"\nhold = '''{rule}'''\n"
                    );
                }
                (Stand::Facts, _) => cohorts.push(rule),
                _ => ties.push(format!("{{ by = '''{rule}''', title = \"{at}\" }}")),
            }
        }
        for (at, name) in ["dan_dau", "bao_nhieu"].into_iter().enumerate() {
            let of = cohorts.get(at).map_or("n1", |rule| rule.as_str());
            let take = ["max", "mean"][at];
            let _ = write!(
                text,
                "[cohort.{name}]\nof = '''{of}'''\ntake = \"{take}\"\n"
            );
        }
        text + rest.as_str()
            + "[[class]]\nid = \"tot\"\nfrom = 90\n[[class]]\nid = \"kha\"\nfrom = 50\n\
               [[class]]\nid = \"tb\"\n[[award]]\nid = \"bang-khen\"\nwhen = 'at_least(class, \"kha\")'\n\
               [[award]]\nid = \"giay-khen\"\n[ranking]\nlast = \"council\"\nties = ["
            + ties.join(",\n").as_str()
            + "]\n"
    }
}
