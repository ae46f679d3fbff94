//! What is parsed together: a segment, or a part of a very long one.

use twosource_text::Span;

/// Bytes that are parsed together, more than any paragraph of a paper has. What a parse costs, and what is looked for in
/// it, grows with the square of a sentence's length in the worst case: this is what bounds it.
const LONGEST_PIECE: usize = 12_000;

/// Bytes of a stretch that must hold words to be parsed.
const LONGEST_RUN: usize = 1_000;

/// A segment in pieces that are parsed by themselves: cut at a sentence's end, else at white space. Long runs of marks
/// that hold hardly a letter are no text, and left out.
pub(crate) fn pieces(text: &str, segment: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while !rest.is_empty() {
        let piece = Span::new(rest.start, rest.start + first_piece(rest.of(text)));
        rest.start = piece.end;
        if piece.len() <= LONGEST_RUN || holds_words(piece.of(text)) {
            pieces.push(piece);
        }
    }
    pieces
}

/// Bytes of the first piece of a stretch.
fn first_piece(rest: &str) -> usize {
    if rest.len() <= LONGEST_PIECE {
        return rest.len();
    }
    let boundary = |at: usize| (0..=at).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(0);
    let (from, limit) = (boundary(LONGEST_PIECE / 2), boundary(LONGEST_PIECE));
    let window = &rest[from..limit];
    let ends = ["\n", ". ", "! ", "? ", ".” ", " "];
    ends.iter().find_map(|end| window.rfind(end).map(|at| from + at + end.len())).unwrap_or(limit)
}

/// True where at least one character in five is a letter or a digit.
fn holds_words(piece: &str) -> bool {
    let (mut words, mut all) = (0_usize, 0_usize);
    for c in piece.chars() {
        words += usize::from(c.is_alphanumeric());
        all += 1;
    }
    words * 5 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_segment_is_cut_at_the_ends_of_sentences() {
        let text = "The ferry lay on the sand until the tide came. ".repeat(2_000);
        let cut = pieces(&text, Span::new(0, text.len()));
        assert!(cut.len() > 6);
        assert!(cut.iter().all(|piece| piece.len() <= LONGEST_PIECE && piece.of(&text).ends_with("came. ")));
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), text.len());
        let word = "é".repeat(20_000);
        assert_eq!(pieces(&word, Span::new(0, word.len())).len(), 4);
        let short = "A paragraph. ".repeat(100);
        assert_eq!(pieces(&short, Span::new(0, short.len())), [Span::new(0, short.len())]);
    }

    #[test]
    fn runs_of_marks_are_no_text() {
        for run in ["(", "“", ". ", "-=- "] {
            let text = run.repeat(5_000);
            assert_eq!(pieces(&text, Span::new(0, text.len())), [], "{run}");
        }
        assert_eq!(pieces("***", Span::new(0, 3)).len(), 1);
    }
}
