//! Sessions: what stands in a browser's cookie for the token, until it is ended.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

/// Sessions that are open at once; the oldest gives way.
const MOST: usize = 1_000;

/// The sessions of this process. A restart ends them all.
#[derive(Debug)]
pub(super) struct Sessions {
    /// Unknown outside this process, so that nobody can make a session's name.
    secret: String,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    /// From the hash of a session's name to its number: the name itself stands in the cookie alone.
    by_hash: BTreeMap<String, u64>,
    made: u64,
}

impl Sessions {
    pub fn new() -> Self {
        // The keys of the standard library's hash come from the system's source of randomness.
        let words = (0..4).map(|i| {
            let mut hasher = RandomState::new().build_hasher();
            hasher.write_u64(i);
            format!("{:016x}", hasher.finish())
        });
        Sessions { secret: words.collect(), open: Mutex::default() }
    }

    /// Begins a session; returns its name.
    pub fn begin(&self, token: &str) -> String {
        let mut open = self.open();
        open.made += 1;
        let number = open.made;
        let name = hash(&format!("twosource session\n{token}\n{}\n{number}", self.secret));
        open.by_hash.insert(hash(&name), number);
        if open.by_hash.len() > MOST {
            let oldest = open.by_hash.iter().min_by_key(|(_, number)| **number).map(|(hash, _)| hash.clone());
            oldest.map(|oldest| open.by_hash.remove(&oldest));
        }
        name
    }

    /// True while the session of this name is open.
    pub fn is_open(&self, name: &str) -> bool {
        self.open().by_hash.contains_key(&hash(name))
    }

    /// Ends the session of this name, or all.
    pub fn end(&self, name: &str, all: bool) {
        let mut open = self.open();
        if all {
            open.by_hash.clear();
        } else {
            open.by_hash.remove(&hash(name));
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_are_many_bounded_and_can_be_ended() {
        let sessions = Sessions::new();
        let (one, other) = (sessions.begin("token"), sessions.begin("token"));
        assert_ne!(one, other);
        assert_ne!(one, Sessions::new().begin("token"), "another process makes other names");
        assert!(sessions.is_open(&one) && sessions.is_open(&other) && !sessions.is_open("x"));
        sessions.end(&one, false);
        assert!(!sessions.is_open(&one) && sessions.is_open(&other));
        let many: Vec<String> = (0..MOST).map(|_| sessions.begin("token")).collect();
        assert!(!sessions.is_open(&other), "the oldest gave way");
        sessions.end("", true);
        assert!(many.iter().all(|name| !sessions.is_open(name)));
    }
}
