//! The wall: what compares reports knows no parse and no word of English. No source file of this crate holds a label of a
//! parser or a list of English words; what it needs of a language is in the reading or in `twosource-lexicon`.

#![allow(clippy::unwrap_used, clippy::panic)] // A broken wall should stop the test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Labels and tags of parsers: dependencies, universal parts of speech, Penn Treebank's tags.
const LABELS: &str = "nsubj nsubjpass csubj csubjpass dobj iobj pobj obj ccomp xcomp pcomp acomp advcl relcl acl amod advmod npadvmod \
    nummod quantmod auxpass appos attr oprd conj poss prt predet preconj expl ROOT NOUN PROPN VERB ADJ ADV ADP AUX CCONJ SCONJ DET \
    INTJ NUM PART PRON PUNCT SYM SPACE NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB";

/// Words side by side that make a list.
const LIST: usize = 4;

/// Files whose lists are values of the evidence file and no words of a text.
const VALUES: &[&str] = &["correction/decision.rs", "timeline.rs"];

/// Files that still hold lists, each to be turned into a table: none may be added.
const STILL: &[&str] = &[];

/// The string literals of a source text that stand outside comments, each with whether only marks of a list part it from the one
/// before. The tests at the end of a file are no part of it.
fn literals(source: &str) -> Vec<(String, bool)> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    let mut found = Vec::new();
    let mut between = String::new();
    let mut rest = source.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if source[at..].starts_with("//") {
            while rest.next_if(|(_, c)| *c != '\n').is_some() {}
        } else if c == '\'' {
            // A character, or a lifetime.
            let escaped = source[at + 1..].starts_with('\\');
            let closes = source[at + 1..].chars().nth(1) == Some('\'');
            if escaped || closes {
                rest.next();
                while rest.next().is_some_and(|(_, c)| c != '\'') {}
            }
            between.push(c);
        } else if c == '"' {
            let mut text = String::new();
            while let Some((_, c)) = rest.next_if(|(_, c)| *c != '"') {
                text.push(c);
                if c == '\\' {
                    text.extend(rest.next().map(|(_, c)| c));
                }
            }
            rest.next();
            let joined = between.chars().all(|c| c.is_whitespace() || ",()|&".contains(c));
            found.push((text, joined));
            between.clear();
        } else {
            between.push(c);
        }
    }
    found
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || " -'’".contains(c))
        && text.trim() != ""
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_source_file_knows_a_parse_or_a_word_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let labels: BTreeSet<&str> = LABELS.split_whitespace().collect();
    let mut files = Vec::new();
    sources(&folder, &mut files);
    files.sort();
    let (mut broken, mut lists) = (Vec::new(), BTreeSet::new());
    for file in files {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        let mut run: Vec<String> = Vec::new();
        for (text, joined) in literals(&fs::read_to_string(&file).unwrap()) {
            if labels.contains(text.as_str()) {
                broken.push(format!("{name}: the label {text:?}"));
            }
            if !joined || !is_word(&text) {
                run.clear();
            }
            if is_word(&text) {
                run.push(text);
            }
            if run.len() == LIST {
                lists.insert(name.clone());
                if !STILL.contains(&name.as_str()) && !VALUES.contains(&name.as_str()) {
                    broken.push(format!("{name}: the list {run:?} …"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    let cleared: Vec<&&str> = STILL.iter().filter(|name| !lists.contains(**name)).collect();
    assert!(cleared.is_empty(), "these hold no list any more and can be left out: {cleared:?}");
}

#[test]
fn lists_are_seen_and_sentences_are_not() {
    let source = "/// \"no\", \"list\"\nconst A: [&str; 3] = [\"one\", \"two\", 'x', \"three\"];\nlet c = '\"'; f(\"a sentence\") + \"b\"";
    let found: Vec<String> = literals(source).into_iter().map(|(text, _)| text).collect();
    assert_eq!(found, ["one", "two", "three", "a sentence", "b"]);
    assert_eq!(
        literals("[\"a\", \"b\"]").into_iter().map(|(_, joined)| joined).collect::<Vec<_>>(),
        [false, true]
    );
}
