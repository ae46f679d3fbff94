//! Evidence: stories weighed.

use std::collections::BTreeSet;
use std::sync::Arc;

use pyo3::prelude::*;
use twosource_evidence::file::Run;
use twosource_evidence::{EvidenceFile, HouseRules, explain};

use crate::error::{DamagedError, RulesError, TwosourceError, guarded};
use crate::reading::Reading;
use crate::table::Table;

/// The whole result, as in an evidence file.
#[pyclass(frozen, module = "twosource._native")]
pub struct Evidence(pub Arc<EvidenceFile>);

impl Evidence {
    pub fn of(evidence: twosource_evidence::Evidence) -> PyResult<Self> {
        let value =
            serde_json::to_value(&evidence).map_err(|error| DamagedError::new_err(error.to_string()))?;
        Ok(Evidence(Arc::new(EvidenceFile { value, evidence })))
    }
}

#[pymethods]
impl Evidence {
    /// Reads an evidence file.
    #[staticmethod]
    fn parse(py: Python<'_>, data: &[u8]) -> PyResult<Self> {
        let file = py.detach(|| EvidenceFile::parse(data));
        let file = file.map_err(|error| DamagedError::new_err(format!("this {error}")))?;
        Ok(Evidence(Arc::new(file)))
    }

    /// As the program prints it with `--format json`.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        let made = py.detach(|| serde_json::to_string_pretty(&self.0.value));
        made.map(|text| text + "\n").map_err(|error| DamagedError::new_err(error.to_string()))
    }

    fn html(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| guarded(|| twosource_render::html(&self.0.evidence)))
    }

    fn markdown(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| guarded(|| twosource_render::markdown(&self.0.evidence)))
    }

    #[pyo3(signature = (width=100, all=false))]
    fn text(&self, py: Python<'_>, width: usize, all: bool) -> PyResult<String> {
        let options = twosource_render::TextOptions { width, colour: false, all };
        py.detach(|| guarded(|| twosource_render::text(&self.0.evidence, &options)))
    }

    /// Why a claim stands where it stands: as words, and as JSON.
    fn explain(&self, py: Python<'_>, claim: &str) -> PyResult<(String, String)> {
        let told = py.detach(|| guarded(|| explain(&self.0.evidence, claim)))?;
        let told = told.map_err(|error| TwosourceError::new_err(error.to_string()))?;
        let json = serde_json::to_string(&told).map_err(|error| DamagedError::new_err(error.to_string()))?;
        Ok((told.to_string(), json))
    }

    /// A table of it.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let table: twosource_table::Table = name
            .parse()
            .map_err(|error: twosource_table::TableError| TwosourceError::new_err(error.to_string()))?;
        py.detach(|| {
            let rows = guarded(|| twosource_table::rows(&self.0.evidence, table))?;
            Table::of(table, &rows)
        })
    }
}

/// The rules of a house, written as TOML.
pub fn rules(toml: Option<&str>) -> PyResult<HouseRules> {
    let Some(toml) = toml else { return Ok(HouseRules::default()) };
    HouseRules::parse(toml).map_err(|error| RulesError::new_err(error.to_string()))
}

/// Weighs readings, wherever they were made. With a story's name, all are of that story; else they are grouped first.
#[pyfunction]
#[pyo3(signature = (readings, rules_toml=None, story=None))]
pub fn weigh(
    py: Python<'_>,
    readings: Vec<PyRef<'_, Reading>>,
    rules_toml: Option<&str>,
    story: Option<String>,
) -> PyResult<Evidence> {
    let rules = rules(rules_toml)?;
    let sent: Vec<Arc<crate::reading::Sent>> = readings.iter().map(|reading| reading.0.clone()).collect();
    drop(readings);
    let Some(first) = sent.first() else {
        return Err(TwosourceError::new_err("there is no reading to weigh"));
    };
    let mut ids = BTreeSet::new();
    for other in &sent {
        if other.model != first.model {
            return Err(TwosourceError::new_err(
                "the readings were made by several models: weigh those of one",
            ));
        }
        if !ids.insert(other.reading.report.id.as_str()) {
            let id = &other.reading.report.id;
            return Err(TwosourceError::new_err(format!("two reports have the id {id}")));
        }
    }
    let mut run = Run {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        models: vec![first.model.clone()],
        settings: std::collections::BTreeMap::new(),
    };
    rules.write_to(&mut run);
    let evidence = py.detach(|| {
        guarded(|| {
            let readings = sent.iter().map(|sent| sent.reading.clone()).collect();
            match story {
                None => twosource_evidence::weigh(readings, run),
                Some(name) => {
                    let mut evidence = twosource_evidence::weigh_one(readings, run);
                    for story in &mut evidence.stories {
                        name.clone_into(&mut story.id);
                    }
                    evidence
                }
            }
        })
    })?;
    Evidence::of(evidence)
}

/// A table of readings, each by itself: reports, statements or attributions.
#[pyfunction]
pub fn table_of_readings(py: Python<'_>, readings: Vec<PyRef<'_, Reading>>, name: &str) -> PyResult<Table> {
    let table: twosource_table::Table = name
        .parse()
        .map_err(|error: twosource_table::TableError| TwosourceError::new_err(error.to_string()))?;
    if !table.is_of_reports() {
        return Err(TwosourceError::new_err(format!(
            "{table} can be told of stories alone: weigh the readings"
        )));
    }
    let sent: Vec<Arc<crate::reading::Sent>> = readings.iter().map(|reading| reading.0.clone()).collect();
    drop(readings);
    py.detach(|| {
        let rows = guarded(|| {
            let records = sent.iter().map(|sent| twosource_evidence::record(&sent.reading));
            records
                .flat_map(|record| twosource_table::of_report(&record, table, None, None))
                .collect::<Vec<_>>()
        })?;
        Table::of(table, &rows)
    })
}
