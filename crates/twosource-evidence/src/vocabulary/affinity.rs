//! How near two words are in what they mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::kin::family;
use super::stem::stem;

const TABLE: &str = include_str!("../../data/wordnet.tsv");
const CONTRARY: &str = include_str!("../../data/antonyms.tsv");

/// Two words of one family, or of one stem.
const KIN: f64 = 0.9;
/// Two words that may mean one thing.
const SYNONYM: f64 = 0.8;
/// A word and one for a kind of it.
const WIDER: f64 = 0.6;

/// Particles that turn a verb into its contrary.
const CONTRARY_PARTICLES: [(&str, &str); 4] = [("on", "off"), ("in", "out"), ("up", "down"), ("out", "back")];

/// Verbs that tell one deed from two sides.
const CONVERSE: [(&str, &str); 9] = [
    ("buy", "sell"),
    ("acquire", "sell"),
    ("lend", "borrow"),
    ("give", "receive"),
    ("pay", "receive"),
    ("award", "win"),
    ("let", "rent"),
    ("employ", "work"),
    ("own", "belong"),
];

/// Shorter words share too much by chance.
const SHORTEST_PREFIX: usize = 5;

#[derive(Default)]
struct Word {
    means: Vec<u32>,
    wider: Vec<u32>,
    opposite: Vec<&'static str>,
}

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let numbers = |column: Option<&str>| -> Vec<u32> {
        column.unwrap_or("").split(',').filter_map(|n| u32::from_str_radix(n, 16).ok()).collect()
    };
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let word = columns.next()?;
        let means = numbers(columns.next());
        let wider = numbers(columns.next());
        let opposite = columns.next().unwrap_or("").split(',').filter(|o| !o.is_empty()).collect();
        Some((word, Word { means, wider, opposite }))
    })
    .collect()
});

/// Pairs of families that are contrary, each in alphabetical order.
static OPPOSITES: LazyLock<std::collections::HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut pairs = std::collections::HashSet::new();
    for row in CONTRARY.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('\t').skip(1);
        let (Some(left), Some(right)) = (columns.next(), columns.next()) else { continue };
        for a in left.split(' ') {
            for b in right.split(' ') {
                let (a, b) = (family(a), family(b));
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    pairs
});

/// How near two base forms are, 0 to 1: 1 for the same word, 0 for words that have nothing to do with each other. Words that
/// are contrary are not near.
pub(crate) fn affinity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    // One deed from two sides: who sells to him who buys.
    if are_converse(a, b) {
        return SYNONYM;
    }
    if are_opposite(a, b) {
        return 0.0;
    }
    if family(a) == family(b) {
        return KIN;
    }
    if let (Some(x), Some(y)) = (stem(a), stem(b))
        && x == y
    {
        return KIN;
    }
    let (Some(x), Some(y)) = (WORDS.get(a), WORDS.get(b)) else {
        // Words that no table knows: names of things made from each other ("Velmora", "Velmoran").
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let made = short.len() >= SHORTEST_PREFIX && long.starts_with(short) && long.len() <= short.len() + 3;
        return if made { KIN } else { 0.0 };
    };
    let meets = |left: &[u32], right: &[u32]| left.iter().any(|n| right.binary_search(n).is_ok());
    if meets(&x.means, &y.means) {
        return SYNONYM;
    }
    if meets(&x.means, &y.wider) || meets(&x.wider, &y.means) {
        return WIDER;
    }
    0.0
}

/// True for words that cannot both be said of one thing: "rise" and "fall".
pub(crate) fn are_opposite(a: &str, b: &str) -> bool {
    // "switch_off" and "switch_on"
    if let (Some((verb, particle)), Some((other, against))) = (a.split_once('_'), b.split_once('_'))
        && verb == other
        && CONTRARY_PARTICLES
            .iter()
            .any(|&(x, y)| (x, y) == (particle, against) || (y, x) == (particle, against))
    {
        return true;
    }
    let (x, y) = (family(a), family(b));
    if x == y || are_converse(a, b) {
        return false;
    }
    if OPPOSITES.contains(&(x.min(y), x.max(y))) {
        return true;
    }
    let says = |one: &str, other: &str| WORDS.get(one).is_some_and(|word| word.opposite.contains(&other));
    says(a, b) || says(b, a)
}

/// True for two verbs of one deed, told from either side: "sell" and "buy".
pub(crate) fn are_converse(a: &str, b: &str) -> bool {
    CONVERSE.iter().any(|&(x, y)| {
        let (x, y) = (family(x), family(y));
        (family(a), family(b)) == (x, y) || (family(b), family(a)) == (x, y)
    })
}

/// True for words that are two sorts of one thing: "foreign" and "finance" of ministers, "wheat" and "cocoa".
pub(crate) fn are_siblings(a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (WORDS.get(a), WORDS.get(b)) else { return false };
    are_opposite(a, b) || x.wider.iter().any(|n| y.wider.binary_search(n).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kin_are_near_and_opposites_are_not() {
        assert_eq!(affinity("arrest", "arrest"), 1.0);
        assert!(affinity("arrest", "detain") >= SYNONYM);
        assert!(affinity("seize", "occupy") > 0.0 || affinity("seize", "take") > 0.0);
        assert_eq!(affinity("cocoa", "wheat"), 0.0);
        assert_eq!(affinity("rise", "fall"), 0.0);
        assert!(are_opposite("rise", "fall") && are_opposite("convict", "acquit"));
        assert_eq!(affinity("velmora", "velmoran"), KIN);
    }

    #[test]
    fn every_row_reads_and_is_sorted() {
        let rows: Vec<&str> =
            TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(rows.len(), WORDS.len());
    }
}
