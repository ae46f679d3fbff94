//! Hearsay in an adverb: "The firm has reportedly sold the mill." Nobody is named for it.

use twosource_lexicon::english::WordList;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use crate::Certainty;

/// Finds the clauses that an adverb makes hearsay.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for adverb in cx.tokens() {
        if !WordList::Hearsay.holds(doc.lower(adverb)) || doc.dep(adverb) != "advmod" || cx.is_speech(adverb)
        {
            continue;
        }
        let verb = doc.head(adverb);
        let clause =
            matches!(doc.pos(verb), "VERB" | "AUX") && doc.child(verb, &["nsubj", "nsubjpass"]).is_some();
        if !clause {
            continue;
        }
        // A joined clause with a subject of its own says something else.
        let mut range = doc.subtree(verb);
        let other = doc
            .children(verb)
            .filter(|&child| child > verb && doc.dep(child) == "conj")
            .find(|&child| doc.child(child, &["nsubj", "nsubjpass"]).is_some());
        if let Some(other) = other {
            range.end = doc.subtree(other).start.max(verb + 1);
        }
        let content = cx.around(range, adverb..adverb + 1);
        if content.is_empty() {
            continue;
        }
        drafts.push(Draft {
            family: Family::Adjective,
            class: CueClass::Say,
            cue_head: adverb,
            cue: Some(cx.words(adverb..adverb + 1)),
            source: None,
            content,
            content_head: Some(verb),
            effect: Some(Certainty::Hedged),
            via: None,
        });
    }
}
