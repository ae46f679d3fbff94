//! Words of one stem: "moderator" and "moderate".

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Shorter stems say too little.
const SHORTEST: usize = 4;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of `word`, in lower case, after a `~`; `None` where it is too short to tell words apart.
pub(crate) fn stem(word: &str) -> Option<String> {
    let stem = ENGLISH.stem(word);
    (stem.chars().count() >= SHORTEST).then(|| format!("~{stem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_share_a_stem_and_short_ones_have_none() {
        assert_eq!(stem("moderator"), stem("moderate"));
        assert_ne!(stem("moderator"), stem("modern"));
        assert_eq!(stem("oil"), None);
        assert_eq!(stem(""), None);
    }
}
