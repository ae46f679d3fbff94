//! Words that stand in no person's name: `data/nopersons.tsv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::rows;

/// The three uses of the table's words.
struct Table {
    last: HashSet<&'static str>,
    any: HashSet<&'static str>,
    after: HashSet<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { last: HashSet::new(), any: HashSet::new(), after: HashSet::new() };
    for [word, place] in rows(include_str!("../../../data/nopersons.tsv")) {
        match place {
            "last" => drop(table.last.insert(word)),
            "any" => drop(table.any.insert(word)),
            "after" => drop(table.after.insert(word)),
            _ => {}
        }
    }
    table
});

/// True for a word, in lower case, that ends the name of a thing: "Ann Lee Center".
pub(crate) fn ends_thing(word: &str) -> bool {
    TABLE.last.contains(word.trim_end_matches('.'))
}

/// True for a word, in lower case, that stands in no person's name: "slideshow", "EDT".
pub(crate) fn is_furniture(word: &str) -> bool {
    TABLE.any.contains(word)
}

/// True for a noun, in lower case, that makes the name before it a thing's: "the Bolton field".
pub(crate) fn makes_thing(word: &str) -> bool {
    TABLE.after.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_and_no_row_stands_twice() {
        let lines = include_str!("../../../data/nopersons.tsv").lines();
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(TABLE.last.len() + TABLE.any.len() + TABLE.after.len(), lines.len());
        assert!(is_furniture("slideshow") && ends_thing("dairy") && makes_thing("night"));
    }
}
