//! Verbs as cues, by the parse. What they take is found by the rules of `clause`, `complement` and `relative`.

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, CueClass, particle, verb_cue};
use super::{bounded, clause, complement, joined, phrase, relative, speaking};
use crate::Certainty;

/// Between that verb and the participle stand at most this many tokens.
const LONGEST_ISSUE: usize = 9;

/// How far up the parse the clause around a noun is looked for.
const CLAUSE_DEPTH: usize = 8;

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
        let Some(entry) = verb_cue(cx.doc, verb) else { continue };
        // What the parse takes for a participle may be the verb of a closing saying.
        let reduced = cx.doc.tag(verb) == "VBN" && cx.doc.dep(verb) == "acl";
        let closing = if reduced { bounded::find(cx, verb, entry) } else { None };
        if let Some(draft) = closing {
            bounded::cut(cx, drafts, &draft);
            drafts.push(draft);
            continue;
        }
        if let Some(draft) = attribution(cx, verb, entry) {
            drafts.push(draft);
        } else if let Some(draft) = bounded::find(cx, verb, entry) {
            bounded::cut(cx, drafts, &draft);
            drafts.push(draft);
        }
    }
}

/// The content of a verb and the frame it was found in.
pub(super) struct Complement {
    pub family: Family,
    pub content: Vec<Span>,
    /// The word the content is built around.
    pub head: usize,
    /// The preposition that links the cue to its content.
    pub link: Option<usize>,
    /// True where the verb's subject belongs to the content ("seems to lean").
    pub subjectless: bool,
}

impl Complement {
    /// A content built around `head`, of its own family.
    pub fn of(head: usize, content: Vec<Span>) -> Self {
        Complement { family: Family::Complement, content, head, link: None, subjectless: false }
    }
}

fn attribution(cx: &Context, verb: usize, entry: &'static Cue) -> Option<Draft> {
    let doc = cx.doc;
    let carrier = phrase::carrier(doc, verb);
    let mut group = phrase::verb_group(doc, verb);
    if let Some(carrier) = carrier {
        group.start = phrase::verb_group(doc, carrier).start;
    }
    let passive = phrase::is_passive(doc, verb);
    let source = if passive {
        agent(cx, verb)
    } else {
        phrase::doer(doc, joined::saying_before(cx, verb).unwrap_or(verb))
    };
    let of_its_own = matches!(entry.class, CueClass::Say | CueClass::Ask) || carrier.is_some();
    if phrase::is_purpose(doc, verb) && !of_its_own {
        return None;
    }
    // "They issued a statement saying …": whoever issues it speaks, the statement belongs to the cue.
    let issuing = issuing(cx, verb).filter(|_| entry.class == CueClass::Say);
    let source = match issuing {
        Some(issuing) => {
            group.start = phrase::verb_group(doc, issuing).start;
            phrase::doer(doc, issuing)
        }
        None => source,
    };
    let source = source.and_then(|head| speaker(cx, verb, entry, head));
    // Whoever speaks inside a quotation is not who speaks around it.
    let source = source.filter(|&head| !cx.is_speech(head) || cx.quotation_of[head] == cx.quotation_of[verb]);
    if source.is_none() && !passive && !entry.raising {
        return None;
    }
    let source = source.map(|head| phrase::source(cx, head, verb));
    let complement = if entry.only_as {
        relative::as_clause(cx, verb, entry)
    } else if passive {
        relative::as_clause(cx, verb, entry)
            .or_else(|| complement::told(cx, verb, entry))
            .or_else(|| complement::of_passive(cx, verb, entry))
            .or_else(|| clause::asked_if(cx, verb, entry))
    } else if entry.raising {
        complement::of_raising(cx, verb)
    } else {
        clause::find(cx, verb, entry, source, &group)
            .or_else(|| clause::asked_if(cx, verb, entry))
            .or_else(|| relative::as_clause(cx, verb, entry))
            .or_else(|| complement::infinitive(cx, verb, entry))
            .or_else(|| complement::told(cx, verb, entry))
            .or_else(|| relative::object(cx, verb, entry))
            .or_else(|| complement::object(cx, verb, entry))
            .or_else(|| complement::preposition(cx, verb, entry))
    }?;
    if let Some(particle) = particle(doc, verb) {
        let free = |part: &Span| !part.covers(doc.span(particle).start);
        if complement.content.iter().all(free) {
            group.end = group.end.max(particle + 1);
        }
    }
    if let Some(link) = complement.link {
        group.end = group.end.max(link + 1);
    }
    let effect = match entry.effect {
        // "asked them to wait" is no question.
        Some(Certainty::Questioned) if phrase::has_to(doc, complement.head) => None,
        effect => effect,
    };
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
        source: source.filter(|_| !complement.subjectless),
        content,
        content_head: Some(complement.head),
        effect,
        via: None,
    })
}

/// `head` where it can do what the cue tells; where it cannot speak and the cue only hangs on it ("a toll from a bombing,
/// saying …"), the subject of the clause around it.
fn speaker(cx: &Context, verb: usize, entry: &Cue, head: usize) -> Option<usize> {
    let doc = cx.doc;
    let hung = matches!(doc.dep(verb), "acl" | "advcl") && doc.tag(verb) == "VBG";
    // "raised the toll from a landslide in a village, saying …": where something is does not speak.
    let is_where = hung
        && doc.dep(verb) == "acl"
        && doc.dep(head) == "pobj"
        && WordList::InPlace.holds(doc.lower(doc.head(head)))
        && (doc.pos(head) == "PROPN" || WordList::OfTown.holds(doc.lemma(head)));
    let can_speak = speaking::can_speak(doc, head) && !is_where;
    if entry.class != CueClass::Say || !(entry.that && entry.quote) || can_speak {
        return Some(head);
    }
    if !hung {
        return None;
    }
    let above =
        doc.ancestors(head).take(CLAUSE_DEPTH).find(|&above| matches!(doc.pos(above), "VERB" | "AUX"))?;
    phrase::doer(doc, above).filter(|&subject| subject < verb && speaking::can_speak(doc, subject))
}

/// The noun after "by" of a passive.
fn agent(cx: &Context, verb: usize) -> Option<usize> {
    let by = cx.doc.child(verb, &["agent"])?;
    cx.doc.child(by, &["pobj"])
}

/// "issued" in "issued a statement saying …".
fn issuing(cx: &Context, verb: usize) -> Option<usize> {
    let doc = cx.doc;
    if doc.dep(verb) != "acl" || doc.tag(verb) != "VBG" {
        return None;
    }
    let document = doc.head(verb);
    let issuing = doc.head(document);
    let known =
        doc.dep(document) == "dobj" && WordList::Issuing.holds(doc.lemma(issuing)) && issuing < document;
    (known && verb - issuing <= LONGEST_ISSUE && !phrase::is_passive(doc, issuing)).then_some(issuing)
}
