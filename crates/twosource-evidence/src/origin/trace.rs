//! From a statement along its chain to its root.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Annotated, Attribution, AttributionKind, Statement};
use twosource_text::Span;

use super::identity::Ground;
use super::observed;
use super::root::{self, Root};
use super::tail;
use super::voice::Voices;
use crate::cast::Cast;
use crate::claim::Claim;
use crate::dependence::Dependence;
use crate::dependence::outlet::{Outlet, Outlets};
use crate::file::{DependenceKind, OriginKind};
use crate::story::{StatementRef, Story};

/// Hops followed from a speaker towards the report.
const HOPS: usize = 16;

/// How a statement came from its root to its report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// Those between, the one nearest to the report first.
    pub through: Vec<String>,
    /// The report gives the words between quotation marks.
    pub quoted: bool,
    /// Why this is the root, in words, where no attribution says so.
    pub reason: Option<String>,
}

/// A statement's root, and the way from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// The end of the chain.
    pub root: Root,
    /// Further ones, where the report names several sources at once.
    pub also: Vec<Root>,
    /// How it reached the report.
    pub way: Way,
    /// False where the report speaks in its own voice.
    pub attributed: bool,
}

impl Trace {
    /// Every root of the statement.
    pub fn roots(&self) -> impl Iterator<Item = &Root> {
        std::iter::once(&self.root).chain(&self.also)
    }
}

/// Follows the chain of one statement.
pub(super) fn trace(
    story: &Story,
    cast: &Cast,
    outlets: &Outlets,
    voices: &Voices,
    places: &BTreeSet<String>,
    at: StatementRef,
) -> Trace {
    let annotated = &story.reports[at.report];
    let statement = &annotated.statements[at.statement];
    let own_voice = || {
        let own = Outlet::of(&annotated.report);
        // Who saw it is told in the words themselves: in a copy as in the report that it was taken from.
        let seen = observed::of(at.report, annotated, statement.sentence, own.as_ref(), cast, places);
        if let Some(root) = seen {
            return Trace { root, also: Vec::new(), way: Way::default(), attributed: true };
        }
        let (root, why) = voices.of(at.report, statement.span);
        let way = Way { reason: Some(why.to_owned()), ..Way::default() };
        Trace { root: root.clone(), also: Vec::new(), way, attributed: false }
    };
    let attribution = statement.attribution.or_else(|| beside(annotated, statement));
    let attribution = attribution.filter(|&attribution| !is_no_saying(annotated, attribution));
    if attribution.is_none() {
        let sources = tail::sources(annotated, statement.sentence);
        let roots =
            sources.iter().filter_map(|source| Root::of(at.report, annotated, source, cast, outlets, places));
        let own = &voices.own(at.report).key;
        let mut roots = roots.filter(|root| root.key != *own && root.identity.ground != Ground::Silent);
        if let Some(root) = roots.next() {
            let also = roots.filter(|other| other.key != root.key).collect();
            return Trace { root, also, way: Way::default(), attributed: true };
        }
    }
    let speaker = attribution.map(|attribution| deepest(annotated, attribution, statement.span));
    let chain = chain(annotated, speaker);
    let Some(&innermost) = chain.first() else { return own_voice() };
    // The speaker; where the report leaves him out, whoever the report has it from.
    let named = chain.iter().position(|&a| annotated.attributions[a].source.is_some());
    let Some(named) = named else {
        // What a party puts out itself is its own word.
        if voices.own(at.report).identity.ground == Ground::Named {
            return own_voice();
        }
        // "It is said that": somebody, and nobody can tell whom.
        return Trace { root: Root::nobody(), also: Vec::new(), way: Way::default(), attributed: true };
    };
    let source = |a: usize| annotated.attributions[a].source.as_ref();
    let sources = annotated.sources_of(chain[named]);
    let roots =
        sources.iter().filter_map(|source| Root::of(at.report, annotated, source, cast, outlets, places));
    let mut roots = roots.filter(|root| root.key != voices.own(at.report).key);
    let Some(root) = roots.next() else { return own_voice() };
    let also: Vec<Root> = roots.filter(|other| other.key != root.key).collect();
    let mut through: Vec<String> =
        chain[named + 1..].iter().filter_map(|&a| Some(root::words_of(annotated, source(a)?))).collect();
    through.reverse();
    let quoted = named == 0 && annotated.attributions[innermost].kind != AttributionKind::Indirect;
    Trace { root, also, way: Way { through, quoted, reason: None }, attributed: true }
}

