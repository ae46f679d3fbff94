//! From drafts to attributions: doubles and what lies inside quotations go, the rest is put in order.

use std::collections::BTreeSet;

use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::CueClass;
use super::quoted::Links;
use super::source_kind::Mentions;
use super::{Attribution, AttributionKind, Source, SourceKind, chain, content, source_kind, speaking};
use crate::entity::Gender;
use crate::entity::compare::PersonName;
use crate::{Certainty, Entity, EntityKind, MentionForm, certainty};

/// Settles the drafts of a report.
pub(super) fn attributions(
    cx: &Context,
    links: &Links,
    mut drafts: Vec<Draft>,
    entities: &[Entity],
) -> Vec<Attribution> {
    let mentions = Mentions::new(entities);
    chain::citing(cx, &mut drafts);
    for draft in &mut drafts {
        content::tidy(cx, draft);
    }
    let keep = kept(cx, links, &drafts);
    let mut drafts = filtered(drafts, &keep);
    chain::told(cx, &mut drafts);
    chain::carried(cx, &mut drafts);
    let inside = chain::nesting(&mut drafts);
    let keep: Vec<bool> = (0..drafts.len())
        .map(|index| !inside[index] || is_relayed(cx, &drafts, index, entities, &mentions))
        .collect();
    let drafts = filtered(drafts, &keep);

    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| {
        let draft = &drafts[index];
        let first = draft.cue.map_or(draft.content_extent(), |cue| cue.cover(draft.content_extent())).start;
        (first, draft.cue.unwrap_or_default().start, index)
    });
    let mut place = vec![0; drafts.len()];
    for (position, &index) in order.iter().enumerate() {
        place[index] = position;
    }
    let mut settled: Vec<Attribution> = order
        .iter()
        .map(|&index| {
            let mut settled = attribution(cx, &drafts[index], entities, &mentions);
            settled.via = drafts[index].via.map(|via| place[via]);
            settled
        })
        .collect();
    end_chains(&mut settled);
    join_pronouns(cx, &mut settled, entities);
    settled
}

/// Takes out the hop that leads a chain back to where it has been: "according to A, according to B, …" over and over can be
/// read in both directions, and a chain has an end.
fn end_chains(settled: &mut [Attribution]) {
    let mut ends = vec![false; settled.len()];
    let mut passed_from = vec![usize::MAX; settled.len()];
    for start in 0..settled.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut at = start;
        while !ends[at] {
            if passed_from[at] == start {
                if let Some(&last) = way.last() {
                    settled[last].via = None;
                }
                break;
            }
            passed_from[at] = start;
            way.push(at);
            match settled[at].via.filter(|&via| via < ends.len()) {
                Some(next) => at = next,
                None => break,
            }
        }
        way.into_iter().for_each(|passed| ends[passed] = true);
    }
}

/// "he" may be one of so many last speakers.
const LAST_SPEAKERS: usize = 3;

/// A person who spoke.
#[derive(Clone, Copy)]
struct Speaker {
    entity: Option<usize>,
    kind: SourceKind,
    /// Where the name stands.
    start: usize,
    /// The sentence of a saying that is a quotation: only whose words were quoted goes on.
    quoted_in: Option<usize>,
}

/// "he said" after "Ann Lee said": a pronoun that no entity claims is the person who spoke last, and "it" the body or
/// document that did. `"…," Lee said. "…," she said.`: whoever spoke in the sentence before goes on, unless the one
/// that the pronoun was taken for was named in between.
fn join_pronouns(cx: &Context, settled: &mut [Attribution], entities: &[Entity]) {
    let mut persons: Vec<Speaker> = Vec::new();
    let mut thing: Option<(Option<usize>, SourceKind)> = None;
    // Who only carried another's words is not who goes on speaking.
    let relays: BTreeSet<usize> = settled.iter().filter_map(|attribution| attribution.via).collect();
    for (index, attribution) in settled.iter_mut().enumerate() {
        let direct = attribution.kind == AttributionKind::Direct;
        let Some(source) = attribution.source.as_mut().filter(|_| !relays.contains(&index)) else { continue };
        let range = source.ranges.first().copied().unwrap_or_default();
        let word = range.of(cx.text());
        let of = |entity: Option<usize>| entity.and_then(|entity| entities.get(entity));
        let sentence = cx.doc.tokens_in(range).next().map_or(usize::MAX, |token| cx.doc.sentence_of(token));
        match word {
            "he" | "He" | "she" | "She" => {
                let fits = |person: &&Speaker| may_be(of(person.entity), word);
                let Some(last) = persons.iter().rev().take(LAST_SPEAKERS).find(fits) else { continue };
                let newest = persons.last().is_some_and(|newest| newest.entity == last.entity);
                let goes_on = direct && newest && last.quoted_in.is_some_and(|before| before + 1 == sentence);
                let named_since = of(source.entity).is_some_and(|taken| {
                    taken.mentions.iter().any(|mention| {
                        mention.form == MentionForm::Name
                            && (last.start + 1..range.start).contains(&mention.span.start)
                    })
                });
                if source.entity.is_none() || goes_on && !named_since {
                    (source.entity, source.kind) = (last.entity, last.kind);
                }
            }
            "it" | "It" => {
                if source.entity.is_none()
                    && let Some((entity, kind)) = thing
                {
                    (source.entity, source.kind) = (entity, kind);
                }
            }
            _ => match of(source.entity).map(|entity| entity.kind) {
                Some(EntityKind::Person) => persons.push(Speaker {
                    entity: source.entity,
                    kind: source.kind,
                    start: range.start,
                    quoted_in: direct.then_some(sentence),
                }),
                _ if is_thing(source.kind) => thing = Some((source.entity, source.kind)),
                _ => {}
            },
        }
    }
}

