//! Who reached the report by way of whom.
//!
//! Kim said X, the news agency said.      Kim's words came by way of the agency
//! The paper reported X, citing a judge.  the judge's words came by way of the paper
//! Kim told the news agency X.            Kim's words came by way of the agency
//! Kim said in a speech aired by the BBC. Kim's words came by way of the BBC

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::{phrase, source_kind};

/// What a finite verb has and a participle has not.
const SUBJECTS: &[&str] = &["nsubj", "nsubjpass", "aux", "auxpass"];
/// Contents that lie inside one another, at most.
const DEEPEST: usize = 32;
/// A citation belongs to one of the few cues before it.
const MOST_BEFORE: usize = 4;

/// "…, citing X", "…, which cited X": X becomes the source of what the citing says, by way of it.
pub(super) fn citing(cx: &Context, drafts: &mut [Draft]) {
    let doc = cx.doc;
    let mut by_place: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| !matches!(draft.family, Family::Nominal | Family::Adjective | Family::Carried))
        .map(|(index, draft)| (draft.cue_head, index))
        .collect();
    by_place.sort_unstable();
    for index in 0..drafts.len() {
        let verb = drafts[index].cue_head;
        let relative = doc.dep(verb) == "relcl" && doc.lemma(verb) == "cite";
        let cites = drafts[index].family == Family::Complement && (doc.lower(verb) == "citing" || relative);
        if !cites {
            continue;
        }
        let Some(citer) = citer(cx, &by_place, drafts, verb, relative) else { continue };
        let Some(cited) = drafts[index].content_head else { continue };
        let said = drafts[citer].content.clone();
        let draft = &mut drafts[index];
        draft.source = Some(phrase::source(cx, cited, verb));
        draft.content = said;
        draft.family = Family::Relayed;
        draft.content_head = None;
        draft.via = Some(citer);
    }
}

/// The draft whose source cites at `verb`: that of the verb it hangs on, or the last one before it in the sentence;
/// for a relative clause that whose source it describes.
fn citer(
    cx: &Context,
    by_place: &[(usize, usize)],
    drafts: &[Draft],
    verb: usize,
    relative: bool,
) -> Option<usize> {
    let doc = cx.doc;
    let head = doc.head(verb);
    let until = by_place.partition_point(|&(place, _)| place < verb);
    let sentence = doc.sentence_of(verb);
    let before = by_place[..until].iter().rev().take_while(|(place, _)| doc.sentence_of(*place) == sentence);
    let mut before = before.take(MOST_BEFORE).map(|&(_, index)| index);
    if relative {
        return before.find(|&index| {
            let near = matches!(drafts[index].family, Family::According | Family::Clause | Family::Quoted);
            near && drafts[index].source.is_some_and(|(citer, _)| citer == head)
        });
    }
    let place = by_place.partition_point(|&(place, _)| place < head);
    if let Some(&(_, index)) = by_place.get(place).filter(|(place, _)| *place == head) {
        return Some(index);
    }
    before.find(|&index| {
        drafts[index].class == CueClass::Say && drafts[index].source.is_some() && drafts[index].cue.is_some()
    })
}

/// "said in a statement carried by the agency", "the ministry, quoted by the agency, said": the words came by way of
/// the agency. Only media are relays.
pub(super) fn carried(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    let mut by_place: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.class == CueClass::Say && draft.source.is_some() && draft.cue.is_some())
        .filter(|(_, draft)| matches!(draft.family, Family::Quoted | Family::Clause | Family::According))
        .map(|(index, draft)| (draft.cue_head, index))
        .collect();
    by_place.sort_unstable();
    for carrying in cx.tokens() {
        let participle =
            matches!(doc.tag(carrying), "VBN" | "VBD") && doc.child(carrying, SUBJECTS).is_none();
        if !participle
            || !WordList::Carrying.holds(doc.lemma(carrying))
            || matches!(doc.dep(carrying), "ROOT" | "conj")
        {
            continue;
        }
        let by = doc.child(carrying, &["agent", "prep"]).filter(|&by| by > carrying && doc.lower(by) == "by");
        let Some(by) = by else { continue };
        let Some(medium) = doc.child(by, &["pobj"]) else { continue };
        let (head, words) = phrase::source(cx, medium, by);
        if !source_kind::is_medium(cx, words) {
            continue;
        }
        let until = by_place.partition_point(|&(place, _)| place < carrying);
        let near =
            [until.checked_sub(1), Some(until)].into_iter().flatten().filter_map(|at| by_place.get(at));
        let place = doc.span(carrying);
        let speech = near.map(|&(_, index)| index).find(|&index| {
            let draft = &drafts[index];
            let of_source = draft.source.is_some_and(|(_, source)| source.contains(place));
            let of_setting = draft.cue_head < carrying && !draft.content_holds(place);
            doc.sentence_of(draft.cue_head) == doc.sentence_of(carrying) && (of_source || of_setting)
        });
        let Some(index) = speech.filter(|&index| drafts[index].via.is_none()) else { continue };
        let cue = cx.words(carrying..if by == carrying + 1 { by + 1 } else { carrying + 1 });
        relay(drafts, index, Some(cue), carrying, (head, words));
    }
}

