//! Whether the words around an expression look back or ahead.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_lexicon::english::WordList;
use twosource_text::Span;
use twosource_text::calendar::MONTHS;

use super::text::Text;
use super::word::Form;

/// What tells the tense of the words around an expression.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tense<'a> {
    /// The parse.
    Parsed(&'a Doc),
    /// The words near by: nothing is parsed.
    Guessed,
    /// It was told when the text was read: for each expression, in order.
    Told(&'a [Direction]),
}

/// Which side of the report's day an expression is sought on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    /// The words look back.
    Past,
    /// They look ahead.
    Future,
    /// Either, whichever is nearer: "a rally planned for Saturday was cancelled".
    Nearest,
    /// Nothing tells.
    Neutral,
}

/// Words that look ahead, where there is no parse.
const CUES_OF_FUTURE: &str = "will shall would may might must should could ll plan plans planned planning expect expects expected \
     scheduled schedule due set slated intend intends upcoming by until till hopes hope going tomorrow deadline";

/// Words that look back, where there is no parse.
const CUES_OF_PAST: &str = "was were had did said told killed died has have been came went took made gave left met won found began \
     became held saw since reported announced arrived";

/// How many words to each side are looked at, where there is no parse.
const REACH: usize = 12;

/// Which way the text looks at an expression: from the parse where there is one, else from the words near by.
pub(crate) fn direction(
    doc: Option<&Doc>,
    text: &Text,
    words: Range<usize>,
    sentence: Range<usize>,
) -> Direction {
    let span = text.span(words.start, words.end);
    doc.and_then(|doc| tense_at(doc, span)).unwrap_or_else(|| by_words(text, words, sentence))
}

/// The direction of the nearest cue in the sentence, to the left first.
fn by_words(text: &Text, words: Range<usize>, sentence: Range<usize>) -> Direction {
    let cue = |at: usize| {
        if text.is_any(at, CUES_OF_FUTURE) {
            return Some(Direction::Future);
        }
        if text.is_any(at, CUES_OF_PAST) {
            return Some(Direction::Past);
        }
        let regular_past =
            text.form(at) == Some(Form::Letters) && text.of(at).len() > 4 && text.of(at).ends_with("ed");
        regular_past.then_some(Direction::Past)
    };
    let left = (sentence.start.max(words.start.saturating_sub(REACH))..words.start).rev().find_map(cue);
    let right = || (words.end..sentence.end.min(words.end + REACH)).find_map(cue);
    left.or_else(right).unwrap_or(Direction::Neutral)
}

/// Heads above an expression that are looked at.
const HEIGHT: usize = 12;

/// Words before a verb in which its auxiliaries are sought.
const AUXILIARIES: usize = 8;

/// The direction that the parse tells; `None` where there is no parse, or no verb above the expression.
fn tense_at(doc: &Doc, span: Span) -> Option<Direction> {
    let tokens = doc.tokens_in(span);
    let head = tokens.clone().find(|&i| !tokens.contains(&doc.head(i)) || doc.head(i) == i)?;
    if announced(doc, tokens.start) {
        return Some(Direction::Future);
    }
    if let Some(direction) = beside_verb(doc, tokens.start) {
        return Some(direction);
    }
    // "Wednesday's ruling" belongs to the ruling: only a plain future of its verb moves it.
    let of_noun = matches!(doc.dep(head), "poss" | "compound" | "nmod" | "amod" | "nummod");
    let mut path = std::iter::once(head).chain(doc.ancestors(head)).take(HEIGHT).skip(usize::from(of_noun));
    let verb = path.find(|&i| is_verb(doc, i))?;
    let direct = doc.head(head) == verb || doc.head(doc.head(head)) == verb;
    let until = tokens.start.checked_sub(1).is_some_and(|i| matches!(doc.lower(i), "until" | "till"));
    let put_off = || doc.lemma(verb) == "put" && doc.children(verb).any(|i| doc.lower(i) == "off");
    if until && tokens.start > verb && (WordList::Granting.holds(doc.lemma(verb)) || put_off()) {
        return Some(Direction::Future);
    }
    let moved = tokens.start.checked_sub(1).is_some_and(|i| doc.lower(i) == "to");
    if moved && tokens.start > verb && WordList::MovingDay.holds(doc.lemma(verb)) {
        return Some(Direction::Future);
    }
    let direction = of_verb(doc, verb, direct && !of_noun, tokens.start > verb, 0);
    let ending =
        tokens.start.checked_sub(1).is_some_and(|i| matches!(doc.lower(i), "through" | "until" | "till"));
    // "Schools stay closed through Friday": what lasts now ends later.
    let lasts = matches!(doc.tag(verb), "VBZ" | "VBP" | "VB") && tokens.start > verb;
    if ending && lasts && direction == Direction::Neutral && !WordList::SayingInPresent.holds(doc.lemma(verb))
    {
        return Some(Direction::Future);
    }
    // "has bought doses through September": the month that is nearer.
    if ending && direction == Direction::Past && MONTHS.contains(&doc.lower(tokens.start)) {
        return Some(Direction::Nearest);
    }
    if of_noun && direction == Direction::Future && !has_modal(doc, verb) {
        return Some(Direction::Neutral);
    }
    Some(direction)
}

