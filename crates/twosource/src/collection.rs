//! A standing collection: a store with a desk that reads for it.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use etcetera::BaseStrategy;
use jiff::Timestamp;
use twosource_evidence::Evidence;
use twosource_evidence::check::{Check, as_draft, check};
use twosource_follow::{Mailer, Plan, Round as FollowRound};
use twosource_reader::{Failure, Options, Place, Reading, Report, Warning, read_each};
use twosource_store::{
    Arrival, Hits, News, Outcome, Query, ReportChanges, Since, StandingChange, Store, StoryFilter, StoryId,
    StoryMove, StorySummary, Table, TableFormat, Weigher,
};
use twosource_watch::Fetcher;

use crate::progress::Progress;
use crate::{Desk, Error, Quiet, models};

/// Reports that are annotated and written together.
const BATCH: usize = 64;

/// A collection of reports that grows: kept in a folder, grouped into stories as reports come, searched, and compared with
/// what it said before.
///
/// The model is loaded when it is first needed; listing and searching do without.
///
/// ```
/// use twosource::{Collection, Quiet, reader};
/// use twosource::store::{Query, StoryFilter};
///
/// # let folder = tempfile::tempdir().unwrap();
/// # let folder = folder.path();
/// // Take reports in. What was taken in before changes nothing.
/// let mut collection = Collection::create(folder)?;
/// let intake = collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
/// println!("{} new reports", intake.new);
///
/// // Ask.
/// let stories = collection.stories(&StoryFilter::default())?;
/// let evidence = collection.evidence(stories[0].id)?;
/// println!("{}: {} claims", stories[0].title, evidence.stories[0].claims.len());
/// let query: Query = "speaker:coastguard ferry".parse()?;
/// for hit in collection.search(&query)?.hits {
///     println!("{}: {}", hit.outlet.unwrap_or_default(), hit.snippet);
/// }
/// # assert_eq!(intake.new, 8);
/// # let again = collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
/// # assert_eq!((again.new, again.revised, again.known), (0, 0, 8));
/// # Ok::<(), twosource::Error>(())
/// ```
#[derive(Debug)]
pub struct Collection {
    pub(crate) store: Store,
    model: Option<String>,
    time_limit: Option<Duration>,
    desk: OnceLock<Desk>,
}

/// One input of an ingest, as it is done.
#[derive(Debug)]
pub enum Taken<'t> {
    /// A report that is on the disk now, or was before; where it came from.
    Report(&'t Arrival, &'t Place),
    /// An input that gave no report.
    Failure(&'t Failure),
    /// What does not stop a report from being used.
    Warning(&'t Warning),
}

/// What came of an ingest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// Reports that were not there before.
    pub new: usize,
    /// Reports that were there in another version.
    pub revised: usize,
    /// Reports whose bytes were there already.
    pub known: usize,
    /// Reports that were left out for having the id of another.
    pub refused: usize,
    /// Inputs that could not be read.
    pub failures: usize,
    /// Stories that new or revised reports belong to.
    pub stories: BTreeSet<StoryId>,
}

impl Collection {
    /// The folder of the collection where none is named: `$TWOSOURCE_STORE`, or `twosource/collection` in the user's data
    /// folder.
    ///
    /// # Errors
    /// [`Error::NoHome`] where the user has no home.
    pub fn default_folder() -> Result<PathBuf, Error> {
        if let Some(given) = std::env::var_os("TWOSOURCE_STORE").filter(|given| !given.is_empty()) {
            return Ok(PathBuf::from(given));
        }
        let strategy = etcetera::choose_base_strategy().map_err(|_| Error::NoHome)?;
        Ok(strategy.data_dir().join("twosource").join("collection"))
    }

    /// Opens the collection in `folder` to take reports in; makes an empty one where there is none.
    ///
    /// # Errors
    /// Where the folder cannot be made or written, another process is writing, or it holds something else.
    pub fn create(folder: &Path) -> Result<Self, Error> {
        Collection::create_waiting(folder, Duration::ZERO)
    }

