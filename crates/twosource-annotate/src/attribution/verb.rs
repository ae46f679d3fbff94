//! Verbs and their complements, by the parse.
//!
//! Officials said (that) the bridge was closed.    a clause
//! The bridge was closed, officials said.          a clause before its cue
//! The firm plans to sell. They urged us to wait.  an infinitive
//! He denied the charge. She praised him for it.   an object
//! They called for a truce.                        a prepositional phrase
//! Rain is expected to fall.                       a passive: no source, or one after "by"

use std::ops::Range;

use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, CueClass, Part, cue};
use super::phrase;

/// Finds the attributions whose cue is a verb, leaving out the verbs in `used`.
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let used: Vec<usize> = {
        let mut used: Vec<usize> = drafts.iter().map(|draft| draft.cue_head).collect();
        used.sort_unstable();
        used
    };
    for verb in cx.tokens() {
        if !cx.doc.tag(verb).starts_with('V') || used.binary_search(&verb).is_ok() {
            continue;
        }
        let Some(entry) = cue(Part::Verb, cx.doc.lemma(verb)) else { continue };
        if let Some(draft) = attribution(cx, verb, entry) {
            drafts.push(draft);
        }
    }
}

/// A source of more words is no parenthesis.
const LONGEST_PARENTHESIS: usize = 30;
/// A sentence of more tokens is a list or worse.
const LONGEST_SENTENCE: usize = 200;

/// The content of a verb and the frame it was found in.
struct Complement {
    family: Family,
    content: Vec<Span>,
    head: usize,
    /// The preposition that links the cue to its content.
    link: Option<usize>,
}

fn attribution(cx: &Context, verb: usize, entry: &'static Cue) -> Option<Draft> {
    let doc = cx.doc;
    let mut group = phrase::verb_group(doc, verb);
    let passive = phrase::is_passive(doc, verb);
    let source = if passive { agent(cx, verb) } else { phrase::doer(doc, verb) };
    if source.is_none() && !passive {
        return None;
    }
    if phrase::is_purpose(doc, verb) && !matches!(entry.class, CueClass::Say | CueClass::Ask) {
        return None;
    }
    let source = source.map(|head| phrase::source(cx, head, verb));
    let complement = if passive {
        passive_complement(cx, verb, entry)
    } else {
        clause(cx, verb, entry, source, &group)
            .or_else(|| infinitive(cx, verb, entry))
            .or_else(|| object(cx, verb, entry))
            .or_else(|| preposition(cx, verb, entry))
    }?;
    if let Some(link) = complement.link {
        group.end = group.end.max(link + 1);
    }
    let cue = cx.words(group);
    let content: Vec<Span> = complement.content.into_iter().filter(|span| !span.is_empty()).collect();
    if content.is_empty() {
        return None;
    }
    Some(Draft {
        family: complement.family,
        class: entry.class,
        cue_head: verb,
        cue: Some(cue),
        source,
        content,
        content_head: Some(complement.head),
        effect: entry.effect,
        via: None,
    })
}

/// The noun after "by" of a passive.
fn agent(cx: &Context, verb: usize) -> Option<usize> {
    let by = cx.doc.child(verb, &["agent"])?;
    cx.doc.child(by, &["pobj"])
}

