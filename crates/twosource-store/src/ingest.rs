//! Taking reports in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use twosource_annotate::{Annotated, EntityKind};
use twosource_evidence::record;
use twosource_lexicon::press::{Address, Register};
use twosource_reader::Report;

use crate::grouping::Grouping;
use crate::kept::{KeptReport, pack, unpack};
use crate::{Store, StoreError, StoryId, card, reading, search};

/// Names of one report that are kept for filters, at most: those it mentions most.
const MOST_NAMES: usize = 200;

/// Characters that a title made from the text has at most.
const LONGEST_TITLE: usize = 100;

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    New,
    /// It was there with other words: this is another version of it.
    Revised,
    /// The same bytes are there already: nothing changed.
    Known,
    /// It has the id or the address of a report by another outlet, and was left out.
    Refused,
}

/// A report that was taken in. Once this is returned it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The report's id in the collection.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Its story.
    pub story: u64,
    /// Its number among the versions of the report, from 1.
    pub version: u32,
    /// The outlet that has its id or address already, where it was refused for that.
    pub taken_by: Option<String>,
    /// The address, where that is what the other outlet has.
    pub taken_address: Option<String>,
    /// The headline of the report that has its id and shares no text with it, where it was refused for that.
    pub unlike: Option<String>,
}

impl Arrival {
    /// Why it was refused and how to go on, in words; `None` where it was not.
    pub fn refusal(&self) -> Option<String> {
        if let Some(title) = &self.unlike {
            let id = &self.id;
            return Some(format!(
                "has the id {id:?}, which the report “{title}” has already, and shares no text with it: it is no version of that one; give it another id"
            ));
        }
        let outlet = self.taken_by.as_deref()?;
        Some(match &self.taken_address {
            Some(url) => format!(
                "says that it stands at {url}, where a report by {outlet} stands; give it its own address, or, where both are one outlet, say so in a file of outlets (see `twosource outlets`)"
            ),
            None => {
                let id = &self.id;
                format!("has the id {id:?}, which a report by {outlet} has already; give it another id")
            }
        })
    }
}

impl Store {
    /// True where the same bytes are in the collection already.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn knows(&self, report: &Report) -> Result<Option<Arrival>, StoreError> {
        known(&self.connection, &report.sha256).map_err(|source| self.failed(source))
    }

    /// Takes annotated reports in, in their order, all or none: when this returns they are on the disk, each with its
    /// story. `received` is when they came.
    ///
    /// # Errors
    /// Where another process writes, the folder may not be written, or the disk is full: then none is taken in.
    pub fn ingest(&mut self, batch: &[Annotated], received: Timestamp) -> Result<Vec<Arrival>, StoreError> {
        self.become_writer()?;
        let folder = self.folder.clone();
        let error = |source| StoreError::database(&folder, source);
        let known = self.grouping.take();
        let mut grouping = match known {
            Some(grouping) if grouping.is_in_step(&self.connection).map_err(error)? => grouping,
            _ => Grouping::load(&self.connection, &folder)?,
        };
        let transaction = self.connection.transaction().map_err(error)?;
        let mut arrivals = Vec::with_capacity(batch.len());
        let mut touched = BTreeSet::new();
        for annotated in batch {
            arrivals.push(take_in(&transaction, &mut grouping, annotated, received, &folder, &mut touched)?);
        }
        for story in touched {
            card::renew(&transaction, story).map_err(error)?;
        }
        transaction.commit().map_err(error)?;
        grouping.committed(&self.connection).map_err(error)?;
        // Only now: after an error the grouping in memory knows reports that the disk does not.
        self.grouping = Some(grouping);
        Ok(arrivals)
    }
}

/// The arrival of bytes that are there already.
fn known(connection: &rusqlite::Connection, sha256: &str) -> rusqlite::Result<Option<Arrival>> {
    connection
        .prepare_cached(
            "SELECT id, story, number FROM version JOIN report USING (report) WHERE sha256 = ?1 LIMIT 1",
        )?
        .query_row([sha256], |row| {
            Ok(Arrival {
                id: row.get(0)?,
                outcome: Outcome::Known,
                story: row.get::<_, i64>(1)?.unsigned_abs(),
                version: row.get(2)?,
                taken_by: None,
                taken_address: None,
                unlike: None,
            })
        })
        .optional()
}