/// False where the given name of a person tells that "he" or "she" is somebody else.
fn may_be(entity: Option<&Entity>, pronoun: &str) -> bool {
    let gender = match pronoun {
        "he" | "He" => Gender::Male,
        "she" | "She" => Gender::Female,
        _ => return true,
    };
    let known = entity.and_then(|entity| PersonName::new(&entity.name).gender());
    known.is_none_or(|known| known == gender)
}

fn is_thing(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Organisation
            | SourceKind::StateBody
            | SourceKind::StateMedia
            | SourceKind::NewsAgency
            | SourceKind::Outlet
            | SourceKind::Document
    )
}

/// An attribution inside another's content stays where it tells how words reached the report: somebody's speech by way
/// of a medium or a document. What else one source says of another's mind is part of what the first one says.
fn is_relayed(
    cx: &Context,
    drafts: &[Draft],
    index: usize,
    entities: &[Entity],
    mentions: &Mentions,
) -> bool {
    let draft = &drafts[index];
    let Some(via) = draft.via else { return false };
    if draft.family == Family::Relayed {
        return true;
    }
    let speaks = draft.class == CueClass::Say
        && matches!(draft.family, Family::Quoted | Family::Clause | Family::According | Family::Colon);
    let outer = &drafts[via];
    let relays = outer.family == Family::According
        || outer.source.is_some_and(|(head, words)| {
            let entity = source_kind::entity(cx, head, mentions).and_then(|entity| entities.get(entity));
            let kind = source_kind::of(cx, head, words, entity, shows(cx, outer));
            matches!(
                kind,
                SourceKind::StateMedia | SourceKind::NewsAgency | SourceKind::Outlet | SourceKind::Document
            )
        });
    // "It found that the bridge was safe, the report said": the document speaks of itself.
    let itself =
        draft.source.is_some_and(|(head, _)| cx.doc.lower(head) == "it") && outer.family == Family::Clause;
    speaks && relays && !itself
}

/// True where the cue is one that things have, too.
fn shows(cx: &Context, draft: &Draft) -> bool {
    let lemma = cx.doc.lemma(draft.cue_head);
    draft.class == CueClass::Show || matches!(lemma, "suggest" | "indicate" | "imply" | "reveal" | "signal")
}

/// Which drafts stay: one for each cue, and none inside what somebody says word for word.
fn kept(cx: &Context, links: &Links, drafts: &[Draft]) -> Vec<bool> {
    let mut keep: Vec<bool> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| {
            // "No one said why": where nobody speaks the report itself says so.
            if draft.source.is_some_and(|(head, _)| speaking::is_nobody(cx.doc, head)) {
                return false;
            }
            // What is said inside a quotation does not reach out of it.
            if let Some(quotation) = cx.quotation_of[draft.cue_head]
                && draft.family != Family::Quoted
                && cx.is_speech(draft.cue_head)
                && !draft.content.iter().all(|part| cx.quotations[quotation].span.contains(*part))
            {
                return false;
            }
            // Nor are the "I" and "he" of one whose speaker is not known anybody here.
            let pronoun = draft.source.is_none_or(|(head, _)| cx.doc.pos(head) == "PRON");
            if draft.family != Family::Quoted && cx.is_speech(draft.cue_head) && pronoun {
                return false;
            }
            match cx.quotation_of[draft.cue_head].map(|quotation| links.draft_of[quotation]) {
                Some(Some(owner)) => owner == index,
                _ => true,
            }
        })
        .collect();
    // Of two drafts whose cues share a byte the surer family stays.
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&index| keep[index]).collect();
    order.sort_by_key(|&index| (drafts[index].cue.unwrap_or_default().start, drafts[index].family, index));
    let mut last: Option<usize> = None;
    for index in order {
        if let Some(previous) = last {
            let shares = match (drafts[previous].cue, drafts[index].cue) {
                (Some(a), Some(b)) => a.overlaps(b),
                _ => false,
            };
            if shares && drafts[previous].via != Some(index) && drafts[index].via != Some(previous) {
                if drafts[index].family < drafts[previous].family {
                    keep[previous] = false;
                    last = Some(index);
                } else {
                    keep[index] = false;
                }
                continue;
            }
        }
        last = Some(index);
    }
    keep
}