    /// As [`Collection::create`]; the end of another process that writes is waited for, for as long as `patience` says.
    ///
    /// # Errors
    /// As [`Collection::create`].
    pub fn create_waiting(folder: &Path, patience: Duration) -> Result<Self, Error> {
        let store = Store::create_waiting(folder, patience)?;
        Ok(Collection { store, model: None, time_limit: None, desk: OnceLock::new() })
    }

    /// Opens the collection in `folder` to ask it; the folder may be read-only.
    ///
    /// # Errors
    /// Where there is none, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let store = Store::open(folder)?;
        Ok(Collection { store, model: None, time_limit: None, desk: OnceLock::new() })
    }

    /// Reads with another model than the default: its name or its file, as for [`models::open`].
    #[must_use]
    pub fn with_model(mut self, name: Option<&str>) -> Self {
        self.model = name.map(str::to_owned);
        self
    }

    /// Leaves out reports that take longer to be read closely, as [`Desk::with_time_limit`] says.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Option<Duration>) -> Self {
        self.time_limit = limit;
        self
    }

    /// Reads at a desk that is there already.
    #[must_use]
    pub fn with_desk(mut self, desk: Desk) -> Self {
        self.desk = OnceLock::from(desk);
        self
    }

    /// The store behind it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Makes anew all that is derived.
    ///
    /// # Errors
    /// As [`Store::rebuild`].
    pub fn rebuild(&mut self) -> Result<(), Error> {
        Ok(self.store.rebuild()?)
    }

    /// The desk, its model loaded on first use.
    ///
    /// # Errors
    /// Where the model cannot be loaded.
    pub fn desk(&self) -> Result<&Desk, Error> {
        if let Some(desk) = self.desk.get() {
            return Ok(desk);
        }
        let mut desk = models::open(self.model.as_deref())?.with_time_limit(self.time_limit);
        if let Some(rules) = crate::desk::rules_in(self.store.folder())? {
            desk = desk.with_rules(rules);
        }
        Ok(self.desk.get_or_init(|| desk))
    }

    /// Takes in what `paths` mean: files, folders, globs, `-`. Each report is on the disk when `taken` is told of it. The
    /// same bytes again change nothing; other bytes under a known id or address are a new version.
    ///
    /// ```
    /// use twosource::{Collection, Quiet, Taken, reader};
    ///
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let folder = folder.path();
    /// let mut collection = Collection::create(folder)?;
    /// let options = reader::Options::default();
    /// let intake = collection.ingest(&["../../examples/ferry"], &options, &Quiet, &mut |taken| match taken {
    ///     Taken::Report(arrival, place) => println!("{place}: {} is in S{}", arrival.id, arrival.story),
    ///     Taken::Failure(failure) => eprintln!("{failure}"),
    ///     Taken::Warning(warning) => eprintln!("{warning}"),
    /// })?;
    /// assert_eq!((intake.new, intake.failures), (8, 0));
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the collection cannot be written. What `taken` was told before is safe.
    pub fn ingest<P: AsRef<Path>>(
        &mut self,
        paths: &[P],
        options: &Options,
        progress: &dyn Progress,
        taken: &mut dyn FnMut(Taken),
    ) -> Result<Intake, Error> {
        let mut intake = Intake::default();
        let mut failed = None;
        read_each(paths, options, &mut |reading| match self.take_reading(
            reading,
            progress,
            &mut intake,
            taken,
        ) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        });
        failed.map_or(Ok(intake), Err)
    }

    /// Tells what could not be read, and takes in what was.
    pub(crate) fn take_reading(
        &mut self,
        reading: Reading,
        progress: &dyn Progress,
        intake: &mut Intake,
        taken: &mut dyn FnMut(Taken),
    ) -> Result<(), Error> {
        for warning in &reading.warnings {
            taken(Taken::Warning(warning));
        }
        for failure in &reading.failures {
            intake.failures += 1;
            taken(Taken::Failure(failure));
        }
        self.take_in(reading.reports, progress, intake, taken)
    }

    /// Takes in reports that are read already.
    fn take_in(
        &mut self,
        mut reports: Vec<Report>,
        progress: &dyn Progress,
        intake: &mut Intake,
        taken: &mut dyn FnMut(Taken),
    ) -> Result<(), Error> {
        // A page from the web has no path.
        let place = |report: &Report| Place {
            path: report.path.clone().or_else(|| report.url.clone()),
            line: report.line,
        };
        progress.begin("Taking in", reports.len());
        while !reports.is_empty() {
            let rest = reports.split_off(reports.len().min(BATCH));
            let batch = std::mem::replace(&mut reports, rest);
            let size = batch.len();
            let mut fresh = Vec::with_capacity(size);
            for report in batch {
                // Known bytes are not annotated again.
                match self.store.knows(&report)? {
                    Some(arrival) => {
                        intake.count(&arrival);
                        taken(Taken::Report(&arrival, &place(&report)));
                    }
                    None => fresh.push(report),
                }
            }
            if !fresh.is_empty() {
                let mut annotated = Vec::with_capacity(fresh.len());
                for read in self.desk()?.annotate_in_time(fresh, &Quiet) {
                    match read {
                        Ok(read) => annotated.push(read),
                        Err(failure) => {
                            intake.failures += 1;
                            taken(Taken::Failure(&failure));
                        }
                    }
                }
                let arrivals = self.store.ingest(&annotated, Timestamp::now())?;
                for (arrival, annotated) in arrivals.iter().zip(&annotated) {
                    intake.count(arrival);
                    taken(Taken::Report(arrival, &place(&annotated.report)));
                }
            }
            (0..size).for_each(|_| progress.step());
        }
        progress.end();
        Ok(())
    }

    /// The stories that fit, those with the newest report first.
    ///
    /// ```
    /// use twosource::store::{StoryFilter, moment};
    ///
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// let filter = StoryFilter {
    ///     since: Some(moment("2020-01-01")?),
    ///     entity: Some("ferry".to_owned()),
    ///     ..StoryFilter::default()
    /// };
    /// for story in collection.stories(&filter)? {
    ///     println!("{} {}: {} reports", story.id, story.title, story.reports);
    /// }
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the collection cannot be read.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<StorySummary>, Error> {
        Ok(self.store.stories(filter)?)
    }

    /// Holds a draft against the reports of one story, as [`Desk::check`] does.
    ///
    /// # Errors
    /// Where there is no such story.
    pub fn check(&self, mut draft: Report, story: StoryId) -> Result<Check, Error> {
        let (desk, story) = (self.desk()?, self.store.story_now(story)?);
        let weigher = Weigher { pipeline: desk.pipeline(), run: &desk.run() };
        let reports = self.store.readings_of(story, weigher)?;
        as_draft(&mut draft);
        Ok(check(twosource_annotate::annotate(draft, desk.pipeline()), reports, desk.run()))
    }

    /// Tells those who follow something what they were not told yet.
    ///
    /// # Errors
    /// Where the collection cannot be read or written. Who cannot be told stands in the round.
    pub fn follow(
        &mut self,
        plan: &Plan,
        fetcher: &Fetcher,
        mailer: Option<&Mailer>,
    ) -> Result<FollowRound, Error> {
        let desk = self.desk()?;
        let (pipeline, run) = (desk.pipeline(), desk.run());
        Ok(FollowRound::go(&self.store, Weigher { pipeline, run: &run }, plan, fetcher, mailer)?)
    }

    /// The evidence of one story, with the corrections that people made beside it. A number whose reports all went to another story means that one.
    ///
    /// ```
    /// use twosource::render;
    /// use twosource::store::StoryId;
    ///
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// let evidence = collection.evidence(StoryId(1))?;
    /// assert_eq!(evidence.stories[0].id, "S1");
    /// let page = render::html(&evidence);
    /// # assert!(page.starts_with("<!DOCTYPE html>"));
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such story.
    pub fn evidence(&self, story: StoryId) -> Result<Evidence, Error> {
        let (desk, story) = (self.desk()?, self.store.story_now(story)?);
        Ok(self.store.corrected(story, Weigher { pipeline: desk.pipeline(), run: &desk.run() })?)
    }

    /// The evidence of one story, and what of it is new.
    ///
    /// ```
    /// use twosource::store::{Since, StoryId, Way, moment};
    ///
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// let (evidence, news) = collection.news(StoryId(1), Since::Received(moment("2020-01-01")?))?;
    /// println!("{} new origins, {} new conflicts", news.origins.len(), news.conflicts.len());
    /// for turn in news.claims.iter().filter(|turn| turn.way == Way::Rose) {
    ///     println!("rose: {}", turn.text);
    /// }
    /// # assert!(!news.origins.is_empty() && !evidence.stories[0].claims.is_empty());
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such story.
    pub fn news(&self, story: StoryId, since: Since) -> Result<(Evidence, News), Error> {
        let (desk, story) = (self.desk()?, self.store.story_now(story)?);
        let weigher = Weigher { pipeline: desk.pipeline(), run: &desk.run() };
        let (mut evidence, news) = self.store.news(story, since, weigher)?;
        let corrections = self.store.corrections(story)?;
        for record in &mut evidence.stories {
            record.corrections.clone_from(&corrections);
        }
        Ok((evidence, news))
    }

    /// The reports that came to a story from others or left it.
    ///
    /// # Errors
    /// Where the collection cannot be read.
    pub fn moves(&self, story: StoryId) -> Result<Vec<StoryMove>, Error> {
        Ok(self.store.moves(story)?)
    }

    /// How the claims of a story stood each time it was weighed and something had changed.
    ///
    /// # Errors
    /// Where the collection cannot be read.
    pub fn history(&self, story: StoryId) -> Result<Vec<StandingChange>, Error> {
        Ok(self.store.history(story)?)
    }

    /// Finds reports or statements.
    ///
    /// ```
    /// use twosource::store::Query;
    ///
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// let query: Query = "ferry date:2020-01-01.. speaker:coastguard".parse()?;
    /// let found = collection.search(&query)?;
    /// for hit in &found.hits {
    ///     println!("{} ({}): {}", hit.report, hit.speaker.as_deref().unwrap_or(""), hit.snippet);
    /// }
    /// # assert!(found.total > 0);
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the query cannot be read.
    pub fn search(&mut self, query: &Query) -> Result<Hits, Error> {
        self.search_with_progress(query, &Quiet)
    }

    /// As [`Collection::search`]; `progress` is told how far it is where a standing is asked and stories have to be weighed.
    ///
    /// # Errors
    /// Where the query cannot be read.
    pub fn search_with_progress(&mut self, query: &Query, progress: &dyn Progress) -> Result<Hits, Error> {
        if query.standing.is_none() {
            return Ok(self.store.search(query, None)?);
        }
        self.desk()?;
        let Some(desk) = self.desk.get() else { return Ok(Hits::default()) };
        let run = desk.run();
        let weigher = Weigher { pipeline: desk.pipeline(), run: &run };
        let mut weighing = Weighing::new(progress);
        Ok(self.store.search_with_progress(query, Some(weigher), &mut |done, of| weighing.at(done, of))?)
    }

    /// What changed in one report from version to version, or in each that has several.
    ///
    /// ```
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// for report in collection.changes(None)? {
    ///     for revision in &report.revisions {
    ///         let quiet = revision.statements.iter().filter(|change| change.quiet).count();
    ///         println!("{}: {quiet} quiet edits", report.report);
    ///     }
    /// }
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such report.
    pub fn changes(&self, report: Option<&str>) -> Result<Vec<ReportChanges>, Error> {
        Ok(self.store.changes(report)?)
    }

    /// Writes a table. Returns the number of rows.
    ///
    /// ```
    /// use twosource::store::{Table, TableFormat};
    ///
    /// # use twosource::{Collection, Quiet, reader};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let mut collection = Collection::create(folder.path())?;
    /// # collection.ingest(&["../../examples/ferry"], &reader::Options::default(), &Quiet, &mut |_| {})?;
    /// let mut table = Vec::new();
    /// let rows = collection.export(Table::Claims, TableFormat::Csv, &mut table)?;
    /// assert!(rows > 0);
    /// # Ok::<(), twosource::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn export(&self, table: Table, format: TableFormat, out: impl Write + Send) -> Result<usize, Error> {
        self.export_with_progress(table, format, out, &Quiet)
    }

    /// As [`Collection::export`]; `progress` is told how far it is where stories have to be weighed.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn export_with_progress(
        &self,
        table: Table,
        format: TableFormat,
        out: impl Write + Send,
        progress: &dyn Progress,
    ) -> Result<usize, Error> {
        if table.is_of_reports() {
            return Ok(self.store.export(table, format, out, None)?);
        }
        let desk = self.desk()?;
        let run = desk.run();
        let weigher = Weigher { pipeline: desk.pipeline(), run: &run };
        let mut weighing = Weighing::new(progress);
        let mut tell = |done, of| weighing.at(done, of);
        Ok(self.store.export_with_progress(table, format, out, Some(weigher), &mut tell)?)
    }

    /// Writes all tables, each story weighed once; `out` opens where a table goes. Returns the numbers of rows.
    ///
    /// # Errors
    /// Where a table cannot be opened or written.
    pub fn export_all<W: Write + Send>(
        &self,
        format: TableFormat,
        out: impl FnMut(Table) -> std::io::Result<W>,
        progress: &dyn Progress,
    ) -> Result<Vec<(Table, usize)>, Error> {
        let desk = self.desk()?;
        let run = desk.run();
        let weigher = Weigher { pipeline: desk.pipeline(), run: &run };
        let mut weighing = Weighing::new(progress);
        let mut tell = |done, of| weighing.at(done, of);
        Ok(self.store.export_all(format, out, weigher, &mut tell)?)
    }
}

