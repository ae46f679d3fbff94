//! What is done by the same to the same, and whether it is done or only planned.

use twosource_annotate::{Certainty, Class, Link};

use super::polarity::{shares_party, top_deed};
use super::{Finding, Pair, SAME, Slot};
use crate::claim::align::{Saying, Word, agree, is_real};

/// Deeds of one slot that are no kin, and deeds that one tells as done and the other as planned, possible or asked.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    let deed = |class: Class| class == Class::Deed;
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| !word.frame && deed(word.class)) {
        for (j, y) in pair.b.words.iter().enumerate().filter(|(_, word)| !word.frame && deed(word.class)) {
            let finding = |on| Finding {
                matter: pair.forms.text(x.form).to_owned(),
                ..Finding::differing(on, [x.span, y.span])
            };
            // "died", "did not survive"
            let opposite = pair.forms.are_opposite(x.form, y.form);
            let undone = opposite && x.negated != y.negated;
            if undone {
                continue;
            }
            if pair.forms.affinity(x.form, y.form) >= SAME {
                if is_swapped(pair, i, j) {
                    found.push(finding(Slot::Actor));
                }
                // What will be and what is are told alike ("a curfew applies").
                let real = |certainty: Certainty| is_real(certainty) || certainty == Certainty::Planned;
                let told =
                    |word: &Word, at: usize, words: &[Word]| real(word.certainty) && !under_plan(words, at);
                // "everyone affected" only describes.
                let bare = |saying: &Saying, at: usize| {
                    saying.words[at].link == Link::Clause && saying.hanging(at, |_| true).is_empty()
                };
                let describes = bare(pair.a, i) || bare(pair.b, j);
                let differs = told(x, i, &pair.a.words) != told(y, j, &pair.b.words);
                if differs && !describes && shares_party(pair, i, j) {
                    found.push(finding(Slot::Reality));
                }
                continue;
            }
            if pair.forms.are_converse(x.form, y.form) {
                found.extend(sides(pair, i, j));
                continue;
            }
            if pair.has_left(i) || pair.has_right(j) || x.link != y.link {
                continue;
            }
            // "suspected of filling a box", "on suspicion of selling addresses": of what, when nothing in it is the same.
            if x.link == Link::Clause && pair.heads_meet(i, j) && are_strange(pair, i, j) {
                found.push(finding(Slot::Object));
                continue;
            }
            let hangs_alike = match (x.head, y.head) {
                (Some(_), Some(_)) => pair.heads_meet(i, j),
                (None, None) => true,
                _ => false,
            };
            // What is contrary is a matter of polarity.
            let unlike = !opposite && pair.forms.are_siblings(x.form, y.form) && !shares_number(pair, i, j);
            if hangs_alike && unlike && parties_meet(pair, i, j) {
                found.push(finding(Slot::Deed));
            }
        }
    }
    found
}

/// True where a deed hangs on one that is not told as done: "plans to sell".
fn under_plan(words: &[Word], mut at: usize) -> bool {
    for _ in 0..3 {
        let Some(head) = words[at].head.filter(|_| words[at].link == Link::Clause) else {
            return false;
        };
        if words[head].class == Class::Deed && !is_real(words[head].certainty) {
            return true;
        }
        at = head;
    }
    false
}

/// Who owns in the one and to whom it belongs in the other: what takes part in a deed told from two sides, and is not the same.
fn sides(pair: &Pair, i: usize, j: usize) -> Vec<Finding> {
    let lone_left = |at: &usize| !pair.has_left(*at) && !pair.a.measures(*at);
    let lone_right = |at: &usize| !pair.has_right(*at) && !pair.b.measures(*at);
    let doer = |word: &Word| word.link == Link::Doer;
    let given = |word: &Word| matches!(word.link, Link::Oblique | Link::Undergoer);
    let part = |word: &Word| matches!(word.class, Class::Thing | Class::Name) && !word.frame;
    let left = |of: &dyn Fn(&Word) -> bool| -> Vec<usize> {
        pair.a.hanging(i, |word| of(word) && part(word)).into_iter().filter(lone_left).collect()
    };
    let right = |of: &dyn Fn(&Word) -> bool| -> Vec<usize> {
        pair.b.hanging(j, |word| of(word) && part(word)).into_iter().filter(lone_right).collect()
    };
    let of_deed = |x: usize, y: usize| Finding {
        matter: pair.forms.text(pair.a.words[i].form).to_owned(),
        ..Finding::differing(Slot::Actor, [pair.a.words[x].span, pair.b.words[y].span])
    };
    // Who pays in the one gets it in the other.
    let by = |saying: &Saying, at: usize| -> Vec<usize> {
        saying.hanging(at, |word| word.link == Link::Doer && word.class == Class::Name && !word.frame)
    };
    if let (&[x], &[y]) = (by(pair.a, i).as_slice(), by(pair.b, j).as_slice())
        && pair.meet(x, y)
    {
        return vec![of_deed(i, j)];
    }
    let across = [(left(&doer), right(&given)), (left(&given), right(&doer))];
    let differ = across.iter().filter_map(|(xs, ys)| match (xs.as_slice(), ys.as_slice()) {
        (&[x], &[y]) => Some(of_deed(x, y)),
        _ => None,
    });
    differ.collect()
}

