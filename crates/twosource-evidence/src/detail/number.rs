//! Numbers as values: "25" and "25 people" are one, "at least 20" and "25" can both hold, "14" and "40" cannot.

use twosource_annotate::{EntityKind, Link, Measure, Precision, Quantity};

use twosource_lexicon::english::WordList;
use twosource_text::Span;

use super::polarity::one_subject;
use super::{Finding, Pair, SAME, Slot};
use crate::claim::align::{Saying, agree};
use crate::vocabulary::{affinity, grows};

/// How far "about" may be from what it is about.
const ABOUT: f64 = 0.12;

/// How far a floor such as "more than 20" may lie under the value that it is a floor of.
pub(crate) const FLOOR: f64 = 1.6;

/// How far two floors may lie apart.
const FLOORS: f64 = 2.0;

/// The same for round words: "dozens", "hundreds".
const ROUND_FLOOR: f64 = 10.0;

/// What "dozens", "scores", "hundreds" and so on are more than.
const ROUND: [f64; 6] = [24.0, 40.0, 200.0, 2_000.0, 2e6, 2e9];

/// From how many numbers on, that both give, two statements tell one matter.
const ANCHORS: usize = 2;

/// Shares are given to a tenth of a point, or rounded to the point.
const POINT: f64 = 0.5;

/// True where both values can hold of one thing.
pub(crate) fn values_agree(x: &Quantity, y: &Quantity) -> bool {
    let (a, b) = if x.low <= y.low { (x, y) } else { (y, x) };
    let floor = |q: &Quantity| matches!(q.precision, Precision::AtLeast | Precision::Above);
    let ceiling = |q: &Quantity| q.precision == Precision::Below;
    // "at least four months" against "at most four months"; "more than 100" and "up to 120" can both hold.
    if floor(x) && ceiling(y) || ceiling(x) && floor(y) {
        let (least, most) = if floor(x) { (x, y) } else { (y, x) };
        return least.low < most.low && most.low <= least.low * FLOORS;
    }
    if (a.low - b.low).abs() < 1e-9 && (a.high - b.high).abs() < 1e-9 {
        return true;
    }
    let is_range = |q: &Quantity| q.high > q.low;
    if is_range(a) || is_range(b) {
        return b.low <= a.high;
    }
    let ratio = b.low / a.low.max(1e-9);
    // "at least 10" and "at least 15": the one says more.
    if floor(x) && floor(y) && ratio <= FLOORS {
        return true;
    }
    if matches!(a.measure, Measure::Ordinal(_)) {
        return false;
    }
    if let Measure::Unit(unit) = &a.measure
        && unit == "percent"
        && (a.low.fract() == 0.0 || b.low.fract() == 0.0)
        && (a.low - b.low).abs() <= POINT
    {
        return true;
    }
    match a.precision {
        Precision::Above | Precision::AtLeast => {
            let round = a.low >= 20.0 && a.low % 10.0 == 0.0 || a.precision == Precision::Above;
            let words = a.low >= 24.0 && a.precision == Precision::Above && ROUND.contains(&a.low);
            if round && ratio <= if words { ROUND_FLOOR } else { FLOOR } {
                return true;
            }
        }
        _ => {}
    }
    if b.precision == Precision::Below && ratio <= FLOOR {
        return true;
    }
    let about = [a, b].iter().any(|q| matches!(q.precision, Precision::About));
    if about && ratio <= 1.0 + ABOUT {
        return true;
    }
    is_rounded(a, b) || is_rounded(b, a)
}

/// True for "dozens", "billions".
pub(crate) fn is_round(quantity: &Quantity) -> bool {
    quantity.precision == Precision::Above && ROUND.contains(&quantity.low)
}

/// True where `rough` is what `fine` comes to when rounded to the digits that `rough` has.
fn is_rounded(rough: &Quantity, fine: &Quantity) -> bool {
    let mut unit = 1.0;
    while unit < 1e15 && rough.low % (unit * 10.0) == 0.0 && unit * 10.0 <= rough.low {
        unit *= 10.0;
    }
    rough.low >= 100.0 && unit >= 10.0 && ((fine.low / unit).round() * unit - rough.low).abs() < 0.5
}