/// The kept drafts, with `via` pointing at their new places.
fn filtered(drafts: Vec<Draft>, keep: &[bool]) -> Vec<Draft> {
    let mut place = Vec::with_capacity(drafts.len());
    let mut count = 0;
    for &kept in keep {
        place.push(kept.then_some(count));
        count += usize::from(kept);
    }
    drafts
        .into_iter()
        .zip(keep)
        .filter(|(_, kept)| **kept)
        .map(|(mut draft, _)| {
            draft.via = draft.via.and_then(|via| place.get(via).copied().flatten());
            draft
        })
        .collect()
}

fn attribution(cx: &Context, draft: &Draft, entities: &[Entity], mentions: &Mentions) -> Attribution {
    let source = draft.source.map(|(head, words)| {
        let entity = source_kind::entity(cx, head, mentions);
        let kind = source_kind::of(
            cx,
            head,
            words,
            entity.and_then(|entity| entities.get(entity)),
            shows(cx, draft),
        );
        Source { ranges: vec![words], kind, entity }
    });
    let of_content = draft.content_head.or_else(|| {
        let first = draft.content.first()?;
        certainty::main_verb(cx.doc, cx.doc.tokens_in(*first))
    });
    let own = of_content.map_or(Certainty::Asserted, |head| certainty::of_clause(cx.doc, head));
    // "asked if he knew" asks and sets no condition.
    let whether = draft.family == Family::Clause
        && draft.content.first().is_some_and(|part| {
            let first = cx.doc.tokens_in(*part).start;
            cx.doc.lower(first) == "if" && draft.cue_head < first
        });
    let own = if whether || asks(cx, &draft.content) { Certainty::Questioned } else { own };
    Attribution {
        kind: kind(cx, &draft.content),
        source,
        cue: draft.cue.into_iter().collect(),
        content: draft.content.clone(),
        via: draft.via,
        certainty: certainty::reported(own, draft.effect, saying(cx, draft)),
        // Seen when statements are cut.
        tells: true,
    }
}

/// True for a content that is one sentence and ends in a question mark.
fn asks(cx: &Context, content: &[Span]) -> bool {
    let [only] = content else { return false };
    let words = only.of(cx.text()).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    words.ends_with('?') && !words.contains(". ") && words.matches('?').nth(1).is_none()
}

/// How a saying that is itself negated ("did not say", "does not believe") weakens what it says.
fn saying(cx: &Context, draft: &Draft) -> certainty::Saying {
    let negated = draft.cue.is_some()
        && cx.doc.tag(draft.cue_head).starts_with('V')
        && cx.doc.child(draft.cue_head, &["neg"]).is_some();
    match draft.class {
        _ if !negated => certainty::Saying::Plain,
        CueClass::Think => certainty::Saying::NotThought,
        CueClass::Say | CueClass::Know | CueClass::Show => certainty::Saying::NotSaid,
        CueClass::Deny => certainty::Saying::NotDenied,
        _ => certainty::Saying::Plain,
    }
}

/// How much of the content stands between quotation marks.
fn kind(cx: &Context, content: &[Span]) -> AttributionKind {
    let (mut inside, mut outside) = (0, 0);
    for part in content {
        for token in cx.doc.tokens_in(*part) {
            if matches!(cx.doc.pos(token), "PUNCT" | "SPACE") {
                continue;
            }
            match cx.quotation_of[token] {
                Some(_) => inside += 1,
                None => outside += 1,
            }
        }
    }
    match (inside, outside) {
        (0, _) => AttributionKind::Indirect,
        (_, 0) => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Certainty;

    #[test]
    fn a_chain_has_an_end() {
        let hop = |via: Option<usize>| Attribution {
            kind: AttributionKind::Indirect,
            source: None,
            cue: Vec::new(),
            content: Vec::new(),
            via,
            certainty: Certainty::Asserted,
            tells: true,
        };
        let ended = |vias: &[Option<usize>]| -> Vec<Option<usize>> {
            let mut settled: Vec<Attribution> = vias.iter().map(|&via| hop(via)).collect();
            end_chains(&mut settled);
            settled.into_iter().map(|attribution| attribution.via).collect()
        };
        assert_eq!(ended(&[Some(1), Some(2), None]), [Some(1), Some(2), None]);
        assert_eq!(ended(&[Some(1), Some(0)]), [Some(1), None]);
        assert_eq!(ended(&[Some(0)]), [None]);
        assert_eq!(ended(&[Some(1), Some(2), Some(1), Some(2)]), [Some(1), Some(2), None, Some(2)]);
    }
}
