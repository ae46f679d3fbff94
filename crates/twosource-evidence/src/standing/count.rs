//! How many origins count, and the rule that follows.

use super::reason::called;
use crate::file::{OriginKind, Standing};
use crate::house_rules::HouseRules;
use crate::origin::Ground;

/// An origin as far as counting goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted<'o> {
    /// Its name.
    pub name: &'o str,
    /// What sort of root.
    pub kind: OriginKind,
    /// What it stands on.
    pub ground: Ground,
}

/// What a standing follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Statements stand in a conflict that is no update.
    pub disputed: bool,
    /// Outlets that say it.
    pub outlets: usize,
    /// Outlets that name an origin that counts.
    pub naming: usize,
    /// Origins that are named in any way.
    pub origins: usize,
    /// Voices with no source between which no dependence was found.
    pub silent: usize,
    /// Origins that count and are surely two, three, …
    pub independent: usize,
    /// Origins that a claim of this kind needs.
    pub needed: usize,
    /// Somebody says the contrary, or the sources were reached separately: what the count alone does not tell.
    pub denied: bool,
    /// One outlet says that it reached them separately.
    pub separately: bool,
}

/// How a claim stands, and the rule that says so.
pub(crate) fn rule(count: &Count) -> (Standing, &'static str) {
    let named_twice = count.naming >= 2 || count.separately;
    match count {
        Count { disputed: true, .. } => (Standing::Disputed, "statements of it contradict each other"),
        Count { outlets: ..2, .. } => (Standing::SingleSource, "one outlet says it"),
        _ if count.independent >= count.needed.max(1) && named_twice && !count.denied => {
            (Standing::Corroborated, "enough named origins that do not depend on each other")
        }
        Count { origins: 0, silent: 2.., .. } => {
            (Standing::Unsourced, "several outlets, none names a source, and no dependence was found")
        }
        _ => (Standing::Echoed, "several outlets, and fewer named, independent origins than a claim needs"),
    }
}

/// How many of the origins are surely independent of each other, and in words which were not counted and why.
pub(crate) fn independent<'o>(
    found: &[usize],
    rules: &HouseRules,
    origin: impl Fn(usize) -> Counted<'o>,
    may_be_one: impl Fn(usize, usize) -> Option<&'static str>,
) -> (Vec<usize>, Vec<String>) {
    let mut counted: Vec<usize> = Vec::new();
    let mut doubts = Vec::new();
    // Those that tell most of themselves first, so that "officials" is held against "the police" and not the other way.
    let mut order = found.to_vec();
    order.sort_by_key(|&at| (std::cmp::Reverse(origin(at).ground), at));
    for at in order {
        let this = origin(at);
        if !rules.counts(&this) {
            if this.ground != Ground::Silent {
                doubts.push(format!("{} does not count: {}", called(this.name).0, rules.why_not(&this)));
            }
            continue;
        }
        let doubt = counted.iter().find_map(|&other| {
            let weak = this.ground < Ground::Named || origin(other).ground < Ground::Named;
            // A desk whose rules let such sources count has decided the doubt.
            may_be_one(other, at).filter(|_| !weak).map(|reason| (other, reason))
        });
        match doubt {
            None => counted.push(at),
            Some((other, reason)) => {
                let names = [origin(other).name, this.name].map(|name| called(name).0);
                doubts.push(match names[0] == names[1] {
                    true => format!("{} is named in two ways, which count as one: {reason}", names[0]),
                    false => format!("{} and {} count as one: {reason}", names[0], names[1]),
                });
            }
        }
    }
    (counted, doubts)
}
