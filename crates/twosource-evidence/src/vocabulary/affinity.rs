//! How near two words are in what they mean.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use super::kin::family;
use super::stem::stem;

const TABLE: &str = include_str!("../../data/wordnet.tsv");
const CONTRARY: &str = include_str!("../../data/antonyms.tsv");
const SIDES: &str = include_str!("../../data/sides.tsv");

/// Two words of one family, or of one stem.
const KIN: f64 = 0.9;
/// Two words that may mean one thing.
const SYNONYM: f64 = 0.8;
/// A word and one for a kind of it.
const WIDER: f64 = 0.6;

/// Pairs of a kind in the table of two sides.
fn sides(kind: &str) -> Vec<(&'static str, &'static str)> {
    let rows = SIDES.lines().filter(|line| !line.starts_with('#'));
    let of_kind = rows.filter_map(|row| row.split_once('\t')).filter(|(of, _)| *of == kind);
    of_kind.filter_map(|(_, pair)| pair.split_once('\t')).collect()
}

/// Particles that turn a verb into its contrary.
static CONTRARY_PARTICLES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| sides("particle"));

/// Verbs that tell one deed from two sides.
static CONVERSE: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| sides("converse"));

/// Shorter words share too much by chance.
const SHORTEST_PREFIX: usize = 5;

#[derive(Debug, Default)]
struct Word {
    means: Vec<u32>,
    wider: Vec<u32>,
    opposite: Vec<&'static str>,
    /// The sort of thing that it names as a noun, where it is one of a few.
    sort: Option<&'static str>,
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
        let sort = columns.next().filter(|sort| !sort.is_empty());
        Some((word, Word { means, wider, opposite, sort }))
    })
    .collect()
});

/// Pairs of families that are contrary, each in alphabetical order.
static OPPOSITES: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut pairs = HashSet::new();
    for row in CONTRARY.lines().filter(|line| !line.starts_with(['#', 'l'])) {
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

/// Prepositions that lead to contrary places or sides.
static LED_APART: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = CONTRARY.lines().filter_map(|row| row.strip_prefix("led\t")?.split_once('\t'));
    let pairs = rows.flat_map(|(left, right)| {
        left.split(' ').flat_map(move |a| right.split(' ').flat_map(move |b| [(a, b), (b, a)]))
    });
    pairs.collect()
});

/// True for prepositions that cannot both lead from one deed to one thing: "against" and "for".
pub(crate) fn are_led_apart(a: &str, b: &str) -> bool {
    LED_APART.contains(&(a, b))
}

/// Every family and word that a table has something contrary to.
static OPPOSED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let listed = OPPOSITES.iter().flat_map(|&(a, b)| [a, b]);
    let words = WORDS.iter().filter(|(_, word)| !word.opposite.is_empty());
    let said = words.flat_map(|(&form, word)| word.opposite.iter().copied().chain([form]));
    listed.chain(said).collect()
});

/// What is known of a base form, looked up once: a story compares each with thousands.
#[derive(Debug)]
pub(crate) struct Meaning {
    form: String,
    family: String,
    stem: Option<String>,
    /// Hashes of the two: most pairs of words differ there already, and need no look at their letters.
    hashes: (u64, u64),
    word: Option<&'static Word>,
    /// A bit of 64 for each number of its meanings, and of the kinds those are of: two with no bit in common share no number.
    marks: (u64, u64),
    /// Which of [`CONVERSE`] its family is the first word of, a bit each, and which the second.
    converse: (u16, u16),
    /// False where no table has anything contrary to it.
    may_be_opposed: bool,
}

