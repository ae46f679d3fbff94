//! Two places for one happening. "was arrested in France" against "was arrested in Spain".

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Annotated, EntityKind, Statement};
use twosource_language::Doc;
use twosource_text::Span;

use super::frame::{Frame, Reality, Sameness};
use super::predicate::kind_of_place;
use super::{Clash, Pairing};
use crate::cast::Cast;
use crate::file::ConflictKind;
use crate::story::Story;
use crate::vocabulary::family;

/// Pairs must be this much alike.
const ALIKE: f64 = 0.3;

/// The parts of a country, by family.
const PARTS: [&str; 8] =
    ["east", "west", "north", "south", "northeast", "southeast", "northwest", "southwest"];

/// What sort of place a name is: only two of one sort tell of two places, since one may lie in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    /// A state, by its place in the cast.
    State(usize),
    /// "the village of …", "… province": the kind.
    Kind(String),
    /// A part of a country or town: the whole.
    Part(String),
}

/// A place where something happens.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    /// Which of the statement's frames.
    frame: usize,
    sort: Sort,
    /// In lower case: "valmora", "northeast".
    name: String,
    span: Span,
}

/// The states of the cast: which member each of a report's tokens speaks of.
pub(super) struct States {
    of: BTreeMap<(usize, usize), usize>,
}

impl States {
    pub fn of(story: &Story, cast: &Cast) -> States {
        let mut of = BTreeMap::new();
        for (report, annotated) in story.reports.iter().enumerate() {
            for (index, entity) in annotated.entities.iter().enumerate() {
                let Some(&member) = cast.of.get(&(report, index)) else { continue };
                if entity.kind != EntityKind::State {
                    continue;
                }
                for mention in &entity.mentions {
                    for token in annotated.doc.tokens_in(mention.span) {
                        of.insert((report, token), member);
                    }
                }
            }
        }
        States { of }
    }
}

/// Finds places of one sort that differ, for the same deed of the same parties.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    if pairing.likeness < ALIKE {
        return Vec::new();
    }
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for one in &a.facts.places {
        for two in &b.facts.places {
            let [x, y] = [&a.facts.frames[one.frame], &b.facts.frames[two.frame]];
            if !is_one_happening(x, y, pairing) || !are_apart(one, two) {
                continue;
            }
            // A statement that names the other's place too knows of both.
            let names = |words: &str, place: &Located| words.to_lowercase().contains(&place.name);
            let is_part = matches!(one.sort, Sort::Part(_));
            let known = names(a.words(a.statement.span), two) || names(b.words(b.statement.span), one);
            let once = |places: &[Located], which: &Located| {
                places.iter().filter(|other| other.frame == which.frame && other.name != which.name).count()
                    == 0
            };
            if (known && !is_part) || (is_part && !(once(&a.facts.places, one) && once(&b.facts.places, two)))
            {
                continue;
            }
            let matter = format!("where {}", x.family);
            clashes.push(pairing.clash(ConflictKind::Place, matter, [one.span, two.span], |one, two| {
                format!("“{one}” against “{two}” as the place ({})", x.lemma)
            }));
        }
    }
    clashes
}

fn is_one_happening(a: &Frame, b: &Frame, pairing: &Pairing) -> bool {
    a.family == b.family
        && !a.says
        && a.reality == b.reality
        && a.reality != Reality::Possible
        && a.denied.is_some() == b.denied.is_some()
        && match a.sameness(b) {
            Some(Sameness::Named) => true,
            // "The helicopter" is one, "floods" are many.
            Some(_) => pairing.one_claim && a.is_definite && b.is_definite,
            None => false,
        }
}

fn are_apart(one: &Located, two: &Located) -> bool {
    match (&one.sort, &two.sort) {
        (Sort::State(a), Sort::State(b)) => a != b,
        (Sort::Kind(a), Sort::Kind(b)) => a == b && one.name != two.name,
        // "northeast" is a part of "north".
        (Sort::Part(a), Sort::Part(b)) => {
            let (x, y) = (&one.name, &two.name);
            a == b && !x.contains(y.as_str()) && !y.contains(x.as_str())
        }
        _ => false,
    }
}

/// Where the predicates of a statement happen.
pub(super) fn located(
    annotated: &Annotated,
    statement: &Statement,
    frames: &[Frame],
    states: &States,
    report: usize,
) -> Vec<Located> {
    let doc = &annotated.doc;
    let mut found = Vec::new();
    for (index, frame) in frames.iter().enumerate() {
        let head = if doc.pos(frame.token) == "ADJ" { doc.head(frame.token) } else { frame.token };
        let mut seen = BTreeSet::new();
        let prepositions = doc.children(head).filter(|&child| {
            doc.dep(child) == "prep" && ["in", "at", "near", "outside", "off"].contains(&doc.lower(child))
        });
        for object in prepositions.filter_map(|preposition| doc.child(preposition, &["pobj"])) {
            if !statement.tokens.contains(&object) || !seen.insert(object) {
                continue;
            }
            found.extend(place(doc, object, states, report).map(|(sort, name, span)| Located {
                frame: index,
                sort,
                name,
                span,
            }));
        }
    }
    found
}

/// The place that a noun phrase names.
fn place(doc: &Doc, head: usize, states: &States, report: usize) -> Option<(Sort, String, Span)> {
    let part = doc.children(head).find(|&child| child < head && PARTS.contains(&family(doc.lower(child))));
    if let Some(part) = part {
        let name = family(doc.lower(part)).to_owned();
        return Some((Sort::Part(doc.lower(head).to_owned()), name, doc.span(part)));
    }
    if let Some(&member) = states.of.get(&(report, head)).filter(|_| doc.pos(head) == "PROPN") {
        return Some((Sort::State(member), doc.lower(head).to_owned(), doc.span(head)));
    }
    let (kind, name) = kind_of_place(doc, head)?;
    let words = doc.span_of(name.clone());
    let lower = name.map(|token| doc.lower(token)).collect::<Vec<_>>().join(" ");
    Some((Sort::Kind(kind), lower, words))
}
