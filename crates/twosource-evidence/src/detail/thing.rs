//! What it is done to or with, and what sort of thing that is.

use twosource_annotate::{Class, Link};

use super::{Finding, Pair, Slot};

/// Things, and words that tell what sort of thing, that stand in one slot and are no kin.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| !word.frame) {
        if pair.has_left(i) {
            continue;
        }
        for (j, y) in pair.b.words.iter().enumerate().filter(|(_, word)| !word.frame) {
            if pair.has_right(j) {
                continue;
            }
            let siblings = || pair.forms.are_siblings(x.form, y.form);
            if !pair.one_slot(i, j) {
                // "cocoa" against "wheat", wherever they stand.
                let both = x.class == Class::Thing
                    && y.class == Class::Thing
                    && x.cast.is_none()
                    && y.cast.is_none();
                if both && x.link != Link::Modifier && y.link != Link::Modifier && siblings() {
                    found.push(finding(pair, i, j));
                }
                continue;
            }
            let things = x.class == Class::Thing && y.class == Class::Thing;
            let sorts = x.link == Link::Modifier && x.class != Class::Pronoun && y.class != Class::Pronoun;
            let differs = match x.link {
                Link::Modifier => {
                    let of_name = x.head.is_some_and(|head| pair.a.words[head].class == Class::Name);
                    sorts && (of_name && x.cast.is_none() && y.cast.is_none() || siblings())
                }
                Link::Doer
                | Link::Undergoer
                | Link::Complement
                | Link::Oblique
                | Link::Owner
                | Link::Apposition => things,
                Link::Top | Link::Clause => false,
            };
            // "the company" for a named one, "him" for a person: who is meant is the names' matter.
            let named = x.cast.is_some() || y.cast.is_some();
            if differs && !named {
                found.push(finding(pair, i, j));
            }
        }
    }
    found
}

fn finding(pair: &Pair, i: usize, j: usize) -> Finding {
    let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
    let matter = x.head.map_or("", |head| pair.forms.text(pair.a.words[head].form)).to_owned();
    Finding { on: Slot::Object, agreed: false, hard: false, grows: false, matter, spans: [x.span, y.span] }
}
