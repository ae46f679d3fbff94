//! The numbers of a statement, as values with what they count.

use std::collections::{BTreeMap, BTreeSet};

use twosource_language::Doc;
use twosource_lexicon::english::WordList;

use super::numeral::{Precision, ROUND_WORDS, precision_before, value_at};
use super::{Measure, Quantity, course, unit};
use crate::words::value_of_word;
use crate::{Statement, Time, TimeKind};

/// Words that stand for a number by themselves, with its value, and whether they are a share of a whole (in percent).
const WORDS: [(&str, f64, bool); 12] = [
    ("half", 50.0, true),
    ("third", 100.0 / 3.0, true),
    ("quarter", 25.0, true),
    ("fifth", 20.0, true),
    ("sixth", 100.0 / 6.0, true),
    ("eighth", 12.5, true),
    ("tenth", 10.0, true),
    ("twentieth", 5.0, true),
    ("pair", 2.0, false),
    ("couple", 2.0, false),
    ("trio", 3.0, false),
    ("dozen", 12.0, false),
];

/// Lengths of time in minutes.
const DURATIONS: [(&str, f64); 10] = [
    ("second", 1.0 / 60.0),
    ("minute", 1.0),
    ("hour", 60.0),
    ("day", 1440.0),
    ("week", 10_080.0),
    ("fortnight", 20_160.0),
    ("month", 43_800.0),
    ("year", 525_600.0),
    ("decade", 5_256_000.0),
    ("century", 52_560_000.0),
];

/// Finds the numbers of a statement, in order.
pub(super) fn find(
    doc: &Doc,
    statement: &Statement,
    times: &[Time],
    frame: &BTreeSet<usize>,
    of_token: &BTreeMap<usize, usize>,
) -> Vec<Quantity> {
    let finder = Finder { doc, times, limit: statement.tokens.end, start: statement.tokens.start, of_token };
    let mut found = Vec::new();
    let mut token = statement.tokens.start;
    while token < statement.tokens.end {
        let Some((mut quantity, end)) = finder.at(token) else {
            token += 1;
            continue;
        };
        quantity.frame = frame.contains(&token);
        quantity.former = course::is_former(doc, token, statement.tokens.start);
        if matches!(quantity.measure, Measure::Unit(_) | Measure::Count(_)) {
            quantity.direction = course::of(doc, token..end.max(token + 1), &statement.tokens);
        }
        found.push(quantity);
        token = end.max(token + 1);
    }
    found
}

struct Finder<'d> {
    doc: &'d Doc,
    times: &'d [Time],
    start: usize,
    limit: usize,
    of_token: &'d BTreeMap<usize, usize>,
}