/// True where something hangs on both, and none of it is the same.
fn are_strange(pair: &Pair, i: usize, j: usize) -> bool {
    let told = |word: &Word| !word.frame && matches!(word.link, Link::Undergoer | Link::Oblique);
    let (left, right) = (pair.a.hanging(i, told), pair.b.hanging(j, told));
    let held = left.iter().any(|&x| pair.has_left(x)) || right.iter().any(|&y| pair.has_right(y));
    !left.is_empty() && !right.is_empty() && !held
}

/// True where something hangs on both, and all that hangs on the one that has less is the same.
fn parties_meet(pair: &Pair, i: usize, j: usize) -> bool {
    let told = |word: &Word| !word.frame;
    let (left, right) = (pair.a.hanging(i, told), pair.b.hanging(j, told));
    let met = left
        .iter()
        .filter(|&&x| right.iter().any(|&y| pair.a.words[x].link == pair.b.words[y].link && pair.meet(x, y)))
        .count();
    met > 0 && met * 2 >= left.len().min(right.len())
}

/// True where who does it in the one undergoes it in the other, and the other way round.
fn is_swapped(pair: &Pair, i: usize, j: usize) -> bool {
    let meet = |left: Link, right: Link| {
        let xs = pair.a.hanging(i, |word| word.link == left);
        let ys = pair.b.hanging(j, |word| word.link == right);
        xs.iter().any(|&x| ys.iter().any(|&y| pair.meet(x, y)))
    };
    meet(Link::Doer, Link::Undergoer) && meet(Link::Undergoer, Link::Doer) && !meet(Link::Doer, Link::Doer)
}

/// True where a deed of the first's main clause is told by the second too, with somebody or something that takes part in it.
pub(crate) fn shares_deed(pair: &Pair) -> bool {
    let held = |i: usize| {
        let deed =
            |j: &usize| pair.b.words[*j].class == Class::Deed && !pair.b.words[*j].frame && pair.meet(i, *j);
        let parts = |words: Vec<usize>, others: Vec<usize>| {
            words.iter().any(|&x| others.iter().any(|&y| pair.meet(x, y)))
        };
        (0..pair.b.words.len())
            .filter(deed)
            .any(|j| parts(pair.a.hanging(i, |word| !word.frame), pair.b.hanging(j, |word| !word.frame)))
    };
    (0..pair.a.words.len()).any(|i| top_deed(&pair.a.words, i) && held(i))
}

/// True where a statement's main clause has a deed.
pub(crate) fn has_deed(saying: &Saying) -> bool {
    (0..saying.words.len()).any(|at| top_deed(&saying.words, at))
}

/// True for a word of the second statement that hangs on a deed which the first tells too.
pub(crate) fn in_shared_deed(pair: &Pair, at: usize) -> bool {
    pair.b.words[at].head.is_some_and(|deed| {
        pair.b.words[deed].class == Class::Deed && (0..pair.a.words.len()).any(|own| pair.meet(own, deed))
    })
}

/// True where a number that both statements give hangs on both deeds: "cut 240 jobs", "shed 240 jobs".
fn shares_number(pair: &Pair, i: usize, j: usize) -> bool {
    pair.a
        .quantities
        .iter()
        .filter(|x| x.deed == Some(i))
        .any(|x| pair.b.quantities.iter().filter(|y| y.deed == Some(j)).any(|y| agree(x, y)))
}
