//! Who says what: source, cue and content, as PARC 3 and PolNeAR define them.

mod according;
mod adjective;
mod around;
mod bounded;
mod chain;
mod clause;
mod colon;
mod complement;
mod content;
mod draft;
mod follow_up;
mod hearsay;
mod interview;
mod joined;
mod lexicon;
mod nominal;
mod phrase;
pub(crate) mod post;
mod quotation;
mod quoted;
mod quoted_sentence;
mod relative;
mod relayed;
mod settle;
mod source_kind;
mod speaking;
mod tail;
mod unclosed;
mod verb;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_reader::Report;
use twosource_text::Span;

use self::draft::Context;
use self::lexicon::{CueClass, verb_cue};
use crate::{Certainty, Entity, Sentence};

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// All of it between quotation marks.
    Direct,
    /// None of it between quotation marks.
    Indirect,
    /// Part of it between quotation marks.
    Mixed,
}

/// What sort of source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// "the spokesman", "North Korea's leader": one person known by a role.
    RoleHolder,
    /// "officials", "sources", "experts".
    Anonymous,
    /// A company, party, charity, university.
    Organisation,
    /// A government, ministry, army, court, or a state by its name or capital.
    StateBody,
    /// A state's own media.
    StateMedia,
    /// A news agency.
    NewsAgency,
    /// Another outlet that is no agency and no state medium.
    Outlet,
    /// A statement, report, footage, images, law.
    Document,
    /// The report itself.
    Report,
}

/// Whoever the content comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where the report names it, with appositions and relative clauses, in bytes.
    pub ranges: Vec<Span>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Index into the report's entities, where it is one of them.
    pub entity: Option<usize>,
}

/// *Source* says (*cue*) *content*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Direct, indirect or mixed.
    pub kind: AttributionKind,
    /// Who; `None` where the report leaves it out ("it is said that").
    pub source: Option<Source>,
    /// The words of saying, in bytes; empty where a quotation stands with no cue.
    pub cue: Vec<Span>,
    /// What is said, in bytes.
    pub content: Vec<Span>,
    /// The attribution (index) by way of which this one reached the report: outlet ← agency ← speaker.
    pub via: Option<usize>,
    /// How surely the content is put forward.
    pub certainty: Certainty,
    /// True where its content tells something; false for a thing or an act: "issued a statement", "denied the charge".
    pub tells: bool,
}

/// Finds the attributions of a report, in order of the first byte of cue or content.
pub fn find(report: &Report, doc: &Doc, sentences: &[Sentence], entities: &[Entity]) -> Vec<Attribution> {
    let mut quotations = quotation::find(report);
    unclosed::cut(report, doc, &mut quotations);
    let cx = Context::new(report, doc, sentences, &quotations);
    let mut drafts = Vec::new();
    let mut links = quoted::find(&cx, &mut drafts);
    colon::find(&cx, &mut links, &mut drafts);
    post::find(&cx, &mut drafts);
    interview::find(&cx, entities, &mut drafts);
    relayed::find(&cx, &mut drafts);
    according::find(&cx, &mut drafts);
    verb::find(&cx, &mut drafts);
    follow_up::find(&cx, &mut links.draft_of, &mut drafts);
    nominal::find(&cx, &mut drafts);
    adjective::find(&cx, &mut drafts);
    hearsay::find(&cx, &mut drafts);
    settle::attributions(&cx, &links, drafts, entities)
}

/// A quotation of fewer words with nothing around it is a name or a catchword.
const SHORTEST_SPEECH: usize = 3;

/// True where the source speaks, so that what is said is the source's and not the report's, whatever the parse makes of
/// it: a verb of speech or of promising, or a quotation in full.
pub(crate) fn is_speech(doc: &Doc, attribution: &Attribution) -> bool {
    let cues = attribution.cue.iter().rev().flat_map(|cue| doc.tokens_in(*cue).rev());
    let verb = cues.into_iter().find(|&token| doc.tag(token).starts_with('V'));
    let entry = verb.and_then(|verb| verb_cue(doc, verb));
    let speaks = entry.is_some_and(|entry| match entry.class {
        CueClass::Say => entry.that && entry.quote,
        // "promised to", "vowed to"
        CueClass::Intend => entry.quote,
        _ => false,
    });
    let words = |span: &Span| doc.tokens_in(*span).filter(|&token| doc.pos(token) != "PUNCT").count();
    if attribution.source.is_none() {
        // "is said to have fallen": hearsay. "was announced on Monday": the report's own.
        let hearsay = |span: &Span| doc.tokens_in(*span).next().is_some_and(|first| doc.lower(first) == "to");
        return speaks && attribution.content.iter().any(hearsay);
    }
    // A post or a line under its speaker's name has no cue.
    let bare = attribution.cue.is_empty() && attribution.content.len() == 1;
    let quoted = (attribution.kind == AttributionKind::Direct || bare)
        && entry.is_none_or(|entry| entry.class == CueClass::Say)
        && attribution.content.iter().map(words).sum::<usize>() >= SHORTEST_SPEECH;
    speaks || quoted
}
