//! Briefs of reports that somebody drops onto the page or posts.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::sync::oneshot::Receiver;
use twosource_evidence::{Evidence, weigh};
use twosource_reader::{Options, Reading, Report, read_bytes};
use twosource_store::{Outcome, StoryId};

use crate::errand::{Closely, Errand};
use crate::house::{held, on_a_thread};
use crate::lane::Turn;
use crate::{House, Trouble};

/// Briefs that are remembered; the oldest are forgotten first.
const MOST_KEPT: usize = 64;

/// Bytes of the evidence of the remembered briefs, at most, but for the newest: what a brief holds may be a hundred times
/// what was given.
const MOST_BYTES_KEPT: usize = 128 << 20;

/// Reports of one brief, at most: more than any one event has, and weighing grows with their square.
const MOST_REPORTS: usize = 500;

/// What a brief is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// A file: its name, whose ending tells the format, and its bytes.
    File(String, Vec<u8>),
    /// Text as pasted.
    Text(String),
    /// The address of a page to fetch.
    Address(String),
}

impl Material {
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Material::File(_, bytes) => bytes.len(),
            Material::Text(text) => text.len(),
            Material::Address(_) => USUAL_PAGE,
        }
    }
}

/// Bytes that a page takes whose size is not known before it is fetched.
const USUAL_PAGE: usize = 1 << 20;

/// A brief's name: made from what it is made of, so the same reports give the same brief.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BriefId(String);

impl fmt::Display for BriefId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for BriefId {
    type Err = Trouble;

    fn from_str(given: &str) -> Result<Self, Trouble> {
        let is_id = given.len() == 16 && given.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_id {
            return Err(Trouble::NotFound(NO_BRIEF.to_owned()));
        }
        Ok(BriefId(given.to_owned()))
    }
}

const NO_BRIEF: &str = "there is no such brief; briefs are forgotten when the server stops or many newer ones are made: give the reports again";

/// What came of making a brief.
#[derive(Clone, Debug)]
pub struct Made {
    /// The evidence of the reports given.
    pub evidence: Arc<Evidence>,
    /// Inputs that gave no report and why, and warnings.
    pub remarks: Vec<String>,
    /// The stories of the collection that the reports joined, where they were kept in it.
    pub stories: Vec<StoryId>,
}

/// How far a brief is.
#[derive(Clone, Debug)]
pub enum BriefState {
    /// It waits for its turn.
    Waiting,
    /// It is being made.
    Making {
        /// What is done at the moment, in a word or two.
        step: &'static str,
        /// Reports done in this step.
        done: usize,
        /// Reports of this step in all; 0 where that is not known.
        of: usize,
    },
    /// It is there.
    Done(Made),
    /// It could not be made.
    Failed(Trouble),
}

/// The briefs that a server remembers.
#[derive(Debug, Default)]
pub(crate) struct Briefs {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    jobs: BTreeMap<BriefId, Arc<Job>>,
    /// The oldest first.
    order: VecDeque<BriefId>,
}

impl Kept {
    /// Bytes that the briefs hold.
    fn bytes(&self) -> usize {
        self.jobs.values().map(|job| job.bytes.load(Ordering::Relaxed)).sum()
    }

    /// Forgets the oldest where there are too many, or they hold too much.
    fn trim(&mut self) {
        while self.order.len() > 1 && (self.order.len() > MOST_KEPT || self.bytes() > MOST_BYTES_KEPT) {
            if let Some(oldest) = self.order.pop_front() {
                self.jobs.remove(&oldest);
            }
        }
    }
}

/// A brief in the making. Counts are apart so that every report may step them.
#[derive(Debug)]
struct Job {
    /// Bytes that it was given; of its evidence as it is written, once that is there.
    bytes: AtomicUsize,
    state: Mutex<BriefState>,
    errand: Arc<Errand>,
}

impl Job {
    fn begin(&self, step: &'static str, of: usize) {
        self.errand.done.store(0, Ordering::Relaxed);
        *held(&self.state) = BriefState::Making { step, done: 0, of };
    }

    fn state(&self) -> BriefState {
        let mut state = held(&self.state).clone();
        if let BriefState::Making { done, .. } = &mut state {
            *done = self.errand.done.load(Ordering::Relaxed);
        }
        state
    }
}

