//! Long sorted lists of words, looked up without being unpacked.

use crate::ModelError;
use crate::container::damaged;

/// Lines sorted by their first field (up to the first tab), by bytes.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    text: Box<str>,
    /// Where each line starts.
    starts: Vec<u32>,
}

impl WordList {
    /// Takes lines that end in a line feed each.
    pub fn new(text: &str) -> Result<Self, ModelError> {
        if u32::try_from(text.len()).is_err() || !(text.is_empty() || text.ends_with('\n')) {
            return Err(damaged("a word list does not end as it should"));
        }
        let mut starts = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            starts.push(start as u32);
            start += line.len();
        }
        Ok(WordList { text: text.into(), starts })
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    pub fn contains(&self, word: &str) -> bool {
        self.line_of(word).is_some()
    }

    /// The line whose first field is `word`.
    pub fn line_of(&self, word: &str) -> Option<&str> {
        let found = self.starts.binary_search_by(|&start| field(self.line(start)).cmp(word));
        found.ok().map(|i| self.line(self.starts[i]))
    }

    fn line(&self, start: u32) -> &str {
        let rest = &self.text[start as usize..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }
}

fn field(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(first, _)| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_first_fields_only() {
        let list = WordList::new("be\nbest\tgood\twell\nx\n").unwrap();
        assert_eq!(list.line_of("best"), Some("best\tgood\twell"));
        assert!(list.contains("be") && list.contains("x") && !list.contains("b") && !list.contains("good"));
        assert!(WordList::new("cut").is_err());
    }
}