/// True for an order ("told the man to wait") and for what somebody has lived through ("has seen what is broken"): nobody says
/// there that it is so.
fn is_no_saying(annotated: &Annotated, attribution: usize) -> bool {
    let text = &annotated.report.text;
    let Some(attribution) = annotated.attributions.get(attribution) else { return false };
    let cue: Vec<String> = attribution.cue.iter().map(|span| span.of(text).to_lowercase()).collect();
    let cue = cue.join(" ");
    let content = attribution.content.first().map_or("", |span| span.of(text)).trim_start();
    (cue == "told" && content.starts_with("to ")) || cue == "has seen" || cue == "have seen"
}

/// The attribution of the statement's sentence that names a source for a good part of it, where none is the statement's own.
fn beside(annotated: &Annotated, statement: &Statement) -> Option<usize> {
    let sentence = annotated.sentences.get(statement.sentence)?.span;
    let said = |a: &Attribution| -> usize {
        a.content.iter().filter_map(|span| span.intersection(statement.span)).map(Span::len).sum()
    };
    let here = |a: &Attribution| {
        let source =
            a.source.as_ref().is_some_and(|s| s.ranges.iter().all(|range| sentence.contains(*range)));
        source && a.tells && !a.cue.is_empty() && a.cue.iter().all(|cue| sentence.contains(*cue))
    };
    let (best, length) = annotated
        .attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| here(a))
        .map(|(place, a)| (place, said(a)))
        .max_by_key(|&(place, said)| (said, std::cmp::Reverse(place)))?;
    (length * 3 >= statement.span.len()).then_some(best)
}

/// The attribution within `outer` whose source, cue and content make up nearly all that `outer` says of `statement`: in
/// "the president said the treaty was dead, the agency reported" the president speaks.
fn deepest(annotated: &Annotated, outer: usize, statement: Span) -> usize {
    let within = |spans: &[Span]| -> usize {
        spans.iter().filter_map(|span| span.intersection(statement)).map(Span::len).sum()
    };
    let Some(attribution) = annotated.attributions.get(outer) else { return outer };
    let said = within(&attribution.content);
    let fills = |a: &Attribution| {
        let source = a.source.as_ref().map_or(0, |source| within(&source.ranges));
        // White space and commas between the parts are nobody's.
        (source + within(&a.cue) + within(&a.content)) * 10 >= said * 8 && within(&a.content) > 0
    };
    let inner =
        annotated.attributions.iter().position(|a| a.via == Some(outer) && a.source.is_some() && fills(a));
    inner.unwrap_or(outer)
}

/// The attributions of a statement, the innermost first.
fn chain(annotated: &Annotated, innermost: Option<usize>) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut at = innermost;
    while let Some(attribution) = at.filter(|a| *a < annotated.attributions.len() && !chain.contains(a)) {
        if chain.len() == HOPS {
            break;
        }
        chain.push(attribution);
        at = annotated.attributions[attribution].via;
    }
    chain
}

/// Within one claim, lets statements that lean on another statement of it have that one's root.
pub(super) fn adopt_within(
    claim: &Claim,
    story: &Story,
    voices: &Voices,
    copies: &BTreeSet<[usize; 2]>,
    traces: &mut BTreeMap<StatementRef, Trace>,
) {
    let sources = Sources::of(claim, story, voices, traces);
    let mut adopted = Vec::new();
    for &at in &claim.statements {
        let Some(trace) = traces.get(&at) else { continue };
        let found = if trace.attributed {
            sources.cited(&voices.own(at.report).key, trace, traces)
        } else {
            sources
                .same_words(at, story, voices, traces)
                .or_else(|| reworded(claim, at, story, voices, copies, traces))
        };
        adopted.extend(found.map(|from| (at, from)));
    }
    for (at, (root, reason)) in adopted {
        if let Some(trace) = traces.get_mut(&at) {
            let mut through = std::mem::take(&mut trace.way.through);
            if trace.attributed {
                through.push(trace.root.name.clone());
                trace.way = Way { through, quoted: false, reason: None };
            } else {
                trace.way = Way { through, quoted: false, reason: Some(reason) };
            }
            trace.root = root;
        }
    }
}

/// The pairs of reports one of which is a copy of the other, in both orders.
pub(super) fn copies(dependence: &[Dependence]) -> BTreeSet<[usize; 2]> {
    let copies = dependence.iter().filter(|d| d.kind == DependenceKind::Copy);
    copies.flat_map(|d| [d.reports, [d.reports[1], d.reports[0]]]).collect()
}

