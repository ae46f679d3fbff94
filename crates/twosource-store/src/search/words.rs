//! The words of a question, read into what a question may hold.

use super::term;
use crate::StoreError;

/// Words of a question, at most.
const MOST_WORDS: usize = 200;

/// Words that stand together; most often one.
pub(super) type Phrase = Vec<String>;

/// What a question asks of the words of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Each group must be there: one of its phrases.
    pub must: Vec<Vec<Phrase>>,
    /// None of these may be there.
    pub not: Vec<Phrase>,
}

impl Words {
    /// Reads words, `"words together"`, `-word` and `OR`; `AND` and `NOT` mean what they say. Nothing else has a meaning:
    /// what is no letter or digit only parts words, and the parts of one word, as in `Trans-Siberian` or `12:30`, stand
    /// together. A quotation mark that is not closed is left out. `OR` binds the words beside it: in `ferry mayor OR council`
    /// the ferry must be there.
    ///
    /// # Errors
    /// Where there is no letter or digit to look for, or where there are more than [`MOST_WORDS`].
    pub fn read(line: &str) -> Result<Self, StoreError> {
        let mut words = Words::default();
        let mut count = 0;
        let (mut joins, mut negated) = (false, false);
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let unsigned = rest.trim_start_matches('-');
            let is_not = unsigned.len() < rest.len();
            let (part, after) = first_part(unsigned);
            rest = after.trim_start();
            match part {
                // Between words only: at an edge they are left out.
                "OR" if !is_not => joins = !words.must.is_empty(),
                "AND" if !is_not => {}
                "NOT" if !is_not => negated = true,
                _ => {
                    let phrase: Phrase =
                        term::words(part.trim_matches('"')).map(|(_, word)| word.to_owned()).collect();
                    if phrase.is_empty() {
                        continue;
                    }
                    count += phrase.len();
                    let not = is_not || std::mem::take(&mut negated);
                    match (not, std::mem::take(&mut joins), words.must.last_mut()) {
                        (true, _, _) => words.not.push(phrase),
                        (false, true, Some(group)) => group.push(phrase),
                        (false, _, _) => words.must.push(vec![phrase]),
                    }
                }
            }
        }
        if count == 0 {
            let shown: String = line.chars().take(60).collect();
            return Err(StoreError::Question(format!(
                "there is no word in {shown:?}; write letters or digits to look for"
            )));
        }
        few_enough(count)?;
        Ok(words)
    }
}

/// The first phrase between quotation marks, with the mark before it, or else the first word; and what comes after.
fn first_part(text: &str) -> (&str, &str) {
    if let Some(phrase) = text.strip_prefix('"') {
        return match phrase.find('"') {
            Some(end) => (&text[..=end], &phrase[end + 1..]),
            None => ("", phrase),
        };
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
    text.split_at(end)
}

/// Refuses a question of too many words.
pub(super) fn few_enough(count: usize) -> Result<(), StoreError> {
    if count > MOST_WORDS {
        return Err(StoreError::Question(format!(
            "the question has {count} words; ask with {MOST_WORDS} at most"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as they were understood: groups between blanks, alternatives between bars.
    fn understood(line: &str) -> String {
        let words = Words::read(line).unwrap();
        let phrase = |phrase: &Phrase| phrase.join("+");
        let group = |group: &Vec<Phrase>| group.iter().map(phrase).collect::<Vec<_>>().join("|");
        let not = words.not.iter().map(|not| format!("-{}", phrase(not)));
        words.must.iter().map(group).chain(not).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_phrases_minus_and_or_are_understood() {
        for (line, expected) in [
            ("ferry \"two crew\"", "ferry two+crew"),
            ("ferry -bridge", "ferry -bridge"),
            ("ferry OR bridge", "ferry|bridge"),
            ("port ferry OR \"old bridge\" sank", "port ferry|old+bridge sank"),
            ("-\"two crew\" ferry", "ferry -two+crew"),
            ("ferry AND NOT bridge", "ferry -bridge"),
            ("OR ferry OR", "ferry"),
            ("\"OR\" \"AND\"", "OR AND"),
            ("Żółw 12", "Żółw 12"),
        ] {
            assert_eq!(understood(line), expected, "{line}");
        }
    }

    #[test]
    fn all_else_is_left_out() {
        for (line, expected) in [
            ("12:30", "12+30"),
            ("ferr* [a TO z] /.*/", "ferr a TO z"),
            ("((ferry)^9~2", "ferry+9+2"),
            ("Trans-Siberian -- - x", "Trans+Siberian x"),
            ("-don't \\", "-don+t"),
            ("ferry \"two", "ferry two"),
            ("\"a b\"c\" -\"d", "a+b c d"),
            ("\"\" ferry", "ferry"),
        ] {
            assert_eq!(understood(line), expected, "{line}");
        }
    }

    #[test]
    fn too_many_words_and_none_are_said() {
        for (words, said) in
            [("* ?", "no word"), ("OR AND", "no word"), (&*"a OR ".repeat(10_000), "200 at most")]
        {
            assert!(Words::read(words).unwrap_err().to_string().contains(said), "{words}");
        }
    }
}
