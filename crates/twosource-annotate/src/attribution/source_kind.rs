//! What sort of source speaks.

use std::collections::HashMap;
use std::sync::LazyLock;

use twosource_reader::{AgencyKind, agency_named};
use twosource_text::Span;

use super::SourceKind;
use super::draft::Context;
use crate::{Entity, EntityKind, MentionForm};

/// What a row of `data/sources.tsv` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Kind(SourceKind),
    /// One person where singular ("the minister"), nobody in particular where plural ("ministers").
    Role,
}

/// A name may have as many words.
const LONGEST_NAME: usize = 5;

struct Table {
    names: HashMap<&'static str, SourceKind>,
    heads: HashMap<&'static str, Sort>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { names: HashMap::new(), heads: HashMap::new() };
    for line in include_str!("../../data/sources.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(word), Some(place), Some(kind)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Some(sort) = sort(kind) else { continue };
        match (place, sort) {
            ("name", Sort::Kind(kind)) => drop(table.names.insert(word, kind)),
            ("head", sort) => drop(table.heads.insert(word, sort)),
            _ => {}
        }
    }
    table
});

fn sort(kind: &str) -> Option<Sort> {
    Some(Sort::Kind(match kind {
        "state-media" => SourceKind::StateMedia,
        "news-agency" => SourceKind::NewsAgency,
        "outlet" => SourceKind::Outlet,
        "state-body" => SourceKind::StateBody,
        "document" => SourceKind::Document,
        "anonymous" => SourceKind::Anonymous,
        "organisation" => SourceKind::Organisation,
        "role" => return Some(Sort::Role),
        _ => return None,
    }))
}

/// Mentions of all entities in order, to find the one at a place.
pub(super) struct Mentions {
    /// Bytes of the mention and index of the entity, sorted.
    sorted: Vec<(Span, usize)>,
}

impl Mentions {
    /// A head may lie in as many mentions inside one another, or so.
    const NESTED: usize = 16;

    pub fn new(entities: &[Entity]) -> Self {
        let mut sorted: Vec<(Span, usize)> = entities
            .iter()
            .enumerate()
            .flat_map(|(index, entity)| entity.mentions.iter().map(move |mention| (mention.span, index)))
            .collect();
        sorted.sort_unstable();
        Mentions { sorted }
    }

    /// The entity whose mention holds the token; of several mentions the shortest.
    pub fn entity_at(&self, cx: &Context, token: usize) -> Option<usize> {
        let head = cx.doc.span(token);
        let until = self.sorted.partition_point(|(span, _)| span.start <= head.start);
        self.sorted[..until]
            .iter()
            .rev()
            .take(Self::NESTED)
            .filter(|(span, _)| span.contains(head))
            .min_by_key(|(span, index)| (span.len(), *index))
            .map(|&(_, index)| index)
    }
}

/// The entity behind a source's head: for "who" and "which" that of the noun they stand for, and for a noun with no
/// entity of its own that of the name in apposition to it ("the panel's top liberal, Ann Lee").
pub(super) fn entity(cx: &Context, head: usize, mentions: &Mentions) -> Option<usize> {
    let head = referent(cx, head);
    let named = |noun: usize| cx.doc.dep(noun) == "appos" && cx.doc.pos(noun) == "PROPN";
    mentions.entity_at(cx, head).or_else(|| {
        let mut names = cx.doc.children(head).filter(|&noun| noun > head && named(noun));
        names
            .find_map(|name| mentions.entity_at(cx, name))
            .filter(|_| matches!(cx.doc.pos(head), "NOUN" | "ADJ"))
    })
}

/// The noun that a relative pronoun stands for; any other word stands for itself.
fn referent(cx: &Context, head: usize) -> usize {
    let doc = cx.doc;
    if matches!(doc.tag(head), "WP" | "WDT") {
        let clause = doc.ancestors(head).take(4).find(|&above| doc.dep(above) == "relcl");
        return clause.map_or(head, |clause| doc.head(clause));
    }
    head
}

