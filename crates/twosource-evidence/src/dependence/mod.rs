//! Which reports depend on which, and by what words.

use twosource_text::Span;

use crate::file::DependenceKind;
use crate::story::Story;

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

/// Finds the dependences between the reports of a story.
pub fn find(_story: &Story) -> Vec<Dependence> {
    Vec::new()
}
