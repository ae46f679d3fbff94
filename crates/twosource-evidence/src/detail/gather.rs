//! From findings between two statements to the details of a claim.

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::Span;

use super::time::{HOUR, REPEATED};
use super::{Finding, Slot};
use crate::story::StatementRef;

/// One value of a detail, with those who give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Statements of the claim, with where each gives the value.
    pub given: Vec<(StatementRef, Span)>,
}

/// A slot of a claim that two statements fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// Which slot.
    pub on: Slot,
    /// True where all values can hold together.
    pub agreed: bool,
    /// True where, differing, they cannot both hold.
    pub hard: bool,
    /// True for what becomes more or less with time.
    pub grows: bool,
    /// What the values are of, in a base form.
    pub matter: String,
    /// One where agreed, else two or more.
    pub values: Vec<Value>,
}

impl Detail {
    /// The statements that give a value and none of those that this one gives, where it gives any.
    pub fn separated_from(&self, at: StatementRef) -> Vec<StatementRef> {
        let gives = |value: &&Value| value.given.iter().any(|(statement, _)| *statement == at);
        let (own, others): (Vec<&Value>, Vec<&Value>) = self.values.iter().partition(gives);
        if self.agreed || own.is_empty() {
            return Vec::new();
        }
        let with: BTreeSet<StatementRef> =
            own.iter().flat_map(|value| value.given.iter().map(|(statement, _)| *statement)).collect();
        let apart = others.iter().flat_map(|value| value.given.iter().map(|(statement, _)| *statement));
        apart.filter(|statement| !with.contains(statement)).collect()
    }
}

/// A time gives a day and an hour, which may differ one without the other.
type Place = (Slot, &'static str, StatementRef, Span);

fn part(finding: &Finding) -> &'static str {
    match (finding.on, finding.matter.as_str()) {
        (Slot::Time, HOUR) => HOUR,
        (Slot::Time, REPEATED) => REPEATED,
        _ => "",
    }
}

/// Puts the findings of a claim's statements together, in the order of where they stand.
pub(crate) fn of_claim(findings: &[([StatementRef; 2], Finding)]) -> Vec<Detail> {
    let mut places: BTreeMap<Place, usize> = BTreeMap::new();
    for (at, finding) in findings {
        for side in [0, 1] {
            places.insert((finding.on, part(finding), at[side], finding.spans[side]), 0);
        }
    }
    for (number, place) in places.values_mut().enumerate() {
        *place = number;
    }
    // A value is what agrees, a detail what agrees or differs.
    let mut value: Vec<usize> = (0..places.len()).collect();
    let mut detail = value.clone();
    let ends = |at: &[StatementRef; 2], finding: &Finding| {
        [0, 1].map(|side| places[&(finding.on, part(finding), at[side], finding.spans[side])])
    };
    for (at, finding) in findings {
        let [x, y] = ends(at, finding);
        join(&mut detail, x, y);
        if finding.agreed {
            join(&mut value, x, y);
        }
    }
    let mut details: BTreeMap<usize, Detail> = BTreeMap::new();
    for (at, finding) in findings {
        let [x, _] = ends(at, finding);
        let entry = details.entry(root(&mut detail, x)).or_insert_with(|| Detail {
            on: finding.on,
            agreed: true,
            hard: false,
            grows: false,
            matter: finding.matter.clone(),
            values: Vec::new(),
        });
        entry.agreed &= finding.agreed;
        entry.hard |= finding.hard && !finding.agreed;
        entry.grows |= finding.grows;
    }
    let mut of_value: BTreeMap<usize, Vec<(StatementRef, Span)>> = BTreeMap::new();
    let mut in_detail: BTreeMap<usize, usize> = BTreeMap::new();
    for (&(_, _, at, span), &number) in &places {
        let (v, d) = (root(&mut value, number), root(&mut detail, number));
        of_value.entry(v).or_default().push((at, span));
        in_detail.insert(v, d);
    }
    for (v, given) in of_value {
        if let Some(detail) = in_detail.get(&v).and_then(|d| details.get_mut(d)) {
            detail.values.push(Value { given });
        }
    }
    // Values that each agree with a third are one: "at least 15", "more than 10", "at least 10".
    for detail in details.values_mut().filter(|detail| detail.values.len() < 2) {
        detail.agreed = true;
        detail.hard = false;
    }
    // A report that gives two of the values itself tells of two things, or of a part of the other.
    for detail in details.values_mut() {
        let mut of_report: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, value) in detail.values.iter().enumerate() {
            for (at, _) in &value.given {
                if *of_report.entry(at.report).or_insert(place) != place {
                    detail.hard = false;
                }
            }
        }
    }
    details.into_values().collect()
}

fn root(of: &mut [usize], mut at: usize) -> usize {
    while of[at] != at {
        of[at] = of[of[at]];
        at = of[at];
    }
    at
}

fn join(of: &mut [usize], x: usize, y: usize) {
    let (x, y) = (root(of, x), root(of, y));
    of[x.max(y)] = x.min(y);
}
