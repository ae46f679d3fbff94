//! The same words of one speaker in several reports, and what each outlet cut or changed.

pub(crate) mod marks;

use twosource_text::Span;

use crate::cast::Cast;
use crate::story::Story;

/// How one report gives a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Index into the story's reports.
    pub report: usize,
    /// Index into the report's attributions.
    pub attribution: Option<usize>,
    /// The quoted words, without the marks, in bytes.
    pub span: Span,
    /// What it leaves out of the fullest version: "before", "middle", "after".
    pub cut: Vec<&'static str>,
    /// Word changes against the fullest version: what that has, what this has.
    pub changes: Vec<[String; 2]>,
}

/// A quotation with its versions, the fullest first. One that a single report gives has one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Place in the cast.
    pub speaker: Option<usize>,
    /// The fullest first.
    pub versions: Vec<Version>,
    /// True where words differ beyond cuts at the ends.
    pub altered: bool,
}

/// Finds the quotations of a story and aligns them.
pub fn find(_story: &Story, _cast: &Cast) -> Vec<Quotation> {
    Vec::new()
}
