//! Details.

use super::{Row, StoryView, word};
use crate::column::ColumnKind::{Integer, IntegerList, Text, TextList, Truth};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 10] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("claim", Text, "Id of the claim within the story."),
    Column::new("detail", Integer, "Place of the detail in its claim, from 0."),
    Column::new("slot", Text, "number, time, place, actor, object, reason and so on."),
    Column::new("agreed", Truth, "True where its values are the same, or can hold together."),
    Column::new("value_place", Integer, "Place of the value in its detail, from 0."),
    Column::new("value_text", Text, "The value, in the words of the first statement that gives it."),
    Column::new("statements", IntegerList, "Places of the statements that give it, as in claim_statements."),
    Column::new("reports", TextList, "Ids of the reports that give it."),
    Column::new("origin_names", TextList, "Names of the origins of those statements."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let mut rows = Vec::new();
    for claim in &view.story.claims {
        for (index, detail) in claim.details.iter().enumerate() {
            for (place, value) in detail.values.iter().enumerate() {
                let statements =
                    value.statements.iter().map(|&place| i64::try_from(place).unwrap_or(i64::MAX));
                let names = value.origins.iter().filter_map(|id| view.origin_name(id)).map(str::to_owned);
                rows.push(vec![
                    (&view.story.id).into(),
                    (&claim.id).into(),
                    index.into(),
                    word(detail.on),
                    detail.agreed.into(),
                    place.into(),
                    (&value.value).into(),
                    Cell::IntegerList(statements.collect()),
                    Cell::distinct(value.spans.iter().map(|span| span.report.clone())),
                    Cell::TextList(names.collect()),
                ]);
            }
        }
    }
    rows
}