/// True where two numbers are of one matter, so that they have to agree: of one unit, or of things that `kin` holds for the same.
pub(crate) fn one_matter(x: &Quantity, y: &Quantity, kin: impl Fn(&str, &str) -> bool) -> bool {
    match (&x.measure, &y.measure) {
        (Measure::Unit(one), Measure::Unit(two)) => one == two,
        (Measure::Ordinal(one), Measure::Ordinal(two)) => match (one, two) {
            (Some(one), Some(two)) => kin(one, two),
            _ => false,
        },
        (Measure::Count(one), Measure::Count(two)) => match (one, two) {
            (Some(one), Some(two)) => kin(one, two),
            _ => true,
        },
        _ => false,
    }
}

/// Numbers that both statements give: those that agree, and those of one matter that do not.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    // Who says it is no part of what is said, but how old he is may be held against what another says.
    let told = |saying: &'_ Saying, number: &Quantity| !number.frame || age_of(saying, number).is_some();
    let left: Vec<&Quantity> = pair.a.quantities.iter().filter(|x| told(pair.a, x)).collect();
    let right: Vec<&Quantity> = pair.b.quantities.iter().filter(|y| told(pair.b, y)).collect();
    let mut found = Vec::new();
    for x in &left {
        if let Some(y) = right.iter().find(|y| agree(x, y)) {
            // "to 42 from 30" against "30, compared with 42 a year ago".
            let swapped = x.former != y.former && trades_places(pair, x, y);
            let told = finding(pair, x, y, !swapped);
            let spans = if swapped { [with_course(x), with_course(y)] } else { told.spans };
            found.push(Finding { hard: false, spans, ..told });
        }
    }
    let lone_left: Vec<&Quantity> =
        left.iter().copied().filter(|x| !right.iter().any(|y| agree(x, y))).collect();
    let lone_right: Vec<&Quantity> =
        right.iter().copied().filter(|y| !left.iter().any(|x| agree(x, y))).collect();
    let of_one_sort = |one: &str, two: &str| affinity(one, two) >= SAME || are_people(one, two);
    let only = lone_left.len() == 1 && lone_right.len() == 1;
    // Statements that share two numbers tell one matter, however they put it.
    let anchored = left.len() - lone_left.len() >= ANCHORS && right.len() - lone_right.len() >= ANCHORS;
    let mut taken = vec![false; lone_right.len()];
    for x in &lone_left {
        let answers = |x: &Quantity, y: &Quantity| one_matter(x, y, of_one_sort);
        let only = only
            || lone_right.iter().filter(|y| answers(x, y)).count() == 1
                && lone_left
                    .iter()
                    .filter(|other| lone_right.iter().any(|y| answers(x, y) && answers(other, y)))
                    .count()
                    == 1;
        let rival = lone_right
            .iter()
            .enumerate()
            .find(|&(place, y)| !taken[place] && is_rival(pair, x, y, only, anchored));
        if let Some((place, y)) = rival {
            taken[place] = true;
            if make_up(pair.b, x) || make_up(pair.a, y) {
                continue;
            }
            let bearers = (age_of(pair.a, x), age_of(pair.b, y));
            let same_deed = match (x.deed, y.deed) {
                // The age of one person is one whatever they do.
                _ if bearers.0.is_some() => bearers.0 == bearers.1,
                (Some(i), Some(j)) => pair.meet(i, j) && !done_by_two(pair, i, j),
                // "the march had 12,000 people": the verb carries no matter, and the subject tells.
                (None, None) => one_subject(pair),
                _ => false,
            };
            // Where a statement has several numbers of one measure, which of them answers the other's is open.
            let alone = |all: &[&Quantity], one: &Quantity| {
                all.iter().filter(|other| one_matter(other, one, |a, b| a == b)).count() == 1
            };
            // "a 36-year-old climber", "a 32-year-old climber": whose age it is has to be known.
            let is_age = matches!(&x.measure, Measure::Unit(unit) if unit == AGE);
            let told_of_one = !is_age || bearers.0.is_some() && bearers.0 == bearers.1;
            let counted = !matches!(x.measure, Measure::Ordinal(_)) && told_of_one;
            // "billions" is no value that another number could contradict.
            let round = |q: &Quantity| matches!(q.measure, Measure::Unit(_)) && is_round(q);
            // "25 people were killed", "the toll has risen to 31"
            let risen = |q: &Quantity| q.measure == Measure::Count(None) && q.direction.is_some();
            let told = finding(pair, x, y, false);
            let toll = (risen(x) || risen(y)) && told.grows && lone_left.len() == 1 && lone_right.len() == 1;
            let hard = counted
                && close(x, y)
                && (same_deed || toll)
                && !round(x)
                && !round(y)
                && x.former == y.former
                && pair.a.is_past() == pair.b.is_past()
                && (alone(&left, x) && alone(&right, y) || lone_left.len() == 1 && lone_right.len() == 1);
            // "three people", "two men": some of them may be meant.
            let hard = hard && !is_some_of(x, y) && !is_some_of(y, x);
            found.push(Finding { hard, ..told });
        }
    }
    // The one number that each has for itself, of one sort: whatever they count, they are not the same.
    if let (&[x], &[y]) = (lone_left.as_slice(), lone_right.as_slice())
        && !taken[0]
        && one_lone_matter(pair, x, y)
        && (one_matter(x, y, of_one_sort)
            || left.len() > 1 && right.len() > 1
            || x.deed.zip(y.deed).is_some_and(|(i, j)| pair.meet(i, j)))
    {
        found.push(Finding { hard: false, ..finding(pair, x, y, false) });
    }
    found
}

