//! The stories of a collection: listing, finding, and what became of one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::ToSql;
use serde::Serialize;

use crate::{Store, StoreError, since};

/// A story's number in the collection; it keeps it as it grows. Written "S12".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
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
}

/// A story in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
}

/// A report that changed its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// A report of a story, as far as the list needs it.
struct Line {
    story: i64,
    outlet: Option<String>,
    title: String,
    published: Option<String>,
    received: i64,
}

/// Names shown of one story.
const NAMES_SHOWN: usize = 5;

impl Store {
    /// The stories that fit, those with the newest report first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<StorySummary>, StoreError> {
        let (condition, values) = condition(filter);
        // Stories that fit by any report are listed whole.
        let sql = format!(
            "SELECT story, outlet, title, published, received
             FROM report JOIN version USING (version)
             WHERE story IN (SELECT story FROM report JOIN version USING (version) WHERE {condition})
             ORDER BY report.report"
        );
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let mut found = self.connection.prepare(&sql).map_err(|e| self.failed(e))?;
        let lines = found
            .query_map(values.as_slice(), |row| {
                Ok(Line {
                    story: row.get(0)?,
                    outlet: row.get(1)?,
                    title: row.get(2)?,
                    published: row.get(3)?,
                    received: row.get(4)?,
                })
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<Line>>>)
            .map_err(|e| self.failed(e))?;
        let mut stories: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
        for line in lines {
            stories.entry(line.story).or_default().push(line);
        }
        let mut stories: Vec<(i64, Vec<Line>)> =
            stories.into_iter().filter(|(_, lines)| lines.len() >= filter.at_least).collect();
        stories.sort_by_cached_key(|(story, lines)| {
            let newest = lines.iter().map(date_of).max();
            (std::cmp::Reverse(newest), *story)
        });
        if filter.limit > 0 {
            stories.truncate(filter.limit);
        }
        stories.into_iter().map(|(story, lines)| self.summary(story, &lines)).collect()
    }

    fn summary(&self, story: i64, lines: &[Line]) -> Result<StorySummary, StoreError> {
        let outlets: BTreeSet<&str> = lines.iter().filter_map(|line| line.outlet.as_deref()).collect();
        let mut published: Vec<&str> = lines.iter().filter_map(|line| line.published.as_deref()).collect();
        published.sort_unstable();
        let published = match (published.first(), published.last()) {
            (Some(first), Some(last)) => vec![(*first).to_owned(), (*last).to_owned()],
            _ => Vec::new(),
        };
        let received = lines.iter().map(|line| line.received).max().unwrap_or(0);
        let mut names = self
            .connection
            .prepare_cached(
                "SELECT name FROM report JOIN mention USING (version) JOIN entity USING (entity) WHERE story = ?1
                 GROUP BY entity ORDER BY count(*) DESC, sum(mentions) DESC, name LIMIT ?2",
            )
            .map_err(|e| self.failed(e))?;
        let entities = names
            .query_map([story, NAMES_SHOWN as i64], |row| row.get(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>)
            .map_err(|e| self.failed(e))?;
        Ok(StorySummary {
            id: StoryId::of_row(story),
            title: title(lines),
            reports: lines.len(),
            outlets: outlets.into_iter().map(str::to_owned).collect(),
            published,
            received: timestamp(received),
            entities,
        })
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

fn date_of(line: &Line) -> String {
    line.published.clone().unwrap_or_else(|| timestamp(line.received))
}

/// The part of a query that a filter makes, with its values. Names are compared without case, as far as ASCII goes.
fn condition(filter: &StoryFilter) -> (String, Vec<String>) {
    let date = "ifnull(published, strftime('%Y-%m-%dT%H:%M:%SZ', received / 1000, 'unixepoch'))";
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
        add("outlet LIKE ? ESCAPE '\\'".to_owned(), pattern(outlet));
    }
    if let Some(entity) = &filter.entity {
        let part = "version.version IN (SELECT mention.version FROM mention JOIN entity USING (entity)
                    WHERE name LIKE ? ESCAPE '\\')";
        add(part.to_owned(), pattern(entity));
    }
    (parts.join(" AND "), values)
}

/// A pattern for LIKE that finds these letters anywhere.
pub(crate) fn pattern(letters: &str) -> String {
    let escaped = letters.trim().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// The title that shares most words with the others; of equals the earliest.
fn title(lines: &[Line]) -> String {
    let words: Vec<BTreeSet<String>> = lines
        .iter()
        .map(|line| {
            let words = line.title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
            words.map(str::to_lowercase).collect()
        })
        .collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flatten() {
        *spread.entry(word).or_default() += 1;
    }
    let merit = |words: &BTreeSet<String>| {
        let shared: usize = words.iter().map(|word| spread.get(word.as_str()).map_or(0, |n| n - 1)).sum();
        shared as f64 / (words.len() as f64 + 2.0)
    };
    let best = lines.iter().zip(&words).rev().max_by(|a, b| merit(a.1).total_cmp(&merit(b.1)));
    best.map_or_else(|| "Untitled story".to_owned(), |(line, _)| line.title.clone())
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
