//! A desk: a language model, and the rules of a house.

use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use rayon::prelude::*;
use twosource_evidence::check::as_draft;
use twosource_evidence::file::{ModelRecord, Run};
use twosource_evidence::verify::{Begun, of_the_file, verify};
use twosource_evidence::{HouseRules, own_outlets, weigh_again};
use twosource_language::Pipeline;

use crate::error::{DamagedError, ModelError, TwosourceError, guarded};
use crate::evidence::{Evidence, rules};
use crate::progress::Progress;
use crate::reading::{Reading, Sent};
use crate::reports::Reports;

/// Reports that are read between two words of how far it is.
const BATCH: usize = 32;

/// A language model, and the rules of a house. The model is loaded when it is first needed.
#[pyclass(frozen, module = "twosource._native")]
pub struct Desk {
    /// The model's container; `None` for the one that comes along.
    container: Option<Vec<u8>>,
    rules: HouseRules,
    pipeline: OnceLock<Pipeline>,
    /// `None` for as many threads as there are processors.
    pool: Option<rayon::ThreadPool>,
}

impl Desk {
    fn pipeline(&self) -> PyResult<&Pipeline> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        let bytes = self.container.as_deref().unwrap_or(twosource_model_en::CONTAINER);
        let loaded = Pipeline::from_bytes(bytes).map_err(|error| ModelError::new_err(error.to_string()))?;
        Ok(self.pipeline.get_or_init(|| loaded))
    }

    fn model(&self) -> PyResult<ModelRecord> {
        let info = self.pipeline()?.info();
        Ok(ModelRecord {
            name: info.name.clone(),
            version: info.version.clone(),
            sha256: info.sha256.clone(),
        })
    }

    /// What an evidence file says of the program and model that made it.
    fn run(&self) -> PyResult<Run> {
        let mut run = Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            models: vec![self.model()?],
            settings: std::collections::BTreeMap::new(),
        };
        self.rules.write_to(&mut run);
        Ok(run)
    }

    /// Reads reports closely, in their order.
    fn read(
        &self,
        py: Python<'_>,
        reports: &[twosource_reader::Report],
        progress: &Progress,
    ) -> PyResult<Vec<twosource_annotate::Reading>> {
        let pipeline = py.detach(|| self.pipeline())?;
        let mut readings = Vec::with_capacity(reports.len());
        progress.at(py, 0, reports.len())?;
        for part in reports.chunks(BATCH) {
            let one =
                |report: &twosource_reader::Report| twosource_annotate::annotate(report.clone(), pipeline);
            let many = || part.par_iter().map(one).collect::<Vec<_>>();
            readings.extend(py.detach(|| match &self.pool {
                Some(pool) if pool.current_num_threads() == 1 => part.iter().map(one).collect(),
                Some(pool) => pool.install(many),
                None => many(),
            }));
            progress.at(py, readings.len(), reports.len())?;
        }
        Ok(readings)
    }
}

