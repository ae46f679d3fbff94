//! Two of a sort of which one thing has one: "fled north", "made off southwards".

use std::collections::BTreeMap;

use twosource_annotate::Class;
use twosource_text::Span;

use super::{Finding, Pair, Slot};
use crate::claim::align::Saying;
use crate::vocabulary::closed_sort;

/// Where each has one of a sort, and they are not the same.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let (left, right) = (only(pair, pair.a), only(pair, pair.b));
    let mut found = Vec::new();
    for (sort, one) in &left {
        let Some(other) = right.get(sort) else { continue };
        let (Some((value, span)), Some((theirs, there))) = (one, other) else { continue };
        if value != theirs {
            let differing = Finding::differing(Slot::Object, [*span, *there]);
            found.push(Finding { matter: (*sort).to_owned(), ..differing });
        }
    }
    found
}

/// For each sort the one of it that a statement has, and its first word; `None` where it has several.
fn only(pair: &Pair, saying: &Saying) -> BTreeMap<&'static str, Option<(&'static str, Span)>> {
    let mut of: BTreeMap<&'static str, Option<(&'static str, Span)>> = BTreeMap::new();
    for word in saying.words.iter().filter(|word| matches!(word.class, Class::Thing | Class::Quality)) {
        let Some((sort, value)) = closed_sort(pair.forms.text(word.form)) else { continue };
        let entry = of.entry(sort).or_insert(Some((value, word.span)));
        if entry.is_some_and(|(known, _)| known != value) {
            *entry = None;
        }
    }
    of
}