/// "said (that) …", "… , he said".
fn clause(
    cx: &Context,
    verb: usize,
    entry: &Cue,
    source: Option<(usize, Span)>,
    group: &Range<usize>,
) -> Option<Complement> {
    if !entry.that {
        return None;
    }
    let doc = cx.doc;
    let hole = {
        let source = source.map(|(_, span)| doc.tokens_in(span)).filter(|tokens| {
            // A subject far from its verb is no part of the parenthesis.
            tokens.end <= group.start && group.start - tokens.end <= 2 || tokens.start >= group.end
        });
        let tokens = source.unwrap_or(group.clone());
        tokens.start.min(group.start)..tokens.end.max(group.end)
    };
    let inner = doc
        .children(verb)
        .filter(|&child| doc.dep(child) == "ccomp")
        .find(|&child| !bare_infinitive(cx, child));
    if let Some(inner) = inner {
        let mut range = doc.subtree(inner);
        if inner < verb {
            let whole = doc.subtree(verb);
            if whole.start < range.start && plain_lead(cx, whole.start..range.start) {
                range.start = whole.start;
            }
            // What the parse hangs on the cue but stands before its parenthesis is said, too.
            if hole.start > inner {
                range.end = range.end.max(hole.start);
            }
        } else {
            range.start = range.start.max(group.end);
        }
        let content = cx.around(range, hole);
        return Some(Complement { family: Family::Clause, content, head: inner, link: None });
    }
    // "The bridge, he said, was closed": the saying hangs on the said.
    let head = doc.head(verb);
    if doc.dep(verb) == "parataxis" && head != verb && matches!(doc.pos(head), "VERB" | "AUX") {
        let own = doc.subtree(verb);
        let content = cx.around(doc.subtree(head), own.start.min(hole.start)..own.end.max(hole.end));
        return Some(Complement { family: Family::Clause, content, head, link: None });
    }
    parenthesis(cx, verb, entry, hole)
}

/// ", the army said," by its commas alone, where the parse lost what the saying belongs to.
fn parenthesis(cx: &Context, verb: usize, entry: &Cue, hole: Range<usize>) -> Option<Complement> {
    let doc = cx.doc;
    let sentence = doc.sentences().get(doc.sentence_of(verb))?.clone();
    let comma = hole.start.checked_sub(1).filter(|&comma| doc.word(comma) == ",")?;
    let closes = hole.end >= sentence.end || matches!(doc.word(hole.end), "," | "." | "?" | "!" | "\"" | "”");
    let finite = |token: usize| matches!(doc.tag(token), "VBD" | "VBZ" | "VBP" | "MD");
    let parted = verb - hole.start <= LONGEST_PARENTHESIS && comma > sentence.start;
    let said = sentence.start..comma;
    if !(entry.class == CueClass::Say && parted && closes && said.len() <= LONGEST_SENTENCE) {
        return None;
    }
    let head =
        said.clone().find(|&token| finite(token) && cx.quotation_of[token] == cx.quotation_of[verb])?;
    Some(Complement { family: Family::Clause, content: vec![cx.words(said)], head, link: None })
}

/// Words before a fronted clause that belong to it: "In May, the bridge was closed, he said".
fn plain_lead(cx: &Context, tokens: Range<usize>) -> bool {
    let first = tokens.start;
    !matches!(cx.doc.pos(first), "CCONJ" | "SCONJ")
}

/// "made him go", "saw her leave": a clause with neither subject nor tense of its own.
fn bare_infinitive(cx: &Context, clause: usize) -> bool {
    let doc = cx.doc;
    if phrase::has_to(doc, clause) {
        return doc.child(clause, &["nsubj", "nsubjpass"]).is_some()
            || !doc.children(clause).any(|child| doc.tag(child).starts_with('W'));
    }
    // A small clause: "called him a liar".
    matches!(doc.pos(clause), "NOUN" | "PROPN" | "ADJ")
        && doc.child(clause, &["cop", "aux", "mark"]).is_none()
        && doc.child(clause, &["nsubj"]).is_some_and(|subject| subject < clause)
        && !matches!(doc.tag(clause), "VBD" | "VBZ" | "VBP")
}

/// "plans to sell", "urged us to wait", "wants them to wait".
fn infinitive(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let inner = doc
        .children(verb)
        .filter(|&child| child > verb && matches!(doc.dep(child), "xcomp" | "ccomp" | "advcl"))
        .find(|&child| phrase::has_to(doc, child))?;
    let subject = doc.child(inner, &["nsubj", "nsubjpass"]).filter(|&subject| subject < inner);
    let object = doc.child(verb, &["dobj"]).filter(|&object| verb < object && object < inner);
    let start = match (subject, object) {
        _ if doc.dep(inner) == "advcl" && (object.is_none() || !entry.object_to) => return None,
        (None, None) if entry.to => doc.subtree(inner).start,
        (Some(subject), _) if entry.object_to => doc.subtree(subject).start,
        (None, Some(object)) if entry.object_to => doc.subtree(object).start,
        _ => return None,
    };
    let range = start.max(verb + 1)..doc.subtree(inner).end;
    Some(Complement { family: Family::Complement, content: vec![cx.words(range)], head: inner, link: None })
}

