//! Which reports depend on which, and by what words.
//!
//! One kind of dependence a file. Quotations that two reports share show no dependence: both may have heard the speech.

pub(crate) mod byline;
mod cites;
mod copy;
pub(crate) mod links;
pub(crate) mod outlet;
mod pair;
mod passage;
pub(crate) mod rewrite;
pub(crate) mod runs;
mod same_agency;
mod shared_passages;
pub(crate) mod words;

use twosource_reader::Report;
use twosource_text::Span;

use crate::claim::Claim;
use crate::file::DependenceKind;
use crate::story::Story;
use outlet::Outlet;
use pair::Pair;
use words::{RunningWords, Vocabulary};

/// How many of the earliest reports each further one is held against where many credit one agency or cite one outlet: in
/// a story of hundreds, results stay linear in their number.
const EARLIEST: usize = 12;

/// Two reports (indices into the story, the lower first; for a citation the citing one first) of which one depends on
/// the other, or both on a third.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    /// The two reports.
    pub reports: [usize; 2],
    /// How.
    pub kind: DependenceKind,
    /// Matching passages in bytes, in the order of `reports`.
    pub passages: Vec<(Span, Span)>,
    /// Words that cite (for [`DependenceKind::Cites`] and [`DependenceKind::SameAgency`]): report and bytes.
    pub citations: Vec<(usize, Span)>,
    /// Share of the shorter report's running words that stand in both, 0 to 1.
    pub overlap: f64,
    /// In words.
    pub why: String,
}

/// Finds the dependences between the reports of a story, in the order of the reports, then of kind.
pub fn find(story: &Story) -> Vec<Dependence> {
    let reports: Vec<&Report> = story.reports.iter().map(|annotated| &annotated.report).collect();
    let mut found = shared_words(&reports);
    found.extend(same_agency::find(&reports));
    found.extend(byline::find(&reports));
    found.extend(cites::find(&story.reports));
    found.extend(links::find(&reports));
    sort(&mut found);
    found
}

/// Adds to what is known of the reports the pairs of which one may be a rewrite of the other, by the claims that they share.
pub fn add_rewrites(story: &Story, claims: &[Claim], found: &mut Vec<Dependence>) {
    let rewrites = rewrite::find(story, claims, found);
    found.extend(rewrites);
    sort(found);
}

fn sort(found: &mut [Dependence]) {
    found.sort_by_key(|dependence| {
        let [a, b] = dependence.reports;
        (a.min(b), a.max(b), dependence.kind, a)
    });
}

/// Copies and shared passages.
fn shared_words(reports: &[&Report]) -> Vec<Dependence> {
    let mut vocabulary = Vocabulary::new();
    let words: Vec<RunningWords> =
        reports.iter().map(|report| RunningWords::of(report, &mut vocabulary)).collect();
    let shared = passage::find(&words);
    let pairs = shared.iter().map(|(&(a, b), passages)| Pair {
        places: [a, b],
        reports: [reports[a], reports[b]],
        words: [&words[a], &words[b]],
        passages,
    });
    pairs.filter_map(|pair| copy::find(&pair).or_else(|| shared_passages::find(&pair))).collect()
}

/// What a report is called in explanations: its outlet, else its number in the story, from 1.
pub(crate) fn name(report: &Report, place: usize) -> String {
    Outlet::of(report).map_or_else(|| format!("report {}", place + 1), |outlet| outlet.name)
}

#[cfg(test)]
mod tests;
