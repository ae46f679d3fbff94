//! The words of a text, as the rules of time expressions look at them.
//!
//! This is not the parser's tokenizer: what news writes as one figure (`10:35`, `2023-09-13`, `5th`, `1990s`, `a.m.`)
//! is one word here, whatever a model makes of it, so that the rules do not change with the model.

use twosource_text::Span;

use super::lexicon::{Lexicon, WordId};

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Letters.
    Letters,
    /// A number without a fraction: its value (saturated) and the count of its digits, commas left out.
    Number { value: u32, digits: u8, grouped: bool },
    /// A number with a fraction, in hundredths.
    Fraction(u64),
    /// `5th`
    Ordinal(u32),
    /// `1990s`, `'90s`, `90s`: the number, and the count of its digits.
    Plural { value: u32, digits: u8 },
    /// `10:35` or `10:35:07`
    Clock { hour: u8, minute: u8, second: Option<u8> },
    /// `2023-09-13`, `9/13/2023` (month first), `13.09.2023` (day first)
    Date { year: i16, month: i8, day: i8 },
    /// Any other character.
    Mark(char),
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Capital,
    Upper,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub span: Span,
    pub form: Form,
    /// Its entry in the lexicon; [`WordId::UNKNOWN`] for words that no rule speaks of.
    pub id: WordId,
    pub case: Case,
    /// True where no white space stands before it.
    pub glued: bool,
    /// True where a blank line, or the start of the segment, stands before it.
    pub opens: bool,
}

/// The words of `part` of the text, in order.
pub(crate) fn scan(text: &str, part: Span, lexicon: &Lexicon, words: &mut Vec<Word>) {
    let mut scanner = Scanner { text, end: part.end, at: part.start, lexicon, lower: String::new() };
    let first = words.len();
    let mut glued = false;
    let mut breaks = 2;
    while let Some(next) = scanner.peek() {
        if next.is_whitespace() {
            breaks += usize::from(next == '\n');
            glued = false;
            scanner.at += next.len_utf8();
            continue;
        }
        let start = scanner.at;
        let previous = if words.len() > first && glued { words.last().map(|word| word.form) } else { None };
        let form = scanner.word(next, previous);
        let span = Span::new(start, scanner.at);
        let (id, case) = scanner.look_up(span, form);
        words.push(Word { span, form, id, case, glued, opens: breaks >= 2 });
        glued = true;
        breaks = 0;
    }
}

