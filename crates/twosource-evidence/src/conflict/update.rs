//! Values that give way to later ones: by wording ("the death toll has risen to 25"), or because what they count becomes
//! more or less with the hours.

use twosource_language::Doc;

use super::quantity::Quantity;
use crate::vocabulary::family;

/// Verbs that say an earlier value no longer holds, where a value follows them.
const REPLACING: [&str; 12] = [
    "rise", "climb", "jump", "increase", "grow", "raise", "revise", "correct", "update", "lower", "reduce",
    "upgrade",
];

/// True where `verb` says that a value took the place of another.
pub(crate) fn says_replaced(doc: &Doc, verb: usize) -> bool {
    let lemma = doc.lemma(verb).to_lowercase();
    REPLACING.contains(&lemma.as_str())
        && doc.children(verb).any(|child| ["to", "from"].contains(&doc.lower(child)))
}

/// What becomes more or less as a story goes on: harm, arrests, damage, money, cases. How many were aboard a ship when it
/// sailed does not.
const GROWING: [&str; 47] = [
    "kill",
    "injure",
    "missing",
    // What the tagger makes of "are missing" now and then.
    "miss",
    "victim",
    "body",
    "survive",
    "rescue",
    "evacuate",
    "shelter",
    "displace",
    "homeless",
    "strand",
    "trap",
    "hospital",
    "infect",
    "sick",
    "case",
    "toll",
    "arrest",
    "charge",
    "jail",
    "abduct",
    "hostage",
    "release",
    "execute",
    "sack",
    "destroy",
    "damage",
    "burn",
    "flood",
    "collapse",
    "power",
    "electricity",
    "cancel",
    "close",
    "raise",
    "donate",
    "collect",
    "cost",
    "price",
    "loss",
    "rise",
    "fall",
    "vote",
    "sign",
    "spread",
];

/// True where a later value of two counts of one thing may be owed to time alone.
pub(crate) fn may_grow(a: &Quantity, b: &Quantity) -> bool {
    GROWING.iter().map(|word| family(word)).any(|word| {
        let counted = [a, b].iter().any(|quantity| quantity.thing.as_deref() == Some(word));
        counted || (a.matter.contains(word) && b.matter.contains(word))
    })
}
