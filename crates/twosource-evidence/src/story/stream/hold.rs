//! The window of reports that a stream holds, and its indices.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

use super::vector::Vector;
use super::{Stream, WINDOW};

/// Holders of one term that are found by it: the newest.
const MOST_HOLDERS: usize = 200;

/// Links that one report keeps, at most: to the reports most like it.
const MOST_LINKS: usize = 256;

/// Counts the reports in the order in which they came in, or came back after they were taken out. One stream takes in no
/// more than 2^32 of them: a hundred days at 500 a second.
pub(super) type Arrival = u32;

/// A report in the window.
#[derive(Debug)]
pub(super) struct Held {
    pub report: u64,
    pub story: u64,
    pub day: Option<i32>,
    pub vector: Vector,
    /// Arrivals of others and how alike they are, in ascending order: first `earlier` ones that came before it, then later
    /// ones. Those that have left the window stay at the front, and do not count.
    pub links: Vec<(Arrival, f32)>,
    pub earlier: usize,
    /// True where there were more links to later ones than it keeps. They keep theirs to it.
    pub has_let_go: bool,
}

/// What a stream knows of a term.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Term {
    /// How many held reports have it.
    pub spread: u32,
    /// The arrivals of the newest of those that are found by it, in ascending order.
    pub holders: VecDeque<Arrival>,
}

/// Terms by their hash. It spreads them well already, so it is not hashed again, only multiplied: the table looks at the
/// high bits too.
pub(super) type Terms = HashMap<u32, Term, BuildHasherDefault<Spread>>;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, term: u32) {
        // The odd number nearest to 2^64 divided by the golden ratio.
        self.0 = (self.0 ^ u64::from(term)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Stream {
    /// The held report of an arrival.
    pub(super) fn at(&self, arrival: Arrival) -> &Held {
        &self.held[(arrival - self.gone) as usize]
    }

    pub(super) fn at_mut(&mut self, arrival: Arrival) -> &mut Held {
        &mut self.held[(arrival - self.gone) as usize]
    }

    /// Puts a report at the end of the window and into the indices, and returns its arrival.
    pub(super) fn hold(&mut self, mut held: Held) -> Arrival {
        let arrival = self.gone + self.held.len() as Arrival;
        held.earlier = held.links.len();
        let gone = self.gone;
        for &(other, likeness) in &held.links {
            self.at_mut(other).link(arrival, likeness, gone);
        }
        for (term, is_compared) in held.vector.terms() {
            let known = self.terms.entry(term).or_default();
            known.spread += 1;
            if is_compared {
                if known.holders.len() >= MOST_HOLDERS {
                    known.holders.pop_front();
                }
                known.holders.push_back(arrival);
            }
        }
        self.arrivals.insert(held.report, arrival);
        self.held.push_back(held);
        arrival
    }

    /// Drops what has left the window. Links to it stay where they are: looking for each would cost more than all else.
    pub(super) fn drop_oldest(&mut self) {
        while self.held.len() > WINDOW {
            self.leave_indices(self.gone);
            if let Some(held) = self.held.pop_front() {
                // A report that was taken out may have come again since, under the same key.
                if self.arrivals.get(&held.report) == Some(&self.gone) {
                    self.arrivals.remove(&held.report);
                }
            }
            self.gone += 1;
        }
    }

    /// Takes the older version of a report out. Its place in the window stays, empty.
    pub(super) fn remove(&mut self, report: u64) {
        let Some(arrival) = self.arrivals.remove(&report) else { return };
        self.leave_indices(arrival);
        let gone = self.gone;
        let held = self.at_mut(arrival);
        held.vector = Vector::default();
        let has_let_go = std::mem::take(&mut held.has_let_go);
        for (other, _) in std::mem::take(&mut held.links).into_iter().filter(|(other, _)| *other >= gone) {
            self.at_mut(other).unlink(arrival);
        }
        if has_let_go {
            self.held.iter_mut().for_each(|other| other.unlink(arrival));
        }
    }

    /// Takes a report out of the terms and the stories.
    fn leave_indices(&mut self, arrival: Arrival) {
        let place = (arrival - self.gone) as usize;
        for (term, _) in self.held[place].vector.terms() {
            let Entry::Occupied(mut entry) = self.terms.entry(term) else { continue };
            let known = entry.get_mut();
            known.spread = known.spread.saturating_sub(1);
            if known.spread == 0 {
                entry.remove();
            } else if known.holders.front() == Some(&arrival) {
                known.holders.pop_front();
            } else if let Ok(place) = known.holders.binary_search(&arrival) {
                known.holders.remove(place);
            }
        }
        self.leave(self.held[place].story, arrival);
    }

    /// Takes a report off the list of a story; a story without reports is no more.
    pub(super) fn leave(&mut self, story: u64, arrival: Arrival) {
        let Some(members) = self.stories.get_mut(&story) else { return };
        if let Ok(place) = members.binary_search(&arrival) {
            members.remove(place);
        }
        if members.is_empty() {
            self.stories.remove(&story);
        }
    }
}

impl Held {
    /// Its links to those that are held from the arrival `gone` on, in ascending order.
    pub(super) fn links_since(&self, gone: Arrival) -> &[(Arrival, f32)] {
        &self.links[self.left(gone)..]
    }

    /// Those of them that came before it.
    pub(super) fn earlier_since(&self, gone: Arrival) -> &[(Arrival, f32)] {
        &self.links[self.left(gone)..self.earlier]
    }

    /// How many of its links, all of them at the front, are to reports before the arrival `gone`. It is held itself, so
    /// all of those are earlier ones.
    fn left(&self, gone: Arrival) -> usize {
        self.links.partition_point(|(arrival, _)| *arrival < gone)
    }

    /// Notes a later report; of too many, the one least like this one is let go.
    fn link(&mut self, later: Arrival, likeness: f32, gone: Arrival) {
        if self.links.len() == self.links.capacity() {
            let left = self.left(gone);
            self.links.drain(..left);
            self.earlier -= left;
        }
        self.links.push((later, likeness));
        if self.links.len() <= self.earlier + MOST_LINKS {
            return;
        }
        let least =
            (self.earlier..self.links.len()).min_by(|&a, &b| self.links[a].1.total_cmp(&self.links[b].1));
        if let Some(least) = least {
            self.links.remove(least);
            self.has_let_go = true;
        }
    }

    fn unlink(&mut self, other: Arrival) {
        if let Ok(place) = self.links.binary_search_by_key(&other, |&(arrival, _)| arrival) {
            self.links.remove(place);
            self.earlier -= usize::from(place < self.earlier);
        }
    }
}
