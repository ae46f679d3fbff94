//! Limits of what one fetch may take.

use std::path::PathBuf;
use std::time::Duration;

/// Limits for fetching. The defaults are far above any real article and far below what hurts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchOptions {
    /// The longest that a fetch may take, redirects and the last byte included. 30 seconds.
    pub timeout: Duration,
    /// The longest that a connection may take to be made, its name looked up and its keys agreed. 10 seconds.
    pub connect_timeout: Duration,
    /// The most bytes of an answer, as sent and also as unfolded. 20 MB.
    pub max_bytes: usize,
    /// The most bytes that the head of an answer may have. 64 KB.
    pub max_head_bytes: usize,
    /// The most redirects that are followed. 5.
    pub max_redirects: usize,
    /// Also fetch from addresses of this machine and of private networks. Off: a page on the web could else make this
    /// program ask things of machines that its writer cannot reach.
    pub allow_private: bool,
    /// What the program calls itself to servers.
    pub user_agent: String,
    /// A folder to keep all answers in, as web archives. None.
    pub keep: Option<PathBuf>,
}

impl Default for FetchOptions {
    fn default() -> Self {
        FetchOptions {
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_bytes: 20_000_000,
            max_head_bytes: 64 << 10,
            max_redirects: 5,
            allow_private: false,
            keep: None,
            user_agent: format!("twosource/{} (feed reader)", env!("CARGO_PKG_VERSION")),
        }
    }
}
