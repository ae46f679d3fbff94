//! Which statements go together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::likeness::Links;
use super::profile::Profiles;

/// What a pair must be likelier than for it to make a claim: here four in five pairs of the folds hold.
pub(crate) const THRESHOLD: f64 = 0.52;

/// What every pair of a claim must be likelier than, whatever the others are.
pub(super) const LEAST_WITHIN: f64 = 0.4;

/// The most claims that one statement makes with others.
const MOST_CLAIMS: usize = 3;

/// Puts statements together that all say the same as each other.
///
/// A sentence that tells of two things goes with one group for the one and with another for the other, so groups may
/// share statements; a chain, where the first says the same as the second and the second as the third, makes two groups and
/// not one. From each pair likelier than [`THRESHOLD`] that no group has yet, the likeliest first, a group grows by the
/// statement that adds most, for as long as its pairs are likelier than the threshold in sum and than [`LEAST_WITHIN`] each.
/// Pairs of one report must be as alike, but add nothing.
/// A statement left over is a group by itself. Groups and their members come sorted.
pub(crate) fn groups(profiles: &Profiles, links: &Links) -> Vec<Vec<usize>> {
    let mut joined: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut claims = vec![0; profiles.statements.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (a, b) in seeds(links) {
        if joined.contains(&(a, b)) || claims[a] >= MOST_CLAIMS || claims[b] >= MOST_CLAIMS {
            continue;
        }
        let mut group = Growth::default();
        group.add(a, links);
        group.add(b, links);
        while let Some(next) = group.best(&claims) {
            group.add(next, links);
        }
        let mut members = group.members;
        members.sort_unstable();
        for (place, &left) in members.iter().enumerate() {
            claims[left] += 1;
            joined.extend(members[place + 1..].iter().map(|&right| (left, right)));
        }
        groups.push(members);
    }
    drop_redundant(&mut groups, profiles);
    groups.extend((0..claims.len()).filter(|&statement| claims[statement] == 0).map(|alone| vec![alone]));
    groups.sort();
    groups
}

/// Drops groups, the smallest first, all of whose pairs stand together in others: one found early may be part of a later one.
fn drop_redundant(groups: &mut Vec<Vec<usize>>, profiles: &Profiles) {
    let pairs = |group: &[usize]| {
        let mut pairs = Vec::new();
        for (place, &left) in group.iter().enumerate() {
            let apart = group[place + 1..].iter().filter(|&&r| profiles.report(r) != profiles.report(left));
            pairs.extend(apart.map(|&right| (left, right)));
        }
        pairs
    };
    let mut held: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in groups.iter().flat_map(|group| pairs(group)) {
        *held.entry(pair).or_default() += 1;
    }
    groups.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    groups.retain(|group| {
        let pairs = pairs(group);
        if pairs.iter().any(|pair| held[pair] == 1) {
            return true;
        }
        for pair in pairs {
            held.entry(pair).and_modify(|count| *count -= 1);
        }
        false
    });
}

/// The pairs that may make a claim, the likeliest first, ties by position.
fn seeds(links: &Links) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (a, others) in links.of.iter().enumerate() {
        let likely = others.range(a + 1..).filter(|&(_, &likeness)| likeness > THRESHOLD);
        pairs.extend(likely.map(|(&b, &likeness)| (likeness, a, b)));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// What a statement outside would bring to a group.
#[derive(Clone, Copy, Default)]
struct Candidate {
    /// By how much its pairs with the members are likelier than the threshold, in sum.
    gain: f64,
    /// How many members it is linked with.
    links: usize,
}

/// A group under way.
#[derive(Default)]
struct Growth {
    members: Vec<usize>,
    candidates: BTreeMap<usize, Candidate>,
}

impl Growth {
    fn add(&mut self, member: usize, links: &Links) {
        self.members.push(member);
        self.candidates.remove(&member);
        let of_others =
            links.of[member].iter().map(|(&other, &likeness)| (other, likeness, likeness - THRESHOLD));
        let of_its_own = links.beside[member].iter().map(|(&other, &likeness)| (other, likeness, 0.0));
        for (other, likeness, gain) in of_others.chain(of_its_own) {
            if likeness >= LEAST_WITHIN && !self.members.contains(&other) {
                let candidate = self.candidates.entry(other).or_default();
                candidate.gain += gain;
                candidate.links += 1;
            }
        }
    }

    /// The candidate that gains most of those linked with every member.
    fn best(&self, claims: &[usize]) -> Option<usize> {
        let fits = |&(&other, found): &(&usize, &Candidate)| {
            found.gain > 0.0 && found.links == self.members.len() && claims[other] < MOST_CLAIMS
        };
        let best = self.candidates.iter().filter(fits).max_by(|x, y| match x.1.gain.total_cmp(&y.1.gain) {
            Ordering::Equal => y.0.cmp(x.0),
            order => order,
        });
        best.map(|(&other, _)| other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::profile::Profile;
    use crate::story::StatementRef;

    /// A statement for each report named, and likenesses between them.
    fn story(reports: &[usize], likenesses: &[(usize, usize, f64)]) -> (Profiles, Links) {
        let profile = |(statement, &report): (usize, &usize)| Profile {
            at: StatementRef { report, statement },
            uses: Vec::new(),
            mass: 0.0,
            words: Vec::new(),
            quoted: Vec::new(),
            position: statement,
            core: 0.0,
            saying: Default::default(),
        };
        let statements = reports.iter().enumerate().map(profile).collect();
        let none = vec![BTreeMap::new(); reports.len()];
        let mut links = Links { of: none.clone(), beside: none, cut: 0 };
        for &(a, b, likeness) in likenesses {
            let kept = if reports[a] == reports[b] { &mut links.beside } else { &mut links.of };
            kept[a].insert(b, likeness);
            kept[b].insert(a, likeness);
        }
        (Profiles { terms: Vec::new(), forms: Vec::new(), statements, numbered: Default::default() }, links)
    }

    #[test]
    fn a_statement_of_two_things_stands_in_two_claims() {
        let (profiles, links) = story(&[0, 1, 2], &[(0, 1, 0.9), (1, 2, 0.8)]);
        assert_eq!(groups(&profiles, &links), [vec![0, 1], vec![1, 2]]);
    }

    #[test]
    fn one_doubtful_pair_does_not_tear_a_claim_apart() {
        let (profiles, links) = story(&[0, 1, 2], &[(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.45)]);
        assert_eq!(groups(&profiles, &links), [vec![0, 1, 2]]);
    }

    #[test]
    fn statements_of_one_report_go_together_where_they_are_alike() {
        let alike = [(0, 2, 0.9), (1, 2, 0.8), (0, 1, 0.4)];
        let (profiles, links) = story(&[0, 0, 1], &alike);
        assert_eq!(groups(&profiles, &links), [vec![0, 1, 2]]);
        let (profiles, links) = story(&[0, 0, 1], &alike[..2]);
        assert_eq!(groups(&profiles, &links), [vec![0, 2], vec![1, 2]]);
    }

    #[test]
    fn a_claim_that_others_hold_whole_is_dropped() {
        let likenesses =
            [(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.7), (0, 3, 0.6), (1, 3, 0.6), (0, 4, 0.55), (1, 4, 0.55)];
        let (profiles, links) = story(&[0, 1, 2, 3, 4], &likenesses);
        let found = groups(&profiles, &links);
        assert_eq!(found, [vec![0, 1, 2], vec![0, 1, 3], vec![0, 1, 4]]);
        let mut twice = vec![vec![0, 1, 2], vec![0, 1], vec![0, 1, 3]];
        drop_redundant(&mut twice, &profiles);
        assert_eq!(twice, [vec![0, 1, 2], vec![0, 1, 3]]);
    }

    #[test]
    fn unlikely_pairs_make_no_claim() {
        let (profiles, links) = story(&[0, 1], &[(0, 1, 0.25)]);
        assert_eq!(groups(&profiles, &links), [vec![0], vec![1]]);
    }

    #[test]
    fn a_statement_makes_only_so_many_claims() {
        let reports: Vec<usize> = (0..30).collect();
        let star: Vec<(usize, usize, f64)> = (1..30).map(|other| (0, other, 0.9)).collect();
        let (profiles, links) = story(&reports, &star);
        let found = groups(&profiles, &links);
        assert_eq!(found.iter().filter(|group| group.contains(&0)).count(), MOST_CLAIMS);
        assert_eq!(found.iter().filter(|group| group.len() == 1).count(), 29 - MOST_CLAIMS);
    }
}
