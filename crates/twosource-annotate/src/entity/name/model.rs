//! The model's names, put right where rules know better.

use std::ops::Range;

use super::{Named, insert};
use crate::Sentence;
use crate::entity::EntityKind;
use crate::entity::facts::{Use, body, given_name, is_family_first, state, title};
use crate::entity::fold;
use crate::entity::page::Page;

/// Adds the model's names of a sentence to what the tables know.
pub(super) fn add(page: &Page, sentence: &Sentence, names: &mut Vec<Named>) {
    let spans = page.doc.named_spans();
    let first = spans.partition_point(|span| span.tokens.end <= sentence.tokens.start);
    for span in spans[first..].iter().take_while(|span| span.tokens.start < sentence.tokens.end) {
        let Some(kind) = kind_of(&span.label) else { continue };
        let tokens = span.tokens.start.max(sentence.tokens.start)..span.tokens.end.min(sentence.tokens.end);
        for piece in pieces(page, sentence, tokens, kind) {
            place(page, names, piece);
        }
    }
}

fn kind_of(label: &str) -> Option<EntityKind> {
    Some(match label {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organisation,
        "GPE" | "LOC" | "FAC" => EntityKind::Place,
        "NORP" => EntityKind::Group,
        "EVENT" | "PRODUCT" | "WORK_OF_ART" | "LAW" => EntityKind::Other,
        _ => return None,
    })
}

/// Puts a piece among the names: a name of the tables yields only to a longer name that holds it.
fn place(page: &Page, names: &mut Vec<Named>, piece: Named) {
    // Names stand in order and do not overlap.
    let first = names.partition_point(|name| name.tokens.end <= piece.tokens.start);
    let after = names.partition_point(|name| name.tokens.start < piece.tokens.end);
    let overlapping: Vec<usize> = (first..after).collect();
    let holds_all = overlapping.iter().all(|&i| {
        let known = &names[i].tokens;
        piece.tokens.start <= known.start && known.end <= piece.tokens.end && piece.tokens.len() > known.len()
    });
    if overlapping.is_empty() {
        insert(names, piece);
        return;
    }
    if !holds_all {
        return;
    }
    // "Washington Post Hit Piece", "Associated Press news agency": the known name is all of it, unless the rest names a
    // part of it ("United Nations Office on Drugs").
    let starts_known = overlapping.first().is_some_and(|&i| names[i].tokens.start == piece.tokens.start);
    let known_end = overlapping.last().map_or(piece.tokens.start, |&i| names[i].tokens.end);
    let known_is_body = overlapping
        .iter()
        .all(|&i| names[i].kind == Some(EntityKind::Organisation) && names[i].tokens.len() > 1);
    let rest_is_part =
        (known_end..piece.tokens.end).any(|i| page.is_capitalised(i) && body(page.doc.word(i)).is_some());
    let rest_is_small = (known_end..piece.tokens.end).all(|i| !page.is_capitalised(i));
    if starts_known && (rest_is_small || (known_is_body && !rest_is_part)) {
        return;
    }
    // "Russian Putin": the demonym is none of a person's names. "Air France", "Bank of England" are one name.
    let rest = overlapping.last().map_or(piece.tokens.start, |&i| names[i].tokens.end);
    let starts_with_known = overlapping.first().is_some_and(|&i| names[i].tokens.start == piece.tokens.start);
    let is_demonym = state(page.words(piece.tokens.start..rest)).is_some();
    if piece.kind == Some(EntityKind::Person)
        && starts_with_known
        && is_demonym
        && piece.tokens.end - rest > 1
    {
        insert(names, Named { tokens: rest..piece.tokens.end, ..piece });
        return;
    }
    let is_group_or_place = matches!(piece.kind, Some(EntityKind::Group));
    if is_group_or_place {
        return;
    }
    for &i in overlapping.iter().rev() {
        names.remove(i);
    }
    insert(names, piece);
}

/// A span of the model as clean names: edges trimmed, possessives cut, titles parted from names.
fn pieces(page: &Page, sentence: &Sentence, tokens: Range<usize>, kind: EntityKind) -> Vec<Named> {
    let mut pieces = Vec::new();
    let first = trim(page, tokens);
    let is_mark = |&i: &usize| matches!(page.doc.word(i), "\"" | "“" | "”" | "(" | ")" | ";" | "--");
    let first = first.start..first.clone().find(is_mark).unwrap_or(first.end);
    for part in split_possessive(page, first) {
        let mut part = trim(page, part);
        // "Crooked Hillary", "Injecting Clinton".
        while kind == EntityKind::Person && part.len() > 1 && is_describing(page, part.start) {
            part.start += 1;
        }
        if part.is_empty()
            || !part.clone().any(|i| page.is_capitalised(i))
            || is_inside_title(page, sentence, &part, kind)
        {
            continue;
        }
        match split_title(page, sentence, &part, kind) {
            Some(split) => pieces.extend(split),
            None => {
                let title = page
                    .title_before(sentence.tokens.start, part.start)
                    .filter(|(_, found)| found.usage != Use::Role)
                    .map(|(range, _)| range);
                pieces.push(Named { tokens: part, kind: Some(kind), title, known: false });
            }
        }
    }
    pieces
}

