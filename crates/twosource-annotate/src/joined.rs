//! A source that is several: "the police and the mayor said".

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::class_of_nameless;
use twosource_text::Span;

use crate::{Attribution, Entity, EntityKind, Source, SourceKind};

/// The most sources taken out of one phrase.
const MOST: usize = 4;

/// The sources that stand joined in the words of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The attribution (index) whose source is several.
    pub attribution: usize,
    /// Each of them, in order.
    pub sources: Vec<Source>,
}

/// The sources of a report that are several, in the order of attributions. "Two ministries" stay one: nothing tells them
/// from the ministry that another report names.
pub(crate) fn find(doc: &Doc, entities: &[Entity], attributions: &[Attribution]) -> Vec<Joined> {
    let several = attributions.iter().enumerate().filter_map(|(index, attribution)| {
        let sources = of(doc, entities, attribution.source.as_ref()?)?;
        Some(Joined { attribution: index, sources })
    });
    several.collect()
}

/// The sources that stand joined in one phrase, in order; `None` where it is one.
fn of(doc: &Doc, entities: &[Entity], source: &Source) -> Option<Vec<Source>> {
    let &range = source.ranges.first()?;
    let tokens = doc.tokens_in(range);
    let head =
        tokens.clone().find(|&token| doc.head(token) == token || !tokens.contains(&doc.head(token)))?;
    let mut heads = vec![head];
    while let Some(next) =
        heads.last().and_then(|&last| joined(doc, last)).filter(|next| tokens.contains(next))
    {
        if heads.len() == MOST || heads.contains(&next) {
            break;
        }
        heads.push(next);
    }
    if heads.len() < 2 || !heads[1..].iter().all(|&head| is_another(doc, heads[0], head)) {
        return None;
    }
    let sources = heads.iter().enumerate().map(|(place, &head)| {
        let own = own_tokens(doc, head);
        let span = doc.span_of(own.start.max(tokens.start)..own.end.min(tokens.end));
        if place == 0 {
            return Source { ranges: vec![span], ..source.clone() };
        }
        let entity = entity_at(entities, doc.span(head));
        let kind = entity.and_then(|entity| kind_of(entities[entity].kind));
        Source { ranges: vec![span], kind: kind.unwrap_or_else(|| kind_of_noun(doc, head)), entity }
    });
    Some(sources.collect())
}

/// What is joined to a noun by "and".
fn joined(doc: &Doc, head: usize) -> Option<usize> {
    let next = doc.children(head).find(|&child| child > head && doc.dep(child) == "conj")?;
    let with = |token: usize| doc.children(token).any(|c| doc.dep(c) == "cc" && doc.lower(c) == "and");
    (with(head) || with(next)).then_some(next)
}

/// True where the second of two joined nouns is somebody else: "the mayor and the police", and not "the mayor and police
/// chief" nor "Ernst and Young".
fn is_another(doc: &Doc, first: usize, second: usize) -> bool {
    let one_name =
        doc.named_spans().iter().any(|named| named.tokens.contains(&first) && named.tokens.contains(&second));
    let is_told_apart =
        doc.children(second).any(|child| ["det", "poss", "amod", "nummod"].contains(&doc.dep(child)));
    let several = ["NNS", "NNPS", "NNP"].contains(&doc.tag(second)) || doc.lower(second) == "police";
    !one_name && (is_told_apart || several)
}

/// A noun with what belongs to it, without what is joined to it.
fn own_tokens(doc: &Doc, head: usize) -> std::ops::Range<usize> {
    let all = doc.subtree(head);
    let apart = |&child: &usize| child > head && ["cc", "conj", "punct"].contains(&doc.dep(child));
    let end = doc.children(head).filter(apart).min().unwrap_or(all.end);
    all.start..end.max(head + 1)
}

fn entity_at(entities: &[Entity], span: Span) -> Option<usize> {
    entities.iter().position(|entity| entity.mentions.iter().any(|mention| mention.span.contains(span)))
}

fn kind_of(kind: EntityKind) -> Option<SourceKind> {
    match kind {
        EntityKind::Person => Some(SourceKind::Person),
        EntityKind::State => Some(SourceKind::StateBody),
        EntityKind::Organisation => Some(SourceKind::Organisation),
        _ => None,
    }
}

fn kind_of_noun(doc: &Doc, head: usize) -> SourceKind {
    match (class_of_nameless(doc.lower(head)), doc.tag(head)) {
        (Some(_), "NNS") => SourceKind::Anonymous,
        (_, "NNP" | "NNPS") => SourceKind::Organisation,
        _ if doc.lower(head) == "police" => SourceKind::StateBody,
        _ => SourceKind::RoleHolder,
    }
}
