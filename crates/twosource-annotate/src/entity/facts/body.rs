//! Nouns for bodies that act and speak: `data/bodies.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{look_up_key, rows};

/// What sort of body a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Of a state: "ministry".
    Body,
    /// "army", "police".
    Force,
    /// "company".
    Company,
    /// "newspaper".
    Medium,
    /// "party", "campaign".
    Party,
    /// "group", "union".
    Group,
    /// "university", "hospital".
    School,
}

static BODIES: LazyLock<HashMap<&'static str, Family>> = LazyLock::new(|| {
    rows(include_str!("../../../data/bodies.tsv"))
        .map(|[words, family]| {
            let family = match family {
                "body" => Family::Body,
                "force" => Family::Force,
                "company" => Family::Company,
                "medium" => Family::Medium,
                "party" => Family::Party,
                "school" => Family::School,
                _ => Family::Group,
            };
            (words, family)
        })
        .collect()
});

/// The family of the body that `words` stand for, in whatever case.
pub(crate) fn body(words: &str) -> Option<Family> {
    BODIES.get(look_up_key(words).as_str()).copied()
}
