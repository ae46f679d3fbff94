//! The words of a question, reduced to what a question may hold.

use crate::StoreError;

/// Words of a question, at most.
const MOST_WORDS: usize = 200;

/// What is left of `words` when only words, `"words together"`, `-word` and `OR` count: the grammar of the index has more
/// (ranges, patterns, brackets), which nobody asked for and which can be made to cost without bound. Parts of one word, as
/// in `Trans-Siberian` or `12:30`, stand together. A quotation mark that is not closed is left out.
///
/// # Errors
/// Where there is no letter or digit to look for, or where there are more than [`MOST_WORDS`].
pub(super) fn plain(words: &str) -> Result<String, StoreError> {
    let mut plain: Vec<String> = Vec::new();
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let unsigned = rest.trim_start_matches('-');
        let is_not = unsigned.len() < rest.len();
        let (part, after) = first_part(unsigned);
        let parts: Vec<&str> =
            part.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let sign = if is_not { "-" } else { "" };
        match parts[..] {
            [] => {}
            [word] => plain.push(format!("{sign}{word}")),
            _ => plain.push(format!("{sign}\"{}\"", parts.join(" "))),
        }
        rest = after.trim_start();
    }
    let plain = plain.join(" ");
    check(words, &plain)?;
    Ok(plain)
}

/// The first phrase between quotation marks, or else the first word, and what comes after it.
fn first_part(text: &str) -> (&str, &str) {
    if let Some(phrase) = text.strip_prefix('"') {
        return phrase.split_once('"').unwrap_or(("", phrase));
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(text.len());
    text.split_at(end)
}

fn check(given: &str, plain: &str) -> Result<(), StoreError> {
    let shown: String = given.chars().take(60).collect();
    if !plain.contains(char::is_alphanumeric) {
        return Err(StoreError::Question(format!(
            "there is no word in {shown:?}; write letters or digits to look for"
        )));
    }
    few_enough(plain.split_whitespace().count())
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

    #[test]
    fn words_phrases_minus_and_or_stay() {
        for words in
            ["ferry \"two crew\"", "ferry -bridge", "ferry OR bridge", "-\"two crew\" ferry", "Żółw 12"]
        {
            assert_eq!(plain(words).unwrap(), words);
        }
    }

    #[test]
    fn all_else_is_left_out() {
        for (words, expected) in [
            ("12:30", "\"12 30\""),
            ("ferr* [a TO z] /.*/", "ferr a TO z"),
            ("((ferry)^9~2", "\"ferry 9 2\""),
            ("Trans-Siberian -- - x", "\"Trans Siberian\" x"),
            ("-don't \\", "-\"don t\""),
            ("ferry \"two", "ferry two"),
            ("\"a b\"c\" -\"d", "\"a b\" c d"),
            ("\"\" ferry", "ferry"),
        ] {
            assert_eq!(plain(words).unwrap(), expected, "{words}");
        }
    }

    #[test]
    fn too_many_words_and_none_are_said() {
        for (words, said) in [("* ?", "no word"), (&*"a OR ".repeat(10_000), "200 at most")] {
            assert!(plain(words).unwrap_err().to_string().contains(said), "{words}");
        }
    }
}
