//! What becomes more or less as a story goes on.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::kin::family;

const TABLE: &str = include_str!("../../data/growing.tsv");

static GROWING: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(family).collect()
});

/// True where a later count of `word`, or one that hangs on the deed `word`, may differ from an earlier one by time alone.
pub(crate) fn grows(word: &str) -> bool {
    GROWING.contains(family(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolls_grow_and_crews_do_not() {
        assert!(grows("dead") && grows("kill") && grows("rise"));
        assert!(!grows("crew") && !grows("seat"));
    }
}
