//! Two statements held against each other, word by word: which of their words mean the same, and what is left over.

use std::collections::BTreeSet;

use twosource_annotate::{Certainty, Class, EntityKind, Link, Matter, Measure, Quantity};
use twosource_text::Span;

use super::forms::Forms;
use crate::vocabulary::are_opposite;

/// What two words are alike by, at least, to be held for the same.
const SAME: f64 = crate::detail::SAME;

/// What a word of a frame or a pronoun weighs beside others.
const LIGHT: f64 = 0.4;

/// A word of a statement as comparing sees it.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its form's number.
    pub form: usize,
    /// Whom it means: a place in the cast.
    pub cast: Option<usize>,
    /// What they are.
    pub kind: Option<EntityKind>,
    /// What sort of word.
    pub class: Class,
    /// The word that it hangs on.
    pub head: Option<usize>,
    /// How.
    pub link: Link,
    /// The preposition that leads to it.
    pub preposition: Option<String>,
    /// How much it tells.
    pub weight: f64,
    /// True where it is said not to be.
    pub negated: bool,
    /// How surely its clause is put forward.
    pub certainty: Certainty,
    /// True where it only tells who says it.
    pub frame: bool,
}

/// A time of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    /// Where it stands, in bytes.
    pub span: Span,
    /// First and last day, in days since the year 0, where they are known.
    pub days: Option<(i64, i64)>,
    /// Its words, in lower case.
    pub words: String,
    /// True where its words name a day.
    pub names_day: bool,
    /// True where it tells when something was said.
    pub frame: bool,
    /// True for a part of a day.
    pub within_day: bool,
    /// The value of a repeated time: "every month".
    pub repeated: Option<String>,
    /// Minutes since midnight, where it tells a clock time.
    pub clock: Option<u32>,
    /// The word that it hangs on.
    pub head: Option<usize>,
}

/// A statement as comparing sees it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Saying {
    /// Its words; indices are those of the matter's items.
    pub words: Vec<Word>,
    /// Its numbers.
    pub quantities: Vec<Quantity>,
    /// Its days and clock times.
    pub moments: Vec<Moment>,
    /// Who says it, a place in the cast.
    pub speaker: Option<usize>,
    /// How surely it is put forward.
    pub certainty: Certainty,
}

/// How two statements go together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    /// For each word of the first the best one of the second, and how near they are.
    pub left: Vec<Option<(usize, f64)>>,
    /// For each word of the second the best one of the first.
    pub right: Vec<Option<(usize, f64)>>,
}

impl Alignment {
    /// Aligns the words of two statements.
    pub fn of(a: &Saying, b: &Saying, forms: &Forms) -> Self {
        let mut alignment = Alignment { left: vec![None; a.words.len()], right: vec![None; b.words.len()] };
        for (i, x) in a.words.iter().enumerate() {
            for (j, y) in b.words.iter().enumerate() {
                let near = nearness(x, y, forms);
                if near <= 0.0 {
                    continue;
                }
                if alignment.left[i].is_none_or(|(_, best)| near > best) {
                    alignment.left[i] = Some((j, near));
                }
                if alignment.right[j].is_none_or(|(_, best)| near > best) {
                    alignment.right[j] = Some((i, near));
                }
            }
        }
        alignment
    }
}

/// How near two words are, 0 to 1.
fn nearness(x: &Word, y: &Word, forms: &Forms) -> f64 {
    let name = |class: Class| matches!(class, Class::Name | Class::Pronoun);
    match (x.cast, y.cast) {
        (Some(one), Some(two)) if one == two => return 1.0,
        // "Karl" and "Karl" of two persons.
        (Some(_), Some(_)) if x.class == Class::Name && y.class == Class::Name => {
            let persons = x.kind == Some(EntityKind::Person) && y.kind == x.kind;
            return match (x.form == y.form, persons) {
                (true, true) => 0.5,
                (true, false) => 0.7,
                _ => 0.0,
            };
        }
        _ => {}
    }
    if x.class == Class::Pronoun || y.class == Class::Pronoun {
        return 0.0;
    }
    let near = forms.affinity(x.form, y.form);
    // A name is no common word that looks like it, and kin only by its letters.
    if name(x.class) != name(y.class) && near < 0.9 { 0.0 } else { near }
}

