//! A page as a Word document (.docx): A4, Times New Roman, page numbers from the second page on.
//!
//! Measures are those of Decree 30/2020/NĐ-CP and of the Party's guidance on the form of papers,
//! which agree: margins of 20, 20, 30 and 15 mm, text of 14 points.

mod pack;
mod parts;
mod table;
mod text;

use docx_rs::{
    AlignmentType, Docx, Header, PageMargin, PageNum, PageOrientationType, Paragraph, RunFonts,
    Section, Table,
};

use super::options::Options;
use super::page::{Block, Orientation, Page};
use text::{Look, lines, millimetres, paragraph, plain};

const FONT: &str = "Times New Roman";

/// The short and the long side of A4, in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);

/// How wide the text of a page is, in twentieths of a point.
pub(super) fn text_width(orientation: Orientation) -> usize {
    let side = match orientation {
        Orientation::Portrait => A4.0,
        Orientation::Landscape => A4.1,
    };
    let margins = millimetres(30 + 15);
    (side - margins.unsigned_abs()) as usize
}

/// What a document is made of.
enum Element {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl Element {
    fn paragraph(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }

    fn table(table: Table) -> Self {
        Self::Table(Box::new(table))
    }

    /// At the end of a document.
    fn into(self, document: Docx) -> Docx {
        match self {
            Self::Paragraph(paragraph) => document.add_paragraph(*paragraph),
            Self::Table(table) => document.add_table(*table),
        }
    }
}

/// Blocks as XML, to be put into another document where there is so much width.
pub(super) fn inside(blocks: &[Block], width: usize, options: &Options) -> String {
    let mut elements = Vec::new();
    for block in blocks {
        write_block(block, width, false, options, &mut elements);
    }
    let mut document = Docx::new();
    for element in elements {
        document = element.into(document);
    }
    pack::body(document)
}

/// The document's bytes.
pub(super) fn write(page: &Page, options: &Options) -> Vec<u8> {
    let mut sections = sections(page, options);
    let (last, elements) = sections.pop().unwrap_or_default();
    let margin = PageMargin {
        top: millimetres(20),
        bottom: millimetres(20),
        left: millimetres(30),
        right: millimetres(15),
        header: millimetres(10),
        footer: millimetres(10),
        gutter: 0,
    };
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT);
    let mut document = Docx::new()
        .default_fonts(fonts.east_asia(FONT))
        .default_size(28)
        .page_margin(margin.clone());
    let mut is_first = true;
    for (orientation, elements) in sections {
        let (width, height, orient) = sides(orientation);
        let mut section = Section::new()
            .page_margin(margin.clone())
            .page_size(docx_rs::PageSize::new().size(width, height))
            .page_orient(orient)
            .header(page_number());
        // The first page has a head of its own, which is empty.
        if is_first {
            section = section.title_pg();
        }
        is_first = false;
        for element in elements {
            section = match element {
                Element::Paragraph(paragraph) => section.add_paragraph(*paragraph),
                Element::Table(table) => section.add_table(*table),
            };
        }
        document = document.add_section(section);
    }
    for element in elements {
        document = element.into(document);
    }
    let (width, height, orient) = sides(last);
    document = document
        .page_size(width, height)
        .page_orient(orient)
        .header(page_number());
    if is_first {
        document = document.title_pg();
    }
    pack::pack(document)
}

fn sides(orientation: Orientation) -> (u32, u32, PageOrientationType) {
    match orientation {
        Orientation::Portrait => (A4.0, A4.1, PageOrientationType::Portrait),
        Orientation::Landscape => (A4.1, A4.0, PageOrientationType::Landscape),
    }
}

/// The page's number in the middle of the top margin.
fn page_number() -> Header {
    let number = Paragraph::new().align(AlignmentType::Center);
    Header::new().add_paragraph(number.add_page_num(PageNum::new()))
}

/// The page in pieces that lie the same way. A new page that lies as the one before needs no section.
fn sections(page: &Page, options: &Options) -> Vec<(Orientation, Vec<Element>)> {
    let mut sections: Vec<(Orientation, Vec<Element>)> = Vec::new();
    let mut now = match page.blocks.first() {
        Some(Block::NewPage(first)) => *first,
        _ => Orientation::default(),
    };
    let mut elements = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        // Nobody signs a page on which nothing else stands.
        let keeps_next = matches!(page.blocks.get(at + 1), Some(Block::Closing(_)));
        match block {
            Block::NewPage(_) if elements.is_empty() => {}
            Block::NewPage(next) if *next == now => {
                let below = lines(text::Spacing::NONE).page_break_before(true);
                elements.push(Element::paragraph(below));
            }
            Block::NewPage(next) => {
                sections.push((now, std::mem::take(&mut elements)));
                now = *next;
            }
            block => {
                let width = text_width(now);
                write_block(block, width, keeps_next, options, &mut elements);
            }
        }
    }
    sections.push((now, elements));
    sections
}

fn write_block(
    block: &Block,
    width: usize,
    keeps_next: bool,
    options: &Options,
    elements: &mut Vec<Element>,
) {
    let body = Look {
        keeps_next,
        ..Look::BODY
    };
    let mut add = |paragraph| elements.push(Element::paragraph(paragraph));
    match block {
        Block::Title(text) => add(paragraph(&text.to_uppercase(), Look::TITLE)),
        Block::Heading(text) => add(paragraph(text, Look::HEADING)),
        Block::Subheading(text) => add(paragraph(text, Look::SUBHEADING)),
        Block::Note(text) | Block::Command(text) => add(paragraph(text, Look::NOTE)),
        Block::Paragraph(text) => add(paragraph(text, body)),
        Block::Centred(text) => add(paragraph(text, Look::LINE)),
        Block::Imprint(text) => add(paragraph(text, Look::IMPRINT)),
        Block::List(items) => {
            for item in items {
                add(paragraph(&format!("- {item}"), body));
            }
        }
        Block::Pairs(pairs) => {
            for (name, value) in pairs {
                add(text::pair(name, value));
            }
        }
        Block::PaperTitle(title) => parts::title(title).into_iter().for_each(add),
        Block::Table(table) => {
            let table = table.printed(options.locale);
            elements.push(Element::table(table::write(&table, width, keeps_next)));
            elements.push(Element::paragraph(plain("", 12).keep_next(keeps_next)));
        }
        Block::Letterhead(head) => {
            let head = parts::letterhead(head, options.locale, width);
            elements.push(Element::table(head));
            elements.push(Element::paragraph(plain("", 12)));
        }
        Block::Closing(closing) => {
            elements.push(Element::paragraph(plain("", 12).keep_next(true)));
            elements.push(Element::table(parts::closing(closing, width)));
        }
        // It parts sections, which is done before.
        Block::NewPage(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Columns;
    use super::*;

    #[test]
    fn the_same_page_gives_the_same_bytes() {
        let mut page = Page::default();
        page.push(Block::Paragraph("Kính gửi".to_owned()));
        page.table(Columns::of([1, 2]).number("Hạng", |n: i32| n).table());
        page.push(Block::NewPage(Orientation::Landscape));
        page.push(Block::Paragraph("Phụ lục".to_owned()));
        let write = || write(&page, &Options::default());
        assert_eq!(write(), write());
    }
}
