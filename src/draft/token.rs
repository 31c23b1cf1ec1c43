//! A text of a criteria table as pieces: words, numbers, signs.

use crate::number::Number;
use crate::text::unaccented;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(Number),
    Percent,
    /// Lower case, without accents.
    Word(String),
    /// A sign: `:`, `<`, `≥`, `-`, `/`.
    Sign(char),
    /// What parts sentences: `;`, `,`, `.`, the end of a line.
    Break,
}

/// A piece, and the bytes that it takes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Placed {
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(known) if known == word)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(word))
    }

    /// Whether it is the word behind a number of points.
    pub(super) fn is_points(&self) -> bool {
        self.is_any(&["diem", "d"])
    }

    /// Whether it is a comma of the text that it is of.
    pub(super) fn is_comma(&self, text: &str) -> bool {
        text[self.from..].starts_with(',')
    }

    pub(super) fn is_break(&self) -> bool {
        self.token == Token::Break
    }
}

/// A text as pieces.
pub(super) fn tokens(text: &str) -> Vec<Placed> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| letters.get(index).map(|(_, letter)| *letter);
    let byte = |index: usize| letters.get(index).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(letter) = at(index) {
        let start = index;
        index += 1;
        let token = match letter {
            '0'..='9' => {
                let is_inner = |index: usize| {
                    matches!(at(index), Some('.' | ','))
                        && at(index + 1).is_some_and(|it| it.is_ascii_digit())
                };
                while at(index).is_some_and(|it| it.is_ascii_digit()) || is_inner(index) {
                    index += 1;
                }
                match number(&text[byte(start)..byte(index)]) {
                    Some(number) => Token::Number(number),
                    None => Token::Word(text[byte(start)..byte(index)].to_owned()),
                }
            }
            '%' => Token::Percent,
            '>' | '<' if at(index) == Some('=') => {
                index += 1;
                Token::Sign(if letter == '>' { '≥' } else { '≤' })
            }
            '=' if at(index) == Some('>') => {
                index += 1;
                Token::Sign('→')
            }
            '–' | '—' | '÷' => Token::Sign('-'),
            ':' | '<' | '>' | '≥' | '≤' | '-' | '/' | '=' | '→' | '×' | '*' | '+' => {
                Token::Sign(letter)
            }
            '\n' | ';' | '.' | ',' => Token::Break,
            letter if letter.is_alphabetic() => {
                while at(index).is_some_and(char::is_alphanumeric) {
                    index += 1;
                }
                Token::Word(unaccented(&text[byte(start)..byte(index)]))
            }
            _ => continue,
        };
        let (from, to) = (byte(start), byte(index));
        found.push(Placed { token, from, to });
    }
    found
}

/// A number as papers write it: `0,5`, `1.000`, `12.5`.
pub(super) fn number(text: &str) -> Option<Number> {
    if text.contains(',') {
        return Number::parse(text.replace('.', "").replace(',', "."));
    }
    let mut groups = text.split('.');
    let first = groups.next()?;
    let is_thousands = text.contains('.')
        && first != "0"
        && first.len() <= 3
        && groups.all(|group| group.len() == 3);
    Number::parse(if is_thousands {
        text.replace('.', "")
    } else {
        text.to_owned()
    })
}
