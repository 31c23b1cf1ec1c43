//! A guide written in Markdown, as a page for the screen.

use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};

use super::page::{Block, Column, Page, Row, Table};

/// A guide of a manual.
#[derive(Debug, Clone, Copy)]
pub struct Chapter<'a> {
    /// The name by which links lead to it.
    pub name: &'a str,
    /// Its Markdown.
    pub text: &'a str,
}

/// What a line of code is indented by.
const INDENT: &str = "    ";

/// The page of a guide; `link` says where a link leads, in words that a screen can show.
pub(super) fn page(markdown: &str, link: &dyn Fn(&str) -> Option<String>) -> Page {
    let mut building = Building {
        link,
        page: Page::default(),
        text: String::new(),
        number: None,
        items: 0,
        table: Table::default(),
        row: Row::default(),
        links: Vec::new(),
    };
    for event in Parser::new_ext(markdown, Syntax::ENABLE_TABLES) {
        building.take(event);
    }
    building.page
}

/// A page while it is built.
struct Building<'l> {
    link: &'l dyn Fn(&str) -> Option<String>,
    page: Page,
    /// The text of the part that is open.
    text: String,
    /// The number of the next item, in a numbered list.
    number: Option<u64>,
    /// How many items are open.
    items: usize,
    table: Table,
    row: Row,
    /// Where the links that are open lead.
    links: Vec<String>,
}

impl Building<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => {
                self.text.push('`');
                self.text.push_str(&code);
                self.text.push('`');
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(number) => {
                match self.items {
                    0 => self.blank(),
                    // What an item says before the list inside it.
                    _ => self.flush_item(),
                }
                self.number = number;
            }
            Tag::Item => self.items += 1,
            Tag::Table(_) => self.table = Table::default(),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text = self.taken();
                self.page.push(match level {
                    HeadingLevel::H1 => Block::Title(text),
                    HeadingLevel::H2 => Block::Heading(text),
                    _ => Block::Subheading(text),
                });
            }
            TagEnd::Paragraph if self.items > 0 => self.text.push(' '),
            TagEnd::Paragraph => {
                let text = self.taken();
                self.page.push(Block::Paragraph(text));
            }
            TagEnd::Item => self.item(),
            TagEnd::CodeBlock => self.code(),
            TagEnd::TableCell => {
                let cell = self.taken();
                self.row.cells.push(cell);
            }
            TagEnd::TableHead => {
                let headings = std::mem::take(&mut self.row).cells;
                self.table.columns = headings.into_iter().map(Column::words).collect();
            }
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table => {
                self.blank();
                let table = std::mem::take(&mut self.table);
                self.page.table(table);
            }
            TagEnd::Link => {
                let target = self.links.pop().and_then(|target| (self.link)(&target));
                if let Some(target) = target {
                    self.text.push_str(&format!(" ({target})"));
                }
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        self.flush_item();
        self.items -= 1;
    }

    fn flush_item(&mut self) {
        if self.text.trim().is_empty() {
            return;
        }
        let text = self.taken();
        match &mut self.number {
            Some(number) => {
                self.page.push(Block::Note(format!("{number}. {text}")));
                *number += 1;
            }
            None => self.page.push(Block::List(vec![text])),
        }
    }

    /// A block of code, to the letter.
    fn code(&mut self) {
        let code = std::mem::take(&mut self.text);
        let lines = code.lines().map(|line| format!("{INDENT}{line}"));
        let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        self.blank();
        self.page.push(Block::Command(lines.join("\n")));
    }

    fn blank(&mut self) {
        self.page.push(Block::Note(String::new()));
    }

    fn taken(&mut self) -> String {
        std::mem::take(&mut self.text).trim().to_owned()
    }
}
