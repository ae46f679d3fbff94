//! Which story a new report goes to, and what that does to the stories near it.

use std::collections::BTreeMap;

use super::hold::Arrival;
use super::{Change, Move, Stream};
use crate::clustering::agglomerate;
use crate::story::standout::{THRESHOLD, standout, to_nearest};

impl Stream {
    /// Puts the report of `arrival` and the reports that stand for the `near` stories together anew. A group keeps the
    /// key of the story that gave it most reports; a group that gets none opens a story.
    pub(super) fn settle(&mut self, arrival: Arrival, near: &[u64]) -> Change {
        let mut pool = vec![arrival];
        pool.extend(near.iter().flat_map(|story| self.members(*story)));
        let groups = self.groups(&pool);

        let keys = self.keys(&pool, &groups);
        let mut moves: Vec<(Arrival, u64)> = Vec::new();
        for (group, &key) in groups.iter().zip(&keys) {
            moves.extend(group.iter().map(|&place| (pool[place], key)));
        }
        // Reports of a story that is no more follow the larger part of those that stood for it.
        for story in near.iter().filter(|story| !keys.contains(story)) {
            let mut parts: BTreeMap<u64, usize> = BTreeMap::new();
            for &(moved, key) in moves.iter().filter(|(moved, _)| self.at(*moved).story == *story) {
                debug_assert!(moved != arrival);
                *parts.entry(key).or_default() += 1;
            }
            let largest = parts.iter().max_by_key(|(key, count)| (**count, std::cmp::Reverse(**key)));
            let (Some((&key, _)), Some(members)) = (largest, self.stories.get(story)) else { continue };
            let stood_for = self.members(*story).len();
            moves.extend(members[..members.len() - stood_for].iter().map(|&member| (member, key)));
        }

        let mut changed: Vec<Move> =
            moves.into_iter().filter_map(|(moved, key)| self.put(moved, key, arrival)).collect();
        changed.sort_by_key(|change| (change.from.is_some(), change.report));
        Change { story: self.at(arrival).story, moves: changed }
    }

    /// Puts the reports of a pool together; groups of places in it.
    fn groups(&self, pool: &[Arrival]) -> Vec<Vec<usize>> {
        let mut places: Vec<(Arrival, usize)> =
            pool.iter().enumerate().map(|(place, &arrival)| (arrival, place)).collect();
        places.sort_unstable();
        let nearest: Vec<f64> = pool
            .iter()
            .map(|&arrival| {
                let links = self.at(arrival).links_since(self.gone).iter();
                to_nearest(links.map(|&(_, likeness)| f64::from(likeness)))
            })
            .collect();
        let mut links: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); pool.len()];
        for (place, &arrival) in pool.iter().enumerate() {
            // Both are in the order of arrival: one walk along them finds what they share. The later of two reports keeps
            // their link where the earlier had too many.
            let mut rest = places.as_slice();
            for &(other, likeness) in self.at(arrival).earlier_since(self.gone) {
                rest = &rest[rest.iter().take_while(|(arrival, _)| *arrival < other).count()..];
                let Some(&(_, other)) = rest.first().filter(|(arrival, _)| *arrival == other) else {
                    continue;
                };
                let standout = standout(f64::from(likeness), nearest[place], nearest[other]);
                links[place].insert(other, standout);
                links[other].insert(place, standout);
            }
        }
        agglomerate(links, |sum, pairs| sum / pairs as f64 - THRESHOLD)
    }

    /// The key of each group.
    fn keys(&mut self, pool: &[Arrival], groups: &[Vec<usize>]) -> Vec<u64> {
        let mut shares: BTreeMap<(u64, usize), usize> = BTreeMap::new();
        for (group, members) in groups.iter().enumerate() {
            // The first of the pool is the new report, which is in no story.
            for &place in members.iter().filter(|&&place| place > 0) {
                *shares.entry((self.at(pool[place]).story, group)).or_default() += 1;
            }
        }
        let mut shares: Vec<((u64, usize), usize)> = shares.into_iter().collect();
        shares.sort_by_key(|&(key, count)| (std::cmp::Reverse(count), key));
        let mut keys: Vec<Option<u64>> = vec![None; groups.len()];
        for ((story, group), _) in shares {
            if keys[group].is_none() && !keys.contains(&Some(story)) {
                keys[group] = Some(story);
            }
        }
        let mut next = self.next_story;
        let keys = keys.into_iter().map(|key| {
            key.unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        });
        let keys = keys.collect();
        self.next_story = next;
        keys
    }

    /// Puts a report into a story, and tells so where it was not there before.
    fn put(&mut self, arrival: Arrival, story: u64, new: Arrival) -> Option<Move> {
        let before = self.at(arrival).story;
        let from = (arrival != new).then_some(before);
        if from == Some(story) {
            return None;
        }
        if from.is_some() {
            self.leave(before, arrival);
        }
        let members = self.stories.entry(story).or_default();
        members.insert(members.partition_point(|&member| member < arrival), arrival);
        self.at_mut(arrival).story = story;
        Some(Move { report: self.at(arrival).report, from, to: story })
    }
}
