//! Where the headings of a table stand, and what the table is for, told by them: above them there
//! may be titles, as on every paper of an office.

use super::kind::{Format, Kind};
use super::names::{
    DECISIONS, Field, Fixed, HISTORY, Layout, MARKS, VOTES, decisions, history, is_numbering,
    marks, votes,
};
use super::plain_heading::PlainHeading;
use super::records::Records;
use crate::text::casefold;
use crate::text::unaccented;

/// Headings stand within so many lines or rows of the beginning.
pub(crate) const LOOKED_AT: usize = 40;

/// A list without codes has at least so many headings.
const LEAST_WITHOUT_CODES: usize = 3;

/// What parts the cells of a line; the first is taken where a header line has none of them.
pub(super) const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// What some headings are those of; capitals, accents and spaces aside.
///
/// A further kind of table is one more question here and one more [`Kind`]. A form needs none: its
/// first cell says what it is.
pub(crate) fn kind_of<'h>(headings: impl IntoIterator<Item = &'h str>) -> Option<Kind> {
    let mut headings: Vec<String> = headings.into_iter().map(casefold).collect();
    headings.retain(|heading| !heading.is_empty() && !is_numbering(heading));
    let mut bare: Vec<String> = headings.iter().map(|heading| unaccented(heading)).collect();
    bare.extend(
        headings
            .iter()
            .map(|heading| PlainHeading::of(heading).name),
    );
    let has = |fields: &[Field], wanted: &[usize]| {
        let mut wanted = wanted.iter();
        wanted.all(|at| fields[*at].is_among(&bare))
    };
    let fixed = |wanted| {
        let layout = Layout::Nominations {
            needs_subject: false,
        };
        let called = |heading: &String| is_called(layout, heading, wanted);
        headings.iter().any(called)
    };
    if has(&VOTES, &[votes::AGREE, votes::DISAGREE]) {
        Some(Kind::Votes)
    } else if has(&DECISIONS, &[decisions::ABOUT, decisions::DECISION]) {
        Some(Kind::Decisions)
    } else if has(&MARKS, &[marks::CRITERION, marks::STAGE]) {
        Some(Kind::Marks)
    } else if fixed(Fixed::Id) && fixed(Fixed::Name) {
        Some(Kind::Nominations(Format::Csv))
    } else if has(&HISTORY, &[history::NOMINEE, history::AWARD])
        && (headings.iter().any(|heading| heading == "nominee") || has(&HISTORY, &[history::YEAR]))
    {
        Some(Kind::History)
    } else if headings.len() > 1
        && is_called(Layout::Units, &headings[0], Fixed::Unit)
        && !fixed(Fixed::Id)
        && !fixed(Fixed::Name)
    {
        Some(Kind::Units)
    } else if headings.len() >= LEAST_WITHOUT_CODES && fixed(Fixed::Name) {
        Some(Kind::Nominations(Format::Csv))
    } else {
        None
    }
}

/// Whether a heading names a fixed column, accents aside.
pub(crate) fn is_called(layout: Layout, heading: &str, wanted: Fixed) -> bool {
    let (own, plain) = (unaccented(heading), PlainHeading::of(heading).name);
    [own, plain].iter().any(|bare| {
        let mut fixed = layout.fixed();
        let is_own = |(fixed, en, vi): (Fixed, &str, &str)| {
            fixed == wanted && (bare == en || *bare == unaccented(vi))
        };
        fixed.any(is_own) || layout.others(bare).next() == Some(wanted)
    })
}

/// Whether a heading is that by which the rows of such a table are told apart.
pub(crate) fn is_key(kind: Kind, heading: &str) -> bool {
    let heading = casefold(heading);
    match kind {
        Kind::Nominations(_) => {
            let layout = Layout::Nominations {
                needs_subject: false,
            };
            is_called(layout, &heading, Fixed::Id)
        }
        Kind::Units => is_called(Layout::Units, &heading, Fixed::Unit),
        Kind::History => HISTORY[history::NOMINEE].is_called(&heading),
        Kind::Marks => MARKS[marks::NOMINEE].is_called(&heading),
        Kind::Votes => VOTES[votes::NOMINEE].is_called(&heading),
        Kind::Decisions => DECISIONS[decisions::NOMINEE].is_called(&heading),
        Kind::Period | Kind::Papers | Kind::Workbook => false,
    }
}

