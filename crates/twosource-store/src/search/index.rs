//! The search index on disk, and how it keeps up with the database.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};
use twosource_evidence::file::{EntityRecord, ReportRecord};

use super::read_only::ReadOnly;
use crate::annotation::{CharOffsets, names, with_text};
use crate::{Store, StoreError};

/// The index's folder. A change of [`Fields`] gives it another number: then it is made anew.
const FOLDER: &str = "search-1";

/// Memory that indexing may take, in bytes.
const WRITER_BYTES: usize = 50_000_000;

/// Versions that are indexed between two commits.
const COMMIT_EVERY: usize = 2_000;

/// What is indexed. A document is a report, or one of its statements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// 0 for a report, 1 for a statement.
    pub unit: Field,
    /// Row of the report.
    pub report: Field,
    /// Row of the version.
    pub version: Field,
    /// The statement's index in the annotation.
    pub statement: Field,
    pub title: Field,
    pub text: Field,
    pub outlet: Field,
    /// Whoever says it: all sources of a report, the source of a statement.
    pub speaker: Field,
    /// Names of the people, organisations, states and places that are mentioned.
    pub entity: Field,
    /// Day of publication, days since 1970.
    pub day: Field,
}

/// The index, open.
pub(crate) struct Index {
    pub index: tantivy::Index,
    pub reader: IndexReader,
    pub fields: Fields,
    folder: PathBuf,
}

impl fmt::Debug for Index {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        unit: schema.add_u64_field("unit", INDEXED),
        report: schema.add_u64_field("report", INDEXED | FAST),
        version: schema.add_u64_field("version", STORED),
        statement: schema.add_u64_field("statement", STORED),
        title: schema.add_text_field("title", words("en_stem")),
        text: schema.add_text_field("text", words("en_stem")),
        outlet: schema.add_text_field("outlet", words("default")),
        speaker: schema.add_text_field("speaker", words("default")),
        entity: schema.add_text_field("entity", words("default")),
        day: schema.add_i64_field("day", INDEXED | FAST),
    };
    (schema.build(), fields)
}

impl Index {
    /// Opens the index to write it, or to read it as far as it goes; `None` where there is none to read.
    fn open(folder: &Path, writable: bool, create: bool) -> Result<Option<Self>, TantivyError> {
        let path = folder.join(FOLDER);
        let (schema, fields) = schema();
        let index = if create {
            std::fs::create_dir_all(&path)
                .map_err(|error| TantivyError::IoError(std::sync::Arc::new(error)))?;
            tantivy::Index::open_or_create(MmapDirectory::open(&path)?, schema)?
        } else if path.join("meta.json").is_file() {
            let directory = MmapDirectory::open(&path)?;
            if writable {
                tantivy::Index::open(directory)?
            } else {
                tantivy::Index::open(ReadOnly(directory))?
            }
        } else {
            return Ok(None);
        };
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Some(Index { index, reader, fields, folder: path }))
    }

    /// The newest version row that is indexed.
    fn newest(&self) -> Result<i64, TantivyError> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()).unwrap_or(0))
    }
}

