//! From the parser's arcs to trees: heads that were lifted, edges of subtrees, starts of sentences.

use std::collections::{BTreeMap, VecDeque};

use crate::parser::{Arcs, Parser};

/// Rounds of widening subtrees whose arcs cross, as many as spaCy allows.
const ROUNDS: usize = 12;
/// Words looked at for one lifted arc before it is left where it is; only in a "sentence" of this length does it matter.
const SEARCH_LIMIT: usize = 10_000;

/// The syntax of one document.
pub(crate) struct Tree {
    /// A root is its own head.
    pub heads: Vec<u32>,
    /// Numbers of the labels' strings.
    pub labels: Vec<u32>,
    /// Leftmost and rightmost word (inclusive) of each subtree.
    pub edges: Vec<(u32, u32)>,
    pub sentence_starts: Vec<bool>,
}

impl Tree {
    /// Every word a root and a sentence of its own: what there is without a parser.
    pub fn flat(length: usize) -> Self {
        Tree {
            heads: (0..length as u32).collect(),
            labels: vec![0; length],
            edges: (0..length as u32).map(|word| (word, word)).collect(),
            sentence_starts: (0..length).map(|word| word == 0).collect(),
        }
    }

    /// Builds the trees of a document. `is_space` tells of each word whether it is white space.
    pub fn new(arcs: Arcs, parser: &Parser, is_space: impl Fn(usize) -> bool) -> Self {
        let mut heads: Vec<u32> =
            arcs.heads.iter().enumerate().map(|(word, head)| head.unwrap_or(word as u32)).collect();
        let label = |word: usize| &parser.labels[arcs.labels[word] as usize];
        let attached = |word: usize| arcs.heads[word].is_some();
        let lifted: Vec<usize> =
            (0..heads.len()).filter(|&word| attached(word) && label(word).lifted_from.is_some()).collect();
        let mut labels: Vec<Option<u32>> = (0..heads.len())
            .map(|word| match attached(word) {
                false => Some(parser.root),
                true if label(word).lifted_from.is_none() => Some(label(word).name),
                // A lifted label is no label yet: nothing can be found under it.
                true => None,
            })
            .collect();
        if !lifted.is_empty() {
            let mut search = HeadSearch::new(&heads);
            for word in lifted {
                let wanted = label(word).lifted_from;
                let head = search.new_head(
                    word,
                    &heads,
                    |child| labels[child] == wanted && wanted.is_some(),
                    &is_space,
                );
                search.moved(word, head);
                heads[word] = head as u32;
                labels[word] = Some(label(word).name);
            }
        }
        let edges = edges(&heads);
        let mut sentence_starts = vec![false; heads.len()];
        for (word, &head) in heads.iter().enumerate() {
            if head as usize == word {
                sentence_starts[edges[word].0 as usize] = true;
            }
        }
        if let Some(first) = sentence_starts.first_mut() {
            *first = true;
        }
        Tree {
            heads,
            labels: labels.into_iter().map(|label| label.unwrap_or(0)).collect(),
            edges,
            sentence_starts,
        }
    }
}

/// Finds the real heads of lifted arcs: from the head that an arc was lifted to, downwards, breadth first, left to right,
/// to the first word with the label that the arc carries (Nivre and Nilsson 2005, the scheme "Head").
struct HeadSearch {
    /// Children of each word before anything was moved.
    children: Children,
    edges: Vec<(u32, u32)>,
    /// Words that were moved, by their new head.
    moved: BTreeMap<usize, Vec<usize>>,
}

impl HeadSearch {
    fn new(heads: &[u32]) -> Self {
        HeadSearch { children: Children::new(heads), edges: edges(heads), moved: BTreeMap::new() }
    }

    fn moved(&mut self, word: usize, head: usize) {
        self.moved.entry(head).or_default().push(word);
    }

