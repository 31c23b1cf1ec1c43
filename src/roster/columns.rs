//! What each column of a list of nominations means, understood once a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::problem::DossierProblem;
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::locale::Locale;
use crate::scheme::{Fact, FactFrom, Scheme};
use crate::table::Heading;
use crate::table::names::{Fixed, Layout};
use crate::text::casefold;
use crate::text::unaccented;

/// Where everything stands in one file.
#[derive(Debug)]
pub(super) struct Columns {
    fixed: [Option<usize>; Fixed::ALL.len()],
    /// By scheme and fact.
    facts: Vec<Vec<Option<usize>>>,
    /// By scheme and fact: what some faulty heading seems to mean; it is not missing too.
    meant: BTreeSet<(usize, usize)>,
}

/// What a heading may name.
#[derive(Debug, Default)]
struct Names {
    /// By folded name: the fact of each scheme, as scheme and fact index.
    facts: BTreeMap<String, Vec<(usize, usize)>>,
    /// By folded name: a fact that stands in another kind of file, or in none.
    elsewhere: BTreeMap<String, (usize, usize)>,
}

/// What a heading names.
enum Named {
    Fixed(Fixed),
    /// A fact of each scheme.
    Facts(Vec<(usize, usize)>),
    /// A fact that stands in another kind of file, or in none.
    Elsewhere((usize, usize)),
    /// Several things that are no facts of one name, as they are called.
    Several(String),
    Nothing,
}

impl Names {
    /// Every name of every fact of every scheme. An id outweighs the label of another fact.
    fn of(schemes: &[&Scheme], layout: Layout) -> Self {
        let mut names = Self::default();
        for (at, scheme) in schemes.iter().enumerate() {
            // What people mark stands in no table of facts.
            let facts = scheme.facts.iter().enumerate();
            let facts = facts.filter(|(_, fact)| !fact.from.is_marks());
            let ids: Vec<String> = scheme.facts.iter().map(|fact| casefold(&fact.id)).collect();
            for (fact_at, fact) in facts.clone() {
                names.add(ids[fact_at].clone(), (at, fact_at), holds(layout, fact));
            }
            for (fact_at, fact) in facts {
                for name in labels(fact) {
                    if !ids.contains(&name) {
                        names.add(name, (at, fact_at), holds(layout, fact));
                    }
                }
            }
        }
        names
    }

    /// What a heading names; where nothing is called so, what is but for its accents.
    fn find(&self, heading: &Heading, layout: Layout) -> Named {
        let exactly = |name: &String| {
            let fixed = layout.find(name).map(Named::Fixed);
            let facts = || self.facts.get(name).cloned().map(Named::Facts);
            let elsewhere = || self.elsewhere.get(name).copied().map(Named::Elsewhere);
            fixed.or_else(facts).or_else(elsewhere)
        };
        let called = heading.names();
        if let Some(named) = called.iter().find_map(exactly) {
            return named;
        }
        let named = called
            .iter()
            .map(|name| self.find_bare(&unaccented(name), layout));
        let mut named = named.filter(|named| !matches!(named, Named::Nothing));
        named.next().unwrap_or(Named::Nothing)
    }

    /// What some words without accents name.
    fn find_bare(&self, bare: &str, layout: Layout) -> Named {
        let fixed = layout
            .fixed()
            .filter(|(_, en, vi)| bare == *en || bare == unaccented(vi));
        let fixed: Vec<_> = fixed.collect();
        let mut facts: Vec<(usize, usize)> = Vec::new();
        let mut names = fixed
            .iter()
            .map(|(_, _, vi)| format!("`{vi}`"))
            .collect::<Vec<_>>();
        for (name, of_name) in self
            .facts
            .iter()
            .filter(|(name, _)| unaccented(name) == bare)
        {
            names.push(format!("`{name}`"));
            for fact in of_name {
                if !facts.contains(fact) {
                    facts.push(*fact);
                }
            }
        }
        match fixed.as_slice() {
            [] if facts.is_empty() => {
                let mut elsewhere = self.elsewhere.iter();
                let named = elsewhere.find(|(name, _)| unaccented(name) == bare);
                named.map_or(Named::Nothing, |(_, fact)| Named::Elsewhere(*fact))
            }
            [] => Named::Facts(facts),
            [(fixed, _, _)] if facts.is_empty() => Named::Fixed(*fixed),
            _ => Named::Several(names.join(", ")),
        }
    }

