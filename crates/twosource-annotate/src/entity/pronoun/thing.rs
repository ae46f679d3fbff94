//! "it", "its", and "they" of the police: the nearest subject before it in the sentence, where that is a state or body.

use super::{Heard, binding};
use crate::entity::EntityKind;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// The state or body that pronoun `i` means.
pub(super) fn find(
    page: &Page,
    roster: &Roster,
    heard: &[Vec<Heard>],
    sentence: usize,
    i: usize,
) -> Option<usize> {
    let doc = page.doc;
    let of_many = matches!(doc.lower(i), "they" | "their");
    let of_one = matches!(doc.lower(i), "it" | "its" | "itself");
    if !(of_one || of_many) || is_empty_it(page, i) {
        return None;
    }
    let tokens = page.sentences.get(sentence)?.tokens.clone();
    let is_subject =
        |t: usize| matches!(doc.dep(t), "nsubj" | "nsubjpass") && !matches!(doc.tag(t), "WDT" | "WP");
    let subject = (tokens.start..i).rev().find(|&t| is_subject(t))?;
    let entity =
        heard[sentence].iter().rev().find(|m| m.start <= subject && subject < m.end).map(|m| m.entity)?;
    if binding::excluded(page, heard, sentence, i).contains(&entity) || is_event_told(page, i, subject) {
        return None;
    }
    let draft = &roster.drafts[entity];
    let is_police = doc.lower(subject) == "police";
    let fits = match draft.kind {
        EntityKind::State => of_one,
        EntityKind::Organisation => of_one != is_police,
        _ => false,
    };
    fits.then_some(entity)
}

/// "The military said it flew 500 km": a plain past told of "it" may be anything's; a plan or a deed ("said it would",
/// "said it had") is the speaker's.
fn is_event_told(page: &Page, i: usize, subject: usize) -> bool {
    let doc = page.doc;
    let verb = doc.head(i);
    let is_told = doc.dep(i) == "nsubj" && doc.dep(verb) == "ccomp" && doc.head(verb) == doc.head(subject);
    is_told && doc.child(verb, &["aux", "auxpass"]).is_none() && doc.pos(verb) != "AUX"
}

/// "It is clear that", "it emerged that": an "it" that means nothing.
fn is_empty_it(page: &Page, i: usize) -> bool {
    let doc = page.doc;
    if doc.lower(i) != "it" {
        return false;
    }
    let verb = doc.head(i);
    let has_clause = doc.child(verb, &["ccomp", "xcomp", "csubj", "advcl"]).is_some();
    let is_state_of_affairs = doc.child(verb, &["acomp", "attr", "oprd"]).is_some();
    let emerges = matches!(doc.lemma(verb), "emerge" | "appear" | "seem" | "turn" | "happen" | "take");
    doc.dep(i) == "expl"
        || (doc.lemma(verb) == "be" && (is_state_of_affairs || has_clause))
        || (emerges && has_clause)
        || doc.dep(i) == "nsubjpass" && doc.child(verb, &["ccomp"]).is_some()
}
