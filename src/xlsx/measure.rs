//! How much room words take on paper: widths of columns, heights of rows, breaks of pages.
//!
//! A spreadsheet counts the width of a column in digits of its usual font and fits no row to words
//! in merged cells. The measures here are those of Times New Roman, a little generous.

use unicode_normalization::UnicodeNormalization as _;

/// The pixels that a unit of column width takes, and those around it.
const UNIT: u32 = 7;
const PADDING: u32 = 5;

/// The pixels of a column.
pub(crate) fn pixels(width: u16) -> u32 {
    u32::from(width) * UNIT + PADDING
}

/// How many lines a text takes in a column of a width, at a font size in points.
pub(crate) fn lines(text: &str, width: u16, points: u32) -> u32 {
    // In thousandths of a pixel: a letter is that share of its size, four thirds of its points.
    let room = u32::from(width) * UNIT * 1000;
    let size = |letter: char| share(letter) * points * 4 / 3;
    let line = |line: &str| {
        let (mut lines, mut used) = (1_u32, 0_u32);
        for word in line.split_inclusive(' ') {
            let whole: u32 = word.trim_end().chars().map(size).sum();
            if used > 0 && used + whole > room {
                lines += 1;
                used = 0;
            }
            used += word.chars().map(size).sum::<u32>();
            if whole > room {
                lines += whole / room;
                used %= room;
            }
        }
        lines
    };
    text.split('\n').map(line).sum::<u32>().max(1)
}

/// The height of a row with a number of lines, in points.
pub(crate) fn height(lines: u32, points: u32) -> u32 {
    // Excel takes no row that is higher.
    (lines * (points * 5 / 4 + 1) + 4).min(409)
}

/// A letter's width in thousandths of its size, as Times New Roman has it, and a little more: bold
/// letters are wider, and each program rounds in its own way.
fn share(letter: char) -> u32 {
    let base = letter.nfd().next().unwrap_or(letter);
    let exact = match base {
        ' ' | '.' | ',' | '|' => 250,
        'i' | 'j' | 'l' | 't' | ':' | ';' | '/' => 278,
        'f' | 'r' | 'I' | '-' | '(' | ')' | '!' => 333,
        's' => 389,
        'a' | 'c' | 'e' | 'z' | '“' | '”' | '?' => 444,
        'm' | 'w' | '%' | 'M' | 'W' => 850,
        '…' => 1000,
        'P' | 'S' | 'E' | 'F' | 'L' | 'T' => 600,
        letter if letter.is_uppercase() => 722,
        _ => 500,
    };
    exact * 108 / 100
}

/// A page of A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    /// Pixels from margin to margin.
    pub(crate) width: u32,
    /// Points from margin to margin.
    pub(crate) height: u32,
}

/// Upright, within margins of 25 and 15 mm at the sides, 20 and 18 mm above and below.
pub(crate) const PORTRAIT: Page = Page {
    width: 642,
    height: 733,
};

/// Along the wide side, within margins of 15 mm at the sides, 20 and 18 mm above and below.
pub(crate) const LANDSCAPE: Page = Page {
    width: 1009,
    height: 487,
};

/// How the columns of a table go onto pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spread {
    /// The scale in percent.
    pub(crate) scale: u32,
    /// The columns that begin a new page; none where all fit onto one.
    pub(crate) breaks: Vec<u32>,
}

/// The least scale, in percent, at which a table is still read on paper.
const LEAST_SCALE: u32 = 58;

/// The scale of a table that takes several pages side by side, where that makes them no more.
const SEVERAL_SCALE: u32 = 75;

/// Puts columns onto a page, or onto as few as can be with the first `repeated` columns on each.
pub(crate) fn spread(widths: &[u16], repeated: usize, page: Page) -> Spread {
    let whole: u32 = widths.iter().map(|width| pixels(*width)).sum();
    let scale = (page.width * 100 / whole.max(1)).min(100);
    if scale >= LEAST_SCALE {
        return Spread {
            scale,
            breaks: Vec::new(),
        };
    }
    // Less than there is: programs measure columns each in its own way.
    let room = |scale: u32| page.width * 92 / scale;
    let fewest = breaks(widths, repeated, room(LEAST_SCALE)).len();
    let scales = (LEAST_SCALE..=SEVERAL_SCALE).rev();
    let mut fitting = scales.filter(|scale| breaks(widths, repeated, room(*scale)).len() <= fewest);
    let scale = fitting.next().unwrap_or(LEAST_SCALE);
    // As even as that number of pages can be.
    let room = room(scale);
    let step = (room / 40).max(1);
    let narrower = (0..40).map(|steps| breaks(widths, repeated, room.saturating_sub(steps * step)));
    let even = narrower.take_while(|breaks| breaks.len() <= fewest).last();
    Spread {
        scale,
        breaks: even.unwrap_or_default(),
    }
}

/// The columns that begin a new page if pages have `room` pixels.
fn breaks(widths: &[u16], repeated: usize, room: u32) -> Vec<u32> {
    let first: u32 = widths.iter().take(repeated).map(|it| pixels(*it)).sum();
    let (mut used, mut breaks) = (first, Vec::new());
    for (at, width) in widths.iter().enumerate().skip(repeated) {
        let width = pixels(*width);
        if used + width > room && used > first {
            breaks.push(u32::try_from(at).unwrap_or(u32::MAX));
            used = first;
        }
        used += width;
    }
    breaks
}

/// How many rows of a height fill whole pages, `least` of them or a few more: the first page bears
/// all that is above them, each other one what is repeated.
pub(crate) fn rows(page: Page, scale: u32, above: u32, repeated: u32, row: u32, least: u32) -> u32 {
    let room = page.height * 100 / scale;
    // One row less than there is room for: programs measure a little differently.
    let fit = |taken: u32| (room.saturating_sub(taken) / row).saturating_sub(1).max(1);
    let mut rows = fit(above);
    while rows < least {
        rows += fit(repeated);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_where_the_column_ends() {
        assert_eq!(lines("", 10, 11), 1);
        assert_eq!(lines("Mã", 10, 11), 1);
        assert_eq!(lines("một\nhai", 10, 11), 2);
        assert_eq!(lines("Số hộ tham gia mô hình", 10, 11), 3);
        assert!(lines(&"a".repeat(100), 10, 11) > 8);
    }

    #[test]
    fn a_table_stands_on_one_page_while_it_can_be_read() {
        let few = spread(&[10; 12], 2, LANDSCAPE);
        assert_eq!((few.scale, few.breaks.len()), (100, 0));
        let more = spread(&[10; 20], 2, LANDSCAPE);
        assert!(more.scale < 100 && more.breaks.is_empty());
        let many = spread(&[10; 40], 2, LANDSCAPE);
        assert_eq!((many.scale, many.breaks), (58, vec![21]));
        // A column wider than a page has one to itself.
        assert_eq!(spread(&[10, 300, 10], 1, LANDSCAPE).breaks, [2]);
    }

    #[test]
    fn rows_fill_whole_pages() {
        assert_eq!(rows(LANDSCAPE, 100, 187, 87, 20, 10), 14);
        assert_eq!(rows(LANDSCAPE, 100, 187, 87, 20, 15), 33);
    }
}
