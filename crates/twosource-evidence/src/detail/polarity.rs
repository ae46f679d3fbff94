//! Whether it is so: a deed that one tells and the other denies, and words that are contrary.

use twosource_annotate::{Certainty, Class, Link, Measure};

use twosource_text::Span;

use super::{Finding, Pair, SAME, SURELY, Slot};
use crate::claim::align::{Best, Saying, Word, agree};
use crate::vocabulary::are_led_apart;

/// How near two deeds are, at least, for the denial of one to be the denial of the other.
const ONE_DEED: f64 = 0.75;

/// How near they are, at least, for that to be sure.
const SURE_DEED: f64 = 0.9;

/// Deeds denied by one, contrary words in one slot, and values that went different ways.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let mut found = words(pair);
    found.extend(denied_alone(pair));
    found.extend(course(pair));
    found.extend(led_apart(pair));
    if found.is_empty() {
        found.extend(super::denied::find(pair));
    }
    found
}

/// "marched against the visit", "marched for the visit".
fn led_apart(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| word.link == Link::Oblique) {
        let Some((j, near)) = pair.alignment.left[i] else { continue };
        let y = &pair.b.words[j];
        let (Some(one), Some(two)) = (&x.preposition, &y.preposition) else { continue };
        let one_head = pair.heads_meet(i, j) || x.head.is_none() && y.head.is_none();
        if near >= SURELY && one_head && are_led_apart(one, two) && x.negated == y.negated {
            found.push(finding(pair, x, y, false));
        }
    }
    found
}

/// A word with the one that denies it.
pub(super) fn with_denial(word: &Word) -> Span {
    word.denial.map_or(word.span, |denial| {
        Span::new(denial.start.min(word.span.start), denial.end.max(word.span.end))
    })
}

fn finding(pair: &Pair, x: &Word, y: &Word, hard: bool) -> Finding {
    Finding {
        on: Slot::Polarity,
        agreed: false,
        hard,
        grows: false,
        matter: pair.forms.text(x.form).to_owned(),
        spans: [with_denial(x), with_denial(y)],
    }
}

fn told(word: &Word) -> bool {
    matches!(word.certainty, Certainty::Asserted | Certainty::Attributed | Certainty::Denied)
}

fn words(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    let first = |saying: &Saying| {
        saying.told_numbers().any(|number| matches!(number.measure, Measure::Ordinal(_)) && number.low == 1.0)
    };
    let both_first = first(pair.a) && first(pair.b);
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| !word.frame) {
        for (j, y) in pair.b.words.iter().enumerate().filter(|(_, word)| !word.frame) {
            let deeds = x.class == Class::Deed && y.class == Class::Deed;
            let alike = x.class == y.class && matches!(x.class, Class::Deed | Class::Thing | Class::Quality);
            let near = pair.forms.affinity(x.form, y.form);
            let party = || main_party(pair, i, j);
            if near >= ONE_DEED && x.negated != y.negated && is_told_alike(pair, i, j) {
                continue;
            }
            // "the first woman to lead it", "no woman has led it before"
            if near >= ONE_DEED && x.negated != y.negated && both_first {
                continue;
            }
            if deeds && near >= ONE_DEED && x.negated != y.negated {
                let sure = near >= SURE_DEED
                    && told(x)
                    && told(y)
                    && top_deed(&pair.a.words, i)
                    && top_deed(&pair.b.words, j);
                found.push(finding(pair, x, y, sure && party()));
            } else if alike
                && near >= ONE_DEED
                && x.negated != y.negated
                && is_denied_thing(pair.a, i) != is_denied_thing(pair.b, j)
            {
                let says = |word: &Word| word.link == Link::Complement && told(word);
                let sure = near >= SURE_DEED && says(x) && says(y) && one_subject(pair);
                found.push(finding(pair, x, y, sure));
            } else if near < SAME && x.negated == y.negated {
                // Its contrary answers a deed better than what is only akin to it: "accused", "acquitted", "convicted".
                let surely = |best: &Best| best.is_some_and(|(_, near)| near >= SURELY);
                let lone = !surely(&pair.alignment.left[i]) && !surely(&pair.alignment.right[j]);
                // Contrary words of two things tell nothing: "north of the town", "the south of the state".
                let one_place = || {
                    let bare = x.head.is_none() && y.head.is_none();
                    pair.heads_meet(i, j) || bare || deeds
                };
                let opposite = lone && pair.forms.are_opposite(x.form, y.form) && one_place();
                // "lost to a teacher", "a teacher beat him"
                if opposite && deeds && crosses(pair, i, j) {
                    continue;
                }
                if opposite && (deeds || alike) && x.link != Link::Modifier {
                    let sure = deeds && shares_party(pair, i, j) && party();
                    found.push(finding(pair, x, y, sure && told(x) && told(y)));
                } else if opposite {
                    found.push(finding(pair, x, y, false));
                }
            }
        }
    }
    found
}

/// True for what is denied itself or undergoes what is denied: "without a visa", "will not need a visa".
fn is_denied_thing(saying: &Saying, at: usize) -> bool {
    let word = &saying.words[at];
    let undergoes = word.link == Link::Undergoer
        && word
            .head
            .is_some_and(|head| saying.words[head].class == Class::Deed && saying.words[head].negated);
    word.negated != undergoes
}

/// True where the same word stands a second time, denied or not as the other's is: a sentence may hold both.
fn is_told_alike(pair: &Pair, i: usize, j: usize) -> bool {
    let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
    let again = |words: &[Word], like: &Word| {
        words
            .iter()
            .any(|word| word.negated == like.negated && pair.forms.affinity(word.form, like.form) >= ONE_DEED)
    };
    again(&pair.b.words, x) || again(&pair.a.words, y)
}

