//! "Andrés Rojas is the mayor of the town."

use std::ops::Range;

use super::{phrase_start, role};
use crate::entity::draft::FoundRole;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// The role that a sentence with "is" gives its subject; not one of the past or one denied.
pub(super) fn find(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<FoundRole> {
    let doc = page.doc;
    let top = page.head_of(name);
    let verb = doc.head(top);
    let is_present = matches!(doc.lower(verb), "is" | "'s" | "’s") && doc.pos(verb) == "AUX";
    if doc.dep(top) != "nsubj" || !is_present || doc.child(verb, &["neg"]).is_some() {
        return None;
    }
    let noun = doc.child(verb, &["attr"])?;
    let (head, title) = page.title_before(verb + 1, noun + 1)?;
    let start = phrase_start(page, roster, verb + 1, noun + 1).min(head.start);
    let of = doc
        .children(noun)
        .find(|&i| i > noun && doc.dep(i) == "prep" && matches!(doc.lower(i), "of" | "at" | "for"));
    let end = of.map_or(noun + 1, |i| doc.subtree(i).end);
    let end = (noun + 1..end).find(|&i| doc.pos(i) == "PUNCT" && doc.word(i) != "-").unwrap_or(end);
    role(roster, start..end, title)
}
