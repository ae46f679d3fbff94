//! Nouns of saying and thinking.
//!
//! her promise to stay            the owner is the source
//! the claim that prices fell by its critics
//! He made a promise to stay.     a light verb joins source and noun, and belongs to the cue
//! They took issue with the plan. a verb and its object are a cue together
//! There are fears that it fails. nobody in particular
//! Their fear is that it fails.   the noun is the subject of "be"

use twosource_lexicon::english::WordList;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, Part, cue, phrase_cue};
use super::{lexicon, phrase, tail};

/// Finds the attributions whose cue is a noun.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    for noun in cx.tokens() {
        if cx.doc.pos(noun) != "NOUN" {
            continue;
        }
        if let Some(draft) = phrase_with_verb(cx, noun) {
            drafts.push(draft);
            continue;
        }
        if let Some(draft) = equation(cx, noun) {
            drafts.push(draft);
            continue;
        }
        let Some(entry) = cue(Part::Noun, cx.doc.lemma(noun)) else { continue };
        drafts.extend(attribution(cx, noun, entry));
    }
}

fn attribution(cx: &Context, noun: usize, entry: &'static Cue) -> Option<Draft> {
    let doc = cx.doc;
    let (content, link) = complement(cx, noun, entry).or_else(|| that_of_verb(cx, noun, entry))?;
    let mut cue = noun..noun + 1;
    let verb = doc.head(noun);
    let carried =
        doc.dep(noun) == "dobj" && WordList::LightVerb.holds(doc.lemma(verb)) && doc.pos(verb) == "VERB";
    let source = match phrase::possessor(doc, noun) {
        Some(owner) => {
            // "their long-standing support for": adjectives belong to the cue.
            cue.start = doc.subtree(owner).end.min(noun);
            Some((owner, cx.words(doc.subtree(owner))))
        }
        None if carried => {
            let doer = phrase::doer(doc, verb)?;
            cue.start = phrase::verb_group(doc, verb).start;
            Some(phrase::source(cx, doer, verb))
        }
        None => {
            let by = doc
                .children(noun)
                .filter(|&child| {
                    matches!(doc.lower(child), "by" | "from" | "among") && doc.dep(child) == "prep"
                })
                .find_map(|by| doc.child(by, &["pobj"]));
            match by {
                Some(owner) => Some(phrase::source(cx, owner, noun)),
                // "There are fears that …", "the claim that …": nobody in particular.
                None if link.is_none() && entry.that && has_that(cx, content) => {
                    if is_existential(cx, noun) {
                        cue.start = phrase::verb_group(doc, verb).start;
                    }
                    None
                }
                None => return None,
            }
        }
    };
    if let Some(link) = link {
        cue.end = link + 1;
    }
    Some(Draft {
        family: if carried { Family::Carried } else { Family::Nominal },
        class: entry.class,
        cue_head: noun,
        cue: Some(cx.words(cue)),
        source,
        content: vec![cx.words(doc.subtree(content))],
        content_head: Some(content),
        effect: entry.effect,
        via: None,
    })
}

/// "gave an assurance that …" where the parse hangs the clause on the verb.
fn that_of_verb(cx: &Context, noun: usize, entry: &Cue) -> Option<(usize, Option<usize>)> {
    let doc = cx.doc;
    let verb = doc.head(noun);
    let light = doc.dep(noun) == "dobj" && WordList::LightVerb.holds(doc.lemma(verb));
    let mut clauses = doc.children(verb).filter(|&child| child > noun && doc.dep(child) == "ccomp");
    let clause = clauses.find(|&child| has_that(cx, child) && doc.subtree(child).start == noun + 1);
    clause.filter(|_| light && entry.that).map(|clause| (clause, None))
}

