//! Bodies that reports name without introducing them: `data/organisations.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{rows, several, state};

/// A body known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Organisation {
    /// Its usual full name.
    pub name: &'static str,
    /// The state whose body it is.
    pub state: Option<usize>,
}

static ORGANISATIONS: LazyLock<HashMap<&'static str, Organisation>> = LazyLock::new(|| {
    let mut by_words = HashMap::new();
    for [name, others, of] in rows(include_str!("../../../data/organisations.tsv")) {
        let organisation = Organisation { name, state: state(of).map(|(id, _)| id) };
        by_words.insert(name, organisation);
        several(others).for_each(|other| {
            by_words.insert(other, organisation);
        });
    }
    by_words
});

/// The body that `words` name, in exactly this case ("WHO" is one, "who" is not).
pub(crate) fn organisation(words: &str) -> Option<Organisation> {
    ORGANISATIONS.get(words).copied()
}
