//! Units: what is measured, in which.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use twosource_language::Doc;

/// A unit of measure beside a numeral.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// "length", "euro".
    pub of: String,
    /// The unit's word or sign.
    pub unit: String,
    /// How many of the base unit it is.
    pub factor: f64,
    /// The tokens of the unit.
    pub tokens: Range<usize>,
}

/// From each unit in lower case to what it measures and how many base units it is.
static UNITS: LazyLock<HashMap<&'static str, (&'static str, f64)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/units.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut units = HashMap::new();
    for row in rows {
        let mut columns = row.split('\t');
        let (Some(of), Some(factor), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Ok(factor) = factor.parse::<f64>() else { continue };
        units.extend(words.split(';').map(|word| (word, (of, factor))));
    }
    units
});

/// The unit of the numeral in `start..end`: a sign before or behind it, or the noun it counts.
pub(super) fn of(doc: &Doc, start: usize, end: usize, noun: Option<usize>) -> Option<Unit> {
    let at = |token: usize| {
        let word = doc.lower(token);
        UNITS.get(word).map(|&(of, factor)| (of.to_owned(), word.to_owned(), factor))
    };
    let measure =
        |tokens: Range<usize>, (of, unit, factor): (String, String, f64)| Unit { of, unit, factor, tokens };
    let sign =
        start.checked_sub(1).filter(|&before| doc.pos(before) == "SYM" || !doc.lower(before).is_ascii());
    if let Some((before, found)) = sign.and_then(|before| Some((before, at(before)?))) {
        return Some(measure(before..end, found));
    }
    if end + 1 < doc.len() && doc.lower(end) == "per" && doc.lower(end + 1) == "cent" {
        let percent = ("percent".to_owned(), "percent".to_owned(), 1.0);
        return Some(measure(start..end + 2, percent));
    }
    let behind = Some(end).filter(|&behind| behind < doc.len() && Some(behind) == noun.or(Some(end)));
    let unit = behind.or(noun)?;
    // A square kilometre is no kilometre.
    let is_area =
        unit.checked_sub(1).is_some_and(|t| ["square", "cubic", "nautical"].contains(&doc.lower(t)));
    if is_area {
        let nautical = doc.lower(unit - 1) == "nautical";
        let miles = ("length".to_owned(), "nautical mile".to_owned(), 1852.0);
        return nautical.then(|| measure(start..unit + 1, miles));
    }
    let found = at(unit)?;
    Some(measure(start..unit + 1, found))
}