impl Meaning {
    /// Looks a base form up.
    pub fn of(form: &str) -> Self {
        let own = family(form);
        let word = WORDS.get(form);
        let bits = |of: fn(&(&'static str, &'static str)) -> &'static str| {
            let held = CONVERSE.iter().enumerate().filter(|(_, pair)| family(of(pair)) == own);
            held.fold(0, |bits, (place, _)| bits | 1 << place)
        };
        let marks = |numbers: &[u32]| numbers.iter().fold(0, |marks, number| marks | 1 << (number % 64));
        let stem = stem(form);
        // The hasher's keys are fixed, and nothing but equality follows from the hashes.
        let hash = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            hasher.finish()
        };
        Meaning {
            hashes: (hash(own), stem.as_deref().map_or(0, hash)),
            marks: word.map_or((0, 0), |word| (marks(&word.means), marks(&word.wider))),
            form: form.to_owned(),
            family: own.to_owned(),
            stem,
            word,
            converse: (bits(|pair| pair.0), bits(|pair| pair.1)),
            may_be_opposed: OPPOSED.contains(own) || OPPOSED.contains(form) || form.contains('_'),
        }
    }

    /// The form itself.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// How near two base forms are, 0 to 1: 1 for the same word, 0 for words that have nothing to do with each other. Words that
    /// are contrary are not near.
    pub fn affinity(&self, other: &Meaning) -> f64 {
        if self.hashes.0 == other.hashes.0 && self.form == other.form {
            return 1.0;
        }
        // One deed from two sides: who sells to him who buys.
        let (a, b) = (self.converse, other.converse);
        if a.0 & b.1 != 0 || a.1 & b.0 != 0 {
            return SYNONYM;
        }
        let near = self.shared(other);
        if near > 0.0 && self.is_opposite(other) { 0.0 } else { near }
    }

    /// How much two different forms have in common.
    fn shared(&self, other: &Meaning) -> f64 {
        let one_family = self.hashes.0 == other.hashes.0 && self.family == other.family;
        let one_stem = self.hashes.1 == other.hashes.1 && self.stem.is_some() && self.stem == other.stem;
        if one_family || one_stem {
            return KIN;
        }
        let (Some(x), Some(y)) = (self.word, other.word) else {
            // Words that no table knows: names of things made from each other ("Velmora", "Velmoran").
            let (a, b) = (self.form.as_str(), other.form.as_str());
            let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            let made =
                short.len() >= SHORTEST_PREFIX && long.starts_with(short) && long.len() <= short.len() + 3;
            return if made { KIN } else { 0.0 };
        };
        let (mine, theirs) = (self.marks, other.marks);
        if mine.0 & (theirs.0 | theirs.1) == 0 && mine.1 & theirs.0 == 0 {
            return 0.0;
        }
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
    pub fn is_opposite(&self, other: &Meaning) -> bool {
        undoes(&self.form, &other.form)
            || undoes(&other.form, &self.form)
            || self.may_be_opposed && other.may_be_opposed && are_opposite(&self.form, &other.form)
    }

    /// The sort of thing that a noun names, where it is one of which a deed takes one for each part: a person, a vehicle.
    pub fn sort(&self) -> Option<&'static str> {
        self.word.and_then(|word| word.sort)
    }

    /// True for two verbs of one deed, told from either side: "own" and "belong".
    pub fn is_converse(&self, other: &Meaning) -> bool {
        self.converse.0 & other.converse.1 != 0 || self.converse.1 & other.converse.0 != 0
    }

    /// True for words that are two sorts of one thing: "foreign" and "finance" of ministers, "wheat" and "cocoa".
    pub fn is_sibling(&self, other: &Meaning) -> bool {
        let (Some(x), Some(y)) = (self.word, other.word) else { return false };
        self.is_opposite(other) || x.wider.iter().any(|n| y.wider.binary_search(n).is_ok())
    }
}

/// How near two base forms are, as [`Meaning::affinity`].
pub(crate) fn affinity(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    Meaning::of(a).affinity(&Meaning::of(b))
}

/// True for words that cannot both be said of one thing: "rise" and "fall".
fn are_opposite(a: &str, b: &str) -> bool {
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

/// True for a word and the same word with its contrary before it: "uninsured" and "insure", "disappear" and "appear".
fn undoes(one: &str, other: &str) -> bool {
    let Some(bare) = one.strip_prefix("un").or_else(|| one.strip_prefix("dis")) else { return false };
    let ending = bare.strip_prefix(other);
    other.len() >= SHORTEST_PREFIX && other != "cover" && matches!(ending, Some("" | "d" | "ed"))
}

/// True for two verbs of one deed, told from either side: "sell" and "buy".
fn are_converse(a: &str, b: &str) -> bool {
    CONVERSE.iter().any(|&(x, y)| {
        let (x, y) = (family(x), family(y));
        (family(a), family(b)) == (x, y) || (family(b), family(a)) == (x, y)
    })
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
