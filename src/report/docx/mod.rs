//! A page as a Word document (.docx): A4, Times New Roman, page numbers from the second page on.
//!
//! Measures are those of Decree 30/2020/NĐ-CP and of the Party's guidance on the form of papers,
//! which agree: margins of 20, 20, 30 and 15 mm, text of 14 points. Elements and properties stand in
//! the order that the standard, ECMA-376, asks for.

mod pack;
mod parts;
mod table;
mod text;

use super::options::Options;
use super::page::{Block, Orientation, Page};
use text::{Look, SMALL, append, millimetres, paragraph};

/// What a document begins and ends with.
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
const END: &str = "</w:body></w:document>";

/// The short and the long side of A4, in twentieths of a point.
const A4: (usize, usize) = (11_906, 16_838);

/// How wide the text of a page is, in twentieths of a point.
pub(super) fn text_width(orientation: Orientation) -> usize {
    let (width, _) = sides(orientation);
    width - millimetres(30 + 15)
}

fn sides(orientation: Orientation) -> (usize, usize) {
    match orientation {
        Orientation::Portrait => A4,
        Orientation::Landscape => (A4.1, A4.0),
    }
}

/// Blocks as XML, to be put into another document where there is so much width.
pub(super) fn inside(blocks: &[Block], width: usize, options: &Options) -> String {
    let mut out = String::new();
    for block in blocks {
        write_block(block, width, false, options, &mut out);
    }
    out
}

/// The document's bytes.
pub(super) fn write(page: &Page, options: &Options) -> Vec<u8> {
    let mut out = String::from(BEGIN);
    let mut now = Orientation::default();
    let mut is_first = true;
    // Where the section begins.
    let mut start = out.len();
    for (at, block) in page.blocks.iter().enumerate() {
        match block {
            Block::NewPage(next) if out.len() == start => now = *next,
            // A new page that lies as the one before needs no section.
            Block::NewPage(next) if *next == now => {
                append!(out, "<w:p><w:pPr><w:pageBreakBefore/>{SMALL}</w:pPr></w:p>");
            }
            Block::NewPage(next) => {
                append!(out, "<w:p><w:pPr>{SMALL}");
                end_section(&mut out, now, is_first);
                out += "</w:pPr></w:p>";
                (now, is_first, start) = (*next, false, out.len());
            }
            block => {
                // Nobody signs a page on which nothing else stands.
                let keeps_next = matches!(page.blocks.get(at + 1), Some(Block::Closing(_)));
                write_block(block, text_width(now), keeps_next, options, &mut out);
            }
        }
    }
    end_section(&mut out, now, is_first);
    out += END;
    pack::pack(&out)
}

/// How the pages of the section lie that ends here. The first page of all has a header of its own,
/// which is empty.
fn end_section(out: &mut String, orientation: Orientation, is_first: bool) {
    let (width, height) = sides(orientation);
    let orient = match orientation {
        Orientation::Portrait => "portrait",
        Orientation::Landscape => "landscape",
    };
    let [edge, left, right, header] = [20, 30, 15, 10].map(millimetres);
    append!(
        *out,
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{}\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\" w:orient=\"{orient}\"/>\
         <w:pgMar w:top=\"{edge}\" w:right=\"{right}\" w:bottom=\"{edge}\" w:left=\"{left}\" \
         w:header=\"{header}\" w:footer=\"{header}\" w:gutter=\"0\"/><w:cols w:space=\"425\"/>{}</w:sectPr>",
        pack::HEADER,
        if is_first { "<w:titlePg/>" } else { "" },
    );
}

fn write_block(block: &Block, width: usize, keeps_next: bool, options: &Options, out: &mut String) {
    let body = Look {
        keeps_next,
        ..Look::BODY
    };
    match block {
        Block::Title(text) => paragraph(out, &text.to_uppercase(), Look::TITLE),
        Block::Heading(text) => paragraph(out, text, Look::HEADING),
        Block::Subheading(text) => paragraph(out, text, Look::SUBHEADING),
        Block::Note(text) | Block::Command(text) => paragraph(out, text, Look::NOTE),
        Block::Paragraph(text) => paragraph(out, text, body),
        Block::Centred(text) => paragraph(out, text, Look::LINE),
        Block::Imprint(text) => paragraph(out, text, Look::IMPRINT),
        Block::List(items) => {
            for item in items {
                paragraph(out, &format!("- {item}"), body);
            }
        }
        Block::Pairs(pairs) => {
            for (name, value) in pairs {
                text::pair(out, name, value);
            }
        }
        Block::PaperTitle(title) => parts::title(out, title),
        Block::Table(table) => {
            table::write(out, table.printed(options.locale), width, keeps_next);
            text::space(out, keeps_next);
        }
        Block::Letterhead(head) => {
            parts::letterhead(out, head, options.locale, width);
            text::space(out, false);
        }
        Block::Closing(closing) => {
            text::space(out, true);
            parts::closing(out, closing, width);
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
