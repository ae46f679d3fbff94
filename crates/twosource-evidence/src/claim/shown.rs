//! What the alignment of two statements shows, as numbers that a sum can weigh.

use std::collections::BTreeSet;

use twosource_annotate::{Class, Link, Measure, Quantity};

use super::align::{Alignment, Saying, Word, agree, is_real};
use super::forms::Forms;
use crate::detail::{SAME, are_people, is_round, one_matter};
use crate::vocabulary::affinity;

/// What a word of a frame or a pronoun weighs beside others.
const LIGHT: f64 = 0.4;

/// What the alignment of two statements shows, as numbers that a sum can weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// How much of the first's weight is found in the second, 0 to 1.
    pub cover_left: f64,
    /// How much of the second's in the first.
    pub cover_right: f64,
    /// Numbers that agree, are of one matter, and are seldom met by chance.
    pub anchors: f64,
    /// How well the best two deeds fit, by word and by who takes part.
    pub deed: f64,
    /// 1 where a deed that both have is denied by one.
    pub denied: f64,
    /// 1 where one is asserted and the other planned, asked, hedged or conditional.
    pub unreal: f64,
    /// 1 where they tell one day, -1 where they tell days that differ.
    pub days: f64,
    /// 1 where both have one speaker, -1 where each has another.
    pub speaker: f64,
    /// Weight of what both have, by its logarithm.
    pub mass: f64,
}

impl Shown {
    /// Reads it from an alignment.
    pub(crate) fn of(a: &Saying, b: &Saying, alignment: &Alignment, forms: &Forms) -> Self {
        let (cover_left, held) = cover(a, b, &alignment.left);
        let (cover_right, _) = cover(b, a, &alignment.right);
        let (deed, denied) = deeds(a, b, alignment, forms);
        Shown {
            cover_left,
            cover_right,
            anchors: anchors(a, b),
            deed,
            denied,
            unreal: f64::from(u8::from(is_real(a.certainty) != is_real(b.certainty))),
            days: days(a, b),
            speaker: match (a.speaker, b.speaker) {
                (Some(one), Some(two)) if one == two => 1.0,
                (Some(_), Some(_)) => -1.0,
                _ => 0.0,
            },
            mass: (1.0 + held).ln(),
        }
    }

    /// The features in a fixed order, with their names: for fitting.
    pub fn named(&self) -> [(&'static str, f64); 9] {
        [
            ("cover_left", self.cover_left),
            ("cover_right", self.cover_right),
            ("anchors", self.anchors),
            ("deed", self.deed),
            ("denied", self.denied),
            ("unreal", self.unreal),
            ("days", self.days),
            ("speaker", self.speaker),
            ("mass", self.mass),
        ]
    }
}

fn weight(word: &Word) -> f64 {
    if word.frame || word.class == Class::Pronoun { word.weight * LIGHT } else { word.weight }
}

/// The share of a statement's weight that the other has, and that weight. A number counts as a word.
fn cover(a: &Saying, b: &Saying, best: &[Option<(usize, f64)>]) -> (f64, f64) {
    const NUMBER: f64 = 3.0;
    let (mut all, mut held) = (0.0, 0.0);
    for (word, found) in a.words.iter().zip(best) {
        let weight = weight(word);
        all += weight;
        held += weight * found.map_or(0.0, |(_, near)| near);
    }
    for quantity in a.told_numbers() {
        all += NUMBER;
        held += if b.quantities.iter().any(|other| agree(quantity, other)) { NUMBER } else { 0.0 };
    }
    (if all > 0.0 { held / all } else { 0.0 }, held)
}

/// How many numbers agree, are of one matter, and are seldom met by chance: three at most.
fn anchors(a: &Saying, b: &Saying) -> f64 {
    let kin = |one: &str, two: &str| affinity(one, two) >= SAME || are_people(one, two);
    let anchors = a
        .told_numbers()
        .filter(|x| is_telling(x))
        .filter(|x| b.told_numbers().any(|y| is_telling(y) && agree(x, y) && one_matter(x, y, kin)));
    anchors.count().min(3) as f64
}

/// True for a number that two reports of different matters seldom share: no age, no length of time, no "dozens", no "40 percent".
fn is_telling(quantity: &Quantity) -> bool {
    const SMALL: f64 = 12.0;
    const ROUND_PERCENT: f64 = 10.0;
    if is_round(quantity) {
        return false;
    }
    match &quantity.measure {
        Measure::Ordinal(_) => false,
        Measure::Unit(unit) => match unit.as_str() {
            "age" | "duration" => false,
            "percent" => quantity.low > 0.0 && quantity.low % ROUND_PERCENT != 0.0,
            _ => quantity.low > 0.0,
        },
        Measure::Count(_) => quantity.low > SMALL,
    }
}

/// How well the best pair of deeds fits, and whether one of them is denied.
fn deeds(a: &Saying, b: &Saying, alignment: &Alignment, forms: &Forms) -> (f64, f64) {
    let mut best = (0.0, 0.0);
    for (i, x) in a.words.iter().enumerate().filter(|(_, word)| tells_deed(word)) {
        for (j, y) in b.words.iter().enumerate().filter(|(_, word)| tells_deed(word)) {
            if x.class != Class::Deed && y.class != Class::Deed {
                continue;
            }
            let near = forms.affinity(x.form, y.form);
            if near < SAME {
                continue;
            }
            let fit = near * (0.4 + 0.6 * parties(a, b, i, j, alignment));
            if fit > best.0 {
                best = (fit, f64::from(u8::from(x.negated != y.negated)));
            }
        }
    }
    best
}

fn tells_deed(word: &Word) -> bool {
    !word.frame && matches!(word.class, Class::Deed | Class::Thing)
}

/// The share of what hangs on two deeds that they have in common.
fn parties(a: &Saying, b: &Saying, i: usize, j: usize, alignment: &Alignment) -> f64 {
    let no_clause = |word: &Word| word.link != Link::Clause;
    let (left, right) = (a.hanging(i, no_clause), b.hanging(j, no_clause));
    let least = left.len().min(right.len());
    if least == 0 {
        return 0.3;
    }
    let near = |at: Option<(usize, f64)>| at.is_some_and(|(_, near)| near >= SAME);
    let held = left.iter().filter(|&&w| near(alignment.left[w])).count();
    let back = right.iter().filter(|&&w| near(alignment.right[w])).count();
    (held.min(back) as f64 / least as f64).min(1.0)
}

fn days(a: &Saying, b: &Saying) -> f64 {
    let of =
        |saying: &Saying| -> BTreeSet<(i64, i64)> { saying.moments.iter().filter_map(|m| m.days).collect() };
    let (left, right) = (of(a), of(b));
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let meet = left.iter().any(|x| right.iter().any(|y| x.0 <= y.1 && y.0 <= x.1));
    if meet { 1.0 } else { -1.0 }
}
