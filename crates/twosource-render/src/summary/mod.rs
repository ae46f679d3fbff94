//! The first screen of a story: what is solid, what is not, what changed, who depends on whom, what is open.
//!
//! It is made once, from the evidence alone; HTML, Markdown, text and the interface for programs show the same.

mod citation;
mod dispute;
mod fact;
mod history;
mod leaning;
mod markdown;
mod text;
mod title;

use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::Evidence;
use twosource_evidence::file::Standing;

use crate::printable::plural;
use crate::standing::{ORDER, face};
use crate::view::{StoryView, is_named, outlet};

pub use citation::Citation;
pub use dispute::{Dispute, Side};
pub(crate) use fact::pieces;
pub use fact::{Backing, Fact, Piece};
pub(crate) use history::of_claim;
pub use history::{History, Spell};
pub use leaning::Leaning;
pub(crate) use markdown::markdown;
pub(crate) use text::text;

/// Facts, disputes, changes, dependences and questions that a first screen shows, at most, of each.
const SHOWN: usize = 5;
/// Facts that several outlets repeat, shown where fewer than this many are corroborated.
const REPEATED: usize = 3;

/// What stands on the first screen of a story.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Summary {
    /// Its title, with the current number.
    pub title: String,
    /// How many reports it has.
    pub reports: usize,
    /// How many outlets they are of, as far as they are named.
    pub outlets: usize,
    /// How many sources they name: people, bodies, documents, outlets that saw it themselves.
    pub sources: usize,
    /// When the first report was published, in words; the day where the time is not known.
    pub first: Option<String>,
    /// When the last report was published.
    pub last: Option<String>,
    /// How many claims stand how, in the order of a brief.
    pub counts: Vec<Count>,
    /// What two or more named, independent sources carry.
    pub solid: Vec<Fact>,
    /// Where little or nothing is corroborated: what several outlets repeat, or, where nothing is, what one says.
    pub next_best: Vec<Fact>,
    /// What reports contradict each other on.
    pub disputed: Vec<Dispute>,
    /// What became otherwise with time.
    pub changed: Vec<History>,
    /// Which reports lean on which.
    pub leaning: Vec<Leaning>,
    /// How many more dependences of reports there are.
    pub more_leaning: usize,
    /// How many claims each outlet alone makes.
    pub alone: Vec<Alone>,
    /// What no report answers.
    pub open: Vec<String>,
    /// How many more questions are open.
    pub more_open: usize,
}

/// How many claims stand so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// How.
    pub standing: Standing,
    /// How many.
    pub claims: usize,
}

/// What one report alone says, as a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alone {
    /// What the brief calls it.
    pub report: String,
    /// Its place in the story's reports.
    #[serde(skip)]
    pub place: usize,
    /// How many claims.
    pub claims: usize,
}

/// A place in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct At {
    /// What the brief calls the report.
    pub report: String,
    /// The report's place in the story.
    #[serde(skip)]
    pub place: usize,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// The first screens of all stories, in order.
pub fn summaries(evidence: &Evidence) -> Vec<Summary> {
    StoryView::all(evidence).iter().map(Summary::of).collect()
}

impl Summary {
    pub(crate) fn of(story: &StoryView<'_>) -> Self {
        let count = |standing| Count { standing, claims: story.of_standing(standing).len() };
        let mut outlets: Vec<String> =
            story.reports.iter().filter_map(|report| outlet(report.record)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let changed = history::updates(story);
        let (leaning, more_leaning) = leaning::of(story, SHOWN);
        let open: Vec<String> = story.questions.iter().map(|question| question.words.clone()).collect();
        let moments: Vec<String> = story.reports.iter().filter_map(|report| report.moment()).collect();
        Summary {
            title: title::with_current_number(story, &changed),
            reports: story.reports.len(),
            outlets: outlets.len(),
            sources: sources(story),
            first: moments.first().cloned(),
            last: moments.last().cloned(),
            counts: ORDER.into_iter().map(count).collect(),
            solid: fact::solid(story, SHOWN),
            next_best: fact::next_best(story, REPEATED),
            disputed: dispute::of(story, SHOWN),
            changed: changed.into_iter().take(SHOWN).collect(),
            leaning,
            more_leaning,
            alone: (story.alone().into_iter())
                .map(|(place, claims)| Alone {
                    report: story.reports[place].label.clone(),
                    place,
                    claims: claims.len(),
                })
                .collect(),
            more_open: open.len().saturating_sub(SHOWN),
            open: open.into_iter().take(SHOWN).collect(),
        }
    }

    /// How many claims stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.counts.iter().find(|count| count.standing == standing).map_or(0, |count| count.claims)
    }

    /// "8 reports · 7 outlets · 11 named sources · last report 4 March 2026, 09:30".
    pub fn size(&self) -> String {
        let mut parts = vec![plural(self.reports, "report")];
        parts.push(match self.outlets {
            0 => "no outlet named".to_owned(),
            outlets => plural(outlets, "outlet"),
        });
        parts.push(match self.sources {
            0 => "no source named".to_owned(),
            sources => plural(sources, "named source"),
        });
        parts.push(match (&self.first, &self.last) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (_, Some(last)) => last.clone(),
            _ => "undated".to_owned(),
        });
        parts.join(" · ")
    }

    /// What the heading of what is solid tells: how much of it there is, in a sentence.
    pub fn verdict(&self) -> String {
        match self.count(Standing::Corroborated) {
            0 if self.reports < 2 => "One report alone: there is nothing to hold it against.".to_owned(),
            0 => "Nothing is corroborated: no statement is carried by two named, independent sources."
                .to_owned(),
            1 => "One claim is carried by two or more named, independent sources.".to_owned(),
            claims => format!("{claims} claims are carried by two or more named, independent sources each."),
        }
    }

    /// What the heading of the next best tells.
    pub fn next_best_told(&self) -> &'static str {
        match self.next_best.first().map(|fact| fact.standing) {
            Some(Standing::SingleSource) => "What one outlet alone says",
            _ => "Repeated, and not confirmed",
        }
    }

    /// How many corroborated and disputed claims the screen leaves out.
    pub fn more(&self, standing: Standing) -> usize {
        let shown = match standing {
            Standing::Corroborated => self.solid.len(),
            Standing::Disputed => self.disputed.len(),
            _ => 0,
        };
        self.count(standing).saturating_sub(shown)
    }

    /// "15 claims: Nordwire 3, Channel Nine 4, …"; `None` where no outlet stands alone with anything.
    pub fn alone_told(&self) -> Option<String> {
        let total = self.count(Standing::SingleSource);
        (total > 0).then(|| format!("{} {}", plural(total, "claim"), face(Standing::SingleSource).counted))
    }
}

/// How many named sources the claims of a story have.
fn sources(story: &StoryView<'_>) -> usize {
    let mut names: Vec<String> = (story.claims.iter())
        .flat_map(|claim| &claim.origins)
        .filter(|origin| is_named(origin))
        .map(|origin| crate::view::source_name(origin).to_lowercase())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}
