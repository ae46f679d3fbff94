//! Dependence.

use super::{Row, StoryView, word};
use crate::column::ColumnKind::{Real, Text};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 8] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("report", Text, "Id of one report; of a citation the one that cites."),
    Column::new("outlet", Text, "Its outlet."),
    Column::new("other_report", Text, "Id of the other report."),
    Column::new("other_outlet", Text, "Its outlet."),
    Column::new(
        "kind",
        Text,
        "copy, shared passages, same agency, cites, same byline, links or may be a rewrite.",
    ),
    Column::new("overlap", Real, "Share of the shorter report's running words that stand in both, 0 to 1."),
    Column::new("why", Text, "In words."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let row = |dependence: &twosource_evidence::file::DependenceRecord| {
        let [report, other] = &dependence.reports;
        vec![
            (&view.story.id).into(),
            report.into(),
            view.outlet(report).into(),
            other.into(),
            view.outlet(other).into(),
            word(dependence.kind),
            Cell::Real(dependence.overlap),
            (&dependence.why).into(),
        ]
    };
    view.story.dependence.iter().map(row).collect()
}
