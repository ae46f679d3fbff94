//! What else could be asked of what was found: which outlets, which months.

use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use super::expression::Expression;
use super::index::day;
use super::query::Query;
use super::run::{conditions, table};
use crate::{Store, StoreError};

/// Values of one kind that are told.
const TOLD: usize = 12;

/// Rows that are counted: of more, facets tell nothing that narrows.
const MOST_COUNTED: usize = 50_000;

/// A value, and how many of what was found have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facet {
    /// The outlet, or the month: "2026-03".
    pub value: String,
    /// How many.
    pub count: usize,
}

/// What was found, by outlet and by month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facets {
    /// Those of most hits first.
    pub outlets: Vec<Facet>,
    /// The newest first.
    pub months: Vec<Facet>,
}

impl Store {
    /// How what fits a query is spread over outlets and months, without regard to a standing that was asked. Nothing where more
    /// than 50,000 fit.
    ///
    /// # Errors
    /// Where the query cannot be read, or the collection cannot.
    pub fn facets(&self, query: &Query, total: usize) -> Result<Facets, StoreError> {
        if total == 0 || total > MOST_COUNTED {
            return Ok(Facets::default());
        }
        let expression = Expression::of(query)?;
        let (table, report) = table(query.unit());
        let fits = conditions(query, &expression);
        let outlets = format!(
            "SELECT version.outlet, count(*) FROM {table} JOIN report ON report.report = {report} JOIN version USING (version)
             WHERE {fits} AND version.outlet IS NOT NULL GROUP BY version.outlet ORDER BY 2 DESC, 1 LIMIT {TOLD}"
        );
        let months = format!(
            "SELECT strftime('%Y-%m', day.day * 86400, 'unixepoch'), count(*) FROM {table} JOIN day ON day.report = {report}
             WHERE {fits} GROUP BY 1 ORDER BY 1 DESC LIMIT {TOLD}"
        );
        Ok(Facets {
            outlets: self.facet(&outlets, query, &expression)?,
            months: self.facet(&months, query, &expression)?,
        })
    }

    fn facet(&self, sql: &str, query: &Query, expression: &Expression) -> Result<Vec<Facet>, StoreError> {
        let (from, to) =
            (query.from.and_then(day).unwrap_or(i64::MIN), query.to.and_then(day).unwrap_or(i64::MAX));
        let words = expression.must.as_deref().or(expression.not.as_deref());
        self.connection
            .prepare_cached(sql)
            .and_then(|mut found| {
                let rows = found.query_map(params![words, from, to], |row| {
                    Ok(Facet { value: row.get(0)?, count: row.get(1)? })
                })?;
                rows.collect::<rusqlite::Result<Vec<Facet>>>()
            })
            .map_err(|e| self.failed(e))
    }
}
