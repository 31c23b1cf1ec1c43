//! The manners in which a row may give its points, each told by its clauses.

use super::bands::{self, Domain};
use super::how::{Asked, FactType, How, NewFact, Sort, capital, times, words};
use super::range::{self, Range};
use super::sentence::{Clause, Token};
use super::units::has_parts;
use crate::locale::Text;
use crate::number::Number;
use crate::text::unaccented;

/// Words of a condition that say yes.
const YES: [&str; 8] = [
    "co",
    "dat",
    "co thuc hien",
    "dung",
    "day du",
    "dung han",
    "thuc hien",
    "kip thoi",
];

/// Words of a condition that say everything else.
const REST: [&str; 10] = [
    "con lai",
    "cac truong hop con lai",
    "truong hop con lai",
    "truong hop khac",
    "cac truong hop khac",
    "khac",
    "cac muc con lai",
    "muc con lai",
    "nguoc lai",
    "khong thuoc cac truong hop tren",
];

impl Clause {
    /// Whether nothing is below this level.
    fn is_last(&self) -> bool {
        let said = words(&self.when);
        let says_no = ["khong", "chua", "yeu", "kem", "thap"];
        self.points.is_zero()
            || REST.contains(&said.as_str())
            || says_no.iter().any(|it| said.starts_with(it))
    }
}

impl How {
    /// By where a number lies: "từ 90 % trở lên: 5 điểm; …".
    pub(super) fn bands(&mut self, asked: &Asked<'_>, clauses: &[Clause], about: &str) -> bool {
        let mut rest = None;
        let mut bands: Vec<(Range, Number)> = Vec::new();
        let mut said: Option<String> = None;
        for clause in clauses {
            if clause.is_minus && !asked.is_deduction
                || clause.each.is_some()
                || clause.cap.is_some()
            {
                return false;
            }
            let said_of = words(&clause.when);
            if REST.contains(&said_of.as_str()) {
                rest = Some(clause.points.clone());
                continue;
            }
            let Some((start, range)) = range::range(&clause.when) else {
                return false;
            };
            let prefix = words(&clause.when[..start]);
            let is_new = said.as_ref().is_none_or(|said| {
                *said == prefix || prefix.is_empty() || said.is_empty() || prefix == "dat"
            });
            let is_closed = clause.when[..start]
                .iter()
                .any(|it| matches!(it.token, Token::Number(_)));
            if !is_new || is_closed {
                return false;
            }
            said.get_or_insert(prefix);
            bands.push((range, clause.points.clone()));
        }
        let mut lows: Vec<_> = bands.iter().map(|(range, _)| range.low.as_ref()).collect();
        lows.sort();
        if bands.is_empty() || lows.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        let is_percent = bands.iter().any(|(range, _)| range.is_percent);
        let ends = || {
            bands
                .iter()
                .flat_map(|(range, _)| [&range.low, &range.high])
                .flatten()
        };
        let mut texts = clauses.iter().map(|clause| clause.text.as_str());
        let is_measured = has_parts(asked.title) || has_parts(about) || texts.any(has_parts);
        let is_whole = !is_percent && !is_measured && ends().all(|(end, _)| end.is_whole());
        let ends_at_hundred =
            is_percent && bands.iter().all(|(range, _)| range.is_within_hundred());
        let kind = match (is_percent, is_whole) {
            (true, _) => FactType::Percent,
            (false, true) => FactType::Integer,
            (false, false) => FactType::Number,
        };
        let domain = Domain {
            is_whole,
            ends_at_hundred,
        };
        let banded = bands::rule("FACT", bands, rest.as_ref(), domain);
        let prefix = clauses.first().map(|clause| {
            let start = range::range(&clause.when).map_or(0, |(start, _)| start);
            let words = clause
                .text
                .split_whitespace()
                .take(start)
                .collect::<Vec<_>>()
                .join(" ");
            let words = words
                .trim_end_matches("đạt")
                .trim_end_matches("Đạt")
                .trim_end();
            capital(words)
        });
        let label = match about {
            "" => prefix.unwrap_or_default(),
            about => capital(about),
        };
        let fact = NewFact {
            kind,
            label,
            ends_at_hundred,
        };
        self.sort = Sort::Ranges;
        self.rule = Some((fact, banded.rule));
        self.notes.extend(banded.notes);
        self.open.extend(banded.holes);
        true
    }

    /// "Mỗi mô hình 0,5 điểm, tối đa 3 điểm", "trừ 1 điểm/lần, không quá 5 điểm".
    pub(super) fn counted(&mut self, asked: &Asked<'_>, clauses: &[Clause], about: &str) -> bool {
        let [clause] = clauses else { return false };
        let Some((of, unit)) = &clause.each else {
            return false;
        };
        let is_measured = has_parts(unit) || unit.is_empty() && has_parts(asked.title);
        let count = match *of == Number::ONE {
            true if is_measured => "floor(FACT)".to_owned(),
            true => "FACT".to_owned(),
            false => format!("floor(FACT / {of})"),
        };
        let rule = match clause.is_minus && !asked.is_deduction {
            true => {
                let each = times(&clause.points, &count);
                match clause
                    .cap
                    .as_ref()
                    .filter(|cap| asked.max.is_none_or(|max| *cap < max))
                {
                    Some(cap) => format!("MAX - min({each}, {cap})"),
                    None => format!("max(MAX - {each}, 0)"),
                }
            }
            false => asked.per(&count, &clause.points, clause.cap.as_ref()),
        };
        let of_what = match (about, clause.text.as_str()) {
            ("", "") => asked.title,
            ("", text) => text,
            (about, _) => about,
        };
        let unit = unit.trim_end_matches(" thì").trim();
        let label = match unit {
            _ if unaccented(of_what).starts_with("so ") => of_what.to_owned(),
            "" => format!("Số lần: {of_what}"),
            unit if unit.split_whitespace().count() > 3 => format!("Số {unit}"),
            unit => format!("Số {unit}: {of_what}"),
        };
        let fact = NewFact {
            kind: match is_measured {
                true => FactType::Number,
                false => FactType::Integer,
            },
            label,
            ends_at_hundred: false,
        };
        self.sort = match clause.is_minus && !asked.is_deduction {
            true => Sort::LessForEach,
            false => Sort::ForEach,
        };
        self.rule = Some((fact, rule));
        self.most.clone_from(&clause.cap);
        true
    }

