//! A story as lists show it, made from its reports when one comes or goes: a list of ten thousand stories reads no report.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::story::timestamp;

/// Names shown of one story.
const NAMES_SHOWN: i64 = 5;

/// A report of a story, as far as the list needs it.
struct Line {
    outlet: Option<String>,
    title: String,
    published: Option<String>,
    received: i64,
}

/// Makes the cards of all stories.
pub(crate) fn renew_all(connection: &Connection) -> rusqlite::Result<()> {
    let mut stories = connection.prepare("SELECT DISTINCT story FROM report ORDER BY story")?;
    let stories: Vec<i64> = stories.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    stories.into_iter().try_for_each(|story| renew(connection, story))
}

/// Makes the card of a story anew; drops it where all its reports have gone.
pub(crate) fn renew(connection: &Connection, story: i64) -> rusqlite::Result<()> {
    let lines: Vec<Line> = connection
        .prepare_cached(
            "SELECT outlet, title, published, received FROM report JOIN version USING (version)
             WHERE story = ?1 ORDER BY report.report",
        )?
        .query_map([story], |row| {
            Ok(Line {
                outlet: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                received: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let Some(newest) = lines.iter().map(date_of).max() else {
        connection.prepare_cached("DELETE FROM tally WHERE story = ?1")?.execute([story])?;
        connection.prepare_cached("DELETE FROM card WHERE story = ?1")?.execute([story])?;
        return Ok(());
    };
    let entities: Vec<String> = connection
        .prepare_cached(
            "SELECT name FROM report JOIN mention USING (version) JOIN entity USING (entity) WHERE story = ?1
             GROUP BY entity ORDER BY count(*) DESC, sum(mentions) DESC, name LIMIT ?2",
        )?
        .query_map([story, NAMES_SHOWN], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let outlets: BTreeSet<&str> = lines.iter().filter_map(|line| line.outlet.as_deref()).collect();
    let published = || lines.iter().filter_map(|line| line.published.as_deref());
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO card (story, newest, reports, title, outlets, entities, first, last, received)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            story,
            newest,
            lines.len() as i64,
            title(&lines),
            json(&outlets)?,
            json(&entities)?,
            published().min(),
            published().max(),
            lines.iter().map(|line| line.received).max(),
        ])?;
    connection.prepare_cached("UPDATE tally SET current = 0 WHERE story = ?1")?.execute([story])?;
    Ok(())
}

fn json<T: serde::Serialize>(names: &T) -> rusqlite::Result<String> {
    serde_json::to_string(names).map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))
}

fn date_of(line: &Line) -> String {
    line.published.clone().unwrap_or_else(|| timestamp(line.received))
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
