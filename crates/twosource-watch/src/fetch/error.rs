//! Why something could not be fetched, in words that say what to do.

use std::time::Duration;

use thiserror::Error;

/// Why an address could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// Not an address of the web.
    #[error("{address:?} {reason}; give an address that starts with http:// or https://")]
    Address {
        /// As given.
        address: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The host is this machine or one of a private network.
    #[error(
        "{host} is this machine or one of a private network, which a page could use to reach what is not for it; allow it with --allow-private if it is yours"
    )]
    Private {
        /// The host.
        host: String,
    },
    /// Nobody knows the host's name, or nobody can tell now.
    #[error("{host} is not known; check the spelling and the network")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// No connection could be made, or it broke off before an answer.
    #[error("{host} cannot be reached: {reason}; try again later")]
    Unreachable {
        /// The host.
        host: String,
        /// What the system says.
        reason: String,
    },
    /// The two sides could not agree on a safe connection.
    #[error("no safe connection to {host}: {reason}")]
    Unsafe {
        /// The host.
        host: String,
        /// What is wrong.
        reason: String,
    },
    /// It took too long.
    #[error("took longer than {} s; try again later, or allow more with --timeout", limit.as_secs_f64())]
    TimedOut {
        /// The most that was allowed.
        limit: Duration,
    },
    /// One redirect after another.
    #[error(
        "leads from one address to the next more than {limit} times; give the address of the page itself"
    )]
    TooManyRedirects {
        /// Redirects.
        limit: usize,
    },
    /// A redirect that leads to no address of the web, or to none at all.
    #[error("leads on to {address:?}, which cannot be fetched")]
    Redirect {
        /// Where to, as far as it says so.
        address: String,
    },
    /// The server says no.
    #[error("the server answers {status}{}", what_it_means(*status))]
    Status {
        /// The number.
        status: u16,
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// More bytes than [`FetchOptions::max_bytes`](super::FetchOptions::max_bytes), sent or unfolded.
    #[error("larger than {} MB, the most that is fetched; allow more with --max-bytes", *limit as f64 / 1e6)]
    TooLarge {
        /// Bytes.
        limit: usize,
    },
    /// More bytes of head than [`FetchOptions::max_head_bytes`](super::FetchOptions::max_head_bytes).
    #[error("the head of the answer is larger than {limit} bytes; nothing sound is sent like that")]
    HeadTooLarge {
        /// Bytes.
        limit: usize,
    },
    /// Compressed in a way that is not read, or that is broken.
    #[error("is compressed as {coding:?}, which cannot be unfolded")]
    Coding {
        /// What the answer calls it.
        coding: String,
    },
    /// The answer ended before it was whole.
    #[error("the answer broke off; try again later")]
    CutShort,
    /// It could not be kept, and so was not read.
    #[error("could not be kept: {reason}; make room, or fetch with --no-keep")]
    NotKept {
        /// What the system says.
        reason: String,
    },
    /// What came is no answer as servers of the web give it.
    #[error("what came is no answer of a web server: {reason}")]
    NotHttp {
        /// What is wrong.
        reason: String,
    },
}

/// What a reader should make of a status.
fn what_it_means(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 | 451 => ": it does not let this program read that",
        404 | 410 => ": there is nothing at that address (any more)",
        408 | 425 | 429 | 503 => ": it is busy; try again later",
        500.. => ": something is wrong there; try again later",
        _ => "",
    }
}

impl FetchError {
    /// True where it may be gone when it is tried again a little later.
    pub fn is_passing(&self) -> bool {
        match self {
            FetchError::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
            FetchError::UnknownHost { .. }
            | FetchError::Unreachable { .. }
            | FetchError::TimedOut { .. }
            | FetchError::CutShort => true,
            _ => false,
        }
    }

    /// How long the server asks to wait before it is asked again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_to_do() {
        let status = |status| FetchError::Status { status, retry_after: None };
        assert_eq!(
            status(404).to_string(),
            "the server answers 404: there is nothing at that address (any more)"
        );
        assert!(status(503).is_passing() && status(429).is_passing() && !status(404).is_passing());
        let late = FetchError::TimedOut { limit: Duration::from_millis(1500) };
        assert_eq!(late.to_string(), "took longer than 1.5 s; try again later, or allow more with --timeout");
        let large = FetchError::TooLarge { limit: 1_500_000 };
        assert!(large.to_string().starts_with("larger than 1.5 MB"));
    }
}
