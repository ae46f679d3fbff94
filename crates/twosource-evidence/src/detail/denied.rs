//! What one statement's clause denies and the other tells, in whatever words.

use twosource_annotate::{Certainty, Class, Link};
use twosource_text::Span;

use super::polarity::with_denial;
use super::{Finding, Pair, Slot};
use crate::claim::align::{Saying, Word};

/// Share of the weight of a denied clause that the other statement has, at least, for it to tell of the same.
const TOLD: f64 = 0.5;

/// How far up a word's heads are followed.
const DEPTH: usize = 6;

/// A denial of the one, of something that the other tells and denies nowhere: "talks will not resume on Thursday under a mediator",
/// "the two sides are to meet again on Thursday with a mediator".
///
/// The deed itself may be told in words that are no kin; the rest of its clause has to be the other's.
pub(super) fn find(pair: &Pair) -> Option<Finding> {
    if let Some(spans) = untrue(pair) {
        return Some(finding(spans));
    }
    let denies = |saying: &Saying| saying.words.iter().any(|word| word.negated || word.denies);
    match (denies(pair.a), denies(pair.b)) {
        (true, false) => of(pair, pair.a, pair.b, &|at| pair.has_left(at)).map(finding),
        (false, true) => {
            of(pair, pair.b, pair.a, &|at| pair.has_right(at)).map(|[theirs, own]| finding([own, theirs]))
        }
        _ => None,
    }
}

/// "It is not true that the files were taken", against a statement that denies nothing.
fn untrue(pair: &Pair) -> Option<[Span; 2]> {
    // Nobody is said not to be so: what the whole sentence tells is not.
    let no = |saying: &Saying| {
        let is_it = |at: &usize| {
            let word = &saying.words[*at];
            let told = |other: &Word| other.link == Link::Doer && other.head == word.head && !other.frame;
            word.negated
                && word.class == Class::Quality
                && word.link == Link::Complement
                && !saying.words.iter().any(told)
        };
        let word = (0..saying.words.len()).find(is_it).filter(|_| saying.certainty == Certainty::Denied)?;
        Some(with_denial(&saying.words[word]))
    };
    let deed = |saying: &Saying| {
        let plain = !saying.words.iter().any(|word| word.negated || word.denies);
        let main = |word: &&Word| !word.frame && word.class == Class::Deed;
        plain.then(|| saying.words.iter().find(main).map(|word| word.span))?
    };
    match (no(pair.a), no(pair.b)) {
        (Some(no), None) => Some([no, deed(pair.b)?]),
        (None, Some(no)) => Some([deed(pair.a)?, no]),
        _ => None,
    }
}

fn finding(spans: [Span; 2]) -> Finding {
    Finding::differing(Slot::Polarity, spans)
}

/// Where `own` denies what `other` tells: the denied word with its denial, and the words of the other that tell it.
fn of(pair: &Pair, own: &Saying, other: &Saying, has: &dyn Fn(usize) -> bool) -> Option<[Span; 2]> {
    let denied = (0..own.words.len()).find(|&at| {
        let word = &own.words[at];
        let contrary = || other.words.iter().any(|theirs| pair.forms.are_opposite(word.form, theirs.form));
        let main = super::polarity::top_deed(&own.words, at);
        word.negated && !word.denies && main && !contrary() && is_told(own, at, has)
    })?;
    let main = |at: &usize| super::polarity::top_deed(&other.words, *at);
    let told = (0..other.words.len()).find(main).or_else(|| {
        (0..other.words.len()).find(|&at| !other.words[at].frame && other.words[at].head.is_none())
    })?;
    Some([with_denial(&own.words[denied]), other.words[told].span])
}

/// True where enough of the clause of a denied deed is in the other statement, and somebody or something that takes part in it.
fn is_told(saying: &Saying, denied: usize, has: &dyn Fn(usize) -> bool) -> bool {
    let below = |mut at: usize| {
        for _ in 0..DEPTH {
            match saying.words[at].head {
                Some(head) if head == denied => return true,
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    };
    let takes_part =
        |word: &Word| matches!(word.link, Link::Doer | Link::Undergoer | Link::Oblique | Link::Complement);
    let (mut all, mut held, mut party) = (0.0, 0.0, false);
    for at in (0..saying.words.len()).filter(|&at| !saying.words[at].frame && below(at)) {
        if saying.measures(at) {
            continue;
        }
        let word = &saying.words[at];
        all += word.weight;
        if has(at) {
            held += word.weight;
            party |= word.head == Some(denied) && takes_part(word);
        }
    }
    party && held >= TOLD * all
}
