//! How long work tells how far it is.

/// Told how far a long piece of work is. Called from several threads at once.
pub trait Progress: Sync {
    /// Work called `what` begins; it has `total` steps.
    fn begin(&self, what: &str, total: usize);
    /// One more step is done.
    fn step(&self);
    /// The work is over.
    fn end(&self);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _what: &str, _total: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}