impl Finder<'_> {
    /// The number that starts at a token, and the token after it.
    fn at(&self, token: usize) -> Option<(Quantity, usize)> {
        if self.is_calendar(token) {
            return None;
        }
        self.age(token)
            .or_else(|| self.decade(token))
            .or_else(|| self.part_long(token))
            .or_else(|| self.one_long(token))
            .or_else(|| self.number(token))
            .or_else(|| self.word(token))
            .or_else(|| self.ordinal(token))
    }

    fn lower(&self, token: usize) -> &str {
        if token < self.limit { self.doc.lower(token) } else { "" }
    }

    fn before(&self, token: usize, back: usize) -> &str {
        token.checked_sub(back).filter(|&at| at >= self.start).map_or("", |at| self.doc.lower(at))
    }

    /// True inside a day or a clock time.
    fn is_calendar(&self, token: usize) -> bool {
        let span = self.doc.span(token);
        let first = self.times.partition_point(|time| time.span.end <= span.start);
        self.times[first..]
            .iter()
            .take_while(|time| time.span.start < span.end)
            .any(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.value.ends_with("_REF"))
    }

    fn quantity(
        &self,
        from: usize,
        to: usize,
        low: f64,
        high: f64,
        precision: Precision,
        measure: Measure,
    ) -> Quantity {
        let top = from.max(to.saturating_sub(1));
        let noun = counted_noun(self.doc, from, to.saturating_sub(1));
        let up = noun.unwrap_or(top);
        let is_deed = |at: &usize| self.doc.pos(*at) == "VERB";
        let deed =
            self.doc.ancestors(up).take(12).find(is_deed).and_then(|verb| self.of_token.get(&verb).copied());
        Quantity {
            span: self.doc.span_of(from..to),
            low,
            high,
            precision,
            measure,
            of: noun.and_then(|noun| self.of_token.get(&noun).copied()),
            deed,
            part: false,
            direction: None,
            former: false,
            frame: false,
        }
    }

    /// "58-year-old", "Tobias Renn, 58,", "aged 58".
    fn age(&self, token: usize) -> Option<(Quantity, usize)> {
        let years = value_of_word(self.doc.lower(token)).filter(|years| (1.0..=115.0).contains(years))?;
        let old = [self.lower(token + 1), self.lower(token + 3)] == ["-", "-"]
            && matches!(self.lower(token + 2), "year" | "years")
            && self.lower(token + 4) == "old";
        let years_old = matches!(self.lower(token + 1), "year" | "years") && self.lower(token + 2) == "old";
        let set_off = self.before(token, 1) == ","
            && matches!(self.lower(token + 1), "," | "." | ";" | ")" | "")
            && token.checked_sub(2).is_some_and(|name| {
                matches!(self.doc.pos(name), "PROPN" | "NOUN")
                    && value_of_word(self.doc.lower(name)).is_none()
            })
            && self.doc.lower(token).starts_with(|c: char| c.is_ascii_digit());
        // "a man of 71", "a boy of 17"
        let of_person = self.before(token, 1) == "of"
            && WordList::OfAge.holds(self.before(token, 2))
            && (token + 1 >= self.limit
                || !matches!(self.doc.pos(token + 1), "NOUN" | "PROPN" | "ADJ" | "NUM"));
        let aged = matches!(self.before(token, 1), "aged" | "age") || of_person;
        // "the guard, who was hit with a crowbar, is 63"
        let told = self.doc.dep(token) == "attr"
            && self.doc.lemma(self.doc.head(token)) == "be"
            && matches!(self.before(token, 1), "is" | "was")
            && matches!(self.lower(token + 1), "," | "." | ";" | "")
            && years >= 10.0
            && self.doc.child(self.doc.head(token), &["nsubj"]).is_some_and(|who| {
                self.doc.pos(who) == "PROPN" || matches!(self.doc.lower(who), "he" | "she")
            });
        let end = match () {
            () if told => token + 1,
            () if old => token + 5,
            () if years_old => token + 3,
            () if set_off || aged => token + 1,
            () => return None,
        };
        let quantity =
            self.quantity(token, end, years, years, Precision::Exact, Measure::Unit("age".to_owned()));
        Some((quantity, end))
    }

    /// "in their seventies", "a man in his early 50s".
    fn decade(&self, token: usize) -> Option<(Quantity, usize)> {
        let lower = self.lower(token);
        let years = match lower.strip_suffix('s').and_then(value_of_word) {
            Some(years) => years,
            None => value_of_word(&format!("{}y", lower.strip_suffix("ies")?))?,
        };
        let whose = |back: usize| matches!(self.before(token, back), "his" | "her" | "their");
        let part = matches!(self.before(token, 1), "early" | "mid" | "late" | "mid-" | "-");
        let of_person = whose(1) || part && (whose(2) || whose(3));
        if !of_person || !(10.0..=100.0).contains(&years) || years % 10.0 != 0.0 {
            return None;
        }
        let unit = Measure::Unit("age".to_owned());
        Some((self.quantity(token, token + 1, years, years + 9.0, Precision::Exact, unit), token + 1))
    }

    /// "half an hour", "a quarter of an hour", "a minute and a half".
    fn part_long(&self, token: usize) -> Option<(Quantity, usize)> {
        let unit = |at: usize| {
            let there = at < self.limit;
            there.then(|| duration(&self.doc.lemma(at).to_lowercase())).flatten()
        };
        let article = |at: usize| matches!(self.lower(at), "a" | "an");
        let (minutes, end) = match self.lower(token) {
            "half" if article(token + 1) => (unit(token + 2)? / 2.0, token + 3),
            "quarter" if self.lower(token + 1) == "of" && article(token + 2) => {
                (unit(token + 3)? / 4.0, token + 4)
            }
            "a" | "an"
                if self.lower(token + 2) == "and"
                    && article(token + 3)
                    && self.lower(token + 4) == "half" =>
            {
                (unit(token + 1)? * 1.5, token + 5)
            }
            _ => return None,
        };
        let (precision, first) = precision_before(self.doc, token, self.start);
        let of = Measure::Unit("duration".to_owned());
        Some((self.quantity(first, end, minutes, minutes, precision, of), end))
    }

    /// "almost an hour", "more than a year": one of a length of time, where a word tells how exactly.
    fn one_long(&self, token: usize) -> Option<(Quantity, usize)> {
        if token + 1 >= self.limit {
            return None;
        }
        let minutes = duration(&self.doc.lemma(token + 1).to_lowercase())?;
        if !matches!(self.lower(token), "a" | "an") {
            return None;
        }
        let (precision, first) = precision_before(self.doc, token, self.start);
        // "18 percent less than a year earlier"
        let aside = matches!(self.lower(token + 2), "ago" | "earlier" | "before" | "later" | "previously");
        if first == token || aside {
            return None;
        }
        let unit = Measure::Unit("duration".to_owned());
        Some((self.quantity(first, token + 2, minutes, minutes, precision, unit), token + 2))
    }

    fn number(&self, token: usize) -> Option<(Quantity, usize)> {
        let doc = self.doc;
        let (low, high, end) = value_at(doc, token, self.limit)?;
        // "one" that counts nothing: "the one that", "no one", "one of".
        let pronoun = doc.lower(token) == "one" && !matches!(doc.dep(token), "nummod" | "quantmod" | "pobj");
        if pronoun && end == token + 1 {
            return None;
        }
        let last = end - 1;
        // "two thirds", "three-quarters"
        let share = if self.lower(end) == "-" { end + 1 } else { end };
        let of_whole = self
            .lower(share)
            .strip_suffix('s')
            .and_then(|one| WORDS.iter().find(|(word, _, is_share)| *is_share && *word == one));
        if let Some((_, part, _)) = of_whole.filter(|_| (1.0..10.0).contains(&low)) {
            let (precision, first) = precision_before(doc, token, self.start);
            let (to, percent) = (share + 1, Measure::Unit("percent".to_owned()));
            return Some((self.quantity(first, to, low * part, high * part, precision, percent), to));
        }
        let (mut precision, first) = precision_before(doc, token, self.start);
        if ROUND_WORDS.iter().any(|(word, _)| *word == doc.lower(last)) {
            precision = Precision::Above;
        }
        let noun = counted_noun(doc, token, last);
        let measured = unit::of(doc, token, end, noun);
        let shown = noun.filter(|&noun| noun >= end && noun < end + 3).map_or(end, |noun| noun + 1);
        let lasting = noun.and_then(|noun| duration(&doc.lemma(noun).to_lowercase()));
        // "64-page", "a five-boat attack": the noun is glued on.
        let glued = (self.lower(end) == "-").then_some(end + 1).filter(|&at| at < self.limit);
        let glued_duration = glued.and_then(|at| duration(&doc.lemma(at).to_lowercase()));
        let (mut quantity, to) = match (measured, lasting, glued_duration) {
            (Some(unit), ..) => {
                let (from, to) = (unit.tokens.start.min(first), unit.tokens.end.max(end));
                (
                    self.quantity(
                        from,
                        to,
                        low * unit.factor,
                        high * unit.factor,
                        precision,
                        Measure::Unit(unit.of),
                    ),
                    to,
                )
            }
            (None, Some(minutes), _) => {
                let measure = Measure::Unit("duration".to_owned());
                (
                    self.quantity(first, shown, low * minutes, high * minutes, precision, measure),
                    shown.max(end),
                )
            }
            (None, None, Some(minutes)) => {
                let measure = Measure::Unit("duration".to_owned());
                (self.quantity(first, end + 2, low * minutes, high * minutes, precision, measure), end + 2)
            }
            (None, None, None) => {
                let counted = noun.map(|noun| doc.lemma(noun).to_lowercase()).or_else(|| {
                    glued.filter(|&at| doc.pos(at) == "NOUN").map(|at| doc.lemma(at).to_lowercase())
                });
                (self.quantity(first, shown, low, high, precision, Measure::Count(counted)), end)
            }
        };
        quantity.part = WordList::SomeOfGroup.holds(self.before(first, 1))
            || self.lower(end) == "more"
            || (self.lower(end) == "of"
                && matches!(
                    self.lower(end + 1),
                    "the" | "them" | "whom" | "those" | "these" | "its" | "his" | "her" | "their"
                ))
            // Of "156 of the 338" the one is a part, and the other answers no question about it; "most of the 338" tells the whole.
            || (self.before(first, 1) == "the"
                && self.before(first, 2) == "of"
                && value_of_word(self.before(first, 3)).is_some())
            || (self.before(first, 1) == "of"
                && doc.dep(last) != "pobj"
                && value_of_word(self.before(first, 2)).is_some());
        Some((quantity, to.max(end)))
    }

    /// "half the staff", "a pair of firefighters", "twice".
    fn word(&self, token: usize) -> Option<(Quantity, usize)> {
        let lower = self.doc.lower(token);
        let single = lower == "single" && matches!(self.before(token, 1), "a" | "one");
        let (value, share) = match WORDS.iter().find(|(word, ..)| *word == lower) {
            Some(&(_, value, share)) => (value, share),
            None if single => (1.0, false),
            None => return None,
        };
        let noun =
            self.doc.pos(token) == "NOUN" || self.doc.dep(token) == "predet" || lower == "half" || single;
        // "the third", "half past four", "the second half".
        let tied = self.before(token, 1) == "the" || self.lower(token + 1) == "past" || !noun;
        if tied && !(lower == "half" && self.lower(token + 1) == "the") {
            return None;
        }
        let measure = if share {
            Measure::Unit("percent".to_owned())
        } else {
            let of = self.doc.child(token, &["prep"]).and_then(|of| self.doc.child(of, &["pobj"]));
            let noun = of.or_else(|| single.then(|| self.doc.head(token)));
            Measure::Count(noun.map(|noun| self.doc.lemma(noun).to_lowercase()))
        };
        let (precision, first) = precision_before(self.doc, token, self.start);
        Some((self.quantity(first, token + 1, value, value, precision, measure), token + 1))
    }

    /// "the third", "the Ninth Battalion".
    fn ordinal(&self, token: usize) -> Option<(Quantity, usize)> {
        let lower = self.doc.lower(token);
        let digits = lower.len() > 2 && lower.starts_with(|c: char| c.is_ascii_digit());
        let in_figures =
            ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end)).filter(|_| digits);
        let value = match in_figures {
            Some(figures) => value_of_word(figures)?,
            None => WordList::Ordinal.place(lower)? as f64 + 1.0,
        };
        if !matches!(self.doc.pos(token), "ADJ" | "PROPN" | "NUM" | "NOUN") {
            return None;
        }
        let head = self.doc.head(token);
        let noun = (head > token && head < token + 4).then(|| self.doc.lemma(head).to_lowercase());
        Some((
            self.quantity(token, token + 1, value, value, Precision::Exact, Measure::Ordinal(noun)),
            token + 1,
        ))
    }
}

