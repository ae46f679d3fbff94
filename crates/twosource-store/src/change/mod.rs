//! What a report says otherwise than it did.

mod compare;
mod words;

use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::Serialize;

use crate::story::timestamp;
use crate::{Store, StoreError, StoryId};

/// What became of a statement from one version to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// It says something else.
    Altered,
    /// It is gone.
    Dropped,
    /// It is new.
    Added,
}

/// What of a statement was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// How many, how much.
    Number,
    /// When.
    Date,
    /// Who says it.
    Source,
    /// How surely it is said.
    Certainty,
    /// Other words.
    Words,
}

/// What became of one statement, heading or caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementChange {
    /// What became of it.
    pub edit: Edit,
    /// "statement", or the kind of segment: "title", "heading", "caption".
    pub unit: String,
    /// What it said.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
    /// Where it stood in the older version's text, in code points.
    pub before_place: Option<[usize; 2]>,
    /// Where it stands in the newer version's text, in code points.
    pub after_place: Option<[usize; 2]>,
    /// For an altered one: what was altered.
    pub matters: Vec<Matter>,
    /// For an altered one: the words taken out, and those put in their place.
    pub words: Vec<[String; 2]>,
    /// True for an altered number, date or source, where the report has no new word that it was corrected.
    pub quiet: bool,
}

/// A piece of metadata that is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldChange {
    /// "title", "outlet", "published", "byline", "url".
    pub field: &'static str,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// From one version to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Revision {
    /// Number of the older version, from 1.
    pub from: u32,
    /// Number of the newer.
    pub to: u32,
    /// When the newer came in, UTC.
    pub received: String,
    /// True where the newer says that it was corrected or updated, and the older did not.
    pub says_so: bool,
    /// Metadata that is another.
    pub fields: Vec<FieldChange>,
    /// What became of statements, headings and captions: altered numbers first, then as they stand in the text.
    pub statements: Vec<StatementChange>,
}

/// A report with its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportChanges {
    /// Its id.
    pub report: String,
    /// Its story.
    pub story: StoryId,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline now.
    pub title: Option<String>,
    /// How many versions there are.
    pub versions: u32,
    /// From each to the next, oldest first.
    pub revisions: Vec<Revision>,
}

impl Store {
    /// What changed in one report, or, without an id, in each that has more than one version, in the order of arrival.
    ///
    /// # Errors
    /// Where no report has this id.
    pub fn changes(&self, report: Option<&str>) -> Result<Vec<ReportChanges>, StoreError> {
        let sql = "SELECT report, id, story FROM report
                   WHERE (?1 IS NULL AND report IN (SELECT report FROM version WHERE number = 2)) OR id = ?1
                   ORDER BY report";
        let mut found = self.connection.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let reports = found
            .query_map([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<(i64, String, i64)>>>)
            .map_err(|e| self.failed(e))?;
        if let (Some(asked), true) = (report, reports.is_empty()) {
            return match self.report_like(asked)? {
                Some(id) => self.changes(Some(&id)),
                None => Err(StoreError::UnknownReport { asked: asked.to_owned() }),
            };
        }
        reports.into_iter().map(|(row, id, story)| self.changes_of(row, id, story)).collect()
    }

    /// The one report whose address or file is `asked`, or whose id begins so.
    fn report_like(&self, asked: &str) -> Result<Option<String>, StoreError> {
        let by_name = self
            .connection
            .prepare_cached("SELECT id FROM name JOIN report USING (report) WHERE name = 'url:' || ?1 OR name = 'file:' || ?1")
            .and_then(|mut found| found.query_row([asked], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))?;
        if by_name.is_some() {
            return Ok(by_name);
        }
        let mut found = self
            .connection
            .prepare_cached("SELECT id FROM report WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2")
            .map_err(|e| self.failed(e))?;
        let ids = found
            .query_map([asked], |row| row.get(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>)
            .map_err(|e| self.failed(e))?;
        Ok(if ids.len() == 1 && asked.len() >= 4 { ids.into_iter().next() } else { None })
    }

    fn changes_of(&self, report: i64, id: String, story: i64) -> Result<ReportChanges, StoreError> {
        let mut found = self
            .connection
            .prepare_cached("SELECT version, number, received FROM version WHERE report = ?1 ORDER BY number")
            .map_err(|e| self.failed(e))?;
        let versions = found
            .query_map([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<(i64, u32, i64)>>>)
            .map_err(|e| self.failed(e))?;
        let mut revisions = Vec::new();
        let mut before: Option<twosource_evidence::file::ReportRecord> = None;
        let mut last_number = 0;
        for &(version, number, received) in &versions {
            let record = self.record(version, &id)?;
            if let Some(older) = &before {
                let mut revision = compare::compare(older, &record);
                (revision.from, revision.to) = (last_number, number);
                revision.received = timestamp(received);
                revisions.push(revision);
            }
            before = Some(record);
            last_number = number;
        }
        Ok(ReportChanges {
            report: id,
            story: StoryId::of_row(story),
            outlet: before.as_ref().and_then(|record| record.outlet.clone()),
            title: before.as_ref().and_then(|record| record.title.clone()),
            versions: last_number,
            revisions,
        })
    }
}
