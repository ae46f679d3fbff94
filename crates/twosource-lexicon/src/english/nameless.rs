//! Nouns for people who are not named.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Table;

const TABLE: &str = include_str!("../../data/en/anonymous-heads.tsv");

static CLASSES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    static ROWS: LazyLock<Table> = LazyLock::new(|| Table::shipped(TABLE));
    let of_row =
        ROWS.rows().flat_map(|row| row.cell("nouns").split(';').map(move |noun| (noun, row.cell("class"))));
    of_row.collect()
});

/// The class of people that a noun for somebody with no name stands for: "officials" of "aides".
pub fn class_of_nameless(noun: &str) -> Option<&'static str> {
    CLASSES.get(noun).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_and_no_noun_stands_twice() {
        let table = Table::parse(TABLE).unwrap();
        assert_eq!(table.columns(), ["nouns", "class"]);
        let nouns: Vec<String> = table.rows().flat_map(|row| row.list("nouns")).collect();
        assert_eq!(nouns.len(), CLASSES.len());
        assert_eq!(class_of_nameless("aides"), Some("officials"));
        assert_eq!(class_of_nameless("harbour"), None);
    }
}
