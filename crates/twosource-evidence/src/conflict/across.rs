//! Values that cannot both hold though the statements that give them tell too little alike to stand in one claim: the age of one
//! person, and how many one deed was done to.

use std::collections::BTreeMap;

use twosource_annotate::{Measure, Precision, Quantity};

use crate::claim::align::{Alignment, Saying, is_real};
use crate::claim::forms::Forms;
use crate::claim::{Claim, Comparison, Profile};
use crate::detail::{self, Detail, FLOOR, Finding, Pair, SURELY, Slot, are_people, is_round, values_agree};
use crate::story::StatementRef;

/// How likely two statements must say the same, at least, for their numbers to be held against each other. Far below what joins
/// them: the deed, who it is done to and what is counted have to be the same besides.
const LEAST_LIKELY: f64 = 0.1;

/// How much more one of two counts may be than the other.
const FAR_APART: f64 = 3.0;

/// Differing values of statements that stand in no claim together.
pub(super) fn find(comparison: &Comparison, claims: &[Claim]) -> Vec<Detail> {
    let (profiles, links) = (&comparison.profiles, &comparison.links);
    let mut claims_of: BTreeMap<StatementRef, Vec<usize>> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        for &at in &claim.statements {
            claims_of.entry(at).or_default().push(place);
        }
    }
    let together = |a: StatementRef, b: StatementRef| {
        let (Some(left), Some(right)) = (claims_of.get(&a), claims_of.get(&b)) else { return false };
        left.iter().any(|claim| right.contains(claim))
    };
    let counted: Vec<bool> =
        profiles.statements.iter().map(|profile| !profile.saying.quantities.is_empty()).collect();
    let mut found: Vec<([StatementRef; 2], Finding)> = Vec::new();
    for (left, others) in links.of.iter().enumerate().filter(|&(left, _)| counted[left]) {
        for (&right, &likely) in others.range(left + 1..).filter(|&(&right, _)| counted[right]) {
            let (a, b) = (&profiles.statements[left], &profiles.statements[right]);
            if together(a.at, b.at) {
                continue;
            }
            let mut values = ages(&a.saying, &b.saying);
            if likely >= LEAST_LIKELY && one_time(&a.saying, &b.saying) {
                let counts = counts(&a.saying, &b.saying, &profiles.numbered);
                if !counts.is_empty() && !is_elsewhere(a, b, &profiles.numbered) {
                    values.extend(counts);
                }
            }
            found.extend(values.into_iter().map(|value| ([a.at, b.at], value)));
        }
    }
    detail::of_claim(&found).into_iter().filter(|detail| !detail.agreed).collect()
}

/// True where the two tell of two places, days or persons, or one of what the other denies.
fn is_elsewhere(a: &Profile, b: &Profile, forms: &Forms) -> bool {
    let alignment = Alignment::of(&a.saying, &b.saying, forms);
    let pair = Pair::of(&a.saying, &b.saying, &alignment, forms);
    detail::compare(&pair).iter().any(|finding| {
        !finding.agreed && matches!(finding.on, Slot::Place | Slot::Time | Slot::Actor | Slot::Polarity)
    })
}

/// True where both tell of what is new, or both tell days that meet: "killed in October" is another deed than one of no day.
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
    let is_new =
        |saying: &Saying, days: &[Option<(i64, i64)>]| !saying.is_past() && days.iter().all(Option::is_some);
    (left.is_empty() || right.is_empty()) && is_new(a, &left) && is_new(b, &right)
        || left.iter().any(|x| right.iter().any(|y| meet(x, y)))
}

fn finding(x: &Quantity, y: &Quantity, matter: &str, grows: bool) -> Finding {
    let agreed = values_agree(x, y);
    Finding {
        on: Slot::Number,
        agreed,
        hard: true,
        grows,
        matter: matter.to_owned(),
        spans: [x.span, y.span],
    }
}

/// Ages of one person.
fn ages(a: &Saying, b: &Saying) -> Vec<Finding> {
    let mut found = Vec::new();
    // The age of who says it, too.
    for x in a.quantities.iter().filter(|x| detail::age_of(a, x).is_some()) {
        let same = |y: &&Quantity| detail::age_of(a, x) == detail::age_of(b, y);
        found.extend(b.quantities.iter().filter(same).map(|y| finding(x, y, detail::AGE, false)));
    }
    found
}

/// Counts of one sort of thing, that one deed was done to or by.
fn counts(a: &Saying, b: &Saying, forms: &Forms) -> Vec<Finding> {
    let mut found = Vec::new();
    for x in a.told_numbers() {
        let Measure::Count(Some(noun)) = &x.measure else { continue };
        let one = b.told_numbers().filter(|y| is_one_count((a, x), (b, y), forms));
        found.extend(one.map(|y| finding(x, y, noun, true)));
    }
    found
}

fn is_one_count((a, x): (&Saying, &Quantity), (b, y): (&Saying, &Quantity), forms: &Forms) -> bool {
    let (Measure::Count(Some(one)), Measure::Count(Some(two))) = (&x.measure, &y.measure) else {
        return false;
    };
    let (Some(i), Some(j)) = (x.deed, y.deed) else { return false };
    let of_one_sort = one == two || are_people(one, two);
    let (deed, other) = (&a.words[i], &b.words[j]);
    let one_deed = of_one_sort
        && forms.affinity(deed.form, other.form) >= SURELY
        && deed.negated == other.negated
        && is_real(deed.certainty)
        && is_real(other.certainty);
    let plain = |q: &Quantity| !q.part && !q.former && !is_round(q);
    let near = x.low.max(y.low) <= x.low.min(y.low) * FAR_APART;
    // "at least 10" is no other value than 25.
    let under = |floor: &Quantity, other: &Quantity| {
        matches!(floor.precision, Precision::AtLeast | Precision::Above) && floor.low * FLOOR < other.low
    };
    // Of several counts of one deed it is open which answers the other's.
    let alone = |saying: &Saying, q: &Quantity| {
        let counts = |other: &&Quantity| other.deed == q.deed && matches!(other.measure, Measure::Count(_));
        saying.told_numbers().filter(counts).count() == 1
    };
    one_deed && plain(x) && plain(y) && near && !under(x, y) && !under(y, x) && alone(a, x) && alone(b, y)
}
