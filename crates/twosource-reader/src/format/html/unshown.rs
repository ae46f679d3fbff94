//! An article in the linked data that is another than the one that readers see: behind a paywall, or a trick.

use std::collections::BTreeSet;

use crate::error::Caution;

/// Words of linked data that are an article and no teaser.
const FEWEST_WORDS: usize = 40;

/// Words in a row that two texts have in common by no chance.
const RUN: usize = 4;

/// What there is to tell where most of an article in the linked data is not in what is shown.
pub(super) fn caution(linked: &str, shown: &str) -> Option<Caution> {
    let words = words(linked);
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let shown = self::words(shown);
    let known: BTreeSet<&[String]> = shown.windows(RUN).collect();
    let runs = words.len() + 1 - RUN;
    let missing = words.windows(RUN).filter(|run| !known.contains(run)).count();
    (missing * 2 > runs).then_some(Caution::Unshown { words: words.len() })
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_is_told_and_the_same_in_other_marks_is_not() {
        let shown = "The tug Morning Star sank off Altmark on Monday, and all nine of her crew were taken ashore, the coastguard said. ".repeat(3);
        let other = "The tug was sunk by the navy of a neighbour in the night, as this paper alone can tell its readers today. ".repeat(4);
        assert_eq!(caution(&other, &shown), Some(Caution::Unshown { words: 88 }));
        let same = shown.replace(", ", " — ").replace("tug", "Tug");
        assert_eq!(caution(&same, &shown), None);
        let behind_a_wall = format!("{shown}{other}{other}");
        assert!(caution(&behind_a_wall, &shown).is_some());
        assert_eq!(caution("A tug was sunk by the navy.", &shown), None);
    }
}
