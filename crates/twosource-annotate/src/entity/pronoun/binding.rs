//! Whom a pronoun cannot mean: "him" is never the subject of its own clause.

use super::Heard;
use crate::entity::page::Page;

/// The entities that pronoun `i` cannot mean because they are subjects of the clause it is an object in.
pub(super) fn excluded(page: &Page, heard: &[Vec<Heard>], sentence: usize, i: usize) -> Vec<usize> {
    let doc = page.doc;
    let is_object = matches!(doc.dep(i), "dobj" | "pobj" | "dative" | "iobj" | "obj");
    let is_reflexive = doc.lower(i).ends_with("self");
    if !is_object || is_reflexive {
        return Vec::new();
    }
    let Some(verb) = doc.ancestors(i).find(|&a| matches!(doc.pos(a), "VERB" | "AUX")) else {
        return Vec::new();
    };
    let Some(subject) = subject_of(page, verb) else { return Vec::new() };
    let holds = |mention: &&Heard| mention.start <= subject && subject < mention.end;
    heard[sentence].iter().filter(holds).map(|mention| mention.entity).collect()
}

/// The subject of a verb: its own, or for one without ("thanked Putin for inviting him", "asked Kim to help him") the
/// object, else the subject, of the verb above.
fn subject_of(page: &Page, verb: usize) -> Option<usize> {
    const DEEPEST: usize = 6;
    let doc = page.doc;
    let mut current = verb;
    for _ in 0..DEEPEST {
        if let Some(subject) = doc.child(current, &["nsubj", "nsubjpass"]) {
            return Some(subject);
        }
        let above = doc.ancestors(current).find(|&a| matches!(doc.pos(a), "VERB" | "AUX"))?;
        let takes_object = matches!(doc.dep(current), "xcomp" | "pcomp" | "ccomp");
        if takes_object
            && let Some(object) = doc.child(above, &["dobj", "dative"])
            && object < current
        {
            return Some(object);
        }
        current = above;
    }
    None
}
