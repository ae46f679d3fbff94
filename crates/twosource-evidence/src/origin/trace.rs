//! From a statement along its chain to its root.

use std::collections::BTreeMap;

use twosource_annotate::{Annotated, Attribution, AttributionKind};
use twosource_text::Span;

use super::root::{self, Root};
use super::voice::Voices;
use crate::cast::Cast;
use crate::claim::Claim;
use crate::dependence::outlet::Outlet;
use crate::file::OriginKind;
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
    /// How it reached the report.
    pub way: Way,
    /// False where the report speaks in its own voice.
    pub attributed: bool,
}

/// Follows the chain of one statement.
pub(super) fn trace(
    story: &Story,
    cast: &Cast,
    outlets: &[Outlet],
    voices: &Voices,
    at: StatementRef,
) -> Trace {
    let annotated = &story.reports[at.report];
    let statement = &annotated.statements[at.statement];
    let own_voice = || {
        let (root, why) = voices.of(at.report, statement.span);
        let way = Way { reason: Some(why.to_owned()), ..Way::default() };
        Trace { root: root.clone(), way, attributed: false }
    };
    let speaker = statement.attribution.map(|attribution| deepest(annotated, attribution, statement.span));
    let chain = chain(annotated, speaker);
    let Some(&innermost) = chain.first() else { return own_voice() };
    // The speaker; where the report leaves him out, whoever the report has it from.
    let named = chain.iter().position(|&a| annotated.attributions[a].source.is_some());
    let Some(named) = named else {
        // "It is said that": somebody, and nobody can tell whom.
        return Trace { root: Root::nobody(), way: Way::default(), attributed: true };
    };
    let source = |a: usize| annotated.attributions[a].source.as_ref();
    let Some(root) = source(chain[named]).and_then(|s| Root::of(at.report, annotated, s, cast, outlets))
    else {
        return own_voice();
    };
    if root.key == voices.own(at.report).key {
        return own_voice();
    }
    let mut through: Vec<String> =
        chain[named + 1..].iter().filter_map(|&a| Some(root::words_of(annotated, source(a)?))).collect();
    through.reverse();
    let quoted = named == 0 && annotated.attributions[innermost].kind != AttributionKind::Indirect;
    Trace { root, way: Way { through, quoted, reason: None }, attributed: true }
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
    traces: &mut BTreeMap<StatementRef, Trace>,
) {
    let mut adopted = Vec::new();
    for &at in &claim.statements {
        let Some(trace) = traces.get(&at) else { continue };
        let others = claim.statements.iter().copied().filter(|other| *other != at);
        let found = if trace.attributed {
            cited(trace, others, voices, traces)
        } else {
            same_words(at, others, story, voices, traces)
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

/// A statement that cites an outlet whose own report makes the claim: that report's root.
fn cited(
    trace: &Trace,
    others: impl Iterator<Item = StatementRef>,
    voices: &Voices,
    traces: &BTreeMap<StatementRef, Trace>,
) -> Option<(Root, String)> {
    if !matches!(trace.root.kind, OriginKind::Outlet | OriginKind::Agency) {
        return None;
    }
    let mut theirs = others.filter(|other| voices.own(other.report).key == trace.root.key);
    let root = theirs
        .find_map(|other| traces.get(&other).filter(|t| t.attributed && t.root.key != trace.root.key))?;
    Some((root.root.clone(), String::new()))
}

/// A statement in the report's own voice, where the same report, or one that shares its words, names a source.
fn same_words(
    at: StatementRef,
    others: impl Iterator<Item = StatementRef>,
    story: &Story,
    voices: &Voices,
    traces: &BTreeMap<StatementRef, Trace>,
) -> Option<(Root, String)> {
    let span = |at: StatementRef| story.reports[at.report].statements[at.statement].span;
    let text = voices.text_at(at.report, span(at));
    for other in others {
        let Some(trace) = traces.get(&other).filter(|trace| trace.attributed) else { continue };
        let name = crate::dependence::name(&story.reports[other.report].report, other.report);
        if other.report == at.report {
            return Some((trace.root.clone(), format!("elsewhere {name} names its source for it")));
        }
        if text.is_some() && text == voices.text_at(other.report, span(other)) {
            return Some((trace.root.clone(), format!("{name} carries the same words and names the source")));
        }
    }
    None
}
