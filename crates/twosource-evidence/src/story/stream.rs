//! Stories as a stream: each new report joins a story or opens one.
//!
//! A [`Stream`] holds the newest [`WINDOW`] reports. A new one is compared with those that share its most telling terms,
//! found by an index, never with all; then the stories it is near to are put together anew, report by report, so that a
//! late report can join two stories into one or part one in two. The work for a report does not grow with the number of
//! stories. What is done depends on the reports and their order alone.

mod features;
mod hold;
mod look;
mod settle;
mod vector;

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use twosource_annotate::Annotated;

pub use features::Features;
use hold::{Arrival, Held, Terms};
use vector::Vector;

/// Reports that are compared with new ones: the newest. An older one stays in its story, and that story stays open as
/// long as it has one report among these.
pub const WINDOW: usize = 50_000;

/// Reports that stand for a story, at most: its newest.
const MOST_MEMBERS: usize = 40;

/// Where the reports of a growing collection stand, in memory.
#[derive(Debug, Default)]
pub struct Stream {
    /// The newest, in the order of arrival.
    held: VecDeque<Held>,
    /// Arrivals before the first of `held`.
    gone: Arrival,
    /// From each report's key to its arrival.
    arrivals: BTreeMap<u64, Arrival>,
    /// Who has each term.
    terms: Terms,
    /// From each story to the arrivals of its held reports, in order.
    stories: BTreeMap<u64, Vec<Arrival>>,
    /// The key that the next story gets.
    next_story: u64,
    /// A number for each place of `held`, 0 between reports: where what they share with a new one is added up.
    sums: Vec<f32>,
}

/// All that a stream knows of one report, to be kept on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The report's key.
    pub report: u64,
    /// The key of its story. Later reports may move it: what [`Change::moves`] says must be carried over.
    pub story: u64,
    /// The day it was published.
    day: Option<i32>,
    /// Its terms.
    vector: Vector,
    /// Earlier reports (keys) and how alike they are to it.
    links: Vec<(u64, f32)>,
}

/// A report that changed its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// The report's key.
    pub report: u64,
    /// The story it was in; `None` for a new report.
    pub from: Option<u64>,
    /// The story it is in now.
    pub to: u64,
}

/// What a new report changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The story it joined or opened.
    pub story: u64,
    /// Its own move first, then those of others, by key.
    pub moves: Vec<Move>,
}

impl Stream {
    /// A stream with no report. The first story gets key 1.
    pub fn new() -> Self {
        Stream { next_story: 1, ..Stream::default() }
    }

    /// A stream as it was, from the entries of its reports in the order of arrival, each with the story it is in now.
    /// Those before the newest [`WINDOW`] may be left out. `next_story` is the key that the next new story gets.
    pub fn restore(entries: impl IntoIterator<Item = Entry>, next_story: u64) -> Self {
        let mut stream = Stream { next_story, ..Stream::default() };
        for entry in entries {
            let Entry { report, story, day, vector, links } = entry;
            let links = links
                .into_iter()
                .filter_map(|(other, likeness)| Some((stream.arrivals.get(&other).copied()?, likeness)));
            let mut links: Vec<(Arrival, f32)> = links.collect();
            links.sort_unstable_by_key(|(arrival, _)| *arrival);
            let held = Held { report, story, day, vector, links, earlier: 0, has_let_go: false };
            let arrival = stream.hold(held);
            stream.stories.entry(story).or_default().push(arrival);
            stream.next_story = stream.next_story.max(story + 1);
            stream.drop_oldest();
        }
        stream
    }

    /// Takes a report in. `report` is its key, one that the stream does not have: a newer version of a report is
    /// [another matter](Self::revise).
    pub fn add(&mut self, report: u64, annotated: &Annotated) -> Change {
        self.add_features(report, &Features::of(annotated))
    }

    /// As [`Stream::add`], from what was made of the report on another machine.
    pub fn add_features(&mut self, report: u64, features: &Features) -> Change {
        let (held, near) = self.look_at(report, features);
        // Its story is not known yet; `settle` sets it.
        let arrival = self.hold(held);
        let change = self.settle(arrival, &near);
        self.drop_oldest();
        change
    }

    /// Takes in a newer version of a report that stands in `story`. It stays there, and later reports are compared with
    /// its new words. It counts as the newest report of the stream, also where the older version has left the window.
    pub fn revise(&mut self, report: u64, story: u64, annotated: &Annotated) {
        self.remove(report);
        let (mut held, _) = self.look_at(report, &Features::of(annotated));
        held.story = story;
        let arrival = self.hold(held);
        self.stories.entry(story).or_default().push(arrival);
        self.next_story = self.next_story.max(story + 1);
        self.drop_oldest();
    }

    /// What is to be kept of a held report; `None` for one that is not held.
    pub fn entry(&self, report: u64) -> Option<Entry> {
        let held = self.at(*self.arrivals.get(&report)?);
        let links = held.earlier_since(self.gone).iter();
        Some(Entry {
            report,
            story: held.story,
            day: held.day,
            vector: held.vector.clone(),
            links: links.map(|&(arrival, likeness)| (self.at(arrival).report, likeness)).collect(),
        })
    }

    /// The story of a held report.
    pub fn story(&self, report: u64) -> Option<u64> {
        self.arrivals.get(&report).map(|&arrival| self.at(arrival).story)
    }

    /// The reports that stand for a story.
    fn members(&self, story: u64) -> &[Arrival] {
        let members = self.stories.get(&story).map_or(&[][..], Vec::as_slice);
        &members[members.len().saturating_sub(MOST_MEMBERS)..]
    }
}

#[cfg(test)]
mod tests;
