//! Families of words that tell of the same thing.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/en/kin-words.txt");

static FAMILIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut families = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some(name) = line.split_whitespace().next() else { continue };
        for word in line.split_whitespace() {
            families.entry(word).or_insert(name);
        }
    }
    families
});

/// The word that names the family of the base form `word`: `word` itself where it has no kin.
pub fn family(word: &str) -> &str {
    // "closed", said of a road, is an adjective to the tagger, yet it is of "close".
    let participle = || {
        let stem = word.strip_suffix('d').filter(|stem| stem.ends_with('e'))?;
        FAMILIES.get(stem).or_else(|| FAMILIES.get(stem.strip_suffix('e')?))
    };
    FAMILIES.get(word).or_else(participle).copied().unwrap_or(word)
}

/// True where `word` has kin.
pub fn has_kin(word: &str) -> bool {
    FAMILIES.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_and_derived_words_share_a_family() {
        assert_eq!(family("toll"), family("die"));
        assert_eq!(family("defy"), family("violation"));
        assert_eq!(family("lorry"), family("truck"));
        assert_ne!(family("injure"), family("kill"));
        assert_eq!(family("closed"), family("closure"));
        assert_eq!(family("pull_out"), family("withdrawal"));
        assert_eq!(family("xylograph"), "xylograph");
        assert_eq!(family("ed"), "ed");
    }

    #[test]
    fn a_word_stands_in_one_family() {
        let mut words: Vec<&str> =
            TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