fn take_in(
    transaction: &Transaction,
    grouping: &mut Grouping,
    annotated: &Annotated,
    received: Timestamp,
    folder: &Path,
    touched: &mut BTreeSet<i64>,
) -> Result<Arrival, StoreError> {
    let error = |source| StoreError::database(folder, source);
    let report = &annotated.report;
    if let Some(arrival) = known(transaction, &report.sha256).map_err(error)? {
        return Ok(arrival);
    }
    let found = match find(transaction, report, folder)? {
        Found::Taken(outlet, url) => {
            return Ok(Arrival {
                id: report.id.clone(),
                outcome: Outcome::Refused,
                story: 0,
                version: 0,
                taken_by: Some(outlet),
                taken_address: url,
                unlike: None,
            });
        }
        Found::Unlike(title) => {
            return Ok(Arrival {
                id: report.id.clone(),
                outcome: Outcome::Refused,
                story: 0,
                version: 0,
                taken_by: None,
                taken_address: None,
                unlike: Some(title),
            });
        }
        Found::Row(row) => Some(row),
        Found::Nothing => None,
    };
    let packed = |source| StoreError::Io { path: folder.to_owned(), source };
    let content = pack(&KeptReport::of(report)).map_err(packed)?;
    let mut record = record(annotated);
    let text = std::mem::take(&mut record.text);
    let annotation = pack(&record).map_err(packed)?;
    record.text = text;
    let (row, arrival) =
        write(transaction, grouping, annotated, found, received, &content, &annotation, touched)
            .map_err(error)?;
    search::renew(transaction, row, &record).map_err(error)?;
    Ok(arrival)
}

/// Which report a text is.
enum Found {
    Row(i64),
    Nothing,
    /// Its id, or this address of it, belongs to a report of this outlet.
    Taken(String, Option<String>),
    /// Its id belongs to a report of this headline that shares no text with it.
    Unlike(String),
}