    /// "Đủ 4 báo cáo: 10 điểm; thiếu mỗi báo cáo trừ 2 điểm".
    pub(super) fn lacking(&mut self, asked: &Asked<'_>, clauses: &[Clause], about: &str) -> bool {
        let [whole, less] = clauses else { return false };
        let said = words(&whole.when);
        let is_full = (said.starts_with("du ") || YES.contains(&said.as_str()))
            && (whole.each.is_none() && whole.cap.is_none() && !whole.is_minus)
            && Some(&whole.points) == asked.max;
        let mut less = less.clone();
        let what = std::mem::take(&mut less.text);
        if let Some((_, unit)) = &mut less.each {
            *unit = format!("{unit} {}", what.to_lowercase());
        }
        is_full && less.is_minus && !asked.is_deduction && self.counted(asked, &[less], about)
    }

    /// "Có: 2 điểm; không: 0 điểm".
    pub(super) fn yes_no(&mut self, asked: &Asked<'_>, clauses: &[Clause], about: &str) -> bool {
        let is_plain = |clause: &Clause| {
            clause.each.is_none()
                && clause.cap.is_none()
                && (!clause.is_minus || asked.is_deduction)
        };
        if !clauses.iter().all(is_plain) {
            return false;
        }
        let is_no = |said: &str| {
            said.starts_with("khong") || said.starts_with("chua") || REST.contains(&said)
        };
        let (yes, no, says) = match clauses {
            [one] if asked.is_deduction && !one.when.is_empty() => (&one.points, Number::ZERO, one),
            [one] if Some(&one.points) == asked.max && !one.when.is_empty() => {
                self.notes.push(Text::both(
                    "bảng chỉ nêu mức đạt: không đạt thì 0 điểm",
                    "the paper gives the one level alone: otherwise 0 points",
                ));
                (&one.points, Number::ZERO, one)
            }
            [first, second] => {
                let said = [words(&first.when), words(&second.when)];
                let denies = |no: &str, yes: &str| {
                    let bare = no
                        .trim_start_matches("khong")
                        .trim_start_matches("chua")
                        .trim();
                    let yes = yes.strip_prefix("co ").unwrap_or(yes);
                    let bare = bare.strip_prefix("co ").unwrap_or(bare);
                    is_no(no)
                        && (REST.contains(&no)
                            || bare.is_empty()
                            || bare == "co"
                            || bare == "dat"
                            || yes.starts_with(bare))
                };
                if !is_no(&said[0]) && denies(&said[1], &said[0]) {
                    (&first.points, second.points.clone(), first)
                } else if !is_no(&said[1]) && denies(&said[0], &said[1]) {
                    (&second.points, first.points.clone(), second)
                } else {
                    return false;
                }
            }
            _ => return false,
        };
        let said = words(&says.when);
        let about = if about.is_empty() { asked.title } else { about };
        let label = match YES.contains(&said.as_str()) {
            true => about.to_owned(),
            false => format!("{}: {}", about.trim_end_matches('.'), says.text),
        };
        let fact = NewFact {
            kind: FactType::YesNo,
            label,
            ends_at_hundred: false,
        };
        self.sort = Sort::YesNo;
        self.rule = Some((fact, format!("if FACT {{ {yes} }} else {{ {no} }}")));
        true
    }

    /// Levels in words, for people to choose.
    pub(super) fn levels(&mut self, asked: &Asked<'_>, clauses: &[Clause]) -> bool {
        let fits = |clause: &Clause| {
            let within = asked.max.is_none_or(|max| clause.points <= *max);
            within
                && clause.each.is_none()
                && clause.cap.is_none()
                && !clause.text.is_empty()
                && (!clause.is_minus || asked.is_deduction)
        };
        if clauses.len() < 2 || !clauses.iter().all(fits) {
            return false;
        }
        for clause in clauses {
            match self
                .levels
                .iter_mut()
                .find(|(points, _)| *points == clause.points)
            {
                Some((_, words)) => *words = format!("{words} / {}", clause.text),
                None => self
                    .levels
                    .push((clause.points.clone(), capital(&clause.text))),
            }
        }
        self.levels.sort_by(|a, b| b.0.cmp(&a.0));
        self.sort = Sort::Levels;
        let lowest = clauses.iter().min_by(|a, b| a.points.cmp(&b.points));
        if let Some(lowest) = lowest.filter(|lowest| !asked.is_deduction && !lowest.is_last()) {
            let name = &lowest.text;
            self.notes.push(Text::both(
                format!("bảng không nêu mức thấp hơn “{name}”: thấp hơn thì được bao nhiêu điểm?"),
                format!("the paper names no level below “{name}”: how many points are below it?"),
            ));
        }
        let top = self.levels.first().map(|(points, _)| points);
        if asked.max.is_some() && top != asked.max {
            self.open.push(Text::both(
                "mức cao nhất không bằng điểm tối đa",
                "the highest level is not the maximum",
            ));
        }
        true
    }
}
