//! A table from words to lemmas.

use crate::ModelError;
use crate::container::{Container, ContainerWriter, damaged};

/// Lemmas by the ids of words, as spaCy keeps such tables: the words themselves are not in a model.
#[derive(Debug)]
pub(crate) struct LookupTable {
    /// In rising order.
    words: Vec<u64>,
    /// Where the lemma of each word starts, and behind the last their length.
    starts: Vec<u32>,
    lemmas: Box<str>,
}

impl LookupTable {
    /// Reads the blobs `{name}/words` and `{name}/lemmas` (one a line).
    pub fn read(container: &Container<'_>, name: &str) -> Result<Self, ModelError> {
        let words = container.numbers(&format!("{name}/words"))?;
        let lemmas = container.text(&format!("{name}/lemmas"))?;
        let line_ends = lemmas.match_indices('\n').map(|(offset, _)| offset as u32 + 1);
        let starts: Vec<u32> = std::iter::once(0).chain(line_ends).collect();
        let fits = u32::try_from(lemmas.len()).is_ok() && starts.last() == Some(&(lemmas.len() as u32));
        if !fits || starts.len() != words.len() + 1 || !words.is_sorted() {
            return Err(damaged(&format!("the lemmas of {name} do not pair up")));
        }
        Ok(LookupTable { words, starts, lemmas: lemmas.into() })
    }

    /// Writes a table. Lemmas hold no line feeds.
    pub fn write(name: &str, mut lemmas: Vec<(u64, &str)>, writer: &mut ContainerWriter) {
        lemmas.sort_unstable();
        lemmas.dedup_by_key(|(word, _)| *word);
        let lines: String = lemmas.iter().map(|(_, lemma)| format!("{lemma}\n")).collect();
        let words: Vec<u64> = lemmas.into_iter().map(|(word, _)| word).collect();
        writer.numbers(&format!("{name}/words"), &words);
        writer.text(&format!("{name}/lemmas"), &lines);
    }

    /// The lemma of the word with this id.
    pub fn get(&self, word: u64) -> Option<&str> {
        let i = self.words.binary_search(&word).ok()?;
        Some(&self.lemmas[self.starts[i] as usize..self.starts[i + 1] as usize - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Header;

    #[test]
    fn finds_the_lemma_of_a_word() {
        let mut writer = ContainerWriter::default();
        LookupTable::write("t", vec![(9, "nine"), (2, "two"), (5, "")], &mut writer);
        let bytes = writer.finish(Header::default()).unwrap();
        let table = LookupTable::read(&Container::read(&bytes).unwrap(), "t").unwrap();
        assert_eq!((table.get(2), table.get(5), table.get(9)), (Some("two"), Some(""), Some("nine")));
        assert_eq!(table.get(3), None);
    }
}
