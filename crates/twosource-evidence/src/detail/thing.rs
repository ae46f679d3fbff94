//! What it is done to or with, and what sort of thing that is.

use twosource_annotate::{Class, Link, Measure, Quantity};
use twosource_lexicon::english::WordList;

use super::{Finding, Pair, SAME, Slot};
use crate::claim::align::{Saying, Word, agree};

/// Things that stand in one slot and are no kin, somebody's relative where the other tells of him, and numbers of two matters.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let mut found = slots(pair);
    found.extend(relatives(pair));
    found.extend(number_alone(pair));
    found.extend(of_one_sort(pair));
    found.extend(counted(pair));
    found
}

/// As many, but of another sort: "2,100 nurses", "2,100 of the cleaners".
fn counted(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for x in pair.a.told_numbers() {
        for y in pair.b.told_numbers() {
            let (Measure::Count(Some(one)), Measure::Count(Some(two))) = (&x.measure, &y.measure) else {
                continue;
            };
            let (Some(i), Some(j)) = (x.of, y.of) else { continue };
            let lone = !pair.has_left(i) && !pair.has_right(j) && !pair.meet(i, j);
            let (p, q) = (pair.a.words[i].form, pair.b.words[j].form);
            let of_one_sort = pair.forms.sort(p).is_some() && pair.forms.sort(p) == pair.forms.sort(q);
            let anyone = WordList::Anyone.holds(one) || WordList::Anyone.holds(two);
            if lone && of_one_sort && !anyone && super::values_agree(x, y) {
                found.push(Finding { on: Slot::Actor, ..finding(pair, i, j) });
            }
        }
    }
    found
}

/// The one person, vehicle or animal of one statement that the other has not, where that has one of its own: "the captain had 1.4
/// grams of alcohol in his blood", "a test of the cook's blood showed 1.4 grams".
fn of_one_sort(pair: &Pair) -> Vec<Finding> {
    let lone = |saying: &Saying, has: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let is_lone = |&at: &usize| {
            let word = &saying.words[at];
            let part = !matches!(word.link, Link::Modifier | Link::Owner | Link::Apposition | Link::Top);
            let kept = word.class == Class::Thing && part && !word.frame && !word.known;
            kept && pair.forms.sort(word.form).is_some() && !has(at)
        };
        (0..saying.words.len()).filter(is_lone).collect()
    };
    let (left, right) = (lone(pair.a, &|at| pair.has_left(at)), lone(pair.b, &|at| pair.has_right(at)));
    let sort = |saying: &Saying, at: usize| pair.forms.sort(saying.words[at].form);
    let mut found = Vec::new();
    for &i in &left {
        let own = sort(pair.a, i);
        let alone = left.iter().filter(|&&x| sort(pair.a, x) == own).count() == 1;
        let theirs: Vec<usize> = right.iter().copied().filter(|&y| sort(pair.b, y) == own).collect();
        let (true, &[j]) = (alone, theirs.as_slice()) else { continue };
        let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
        // "people", "a man": whoever they are.
        let (one, two) = (pair.forms.text(x.form), pair.forms.text(y.form));
        let anyone = super::are_people(one, one) || super::are_people(two, two);
        let one_body = x.cast.is_some() && x.cast == y.cast;
        if !anyone && !one_body && !pair.meet(i, j) {
            found.push(Finding { on: Slot::Actor, ..finding(pair, i, j) });
        }
    }
    found
}

