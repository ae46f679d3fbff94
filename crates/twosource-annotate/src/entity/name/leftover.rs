//! Proper nouns that neither the tables nor the model claim.

use std::ops::Range;

use twosource_lexicon::english::WordList;
use twosource_text::calendar::{MONTHS, SHORT_MONTHS, WEEKDAYS};

use super::{Named, insert, model};
use crate::Sentence;
use crate::entity::EntityKind;
use crate::entity::facts::{Use, body};
use crate::entity::page::Page;

/// Adds the runs of proper nouns that are left, and lengthens persons' names by the parts that the model missed.
pub(super) fn add(page: &Page, sentence: &Sentence, names: &mut Vec<Named>) {
    for run in runs(page, sentence, names) {
        let run = model::trim(page, run);
        if run.is_empty() {
            continue;
        }
        let title = |start: usize| {
            page.title_before(sentence.tokens.start, start).filter(|(_, found)| found.usage != Use::Role)
        };
        // A title inside the run parts a body from a person.
        let inner =
            (run.start + 1..=run.end).rev().find_map(title).filter(|(range, _)| range.start >= run.start);
        let name = inner.as_ref().map_or(run.clone(), |(range, _)| range.end..run.end);
        if let Some((range, _)) = &inner {
            let before = model::trim(page, run.start..range.start);
            let is_body = !before.is_empty() && body(page.doc.word(before.end - 1)).is_some();
            if is_body {
                insert(names, unsettled(before, Some(EntityKind::Organisation), None));
            }
        }
        if name.is_empty() || join_person(page, names, &name) {
            continue;
        }
        let before = title(name.start).map(|(range, _)| range);
        let is_body = body(page.doc.word(name.end - 1)).is_some();
        let kind = if before.is_some() && !is_body || model::looks_like_person(page, &name) {
            Some(EntityKind::Person)
        } else if is_body && name.len() > 1 {
            Some(EntityKind::Organisation)
        } else {
            None
        };
        insert(names, unsettled(name, kind, before));
    }
}

fn unsettled(tokens: Range<usize>, kind: Option<EntityKind>, title: Option<Range<usize>>) -> Named {
    Named { tokens, kind, title, known: false }
}

/// Runs of unclaimed proper nouns, with the hyphens and small words inside them.
fn runs(page: &Page, sentence: &Sentence, names: &[Named]) -> Vec<Range<usize>> {
    let is_claimed = |i: usize| {
        let at = names.partition_point(|name| name.tokens.end <= i);
        names.get(at).is_some_and(|name| name.tokens.start <= i)
    };
    let counts = |i: usize| page.is_proper(i) && !is_claimed(i) && !is_calendar(page.doc.lower(i));
    let mut runs: Vec<Range<usize>> = Vec::new();
    for i in sentence.tokens.clone().filter(|&i| counts(i)) {
        let joins = runs.last().is_some_and(|run| {
            (run.end..i).all(|between| {
                !is_claimed(between)
                    && (page.doc.word(between) == "-" && is_attached(page, between)
                        || WordList::InsideName.holds(page.doc.lower(between)))
            })
        });
        match runs.last_mut() {
            Some(run) if joins => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}

/// True where no white space stands on either side of token `i`.
fn is_attached(page: &Page, i: usize) -> bool {
    let touches = |a: usize, b: usize| page.doc.span(a).end == page.doc.span(b).start;
    i > 0 && i + 1 < page.doc.len() && touches(i - 1, i) && touches(i, i + 1)
}

/// Lengthens a person's name that the run touches: "Abdel Fattah" and "al-Sisi".
fn join_person(page: &Page, names: &mut [Named], run: &Range<usize>) -> bool {
    const LONGEST: usize = 5;
    let at = names.partition_point(|name| name.tokens.end <= run.start);
    let is_open_person = |name: &Named| {
        name.kind == Some(EntityKind::Person) && !name.known && name.tokens.len() + run.len() <= LONGEST
    };
    let plain = run.clone().all(|i| body(page.doc.word(i)).is_none());
    if !plain {
        return false;
    }
    // "Han" alone, taken for a people in "Han Min Jae".
    if let Some(before) = at.checked_sub(1).and_then(|i| names.get_mut(i))
        && before.tokens.end == run.start
        && !before.known
        && model::looks_like_person(page, &(before.tokens.start..run.end))
    {
        before.tokens.end = run.end;
        before.kind = Some(EntityKind::Person);
        return true;
    }
    if let Some(next) = names.get_mut(at)
        && next.tokens.start == run.end
        && !next.known
        && model::looks_like_person(page, &(run.start..next.tokens.end))
    {
        next.tokens.start = run.start;
        next.kind = Some(EntityKind::Person);
        return true;
    }
    if let Some(next) = names.get_mut(at)
        && next.tokens.start == run.end
        && next.title.is_none()
        && is_open_person(next)
    {
        next.tokens.start = run.start;
        return true;
    }
    let Some(before) = at.checked_sub(1).and_then(|i| names.get_mut(i)) else { return false };
    let gap = before.tokens.end..run.start;
    let is_joined =
        gap.clone().all(|i| page.doc.word(i) == "-" || WordList::InsideName.holds(page.doc.lower(i)));
    if is_joined && is_open_person(before) {
        before.tokens.end = run.end;
        return true;
    }
    false
}

/// Days, months and the like are proper nouns that name nothing here.
pub(crate) fn is_calendar(lower: &str) -> bool {
    // Without a full stop these are names and other words, too: Kim Jong Jun.
    let is_short_month = match lower.strip_suffix('.') {
        Some(short) => SHORT_MONTHS.contains(&short),
        None => SHORT_MONTHS.contains(&lower) && !WordList::MonthAndName.holds(lower),
    };
    is_short_month
        || WEEKDAYS.contains(&lower)
        || MONTHS.contains(&lower)
        || ["gmt", "easter"].contains(&lower)
        || lower.chars().any(|c| c.is_ascii_digit())
}
