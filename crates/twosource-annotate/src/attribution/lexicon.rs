//! The cue words: which verbs, nouns and adjectives hand a content to a source, and in which frames.

use std::collections::HashMap;
use std::sync::LazyLock;

use twosource_language::Doc;

use crate::Certainty;

/// What sort of attitude a cue tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueClass {
    Say,
    Think,
    Know,
    Intend,
    Ask,
    Order,
    Deny,
    Judge,
    Show,
}

/// The part of speech a cue word is listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Verb = 0,
    Noun,
    Adjective,
    /// A verb and its object noun ("take issue"); "*" stands for any noun.
    Phrase,
}

/// A row of `data/cues.tsv`; its head explains the frames.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub class: CueClass,
    /// Certainty the cue gives its content, where it gives one.
    pub effect: Option<Certainty>,
    pub that: bool,
    pub quote: bool,
    pub to: bool,
    pub object: bool,
    pub object_to: bool,
    pub gerund: bool,
    pub passive: bool,
    /// The subject belongs to the content though the verb is active ("seems").
    pub raising: bool,
    /// An adjective goes with its object ("found him guilty").
    pub small_clause: bool,
    /// A cue only after "as" ("as she put it").
    pub only_as: bool,
    /// Prepositions that link the cue to its content and belong to the cue.
    pub prepositions: Vec<&'static str>,
    /// Prepositions whose phrase belongs to the content, after an object.
    pub object_prepositions: Vec<&'static str>,
    /// Prepositions whose phrase is the content where the object is only told of it ("asked him about the flood").
    pub told_prepositions: Vec<&'static str>,
}

/// One map for each part of speech, in the order of [`Part`].
static CUES: LazyLock<[HashMap<&'static str, Cue>; 4]> = LazyLock::new(|| {
    let mut cues = [HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new()];
    for ((part, word), cue) in table(include_str!("../../data/cues.tsv")) {
        cues[part as usize].insert(word, cue);
    }
    cues
});

/// The entry of a word in its base form.
pub(super) fn cue(part: Part, lemma: &str) -> Option<&'static Cue> {
    CUES[part as usize].get(lemma)
}

/// The particle of a verb, right after it: "point out", "hit back".
pub(super) fn particle(doc: &Doc, verb: usize) -> Option<usize> {
    let after = verb + 1;
    if after >= doc.len() || doc.head(after) != verb {
        return None;
    }
    let adverb = matches!(
        doc.lower(after),
        "back" | "out" | "down" | "up" | "off" | "on" | "in" | "forth" | "forward" | "over"
    );
    let bare = || doc.child(after, &["pobj", "pcomp"]).is_none();
    match doc.dep(after) {
        "prt" => Some(after),
        "advmod" | "prep" if adverb && bare() => Some(after),
        _ => None,
    }
}

/// The entry of a verb in a text, with its particle where the table knows the two together.
pub(super) fn verb_cue(doc: &Doc, verb: usize) -> Option<&'static Cue> {
    let phrasal = particle(doc, verb)
        .and_then(|particle| cue(Part::Verb, &format!("{} {}", doc.lemma(verb), doc.lower(particle))));
    phrasal.or_else(|| cue(Part::Verb, doc.lemma(verb)))
}

/// The entry of a verb with its object noun, or of the verb with any noun.
pub(super) fn phrase_cue(verb: &str, noun: &str) -> Option<&'static Cue> {
    cue(Part::Phrase, &format!("{verb} {noun}")).or_else(|| cue(Part::Phrase, &format!("{verb} *")))
}

/// The table's rows; lines that are no rows are passed over (a test holds that there are none).
fn table(text: &'static str) -> impl Iterator<Item = ((Part, &'static str), Cue)> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(row)
}

fn row(line: &'static str) -> Option<((Part, &'static str), Cue)> {
    let mut columns = line.split('\t');
    let word = columns.next()?;
    let part = match columns.next()? {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adj" => Part::Adjective,
        "phrase" => Part::Phrase,
        _ => return None,
    };
    let class = match columns.next()? {
        "say" => CueClass::Say,
        "think" => CueClass::Think,
        "know" => CueClass::Know,
        "intend" => CueClass::Intend,
        "ask" => CueClass::Ask,
        "order" => CueClass::Order,
        "deny" => CueClass::Deny,
        "judge" => CueClass::Judge,
        "show" => CueClass::Show,
        _ => return None,
    };
    let frames: Vec<&'static str> = columns.next()?.split(' ').collect();
    let effect = match columns.next()? {
        "hedged" => Some(Certainty::Hedged),
        "planned" => Some(Certainty::Planned),
        "denied" => Some(Certainty::Denied),
        "questioned" => Some(Certainty::Questioned),
        "-" => None,
        _ => return None,
    };
    const PLAIN: [&str; 10] =
        ["that", "quote", "to", "obj", "obj-to", "ing", "pass", "raise", "small", "as-only"];
    let has = |frame: &str| frames.contains(&frame);
    let cue = Cue {
        class,
        effect,
        that: has("that"),
        quote: has("quote"),
        to: has("to"),
        object: has("obj"),
        object_to: has("obj-to"),
        gerund: has("ing"),
        passive: has("pass"),
        raising: has("raise"),
        small_clause: has("small"),
        only_as: has("as-only"),
        prepositions: frames
            .iter()
            .filter(|frame| !PLAIN.contains(frame) && !frame.starts_with(['+', '^']))
            .map(|frame| frame.trim_end_matches(':'))
            .collect(),
        object_prepositions: frames.iter().filter_map(|frame| frame.strip_prefix('+')).collect(),
        told_prepositions: frames.iter().filter_map(|frame| frame.strip_prefix('^')).collect(),
    };
    Some(((part, word), cue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_and_no_word_stands_twice() {
        let text = include_str!("../../data/cues.tsv");
        let lines: Vec<&str> = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        for line in &lines {
            assert!(row(line).is_some(), "not a row: {line:?}");
        }
        assert_eq!(
            CUES.iter().map(HashMap::len).sum::<usize>(),
            lines.len(),
            "a word stands twice under one part of speech"
        );
    }

    #[test]
    fn frames_are_read() {
        let accuse = cue(Part::Verb, "accuse").unwrap();
        assert!(accuse.object && accuse.passive && !accuse.that);
        assert_eq!(accuse.object_prepositions, ["of"]);
        let refer = cue(Part::Verb, "refer").unwrap();
        assert!(!refer.to);
        assert_eq!(refer.prepositions, ["to"]);
        assert_eq!(cue(Part::Verb, "deny").unwrap().effect, Some(Certainty::Denied));
    }
}
