//! Names that the tables know: states, well-known bodies and places.

use twosource_reader::SegmentKind;

use super::Named;
use crate::Sentence;
use crate::entity::EntityKind;
use crate::entity::facts::{StateForm, is_place, organisation, state};
use crate::entity::page::Page;

/// The longest name of the tables, in tokens.
const LONGEST: usize = 7;

/// What the tables know of a sentence, the longest name first at each word.
pub(super) fn find(page: &Page, sentence: &Sentence) -> Vec<Named> {
    let mut found = Vec::new();
    let mut i = sentence.tokens.start;
    while i < sentence.tokens.end {
        let longest = LONGEST.min(sentence.tokens.end - i);
        let hit = page
            .is_capitalised(i)
            .then(|| (1..=longest).rev().find_map(|length| look_up(page, sentence, i, i + length)))
            .flatten();
        match hit {
            Some(name) => {
                i = name.tokens.end;
                found.push(name);
            }
            None => i += 1,
        }
    }
    found
}

fn look_up(page: &Page, sentence: &Sentence, start: usize, end: usize) -> Option<Named> {
    let words = page.words(start..end);
    let is_heading = matches!(sentence.kind, SegmentKind::Title | SegmentKind::Heading);
    let named = |kind| Named { tokens: start..end, kind: Some(kind), title: None, known: true };
    let is_single = end - start == 1;
    if let Some((_, form)) = state(words) {
        // "US" is a state, "us" and "Us" are not; "Polish" at a sentence's start may be a verb.
        let is_misread = is_single
            && (matches!(page.doc.pos(start), "VERB" | "AUX" | "PRON" | "ADP" | "DET" | "ADV")
                || words == "Us"
                || (form == StateForm::Capital && !page.is_proper(start)));
        return (!is_misread)
            .then(|| named(if form == StateForm::People { EntityKind::Group } else { EntityKind::State }));
    }
    if organisation(words).is_some() {
        // One word in a headline may be any word with a capital.
        let is_doubtful =
            is_single && (!page.is_proper(start) || (is_heading && words.chars().any(char::is_lowercase)));
        return (!is_doubtful).then(|| named(EntityKind::Organisation));
    }
    let is_doubtful = is_single && !page.is_proper(start);
    (!is_doubtful && is_place(words)).then(|| named(EntityKind::Place))
}
