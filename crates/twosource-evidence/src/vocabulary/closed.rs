//! Sorts of words of which one thing has one: a direction, a metal, a crime.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/closed-sorts.tsv");

static VALUES: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let mut values = HashMap::new();
    for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('\t');
        let (Some(sort), Some(value), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        values.extend(words.split(' ').map(|word| (word, (sort, value))));
    }
    values
});

/// The sort that a base form belongs to, and which of it.
pub(crate) fn closed_sort(form: &str) -> Option<(&'static str, &'static str)> {
    VALUES.get(form).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_sort_a_value_and_words() {
        assert!(TABLE.lines().filter(|l| !l.starts_with('#')).all(|row| row.split('\t').count() == 3));
        assert_eq!(closed_sort("northwards"), Some(("direction", "north")));
        assert_eq!(closed_sort("harbour"), None);
    }
}