#[pymethods]
impl Desk {
    #[new]
    #[pyo3(signature = (container=None, rules_toml=None, threads=None))]
    fn new(container: Option<Vec<u8>>, rules_toml: Option<&str>, threads: Option<usize>) -> PyResult<Self> {
        let pool = threads.map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).build());
        let pool = pool.transpose().map_err(|error| TwosourceError::new_err(error.to_string()))?;
        Ok(Desk { container, rules: rules(rules_toml)?, pipeline: OnceLock::new(), pool })
    }

    /// The model's name, version and SHA-256.
    fn model_info(&self, py: Python<'_>) -> PyResult<(String, String, String)> {
        let model = py.detach(|| self.model())?;
        Ok((model.name, model.version, model.sha256))
    }

    #[pyo3(signature = (reports, progress=None))]
    fn annotate(
        &self,
        py: Python<'_>,
        reports: &Reports,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Vec<Reading>> {
        let readings = self.read(py, &reports.reports, &Progress(progress))?;
        let model = self.model()?;
        let sent = |reading| Reading(Arc::new(Sent { model: model.clone(), reading }));
        Ok(readings.into_iter().map(sent).collect())
    }

    #[pyo3(signature = (reports, progress=None))]
    fn brief(
        &self,
        py: Python<'_>,
        reports: &Reports,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Evidence> {
        if reports.reports.is_empty() {
            return Err(TwosourceError::new_err("there is no report to weigh"));
        }
        let readings = self.read(py, &reports.reports, &Progress(progress))?;
        let run = self.run()?;
        Evidence::of(py.detach(|| twosource_evidence::weigh(readings, run)))
    }

    /// Holds a draft against reports: as JSON, as words, and as a page.
    #[pyo3(signature = (draft, reports, progress=None))]
    fn check(
        &self,
        py: Python<'_>,
        draft: &Reports,
        reports: &Reports,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<(String, String, String)> {
        let [draft] = draft.reports.as_slice() else {
            return Err(TwosourceError::new_err("a draft is one text"));
        };
        let readings = self.read(py, &reports.reports, &Progress(progress))?;
        let run = self.run()?;
        let pipeline = self.pipeline()?;
        py.detach(|| {
            let mut draft = draft.clone();
            as_draft(&mut draft);
            let check =
                twosource_evidence::check(twosource_annotate::annotate(draft, pipeline), readings, run);
            let json = serde_json::to_value(&check).and_then(|value| serde_json::to_string_pretty(&value));
            let json = json.map_err(|error| DamagedError::new_err(error.to_string()))?;
            let options = twosource_render::TextOptions { width: 100, colour: false, all: false };
            let text = twosource_render::check_text(&check, &options);
            Ok((json + "\n", text, twosource_render::check_html(&check)))
        })
    }

    /// Checks an evidence file against its reports: as words, as JSON, whether it holds, and whether it follows.
    #[pyo3(signature = (evidence, reports, quick=false, progress=None))]
    fn verify(
        &self,
        py: Python<'_>,
        evidence: &Evidence,
        reports: &Reports,
        quick: bool,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<(String, String, bool, bool)> {
        let file = &*evidence.0;
        let verification = if quick {
            py.detach(|| guarded(|| verify(&file.evidence, &reports.reports)))?
        } else {
            let begun = py.detach(|| guarded(|| Begun::new(file, &reports.reports)))?;
            let mut unchecked = self.strange(file)?;
            let inputs =
                if unchecked.is_empty() { of_the_file(&file.evidence, &reports.reports) } else { None };
            let anew = match inputs.filter(|inputs| !inputs.is_empty()) {
                None => None,
                Some(inputs) => {
                    let readings = self.read(py, &inputs, &Progress(progress))?;
                    let mut run = self.run()?;
                    HouseRules::of(&file.evidence.run).write_to(&mut run);
                    Some(py.detach(|| weigh_again(readings, run, &file.evidence)))
                }
            };
            if anew.is_none() && unchecked.is_empty() {
                let why =
                    "the reports are not those of the file, so that weighing them anew tells nothing of it";
                unchecked.push(why.to_owned());
            }
            py.detach(|| guarded(|| begun.end(anew.as_ref(), unchecked)))?
        };
        let json = serde_json::to_string(&verification);
        let json = json.map_err(|error| DamagedError::new_err(error.to_string()))?;
        Ok((verification.to_string(), json, verification.holds(), !quick && verification.follows()))
    }
}

impl Desk {
    /// Why this desk cannot weigh as the one that made the file did.
    fn strange(&self, file: &twosource_evidence::EvidenceFile) -> PyResult<Vec<String>> {
        let made_by = &file.evidence.run;
        let rest = "standings, origins, conflicts and reasons were not weighed anew";
        let mut unchecked = Vec::new();
        let own = self.model()?;
        if made_by.models.iter().map(|model| &model.sha256).ne([&own.sha256]) {
            unchecked.push(format!("the file names another model than {} {}; {rest}", own.name, own.version));
        }
        if made_by.settings.contains_key(own_outlets::SETTING) {
            unchecked.push(format!(
                "the file was made with a file of outlets; verify it with the program; {rest}"
            ));
        }
        Ok(unchecked)
    }
}
