//! Parses as CoNLL-U.

use std::fmt::Write;

use twosource_text::CharIndex;

use crate::Doc;

/// A document as CoNLL-U, one block a sentence. The last column tells where a token starts and ends in the text (code
/// points), whether it is in an entity (`IOB=B-PERSON`), and where no space follows (`SpaceAfter=No`).
pub fn conllu(doc: &Doc) -> String {
    conllu_from(doc, 0)
}

/// A piece of a longer text (see [`Pipeline::parse_pieces`](crate::Pipeline::parse_pieces)) as CoNLL-U; `first` code
/// points of the text are before the piece.
pub fn conllu_from(doc: &Doc, first: usize) -> String {
    let index = CharIndex::new(doc.text());
    let mut entities = vec![None; doc.len()];
    for entity in doc.named_spans() {
        for token in entity.tokens.clone() {
            let begins = token == entity.tokens.start;
            entities[token] = Some((if begins { 'B' } else { 'I' }, entity.label.as_str()));
        }
    }
    let mut output = String::new();
    for sentence in doc.sentences() {
        for token in sentence.clone() {
            let head = doc.head(token);
            // A head in another sentence (arcs that cross) cannot be written in CoNLL-U: such a token is a root there.
            let inside = head != token && sentence.contains(&head);
            let head = if inside { head - sentence.start + 1 } else { 0 };
            let span = index.chars(doc.span(token));
            // Writing to a string does not fail.
            let _ = write!(
                output,
                "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\tstart={}|end={}",
                token - sentence.start + 1,
                field(doc.word(token)),
                field(doc.lemma(token)),
                field(doc.pos(token)),
                field(doc.tag(token)),
                field(doc.morph(token)),
                field(doc.dep(token)),
                first + span.start,
                first + span.end,
            );
            if let Some((position, label)) = entities[token] {
                let _ = write!(output, "|IOB={position}-{label}");
            }
            let next = doc.text().get(doc.span(token).end..).and_then(|rest| rest.chars().next());
            if next != Some(' ') {
                output.push_str("|SpaceAfter=No");
            }
            output.push('\n');
        }
        output.push('\n');
    }
    output
}

/// A document's parse as a treebank file has it: each sentence with its `# sent_id` and `# text`, no token of white space
/// alone, and the places of tokens counted through the whole text.
#[derive(Clone, Debug)]
pub struct Treebank {
    id: String,
    /// Code points of the text before the next piece.
    passed: usize,
    /// Sentences so far.
    sentences: usize,
}

impl Treebank {
    /// Begins the file of one text.
    pub fn new(id: &str) -> Self {
        Treebank { id: id.to_owned(), passed: 0, sentences: 0 }
    }

    /// Says how many code points of the text the last piece had.
    pub fn pass(&mut self, characters: usize) {
        self.passed += characters;
    }

    /// The sentences of the next piece.
    pub fn sentences(&mut self, doc: &Doc) -> String {
        let index = CharIndex::new(doc.text());
        let mut output = String::new();
        let mut entities = vec![None; doc.len()];
        for entity in doc.named_spans() {
            for token in entity.tokens.clone() {
                entities[token] =
                    Some((if token == entity.tokens.start { 'B' } else { 'I' }, entity.label.as_str()));
            }
        }
        let is_word = |token: &usize| !doc.word(*token).trim().is_empty();
        for sentence in doc.sentences() {
            let words: Vec<usize> = sentence.clone().filter(is_word).collect();
            let Some((&first, &last)) = words.first().zip(words.last()) else { continue };
            if self.sentences == 0 {
                let _ = writeln!(output, "# newdoc id = {}", self.id);
            }
            self.sentences += 1;
            let raw = doc.text().get(doc.span(first).start..doc.span(last).end).unwrap_or("");
            let text: Vec<&str> = raw.split_whitespace().collect();
            let _ = writeln!(
                output,
                "# sent_id = {}-{}",
                self.id.replace(char::is_whitespace, "_"),
                self.sentences
            );
            let _ = writeln!(output, "# text = {}", text.join(" "));
            for (number, &token) in words.iter().enumerate() {
                let span = index.chars(doc.span(token));
                let head = head_among(doc, token, &words);
                let relation = if head == 0 { "root" } else { doc.dep(token) };
                let _ = write!(
                    output,
                    "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\tstart={}|end={}",
                    number + 1,
                    field(doc.word(token)),
                    field(doc.lemma(token)),
                    field(doc.pos(token)),
                    field(doc.tag(token)),
                    field(doc.morph(token)),
                    field(relation),
                    self.passed + span.start,
                    self.passed + span.end,
                );
                if let Some((position, label)) = entities[token] {
                    let _ = write!(output, "|IOB={position}-{label}");
                }
                let next = words.get(number + 1);
                if next.is_some_and(|&next| doc.span(next).start == doc.span(token).end) {
                    output.push_str("|SpaceAfter=No");
                }
                output.push('\n');
            }
            output.push('\n');
        }
        output
    }
}

/// The place of a token's head among the words of its sentence, from 1; 0 for the root. Heads of white space are passed
/// over, and a head in another sentence is none.
fn head_among(doc: &Doc, token: usize, words: &[usize]) -> usize {
    let mut at = token;
    for _ in 0..words.len() {
        let head = doc.head(at);
        if head == at {
            return 0;
        }
        if let Ok(place) = words.binary_search(&head) {
            return place + 1;
        }
        at = head;
    }
    0
}

/// A field without the characters that would break the line; "_" for nothing.
fn field(value: &str) -> String {
    if value.is_empty() {
        return "_".to_owned();
    }
    let mut field = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\n' => field.push_str("\\n"),
            '\r' => field.push_str("\\r"),
            '\t' => field.push_str("\\t"),
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => {
                field.extend(c.escape_unicode());
            }
            _ => field.push(c),
        }
    }
    field
}
