//! Speakers relayed by somebody else: "X was quoted by Y as saying …".
//!
//! Two attributions: X says the content, by way of Y, who says that X says it.

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::phrase;

/// Finds relayed speakers.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for verb in cx.tokens() {
        if !WordList::RelayingWords.holds(doc.lemma(verb)) || !doc.tag(verb).starts_with('V') {
            continue;
        }
        let Some(saying) = doc
            .children(verb)
            .filter(|&child| child > verb && doc.dep(child) == "prep" && doc.lower(child) == "as")
            .find_map(|link| doc.child(link, &["pcomp"]))
            .filter(|&saying| doc.tag(saying) == "VBG")
        else {
            continue;
        };
        let passive = phrase::is_passive(doc, verb);
        let speaker = if passive { doc.child(verb, &["nsubjpass"]) } else { doc.child(verb, &["dobj"]) };
        let relay = if passive {
            doc.child(verb, &["agent"]).and_then(|by| doc.child(by, &["pobj"]))
        } else {
            phrase::doer(doc, verb)
        };
        let Some(speaker) = speaker else { continue };
        // "…," X was quoted as saying by the agency.
        let late =
            doc.child(saying, &["agent", "prep"]).filter(|&by| doc.lower(by) == "by" && by == saying + 1);
        let late_relay = late.and_then(|by| doc.child(by, &["pobj"]));
        let relay = relay.or(late_relay);
        let mut range = doc.subtree(saying);
        range.start = saying + 1;
        if let Some(by) = late {
            range.start = doc.subtree(by).end;
            range.end = range.end.max(range.start);
        }
        // The parse may lose the end of a quotation; its mark does not.
        let mut content = cx.words(range.clone());
        for token in range.start..(range.start + 4).min(doc.len()) {
            if late.is_some() {
                break;
            }
            if let Some(quotation) = cx.quotation_of[token] {
                content = content.cover(cx.quotations[quotation].span);
                break;
            }
        }
        if content.is_empty() {
            let Some(before) = said_before(cx, speaker) else { continue };
            content = before;
        }
        let speaker_source = phrase::source(cx, speaker, verb);
        let via = relay.map(|relay| {
            let group = phrase::verb_group(doc, verb);
            let by = if passive { doc.child(verb, &["agent"]).filter(|&by| by == group.end) } else { None };
            let end = by.map_or(group.end, |by| by + 1);
            drafts.push(Draft {
                family: Family::Relayed,
                class: CueClass::Say,
                cue_head: verb,
                cue: Some(cx.words(group.start..end)),
                source: Some(phrase::source(cx, relay, verb)),
                content: vec![speaker_source.1, content],
                content_head: Some(saying),
                effect: None,
                via: None,
            });
            drafts.len() - 1
        });
        drafts.push(Draft {
            family: Family::Relayed,
            class: CueClass::Say,
            cue_head: saying,
            cue: Some(cx.words(saying..saying + 1)),
            source: Some(speaker_source),
            content: vec![content],
            content_head: None,
            effect: None,
            via,
        });
    }
}

/// `"We are ready," the general was quoted as saying`: the quotation or clause before the speaker.
fn said_before(cx: &Context, speaker: usize) -> Option<Span> {
    let doc = cx.doc;
    let end = doc.subtree(speaker).start;
    let sentence = doc.sentences()[doc.sentence_of(speaker)].start;
    let last = end.checked_sub(1).filter(|&last| last > sentence)?;
    if let Some(quotation) = cx.quotation_of[last].or(cx.quotation_of[last - 1]) {
        return Some(cx.quotations[quotation].span);
    }
    (doc.word(last) == ",").then(|| cx.words(sentence..last))
}