/// Things, and words that tell what sort of thing, that stand in one slot and are no kin.
fn slots(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, x) in pair.a.words.iter().enumerate().filter(|(_, word)| !word.frame) {
        if pair.has_left(i) || pair.a.measures(i) {
            continue;
        }
        for (j, y) in pair.b.words.iter().enumerate().filter(|(_, word)| !word.frame) {
            if pair.has_right(j) || pair.b.measures(j) {
                continue;
            }
            // "the memorial", "the monument": held apart only by another word that is nearer.
            if pair.forms.affinity(x.form, y.form) >= SAME {
                continue;
            }
            let siblings = || pair.forms.are_siblings(x.form, y.form);
            if !pair.one_slot(i, j) {
                // "cocoa" against "wheat", wherever they stand.
                let both = x.class == Class::Thing
                    && y.class == Class::Thing
                    && x.cast.is_none()
                    && y.cast.is_none();
                let main = |link: Link| !matches!(link, Link::Modifier | Link::Owner | Link::Apposition);
                let alike = main(x.link)
                    && main(y.link)
                    && (x.link != Link::Oblique || x.preposition == y.preposition);
                let anything = |word: &Word| WordList::AnyThing.holds(pair.forms.text(word.form));
                if both && alike && siblings() && !anything(x) && !anything(y) {
                    found.push(finding(pair, i, j));
                }
                continue;
            }
            let things = x.class == Class::Thing && y.class == Class::Thing;
            let sorts = x.link == Link::Modifier && x.class != Class::Pronoun && y.class != Class::Pronoun;
            let differs = match x.link {
                Link::Modifier => {
                    let of_name = x.head.is_some_and(|head| pair.a.words[head].class == Class::Name);
                    let parts = x.class == Class::Thing && y.class == Class::Thing;
                    sorts && (of_name && x.cast.is_none() && y.cast.is_none() || siblings() || parts)
                }
                // "police", "detectives": who does it is often told by what he belongs to.
                Link::Doer => things && siblings(),
                Link::Undergoer | Link::Complement | Link::Oblique | Link::Owner | Link::Apposition => things,
                Link::Top | Link::Clause => false,
            };
            // "the company" for a named one, "him" for a person: who is meant is the names' matter.
            let named = x.known || y.known;
            // "the will of a patient", "a woman's will"
            let (one, two) = (pair.forms.text(x.form), pair.forms.text(y.form));
            let anything = WordList::AnyThing.holds(one) || WordList::AnyThing.holds(two);
            if differs && !named && !anything && !super::are_people(one, two) {
                found.push(finding(pair, i, j));
            }
        }
    }
    found
}

/// The sort of nouns for persons.
const PERSON: &str = "person";

/// "the president's brother" in the place of the president.
fn relatives(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, x) in pair.a.words.iter().enumerate() {
        for (j, y) in pair.b.words.iter().enumerate() {
            let parties =
                x.link == y.link && matches!(x.link, Link::Doer | Link::Undergoer) && !x.frame && !y.frame;
            let of = |saying: &Saying, at: usize, named: &Word| {
                let word = &saying.words[at];
                let owners =
                    saying.hanging(at, |owner| owner.link == Link::Owner && owner.class != Class::Pronoun);
                word.class == Class::Thing
                    && !word.known
                    && pair.forms.sort(word.form) == Some(PERSON)
                    && named.class == Class::Name
                    && named.cast.is_some()
                    && owners.iter().any(|&owner| saying.words[owner].cast == named.cast)
            };
            let one_deed = pair.heads_meet(i, j) || x.head.is_none() && y.head.is_none();
            if parties && one_deed && (of(pair.b, j, x) || of(pair.a, i, y)) {
                found.push(Finding { on: Slot::Actor, ..finding(pair, i, j) });
            }
        }
    }
    found
}

/// Where two statements share a measure and nothing that takes part, what is measured is not known to be one: damage of 8 million,
/// and a cover of 8 million.
fn number_alone(pair: &Pair) -> Vec<Finding> {
    let measured = |quantity: &Quantity| matches!(quantity.measure, Measure::Unit(_));
    // "350 dollars a day", "$350 for every day": what is told of the measure besides is the same.
    let repeated = |saying: &Saying| saying.moments.iter().any(|moment| moment.repeated.is_some());
    if repeated(pair.a) && repeated(pair.b) {
        return Vec::new();
    }
    // Two numbers that agree are seldom of two matters.
    let mut shared = pair.a.told_numbers().filter(|x| pair.b.told_numbers().any(|y| agree(x, y)));
    let (Some(one), None) = (shared.next(), shared.next()) else { return Vec::new() };
    if !measured(one) {
        return Vec::new();
    }
    let parts = |saying: &Saying| -> Vec<usize> {
        let takes_part = |&at: &usize| {
            let word = &saying.words[at];
            let main = matches!(
                word.link,
                Link::Doer | Link::Undergoer | Link::Complement | Link::Oblique | Link::Top
            );
            main && matches!(word.class, Class::Thing | Class::Name | Class::Pronoun)
                && !word.frame
                && !saying.measures(at)
        };
        (0..saying.words.len()).filter(takes_part).collect()
    };
    let (left, right) = (parts(pair.a), parts(pair.b));
    let shared =
        left.iter().any(|&word| pair.has_left(word)) || right.iter().any(|&word| pair.has_right(word));
    match (left.first(), right.first()) {
        (Some(&i), Some(&j)) if !shared => vec![finding(pair, i, j)],
        _ => Vec::new(),
    }
}

fn finding(pair: &Pair, i: usize, j: usize) -> Finding {
    let (x, y) = (&pair.a.words[i], &pair.b.words[j]);
    let matter = x.head.map_or("", |head| pair.forms.text(pair.a.words[head].form)).to_owned();
    Finding { on: Slot::Object, agreed: false, hard: false, grows: false, matter, spans: [x.span, y.span] }
}
