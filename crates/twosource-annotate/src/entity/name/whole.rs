//! Names of persons that the readers before cut in two: "Gabriela Torres" and "Medina", "Muriel" and "Goode-Trufant",
//! "Salman" without its "bin".

use super::Named;
use crate::Sentence;
use crate::entity::EntityKind;
use crate::entity::facts::{Use, given_name};
use crate::entity::fold;
use crate::entity::page::Page;

/// The most tokens a person's name has.
const LONGEST: usize = 7;

/// Puts the parts of one name together, in a sentence.
pub(super) fn make(page: &Page, sentence: &Sentence, names: &mut Vec<Named>) {
    let mut joined: Vec<Named> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match joined.last_mut() {
            Some(first) if are_one(page, first, &name) => {
                first.tokens.end = name.tokens.end;
                first.known = false;
            }
            _ => joined.push(name),
        }
    }
    *names = joined;
    for i in 0..names.len() {
        let floor = if i == 0 { sentence.tokens.start } else { names[i - 1].tokens.end };
        let name = &mut names[i];
        let linked = name.kind == Some(EntityKind::Person)
            && name.tokens.start > floor
            && name.tokens.len() == 1
            && matches!(page.doc.lower(name.tokens.start - 1), "bin" | "ibn" | "bint");
        if linked {
            name.tokens.start -= 1;
        }
    }
}

/// True where the second name is the rest of the first: it touches it, and a person's surname may look like a place.
fn are_one(page: &Page, first: &Named, second: &Named) -> bool {
    let touches = first.tokens.end == second.tokens.start;
    let is_person = first.kind == Some(EntityKind::Person) && !first.known;
    let fits = first.tokens.len() + second.tokens.len() <= LONGEST && second.title.is_none();
    if !touches || !is_person || !fits || page.is_possessive(first.tokens.end - 1) {
        return false;
    }
    let one_word = second.tokens.len() == 1;
    let given = given_name(&fold::key(page.words(first.tokens.clone()))).is_some();
    match second.kind {
        Some(EntityKind::Place) => one_word && (first.tokens.len() > 1 || given || has_title(page, first)),
        Some(EntityKind::Person) => first.tokens.len() == 1 && !second.known,
        _ => false,
    }
}

fn has_title(page: &Page, name: &Named) -> bool {
    name.title
        .clone()
        .and_then(|range| crate::entity::facts::title(page.words(range)))
        .is_some_and(|title| title.usage != Use::Role)
}
