//! One thing to fetch, and what came of it.

use thiserror::Error;
use twosource_reader::{Caution, Entry, Feed, ReadError, Report};
use url::Url;

use crate::fetch::{FetchError, Validators};
use crate::state::PageState;

/// One thing to fetch.
#[derive(Debug)]
pub(crate) struct Job {
    /// The feed that it is for: its place among the feeds of the round.
    pub feed: usize,
    pub kind: Kind,
    /// Where to ask: the address, or where it has moved to.
    pub url: Url,
    pub validators: Validators,
    /// Redirects followed so far.
    pub hops: usize,
    /// Failures so far.
    pub failures: u32,
}

/// What is fetched.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A feed, or the index that it is.
    Feed,
    /// A sitemap that an index names, by its address there.
    Map(String),
    /// The page of an article.
    Page(Box<Page>),
}

/// The page of an article, before it is fetched.
#[derive(Debug)]
pub(crate) struct Page {
    /// Under what it is remembered.
    pub key: String,
    pub state: PageState,
    /// The fingerprint of the entry; that of the last time where the feed has it no more.
    pub fingerprint: String,
    /// What the feed says of it.
    pub entry: Entry,
}

/// What came of a job.
#[derive(Debug)]
pub(crate) struct Done {
    pub job: Job,
    pub result: Result<Got, Failure>,
}

/// What a job gave.
#[derive(Debug)]
pub(crate) enum Got {
    /// It is as it was.
    Unchanged,
    /// A feed.
    Listing(Box<Feed>, Validators),
    /// The article of a page.
    Article(Box<Report>, Vec<Caution>, Validators),
}

/// Why a feed or a page could not be had.
#[derive(Debug, Error)]
pub enum Failure {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What was fetched could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The site does not let programs fetch it.
    #[error("robots.txt of {host} does not let this program fetch it; ask the outlet for another address")]
    Disallowed {
        /// The site.
        host: String,
    },
    /// Nobody can tell whether the site lets programs fetch it.
    #[error("robots.txt of {host} cannot be had, and without it nothing may be fetched: {error}")]
    NoRobots {
        /// The site.
        host: String,
        /// Why.
        error: FetchError,
    },
    /// Its host is left alone for now: it failed several times in a row, or asked for that.
    #[error(
        "{host} is left alone for now, since it was busy or failed several times; it is tried again later"
    )]
    LeftAlone {
        /// The site.
        host: String,
    },
}

impl Failure {
    /// True where it may be gone when it is tried again a little later.
    pub fn is_passing(&self) -> bool {
        match self {
            Failure::Fetch(error) => error.is_passing(),
            Failure::NoRobots { .. } | Failure::LeftAlone { .. } => true,
            Failure::Read(_) | Failure::Disallowed { .. } => false,
        }
    }
}
