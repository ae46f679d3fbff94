//! Two statements held against each other, word by word: which of their words mean the same, and what is left over.

use twosource_annotate::{Certainty, Class, EntityKind, Link, Matter, Measure, Quantity};
use twosource_text::Span;

use super::forms::Forms;

/// A word of a statement as comparing sees it.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its form's number.
    pub form: usize,
    /// Whom it means: a place in the cast.
    pub cast: Option<usize>,
    /// True where they are known by a name.
    pub known: bool,
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
    /// True for a deed that by itself tells that something is not so.
    pub denies: bool,
    /// Where the word stands that says that it is not.
    pub denial: Option<Span>,
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
    /// False where its day is counted from the date of other reports, since its own bears none.
    pub sure: bool,
    /// Its words, in lower case.
    pub words: String,
    /// True where its words name a day.
    pub names_day: bool,
    /// True where it lies long before the report was published.
    pub past: bool,
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
    /// True where it is said not to be so by whoever it is from, and not by its own words.
    pub disowned: bool,
}

impl Saying {
    /// The words (indices) that hang on one and that `wanted` names.
    pub fn hanging(&self, at: usize, wanted: impl Fn(&Word) -> bool) -> Vec<usize> {
        let hangs = |&word: &usize| self.words[word].head == Some(at) && wanted(&self.words[word]);
        (0..self.words.len()).filter(hangs).collect()
    }

    /// True for a word that a number or a time is said with: "months" of "18 months".
    pub fn measures(&self, at: usize) -> bool {
        let span = self.words[at].span;
        self.quantities.iter().any(|quantity| quantity.span.overlaps(span) && quantity.of != Some(at))
            || self.moments.iter().any(|moment| moment.span.overlaps(span))
    }

    /// True where it looks back on what was long before its report.
    pub fn is_past(&self) -> bool {
        self.moments.iter().any(|moment| moment.past && moment.names_day && !moment.frame)
    }

    /// Its numbers, those left out that only tell who says it.
    pub fn told_numbers(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().filter(|quantity| !quantity.frame)
    }
}

/// The best word of the other statement for one, and how near they are.
pub(crate) type Best = Option<(usize, f64)>;

/// How two statements go together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    /// For each word of the first the best one of the second, and how near they are.
    pub left: Vec<Best>,
    /// For each word of the second the best one of the first.
    pub right: Vec<Best>,
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

/// True for what is put forward as so.
pub(crate) fn is_real(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Asserted | Certainty::Attributed | Certainty::Denied)
}

/// True where two numbers can both hold of one thing.
pub(crate) fn agree(x: &Quantity, y: &Quantity) -> bool {
    same_measure(&x.measure, &y.measure)
        && crate::detail::values_agree(x, y)
        && (x.low == y.low && x.high == y.high
            || counts_one_thing(&x.measure, &y.measure) && !is_loose(x, y) && !is_loose(y, x))
}

/// True where a value lies in another's range, and what that range counts is not told: "between six and 14" is not "11 countries".
fn is_loose(x: &Quantity, y: &Quantity) -> bool {
    x.high > x.low && y.high == y.low && x.measure == Measure::Count(None) && y.measure != x.measure
}

/// True but where two numbers are known to count two things: values that only could be one then tell nothing.
fn counts_one_thing(x: &Measure, y: &Measure) -> bool {
    match (x, y) {
        (Measure::Count(Some(one)), Measure::Count(Some(two))) => {
            one == two
                || crate::detail::are_people(one, two)
                || crate::vocabulary::affinity(one, two) >= crate::detail::SAME
        }
        _ => true,
    }
}

/// True where two numbers measure the same, as far as one can see.
fn same_measure(x: &Measure, y: &Measure) -> bool {
    match (x, y) {
        (Measure::Unit(one), Measure::Unit(two)) => one == two,
        (Measure::Count(_), Measure::Count(_)) | (Measure::Ordinal(_), Measure::Ordinal(_)) => true,
        _ => false,
    }
}

/// Whom a word means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meant {
    /// A place in the cast.
    pub place: usize,
    /// What they are.
    pub kind: EntityKind,
    /// True where some report names them.
    pub known: bool,
}

/// A statement as comparing sees it, from what was read of it.
pub(crate) fn saying(
    matter: &Matter,
    number: impl Fn(&str) -> usize,
    cast: impl Fn(usize) -> Option<Meant>,
    weight: impl Fn(&twosource_annotate::Item) -> f64,
) -> Vec<Word> {
    matter
        .items
        .iter()
        .map(|item| Word {
            span: item.span,
            form: number(&item.form),
            cast: item.entity.and_then(&cast).map(|meant| meant.place),
            known: item.entity.and_then(&cast).is_some_and(|meant| meant.known),
            kind: item.entity.and_then(&cast).map(|meant| meant.kind),
            class: item.class,
            head: item.head,
            link: item.link,
            preposition: item.preposition.clone(),
            weight: weight(item),
            negated: item.negated,
            denies: item.denies,
            denial: item.denial,
            certainty: item.certainty,
            frame: item.frame,
        })
        .collect()
}
