//! Places that are no states: `data/places.tsv`, `data/placewords.tsv`, `data/usplaces.tsv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{look_up_key, rows};

static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/places.tsv")).map(|[name]: [&str; 1]| look_up_key(name)).collect()
});

static PLACE_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../../data/placewords.tsv")).map(|[word]| word).collect());

static US_PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/usplaces.tsv")).map(|[name]: [&str; 1]| look_up_key(name)).collect()
});

/// True for a state of the United States.
pub(crate) fn is_us_place(words: &str) -> bool {
    US_PLACES.contains(&look_up_key(words))
}

/// True for a well-known place.
pub(crate) fn is_place(words: &str) -> bool {
    PLACES.contains(&look_up_key(words))
}

/// True for a word, in lower case, that ends the names of places: "airport".
pub(crate) fn ends_place(word: &str) -> bool {
    PLACE_WORDS.contains(word)
}
