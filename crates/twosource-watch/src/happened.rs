//! What happens in a round, for a log.

use jiff::Timestamp;
use twosource_reader::{Caution, Report};

use crate::collector::Became;
use crate::job::Failure;

/// Something that happened in a round.
#[derive(Debug)]
pub enum Happened<'h> {
    /// A feed was fetched.
    Feed {
        /// Its address.
        address: &'h str,
        /// Entries that it lists; `None` where it is as it was.
        entries: Option<usize>,
        /// Entries that were left out, since there are too many.
        left_out: usize,
    },
    /// A feed could not be had.
    FeedFailed {
        /// Its address.
        address: &'h str,
        /// Why.
        error: &'h str,
        /// When it is asked again at the earliest.
        again: Option<Timestamp>,
    },
    /// A page was looked at again and is as it was.
    Unchanged {
        /// Its address.
        address: &'h str,
    },
    /// A page could not be had, or holds no article.
    PageFailed {
        /// Its address.
        address: &'h str,
        /// Why.
        error: &'h Failure,
    },
    /// An entry of a feed that links to nothing on the web and holds no article.
    NoPage {
        /// The feed's address.
        feed: &'h str,
        /// What the entry gives for an address.
        address: &'h str,
    },
    /// A report was read, and is about to be taken in.
    Read {
        /// The report.
        report: &'h Report,
        /// What its reader should know.
        cautions: &'h [Caution],
        /// The text is that of the feed, since its page could not be had.
        from_feed: bool,
    },
    /// A report was taken in.
    TakenIn {
        /// Its address.
        address: &'h str,
        /// What became of it.
        became: Became,
    },
}

/// What came of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Feeds that were watched.
    pub feeds: usize,
    /// Feeds that could not be had, those left alone for earlier failures included.
    pub failing: usize,
    /// Pages that were fetched or looked at again.
    pub pages: usize,
    /// Pages that could not be had or hold no article.
    pub failed_pages: usize,
    /// Reports that were not there before.
    pub new: usize,
    /// Reports that were there with other words.
    pub revised: usize,
    /// Pages that wait for the next round, since there were too many for this one.
    pub waiting: usize,
    /// It was stopped before it was done.
    pub stopped: bool,
}
