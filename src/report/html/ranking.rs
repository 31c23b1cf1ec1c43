//! A ranking as a page: pictures, lists that are sorted, filtered and searched, and each nominee's score
//! sheet, which is unfolded on demand.

use std::io::{self, Write};

use super::blocks;
use super::document::Document;
use super::escape::escape;
use super::pictures;
use super::pieces::Pieces;
use crate::commendation::Proposal;
use crate::markers;
use crate::report::context::Context;
use crate::report::lists;
use crate::report::options::Options;
use crate::report::page::{Block, Report as _, Table};
use crate::report::ranking as pages;
use crate::report::sheet::Sheet;
use crate::report::summary::Summary;
use crate::report::words::Words;

/// Writes everybody's places and proposals.
///
/// # Errors
/// What came of writing.
pub(in crate::report) fn ranking(
    proposal: &Proposal<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(options.locale);
    let views = Context::all(proposal, options);
    let panels = markers::panels(proposal.ranking.evaluation.roster).0;
    let mut page = Ranking {
        options,
        out: String::new(),
        sheets: Pieces::default(),
    };
    page.head(proposal, words);
    for view in &views {
        page.scheme(view, &panels);
    }
    let closing = pages::closing(proposal, options).with_imprint(options);
    page.out += "<section class=\"closing-part\">\n";
    page.blocks(&closing.blocks);
    page.out += "</section>\n</main>\n";
    let document = Document {
        title: pages::title(proposal, options),
        main: &page.out,
        data: Some(page.sheets),
        locale: options.locale,
    };
    document.write(out)
}

struct Ranking<'r> {
    options: &'r Options,
    out: String,
    sheets: Pieces,
}

impl Ranking<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        self.out += &blocks::write(blocks, 1, self.options.locale);
    }

    /// The title, how many there are, what is left to decide, and the tools to look through it.
    fn head(&mut self, proposal: &Proposal<'_>, words: Words) {
        let summary = Summary::of(proposal);
        self.out += "<header>\n";
        self.blocks(&pages::head(proposal, self.options).blocks);
        let sentence = escape(&summary.sentence(self.options));
        self.out += &format!("<p class=\"lead\">{sentence}</p>\n");
        let matters = summary.matters(self.options);
        if !matters.is_empty() {
            let items = matters.iter().map(|it| format!("<li>{}</li>", escape(it)));
            let items: String = items.collect();
            let title = escape(words.to_decide());
            self.out += &format!("<div class=\"decide\"><p>{title}</p><ul>{items}</ul></div>\n");
        }
        self.out += &format!(
            "</header>\n<form class=\"tools\" role=\"search\" hidden>\
             <label><span>{}</span><input type=\"search\" id=\"find\" autocomplete=\"off\" placeholder=\"{}\"></label>\
             <label><span>{}</span><select id=\"class\"><option value=\"\">{}</option></select></label>\
             <label><span>{}</span><select id=\"unit\"><option value=\"\">{}</option></select></label>\
             <span class=\"buttons\"><button type=\"button\" id=\"unfold\" data-other=\"{}\">{}</button>\
             <button type=\"button\" id=\"print\">{}</button></span>\
             <output id=\"count\" data-of=\"{}\"></output><p class=\"small keys\">{}</p></form>\n<main>\n",
            escape(words.find()),
            escape(words.find_what()),
            escape(words.class()),
            escape(words.all_of_them()),
            escape(words.unit()),
            escape(words.all_of_them()),
            escape(words.fold_all()),
            escape(words.unfold_all()),
            escape(words.print()),
            escape(words.shown_of()),
            escape(words.keys()),
        );
    }

    fn scheme(&mut self, view: &Context<'_>, panels: &[markers::Panel]) {
        let words = view.words;
        let title = view.text(&view.scheme().title);
        self.out += &format!("<section class=\"scheme\">\n<h2>{}</h2>\n", escape(title));
        self.out += &pictures::of_scheme(view, panels);
        for list in pages::ranked_lists(view) {
            let name = pages::list_name(view, list);
            let nominees: Vec<usize> = list.places.iter().map(|place| place.nominee).collect();
            self.list(view, &name, &lists::places(view, list), &nominees);
        }
        let unranked = lists::unranked(view);
        if !unranked.rows.is_empty() {
            let nominees: Vec<usize> = lists::without_place(view).collect();
            self.list(view, words.unranked(), &unranked, &nominees);
        }
        let proposals = pages::proposals(view);
        if !proposals.blocks.is_empty() {
            let title = escape(words.proposals());
            self.out += &format!("<section class=\"proposals\">\n<h3>{title}</h3>\n");
            self.out += &blocks::write(&proposals.blocks, 2, self.options.locale);
            self.out += "</section>\n";
        }
        self.out += "</section>\n";
    }

    /// A list whose rows unfold; rows beyond the nominees are of what was left out.
    fn list(&mut self, view: &Context<'_>, name: &str, table: &Table, nominees: &[usize]) {
        let words = view.words;
        let count = words.people(table.rows.len());
        let sheets = nominees.iter().map(|nominee| {
            let page = Sheet::in_context(view, *nominee).page(self.options);
            // The name stands in the row above.
            let markup = blocks::write(&page.blocks, 4, self.options.locale);
            (self.sheets.add(&markup), view.judged[*nominee].name())
        });
        let unfolds: Vec<(usize, &str)> = sheets.collect();
        self.out += &format!(
            "<section class=\"list\">\n<h3>{} <span class=\"count\">({})</span></h3>\n",
            escape(name),
            escape(&count)
        );
        self.out += &blocks::table(table, true, &unfolds, self.options.locale);
        self.out += "</section>\n";
    }
}
