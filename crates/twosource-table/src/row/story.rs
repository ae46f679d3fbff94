//! Stories.

use super::{Row, StoryView};
use crate::column::ColumnKind::{Day, Integer, Text};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 9] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("title", Text, "The headline that says most of it."),
    Column::new("report_count", Integer, "Its reports."),
    Column::new("outlet_count", Integer, "Outlets whose name is known."),
    Column::new("first_published", Day, "First day of publication."),
    Column::new("last_published", Day, "Last day of publication."),
    Column::new("claim_count", Integer, "Its claims."),
    Column::new("corroborated_count", Integer, "Claims that independent, named sources carry."),
    Column::new("conflict_count", Integer, "Its conflicts."),
];

pub(crate) fn row(view: &StoryView) -> Row {
    let story = view.story;
    let outlets: std::collections::BTreeSet<&str> =
        story.reports.iter().filter_map(|report| view.outlet(report)).collect();
    let corroborated = story.claims.iter().filter(|claim| claim.standing.as_str() == "corroborated").count();
    vec![
        (&story.id).into(),
        (&story.title).into(),
        story.reports.len().into(),
        outlets.len().into(),
        Cell::day(story.published.first().map(String::as_str)),
        Cell::day(story.published.last().map(String::as_str)),
        story.claims.len().into(),
        corroborated.into(),
        story.conflicts.len().into(),
    ]
}