/// True where the first counts people of one sort, and fewer than the second counts of any: "two men" of "three people".
fn is_some_of(part: &Quantity, whole: &Quantity) -> bool {
    let (Measure::Count(Some(one)), Measure::Count(Some(two))) = (&part.measure, &whole.measure) else {
        return false;
    };
    part.low < whole.low && one != two && are_people(one, two) && !WordList::WholePeople.holds(one)
}

/// True where each deed is done by somebody else who is known: the touchdowns of two players.
fn done_by_two(pair: &Pair, i: usize, j: usize) -> bool {
    let doers = |saying: &Saying, deed: usize| {
        saying.hanging(deed, |word| word.link == Link::Doer && word.cast.is_some())
    };
    let (left, right) = (doers(pair.a, i), doers(pair.b, j));
    let meet = left.iter().any(|&x| right.iter().any(|&y| pair.meet(x, y)));
    !left.is_empty() && !right.is_empty() && !meet
}

/// True where the counts of people that a statement gives come to one number together: two women and four men of six people.
fn make_up(saying: &Saying, whole: &Quantity) -> bool {
    let is_people = |q: &Quantity| matches!(&q.measure, Measure::Count(Some(noun)) if are_people(noun, noun));
    let parts: Vec<f64> = saying.told_numbers().filter(|q| is_people(q)).map(|q| q.low).collect();
    is_people(whole) && parts.len() > 1 && (parts.iter().sum::<f64>() - whole.low).abs() < 0.5
}

/// True for numbers that could answer one question, if nothing else in two statements tells what they are of.
fn one_lone_matter(pair: &Pair, x: &Quantity, y: &Quantity) -> bool {
    let bearers = (age_of(pair.a, x), age_of(pair.b, y));
    let of_two = matches!(bearers, (Some(one), Some(two)) if one != two);
    let alike = match (&x.measure, &y.measure) {
        (Measure::Unit(one), Measure::Unit(two)) => one == two,
        (Measure::Count(_), Measure::Count(_)) => true,
        _ => false,
    };
    let timed = |saying: &Saying, q: &Quantity| saying.moments.iter().any(|m| m.span.overlaps(q.span));
    let differ = !values_agree(x, y) && !timed(pair.a, x) && !timed(pair.b, y);
    alike && differ && !of_two && !x.frame && !y.frame && !is_round(x) && !is_round(y)
}

/// A number with the word that tells which way it went.
fn with_course(quantity: &Quantity) -> Span {
    quantity.direction.map_or(quantity.span, |(_, word)| {
        Span::new(word.start.min(quantity.span.start), word.end.max(quantity.span.end))
    })
}

