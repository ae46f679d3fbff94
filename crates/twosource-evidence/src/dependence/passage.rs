//! Passages that stand nearly word for word in two reports.
//!
//! Found as runs of equal words ([`super::runs`]), joined over small gaps, so that an edited copy shows as one passage.

use std::collections::BTreeMap;

use twosource_text::Span;

use super::runs::{self, Run};
use super::words::RunningWords;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Words that may differ, in either report, between two runs of one passage.
const GAP: usize = 4;
/// Shared words a passage needs.
const WORDS: usize = 10;
/// Shared words of a passage that are no name, no quotation and no stock phrase.
const TELLING: usize = 7;
/// Words the longest run of a passage needs.
const RUN: usize = 7;

/// A passage that stands nearly word for word in two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// In bytes of the first report, and of the second.
    pub spans: (Span, Span),
    /// Words that stand in both.
    pub words: usize,
    /// Words of its longest run.
    pub longest: usize,
}

/// The shared passages of every two reports that have any, in the order of the first report's text.
pub(crate) fn find(reports: &[RunningWords]) -> BTreeMap<(usize, usize), Vec<Passage>> {
    let mut found = BTreeMap::new();
    let numbers: Vec<&[u32]> = reports.iter().map(|words| words.numbers.as_slice()).collect();
    for ((a, b), runs) in runs::find(&numbers, SHINGLE) {
        let runs = without_overlap(runs, reports[a].numbers.len(), reports[b].numbers.len());
        let passages = chain(&runs, &reports[a], &reports[b]);
        if !passages.is_empty() {
            found.insert((a, b), passages);
        }
    }
    found
}

/// Lets each word of either report stand in one run only, the longest first; sorted by place.
fn without_overlap(mut runs: Vec<Run>, words_a: usize, words_b: usize) -> Vec<Run> {
    runs.sort_unstable_by_key(|run| (std::cmp::Reverse(run.len), run.a, run.b));
    let (mut taken_a, mut taken_b) = (vec![false; words_a], vec![false; words_b]);
    let mut kept = Vec::new();
    for run in runs {
        let mut start = 0;
        for i in 0..=run.len {
            if i < run.len && !taken_a[run.a + i] && !taken_b[run.b + i] {
                continue;
            }
            if i - start >= SHINGLE {
                kept.push(Run { a: run.a + start, b: run.b + start, len: i - start });
            }
            start = i + 1;
        }
        taken_a[run.a..run.a + run.len].fill(true);
        taken_b[run.b..run.b + run.len].fill(true);
    }
    kept.sort_unstable_by_key(|run| (run.a, run.b));
    kept
}

/// Joins runs with small gaps between them into passages, and keeps those that are long enough to show copying.
fn chain(runs: &[Run], a: &RunningWords, b: &RunningWords) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut start = 0;
    for i in 0..runs.len() {
        let goes_on = runs.get(i + 1).is_some_and(|next| {
            let gap_a = next.a.checked_sub(runs[i].a + runs[i].len);
            let gap_b = next.b.checked_sub(runs[i].b + runs[i].len);
            gap_a.is_some_and(|gap| gap <= GAP) && gap_b.is_some_and(|gap| gap <= GAP)
        });
        if !goes_on {
            passages.extend(passage(&runs[start..=i], a, b));
            start = i + 1;
        }
    }
    passages
}

fn passage(runs: &[Run], a: &RunningWords, b: &RunningWords) -> Option<Passage> {
    let (first, last) = (runs.first()?, runs.last()?);
    let words = runs.iter().map(|run| run.len).sum();
    let longest = runs.iter().map(|run| run.len).max()?;
    let telling: usize = runs
        .iter()
        .map(|run| (0..run.len).filter(|i| a.telling[run.a + i] && b.telling[run.b + i]).count())
        .sum();
    if words < WORDS || telling < TELLING || longest < RUN {
        return None;
    }
    let spans = (a.cover(first.a, last.a + last.len - 1), b.cover(first.b, last.b + last.len - 1));
    Some(Passage { spans, words, longest })
}
