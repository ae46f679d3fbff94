//! Stories of a list as people decided them, in memory: a list of fifty stories reads no evidence twice.

use std::collections::BTreeMap;

use twosource_evidence::Evidence;
use twosource_evidence::correction::{Correction, apply};
use twosource_evidence::lead::{Lead, lead};
use twosource_store::{StoryId, StorySummary, Tally};

/// Stories held; all are let go where more come.
const MOST: usize = 4_096;

/// What a list shows of a story as people decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DecidedCard {
    tally: Tally,
    title: String,
    reports: usize,
    lead: Option<Lead>,
}

impl DecidedCard {
    /// Of weighed evidence; `None` where it holds no story.
    pub fn of(evidence: &Evidence, corrections: &[Correction]) -> Option<Self> {
        let story = evidence.stories.first()?;
        let decided = apply(evidence, &story.id, corrections)?.story;
        let (title, reports, lead) = (decided.title.clone(), decided.reports.len(), lead(&decided));
        // The reports' words count nothing here.
        let alone = Evidence {
            schema: evidence.schema.clone(),
            run: evidence.run.clone(),
            reports: Vec::new(),
            stories: vec![decided],
        };
        Some(DecidedCard { tally: Tally::of(&alone), title, reports, lead })
    }

    /// Puts it in place of what the program says.
    pub fn show(self, story: &mut StorySummary) {
        let current = story.tally.is_none_or(|tally| tally.current);
        story.tally = Some(Tally { current, ..self.tally });
        story.title = self.title;
        story.reports = self.reports;
        story.lead = self.lead;
    }
}

/// Cards of stories, each as of its evidence and the decisions on it.
#[derive(Debug, Default)]
pub(crate) struct DecidedCards {
    kept: BTreeMap<StoryId, (String, DecidedCard)>,
}

impl DecidedCards {
    /// What a card depends on: the evidence, by its key, and the decisions that hold.
    pub fn key(evidence: &str, corrections: &[Correction]) -> String {
        let hold = corrections.iter().filter(|correction| correction.withdrawn.is_none());
        let ids: Vec<&str> = hold.map(|correction| correction.id.as_str()).collect();
        format!("{evidence} {}", ids.join(" "))
    }

    /// The card of a story as of `key`.
    pub fn get(&self, story: StoryId, key: &str) -> Option<DecidedCard> {
        self.kept.get(&story).filter(|(known, _)| known == key).map(|(_, card)| card.clone())
    }

    /// Keeps a card, in place of what it was before.
    pub fn put(&mut self, story: StoryId, key: String, card: DecidedCard) {
        if self.kept.len() >= MOST {
            self.kept.clear();
        }
        self.kept.insert(story, (key, card));
    }
}