/// True where the one's value of now is the other's value of before, and the other way round.
fn trades_places(pair: &Pair, x: &Quantity, y: &Quantity) -> bool {
    let mut others = pair.a.told_numbers().filter(|other| other.span != x.span && other.former != x.former);
    others.any(|other| {
        let mut theirs =
            pair.b.told_numbers().filter(|their| their.span != y.span && their.former != y.former);
        theirs.any(|their| agree(other, their))
    })
}

/// The unit of ages.
pub(crate) const AGE: &str = "age";

/// Whose age a number is: a place in the cast.
pub(crate) fn age_of(saying: &Saying, number: &Quantity) -> Option<usize> {
    let is_age = matches!(&number.measure, Measure::Unit(unit) if unit == AGE);
    let bearer = &saying.words[number.of.filter(|_| is_age)?];
    bearer.cast.filter(|_| bearer.kind == Some(EntityKind::Person))
}

/// True where two numbers answer one question.
fn is_rival(pair: &Pair, x: &Quantity, y: &Quantity, only: bool, anchored: bool) -> bool {
    let bearers = (age_of(pair.a, x), age_of(pair.b, y));
    if matches!(bearers, (Some(one), Some(two)) if one != two) {
        return false;
    }
    if x.part != y.part || std::mem::discriminant(&x.measure) != std::mem::discriminant(&y.measure) {
        return false;
    }
    let kin = |one: &str, two: &str| affinity(one, two) >= SAME || are_people(one, two);
    let named = |measure: &Measure| {
        matches!(measure, Measure::Count(Some(_)) | Measure::Unit(_) | Measure::Ordinal(Some(_)))
    };
    // "the first woman to lead it", "is to be the second"
    let unnamed_place = only
        && matches!(
            (&x.measure, &y.measure),
            (Measure::Ordinal(None), Measure::Ordinal(_)) | (Measure::Ordinal(_), Measure::Ordinal(None))
        );
    let one = one_matter(x, y, kin) || unnamed_place;
    // Where what is counted is left out, the deed has to tell, or there is no other number to be meant.
    let deeds = match (x.deed, y.deed) {
        (Some(i), Some(j)) => pair.meet(i, j),
        _ => false,
    };
    // People are counted for many things: what happens to them has to be one thing.
    let people = |measure: &Measure| matches!(measure, Measure::Count(Some(noun)) if are_people(noun, noun));
    if people(&x.measure) || people(&y.measure) {
        // "25 people were killed", "the toll has risen to 31"
        let unnamed = x.measure == Measure::Count(None) || y.measure == Measure::Count(None);
        let one_happening = match (x.deed, y.deed) {
            (Some(_), Some(_)) => deeds || only && (unnamed || anchored),
            _ => only || named(&x.measure) && named(&y.measure),
        };
        return one && one_happening && close(x, y);
    }
    one && (named(&x.measure) && named(&y.measure) || deeds || only)
}

/// True where two values are not so far apart that they must be of two things.
fn close(x: &Quantity, y: &Quantity) -> bool {
    const FAR_APART: f64 = 5.0;
    x.low.max(y.low) <= x.low.min(y.low).max(1.0) * FAR_APART
}

/// Nouns for people of any sort: what is counted may be called by either.
pub(crate) fn are_people(one: &str, two: &str) -> bool {
    WordList::People.holds(one) && WordList::People.holds(two)
}

fn finding(pair: &Pair, x: &Quantity, y: &Quantity, agreed: bool) -> Finding {
    let matter = match (&x.measure, &y.measure) {
        (Measure::Count(Some(noun)), _) | (_, Measure::Count(Some(noun))) => noun.clone(),
        (Measure::Unit(unit), _) => unit.clone(),
        (Measure::Ordinal(Some(noun)), _) => noun.clone(),
        _ => String::new(),
    };
    let deed = |saying: &Saying, at: Option<usize>| {
        at.is_some_and(|at| grows(pair.forms.text(saying.words[at].form)))
    };
    let by_time = grows(&matter) || deed(pair.a, x.deed) || deed(pair.b, y.deed);
    Finding { on: Slot::Number, agreed, hard: true, grows: by_time, matter, spans: [x.span, y.span] }
}
