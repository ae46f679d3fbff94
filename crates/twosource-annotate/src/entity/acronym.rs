//! Acronyms: "World Health Organization (WHO)", and later "WHO".

use std::ops::Range;

use super::page::Page;

/// The acronyms a name may be met under: the one given in brackets after it, and its initials.
pub(crate) fn of(page: &Page, name: &Range<usize>) -> Vec<String> {
    const SHORTEST_GUESS: usize = 3;
    let mut found = Vec::new();
    let bracket = name.end;
    let given = bracket + 2 < page.doc.len()
        && matches!(page.doc.word(bracket), "(" | "[")
        && matches!(page.doc.word(bracket + 2), ")" | "]");
    if given && is_acronym(page.doc.word(bracket + 1)) {
        found.push(page.doc.word(bracket + 1).to_owned());
    }
    let initials: String = name
        .clone()
        .filter(|&i| page.is_capitalised(i))
        .filter_map(|i| page.doc.word(i).chars().next())
        .collect();
    if initials.chars().count() >= SHORTEST_GUESS {
        found.push(initials);
    }
    found
}

/// Two to eight characters, two of them capitals at least: "WHO", "MoD".
pub(crate) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&word.chars().count()) && capitals >= 2
}
