//! The running words of a report: what stands in its paragraphs outside quotations, folded for comparison.

use std::collections::HashMap;

use twosource_lexicon::english::WordList;
use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

use crate::quotation::marks;

/// Phrases that reporters use alike without copying.
const STOCK_PHRASES: &str = include_str!("stock-phrases.txt");

/// Quotations of up to this many words ("scare quotes") stay in the running words, so that they break no copied passage.
const SHORT_QUOTATION: usize = 4;

/// Stands where a quotation was left out; no shingle holds it.
pub(crate) const BREAK: u32 = 0;

/// Words as numbers, the same for the same folded word in every report of a story.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    numbers: HashMap<String, u32>,
    stock: Vec<Vec<u32>>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut vocabulary = Vocabulary { numbers: HashMap::new(), stock: Vec::new() };
        let phrases = STOCK_PHRASES.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let stock: Vec<Vec<u32>> = phrases
            .map(|phrase| split(phrase).map(|span| vocabulary.number(span.of(phrase))).collect())
            .collect();
        vocabulary.stock = stock;
        vocabulary
    }

    /// The number of a word, never [`BREAK`].
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let folded = fold(word);
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(folded).or_insert(next)
    }
}

/// The running words of one report.
#[derive(Debug, Default)]
pub(crate) struct RunningWords {
    /// Each word's number, [`BREAK`] where a quotation was left out.
    pub numbers: Vec<u32>,
    /// Where each word stands, in bytes.
    pub spans: Vec<Span>,
    /// False for names, words of short quotations and stock phrases: sharing these shows no copying.
    pub telling: Vec<bool>,
}

impl RunningWords {
    /// Reads a report's paragraphs.
    pub(crate) fn of(report: &Report, vocabulary: &mut Vocabulary) -> Self {
        let mut words = RunningWords::default();
        let paragraphs: Vec<Span> = report
            .segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Paragraph)
            .map(|segment| segment.span)
            .collect();
        for (i, &paragraph) in paragraphs.iter().enumerate() {
            let goes_on =
                paragraphs.get(i + 1).is_some_and(|&next| marks::opens_with_mark(&report.text, next));
            let quoted = marks::quoted(&report.text, paragraph, goes_on);
            words.read(&report.text, paragraph, &quoted, vocabulary);
        }
        words.mark_stock_phrases(&vocabulary.stock);
        words
    }

    /// Number of words, left-out quotations not counted.
    pub(crate) fn count(&self) -> usize {
        self.numbers.iter().filter(|&&number| number != BREAK).count()
    }

    /// Bytes from word `first` to word `last`, both included.
    pub(crate) fn cover(&self, first: usize, last: usize) -> Span {
        self.spans[first].cover(self.spans[last])
    }

    fn read(&mut self, text: &str, paragraph: Span, quoted: &[Span], vocabulary: &mut Vocabulary) {
        let mut at = paragraph.start;
        for &quotation in quoted {
            self.read_words(text, Span::new(at, quotation.start), false, vocabulary);
            if split(quotation.of(text)).count() <= SHORT_QUOTATION {
                self.read_words(text, quotation, true, vocabulary);
            } else {
                self.push(BREAK, Span::new(quotation.start, quotation.start), false);
            }
            at = quotation.end;
        }
        self.read_words(text, Span::new(at, paragraph.end), false, vocabulary);
    }

    fn read_words(&mut self, text: &str, part: Span, in_quotation: bool, vocabulary: &mut Vocabulary) {
        for span in split(part.of(text)) {
            let span = span.shifted(part.start);
            let word = span.of(text);
            let is_name = word.starts_with(char::is_uppercase);
            self.push(vocabulary.number(word), span, !is_name && !in_quotation);
        }
    }

    fn push(&mut self, number: u32, span: Span, telling: bool) {
        self.numbers.push(number);
        self.spans.push(span);
        self.telling.push(telling);
    }

    fn mark_stock_phrases(&mut self, phrases: &[Vec<u32>]) {
        let mut by_first: HashMap<u32, Vec<&[u32]>> = HashMap::new();
        for phrase in phrases {
            if let Some(&first) = phrase.first() {
                by_first.entry(first).or_default().push(phrase);
            }
        }
        for start in 0..self.numbers.len() {
            let Some(candidates) = by_first.get(&self.numbers[start]) else { continue };
            for phrase in candidates {
                if self.numbers[start..].starts_with(phrase) {
                    self.telling[start..start + phrase.len()].fill(false);
                }
            }
        }
    }
}

/// A word as it is compared: lower case, no apostrophes, small numbers in digits, "-ise" as "-ize".
fn fold(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(number) = WordList::Number.words().iter().position(|name| *name == letters) {
        return number.to_string();
    }
    let british = WordList::SpellingIse.words().iter().find(|ending| letters.ends_with(ending.as_str()));
    match british {
        Some(ending) if letters.len() > 6 => {
            let stem = &letters[..letters.len() - ending.len()];
            format!("{stem}iz{}", &ending[2..])
        }
        _ => letters,
    }
}

/// The words of `text`: letters and digits, with apostrophes and points inside a word or number.
pub(crate) fn split(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut position = 0;
    std::iter::from_fn(move || {
        let rest = text.get(position..)?;
        let start = position + rest.find(char::is_alphanumeric)?;
        let mut end = start;
        let mut characters = text[start..].char_indices().peekable();
        while let Some((offset, c)) = characters.next() {
            let joins = matches!(c, '\'' | '’' | '.' | ',')
                && characters.peek().is_some_and(|&(_, next)| {
                    let before = text[..start + offset].chars().next_back();
                    let between_digits = next.is_ascii_digit() && before.is_some_and(|b| b.is_ascii_digit());
                    if matches!(c, '.' | ',') { between_digits } else { next.is_alphanumeric() }
                });
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end = start + offset + c.len_utf8();
        }
        position = end;
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_rules_of_spelling_make_no_difference() {
        assert_eq!(fold("Three"), fold("3"));
        assert_eq!(fold("prioritising"), fold("prioritizing"));
        assert_eq!(fold("Don’t"), fold("don't"));
        assert_ne!(fold("rise"), "rize");
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_points() {
        let text = "It's 1,200 well-known dogs' 3.5 km, U.N. said.";
        let words: Vec<&str> = split(text).map(|span| span.of(text)).collect();
        assert_eq!(words, ["It's", "1,200", "well", "known", "dogs", "3.5", "km", "U", "N", "said"]);
    }
}
