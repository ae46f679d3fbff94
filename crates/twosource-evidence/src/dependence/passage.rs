//! Passages that stand nearly word for word in two reports.
//!
//! Every report's running words are cut into shingles of [`SHINGLE`] words and looked up in one index, so that only
//! reports that share words are ever compared (Broder 1997, "On the resemblance and containment of documents"; the
//! chaining of matches along diagonals is that of sequence alignment by seeds).

use std::collections::{BTreeMap, HashMap};

use twosource_text::Span;

use super::words::{BREAK, RunningWords};

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Reports, the earliest first, that the index keeps for one shingle. In a story of hundreds of copies of one text each
/// is compared with the earliest ones, and time stays linear.
const HOLDERS: usize = 12;
/// Places of one shingle that the index keeps a report.
const PLACES: usize = 2;
/// Words that may differ, in either report, between two runs of one passage.
const GAP: usize = 4;
/// Shared words a passage needs.
const WORDS: usize = 10;
/// Shared words of a passage that are no name, no quotation and no stock phrase.
const TELLING: usize = 7;
/// Words the longest run of a passage needs.
const RUN: usize = 7;

/// Equal words, one after the other, in two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

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
    for ((a, b), matches) in matches(reports) {
        let runs = without_overlap(runs(matches), reports[a].numbers.len(), reports[b].numbers.len());
        let passages = chain(&runs, &reports[a], &reports[b]);
        if !passages.is_empty() {
            found.insert((a, b), passages);
        }
    }
    found
}

/// For every two reports, the places of the shingles that both hold.
fn matches(reports: &[RunningWords]) -> BTreeMap<(usize, usize), Vec<(usize, usize)>> {
    let mut index: HashMap<&[u32], Vec<(usize, usize)>> = HashMap::new();
    let mut matches: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (report, words) in reports.iter().enumerate() {
        for (place, shingle) in words.numbers.windows(SHINGLE).enumerate() {
            if shingle.contains(&BREAK) {
                continue;
            }
            let holders = index.entry(shingle).or_default();
            for &(other, there) in holders.iter().filter(|holder| holder.0 != report) {
                matches.entry((other, report)).or_default().push((there, place));
            }
            let own = holders.iter().rev().take_while(|holder| holder.0 == report).count();
            let known = holders.chunk_by(|one, next| one.0 == next.0).count();
            if own < PLACES && (own > 0 || known < HOLDERS) {
                holders.push((report, place));
            }
        }
    }
    matches
}

/// Joins matching shingles that follow each other in both reports.
fn runs(mut matches: Vec<(usize, usize)>) -> Vec<Run> {
    // Along a diagonal both places grow by one.
    matches.sort_unstable_by_key(|&(a, b)| (a as i64 - b as i64, a));
    let mut runs: Vec<Run> = Vec::new();
    for (a, b) in matches {
        match runs.last_mut() {
            Some(run)
                if a.checked_sub(run.a) == b.checked_sub(run.b) && a > run.a && a <= run.a + run.len =>
            {
                run.len = a - run.a + SHINGLE;
            }
            _ => runs.push(Run { a, b, len: SHINGLE }),
        }
    }
    runs
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
