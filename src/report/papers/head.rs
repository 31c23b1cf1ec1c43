//! Letterhead, number, day, recipients and signatures of a paper; blanks for what is not known.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::entry::PaperEntry;
use super::placeholders;
use crate::locale::Locale;
use crate::office::{Head, Office, Signer};
use crate::report::page::{Block, Closing, Letterhead, Signature};
use crate::scheme::Form;

/// What is to be filled in by hand.
pub(super) const BLANK: &str = "……………";

/// The heads and ends of a paper.
pub(super) struct Heads<'o> {
    pub(super) office: &'o Office,
    pub(super) entry: &'o PaperEntry,
    /// The form of each award, by id.
    pub(super) forms: Vec<(&'o str, Form)>,
    /// The year of the review.
    pub(super) year: i16,
    pub(super) locale: Locale,
    /// Whether names are written in place of what is known.
    pub(super) is_form: bool,
}

impl Heads<'_> {
    fn head(&self, award: Option<&str>) -> (Head, Form) {
        let mut forms = self.forms.iter();
        let award = award.and_then(|award| forms.find(|(id, _)| *id == award));
        self.office.head(self.entry.paper, award.copied())
    }

    /// What a paper begins with.
    pub(super) fn beginning(&self, award: Option<&str>) -> Vec<Block> {
        if !self.is_form {
            return vec![Block::Letterhead(self.letterhead(award))];
        }
        let (of, form) = self.named(award);
        placeholders::letterhead(of, form, !self.entry.signs.is_empty())
    }

    /// What a paper ends with.
    pub(super) fn end(&self, award: Option<&str>) -> Vec<Block> {
        if !self.is_form {
            return vec![Block::Closing(self.closing(award))];
        }
        let (of, form) = self.named(award);
        placeholders::closing(of, form, self.locale)
    }

    /// By which name a form knows the head of the paper, or of an award, and its form where that is
    /// known.
    fn named(&self, award: Option<&str>) -> (&'static str, Option<Form>) {
        match award {
            None => ("head", Some(self.head(None).1)),
            Some(_) => ("award.head", None),
        }
    }

    fn letterhead(&self, award: Option<&str>) -> Letterhead {
        let (head, form) = self.head(award);
        let number = head.number.unwrap_or_else(|| match form {
            Form::Party => format!("……-{}/……", self.entry.signs),
            Form::State => format!("……/{}-……", self.entry.signs),
        });
        // The Party's papers have no colon after the word.
        let number = match (form, self.locale) {
            (Form::Party, Locale::Vi) => format!("Số {number}"),
            (Form::State, Locale::Vi) => format!("Số: {number}"),
            (_, Locale::En) => format!("No. {number}"),
        };
        let place = head.place.unwrap_or_else(|| BLANK.to_owned());
        // An issuer may have nobody above it.
        let blank = || head.issuer.is_none().then(|| BLANK.to_owned());
        Letterhead {
            form,
            // In capitals as both forms want it; in a sentence it stands as it was written.
            superior: head.superior.map(|it| it.to_uppercase()).or_else(blank),
            issuer: head
                .issuer
                .map_or_else(|| BLANK.to_owned(), |it| it.to_uppercase()),
            number: if self.entry.signs.is_empty() {
                String::new()
            } else {
                number
            },
            place_and_date: format!("{place}, {}", self.day(head.date)),
        }
    }

    /// A day as papers write it: days below 10 and the first two months have a leading zero.
    pub(super) fn day(&self, date: Option<Date>) -> String {
        match (date, self.locale) {
            (Some(date), Locale::Vi) => {
                let month = date.month();
                let month = if month < 3 {
                    format!("0{month}")
                } else {
                    month.to_string()
                };
                format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
            }
            (Some(date), Locale::En) => date.to_string(),
            (None, Locale::Vi) => format!("ngày …… tháng …… năm {}", self.year),
            (None, Locale::En) => format!("{}-……-……", self.year),
        }
    }

    fn closing(&self, award: Option<&str>) -> Closing {
        let (head, form) = self.head(award);
        let mut signers = head.signers;
        if signers.is_empty() {
            signers.push(Signer::default());
        }
        Closing {
            form,
            heading: self.locale.of("Nơi nhận", "Recipients").to_owned(),
            recipients: head.recipients,
            signatures: signers.iter().map(|it| self.signature(it)).collect(),
        }
    }

    /// Head and end as a template names them.
    pub(super) fn values(&self, award: Option<&str>) -> Json {
        let (head, end) = (self.letterhead(award), self.closing(award));
        let signer = |it: Signature| {
            let [authority, post] = match <[String; 2]>::try_from(it.post) {
                Ok(both) => both,
                Err(post) => [String::new(), post.join(" ")],
            };
            json!({ "authority": authority, "post": post, "name": it.name })
        };
        json!({
            "is_party": head.form == Form::Party,
            "superior": head.superior.unwrap_or_default(),
            "issuer": head.issuer,
            "number": head.number,
            "place_and_date": head.place_and_date,
            "recipients": end.recipients,
            "signers": end.signatures.into_iter().map(signer).collect::<Vec<_>>(),
        })
    }

    fn signature(&self, signer: &Signer) -> Signature {
        let blank = || BLANK.to_owned();
        let mut post: Vec<String> = signer.authority.iter().cloned().collect();
        post.push(signer.post.clone().unwrap_or_else(blank));
        Signature {
            post,
            note: String::new(),
            name: signer.name.clone().unwrap_or_else(blank),
        }
    }

    /// Signatures of people named in a template: `THƯ KÝ = Lê Văn Cường | CHỦ TRÌ = …`.
    pub(super) fn signed_by(&self, text: &str) -> Closing {
        let one = |text: &str| {
            let (post, name) = text.split_once('=').unwrap_or((text, ""));
            Signature {
                post: vec![post.trim().to_owned()],
                note: self
                    .locale
                    .of("(ký, ghi rõ họ tên)", "(signature and name)")
                    .to_owned(),
                name: name.trim().to_owned(),
            }
        };
        Closing {
            form: Form::State,
            signatures: text.split('|').map(one).collect(),
            ..Closing::default()
        }
    }
}
