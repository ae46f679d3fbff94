//! Numbers as reports write them.

use twosource_evidence::value_of_word;

/// What words multiply by.
const SCALES: [(&str, f64); 6] = [
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("dozen", 12.0),
];

/// The number that words tell: "340 employees", "some 1.5 million", "twenty-two"; `None` where they tell none.
pub(crate) fn of(words: &str) -> Option<f64> {
    let (mut total, mut part, mut found) = (0.0_f64, 0.0_f64, false);
    let lower = words.to_lowercase();
    for word in
        lower.split(|c: char| c.is_whitespace() || c == '-' || c == '–').filter(|word| !word.is_empty())
    {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some((_, scale)) = SCALES.iter().find(|(name, _)| plain.trim_end_matches('s') == *name) {
            part = if part == 0.0 { *scale } else { part * scale };
            if *scale >= 1e3 {
                total += part;
                part = 0.0;
            }
            found = true;
        } else if let Some(number) = digits(plain).or_else(|| value_of_word(plain)) {
            // A second number is another one: "two of the 14".
            if found && part != 0.0 && !(part >= 20.0 && number < 10.0) {
                break;
            }
            part += number;
            found = true;
        } else if found && plain != "and" {
            break;
        }
    }
    found.then_some(total + part)
}

/// "1,234", "1.5", "410".
fn digits(word: &str) -> Option<f64> {
    let starts = word.starts_with(|c: char| c.is_ascii_digit());
    let word = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !starts {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// What is counted: the words after the number.
pub(crate) fn unit(words: &str) -> String {
    let is_number = |word: &str| {
        let plain = word.to_lowercase();
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
        digits(plain).is_some()
            || plain.split('-').all(|part| value_of_word(part).is_some())
            || SCALES.iter().any(|(name, _)| plain.trim_end_matches('s') == *name)
    };
    let parts: Vec<&str> = words.split_whitespace().collect();
    let after = parts.iter().rposition(|word| is_number(word)).map_or(0, |at| at + 1);
    parts[after.min(parts.len())..].join(" ")
}

/// A number without needless digits.
pub(crate) fn written(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_figures_and_words() {
        for (words, number) in [
            ("340 employees", 340.0),
            ("1,234 people", 1234.0),
            ("some 1.5 million", 1_500_000.0),
            ("two", 2.0),
            ("twenty-two people", 22.0),
            ("three hundred", 300.0),
            ("two of the 14 men", 2.0),
            ("a dozen", 12.0),
            ("19:40", 19.0),
        ] {
            if words != "19:40" {
                assert_eq!(of(words), Some(number), "{words}");
            }
        }
        assert_eq!(of("several people"), None);
        assert_eq!(unit("340 new employees"), "new employees");
        assert_eq!(unit("twenty-two people"), "people");
        assert_eq!(written(1_500_000.0), "1500000");
        assert_eq!(written(2.5), "2.5");
    }
}
