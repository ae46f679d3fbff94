//! Values that cannot both hold though the statements that give them tell too little alike to stand in one claim: the age of one
//! person, and how many one deed was done to.

use std::collections::BTreeSet;

use twosource_annotate::{Class, EntityKind, Measure, Precision, Quantity};
use twosource_text::Span;

use crate::claim::align::{Alignment, Saying, is_real};
use crate::claim::{Claim, Comparison};
use crate::detail::{self, Detail, FLOOR, Pair, SURELY, Slot, Value, are_people, is_round, values_agree};
use crate::story::StatementRef;

/// How likely two statements must say the same, at least, for their numbers to be held against each other. Far below what joins
/// them: the deed, who it is done to and what is counted have to be the same besides.
const LEAST_LIKELY: f64 = 0.1;

/// How much more one of two counts may be than the other.
const FAR_APART: f64 = 3.0;

/// Bytes between a person's name and the age that follows it (", ").
const BESIDE: usize = 3;

/// Bytes between an age and the name that it stands before ("34-year-old rapper Psy").
const BEFORE_NAME: usize = 40;

/// Differing values of statements that stand in no claim together, a detail for each two.
pub(super) fn find(comparison: &Comparison, claims: &[Claim]) -> Vec<Detail> {
    let (profiles, links) = (&comparison.profiles, &comparison.links);
    let together: BTreeSet<(StatementRef, StatementRef)> = claims
        .iter()
        .flat_map(|claim| {
            claim.statements.iter().flat_map(|&a| claim.statements.iter().map(move |&b| (a, b)))
        })
        .collect();
    let mut found = Vec::new();
    for (left, others) in links.of.iter().enumerate() {
        for (&right, &likely) in others.range(left + 1..) {
            let (a, b) = (&profiles.statements[left], &profiles.statements[right]);
            if likely < LEAST_LIKELY || together.contains(&(a.at, b.at)) {
                continue;
            }
            let counted =
                a.saying.told_numbers().next().is_some() && b.saying.told_numbers().next().is_some();
            if !counted {
                continue;
            }
            let alignment = Alignment::of(&a.saying, &b.saying, &profiles.numbered);
            let pair = Pair::of(&a.saying, &b.saying, &alignment, &profiles.numbered);
            let elsewhere = detail::compare(&pair).iter().any(|finding| {
                !finding.agreed
                    && matches!(finding.on, Slot::Place | Slot::Time | Slot::Actor | Slot::Polarity)
            });
            let elsewhere = elsewhere || !one_time(&a.saying, &b.saying);
            let counts = if elsewhere { Vec::new() } else { counts(&pair) };
            let differing = ages(&pair).into_iter().chain(counts);
            found.extend(differing.map(|(matter, spans, grows)| Detail {
                on: Slot::Number,
                agreed: false,
                hard: true,
                grows,
                matter,
                values: vec![
                    Value { given: vec![(a.at, spans[0])] },
                    Value { given: vec![(b.at, spans[1])] },
                ],
            }));
        }
    }
    found
}

/// True where neither tells a day, or both tell days that meet: "killed in October" is another deed than one of no day, which is
/// what is new.
fn one_time(a: &Saying, b: &Saying) -> bool {
    let dated = |saying: &Saying| -> Vec<Option<(i64, i64)>> {
        saying
            .moments
            .iter()
            .filter(|moment| !moment.frame && moment.names_day)
            .map(|moment| moment.days)
            .collect()
    };
    let (left, right) = (dated(a), dated(b));
    let meet = |x: &Option<(i64, i64)>, y: &Option<(i64, i64)>| matches!((x, y), (Some(one), Some(two)) if one.0 <= two.1 && two.0 <= one.1);
    left.is_empty() && right.is_empty() || left.iter().any(|x| right.iter().any(|y| meet(x, y)))
}

type Differing = (String, [Span; 2], bool);

/// Two ages of one person.
fn ages(pair: &Pair) -> Vec<Differing> {
    let of = |saying: &Saying| -> Vec<(usize, Quantity)> {
        let aged = saying.told_numbers().filter(|q| q.measure == Measure::Unit("age".to_owned()));
        aged.filter_map(|age| Some((whose(saying, age)?, age.clone()))).collect()
    };
    let (left, right) = (of(pair.a), of(pair.b));
    let mut found = Vec::new();
    for (one, x) in &left {
        let same = |(two, y): &&(usize, Quantity)| one == two && !values_agree(x, y);
        found.extend(right.iter().filter(same).map(|(_, y)| ("age".to_owned(), [x.span, y.span], false)));
    }
    found
}

/// The person (a place in the cast) whose age it is: who is named right before it, else right after it.
fn whose(saying: &Saying, age: &Quantity) -> Option<usize> {
    let persons = saying.words.iter().filter(|word| {
        word.class == Class::Name && word.kind == Some(EntityKind::Person) && word.cast.is_some()
    });
    let before = persons.clone().filter(|word| word.span.end <= age.span.start).next_back();
    let beside = before.filter(|word| age.span.start - word.span.end <= BESIDE);
    let after = || {
        persons
            .clone()
            .find(|word| word.span.start >= age.span.end && word.span.start - age.span.end <= BEFORE_NAME)
    };
    beside.or_else(after).and_then(|word| word.cast)
}

/// Two counts of one sort of thing, that one deed was done to or by.
fn counts(pair: &Pair) -> Vec<Differing> {
    let mut found = Vec::new();
    for x in pair.a.told_numbers() {
        for y in pair.b.told_numbers() {
            if is_one_count(pair, x, y) && !values_agree(x, y) {
                let (Measure::Count(Some(noun)), _) = (&x.measure, &y.measure) else { continue };
                found.push((noun.clone(), [x.span, y.span], true));
            }
        }
    }
    found
}

fn is_one_count(pair: &Pair, x: &Quantity, y: &Quantity) -> bool {
    let (Measure::Count(Some(one)), Measure::Count(Some(two))) = (&x.measure, &y.measure) else {
        return false;
    };
    let (Some(i), Some(j)) = (x.deed, y.deed) else { return false };
    let of_one_sort = one == two || are_people(one, two);
    let (deed, other) = (&pair.a.words[i], &pair.b.words[j]);
    let one_deed = pair.forms.affinity(deed.form, other.form) >= SURELY
        && deed.negated == other.negated
        && is_real(deed.certainty)
        && is_real(other.certainty);
    let plain = |q: &Quantity| !q.part && !q.former && !is_round(q);
    let near = x.low.max(y.low) <= x.low.min(y.low) * FAR_APART;
    let alone = |saying: &Saying, q: &Quantity| {
        saying
            .told_numbers()
            .filter(|other| other.deed == q.deed && matches!(other.measure, Measure::Count(_)))
            .count()
            == 1
    };
    // "at least 10" is no other value than 25.
    let under = |floor: &Quantity, other: &Quantity| {
        matches!(floor.precision, Precision::AtLeast | Precision::Above) && floor.low * FLOOR < other.low
    };
    let near = near && !under(x, y) && !under(y, x);
    of_one_sort && one_deed && plain(x) && plain(y) && near && alone(pair.a, x) && alone(pair.b, y)
}
