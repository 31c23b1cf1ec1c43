//! From what a paper says of a row to how it gives its points.

use super::how::{Asked, FactType, How, Sort, words};
use super::sentence::{self, Clause, Token};
use super::units::has_parts;
use crate::locale::Text;
use crate::number::Number;
use crate::text::unaccented;

/// How a row gives its points. What is not understood is for people to mark.
pub(super) fn understood(asked: &Asked<'_>) -> How {
    let how = asked.how.trim();
    let from_title = || {
        let (_, rest) = asked.title.split_once([':', '('])?;
        read(asked, rest.trim_end_matches(')')).or_else(|| read(asked, asked.title))
    };
    let known = match how {
        "" => from_title().filter(|known| known.rule.is_some()),
        how => read(asked, how),
    };
    known.unwrap_or_else(|| {
        let mut how = How::default();
        if !asked.how.trim().is_empty() {
            how.most = sentence::ceiling(asked.how);
            how.open.push(not_understood(asked));
        }
        how
    })
}

/// That a sentence is not understood, and how one like it would be.
fn not_understood(asked: &Asked<'_>) -> Text {
    let said = words(&sentence::tokens(asked.how));
    let says = |word: &str| said.split(' ').any(|it| it == word);
    let like = if asked.how.contains('%') {
        Some("Từ 90% trở lên: 10 điểm; dưới 90%: 5 điểm")
    } else if asked.is_deduction || says("tru") {
        Some("Mỗi … trừ 2 điểm, trừ tối đa 6 điểm")
    } else if says("moi") || says("cu") || asked.how.contains('/') {
        Some("Mỗi … được 1 điểm, tối đa 5 điểm")
    } else {
        None
    };
    let (vi, en) = match like {
        Some(like) => (
            format!("; nếu viết lại trong bảng, như “{like}”, thì lập dự thảo lại"),
            format!("; said in the table as “{like}”, it can be drafted again"),
        ),
        None => Default::default(),
    };
    Text::both(
        format!("cách chấm viết bằng lời, chưa hiểu được: tạm để người chấm cho điểm{vi}"),
        format!("how it gives points is not understood: people mark it for now{en}"),
    )
}

fn read(asked: &Asked<'_>, how: &str) -> Option<How> {
    if let Some(known) = formula(asked, how) {
        return Some(known);
    }
    if let Some(known) = How::judged(asked, how) {
        return Some(known);
    }
    // Numbers alone are points where the greatest is the maximum.
    let listed = sentence::listed(how).filter(|levels| {
        let top = levels.iter().map(|level| &level.points).max();
        top.is_some() && top == asked.max
    });
    let (mut clauses, left) = match listed {
        Some(levels) => (levels, String::new()),
        None => sentence::clauses(how)?,
    };
    let mut known = How::default();
    let lies_open = !left.is_empty() && !unaccented(&left).starts_with("xet lan luot");
    take_otherwise(&mut known, &mut clauses, asked.max);
    let about = subject(&clauses, how);
    let plain = [How::bands, How::counted, How::lacking, How::yes_no];
    if !lies_open
        && plain
            .iter()
            .any(|read| read(&mut known, asked, &clauses, &about))
    {
        return Some(known);
    }
    known.levels(asked, &clauses).then(|| {
        if lies_open {
            known.open.push(Text::both(
                format!("chưa hiểu phần “{left}”"),
                format!("not understood: “{left}”"),
            ));
        }
        known
    })
}

/// What all clauses are about, as it stands before the first.
fn subject(clauses: &[Clause], how: &str) -> String {
    let first = clauses
        .first()
        .map(|clause| clause.about.clone())
        .unwrap_or_default();
    let line = how.lines().next().unwrap_or_default();
    let headed = line
        .strip_suffix(':')
        .filter(|line| unaccented(&first).starts_with(&unaccented(line)));
    headed.map_or(first, |line| line.trim_start_matches(['-', ' ']).to_owned())
}

/// "Không được giao thì 0 điểm" is no level but what becomes of the row.
fn take_otherwise(known: &mut How, clauses: &mut Vec<Clause>, max: Option<&Number>) {
    clauses.retain(|clause| {
        let said = words(&clause.when);
        let is_otherwise = ["khong duoc giao", "khong phat sinh", "khong ap dung"]
            .iter()
            .any(|it| said.starts_with(it));
        let otherwise = match &clause.points {
            points if points.is_zero() => Some("zero"),
            points if Some(points) == max => Some("full"),
            _ => None,
        };
        if is_otherwise && otherwise.is_some() {
            known.otherwise = otherwise;
        }
        !(is_otherwise && otherwise.is_some())
    });
}

/// "Tính bằng “Số hộ” × 2", "tỷ lệ × điểm tối đa".
fn formula(asked: &Asked<'_>, how: &str) -> Option<How> {
    let bare = unaccented(how);
    let times = ["×", " x ", "*", " nhan "]
        .iter()
        .find(|sign| bare.contains(**sign))?;
    let (left, right) = bare.split_once(times)?;
    let is_max = |text: &str| {
        ["diem toi da", "diem chuan", "thang diem"]
            .iter()
            .any(|words| text.trim().starts_with(words))
    };
    let is_share = |text: &str| text.contains("ty le") || text.contains('%');
    if is_share(left) && is_max(right) && asked.max.is_some() {
        return Some(How::ruled(
            Sort::Share,
            FactType::Percent,
            String::new(),
            "MAX * FACT / 100",
        ));
    }
    let (_, quoted) = how.split_once('“')?;
    let (label, rest) = quoted.split_once('”')?;
    bare.starts_with("tinh bang").then_some(())?;
    let tokens = sentence::tokens(rest);
    let [
        sign,
        sentence::Placed {
            token: Token::Number(each),
            ..
        },
        others @ ..,
    ] = &tokens[..]
    else {
        return None;
    };
    sign.is_sign('×').then_some(())?;
    let cap = others.iter().find_map(|it| match &it.token {
        Token::Number(number) => Some(number.clone()),
        _ => None,
    });
    let rule = asked.per("FACT", each, cap.as_ref());
    Some(How::ruled(
        Sort::ForEach,
        match has_parts(label) {
            true => FactType::Number,
            false => FactType::Integer,
        },
        label.to_owned(),
        &rule,
    ))
}
