//! A loaded model, ready to weigh reports.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use twosource_annotate::{Annotated, annotate_while};
use twosource_evidence::check::{Check, as_draft, check};
use twosource_evidence::file::{ModelRecord, Run};
use twosource_evidence::without::{Without, WithoutError};
use twosource_evidence::{Evidence, HouseRules};
use twosource_language::{ModelError, Pipeline};
use twosource_reader::{Failure, Options, Place, ReadError, Reading, Report};
use twosource_server::{Server, Settings};
use twosource_store::StoreError;

use crate::progress::Progress;

/// Why a desk could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model's bytes are damaged, of another kind, or need something this program cannot run.
    #[error("{model}: {source}")]
    Model {
        /// The model's name or path.
        model: String,
        /// What is wrong.
        source: ModelError,
    },
    /// No model of that name is known.
    #[error(
        "no model is called '{name}'; `twosource models list` shows those at hand, `twosource models import FILE` adds one"
    )]
    UnknownModel {
        /// The name as given.
        name: String,
    },
    /// A file or folder of models could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A collection could not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A feed has no address that can be fetched.
    #[error(transparent)]
    Fetch(#[from] twosource_watch::FetchError),
    /// A file of outlets is none.
    #[error("{} is no outlet register: {what}", path.display())]
    Outlets {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A file of house rules cannot be used.
    #[error("{}: {source}", path.display())]
    Rules {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        source: twosource_evidence::house_rules::RulesError,
    },
    /// There is no folder to keep a collection in.
    #[error(
        "there is no home folder; set TWOSOURCE_STORE to a folder for the collection, or name one with --store"
    )]
    NoHome,
}

/// A loaded model, ready to weigh reports. Made once, shared between threads by reference.
#[derive(Debug)]
pub struct Desk {
    pipeline: Pipeline,
    rules: HouseRules,
    time_limit: Option<Duration>,
}

impl Desk {
    /// A desk with the English model that ships with the program.
    ///
    /// # Errors
    /// [`Error::Model`] where the embedded model does not load, which a released program does not do.
    pub fn with_default_model() -> Result<Self, Error> {
        Desk::with_model("en_core_web_sm", twosource_model_en::CONTAINER)
    }

    /// A desk with the model whose container is `bytes`; `name` is for the error message.
    ///
    /// # Errors
    /// [`Error::Model`] where the bytes are no model that can be run.
    pub fn with_model(name: &str, bytes: &[u8]) -> Result<Self, Error> {
        let pipeline =
            Pipeline::from_bytes(bytes).map_err(|source| Error::Model { model: name.to_owned(), source })?;
        Ok(Desk { pipeline, rules: HouseRules::default(), time_limit: None })
    }

    /// Weighs by a desk's own rules.
    #[must_use]
    pub fn with_rules(mut self, rules: HouseRules) -> Self {
        self.rules = rules;
        self
    }

