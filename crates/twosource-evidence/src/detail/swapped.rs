//! Two names that change places: "from Amaro to Kolvik", "from Kolvik to Amaro"; each other's figures.

use twosource_annotate::{Class, Link, Quantity};
use twosource_lexicon::english::WordList;

use super::{Finding, Pair, SURELY, Slot};
use crate::claim::align::{Saying, Word, agree};

/// Names of both statements that stand in each other's slots, or bear each other's numbers.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let met = met(pair);
    let mut found = Vec::new();
    for (place, &(i, j)) in met.iter().enumerate() {
        for &(k, l) in &met[place + 1..] {
            if exchanges(pair, (i, k), (j, l)) {
                found.push(finding(pair, i, l));
            }
        }
    }
    found.extend(figures(pair));
    found
}

fn finding(pair: &Pair, i: usize, j: usize) -> Finding {
    Finding::differing(Slot::Actor, [pair.a.words[i].span, pair.b.words[j].span])
}

/// Names that surely are in both, each with its place in the other.
fn met(pair: &Pair) -> Vec<(usize, usize)> {
    let is_name = |word: &Word| word.class == Class::Name && !word.frame && word.link != Link::Modifier;
    let same = |i: usize, j: usize| {
        let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
        x.cast.is_some() && x.cast == y.cast || pair.forms.affinity(x.form, y.form) >= SURELY
    };
    let found = (0..pair.a.words.len()).filter(|&i| is_name(&pair.a.words[i])).filter_map(|i| {
        (0..pair.b.words.len()).find(|&j| is_name(&pair.b.words[j]) && same(i, j)).map(|j| (i, j))
    });
    found.collect()
}

/// True where each of two names stands in the slot of the other, and a preposition that tells which way leads to one of them.
fn exchanges(pair: &Pair, (i, k): (usize, usize), (j, l): (usize, usize)) -> bool {
    let (a, b) = (&pair.a.words, &pair.b.words);
    let slot = |word: &Word| (word.link, word.preposition.clone());
    let one_head = |words: &[Word], x: usize, y: usize| words[x].head == words[y].head;
    let led = |word: &Word| word.preposition.as_deref().is_some_and(|led| WordList::OneWay.holds(led));
    let heads = match (a[i].head, b[l].head) {
        (Some(x), Some(y)) => pair.meet(x, y),
        (None, None) => true,
        _ => false,
    };
    one_head(a, i, k)
        && one_head(b, j, l)
        && heads
        && slot(&a[i]) == slot(&b[l])
        && slot(&a[k]) == slot(&b[j])
        && slot(&a[i]) != slot(&a[k])
        && (led(&a[i]) || led(&a[k]))
}

/// Two numbers that both give, of which each stands with the name that has the other.
fn figures(pair: &Pair) -> Vec<Finding> {
    let bearer = |saying: &Saying, number: &Quantity| -> Option<usize> {
        let deed = number.deed?;
        let of = |at: usize| {
            let own = |word: &Word| word.class == Class::Name;
            let parts = saying.hanging(at, |word| matches!(word.link, Link::Doer | Link::Undergoer));
            let names = parts.iter().flat_map(|&part| {
                let mut all = saying.hanging(part, |word| own(word) && word.link == Link::Owner);
                all.extend(own(&saying.words[part]).then_some(part));
                all
            });
            names.collect::<Vec<usize>>()
        };
        match of(deed).as_slice() {
            &[name] => Some(name),
            _ => None,
        }
    };
    let mut both = Vec::new();
    for x in pair.a.told_numbers() {
        for y in pair.b.told_numbers().filter(|y| agree(x, y)) {
            if let (Some(i), Some(j)) = (bearer(pair.a, x), bearer(pair.b, y)) {
                both.push((i, j));
            }
        }
    }
    for (place, &(i, j)) in both.iter().enumerate() {
        for &(k, l) in &both[place + 1..] {
            if pair.meet(i, l) && pair.meet(k, j) && !pair.meet(i, j) && !pair.meet(k, l) {
                return vec![finding(pair, i, j)];
            }
        }
    }
    Vec::new()
}
