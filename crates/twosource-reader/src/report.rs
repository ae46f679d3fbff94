//! One text by one outlet.

use serde::{Deserialize, Serialize};
use twosource_text::Alignment;

use crate::{Agency, Amendment, Genre, Published, Segment, Syndication};

/// One text by one outlet: an article, a wire item, a release.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Given in the input, or made from the content's hash.
    pub id: String,
    /// The path it was read from, as given; `None` for standard input. Several reports of a JSON-lines file share one.
    pub path: Option<String>,
    /// The line of a JSON-lines file, the entry of a feed or the record of a web archive, from 1.
    pub line: Option<usize>,
    /// Lower-case hexadecimal SHA-256 of the input's bytes: the file, or the line without its line end.
    pub sha256: String,
    /// Who published it, where known.
    pub outlet: Option<String>,
    /// Its headline, where known.
    pub title: Option<String>,
    /// When, where known. Never the machine's clock nor a file's time stamp.
    pub published: Option<Published>,
    /// When it was last changed, where the input or the text says so. The text may tell of what happened until then.
    pub updated: Option<Published>,
    /// What kind of text it is, where something says that it is no plain news report. Such a text confirms nothing.
    pub genre: Option<Genre>,
    /// Where it says of itself that it was withdrawn, corrected or updated, in the order of the text.
    pub amendments: Vec<Amendment>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Agencies it credits, in order of first mention.
    pub agencies: Vec<Agency>,
    /// The outlet whose text it is, where its feed or page says that outside the text.
    pub syndicated_from: Option<Syndication>,
    /// Addresses that links in the paragraphs of its page lead to, in order.
    pub links: Vec<String>,
    /// Language tag, "en" for English, where known.
    pub language: Option<String>,
    /// The text that all spans of this report refer to.
    pub text: String,
    /// What the text is made of, in order.
    pub segments: Vec<Segment>,
    /// How `text` maps to the decoded input (for HTML, the decoded page).
    #[serde(skip)]
    pub alignment: Alignment,
}

impl Report {
    /// The id of a report that has none of its own.
    pub(crate) fn made_id(sha256: &str) -> String {
        sha256.chars().take(16).collect()
    }

    /// True where the input gave the id; false where it was made from the content.
    pub fn has_own_id(&self) -> bool {
        self.id != Self::made_id(&self.sha256)
    }

    /// The segment that holds the byte at `offset`.
    pub fn segment_at(&self, offset: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.span.start <= offset);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        segment.span.covers(offset).then_some(segment)
    }
}
