//! The rows of a draft: identifiers, kinds, what adds up, and facts.

use std::collections::BTreeSet;

use super::how::{Asked, How, NewFact, Sort, capital};
use super::numbering::Style;
use super::outline::{Entry, Outline};
use super::result::{DraftRow, Standing};
use super::understand::understood;
use crate::diagnostic::Place;
use crate::locale::{Locale, Text};
use crate::number::Number;
use crate::scheme::is_reserved;
use crate::text::{joined_words, normalize, unaccented};

/// What kind of points a row gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Scored,
    Bonus,
    Deduction,
}

/// A group or a criterion of the draft.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) id: String,
    /// The group that it is in.
    pub(super) inside: Option<String>,
    /// Its number with those above it: `I.1.a`.
    pub(super) no: String,
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) max: Option<Number>,
    /// Whether others stand below it.
    pub(super) is_group: bool,
    /// What its rows add up to, where that is not its maximum.
    pub(super) mismatch: Option<Number>,
    pub(super) how: How,
    /// How the table says that it gives points.
    pub(super) said: String,
    pub(super) evidence: String,
    pub(super) basis: String,
    /// The fact that its rule reads.
    pub(super) fact: Option<(String, NewFact)>,
}

/// All rows in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) all: Vec<Row>,
    /// What concerns the whole.
    pub(super) notes: Vec<Text>,
    taken: BTreeSet<String>,
    labels: BTreeSet<String>,
}

/// A text as an identifier.
pub(super) fn slug(text: &str, joint: char) -> String {
    let words = joined_words(text, " ");
    let mut slug = String::new();
    for word in words.split_whitespace() {
        if slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push(joint);
        }
        slug.push_str(word);
    }
    match slug.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => slug,
        _ => format!("m{joint}{slug}").trim_end_matches(joint).to_owned(),
    }
}

impl Rows {
    /// The rows of a table with what they mean.
    pub(super) fn of(mut outline: Outline) -> Self {
        let mut rows = Self::default();
        outline.entries.iter_mut().for_each(Entry::fold_levels);
        let entries = std::mem::take(&mut outline.entries);
        for entry in entries {
            rows.put(entry, None, Kind::Scored);
        }
        rows.add_up(outline.total.as_ref());
        rows
    }

    /// A name that nothing else has.
    fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 1;
        while is_reserved(&id) || !self.taken.insert(id.to_ascii_lowercase()) {
            count += 1;
            id = format!("{wanted}_{count}");
        }
        id
    }

    fn put(&mut self, entry: Entry, inside: Option<usize>, above: Kind) {
        let bare = unaccented(&entry.title);
        let kind = match above {
            Kind::Scored
                if ["diem thuong", "diem cong", "cong diem", "thuong diem"]
                    .iter()
                    .any(|it| bare.starts_with(it)) =>
            {
                Kind::Bonus
            }
            Kind::Scored
                if ["diem tru", "tru diem"]
                    .iter()
                    .any(|it| bare.starts_with(it)) =>
            {
                Kind::Deduction
            }
            kind => kind,
        };
        let parent = inside.map(|at| (self.all[at].id.clone(), self.all[at].no.clone()));
        let own = entry.no.slug();
        let (id, no) = match (&parent, entry.no.text.as_str()) {
            // `1.1` says already what it is in.
            (_, text)
                if text.contains('.')
                    || text.chars().count() > 1
                        && entry.no.style != Style::Roman
                        && !text.bytes().all(|it| it.is_ascii_digit()) =>
            {
                (own, text.to_owned())
            }
            (Some((id, no)), "") => {
                let at = self.below(id) + 1;
                let no = match no.as_str() {
                    "" => String::new(),
                    no => format!("{no}-{at}"),
                };
                (format!("{id}_{at}"), no)
            }
            (None, "") => (slug(&entry.title, '_'), String::new()),
            (Some((id, no)), text) => (
                format!("{id}_{own}"),
                if no.is_empty() {
                    text.to_owned()
                } else {
                    format!("{no}.{text}")
                },
            ),
            (None, text) => (own, text.to_owned()),
        };
        let id = match id.chars().next() {
            Some(first) if first.is_ascii_alphabetic() => id,
            _ => format!("M{id}"),
        };
        let id = self.unique(&id);
        let is_group = !entry.below.is_empty();
        let asked = Asked {
            title: &entry.title,
            how: &entry.how,
            max: entry.max.as_ref(),
            is_deduction: kind == Kind::Deduction,
        };
        let mut how = match is_group {
            true => How::default(),
            false => understood(&asked),
        };
        let mut max = entry.max.clone();
        if let Some(text) = &entry.odd_max {
            how.open.push(Text::both(
                format!("cột điểm ghi “{text}”, không phải một số"),
                format!("the column of points says “{text}”, which is no number"),
            ));
        }
        if entry.no.text.is_empty() && !no.is_empty() {
            how.notes.push(Text::both(
                format!("bảng không đánh số dòng này: tạm lấy số {no}"),
                format!("the table gives this row no number: {no} for now"),
            ));
        }
        if max.is_none() && how.most.is_some() && (how.rule.is_none() || kind != Kind::Deduction) {
            max.clone_from(&how.most);
            how.notes.push(Text::both(
                "cột điểm để trống: điểm tối đa lấy theo cách chấm",
                "the column of points is empty: the maximum is that of the sentence",
            ));
        }
        if max.is_none() && !is_group && kind != Kind::Deduction {
            max = how
                .levels
                .first()
                .map(|(points, _)| points.clone())
                .or(Some(Number::ZERO));
            how.open.push(Text::both(
                "bảng không ghi điểm tối đa",
                "the table gives no maximum",
            ));
        }
        if max.is_none() && how.rule.is_none() && !is_group {
            max = how
                .levels
                .first()
                .map(|(points, _)| points.clone())
                .or(Some(Number::ONE));
            how.open.push(Text::both(
                "bảng không ghi mức trừ tối đa",
                "the table gives no ceiling of the deduction",
            ));
        }
        let fact = how
            .rule
            .as_ref()
            .map(|(fact, _)| fact.clone())
            .map(|fact| self.named(fact, &entry.title, &no));
        let at = self.all.len();
        self.all.push(Row {
            place: entry.place,
            id,
            inside: parent.map(|(id, _)| id),
            no,
            title: entry.title,
            kind,
            max,
            is_group,
            mismatch: None,
            how,
            said: entry.how,
            evidence: entry.evidence,
            basis: entry.basis,
            fact,
        });
        for below in entry.below {
            self.put(below, Some(at), kind);
        }
    }

    /// How many rows are in a group.
    fn below(&self, id: &str) -> usize {
        self.all
            .iter()
            .filter(|row| row.inside.as_deref() == Some(id))
            .count()
    }

    /// A fact under an identifier and a label of its own.
    fn named(&mut self, mut fact: NewFact, title: &str, no: &str) -> (String, NewFact) {
        let label = if fact.label.trim().is_empty() {
            title
        } else {
            &fact.label
        };
        let label = capital(label.trim().trim_end_matches([':', '.', ';']));
        // Headings are told apart by their words alone.
        let meant = |label: &str| normalize(&unaccented(label));
        let label = match self.labels.insert(meant(&label)) {
            true => label,
            false => format!("{label}, mục {no}"),
        };
        self.labels.insert(meant(&label));
        let id = self.unique(&slug(&label, '_'));
        fact.label = label;
        (id, fact)
    }

    /// Holds what the rows of each group add up to against what the paper says.
    fn add_up(&mut self, total: Option<&Number>) {
        // A group stands before what is in it.
        for at in (0..self.all.len())
            .rev()
            .filter(|at| self.all[*at].is_group)
            .collect::<Vec<_>>()
        {
            let (id, kind) = (&self.all[at].id, self.all[at].kind);
            let own = self
                .all
                .iter()
                .filter(|row| row.inside.as_ref() == Some(id) && row.kind == kind);
            let sum = Number::sum(own.filter_map(|row| row.max.as_ref()));
            let Some(sum) = sum else { continue };
            let row = &mut self.all[at];
            match &row.max {
                None if kind == Kind::Scored => row.max = Some(sum),
                Some(max) if *max != sum && kind == Kind::Scored => row.mismatch = Some(sum),
                _ => {}
            }
        }
        let top = self
            .all
            .iter()
            .filter(|row| row.inside.is_none() && row.kind == Kind::Scored);
        let sum = Number::sum(top.filter_map(|row| row.max.as_ref()));
        if let (Some(total), Some(sum)) = (total, sum)
            && *total != sum
        {
            self.notes.push(Text::both(
                format!(
                    "bảng ghi tổng điểm {} nhưng các mục cộng lại là {}",
                    Locale::Vi.number(total),
                    Locale::Vi.number(&sum)
                ),
                format!("the table gives the total {total}, but its parts add up to {sum}"),
            ));
        }
    }
}