impl House {
    /// Begins to make a brief of what is given, or finds the one that was made of the same; with `keep` the reports go into
    /// the collection too.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where too many wait; [`Trouble::Unfit`] where nothing is given.
    pub fn brief(self: &Arc<Self>, materials: Vec<Material>, keep: bool) -> Result<BriefId, Trouble> {
        if materials.is_empty() {
            return Err(Trouble::Unfit(
                "nothing was given; drop files, paste a text, or give an address".to_owned(),
            ));
        }
        let id = name(&materials, keep);
        let mut kept = held(&self.briefs.kept);
        let known = kept.jobs.get(&id).map(|job| job.state());
        if known.is_some_and(|state| !matches!(state, BriefState::Failed(_))) {
            return Ok(id);
        }
        let bytes: usize = materials.iter().map(Material::bytes).sum();
        let turn = self.lanes.ask(bytes)?;
        let job = Arc::new(Job {
            bytes: AtomicUsize::new(bytes),
            state: Mutex::new(BriefState::Waiting),
            // What is kept in the collection is kept whether somebody looks or not.
            errand: Arc::new(if keep { Errand::to_the_end() } else { Errand::new() }),
        });
        kept.order.retain(|known| *known != id);
        kept.order.push_back(id.clone());
        kept.jobs.insert(id.clone(), Arc::clone(&job));
        kept.trim();
        drop(kept);
        let house = Arc::clone(self);
        tokio::spawn(async move {
            let made = make(&house, &job, (bytes, turn), materials, keep).await;
            *held(&job.state) = match made {
                Ok(made) => BriefState::Done(made),
                Err(trouble) => BriefState::Failed(trouble),
            };
            held(&house.briefs.kept).trim();
        });
        Ok(id)
    }

    /// How far a brief is.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn brief_state(&self, id: &BriefId) -> Result<BriefState, Trouble> {
        let job = self.job(id)?;
        job.errand.asked();
        Ok(job.state())
    }

    fn job(&self, id: &BriefId) -> Result<Arc<Job>, Trouble> {
        let job = held(&self.briefs.kept).jobs.get(id).cloned();
        job.ok_or_else(|| Trouble::NotFound(NO_BRIEF.to_owned()))
    }

    /// Stops making a brief, or forgets the one that is made.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn drop_brief(&self, id: &BriefId) -> Result<(), Trouble> {
        let job = self.job(id)?;
        job.errand.stop();
        let mut kept = held(&self.briefs.kept);
        kept.jobs.remove(id);
        kept.order.retain(|known| known != id);
        Ok(())
    }

    /// Who waited for a brief has left: it is given up, unless somebody else asks for it.
    pub(crate) fn left(&self, id: &BriefId) {
        if let Ok(job) = self.job(id) {
            job.errand.left();
        }
    }
}

/// Counts what is written.
struct Size(usize);

