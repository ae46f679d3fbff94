//! Reading what the command line names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use twosource::Evidence;
use twosource::evidence::file::SCHEMA;
use twosource::reader::{self, Report};

use super::Outcome;
use super::terminal::Terminal;

/// Reads reports, and tells of each input that could not be read.
pub fn reports(paths: &[PathBuf], terminal: &Terminal) -> (Vec<Report>, Outcome) {
    let reading = reader::read(paths, &reader::Options::default());
    for warning in &reading.warnings {
        terminal.warning(&warning.to_string());
    }
    for failure in &reading.failures {
        terminal.error(&failure.to_string());
    }
    for report in &reading.reports {
        let path = report.path.as_deref().unwrap_or("standard input");
        terminal.detail(&format!("read {} from {path}", report.id));
    }
    let outcome = if reading.failures.is_empty() { Outcome::Done } else { Outcome::Incomplete };
    (reading.reports, outcome)
}

/// Reads an evidence file.
pub fn evidence(path: &Path) -> anyhow::Result<Evidence> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let value: serde_json::Value = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} is no evidence file: it is no JSON", path.display()))?;
    match value.get("schema").and_then(|schema| schema.as_str()) {
        Some(SCHEMA) => {}
        Some(other) => bail!("{} is of the schema '{other}'; this program reads '{SCHEMA}'", path.display()),
        None => bail!("{} is no evidence file: it names no schema", path.display()),
    }
    serde_json::from_value(value).with_context(|| format!("{} is a damaged evidence file", path.display()))
}
