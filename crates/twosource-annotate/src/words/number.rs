//! The values of numerals.

use twosource_lexicon::english::WordList;

/// Words that multiply what stands before them.
const SCALES: [(&str, f64); 5] = [
    ("hundred", 100.0),
    ("thousand", 1_000.0),
    ("million", 1_000_000.0),
    ("billion", 1_000_000_000.0),
    ("trillion", 1_000_000_000_000.0),
];

/// The value of one numeral: "7", "1,200", "3.5", "seven", "forty-seven", "million". `None` for anything else, and for
/// the ordinals. Takes lower case.
pub fn value_of_word(word: &str) -> Option<f64> {
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return value_of_digits(word);
    }
    if let Some(value) = WordList::BelowTwenty.place(word) {
        return Some(value as f64);
    }
    if let Some(tens) = WordList::Tens.place(word) {
        return Some((tens as f64 + 2.0) * 10.0);
    }
    if let Some((_, value)) = SCALES.iter().find(|(scale, _)| *scale == word) {
        return Some(*value);
    }
    let (tens, unit) = word.split_once('-')?;
    let tens = WordList::Tens.place(tens)?;
    let unit = WordList::BelowTwenty.place(unit).filter(|unit| (1..10).contains(unit))?;
    Some((tens as f64 + 2.0) * 10.0 + unit as f64)
}

/// Digits with commas every three, and perhaps a decimal point.
fn value_of_digits(word: &str) -> Option<f64> {
    let (whole, fraction) = word.split_once('.').map_or((word, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    if !groups.all(|group| group.len() == 3) || (grouped && first.len() > 3) {
        return None;
    }
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = whole.chars().filter(|c| *c != ',').collect();
    if !all_digits(&digits) || fraction.is_some_and(|rest| !all_digits(rest)) || digits.len() > 15 {
        return None;
    }
    match fraction {
        Some(rest) => format!("{digits}.{rest}").parse().ok(),
        None => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_values_and_other_words_none() {
        for (word, value) in [
            ("7", 7.0),
            ("1,200", 1200.0),
            ("3.5", 3.5),
            ("nineteen", 19.0),
            ("forty-seven", 47.0),
            ("ninety", 90.0),
        ] {
            assert_eq!(value_of_word(word), Some(value), "{word}");
        }
        for word in ["", "12,34", "3.5.1", "71.7g", "second", "forty-eleven", "-", "1,", "99999999999999999"]
        {
            assert_eq!(value_of_word(word), None, "{word}");
        }
    }
}