    /// Gives up a report whose close reading takes longer than this, in [`Desk::annotate_in_time`].
    ///
    /// What is given up depends on the machine; without a limit, as it is at first, nothing does.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Option<Duration>) -> Self {
        self.time_limit = limit;
        self
    }

    /// The loaded model.
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// Reads reports from files, folders, globs and `-`. Inputs that cannot be read are named in the result; the
    /// others are read all the same.
    pub fn read(&self, paths: &[impl AsRef<Path>], options: &Options) -> Reading {
        twosource_reader::read(paths, options)
    }

    /// Annotates each report, on as many threads as rayon has, in the order given.
    pub fn annotate(&self, reports: Vec<Report>, progress: &dyn Progress) -> Vec<Annotated> {
        progress.begin("Reading closely", reports.len());
        let annotated = reports
            .into_par_iter()
            .map(|report| {
                let annotated = twosource_annotate::annotate(report, &self.pipeline);
                progress.step();
                annotated
            })
            .collect();
        progress.end();
        annotated
    }

    /// As [`Desk::annotate`], but for the desk's time limit: a report that takes longer is a failure that names it, and the
    /// others are done. What is given has as many places as there are reports, in their order.
    ///
    /// ```
    /// use std::time::Duration;
    /// use twosource::{Desk, Quiet, reader};
    ///
    /// let desk = Desk::with_default_model()?.with_time_limit(Some(Duration::from_nanos(1)));
    /// let reports = desk.read(&["../../examples/ferry"], &reader::Options::default()).reports;
    /// let read = desk.annotate_in_time(reports, &Quiet);
    /// assert!(read.iter().all(|one| matches!(&one, Err(failure) if failure.to_string().contains("time limit"))));
    /// # Ok::<(), twosource::Error>(())
    /// ```
    pub fn annotate_in_time(
        &self,
        reports: Vec<Report>,
        progress: &dyn Progress,
    ) -> Vec<Result<Annotated, Failure>> {
        let Some(limit) = self.time_limit else {
            return self.annotate(reports, progress).into_iter().map(Ok).collect();
        };
        progress.begin("Reading closely", reports.len());
        let read = reports
            .into_par_iter()
            .map(|report| {
                let begun = Instant::now();
                let read = annotate_while(report, &self.pipeline, || begun.elapsed() <= limit);
                progress.step();
                read.map_err(|report| {
                    let place = Place { path: report.path, line: report.line };
                    Failure { place, error: ReadError::TooSlow { limit } }
                })
            })
            .collect();
        progress.end();
        read
    }

    /// The whole way: annotates the reports, groups them into stories and weighs each.
    ///
    /// The result depends on the reports alone: not on their order, nor on the number of threads.
    pub fn brief(&self, reports: Vec<Report>, progress: &dyn Progress) -> Evidence {
        self.weigh(self.annotate(reports, progress), progress)
    }

    /// Groups what was annotated into stories and weighs each.
    pub fn weigh(&self, annotated: Vec<Annotated>, progress: &dyn Progress) -> Evidence {
        progress.begin("Weighing", 1);
        let evidence = twosource_evidence::weigh(annotated, self.run());
        progress.end();
        evidence
    }

    /// What is left of weighed stories without some of their sources, by name: the rest is weighed again. `annotated` are the
    /// reports of `whole`.
    ///
    /// ```
    /// use twosource::{Desk, Quiet, reader};
    ///
    /// let desk = Desk::with_default_model()?;
    /// let reports = desk.read(&["../../examples/ferry"], &reader::Options::default()).reports;
    /// let annotated = desk.annotate(reports, &Quiet);
    /// let whole = desk.weigh(annotated.clone(), &Quiet);
    /// let left = desk.without(annotated, &whole, &["Nordwire".to_owned()]).unwrap();
    /// assert!(left.evidence.reports.len() < whole.reports.len());
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such source, or nothing is left.
    pub fn without(
        &self,
        annotated: Vec<Annotated>,
        whole: &Evidence,
        sources: &[String],
    ) -> Result<Without, WithoutError> {
        twosource_evidence::without(annotated, whole, sources, &self.run())
    }

    /// Holds a draft against reports of one event: for each of its statements and each detail in it, who confirms it, who
    /// contradicts it, and what no report says. The draft never counts as a source.
    ///
    /// ```
    /// use twosource::{Desk, Quiet, evidence::check::Verdict, reader};
    ///
    /// let desk = Desk::with_default_model()?;
    /// let options = reader::Options::default();
    /// let reports = desk.read(&["../../examples/ferry"], &options).reports;
    /// let draft = "The ferry struck the breakwater at Port Kelda on Tuesday, injuring 34 people, the coastguard said.";
    /// let draft = reader::read_bytes(None, draft.as_bytes(), &options).reports.remove(0);
    /// let check = desk.check(draft, reports, &Quiet);
    /// let statement = &check.sentences[0].statements[0];
    /// assert_eq!(statement.verdict, Verdict::Contradicted);
    /// assert!(check.is_contradicted());
    /// # Ok::<(), twosource::Error>(())
    /// ```
    pub fn check(&self, draft: Report, reports: Vec<Report>, progress: &dyn Progress) -> Check {
        self.check_annotated(draft, self.annotate(reports, progress))
    }

    /// [`Desk::check`] against reports that are annotated already.
    pub fn check_annotated(&self, mut draft: Report, reports: Vec<Annotated>) -> Check {
        as_draft(&mut draft);
        check(twosource_annotate::annotate(draft, &self.pipeline), reports, self.run())
    }

    /// A server over the collection in `folder`, made where there is none; the desk's model weighs for it.
    ///
    /// ```no_run
    /// use twosource::{Desk, server::Settings};
    ///
    /// let server = Desk::with_default_model()?.serve("collection".as_ref(), Settings::default())?;
    /// server.run_until_told(([127, 0, 0, 1], 8321).into(), |here| println!("http://{here}/"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the folder holds something else, or can neither be made nor read.
    pub fn serve(self, folder: &Path, settings: Settings) -> Result<Server, Error> {
        let desk = match rules_in(folder)? {
            Some(rules) => self.with_rules(rules),
            None => self,
        };
        let run = desk.run();
        Ok(Server::open(folder, desk.pipeline, run, settings)?)
    }

    /// What an evidence file says of the program and model that made it.
    pub(crate) fn run(&self) -> Run {
        let info = self.pipeline.info();
        let mut run = Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            models: vec![ModelRecord {
                name: info.name.clone(),
                version: info.version.clone(),
                sha256: info.sha256.clone(),
            }],
            settings: std::collections::BTreeMap::new(),
        };
        self.rules.write_to(&mut run);
        // Which outlet a name means decides who is one source: whoever weighs anew needs the same file.
        if let Some(own) = crate::outlets::in_use() {
            own.write_to(&mut run);
        }
        run
    }
}

/// The name of a collection's own house rules, in its folder.
const RULES: &str = "rules.toml";

/// The most bytes that a file of rules may have.
const MOST: u64 = 1 << 20;

/// The house rules of a collection, where its folder has some.
pub(crate) fn rules_in(folder: &Path) -> Result<Option<HouseRules>, Error> {
    let path = folder.join(RULES);
    if path.is_file() { read_rules(&path).map(Some) } else { Ok(None) }
}

/// Reads a file of house rules.
///
/// # Errors
/// [`Error::Io`] where it cannot be read, [`Error::Rules`] where it holds no rules.
pub fn read_rules(path: &Path) -> Result<HouseRules, Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    let mut text = String::new();
    std::io::Read::read_to_string(
        &mut std::io::Read::take(std::fs::File::open(path).map_err(io)?, MOST),
        &mut text,
    )
    .map_err(io)?;
    HouseRules::parse(&text).map_err(|source| Error::Rules { path: path.to_owned(), source })
}
