//! The stories of a collection: listing, finding, and what became of one.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, ToSql};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::lead::Lead;

use crate::{Store, StoreError, Tally, since};

/// A story's number in the collection; it keeps it as it grows. Written "S12".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(into = "String")]
#[schemars(with = "String", extend("pattern" = "^S[0-9]+$"))]
pub struct StoryId(pub u64);

impl StoryId {
    /// As the database has it.
    pub(crate) fn row(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    pub(crate) fn of_row(row: i64) -> Self {
        StoryId(row.unsigned_abs())
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "S{}", self.0)
    }
}

impl From<StoryId> for String {
    fn from(id: StoryId) -> String {
        id.to_string()
    }
}

impl FromStr for StoryId {
    type Err = StoreError;

    /// "S12", "s12" or "12".
    fn from_str(given: &str) -> Result<Self, StoreError> {
        let number = given.trim().trim_start_matches(['S', 's']).parse();
        number.map(StoryId).map_err(|_| StoreError::UnknownStory { asked: given.to_owned() })
    }
}

/// Which stories to list. The conditions hold together; an empty filter lists all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryFilter {
    /// With a report published, or where that is unknown received, at or after this moment.
    pub since: Option<Timestamp>,
    /// With a report published, or where that is unknown received, before this moment.
    pub until: Option<Timestamp>,
    /// With a report of an outlet whose name holds these letters, whatever their case.
    pub outlet: Option<String>,
    /// With a report that mentions a person, organisation, state or place whose name holds these letters.
    pub entity: Option<String>,
    /// With at least so many reports.
    pub at_least: usize,
    /// The most stories to list; 0 for all.
    pub limit: usize,
    /// What they are sorted by.
    pub order: Order,
}

/// What stories are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The newest report first, by its date of publication; undated stories at the end.
    #[default]
    Newest,
    /// The last change first: a report came in, or came again with other words.
    Changed,
    /// Most claims in dispute first.
    Disputes,
    /// Most named sources first.
    Sources,
}

impl Order {
    /// Words of the database that put the first story first.
    fn sql(self) -> &'static str {
        match self {
            Order::Newest => "last IS NULL, ifnull(last, newest) DESC, story",
            Order::Changed => "card.received DESC, story",
            Order::Disputes => {
                "ifnull(disputed, 0) DESC, ifnull(conflicts, 0) DESC, last IS NULL, ifnull(last, newest) DESC, story"
            }
            Order::Sources => "ifnull(sources, 0) DESC, last IS NULL, ifnull(last, newest) DESC, story",
        }
    }
}

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StorySummary {
    /// Its number.
    pub id: StoryId,
    /// The title of one of its reports: the one that shares most words with the others.
    pub title: String,
    /// How many reports it has.
    pub reports: usize,
    /// Their outlets, in alphabetical order.
    pub outlets: Vec<String>,
    /// First and last date of publication; empty where no report bears one.
    pub published: Vec<String>,
    /// When the newest of its versions came in, UTC.
    pub received: String,
    /// The names that most of its reports mention.
    pub entities: Vec<String>,
    /// How its claims stand; `None` where it was never weighed.
    pub tally: Option<Tally>,
    /// What is solid in it, in one line; `None` where nothing is, or it was never weighed.
    pub lead: Option<Lead>,
}

/// A report that changed its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryMove {
    /// The report that moved.
    pub report: String,
    /// Where it was.
    pub from: StoryId,
    /// Where it went.
    pub to: StoryId,
    /// The report whose arrival moved it.
    pub cause: String,
    /// When, UTC.
    pub at: String,
}

/// A page of a list of stories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stories {
    /// How many stories fit in all.
    pub total: usize,
    /// Those of the page.
    pub stories: Vec<StorySummary>,
}

/// Stories with the condition and its values that they were found by.
type Listed = (Vec<StorySummary>, (String, Vec<String>));