fn find(transaction: &Transaction, report: &Report, folder: &Path) -> Result<Found, StoreError> {
    let error = |source| StoreError::database(folder, source);
    type Holder = (i64, Option<String>, Option<String>, String);
    let by_id: Option<Holder> = transaction
        .prepare_cached(
            "SELECT report.report, outlet, url, title FROM report JOIN version USING (version) WHERE id = ?1",
        )
        .and_then(|mut found| {
            found
                .query_row([&report.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
                .optional()
        })
        .map_err(error)?;
    if let Some((row, outlet, url, title)) = by_id {
        let address = report.url.as_deref().or(url.as_deref());
        return Ok(match (outlet, &report.outlet) {
            (Some(known), Some(new)) if !is_one_outlet(&known, new, address) => Found::Taken(known, None),
            // An outlet may rewrite its own page. Where it is not told whose they are, two texts under one id are two
            // reports: whoever numbers his reports anew each day gives one id to several.
            (None, _) | (_, None)
                if is_alike(transaction, row, &report.text, REVISED, folder)? == Some(false) =>
            {
                Found::Unlike(title)
            }
            _ => Found::Row(row),
        });
    }
    for name in names(report) {
        let row: Option<(i64, Option<String>)> = transaction
            .prepare_cached(
                "SELECT name.report, outlet FROM name JOIN report USING (report) JOIN version USING (version) WHERE name = ?1",
            )
            .and_then(|mut found| {
                found.query_row([&name], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })
            .map_err(error)?;
        let Some((row, outlet)) = row else { continue };
        // A file's name may come to hold another report.
        if name.starts_with("file:") {
            // What cannot be read back is like nothing: the text becomes a report of its own.
            if is_alike(transaction, row, &report.text, SAME, folder)? == Some(true) {
                return Ok(Found::Row(row));
            }
            continue;
        }
        // Anybody can write that his text stands at an address.
        return Ok(match (outlet, &report.outlet) {
            (Some(known), Some(new)) if !is_one_outlet(&known, new, report.url.as_deref()) => {
                Found::Taken(known, report.url.clone())
            }
            _ => Found::Row(row),
        });
    }
    Ok(Found::Nothing)
}

/// True where two names at one address are one outlet's: names of one entry of the register, spellings of one name, or the
/// address's own name for one of them.
fn is_one_outlet(known: &str, new: &str, url: Option<&str>) -> bool {
    let register = Register::current();
    let (Some(one), Some(other)) = (register.identify(Some(known), None), register.identify(Some(new), None))
    else {
        return known.trim().to_lowercase() == new.trim().to_lowercase();
    };
    if one.key == other.key || one.names.iter().any(|name| other.names.contains(name)) {
        return true;
    }
    let address = url.and_then(Address::of);
    address.is_some_and(|address| address.bears_out(known) && address.bears_out(new))
}

/// One word in so many of the shorter text stands in the other: of a report that a file holds anew, and of a version of a
/// report, which may be rewritten. Any two texts of news share one in five.
const SAME: usize = 2;
const REVISED: usize = 3;

/// True where one in `share` of the words of the shorter text stands in the other; `None` where the kept one cannot be read.
fn is_alike(
    transaction: &Transaction,
    report: i64,
    text: &str,
    share: usize,
    folder: &Path,
) -> Result<Option<bool>, StoreError> {
    let content: Vec<u8> = transaction
        .prepare_cached("SELECT content FROM version JOIN report USING (version) WHERE report.report = ?1")
        .and_then(|mut found| found.query_row([report], |row| row.get(0)))
        .map_err(|source| StoreError::database(folder, source))?;
    let Ok(kept) = unpack::<KeptReport>(&content) else { return Ok(None) };
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let (before, now) = (words(kept.text()), words(text));
    Ok(Some(share * before.intersection(&now).count() >= before.len().min(now.len())))
}

/// Names other than its id by which a report is known when it comes again: its address, or, where it has neither address
/// nor id, its file.
fn names(report: &Report) -> Vec<String> {
    if let Some(url) = report.url.as_deref().and_then(page_of) {
        return vec![format!("url:{url}")];
    }
    let (Some(path), None, false) = (&report.path, report.line, report.has_own_id()) else {
        return Vec::new();
    };
    let absolute = Path::new(path).canonicalize();
    absolute.map(|path| format!("file:{}", path.display())).into_iter().collect()
}

/// The address of a page without what points into it; `None` for a site's front page, which is no one report's.
fn page_of(url: &str) -> Option<&str> {
    let url = url.trim().split('#').next()?;
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    (!path.is_empty()).then_some(url)
}

/// Writes a report and all that belongs to it; returns its row too.
#[expect(clippy::too_many_arguments, reason = "the parts of one row and what they are written to")]
fn write(
    transaction: &Transaction,
    grouping: &mut Grouping,
    annotated: &Annotated,
    found: Option<i64>,
    received: Timestamp,
    content: &[u8],
    annotation: &[u8],
    touched: &mut BTreeSet<i64>,
) -> rusqlite::Result<(i64, Arrival)> {
    let report = &annotated.report;
    let next = |sql: &str| transaction.query_row(sql, [], |row| row.get::<_, i64>(0));
    let version = next("SELECT ifnull(max(version), 0) + 1 FROM version")?;
    let row = match found {
        Some(row) => {
            transaction
                .prepare_cached("UPDATE report SET version = ?2 WHERE report = ?1")?
                .execute(params![row, version])?;
            row
        }
        None => {
            let row = next("SELECT ifnull(max(report), 0) + 1 FROM report")?;
            transaction
                .prepare_cached("INSERT INTO report (report, id, story, version) VALUES (?1, ?2, 0, ?3)")?
                .execute(params![row, report.id, version])?;
            row
        }
    };
    let number: u32 = transaction
        .prepare_cached("SELECT ifnull(max(number), 0) + 1 FROM version WHERE report = ?1")?
        .query_row([row], |found| found.get(0))?;
    transaction
        .prepare_cached(
            "INSERT INTO version (version, report, number, sha256, received, outlet, title, published, url, content,
                annotation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            version,
            row,
            number,
            report.sha256,
            received.as_millisecond(),
            report.outlet,
            title(annotated),
            report.published.as_ref().map(|published| &published.value),
            report.url,
            content,
            annotation,
        ])?;
    reading::keep(transaction, version, annotated)?;
    for name in names(report) {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO name (name, report) VALUES (?1, ?2)")?
            .execute(params![name, row])?;
    }
    for (name, mentions) in mentioned(annotated) {
        transaction.prepare_cached("INSERT OR IGNORE INTO entity (name) VALUES (?1)")?.execute([name])?;
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO mention (version, entity, mentions)
                 VALUES (?1, (SELECT entity FROM entity WHERE name = ?2), ?3)",
            )?
            .execute(params![version, name, mentions as i64])?;
    }
    // A revised report stays in its story: its readers know it there.
    let story = match found {
        Some(_) => {
            let story = transaction
                .query_row("SELECT story FROM report WHERE report = ?1", [row], |found| {
                    found.get::<_, i64>(0)
                })?
                .unsigned_abs();
            grouping.revise(transaction, row, story, annotated)?;
            story
        }
        None => grouping.add(transaction, row, version, annotated, touched)?,
    };
    touched.insert(StoryId(story).row());
    let id = transaction.query_row("SELECT id FROM report WHERE report = ?1", [row], |found| found.get(0))?;
    let outcome = if found.is_some() { Outcome::Revised } else { Outcome::New };
    Ok((
        row,
        Arrival { id, outcome, story, version: number, taken_by: None, taken_address: None, unlike: None },
    ))
}

/// The headline, or else the first words of running text.
fn title(annotated: &Annotated) -> String {
    let report = &annotated.report;
    let given = report.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let first = annotated.statements.first().map(|statement| statement.span.of(&report.text));
    let words = given.or(first).unwrap_or(&report.text);
    let line = words.split_whitespace().take(LONGEST_TITLE).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_TITLE) {
        Some((limit, _)) if given.is_none() => {
            let kept = &line[..limit];
            format!("{}…", kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept))
        }
        _ => line,
    }
}

