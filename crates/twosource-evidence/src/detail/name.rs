//! Persons, bodies and places by name.

use std::collections::BTreeSet;
use twosource_lexicon::english::WordList;

use twosource_annotate::{Class, EntityKind, Link};
use twosource_text::Span;

use super::{Finding, Pair, SURELY, Slot};
use crate::claim::align::{Saying, Word};

/// A name of a statement.
struct Named {
    /// Its words.
    words: Vec<usize>,
    /// The word that the others hang on.
    top: usize,
    cast: Option<usize>,
    kind: Option<EntityKind>,
    span: Span,
}

/// Names that stand in one slot and are not of one.
pub(crate) fn find(pair: &Pair) -> Vec<Finding> {
    let meant =
        |saying: &Saying| -> BTreeSet<usize> { saying.words.iter().filter_map(|word| word.cast).collect() };
    let (in_a, in_b) = (meant(pair.a), meant(pair.b));
    let lone = |names: Vec<Named>, others: &BTreeSet<usize>, has: &dyn Fn(usize) -> bool| -> Vec<Named> {
        let is_lone = |named: &Named| {
            !named.cast.is_some_and(|cast| others.contains(&cast))
                && !named.words.iter().any(|&word| has(word))
        };
        names.into_iter().filter(is_lone).collect()
    };
    let left = lone(names(pair.a), &in_b, &|word| pair.has_left(word));
    let right = lone(names(pair.b), &in_a, &|word| pair.has_right(word));
    let mut found = namesakes(pair, &in_a, &in_b);
    for x in &left {
        for y in &right {
            let (word, other) = (&pair.a.words[x.top], &pair.b.words[y.top]);
            let same_way = word.link == other.link && word.preposition == other.preposition;
            let takes_part = |link: Link| {
                matches!(link, Link::Doer | Link::Undergoer | Link::Apposition | Link::Complement | Link::Top)
            };
            let parties = takes_part(word.link) && takes_part(other.link);
            // "Lindon police" and "police in Oxley" are told by their towns; a name may else describe anything.
            let describes = word.link == Link::Modifier || other.link == Link::Modifier;
            if describes && one_sort(x, y) != Some(Slot::Place) {
                continue;
            }
            let one_slot = pair.one_slot(x.top, y.top);
            let by_place = || {
                let oblique = word.link == Link::Oblique;
                one_slot.then_some(if oblique { Slot::Place } else { Slot::Actor })
            };
            let found_sort =
                one_sort(x, y).or_else(|| unknown_sort(x, y, same_way, parties)).or_else(by_place);
            let Some(on) = found_sort else { continue };
            let of_sort =
                |names: &[Named], like: &Named| names.iter().filter(|n| n.kind == like.kind).count();
            let alone = of_sort(&left, x) == 1 && of_sort(&right, y) == 1;
            // A place may be told of anything: where a name is led to in another way, it is of another thing.
            let in_place =
                |word: &Word| word.preposition.as_deref().is_none_or(|led| WordList::PlaceLed.holds(led));
            let comparable = on != Slot::Place || same_way || in_place(word) && in_place(other);
            if (one_slot || alone && comparable) && !is_part(pair, x, y) && !is_one_name(pair, x, y) {
                // A town lies in a county: which of two names is the wider is not known, but of two states neither is. Two may do the
                // same deed.
                let states = x.kind == Some(EntityKind::State) && y.kind == x.kind;
                let hard = one_slot && alone && states && on == Slot::Place;
                found.push(Finding { hard, ..Finding::differing(on, [x.span, y.span]) });
            }
        }
    }
    found
}

