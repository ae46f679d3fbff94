//! Looking a collection over, making anew what can be made anew, and saving what can still be read.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use serde::de::IgnoredAny;

use crate::annotation::with_text;
use crate::kept::{KeptReport, unpack};
use crate::store::DATABASE;
use crate::{Store, StoreError, card, schema, search};

/// Findings of one kind before the rest is only counted.
const LISTED: usize = 100;

/// Tables that hold what cannot be had again, in the order in which they refer to each other; and how their rows are
/// numbered, where they are.
const KEPT: [(&str, Option<&str>); 9] = [
    ("report", Some("report")),
    ("version", Some("version")),
    ("name", None),
    ("entity", Some("entity")),
    ("mention", None),
    ("grouping", Some("report")),
    ("move", Some("move")),
    ("correction", Some("correction")),
    ("watched", None),
];

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: "report a1, version 2".
    pub place: String,
    /// What is wrong there, in words.
    pub what: String,
    /// True where it is derived and can be made anew.
    pub derived: bool,
}

/// What looking a collection over came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Versions of reports that were read back.
    pub versions: usize,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// More of it than is listed.
    pub more: usize,
}

impl Health {
    fn find(&mut self, place: impl Into<String>, what: impl Into<String>, derived: bool) {
        if self.findings.len() < LISTED {
            self.findings.push(Finding { place: place.into(), what: what.into(), derived });
        } else {
            self.more += 1;
        }
    }
}

/// What was saved of a collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// Reports that the new collection has.
    pub reports: usize,
    /// Versions of them.
    pub versions: usize,
    /// Rows of all tables that could not be read, or whose values could not.
    pub lost: usize,
}

impl Store {
    /// Looks over everything that the collection holds.
    ///
    /// # Errors
    /// Where the database cannot be asked at all.
    pub fn examine(&self) -> Result<Health, StoreError> {
        let mut health = Health::default();
        let checks =
            [("PRAGMA integrity_check(100)", "the database"), ("PRAGMA foreign_key_check", "references")];
        for (check, place) in checks {
            let said = self.lines(check);
            match said {
                Ok(said) => {
                    let wrong = said.into_iter().filter(|line| line != "ok");
                    wrong.for_each(|line| health.find(place, line, false));
                }
                Err(error) => health.find(place, error.to_string(), false),
            }
        }
        self.examine_length(&mut health);
        self.examine_versions(&mut health);
        let json = |text: &str| serde_json::from_str::<IgnoredAny>(text).map(drop).map_err(|e| e.to_string());
        self.examine_rows("SELECT correction, content FROM correction", "correction K", &mut health, json);
        self.examine_rows("SELECT address, state FROM watched", "what is known of ", &mut health, json);
        let unsearched = self.connection.query_row(
            "SELECT count(*) FROM report WHERE report NOT IN (SELECT rowid FROM report_words)",
            [],
            |row| row.get::<_, i64>(0),
        );
        match unsearched {
            Ok(0) => {}
            Ok(count) => health.find("search", format!("does not find {count} of the reports"), true),
            Err(error) => health.find("search", error.to_string(), true),
        }
        if self.writable {
            for table in ["report_words", "statement_words"] {
                let check = format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')");
                if let Err(error) = self.connection.execute(&check, []) {
                    health.find("search", error.to_string(), true);
                }
            }
        }
        Ok(health)
    }

    /// A file that ends within a page was cut: SQLite takes what is missing for zeros, and sees nothing in it. While there is a
    /// log of what was written, its pages may stand there.
    fn examine_length(&self, health: &mut Health) {
        let bytes = |name: &str| std::fs::metadata(self.folder.join(name)).map(|file| file.len());
        let page = self.connection.pragma_query_value(None, "page_size", |row| row.get::<_, u64>(0));
        let log = bytes(&format!("{DATABASE}-wal")).unwrap_or(0);
        if let (Ok(length), Ok(page @ 1..), 0) = (bytes(DATABASE), page, log)
            && length % page > 0
        {
            let missing = page - length % page;
            health.find(
                "the database",
                format!("its file was cut: the last {missing} bytes are missing"),
                false,
            );
        }
    }

