//! What a server may do, and how much of it at once.

use std::time::Duration;

/// What a server may do, and how much of it at once.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What a request has to bring, if anything: needed where the server listens beyond loopback.
    pub token: Option<String>,
    /// Whether pages of private and loopback addresses may be fetched for a brief.
    pub allow_private: bool,
    /// Bytes that the body of one request has at most.
    pub most_bytes: usize,
    /// How long an answer may take before the asker is told to come again. Streams of events are not bound by it.
    pub patience: Duration,
    /// How long a connection may take to send the head of a request, and stay open without one.
    pub patience_for_head: Duration,
    /// How long one report of a brief or a check may take to be read closely before it is left out and named.
    pub time_limit: Duration,
    /// Connections open at once; others wait to be accepted.
    pub most_connections: usize,
    /// Questions to the collection that are worked on at once.
    pub most_questions: usize,
    /// Questions that wait for their turn; beyond these the asker is told to come again.
    pub most_waiting: usize,
    /// Listeners to the stream of events at once.
    pub most_listeners: usize,
    /// Bytes of weighed stories kept in memory, about.
    pub shelf_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Settings {
            token: None,
            allow_private: false,
            most_bytes: 64 << 20,
            patience: Duration::from_secs(30),
            patience_for_head: Duration::from_secs(15),
            time_limit: Duration::from_secs(120),
            most_connections: 1024,
            most_questions: 2 * cores,
            most_waiting: 512,
            most_listeners: 256,
            shelf_bytes: 256 << 20,
        }
    }
}
