//! What somebody saw for himself: "a Courier reporter at the scene saw", "she counted 41 pairs".
//!
//! An outlet is an origin only where its text tells that its own reporter was there, or checked it.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, EntityKind, MentionForm, Source, SourceKind};
use twosource_language::Doc;
use twosource_text::Span;

use super::ground;
use super::likeness::Likeness;
use super::root::Root;
use crate::cast::Cast;
use crate::dependence::outlet::Outlet;
use crate::file::OriginKind;

/// Verbs of those who learn something with their own eyes, ears or instruments.
const SEEING: [&str; 16] = [
    "see",
    "count",
    "watch",
    "hear",
    "witness",
    "observe",
    "measure",
    "film",
    "photograph",
    "inspect",
    "examine",
    "verify",
    "weigh",
    "record",
    "review",
    "check",
];

/// Those whose work is to report.
const REPORTERS: [&str; 12] = [
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "correspondent",
    "correspondents",
    "photographer",
    "photographers",
    "cameraman",
    "videographer",
    "stringer",
    "crew",
];

/// Who saw what a statement tells in the report's own voice, if its sentence says that somebody did.
pub(super) fn of(
    report: usize,
    annotated: &Annotated,
    sentence: usize,
    own: Option<&Outlet>,
    cast: &Cast,
    places: &BTreeSet<String>,
) -> Option<Root> {
    let doc = &annotated.doc;
    let tokens = annotated.sentences.get(sentence)?.tokens.clone();
    for verb in tokens.clone() {
        let seen = SEEING.contains(&doc.lemma(verb)) && ["VBD", "VBN"].contains(&doc.tag(verb));
        // "has seen what is broken" tells of a life, not of the day.
        let passive = doc.children(verb).any(|child| {
            ["auxpass", "neg"].contains(&doc.dep(child)) || ["has", "have"].contains(&doc.lower(child))
        });
        if !seen || passive || is_quoted(annotated, doc.span(verb)) {
            continue;
        }
        let Some(subject) = doc.children(verb).find(|&child| doc.dep(child) == "nsubj") else { continue };
        if let Some(root) = who(report, annotated, subject, tokens.start, own, cast, places) {
            return Some(root);
        }
    }
    None
}

/// The outlet whose reporter a source is: "a Courier reporter at the scene".
pub(super) fn reporter(annotated: &Annotated, source: &Source) -> Option<Root> {
    let range = source.ranges.first().filter(|_| source.kind != SourceKind::Person)?;
    let doc = &annotated.doc;
    let tokens = doc.tokens_in(*range);
    let head =
        tokens.clone().find(|&token| doc.head(token) == token || !tokens.contains(&doc.head(token)))?;
    // Several of them are a crowd: "reporters at the scene said" names no outlet.
    let is_name = doc.span(head).of(&annotated.report.text).starts_with(char::is_uppercase);
    if !REPORTERS.contains(&doc.lower(head)) || doc.tag(head) == "NNS" || is_name {
        return None;
    }
    let own = Outlet::of(&annotated.report);
    match other_outlet(doc, &annotated.report.text, head, tokens, own.as_ref()) {
        Some(other) => Some(Root::observer(&other.name, other.key())),
        None => own.map(|own| Root::observer(&own.name, own.key())),
    }
}

fn is_quoted(annotated: &Annotated, span: Span) -> bool {
    annotated.attributions.iter().any(|a| a.content.iter().any(|content| content.contains(span)))
}

fn who(
    report: usize,
    annotated: &Annotated,
    subject: usize,
    first: usize,
    own: Option<&Outlet>,
    cast: &Cast,
    places: &BTreeSet<String>,
) -> Option<Root> {
    let doc = &annotated.doc;
    let text = &annotated.report.text;
    let own_reporter = || own.map(|outlet| Root::observer(&outlet.name, outlet.key()));
    let is_reporter = |token: usize| REPORTERS.contains(&doc.lower(token));
    let words = doc.subtree(subject);
    if is_reporter(subject) {
        return match other_outlet(doc, text, subject, words, own) {
            Some(other) => Some(Root::observer(&other.name, other.key())),
            None => own_reporter(),
        };
    }
    let span = doc.span(subject);
    if doc.lower(subject) == "we" {
        return own_reporter();
    }
    if own.is_some_and(|outlet| Outlet::named(doc.span_of(words.clone()).of(text)).is(outlet)) {
        return own_reporter();
    }
    let is_pronoun = ["he", "she", "they"].contains(&doc.lower(subject));
    // "When Downs FM's reporter walked along the fence, she saw …"
    if is_pronoun && (first..subject).any(is_reporter) {
        return own_reporter();
    }
    let entity = annotated.entities.iter().position(|entity| {
        entity.kind == EntityKind::Person
            && entity.mentions.iter().any(|m| m.span.contains(span) && m.form != MentionForm::Nominal)
    })?;
    let member = *cast.of.get(&(report, entity))?;
    let source = Source { ranges: vec![doc.span_of(words)], kind: SourceKind::Person, entity: Some(entity) };
    Some(Root {
        key: format!("cast:{member}"),
        kind: OriginKind::Speaker,
        name: cast.entities[member].name.clone(),
        likeness: Likeness::default(),
        identity: ground::of_source(report, annotated, &source, cast, places),
    })
}

/// The outlet whose reporter it is, where the words name another than the report's own: "a Reuters reporter".
fn other_outlet(
    doc: &Doc,
    text: &str,
    head: usize,
    words: std::ops::Range<usize>,
    own: Option<&Outlet>,
) -> Option<Outlet> {
    let named: Vec<usize> =
        words.filter(|&token| token != head && ["NNP", "NNPS"].contains(&doc.tag(token))).collect();
    let (&first, &last) = (named.first()?, named.last()?);
    let outlet = Outlet::named(doc.span_of(first..last + 1).of(text));
    let short = own.is_some_and(|own| own.key().contains(outlet.key()) || outlet.key().contains(own.key()));
    (!short && !outlet.key().is_empty()).then_some(outlet)
}
