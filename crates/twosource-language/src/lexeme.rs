//! What a word is, out of context.

use std::collections::HashMap;

use crate::ModelError;
use crate::character::{is_digit, is_letter, is_space};
use crate::container::{Container, damaged};
use crate::hash::string_hash;

/// A word of this many characters or more has the shape "LONG".
const LONG: usize = 100;

/// Ids of the strings that the embeddings look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WordFeatures {
    pub orth: u64,
    pub lower: u64,
    pub norm: u64,
    pub prefix: u64,
    pub suffix: u64,
    pub shape: u64,
    pub is_space: bool,
}

/// Gives words their features.
#[derive(Debug)]
pub(crate) struct Lexicon {
    symbols: HashMap<String, u64>,
    /// From the id of a word to the id of its norm.
    norms: HashMap<u64, u64>,
}

impl Lexicon {
    pub fn read(container: &Container<'_>) -> Result<Self, ModelError> {
        let symbols = container.header.symbols.iter().map(|(name, id)| (name.clone(), *id)).collect();
        let words = container.numbers("norms/words")?;
        let norms = container.numbers("norms/norms")?;
        if words.len() != norms.len() {
            return Err(damaged("its norms do not pair up"));
        }
        Ok(Lexicon { symbols, norms: words.into_iter().zip(norms).collect() })
    }

    /// spaCy's id of a string.
    pub fn id(&self, string: &str) -> u64 {
        string_id(&self.symbols, string)
    }

    /// The features of a word; `lower` is the word in lower case.
    pub fn features(&self, word: &str, lower: &str) -> WordFeatures {
        let orth = self.id(word);
        let lower = self.id(lower);
        let first = word.chars().next().map_or(0, char::len_utf8);
        let last = word.char_indices().rev().nth(2).map_or(0, |(offset, _)| offset);
        WordFeatures {
            orth,
            lower,
            norm: self.norms.get(&orth).copied().unwrap_or(lower),
            prefix: self.id(&word[..first]),
            suffix: self.id(&word[last..]),
            shape: self.id(&shape(word)),
            is_space: !word.is_empty() && word.chars().all(is_space),
        }
    }
}

/// spaCy's id of a string: 0 for the empty one, the fixed number of a symbol, else the hash.
pub(crate) fn string_id(symbols: &HashMap<String, u64>, string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    symbols.get(string).copied().unwrap_or_else(|| string_hash(string.as_bytes()))
}

/// The outline of a word: "Xxxxx" for "Moscow", "dd-xxxx" for "12-year". Runs of one class are cut to four.
fn shape(word: &str) -> String {
    if word.chars().take(LONG).count() >= LONG {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(word.len());
    let mut last = None;
    let mut run = 0;
    for c in word.chars() {
        let class = match c {
            _ if is_letter(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_cut_to_four_of_a_kind() {
        assert_eq!(shape("Vladivostok"), "Xxxxx");
        assert_eq!(shape("C-130s"), "X-dddx");
        assert_eq!(shape("......."), "....");
        assert_eq!(shape(&"x".repeat(100)), "LONG");
        assert_eq!(shape(""), "");
    }
}
