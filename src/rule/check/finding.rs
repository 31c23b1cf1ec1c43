//! What is found, and how it is told.

use super::Examined;
use crate::locale::{Locale, Text};
use crate::number::plain;
use crate::rule::plan::At;
use crate::rule::problem::RuleProblem;

/// Something found on one day; the same on every day is told without a day.
#[derive(PartialEq)]
pub(super) struct Finding {
    pub(super) at: At,
    pub(super) kind: Kind,
}

#[derive(PartialEq)]
pub(super) enum Kind {
    NeverReached(Text),
    Hole {
        where_: Text,
        gives: String,
        below: String,
        above: String,
    },
    BestBelow(String),
    Outside {
        sure: bool,
        gives: String,
        bound: Text,
        where_: Option<Text>,
    },
    Loses(Text),
}

impl Examined<'_> {
    /// The problem to be reported.
    pub(super) fn problem(&self, kind: Kind, date: &Text) -> RuleProblem {
        let both = |text: &Text| {
            (
                text.get(Locale::Vi).to_owned(),
                text.get(Locale::En).to_owned(),
            )
        };
        let (what_vi, what_en) = both(&self.site.text(&self.book.scheme));
        let (date_vi, date_en) = both(date);
        match kind {
            Kind::NeverReached(why) => {
                let (why_vi, why_en) = both(&why);
                RuleProblem::NeverReached {
                    what_vi,
                    what_en,
                    why_vi,
                    why_en,
                    date_vi,
                    date_en,
                }
            }
            Kind::Hole {
                where_,
                gives,
                below,
                above,
            } => {
                let (where_vi, where_en) = both(&where_);
                RuleProblem::Hole {
                    what_vi,
                    what_en,
                    where_vi,
                    where_en,
                    gives,
                    below,
                    above,
                    date_vi,
                    date_en,
                }
            }
            Kind::BestBelow(best) => {
                let max = self.site.maximum(&self.book.scheme).unwrap_or_default();
                RuleProblem::MaximumNotReached {
                    what_vi,
                    what_en,
                    best,
                    max: plain(max),
                    date_vi,
                    date_en,
                }
            }
            Kind::Outside {
                sure,
                gives,
                bound,
                where_,
            } => {
                let (bound_vi, bound_en) = both(&bound);
                let (mut where_vi, mut where_en) = (String::new(), String::new());
                if let Some(where_) = where_ {
                    where_vi = format!(" khi {}", where_.get(Locale::Vi));
                    where_en = format!(" where {}", where_.get(Locale::En));
                }
                if sure {
                    RuleProblem::PointsOutside {
                        what_vi,
                        what_en,
                        gives,
                        bound_vi,
                        bound_en,
                        where_vi,
                        where_en,
                        date_vi,
                        date_en,
                    }
                } else {
                    RuleProblem::PointsPerhapsOutside {
                        what_vi,
                        what_en,
                        gives,
                        bound_vi,
                        bound_en,
                        where_vi,
                        where_en,
                        date_vi,
                        date_en,
                    }
                }
            }
            Kind::Loses(text) => {
                let (loss_vi, loss_en) = both(&text);
                RuleProblem::BetterLoses {
                    what_vi,
                    what_en,
                    loss_vi,
                    loss_en,
                    date_vi,
                    date_en,
                }
            }
        }
    }
}
