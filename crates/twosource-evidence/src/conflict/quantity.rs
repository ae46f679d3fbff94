//! What a statement counts or measures.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use twosource_annotate::{Annotated, Statement};
use twosource_language::Doc;
use twosource_text::Span;
use twosource_text::calendar::MONTHS;

use super::facts::{named_in, times_in};
use super::frame::Frame;
use super::measure;
use super::numeral::{Precision, ROUND_WORDS, is_apart, precision_before, value_at};
use super::predicate::{families_around, governing_verb, places_around};
use super::referent::Referent;
use crate::vocabulary::{family, is_function_word, value_of_word};

/// Nouns for people that say nothing of who they are.
pub(super) const ANYBODY: [&str; 8] =
    ["people", "person", "other", "victim", "life", "individual", "human", "casualty"];

/// How far two values of one measure in different units may lie apart: conversions are rounded.
const CONVERTED: f64 = 1.1;

/// Bytes that a time may reach beyond a numeral of it.
const TIME_REACH: usize = 60;

/// Words for a sum over several happenings.
const SUMS: [&[&str]; 7] = [
    &["so", "far"],
    &["this", "year"],
    &["this", "season"],
    &["in", "total"],
    &["to", "date"],
    &["total", "of"],
    &["in", "all"],
];

/// Harm that "nobody" may have come to, by family; the noun for any of it stands last.
const HARM: [&str; 3] = ["kill", "injure", "victim"];

/// A counted or measured value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// Lowest value.
    pub low: f64,
    /// Highest value; the same as `low` but for ranges.
    pub high: f64,
    /// How exactly it is given.
    pub precision: Precision,
    /// The family of the noun counted, or what is measured ("length"); `None` where it is anybody or left out.
    pub thing: Option<String>,
    /// The unit of a measure, in the report's words: "mile".
    pub unit: Option<String>,
    /// What tells the things counted from others of their sort: "Somali" of pirates.
    pub modifiers: BTreeSet<String>,
    /// "so far this year": a sum over several happenings.
    pub is_sum: bool,
    /// True where the report counts such things elsewhere with another result.
    pub is_one_of_many: bool,
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
    /// Which of the statement's frames that is.
    pub frame: Option<usize>,
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
        if self.unit != other.unit && ratio <= CONVERTED {
            return true;
        }
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

/// The months and years a sentence names, and "last month", "last year", in lower case.
fn dates_of(doc: &Doc, sentence: &Range<usize>) -> BTreeSet<String> {
    sentence
        .clone()
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

/// The quantities of a statement, in order. `frames` are its predicates.
pub(crate) fn find(annotated: &Annotated, statement: &Statement, frames: &[Frame]) -> Vec<Quantity> {
    let doc = &annotated.doc;
    let Some(sentence) = doc.sentences().get(doc.sentence_of(statement.tokens.start)) else {
        return Vec::new();
    };
    let reading = Reading { doc, statement, sentence: sentence.clone(), frames };
    let mut found = Vec::new();
    let mut token = statement.tokens.start;
    while token < statement.tokens.end {
        if let Some(none) = reading.nobody(token) {
            found.push(none);
        }
        let Some((low, high, end)) = value_at(doc, token, statement.tokens.end) else {
            token += 1;
            continue;
        };
        if !is_calendar(annotated, token, end) && !is_apart(doc, token, end) {
            found.extend(reading.quantity(token, end, low, high));
        }
        token = end;
    }
    found
}

/// Marks counts of things of which the report has several with different results.
pub(super) fn mark_many<'f>(of_report: impl Iterator<Item = &'f mut Quantity>) {
    let mut counts: Vec<&mut Quantity> = of_report.filter(|quantity| quantity.thing.is_some()).collect();
    let mut values: BTreeMap<String, BTreeSet<(u64, u64)>> = BTreeMap::new();
    for quantity in &counts {
        let value = (quantity.low.to_bits(), quantity.high.to_bits());
        values.entry(quantity.thing.clone().unwrap_or_default()).or_default().insert(value);
    }
    for quantity in &mut counts {
        let known = quantity.thing.as_ref().and_then(|thing| values.get(thing));
        quantity.is_one_of_many = known.is_some_and(|values| values.len() > 1);
    }
}

/// A statement that is read for what it counts.
struct Reading<'s> {
    doc: &'s Doc,
    statement: &'s Statement,
    /// The tokens of the sentence that holds it.
    sentence: Range<usize>,
    frames: &'s [Frame],
}

