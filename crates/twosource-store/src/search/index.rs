//! What search looks in: terms of each report's newest version and of its statements, in the collection's own database.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::{Connection, params};
use twosource_evidence::file::{EntityRecord, ReportRecord};

use super::term::{self, Stems};
use crate::annotation::{CharOffsets, names, with_text};

/// Rows of statements that belong to one report: statement `n` of report `r` is row `r * STATEMENTS + n`. Statements beyond
/// are not found.
pub(super) const STATEMENTS: i64 = 1 << 20;

/// Makes a report found by the words of `record`, and no longer by those of an earlier version.
pub(crate) fn renew(connection: &Connection, report: i64, record: &ReportRecord) -> rusqlite::Result<()> {
    forget(connection, report)?;
    let stems = Stems::new();
    let chars = CharOffsets::new(&record.text);
    let outlet = plain(record.outlet.as_deref());
    let speakers = speakers(record, &chars);
    let entities: Vec<BTreeSet<&str>> = record.entities.iter().map(names).collect();

    if let Some(day) = record.published.as_deref().and_then(day_of) {
        connection
            .prepare_cached("INSERT INTO day (report, day) VALUES (?1, ?2)")?
            .execute(params![report, day])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO report_words (rowid, title, text, outlet, speaker, entity) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            report,
            stemmed(&stems, record.title.as_deref().unwrap_or_default()),
            stemmed(&stems, &record.text),
            outlet,
            plain(speakers.values().flatten().copied().collect::<BTreeSet<_>>()),
            plain(entities.iter().flatten().copied().collect::<BTreeSet<_>>()),
        ])?;

    let mut insert = connection.prepare_cached(
        "INSERT INTO statement_words (rowid, text, outlet, speaker, entity) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mentioned = mentioned(record);
    for ((number, statement), mentioned) in (0..STATEMENTS).zip(&record.statements).zip(&mentioned) {
        let said_by = statement.attribution.as_deref().and_then(|attribution| speakers.get(attribution));
        insert.execute(params![
            report * STATEMENTS + number,
            stemmed(&stems, chars.slice(statement.start, statement.end)),
            outlet,
            plain(said_by.into_iter().flatten().copied()),
            plain(mentioned.iter().flat_map(|&entity| &entities[entity]).copied().collect::<BTreeSet<_>>()),
        ])?;
    }
    Ok(())
}

/// Makes all reports found, in a collection that was not searched in this way before. What cannot be read back is left
/// out here; whoever asks for that report is told.
pub(crate) fn renew_all(connection: &Connection) -> rusqlite::Result<()> {
    let mut reports = connection
        .prepare("SELECT report.report, content, annotation FROM report JOIN version USING (version)")?;
    let mut rows = reports.query([])?;
    while let Some(row) = rows.next()? {
        let (content, annotation): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
        if let Ok(record) = with_text(&content, &annotation) {
            renew(connection, row.get(0)?, &record)?;
        }
    }
    Ok(())
}

fn forget(connection: &Connection, report: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM day WHERE report = ?1")?.execute([report])?;
    connection.prepare_cached("DELETE FROM report_words WHERE rowid = ?1")?.execute([report])?;
    connection
        .prepare_cached("DELETE FROM statement_words WHERE rowid BETWEEN ?1 AND ?2")?
        .execute([report * STATEMENTS, report * STATEMENTS + STATEMENTS - 1])?;
    Ok(())
}

/// Who says what: for each attribution the words that name the source, and the names of the entity it is.
fn speakers<'r>(record: &'r ReportRecord, chars: &CharOffsets<'r>) -> BTreeMap<&'r str, BTreeSet<&'r str>> {
    let entities: BTreeMap<&str, &EntityRecord> =
        record.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
    let sources = record.attributions.iter().filter_map(|attribution| {
        let source = attribution.source.as_ref()?;
        let words = source.ranges.iter().map(|&[start, end]| chars.slice(start, end));
        let entity = source.entity.as_deref().and_then(|entity| entities.get(entity));
        let names = entity.into_iter().flat_map(|entity| names(entity));
        Some((attribution.id.as_str(), words.chain(names).collect()))
    });
    sources.collect()
}

/// For each statement the entities (by index) that are mentioned in it.
fn mentioned(record: &ReportRecord) -> Vec<BTreeSet<usize>> {
    let mut mentioned = vec![BTreeSet::new(); record.statements.len()];
    // Statements stand in order and do not overlap: a mention is in the last one that begins before it, or in none.
    let starts: Vec<usize> = record.statements.iter().map(|statement| statement.start).collect();
    for (index, entity) in record.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let place = starts.partition_point(|&start| start <= mention.start);
            let Some(place) = place.checked_sub(1) else { continue };
            if mention.end <= record.statements[place].end {
                mentioned[place].insert(index);
            }
        }
    }
    mentioned
}

/// The terms of a text, stemmed, with a blank between.
fn stemmed(stems: &Stems, text: &str) -> String {
    let mut terms = String::with_capacity(text.len());
    for (_, word) in term::words(text) {
        terms.push_str(&stems.of(word));
        terms.push(' ');
    }
    terms
}

/// The terms of names, as they are.
fn plain<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut terms = String::new();
    for name in names {
        for (_, word) in term::words(name) {
            terms.push_str(&term::plain(word));
            terms.push(' ');
        }
    }
    terms
}

/// Days since 1970 of a date of publication.
fn day_of(published: &str) -> Option<i64> {
    published.get(..10)?.parse().ok().and_then(day)
}

/// Days since 1970.
pub(super) fn day(date: Date) -> Option<i64> {
    let since = date.since((jiff::Unit::Day, Date::constant(1970, 1, 1))).ok()?;
    Some(i64::from(since.get_days()))
}