impl Row {
    /// Whether people mark it.
    pub(super) fn is_marked(&self) -> bool {
        !self.is_group && self.how.rule.is_none()
    }

    fn kind_text(&self) -> Text {
        let (vi, en) = match (self.is_group, self.how.sort) {
            (true, _) => ("nhóm", "group"),
            (_, Sort::Share) => ("tính theo tỷ lệ", "by share"),
            (_, Sort::YesNo) => ("có hoặc không", "yes or no"),
            (_, Sort::Ranges) => ("theo mức của số liệu", "by ranges"),
            (_, Sort::LessForEach) => ("trừ theo lần", "less for each"),
            (_, Sort::ForEach) if self.kind == Kind::Deduction => ("trừ theo lần", "less for each"),
            (_, Sort::ForEach) => ("cộng theo lần", "for each"),
            (_, Sort::Levels) => ("người chấm chọn mức", "marked, by levels"),
            (_, Sort::Marked) => ("người chấm cho điểm", "marked"),
        };
        Text::both(vi, en)
    }

    /// What became of it.
    pub(super) fn drafted(&self) -> DraftRow {
        let mismatch = self.mismatch.as_ref().map(|sum| self.mismatch_text(sum));
        let standing = if !self.how.open.is_empty() {
            Standing::Open
        } else if !self.how.notes.is_empty() || mismatch.is_some() {
            Standing::Assumed
        } else {
            Standing::Understood
        };
        let notes = self
            .how
            .notes
            .iter()
            .chain(&self.how.open)
            .cloned()
            .chain(mismatch);
        DraftRow {
            place: self.place.clone(),
            no: self.no.clone(),
            title: self.title.clone(),
            max: self.max.clone(),
            kind: self.kind_text(),
            standing,
            notes: notes.collect(),
        }
    }

    /// What the paper itself gets wrong.
    pub(super) fn mismatch_text(&self, sum: &Number) -> Text {
        let said = |locale: Locale| {
            let max = self.max.as_ref().map(|max| locale.number(max));
            (max.unwrap_or_default(), locale.number(sum))
        };
        let ((max_vi, sum_vi), (max, sum)) = (said(Locale::Vi), said(Locale::En));
        Text::both(
            format!(
                "văn bản ghi điểm tối đa {max_vi} nhưng các tiêu chí bên trong cộng lại là {sum_vi}"
            ),
            format!("the paper says {max} at most, but its rows add up to {sum}"),
        )
    }
}
