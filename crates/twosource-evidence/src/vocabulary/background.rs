//! How common words are in general English.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/background.tsv");

/// Words counted for the table.
const COUNTED: f64 = 250_000.0;

/// Running content words of a usual report.
const REPORT_LENGTH: f64 = 200.0;

/// The count of a word that the table does not list.
const UNLISTED: f64 = 0.3;

static COUNTS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, count)| Some((word, count.trim().parse().ok()?)))
        .collect()
});

/// The chance, 0 to 1, that a report on any matter has the base form `word`.
pub(crate) fn chance_in_report(word: &str) -> f64 {
    let count = COUNTS.get(word).copied().unwrap_or(UNLISTED);
    1.0 - (-REPORT_LENGTH * count / COUNTED).exp()
}

/// How rare the base form `word` is: 0.3 for the commonest, about 1 for words seldom met.
pub(crate) fn rarity(word: &str) -> f64 {
    let count = COUNTS.get(word).copied().unwrap_or(UNLISTED);
    ((COUNTED / (count + 1.0)).ln() / 10.0).clamp(0.3, 1.3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(COUNTS.len(), rows);
    }

    #[test]
    fn common_words_are_likelier_than_rare_ones() {
        assert!(chance_in_report("government") > chance_in_report("submarine"));
        assert!(chance_in_report("submarine") >= chance_in_report("xylograph"));
        assert!(chance_in_report("person") < 1.0);
        assert!(rarity("people") < rarity("harbour"));
        assert!(rarity("be") >= 0.3 && rarity("xylograph") <= 1.3);
    }
}
