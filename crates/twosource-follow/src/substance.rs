//! What happened in a story: which claims came to stand otherwise, and which numbers, dates and sources reports changed.

use serde::Serialize;
use sha2::{Digest, Sha256};
use twosource_render::address::segment;
use twosource_render::printable::brief_line;
use twosource_store::{Matter, ReportChanges, StandingChange, Store, StoreError, StorySummary};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// When, UTC.
    pub at: String,
    /// What, in a line.
    pub title: String,
    /// The same with what was before.
    pub text: String,
    /// The page that tells it, below the server's address.
    pub address: String,
    /// The claim's words, or those that a report has now: what it is about.
    #[serde(skip)]
    pub about: Vec<String>,
    /// The report that changed, where one did.
    #[serde(skip)]
    pub report: Option<String>,
}

impl Entry {
    /// The same for the same news, whenever it is asked for.
    pub fn name(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.at, &self.title, &self.text, &self.address] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// True where these words stand in it, whatever their case.
    pub fn holds(&self, words: &str) -> bool {
        format!("{} {}", self.title, self.text).to_lowercase().contains(&words.to_lowercase())
    }
}

/// What happened in a story, in no order.
///
/// # Errors
/// Where the collection cannot be read.
pub fn of_story(store: &Store, story: &StorySummary) -> Result<Vec<Entry>, StoreError> {
    let mut entries: Vec<Entry> =
        store.history(story.id)?.iter().filter_map(|change| turned(story, change)).collect();
    for changes in store.revised(story.id)? {
        entries.extend(edited(story, &changes));
    }
    Ok(entries)
}

/// A claim that fell, came into dispute, or found a second source.
fn turned(story: &StorySummary, change: &StandingChange) -> Option<Entry> {
    let rank = |word: &str| {
        ["single-source", "unsourced", "echoed", "corroborated"].iter().position(|known| *known == word)
    };
    let (was, became) = (change.was.as_deref()?, change.became.as_deref()?);
    let title = match (was, became) {
        (_, "disputed") => "In dispute",
        (_, "corroborated") => "A second source",
        ("disputed", _) => "No longer in dispute",
        (was, became) if rank(became) < rank(was) => "A standing fell",
        _ => return None,
    };
    Some(Entry {
        at: change.at.clone(),
        title: format!("{title}: {}", brief_line(&change.claim, 160)),
        text: format!("{} It was {was}, and is {became}.", brief_line(&change.claim, 600)),
        address: format!("/stories/{}/history", story.id),
        about: vec![change.claim.clone()],
        report: None,
    })
}

/// Numbers, dates and sources that a report gives otherwise than it did.
fn edited(story: &StorySummary, changes: &ReportChanges) -> Vec<Entry> {
    let who = brief_line(changes.outlet.as_deref().or(changes.title.as_deref()).unwrap_or("A report"), 60);
    let mut entries = Vec::new();
    for revision in &changes.revisions {
        for change in &revision.statements {
            let matters = |matter: &Matter| matches!(matter, Matter::Number | Matter::Date | Matter::Source);
            if !change.quiet && !change.matters.iter().any(matters) {
                continue;
            }
            let words = |text: &Option<String>| brief_line(text.as_deref().unwrap_or("nothing"), 400);
            let how = if change.quiet { "changed quietly" } else { "changed" };
            entries.push(Entry {
                at: revision.received.clone(),
                title: format!(
                    "{who} {how}: {}",
                    brief_line(change.after.as_deref().unwrap_or_default(), 140)
                ),
                text: format!("It said: {} It says: {}", words(&change.before), words(&change.after)),
                address: format!("/stories/{}/reports/{}", story.id, segment(&changes.report)),
                about: [&change.before, &change.after].into_iter().flatten().cloned().collect(),
                report: Some(changes.report.clone()),
            });
        }
    }
    entries
}
