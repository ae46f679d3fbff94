//! Who reached the report by way of whom.
//!
//! Kim said X, the news agency said.      Kim's words came by way of the agency
//! The paper reported X, citing a judge.  the judge's words came by way of the paper
//! Kim told the news agency X.            Kim's words came by way of the agency

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::{phrase, source_kind};

/// "…, citing X": X becomes the source of what the citing says, by way of it.
pub(super) fn citing(cx: &Context, drafts: &mut [Draft]) {
    let doc = cx.doc;
    let mut by_head: Vec<(usize, usize)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.family != Family::Nominal)
        .map(|(index, draft)| (draft.cue_head, index))
        .collect();
    by_head.sort_unstable();
    for index in 0..drafts.len() {
        let verb = drafts[index].cue_head;
        let cites = drafts[index].family == Family::Complement && doc.lower(verb) == "citing";
        if !cites {
            continue;
        }
        let head = doc.head(verb);
        let place = by_head.partition_point(|&(other, _)| other < head);
        let Some(&(_, citer)) = by_head.get(place).filter(|(other, _)| *other == head) else { continue };
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

/// "X told the agency that …": X's words came by way of the agency. Only media are relays; officers and friends are not.
pub(super) fn told(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let Some((_, speaker)) = draft.source.filter(|_| draft.via.is_none()) else { continue };
        let verb = draft.cue_head;
        if doc.lemma(verb) != "tell" {
            continue;
        }
        let Some(listener) = doc.child(verb, &["dobj", "dative"]).filter(|&listener| listener > verb) else {
            continue;
        };
        let (head, words) = phrase::source(cx, listener, verb);
        if draft.content_holds(words) || !source_kind::is_medium(cx, words) {
            continue;
        }
        let mut content = draft.content.clone();
        content.insert(0, speaker);
        content.sort_unstable();
        let relay = Draft {
            family: Family::Relayed,
            class: CueClass::Say,
            cue_head: listener,
            cue: None,
            source: Some((head, words)),
            content,
            content_head: draft.content_head,
            effect: draft.effect,
            via: None,
        };
        drafts[index].via = Some(drafts.len());
        drafts.push(relay);
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