/// What one tells as not so, where the other denies nothing and has nothing that it could mean: "had the fire under control",
/// "still did not have it under control".
fn denied_alone(pair: &Pair) -> Vec<Finding> {
    let denied = |saying: &Saying| (0..saying.words.len()).find(|&at| is_denied(saying, at));
    let (from, (one, two), has): (_, _, &dyn Fn(usize) -> bool) = match (denied(pair.a), denied(pair.b)) {
        (Some(at), None) => (at, (pair.a, pair.b), &|word| pair.has_left(word)),
        (None, Some(at)) => (at, (pair.b, pair.a), &|word| pair.has_right(word)),
        _ => return Vec::new(),
    };
    let x = &one.words[from];
    let takes_part =
        |word: &Word| matches!(word.link, Link::Doer | Link::Undergoer | Link::Complement) && !word.frame;
    // Of a verb that carries no matter of its own nothing hangs on it: what stands beside the denied word takes part.
    let around = |saying: &Saying, at: usize| -> Vec<usize> {
        let word = &saying.words[at];
        let mut parts = saying.hanging(at, takes_part);
        if word.class != Class::Deed {
            let beside =
                |&other: &usize| saying.words[other].head == word.head && takes_part(&saying.words[other]);
            parts.extend((0..saying.words.len()).filter(beside));
        }
        parts
    };
    let meet = |i: usize, j: usize| if std::ptr::eq(one, pair.a) { pair.meet(i, j) } else { pair.meet(j, i) };
    let answers = |&at: &usize| {
        let lone = if std::ptr::eq(one, pair.a) { !pair.has_right(at) } else { !pair.has_left(at) };
        let parts = two.hanging(at, takes_part);
        // "recounts have been ruled out", "votes will be counted again": what is denied may be the deed itself.
        top_deed(&two.words, at)
            && lone
            && around(one, from).iter().any(|&i| meet(i, at) || parts.iter().any(|&j| meet(i, j)))
    };
    let Some(top) = (0..two.words.len()).find(answers) else { return Vec::new() };
    let y = &two.words[top];
    // A word and its contrary denied are one thing: "died", "did not survive".
    let contrary = two.words.iter().any(|word| pair.forms.are_opposite(x.form, word.form));
    if has(from) || contrary {
        return Vec::new();
    }
    let told = finding(pair, x, y, false);
    let undergone = two.hanging(top, |word| word.link == Link::Undergoer).into_iter().next();
    let end = undergone.map_or(y.span.end, |at| two.words[at].span.end.max(y.span.end));
    let spans = [with_denial(x), Span::new(y.span.start, end)];
    let spans = if std::ptr::eq(one, pair.a) { spans } else { [spans[1], spans[0]] };
    vec![Finding { spans, ..told }]
}

/// True for what a statement's main clause denies.
fn is_denied(saying: &Saying, at: usize) -> bool {
    let word = &saying.words[at];
    let main = match word.class {
        Class::Deed => top_deed(&saying.words, at),
        _ => {
            matches!(word.link, Link::Doer | Link::Undergoer | Link::Complement)
                && word.head.is_none_or(|head| top_deed(&saying.words, head))
        }
    };
    word.negated != word.denies && !word.frame && main
}

/// True where the two statements are said of the same.
pub(super) fn one_subject(pair: &Pair) -> bool {
    let subject = |saying: &Saying| {
        let is = |&at: &usize| {
            let word = &saying.words[at];
            word.link == Link::Doer && word.head.is_none() && !word.frame
        };
        (0..saying.words.len()).filter(is).collect::<Vec<usize>>()
    };
    let (left, right) = (subject(pair.a), subject(pair.b));
    !left.is_empty() && left.iter().all(|&x| right.iter().any(|&y| pair.meet(x, y)))
}

/// Numbers that agree and of which one went up and the other down, or of which one is told as the value of before.
fn course(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for x in pair.a.told_numbers() {
        for y in pair.b.told_numbers().filter(|y| agree(x, y)) {
            let finding = |spans| Finding::differing(Slot::Polarity, spans);
            match (x.direction, y.direction) {
                (Some((one, at)), Some((two, there))) if one != two => found.push(finding([at, there])),
                _ => {}
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

/// True where who does the one undergoes the other.
fn crosses(pair: &Pair, i: usize, j: usize) -> bool {
    let meet = |left: Link, right: Link| {
        let ys = pair.b.hanging(j, |word| word.link == right);
        pair.a.hanging(i, |word| word.link == left).iter().any(|&x| ys.iter().any(|&y| pair.meet(x, y)))
    };
    (meet(Link::Doer, Link::Undergoer) || meet(Link::Undergoer, Link::Doer)) && !meet(Link::Doer, Link::Doer)
}

/// True where the doer, or whoever undergoes it, is the same.
fn main_party(pair: &Pair, i: usize, j: usize) -> bool {
    let party = |word: &Word| !word.frame && matches!(word.link, Link::Doer | Link::Undergoer);
    let (left, right) = (pair.a.hanging(i, party), pair.b.hanging(j, party));
    !left.is_empty() && !right.is_empty() && left.iter().all(|&x| right.iter().any(|&y| pair.meet(x, y)))
}

/// True for a deed that hangs on no other but one that tells who says it.
pub(super) fn top_deed(words: &[Word], at: usize) -> bool {
    let said = |head: usize| words[head].frame && words[head].class == Class::Deed;
    words[at].class == Class::Deed && !words[at].frame && words[at].head.is_none_or(said)
}
