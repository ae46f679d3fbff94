//! How much is taken and told at once.

/// Bytes of one message at most.
pub(crate) const MESSAGE: usize = 16 << 20;

/// Reports of one call, at most.
pub(crate) const REPORTS: usize = 200;

/// Addresses of one call, at most.
pub(crate) const ADDRESSES: usize = 20;

/// Files of one call, at most.
pub(crate) const FILES: usize = 200;

/// Bytes of one file, at most.
pub(crate) const FILE: u64 = 16 << 20;

/// Claims told of one standing where nothing else is asked, and at most.
pub(crate) const CLAIMS: usize = 6;
pub(crate) const MOST_CLAIMS: usize = 50;

/// Passages told for one thing.
pub(crate) const PASSAGES: usize = 3;

/// Characters of one passage.
pub(crate) const PASSAGE: usize = 400;

/// Hits told where nothing else is asked, and at most.
pub(crate) const HITS: usize = 10;
pub(crate) const MOST_HITS: usize = 50;

/// Stories listed as resources at once.
pub(crate) const STORIES: usize = 100;

/// Bytes of one resource at most: larger ones are for a browser or a file.
pub(crate) const RESOURCE: usize = 8 << 20;

/// How long a brief is waited for before the assistant is told to ask again.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(50);
