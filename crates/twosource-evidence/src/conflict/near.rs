//! Pairs of statements that are not alike and yet count the same things in the same deed: "The Solveig, which …, was
//! carrying 186 passengers and …" and "The Solveig was carrying 214 passengers".

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::frame::Frame;
use super::quantity::Quantity;
use super::referent::Referent;

/// Statements that are kept for one key, the earliest first, so that time stays linear in a story of hundreds of reports.
const HOLDERS: usize = 16;

/// What is counted, in which deed, of whom.
type Key<'f> = (&'f str, &'f str, &'f Referent);

/// Pairs of statements, the earlier first, that share what they count, the deed, and a party of it with a name. Found by
/// way of an index.
pub(super) fn pairs<'f>(statements: usize, facts: impl Fn(usize) -> &'f Facts) -> BTreeSet<(usize, usize)> {
    let mut holders: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for statement in 0..statements {
        let facts = facts(statement);
        for (quantity, frame) in
            facts.quantities.iter().filter_map(|q| Some((q, facts.frames.get(q.frame?)?)))
        {
            for key in keys(quantity, frame) {
                let known = holders.entry(key).or_default();
                found.extend(
                    known.iter().filter(|&&other| other != statement).map(|&other| (other, statement)),
                );
                if known.len() < HOLDERS && known.last() != Some(&statement) {
                    known.push(statement);
                }
            }
        }
    }
    found
}

fn keys<'f>(quantity: &'f Quantity, frame: &'f Frame) -> impl Iterator<Item = Key<'f>> {
    let named = frame.doers.iter().chain(&frame.patients).filter(|party| party.is_named());
    let thing = quantity.thing.as_deref();
    named.filter_map(move |party| Some((thing?, frame.family.as_str(), party)))
}
