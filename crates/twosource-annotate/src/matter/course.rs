//! Which way a value went, and whether it is the value of before.

use std::ops::Range;

use twosource_language::Doc;
use twosource_text::Span;

use super::Direction;

/// Words that tell of more, or of less: a verb that the number hangs on, or a word beside it. Base forms.
const UP: [&str; 31] = [
    "rise", "climb", "grow", "jump", "soar", "surge", "gain", "increase", "raise", "advance", "swell",
    "more", "higher", "up", "above", "ahead", "extra", "growth", "growing", "improve", "lift", "add",
    "rally", "expand", "double", "bigger", "larger", "longer", "faster", "upward", "upwards",
];
const DOWN: [&str; 33] = [
    "fall",
    "drop",
    "decline",
    "slip",
    "sink",
    "plunge",
    "plummet",
    "slump",
    "lose",
    "decrease",
    "cut",
    "reduce",
    "lower",
    "shrink",
    "less",
    "fewer",
    "down",
    "below",
    "behind",
    "loss",
    "slide",
    "tumble",
    "dip",
    "shed",
    "trim",
    "smaller",
    "shorter",
    "slower",
    "weaken",
    "short",
    "downward",
    "downwards",
    "halve",
];

/// Words that lead to what a value was before, or is compared with.
const BEFORE: [&[&str]; 7] = [
    &["from"],
    &["compared", "with"],
    &["compared", "to"],
    &["against"],
    &["versus"],
    &["instead", "of"],
    &["rather", "than"],
];

/// How far from the number such a word may stand.
const NEAR: usize = 4;

/// The direction of a number, with the word that tells.
///
/// A word beside the number tells it before the verb above does: in "cut the rate by a tenth more" it is the last. Words that tell
/// how exactly ("more than 20", "fewer than two", "up to") tell no direction.
pub(super) fn of(doc: &Doc, number: Range<usize>, within: &Range<usize>) -> Option<(Direction, Span)> {
    let told = |token: usize| {
        let lemma = doc.lemma(token).to_lowercase();
        let holds = |words: &[&str]| words.contains(&doc.lower(token)) || words.contains(&lemma.as_str());
        // "more than 20", "up to 20", "less than half"
        let next = if token + 1 < within.end { doc.lower(token + 1) } else { "" };
        let bounds = (next == "than" || next == "to" && doc.lower(token) == "up")
            && token < number.start
            && number.start - token <= 3;
        // "left them nine points behind" tells it of the others.
        let ends = matches!(doc.lower(token), "behind" | "ahead")
            && (token + 1 >= within.end || matches!(doc.pos(token + 1), "PUNCT" | "SPACE"));
        match () {
            () if bounds || ends => None,
            () if holds(&UP) => Some((Direction::Up, doc.span(token))),
            () if holds(&DOWN) => Some((Direction::Down, doc.span(token))),
            () => None,
        }
    };
    let is_word = |token: &usize| !matches!(doc.pos(*token), "PUNCT" | "SPACE");
    let after = (number.end..within.end).take_while(is_word).take(2).find_map(|token| {
        // "4 percent more", "nine points ahead"; "20 people lower the boat" is another matter.
        if matches!(doc.pos(token), "VERB" | "NOUN" | "AUX") { None } else { told(token) }
    });
    let before = (within.start.max(number.start.saturating_sub(NEAR))..number.start)
        .rev()
        .take_while(is_word)
        .take(2)
        .find_map(|token| if doc.pos(token) == "NOUN" { None } else { told(token) });
    let top = number.clone().find(|&token| !number.contains(&doc.head(token)))?;
    let above = || {
        let verb = doc.ancestors(top).take(4).find(|&up| within.contains(&up) && doc.pos(up) == "VERB")?;
        // The number has to be by how much, or to what: no doer of it.
        let mut doer = doc.children(verb).filter(|&child| matches!(doc.dep(child), "nsubj" | "nsubjpass"));
        let subject = doer
            .next_back()
            .is_some_and(|child| child >= top || doc.ancestors(top).take(4).any(|up| up == child));
        if subject { None } else { told(verb) }
    };
    // "a drop of 4 percent"
    let of_noun = || {
        let of = (within.start.max(number.start.saturating_sub(3))..number.start)
            .rev()
            .find(|&token| doc.lower(token) == "of")?;
        let noun = of.checked_sub(1).filter(|noun| within.contains(noun) && doc.pos(*noun) == "NOUN")?;
        told(noun)
    };
    after.or(before).or_else(of_noun).or_else(above)
}

/// True where a verb above tells that something went from one value to another: "rose from 30 to 42" is no range.
pub(super) fn goes(doc: &Doc, number: usize) -> bool {
    let verb = doc.ancestors(number).take(4).find(|&up| doc.pos(up) == "VERB");
    let lemma = verb.map(|verb| doc.lemma(verb).to_lowercase()).unwrap_or_default();
    UP.contains(&lemma.as_str()) || DOWN.contains(&lemma.as_str())
}

/// True for a number that is said to be of before, or what another is compared with: "from 30", "against 2.4 percent".
pub(super) fn is_former(doc: &Doc, number: usize, start: usize) -> bool {
    let first = number.saturating_sub(3).max(start);
    BEFORE.iter().any(|words| {
        (first..number).any(|at| {
            let ends = at + words.len();
            ends <= number
                && number - ends <= 1
                && words.iter().zip(at..ends).all(|(word, token)| doc.lower(token) == *word)
                && (ends..number).all(|token| {
                    matches!(
                        doc.lower(token),
                        "about" | "some" | "just" | "$" | "£" | "€" | "the" | "a" | "nearly" | "around"
                    )
                })
        })
    })
}