/// What sort of source it is: by its own words first, then by the entity behind it.
///
/// `shows` is true where the cue is a thing's rather than a person's: "the decision suggests".
pub(super) fn of(cx: &Context, head: usize, words: Span, entity: Option<&Entity>, shows: bool) -> SourceKind {
    let doc = cx.doc;
    let head = referent(cx, head);
    if doc.pos(head) == "PRON" {
        return of_pronoun(doc.lower(head), entity);
    }
    let plural = matches!(doc.tag(head), "NNS" | "NNPS");
    let by_head = TABLE.heads.get(doc.lemma(head)).or_else(|| TABLE.heads.get(doc.lower(head))).copied();
    let named_person = entity.is_some_and(|entity| {
        entity.kind == EntityKind::Person
            && entity.mentions.iter().any(|mention| mention.form == MentionForm::Name)
    });
    if named_person && by_head != Some(Sort::Kind(SourceKind::Document)) {
        return SourceKind::Person;
    }
    // The medium counts and not its owner's people: "footage released by the Kremlin" is a document.
    let phrase = doc.tokens_in(words);
    let own = phrase.start..phrase.end.min(head + 1);
    if let Some(kind) = by_name(cx, own.clone()) {
        let part = by_head.filter(|_| kind == SourceKind::StateBody);
        match part {
            None if by_head == Some(Sort::Kind(SourceKind::Document)) => return SourceKind::Document,
            None => return kind,
            Some(Sort::Kind(SourceKind::StateBody | SourceKind::Organisation)) => return kind,
            Some(_) => {}
        }
    }
    match by_head {
        Some(Sort::Kind(SourceKind::Document)) => return SourceKind::Document,
        Some(Sort::Kind(SourceKind::Anonymous)) if doc.pos(head) == "PROPN" && !plural => {}
        Some(Sort::Kind(kind)) => return kind,
        Some(Sort::Role) if plural => return SourceKind::Anonymous,
        Some(Sort::Role) if doc.pos(head) != "PROPN" => return SourceKind::RoleHolder,
        _ => {}
    }
    // "Linda Park, chief executive of …": the apposition tells that a place's name is a person's.
    let role = doc
        .children(head)
        .any(|child| doc.dep(child) == "appos" && TABLE.heads.get(doc.lower(child)) == Some(&Sort::Role));
    if role && doc.pos(head) == "PROPN" {
        return SourceKind::Person;
    }
    if let Some(entity) = entity {
        return match entity.kind {
            EntityKind::Person => SourceKind::RoleHolder,
            EntityKind::State => SourceKind::StateBody,
            EntityKind::Place => SourceKind::StateBody,
            EntityKind::Group => SourceKind::Anonymous,
            EntityKind::Organisation => SourceKind::Organisation,
            EntityKind::Other => SourceKind::Document,
        };
    }
    let label = doc
        .named_spans()
        .get(doc.named_spans().partition_point(|name| name.tokens.end <= head))
        .filter(|name| name.tokens.contains(&head))
        .map(|name| name.label.as_str());
    match label {
        Some("PERSON") => SourceKind::Person,
        Some("GPE") => SourceKind::StateBody,
        Some("ORG" | "FAC") => SourceKind::Organisation,
        Some("NORP") => SourceKind::Anonymous,
        Some("LAW" | "WORK_OF_ART") => SourceKind::Document,
        _ if doc.pos(head) == "PROPN" => SourceKind::Person,
        // "six in 10 said"
        _ if doc.pos(head) == "NUM" => SourceKind::Anonymous,
        _ if plural => SourceKind::Anonymous,
        _ if shows => SourceKind::Document,
        _ => SourceKind::RoleHolder,
    }
}

fn of_pronoun(pronoun: &str, entity: Option<&Entity>) -> SourceKind {
    if let Some(entity) = entity {
        let named = entity.mentions.iter().any(|mention| mention.form == MentionForm::Name);
        match entity.kind {
            EntityKind::Person if named => return SourceKind::Person,
            EntityKind::Person => return SourceKind::RoleHolder,
            EntityKind::Organisation => return SourceKind::Organisation,
            EntityKind::State | EntityKind::Place => return SourceKind::StateBody,
            EntityKind::Group | EntityKind::Other => {}
        }
    }
    match pronoun {
        "he" | "she" | "his" | "her" | "him" => SourceKind::Person,
        "i" | "my" | "we" | "our" | "us" => SourceKind::Report,
        "it" | "its" => SourceKind::Organisation,
        "this" | "that" | "which" | "these" | "those" => SourceKind::Document,
        _ => SourceKind::Anonymous,
    }
}

/// The kind of the first name or phrase of the table in `tokens`; longer ones win.
fn by_name(cx: &Context, tokens: std::ops::Range<usize>) -> Option<SourceKind> {
    let doc = cx.doc;
    for length in (1..=LONGEST_NAME).rev() {
        for start in tokens.clone() {
            let end = start + length;
            if end > tokens.end {
                break;
            }
            let words = doc.span_of(start..end).of(cx.text());
            // Short names are read with their capitals: "AP", "PA", "RT".
            if words.len() <= 4 && !words.chars().all(char::is_uppercase) && length == 1 && words != "Tass" {
                continue;
            }
            let key = words.to_lowercase().replace('’', "'");
            let kind = TABLE.names.get(key.as_str()).copied().or_else(|| agency(words));
            if kind.is_some() {
                return kind;
            }
        }
    }
    None
}

/// True for a word that stands for one person: "she", a person's name, a role ("the mayor").
pub(super) fn is_person(cx: &Context, head: usize) -> bool {
    let doc = cx.doc;
    if doc.pos(head) == "PRON" {
        return matches!(doc.lower(head), "he" | "she");
    }
    if matches!(doc.tag(head), "NNS" | "NNPS") {
        return false;
    }
    let names = doc.named_spans();
    let name = names.get(names.partition_point(|name| name.tokens.end <= head));
    name.is_some_and(|name| name.tokens.contains(&head) && name.label.as_str() == "PERSON")
        || TABLE.heads.get(doc.lemma(head)) == Some(&Sort::Role)
}

/// True for words that name a news agency, a state's medium or an outlet.
pub(super) fn is_medium(cx: &Context, words: Span) -> bool {
    let kind = by_name(cx, cx.doc.tokens_in(words));
    matches!(kind, Some(SourceKind::NewsAgency | SourceKind::StateMedia | SourceKind::Outlet))
}

/// The kind of a news agency or state medium that the reader knows by name.
fn agency(words: &str) -> Option<SourceKind> {
    if !words.starts_with(char::is_uppercase) {
        return None;
    }
    let known = agency_named(words)?;
    match known.kind {
        _ if known.state => Some(SourceKind::StateMedia),
        AgencyKind::Media => Some(SourceKind::Outlet),
        _ => Some(SourceKind::NewsAgency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_and_no_word_stands_twice() {
        let lines: Vec<&str> = include_str!("../../data/sources.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        for line in &lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(
                matches!(columns.as_slice(), [_, "name" | "head", kind] if sort(kind).is_some()),
                "{line:?}"
            );
        }
        assert_eq!(TABLE.names.len() + TABLE.heads.len(), lines.len());
    }
}
