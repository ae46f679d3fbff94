//! Two reports that share passages.

use twosource_reader::Report;

use super::Dependence;
use super::passage::Passage;
use super::words::RunningWords;
use crate::file::DependenceKind;

/// Words of a passage shown in an explanation.
const SHOWN: usize = 25;

/// Two reports that share passages, the earlier first.
pub(super) struct Pair<'s> {
    /// Their places in the story.
    pub places: [usize; 2],
    /// The reports.
    pub reports: [&'s Report; 2],
    /// Their running words.
    pub words: [&'s RunningWords; 2],
    /// What they share; never empty.
    pub passages: &'s [Passage],
}

impl Pair<'_> {
    /// Share of the shorter report's running words that stand in both, 0 to 1.
    pub fn overlap(&self) -> f64 {
        let shared: usize = self.passages.iter().map(|passage| passage.words).sum();
        let shorter = self.words.iter().map(|words| words.count()).min().unwrap_or(0).max(1);
        // Two decimals are plenty, and print alike everywhere.
        ((shared as f64 / shorter as f64).min(1.0) * 100.0).round() / 100.0
    }

    /// What the reports are called.
    pub fn names(&self) -> [String; 2] {
        [0, 1].map(|side| super::name(self.reports[side], self.places[side]))
    }

    /// The longest shared passage, cut to a length one can read.
    pub fn longest_in_words(&self) -> String {
        let Some(longest) =
            self.passages.iter().max_by_key(|p| (p.words, std::cmp::Reverse(p.spans.0.start)))
        else {
            return String::new();
        };
        let text = longest.spans.0.of(&self.reports[0].text);
        format!("the longest: “{}”", shortened(text))
    }

    /// The dependence that the passages show.
    pub fn dependence(&self, kind: DependenceKind, why: String) -> Dependence {
        Dependence {
            reports: self.places,
            kind,
            passages: self.passages.iter().map(|passage| passage.spans).collect(),
            citations: Vec::new(),
            overlap: self.overlap(),
            why,
        }
    }
}

/// The first words of a text on one line.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= SHOWN {
        return words.join(" ");
    }
    format!("{} …", words[..SHOWN].join(" "))
}
