//! Who says what.

use std::collections::BTreeMap;

use super::{Row, Told};
use crate::column::ColumnKind::{Day, Integer, Text};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 16] = [
    Column::new("report", Text, "Id of the report."),
    Column::new("story", Text, "Id of its story."),
    Column::new("outlet", Text, "Who published it."),
    Column::new("published", Day, "The day it was published."),
    Column::new("attribution", Text, "Id within the report."),
    Column::new("kind", Text, "direct, indirect or mixed."),
    Column::new("source", Text, "Who says it, in the report's words."),
    Column::new("source_kind", Text, "As in statements."),
    Column::new("source_entity", Text, "The fullest name that the report has for the source."),
    Column::new("cue", Text, "The words of saying."),
    Column::new("content", Text, "What is said; parts that do not touch have … between them."),
    Column::new("start_char", Integer, "First code point of what is said."),
    Column::new("end_char", Integer, "The code point after the last of what is said."),
    Column::new("via", Text, "Id of the attribution by way of which it reached the report."),
    Column::new("certainty", Text, "asserted, hedged, planned, conditional, denied or questioned."),
    Column::new("version", Integer, "Which version a collection has of the report, from 1."),
];

pub(crate) fn rows(told: &Told) -> Vec<Row> {
    let record = told.record;
    let names: BTreeMap<&str, &String> =
        record.entities.iter().map(|entity| (entity.id.as_str(), &entity.name)).collect();
    let row = |attribution: &twosource_evidence::file::AttributionRecord| {
        let source = attribution.source.as_ref();
        let entity = source.and_then(|source| source.entity.as_deref()).and_then(|id| names.get(id).copied());
        vec![
            (&record.id).into(),
            told.story.into(),
            record.outlet.as_ref().into(),
            Cell::day(record.published.as_deref()),
            (&attribution.id).into(),
            (&attribution.kind).into(),
            told.source(Some(attribution)).into(),
            source.map(|source| &source.kind).into(),
            entity.into(),
            told.words(&attribution.cue).into(),
            told.words(&attribution.content).into(),
            attribution.content.iter().map(|part| part[0]).min().into(),
            attribution.content.iter().map(|part| part[1]).max().into(),
            attribution.via.as_ref().into(),
            (&attribution.certainty).into(),
            told.arrival.map_or(Cell::Empty, |arrival| Cell::Integer(arrival.version)),
        ]
    };
    record.attributions.iter().map(row).collect()
}
