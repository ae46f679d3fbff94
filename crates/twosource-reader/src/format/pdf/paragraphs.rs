//! Paragraphs from lines.

use std::collections::BTreeMap;

use unpdf::parser::TextLine;

use super::Page;

/// A line of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub words: String,
    pub left: f32,
    pub right: f32,
    /// The baseline, upwards.
    pub base: f32,
    pub size: f32,
    pub is_bold: bool,
}

/// Words that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    pub words: String,
    pub is_heading: bool,
}

/// How much larger than the text a line is that is a heading.
const HEADING: f32 = 1.15;

/// The room between two lines, against the usual one of the text, that parts paragraphs.
const WIDE_GAP: f32 = 1.25;

/// What a line is indented by, in parts of its size, where it opens a paragraph.
const INDENT: f32 = 0.7;

/// How much room a line leaves, in parts of its size, where it ends a paragraph.
const SHORT: f32 = 1.5;

/// How much room a line leaves, as a share of its column, where it ends a paragraph whatever it ends in.
const VERY_SHORT: f32 = 0.35;

/// How much two lines differ in size that are not of one text.
const OTHER_SIZE: f32 = 0.15;

/// How far two lines of one column may begin from one another, in parts of their size.
const SAME_COLUMN: f32 = 4.0;

impl Line {
    /// The line as read; `None` for one without words.
    pub fn of(line: &TextLine) -> Option<Line> {
        let words = line.text();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() || !line.y.is_finite() || !line.x.is_finite() {
            return None;
        }
        let right = |span: &unpdf::parser::TextSpan| span.x + span.ink_width.unwrap_or(span.width);
        let right = line.spans.iter().map(right).filter(|right| right.is_finite()).fold(line.x, f32::max);
        let size = if line.font_size.is_finite() && line.font_size > 0.5 { line.font_size } else { 10.0 };
        Some(Line { words, left: line.x, right, base: line.y, size, is_bold: line.is_all_bold() })
    }

    pub fn letters(&self) -> usize {
        self.words.chars().filter(|c| c.is_alphanumeric()).count()
    }
}

/// The paragraphs of all pages in order. One that a page or a column ends in the middle of a sentence goes on in the next.
pub(super) fn of(pages: &[Page]) -> Vec<Paragraph> {
    let lines: Vec<&Line> = pages.iter().flat_map(|page| &page.lines).collect();
    let usual = Usual::of(&lines);
    let columns = columns(&lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut before: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        let is_heading = usual.is_heading(line);
        let goes_on = before.is_some_and(|before| {
            let last = lines[before];
            let was_heading = usual.is_heading(last);
            is_heading == was_heading
                && (if is_heading {
                    is_next(last, line, &usual, true)
                } else {
                    goes_on(last, line, columns[before], columns[index], &usual)
                })
        });
        match found.last_mut().filter(|_| goes_on) {
            Some(paragraph) => join(&mut paragraph.words, &line.words),
            None => found.push(Paragraph { words: line.words.clone(), is_heading }),
        }
        before = Some(index);
    }
    found
}

/// What most of the text is like.
struct Usual {
    size: f32,
    /// From one baseline to the next, in parts of the size.
    gap: f32,
}

impl Usual {
    fn of(lines: &[&Line]) -> Usual {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let mut gaps: BTreeMap<u32, usize> = BTreeMap::new();
        for line in lines {
            *sizes.entry((line.size * 10.0) as u32).or_default() += line.words.len();
        }
        for pair in lines.windows(2) {
            let gap = (pair[0].base - pair[1].base) / pair[1].size;
            if (0.5..3.0).contains(&gap) {
                *gaps.entry((gap * 20.0).round() as u32).or_default() += 1;
            }
        }
        let most = |counts: &BTreeMap<u32, usize>| {
            counts.iter().max_by_key(|(_, count)| **count).map(|(value, _)| *value)
        };
        Usual {
            size: most(&sizes).map_or(10.0, |size| size as f32 / 10.0),
            gap: most(&gaps).map_or(1.2, |gap| gap as f32 / 20.0),
        }
    }

    fn is_heading(&self, line: &Line) -> bool {
        let is_larger = line.size >= self.size * HEADING;
        let is_bold_line = line.is_bold && line.size >= self.size * 0.98 && line.words.len() < 90;
        (is_larger || is_bold_line) && !line.words.ends_with(['.', ';', ','])
    }
}

/// The edges of each line's column: the farthest that lines near it reach, which begin where it begins.
fn columns(lines: &[&Line]) -> Vec<(f32, f32)> {
    let mut edges = vec![(0.0, 0.0); lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        let (mut left, mut right) = (lines[start].left, lines[start].right);
        while end < lines.len() {
            let (last, line) = (lines[end - 1], lines[end]);
            let goes_down = line.base < last.base;
            let is_beside = (line.left - left).abs() > SAME_COLUMN * line.size;
            // A title over two columns is no part of the first.
            let is_other = (line.size - last.size).abs() > OTHER_SIZE * line.size;
            if !goes_down || is_beside || is_other {
                break;
            }
            left = left.min(line.left);
            right = right.max(line.right);
            end += 1;
        }
        edges[start..end].fill((left, right));
        start = end;
    }
    edges
}

/// True where a line follows another in the same stretch, no wider apart than lines are.
fn is_next(last: &Line, line: &Line, usual: &Usual, may_be_larger: bool) -> bool {
    let gap = (last.base - line.base) / line.size.max(1.0);
    let widest = usual.gap * WIDE_GAP * if may_be_larger { 1.2 } else { 1.0 };
    gap > 0.0 && gap <= widest && (last.size - line.size).abs() < line.size * 0.1
}