/// What the alignment of two statements shows, as numbers that a sum can weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// How much of the first's weight is found in the second, 0 to 1.
    pub cover_left: f64,
    /// How much of the second's in the first.
    pub cover_right: f64,
    /// Weight of names that both have over the lesser weight of names; 0.5 where one has none.
    pub names: f64,
    /// 1 where both have names and none in common.
    pub names_apart: f64,
    /// Numbers that agree.
    pub numbers: f64,
    /// Numbers that agree, are of one matter, and are seldom met by chance.
    pub anchors: f64,
    /// Numbers of one sort that do not.
    pub numbers_apart: f64,
    /// How well the best two deeds fit, by word and by who takes part.
    pub deed: f64,
    /// How near the first's main deed is to any of the second, and the other way, the mean.
    pub main: f64,
    /// 1 where a deed that both have is denied by one.
    pub denied: f64,
    /// 1 where words of the one are contrary to words of the other.
    pub contrary: f64,
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
        let (names, names_apart) = names(a, b, alignment);
        let (numbers, anchors, numbers_apart) = numbers(a, b, forms);
        let (deed, denied) = deeds(a, b, alignment, forms);
        Shown {
            cover_left,
            cover_right,
            names,
            names_apart,
            numbers,
            anchors,
            numbers_apart,
            deed,
            main: (main(a, &alignment.left) + main(b, &alignment.right)) / 2.0,
            denied,
            contrary: f64::from(u8::from(contrary(a, b, alignment, forms))),
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
    pub fn named(&self) -> [(&'static str, f64); 15] {
        [
            ("cover_left", self.cover_left),
            ("cover_right", self.cover_right),
            ("names", self.names),
            ("names_apart", self.names_apart),
            ("numbers", self.numbers),
            ("anchors", self.anchors),
            ("numbers_apart", self.numbers_apart),
            ("deed", self.deed),
            ("main", self.main),
            ("denied", self.denied),
            ("contrary", self.contrary),
            ("unreal", self.unreal),
            ("days", self.days),
            ("speaker", self.speaker),
            ("mass", self.mass),
        ]
    }
}

/// True for what is put forward as so.
pub(crate) fn is_real(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Asserted | Certainty::Attributed | Certainty::Denied)
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
    for quantity in a.quantities.iter().filter(|quantity| !quantity.frame) {
        all += NUMBER;
        held += if b.quantities.iter().any(|other| agree(quantity, other)) { NUMBER } else { 0.0 };
    }
    (if all > 0.0 { held / all } else { 0.0 }, held)
}

fn names(a: &Saying, b: &Saying, alignment: &Alignment) -> (f64, f64) {
    let of = |saying: &Saying, best: &[Option<(usize, f64)>]| {
        let (mut all, mut held) = (0.0, 0.0);
        for (word, found) in saying.words.iter().zip(best) {
            if word.frame || !(word.class == Class::Name || word.cast.is_some()) {
                continue;
            }
            all += word.weight;
            held += if found.is_some_and(|(_, near)| near >= SAME) { word.weight } else { 0.0 };
        }
        (all, held)
    };
    let ((all_a, held_a), (all_b, held_b)) = (of(a, &alignment.left), of(b, &alignment.right));
    if all_a <= 0.0 || all_b <= 0.0 {
        return (0.5, 0.0);
    }
    let share = (held_a / all_a).max(held_b / all_b);
    (share, f64::from(u8::from(held_a <= 0.0)))
}

/// True where two numbers can both hold of one thing.
pub(crate) fn agree(x: &Quantity, y: &Quantity) -> bool {
    same_measure(&x.measure, &y.measure) && crate::detail::values_agree(x, y)
}

/// True where two numbers measure the same, as far as one can see.
fn same_measure(x: &Measure, y: &Measure) -> bool {
    match (x, y) {
        (Measure::Unit(one), Measure::Unit(two)) => one == two,
        (Measure::Count(_), Measure::Count(_)) | (Measure::Ordinal(_), Measure::Ordinal(_)) => true,
        _ => false,
    }
}

