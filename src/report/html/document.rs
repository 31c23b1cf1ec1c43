//! The page around a report: its head with what a browser may do, its style and its script.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::escape::escape;
use super::pieces::Pieces;
use crate::locale::Locale;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page as it is written.
pub(super) struct Document<'d> {
    pub(super) title: &'d str,
    /// The markup of its body.
    pub(super) main: &'d str,
    /// The score sheets that are unfolded on demand.
    pub(super) data: Option<Pieces>,
    pub(super) locale: Locale,
}

impl Document<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// What came of writing.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let language = self.locale.of("vi", "en");
        let title = escape(self.title).replace("<br>", " ");
        write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}\n",
            digest(STYLE),
            digest(SCRIPT),
            self.main,
        )?;
        if let Some(data) = self.data {
            data.write(out)?;
        }
        write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

/// A SHA-256 digest as a security policy writes it, in Base64.
fn digest(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text);
    let mut out = String::new();
    for three in digest.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let sign = (bits >> (18 - 6 * at)) as usize & 63;
            out.push(if at <= three.len() {
                char::from(SIGNS[sign])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_as_browsers_compute_it() {
        assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(
            digest("abc"),
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }

    #[test]
    fn style_and_script_end_where_they_should() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"));
            assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("url("));
        }
    }
}
