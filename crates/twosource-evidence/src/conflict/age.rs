//! Two ages of one person. "Jane Roe, 34," against "the 35-year-old Roe".

use twosource_annotate::{Annotated, Statement};
use twosource_text::Span;

use super::referent::Referents;
use super::{Clash, Pairing};
use crate::file::ConflictKind;
use crate::vocabulary::value_of_word;

/// Finds ages that differ for one person of the cast.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = pairing.sides.map(|side| &side.facts.ages);
    let mut clashes = Vec::new();
    for &(person, years, span) in a {
        let others = b.iter().filter(|(other, ..)| *other == person);
        for &(_, _, other_span) in others.filter(|other| other.1 != years) {
            clashes.push(pairing.clash(
                ConflictKind::Number,
                format!("age of {person}"),
                [span, other_span],
                |one, two| format!("“{one}” against “{two}”, both the age of one person"),
            ));
        }
    }
    clashes
}

/// The ages a statement gives: "Jane Roe, 34, said", "34-year-old Jane Roe", "Jane Roe, aged 34".
pub(super) fn read(
    annotated: &Annotated,
    statement: &Statement,
    referents: &Referents,
) -> Vec<(usize, u32, Span)> {
    let doc = &annotated.doc;
    let mut ages = Vec::new();
    for token in statement.tokens.clone() {
        let Some(years) = value_of_word(doc.lower(token)).filter(|years| (1.0..=115.0).contains(years))
        else {
            continue;
        };
        let lower = |at: usize| if at < doc.len() { doc.lower(at) } else { "" };
        let before = |back: usize| token.checked_sub(back).map_or("", |at| doc.lower(at));
        let set_off = before(1) == "," && [",", ".", ";", ")"].contains(&lower(token + 1));
        let aged = before(1) == "aged" && before(2) == ",";
        let person = if set_off {
            token.checked_sub(2)
        } else if aged {
            token.checked_sub(3)
        } else if [lower(token + 1), lower(token + 3)] == ["-", "-"] && lower(token + 4) == "old" {
            Some(token + 5)
        } else {
            None
        };
        let is_name = |at: &usize| *at < doc.len() && doc.pos(*at) == "PROPN";
        let Some(person) = person.filter(is_name).and_then(|at| referents.person(at)) else { continue };
        ages.push((person, years as u32, doc.span(token)));
    }
    ages
}
