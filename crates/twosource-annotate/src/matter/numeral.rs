//! Numerals of one or more words, and how exactly they are given.

use serde::{Deserialize, Serialize};
use twosource_language::Doc;

use crate::words::value_of_word;

/// How exactly a value is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
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
const MARKERS: [(&[&str], Precision); 26] = [
    (&["at", "most"], Precision::Below),
    (&["no", "more", "than"], Precision::Below),
    (&["as", "much", "as"], Precision::Below),
    (&["well", "over"], Precision::Above),
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
pub(super) const ROUND_WORDS: [(&str, f64); 6] = [
    ("dozens", 24.0),
    ("scores", 40.0),
    ("hundreds", 200.0),
    ("thousands", 2_000.0),
    ("millions", 2_000_000.0),
    ("billions", 2_000_000_000.0),
];

/// The lowest and highest value that starts at `token`, and the token after it.
pub(super) fn value_at(doc: &Doc, token: usize, limit: usize) -> Option<(f64, f64, usize)> {
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
    let from = token > 0 && doc.lower(token - 1) == "from" || token > 1 && doc.lower(token - 2) == "from";
    let joins_range = end + 1 < limit
        && ["to", "-", "–"].contains(&doc.lower(end))
        && !(from && super::course::goes(doc, token));
    let between =
        token > 0 && doc.lower(token - 1) == "between" && end + 1 < limit && doc.lower(end) == "and";
    // "between the ages of 10 and 15"; "ages 6 and 16" is a list.
    let ages = (1..5).any(|back| token.checked_sub(back).is_some_and(|at| doc.lower(at) == "between"))
        && end + 1 < limit
        && doc.lower(end) == "and";
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
    // "Eleven beds were shut": whatever the tagger makes of the words behind it.
    let opens = (token == 0 || doc.lower(token - 1).ends_with(['.', '!', '?', '\n', '"', '“']))
        && doc.lower(token).starts_with(char::is_alphabetic)
        && value_of_word(doc.lower(token)).is_some_and(|value| (2.0..100.0).contains(&value))
        && token + 1 < limit
        && doc.lower(token + 1).ends_with('s')
        && doc.word(token + 1).starts_with(char::is_lowercase);
    if doc.pos(token) != "NUM" && !before_noun && !opens {
        return None;
    }
    let mut value = value_of_word(doc.lower(token))?;
    let mut end = token + 1;
    // "twenty-two" in three tokens.
    if (20.0..100.0).contains(&value) && end + 1 < limit && doc.lower(end) == "-" {
        let unit = value_of_word(doc.lower(end + 1)).filter(|unit| (1.0..10.0).contains(unit));
        let in_words = doc.lower(token).starts_with(char::is_alphabetic);
        if let Some(unit) = unit.filter(|_| in_words && value % 10.0 == 0.0) {
            value += unit;
            end += 2;
        }
    }
    while end < limit {
        let Some(scale) = value_of_word(doc.lower(end)).filter(|scale| *scale >= 100.0) else { break };
        let is_word = doc.lower(end).starts_with(|c: char| c.is_alphabetic());
        if !is_word {
            break;
        }
        value *= scale;
        end += 1;
    }
    // "three hundred and ten", "two thousand four hundred"
    let between = token > 0 && doc.lower(token - 1) == "between";
    if doc.lower(token).starts_with(char::is_alphabetic) && !between {
        while let Some((more, after)) = rest_at(doc, end, limit, value) {
            value += more;
            end = after;
        }
    }
    if let Some(scale) = scale_sign(doc, token, end) {
        value *= scale;
        end += 1;
    }
    Some((value, end))
}

/// What numeral words behind a round value add to it, and the token after them.
fn rest_at(doc: &Doc, at: usize, limit: usize, value: f64) -> Option<(f64, usize)> {
    const ROUND: [f64; 3] = [1_000_000.0, 1_000.0, 100.0];
    let room = ROUND.into_iter().find(|round| value >= *round && value % round == 0.0)?;
    let and = at < limit && doc.lower(at) == "and";
    let first = at + usize::from(and);
    let word = |token: usize| {
        let alphabetic = token < limit && doc.lower(token).starts_with(char::is_alphabetic);
        if alphabetic && doc.pos(token) == "NUM" { value_of_word(doc.lower(token)) } else { None }
    };
    let mut more = word(first)?;
    let mut end = first + 1;
    let unit = word(end + 1).filter(|unit| (1.0..10.0).contains(unit) && doc.lower(end) == "-");
    if let Some(unit) = unit.filter(|_| more % 10.0 == 0.0) {
        more += unit;
        end += 2;
    }
    if let Some(scale) = word(end).filter(|scale| *scale >= 100.0 && *scale < room) {
        more *= scale;
        end += 1;
    }
    (more > 0.0 && more < room).then_some((more, end))
}

/// What a letter glued to digits multiplies them by: "£2m", "over 2m users", "3bn". "60m" by itself is metres.
fn scale_sign(doc: &Doc, first: usize, sign: usize) -> Option<f64> {
    if sign >= doc.len() || doc.span(sign - 1).end != doc.span(sign).start {
        return None;
    }
    let is_money = first > 0 && ["$", "£", "€", "us$"].contains(&doc.lower(first - 1));
    let counts = sign + 1 < doc.len() && ["NOUN", "PROPN", "ADJ"].contains(&doc.pos(sign + 1));
    match doc.lower(sign) {
        "bn" => Some(1e9),
        "m" | "mn" if is_money || counts => Some(1e6),
        "k" if is_money || counts => Some(1e3),
        _ => None,
    }
}

/// How exactly a value is given, and where the words that say so start.
pub(super) fn precision_before(doc: &Doc, start: usize, limit: usize) -> (Precision, usize) {
    for (words, precision) in MARKERS {
        let Some(first) = start.checked_sub(words.len()).filter(|first| *first >= limit) else { continue };
        // "kept watch over 30 boys"
        let leads = words.len() == 1
            && matches!(words[0], "over" | "under")
            && doc.dep(first) == "prep"
            && doc.pos(doc.head(first)) != "ADP";
        if !leads && words.iter().enumerate().all(|(i, word)| doc.lower(first + i) == *word) {
            return (precision, first);
        }
    }
    (Precision::Exact, start)
}