impl Store {
    /// Brings the search index up to the database. Returns how many versions were added.
    ///
    /// # Errors
    /// Where the index cannot be written; the database is not touched.
    pub fn index(&mut self) -> Result<usize, StoreError> {
        let folder = self.folder.clone();
        let error = |source: TantivyError| index_error(&folder, &source);
        if self.index.is_none() {
            self.index = Some(match Index::open(&folder, true, true) {
                Ok(Some(index)) => index,
                // Derived: what cannot be read is made anew.
                Err(TantivyError::DataCorruption(_) | TantivyError::SchemaError(_)) => {
                    let path = folder.join(FOLDER);
                    std::fs::remove_dir_all(&path).map_err(|e| StoreError::io(&folder, &path, e))?;
                    Index::open(&folder, true, true)
                        .map_err(error)?
                        .ok_or_else(|| self.damaged("no index".to_owned()))?
                }
                Err(source) => return Err(error(source)),
                Ok(None) => return Err(self.damaged("no index".to_owned())),
            });
        }
        let Some(index) = &self.index else { return Ok(0) };
        let newest = index.newest().map_err(error)?;
        let last: i64 = self
            .connection
            .query_row("SELECT ifnull(max(version), 0) FROM version", [], |row| row.get(0))
            .map_err(|e| self.failed(e))?;
        if newest >= last {
            // Another store may have brought it there.
            index.reader.reload().map_err(error)?;
            return Ok(0);
        }
        let mut writer: IndexWriter = index.index.writer_with_num_threads(1, WRITER_BYTES).map_err(error)?;
        let mut statement = self
            .connection
            .prepare(
                "SELECT version.version, report, content, annotation FROM version JOIN report USING (report)
                 WHERE version.version > ?1 AND version.version = report.version ORDER BY version.version",
            )
            .map_err(|e| self.failed(e))?;
        let mut rows = statement.query([newest]).map_err(|e| self.failed(e))?;
        let mut added = 0;
        let mut reached = newest;
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let read = || -> rusqlite::Result<(i64, i64, Vec<u8>, Vec<u8>)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (version, report, content, annotation) = read().map_err(|e| self.failed(e))?;
            let record = with_text(&content, &annotation).map_err(|what| self.damaged(what))?;
            let row = report.unsigned_abs();
            writer.delete_term(Term::from_field_u64(index.fields.report, row));
            for document in documents(&index.fields, row, version.unsigned_abs(), &record) {
                writer.add_document(document).map_err(error)?;
            }
            reached = version;
            added += 1;
            if added % COMMIT_EVERY == 0 {
                commit(&mut writer, reached).map_err(error)?;
            }
        }
        commit(&mut writer, last.max(reached)).map_err(error)?;
        writer.wait_merging_threads().map_err(error)?;
        index.reader.reload().map_err(error)?;
        Ok(added)
    }

    /// As [`Store::index`], but leaves it where another process is at it: what it does not bring in, the next search does.
    ///
    /// # Errors
    /// Where the index cannot be written; the database is not touched.
    pub fn index_where_free(&mut self) -> Result<(), StoreError> {
        match self.index() {
            Ok(_) | Err(StoreError::Locked { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The index for asking: brought up to the database where this process may write and no other does. `None` where
    /// there is none.
    pub(crate) fn index_to_ask(&mut self) -> Result<Option<&Index>, StoreError> {
        if self.writable {
            let is_busy = |error: &StoreError| {
                matches!(
                    error,
                    StoreError::Locked { .. } | StoreError::Full { .. } | StoreError::ReadOnly { .. }
                )
            };
            match self.index() {
                Ok(_) => return Ok(self.index.as_ref()),
                Err(error) if is_busy(&error) => {}
                Err(error) => return Err(error),
            }
        }
        if self.index.is_none() {
            let folder = self.folder.clone();
            self.index =
                Index::open(&folder, self.writable, false).map_err(|source| index_error(&folder, &source))?;
        }
        if let Some(index) = &self.index {
            index.reader.reload().map_err(|source| index_error(&self.folder, &source))?;
        }
        Ok(self.index.as_ref())
    }
}

fn commit(writer: &mut IndexWriter, newest: i64) -> Result<(), TantivyError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&newest.to_string());
    commit.commit()?;
    Ok(())
}

/// What an error of the index means.
pub(crate) fn index_error(folder: &Path, source: &TantivyError) -> StoreError {
    let io = |error: &std::io::Error| {
        StoreError::io(folder, folder, std::io::Error::new(error.kind(), error.to_string()))
    };
    match source {
        TantivyError::LockFailure(LockError::LockBusy, _) => StoreError::Locked { folder: folder.to_owned() },
        TantivyError::LockFailure(LockError::IoError(error), _) | TantivyError::IoError(error) => io(error),
        other => StoreError::Index { folder: folder.to_owned(), reason: other.to_string() },
    }
}

/// The document of a report and those of its statements.
fn documents(fields: &Fields, report: u64, version: u64, record: &ReportRecord) -> Vec<TantivyDocument> {
    let chars = CharOffsets::new(&record.text);
    let entities: BTreeMap<&str, &EntityRecord> =
        record.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
    let day = record.published.as_deref().and_then(day_of);
    let base = |unit: u64| {
        let mut document = TantivyDocument::new();
        document.add_u64(fields.unit, unit);
        document.add_u64(fields.report, report);
        document.add_u64(fields.version, version);
        if let Some(outlet) = &record.outlet {
            document.add_text(fields.outlet, outlet);
        }
        if let Some(day) = day {
            document.add_i64(fields.day, day);
        }
        document
    };
    // Who says what: the words that name the source, and the names of the entity it is.
    let speakers: BTreeMap<&str, BTreeSet<&str>> = (record.attributions.iter())
        .filter_map(|attribution| {
            let source = attribution.source.as_ref()?;
            let words = source.ranges.iter().map(|&[start, end]| chars.slice(start, end));
            let entity = source.entity.as_deref().and_then(|entity| entities.get(entity));
            let names = entity.into_iter().flat_map(|entity| names(entity));
            Some((attribution.id.as_str(), words.chain(names).collect()))
        })
        .collect();

    let mut whole = base(0);
    whole.add_u64(fields.statement, 0);
    whole.add_text(fields.text, &record.text);
    if let Some(title) = &record.title {
        whole.add_text(fields.title, title);
    }
    for speaker in speakers.values().flatten().collect::<BTreeSet<_>>() {
        whole.add_text(fields.speaker, speaker);
    }
    for name in record.entities.iter().flat_map(|entity| names(entity)).collect::<BTreeSet<_>>() {
        whole.add_text(fields.entity, name);
    }
    let mut documents = vec![whole];

    for (number, statement) in record.statements.iter().enumerate() {
        let mut document = base(1);
        document.add_u64(fields.statement, number as u64);
        document.add_text(fields.text, chars.slice(statement.start, statement.end));
        let said_by = statement.attribution.as_deref().and_then(|attribution| speakers.get(attribution));
        for speaker in said_by.into_iter().flatten() {
            document.add_text(fields.speaker, speaker);
        }
        let mentioned = record.entities.iter().filter(|entity| {
            entity.mentions.iter().any(|at| statement.start <= at.start && at.end <= statement.end)
        });
        for name in mentioned.flat_map(|entity| names(entity)).collect::<BTreeSet<_>>() {
            document.add_text(fields.entity, name);
        }
        documents.push(document);
    }
    documents
}

/// Days since 1970 of a date of publication.
pub(crate) fn day_of(published: &str) -> Option<i64> {
    let date: Date = published.get(..10)?.parse().ok()?;
    let since = date.since((jiff::Unit::Day, Date::constant(1970, 1, 1))).ok()?;
    Some(i64::from(since.get_days()))
}
