//! Letters of other scripts that look like Latin ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::LETTERS;

static LATIN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let rows = LETTERS
        .rows()
        .filter_map(|row| Some((row.cell("letter").chars().next()?, row.cell("latin").chars().next()?)));
    rows.collect()
});

/// Every letter that looks like a Latin one as that one. Wide letters are plain ones.
pub(super) fn in_latin(text: &str) -> String {
    text.chars().map(latin).collect()
}

fn latin(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => LATIN.get(&c).copied().unwrap_or(c),
    }
}

/// A word that mixes Latin letters with others that look like them, in Latin letters; any other word as it is, so that a
/// name in Cyrillic or Greek stays what it is.
pub(super) fn unmixed(word: &str) -> String {
    let is_mixed = word.chars().any(|c| c.is_ascii_alphabetic());
    let is_wide = word.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}'));
    if is_mixed || is_wide { in_latin(word) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixed_word_is_read_in_latin_letters() {
        assert_eq!(unmixed("Harb\u{43e}ur"), "Harbour");
        assert_eq!(unmixed("Ｐｏｓｔ"), "Post");
        assert_eq!(unmixed("ТАСС"), "ТАСС");
    }
}