/// Words between a saying and its day: "told reporters on Monday".
const LISTENERS: usize = 3;

/// "said on Monday it will", "agreed on Monday to": the day right after a verb of the past is that verb's, whatever the
/// parse hangs it on.
fn beside_verb(doc: &Doc, start: usize) -> Option<Direction> {
    let mut before = start.checked_sub(1)?;
    if doc.lower(before) == "on" {
        before = before.checked_sub(1)?;
    }
    let listeners = (0..LISTENERS).take_while(|&back| {
        before.checked_sub(back).is_some_and(|i| matches!(doc.pos(i), "NOUN" | "DET" | "PRON" | "PROPN"))
    });
    let told = before.checked_sub(listeners.count())?;
    let saying = |i: usize| doc.tag(i) == "VBD" && WordList::SayingInPresent.holds(doc.lemma(i));
    let own = doc.tag(before) == "VBD"
        && !matches!(doc.lemma(before), "be" | "have" | "do")
        && !WordList::Planning.holds(doc.lemma(before))
        && !WordList::Granting.holds(doc.lemma(before));
    let said = told != before && doc.lemma(told) == "tell" && saying(told);
    (own || saying(before) || said).then_some(Direction::Past)
}

/// "was scheduled for Monday, but the court only ruled on Tuesday": what was planned is past where the sentence goes on to
/// what came instead.
fn was_overtaken(doc: &Doc, verb: usize) -> bool {
    let contrast = doc.children(verb).any(|i| doc.dep(i) == "cc" && matches!(doc.lower(i), "but" | "yet"));
    let instead = |i: usize| doc.dep(i) == "conj" && i > verb && doc.tag(i) == "VBD" && !has_modal(doc, i);
    contrast && doc.children(verb).any(instead)
}

fn is_verb(doc: &Doc, i: usize) -> bool {
    matches!(doc.pos(i), "VERB" | "AUX") && !matches!(doc.dep(i), "aux" | "auxpass")
}

/// "as soon as Tuesday", "no later than Tuesday"
fn announced(doc: &Doc, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |i| doc.lower(i));
    match before(1) {
        "as" => matches!(before(2), "soon" | "early" | "late"),
        "than" => before(2) == "later" && before(3) == "no",
        _ => false,
    }
}

/// The auxiliaries of a verb, nearest last.
fn auxiliaries(doc: &Doc, verb: usize) -> impl Iterator<Item = usize> + '_ {
    (verb.saturating_sub(AUXILIARIES)..verb)
        .filter(move |&i| doc.head(i) == verb && matches!(doc.dep(i), "aux" | "auxpass"))
}

fn has_modal(doc: &Doc, verb: usize) -> bool {
    auxiliaries(doc, verb).any(|i| doc.tag(i) == "MD")
}