/// True where a line goes on with what the one before it says.
fn goes_on(last: &Line, line: &Line, last_column: (f32, f32), column: (f32, f32), usual: &Usual) -> bool {
    if (last.size - line.size).abs() > line.size * 0.12 {
        return false;
    }
    let ends =
        last.words.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', ':']);
    let is_same_column = last_column == column && line.base < last.base;
    let width = (last_column.1 - last_column.0).max(1.0);
    let is_short = last_column.1 - last.right > (SHORT * last.size).max(width * 0.08);
    let is_indented = line.left - column.0 > INDENT * line.size;
    if !is_same_column {
        // Over the end of a column or a page: a sentence that has not ended goes on.
        return !ends || (!is_short && !is_indented && line.words.starts_with(char::is_lowercase));
    }
    if !is_next(last, line, usual, false) {
        // A wide gap parts, but not within a word or a sentence that goes on in small letters.
        return !ends
            && (last.words.ends_with('-') || line.words.starts_with(char::is_lowercase))
            && !is_short;
    }
    let opens = is_indented && (last.left - column.0) < INDENT * last.size;
    let is_very_short = last_column.1 - last.right > VERY_SHORT * width;
    !(ends && (is_short || opens)) && !(is_very_short && opens_sentence(line) && !ends_open(last))
}

fn opens_sentence(line: &Line) -> bool {
    line.words.trim_start_matches(['“', '"', '‘', '\'', '(', '«']).starts_with(char::is_uppercase)
}

/// True where a line cannot be the end of anything: it ends in a comma or a hyphen, or in a small word.
fn ends_open(line: &Line) -> bool {
    line.words.ends_with([',', '-', '–', '—', ';', '\u{AD}'])
}

/// Adds a line to words. A hyphen at its end goes where the word is one word; it stays where both parts are words in
/// capitals, numbers, or hyphenated already.
fn join(words: &mut String, next: &str) {
    let is_soft = words.ends_with('\u{AD}');
    if is_soft || (words.ends_with(['-', '\u{2010}']) && is_parted(words, next)) {
        words.pop();
        words.push_str(next);
        return;
    }
    if !words.ends_with(['-', '\u{2010}']) || words.ends_with(" -") {
        words.push(' ');
    }
    words.push_str(next);
}

/// True where a hyphen between two lines parts one word.
fn is_parted(words: &str, next: &str) -> bool {
    let before = words.trim_end_matches(['-', '\u{2010}']);
    let first = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let is_small =
        first.chars().last().is_some_and(char::is_lowercase) && next.starts_with(char::is_lowercase);
    // "well-known" and "vice-chair" are rarely parted at their hyphen; "anti-", "non-", "self-" keep theirs.
    const KEPT: [&str; 9] = ["self", "well", "non", "anti", "ex", "vice", "half", "so", "mid"];
    is_small && !first.contains('-') && !KEPT.contains(&first.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str, left: f32, right: f32, base: f32) -> Line {
        Line { words: words.to_owned(), left, right, base, size: 10.0, is_bold: false }
    }

    fn words(lines: Vec<Line>) -> Vec<String> {
        of(&[Page { lines, height: 800.0, bottom: 0.0 }])
            .into_iter()
            .map(|paragraph| paragraph.words)
            .collect()
    }

    #[test]
    fn short_lines_and_indents_part_paragraphs() {
        let lines = vec![
            line("The gate was struck on Wednesday and the ca-", 0.0, 200.0, 700.0),
            line("nal is shut, the board said.", 0.0, 140.0, 688.0),
            line("Two men were hurt when it gave way in the even-", 0.0, 200.0, 676.0),
            line("ing. Both are well, and the water has gone down.", 0.0, 200.0, 664.0),
            line("Ships wait above the lock until the gate has been", 10.0, 200.0, 652.0),
            line("mended.", 0.0, 40.0, 640.0),
        ];
        assert_eq!(
            words(lines),
            [
                "The gate was struck on Wednesday and the canal is shut, the board said.",
                "Two men were hurt when it gave way in the evening. Both are well, and the water has gone down.",
                "Ships wait above the lock until the gate has been mended."
            ]
        );
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let lines = vec![
            line("The owner of the barge was not to be reached in", 0.0, 200.0, 100.0),
            line("Aldern on Thursday, her office said.", 220.0, 380.0, 700.0),
            line("The gate, which the water pushed open, is from 2011.", 220.0, 420.0, 688.0),
        ];
        assert_eq!(
            words(lines),
            [
                "The owner of the barge was not to be reached in Aldern on Thursday, her office said.",
                "The gate, which the water pushed open, is from 2011."
            ]
        );
    }

    #[test]
    fn hyphens_that_are_the_words_own_stay() {
        let joined = |a: &str, b: &str| {
            let mut words = a.to_owned();
            join(&mut words, b);
            words
        };
        assert_eq!(joined("inco-", "nvenient"), "inconvenient");
        assert_eq!(joined("the Anglo-", "Dutch firm"), "the Anglo-Dutch firm");
        assert_eq!(joined("self-", "employed"), "self-employed");
        assert_eq!(joined("two-and-a-", "half"), "two-and-a-half");
        assert_eq!(joined("2019-", "20"), "2019-20");
        assert_eq!(joined("spok\u{AD}", "eswoman"), "spokeswoman");
        assert_eq!(joined("the gate", "is shut"), "the gate is shut");
    }
}
