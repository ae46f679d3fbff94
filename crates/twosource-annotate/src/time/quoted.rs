//! Which words stand in quotation marks, and on what day they were said.

use jiff::civil::Date;

use super::text::Text;
use super::word::{Case, Form};

/// Verbs of saying.
const SAYING: &str =
    "said told says wrote added asked announced declared stated warned testified argued insisted";

/// For each word, whether it stands in quotation marks. A quotation ends with its paragraph.
pub(crate) fn quoted(text: &Text) -> Vec<bool> {
    let mut open = false;
    let mut quoted = Vec::with_capacity(text.words.len());
    for (at, word) in text.words.iter().enumerate() {
        if word.opens {
            open = false;
        }
        let twice = text.glued(at + 1) && text.of(at) == text.of(at + 1);
        match text.of(at) {
            "“" => open = true,
            "`" if twice => open = true,
            "”" => open = false,
            "'" if twice => open = false,
            "\"" => open = !open,
            _ => {}
        }
        quoted.push(open);
    }
    quoted
}

/// True for an expression that stands in the name of something: "“Norby Tonight”", "“Saturday Live”". A name in quotation marks
/// has few words, all of them written large, and more than the expression.
pub(crate) fn in_a_name(text: &Text, quoted: &[bool], first: usize, end: usize) -> bool {
    const LONGEST: usize = 6;
    if !quoted[first] {
        return false;
    }
    let before =
        (0..first).rev().take(LONGEST).take_while(|&at| quoted[at] && text.mark(at).is_none()).count();
    let after =
        (end..text.words.len()).take(LONGEST).take_while(|&at| quoted[at] && text.mark(at).is_none()).count();
    let name = first - before..end + after;
    let opens = name.start.checked_sub(1).and_then(|at| text.mark(at));
    let closes = text.mark(name.end);
    let marks =
        matches!(opens, Some('“' | '"' | '`')) && matches!(closes, Some('”' | '"' | '\'' | '.' | ','));
    marks
        && before + after > 0
        && name.len() <= LONGEST
        && name.clone().all(|at| text.form(at) != Some(Form::Letters) || text.case(at) != Case::Lower)
}

/// True where a verb of saying stands shortly before the expression: "he said on Sunday".
pub(crate) fn of_saying(text: &Text, first: usize) -> bool {
    (first.saturating_sub(3)..first).any(|at| text.is_any(at, SAYING))
}

/// The day told by the saying nearest to a quoted word, within the paragraph and some forty words.
pub(crate) fn said_on(text: &Text, said: &[(usize, Date)], at: usize) -> Option<Date> {
    const REACH: usize = 40;
    let next = said.partition_point(|(first, _)| *first < at);
    let before = next.checked_sub(1).and_then(|index| said.get(index));
    let near = |candidate: &&(usize, Date)| {
        let (from, to) = (at.min(candidate.0), at.max(candidate.0));
        to - from <= REACH && !text.words[from + 1..=to].iter().any(|word| word.opens)
    };
    [said.get(next), before]
        .into_iter()
        .flatten()
        .filter(near)
        .min_by_key(|(first, _)| first.abs_diff(at))
        .map(|(_, date)| *date)
}
