//! What one report says, and how it crosses to another machine.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use twosource_annotate::READING_VERSION;
use twosource_evidence::file::ModelRecord;
use twosource_evidence::story::stream::Features;

use crate::error::{DamagedError, guarded};

/// What bytes of a reading begin with.
const MARK: &[u8; 4] = b"2SRD";

/// Bytes of the hash after the mark: what was damaged on the way is never believed.
const SEAL: usize = 8;

/// A reading unfolds to this many bytes at most.
const MOST_BYTES: u64 = 1 << 30;

/// A reading, and the model that read it.
#[derive(Serialize, Deserialize)]
pub struct Sent {
    pub model: ModelRecord,
    pub reading: twosource_annotate::Reading,
}

/// All that one report says, read once, apart from every other report.
#[pyclass(frozen, module = "twosource._native")]
pub struct Reading(pub Arc<Sent>);

#[pymethods]
impl Reading {
    /// The reading that `to_bytes` made these bytes of.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> PyResult<Self> {
        py.detach(|| of_bytes(data))
            .map(|sent| Reading(Arc::new(sent)))
            .ok_or_else(|| DamagedError::new_err("these bytes are no reading, or one of another version"))
    }

    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| to_bytes(&self.0));
        let bytes = bytes.ok_or_else(|| DamagedError::new_err("the reading cannot be written down"))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// The line that `twosource annotate` prints of the report, without its end.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        let made =
            py.detach(|| guarded(|| serde_json::to_string(&twosource_evidence::record(&self.0.reading))))?;
        made.map_err(|error| DamagedError::new_err(error.to_string()))
    }

    /// What a stream of stories has to know of the report.
    fn features<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| guarded(|| postcard::to_stdvec(&Features::of(&self.0.reading))))?;
        let bytes = bytes.map_err(|error| DamagedError::new_err(error.to_string()))?;
        Ok(PyBytes::new(py, &bytes))
    }

    #[getter]
    fn id(&self) -> &str {
        &self.0.reading.report.id
    }

    #[getter]
    fn outlet(&self) -> Option<&str> {
        self.0.reading.report.outlet.as_deref()
    }

    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.reading.report.title.as_deref()
    }

    #[getter]
    fn published(&self) -> Option<&str> {
        self.0.reading.report.published.as_ref().map(|published| published.value.as_str())
    }

    #[getter]
    fn text(&self) -> &str {
        &self.0.reading.report.text
    }
}

fn to_bytes(sent: &Sent) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&postcard::to_stdvec(sent).ok()?).ok()?;
    let folded = encoder.finish().ok()?;
    let mut bytes = MARK.to_vec();
    bytes.extend(&Sha256::digest(&folded)[..SEAL]);
    bytes.extend(folded);
    Some(bytes)
}

fn of_bytes(bytes: &[u8]) -> Option<Sent> {
    let (seal, folded) = bytes.strip_prefix(MARK)?.split_at_checked(SEAL)?;
    if Sha256::digest(folded)[..SEAL] != *seal {
        return None;
    }
    let mut plain = Vec::new();
    DeflateDecoder::new(folded).take(MOST_BYTES).read_to_end(&mut plain).ok()?;
    let sent: Sent = postcard::from_bytes(&plain).ok()?;
    (sent.reading.version == READING_VERSION).then_some(sent)
}
