//! Readings: what each kept version says, read once.
//!
//! A reading is derived. It is kept beside its version under what read it, and made anew where another build, or another
//! model, has read it: a story is weighed without parsing anything.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use twosource_annotate::{READING_VERSION, Reading, annotate};
use twosource_language::Pipeline;
use twosource_reader::Report;

use crate::kept::MOST_BYTES;
use crate::{Store, StoreError};

/// Bytes of the hash before a kept reading: a damaged one is read anew, and never believed.
const SEAL: usize = 8;

/// A report of a story in the version that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The report's id.
    pub id: String,
    /// The version's row.
    pub version: i64,
}

impl Store {
    /// What these versions say, in their order. What this build has not read yet is read now, and kept where the collection
    /// may be written.
    pub(crate) fn readings(
        &self,
        members: &[Member],
        pipeline: &Pipeline,
    ) -> Result<Vec<Reading>, StoreError> {
        let by = read_by(&pipeline.info().sha256);
        let mut kept = Vec::with_capacity(members.len());
        let mut sound = Vec::with_capacity(members.len());
        for member in members {
            // A damaged version is left out and told, and the others are weighed.
            let report = self.kept(member.version, &member.id);
            let Some(report) = self.or_left_out(&member.id, report)? else { continue };
            kept.push((report, self.kept_reading(member.version, &by)?));
            sound.push(member);
        }
        let read: Vec<(Reading, bool)> = kept
            .into_par_iter()
            .map(|(report, bytes)| match bytes.and_then(|bytes| of_bytes(&bytes)) {
                Some(mut reading) => {
                    reading.report = report;
                    // One that was put there by another hand need not fit its report.
                    if reading.is_sound() {
                        (reading, false)
                    } else {
                        (annotate(reading.report, pipeline), true)
                    }
                }
                None => (annotate(report, pipeline), true),
            })
            .collect();
        let fresh = sound.into_iter().zip(&read).filter(|(_, (_, is_new))| *is_new);
        let fresh: Vec<(&Member, &Reading)> = fresh.map(|(member, (reading, _))| (member, reading)).collect();
        if self.writable && !fresh.is_empty() {
            self.keep_readings(&fresh)?;
        }
        Ok(read.into_iter().map(|(reading, _)| reading).collect())
    }

    /// A version's reading as it is kept; `None` where another build or model read it, or none has.
    fn kept_reading(&self, version: i64, by: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.connection
            .prepare_cached("SELECT reading FROM reading WHERE version = ?1 AND read_by = ?2")
            .and_then(|mut found| found.query_row(params![version, by], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))
    }

    /// Keeps readings that were made anew. They can be had again: a full disk or a writer at work only costs that time.
    fn keep_readings(&self, fresh: &[(&Member, &Reading)]) -> Result<(), StoreError> {
        let write = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            for (member, reading) in fresh {
                keep(&transaction, member.version, reading)?;
            }
            transaction.commit()
        };
        match write().map_err(|error| self.failed(error)) {
            Err(StoreError::Full { .. } | StoreError::ReadOnly { .. } | StoreError::Locked { .. }) => Ok(()),
            result => result,
        }
    }
}

/// Keeps what a version says.
pub(crate) fn keep(connection: &Connection, version: i64, reading: &Reading) -> rusqlite::Result<()> {
    // One that cannot be written down is made anew when it is needed.
    let Some(bytes) = to_bytes(reading) else { return Ok(()) };
    connection
        .prepare_cached("INSERT OR REPLACE INTO reading (version, read_by, reading) VALUES (?1, ?2, ?3)")?
        .execute(params![version, read_by(&reading.model), bytes])?;
    Ok(())
}

/// What reads with a model: a hash of the sources and tables on this side of the wall, and the model's.
fn read_by(model: &str) -> String {
    format!("{} {model}", env!("TWOSOURCE_READING"))
}

/// A reading, compressed, without the report, which is kept anyway.
fn to_bytes(reading: &Reading) -> Option<Vec<u8>> {
    let mut bare = reading.clone();
    let Report { id, text, segments, alignment, .. } = &mut bare.report;
    (*id, *text, *segments, *alignment) = Default::default();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&postcard::to_stdvec(&bare).ok()?).ok()?;
    let folded = encoder.finish().ok()?;
    let mut bytes = Sha256::digest(&folded)[..SEAL].to_vec();
    bytes.extend(folded);
    Some(bytes)
}

/// The reading that [`to_bytes`] made these bytes of; `None` where they are damaged or of another format.
fn of_bytes(bytes: &[u8]) -> Option<Reading> {
    let (seal, folded) = bytes.split_at_checked(SEAL)?;
    if Sha256::digest(folded)[..SEAL] != *seal {
        return None;
    }
    let mut plain = Vec::new();
    DeflateDecoder::new(folded).take(MOST_BYTES).read_to_end(&mut plain).ok()?;
    let reading: Reading = postcard::from_bytes(&plain).ok()?;
    (reading.version == READING_VERSION).then_some(reading)
}

#[cfg(test)]
mod tests {
    use twosource_evidence::file::Run;
    use twosource_evidence::weigh;

    use super::*;

    const TEXT: &str = "---\nid: r7\ntitle: Bridge opens\npublished: 2024-05-04\n---\nDUNMORE, May 3 (Reuters) - The bridge opened on Friday.\n\nA Harbour Post reporter at the quay counted nine vans.\n\nPolice have not said how many people were hurt.\n\n“It is late,” the mayor and the board said.\n";

    fn pipeline() -> Pipeline {
        Pipeline::from_bytes(twosource_model_en::CONTAINER).unwrap()
    }

    fn report(text: &str) -> Report {
        twosource_reader::read_bytes(Some("a.txt"), text.as_bytes(), &Default::default()).reports.remove(0)
    }

    #[test]
    fn a_reading_comes_back_as_it_was_and_weighs_the_same() {
        let pipeline = pipeline();
        for text in [TEXT.to_owned(), TEXT.replace("published: 2024-05-04\n", "").replace(", May 3", "")] {
            let report = report(&text);
            let reading = annotate(report.clone(), &pipeline);
            let mut back = of_bytes(&to_bytes(&reading).unwrap()).unwrap();
            back.report = report;
            let value = |reading: &Reading| serde_json::to_string(reading).unwrap();
            assert_eq!(value(&back), value(&reading));
            assert_eq!(weigh(vec![back], Run::default()), weigh(vec![reading], Run::default()));
        }
    }

    #[test]
    fn damaged_bytes_are_no_reading() {
        let reading = annotate(report(TEXT), &pipeline());
        let bytes = to_bytes(&reading).unwrap();
        for place in [0, 9, bytes.len() / 2, bytes.len() - 1] {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert!(of_bytes(&damaged).is_none(), "{place}");
        }
        assert!(of_bytes(&bytes[..5]).is_none() && of_bytes(&[]).is_none());
    }
}