/// The names that a report mentions and how often, the most mentioned ones.
fn mentioned(annotated: &Annotated) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in annotated.entities.iter().filter(|entity| entity.kind != EntityKind::Other) {
        let mut names: BTreeSet<&str> = entity.aliases.iter().map(String::as_str).collect();
        names.insert(&entity.name);
        // Nominals ("the mayor") are no names.
        for name in names.into_iter().filter(|name| name.starts_with(char::is_uppercase)) {
            *counts.entry(name).or_default() += entity.mentions.len();
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.truncate(MOST_NAMES);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_one_under_its_names_and_no_other_at_an_address_of_its_own() {
        let at = Some("https://harbourpost.example/a/1");
        for (one, other) in [
            ("Harbour Post", "harbour post"),
            ("Harbour Post", "The Harbour Post"),
            ("Harbour Post", "harbourpost.example"),
            ("Reuters", "reuters.com"),
        ] {
            assert!(is_one_outlet(one, other, at), "{one} {other}");
            assert!(is_one_outlet(other, one, at), "{other} {one}");
        }
        for (one, other) in
            [("Harbour Post", "Evil Star"), ("Harbour Post", "Reuters"), ("Harbour Post", "evil.example")]
        {
            assert!(!is_one_outlet(one, other, at), "{one} {other}");
        }
    }

    #[test]
    fn the_address_of_a_page_is_a_name_and_that_of_a_site_is_not() {
        assert_eq!(page_of("https://example.org/a?b=c#d"), Some("https://example.org/a?b=c"));
        assert_eq!(page_of("https://example.org/"), None);
        assert_eq!(page_of("https://example.org"), None);
    }
}
