//! Phrases of a parse: who does a verb, how far a verb group or a noun phrase goes.

use std::ops::Range;

use twosource_language::Doc;
use twosource_text::Span;

use super::around::is_carrier;
use super::draft::Context;

const SUBJECTS: [&str; 2] = ["nsubj", "csubj"];
/// How far up the tree a subject may be looked for.
const DEPTH: usize = 8;
/// As many carriers may follow one another ("began trying to tell").
const MOST_CARRIERS: usize = 3;
/// A carrier stands at most this many tokens before its verb.
const LONGEST_CARRY: usize = 5;
/// Where the parse takes it for a clause of its own: "went on to praise".
const NEAREST_CARRY: usize = 3;

/// True for a passive verb group: "was told", and a past participle after a noun ("plans announced on Monday").
pub(super) fn is_passive(doc: &Doc, verb: usize) -> bool {
    if doc.child(verb, &["auxpass", "nsubjpass", "agent"]).is_some() {
        return true;
    }
    if doc.tag(verb) != "VBN" || doc.child(verb, &["aux"]).is_some() {
        return false;
    }
    match doc.dep(verb) {
        "acl" => true,
        // "Asked whether …, she said", "when told of it"
        "advcl" => {
            let first = doc.subtree(verb).start;
            first == verb
                || first + 1 == verb && matches!(doc.lower(first), "when" | "if" | "as" | "once" | "while")
        }
        "conj" => doc.head(verb) != verb && is_passive(doc, doc.head(verb)),
        _ => false,
    }
}

/// The noun or pronoun that does `verb`: its own subject, or that of the verb it hangs on ("…, saying", "and said",
/// "wants to say"), or the noun it describes ("a report showing"). Empty subjects ("it", "there") are none.
pub(super) fn doer(doc: &Doc, verb: usize) -> Option<usize> {
    let mut current = verb;
    for _ in 0..DEPTH {
        if let Some(subject) = doc.child(current, &SUBJECTS) {
            return (!is_expletive(doc, current, subject)).then_some(subject);
        }
        let head = doc.head(current);
        if head == current {
            return None;
        }
        match doc.dep(current) {
            "conj" if is_verbal(doc, head) => {
                if current == verb && is_passive(doc, head) {
                    return doc.child(head, &["nsubjpass"]);
                }
            }
            "xcomp" | "advcl" | "dep" | "aux" if is_verbal(doc, head) => {
                if doc.dep(current) == "xcomp"
                    && let Some(object) = doc.child(head, &["dobj"])
                {
                    return Some(object);
                }
                if is_passive(doc, head) && doc.child(head, &SUBJECTS).is_none() {
                    return doc.child(head, &["nsubjpass"]);
                }
            }
            // "able to say", "plans to say", "reluctant to say"
            "xcomp" | "acl" if matches!(doc.pos(head), "ADJ") => {}
            "acl" | "relcl" if matches!(doc.pos(head), "NOUN" | "PROPN" | "PRON" | "NUM") => {
                let infinitive = doc.tag(current) == "VB";
                return if infinitive { possessor(doc, head) } else { Some(head) };
            }
            "pcomp" | "prep" => {}
            "acomp" | "attr" => {}
            _ => return None,
        }
        current = head;
    }
    None
}

/// "its plan to": the owner of a noun.
pub(super) fn possessor(doc: &Doc, noun: usize) -> Option<usize> {
    doc.child(noun, &["poss"])
}

/// "It" and "there" that stand for nobody.
fn is_expletive(doc: &Doc, verb: usize, subject: usize) -> bool {
    match doc.lower(subject) {
        "there" => doc.dep(subject) == "expl",
        "it" => doc.lemma(verb) == "be" && doc.child(verb, &["ccomp", "acomp"]).is_some(),
        "what" => true,
        _ => false,
    }
}

fn is_verbal(doc: &Doc, token: usize) -> bool {
    matches!(doc.pos(token), "VERB" | "AUX")
}

/// The verb with the auxiliaries, negations, adverbs and particles that touch it.
pub(super) fn verb_group(doc: &Doc, verb: usize) -> Range<usize> {
    let mut group = verb..verb + 1;
    let belongs = |token: usize| {
        let head = doc.head(token);
        let of_group = head == verb || (doc.head(head) == verb && doc.dep(token) == "neg");
        of_group && matches!(doc.dep(token), "aux" | "auxpass" | "neg" | "advmod" | "prt")
    };
    while group.start > 0 && belongs(group.start - 1) {
        // "When asked", "how he said": a question word is no part of the group.
        if doc.tag(group.start - 1).starts_with('W') {
            break;
        }
        group.start -= 1;
    }
    // An adverb alone before the subject's place is a sentence adverb only where a comma parts it; that comma has
    // already stopped the walk.
    while group.end < doc.len() && doc.head(group.end) == verb && doc.dep(group.end) == "prt" {
        group.end += 1;
    }
    if group.end < doc.len() && doc.head(group.end) == verb && doc.dep(group.end) == "neg" {
        group.end += 1;
    }
    group
}

