//! Which way a value went, and whether it is the value of before.

use std::ops::Range;

use twosource_language::Doc;
use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::Direction;

/// How far from the number such a word may stand.
const NEAR: usize = 4;

/// The direction of a number, with the word that tells.
///
/// A word beside the number tells it before the verb above does: in "cut the rate by a tenth more" it is the last. Words that tell
/// how exactly ("more than 20", "fewer than two", "up to") tell no direction.
pub(super) fn of(doc: &Doc, number: Range<usize>, within: &Range<usize>) -> Option<(Direction, Span)> {
    let told = |token: usize| {
        let lemma = doc.lemma(token).to_lowercase();
        let holds = |list: WordList| list.holds(doc.lower(token)) || list.holds(&lemma);
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
            () if holds(WordList::Up) => Some((Direction::Up, doc.span(token))),
            () if holds(WordList::Down) => Some((Direction::Down, doc.span(token))),
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
    WordList::Up.holds(&lemma) || WordList::Down.holds(&lemma)
}

/// True for a number that is said to be of before, or what another is compared with: "from 30", "against 2.4 percent".
pub(super) fn is_former(doc: &Doc, number: usize, start: usize) -> bool {
    let first = number.saturating_sub(3).max(start);
    WordList::Former.words().iter().any(|words| {
        (first..number).any(|at| {
            let ends = at + words.split(' ').count();
            ends <= number
                && number - ends <= 1
                && words.split(' ').zip(at..ends).all(|(word, token)| doc.lower(token) == word)
                && (ends..number).all(|token| {
                    matches!(
                        doc.lower(token),
                        "about" | "some" | "just" | "$" | "£" | "€" | "the" | "a" | "nearly" | "around"
                    )
                })
        })
    })
}