impl std::io::Write for Size {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The name of the brief of these materials.
fn name(materials: &[Material], keep: bool) -> BriefId {
    let mut hash = Sha256::new();
    hash.update([u8::from(keep)]);
    for material in materials {
        let (kind, name, bytes): (&str, &str, &[u8]) = match material {
            Material::File(name, bytes) => ("file", name, bytes),
            Material::Text(text) => ("text", "", text.as_bytes()),
            Material::Address(address) => ("address", "", address.as_bytes()),
        };
        for part in [kind.as_bytes(), name.as_bytes(), bytes] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    BriefId(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

async fn make(
    house: &Arc<House>,
    job: &Arc<Job>,
    (bytes, turn): (usize, Receiver<Turn>),
    materials: Vec<Material>,
    keep: bool,
) -> Result<Made, Trouble> {
    let at_work = Arc::clone(job);
    let closely = house.closely(&job.errand, (bytes, turn), move |house| {
        at_work.begin("Reading", materials.len());
        let gathered = gather(house, materials, || {
            at_work.errand.done.fetch_add(1, Ordering::Relaxed);
        })?;
        at_work.begin("Reading closely", gathered.0.len());
        Ok(gathered)
    });
    let closely = closely.await?;
    let (job, house) = (Arc::clone(job), Arc::clone(house));
    on_a_thread(move || weighed(&house, &job, closely, keep)).await
}

/// Keeps what was read closely, where that is wanted, and weighs it.
fn weighed(house: &House, job: &Job, closely: Closely<Vec<String>>, keep: bool) -> Result<Made, Trouble> {
    let Closely { read, beside: mut remarks, turn } = closely;
    let annotated = Closely::<()>::readings(read, &mut remarks);
    if annotated.is_empty() {
        return Err(Trouble::Unfit(remarks.join("; ")));
    }
    let mut stories = std::collections::BTreeSet::new();
    if keep {
        job.begin("Keeping", annotated.len());
        let arrivals = house.write_now(|store, _| store.ingest(&annotated, Timestamp::now()))?;
        for arrival in &arrivals {
            match (arrival.refusal(), arrival.outcome) {
                (Some(why), _) => remarks.push(format!("{:?} was not kept: it {why}", arrival.id)),
                (None, Outcome::Refused) => {}
                (None, _) => {
                    stories.insert(StoryId(arrival.story));
                }
            }
        }
    }
    job.begin("Weighing", annotated.len());
    let evidence = turn.crew().install(|| weigh(annotated, house.run().clone()));
    let mut size = Size(0);
    drop(serde_json::to_writer(&mut size, &evidence));
    job.bytes.store(size.0, Ordering::Relaxed);
    Ok(Made { evidence: Arc::new(evidence), remarks, stories: stories.into_iter().collect() })
}

/// The reports of what is given, each id once, and what there is to say of inputs that gave none; `read_one` is told of each
/// input.
pub(crate) fn gather(
    house: &House,
    materials: Vec<Material>,
    read_one: impl Fn(),
) -> Result<(Vec<Report>, Vec<String>), Trouble> {
    let mut reading = Reading::default();
    for material in materials {
        let part = read(house, material)?;
        reading.reports.extend(part.reports);
        reading.failures.extend(part.failures);
        reading.warnings.extend(part.warnings);
        read_one();
    }
    let mut remarks: Vec<String> = reading.failures.iter().map(ToString::to_string).collect();
    remarks.extend(reading.warnings.iter().map(ToString::to_string));
    let mut ids = std::collections::BTreeSet::new();
    reading.reports.retain(|report| {
        let is_first = ids.insert(report.id.clone());
        if !is_first {
            remarks.push(format!("a report with the id {:?} was given twice; the first is used", report.id));
        }
        is_first
    });
    if reading.reports.is_empty() {
        let why = remarks.join("; ");
        return Err(Trouble::Unfit(format!("no report could be read. {why}").trim().to_owned()));
    }
    if reading.reports.len() > MOST_REPORTS {
        return Err(Trouble::Unfit(format!(
            "{} reports are too many for one brief ({MOST_REPORTS} at most); take them in with `twosource ingest`",
            reading.reports.len()
        )));
    }
    Ok((reading.reports, remarks))
}

fn read(house: &House, material: Material) -> Result<Reading, Trouble> {
    let options = Options::default();
    Ok(match material {
        Material::File(name, bytes) => read_bytes(Some(&name), &bytes, &options),
        Material::Text(text) => read_bytes(None, text.as_bytes(), &options),
        Material::Address(address) => house.fetch(&address)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn briefs_are_forgotten_by_what_they_hold() {
        let mut kept = Kept::default();
        let add = |kept: &mut Kept, number: usize, bytes: usize| {
            let id = BriefId(format!("{number:016x}"));
            let job = Job {
                bytes: AtomicUsize::new(bytes),
                state: Mutex::new(BriefState::Waiting),
                errand: Arc::new(Errand::new()),
            };
            kept.order.push_back(id.clone());
            kept.jobs.insert(id, Arc::new(job));
            kept.trim();
        };
        (0..MOST_KEPT + 3).for_each(|number| add(&mut kept, number, 1));
        assert_eq!((kept.jobs.len(), kept.order.len()), (MOST_KEPT, MOST_KEPT));
        // What one was given is little, what it holds is much: the others go, the newest stays.
        add(&mut kept, MOST_KEPT + 3, MOST_BYTES_KEPT + 1);
        assert_eq!((kept.jobs.len(), kept.order.len()), (1, 1));
    }

    #[test]
    fn the_same_material_has_the_same_name() {
        let text = |text: &str| Material::Text(text.to_owned());
        assert_eq!(name(&[text("a")], false), name(&[text("a")], false));
        assert_ne!(name(&[text("a")], false), name(&[text("a")], true));
        assert_ne!(name(&[text("ab"), text("c")], false), name(&[text("a"), text("bc")], false));
        assert_eq!(
            name(&[text("a")], false).to_string().parse::<BriefId>().unwrap(),
            name(&[text("a")], false)
        );
        assert!("../../etc/passwd".parse::<BriefId>().is_err());
    }
}
