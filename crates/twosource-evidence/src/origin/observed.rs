//! What somebody saw for himself: "a Courier reporter at the scene saw", "she counted 41 pairs".
//!
//! An outlet is an origin only where its text tells that its own reporter was there, or checked it.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, EntityKind, MentionForm, Observation, Observer, Source, SourceKind};
use twosource_text::Span;

use super::ground;
use super::likeness::Likeness;
use super::root::Root;
use crate::cast::Cast;
use crate::dependence::outlet::Outlet;
use crate::file::OriginKind;

/// Who saw what a statement tells in the report's own voice, if its sentence says that somebody did.
pub(super) fn of(
    report: usize,
    annotated: &Annotated,
    sentence: usize,
    own: Option<&Outlet>,
    cast: &Cast,
    places: &BTreeSet<String>,
) -> Option<Root> {
    let first = annotated.observations.partition_point(|seen| seen.sentence < sentence);
    let mut here = annotated.observations[first..].iter().take_while(|seen| seen.sentence == sentence);
    here.find_map(|seen| who(report, annotated, seen, own, cast, places))
}

/// The outlet whose reporter a source is: "a Courier reporter at the scene".
pub(super) fn reporter(annotated: &Annotated, source: &Source) -> Option<Root> {
    let range = source.ranges.first().filter(|_| source.kind != SourceKind::Person)?;
    let reporter = annotated.reporter_in(*range)?;
    let own = Outlet::of(&annotated.report);
    match other_outlet(annotated, reporter.noun, *range, own.as_ref()) {
        Some(other) => Some(Root::observer(&other.name, other.key())),
        None => own.map(|own| Root::observer(&own.name, own.key())),
    }
}

fn who(
    report: usize,
    annotated: &Annotated,
    seen: &Observation,
    own: Option<&Outlet>,
    cast: &Cast,
    places: &BTreeSet<String>,
) -> Option<Root> {
    let text = &annotated.report.text;
    let own_reporter = || own.map(|outlet| Root::observer(&outlet.name, outlet.key()));
    match seen.observer {
        Observer::Reporter => {
            return match other_outlet(annotated, seen.head, seen.named, own) {
                Some(other) => Some(Root::observer(&other.name, other.key())),
                None => own_reporter(),
            };
        }
        Observer::We | Observer::ReporterAgain => return own_reporter(),
        Observer::Other => {}
    }
    if own.is_some_and(|outlet| Outlet::named(seen.named.of(text)).is(outlet)) {
        return own_reporter();
    }
    let entity = annotated.entities.iter().position(|entity| {
        entity.kind == EntityKind::Person
            && entity.mentions.iter().any(|m| m.span.contains(seen.head) && m.form != MentionForm::Nominal)
    })?;
    let member = *cast.of.get(&(report, entity))?;
    let source = Source { ranges: vec![seen.named], kind: SourceKind::Person, entity: Some(entity) };
    Some(Root {
        key: format!("cast:{member}"),
        kind: OriginKind::Speaker,
        name: cast.entities[member].name.clone(),
        likeness: Likeness::default(),
        identity: ground::of_source(report, annotated, &source, cast, places),
    })
}

/// The outlet whose reporter it is, where the words name another than the report's own: "a Reuters reporter".
fn other_outlet(annotated: &Annotated, head: Span, words: Span, own: Option<&Outlet>) -> Option<Outlet> {
    let outlet = Outlet::named(annotated.name_in(words, head)?.of(&annotated.report.text));
    let short = own.is_some_and(|own| own.key().contains(outlet.key()) || outlet.key().contains(own.key()));
    (!short && !outlet.key().is_empty()).then_some(outlet)
}
