//! Who can be a source at all.
//!
//! No one said why.                 nobody is no source
//! That said, the plan may work.    nor is what only points
//! a car bombing … saying           nor an event, a place, a vehicle

use std::collections::HashSet;
use std::sync::LazyLock;

use twosource_language::Doc;

/// The words of `data/mute.tsv`.
static MUTE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/mute.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// True for a subject that denies that there is anybody: "no one", "nobody", "no official", "none of them".
pub(super) fn is_nobody(doc: &Doc, head: usize) -> bool {
    let no = |token: usize| doc.lower(token) == "no" && matches!(doc.dep(token), "det" | "neg");
    match doc.lower(head) {
        "nobody" | "none" | "nothing" | "no-one" => true,
        "one" => head > 0 && doc.lower(head - 1) == "no",
        _ => {
            // "not one driver", "not a single driver"
            let first = doc.subtree(head).start;
            let not_one = doc.lower(first) == "not"
                && first + 1 < head
                && (doc.lower(first + 1) == "one" || first + 2 < head && doc.lower(first + 2) == "single");
            not_one || doc.children(head).any(no)
        }
    }
}

/// True for a noun or pronoun that can be the subject of a verb of speech.
pub(super) fn can_speak(doc: &Doc, head: usize) -> bool {
    if is_nobody(doc, head) {
        return false;
    }
    match doc.pos(head) {
        "NOUN" => !MUTE.contains(doc.lemma(head)) && !MUTE.contains(doc.lower(head)),
        // "That said, …"; a relative pronoun stands for its noun.
        "PRON" | "DET" => {
            doc.tag(head).starts_with('W') || !matches!(doc.lower(head), "that" | "this" | "there" | "what")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_one_word_and_none_stands_twice() {
        let lines: Vec<&str> = include_str!("../../data/mute.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(lines.iter().all(|line| line.chars().all(|c| c.is_ascii_lowercase())));
        assert_eq!(MUTE.len(), lines.len());
    }
}
