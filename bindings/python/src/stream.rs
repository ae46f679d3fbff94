//! Stories as a stream.

use pyo3::prelude::*;
use twosource_evidence::story::stream::Features;

use crate::error::DamagedError;

/// Puts reports into stories as they come.
#[pyclass(module = "twosource._native")]
pub struct Stream(twosource_evidence::story::stream::Stream);

#[pymethods]
impl Stream {
    #[new]
    fn new() -> Self {
        Stream(twosource_evidence::story::stream::Stream::new())
    }

    /// Takes in a report by its features. Returns its story, and the reports that moved: report, and story now.
    fn add(&mut self, py: Python<'_>, key: u64, features: &[u8]) -> PyResult<(u64, Vec<(u64, u64)>)> {
        let features: Features = postcard::from_bytes(features)
            .map_err(|_| DamagedError::new_err("these bytes are no features"))?;
        let change = py.detach(|| self.0.add_features(key, &features));
        Ok((change.story, change.moves.iter().map(|step| (step.report, step.to)).collect()))
    }

    /// The story of a report that is among the newest.
    fn story(&self, key: u64) -> Option<u64> {
        self.0.story(key)
    }
}