struct Scanner<'t> {
    text: &'t str,
    end: usize,
    at: usize,
    lexicon: &'t Lexicon,
    lower: String,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads the word that starts with `next`; `previous` is the word glued before it.
    fn word(&mut self, next: char, previous: Option<Form>) -> Form {
        if next.is_ascii_digit() {
            return self.figure(previous);
        }
        if next.is_alphabetic() {
            self.letters();
            return Form::Letters;
        }
        self.at += next.len_utf8();
        Form::Mark(match next {
            '’' | '‘' | '`' | 'ʼ' => '\'',
            '‐' | '‑' | '–' => '-',
            '½' => '½',
            other => other,
        })
    }

    /// Letters, with the full stops of `a.m.` and of the lexicon's abbreviations (`Sept.`).
    fn letters(&mut self) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let meridiem = bytes.len() >= 3
            && matches!(bytes[0], b'a' | b'p' | b'A' | b'P')
            && bytes[1] == b'.'
            && matches!(bytes[2], b'm' | b'M')
            && !bytes.get(3).is_some_and(u8::is_ascii_alphanumeric);
        if meridiem {
            self.at += if bytes.get(3) == Some(&b'.') { 4 } else { 3 };
            return;
        }
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let abbreviation = bytes.get(length) == Some(&b'.') && self.lexicon.is_abbreviation(&rest[..length]);
        self.at += length + usize::from(abbreviation);
    }

    fn figure(&mut self, previous: Option<Form>) -> Form {
        if let Some((form, length)) = self.date().or_else(|| self.clock()) {
            self.at += length;
            return form;
        }
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut length = digit_run(bytes, 0);
        let mut grouped = false;
        while length <= 15 && bytes.get(length) == Some(&b',') && digit_run(bytes, length + 1) == 3 {
            length += 4;
            grouped = true;
        }
        let value = rest[..length]
            .bytes()
            .filter(u8::is_ascii_digit)
            .fold(0_u32, |value, digit| value.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        let digits = u8::try_from(length).unwrap_or(u8::MAX);
        // In "1.2.3" nothing is a fraction.
        let after_point = previous == Some(Form::Mark('.'));
        if bytes.get(length) == Some(&b'.') && !after_point {
            let fraction = digit_run(bytes, length + 1);
            if fraction > 0 && bytes.get(length + 1 + fraction) != Some(&b'.') {
                let tenths = u64::from(bytes[length + 1] - b'0') * 10;
                let hundredths = if fraction > 1 { u64::from(bytes[length + 2] - b'0') } else { 0 };
                self.at += length + 1 + fraction;
                return Form::Fraction(u64::from(value) * 100 + tenths + hundredths);
            }
        }
        self.at += length;
        let after = &rest[length..];
        let suffix = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let suffix_text = &after[..suffix];
        if ["st", "nd", "rd", "th"].iter().any(|ending| suffix_text.eq_ignore_ascii_case(ending)) {
            self.at += suffix;
            return Form::Ordinal(value);
        }
        if suffix_text == "s" {
            self.at += suffix;
            return Form::Plural { value, digits };
        }
        Form::Number { value, digits, grouped }
    }

    /// `10:35`, `10:35:07`
    fn clock(&self) -> Option<(Form, usize)> {
        let bytes = self.rest().as_bytes();
        let (hour, mut length) = small(bytes, 0, 1)?;
        if bytes.get(length) != Some(&b':') {
            return None;
        }
        let (minute, minutes_end) = small(bytes, length + 1, 2)?;
        length = minutes_end;
        let mut second = None;
        let more = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if bytes.get(length) == Some(&b':') && more(length + 1) {
            let (value, seconds_end) = small(bytes, length + 1, 2)?;
            second = Some(value);
            length = seconds_end;
        }
        let goes_on = more(length) || bytes.get(length) == Some(&b':') && more(length + 1);
        let valid = hour <= 24 && minute < 60 && second.is_none_or(|second| second < 60);
        (valid && !goes_on).then_some((Form::Clock { hour, minute, second }, length))
    }

    /// `2023-09-13` (a `T` and a time may follow), `9/13/2023`, `13.09.2023`
    fn date(&self) -> Option<(Form, usize)> {
        let bytes = self.rest().as_bytes();
        let first = digit_run(bytes, 0);
        let mark = *bytes.get(first)?;
        let second_start = first + 1;
        let second = digit_run(bytes, second_start);
        let third_start = second_start + second + 1;
        if second == 0 || second > 2 || bytes.get(third_start - 1) != Some(&mark) {
            return None;
        }
        let third = digit_run(bytes, third_start);
        let end = third_start + third;
        let number = |from: usize, to: usize| -> Option<i16> { self.rest().get(from..to)?.parse().ok() };
        let (a, b, c) = match (first, third) {
            (4, 1..=2) | (1..=2, 4) => {
                (number(0, first)?, number(second_start, third_start - 1)?, number(third_start, end)?)
            }
            _ => return None,
        };
        let (year, month, day) = match (mark, first) {
            (b'-' | b'/', 4) => (a, b, c),
            (b'/', _) if a <= 12 => (c, a, b),
            (b'/' | b'.', _) if b <= 12 => (c, b, a),
            _ => return None,
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let real = (1000..=2999).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok();
        let after = bytes.get(end);
        let whole = !after.is_some_and(|byte| {
            byte.is_ascii_alphanumeric() && *byte != b'T' || *byte == mark && mark == b'/'
        });
        (real && whole).then_some((Form::Date { year, month, day }, end))
    }

    fn look_up(&mut self, span: Span, form: Form) -> (WordId, Case) {
        let text = span.of(self.text);
        match form {
            Form::Letters => {
                let mut letters = text.chars();
                let first_upper = letters.next().is_some_and(char::is_uppercase);
                let second_upper = letters.next().is_some_and(char::is_uppercase);
                let case = match (first_upper, second_upper) {
                    (true, true) => Case::Upper,
                    (true, false) => Case::Capital,
                    (false, _) => Case::Lower,
                };
                // Longer words are in no table; this also bounds the copy.
                if text.len() > 24 {
                    return (WordId::UNKNOWN, case);
                }
                self.lower.clear();
                self.lower.extend(text.chars().filter(|c| *c != '.').flat_map(char::to_lowercase));
                (self.lexicon.id(&self.lower), case)
            }
            Form::Mark(mark) => {
                self.lower.clear();
                self.lower.push(mark);
                (self.lexicon.id(&self.lower), Case::Lower)
            }
            _ => (WordId::UNKNOWN, Case::Lower),
        }
    }
}

/// How many ASCII digits stand from `start` on.
fn digit_run(bytes: &[u8], start: usize) -> usize {
    bytes.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// A number of `least` to two digits at `start`, and where it ends.
fn small(bytes: &[u8], start: usize, least: usize) -> Option<(u8, usize)> {
    let length = digit_run(bytes, start);
    if length < least || length > 2 {
        return None;
    }
    let value = bytes[start..start + length].iter().fold(0, |value, digit| value * 10 + (digit - b'0'));
    Some((value, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<Form> {
        let mut words = Vec::new();
        scan(text, Span::new(0, text.len()), Lexicon::english(), &mut words);
        words.iter().map(|word| word.form).collect()
    }

    #[test]
    fn figures_are_one_word() {
        assert_eq!(forms("10:35"), [Form::Clock { hour: 10, minute: 35, second: None }]);
        assert_eq!(forms("2023-09-13"), [Form::Date { year: 2023, month: 9, day: 13 }]);
        assert_eq!(forms("9/13/2023"), [Form::Date { year: 2023, month: 9, day: 13 }]);
        assert_eq!(forms("13.09.2023"), [Form::Date { year: 2023, month: 9, day: 13 }]);
        assert_eq!(forms("5th"), [Form::Ordinal(5)]);
        assert_eq!(forms("1990s"), [Form::Plural { value: 1990, digits: 4 }]);
        assert_eq!(forms("1,500"), [Form::Number { value: 1500, digits: 5, grouped: true }]);
        assert_eq!(forms("2.5"), [Form::Fraction(250)]);
        assert_eq!(forms("a.m."), [Form::Letters]);
        assert_eq!(forms("Sept."), [Form::Letters]);
    }

    #[test]
    fn no_date_is_made_of_what_is_none() {
        assert_eq!(forms("2023-13-13").len(), 5);
        assert_eq!(forms("30:99").len(), 3);
        assert!(matches!(forms("99999999999999999999")[..], [Form::Number { value: u32::MAX, .. }]));
    }

    #[test]
    fn a_blank_line_opens() {
        let mut words = Vec::new();
        let text = "one two\n\nthree";
        scan(text, Span::new(0, text.len()), Lexicon::english(), &mut words);
        let opens: Vec<bool> = words.iter().map(|word| word.opens).collect();
        assert_eq!(opens, [true, false, true]);
    }
}
