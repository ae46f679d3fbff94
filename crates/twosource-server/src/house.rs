//! What the server answers from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};
use twosource_evidence::Evidence;
use twosource_evidence::file::Run;
use twosource_language::Pipeline;
use twosource_reader::{Options, Reading};
use twosource_store::{Event, Mark, Store, StoreError, StoryId, StorySummary, Weigher};
use twosource_watch::{FetchOptions, Fetcher, archive};

use crate::brief::Briefs;
use crate::decided::{DecidedCard, DecidedCards};
use crate::lane::Lanes;
use crate::pool::Pool;
use crate::shelf::Shelf;
use crate::{Settings, Trouble};

/// How long a write waits for another process to end its own.
const PATIENCE_TO_WRITE: Duration = Duration::from_secs(10);

/// How long a page waits for a story to be weighed before it says so.
const PATIENCE_TO_WEIGH: Duration = Duration::from_secs(8);

/// Stories that are weighed at once for those who ask; each uses several threads.
const WEIGHERS: usize = 2;

/// Events that a slow listener may lag behind before it has to ask the database.
const EVENTS_HELD: usize = 1024;

/// What the server answers from: the collection, the model, weighed stories, briefs in the making.
#[derive(Debug)]
pub struct House {
    folder: PathBuf,
    pipeline: Pipeline,
    run: Run,
    settings: Settings,
    crew: rayon::ThreadPool,
    fetcher: Fetcher,
    pool: Pool,
    turns: Arc<Semaphore>,
    weighers: Arc<Semaphore>,
    waiting: AtomicUsize,
    writer: Mutex<Option<Store>>,
    shelf: Mutex<Shelf>,
    decided: Mutex<DecidedCards>,
    /// One lock a story that is being weighed, so that ten askers do not weigh it ten times.
    weighings: Mutex<BTreeMap<StoryId, Arc<Mutex<()>>>>,
    pub(crate) briefs: Briefs,
    pub(crate) lanes: Lanes,
    pub(crate) happenings: broadcast::Sender<(Mark, Event)>,
    listeners: Arc<Semaphore>,
    pub(crate) stop: watch::Sender<bool>,
}

impl House {
    /// A house over the collection in `folder`, made where there is none.
    ///
    /// # Errors
    /// Where the folder holds something else, or can neither be made nor read.
    pub fn open(folder: &Path, pipeline: Pipeline, run: Run, settings: Settings) -> Result<Self, StoreError> {
        let writer = match Store::create(folder) {
            Ok(mut store) => {
                store.rest();
                Some(store)
            }
            // Another process writes just now, or the folder may only be read: reading will do.
            Err(StoreError::Locked { .. } | StoreError::ReadOnly { .. }) => None,
            Err(error) => return Err(error),
        };
        // One core is left to answer.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = cores.saturating_sub(1).max(1);
        let no_threads = |source| StoreError::Io {
            path: folder.to_owned(),
            source: std::io::Error::other::<rayon::ThreadPoolBuildError>(source),
        };
        let crew = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(no_threads)?;
        let lanes = Lanes::new(threads).map_err(no_threads)?;
        let pool = Pool::new(folder);
        pool.with(|store| store.mark())?;
        Ok(House {
            folder: folder.to_owned(),
            pipeline,
            run,
            crew,
            fetcher: Fetcher::new(FetchOptions {
                allow_private: settings.allow_private,
                keep: Some(folder.join(archive::FOLDER)),
                ..FetchOptions::default()
            }),
            pool,
            turns: Arc::new(Semaphore::new(settings.most_questions)),
            weighers: Arc::new(Semaphore::new(WEIGHERS)),
            waiting: AtomicUsize::new(0),
            writer: Mutex::new(writer),
            shelf: Mutex::new(Shelf::new(settings.shelf_bytes)),
            decided: Mutex::default(),
            weighings: Mutex::new(BTreeMap::new()),
            briefs: Briefs::default(),
            lanes,
            happenings: broadcast::channel(EVENTS_HELD).0,
            listeners: Arc::new(Semaphore::new(settings.most_listeners)),
            stop: watch::channel(false).0,
            settings,
        })
    }

    /// The collection's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the server may do.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The loaded model.
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// What evidence says of the program and the model.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Threads for stories of the collection.
    pub(crate) fn crew(&self) -> &rayon::ThreadPool {
        &self.crew
    }

