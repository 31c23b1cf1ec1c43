//! Branches and rows that nobody reaches.

use super::{Examined, Finding};
use crate::locale::Text;
use crate::rule::expr::At;

use crate::rule::problem::RuleProblem;
use crate::rule::ranges::{Context, Cover, Ranges, Seen};

impl Examined<'_> {
    /// Branches and rows that nobody reaches. What stands in a function file serves others too.
    pub(super) fn never_reached(
        &self,
        ranges: &Ranges<'_>,
        context: Context<'_>,
        findings: &mut Vec<Finding>,
    ) {
        let seen = |seen: Seen| ranges.seen.binary_search(&seen).is_ok();
        let own = |at: At| at.text == 0 && at.line > 0;
        for event in &ranges.seen {
            let (at, why) = match *event {
                Seen::Else(at) if own(at) && !seen(Seen::Then(at)) => {
                    let cover = Ranges::why_never(self.program, context, at, true);
                    (at, self.covered(cover))
                }
                Seen::Then(at) if own(at) && !seen(Seen::Else(at)) => {
                    match Ranges::why_never(self.program, context, at, false) {
                        Cover::Itself => (at, always()),
                        // An `else` is asked for by the language even where nothing is left.
                        _ => continue,
                    }
                }
                Seen::Row(at) if own(at) && !seen(Seen::Met(at)) => (at, no_row()),
                _ => continue,
            };
            let problem = RuleProblem::NeverReached {
                what: self.what(),
                why,
                date: Text::default(),
            };
            findings.push((at, problem));
        }
    }

    fn covered(&self, cover: Cover) -> Text {
        match cover {
            Cover::Itself => Text::both(
                "không số liệu nào trong khoảng đã khai báo thỏa điều kiện của nhánh này",
                "no facts within their declared ranges fulfil the condition of this branch",
            ),
            Cover::By(at) => {
                let (source, span) = self.book.place(self.text, at);
                let line = source.location(span.start).line;
                Text::both(
                    format!(
                        "nhánh này không bao giờ dùng tới, vì nhánh ở dòng {line} đã gồm hết các trường hợp của nó"
                    ),
                    format!(
                        "this branch is never reached, because the one in line {line} covers all of its cases"
                    ),
                )
            }
            Cover::Together => Text::both(
                "nhánh này không bao giờ dùng tới, vì các nhánh đứng trước đã gồm hết các trường hợp của nó",
                "this branch is never reached, because those before it cover all of its cases",
            ),
        }
    }
}

fn always() -> Text {
    Text::both(
        "mọi số liệu trong khoảng đã khai báo đều thỏa điều kiện này, nên phần `else` không bao giờ dùng tới",
        "all facts within their declared ranges fulfil this condition, so its `else` is never reached",
    )
}

fn no_row() -> Text {
    Text::both(
        "không số liệu nào trong khoảng đã khai báo rơi vào bậc này của bảng",
        "no facts within their declared ranges fall on this row of the table",
    )
}