/// Minutes that one of a length of time has.
fn duration(lemma: &str) -> Option<f64> {
    DURATIONS.iter().find(|(word, _)| *word == lemma).map(|&(_, minutes)| minutes)
}

/// The noun that a numeral counts.
fn counted_noun(doc: &Doc, start: usize, last: usize) -> Option<usize> {
    if ROUND_WORDS.iter().any(|(word, _)| *word == doc.lower(last)) {
        let of = doc.children(last).find(|&child| doc.lower(child) == "of");
        return of.and_then(|of| doc.child(of, &["pobj"]));
    }
    // "64 of the 121 seats"
    let of = doc.children(last).find(|&child| child > last && doc.lower(child) == "of");
    if let Some(noun) = of.and_then(|of| doc.child(of, &["pobj"])).filter(|&noun| doc.pos(noun) == "NOUN") {
        return Some(noun);
    }
    let outside = |token: usize| token < start || token > last;
    let mut current = last;
    for _ in 0..3 {
        let head = doc.head(current);
        if head == current {
            return None;
        }
        if outside(head) {
            let counts =
                ["nummod", "quantmod", "compound", "amod", "appos", "predet"].contains(&doc.dep(current));
            let noun = (counts && ["NOUN", "PROPN"].contains(&doc.pos(head))).then_some(head)?;
            // "two polling station workers": what is counted ends the phrase.
            let end = doc.head(noun);
            let inner = doc.dep(noun) == "compound" && end > noun && doc.pos(end) == "NOUN";
            return Some(if inner { end } else { noun });
        }
        current = head;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_counted_in_minutes() {
        assert_eq!(duration("hour"), Some(60.0));
        assert_eq!(duration("mile"), None);
    }
}
