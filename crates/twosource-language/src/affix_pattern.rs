//! Patterns with look-around, made fast.

use fancy_regex::Regex as FullRegex;
use regex::Regex;

use crate::ModelError;

/// A pattern, and the same pattern without its look-around. The second matches wherever the first does, and takes a
/// tenth of the time to say that there is nothing; most words have no affix at all.
#[derive(Debug)]
pub(crate) struct AffixPattern {
    full: FullRegex,
    loose: Option<Regex>,
}

impl AffixPattern {
    pub fn new(pattern: &str) -> Result<Self, ModelError> {
        let unsupported = |error: &dyn std::fmt::Display| {
            ModelError::Unsupported(format!("a pattern of its tokenizer: {error}"))
        };
        let full = FullRegex::new(pattern).map_err(|error| unsupported(&error))?;
        let loose = without_look_around(pattern).and_then(|loose| Regex::new(&loose).ok());
        Ok(AffixPattern { full, loose })
    }

    pub fn is_match(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// Start and end of the first match, in bytes.
    pub fn find(&self, word: &str) -> Option<(usize, usize)> {
        self.find_from(word, 0)
    }

    /// Start and end of every match, in bytes.
    pub fn find_all(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find_from(word, from)?;
            // Behind a match of nothing the search goes on at the next character.
            let step =
                if found.0 == found.1 { word[found.1..].chars().next().map_or(1, char::len_utf8) } else { 0 };
            from = found.1 + step;
            Some(found)
        })
    }

    fn find_from(&self, word: &str, from: usize) -> Option<(usize, usize)> {
        if from > word.len() {
            return None;
        }
        // No match starts before the first of the loose pattern.
        let start = match &self.loose {
            Some(loose) => loose.find_at(word, from)?.start(),
            None => from,
        };
        let found = self.full.find_from_pos(word, start).ok().flatten()?;
        Some((found.start(), found.end()))
    }
}

/// The pattern without its groups of look-ahead and look-behind; `None` where it has something else that a plain regular
/// expression cannot have.
fn without_look_around(pattern: &str) -> Option<String> {
    let mut loose = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let look_around = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|opening| rest.starts_with(opening));
        let length = match c {
            '(' if look_around => {
                rest = &rest[group_length(rest)?..];
                continue;
            }
            '[' => class_length(rest)?,
            '\\' => 1 + rest[1..].chars().next()?.len_utf8(),
            _ => c.len_utf8(),
        };
        loose.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Some(loose)
}

/// Bytes of the group that `pattern` begins with.
fn group_length(pattern: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = pattern[at..].chars().next() {
        match c {
            '\\' => at += 1 + pattern[at + 1..].chars().next()?.len_utf8(),
            '[' => at += class_length(&pattern[at..])?,
            _ => {
                depth += match c {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                at += c.len_utf8();
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Bytes of the bracketed class that `pattern` begins with. Brackets within are escaped.
fn class_length(pattern: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        match pattern[at..].chars().next()? {
            '\\' => at += 1 + pattern[at + 1..].chars().next()?.len_utf8(),
            ']' => return Some(at + 1),
            c => at += c.len_utf8(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_around_is_cut_out() {
        assert_eq!(without_look_around(r"(?<=[0-9\)])[+\-](?=a|(b))|\(x").unwrap(), r"[+\-]|\(x");
        assert_eq!(without_look_around("(?<=a"), None);
    }

    #[test]
    fn look_around_still_counts() {
        let pattern = AffixPattern::new(r"(?<=[a-z]),(?=[a-z])").unwrap();
        assert_eq!(pattern.find("1,2"), None);
        assert_eq!(pattern.find_all("a,b,1,c,d").collect::<Vec<_>>(), [(1, 2), (7, 8)]);
        assert!(pattern.is_match("x,y") && !pattern.is_match("xy"));
    }
}
