//! What was read, as it was understood: nominees and their facts, marks, votes, past awards and
//! decisions. The flat table is a clean list of nominations that is read again as it is.

mod page;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::options::Options;
use super::page::{Columns, Page, Report, Table};
use crate::locale::Locale;
use crate::number::Number;
use crate::roster::{AboutDecision, Decided, Marked, Nomination, Roster, RowAddress};
use crate::rule::Rulebook;
use crate::scheme::{Fact, FactEntry, FactFrom, FactKind, FactValue, PastAward, Scheme, Subject};

/// What was read of a period.
pub(super) struct ImportPreview<'a> {
    pub(super) books: &'a [Rulebook],
    pub(super) roster: &'a Roster,
}

impl Report for ImportPreview<'_> {
    fn page(&self, options: &Options) -> Page {
        self.page_in(options.locale)
    }

    fn flat(&self, options: &Options) -> Table {
        self.nominations(options.locale)
    }

    fn json(&self, _: &Options) -> String {
        super::json::pretty(&self.value())
    }
}

impl<'a> ImportPreview<'a> {
    fn scheme(&self, nominee: &Nomination) -> &'a Scheme {
        &self.books[nominee.scheme].scheme
    }

    /// Every fact of nominees that some scheme has, by id, in the order of the schemes.
    fn columns(&self) -> Vec<&'a str> {
        let mut ids: Vec<&str> = Vec::new();
        let judging = self.books.iter().enumerate();
        let judging =
            judging.filter(|(at, _)| self.roster.nominations.iter().any(|it| it.scheme == *at));
        for fact in judging.flat_map(|(_, book)| &book.scheme.facts) {
            if fact.from == FactFrom::Nominee && !ids.contains(&fact.id.as_str()) {
                ids.push(&fact.id);
            }
        }
        ids
    }

    /// The list of nominations as a table that is read again as it is.
    fn nominations(&self, locale: Locale) -> Table {
        let all = &self.roster.nominations;
        let mut columns = Columns::of(all)
            .words(locale.of("Mã", "id"), |it| &it.id)
            .words(locale.of("Tên", "name"), |it| &it.name)
            .words(locale.of("Loại", "subject"), |it| {
                subject(it.subject, locale)
            })
            .words(locale.of("Đơn vị", "unit"), |it| it.unit.as_deref())
            .words(locale.of("Lĩnh vực", "field"), |it| it.field.as_deref())
            .words(locale.of("Ngày nhận", "received"), |it| {
                it.received.map(|day| day.to_string())
            });
        if self.books.len() > 1 {
            let scheme = locale.of("Bộ tiêu chí", "scheme");
            columns = columns.words(scheme, |it| &*self.scheme(it).id);
        }
        for id in self.columns() {
            columns = columns.words(id, |it: &Nomination| {
                let facts = self.scheme(it).facts.iter().zip(&it.facts);
                let mut facts = facts.filter(|(fact, _)| fact.from == FactFrom::Nominee);
                let (fact, given) = facts.find(|(fact, _)| fact.id == *id)?;
                Some(spelled(fact, given, locale))
            });
        }
        columns.table()
    }

    fn value(&self) -> Value {
        let nominations = self.roster.nominations.iter().map(|nominee| {
            let scheme = self.scheme(nominee);
            let facts = scheme.facts.iter().zip(&nominee.facts);
            let facts = facts.filter(|(fact, _)| !fact.from.is_marks());
            let facts: Map<String, Value> = facts
                .map(|(fact, given)| (fact.id.clone(), of_given(given)))
                .collect();
            json!({
                "id": &*nominee.id,
                "name": nominee.name,
                "subject": nominee.subject.id(),
                "unit": nominee.unit.as_deref(),
                "field": nominee.field.as_deref(),
                "received": nominee.received.map(|day| day.to_string()),
                "scheme": scheme.id,
                "facts": facts,
                "row": of_row(&nominee.row),
            })
        });
        let nominations: Vec<Value> = nominations.collect();
        let marks = self.marks().map(|(nominee, mark)| {
            let scheme = self.scheme(nominee);
            let (points, met) = match &mark.value {
                Marked::Points(points) => (Some(points.to_string()), None),
                Marked::Met(met) => (None, Some(met)),
            };
            json!({
                "nominee": &*nominee.id,
                "criterion": scheme.criteria[mark.criterion].id,
                "stage": scheme.stages[mark.stage].id,
                "marker": &*mark.marker,
                "points": points,
                "met": met,
                "reason": mark.reason.as_deref(),
                "row": of_row(&mark.row),
            })
        });
        let marks: Vec<Value> = marks.collect();
        let votes = self.votes().map(|(nominee, vote)| {
            json!({
                "nominee": &*nominee.id,
                "award": self.scheme(nominee).awards[vote.award].id,
                "agree": vote.agree,
                "disagree": vote.disagree,
                "no_opinion": vote.no_opinion,
                "invalid": vote.invalid,
                "absent_written": vote.absent_written,
                "downgrade": vote.downgrade,
                "row": of_row(&vote.row),
            })
        });
        let votes: Vec<Value> = votes.collect();
        let history = self.past_awards().map(|(nominee, past, revoked)| {
            let mut one = json!({ "nominee": nominee, "year": past.year, "award": past.award });
            if let Some(day) = revoked {
                one["revoked"] = day.to_string().into();
            }
            one
        });
        let history: Vec<Value> = history.collect();
        let decisions = self.decisions().map(|(nominee, it)| {
            let (about, named) = about(self.scheme(nominee), it.about);
            json!({
                "nominee": &*nominee.id,
                "about": about,
                "named": named,
                "decision": decided(it.decided, Locale::En),
                "reason": &*it.reason,
                "by": &*it.by,
                "paper": &*it.paper,
                "row": of_row(&it.row),
            })
        });
        let decisions: Vec<Value> = decisions.collect();
        json!({
            "nominations": nominations,
            "marks": marks,
            "votes": votes,
            "history": history,
            "decisions": decisions,
            "remarks": super::remarks::objects(&self.roster.found, Locale::En),
        })
    }

    fn nominee(&self, id: &str) -> Option<&'a Nomination> {
        let all = &self.roster.nominations;
        let at = all.binary_search_by(|it| (*it.id).cmp(id)).ok()?;
        Some(&all[at])
    }

    fn marks(&self) -> impl Iterator<Item = (&'a Nomination, &'a crate::roster::GivenMark)> {
        let all = self.roster.council.marks.iter();
        all.filter_map(|(id, marks)| Some((self.nominee(id)?, marks)))
            .flat_map(|(nominee, marks)| marks.iter().map(move |mark| (nominee, mark)))
    }

    fn votes(&self) -> impl Iterator<Item = (&'a Nomination, &'a crate::roster::VoteCount)> {
        let all = self.roster.council.votes.iter();
        all.filter_map(|(id, votes)| Some((self.nominee(id)?, votes)))
            .flat_map(|(nominee, votes)| votes.iter().map(move |vote| (nominee, vote)))
    }

    /// Past awards, and when each was withdrawn that was.
    fn past_awards(&self) -> impl Iterator<Item = (&'a str, &'a PastAward, Option<Date>)> {
        let standing = self.roster.history.iter();
        let standing =
            standing.flat_map(|(id, all)| all.iter().map(move |past| (&**id, past, None)));
        let withdrawn = self.roster.withdrawn.iter();
        let withdrawn = withdrawn
            .flat_map(|(id, all)| all.iter().map(move |(past, day)| (&**id, past, Some(*day))));
        standing.chain(withdrawn)
    }

    fn decisions(&self) -> impl Iterator<Item = (&'a Nomination, &'a crate::roster::Decision)> {
        let all = self.roster.council.decisions.iter();
        all.filter_map(|decision| Some((self.nominee(&decision.nominee)?, decision)))
    }
}

