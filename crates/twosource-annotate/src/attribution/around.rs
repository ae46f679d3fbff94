//! Words around cues: settings ("in an interview") and carriers ("tried to tell").

use std::collections::HashSet;
use std::sync::LazyLock;

/// The rows of `data/around.tsv`; its head explains the two uses.
struct Table {
    settings: HashSet<&'static str>,
    carriers: HashSet<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { settings: HashSet::new(), carriers: HashSet::new() };
    for line in include_str!("../../data/around.tsv").lines() {
        match line.split_once('\t') {
            Some((word, "setting")) => drop(table.settings.insert(word)),
            Some((word, "carrier")) => drop(table.carriers.insert(word)),
            _ => {}
        }
    }
    table
});

/// True for a noun that tells where or in what form something is said, by its base form.
pub(super) fn is_setting(lemma: &str) -> bool {
    TABLE.settings.contains(lemma)
}

/// True for a verb or adjective that carries a cue, by its base form.
pub(super) fn is_carrier(lemma: &str) -> bool {
    TABLE.carriers.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_and_no_word_stands_twice() {
        let lines: Vec<&str> = include_str!("../../data/around.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert_eq!(TABLE.settings.len() + TABLE.carriers.len(), lines.len());
        assert!(is_setting("interview") && is_carrier("try") && !is_carrier("interview"));
    }
}
