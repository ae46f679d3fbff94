//! Where the blocks of a raw text are: paragraphs, headings, lines of their own.
//!
//! Three layouts are told apart: blocks with blank lines between them, a block a line, and lines that were wrapped at a
//! fixed width and belong together.

use twosource_text::Span;

use super::page::ends_sentence;
use crate::given::Block;

/// Shortest and longest width (in characters) at which a text can have been wrapped.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;

/// The share of line breaks that have to look like wrapping for a text to count as wrapped.
const WRAPPED_SHARE: f64 = 0.8;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// In characters, without white space at the end.
    width: usize,
    /// In characters.
    first_word: usize,
    indented: bool,
    /// True where a blank line stands before it, and for the first.
    after_blank: bool,
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let wrapped = is_wrapped(&lines, width, text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let joins = wrapped && before.is_some_and(|before| continues(before, line, width, text));
        match blocks.last_mut() {
            Some(block) if joins => block.span.end = line.span.end,
            _ => blocks.push(Block { span: line.span, kind: None }),
        }
        before = Some(line);
    }
    blocks
}

/// True where `line` goes on with what `before` began, in a wrapped text.
fn continues(before: &Line, line: &Line, width: usize, text: &str) -> bool {
    if line.after_blank {
        return false;
    }
    if is_full(before, line, width) {
        // "end of a paragraph.\n    The next one": wrapped, set apart by indentation alone.
        return !line.indented || before.indented;
    }
    // A short line ends a block, except where it stops in the middle of a sentence.
    let next_goes_on = line.span.of(text).starts_with(char::is_lowercase);
    next_goes_on && !line.indented
}

/// True where the first word of `line` would not have fitted on `before`.
fn is_full(before: &Line, line: &Line, width: usize) -> bool {
    before.width + 1 + line.first_word >= width
}

fn is_wrapped(lines: &[Line], width: usize, text: &str) -> bool {
    if !WRAP_WIDTHS.contains(&width) {
        return false;
    }
    // Lines of less than half the width end a paragraph or stand alone, and tell nothing about wrapping.
    let tells = |pair: &&[Line]| !pair[1].after_blank && pair[0].width * 2 >= width;
    let breaks = lines.windows(2).filter(tells).count();
    let full = lines.windows(2).filter(tells).filter(|pair| is_full(&pair[0], &pair[1], width)).count();
    // A block a line, each ends as a sentence does; wrapped lines mostly stop in the middle of one.
    let stops_inside = |pair: &&[Line]| !ends_sentence(pair[0].span.of(text));
    let inside = lines.windows(2).filter(tells).filter(stops_inside).count();
    breaks > 0 && full as f64 >= breaks as f64 * WRAPPED_SHARE && inside * 2 >= breaks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{0C}']) {
        let whole = Span::new(start, start + piece.len());
        start = whole.end;
        let span = whole.trimmed(text);
        if span.is_empty() {
            // "\r\n" is cut into a line and the rest of its own line break, which is no blank line.
            let rest_of_break = piece == "\n" && whole.start > 0 && text[..whole.start].ends_with('\r');
            after_blank |= !rest_of_break;
            continue;
        }
        let words = span.of(text);
        lines.push(Line {
            span,
            width: words.chars().count(),
            first_word: words.split_whitespace().next().unwrap_or("").chars().count(),
            indented: span.start > whole.start,
            after_blank,
        });
        after_blank = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_blocks() {
        assert_eq!(words("\n\n a b. \n\n\nc\n \t\nd\n"), ["a b.", "c", "d"]);
        assert_eq!(words("a\r\n\r\nb\r\nc"), ["a", "b", "c"]);
    }

    #[test]
    fn a_line_of_its_own_is_a_block_where_nothing_is_wrapped() {
        let text = "Headline of the day\nThe first paragraph is a long one and goes on and on without a break until its end here.\nThe second is short.\nA third one, of middling length, ends the text.";
        assert_eq!(words(text).len(), 4);
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "The two leaders met on Wednesday at the spaceport in the far east of\nthe country, and talked for two hours before they went to a dinner that\nwas given for the guest.\n\nNothing was signed, a spokesman said afterwards, and no statement of the\ntwo sides is planned.";
        let words = words(text);
        assert_eq!(words.len(), 2);
        assert!(words[0].starts_with("The two leaders") && words[0].ends_with("the guest."));
    }

    #[test]
    fn wrapped_text_keeps_short_lines_apart() {
        let text = "By JANE DOE\nMOSCOW\nThe two leaders met on Wednesday at the spaceport in the far east of\nthe country, and talked for two hours before they went to a dinner that\nwas given for the guest, who had arrived in the morning by train from a\nstation near the border.\n    Nothing was signed, a spokesman said afterwards, and no statement of\nthe two sides is planned.";
        let words = words(text);
        assert_eq!(words.len(), 4, "{words:?}");
        assert_eq!(words[1], "MOSCOW");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(blocks("").is_empty());
        assert!(blocks(" \n\t\r\n").is_empty());
    }
}
