//! Which story a new report goes to, and what that does to the stories near it.

use std::collections::BTreeMap;

use super::{Change, Move, Stream};
use crate::clustering::agglomerate;
use crate::story::standout::{THRESHOLD, standout, to_nearest};

impl Stream {
    /// Puts the report of `arrival` and the reports that stand for the `near` stories together anew. A group keeps the
    /// key of the story that gave it most reports; a group that gets none opens a story.
    pub(super) fn settle(&mut self, arrival: usize, near: &[u64]) -> Change {
        let mut pool = vec![arrival];
        pool.extend(near.iter().flat_map(|story| self.members(*story)));
        let groups = self.groups(&pool);

        let keys = self.keys(&pool, &groups);
        let mut moves: Vec<(usize, u64)> = Vec::new();
        for (group, &key) in groups.iter().zip(&keys) {
            moves.extend(group.iter().map(|&place| (pool[place], key)));
        }
        // Reports of a story that is no more follow the larger part of those that stood for it.
        for story in near.iter().filter(|story| !keys.contains(story)) {
            let mut parts: BTreeMap<u64, usize> = BTreeMap::new();
            for &(moved, key) in
                moves.iter().filter(|(moved, _)| self.held[moved - self.gone].story == *story)
            {
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
        Change { story: self.held[arrival - self.gone].story, moves: changed }
    }

    /// Puts the reports of a pool together; groups of places in it.
    fn groups(&self, pool: &[usize]) -> Vec<Vec<usize>> {
        let mut places: Vec<(usize, usize)> =
            pool.iter().enumerate().map(|(place, &arrival)| (arrival, place)).collect();
        places.sort_unstable();
        let held = |arrival: usize| &self.held[arrival - self.gone];
        let likenesses =
            |arrival: usize| held(arrival).links.iter().map(|&(_, likeness)| f64::from(likeness));
        let nearest: Vec<f64> = pool.iter().map(|&arrival| to_nearest(likenesses(arrival))).collect();
        let links: Vec<BTreeMap<usize, f64>> = pool
            .iter()
            .enumerate()
            .map(|(place, &arrival)| {
                // Both are in the order of arrival: one walk along them finds what they share.
                let mut rest = places.as_slice();
                let others = held(arrival).links.iter().filter_map(|&(other, likeness)| {
                    let before = rest.iter().take_while(|(arrival, _)| *arrival < other).count();
                    rest = &rest[before..];
                    let &(_, other) = rest.first().filter(|(arrival, _)| *arrival == other)?;
                    Some((other, standout(f64::from(likeness), nearest[place], nearest[other])))
                });
                others.collect()
            })
            .collect();
        agglomerate(&links, |place| place, |sum, pairs| sum / pairs as f64 - THRESHOLD)
    }

    /// The key of each group.
    fn keys(&mut self, pool: &[usize], groups: &[Vec<usize>]) -> Vec<u64> {
        let mut shares: BTreeMap<(u64, usize), usize> = BTreeMap::new();
        for (group, members) in groups.iter().enumerate() {
            // The first of the pool is the new report, which is in no story.
            for &place in members.iter().filter(|&&place| place > 0) {
                *shares.entry((self.held[pool[place] - self.gone].story, group)).or_default() += 1;
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
    fn put(&mut self, arrival: usize, story: u64, new: usize) -> Option<Move> {
        let place = arrival - self.gone;
        let before = self.held[place].story;
        let from = (arrival != new).then_some(before);
        if from == Some(story) {
            return None;
        }
        if from.is_some() {
            self.leave(before, arrival);
        }
        let members = self.stories.entry(story).or_default();
        members.insert(members.partition_point(|&member| member < arrival), arrival);
        self.held[place].story = story;
        Some(Move { report: self.held[place].report, from, to: story })
    }
}