    fn lines(&self, sql: &str) -> rusqlite::Result<Vec<String>> {
        let mut asked = self.connection.prepare(sql)?;
        let columns = asked.column_count();
        let line = |row: &rusqlite::Row| {
            let values: Vec<String> =
                (0..columns).filter_map(|i| row.get::<_, Value>(i).ok()).map(|value| shown(&value)).collect();
            Ok(values.join(" "))
        };
        asked.query_map([], line)?.collect()
    }

    fn examine_versions(&self, health: &mut Health) {
        let read = self.connection.prepare(
            "SELECT version.version, number, id, content, annotation FROM version LEFT JOIN report USING (report)",
        );
        let mut read = match read {
            Ok(read) => read,
            Err(error) => return health.find("versions", error.to_string(), false),
        };
        let mut rows = match read.query([]) {
            Ok(rows) => rows,
            Err(error) => return health.find("versions", error.to_string(), false),
        };
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return,
                Err(error) => {
                    return health.find(
                        "versions",
                        format!("{error}; what follows was not looked at"),
                        false,
                    );
                }
            };
            let text = |column| row.get::<_, Value>(column).map(|value| shown(&value)).unwrap_or_default();
            let place = format!("report {}, version {}", text(2), text(1));
            match (row.get::<_, Vec<u8>>(3), row.get::<_, Vec<u8>>(4)) {
                (Ok(content), Ok(annotation)) => {
                    health.versions += 1;
                    if let Err(what) = unpack::<KeptReport>(&content) {
                        health.find(place, what, false);
                    } else if let Err(what) = with_text(&content, &annotation) {
                        health.find(place, format!("its annotation: {what}"), false);
                    }
                }
                (Err(error), _) | (_, Err(error)) => health.find(place, error.to_string(), false),
            }
        }
    }

    fn examine_rows(
        &self,
        sql: &str,
        place: &str,
        health: &mut Health,
        check: impl Fn(&str) -> Result<(), String>,
    ) {
        let found = self.connection.prepare(sql).and_then(|mut asked| {
            let row = |row: &rusqlite::Row| Ok((row.get::<_, Value>(0)?, row.get::<_, Value>(1)?));
            asked.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()
        });
        let found = match found {
            Ok(found) => found,
            Err(error) => return health.find(place.trim(), error.to_string(), false),
        };
        for (id, value) in found {
            let checked = match &value {
                Value::Text(text) => check(text),
                _ => Err("is no text".to_owned()),
            };
            if let Err(what) = checked {
                health.find(format!("{place}{}", shown(&id)), what, false);
            }
        }
    }

    /// Makes anew all that is derived: what search looks in, the lists of stories, and what was weighed.
    ///
    /// # Errors
    /// Where another process writes, the folder may not be written, or the database is damaged where it matters.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.become_writer()?;
        let folder = self.folder.clone();
        let error = |source| StoreError::database(&folder, source);
        let transaction = self.connection.transaction().map_err(error)?;
        schema::renew_derived(&transaction).map_err(error)?;
        card::renew_all(&transaction).map_err(error)?;
        search::renew_all(&transaction).map_err(error)?;
        transaction.commit().map_err(error)
    }

    /// Saves what can be read into a new collection in `folder`.
    ///
    /// # Errors
    /// Where the folder holds a collection already or cannot be written.
    pub fn salvage(&self, folder: &Path) -> Result<Saved, StoreError> {
        if Store::open(folder).is_ok() {
            return Err(StoreError::Question(format!(
                "{} holds a collection already; name a new folder",
                folder.display()
            )));
        }
        let mut new = Store::create(folder)?;
        let error = |source| StoreError::database(folder, source);
        new.connection.pragma_update(None, "foreign_keys", false).map_err(error)?;
        let mut saved = Saved::default();
        let transaction = new.connection.transaction().map_err(error)?;
        for (table, number) in KEPT {
            saved.lost += copy(&self.connection, &transaction, table, number).map_err(error)?;
        }
        transaction.execute_batch(WITHOUT_WHAT_IS_LOST).map_err(error)?;
        card::renew_all(&transaction).map_err(error)?;
        search::renew_all(&transaction).map_err(error)?;
        transaction.commit().map_err(error)?;
        new.connection.pragma_update(None, "foreign_keys", true).map_err(error)?;
        let size = new.size()?;
        Ok(Saved { reports: size.reports, versions: size.versions, ..saved })
    }
}

