//! What two statements of one deed give for one slot of it, as values: agreed, or differing.
//!
//! Each kind of detail is a file. It looks at two statements whose words are aligned, and gives the [`Finding`]s of its kind:
//! values that agree, and values that cannot be one. What only one of the two gives is no finding: silence contradicts nothing.

mod closed;
mod deed;
mod denied;
mod gather;
mod name;
mod number;
mod polarity;
mod swapped;
mod thing;
mod time;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_annotate::Link;
use twosource_text::Span;

use crate::claim::align::{Alignment, Best, Saying, Word};
use crate::claim::forms::Forms;

pub(crate) use deed::{has_deed, in_shared_deed, shares_deed};
pub(crate) use gather::of_claim;
pub use gather::{Detail, Value};
pub(crate) use number::{AGE, FLOOR, age_of, are_people, is_round, one_matter, values_agree};

/// What words are alike by, at least, to be held for the same.
pub(crate) const SAME: f64 = 0.55;

/// Which slot of a claim a detail fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// How many, how much, how old, how long.
    Number,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who: a person or a body.
    Actor,
    /// What, or what sort of.
    Object,
    /// What is done.
    Deed,
    /// Whether it is so.
    Polarity,
    /// Whether it is done, planned or only possible.
    Reality,
}

/// Two values of one slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// Which slot.
    pub on: Slot,
    /// True where both values can hold.
    pub agreed: bool,
    /// True where, differing, they cannot both hold; false where they may be two facts.
    pub hard: bool,
    /// True for what becomes more or less with time.
    pub grows: bool,
    /// What the values are of, in a base form: "employee".
    pub matter: String,
    /// Where the values stand, in bytes of each report.
    pub spans: [Span; 2],
}

impl Finding {
    /// Two words that are one value.
    pub fn same(on: Slot, spans: [Span; 2]) -> Self {
        Finding { on, agreed: true, hard: false, grows: false, matter: String::new(), spans }
    }

    /// Two words that are not one value, and may be of two facts.
    pub fn differing(on: Slot, spans: [Span; 2]) -> Self {
        Finding { agreed: false, ..Finding::same(on, spans) }
    }
}

/// Two statements whose words are aligned.
pub(crate) struct Pair<'s> {
    pub a: &'s Saying,
    pub b: &'s Saying,
    pub forms: &'s Forms,
    alignment: &'s Alignment,
    /// For each word of the first, whether the second has it.
    left: Vec<bool>,
    /// For each word of the second, whether the first has it.
    right: Vec<bool>,
}

/// Words as near as this are one wherever they stand.
pub(crate) const SURELY: f64 = 0.9;

impl<'s> Pair<'s> {
    /// Two statements and how their words go together.
    pub fn of(a: &'s Saying, b: &'s Saying, alignment: &'s Alignment, forms: &'s Forms) -> Self {
        let left = held(a, b, &alignment.left, &alignment.right);
        let right = held(b, a, &alignment.right, &alignment.left);
        Pair { a, b, forms, alignment, left, right }
    }

    /// True where the word of the first is found in the second.
    pub fn has_left(&self, word: usize) -> bool {
        self.left[word]
    }

    /// True where the word of the second is found in the first.
    pub fn has_right(&self, word: usize) -> bool {
        self.right[word]
    }

    /// True where the two words hang on words that are the same.
    pub fn heads_meet(&self, left: usize, right: usize) -> bool {
        match (self.a.words[left].head, self.b.words[right].head) {
            (Some(x), Some(y)) => self.meet(x, y),
            _ => false,
        }
    }

    /// True where two words are held for the same.
    pub fn meet(&self, left: usize, right: usize) -> bool {
        let (x, y) = (&self.a.words[left], &self.b.words[right]);
        (x.cast.is_some() && x.cast == y.cast)
            || self.forms.affinity(x.form, y.form) >= SAME
            || self.alignment.left[left].is_some_and(|(best, near)| best == right && near >= SAME)
    }

    /// True where they stand in one slot: hanging in one way on words that are the same.
    pub fn one_slot(&self, left: usize, right: usize) -> bool {
        let (x, y) = (&self.a.words[left], &self.b.words[right]);
        // "the patients' files", "the files of the patients"
        let owns = |word: &Word| {
            word.link == Link::Owner || is_of(word) && word.class == twosource_annotate::Class::Thing
        };
        let alike = x.link == y.link && x.preposition == y.preposition || owns(x) && owns(y);
        alike && self.heads_meet(left, right)
    }
}

/// True for what "of" leads to.
fn is_of(word: &Word) -> bool {
    word.link == Link::Oblique && word.preposition.as_deref() == Some("of")
}

/// For each word whether the other statement has it. Words that are only akin are held where each is the other's best and they stand in
/// one role: in "police questioned a guard" the guard is not the police of another statement.
fn held(own: &Saying, other: &Saying, best: &[Best], back: &[Best]) -> Vec<bool> {
    let role = |link: Link| match link {
        Link::Doer => Some(0),
        Link::Undergoer => Some(1),
        _ => None,
    };
    let is_held = |(word, found): (usize, &Best)| {
        let &Some((at, near)) = found else { return false };
        if near >= SURELY {
            return true;
        }
        let (x, y) = (&own.words[word], &other.words[at]);
        let mutual = back[at].is_some_and(|(_, theirs)| theirs <= near);
        let against = matches!((role(x.link), role(y.link)), (Some(one), Some(two)) if one != two);
        near >= SAME && mutual && !against && x.frame == y.frame
    };
    best.iter().enumerate().map(is_held).collect()
}

/// A kind of detail.
type Rule = fn(&Pair) -> Vec<Finding>;

const RULES: [Rule; 8] = [
    number::find,
    time::find,
    name::find,
    polarity::find,
    thing::find,
    deed::find,
    closed::find,
    swapped::find,
];

/// Share of the words of two statements that the other has, at least, for them to tell of one happening.
const MOSTLY: f64 = 0.75;

/// True where the more part of what each tells is in the other.
fn is_mostly_shared(pair: &Pair) -> bool {
    let share = |saying: &Saying, has: &dyn Fn(usize) -> bool| {
        let told: Vec<usize> =
            (0..saying.words.len()).filter(|&at| !saying.words[at].frame && !saying.measures(at)).collect();
        // One word more is what differs.
        told.iter().filter(|&&at| has(at)).count() as f64 >= MOSTLY * (told.len() as f64 - 1.0)
    };
    share(pair.a, &|at| pair.has_left(at)) && share(pair.b, &|at| pair.has_right(at))
}

/// Compares two statements slot by slot.
///
/// Where the one differs from the other in who, where, when or in the deed, and in something else too, they tell of two happenings:
/// nothing of it contradicts the other.
pub(crate) fn compare(pair: &Pair) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule(pair)).collect();
    let differing = |on: Slot| found.iter().any(|finding| !finding.agreed && finding.on == on);
    let other = |finding: &Finding| {
        [Slot::Actor, Slot::Place, Slot::Time, Slot::Reality, Slot::Deed]
            .iter()
            .any(|&on| on != finding.on && differing(on))
    };
    let parted: Vec<bool> = found.iter().map(other).collect();
    let mostly = is_mostly_shared(pair);
    for (finding, parted) in found.iter_mut().zip(parted) {
        // Two days, two places, a deed and its denial are of one happening only where nearly all else is the same.
        finding.hard &= finding.on == Slot::Number || mostly;
        // The age of one person is one whatever else is told.
        finding.hard &= !parted || finding.on == Slot::Number && finding.matter == number::AGE;
    }
    found
}
