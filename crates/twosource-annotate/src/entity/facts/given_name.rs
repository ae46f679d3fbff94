//! Given names, and family names that stand first: `data/givennames.tsv`, `data/familyfirst.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{Gender, rows};
use crate::entity::fold;

/// What the table tells of a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GivenName {
    pub gender: Option<Gender>,
    /// The full form of a short one, or the usual spelling: "william" for "bill"; empty for none.
    pub formal: &'static str,
    /// True where it is also a common word, surname or place, and proves little by itself.
    pub common_word: bool,
}

static GIVEN_NAMES: LazyLock<HashMap<String, GivenName>> = LazyLock::new(|| {
    rows(include_str!("../../../data/givennames.tsv"))
        .map(|[name, gender, formal, word]| {
            (fold::key(name), GivenName { gender: Gender::of(gender), formal, common_word: word == "word" })
        })
        .collect()
});

static FAMILY_FIRST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../../data/familyfirst.tsv")).map(|[name]| name).collect());

/// What the table tells of a given name, folded.
pub(crate) fn given_name(folded: &str) -> Option<GivenName> {
    GIVEN_NAMES.get(folded).copied()
}

/// True for a Korean, Chinese or Vietnamese family name, folded.
pub(crate) fn is_family_first(folded: &str) -> bool {
    FAMILY_FIRST.contains(folded)
}