    fn new_head(
        &self,
        word: usize,
        heads: &[u32],
        is_wanted: impl Fn(usize) -> bool,
        is_space: impl Fn(usize) -> bool,
    ) -> usize {
        let top = heads[word] as usize;
        let mut queue = VecDeque::from([top]);
        let mut looked_at = 0;
        while let Some(parent) = queue.pop_front() {
            for child in self.current_children(parent, heads) {
                looked_at += 1;
                if looked_at > SEARCH_LIMIT {
                    return top;
                }
                if is_space(child) || child == word {
                    continue;
                }
                if is_wanted(child) {
                    return child;
                }
                queue.push_back(child);
            }
        }
        top
    }

    /// Children as they are now, as far as they lie within the edges that the subtree had at first (as in spaCy).
    fn current_children(&self, parent: usize, heads: &[u32]) -> Vec<usize> {
        let (left, right) = self.edges[parent];
        let still = |child: &usize| heads[*child] as usize == parent;
        let mut children: Vec<usize> =
            self.children.of(parent).iter().map(|&child| child as usize).filter(still).collect();
        if let Some(moved) = self.moved.get(&parent) {
            let inside =
                moved.iter().copied().filter(|&child| (left as usize..=right as usize).contains(&child));
            children.extend(inside);
            children.sort_unstable();
            children.dedup();
        }
        children
    }
}

/// The children of every word, in order.
#[derive(Clone, Debug)]
pub(crate) struct Children {
    /// Where the children of each word begin in `words`, and after the last word their number.
    starts: Vec<u32>,
    words: Vec<u32>,
}

impl Children {
    pub fn new(heads: &[u32]) -> Self {
        let mut starts = vec![0u32; heads.len() + 1];
        let arcs = || heads.iter().enumerate().filter(|&(word, &head)| word != head as usize);
        arcs().for_each(|(_, &head)| starts[head as usize + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut words = vec![0; starts.last().map_or(0, |&count| count as usize)];
        for (word, &head) in arcs() {
            words[next[head as usize] as usize] = word as u32;
            next[head as usize] += 1;
        }
        Children { starts, words }
    }

    pub fn of(&self, word: usize) -> &[u32] {
        &self.words[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// The edges of every subtree. Where arcs cross, spaCy widens the edges in rounds; so do we, for the same sentences.
fn edges(heads: &[u32]) -> Vec<(u32, u32)> {
    let mut edges: Vec<(u32, u32)> = (0..heads.len() as u32).map(|word| (word, word)).collect();
    let widen = |edges: &mut [(u32, u32)], word: usize| {
        let (left, right) = edges[word];
        let head = &mut edges[heads[word] as usize];
        *head = (head.0.min(left), head.1.max(right));
    };
    for _ in 0..ROUNDS {
        for word in 0..heads.len() {
            widen(&mut edges, word);
        }
        for word in (0..heads.len()).rev() {
            widen(&mut edges, word);
        }
        if heads_stay_inside(heads, &edges) {
            break;
        }
    }
    edges
}

/// True where no arc leaves the sentence that the roots' edges mark out.
fn heads_stay_inside(heads: &[u32], edges: &[(u32, u32)]) -> bool {
    let mut starts = vec![false; heads.len()];
    for (word, &head) in heads.iter().enumerate() {
        if head as usize == word {
            starts[edges[word].0 as usize] = true;
        }
    }
    let mut start = 0;
    for end in 0..heads.len() {
        if end > 0 && starts[end] || end + 1 == heads.len() {
            let outside = |head: &u32| (*head as usize) < start || *head as usize > end;
            if heads[start..end].iter().any(outside) {
                return false;
            }
            start = end;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_reach_over_crossing_arcs() {
        // 0 ← 2, 1 ← 3, 2 root, 3 ← 2: the arc from 3 to 1 crosses the one from 2 to 0.
        let heads = [2, 3, 2, 2];
        assert_eq!(edges(&heads), [(0, 0), (1, 1), (0, 3), (1, 3)]);
        assert_eq!(Children::new(&heads).of(2), [0, 3]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(edges(&[]).is_empty());
        assert!(Tree::flat(0).heads.is_empty());
    }
}