/// "denied the charge", "praised him for waiting", "called him a liar", "suggested waiting".
fn object(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    if entry.gerund
        && let Some(inner) = doc.children(verb).find(|&child| {
            child > verb && doc.tag(child) == "VBG" && matches!(doc.dep(child), "xcomp" | "ccomp" | "dobj")
        })
    {
        return Some(Complement {
            family: Family::Complement,
            content: vec![cx.words(doc.subtree(inner))],
            head: inner,
            link: None,
        });
    }
    if !entry.object {
        return None;
    }
    let inner = doc
        .children(verb)
        .find(|&child| child > verb && matches!(doc.dep(child), "dobj" | "ccomp" | "oprd"))?;
    if doc.word(inner) == "so" || doc.tag(inner) == "WP" {
        return None;
    }
    let mut range = doc.subtree(inner);
    for child in doc.children(verb).filter(|&child| child > inner) {
        let belongs = match doc.dep(child) {
            "oprd" | "acomp" => true,
            // "footage showing the pair shaking hands"
            "xcomp" | "ccomp" | "advcl" | "acl" => {
                matches!(entry.class, CueClass::Show | CueClass::Know)
                    && doc.tag(child) == "VBG"
                    && doc.subtree(child).start == range.end
            }
            "prep" => entry.object_prepositions.contains(&doc.lower(child)),
            _ => false,
        };
        if !belongs || child > range.end + 1 {
            break;
        }
        range.end = range.end.max(doc.subtree(child).end);
    }
    range.start = range.start.max(verb + 1);
    Some(Complement { family: Family::Complement, content: vec![cx.words(range)], head: inner, link: None })
}

/// "called for a truce", "speaks about waiting".
fn preposition(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    for link in doc.children(verb).filter(|&child| child > verb) {
        if !matches!(doc.dep(link), "prep" | "dative" | "agent" | "prt")
            || !entry.prepositions.contains(&doc.lower(link))
                && !entry.object_prepositions.contains(&doc.lower(link))
        {
            continue;
        }
        let Some(inner) = doc.child(link, &["pobj", "pcomp", "ccomp"]) else { continue };
        let near = link <= verb + 4;
        return Some(Complement {
            family: Family::Complement,
            content: vec![cx.words(doc.subtree(inner))],
            head: inner,
            link: near.then_some(link),
        });
    }
    None
}

/// "rain is expected to fall", "it was announced that …", "she was criticized for waiting".
fn passive_complement(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let subject = doc.child(verb, &["nsubjpass"]);
    let clause = doc
        .children(verb)
        .find(|&child| child > verb && doc.dep(child) == "ccomp" && !phrase::has_to(doc, child));
    if let Some(inner) = clause
        && entry.that
    {
        return Some(Complement {
            family: Family::Clause,
            content: vec![cx.words(doc.subtree(inner))],
            head: inner,
            link: None,
        });
    }
    if !entry.passive && entry.class != CueClass::Say {
        return None;
    }
    let rest = doc.children(verb).find(|&child| {
        let prepositional = doc.dep(child) == "prep"
            && (entry.object_prepositions.contains(&doc.lower(child)) || doc.lower(child) == "as");
        child > verb
            && (doc.dep(child) == "xcomp" && phrase::has_to(doc, child)
                || doc.dep(child) == "oprd"
                || prepositional)
    });
    let subject = subject.filter(|&subject| doc.tag(subject) != "WP" && doc.tag(subject) != "WDT");
    if rest.is_none() && !(entry.passive && subject.is_some()) {
        return None;
    }
    if rest.is_none() && entry.class == CueClass::Think {
        return None;
    }
    let mut content = Vec::new();
    if let Some(subject) = subject.filter(|&subject| subject < verb) {
        content.push(cx.words(doc.subtree(subject)));
    }
    if let Some(rest) = rest {
        content.push(cx.words(doc.subtree(rest)));
    }
    let head = rest.or(subject)?;
    Some(Complement { family: Family::Complement, content, head, link: None })
}
