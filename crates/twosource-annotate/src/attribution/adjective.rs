//! Adjectives of stance: "is confident that …", "was critical of …", "are eager to …", "made (it) clear that …".

use super::draft::{Context, Draft, Family};
use super::lexicon::{Cue, Part, cue};
use super::phrase;

/// Finds the attributions whose cue is an adjective after a form of "be".
pub(super) fn find(cx: &Context, drafts: &mut Vec<Draft>) {
    let doc = cx.doc;
    for adjective in cx.tokens() {
        // The tagger takes "concerned" for a verb as often as not.
        if !matches!(doc.pos(adjective), "ADJ" | "VERB") {
            continue;
        }
        let Some(entry) = cue(Part::Adjective, doc.lower(adjective)) else { continue };
        drafts.extend(attribution(cx, adjective, entry));
    }
}

fn attribution(cx: &Context, adjective: usize, entry: &'static Cue) -> Option<Draft> {
    let doc = cx.doc;
    let made = doc.lower(adjective) == "clear"
        && doc.lemma(doc.head(adjective)) == "make"
        && matches!(doc.dep(adjective), "ccomp" | "oprd" | "xcomp");
    let copula = if doc.dep(adjective) == "acomp" || made { doc.head(adjective) } else { adjective };
    if copula == adjective && doc.child(adjective, &["auxpass"]).is_none() {
        return None;
    }
    let subject = doc.child(copula, &["nsubj", "nsubjpass"]).or_else(|| phrase::doer(doc, copula))?;
    if doc.lower(subject) == "it" {
        return None;
    }
    let (content, link) = complement(cx, adjective, entry)
        .or_else(|| if copula == adjective { None } else { complement(cx, copula, entry) })
        .or_else(|| if made { clause_after(cx, adjective) } else { None })?;
    let mut cue = phrase::verb_group(doc, copula);
    cue.end = cue.end.max(adjective + 1);
    if let Some(link) = link {
        cue.end = cue.end.max(link + 1);
    }
    Some(Draft {
        family: Family::Adjective,
        class: entry.class,
        cue_head: adjective,
        cue: Some(cx.words(cue)),
        source: Some(phrase::source(cx, subject, copula)),
        content: vec![cx.words(doc.subtree(content).start.max(adjective + 1)..doc.subtree(content).end)],
        content_head: Some(content),
        effect: entry.effect,
        via: None,
    })
}

/// "made it clear he would wait": the parse hangs the clause on the adjective in one way or another.
fn clause_after(cx: &Context, adjective: usize) -> Option<(usize, Option<usize>)> {
    let doc = cx.doc;
    let clause = |child: usize| {
        child > adjective
            && matches!(doc.pos(child), "VERB" | "AUX")
            && matches!(doc.dep(child), "advcl" | "relcl" | "acl" | "parataxis" | "dep")
    };
    doc.children(adjective).find(|&child| clause(child)).map(|child| (child, None))
}

/// The head of the content, and the preposition that links it.
fn complement(cx: &Context, head: usize, entry: &Cue) -> Option<(usize, Option<usize>)> {
    let doc = cx.doc;
    for child in doc.children(head).filter(|&child| child > head) {
        match doc.dep(child) {
            // "made it clear": the adjective is no content of "made".
            "ccomp" if entry.that && doc.lower(child) != "clear" && !phrase::has_to(doc, child) => {
                return Some((child, None));
            }
            "xcomp" if entry.to && phrase::has_to(doc, child) => return Some((child, None)),
            "prep" | "agent" if entry.prepositions.contains(&doc.lower(child)) => {
                let content = doc.child(child, &["pobj", "pcomp"])?;
                return Some((content, (child <= head + 2).then_some(child)));
            }
            _ => {}
        }
    }
    None
}
