//! The base forms of a story, numbered, and how near each two of them are.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::vocabulary::affinity;

/// Base forms by number. How near two are is worked out when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    texts: Vec<String>,
    known: Mutex<HashMap<(u32, u32), f32>>,
}

impl Forms {
    /// Numbers the forms of a sorted list.
    pub fn new(texts: Vec<String>) -> Self {
        Forms { texts, known: Mutex::default() }
    }

    /// The number of a form.
    pub fn number(&self, form: &str) -> usize {
        self.texts.binary_search_by(|text| text.as_str().cmp(form)).unwrap_or_default()
    }

    /// The form of a number.
    pub fn text(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", String::as_str)
    }

    /// How near two forms are, 0 to 1.
    pub fn affinity(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 1.0;
        }
        let pair = (a.min(b) as u32, a.max(b) as u32);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        f64::from(*known.entry(pair).or_insert_with(|| affinity(self.text(a), self.text(b)) as f32))
    }
}