/// The columns of a story in a list, as [`of_card`] reads them.
const CARD: &str = "card.story, title, reports, outlets, first, last, received, entities,
    current, corroborated, disputed, echoed, single_source, conflicts, unsourced, sources, lead";

fn of_card(row: &Row) -> rusqlite::Result<StorySummary> {
    let names = |column: usize| -> rusqlite::Result<Vec<String>> {
        // Written by this program; what does not read is derived and can be missed.
        Ok(serde_json::from_str(&row.get::<_, String>(column)?).unwrap_or_default())
    };
    let (first, last): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
    Ok(StorySummary {
        id: StoryId::of_row(row.get(0)?),
        title: row.get(1)?,
        reports: row.get(2)?,
        outlets: names(3)?,
        published: [first, last].into_iter().flatten().collect(),
        received: timestamp(row.get(6)?),
        entities: names(7)?,
        tally: Tally::of_row(row, 8)?,
        lead: row.get::<_, Option<String>>(16)?.and_then(|lead| serde_json::from_str(&lead).ok()),
    })
}

impl Store {
    /// The stories that fit, in the order asked for.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<StorySummary>, StoreError> {
        Ok(self.listed(filter, 0)?.0)
    }

    /// A page of the stories that fit, in the order of [`Store::stories`], from the one numbered `offset` (from 0) on;
    /// as many as the filter's limit.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn front(&self, filter: &StoryFilter, offset: usize) -> Result<Stories, StoreError> {
        let (stories, (condition, values)) = self.listed(filter, offset)?;
        let sql = format!("SELECT count(*) FROM card WHERE {condition}");
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let total = self.connection.query_row(&sql, values.as_slice(), |row| row.get(0));
        Ok(Stories { total: total.map_err(|e| self.failed(e))?, stories })
    }

    /// One story as lists show it.
    ///
    /// # Errors
    /// Where there is no such story.
    pub fn summary(&self, story: StoryId) -> Result<StorySummary, StoreError> {
        let sql = format!("SELECT {CARD} FROM card LEFT JOIN tally USING (story) WHERE story = ?1");
        let found = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| found.query_row([story.row()], of_card).optional())
            .map_err(|e| self.failed(e))?;
        found.ok_or_else(|| StoreError::UnknownStory { asked: story.to_string() })
    }

    /// The stories that fit, and the condition that they were found by.
    fn listed(&self, filter: &StoryFilter, offset: usize) -> Result<Listed, StoreError> {
        let (condition, values) = condition(filter);
        let limit = if filter.limit == 0 { -1 } else { i64::try_from(filter.limit).unwrap_or(i64::MAX) };
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT {CARD} FROM card LEFT JOIN tally USING (story) WHERE {condition}
             ORDER BY {order} LIMIT {limit} OFFSET {offset}",
            order = filter.order.sql(),
        );
        let parameters: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let stories = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| {
                found.query_map(parameters.as_slice(), of_card)?.collect::<rusqlite::Result<Vec<_>>>()
            })
            .map_err(|e| self.failed(e))?;
        Ok((stories, (condition, values)))
    }

    /// The story that a number means now: itself, or, where others took all its reports, the one that has most of them.
    ///
    /// # Errors
    /// Where there never was such a story.
    pub fn story_now(&self, asked: StoryId) -> Result<StoryId, StoreError> {
        let mut current = self
            .connection
            .prepare_cached(
                "SELECT story FROM (
                    SELECT story, report FROM report WHERE story = ?1
                    UNION SELECT story, report FROM move JOIN report USING (report) WHERE from_story = ?1)
                 GROUP BY story ORDER BY story = ?1 DESC, count(*) DESC, story LIMIT 1",
            )
            .map_err(|e| self.failed(e))?;
        let found = current.query_row([asked.row()], |row| row.get::<_, i64>(0));
        match found {
            Ok(row) => Ok(StoryId::of_row(row)),
            Err(rusqlite::Error::QueryReturnedNoRows) => {
                Err(StoreError::UnknownStory { asked: asked.to_string() })
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// The reports that came to a story from others or left it for others, oldest first: its merges and splits.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn moves(&self, story: StoryId) -> Result<Vec<StoryMove>, StoreError> {
        let mut found = self
            .connection
            .prepare_cached(
                "SELECT moved.id, from_story, to_story, causing.id, received FROM move
                 JOIN report AS moved ON moved.report = move.report
                 JOIN version ON version.version = move.cause
                 JOIN report AS causing ON causing.report = version.report
                 WHERE from_story = ?1 OR to_story = ?1 ORDER BY move",
            )
            .map_err(|e| self.failed(e))?;
        found
            .query_map([story.row()], |row| {
                Ok(StoryMove {
                    report: row.get(0)?,
                    from: StoryId::of_row(row.get(1)?),
                    to: StoryId::of_row(row.get(2)?),
                    cause: row.get(3)?,
                    at: timestamp(row.get(4)?),
                })
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<StoryMove>>>)
            .map_err(|e| self.failed(e))
    }

    /// The numbers of all stories that have a report, in order.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn story_ids(&self) -> Result<Vec<StoryId>, StoreError> {
        let mut found = self
            .connection
            .prepare_cached("SELECT DISTINCT story FROM report ORDER BY story")
            .map_err(|e| self.failed(e))?;
        found
            .query_map([], |row| Ok(StoryId::of_row(row.get(0)?)))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<StoryId>>>)
            .map_err(|e| self.failed(e))
    }
}

