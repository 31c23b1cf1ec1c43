//! Where the instructions of a form go: what is opened in one paragraph or row and closed in another
//! repeats whole paragraphs and rows, and what is opened and closed in one paragraph repeats words.

use std::collections::{BTreeMap, BTreeSet};

use super::events::{Kind, Part};
use super::problem::FormProblem;
use super::tags::{Paragraph, Role};

/// A tag: its paragraph, and which of its tags it is.
pub(super) type At = (usize, usize);

/// What may hold paragraphs or rows beside each other.
const CONTAINERS: [&str; 10] = [
    "w:body",
    "w:tc",
    "w:tbl",
    "w:hdr",
    "w:ftr",
    "w:txbxContent",
    "w:sdtContent",
    "w:footnote",
    "w:endnote",
    "w:customXml",
];

/// What can be repeated as a whole.
const UNITS: [&str; 5] = ["w:p", "w:tr", "w:tbl", "w:sdt", "w:customXml"];

/// What is seen though it is no text.
const VISIBLE: [&str; 9] = [
    "w:drawing",
    "w:pict",
    "w:object",
    "w:fldChar",
    "w:fldSimple",
    "w:footnoteReference",
    "w:sym",
    "w:sectPr",
    "w:tbl",
];

/// Where the tags of a part go.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Before the element that starts at an event.
    pub(super) before: BTreeMap<usize, Vec<At>>,
    /// After the element that ends at an event.
    pub(super) after: BTreeMap<usize, Vec<At>>,
    /// Those that are before or after elements.
    pub(super) moved: BTreeSet<At>,
    /// Between runs of their own.
    pub(super) between_runs: BTreeSet<At>,
    /// The elements, by their starts, that hold nothing but tags that go around them.
    pub(super) emptied: BTreeSet<usize>,
}

/// A block: what opens it, parts it and closes it.
type Block = Vec<At>;

/// Whether an element is seen though it is no text.
pub(super) fn is_visible(part: &Part, at: usize) -> bool {
    let kind = part.events[at].kind;
    matches!(kind, Kind::Start | Kind::Empty)
        && (VISIBLE.contains(&part.name(at))
            || part.name(at) == "w:br" && part.attribute(at, "w:type").is_some())
}

/// The blocks of a part, from the innermost, and what has no other end.
fn pairs(paragraphs: &[Paragraph], wrong: &mut Vec<(At, FormProblem)>) -> Vec<Block> {
    let mut open: Vec<(&str, Block)> = Vec::new();
    let mut blocks = Vec::new();
    let mut unpaired = |at: At, other: String| {
        let code = code(paragraphs, at);
        wrong.push((at, FormProblem::Unpaired { code, other }));
    };
    for (number, paragraph) in paragraphs.iter().enumerate() {
        for (index, tag) in paragraph.tags.iter().enumerate() {
            let at = (number, index);
            match &tag.role {
                Role::Open(word) => open.push((word, vec![at])),
                Role::Middle => match open.last_mut() {
                    Some((_, block)) => block.push(at),
                    None => unpaired(at, "{% if … %}".to_owned()),
                },
                Role::Close(word) => {
                    let Some(depth) = open.iter().rposition(|(opened, _)| opened == word) else {
                        unpaired(at, format!("{{% {word} … %}}"));
                        continue;
                    };
                    for (word, block) in open.drain(depth + 1..) {
                        unpaired(block[0], format!("{{% end{word} %}}"));
                    }
                    if let Some((_, mut block)) = open.pop() {
                        block.push(at);
                        blocks.push(block);
                    }
                }
                Role::Value | Role::Comment | Role::Unknown(_) => {}
            }
        }
    }
    for (word, block) in open {
        unpaired(block[0], format!("{{% end{word} %}}"));
    }
    blocks
}

/// A tag as it is typed, short enough for a message.
pub(super) fn code(paragraphs: &[Paragraph], (paragraph, tag): At) -> String {
    crate::text::cut(&paragraphs[paragraph].tags[tag].code).replace('`', "'")
}

/// A position in a part: an event, and bytes inside its text.
type Position = (usize, usize);

fn position(paragraph: &Paragraph, at: usize) -> Position {
    let pieces = &paragraph.pieces;
    let index = pieces.partition_point(|piece| piece.to <= at);
    let piece = pieces.get(index).or(pieces.last());
    piece.map_or((paragraph.start, 0), |piece| {
        (piece.event, at.saturating_sub(piece.from))
    })
}

/// Where everything is that is seen and is none of these tags.
fn contents(part: &Part, paragraphs: &[Paragraph], moved: &BTreeSet<At>) -> Vec<Position> {
    let elements = (0..part.events.len()).filter(|at| is_visible(part, *at));
    let mut all: Vec<Position> = elements.map(|at| (at, 0)).collect();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let literal = |from: usize, to: usize| {
            let text = &paragraph.text[from..to];
            let first = text.find(|c: char| !c.is_whitespace());
            let last = text.rfind(|c: char| !c.is_whitespace());
            let ends = [first, last].into_iter().flatten();
            ends.map(move |at| position(paragraph, from + at))
        };
        let mut from = 0;
        for (index, tag) in paragraph.tags.iter().enumerate() {
            all.extend(literal(from, tag.from));
            from = tag.to;
            if !moved.contains(&(number, index)) && tag.role != Role::Comment {
                all.push(position(paragraph, tag.from));
            }
        }
        all.extend(literal(from, paragraph.text.len()));
    }
    all.sort_unstable();
    all
}

