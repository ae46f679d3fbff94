//! Weighed stories in memory, the least lately asked for dropped first.

use std::collections::BTreeMap;
use std::sync::Arc;

use twosource_evidence::Evidence;
use twosource_store::StoryId;

/// What the other parts of evidence take for each byte of its reports' text, about.
const BYTES_A_TEXT_BYTE: usize = 12;

/// Weighed stories in memory.
#[derive(Debug)]
pub(crate) struct Shelf {
    most_bytes: usize,
    bytes: usize,
    /// Counts the askings: the smallest is the longest ago.
    turn: u64,
    stories: BTreeMap<StoryId, Kept>,
}

#[derive(Debug)]
struct Kept {
    key: String,
    evidence: Arc<Evidence>,
    bytes: usize,
    asked: u64,
}

impl Shelf {
    pub fn new(most_bytes: usize) -> Self {
        Shelf { most_bytes, bytes: 0, turn: 0, stories: BTreeMap::new() }
    }

    /// The story as of `key`.
    pub fn get(&mut self, story: StoryId, key: &str) -> Option<Arc<Evidence>> {
        self.turn += 1;
        let kept = self.stories.get_mut(&story).filter(|kept| kept.key == key)?;
        kept.asked = self.turn;
        Some(Arc::clone(&kept.evidence))
    }

    /// Keeps a story, in place of what it was before.
    pub fn put(&mut self, story: StoryId, key: String, evidence: Arc<Evidence>) {
        self.turn += 1;
        let text: usize = evidence.reports.iter().map(|report| report.text.len()).sum();
        let bytes = text * BYTES_A_TEXT_BYTE;
        self.drop_story(story);
        while self.bytes + bytes > self.most_bytes {
            let oldest = self.stories.iter().min_by_key(|(_, kept)| kept.asked).map(|(story, _)| *story);
            let Some(oldest) = oldest else { return };
            self.drop_story(oldest);
        }
        self.bytes += bytes;
        self.stories.insert(story, Kept { key, evidence, bytes, asked: self.turn });
    }

    fn drop_story(&mut self, story: StoryId) {
        if let Some(kept) = self.stories.remove(&story) {
            self.bytes -= kept.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use twosource_evidence::file::ReportRecord;

    use super::*;

    fn evidence(bytes: usize) -> Arc<Evidence> {
        let line = serde_json::json!({
            "schema": "twosource/evidence/1",
            "run": {"version": "0", "models": [], "settings": {}},
            "reports": [], "stories": [],
        });
        let mut evidence: Evidence = serde_json::from_value(line).unwrap();
        let report = serde_json::json!({
            "id": "r", "sha256": "", "text_sha256": "", "agencies": [], "text": "x".repeat(bytes), "segments": [],
            "sentences": [], "entities": [], "times": [], "attributions": [], "statements": [],
        });
        evidence.reports.push(serde_json::from_value::<ReportRecord>(report).unwrap());
        Arc::new(evidence)
    }

    #[test]
    fn the_least_lately_asked_for_goes_first() {
        let mut shelf = Shelf::new(3 * 100 * BYTES_A_TEXT_BYTE);
        for story in 1..=3 {
            shelf.put(StoryId(story), "k".to_owned(), evidence(100));
        }
        assert!(shelf.get(StoryId(1), "k").is_some());
        assert!(shelf.get(StoryId(1), "other").is_none());
        shelf.put(StoryId(4), "k".to_owned(), evidence(100));
        assert!(shelf.get(StoryId(2), "k").is_none());
        assert!([1, 3, 4].iter().all(|story| shelf.get(StoryId(*story), "k").is_some()));
        shelf.put(StoryId(5), "k".to_owned(), evidence(1_000));
        assert!(shelf.get(StoryId(5), "k").is_none());
    }
}