/// A report is as its newest version that is left has it; what refers to rows that are gone goes too.
const WITHOUT_WHAT_IS_LOST: &str = "
UPDATE report SET version = ifnull((SELECT max(version) FROM version WHERE version.report = report.report), 0);
DELETE FROM report WHERE version = 0;
DELETE FROM version WHERE report NOT IN (SELECT report FROM report);
DELETE FROM name WHERE report NOT IN (SELECT report FROM report);
DELETE FROM mention WHERE version NOT IN (SELECT version FROM version) OR entity NOT IN (SELECT entity FROM entity);
DELETE FROM grouping WHERE report NOT IN (SELECT report FROM report);
DELETE FROM move WHERE report NOT IN (SELECT report FROM report) OR cause NOT IN (SELECT version FROM version);
";

/// Copies the rows of a table that can be read, from both ends and, where rows are numbered, one by one between. Returns how
/// many could not.
fn copy(from: &Connection, to: &Connection, table: &str, number: Option<&str>) -> rusqlite::Result<usize> {
    let mut lost = 0;
    let mut into: Option<String> = None;
    let mut whole = false;
    for order in ["", "DESC"] {
        let by = number.map(|number| format!("ORDER BY {number} {order}")).unwrap_or_default();
        let Ok(mut asked) = from.prepare(&format!("SELECT * FROM {table} {by}")) else { continue };
        let columns = asked.column_count();
        let sql = into.get_or_insert_with(|| {
            let names: Vec<String> = asked.column_names().iter().map(|name| (*name).to_owned()).collect();
            let marks = vec!["?"; names.len()].join(", ");
            format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", "))
        });
        let Ok(mut rows) = asked.query([]) else { continue };
        loop {
            match rows.next() {
                Ok(Some(row)) => lost += usize::from(!keep(to, sql, table, row, columns)?),
                Ok(None) => {
                    whole = true;
                    break;
                }
                Err(_) => break,
            }
        }
        if whole {
            return Ok(lost);
        }
    }
    let (Some(number), Some(sql)) = (number, into) else { return Ok(lost + 1) };
    // Between the ends: each row by itself.
    let bound = |order: &str| -> Option<i64> {
        from.query_row(
            &format!("SELECT {number} FROM {table} ORDER BY {number} {order} LIMIT 1"),
            [],
            |row| row.get(0),
        )
        .ok()
    };
    let (Some(first), Some(last)) = (bound(""), bound("DESC")) else { return Ok(lost + 1) };
    let mut asked = from.prepare(&format!("SELECT * FROM {table} WHERE {number} = ?1"))?;
    let columns = asked.column_count();
    for row in first..=last.min(first.saturating_add(MOST_ROWS)) {
        let mut found = asked.query([row])?;
        match found.next() {
            Ok(Some(found)) => drop(keep(to, &sql, table, found, columns)?),
            Ok(None) => {}
            Err(_) => lost += 1,
        }
    }
    Ok(lost)
}

/// Rows that are asked for one by one: a damaged number says that there are any.
const MOST_ROWS: i64 = 50_000_000;

/// Writes a row; false where its values are damaged.
fn keep(
    to: &Connection,
    sql: &str,
    table: &str,
    row: &rusqlite::Row,
    columns: usize,
) -> rusqlite::Result<bool> {
    let values: rusqlite::Result<Vec<Value>> = (0..columns).map(|i| row.get(i)).collect();
    let Ok(values) = values else { return Ok(false) };
    if table == "version" {
        let blob = |name: &str| row.get::<_, Vec<u8>>(name).unwrap_or_default();
        let (content, annotation) = (blob("content"), blob("annotation"));
        if unpack::<KeptReport>(&content).is_err() || with_text(&content, &annotation).is_err() {
            return Ok(false);
        }
    }
    match to.prepare_cached(sql)?.execute(params_from_iter(values)) {
        Ok(_) => Ok(true),
        // A value of another kind than the column takes.
        Err(rusqlite::Error::SqliteFailure(cause, _))
            if cause.code == rusqlite::ErrorCode::ConstraintViolation =>
        {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.chars().take(200).collect(),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
