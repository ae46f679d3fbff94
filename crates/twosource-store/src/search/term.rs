//! Terms: how words are cut and reduced, the same way where they are kept and where they are asked for.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

/// Characters of a word that count. Longer ones are no words; they are found by how they begin.
const LONGEST: usize = 40;

/// The words of a text: letters and digits that stand together, and where.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start..rest, &text[start..rest]))
    })
}

/// A word without regard to capitals.
pub(super) fn plain(word: &str) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word[..end].to_lowercase(),
        None => word.to_lowercase(),
    }
}

/// Reduces words to their stems.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub fn new() -> Self {
        Stems(Stemmer::create(Algorithm::English))
    }

    /// The stem of a word.
    pub fn of(&self, word: &str) -> String {
        let plain = plain(word);
        match self.0.stem(&plain) {
            std::borrow::Cow::Borrowed(stem) if stem.len() == plain.len() => plain,
            stem => stem.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let found: Vec<&str> = words("Żółw—don't, 12:30").map(|(_, word)| word).collect();
        assert_eq!(found, ["Żółw", "don", "t", "12", "30"]);
        assert_eq!(words(" …").count(), 0);
        assert_eq!(words("a ferry").last(), Some((2..7, "ferry")));
    }

    #[test]
    fn stems_are_alike_for_the_forms_of_a_word() {
        let stems = Stems::new();
        assert_eq!(stems.of("Ferries"), stems.of("ferry"));
        assert_eq!(stems.of("ran"), "ran");
        assert_eq!(stems.of(&"é".repeat(1000)).chars().count(), LONGEST);
    }
}
