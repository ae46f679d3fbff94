//! Who keeps what watching finds.

use twosource_reader::Report;

/// Keeps reports, and what watching has to remember. What it returns from has to be on the disk: then a watcher that is
/// killed at any moment loses nothing, since a report is kept before its page is remembered as seen.
pub trait Collector {
    /// Why something could not be kept.
    type Error;

    /// What was kept under a key.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn state(&self, key: &str) -> Result<Option<String>, Self::Error>;

    /// Keeps states under their keys, all or none.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn keep(&mut self, states: &[(String, String)]) -> Result<(), Self::Error>;

    /// Takes reports in, and tells what became of each, in their order. The same report again changes nothing.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn take_in(&mut self, reports: Vec<Report>) -> Result<Vec<Became>, Self::Error>;

    /// The round is over, and nothing comes for a while.
    ///
    /// # Errors
    /// Where what was taken in cannot be finished.
    fn rest(&mut self) -> Result<(), Self::Error>;
}

/// What became of a report that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It was not there before.
    New,
    /// It was there with other words.
    Revised,
    /// It was there.
    Known,
    /// It was left out, since another has its id.
    Refused,
}
