//! From clashes of two statements to conflicts of all who take part.

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::Span;

use super::{Clash, Conflict};
use crate::file::ConflictKind;
use crate::story::{StatementRef, Story};
use crate::vocabulary::value_of_word;

/// A value in its place.
type Value = (StatementRef, Span);

/// Gathers clashes over one matter that share a statement's value, in the order of their first statements.
pub(crate) fn conflicts(story: &Story, clashes: Vec<([StatementRef; 2], Clash)>) -> Vec<Conflict> {
    // Each clash belongs to the group of the first clash that has one of its values.
    let mut first_with: BTreeMap<(ConflictKind, Value), usize> = BTreeMap::new();
    let mut group_of: Vec<usize> = (0..clashes.len()).collect();
    for (index, (at, clash)) in clashes.iter().enumerate() {
        for side in [0, 1] {
            let value = (clash.on, (at[side], clash.values[side].1));
            let first = *first_with.entry(value).or_insert(index);
            let (one, two) = (root(&mut group_of, first), root(&mut group_of, index));
            group_of[one.max(two)] = one.min(two);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..clashes.len() {
        groups.entry(root(&mut group_of, index)).or_default().push(index);
    }
    let gathered = groups.into_values().map(|members| {
        let clashes: Vec<&([StatementRef; 2], Clash)> =
            members.iter().map(|&member| &clashes[member]).collect();
        conflict(story, &clashes)
    });
    let mut conflicts: Vec<Conflict> = gathered.flatten().collect();
    conflicts.sort_by_key(|conflict| conflict.sides.iter().map(|side| (side.0, side.2)).min());
    conflicts
}

/// The group of a clash, with the way to it made short.
fn root(group_of: &mut [usize], mut at: usize) -> usize {
    while group_of[at] != at {
        group_of[at] = group_of[group_of[at]];
        at = group_of[at];
    }
    at
}

fn conflict(story: &Story, clashes: &[&([StatementRef; 2], Clash)]) -> Option<Conflict> {
    let (_, first) = clashes.first()?;
    let mut sides: BTreeMap<Value, String> = BTreeMap::new();
    for (at, clash) in clashes {
        for side in [0, 1] {
            let (words, span) = &clash.values[side];
            sides.insert((at[side], *span), words.clone());
        }
    }
    let mut sides: Vec<(StatementRef, String, Span)> =
        sides.into_iter().map(|((at, span), words)| (at, words, span)).collect();
    if first.on == ConflictKind::Number {
        write_alike(&mut sides);
    }
    let replaced = clashes.iter().any(|(_, clash)| clash.replaces);
    let changes = matches!(first.on, ConflictKind::Number | ConflictKind::Modality);
    // A plan comes to pass; of numbers only some become others by themselves.
    let with_time = first.on == ConflictKind::Modality || clashes.iter().any(|(_, clash)| clash.grows);
    let by_time = with_time && later_differ(story, &sides);
    let update = replaced || (changes && (by_time || outlet_differs(story, &sides)));
    let why = if clashes.len() == 1 { first.why.clone() } else { several(&sides, &first.why) };
    let why = if update { format!("{why}; a later report replaces an earlier value") } else { why };
    Some(Conflict { on: first.on, update, sides, why })
}

/// Gives sides of one amount the words of the first: "12 people" and "Twelve people" are one value.
fn write_alike(sides: &mut [(StatementRef, String, Span)]) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (_, words, _) in sides {
        let in_figures: Vec<String> = words
            .split_whitespace()
            .map(str::to_lowercase)
            .map(|word| value_of_word(&word).map_or(word, |value| value.to_string()))
            .collect();
        *words = known.entry(in_figures.join(" ")).or_insert_with(|| words.clone()).clone();
    }
}

/// True where every report bears a date, and no day has two values: the value changed with time.
fn later_differ(story: &Story, sides: &[(StatementRef, String, Span)]) -> bool {
    let mut of_day: BTreeMap<jiff::civil::Date, BTreeSet<&str>> = BTreeMap::new();
    for (at, words, _) in sides {
        let Some(published) = &story.reports[at.report].report.published else { return false };
        of_day.entry(published.date).or_default().insert(words);
    }
    of_day.len() > 1 && of_day.values().all(|words| words.len() == 1)
}

/// True where one outlet has two values in two reports: it replaced its own.
fn outlet_differs(story: &Story, sides: &[(StatementRef, String, Span)]) -> bool {
    let mut of_outlet: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for (at, words, _) in sides {
        let Some(outlet) = story.reports[at.report].report.outlet.as_deref() else { continue };
        of_outlet.entry(outlet).or_default().insert(at.report, words);
    }
    of_outlet.values().any(|values| values.values().collect::<BTreeSet<_>>().len() > 1)
}

/// The different values of many sides, in words.
fn several(sides: &[(StatementRef, String, Span)], first: &str) -> String {
    let mut values: Vec<String> = Vec::new();
    for (_, words, _) in sides {
        let quoted = format!("“{words}”");
        if !values.contains(&quoted) {
            values.push(quoted);
        }
    }
    if values.len() < 3 {
        return first.to_owned();
    }
    let matter = first.rsplit_once(", both").map_or("", |(_, matter)| matter);
    format!(
        "{}{}",
        values.join(" against "),
        if matter.is_empty() { String::new() } else { format!(", all{matter}") }
    )
}
