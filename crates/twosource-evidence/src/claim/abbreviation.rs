//! Abbreviations that any report of a story explains, in the words of all of them.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::Annotated;

use crate::story::Story;

/// The abbreviations of a story and the names they stand for.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// From the capitalised words of the name, in lower case, to the abbreviation, in lower case.
    of_name: BTreeMap<Vec<String>, String>,
    /// The abbreviations themselves, in capitals.
    short: BTreeSet<String>,
    /// How many words the shortest and the longest name have.
    lengths: Option<(usize, usize)>,
}

impl Abbreviations {
    /// Collects those that any report of the story explains.
    pub fn of(story: &Story) -> Self {
        let mut found = Abbreviations::default();
        for explained in story.reports.iter().flat_map(|annotated| &annotated.abbreviations) {
            let length = explained.name.len();
            let (shortest, longest) = found.lengths.unwrap_or((length, length));
            found.lengths = Some((shortest.min(length), longest.max(length)));
            found.short.insert(explained.letters.clone());
            found.of_name.entry(explained.name.clone()).or_insert_with(|| explained.letters.to_lowercase());
        }
        found
    }

    /// For each word (by its first byte) of a spelled-out name in a report, and for each abbreviation, the abbreviation in
    /// lower case.
    pub fn of_words(&self, annotated: &Annotated) -> BTreeMap<usize, String> {
        let mut found = BTreeMap::new();
        let Some((shortest, longest)) = self.lengths else { return found };
        let text = &annotated.report.text;
        let words = &annotated.words;
        for (start, first) in words.iter().enumerate() {
            let spelled = first.span.of(text);
            if self.short.contains(spelled) {
                found.insert(first.span.start, spelled.to_lowercase());
            }
            // Words of a name follow each other: a mark between two is the end of it.
            let mut name: Vec<String> = Vec::new();
            let mut last = first.span.start;
            for word in words[start..].iter().take(longest) {
                if !matches!(text.get(last..word.span.start), Some("" | " ")) {
                    break;
                }
                last = word.span.end;
                name.push(word.span.of(text).to_lowercase());
                if name.len() < shortest {
                    continue;
                }
                let Some(short) = self.of_name.get(&name) else { continue };
                found.extend(
                    words[start..start + name.len()].iter().map(|word| (word.span.start, short.clone())),
                );
            }
        }
        found
    }
}