/// The head of the content, and the preposition that links it.
fn complement(cx: &Context, noun: usize, entry: &Cue) -> Option<(usize, Option<usize>)> {
    let doc = cx.doc;
    for child in doc.children(noun).filter(|&child| child > noun) {
        match doc.dep(child) {
            "acl" | "ccomp" if phrase::has_to(doc, child) && entry.to => return Some((child, None)),
            "acl" | "ccomp"
                if entry.that
                    && doc
                        .children(child)
                        .any(|mark| doc.dep(mark) == "mark" && doc.lower(mark) == "that") =>
            {
                return Some((child, None));
            }
            "prep" if entry.prepositions.contains(&doc.lower(child)) => {
                let content = doc.child(child, &["pobj", "pcomp"])?;
                return Some((content, (child <= noun + 2).then_some(child)));
            }
            _ => {}
        }
    }
    None
}

/// A clause with "that".
fn has_that(cx: &Context, clause: usize) -> bool {
    cx.doc.children(clause).any(|mark| cx.doc.dep(mark) == "mark" && cx.doc.lower(mark) == "that")
}

/// "There are fears".
fn is_existential(cx: &Context, noun: usize) -> bool {
    let doc = cx.doc;
    let verb = doc.head(noun);
    verb < noun && noun - verb <= 4 && doc.lemma(verb) == "be" && doc.child(verb, &["expl"]).is_some()
}

/// "take issue with", "express alarm at": a verb and its object that are a cue together.
fn phrase_with_verb(cx: &Context, noun: usize) -> Option<Draft> {
    let doc = cx.doc;
    let verb = doc.head(noun);
    if doc.dep(noun) != "dobj" || verb >= noun || phrase::possessor(doc, noun).is_some() {
        return None;
    }
    let entry = phrase_cue(doc.lemma(verb), doc.lemma(noun))?;
    let of_noun = doc.children(noun).chain(doc.children(verb)).filter(|&child| child > noun);
    let mut link = None;
    let mut head = None;
    for child in of_noun {
        let prepositional = doc.dep(child) == "prep" && entry.prepositions.contains(&doc.lower(child));
        if prepositional {
            head = doc.child(child, &["pobj", "pcomp"]);
            link = (child == noun + 1).then_some(child);
        } else if entry.that && matches!(doc.dep(child), "acl" | "ccomp") && has_that(cx, child) {
            head = Some(child);
        }
        if head.is_some() {
            break;
        }
    }
    let head = head?;
    let source = phrase::source(cx, phrase::doer(doc, verb)?, verb);
    let top = phrase::carrier(doc, verb).unwrap_or(verb);
    let cue = phrase::verb_group(doc, top).start..link.unwrap_or(noun) + 1;
    let content = tail::lengthened(cx, verb, doc.subtree(head));
    Some(Draft {
        family: Family::Carried,
        class: entry.class,
        cue_head: noun,
        cue: Some(cx.words(cue)),
        source: Some(source),
        content: vec![cx.words(content)],
        content_head: Some(head),
        effect: lexicon::cue(Part::Noun, doc.lemma(noun)).and_then(|noun| noun.effect).or(entry.effect),
        via: None,
    })
}

/// "Their fear is that …", "The allegation is that …": the noun and the form of "be" are the cue.
fn equation(cx: &Context, noun: usize) -> Option<Draft> {
    let doc = cx.doc;
    let be = doc.head(noun);
    if doc.dep(noun) != "nsubj" || doc.lemma(be) != "be" || be < noun {
        return None;
    }
    let entry = cue(Part::Noun, doc.lemma(noun))?;
    let owner = phrase::possessor(doc, noun);
    let content = doc.children(be).filter(|&child| child > be).find(|&child| match doc.dep(child) {
        "ccomp" => has_that(cx, child) && entry.that,
        "xcomp" => owner.is_some() && entry.to && phrase::has_to(doc, child),
        _ => false,
    })?;
    let start = owner.map_or(doc.subtree(noun).start, |owner| doc.subtree(owner).end);
    Some(Draft {
        family: Family::Nominal,
        class: entry.class,
        cue_head: noun,
        cue: Some(cx.words(start..phrase::verb_group(doc, be).end)),
        source: owner.map(|owner| (owner, cx.words(doc.subtree(owner)))),
        content: vec![cx.words(doc.subtree(content))],
        content_head: Some(content),
        effect: entry.effect,
        via: None,
    })
}
