//! Reports as they were read.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use twosource_reader::{Options, Report};

/// Reports, and what could not be read.
#[pyclass(frozen, module = "twosource._native")]
pub struct Reports {
    pub reports: Vec<Report>,
    failures: Vec<String>,
    warnings: Vec<String>,
}

impl From<twosource_reader::Reading> for Reports {
    fn from(reading: twosource_reader::Reading) -> Self {
        Reports {
            reports: reading.reports,
            failures: reading.failures.iter().map(ToString::to_string).collect(),
            warnings: reading.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

#[pymethods]
impl Reports {
    /// Reads files, folders and patterns.
    #[staticmethod]
    fn read(py: Python<'_>, paths: Vec<PathBuf>) -> Self {
        py.detach(|| twosource_reader::read(&paths, &Options::default()).into())
    }

    /// Reads bytes in memory; the name's ending tells the format, as a file's does. `first_line` is the number that the
    /// first line of JSON lines has where they were cut from.
    #[staticmethod]
    #[pyo3(signature = (data, name=None, first_line=1))]
    fn parse(py: Python<'_>, data: &[u8], name: Option<&str>, first_line: usize) -> Self {
        py.detach(|| {
            let mut reading = twosource_reader::read_bytes(name, data, &Options::default());
            for line in reading.reports.iter_mut().filter_map(|report| report.line.as_mut()) {
                *line += first_line.saturating_sub(1);
            }
            reading.into()
        })
    }

    /// Reads a file part by part, so that it need not fit the memory.
    #[staticmethod]
    fn parts(path: PathBuf) -> Parts {
        let (sender, receiver) = sync_channel(2);
        std::thread::spawn(move || {
            twosource_reader::read_each(&[path], &Options::default(), &mut |part| {
                // Nobody waits for it any more.
                if sender.send(part).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        });
        Parts(Mutex::new(receiver))
    }

    fn __len__(&self) -> usize {
        self.reports.len()
    }

    #[getter]
    fn ids(&self) -> Vec<String> {
        self.reports.iter().map(|report| report.id.clone()).collect()
    }

    #[getter]
    fn failures(&self) -> Vec<String> {
        self.failures.clone()
    }

    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.warnings.clone()
    }
}

/// The parts of a file, as they are read.
#[pyclass(frozen, module = "twosource._native")]
pub struct Parts(Mutex<Receiver<twosource_reader::Reading>>);

#[pymethods]
impl Parts {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> Option<Reports> {
        py.detach(|| self.0.lock().unwrap_or_else(PoisonError::into_inner).recv().ok().map(Into::into))
    }
}
