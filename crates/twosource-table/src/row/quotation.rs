//! Quotations.

use super::{Row, StoryView};
use crate::column::ColumnKind::{Integer, Text, TextList, Truth};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 13] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("quotation", Integer, "Place of the quotation in its story, from 0."),
    Column::new("speaker", Text, "Id of the speaker in the cast, where known."),
    Column::new("speaker_name", Text, "The speaker's name."),
    Column::new(
        "altered",
        Truth,
        "True where the versions' words differ, or were left out of the middle with no sign of it.",
    ),
    Column::new("version", Integer, "Place of the version, from 0: the fullest."),
    Column::new("report", Text, "Id of the report."),
    Column::new("outlet", Text, "Who published it."),
    Column::new("attribution", Text, "Id of the report's attribution that holds it."),
    Column::new("start_char", Integer, "First code point of the quoted words."),
    Column::new("end_char", Integer, "The code point after the last."),
    Column::new("text", Text, "The quoted words."),
    Column::new("cut", TextList, "What it leaves out of the fullest version: before, middle, after."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, quotation) in view.story.quotations.iter().enumerate() {
        let speaker = quotation.speaker.as_deref();
        for (place, version) in quotation.versions.iter().enumerate() {
            let told = view.told(&version.report);
            rows.push(vec![
                (&view.story.id).into(),
                index.into(),
                speaker.into(),
                speaker.and_then(|id| view.entity_name(id)).into(),
                quotation.altered.into(),
                place.into(),
                (&version.report).into(),
                view.outlet(&version.report).into(),
                version.attribution.as_ref().into(),
                version.start.into(),
                version.end.into(),
                told.map_or(Cell::Empty, |told| told.slice(version.start, version.end).into()),
                version.cut.as_slice().into(),
            ]);
        }
    }
    rows
}
