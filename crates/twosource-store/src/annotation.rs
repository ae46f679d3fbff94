//! A kept annotation: the record of a report, its text, and words out of it.

use std::collections::BTreeSet;

use serde::Deserialize;
use twosource_evidence::file::{EntityRecord, ReportRecord};
use twosource_text::{CharIndex, CharSpan};

use crate::kept::unpack;
use crate::{Store, StoreError};

impl Store {
    /// A kept version as a record with its text.
    pub(crate) fn record(&self, version: i64, id: &str) -> Result<ReportRecord, StoreError> {
        let (content, annotation): (Vec<u8>, Vec<u8>) = self
            .connection
            .prepare_cached("SELECT content, annotation FROM version WHERE version = ?1")
            .and_then(|mut found| found.query_row([version], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(|e| self.failed_value(e))?;
        let mut record = with_text(&content, &annotation).map_err(|what| self.damaged(what))?;
        id.clone_into(&mut record.id);
        Ok(record)
    }
}

/// The annotation with the text it belongs to.
pub(crate) fn with_text(content: &[u8], annotation: &[u8]) -> Result<ReportRecord, String> {
    #[derive(Deserialize)]
    struct Text {
        text: String,
    }
    let mut record: ReportRecord = unpack(annotation)?;
    record.text = unpack::<Text>(content)?.text;
    Ok(record)
}

/// Who says the content of an attribution, in the report's words.
pub(crate) fn speaker(record: &ReportRecord, chars: &CharOffsets, attribution: &str) -> Option<String> {
    let source = record.attributions.iter().find(|known| known.id == attribution)?.source.as_ref()?;
    let words: Vec<&str> = source.ranges.iter().map(|&[start, end]| chars.slice(start, end)).collect();
    Some(words.join(" … ").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The names of an entity, nominals left out.
pub(crate) fn names(entity: &EntityRecord) -> BTreeSet<&str> {
    let aliases = entity.aliases.iter().map(String::as_str);
    let mut names: BTreeSet<&str> = aliases.filter(|alias| alias.starts_with(char::is_uppercase)).collect();
    names.insert(&entity.name);
    names
}

/// Slices of a text by code points.
pub(crate) struct CharOffsets<'t> {
    text: &'t str,
    index: CharIndex<'t>,
}

impl<'t> CharOffsets<'t> {
    pub fn new(text: &'t str) -> Self {
        CharOffsets { text, index: CharIndex::new(text) }
    }

    /// The characters from `start` to `end`; empty where they do not fit.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        let span = self.index.bytes(CharSpan { start, end });
        span.map_or("", |span| span.of(self.text))
    }
}
