//! How a new report is compared with those that are held.

use std::collections::{BTreeMap, VecDeque};

use super::Stream;
use super::features::Features;
use super::hold::{Arrival, Held};
use super::vector::{Probe, Vector};
use crate::story::features::nearness;

/// Terms of a new report by which others are found: its most telling ones.
const PROBES: usize = 60;

/// Holders looked at for one report, at most: those of its most telling terms first.
const MOST_VISITS: usize = 2_500;

/// Reports a new one is compared with in full: those with most in common.
const MOST_COMPARED: usize = 60;

/// Likenesses below this count as none.
const LEAST: f64 = 0.02;

/// How alike to one of its reports a new report must be for a story to be looked at.
const NEAR: f64 = 0.08;

/// Stories that are looked at for one report, at most.
const MOST_STORIES: usize = 5;

impl Stream {
    /// Compares a report that is not held with those that are: how it is held then, in no story yet, and the stories it
    /// is near to.
    pub(super) fn look_at(&mut self, report: u64, features: &Features) -> (Held, Vec<u64>) {
        let day = features.day;
        let reports = self.arrivals.len() + 1;
        let vector = Vector::new(features, reports, |term| {
            self.terms.get(&term).map_or(1, |known| known.spread as usize + 1)
        });
        let probe = Probe::new(&vector);
        let candidates = self.candidates(&vector);
        let mut compared = self.compare(&probe, day, &candidates);
        let near = self.near_stories(&compared);
        let members = near.iter().flat_map(|story| self.members(*story)).copied();
        let others: Vec<Arrival> =
            members.filter(|member| candidates.binary_search(member).is_err()).collect();
        compared.extend(self.compare(&probe, day, &others));
        compared.sort_unstable_by_key(|(arrival, _)| *arrival);
        let links = compared
            .into_iter()
            .filter(|&(_, likeness)| likeness >= LEAST)
            .map(|(arrival, likeness)| (arrival, likeness as f32))
            .collect();
        (Held { report, story: 0, day, vector, links, earlier: 0, has_let_go: false }, near)
    }

    /// The held reports that have most in common with a vector, by the terms that tell most of it, in ascending order.
    fn candidates(&mut self, vector: &Vector) -> Vec<Arrival> {
        self.sums.resize(self.held.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        let mut visits = 0;
        let probes = vector.most_telling(PROBES);
        let found: Vec<(&VecDeque<Arrival>, f32)> = probes
            .filter_map(|(term, weight)| Some((&self.terms.get(&term)?.holders, weight)))
            .take_while(|(holders, _)| {
                visits += holders.len();
                visits <= MOST_VISITS
            })
            .collect();
        ask_for(found.iter().filter_map(|(holders, _)| holders.front().copied()));
        for (holders, weight) in found {
            for arrival in holders {
                let place = arrival - self.gone;
                let sum = &mut self.sums[place as usize];
                if *sum == 0.0 {
                    touched.push(place);
                }
                *sum += weight * weight;
            }
        }
        // The bits of positive numbers are in the order of the numbers; of equals, the newest is the best.
        let mut scored: Vec<u64> = touched
            .into_iter()
            .map(|place| {
                let sum = std::mem::take(&mut self.sums[place as usize]);
                u64::from(sum.to_bits()) << 32 | u64::from(place)
            })
            .collect();
        // Thousands may share a term, so they are not sorted: only the best are parted from the rest.
        if scored.len() > MOST_COMPARED {
            scored.select_nth_unstable_by(MOST_COMPARED, |a, b| b.cmp(a));
            scored.truncate(MOST_COMPARED);
        }
        let mut best: Vec<Arrival> = scored.into_iter().map(|score| score as u32 + self.gone).collect();
        best.sort_unstable();
        // A weight whose square is nothing leaves its sum at 0, so that a place may have been touched twice.
        best.dedup();
        best
    }

    /// How alike a new report is to each of these.
    fn compare(&self, probe: &Probe, day: Option<i32>, arrivals: &[Arrival]) -> Vec<(Arrival, f64)> {
        ask_for(arrivals.iter().map(|&arrival| self.at(arrival).vector.first_term()));
        let likeness = |held: &Held| probe.likeness(&held.vector) * nearness(day, held.day);
        arrivals.iter().map(|&arrival| (arrival, likeness(self.at(arrival)))).collect()
    }

    /// The stories of the reports most alike to a new one, the nearest first.
    fn near_stories(&self, compared: &[(Arrival, f64)]) -> Vec<u64> {
        let mut best: BTreeMap<u64, f64> = BTreeMap::new();
        for &(arrival, likeness) in compared.iter().filter(|(_, likeness)| *likeness >= NEAR) {
            let known = best.entry(self.at(arrival).story).or_default();
            *known = known.max(likeness);
        }
        let mut near: Vec<(u64, f64)> = best.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(MOST_STORIES);
        near.into_iter().map(|(story, _)| story).collect()
    }
}

/// Reads the first of each of many lists. They lie far apart in memory: to wait for one after the other would take longer
/// than all that is done with them, so all are asked for before the first is needed.
fn ask_for(firsts: impl Iterator<Item = u32>) {
    std::hint::black_box(firsts.fold(0, |all, first| all ^ first));
}
