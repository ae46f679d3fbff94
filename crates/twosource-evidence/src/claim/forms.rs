//! The base forms of a story, numbered, and how near each two of them are.

use crate::vocabulary::Meaning;

/// Base forms by number, each looked up once.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    meanings: Vec<Meaning>,
}

impl Forms {
    /// Numbers the forms of a sorted list.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Forms { meanings: texts.into_iter().map(Meaning::of).collect() }
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
        // Single precision decides ties as it always did.
        f64::from(self.meanings[a].affinity(&self.meanings[b]) as f32)
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