/// The verb or adjective that carries `verb` as its infinitive or gerund and belongs to its group: "tried to tell",
/// "went on to call", "kept saying". The topmost, where several follow one another.
pub(super) fn carrier(doc: &Doc, verb: usize) -> Option<usize> {
    let mut found = None;
    let mut current = verb;
    for _ in 0..MOST_CARRIERS {
        let above = doc.head(current);
        let near = doc.dep(current) == "advcl" && current - above.min(current) <= NEAREST_CARRY;
        let carried = (doc.dep(current) == "xcomp" || near)
            && above < current
            && current - above <= LONGEST_CARRY
            && is_carrier(doc.lemma(above))
            && doc.child(above, &["dobj"]).is_none()
            && (has_to(doc, current) || doc.tag(current) == "VBG");
        if !carried {
            break;
        }
        current = above;
        // "was quick to praise": the form of "be" belongs to the group.
        if doc.dep(above) == "acomp" && doc.head(above) < above {
            current = doc.head(above);
        }
        found = Some(current);
    }
    found
}

/// A noun phrase: everything below its head, clipped so that it neither holds `other` nor reaches beyond a quotation's
/// border into it.
pub(super) fn noun_phrase(cx: &Context, head: usize, other: usize) -> Range<usize> {
    let doc = cx.doc;
    if doc.pos(head) == "PRON" && doc.child(head, &["relcl", "acl", "prep", "conj", "appos"]).is_none() {
        return head..head + 1;
    }
    let mut range = doc.subtree(head);
    if range.contains(&other) {
        if other > head {
            range.end = other;
        } else {
            range.start = other + 1;
        }
    }
    // A relative or participle clause that holds the cue itself is no part of the source.
    if let Some(clause) = doc
        .children(head)
        .filter(|&child| matches!(doc.dep(child), "relcl" | "acl"))
        .find(|&child| doc.subtree(child).contains(&other) || child == other)
    {
        range.end = range.end.min(doc.subtree(clause).start).max(head + 1);
    }
    let place = cx.quotation_of[head];
    let border = |token: usize| cx.quotation_of[token] != place && cx.is_speech(token);
    if let Some(token) = (range.start..head).rev().find(|&token| border(token)) {
        range.start = token + 1;
    }
    if let Some(token) = (head + 1..range.end).find(|&token| border(token)) {
        range.end = token;
    }
    range
}

/// "two officers fired 11 shots — the autopsy showed": the noun behind a single dash, where what stands before it is a clause.
fn behind_dash(doc: &Doc, head: usize, cue: usize) -> Option<usize> {
    let mut dashes = (head + 1..cue.max(head + 1)).filter(|&token| is_dash(doc, token));
    let dash = dashes.next_back().filter(|_| dashes.next().is_none())?;
    let clause = (doc.subtree(head).start..dash).any(|token| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP"));
    let noun = (dash + 1..cue).rev().find(|&token| matches!(doc.pos(token), "NOUN" | "PROPN" | "PRON"));
    noun.filter(|_| clause)
}

fn is_dash(doc: &Doc, token: usize) -> bool {
    matches!(doc.word(token), "—" | "–" | "--")
}

/// True where `tokens` hold a finite verb with a subject among them that is no relative pronoun: a clause, no apposition.
pub(super) fn holds_clause(doc: &Doc, tokens: Range<usize>) -> bool {
    let finite = |token: &usize| matches!(doc.tag(*token), "VBD" | "VBZ" | "VBP" | "MD");
    let relative = |token: usize| doc.tag(token).starts_with('W') || doc.lower(token) == "that";
    tokens.clone().filter(finite).any(|verb| {
        let subject = doc.child(verb, &["nsubj", "nsubjpass"]);
        let own = subject.is_some_and(|subject| tokens.contains(&subject) && !relative(subject));
        own && !(tokens.start..verb).any(relative)
    })
}

/// A source's words, with the head they are built around.
pub(super) fn source(cx: &Context, head: usize, cue: usize) -> (usize, Span) {
    let head = behind_dash(cx.doc, head, cue).unwrap_or(head);
    (head, cx.words(before_remark(cx, head, noun_phrase(cx, head, cue))))
}

/// The words of a source around `head` up to a remark on it.
pub(super) fn before_remark(cx: &Context, head: usize, range: Range<usize>) -> Range<usize> {
    // ", which …" and ", whose …" tell something more; ", who …" mostly tells who it is.
    let remark = cx
        .doc
        .children(head)
        .filter(|&child| cx.doc.dep(child) == "relcl" && range.contains(&child))
        .map(|clause| cx.doc.subtree(clause).start)
        .find(|&first| {
            first > head + 1
                && matches!(cx.doc.lower(first), "which" | "whose")
                && cx.doc.word(first - 1) == ","
        });
    range.start..remark.unwrap_or(range.end)
}

/// True for the "to" of an infinitive.
pub(super) fn has_to(doc: &Doc, verb: usize) -> bool {
    doc.children(verb).any(|child| doc.lower(child) == "to" && doc.dep(child) == "aux")
}

/// "to support", "able to support": an act somebody may yet do, no attitude they have shown.
pub(super) fn is_purpose(doc: &Doc, verb: usize) -> bool {
    doc.tag(verb) == "VB" && has_to(doc, verb)
}
