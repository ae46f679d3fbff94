//! Two counts of one thing. "killed 25 people" against "22 people have died".

use super::predicate::places_fit;
use super::quantity::{self, Quantity};
use super::update::says_replaced;
use super::{Clash, Pairing};
use crate::file::ConflictKind;

/// Pairs outside a claim must be this much alike where only one of them names a place.
const ALIKE_ACROSS_PLACES: f64 = 0.15;

/// What can happen to people in numbers, by family. Counts of people are of one matter only where one of these is.
const OUTCOMES: [&str; 20] = [
    "kill", "injure", "missing", "arrest", "charge", "jail", "evacuate", "shelter", "rescue", "survive",
    "abduct", "hostage", "infect", "sick", "hospital", "sack", "age", "trap", "execute", "strand",
];

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
        let matter = shared_matter(x, y).map_or_else(|| x.thing.clone().unwrap_or_default(), str::to_owned);
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
    let same_form = (a.high > a.low) == (b.high > b.low) && a.is_rate == b.is_rate;
    if a.thing != b.thing || !same_form || !places_fit(&a.places, &b.places) || a.dates != b.dates {
        return false;
    }
    let across_places = a.places.is_empty() != b.places.is_empty() && !pairing.one_claim;
    if across_places && pairing.likeness < ALIKE_ACROSS_PLACES {
        return false;
    }
    // Counts of people stand out by what happened to them; other things are many in a report.
    shared_matter(a, b).is_some() && (a.thing.is_none() || pairing.one_claim)
}

/// What both quantities hang on: for people one of the [`OUTCOMES`], for things any telling word.
fn shared_matter<'q>(a: &'q Quantity, b: &'q Quantity) -> Option<&'q str> {
    let mut shared = a.matter.intersection(&b.matter).map(String::as_str);
    shared.find(|matter| a.thing.is_some() || OUTCOMES.contains(matter))
}