/// The weighing of stories as a piece of work that tells how far it is. It begins with the first that is told and ends with
/// the value.
struct Weighing<'p> {
    progress: &'p dyn Progress,
    /// Steps told; `None` before the first word of how many there are.
    done: Option<usize>,
}

impl<'p> Weighing<'p> {
    fn new(progress: &'p dyn Progress) -> Self {
        Weighing { progress, done: None }
    }

    /// `done` of `of` are done.
    fn at(&mut self, done: usize, of: usize) {
        let told = *self.done.get_or_insert_with(|| {
            self.progress.begin("Weighing", of);
            0
        });
        (told..done).for_each(|_| self.progress.step());
        self.done = Some(told.max(done));
    }
}

impl Drop for Weighing<'_> {
    fn drop(&mut self) {
        if self.done.is_some() {
            self.progress.end();
        }
    }
}

impl Intake {
    /// Adds what came of another ingest.
    pub fn join(&mut self, other: Intake) {
        self.new += other.new;
        self.revised += other.revised;
        self.known += other.known;
        self.refused += other.refused;
        self.failures += other.failures;
        self.stories.extend(other.stories);
    }

    fn count(&mut self, arrival: &Arrival) {
        match arrival.outcome {
            Outcome::New => self.new += 1,
            Outcome::Revised => self.revised += 1,
            Outcome::Known => self.known += 1,
            Outcome::Refused => self.refused += 1,
        }
        if matches!(arrival.outcome, Outcome::New | Outcome::Revised) {
            self.stories.insert(StoryId(arrival.story));
        }
    }
}
