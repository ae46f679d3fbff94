//! What reports assert.

use super::{Row, Told};
use crate::column::ColumnKind::{Day, Integer, Text};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 13] = [
    Column::new("report", Text, "Id of the report."),
    Column::new("story", Text, "Id of its story."),
    Column::new("outlet", Text, "Who published it."),
    Column::new("published", Day, "The day it was published."),
    Column::new("start_char", Integer, "First code point in the report's text."),
    Column::new("end_char", Integer, "The code point after the last."),
    Column::new("text", Text, "The words."),
    Column::new(
        "certainty",
        Text,
        "asserted, attributed, hedged, planned, conditional, denied or questioned.",
    ),
    Column::new("time_value", Text, "TIMEX3 value of the time that dates it."),
    Column::new("attribution", Text, "Id of the attribution that holds it, within the report."),
    Column::new("source", Text, "Whom the report says it from, in its words."),
    Column::new(
        "source_kind",
        Text,
        "person, role-holder, anonymous, organisation, state-body, state-media, news-agency, outlet, document or report.",
    ),
    Column::new("version", Integer, "Which version a collection has of the report, from 1."),
];

pub(crate) fn rows(told: &Told) -> Vec<Row> {
    let record = told.record;
    let row = |statement: &twosource_evidence::file::StatementRecord| {
        let attribution = told.attribution(statement.attribution.as_deref());
        vec![
            (&record.id).into(),
            told.story.into(),
            record.outlet.as_ref().into(),
            Cell::day(record.published.as_deref()),
            statement.start.into(),
            statement.end.into(),
            told.slice(statement.start, statement.end).into(),
            (&statement.certainty).into(),
            statement.time.as_ref().into(),
            statement.attribution.as_ref().into(),
            told.source(attribution).into(),
            attribution.and_then(|own| own.source.as_ref()).map(|source| &source.kind).into(),
            told.arrival.map_or(Cell::Empty, |arrival| Cell::Integer(arrival.version)),
        ]
    };
    record.statements.iter().map(row).collect()
}