fn numbers(a: &Saying, b: &Saying, forms: &Forms) -> (f64, f64, f64) {
    let of = |saying: &Saying| -> Vec<Quantity> {
        saying.quantities.iter().filter(|q| !q.frame).cloned().collect()
    };
    let (left, right) = (of(a), of(b));
    let agreeing = left.iter().filter(|x| right.iter().any(|y| agree(x, y))).count();
    let apart = left.iter().filter(|x| !right.iter().any(|y| agree(x, y))).any(|x| {
        right
            .iter()
            .filter(|y| !left.iter().any(|z| agree(y, z)))
            .any(|y| crate::detail::one_matter(x, y, |one, two| forms.affinity_of(one, two) >= SAME))
    });
    let kin =
        |one: &str, two: &str| forms.affinity_of(one, two) >= SAME || crate::detail::are_people(one, two);
    let anchors = left.iter().filter(|x| is_telling(x)).filter(|x| {
        right.iter().any(|y| is_telling(y) && agree(x, y) && crate::detail::one_matter(x, y, kin))
    });
    (agreeing.min(3) as f64, anchors.count().min(3) as f64, f64::from(u8::from(apart)))
}

/// True for a number that two reports of different matters seldom share.
fn is_telling(quantity: &Quantity) -> bool {
    const SMALL: f64 = 12.0;
    match quantity.measure {
        Measure::Ordinal(_) => false,
        Measure::Unit(_) => quantity.low > 0.0,
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
    let below = |saying: &Saying, at: usize| -> Vec<usize> {
        (0..saying.words.len())
            .filter(|&w| saying.words[w].head == Some(at) && saying.words[w].link != Link::Clause)
            .collect()
    };
    let (left, right) = (below(a, i), below(b, j));
    let least = left.len().min(right.len());
    if least == 0 {
        return 0.3;
    }
    let near = |at: Option<(usize, f64)>| at.is_some_and(|(_, near)| near >= SAME);
    let held = left.iter().filter(|&&w| near(alignment.left[w])).count();
    let back = right.iter().filter(|&&w| near(alignment.right[w])).count();
    (held.min(back) as f64 / least as f64).min(1.0)
}

/// How near the main deed is to any word of the other.
fn main(a: &Saying, best: &[Option<(usize, f64)>]) -> f64 {
    let first = a.words.iter().enumerate().filter(|(_, word)| !word.frame && word.class == Class::Deed);
    let depth = |mut at: usize| {
        let mut steps = 0;
        while let Some(head) = a.words[at].head.filter(|&head| !a.words[head].frame && steps < 30) {
            at = head;
            steps += 1;
        }
        steps
    };
    let top = first.min_by_key(|&(index, _)| (depth(index), index));
    top.map_or(0.4, |(index, _)| best[index].map_or(0.0, |(_, near)| near))
}

/// True where a word left over in the one is contrary to one left over in the other.
fn contrary(a: &Saying, b: &Saying, alignment: &Alignment, forms: &Forms) -> bool {
    let left_over = |best: &[Option<(usize, f64)>]| -> Vec<usize> {
        (0..best.len()).filter(|&w| best[w].is_none_or(|(_, near)| near < SAME)).collect()
    };
    let (left, right) = (left_over(&alignment.left), left_over(&alignment.right));
    left.iter().any(|&i| {
        right.iter().any(|&j| {
            let (x, y) = (&a.words[i], &b.words[j]);
            !x.frame
                && !y.frame
                && x.negated == y.negated
                && are_opposite(forms.text(x.form), forms.text(y.form))
        })
    })
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

/// A statement as comparing sees it, from what was read of it.
pub(crate) fn saying(
    matter: &Matter,
    number: impl Fn(&str) -> usize,
    cast: impl Fn(usize) -> Option<(usize, EntityKind)>,
    weight: impl Fn(&twosource_annotate::Item) -> f64,
) -> Vec<Word> {
    matter
        .items
        .iter()
        .map(|item| Word {
            span: item.span,
            form: number(&item.form),
            cast: item.entity.and_then(&cast).map(|(place, _)| place),
            kind: item.entity.and_then(&cast).map(|(_, kind)| kind),
            class: item.class,
            head: item.head,
            link: item.link,
            preposition: item.preposition.clone(),
            weight: weight(item),
            negated: item.negated,
            certainty: item.certainty,
            frame: item.frame,
        })
        .collect()
}