/// Whether a heading is that of the names in a list of nominees.
pub(crate) fn is_name(kind: Kind, heading: &str) -> bool {
    let layout = Layout::Nominations {
        needs_subject: false,
    };
    matches!(kind, Kind::Nominations(_)) && is_called(layout, heading, Fixed::Name)
}

/// Where the table of a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// What parts its cells.
    pub(crate) separator: u8,
    /// Where its headings stand: the offset, and the number of the line.
    pub(crate) at: (usize, u64),
}

/// Where the table of a text begins: at the first line that has the headings of some kind of
/// table, or else at the first line that is not empty. Nothing comes back where all of them are.
pub(crate) fn start(text: &str) -> Option<Start> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let usual = separator(first);
    let others = SEPARATORS.into_iter().filter(|other| *other != usual);
    let mut found: Option<Start> = None;
    for separator in std::iter::once(usual).chain(others) {
        let mut records = Records::new(text, separator, (0, 1));
        for _ in 0..LOOKED_AT {
            let (at, line) = records.position();
            if records.next().is_none() {
                break;
            }
            if records.fault().is_some() || found.is_some_and(|found| found.at.0 <= at) {
                break;
            }
            let cells = records.cells().iter();
            let cells = cells.map(|text| text.trim_start_matches('\u{feff}'));
            if kind_of(cells).is_some() {
                let at = (at, line);
                found = Some(Start { separator, at });
                break;
            }
        }
    }
    found.or(Some(Start {
        separator: usual,
        at: (0, 1),
    }))
}

/// What parts the cells, by the header line: whichever stands there most often outside quotes.
pub(crate) fn separator(header: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if !quoted && let Some(at) = SEPARATORS.iter().position(|known| *known == byte) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let first = counts.iter().position(|count| *count == most);
    SEPARATORS[first.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_above_the_headings_are_passed_by() {
        let text = "ĐẢNG BỘ XÃ A;;\nDANH SÁCH, NĂM 2025;;\n\nSTT;Mã;Tên\n1;TT-01;Thôn 1\n";
        let found = start(text).expect("there is a table");
        assert_eq!(found.separator, b';');
        assert!(text[found.at.0..].trim_start().starts_with("STT"));
        let mut records = Records::new(text, b';', found.at);
        assert_eq!(records.next(), Some(4));
        let plain = start("\n\nid,name\na,b").expect("there is a table");
        assert_eq!(plain.separator, b',');
        assert_eq!(
            start("lạ;lùng"),
            Some(Start {
                separator: b';',
                at: (0, 1)
            })
        );
        assert_eq!(start(" \n\n"), None);
        assert_eq!(separator("\"a,b,c\";d"), b';');
    }

    #[test]
    fn headings_tell_what_a_table_is_for() {
        for (headings, kind) in [
            ("Mã,Năm,Hình thức", Some(Kind::History)),
            ("nominee,award,year", Some(Kind::History)),
            ("STT,Đơn vị,Số tổ", Some(Kind::Units)),
            ("Đơn vị", None),
            ("Mã,Tên,Năm,Hình thức", Some(Kind::Nominations(Format::Csv))),
            ("Mã,Tiêu chí,Bước chấm,Điểm", Some(Kind::Marks)),
            (
                "TT,Họ và tên,Đơn vị công tác,Số hộ",
                Some(Kind::Nominations(Format::Csv)),
            ),
            ("STT,Họ và tên,Chức vụ", None),
            ("Ghi chú,Số", None),
        ] {
            assert_eq!(kind_of(headings.split(',')), kind, "{headings}");
        }
    }
}
