//! Titles and nouns for persons: `data/titles.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Gender, look_up_key, rows};

/// How a title is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// "Mr": a form of address, no role.
    Honorific,
    /// "President": stands before a name as part of it, and is a role.
    Title,
    /// "spokesman", "suspect": an ordinary noun.
    Role,
}

/// What the table tells of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    pub usage: Use,
    pub gender: Option<Gender>,
    /// The word that stands for all its synonyms.
    pub class: &'static str,
    /// The class it is a kind of; empty for none.
    pub broader: &'static str,
}

/// The most words a title of the table has.
pub(crate) const LONGEST: usize = 4;

static TITLES: LazyLock<HashMap<&'static str, Title>> = LazyLock::new(|| {
    rows(include_str!("../../../data/titles.tsv"))
        .map(|[words, usage, gender, class, broader]| {
            let usage = match usage {
                "honorific" => Use::Honorific,
                "title" => Use::Title,
                _ => Use::Role,
            };
            (words, Title { usage, gender: Gender::of(gender), class, broader })
        })
        .collect()
});

/// What the table tells of `words`, in whatever case.
pub(crate) fn title(words: &str) -> Option<Title> {
    TITLES.get(look_up_key(words).as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_share_a_class_and_no_title_is_longer_than_said() {
        assert_eq!(title("Defense Minister").unwrap().class, title("defence minister").unwrap().class);
        assert_eq!(title("President").unwrap().broader, "leader");
        assert_eq!(title("Mr.").unwrap().gender, Some(Gender::Male));
        assert!(TITLES.keys().map(|words| words.split(' ').count()).all(|count| count <= LONGEST));
    }
}