/// Milliseconds since 1970 as RFC 3339.
pub(crate) fn timestamp(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map(|moment| moment.to_string()).unwrap_or_default()
}

/// The part of a query that a filter makes, with its values. Names are compared without case, as far as ASCII goes.
fn condition(filter: &StoryFilter) -> (String, Vec<String>) {
    let date =
        "ifnull(version.published, strftime('%Y-%m-%dT%H:%M:%SZ', version.received / 1000, 'unixepoch'))";
    let mut parts = vec!["1".to_owned()];
    let mut values: Vec<String> = Vec::new();
    let mut add = |part: String, value: String| {
        values.push(value);
        parts.push(part.replace('?', &format!("?{}", values.len())));
    };
    if let Some(since) = filter.since {
        add(format!("{date} >= ?"), since::day_or_moment(since));
    }
    if let Some(until) = filter.until {
        add(format!("{date} < ?"), since::day_or_moment(until));
    }
    if let Some(outlet) = &filter.outlet {
        add("version.outlet LIKE ? ESCAPE '\\'".to_owned(), pattern(outlet));
    }
    if let Some(entity) = &filter.entity {
        let part = "version.version IN (SELECT mention.version FROM mention JOIN entity USING (entity)
                    WHERE name LIKE ? ESCAPE '\\')";
        add(part.to_owned(), pattern(entity));
    }
    let of_any_report = parts.join(" AND ");
    let mut all = vec!["1".to_owned()];
    if parts.len() > 1 {
        // Stories that fit by any report are listed whole.
        all.push(format!(
            "card.story IN (SELECT report.story FROM report JOIN version USING (version) WHERE {of_any_report})"
        ));
    }
    if filter.at_least > 1 {
        all.push(format!("reports >= {}", filter.at_least));
    }
    (all.join(" AND "), values)
}

/// A pattern for LIKE that finds these letters anywhere.
pub(crate) fn pattern(letters: &str) -> String {
    let escaped = letters.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_named_by_number() {
        for given in ["S12", "s12", "12", " S12 "] {
            assert_eq!(given.parse::<StoryId>().unwrap(), StoryId(12));
        }
        assert!("S".parse::<StoryId>().is_err());
        assert!("12; DROP TABLE report".parse::<StoryId>().is_err());
    }

    #[test]
    fn letters_of_a_filter_are_no_pattern() {
        assert_eq!(pattern("50%_\\"), "%50\\%\\_\\\\%");
    }
}
