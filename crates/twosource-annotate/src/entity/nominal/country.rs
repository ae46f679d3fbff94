//! "the country": the state that the sentence before speaks of.

use crate::entity::join::Roster;
use crate::entity::page::Page;
use crate::entity::{EntityKind, MentionForm};

/// Gives "the country" and "the nation" to the only state, or the only subject among them, of the words before it in
/// its own sentence or else of the sentence before.
pub(super) fn resolve(page: &Page, roster: &mut Roster) {
    let doc = page.doc;
    let mut found = Vec::new();
    for (sentence, read) in page.read() {
        for i in read.tokens.clone() {
            let is_country = matches!(doc.lower(i), "country" | "nation") && doc.tag(i) == "NN";
            let has_article = i > read.tokens.start && doc.lower(i - 1) == "the";
            let goes_on =
                doc.children(i).any(|child| child > i && matches!(doc.dep(child), "prep" | "relcl" | "acl"));
            if !is_country || !has_article || goes_on || matches!(doc.dep(i), "compound" | "amod") {
                continue;
            }
            let before =
                sentence.checked_sub(1).and_then(|s| page.sentences.get(s)).map(|s| s.tokens.clone());
            let state = only_state(page, roster, read.tokens.start..i - 1)
                .or_else(|| before.and_then(|tokens| only_state(page, roster, tokens)));
            found.extend(state.map(|entity| (entity, i - 1..i + 1)));
        }
    }
    for (entity, tokens) in found {
        roster.drafts[entity].mention(tokens, MentionForm::Nominal);
    }
}

fn only_state(page: &Page, roster: &Roster, tokens: std::ops::Range<usize>) -> Option<usize> {
    let states = |subjects_only: bool| {
        let mut states: Vec<usize> = (tokens.clone())
            .filter(|&i| !subjects_only || page.doc.dep(i) == "nsubj")
            .filter_map(|i| roster.owner(i))
            .filter(|&e| roster.drafts[e].kind == EntityKind::State)
            .collect();
        states.sort_unstable();
        states.dedup();
        states
    };
    match (&states(true)[..], &states(false)[..]) {
        ([only], _) | ([], [only]) => Some(*only),
        _ => None,
    }
}
