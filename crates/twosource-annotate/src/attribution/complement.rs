//! Contents that are no clauses.
//!
//! The firm plans to sell. They urged us to wait.  an infinitive
//! He denied the charge. She praised him for it.   an object, with what goes on with it
//! They called for a truce.                        a prepositional phrase
//! Rain is expected to fall.                       a passive: its subject belongs to the content
//! The bridge seems to lean.                       an appearance: so does its

use super::draft::{Context, Family};
use super::lexicon::{Cue, CueClass, verb_cue};
use super::verb::Complement;
use super::{phrase, tail};

/// "plans to sell", "urged us to wait", "wants them to wait".
pub(super) fn infinitive(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
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
    let mut range = tail::lengthened(cx, verb, range);
    range.end = joined_infinitives(cx, verb, range.end);
    Some(Complement::of(inner, vec![cx.words(range)]))
}

/// "wants to widen the road, mend the pier and build a school": where the last infinitive ends that the parse joins to
/// the finite verb, whose form it does not share.
fn joined_infinitives(cx: &Context, verb: usize, end: usize) -> usize {
    let doc = cx.doc;
    let mut end = end;
    if !matches!(doc.tag(verb), "VBD" | "VBZ" | "VBG" | "VBN") {
        return end;
    }
    for child in doc.children(verb).filter(|&child| doc.dep(child) == "conj") {
        let clause = doc.subtree(child);
        let bare = doc.tag(child) == "VB" && doc.child(child, &["nsubj", "nsubjpass"]).is_none();
        let modal = doc.children(child).any(|aux| doc.dep(aux) == "aux" && doc.lower(aux) != "to");
        if bare
            && !modal
            && clause.start >= end
            && (end..clause.start).all(|token| matches!(doc.pos(token), "CCONJ" | "PUNCT"))
        {
            end = clause.end;
        }
    }
    end
}

/// "denied the charge", "praised him for waiting", "called him a liar", "suggested waiting".
pub(super) fn object(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    if entry.gerund
        && let Some(inner) = doc.children(verb).find(|&child| {
            child > verb && doc.tag(child) == "VBG" && matches!(doc.dep(child), "xcomp" | "ccomp" | "dobj")
        })
    {
        let range = tail::lengthened(cx, verb, doc.subtree(inner));
        return Some(Complement::of(inner, vec![cx.words(range)]));
    }
    let inner = doc
        .children(verb)
        .find(|&child| child > verb && matches!(doc.dep(child), "dobj" | "ccomp" | "oprd"))?;
    let small = matches!(doc.pos(inner), "ADJ" | "NOUN") && doc.child(inner, &["nsubj"]).is_some()
        || doc.child(verb, &["oprd"]).is_some_and(|after| after > inner);
    if !(entry.object || entry.small_clause && small) {
        return None;
    }
    if doc.word(inner) == "so" || doc.tag(inner) == "WP" {
        return None;
    }
    let mut range = doc.subtree(inner);
    range.start = range.start.max(verb + 1);
    let mut range = tail::lengthened(cx, verb, range);
    // "praised him, on Monday, for waiting": the table knows what the verb takes.
    for child in doc.children(verb).filter(|&child| child > inner) {
        let after = doc.subtree(child);
        if entry.object_prepositions.contains(&doc.lower(child))
            && after.start >= range.end
            && after.start <= range.end + 1
        {
            range.end = after.end;
        }
    }
    Some(Complement::of(inner, vec![cx.words(range)]))
}

/// "asked him about the flood", "reminded us of the flood": the object is told, the phrase is the content.
pub(super) fn told(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let listener = doc.child(verb, &["dobj", "dative"]).filter(|&listener| listener > verb);
    let passive = doc.child(verb, &["nsubjpass", "auxpass"]).is_some();
    if listener.is_none() && !passive {
        return None;
    }
    let after = listener.unwrap_or(verb);
    let phrase_of = |above: usize| {
        let mut below = doc.children(above).filter(|&child| child > after && doc.dep(child) == "prep");
        below.find(|&child| entry.told_prepositions.contains(&doc.lower(child)))
    };
    let link = phrase_of(verb).or_else(|| listener.and_then(phrase_of))?;
    let inner = doc.child(link, &["pobj", "pcomp"])?;
    let mut range = tail::lengthened(cx, verb, doc.subtree(link));
    let near = link == phrase::verb_group(doc, verb).end;
    if near {
        range.start = doc.subtree(inner).start;
    }
    Some(Complement { link: near.then_some(link), ..Complement::of(inner, vec![cx.words(range)]) })
}