/// Adds the attribution to a medium by way of which the speech `index` came.
fn relay(drafts: &mut Vec<Draft>, index: usize, cue: Option<Span>, cue_head: usize, medium: (usize, Span)) {
    let speech = &drafts[index];
    let mut content = speech.content.clone();
    content.extend(speech.source.map(|(_, speaker)| speaker));
    content.sort_unstable();
    content.dedup();
    let relay = Draft {
        family: Family::Relayed,
        class: CueClass::Say,
        cue_head,
        cue,
        source: Some(medium),
        content,
        content_head: speech.content_head,
        effect: speech.effect,
        via: None,
    };
    drafts[index].via = Some(drafts.len());
    drafts.push(relay);
}

/// "X told the agency that …": X's words came by way of the agency. Only media are relays; officers and friends are not.
pub(super) fn told(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if draft.source.is_none() || draft.via.is_some() {
            continue;
        }
        let verb = draft.cue_head;
        if doc.lemma(verb) != "tell" {
            continue;
        }
        let Some(listener) = doc.child(verb, &["dobj", "dative"]).filter(|&listener| listener > verb) else {
            continue;
        };
        let (head, words) = phrase::source(cx, listener, verb);
        // "told the channel's audience" is no relay.
        let listens = WordList::Audience.holds(doc.lemma(listener));
        if draft.content_holds(words) || listens || !source_kind::is_medium(cx, words) {
            continue;
        }
        relay(drafts, index, None, listener, (head, words));
    }
}

/// An attribution inside the content of another came by way of it, where that one is a saying. Returns for each draft
/// whether it lies inside another's content.
pub(super) fn nesting(drafts: &mut [Draft]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| {
        let extent = drafts[index].content_extent();
        (extent.start, std::cmp::Reverse(extent.end), index)
    });
    // Outer contents that are still open where the walk stands.
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut by_cue: Vec<usize> = order.clone();
    by_cue.sort_by_key(|&index| (drafts[index].cue.map_or(0, |cue| cue.start), index));
    let mut next = 0;
    for inner in by_cue {
        let Some(cue) = drafts[inner].cue else { continue };
        while next < order.len() && drafts[order[next]].content_extent().start <= cue.start {
            open.push(order[next]);
            next += 1;
        }
        open.retain(|&outer| drafts[outer].content_extent().end > cue.start);
        // Only the innermost counts; a text that nests deeper is no news.
        let deepest = open.len().saturating_sub(DEEPEST);
        open.drain(..deepest);
        let holder = open
            .iter()
            .copied()
            .filter(|&outer| outer != inner && drafts[outer].content_holds(cue))
            .min_by_key(|&outer| (drafts[outer].content_extent().len(), outer));
        if let Some(outer) = holder {
            found.push((inner, outer));
        }
    }
    let mut inside = vec![false; drafts.len()];
    for (inner, outer) in found {
        let circular = drafts[outer].via == Some(inner);
        if circular {
            continue;
        }
        inside[inner] = true;
        let says = matches!(drafts[outer].class, CueClass::Say | CueClass::Show);
        if drafts[inner].via.is_none() && says {
            drafts[inner].via = Some(outer);
        }
    }
    inside
}