/// An adjective or verb taken for a given name.
fn is_describing(page: &Page, i: usize) -> bool {
    matches!(page.doc.pos(i), "ADJ" | "VERB" | "ADV" | "ADP")
        && given_name(&fold::key(page.doc.word(i))).is_none()
        && page.doc.word(i).chars().count() > 2
}

/// Without articles, marks, white space and a possessive ending at the edges.
pub(super) fn trim(page: &Page, mut tokens: Range<usize>) -> Range<usize> {
    let is_no_name = |i: usize| {
        matches!(page.doc.pos(i), "DET" | "PUNCT" | "SPACE" | "SYM")
            || page.is_possessive(i)
            || matches!(page.doc.lower(i), "the" | "a" | "an" | "-" | "–" | "—" | "'" | "’")
    };
    while !tokens.is_empty() && is_no_name(tokens.start) {
        tokens.start += 1;
    }
    let is_small_word = |i: usize| {
        !page.is_capitalised(i)
            && matches!(page.doc.pos(i), "ADP" | "CCONJ" | "SCONJ" | "VERB" | "AUX" | "ADV" | "PRON")
    };
    while !tokens.is_empty() && (is_no_name(tokens.end - 1) || is_small_word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    tokens
}

/// "Clinton's van" keeps "Clinton"; "South Korea's Foreign Ministry" is two names; "Korean People's Army" is one.
fn split_possessive(page: &Page, tokens: Range<usize>) -> Vec<Range<usize>> {
    let Some(mark) = tokens.clone().find(|&i| page.is_possessive(i)) else { return vec![tokens] };
    let (owner, owned) = (tokens.start..mark, mark + 1..tokens.end);
    if owned.is_empty() || !page.is_capitalised(owned.start) {
        return vec![owner];
    }
    if state(page.words(trim(page, owner.clone()))).is_some() {
        return vec![owner, owned];
    }
    vec![tokens]
}

/// "Defence" alone, taken for a name in "Defence Minister".
fn is_inside_title(page: &Page, sentence: &Sentence, part: &Range<usize>, kind: EntityKind) -> bool {
    const REACH: usize = 3;
    if kind == EntityKind::Person {
        return false;
    }
    let earliest = part.start.saturating_sub(REACH).max(sentence.tokens.start);
    let latest = (part.end + REACH).min(sentence.tokens.end);
    (earliest..=part.start).any(|start| {
        (part.end..=latest).any(|end| end - start > 1 && title(page.words(start..end)).is_some())
    })
}

/// Parts "Korean People's Army Marshal Pak Jong Chon" into a body and a person with a title.
fn split_title(
    page: &Page,
    sentence: &Sentence,
    part: &Range<usize>,
    kind: EntityKind,
) -> Option<Vec<Named>> {
    let (range, found) = (part.start + 1..=part.end)
        .rev()
        .find_map(|end| page.title_before(part.start, end).filter(|(_, found)| found.usage != Use::Role))?;
    // "Dean" is a title, and Dean Heller's given name.
    let is_given = range.len() == 1 && given_name(&fold::key(page.words(range.clone()))).is_some();
    if kind == EntityKind::Person && range.start == part.start && is_given {
        return None;
    }
    // "Stephen King" ends with no title.
    let follows = range.end == part.end;
    if follows && kind == EntityKind::Person && range.start > part.start {
        let next_is_name = range.end < sentence.tokens.end && page.is_proper(range.end);
        if !next_is_name {
            return None;
        }
    }
    let body_part = trim(page, part.start..range.start);
    let name = range.end..part.end;
    let is_person = kind == EntityKind::Person
        || (found.usage == Use::Honorific && !name.is_empty())
        || looks_like_person(page, &name);
    if !name.is_empty() && !is_person {
        return None;
    }
    let mut split = Vec::new();
    let left_is_body = !body_part.is_empty() && kind == EntityKind::Organisation && body_part.len() > 1;
    if left_is_body {
        split.push(Named { tokens: body_part, kind: Some(kind), title: None, known: false });
    }
    if !name.is_empty() {
        // A title may start before the span: "Foreign" and the model's "Minister Lavrov".
        let title = page.title_before(sentence.tokens.start, range.end).map_or(range, |(longest, _)| longest);
        split.push(Named { tokens: name, kind: Some(EntityKind::Person), title: Some(title), known: false });
    }
    Some(split)
}

/// Two or three capitalised words that start with a given name, or with a family name that stands first.
pub(super) fn looks_like_person(page: &Page, tokens: &Range<usize>) -> bool {
    let words: Vec<usize> = tokens.clone().filter(|&i| page.doc.word(i) != "-").collect();
    let Some(&first) = words.first() else { return false };
    let folded = fold::key(page.doc.word(first));
    let is_known_given = given_name(&folded).is_some_and(|known| !known.common_word);
    let rest_is_plain = tokens.clone().skip(1).all(|i| body(page.doc.word(i)).is_none());
    (2..=4).contains(&words.len())
        && rest_is_plain
        && words.iter().all(|&i| {
            page.is_capitalised(i) && page.doc.word(i).chars().all(|c| c.is_alphabetic() || c == '.')
        })
        && (is_known_given || (is_family_first(&folded) && words.len() == 3))
}
