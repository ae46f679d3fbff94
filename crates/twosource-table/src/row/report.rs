//! Reports.

use super::{Row, Told};
use crate::column::ColumnKind::{Day, Integer, Moment, Text, TextList};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 20] = [
    Column::new("report", Text, "Id of the report."),
    Column::new("story", Text, "Id of its story."),
    Column::new(
        "version",
        Integer,
        "Which version a collection has of it, from 1; empty outside a collection.",
    ),
    Column::new("received", Moment, "When a collection received this version."),
    Column::new("sha256", Text, "SHA-256 of the input's bytes."),
    Column::new("path", Text, "The path it was read from."),
    Column::new("line", Integer, "The line of a JSON-lines file, from 1."),
    Column::new("outlet", Text, "Who published it."),
    Column::new("title", Text, "Its headline."),
    Column::new("published", Day, "The day it was published, as its outlet dates it."),
    Column::new("published_at", Moment, "The moment, where the time of day and its zone are told."),
    Column::new(
        "published_as_told",
        Text,
        "The date as told: a day, or a day and time with or without a zone.",
    ),
    Column::new("url", Text, "Where it can be read."),
    Column::new("byline", Text, "Who wrote it."),
    Column::new("agencies", TextList, "Agencies that it credits."),
    Column::new("syndicated_from", Text, "Whose text it is, where its feed or page says so."),
    Column::new("lang", Text, "Language tag."),
    Column::new("statement_count", Integer, "Its statements."),
    Column::new("attribution_count", Integer, "Its attributions."),
    Column::new("text", Text, "The text that all offsets count in."),
];

pub(crate) fn row(told: &Told) -> Row {
    let record = told.record;
    let published = record.published.as_deref();
    vec![
        (&record.id).into(),
        told.story.into(),
        told.arrival.map_or(Cell::Empty, |arrival| Cell::Integer(arrival.version)),
        told.arrival.map_or(Cell::Empty, |arrival| Cell::Moment(arrival.received)),
        (&record.sha256).into(),
        record.path.as_ref().into(),
        record.line.into(),
        record.outlet.as_ref().into(),
        record.title.as_ref().into(),
        Cell::day(published),
        Cell::moment(published),
        published.into(),
        record.url.as_ref().into(),
        record.byline.as_ref().into(),
        Cell::TextList(record.agencies.iter().map(|agency| agency.name.clone()).collect()),
        record.syndicated_from.as_ref().map(|from| &from.name).into(),
        record.language.as_ref().into(),
        record.statements.len().into(),
        record.attributions.len().into(),
        (&record.text).into(),
    ]
}
