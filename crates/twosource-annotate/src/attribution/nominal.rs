//! Nouns of saying and thinking.
//!
//! her promise to stay            the owner is the source
//! the claim that prices fell by its critics
//! He made a promise to stay.     a light verb joins source and noun, and belongs to the cue

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, Part, cue};
use super::phrase;

/// Verbs that only carry the noun.
const LIGHT: [&str; 14] = [
    "make",
    "have",
    "give",
    "express",
    "issue",
    "offer",
    "voice",
    "raise",
    "take",
    "hold",
    "announce",
    "deliver",
    "release",
    "reiterate",
];

/// Finds the attributions whose cue is a noun.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    for noun in cx.tokens() {
        if cx.doc.pos(noun) != "NOUN" {
            continue;
        }
        let Some(entry) = cue(Part::Noun, cx.doc.lemma(noun)) else { continue };
        drafts.extend(attribution(cx, noun, entry));
    }
}

fn attribution(cx: &Context, noun: usize, entry: &'static Cue) -> Option<Draft> {
    let doc = cx.doc;
    let (content, link) = complement(cx, noun, entry)?;
    let mut cue = noun..noun + 1;
    let verb = doc.head(noun);
    let carried = doc.dep(noun) == "dobj" && LIGHT.contains(&doc.lemma(verb)) && doc.pos(verb) == "VERB";
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
                .find(|&child| matches!(doc.lower(child), "by" | "from") && doc.dep(child) == "prep")?;
            let owner = doc.child(by, &["pobj"])?;
            Some(phrase::source(cx, owner, noun))
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
