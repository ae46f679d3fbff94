//! Agglomerative clustering over sparse links.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two groups that could become one.
#[derive(Debug, PartialEq)]
struct Merger {
    merit: f64,
    groups: (usize, usize),
    /// The sizes the merit was worked out for: another size of either makes it stale.
    sizes: (usize, usize),
}

impl Eq for Merger {}

impl Ord for Merger {
    fn cmp(&self, other: &Self) -> Ordering {
        self.merit.total_cmp(&other.merit).then_with(|| other.groups.cmp(&self.groups))
    }
}

impl PartialOrd for Merger {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A group under way.
#[derive(Debug, Default)]
struct Group {
    members: Vec<usize>,
    /// To each other group, the sum of the links between their members.
    links: BTreeMap<usize, f64>,
}

/// Puts items together, the two groups of most merit first, for as long as a merger has merit above 0.
///
/// `links[i]` holds the items that `i` has something in common with, and how much; both directions must be there.
/// `merit` takes the sum of the links between two groups and the number of their
/// pairs: `sum / pairs - threshold` is average linkage, `sum - threshold * pairs` is greedy correlation clustering.
/// Groups and their members come sorted.
pub(crate) fn agglomerate(
    links: Vec<BTreeMap<usize, f64>>,
    merit: impl Fn(f64, usize) -> f64,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group> =
        (links.into_iter().enumerate()).map(|(item, links)| Group { members: vec![item], links }).collect();
    let mut heap = BinaryHeap::new();
    for group in 0..groups.len() {
        push_mergers(&mut heap, &groups, group, &merit, |other| other > group);
    }
    while let Some(Merger { groups: (into, from), sizes, .. }) = heap.pop() {
        if (groups[into].members.len(), groups[from].members.len()) != sizes {
            continue;
        }
        merge(&mut groups, into, from);
        push_mergers(&mut heap, &groups, into, &merit, |_| true);
    }
    let mut members: Vec<Vec<usize>> =
        groups.into_iter().map(|group| group.members).filter(|members| !members.is_empty()).collect();
    for group in &mut members {
        group.sort_unstable();
    }
    members.sort();
    members
}

fn merge(groups: &mut [Group], into: usize, from: usize) {
    let taken = std::mem::take(&mut groups[from]);
    for (other, link) in taken.links {
        if other == into {
            continue;
        }
        let sum = groups[into].links.get(&other).unwrap_or(&0.0) + link;
        groups[into].links.insert(other, sum);
        groups[other].links.remove(&from);
        groups[other].links.insert(into, sum);
    }
    groups[into].links.remove(&from);
    groups[into].members.extend(taken.members);
}

/// Queues the mergers of `group` that have merit, with those other groups that `wanted` names.
fn push_mergers(
    heap: &mut BinaryHeap<Merger>,
    groups: &[Group],
    group: usize,
    merit: &impl Fn(f64, usize) -> f64,
    wanted: impl Fn(usize) -> bool,
) {
    for (&other, &link) in groups[group].links.iter().filter(|(other, _)| wanted(**other)) {
        let pairs = groups[group].members.len() * groups[other].members.len();
        let merit = merit(link, pairs);
        if merit > 0.0 {
            let (low, high) = (group.min(other), group.max(other));
            let sizes = (groups[low].members.len(), groups[high].members.len());
            heap.push(Merger { merit, groups: (low, high), sizes });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(n: usize, pairs: &[(usize, usize, f64)]) -> Vec<BTreeMap<usize, f64>> {
        let mut links = vec![BTreeMap::new(); n];
        for &(a, b, link) in pairs {
            links[a].insert(b, link);
            links[b].insert(a, link);
        }
        links
    }

    #[test]
    fn average_linkage_does_not_chain() {
        let links = links(4, &[(0, 1, 0.9), (1, 2, 0.5), (2, 3, 0.9)]);
        let groups = agglomerate(links, |sum, pairs| sum / pairs as f64 - 0.3);
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }
}
