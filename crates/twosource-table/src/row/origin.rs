//! Origins.

use super::{Row, StoryView, word};
use crate::Column;
use crate::column::ColumnKind::{Text, TextList};

pub(crate) const COLUMNS: [Column; 7] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("origin", Text, "Id of the origin within the story."),
    Column::new("kind", Text, "agency, release, outlet, speaker or document."),
    Column::new("name", Text, "Its name."),
    Column::new("ground", Text, "What it stands on: named, anonymous, relayed or silent."),
    Column::new("reports", TextList, "Ids of the reports that rest on it."),
    Column::new("why", Text, "In words."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let row = |origin: &twosource_evidence::file::OriginRecord| {
        vec![
            (&view.story.id).into(),
            (&origin.id).into(),
            word(origin.kind),
            (&origin.name).into(),
            word(origin.ground),
            origin.reports.as_slice().into(),
            (&origin.why).into(),
        ]
    };
    view.story.origins.iter().map(row).collect()
}