    fn add(&mut self, name: String, fact: (usize, usize), is_here: bool) {
        if !is_here {
            self.elsewhere.entry(name).or_insert(fact);
            return;
        }
        let facts = self.facts.entry(name).or_default();
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// Whether the facts of such a file come from there.
fn holds(layout: Layout, fact: &Fact) -> bool {
    match layout {
        Layout::Nominations { .. } => fact.from == FactFrom::Nominee,
        Layout::Units => fact.from == FactFrom::Unit,
    }
}

/// What a fact is called above its column: its label, also with its unit in brackets.
fn labels(fact: &Fact) -> Vec<String> {
    let mut labels: Vec<_> = fact.label.wordings().map(casefold).collect();
    if let Some(unit) = &fact.unit {
        for locale in Locale::ALL {
            let (label, unit) = (fact.label.get(locale), unit.get(locale));
            labels.push(casefold(&format!("{label} ({unit})")));
        }
    }
    labels
}

/// What to write above the column of a fact, so that it is known by it: the first of its label, its
/// label with its unit, and its id that names no other column.
pub(super) fn heading(scheme: &Scheme, fact: usize, locale: Locale) -> String {
    let it = &scheme.facts[fact];
    let layout = match it.from {
        FactFrom::Unit => Layout::Units,
        _ => Layout::Nominations {
            needs_subject: true,
        },
    };
    let names = Names::of(&[scheme], layout);
    let label = it.label.get(locale);
    let unit = it.unit.as_ref().map(|unit| unit.get(locale));
    let measured = unit.map(|unit| format!("{label} ({unit})"));
    let is_clear = |heading: &String| {
        let folded = casefold(heading);
        let named = names.facts.get(&folded).map(Vec::as_slice);
        layout.find(&folded).is_none() && named == Some(&[(0, fact)])
    };
    let mut headings = std::iter::once(label.to_owned()).chain(measured);
    headings.find(is_clear).unwrap_or_else(|| it.id.clone())
}

impl Columns {
    /// Understands the headings of a file, or reports what such a file cannot do without.
    pub(super) fn understand(
        file: &Arc<str>,
        headings: &[Heading],
        schemes: &[&Scheme],
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let names = Names::of(schemes, layout);
        let facts = schemes.iter().map(|scheme| vec![None; scheme.facts.len()]);
        let mut columns = Self {
            fixed: [None; Fixed::ALL.len()],
            facts: facts.collect(),
            meant: BTreeSet::new(),
        };
        let mut unknown = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, heading) in headings.iter().enumerate() {
            let folded = casefold(&heading.text);
            if folded.is_empty() {
                unknown.extend(heading.unknown(at));
                continue;
            }
            // Under different headings that are merged over them, the same words may stand twice.
            let whole = heading.names().swap_remove(0);
            let earlier = seen.insert(whole, at);
            let known = match names.find(heading, layout) {
                Named::Fixed(fixed) => Ok(columns.fixed[fixed as usize].replace(at)),
                Named::Facts(facts) => columns.take(at, heading, &facts, schemes, diagnostics),
                Named::Elsewhere((scheme, fact)) => {
                    let fact = &schemes[scheme].facts[fact];
                    report_elsewhere(heading, fact, diagnostics);
                    Ok(None)
                }
                Named::Several(several) => {
                    let problem = DossierProblem::AmbiguousColumn {
                        heading: heading.text.clone(),
                        facts: several,
                    };
                    diagnostics.report(heading.place.clone(), problem);
                    Err(())
                }
                Named::Nothing => {
                    match report_near(heading, &folded, (&names, layout), diagnostics) {
                        Some(near) => columns
                            .meant
                            .extend(names.facts.get(&near).into_iter().flatten()),
                        None => unknown.extend(heading.unknown(at)),
                    }
                    Ok(None)
                }
            };
            let Ok(taken) = known else { continue };
            if let Some(first) = taken.or(earlier) {
                let problem = DossierProblem::ColumnTwice {
                    heading: heading.text.clone(),
                    first: headings[first].text.clone(),
                };
                diagnostics.report(heading.place.clone(), problem);
            }
        }
        if !unknown.is_empty() {
            let headings = unknown.join(", ");
            let problem = DossierProblem::UnknownColumns { headings };
            diagnostics.report(Place::File(Arc::clone(file)), problem);
        }
        columns
            .has_compulsory(file, layout, diagnostics)
            .then_some(columns)
    }

    /// Gives a column to the facts it names; what stood for one of them before is returned.
    fn take(
        &mut self,
        at: usize,
        heading: &Heading,
        facts: &[(usize, usize)],
        schemes: &[&Scheme],
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<usize>, ()> {
        for (scheme, _) in facts {
            let same = |other: &&(usize, usize)| other.0 == *scheme;
            if facts.iter().filter(same).count() > 1 {
                let id = |(_, fact): &(usize, usize)| {
                    let id = &schemes[*scheme].facts[*fact].id;
                    format!("`{id}`")
                };
                let ids: Vec<_> = facts.iter().filter(same).map(id).collect();
                let problem = DossierProblem::AmbiguousColumn {
                    heading: heading.text.clone(),
                    facts: ids.join(", "),
                };
                diagnostics.report(heading.place.clone(), problem);
                self.meant.extend(facts);
                return Err(());
            }
        }
        let mut taken = None;
        for (scheme, fact) in facts {
            taken = taken.or(self.facts[*scheme][*fact].replace(at));
        }
        Ok(taken)
    }

    fn has_compulsory(
        &self,
        file: &Arc<str>,
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let mut complete = true;
        for (fixed, column, heading) in layout.fixed() {
            if layout.needs(fixed) && self.of(fixed).is_none() {
                complete = false;
                let problem = DossierProblem::NoColumn { column, heading };
                diagnostics.report(Place::File(Arc::clone(file)), problem);
            }
        }
        complete
    }

    /// Where a fixed column stands.
    pub(super) fn of(&self, fixed: Fixed) -> Option<usize> {
        self.fixed[fixed as usize]
    }

    /// Where a fact's column stands.
    pub(super) fn fact(&self, scheme: usize, fact: usize) -> Option<usize> {
        self.facts[scheme][fact]
    }

    /// Where the column of each fact of a scheme stands.
    pub(super) fn facts(&self, scheme: usize) -> &[Option<usize>] {
        &self.facts[scheme]
    }

    /// Warns of each compulsory fact of a scheme that the file says nothing of.
    pub(super) fn warn_of_missing(
        &self,
        file: &Arc<str>,
        (at, scheme): (usize, &Scheme),
        layout: Layout,
        diagnostics: &mut Diagnostics,
    ) {
        for (fact_at, fact) in scheme.facts.iter().enumerate() {
            let is_told = self.fact(at, fact_at).is_some() || self.meant.contains(&(at, fact_at));
            if holds(layout, fact) && fact.required && !is_told {
                let problem = DossierProblem::NoFactColumn {
                    fact: fact.id.clone(),
                    label: fact.label.clone(),
                    scheme: scheme.id.clone(),
                };
                diagnostics.report(Place::File(Arc::clone(file)), problem);
            }
        }
    }
}

/// Reports a heading that names a fact which has no column here.
fn report_elsewhere(heading: &Heading, fact: &Fact, diagnostics: &mut Diagnostics) {
    let place = heading.place.clone();
    let heading = heading.text.clone();
    let problem = match &fact.from {
        FactFrom::Nominee => DossierProblem::NomineeColumn { heading },
        FactFrom::Unit => DossierProblem::UnitColumn { heading },
        FactFrom::ClassIn(scheme) => {
            let scheme = scheme.value.clone();
            DossierProblem::ClassColumn { heading, scheme }
        }
        // Marks have no names among the headings.
        FactFrom::Mark(_) | FactFrom::Marks(_) => return,
    };
    diagnostics.report(place, problem);
}

/// Reports a heading that nearly names a column, and tells which name; most likely it is that
/// one, misspelled.
fn report_near(
    heading: &Heading,
    folded: &str,
    (names, layout): (&Names, Layout),
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let fixed: Vec<_> = layout
        .fixed()
        .flat_map(|(_, en, vi)| [en.to_owned(), casefold(vi)])
        .collect();
    let known = names.facts.keys().chain(&fixed).map(String::as_str);
    let meant = nearest(folded, known);
    if meant.is_some() {
        let problem = DossierProblem::NearColumn {
            heading: heading.text.clone(),
        };
        diagnostics.suggest(heading.place.clone(), problem, meant.clone());
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::testing::{codes, scheme};

    const FIRST: &str = r#"
        [facts.so_ho]
        label = { vi = "Số hộ", en = "Households" }
        unit = "hộ"
        type = "integer"
        [facts.tong]
        label = "Tổng"
        type = "integer"
        required = false
        [facts.tong_2]
        label = "tổng"
        type = "integer"
        required = false
    "#;
    const SECOND: &str = r#"
        [facts.thang]
        label = "Số tháng"
        type = "integer"
        [facts.ho]
        label = "Số hộ"
        type = "integer"
    "#;

    const NEEDS_SUBJECT: Layout = Layout::Nominations {
        needs_subject: true,
    };

    /// Where the named facts stand, and what was found.
    fn understand(headings: &str) -> (Option<Columns>, Vec<String>) {
        let schemes = [scheme(FIRST), scheme(SECOND)];
        let schemes: Vec<_> = schemes.iter().collect();
        let file: Arc<str> = "n.csv".into();
        let heading = |text: &str| Heading::new(text.to_owned(), Place::cell(&file, 1, text));
        let headings: Vec<_> = headings.split(',').map(heading).collect();
        let mut diagnostics = Diagnostics::new();
        let columns =
            Columns::understand(&file, &headings, &schemes, NEEDS_SUBJECT, &mut diagnostics);
        (columns, codes(&diagnostics))
    }

    #[test]
    fn columns_are_known_by_id_and_by_label_in_both_languages() {
        for headings in [
            "id,name,subject,so_ho,thang",
            "Mã, TÊN ,loại,Số\u{a0} hộ,Số tháng",
            "Mã,Tên,Loại,Households,THANG",
            "Mã,Tên,Loại,Số hộ (hộ),thang",
        ] {
            let (columns, codes) = understand(headings);
            assert!(codes.is_empty(), "{headings}: {codes:?}");
            let columns = columns.expect("everything compulsory is there");
            assert_eq!(columns.of(Fixed::Subject), Some(2));
            assert_eq!(columns.fact(0, 0), Some(3));
            assert_eq!(columns.fact(1, 0), Some(4));
        }
    }

    #[test]
    fn one_label_may_name_a_fact_of_each_scheme() {
        let (columns, _) = understand("id,name,subject,Số hộ");
        let columns = columns.expect("everything compulsory is there");
        assert_eq!((columns.fact(0, 0), columns.fact(1, 1)), (Some(3), Some(3)));
    }

    #[test]
    fn a_misspelled_column_is_an_error_and_a_strange_one_is_listed() {
        let (_, codes) = understand("id,name,subject,so_hoo,Ghi chú của tổ,,Cột lạ");
        assert_eq!(
            codes,
            ["n.csv column-unknown", "n.csv:1 so_hoo column-near"]
        );
    }

    #[test]
    fn nothing_is_named_twice_or_by_halves() {
        let (_, codes) = understand("id,Mã,name,subject,so_ho,Households,X lạ lùng,x lạ lùng");
        assert_eq!(
            codes,
            [
                "n.csv column-unknown",
                "n.csv:1 Mã column-twice",
                "n.csv:1 Households column-twice",
                "n.csv:1 x lạ lùng column-twice"
            ]
        );
        let (_, codes) = understand("id,name,subject,Tổng");
        assert_eq!(codes, ["n.csv:1 Tổng column-ambiguous"]);
    }

    #[test]
    fn without_the_compulsory_columns_there_is_no_list() {
        let (columns, codes) = understand("so_ho,thang");
        assert!(columns.is_none());
        assert_eq!(codes, ["n.csv column-missing"; 3]);
    }

    #[test]
    fn a_compulsory_fact_without_a_column_is_warned_of() {
        let (columns, _) = understand("id,name,subject");
        let mut diagnostics = Diagnostics::new();
        let columns = columns.expect("everything compulsory is there");
        columns.warn_of_missing(
            &"n.csv".into(),
            (0, &scheme(FIRST)),
            NEEDS_SUBJECT,
            &mut diagnostics,
        );
        assert_eq!(codes(&diagnostics), ["n.csv column-fact-missing"]);
    }
}
