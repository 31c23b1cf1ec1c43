//! Which schemes are judged before which: one that takes the classes of another comes after it.

use super::Scheme;

/// The ids of the schemes whose classes are taken by any version of a scheme.
pub(in crate::scheme) fn asked_before<'s>(
    id: &'s str,
    schemes: &'s [&Scheme],
) -> impl Iterator<Item = &'s str> {
    let versions = schemes.iter().filter(move |scheme| scheme.id == id);
    versions.flat_map(|scheme| scheme.classes_taken().map(|(_, id)| id))
}

/// The order in which schemes are judged, by index: as they are given, but each after those whose
/// classes it takes. Those that take each other's in a circle, which loading refuses, come last.
pub fn judging_order(schemes: &[&Scheme]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(schemes.len());
    let mut left: Vec<usize> = (0..schemes.len()).collect();
    while !left.is_empty() {
        let waits = |at: &usize| {
            let mut taken = schemes[*at].classes_taken();
            taken.any(|(_, id)| left.iter().any(|other| schemes[*other].id == id))
        };
        let next = left.iter().position(|at| !waits(at));
        order.push(left.remove(next.unwrap_or(0)));
    }
    order
}

impl Scheme {
    /// The facts that are the class of the nominee's unit, by index, each with the scheme by which
    /// it has that class.
    pub fn classes_taken(&self) -> impl Iterator<Item = (usize, &str)> {
        let facts = self.facts.iter().enumerate();
        facts.filter_map(|(at, fact)| Some((at, fact.from.class_in()?.value.as_str())))
    }

    /// Whether any fact is the class of the nominee's unit.
    pub fn takes_classes(&self) -> bool {
        self.classes_taken().next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::scheme::check;
    use crate::source::Source;

    fn scheme(id: &str, taken: &[&str]) -> Scheme {
        let facts = taken.iter().map(|taken| {
            format!(
                "[facts.f_{taken}]\ntype = \"choice\"\nchoices = [\"tot\"]\nclass_in = \"{taken}\"\n"
            )
        });
        let facts: String = facts.collect();
        let text = format!("id = \"{id}\"\n{facts}[ranking]\nlast = \"council\"\n");
        let source = Source::new("x.toml", &text);
        check(&source, &mut Diagnostics::new()).expect("it can be read")
    }

    /// The ids in the order in which they are judged.
    fn order(schemes: &[(&str, &[&str])]) -> Vec<String> {
        let schemes: Vec<Scheme> = schemes
            .iter()
            .map(|(id, taken)| scheme(id, taken))
            .collect();
        let schemes: Vec<&Scheme> = schemes.iter().collect();
        let order = judging_order(&schemes).into_iter();
        order.map(|at| schemes[at].id.clone()).collect()
    }

    #[test]
    fn each_comes_after_those_whose_classes_it_takes() {
        assert_eq!(
            order(&[
                ("a", &["b", "c"]),
                ("x", &[]),
                ("b", &["c"]),
                ("c", &[]),
                ("c", &[])
            ]),
            ["x", "c", "c", "b", "a"]
        );
    }

    #[test]
    fn a_circle_ends_all_the_same() {
        assert_eq!(
            order(&[("a", &["b"]), ("b", &["a"]), ("c", &[])]),
            ["c", "a", "b"]
        );
    }
}
