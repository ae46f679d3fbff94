//! The reports of a collection: listing them, and each in its versions.

use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::ReportRecord;

use crate::story::{pattern, timestamp};
use crate::{Store, StoreError, StoryId};

/// A report in a list, as its newest version has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportSummary {
    /// Its id.
    pub id: String,
    /// Its story.
    pub story: StoryId,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline, or else its first words.
    pub title: String,
    /// When it was published, as its outlet dates it.
    pub published: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When its newest version came in, UTC.
    pub received: String,
    /// How many versions there are.
    pub versions: u32,
}

/// A page of a list of reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reports {
    /// How many fit in all.
    pub total: usize,
    /// Those of the page.
    pub reports: Vec<ReportSummary>,
}

/// A version of a report in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionSummary {
    /// Its number among the versions of the report, from 1.
    pub number: u32,
    /// When it came in, UTC.
    pub received: String,
    /// SHA-256 of the input's bytes.
    pub sha256: String,
    /// Its headline, or else its first words.
    pub title: String,
    /// When it was published, as its outlet dates it.
    pub published: Option<String>,
}

/// One version of a report, whole.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportVersion {
    /// The report's story.
    pub story: StoryId,
    /// The version's number, from 1.
    pub number: u32,
    /// When it came in, UTC.
    pub received: String,
    /// The report as that version has it, with everything found in it.
    pub report: ReportRecord,
}

const LISTED: &str = "id, story, outlet, title, published, url, received, number";

fn of_row(row: &Row) -> rusqlite::Result<ReportSummary> {
    Ok(ReportSummary {
        id: row.get(0)?,
        story: StoryId::of_row(row.get(1)?),
        outlet: row.get(2)?,
        title: row.get(3)?,
        published: row.get(4)?,
        url: row.get(5)?,
        received: timestamp(row.get(6)?),
        versions: row.get(7)?,
    })
}

impl Store {
    /// A page of the reports of outlets whose names hold `outlet`, or of all, the latest to arrive first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn reports(&self, outlet: Option<&str>, offset: usize, limit: usize) -> Result<Reports, StoreError> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let letters = outlet.map(pattern);
        let read = || -> rusqlite::Result<Reports> {
            let condition =
                "FROM report JOIN version USING (version) WHERE ?1 IS NULL OR outlet LIKE ?1 ESCAPE '\\'";
            let sql = format!("SELECT {LISTED} {condition} ORDER BY report.report DESC LIMIT ?2 OFFSET ?3");
            let mut found = self.connection.prepare_cached(&sql)?;
            let reports = found.query_map(params![letters, number(limit), number(offset)], of_row)?;
            let reports = reports.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut count = self.connection.prepare_cached(&format!("SELECT count(*) {condition}"))?;
            Ok(Reports { total: count.query_row([&letters], |row| row.get(0))?, reports })
        };
        read().map_err(|e| self.failed(e))
    }

    /// The versions of a report, oldest first.
    ///
    /// # Errors
    /// Where no report has this id.
    pub fn versions(&self, report: &str) -> Result<Vec<VersionSummary>, StoreError> {
        let mut found = self
            .connection
            .prepare_cached(
                "SELECT number, received, sha256, title, published FROM version
                 WHERE report = (SELECT report FROM report WHERE id = ?1) ORDER BY number",
            )
            .map_err(|e| self.failed(e))?;
        let versions = found
            .query_map([report], |row| {
                Ok(VersionSummary {
                    number: row.get(0)?,
                    received: timestamp(row.get(1)?),
                    sha256: row.get(2)?,
                    title: row.get(3)?,
                    published: row.get(4)?,
                })
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
            .map_err(|e| self.failed(e))?;
        if versions.is_empty() {
            return Err(StoreError::UnknownReport { asked: report.to_owned() });
        }
        Ok(versions)
    }

    /// A report in the version of this number, or in its newest.
    ///
    /// # Errors
    /// Where no report has this id, or it has no such version.
    pub fn report(&self, id: &str, number: Option<u32>) -> Result<ReportVersion, StoreError> {
        let found: Option<(i64, u32, i64, i64)> = self
            .connection
            .prepare_cached(
                "SELECT version.version, number, received, story FROM report JOIN version ON version.report = report.report
                 WHERE id = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY number DESC LIMIT 1",
            )
            .and_then(|mut found| {
                let of_row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
                found.query_row(params![id, number], of_row).optional()
            })
            .map_err(|e| self.failed(e))?;
        let Some((version, number, received, story)) = found else {
            let asked = number.map_or_else(|| id.to_owned(), |number| format!("{id} in a version {number}"));
            return Err(StoreError::UnknownReport { asked });
        };
        Ok(ReportVersion {
            story: StoryId::of_row(story),
            number,
            received: timestamp(received),
            report: self.record(version, id)?,
        })
    }
}
