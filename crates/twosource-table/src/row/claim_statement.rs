//! Which statement bears which claim.

use super::{Row, StoryView, word};
use crate::column::ColumnKind::{Day, Integer, Text, TextList};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 17] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("claim", Text, "Id of the claim within the story."),
    Column::new("place", Integer, "Place of the statement in its claim, from 0: `details` count by it."),
    Column::new("report", Text, "Id of the report."),
    Column::new("outlet", Text, "Who published it."),
    Column::new("published", Day, "The day it was published."),
    Column::new("start_char", Integer, "First code point in the report's text."),
    Column::new("end_char", Integer, "The code point after the last."),
    Column::new("text", Text, "The words, in one line."),
    Column::new("attribution", Text, "Id of the attribution that holds it, within the report."),
    Column::new("source", Text, "Whom the report says it from, in its words."),
    Column::new("source_kind", Text, "As in statements."),
    Column::new("certainty", Text, "As in statements."),
    Column::new("support", Text, "What it does for the claim: says, carries, denies, nothing or apart."),
    Column::new(
        "origin",
        Text,
        "Id of the origin at the end of its chain, within the story; empty where nobody is named.",
    ),
    Column::new("origin_name", Text, "Its name."),
    Column::new(
        "further_origins",
        TextList,
        "Ids of further origins, where the report names several sources at once.",
    ),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let mut rows = Vec::new();
    for claim in &view.story.claims {
        for (place, statement) in claim.statements.iter().enumerate() {
            let told = view.told(&statement.report);
            let attribution = told.and_then(|told| told.attribution(statement.attribution.as_deref()));
            rows.push(vec![
                (&view.story.id).into(),
                (&claim.id).into(),
                place.into(),
                (&statement.report).into(),
                view.outlet(&statement.report).into(),
                Cell::day(view.published(&statement.report)),
                statement.start.into(),
                statement.end.into(),
                view.line(&statement.report, statement.start, statement.end).into(),
                statement.attribution.as_ref().into(),
                told.and_then(|told| told.source(attribution)).into(),
                attribution.and_then(|own| own.source.as_ref()).map(|source| &source.kind).into(),
                (&statement.certainty).into(),
                word(statement.support),
                Some(&statement.origin).filter(|origin| !origin.is_empty()).into(),
                view.origin_name(&statement.origin).into(),
                statement.also_from.as_slice().into(),
            ]);
        }
    }
    rows
}
