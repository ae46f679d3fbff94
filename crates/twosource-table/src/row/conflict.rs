//! Conflicts.

use super::{Row, StoryView, word};
use crate::column::ColumnKind::{Text, TextList, Truth};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 11] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("story_title", Text, "Its title."),
    Column::new("conflict", Text, "Id of the conflict within the story."),
    Column::new("slot", Text, "number, date, place, actor, negation, modality or other."),
    Column::new("is_update", Truth, "True where a later report replaces an earlier value."),
    Column::new("value_texts", TextList, "The values, one a statement."),
    Column::new("reports", TextList, "Ids of the reports of the statements, in their order."),
    Column::new("outlets", TextList, "Their outlets, in their order; an empty one is not known."),
    Column::new("statements", TextList, "The statements' words."),
    Column::new("claims", TextList, "Ids of the claims they belong to."),
    Column::new("why", Text, "In words."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let row = |conflict: &twosource_evidence::file::ConflictRecord| {
        let places = || conflict.statements.iter();
        let outlets = places().map(|place| view.outlet(&place.report).unwrap_or_default().to_owned());
        vec![
            (&view.story.id).into(),
            (&view.story.title).into(),
            (&conflict.id).into(),
            word(conflict.on),
            conflict.update.into(),
            conflict.values.as_slice().into(),
            Cell::TextList(places().map(|place| place.report.clone()).collect()),
            Cell::TextList(outlets.collect()),
            Cell::TextList(places().map(|place| view.line(&place.report, place.start, place.end)).collect()),
            conflict.claims.as_slice().into(),
            (&conflict.why).into(),
        ]
    };
    view.story.conflicts.iter().map(row).collect()
}
