//! Two days for one happening. "was arrested on Monday" against "was arrested on Tuesday".

use twosource_annotate::{Time, TimeKind};

use super::predicate::{governing_verb, verb_family};
use super::{Clash, Pairing, Side};
use crate::file::ConflictKind;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.4;

/// Verbs of saying, by family. Two officials may speak on two days.
const SAYING: [&str; 10] =
    ["say", "tell", "announce", "admit", "interview", "report", "add", "speak", "declare", "acknowledge"];

/// Finds days that differ for the same verb.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE || !pairing.one_claim {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let (of_a, of_b) = (dated(a), dated(b));
    let mut clashes = Vec::new();
    for (verb, time) in &of_a {
        let rivals: Vec<&(String, &Time)> = of_b.iter().filter(|(other, _)| other == verb).collect();
        let [(_, rival)] = rivals.as_slice() else { continue };
        if of_a.iter().filter(|(other, _)| other == verb).count() > 1 || !differ(time, rival) {
            continue;
        }
        let values = [time.span.of(&a.annotated.report.text), rival.span.of(&b.annotated.report.text)];
        clashes.push(Clash {
            on: ConflictKind::Date,
            matter: verb.clone(),
            values: [(values[0].to_owned(), time.span), (values[1].to_owned(), rival.span)],
            why: format!("“{}” against “{}” for one happening ({verb})", values[0], values[1]),
            replaces: false,
        });
    }
    clashes
}

/// The days of a statement with the family of the verb each hangs on; those of saying left out.
fn dated<'s>(side: &Side<'s>) -> Vec<(String, &'s Time)> {
    let doc = &side.annotated.doc;
    let within = side.annotated.times.iter().filter(|time| side.statement.span.contains(time.span));
    let days = within.filter(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time) && weekday_or_day(time).is_some()
    });
    days.filter_map(|time| {
        let token = doc.tokens_in(time.span).end.checked_sub(1)?;
        let verb = verb_family(doc, governing_verb(doc, token)?);
        (!SAYING.contains(&verb.as_str())).then_some((verb, time))
    })
    .collect()
}

/// A day as the value has it: `2023-09-13`, or an unresolved `XXXX-WXX-3`.
fn weekday_or_day(time: &Time) -> Option<&str> {
    let value = time.value.split('T').next()?;
    let is_resolved = value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_weekday = value.len() == 10 && value.starts_with("XXXX-WXX-");
    (is_resolved || is_weekday).then_some(value)
}

fn differ(a: &Time, b: &Time) -> bool {
    let (Some(a), Some(b)) = (weekday_or_day(a), weekday_or_day(b)) else { return false };
    // A resolved day and a bare weekday cannot be told apart.
    a.starts_with('X') == b.starts_with('X') && a != b
}
