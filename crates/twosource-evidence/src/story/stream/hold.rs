//! The window of reports that a stream holds, and its indices.

use std::collections::VecDeque;

use super::vector::Vector;
use super::{MOST_HOLDERS, Stream, WINDOW};

/// Links that one report keeps, at most: to the reports most like it.
const MOST_LINKS: usize = 256;

/// A report in the window.
#[derive(Debug)]
pub(super) struct Held {
    pub report: u64,
    pub story: u64,
    pub day: Option<i32>,
    pub vector: Vector,
    /// Arrivals of others and how alike they are, in ascending order: first `earlier` ones that came before it, then later
    /// ones. What leaves the window leaves at the front.
    pub links: VecDeque<(usize, f32)>,
    pub earlier: usize,
}

impl Stream {
    /// Puts a report at the end of the window and into the indices, and returns its arrival.
    pub(super) fn hold(&mut self, mut held: Held) -> usize {
        let arrival = self.gone + self.held.len();
        held.earlier = held.links.len();
        for &(other, likeness) in &held.links {
            self.held[other - self.gone].link(arrival, likeness);
        }
        for &term in held.vector.terms() {
            *self.spread.entry(term).or_default() += 1;
        }
        for term in held.vector.compared() {
            let holders = self.holders.entry(term).or_default();
            if holders.len() >= MOST_HOLDERS {
                holders.pop_front();
            }
            holders.push_back(arrival);
        }
        self.arrivals.insert(held.report, arrival);
        self.held.push_back(held);
        arrival
    }

    /// Drops what has left the window.
    pub(super) fn drop_oldest(&mut self) {
        while self.held.len() > WINDOW {
            self.forget(self.gone);
            if let Some(held) = self.held.pop_front() {
                // A report that was taken out may have come again since, under the same key.
                if self.arrivals.get(&held.report) == Some(&self.gone) {
                    self.arrivals.remove(&held.report);
                }
            }
            self.gone += 1;
        }
    }

    /// Takes a report out of all indices.
    pub(super) fn forget(&mut self, arrival: usize) {
        let place = arrival - self.gone;
        for (other, _) in std::mem::take(&mut self.held[place].links) {
            if let Some(other) = other.checked_sub(self.gone).and_then(|place| self.held.get_mut(place)) {
                other.unlink(arrival);
            }
        }
        for &term in self.held[place].vector.terms() {
            // In ascending order.
            if let Some(holders) = self.holders.get_mut(&term)
                && let Ok(place) = holders.binary_search(&arrival)
            {
                holders.remove(place);
            }
            let Some(spread) = self.spread.get_mut(&term) else { continue };
            *spread = spread.saturating_sub(1);
            if *spread == 0 {
                self.spread.remove(&term);
                self.holders.remove(&term);
            }
        }
        self.leave(self.held[place].story, arrival);
    }

    /// Takes a report off the list of a story; a story without reports is no more.
    pub(super) fn leave(&mut self, story: u64, arrival: usize) {
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
    /// Notes a later report; of too many, the one least like this one is let go.
    fn link(&mut self, later: usize, likeness: f32) {
        self.links.push_back((later, likeness));
        if self.links.len() <= self.earlier + MOST_LINKS {
            return;
        }
        let least =
            (self.earlier..self.links.len()).min_by(|&a, &b| self.links[a].1.total_cmp(&self.links[b].1));
        if let Some(least) = least {
            self.links.remove(least);
        }
    }

    fn unlink(&mut self, other: usize) {
        if let Ok(place) = self.links.binary_search_by_key(&other, |&(arrival, _)| arrival) {
            self.links.remove(place);
            self.earlier -= usize::from(place < self.earlier);
        }
    }
}
