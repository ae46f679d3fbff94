//! Whether it is so: a deed that one tells and the other denies, and words that are contrary.

use twosource_annotate::{Certainty, Class, Link};

use super::{Finding, Pair, SAME, Slot};
use crate::claim::align::Word;

/// How near two deeds are, at least, for the denial of one to be the denial of the other.
const ONE_DEED: f64 = 0.75;

/// How near they are, at least, for that to be sure.
const SURE_DEED: f64 = 0.9;

/// Deeds denied by one, and contrary words in one slot.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| !word.frame) {
        for (j, y) in pair.b.words.iter().enumerate().filter(|(_, word)| !word.frame) {
            let deeds = x.class == Class::Deed && y.class == Class::Deed;
            let alike = x.class == y.class && matches!(x.class, Class::Deed | Class::Thing | Class::Quality);
            let near = pair.forms.affinity(x.form, y.form);
            let told = |word: &Word| {
                matches!(word.certainty, Certainty::Asserted | Certainty::Attributed | Certainty::Denied)
            };
            let finding = |hard: bool| Finding {
                on: Slot::Polarity,
                agreed: false,
                hard,
                grows: false,
                matter: pair.forms.text(x.form).to_owned(),
                spans: [x.span, y.span],
            };
            let party = || main_party(pair, i, j);
            if deeds && near >= ONE_DEED && x.negated != y.negated {
                let sure = near >= SURE_DEED
                    && told(x)
                    && told(y)
                    && top_deed(&pair.a.words, i)
                    && top_deed(&pair.b.words, j);
                found.push(finding(sure && party()));
            } else if x.class == Class::Thing && alike && near >= ONE_DEED && x.negated != y.negated {
                found.push(finding(false));
            } else if near < SAME && x.negated == y.negated {
                let lone = !pair.has_left(i) && !pair.has_right(j);
                let opposite = lone && pair.forms.are_opposite(x.form, y.form);
                if opposite && (deeds || alike) && x.link != Link::Modifier {
                    found.push(finding(deeds && told(x) && told(y) && party()));
                } else if opposite {
                    found.push(finding(false));
                }
            }
        }
    }
    found
}

/// True where something that hangs on the one is the same as something that hangs on the other, or nothing hangs on one.
pub(super) fn shares_party(pair: &Pair, i: usize, j: usize) -> bool {
    let told = |word: &Word| !word.frame;
    let (left, right) = (pair.a.hanging(i, told), pair.b.hanging(j, told));
    if left.is_empty() || right.is_empty() {
        return true;
    }
    left.iter().any(|&x| right.iter().any(|&y| pair.meet(x, y)))
}

/// True where the doer, or whoever undergoes it, is the same.
fn main_party(pair: &Pair, i: usize, j: usize) -> bool {
    let party = |word: &Word| !word.frame && matches!(word.link, Link::Doer | Link::Undergoer);
    let (left, right) = (pair.a.hanging(i, party), pair.b.hanging(j, party));
    !left.is_empty() && !right.is_empty() && left.iter().all(|&x| right.iter().any(|&y| pair.meet(x, y)))
}

/// True for a deed that hangs on no other but one that tells who says it.
fn top_deed(words: &[Word], at: usize) -> bool {
    words[at].head.is_none_or(|head| words[head].frame)
}