    /// Reads the page at an address, or what else lies there.
    pub(crate) fn fetch(&self, address: &str) -> Result<Reading, Trouble> {
        self.fetcher.read(address, &Options::default()).map_err(|error| Trouble::Unfit(error.to_string()))
    }

    /// What weighs stories.
    pub fn weigher(&self) -> Weigher<'_> {
        Weigher { pipeline: &self.pipeline, run: &self.run }
    }

    /// Asks the collection, on a thread that may wait.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where too many wait already; else what the question gives.
    pub async fn ask<T, E>(
        self: &Arc<Self>,
        question: impl FnOnce(&mut Store, Weigher<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Trouble>
    where
        T: Send + 'static,
        E: Into<Trouble>,
    {
        let turn = self.turn().await?;
        let house = Arc::clone(self);
        on_a_thread(move || {
            // Held by the thread: it goes on where the asker has gone.
            let _turn = turn;
            let mut trouble = None;
            let answer = house.pool.with(|store| match question(store, house.weigher()) {
                Ok(answer) => Ok(Some(answer)),
                Err(error) => {
                    trouble = Some(error.into());
                    Ok(None)
                }
            })?;
            answer.ok_or_else(|| trouble.unwrap_or(Trouble::Busy))
        })
        .await
    }

    /// A turn to ask.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Trouble> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        let waiting = Waiting::new(&self.waiting);
        if waiting.before >= self.settings.most_waiting {
            return Err(Trouble::Busy);
        }
        Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Trouble::Busy)
    }

    /// Writes to the collection as its one writer. Waits for another process that writes, but not for long.
    ///
    /// # Errors
    /// [`Trouble::Locked`] where another process goes on writing; else what the work gives.
    pub async fn write<T, E>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Store, Weigher<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Trouble>
    where
        T: Send + 'static,
        E: Into<Trouble>,
    {
        let house = Arc::clone(self);
        on_a_thread(move || house.write_now(work)).await
    }

    /// [`House::write`] for a thread that may wait.
    pub(crate) fn write_now<T, E: Into<Trouble>>(
        &self,
        work: impl FnOnce(&mut Store, Weigher<'_>) -> Result<T, E>,
    ) -> Result<T, Trouble> {
        let mut writer = held(&self.writer);
        let mut store = match writer.take() {
            Some(store) => store,
            None => self.open_to_write()?,
        };
        self.wait_to_write(&mut store)?;
        let result = work(&mut store, self.weigher());
        store.rest();
        *writer = Some(store);
        result.map_err(Into::into)
    }

    fn open_to_write(&self) -> Result<Store, Trouble> {
        let start = Instant::now();
        loop {
            match Store::create(&self.folder) {
                Err(StoreError::Locked { .. }) if start.elapsed() < PATIENCE_TO_WRITE => pause(),
                other => return Ok(other?),
            }
        }
    }

    fn wait_to_write(&self, store: &mut Store) -> Result<(), Trouble> {
        let start = Instant::now();
        loop {
            match store.become_writer() {
                Err(StoreError::Locked { .. }) if start.elapsed() < PATIENCE_TO_WRITE => pause(),
                other => return Ok(other?),
            }
        }
    }

    /// The evidence of a story, from memory where it has not changed. A number whose reports all went to another story
    /// means that one.
    ///
    /// # Errors
    /// [`Trouble::Weighing`] where that takes long: it goes on, and will be there.
    pub async fn evidence(self: &Arc<Self>, story: StoryId) -> Result<Arc<Evidence>, Trouble> {
        let house = Arc::clone(self);
        let (story, kept) = self.ask(move |store, _| house.look_up(store, story)).await?;
        if let Some(evidence) = kept {
            return Ok(evidence);
        }
        let house = Arc::clone(self);
        // A task of its own: it goes on where the asker has no more patience, and is not done twice.
        let weighing = tokio::spawn(async move {
            let _turn = house.weighers.acquire().await.map_err(|_| Trouble::Busy)?;
            let house = Arc::clone(&house);
            on_a_thread(move || house.weigh_now(story)).await
        });
        match tokio::time::timeout(PATIENCE_TO_WEIGH, weighing).await {
            Ok(Ok(weighed)) => weighed,
            Ok(Err(_)) => Err(Trouble::Inside("weighing the story failed".to_owned())),
            Err(_) => Err(Trouble::Weighing),
        }
    }

    /// A turn to weigh something that is not kept.
    pub(crate) async fn weigher_turn(self: &Arc<Self>) -> Result<WeigherTurn, Trouble> {
        let permit = Arc::clone(&self.weighers).acquire_owned().await;
        let permit = permit.map_err(|_| Trouble::Busy)?;
        Ok(WeigherTurn { _permit: permit })
    }

    /// The story that a number means now, and its evidence where it is weighed already.
    fn look_up(&self, store: &Store, story: StoryId) -> Result<(StoryId, Option<Arc<Evidence>>), StoreError> {
        let story = store.story_now(story)?;
        let key = store.evidence_key(story, &self.run)?;
        if let Some(evidence) = held(&self.shelf).get(story, &key) {
            return Ok((story, Some(evidence)));
        }
        let kept = store.kept_evidence(&key)?.map(Arc::new);
        if let Some(evidence) = &kept {
            held(&self.shelf).put(story, key, Arc::clone(evidence));
        }
        Ok((story, kept))
    }

    /// Shows the stories of a list as people decided them, as far as they decided anything and the story is weighed.
    pub(crate) fn as_decided(&self, store: &Store, stories: &mut [StorySummary]) -> Result<(), StoreError> {
        for story in stories {
            let corrections = store.corrections(story.id)?;
            if corrections.iter().all(|correction| correction.withdrawn.is_some()) {
                continue;
            }
            let key = store.evidence_key(story.id, &self.run)?;
            let made = DecidedCards::key(&key, &corrections);
            let known = held(&self.decided).get(story.id, &made);
            let card = match known {
                Some(card) => card,
                None => {
                    let (_, Some(evidence)) = self.look_up(store, story.id)? else { continue };
                    let Some(card) = DecidedCard::of(&evidence, &corrections) else { continue };
                    held(&self.decided).put(story.id, made, card.clone());
                    card
                }
            };
            card.show(story);
        }
        Ok(())
    }

    /// Weighs a story, or waits until another thread has.
    pub(crate) fn weigh_now(&self, story: StoryId) -> Result<Arc<Evidence>, Trouble> {
        let lock = Arc::clone(held(&self.weighings).entry(story).or_default());
        let weighing = held(&lock);
        let weighed = self.pool.with(|store| {
            if let (_, Some(evidence)) = self.look_up(store, story)? {
                return Ok(evidence);
            }
            let key = store.evidence_key(story, &self.run)?;
            // The lock is taken outside of the crew: a thread of it that waits may be given other stories to weigh.
            let evidence = Arc::new(self.crew.install(move || store.evidence(story, self.weigher()))?);
            held(&self.shelf).put(story, key, Arc::clone(&evidence));
            Ok(evidence)
        });
        drop(weighing);
        held(&self.weighings).remove(&story);
        Ok(weighed?)
    }

    /// The pool of reading stores.
    pub(crate) fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Where somebody follows what happens in the collection.
    pub fn happenings(&self) -> broadcast::Receiver<(Mark, Event)> {
        self.happenings.subscribe()
    }

    /// Places for those who follow the stream of events.
    pub fn listeners(&self) -> &Arc<Semaphore> {
        &self.listeners
    }

    /// True when the server is to stop: long work need not go on.
    pub(crate) fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Turns true when the server is to stop: long answers end then.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }
}

/// A turn to weigh, given back where it is dropped.
#[derive(Debug)]
pub(crate) struct WeigherTurn {
    _permit: OwnedSemaphorePermit,
}

/// Counts one that waits, as long as it lives.
struct Waiting<'c> {
    count: &'c AtomicUsize,
    /// How many waited before it.
    before: usize,
}

impl<'c> Waiting<'c> {
    fn new(count: &'c AtomicUsize) -> Self {
        Waiting { count, before: count.fetch_add(1, Ordering::Relaxed) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What a lock holds; a thread that panicked leaves nothing half-done behind these locks.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Works on a thread that may wait.
pub(crate) async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Trouble::Inside("the program failed on this; its log says where".to_owned())))
}

fn pause() {
    std::thread::sleep(Duration::from_millis(50));
}
