//! Two counts of one thing. "killed 25 people" against "22 people have died".

use super::frame::{Frame, Reality, Sameness};
use super::predicate::places_fit;
use super::quantity::Quantity;
use super::referent::Referent;
use super::update::{may_grow, says_replaced};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;

/// Pairs outside a claim must be this much alike where only one of them names a place.
const ALIKE_ACROSS_PLACES: f64 = 0.05;

/// Pairs of a claim must be this much alike for counts of things that hang on different verbs.
const ALIKE_ACROSS_VERBS: f64 = 0.4;

/// Pairs must be this much alike where a deed is the same and nobody in it has a name.
const ALIKE_IN_DEED: f64 = 0.2;

/// How many times more people may be counted outside a claim.
const FAR_APART: f64 = 3.0;

/// Pairs outside a claim must be this much alike for counts of people.
const LEAST_ALIKE: f64 = 0.01;

/// Pairs must be this much alike where a report has several counts of such things.
const ALIKE_AMONG_MANY: f64 = 0.6;

/// What can happen to people in numbers, by family. Counts of people are of one matter only where one of these is.
const OUTCOMES: [&str; 20] = [
    "kill", "injure", "missing", "arrest", "charge", "jail", "evacuate", "shelter", "rescue", "survive",
    "abduct", "hostage", "infect", "sick", "hospital", "sack", "age", "trap", "execute", "strand",
];

/// Finds counts and measures of one thing that differ.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = &pairing.sides;
    let (of_a, of_b) = (&a.facts.quantities, &b.facts.quantities);
    let mut clashes = Vec::new();
    for x in of_a {
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
        // Two counts of one sort in a statement: which of them answers the other side's is open.
        let many = |own: &[Quantity], one: &Quantity| {
            one.thing.is_some() && own.iter().filter(|other| other.thing == one.thing).count() > 1
        };
        if many(of_a, x) || many(of_b, y) {
            continue;
        }
        let matter = shared_matter(x, y).map_or_else(|| x.thing.clone().unwrap_or_default(), str::to_owned);
        let described = described(x, &matter);
        let mut clash = pairing.clash(ConflictKind::Number, matter, [x.span, y.span], |one, two| {
            format!("“{one}” against “{two}”, both of {described}")
        });
        clash.replaces = replaces(a, x) || replaces(b, y);
        clash.grows = may_grow(x, y);
        clashes.push(clash);
    }
    clashes
}

fn replaces(side: &Side, quantity: &Quantity) -> bool {
    quantity.verb.is_some_and(|verb| says_replaced(&side.annotated.doc, verb))
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
    let in_named_deed = frames(a, b, pairing)
        .is_some_and(|[x, y]| x.family == y.family && x.sameness(y) == Some(Sameness::Named));
    let across_places = a.places.is_empty() != b.places.is_empty() && !pairing.one_claim && !in_named_deed;
    if across_places && pairing.likeness < ALIKE_ACROSS_PLACES {
        return false;
    }
    if shared_matter(a, b).is_none() || doers_differ(a, b, pairing) {
        return false;
    }
    // Outside a claim, counts that are far apart are of two groups of people.
    let (least, most) = (a.low.min(b.low), a.high.max(b.high));
    if !pairing.one_claim && (most > least * FAR_APART || pairing.likeness < LEAST_ALIKE && a.thing.is_none())
    {
        return false;
    }
    // Where a report has several counts of such things, only much the same words tell which is meant.
    if (a.is_one_of_many || b.is_one_of_many) && !(pairing.one_claim && pairing.likeness >= ALIKE_AMONG_MANY)
    {
        return false;
    }
    // Counts of people stand out by what happened to them; other things are many in a report.
    a.thing.is_none() || is_same_thing(a, b, pairing)
}

/// True where the counted things are of one sort and hang on one deed.
fn is_same_thing(a: &Quantity, b: &Quantity, pairing: &Pairing) -> bool {
    let other_sort =
        !a.modifiers.is_empty() && !b.modifiers.is_empty() && a.modifiers.is_disjoint(&b.modifiers);
    if other_sort || a.is_sum != b.is_sum {
        return false;
    }
    let frames = frames(a, b, pairing);
    // What is planned is another time than what was done.
    if frames.is_some_and(|[x, y]| (x.reality == Reality::Planned) != (y.reality == Reality::Planned)) {
        return false;
    }
    let same_deed = frames.is_some_and(|[x, y]| {
        let named = x.sameness(y) == Some(Sameness::Named);
        x.family == y.family && (named || (x.sameness(y).is_some() && pairing.likeness >= ALIKE_IN_DEED))
    });
    same_deed || (pairing.one_claim && (pairing.likeness >= ALIKE_ACROSS_VERBS || frames.is_none()))
}

/// True where the deeds that the counts hang on are named persons' or bodies', and of different ones.
fn doers_differ(a: &Quantity, b: &Quantity, pairing: &Pairing) -> bool {
    frames(a, b, pairing).is_some_and(|[x, y]| Referent::differ(&x.doers, &y.doers))
}

fn frames<'s>(a: &Quantity, b: &Quantity, pairing: &Pairing<'s>) -> Option<[&'s Frame; 2]> {
    let [one, two] = pairing.sides.map(|side| &side.facts.frames);
    Some([one.get(a.frame?)?, two.get(b.frame?)?])
}

/// What both quantities hang on: for people one of the [`OUTCOMES`], for things any telling word.
fn shared_matter<'q>(a: &'q Quantity, b: &'q Quantity) -> Option<&'q str> {
    let mut shared = a.matter.intersection(&b.matter).map(String::as_str);
    let is_range = a.high > a.low;
    shared.find(|matter| a.thing.is_some() || (OUTCOMES.contains(matter) && (*matter != "age" || is_range)))
}