/// The direction of a verb. `direct`: the expression depends on it and on nothing between; `follows`: it stands after it.
fn of_verb(doc: &Doc, verb: usize, direct: bool, follows: bool, depth: usize) -> Direction {
    let has = |words: &[&str]| auxiliaries(doc, verb).any(|i| words.contains(&doc.lower(i)));
    let perfect = has(&["have", "has", "had", "'ve", "\u{2019}ve"]);
    let past = has(&["was", "were", "had", "did"]);
    let planning = WordList::Planning.holds(doc.lemma(verb)) && follows;
    if has_modal(doc, verb) {
        // "could not be reached Friday"
        let denied =
            |i: usize| matches!(doc.lower(i), "not" | "n't" | "neither" | "nor" | "no" | "none" | "nobody");
        let could_not = has(&["could"]) && (verb.saturating_sub(AUXILIARIES * 2)..verb).any(denied);
        return if perfect || could_not { Direction::Past } else { Direction::Future };
    }
    let infinitive = auxiliaries(doc, verb).any(|i| doc.tag(i) == "TO");
    if infinitive {
        if perfect {
            return Direction::Past;
        }
        return of_infinitive(doc, verb, follows, depth);
    }
    match doc.tag(verb) {
        "VBN"
            if planning && doc.dep(verb) == "acl" && above(doc, verb, follows, depth) == Direction::Past =>
        {
            Direction::Nearest
        }
        "VBD" | "VBN" if planning && has(&["was", "were"]) && was_overtaken(doc, verb) => Direction::Past,
        "VBD" | "VBN" if planning && !has(&["had"]) => Direction::Future,
        // "a summit set for April"
        "VBN" if doc.lemma(verb) == "set" && verb + 1 < doc.len() && doc.lower(verb + 1) == "for" => {
            Direction::Future
        }
        "VBD" => Direction::Past,
        "VBN" if past || perfect => Direction::Past,
        "VBN" if has(&["is", "are", "'s", "be", "being"]) => Direction::Neutral,
        "VBN" => Direction::Past,
        "VBG" if past || perfect => Direction::Past,
        "VBG" if has(&["is", "are", "'s", "'re", "am", "'m"]) => Direction::Future,
        "VBG" => above(doc, verb, follows, depth),
        "VBZ" | "VBP" if planning => Direction::Future,
        "VBZ" | "VBP" if doc.lemma(verb) == "be" && direct && set_ahead(doc, verb) => Direction::Future,
        "VBZ" | "VBP"
            if WordList::SayingInPresent.holds(doc.lemma(verb))
                || matches!(doc.lemma(verb), "be" | "have") =>
        {
            Direction::Neutral
        }
        "VBZ" | "VBP" if direct => Direction::Future,
        "VB" if past => Direction::Past,
        "VB" => Direction::Future,
        _ => Direction::Neutral,
    }
}

/// "The deadline is Friday", "the funeral is on Sunday"
fn set_ahead(doc: &Doc, verb: usize) -> bool {
    doc.child(verb, &["nsubj"]).is_some_and(|subject| WordList::SetAhead.holds(doc.lemma(subject)))
}

/// "agreed to meet" looks ahead; "began to meet", "went to meet" look where their verb looks.
fn of_infinitive(doc: &Doc, verb: usize, follows: bool, depth: usize) -> Direction {
    let governor = doc.head(verb);
    if governor == verb {
        return Direction::Future;
    }
    // "the first countries to join": they joined.
    let one_of_a_row = |i: usize| matches!(doc.lower(i), "first" | "last" | "only" | "latest");
    let picked = |i: usize| one_of_a_row(i) || doc.children(i).any(one_of_a_row);
    // "to join on Friday was a mistake"
    let is_subject = doc.dep(verb) == "csubj";
    let by_subject = is_subject || doc.child(verb, &["nsubj"]).is_some_and(picked);
    if by_subject || !is_verb(doc, governor) && picked(governor) {
        return above(doc, verb, follows, depth);
    }
    if !is_verb(doc, governor) {
        let plan = doc.pos(governor) == "ADJ" || WordList::Plan.holds(doc.lemma(governor));
        return if plan { Direction::Future } else { above(doc, verb, follows, depth) };
    }
    let purpose = doc.dep(verb) == "advcl";
    let same_time = [
        "begin", "start", "continue", "manage", "fail", "refuse", "help", "come", "go", "decline", "try",
        "head", "travel", "seem", "appear", "happen",
    ];
    if purpose || same_time.contains(&doc.lemma(governor)) {
        return above(doc, verb, follows, depth);
    }
    Direction::Future
}

/// The direction of the verb above this one.
fn above(doc: &Doc, verb: usize, follows: bool, depth: usize) -> Direction {
    let higher = doc.ancestors(verb).take(HEIGHT).find(|&i| is_verb(doc, i));
    match higher {
        Some(higher) if depth < 4 => of_verb(doc, higher, false, follows, depth + 1),
        _ => Direction::Neutral,
    }
}
