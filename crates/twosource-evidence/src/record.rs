//! From an annotated report to its record in the evidence file: bytes become code points here and nowhere else.

use serde::Serialize;
use sha2::{Digest, Sha256};
use twosource_annotate::{Annotated, Attribution};
use twosource_reader::Provenance;
use twosource_text::{CharIndex, Span};

use crate::file::{
    AgencyRecord, AttributionRecord, EntityRecord, MentionRecord, PublishedFrom, ReportRecord, SegmentRecord,
    SourceRecord, StatementRecord, SyndicationRecord, TimeRecord,
};

/// The id of entity `index` within its report.
pub(crate) fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

/// The id of attribution `index` within its report.
pub(crate) fn attribution_id(index: usize) -> String {
    format!("a{}", index + 1)
}

/// The word that serde writes for a value of a field-less enum.
pub(crate) fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// An annotated report as the evidence file and `twosource annotate` show it.
pub fn record(annotated: &Annotated) -> ReportRecord {
    let report = &annotated.report;
    let index = CharIndex::new(&report.text);
    let pairs = |spans: &[Span]| -> Vec<[usize; 2]> {
        spans.iter().map(|&span| index.chars(span)).map(|span| [span.start, span.end]).collect()
    };
    let attribution = |(i, a): (usize, &Attribution)| AttributionRecord {
        id: attribution_id(i),
        kind: word(a.kind),
        cue: pairs(&a.cue),
        content: pairs(&a.content),
        source: a.source.as_ref().map(|source| SourceRecord {
            ranges: pairs(&source.ranges),
            kind: word(source.kind),
            entity: source.entity.map(entity_id),
        }),
        via: a.via.map(attribution_id),
        certainty: word(a.certainty),
    };
    ReportRecord {
        id: report.id.clone(),
        path: report.path.clone(),
        line: report.line,
        sha256: report.sha256.clone(),
        text_sha256: hex(&Sha256::digest(report.text.as_bytes())),
        outlet: report.outlet.clone(),
        title: report.title.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        published_from: report.published.as_ref().map(|published| match published.provenance {
            Provenance::Given => PublishedFrom::Given,
            Provenance::Address => PublishedFrom::Address,
            Provenance::Text(_) => PublishedFrom::Text,
        }),
        url: report.url.clone(),
        byline: report.byline.clone(),
        agencies: report
            .agencies
            .iter()
            .map(|agency| AgencyRecord {
                name: agency.name.clone(),
                for_text: agency.for_text,
                span: agency.span.map(|span| index.chars(span)),
            })
            .collect(),
        syndicated_from: report.syndicated_from.as_ref().map(|syndication| SyndicationRecord {
            name: syndication.name.clone(),
            url: syndication.url.clone(),
            mark: word(syndication.mark),
        }),
        language: report.language.clone(),
        text: report.text.clone(),
        segments: report
            .segments
            .iter()
            .map(|segment| {
                let span = index.chars(segment.span);
                SegmentRecord { kind: word(segment.kind), start: span.start, end: span.end }
            })
            .collect(),
        sentences: annotated.sentences.iter().map(|sentence| index.chars(sentence.span)).collect(),
        entities: annotated
            .entities
            .iter()
            .enumerate()
            .map(|(i, entity)| EntityRecord {
                id: entity_id(i),
                kind: word(entity.kind),
                name: entity.name.clone(),
                aliases: entity.aliases.clone(),
                roles: entity.roles.iter().map(|role| role.text.clone()).collect(),
                mentions: entity
                    .mentions
                    .iter()
                    .map(|mention| {
                        let span = index.chars(mention.span);
                        MentionRecord { start: span.start, end: span.end, form: word(mention.form) }
                    })
                    .collect(),
            })
            .collect(),
        times: annotated
            .times
            .iter()
            .map(|time| {
                let span = index.chars(time.span);
                TimeRecord {
                    start: span.start,
                    end: span.end,
                    kind: word(time.kind),
                    value: time.value.clone(),
                    anchor: word(time.anchor),
                }
            })
            .collect(),
        attributions: annotated.attributions.iter().enumerate().map(attribution).collect(),
        statements: annotated
            .statements
            .iter()
            .map(|statement| {
                let span = index.chars(statement.span);
                StatementRecord {
                    start: span.start,
                    end: span.end,
                    attribution: statement.attribution.map(attribution_id),
                    certainty: word(statement.certainty),
                    time: statement.time.and_then(|t| annotated.times.get(t)).map(|time| time.value.clone()),
                }
            })
            .collect(),
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