/// Two persons or two bodies whose names share a word, each with a word of its own: "Carol Pellow", "Gareth Pellow".
fn namesakes(pair: &Pair, in_a: &BTreeSet<usize>, in_b: &BTreeSet<usize>) -> Vec<Finding> {
    let told = |saying: &Saying, others: &BTreeSet<usize>| -> Vec<Named> {
        let mut names = names(saying);
        names.retain(|name| name.words.len() > 1 && name.cast.is_some_and(|cast| !others.contains(&cast)));
        names
    };
    let (left, right) = (told(pair.a, in_b), told(pair.b, in_a));
    let (&[x], &[y]) =
        (left.iter().collect::<Vec<_>>().as_slice(), right.iter().collect::<Vec<_>>().as_slice())
    else {
        return Vec::new();
    };
    let word = |saying: &Saying, at: usize| saying.words[at].form;
    let shares = x.words.iter().any(|&i| y.words.iter().any(|&j| word(pair.a, i) == word(pair.b, j)));
    if !shares || one_sort(x, y) != Some(Slot::Actor) || is_part(pair, x, y) || is_one_name(pair, x, y) {
        return Vec::new();
    }
    vec![Finding::differing(Slot::Actor, [x.span, y.span])]
}

/// Which slot two names can both fill.
fn one_sort(x: &Named, y: &Named) -> Option<Slot> {
    use EntityKind::{Organisation, Person, Place, State};
    match (x.kind?, y.kind?) {
        (Person, Person) | (Organisation, Organisation) => Some(Slot::Actor),
        (Place | State, Place | State) => Some(Slot::Place),
        _ => None,
    }
}

/// The same where it is not known of one what it is: both by their place in the sentence.
fn unknown_sort(x: &Named, y: &Named, same_way: bool, parties: bool) -> Option<Slot> {
    use EntityKind::{Organisation, Person, Place, State};
    if x.words.len() < 2 || y.words.len() < 2 || x.kind.is_some() && y.kind.is_some() {
        return None;
    }
    match x.kind.or(y.kind) {
        Some(Person | Organisation) if parties || same_way => Some(Slot::Actor),
        Some(Place | State) if same_way => Some(Slot::Place),
        None if same_way && !parties => Some(Slot::Place),
        None if parties => Some(Slot::Actor),
        _ => None,
    }
}

/// True where the one has no word that the other has not: "the Tarvel hospital", "Tarvel General Hospital".
fn is_part(pair: &Pair, x: &Named, y: &Named) -> bool {
    let meets =
        |i: usize, j: usize| pair.forms.affinity(pair.a.words[i].form, pair.b.words[j].form) >= SURELY;
    x.words.iter().all(|&i| y.words.iter().any(|&j| meets(i, j)))
        || y.words.iter().all(|&j| x.words.iter().any(|&i| meets(i, j)))
}

/// True for two spellings of one name: "Slavyansk" and "Slovyansk".
fn is_one_name(pair: &Pair, x: &Named, y: &Named) -> bool {
    const SPELLINGS: f32 = 0.75;
    let text = |saying: &Saying, named: &Named| -> Vec<char> {
        let words: Vec<&str> =
            named.words.iter().map(|&word| pair.forms.text(saying.words[word].form)).collect();
        words.join(" ").chars().collect()
    };
    let (one, two) = (text(pair.a, x), text(pair.b, y));
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &one, &two);
    similar::get_diff_ratio(&changes, one.len(), two.len()) >= SPELLINGS
}

/// The names of a statement that tell what is said, in order.
fn names(saying: &Saying) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for (index, word) in saying.words.iter().enumerate() {
        if word.frame || word.class != Class::Name || saying.measures(index) {
            continue;
        }
        if let Some(last) = found.last_mut()
            && last.words.last() == Some(&(index.wrapping_sub(1)))
            && last.cast == word.cast
            // "Marta Vell of Tarvel University" may be taken for one name: what a preposition leads to is another.
            && (saying.words[index - 1].link == Link::Modifier
                || last.words.len() == 1
                    && word.cast.is_some()
                    && word.kind == Some(EntityKind::Organisation))
        {
            last.words.push(index);
            last.span = Span::new(last.span.start, word.span.end);
            last.top = index;
            continue;
        }
        found.push(Named {
            words: vec![index],
            top: index,
            cast: word.cast,
            kind: word.kind,
            span: word.span,
        });
    }
    for named in &mut found {
        let outside =
            |&&word: &&usize| saying.words[word].head.is_none_or(|head| !named.words.contains(&head));
        named.top = named.words.iter().find(outside).copied().unwrap_or(named.top);
    }
    found
}
