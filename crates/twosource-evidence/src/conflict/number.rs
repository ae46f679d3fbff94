//! Two counts of one thing. "killed 25 people" against "22 people have died".

use super::predicate::places_fit;
use super::quantity::{self, Quantity};
use super::update::says_replaced;
use super::{Clash, Pairing};
use crate::file::ConflictKind;

/// Pairs outside a claim must be this much alike where only one of them names a place.
const ALIKE_ACROSS_PLACES: f64 = 0.10;

/// Finds counts and measures of one thing that differ.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = &pairing.sides;
    let of_a = quantity::find(a.annotated, a.statement);
    let of_b = quantity::find(b.annotated, b.statement);
    let mut clashes = Vec::new();
    for x in &of_a {
        let rivals: Vec<&Quantity> = of_b.iter().filter(|y| is_same_matter(x, y, pairing)).collect();
        // Where one of the other side's values agrees, the others count something else.
        if rivals.iter().any(|y| x.agrees(y)) {
            continue;
        }
        let Some(y) =
            rivals.iter().find(|y| !of_a.iter().any(|z| is_same_matter(z, y, pairing) && z.agrees(y)))
        else {
            continue;
        };
        let values = [x.span.of(&a.annotated.report.text), y.span.of(&b.annotated.report.text)];
        let shared: Vec<&String> = x.matter.intersection(&y.matter).collect();
        let matter =
            shared.first().map_or_else(|| x.thing.clone().unwrap_or_default(), |word| (*word).clone());
        let replaces = [(a, x), (b, y)]
            .iter()
            .any(|(side, q)| q.verb.is_some_and(|v| says_replaced(&side.annotated.doc, v)));
        clashes.push(Clash {
            on: ConflictKind::Number,
            why: format!("“{}” against “{}”, both of {}", values[0], values[1], described(x, &matter)),
            matter,
            values: [(values[0].to_owned(), x.span), (values[1].to_owned(), y.span)],
            replaces,
        });
    }
    clashes
}

/// What is counted, in words.
fn described(quantity: &Quantity, matter: &str) -> String {
    match &quantity.thing {
        Some(thing) if thing != matter => format!("{thing} ({matter})"),
        Some(thing) => thing.clone(),
        None => format!("people ({matter})"),
    }
}

/// True where two quantities count the same thing of the same happening.
fn is_same_matter(a: &Quantity, b: &Quantity, pairing: &Pairing) -> bool {
    if a.thing != b.thing || (a.high > a.low) != (b.high > b.low) || !places_fit(&a.places, &b.places) {
        return false;
    }
    let far_apart = a.places.is_empty() != b.places.is_empty() && !pairing.one_claim;
    if far_apart && pairing.likeness < ALIKE_ACROSS_PLACES {
        return false;
    }
    let shares_matter = a.matter.intersection(&b.matter).next().is_some();
    match &a.thing {
        // Whose age, or how many people, only the verb tells.
        None => shares_matter,
        Some(_) => shares_matter || (pairing.one_claim && pairing.likeness >= 0.5),
    }
}
