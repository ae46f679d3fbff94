//! Names that run on from what an office is of to who holds it: "Mayor of Lindon Hanna Berg", "Secretary of the Interior Ken
//! Hale".

use super::Named;
use crate::Sentence;
use crate::entity::EntityKind;
use crate::entity::facts::given_name;
use crate::entity::fold;
use crate::entity::page::Page;

/// Parts such names of a sentence in two.
pub(super) fn part(page: &Page, sentence: &Sentence, names: &mut Vec<Named>) {
    let whole = std::mem::take(names);
    for name in whole {
        match parted(page, sentence, &name) {
            Some([area, holder]) => names.extend([area, holder]),
            None => names.push(name),
        }
    }
}

fn parted(page: &Page, sentence: &Sentence, name: &Named) -> Option<[Named; 2]> {
    let tokens = name.tokens.clone();
    let before = tokens.start.checked_sub(1).filter(|_| !name.known && tokens.len() > 2)?;
    let of = if page.doc.lower(before) == "the" { before.checked_sub(1)? } else { before };
    if page.doc.lower(of) != "of" || of <= sentence.tokens.start {
        return None;
    }
    let (office, _) = page.title_before(sentence.tokens.start, of)?;
    let given = |i: usize| given_name(&fold::key(page.doc.word(i))).is_some_and(|given| !given.common_word);
    let holder = (tokens.start + 1..tokens.end - 1).find(|&i| given(i))?;
    if !(holder..tokens.end).all(|i| page.is_capitalised(i)) {
        return None;
    }
    let area = Named { tokens: tokens.start..holder, kind: None, title: None, known: false };
    let person = Named {
        tokens: holder..tokens.end,
        kind: Some(EntityKind::Person),
        title: Some(office.start..holder),
        known: false,
    };
    Some([area, person])
}
