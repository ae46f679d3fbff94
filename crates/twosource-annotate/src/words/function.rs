//! Words that say nothing of the matter.

use std::collections::HashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/function-words.txt");

static FUNCTION: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// True for words that say nothing of the matter: "the", "would", "said". Takes lower case.
pub fn is_function_word(lower: &str) -> bool {
    FUNCTION.contains(lower)
}
