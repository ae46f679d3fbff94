//! Verbs as cues, by the parse. What they take is found by the rules of `clause`, `complement` and `relative`.

use twosource_text::Span;

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, CueClass, Part, cue};
use super::{clause, complement, joined, phrase, relative};

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
    if source.is_none() && !passive && !entry.raising {
        return None;
    }
    let of_its_own = matches!(entry.class, CueClass::Say | CueClass::Ask) || carrier.is_some();
    if phrase::is_purpose(doc, verb) && !of_its_own {
        return None;
    }
    let source = source.map(|head| phrase::source(cx, head, verb));
    let complement = if passive {
        relative::as_clause(cx, verb, entry)
            .or_else(|| complement::told(cx, verb, entry))
            .or_else(|| complement::of_passive(cx, verb, entry))
    } else if entry.raising {
        complement::of_raising(cx, verb)
    } else {
        clause::find(cx, verb, entry, source, &group)
            .or_else(|| complement::infinitive(cx, verb, entry))
            .or_else(|| complement::told(cx, verb, entry))
            .or_else(|| complement::object(cx, verb, entry))
            .or_else(|| complement::preposition(cx, verb, entry))
            .or_else(|| relative::as_clause(cx, verb, entry))
            .or_else(|| relative::object(cx, verb, entry))
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
        source: source.filter(|_| !complement.subjectless),
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
