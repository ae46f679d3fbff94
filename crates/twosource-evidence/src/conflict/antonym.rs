//! One says the contrary of the other. "the strait is open" against "the strait is closed".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::facts::Facts;
use super::frame::{Frame, Reality};
use super::negation::{is_one_matter, phrase};
use super::{Clash, Pairing};
use crate::file::ConflictKind;

/// How two opposed words relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    /// Both cannot be at one time: "open", "closed".
    Contrary,
    /// The second undoes the first, so that both can be one after the other: "arrest", "release".
    Course,
    /// Nouns for two sides of a fight: "army", "rebel".
    Sides,
}

/// From each word to those opposed to it.
static OPPOSED: LazyLock<BTreeMap<&'static str, Vec<(&'static str, Bond)>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/antonyms.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut opposed: BTreeMap<&str, Vec<(&str, Bond)>> = BTreeMap::new();
    for row in rows {
        let mut columns = row.split('\t');
        let bond = match columns.next() {
            Some("contrary") => Bond::Contrary,
            Some("course") => Bond::Course,
            Some("sides") => Bond::Sides,
            _ => continue,
        };
        let (Some(one), Some(two)) = (columns.next(), columns.next()) else { continue };
        for one in one.split_whitespace() {
            for two in two.split_whitespace() {
                opposed.entry(one).or_default().push((two, bond));
                opposed.entry(two).or_default().push((one, bond));
            }
        }
    }
    opposed
});

/// True for nouns that stand for two sides of a fight.
pub(super) fn are_sides(one: &str, two: &str) -> bool {
    OPPOSED.get(one).is_some_and(|others| others.contains(&(two, Bond::Sides)))
}

/// Pairs must be this much alike for the one to be the end of the other: somebody may be arrested more than once.
const ALIKE: f64 = 0.5;

/// Finds predicates of contrary meaning with the same parties, both so or both denied.
pub(crate) fn find(pairing: &Pairing) -> Vec<Clash> {
    let [a, b] = &pairing.sides;
    let mut clashes = Vec::new();
    for frame in &a.facts.frames {
        let Some(contraries) = OPPOSED.get(frame.lemma.as_str()) else { continue };
        for other in &b.facts.frames {
            let Some((_, bond)) = contraries.iter().find(|(contrary, _)| *contrary == other.lemma) else {
                continue;
            };
            let negates = |facts: &Facts, frame: &Frame| {
                facts.frames.iter().any(|below| below.denied == Some(frame.token))
            };
            // "denied taking": the denial is of what was taken.
            if negates(a.facts, frame) || negates(b.facts, other) || !is_opposed(frame, other, *bond, pairing)
            {
                continue;
            }
            let spans = [phrase(a, frame), phrase(b, other)];
            let matter = frame.lemma.as_str().min(other.lemma.as_str()).to_owned();
            let mut clash = pairing
                .clash(ConflictKind::Negation, matter, spans, |one, two| format!("“{one}” against “{two}”"));
            clash.replaces = *bond == Bond::Course;
            clashes.push(clash);
        }
    }
    clashes
}

fn is_opposed(a: &Frame, b: &Frame, bond: Bond, pairing: &Pairing) -> bool {
    let both_so = a.denied.is_none() && b.denied.is_none();
    if !both_so || !is_one_matter(a, b, pairing) {
        return false;
    }
    let [x, y] = pairing.sides.map(|side| side.day());
    match bond {
        Bond::Contrary => a.reality == Reality::Done || a.reality == b.reality,
        // Where nothing dates the reports, or one day saw both, one may just be later than the other.
        Bond::Course => {
            x.is_some() && y.is_some() && x != y && pairing.one_claim && pairing.likeness >= ALIKE
        }
        Bond::Sides => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_opposed_to_itself() {
        for (word, contraries) in OPPOSED.iter() {
            assert!(contraries.iter().all(|(contrary, _)| contrary != word), "{word}");
        }
        assert!(OPPOSED["open"].contains(&("closed", Bond::Contrary)));
    }
}