impl Reading<'_> {
    /// `None` where the things counted are others than those spoken of, or a word is torn apart: "two co - workers".
    fn quantity(&self, start: usize, end: usize, low: f64, high: f64) -> Option<Quantity> {
        let doc = self.doc;
        let last = end - 1;
        let (precision, first) = precision_before(doc, start, self.statement.tokens.start);
        let round_word = ROUND_WORDS.iter().any(|(word, _)| *word == doc.lower(last));
        let precision = if round_word { Precision::Above } else { precision };
        let noun = counted_noun(doc, start, last);
        let others = |noun: usize| {
            let another = ["other", "another", "more", "further", "additional"];
            let torn = noun + 1 < doc.len() && doc.lower(noun + 1) == "-";
            torn || doc.children(noun).any(|child| another.contains(&doc.lower(child)))
        };
        if noun.is_some_and(others) {
            return None;
        }
        let measure = measure::of(doc, start, end, noun);
        let counted = noun.filter(|&noun| !ANYBODY.contains(&doc.lemma(noun).to_lowercase().as_str()));
        let shown = noun.filter(|&noun| noun >= end && noun < end + 3).map_or(end, |noun| noun + 1);
        let mut quantity = self.around(noun.unwrap_or(last), first..shown);
        quantity.precision = precision;
        match measure {
            Some(measure) => {
                quantity.low = low * measure.factor;
                quantity.high = high * measure.factor;
                quantity.thing = Some(measure.of);
                quantity.unit = Some(measure.unit);
                quantity.span = doc.span_of(measure.tokens.start.min(first)..measure.tokens.end.max(shown));
            }
            None => {
                quantity.low = low;
                quantity.high = high;
                quantity.thing = counted.map(|noun| thing_counted(doc, noun));
                quantity.modifiers = counted.map(|noun| modifiers(doc, noun)).unwrap_or_default();
            }
        }
        Some(quantity)
    }

    /// "no injuries", "nobody was hurt": none of anybody.
    fn nobody(&self, token: usize) -> Option<Quantity> {
        let doc = self.doc;
        let lower = doc.lower(token);
        let next = if token + 1 < doc.len() { doc.lower(token + 1) } else { "" };
        if ["no", "without"].contains(&lower) {
            let noun = if lower == "no" { doc.head(token) } else { doc.child(token, &["pobj"])? };
            let harm = family(&doc.lemma(noun).to_lowercase()).to_owned();
            let plain =
                doc.children(noun).all(|child| ["det", "prep", "cc", "conj"].contains(&doc.dep(child)));
            if noun <= token || doc.pos(noun) != "NOUN" || !HARM.contains(&harm.as_str()) || !plain {
                return None;
            }
            let mut none = self.around(noun, token..noun + 1);
            none.matter = match harm.as_str() {
                "victim" => HARM[..2].iter().map(|&harm| harm.to_owned()).collect(),
                _ => BTreeSet::from([harm]),
            };
            return Some(none);
        }
        let is_nobody =
            lower == "nobody" || (lower == "no" && next == "one") || (lower == "none" && next != "of");
        let subject = if lower == "no" { token + 1 } else { token };
        if !is_nobody || next == "else" || !doc.dep(subject).starts_with("nsubj") {
            return None;
        }
        let verb = doc.head(subject);
        let harm = self.frames.iter().map(|frame| (frame.token, frame.family.as_str()));
        let (at, harm) = harm
            .filter(|(at, _)| *at == verb || doc.head(*at) == verb)
            .find(|(_, family)| HARM[..2].contains(family))?;
        let mut none = self.around(subject, token..at + 1);
        none.matter = BTreeSet::from([harm.to_owned()]);
        Some(none)
    }

    /// The places around a count. A model takes names of ships for places: whoever does the deed is none.
    fn places(&self, verb: Option<usize>) -> BTreeSet<String> {
        let doers =
            self.frames.iter().filter(|frame| Some(frame.token) == verb).flat_map(|frame| &frame.doers);
        let doers: Vec<&Referent> = doers.collect();
        let mut places = places_around(self.doc, verb, &self.sentence);
        places
            .retain(|place| !doers.iter().any(|doer| matches!(doer, Referent::Name(name) if name == place)));
        places
    }

    /// What stands around a count, with the count left open.
    fn around(&self, anchor: usize, shown: Range<usize>) -> Quantity {
        let doc = self.doc;
        let verb = governing_verb(doc, anchor);
        let is_sum = SUMS.iter().any(|words| {
            let mut starts = self.sentence.clone();
            starts.any(|start| {
                words
                    .iter()
                    .enumerate()
                    .all(|(i, word)| start + i < self.sentence.end && doc.lower(start + i) == *word)
            })
        });
        Quantity {
            low: 0.0,
            high: 0.0,
            precision: Precision::Exact,
            thing: None,
            unit: None,
            modifiers: BTreeSet::new(),
            is_sum,
            is_one_of_many: false,
            matter: families_around(doc, anchor, verb),
            places: self.places(verb),
            dates: dates_of(doc, &self.sentence),
            is_rate: anchor + 1 < doc.len() && ["a", "per", "each", "every"].contains(&doc.lower(anchor + 1)),
            verb,
            frame: self.frames.iter().position(|frame| Some(frame.token) == verb),
            span: doc.span_of(shown),
        }
    }
}

/// The words that tell counted things from others of their sort, by family.
fn modifiers(doc: &Doc, noun: usize) -> BTreeSet<String> {
    let before = doc.children(noun).filter(|&child| {
        child < noun
            && ["amod", "compound", "nmod", "poss"].contains(&doc.dep(child))
            && doc.pos(child) != "NUM"
    });
    let words = before.map(|child| family(&doc.lemma(child).to_lowercase()).to_owned());
    words.filter(|word| !is_function_word(word) && value_of_word(word).is_none()).collect()
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
    let around = Span::new(span.start.saturating_sub(TIME_REACH), span.end + TIME_REACH);
    let dated = times_in(annotated, around).any(|index| annotated.times[index].span.overlaps(span));
    let named = named_in(doc, start..end)
        .any(|named| !["CARDINAL", "QUANTITY", "MONEY", "PERCENT"].contains(&named.label.as_str()));
    dated || named
}
