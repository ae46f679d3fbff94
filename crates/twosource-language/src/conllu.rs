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
