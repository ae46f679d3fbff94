//! Names of outlets: what of a name tells outlets apart.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::letters;
use super::tables::{EDITIONS, NO_NAMES, TITLE_WORDS};

/// Letters of a name that are looked at; what is longer is a text.
const LONGEST: usize = 300;

static NOBODY: LazyLock<HashSet<String>> =
    LazyLock::new(|| NO_NAMES.rows().map(|row| fold(row.cell("name"))).collect());

/// Words that name an edition, and whether they do so alone, at the end of a name.
static EDITION_WORDS: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    EDITIONS.rows().map(|row| (row.cell("word"), row.list("kind").iter().any(|kind| kind == "end"))).collect()
});

/// Words that titles are made of, the longest first.
static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = TITLE_WORDS.rows().map(|row| row.cell("word")).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Letters and digits in lower case without accents, with no "the" in front; letters that imitate Latin ones are Latin.
pub fn fold(name: &str) -> String {
    let name = name.trim();
    let bare =
        name.get(..4).filter(|the| the.eq_ignore_ascii_case("the ")).and(name.get(4..)).unwrap_or(name);
    let mut folded = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        for c in letters::unmixed(word).chars().filter(|c| c.is_alphanumeric()) {
            match c {
                '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                    folded.extend(any_ascii::any_ascii_char(c).chars().flat_map(char::to_lowercase));
                }
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

/// True where a name names nobody: "Home", "News", "org".
pub fn is_no_name(name: &str) -> bool {
    let folded = fold(name);
    folded.is_empty()
        || name.len() > LONGEST
        || NOBODY.contains(&folded)
        || folded.chars().all(|c| c.is_ascii_digit())
}

/// The name in front of what a site adds to it: "Harbour Post" of "Harbour Post | News, weather and sport".
pub fn plain_name(name: &str) -> &str {
    let name = name.trim();
    let cut = [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min();
    let front = cut.and_then(|cut| name.get(..cut)).map(str::trim);
    front.filter(|front| !is_no_name(front)).unwrap_or(name)
}

/// A name without what tells an edition of it, bit by bit: "Harbour Post UK Online", "Harbour Post UK", "Harbour Post".
/// The first is the name itself.
pub(super) fn without_edition(name: &str) -> Vec<String> {
    const MOST: usize = 6;
    let mut names = vec![plain_name(name).to_owned()];
    while names.len() < MOST
        && let Some(shorter) = names.last().and_then(|name| shorter(name))
    {
        names.push(shorter);
    }
    names
}

/// A name without the last bit that tells an edition; `None` where nothing does.
fn shorter(name: &str) -> Option<String> {
    let name = name.trim();
    let kept = in_brackets(name)
        .or_else(|| before_the_word_edition(name))
        .or_else(|| without_ending(name))
        .or_else(|| without_last_word(name))?;
    let kept = kept.trim().trim_end_matches([',', '-', '–', '|', ':']).trim();
    (!is_no_name(kept)).then(|| kept.to_owned())
}

fn is_edition_word(word: &str) -> bool {
    let word = word.to_lowercase();
    word == "edition" || EDITION_WORDS.contains_key(word.as_str())
}

/// "Harbour Post (Sunday edition)".
fn in_brackets(name: &str) -> Option<&str> {
    let (front, rest) = name.rsplit_once(['(', '['])?;
    let inner = rest.strip_suffix([')', ']'])?;
    let mut words = inner.split_whitespace().peekable();
    words.peek()?;
    words.all(is_edition_word).then_some(front)
}

/// "Harbour Post Sunday edition", "Harbour Post, international edition".
fn before_the_word_edition(name: &str) -> Option<&str> {
    let front = name.trim_end();
    let at = front.rfind(' ')?;
    if !front.get(at + 1..)?.eq_ignore_ascii_case("edition") {
        return None;
    }
    let mut front = front.get(..at)?.trim_end();
    while let Some(at) = front.rfind(' ')
        && front.get(at + 1..).is_some_and(|word| is_edition_word(word.trim_matches(',')))
    {
        front = front.get(..at)?.trim_end();
    }
    Some(front)
}

/// "HarbourPost.com", "Harbour Post.co.uk".
fn without_ending(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    let ending =
        [".com", ".co.uk", ".org", ".net", ".com.au"].iter().find(|ending| lower.ends_with(**ending))?;
    name.get(..name.len().checked_sub(ending.len())?)
}

/// "Harbour Post Online", "Harbour Post UK", "Harbour Post on Sunday"; not "Times of India".
fn without_last_word(name: &str) -> Option<&str> {
    let at = name.rfind(' ')?;
    let last = name.get(at + 1..)?.to_lowercase();
    let front = name.get(..at)?.trim_end();
    let before = front.rsplit(' ').next()?.to_lowercase();
    if last == "sunday" && before == "on" {
        return front.get(..front.len().checked_sub(2)?);
    }
    let ends_alone = EDITION_WORDS.get(last.as_str()).copied().unwrap_or(false);
    let goes_on =
        matches!(before.as_str(), "of" | "the" | "in" | "for" | "and" | "&" | "from" | "free" | "on");
    (ends_alone && !goes_on).then_some(front)
}

/// True where folded letters are made of words that many titles are made of: "thestar", "dailynews", "independent"; and
/// of fewer letters than tell anyone.
pub(super) fn is_common(folded: &str) -> bool {
    const FEWEST: usize = 5;
    if folded.chars().count() < FEWEST {
        return true;
    }
    // Which beginnings are made of whole words, by the byte they end at.
    if folded.len() > 64 || !folded.is_ascii() {
        return false;
    }
    let mut reached = vec![false; folded.len() + 1];
    reached[0] = true;
    for start in 0..folded.len() {
        if reached[start] {
            for word in
                COMMON.iter().filter(|word| folded.get(start..).is_some_and(|rest| rest.starts_with(**word)))
            {
                reached[start + word.len()] = true;
            }
        }
    }
    reached[folded.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_letters_alone() {
        assert_eq!(fold("The Harbour Post"), fold("HARBOUR-POST"));
        assert_eq!(fold("Harb\u{43e}ur P\u{43e}st"), "harbourpost");
        assert_eq!(fold("El País"), "elpais");
        assert_eq!(fold("ТАСС"), "тасс");
        assert_eq!(fold("Theatre Weekly"), "theatreweekly");
    }

    #[test]
    fn editions_of_a_title_are_that_title() {
        for name in [
            "Harbour Post Online",
            "Harbour Post (Sunday edition)",
            "Harbour Post UK",
            "Harbour Post.com",
            "Harbour Post | News, sport and weather",
            "Harbour Post, International Edition",
            "Harbour Post on Sunday",
            "Harbour Post UK Online",
            "Harbour Post [digital]",
        ] {
            assert_eq!(without_edition(name).last().map(String::as_str), Some("Harbour Post"), "{name}");
        }
        for whole in
            ["Times of India", "Voice of the World", "News Online", "Radio Free Asia", "Harbour Post (Skye)"]
        {
            assert_eq!(without_edition(whole), [whole], "{whole}");
        }
    }

    #[test]
    fn what_names_nobody_is_no_name() {
        for nobody in ["", "Home", "NEWS", "org", "www", "2023", " – "] {
            assert!(is_no_name(nobody), "{nobody}");
        }
        assert!(!is_no_name("Harbour Post") && !is_no_name("7News"));
    }

    #[test]
    fn common_titles_tell_nobody_by_their_words() {
        for common in
            ["independent", "thestar", "dailynews", "ad", "nu", "timesnow24".trim_end_matches("now24")]
        {
            assert!(is_common(common), "{common}");
        }
        for own in ["harbourpost", "reuters", "lemonde", "timesofoman"] {
            assert!(!is_common(own), "{own}");
        }
    }
}
