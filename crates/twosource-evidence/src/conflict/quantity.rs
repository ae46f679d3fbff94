//! What a statement counts or measures.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, Statement};
use twosource_language::Doc;
use twosource_text::Span;

use super::predicate::{families_around, governing_verb, places_around};
use crate::vocabulary::{family, value_of_word};

/// How exactly a value is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// "25".
    Exact,
    /// "at least 25".
    AtLeast,
    /// "more than 25", "dozens".
    Above,
    /// "about 25", "close to 25".
    About,
    /// "up to 25", "fewer than 25".
    Below,
}

/// The words that tell how exactly, as they stand before the numeral.
const MARKERS: [(&[&str], Precision); 22] = [
    (&["at", "least"], Precision::AtLeast),
    (&["no", "fewer", "than"], Precision::AtLeast),
    (&["no", "less", "than"], Precision::AtLeast),
    (&["a", "minimum", "of"], Precision::AtLeast),
    (&["more", "than"], Precision::Above),
    (&["greater", "than"], Precision::Above),
    (&["over"], Precision::Above),
    (&["upwards", "of"], Precision::Above),
    (&["fewer", "than"], Precision::Below),
    (&["less", "than"], Precision::Below),
    (&["up", "to"], Precision::Below),
    (&["as", "many", "as"], Precision::Below),
    (&["under"], Precision::Below),
    (&["close", "to"], Precision::About),
    (&["about"], Precision::About),
    (&["around"], Precision::About),
    (&["some"], Precision::About),
    (&["nearly"], Precision::About),
    (&["almost"], Precision::About),
    (&["roughly"], Precision::About),
    (&["approximately"], Precision::About),
    (&["estimated"], Precision::About),
];

/// Words that stand for "several times this".
const ROUND_WORDS: [(&str, f64); 6] = [
    ("dozens", 24.0),
    ("scores", 40.0),
    ("hundreds", 200.0),
    ("thousands", 2_000.0),
    ("millions", 2_000_000.0),
    ("billions", 2_000_000_000.0),
];

/// Nouns for people that say nothing of who they are.
const ANYBODY: [&str; 8] = ["people", "person", "other", "victim", "life", "individual", "human", "casualty"];

/// A counted or measured value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// Lowest value.
    pub low: f64,
    /// Highest value; the same as `low` but for ranges.
    pub high: f64,
    /// How exactly it is given.
    pub precision: Precision,
    /// The family of the noun counted; `None` where it is anybody or left out.
    pub thing: Option<String>,
    /// Families of the words it hangs on: what happened to the things counted.
    pub matter: BTreeSet<String>,
    /// Places named around it, in lower case.
    pub places: BTreeSet<String>,
    /// Months and years that the statement names: other events have other dates.
    pub dates: BTreeSet<String>,
    /// "200 people a day".
    pub is_rate: bool,
    /// The verb it hangs on.
    pub verb: Option<usize>,
    /// The words of the value with those that tell how exactly, in bytes.
    pub span: Span,
}

impl Quantity {
    /// True where both values can hold.
    pub fn agrees(&self, other: &Quantity) -> bool {
        let (a, b) = if self.low <= other.low { (self, other) } else { (other, self) };
        if a.low == b.low && a.high == b.high {
            return true;
        }
        let is_range = |q: &Quantity| q.high > q.low;
        if is_range(a) && is_range(b) {
            let about = a.precision == Precision::About || b.precision == Precision::About;
            return about;
        }
        if is_range(a) || is_range(b) {
            return b.low <= a.high;
        }
        // From here on `a` is the lower value.
        let ratio = b.low / a.low.max(1e-9);
        let floor = a.precision == Precision::Above
            || (a.precision == Precision::AtLeast && a.low >= 20.0 && a.low % 10.0 == 0.0);
        let ceiling = b.precision == Precision::Below;
        let about = [a, b].iter().any(|q| q.precision == Precision::About);
        if (floor && ratio <= 5.0) || ceiling {
            return true;
        }
        if about && ratio <= 1.12 {
            return true;
        }
        is_rounded(a, b) || is_rounded(b, a)
    }
}

/// True where `rough` is what `fine` comes to when rounded to the digits that `rough` has.
fn is_rounded(rough: &Quantity, fine: &Quantity) -> bool {
    let mut unit = 1.0;
    while rough.low % (unit * 10.0) == 0.0 && unit * 10.0 <= rough.low {
        unit *= 10.0;
    }
    rough.low >= 100.0 && unit >= 10.0 && ((fine.low / unit).round() * unit - rough.low).abs() < 0.5
}