/// A statement in the report's own voice and its own words, where another report, whose text it otherwise is, makes the claim
/// too: whoever prints a text and puts a sentence of it differently has seen no more than the text.
fn reworded(
    claim: &Claim,
    at: StatementRef,
    story: &Story,
    voices: &Voices,
    copies: &BTreeSet<[usize; 2]>,
    traces: &BTreeMap<StatementRef, Trace>,
) -> Option<(Root, String)> {
    let is_shared = |at: StatementRef| voices.text_at(at.report, span(story, at)).is_some();
    if is_shared(at) {
        return None;
    }
    let is_theirs = |&&other: &&StatementRef| {
        copies.contains(&[at.report, other.report]) && (is_shared(other) || other.report < at.report)
    };
    let theirs = *claim.statements.iter().find(is_theirs)?;
    let [name, other] = [at.report, theirs.report]
        .map(|report| crate::dependence::name(&story.reports[report].report, report));
    let reason = format!("{name} carries the text of {other}, and puts this sentence of it in other words");
    Some((traces.get(&theirs)?.root.clone(), reason))
}

/// The statements of a claim that name a source, each by what others find it by: its place in the claim is kept, so that the
/// first one counts.
#[derive(Default)]
struct Sources<'v> {
    /// By report.
    of_report: BTreeMap<usize, (usize, StatementRef)>,
    /// By shared text.
    of_text: BTreeMap<usize, (usize, StatementRef)>,
    /// By the key of the report's own voice, where the source is another.
    of_voice: BTreeMap<&'v str, StatementRef>,
}

impl<'v> Sources<'v> {
    fn of(claim: &Claim, story: &Story, voices: &'v Voices, traces: &BTreeMap<StatementRef, Trace>) -> Self {
        let mut sources = Sources::default();
        for (place, &at) in claim.statements.iter().enumerate() {
            let Some(trace) = traces.get(&at).filter(|trace| trace.attributed) else { continue };
            sources.of_report.entry(at.report).or_insert((place, at));
            if let Some(text) = voices.text_at(at.report, span(story, at)) {
                sources.of_text.entry(text).or_insert((place, at));
            }
            let own = voices.own(at.report).key.as_str();
            if trace.root.key != own {
                sources.of_voice.entry(own).or_insert(at);
            }
        }
        sources
    }

    /// A statement that cites an outlet whose own report makes the claim: the root at the end of what they cite. Where the
    /// citations lead back to the report, nobody has it from anybody.
    fn cited(
        &self,
        own: &str,
        trace: &Trace,
        traces: &BTreeMap<StatementRef, Trace>,
    ) -> Option<(Root, String)> {
        let mut root = &trace.root;
        let mut met: BTreeSet<&str> = BTreeSet::from([own]);
        for _ in 0..HOPS {
            if !matches!(root.kind, OriginKind::Outlet | OriginKind::Agency)
                || root.identity.ground == Ground::Named
            {
                break;
            }
            if !met.insert(root.key.as_str()) {
                let circle =
                    Root { key: "circle".to_owned(), name: super::CIRCLE.to_owned(), ..Root::nobody() };
                return Some((circle, String::new()));
            }
            let Some(theirs) = self.of_voice.get(root.key.as_str()) else { break };
            root = &traces.get(theirs)?.root;
        }
        (root.key != trace.root.key).then(|| (root.clone(), String::new()))
    }

    /// A statement in the report's own voice, where the same report, or one that shares its words, names a source.
    fn same_words(
        &self,
        at: StatementRef,
        story: &Story,
        voices: &Voices,
        traces: &BTreeMap<StatementRef, Trace>,
    ) -> Option<(Root, String)> {
        let elsewhere = self.of_report.get(&at.report).copied();
        let text = voices.text_at(at.report, span(story, at));
        let alike = text.and_then(|text| self.of_text.get(&text)).copied();
        let first = elsewhere.into_iter().chain(alike).min()?.1;
        let root = traces.get(&first)?.root.clone();
        let name = crate::dependence::name(&story.reports[first.report].report, first.report);
        let reason = if first.report == at.report {
            format!("elsewhere {name} names its source for it")
        } else {
            format!("{name} carries the same words and names the source")
        };
        Some((root, reason))
    }
}

pub(super) fn span(story: &Story, at: StatementRef) -> Span {
    story.reports[at.report].statements[at.statement].span
}
