//! The names that reports mention, across stories.

use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use crate::story::pattern;
use crate::{Store, StoreError};

/// Somebody or something that reports of the collection mention by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Stories with a report that mentions it.
    pub stories: usize,
    /// Reports that mention it, in their newest versions.
    pub reports: usize,
    /// How often they do.
    pub mentions: usize,
}

/// A page of a list of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Names {
    /// How many fit in all.
    pub total: usize,
    /// Those of the page.
    pub names: Vec<Name>,
}

impl Store {
    /// A page of the names that hold these letters, whatever their case, or of all: those of most stories first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn names(&self, letters: Option<&str>, offset: usize, limit: usize) -> Result<Names, StoreError> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let letters = letters.map(pattern);
        let read = || -> rusqlite::Result<Names> {
            let condition = "FROM report JOIN mention USING (version) JOIN entity USING (entity)
                 WHERE ?1 IS NULL OR name LIKE ?1 ESCAPE '\\'";
            let sql = format!(
                "SELECT name, count(DISTINCT story) AS stories, count(*) AS reports, sum(mentions) {condition}
                 GROUP BY entity ORDER BY stories DESC, reports DESC, name LIMIT ?2 OFFSET ?3"
            );
            let mut found = self.connection.prepare_cached(&sql)?;
            let names = found.query_map(params![letters, number(limit), number(offset)], |row| {
                Ok(Name {
                    name: row.get(0)?,
                    stories: row.get(1)?,
                    reports: row.get(2)?,
                    mentions: row.get(3)?,
                })
            })?;
            let names = names.collect::<rusqlite::Result<Vec<_>>>()?;
            let count = format!("SELECT count(DISTINCT entity) {condition}");
            let total = self.connection.prepare_cached(&count)?.query_row([&letters], |row| row.get(0))?;
            Ok(Names { total, names })
        };
        read().map_err(|e| self.failed(e))
    }
}