/// "called for a truce", "speaks about waiting", "called on us to wait".
pub(super) fn preposition(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    // "called for the county to act": the parse makes a clause of it.
    let wish = doc.children(verb).filter(|&child| child > verb).find_map(|child| {
        let first = doc.subtree(child).start;
        let linked = entry.prepositions.contains(&doc.lower(first)) && doc.dep(first) == "mark";
        (linked && first > verb && phrase::has_to(doc, child)).then_some((first, child))
    });
    if let Some((link, inner)) = wish {
        let range = tail::lengthened(cx, verb, doc.subtree(inner));
        let near = link <= verb + 4;
        return Some(Complement {
            link: near.then_some(link),
            ..Complement::of(inner, vec![cx.words(link + 1..range.end)])
        });
    }
    for link in doc.children(verb).filter(|&child| child > verb) {
        if !matches!(doc.dep(link), "prep" | "dative" | "agent" | "prt")
            || !entry.prepositions.contains(&doc.lower(link))
                && !entry.object_prepositions.contains(&doc.lower(link))
        {
            continue;
        }
        let Some(inner) = doc.child(link, &["pobj", "pcomp", "ccomp"]) else { continue };
        // "reported on Monday"
        if tail::is_time(cx, inner) {
            continue;
        }
        let near = link <= verb + 4;
        let range = tail::lengthened(cx, verb, doc.subtree(link));
        let range = doc.subtree(inner).start..range.end;
        return Some(Complement {
            link: near.then_some(link),
            ..Complement::of(inner, vec![cx.words(range)])
        });
    }
    None
}

/// "rain is expected to fall", "it was announced that …", "she was criticized for waiting", "known as the Fox".
pub(super) fn of_passive(cx: &Context, verb: usize, entry: &Cue) -> Option<Complement> {
    let doc = cx.doc;
    let clause = doc
        .children(verb)
        .find(|&child| child > verb && doc.dep(child) == "ccomp" && !phrase::has_to(doc, child));
    if let Some(inner) = clause
        && entry.that
    {
        let content = vec![cx.words(doc.subtree(inner))];
        return Some(Complement { family: Family::Clause, ..Complement::of(inner, content) });
    }
    if !entry.passive && entry.class != CueClass::Say {
        return None;
    }
    let rest = doc.children(verb).find(|&child| {
        let prepositional = doc.dep(child) == "prep"
            && (entry.object_prepositions.contains(&doc.lower(child)) || doc.lower(child) == "as");
        child > verb
            && (doc.dep(child) == "xcomp" && (phrase::has_to(doc, child) || doc.tag(child) == "VBG")
                || doc.dep(child) == "oprd"
                || prepositional)
    });
    let subject = subject_of_passive(cx, verb);
    if rest.is_none() && !(entry.passive && subject.is_some()) {
        return None;
    }
    // "half of those asked" tells of no question.
    if rest.is_none() && matches!(entry.class, CueClass::Think | CueClass::Ask) {
        return None;
    }
    let mut content = Vec::new();
    content.extend(subject.map(|(_, words)| words));
    let mut link = None;
    if let Some(rest) = rest {
        let mut range = tail::lengthened(cx, verb, doc.subtree(rest));
        if doc.lower(rest) == "as" && rest == phrase::verb_group(doc, verb).end {
            link = Some(rest);
            range.start = rest + 1;
        }
        content.push(cx.words(range));
    }
    let head = rest.or(subject.map(|(head, _)| head))?;
    Some(Complement { link, ..Complement::of(head, content) })
}

/// The subject of a passive, or the noun that a participle describes ("a valley known as …").
fn subject_of_passive(cx: &Context, verb: usize) -> Option<(usize, twosource_text::Span)> {
    let doc = cx.doc;
    if let Some(subject) = doc.child(verb, &["nsubjpass"]) {
        return (subject < verb).then(|| (subject, cx.words(doc.subtree(subject))));
    }
    let noun = doc.head(verb);
    if doc.dep(verb) != "acl" || noun >= verb || !matches!(doc.pos(noun), "NOUN" | "PROPN" | "PRON") {
        return None;
    }
    Some((noun, cx.words(doc.subtree(noun).start..phrase::verb_group(doc, verb).start)))
}

/// "the bridge seems to lean": the subject and what it seems to be or do, with nobody to whom it seems.
pub(super) fn of_raising(cx: &Context, verb: usize) -> Option<Complement> {
    let doc = cx.doc;
    let rest = doc.children(verb).find(|&child| {
        let infinitive = doc.dep(child) == "xcomp" && phrase::has_to(doc, child);
        let like = doc.dep(child) == "prep" && doc.lower(child) == "like";
        child > verb && (infinitive || like || matches!(doc.dep(child), "oprd" | "acomp" | "ccomp"))
    })?;
    // Where what it seems to do is a cue itself ("seemed to deny it"), that one is meant.
    if doc.dep(rest) == "xcomp" && verb_cue(doc, rest).is_some() {
        return None;
    }
    let mut content = Vec::new();
    if let Some(subject) = doc.child(verb, &["nsubj"]).filter(|&subject| subject < verb)
        && !matches!(doc.lower(subject), "it" | "there")
    {
        content.push(cx.words(doc.subtree(subject)));
    }
    content.push(cx.words(tail::lengthened(cx, verb, doc.subtree(rest))));
    Some(Complement { subjectless: true, ..Complement::of(rest, content) })
}
