//! The base forms of a story, numbered, and how near each two of them are.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::vocabulary::Meaning;

/// Forms of a story, at most, for which it is kept how near each two are: a byte a pair.
const MOST_KEPT: usize = 4096;

/// What is kept of a pair that was not looked at yet.
const UNKNOWN: u8 = u8::MAX;

/// What a nearness is kept as: in hundredths, so that it comes back as it was.
const HUNDREDTHS: f64 = 100.0;

/// Base forms by number, each looked up once, and each two of them.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    meanings: Vec<Meaning>,
    /// How near each two are, row by row; empty where they are too many.
    near: Vec<AtomicU8>,
}

impl Forms {
    /// Numbers the forms of a sorted list.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let meanings: Vec<Meaning> = texts.into_iter().map(Meaning::of).collect();
        let pairs = if meanings.len() <= MOST_KEPT { meanings.len() * meanings.len() } else { 0 };
        Forms { meanings, near: std::iter::repeat_with(|| AtomicU8::new(UNKNOWN)).take(pairs).collect() }
    }

    /// The number of a form.
    pub fn number(&self, form: &str) -> usize {
        self.meanings.binary_search_by(|known| known.form().cmp(form)).unwrap_or_default()
    }

    /// The form of a number.
    pub fn text(&self, number: usize) -> &str {
        self.meanings.get(number).map_or("", Meaning::form)
    }

    /// How near two forms are, 0 to 1.
    pub fn affinity(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 1.0;
        }
        let Some(kept) = self.near.get(a * self.meanings.len() + b) else {
            return self.meanings[a].affinity(&self.meanings[b]);
        };
        // Whoever comes first finds the same: the order in which threads come does not matter.
        match kept.load(Ordering::Relaxed) {
            UNKNOWN => {
                let near = self.meanings[a].affinity(&self.meanings[b]);
                kept.store((near * HUNDREDTHS).round() as u8, Ordering::Relaxed);
                near
            }
            hundredths => f64::from(hundredths) / HUNDREDTHS,
        }
    }

    /// True for forms that cannot both be said of one thing.
    pub fn are_opposite(&self, a: usize, b: usize) -> bool {
        self.meanings[a].is_opposite(&self.meanings[b])
    }

    /// True for verbs of one deed, told from either side.
    pub fn are_converse(&self, a: usize, b: usize) -> bool {
        self.meanings[a].is_converse(&self.meanings[b])
    }

    /// The sort of thing that a noun names, where it is one of which a deed takes one for each part.
    pub fn sort(&self, number: usize) -> Option<&'static str> {
        self.meanings[number].sort()
    }

    /// True for forms that are two sorts of one thing.
    pub fn are_siblings(&self, a: usize, b: usize) -> bool {
        self.meanings[a].is_sibling(&self.meanings[b])
    }
}