fn of_row(row: &RowAddress) -> Value {
    json!({ "file": &*row.file, "row": row.row })
}

fn subject(subject: Subject, locale: Locale) -> String {
    match locale {
        Locale::Vi => subject.text().get(locale).to_owned(),
        Locale::En => subject.id().to_owned(),
    }
}

/// What a decision is about, and which part of the scheme it names.
fn about(scheme: &Scheme, about: AboutDecision) -> (&'static str, Option<&str>) {
    match about {
        AboutDecision::Tie => ("tie", None),
        AboutDecision::Hold => ("hold", None),
        AboutDecision::Line(at) => ("line", Some(&scheme.awards[at].id)),
        AboutDecision::Award(at) => ("award", Some(&scheme.awards[at].id)),
        AboutDecision::Standard(at) => ("standard", Some(&scheme.criteria[at].id)),
    }
}

fn decided(decided: Decided, locale: Locale) -> String {
    match decided {
        Decided::Order(order) => order.to_string(),
        Decided::Yes => locale.of("có", "yes").to_owned(),
        Decided::No => locale.of("không", "no").to_owned(),
    }
}

fn of_given(given: &FactEntry) -> Value {
    match given {
        FactEntry::Missing => Value::Null,
        FactEntry::NotAssigned => "KAD".into(),
        FactEntry::Reported(value) => of_value(value),
    }
}

fn of_value(value: &FactValue) -> Value {
    match value {
        FactValue::Integer(number) => (*number).into(),
        FactValue::Number(number) => number.to_string().into(),
        FactValue::YesNo(flag) => (*flag).into(),
        FactValue::Text(text) => (**text).into(),
        FactValue::Date(date) => date.to_string().into(),
        FactValue::List(items) => items.iter().map(of_value).collect(),
    }
}

/// A fact as a cell spells it so that it can only be read as what it is.
fn spelled(fact: &Fact, given: &FactEntry, locale: Locale) -> String {
    match given {
        FactEntry::Missing => String::new(),
        FactEntry::NotAssigned => "KAD".to_owned(),
        FactEntry::Reported(value) => spelled_value(&fact.kind, value, locale),
    }
}

fn spelled_value(kind: &FactKind, value: &FactValue, locale: Locale) -> String {
    match value {
        FactValue::Number(number) => {
            let text = number_spelled(number, locale);
            // A share of 1 might be meant by so small a percentage.
            let is_doubtful = number.is_positive() && *number <= Number::ONE;
            if *kind == FactKind::Percent && is_doubtful {
                format!("{text} %")
            } else {
                text
            }
        }
        FactValue::Integer(number) => number.to_string(),
        FactValue::YesNo(true) => locale.of("có", "yes").to_owned(),
        FactValue::YesNo(false) => locale.of("không", "no").to_owned(),
        FactValue::Text(text) => text.to_string(),
        FactValue::Date(date) => date.to_string(),
        FactValue::List(items) => {
            let items = items.iter().map(|item| spelled_value(kind, item, locale));
            items.collect::<Vec<_>>().join("; ")
        }
    }
}

/// A number that nobody takes for one with its thousands parted: it never has three decimals.
fn number_spelled(number: &Number, locale: Locale) -> String {
    let mut text = number.to_string();
    if text
        .split_once('.')
        .is_some_and(|(_, decimals)| decimals.len() == 3)
    {
        text.push('0');
    }
    locale.number(text)
}
