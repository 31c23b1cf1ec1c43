//! Guides in Markdown as one page: a table of contents, then a part a guide.

use std::io::{self, Write};

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd, html};

use super::document::Document;
use super::escape::escape;
use crate::locale::Locale;
use crate::report::guide::Chapter;

/// Writes the page.
///
/// # Errors
/// What came of writing.
pub(in crate::report) fn guides(
    title: &str,
    chapters: &[Chapter<'_>],
    locale: Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut contents = String::new();
    let mut main = String::new();
    for chapter in chapters {
        let part = Part::of(chapter);
        contents += &part.contents;
        main += &format!("<section>\n{}</section>\n", part.markup);
    }
    let heading = locale.of("Mục lục", "Contents");
    let title = title.to_owned();
    let main = format!(
        "<header><h1>{}</h1></header>\n<main class=\"manual\">\n<nav>\n<h2>{heading}</h2>\n\
         <ul>{contents}</ul>\n</nav>\n{main}</main>\n",
        escape(&title)
    );
    let document = Document {
        title: &title,
        main: &main,
        data: None,
        locale,
    };
    document.write(out)
}

/// A guide as markup.
struct Part {
    markup: String,
    /// Its items of the table of contents.
    contents: String,
}

impl Part {
    fn of(chapter: &Chapter<'_>) -> Self {
        let parsed = Parser::new_ext(chapter.text, Syntax::ENABLE_TABLES);
        let mut events: Vec<Event<'_>> = parsed
            .filter(|event| !is_comment(event))
            .flat_map(|event| framed(linked(event, chapter.name)))
            .collect();
        let mut headings = Vec::new();
        for at in 0..events.len() {
            let Event::Start(Tag::Heading { level, .. }) = &events[at] else {
                continue;
            };
            let level = *level;
            let text: String = events[at..]
                .iter()
                .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                .filter_map(|event| match event {
                    Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                    _ => None,
                })
                .collect();
            let id = match level {
                HeadingLevel::H1 => chapter.name.to_owned(),
                _ => format!("{}-{}", chapter.name, anchor(&text)),
            };
            if let Event::Start(Tag::Heading { level, id: own, .. }) = &mut events[at] {
                *level = below(*level);
                *own = Some(id.clone().into());
            }
            headings.push((level, id, text));
        }
        for event in &mut events {
            if let Event::End(TagEnd::Heading(level)) = event {
                *level = below(*level);
            }
        }
        let mut markup = String::new();
        html::push_html(&mut markup, events.into_iter());
        Self {
            markup,
            contents: contents(&headings),
        }
    }
}

/// The items of a guide in the table of contents: its title, and its sections below.
fn contents(headings: &[(HeadingLevel, String, String)]) -> String {
    let items = |wanted: HeadingLevel| {
        let items = headings.iter().filter(move |(level, ..)| *level == wanted);
        items.map(|(_, id, text)| format!("<a href=\"#{}\">{}</a>", escape(id), escape(text)))
    };
    let title: String = items(HeadingLevel::H1).collect();
    let sections = items(HeadingLevel::H2).map(|item| format!("<li>{item}</li>"));
    let sections: String = sections.collect();
    match sections.is_empty() {
        true => format!("<li>{title}</li>\n"),
        false => format!("<li>{title}<ul>{sections}</ul></li>\n"),
    }
}

/// Whether it is for the tests that read the guides.
fn is_comment(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Start(Tag::HtmlBlock)
            | Event::End(TagEnd::HtmlBlock)
    )
}

/// A link to a guide's file as one within the page.
fn linked<'t>(event: Event<'t>, chapter: &str) -> Event<'t> {
    let Event::Start(Tag::Link {
        link_type,
        dest_url,
        title,
        id,
    }) = event
    else {
        return event;
    };
    let dest_url: CowStr<'t> = match dest_url.split_once('#') {
        _ if dest_url.starts_with("http") => dest_url,
        Some(("", anchor)) => format!("#{chapter}-{anchor}").into(),
        Some((file, anchor)) => format!("#{}-{anchor}", file.trim_end_matches(".md")).into(),
        None => format!("#{}", dest_url.trim_end_matches(".md")).into(),
    };
    Event::Start(Tag::Link {
        link_type,
        dest_url,
        title,
        id,
    })
}

/// A table in a frame that scrolls where the screen is narrow.
fn framed(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Start(Tag::Table(_)) => {
            vec![Event::Html("<div class=\"scroll\">".into()), event]
        }
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
        event => vec![event],
    }
}

/// A heading's level on a page whose own title is above all.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

/// A heading as links name it, as the sites that show Markdown do.
fn anchor(heading: &str) -> String {
    let kept = heading.chars();
    let kept = kept.filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_headings_meet() {
        let guide = Chapter {
            name: "a",
            text: "# Một\n\n<!-- walk -->\n\n[b](b.md#hai-ba), [c](#bốn)\n\n## Bốn\n",
        };
        let part = Part::of(&guide);
        assert!(part.markup.contains("<h2 id=\"a\">Một</h2>"));
        assert!(part.markup.contains("<h3 id=\"a-bốn\">Bốn</h3>"));
        assert!(part.markup.contains("href=\"#b-hai-ba\""));
        assert!(part.markup.contains("href=\"#a-b%E1%BB%91n\""));
        assert!(!part.markup.contains("walk"));
    }
}
