//! The cast.

use super::{Row, StoryView};
use crate::column::ColumnKind::{Text, TextList};
use crate::{Cell, Column};

pub(crate) const COLUMNS: [Column; 7] = [
    Column::new("story", Text, "Id of the story."),
    Column::new("entity", Text, "Id within the story's cast."),
    Column::new("kind", Text, "person, organisation, state, place, group or other."),
    Column::new("name", Text, "Fullest name."),
    Column::new("aliases", TextList, "Other names and nominals."),
    Column::new("roles", TextList, "Roles as the reports give them."),
    Column::new("reports", TextList, "Ids of the reports that speak of it."),
];

pub(crate) fn rows(view: &StoryView) -> Vec<Row> {
    let row = |entity: &twosource_evidence::file::CastMember| {
        vec![
            (&view.story.id).into(),
            (&entity.id).into(),
            (&entity.kind).into(),
            (&entity.name).into(),
            entity.aliases.as_slice().into(),
            entity.roles.as_slice().into(),
            Cell::distinct(entity.members.iter().map(|member| member.report.clone())),
        ]
    };
    view.story.entities.iter().map(row).collect()
}
