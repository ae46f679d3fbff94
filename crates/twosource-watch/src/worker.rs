//! What a thread of a round does: it takes a job, asks politely, and reads what comes.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use twosource_reader::{Delivery, read_feed, read_page};
use url::Url;

use crate::fetch::{Answer, FetchError, Fetched, Fetcher, Hop, Request, Validators, gunzip};
use crate::job::{Done, Failure, Got, Job, Kind};
use crate::options::WatchOptions;
use crate::queue::{Known, Queue, Taken, Went};
use crate::retry;
use crate::robots::{self, Robots};

/// What the threads of a round share.
#[derive(Debug)]
pub(crate) struct Worker {
    pub fetcher: Arc<Fetcher>,
    pub queue: Arc<Queue>,
    pub options: Arc<WatchOptions>,
    pub round: u64,
    pub results: SyncSender<Done>,
}

impl Worker {
    /// Works until the round is over, or nobody waits for results any more.
    pub fn run(self) {
        while let Some(taken) = self.queue.take(self.round) {
            if let Some(done) = self.work(taken)
                && self.results.send(done).is_err()
            {
                return;
            }
        }
    }

    /// Does one request. `None` where the job goes back into the queue.
    fn work(&self, taken: Taken) -> Option<Done> {
        let Taken { job, host, robots, is_left_alone } = taken;
        if is_left_alone {
            self.queue.done(&host, Went::Unasked, Duration::ZERO);
            let host = job.url.host_str().unwrap_or_default().to_owned();
            return Some(Done { job, result: Err(Failure::LeftAlone { host }) });
        }
        let Some(known) = robots else {
            let known = self.robots(&job.url);
            let went = if matches!(known, Known::Missing(_)) { Went::Badly } else { Went::Well };
            let pause = self.pause(&known);
            self.queue.keep_robots(&host, known, job);
            self.queue.done(&host, went, pause);
            return None;
        };
        let refusal = match &*known {
            Known::Rules(rules) if rules.allows(&job.url) => None,
            Known::Rules(_) => {
                Some(Failure::Disallowed { host: job.url.host_str().unwrap_or_default().to_owned() })
            }
            Known::Missing(error) => Some(Failure::NoRobots {
                host: job.url.host_str().unwrap_or_default().to_owned(),
                error: error.clone(),
            }),
        };
        if let Some(refusal) = refusal {
            self.queue.done(&host, Went::Unasked, Duration::ZERO);
            return Some(Done { job, result: Err(refusal) });
        }
        let request = Request {
            url: &job.url,
            validators: &job.validators,
            max_bytes: self.options.fetch.max_bytes,
            may_cut: false,
            deadline: Instant::now() + self.options.fetch.timeout,
        };
        let asked = self.fetcher.hop(&request);
        let pause = self.pause(&known);
        match asked {
            Ok(Hop::There(Fetched::Unchanged)) => {
                self.queue.done(&host, Went::Well, pause);
                Some(Done { job, result: Ok(Got::Unchanged) })
            }
            Ok(Hop::There(Fetched::New(answer))) => {
                self.queue.done(&host, Went::Well, pause);
                let result = self.read(&job, answer);
                Some(Done { job, result })
            }
            Ok(Hop::Moved { to, .. }) => {
                self.queue.done(&host, Went::Well, pause);
                self.move_on(job, to)
            }
            Err(error) => self.failed(job, &host, error, pause),
        }
    }

    /// Follows a redirect: its host may be another, with a robots.txt and a pace of its own.
    fn move_on(&self, mut job: Job, to: Url) -> Option<Done> {
        let limit = self.options.fetch.max_redirects;
        job.hops += 1;
        if job.hops > limit {
            return Some(Done { job, result: Err(FetchError::TooManyRedirects { limit }.into()) });
        }
        job.url = to;
        self.queue.add(job, None);
        None
    }

    /// Tries again later in the round what may pass, and gives up what does not.
    fn failed(&self, mut job: Job, host: &str, error: FetchError, pause: Duration) -> Option<Done> {
        if !error.is_passing() {
            self.queue.done(host, Went::Well, pause);
            return Some(Done { job, result: Err(error.into()) });
        }
        job.failures += 1;
        let own = retry::back_off(self.options.delay * 2, job.failures, self.options.longest_wait);
        let wait = error.retry_after().map_or(own, |asked| asked.max(own));
        if wait > self.options.longest_wait {
            self.queue.done(host, Went::Refused, pause);
            return Some(Done { job, result: Err(error.into()) });
        }
        // Who asks to be left alone is left alone by all jobs.
        let pause = if error.retry_after().is_some() { wait.max(pause) } else { pause };
        self.queue.done(host, Went::Badly, pause);
        if job.failures >= self.options.tries {
            return Some(Done { job, result: Err(error.into()) });
        }
        self.queue.add(job, Some(Instant::now() + wait));
        None
    }

    /// The pause after a request: ours, or the longer one that the host asks for, within reason.
    fn pause(&self, known: &Known) -> Duration {
        let asked = match known {
            Known::Rules(rules) => rules.crawl_delay.unwrap_or_default(),
            Known::Missing(_) => Duration::ZERO,
        };
        self.options.delay.max(asked.min(self.options.longest_crawl_delay))
    }

    /// Asks for a host's robots.txt.
    fn robots(&self, url: &Url) -> Known {
        let Ok(at) = url.join("/robots.txt") else { return Known::Rules(Robots::everything()) };
        match self.fetcher.follow(&at, &Validators::default(), robots::MOST_BYTES, true) {
            Ok(Fetched::New(answer)) => Known::Rules(Robots::parse(&answer.body)),
            Ok(Fetched::Unchanged) => Known::Rules(Robots::everything()),
            // Not there, or not for us: then nothing is forbidden. Too many requests is no such answer.
            Err(FetchError::Status { status, .. }) if status < 500 && status != 429 => {
                Known::Rules(Robots::everything())
            }
            // A redirect into nothing, or a file that cannot be made sense of, forbids nothing either.
            Err(
                FetchError::TooManyRedirects { .. }
                | FetchError::Redirect { .. }
                | FetchError::Coding { .. }
                | FetchError::HeadTooLarge { .. },
            ) => Known::Rules(Robots::everything()),
            Err(error) => Known::Missing(error),
        }
    }

    fn read(&self, job: &Job, answer: Answer) -> Result<Got, Failure> {
        let charset = answer.charset.as_deref();
        match &job.kind {
            Kind::Feed | Kind::Map(_) => {
                let unfolded = gunzip(&answer.body, self.options.fetch.max_bytes);
                let body = unfolded.as_deref().unwrap_or(&answer.body);
                let feed = read_feed(body, Some(&answer.address), charset, self.options.max_entries)?;
                Ok(Got::Listing(Box::new(feed), answer.validators))
            }
            Kind::Page(page) => {
                let delivery = Delivery {
                    address: Some(&answer.address),
                    media: answer.media.as_deref(),
                    charset,
                    entry: Some(&page.entry),
                };
                let (report, cautions) = read_page(&answer.body, delivery, &self.options.reader)?;
                Ok(Got::Article(Box::new(report), cautions, answer.validators))
            }
        }
    }
}