/// How the parts of a block lie to each other.
enum Way {
    /// In one text: as they are.
    Text,
    /// In runs beside each other.
    Runs,
    /// In elements beside each other: that of each tag.
    Elements(Vec<usize>),
}

fn way(part: &Part, paragraphs: &[Paragraph], block: &Block) -> Option<Way> {
    let event = |at: &At| position(&paragraphs[at.0], paragraphs[at.0].tags[at.1].from).0;
    let events: Vec<usize> = block.iter().map(event).collect();
    let texts: BTreeSet<usize> = events.iter().map(|at| part.events[*at].parent).collect();
    if texts.len() == 1 {
        return Some(Way::Text);
    }
    if block.iter().all(|at| at.0 == block[0].0) {
        let run = |at: &usize| Some(part.events[part.inside(*at, "w:r")?].parent);
        let around: BTreeSet<Option<usize>> = events.iter().map(run).collect();
        return (around.len() == 1 && !around.contains(&None)).then_some(Way::Runs);
    }
    let chains: Vec<Vec<usize>> = events.iter().map(|at| part.around(*at).collect()).collect();
    let first = chains.first()?;
    let mut common = first.iter().copied();
    let mut common = common.find(|it| chains.iter().all(|chain| chain.contains(it)))?;
    // What is opened in one cell and closed in another of the row is about the row.
    let is_row = std::iter::once(common).chain(part.around(common));
    let row = is_row.take_while(|it| part.name(*it) != "w:tc");
    let row = row.filter(|it| part.name(*it) == "w:tr").last();
    if let Some(row) = row {
        common = part.events[row].parent;
    }
    let unit = |chain: &Vec<usize>| chain.iter().copied().take_while(|it| *it != common).last();
    let units: Vec<usize> = chains.iter().filter_map(unit).collect();
    let are_whole = units.iter().all(|it| UNITS.contains(&part.name(*it)));
    (CONTAINERS.contains(&part.name(common)) && are_whole).then_some(Way::Elements(units))
}

/// Where the tags of a part go; what goes nowhere is reported.
pub(super) fn places(
    part: &Part,
    paragraphs: &[Paragraph],
    wrong: &mut Vec<(At, FormProblem)>,
) -> Places {
    let mut places = Places::default();
    let mut moved: BTreeMap<At, usize> = BTreeMap::new();
    let mut around = Vec::new();
    for block in pairs(paragraphs, wrong) {
        match way(part, paragraphs, &block) {
            Some(Way::Text) => {}
            Some(Way::Runs) => places.between_runs.extend(block),
            Some(Way::Elements(units)) => {
                moved.extend(block.iter().copied().zip(units));
                around.push(block);
            }
            None => {
                let code = code(paragraphs, block[0]);
                wrong.push((block[0], FormProblem::Crosses { code }));
            }
        }
    }
    places.moved = moved.keys().copied().collect();
    let contents = contents(part, paragraphs, &places.moved);
    let has = |from: Position, to: Position| {
        let first = contents.partition_point(|it| *it < from);
        contents.get(first).is_some_and(|it| *it < to)
    };
    let mut sides: BTreeMap<At, Position> = BTreeMap::new();
    for (at, unit) in &moved {
        let (start, end) = (*unit, part.events[*unit].pair);
        let tag = position(&paragraphs[at.0], paragraphs[at.0].tags[at.1].from);
        // A table that is the unit itself is seen, but is not beside the tag.
        let (above, below) = (has((start, 1), tag), has(tag, (end, 0)));
        let goes_after = match (above, below) {
            (false, false) => {
                places.emptied.insert(start);
                false
            }
            (false, true) => false,
            (true, false) => true,
            (true, true) => {
                let code = code(paragraphs, *at);
                wrong.push((*at, FormProblem::Amid { code }));
                continue;
            }
        };
        let side = if goes_after { end } else { start };
        sides.insert(*at, (side, 0));
        let map = if goes_after {
            &mut places.after
        } else {
            &mut places.before
        };
        map.entry(side).or_default().push(*at);
    }
    for block in around {
        let sides: Vec<_> = block.iter().filter_map(|at| sides.get(at)).collect();
        let is_emptied =
            |it: &&Position| places.emptied.contains(&it.0.min(part.events[it.0].pair));
        // Two tags on the same side of what they should part say nothing of it.
        let same = sides
            .windows(2)
            .any(|it| it[0] >= it[1] && !is_emptied(&it[0]));
        if same {
            let code = code(paragraphs, block[0]);
            wrong.push((block[0], FormProblem::Amid { code }));
        }
    }
    places
}