/// The family of a counted noun; a square kilometre is no kilometre.
fn thing_counted(doc: &Doc, noun: usize) -> String {
    let lemma = doc.lemma(noun).to_lowercase();
    let measure =
        doc.children(noun).find(|&child| ["square", "cubic", "nautical"].contains(&doc.lower(child)));
    match measure {
        Some(measure) => format!("{} {lemma}", doc.lower(measure)),
        None => family(&lemma).to_owned(),
    }
}

/// The months and years a statement names, and "last month", "last year", in lower case.
fn dates_of(doc: &Doc, statement: &Statement) -> BTreeSet<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let tokens = statement.tokens.clone();
    tokens
        .filter(|&token| {
            let lower = doc.lower(token);
            let is_year = lower.len() == 4 && (lower.starts_with("19") || lower.starts_with("20"));
            let is_month = MONTHS.contains(&lower) && doc.pos(token) == "PROPN";
            let is_past = ["month", "year", "decade"].contains(&lower)
                && token > 0
                && ["last", "previous"].contains(&doc.lower(token - 1));
            is_month || is_past || (is_year && lower.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .map(|token| doc.lower(token).to_owned())
        .collect()
}

/// True for numerals that stand apart: a conversion in parentheses, "another 22", "one of", or a chance of "one in three".
fn is_apart(doc: &Doc, start: usize, end: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |token| doc.lower(token));
    let after = |on: usize| if end + on < doc.len() { doc.lower(end + on) } else { "" };
    let more = ["another", "further", "additional", "extra", "other", "first", "("].contains(&before(1));
    let joins_chance = |word: &str| ["in", "-in", "in-"].contains(&word);
    let numeral = |word: &str| value_of_word(word).is_some();
    let chance_after = (joins_chance(after(0)) && numeral(after(1)))
        || (after(0) == "-" && joins_chance(after(1)))
        || (after(0) == "out" && after(1) == "of");
    let chance_before = (joins_chance(before(1)) && numeral(before(2)))
        || (before(1) == "-" && joins_chance(before(2)))
        || (before(1) == "of" && before(2) == "out");
    let one_of = doc.lower(start) == "one" && after(0) == "of";
    more || chance_after || chance_before || one_of
}

/// The quantities of a statement, in order.
pub(crate) fn find(annotated: &Annotated, statement: &Statement) -> Vec<Quantity> {
    let doc = &annotated.doc;
    let mut found = Vec::new();
    let mut token = statement.tokens.start;
    while token < statement.tokens.end {
        let Some((low, high, end)) = value_at(doc, token, statement.tokens.end) else {
            token += 1;
            continue;
        };
        if !is_calendar(annotated, token, end) && !is_apart(doc, token, end) {
            found.push(quantity(doc, statement, token, end, low, high));
        }
        token = end;
    }
    found
}

fn quantity(doc: &Doc, statement: &Statement, start: usize, end: usize, low: f64, high: f64) -> Quantity {
    let last = end - 1;
    let round_word = ROUND_WORDS.iter().any(|(word, _)| *word == doc.lower(last));
    let (precision, first) = precision_before(doc, start, statement.tokens.start);
    let precision = if round_word { Precision::Above } else { precision };
    let noun = counted_noun(doc, start, last);
    let thing = noun
        .filter(|&noun| !ANYBODY.contains(&doc.lemma(noun).to_lowercase().as_str()))
        .map(|noun| thing_counted(doc, noun));
    let anchor = noun.unwrap_or(last);
    let verb = governing_verb(doc, anchor);
    Quantity {
        low,
        high,
        precision,
        thing,
        matter: families_around(doc, anchor, verb),
        places: places_around(doc, verb, statement),
        dates: dates_of(doc, statement),
        is_rate: anchor + 1 < doc.len() && ["a", "per", "each", "every"].contains(&doc.lower(anchor + 1)),
        verb,
        span: doc
            .span_of(first..noun.filter(|&noun| noun >= end && noun < end + 3).map_or(end, |noun| noun + 1)),
    }
}

/// The lowest and highest value that starts at `token`, and the token after it.
fn value_at(doc: &Doc, token: usize, limit: usize) -> Option<(f64, f64, usize)> {
    let lower = doc.lower(token);
    if let Some((_, value)) = ROUND_WORDS.iter().find(|(word, _)| *word == lower) {
        return Some((*value, *value, token + 1));
    }
    // "tens of thousands"
    if lower == "tens" && token + 2 < limit && doc.lower(token + 1) == "of" {
        let (_, value) = ROUND_WORDS.iter().find(|(word, _)| *word == doc.lower(token + 2))?;
        return Some((value * 10.0, value * 10.0, token + 3));
    }
    if let Some((low, high)) = lower.split_once(['-', '–']) {
        let (low, high) = (value_of_word(low), value_of_word(high));
        if let (Some(low), Some(high)) = (low, high)
            && low < high
            && lower.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some((low, high, token + 1));
        }
    }
    let (low, end) = numeral_at(doc, token, limit)?;
    let joins_range = end + 1 < limit && ["to", "-", "–"].contains(&doc.lower(end));
    let between =
        token > 0 && doc.lower(token - 1) == "between" && end + 1 < limit && doc.lower(end) == "and";
    let ages = token > 1 && doc.lower(token - 2) == "ages" && end + 1 < limit && doc.lower(end) == "and";
    if (joins_range || between || ages)
        && let Some((high, after)) = numeral_at(doc, end + 1, limit)
        && high > low
    {
        return Some((low, high, after));
    }
    Some((low, low, end))
}

