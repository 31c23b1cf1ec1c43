//! Markup of very many score sheets that are alike in most of their parts: each part is kept once, and
//! a sheet is a list of parts. A browser joins them when somebody opens the sheet.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// Sheets in parts.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    known: BTreeMap<String, usize>,
    parts: Vec<String>,
    sheets: Vec<Vec<usize>>,
}

impl Pieces {
    /// Adds the markup of a sheet; its number.
    pub(super) fn add(&mut self, markup: &str) -> usize {
        let parts = split(markup).map(|part| match self.known.get(part) {
            Some(at) => *at,
            None => {
                self.parts.push(part.to_owned());
                self.known.insert(part.to_owned(), self.parts.len() - 1);
                self.parts.len() - 1
            }
        });
        let parts = parts.collect();
        self.sheets.push(parts);
        self.sheets.len() - 1
    }

    /// Writes parts and sheets as data, in which no sign begins markup.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = |value: &str| value.replace('<', "\\u003c");
        let parts = serde_json::to_string(&self.parts).map_err(io::Error::other)?;
        let parts = json(&parts);
        writeln!(
            out,
            "<script type=\"application/json\" id=\"parts\">{parts}</script>"
        )?;
        let sheets = serde_json::to_string(&self.sheets).map_err(io::Error::other)?;
        writeln!(
            out,
            "<script type=\"application/json\" id=\"sheets\">{sheets}</script>"
        )
    }
}

/// Markup cut into tags that follow each other and the text between them.
fn split(markup: &str) -> impl Iterator<Item = &str> {
    let mut rest = markup;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = match rest.starts_with('<') {
            // To the end of the last tag before text.
            true => {
                let mut end = 0;
                while rest[end..].starts_with('<') {
                    end += rest[end..].find('>').map_or(rest.len() - end, |at| at + 1);
                }
                end
            }
            false => rest.find('<').unwrap_or(rest.len()),
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_joined_are_the_markup_again() {
        let markup = "<p><b>Hòa</b> Tiến</p><p>&lt;b&gt;";
        let parts: Vec<_> = split(markup).collect();
        assert_eq!(
            parts,
            ["<p><b>", "Hòa", "</b>", " Tiến", "</p><p>", "&lt;b&gt;"]
        );
        let mut pieces = Pieces::default();
        assert_eq!((pieces.add(markup), pieces.add(markup)), (0, 1));
        assert_eq!(pieces.parts.concat(), markup);
    }
}
