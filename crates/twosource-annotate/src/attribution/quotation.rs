//! Stretches of text between quotation marks.

use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

/// A single-quoted stretch longer than this (in bytes) is two apostrophes.
const LONGEST_SINGLE: usize = 400;

/// A stretch of a segment between quotation marks; stretches do not overlap, inner quotations are part of the outer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// In bytes, with the marks.
    pub span: Span,
    /// In bytes, without the marks.
    pub inner: Span,
    /// Index of the segment.
    pub segment: usize,
    /// False where the segment ends before the closing mark.
    pub closed: bool,
}

/// Finds the quotations of all segments, in order.
pub(super) fn find(report: &Report) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (index, segment) in report.segments.iter().enumerate() {
        if matches!(
            segment.kind,
            SegmentKind::Promotion | SegmentKind::Credit | SegmentKind::Note | SegmentKind::Comment
        ) {
            continue;
        }
        in_segment(&report.text, segment.span, index, &mut found);
    }
    found
}

/// What a mark is, taken with its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// "…" or ''…'': the same on both sides.
    Straight,
    Curly,
    Angle,
    Low,
    Single,
}

/// What a character does to the quotation at hand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Open(Mark),
    Close,
    Stay,
}

fn in_segment(text: &str, span: Span, segment: usize, found: &mut Vec<Quotation>) {
    let body = span.of(text);
    let mut open: Option<(Mark, usize, usize)> = None;
    let mut depth = 0usize;
    let mut previous = ' ';
    let mut characters = body.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        let mut double = false;
        // Two single marks are one double mark.
        if matches!(character, '\'' | '`' | '’' | '‘')
            && characters.peek().is_some_and(|&(_, next)| {
                next == character && (character != '’' || open.is_some_and(|o| o.0 != Mark::Single))
            })
        {
            characters.next();
            end += character.len_utf8();
            double = true;
        }
        let next = characters.peek().map_or(' ', |&(_, next)| next);
        let opens = opens_word(previous, next);
        let closes = closes_word(previous, next);
        let step = match (open, character) {
            (None, '"' | '＂') if !next.is_whitespace() || previous.is_whitespace() => {
                Step::Open(Mark::Straight)
            }
            (None, '\'' | '`') if double => Step::Open(Mark::Straight),
            (None, '“' | '”') if character == '“' || opens => Step::Open(Mark::Curly),
            (None, '‘') if double => Step::Open(Mark::Curly),
            (None, '«') => Step::Open(Mark::Angle),
            (None, '„') => Step::Open(Mark::Low),
            (None, '‘') => Step::Open(Mark::Single),
            (None, '\'' | '`') if opens && has_single_close(body, end) => Step::Open(Mark::Single),
            (Some((Mark::Straight, ..)), '"' | '＂' | '”') => Step::Close,
            (Some((Mark::Straight, ..)), '\'' | '`' | '’') if double => Step::Close,
            (Some((Mark::Curly, ..)), '“') => {
                depth += 1;
                Step::Stay
            }
            (Some((Mark::Curly, ..)), '”') if depth > 0 => {
                depth -= 1;
                Step::Stay
            }
            (Some((Mark::Curly, ..)), '”' | '"') => Step::Close,
            (Some((Mark::Curly, ..)), '’') if double => Step::Close,
            (Some((Mark::Angle, ..)), '»') => Step::Close,
            (Some((Mark::Low, ..)), '“' | '”') => Step::Close,
            (Some((Mark::Single, start, _)), '’' | '\'') if closes && at - start <= LONGEST_SINGLE => {
                Step::Close
            }
            // A double mark inside a single-quoted stretch: the single mark was an apostrophe.
            (Some((Mark::Single, ..)), '"' | '“') => {
                depth = 0;
                Step::Open(if character == '"' { Mark::Straight } else { Mark::Curly })
            }
            _ => Step::Stay,
        };
        if let Step::Open(mark) = step {
            open = Some((mark, at, end));
        }
        if step == Step::Close
            && let Some((_, start, inner_start)) = open.take()
        {
            depth = 0;
            found.push(Quotation {
                span: Span::new(span.start + start, span.start + end),
                inner: Span::new(span.start + inner_start, span.start + at),
                segment,
                closed: true,
            });
        }
        previous = character;
    }
    // A double mark never closed: the quotation goes on in the next paragraph, or the mark was lost.
    if let Some((mark, start, inner_start)) = open
        && mark != Mark::Single
    {
        let end = span.trimmed(text).end;
        found.push(Quotation {
            span: Span::new(span.start + start, end),
            inner: Span::new(span.start + inner_start, end),
            segment,
            closed: false,
        });
    }
}

fn opens_word(previous: char, next: char) -> bool {
    let before =
        previous.is_whitespace() || matches!(previous, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | ':');
    before && !next.is_whitespace()
}

fn closes_word(previous: char, next: char) -> bool {
    !previous.is_whitespace() && !next.is_alphanumeric()
}

/// True where a single closing mark follows before long, so that the opening one is no apostrophe ("'90s").
fn has_single_close(body: &str, from: usize) -> bool {
    let mut previous = ' ';
    let mut rest = body[from..].char_indices().take_while(|(at, _)| *at <= LONGEST_SINGLE).peekable();
    while let Some((_, character)) = rest.next() {
        let next = rest.peek().map_or(' ', |&(_, next)| next);
        if matches!(character, '"' | '“') {
            return false;
        }
        if matches!(character, '\'' | '’') && closes_word(previous, next) {
            return true;
        }
        previous = character;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(body: &str) -> Vec<&str> {
        let mut found = Vec::new();
        in_segment(body, Span::new(0, body.len()), 0, &mut found);
        found.iter().map(|quotation| quotation.inner.of(body)).collect()
    }

    #[test]
    fn all_kinds_of_marks_pair() {
        assert_eq!(quoted("He said \"no\" and \"yes\"."), ["no", "yes"]);
        assert_eq!(quoted("He said “no” and “yes”."), ["no", "yes"]);
        assert_eq!(quoted("He said ``no'' and ''yes''."), ["no", "yes"]);
        assert_eq!(quoted("He said «no»."), ["no"]);
        assert_eq!(quoted("He said „no“."), ["no"]);
        assert_eq!(quoted("It was ‘no’ again, and 'yes' too."), ["no", "yes"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("The workers' pay and the '90s aren't it's."), Vec::<&str>::new());
        assert_eq!(quoted("“It’s the workers’ pay,” he said."), ["It’s the workers’ pay,"]);
    }

    #[test]
    fn inner_quotations_belong_to_the_outer() {
        assert_eq!(quoted("“He said “no” to us,” she said."), ["He said “no” to us,"]);
        assert_eq!(quoted("\"He said 'no' to us,\" she said."), ["He said 'no' to us,"]);
    }

    #[test]
    fn an_unclosed_quotation_runs_to_the_end_of_its_segment() {
        let mut found = Vec::new();
        let body = "“We began early. We went on.";
        in_segment(body, Span::new(0, body.len()), 0, &mut found);
        assert_eq!(found.len(), 1);
        assert!(!found[0].closed);
        assert_eq!(found[0].span.end, body.len());
    }
}