/// A numeral of one or more words: "25", "2.5 million", "two hundred".
fn numeral_at(doc: &Doc, token: usize, limit: usize) -> Option<(f64, usize)> {
    // A numeral that opens a sentence may look like a name: "Eleven climbers".
    let before_noun =
        ["nummod", "amod", "compound"].contains(&doc.dep(token)) && doc.pos(doc.head(token)) == "NOUN";
    if doc.pos(token) != "NUM" && !before_noun {
        return None;
    }
    let mut value = value_of_word(doc.lower(token))?;
    let mut end = token + 1;
    while end < limit {
        let Some(scale) = value_of_word(doc.lower(end)).filter(|scale| *scale >= 100.0) else { break };
        let is_word = doc.lower(end).starts_with(|c: char| c.is_alphabetic());
        if !is_word {
            break;
        }
        value *= scale;
        end += 1;
    }
    Some((value, end))
}

/// How exactly a value is given, and where the words that say so start.
fn precision_before(doc: &Doc, start: usize, limit: usize) -> (Precision, usize) {
    for (words, precision) in MARKERS {
        let Some(first) = start.checked_sub(words.len()).filter(|first| *first >= limit) else { continue };
        if words.iter().enumerate().all(|(i, word)| doc.lower(first + i) == *word) {
            return (precision, first);
        }
    }
    (Precision::Exact, start)
}

/// The noun that a numeral counts.
fn counted_noun(doc: &Doc, start: usize, last: usize) -> Option<usize> {
    if ROUND_WORDS.iter().any(|(word, _)| *word == doc.lower(last)) {
        let of = doc.children(last).find(|&child| doc.lower(child) == "of");
        return of.and_then(|of| doc.child(of, &["pobj"]));
    }
    let outside = |token: usize| token < start || token > last;
    let mut current = last;
    for _ in 0..3 {
        let head = doc.head(current);
        if head == current {
            return None;
        }
        if outside(head) {
            let counts = ["nummod", "quantmod", "compound", "amod", "appos"].contains(&doc.dep(current));
            return (counts && ["NOUN", "PROPN"].contains(&doc.pos(head))).then_some(head);
        }
        current = head;
    }
    None
}

/// True for numerals that are part of a date, a time of day, an ordinal or a name. Ages look like dates to the model.
fn is_calendar(annotated: &Annotated, start: usize, end: usize) -> bool {
    let doc = &annotated.doc;
    let near = start.saturating_sub(4)..(end + 2).min(doc.len());
    if near.clone().any(|token| ["age", "aged", "ages"].contains(&doc.lower(token))) {
        return false;
    }
    let span = doc.span_of(start..end);
    let dated = annotated.times.iter().any(|time| time.span.overlaps(span));
    let named = doc.named_spans().iter().any(|named| {
        named.tokens.start < end
            && start < named.tokens.end
            && !["CARDINAL", "QUANTITY", "MONEY", "PERCENT"].contains(&named.label.as_str())
    });
    dated || named
}
