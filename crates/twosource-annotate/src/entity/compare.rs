//! How names, nominals and roles of different reports are compared.

use super::facts::{self, LONGEST_TITLE, Title, Use};
pub use super::fold::key;
pub use super::person_name::{Part, PersonName};

/// The place of a state in the table of states.
pub type StateId = usize;

/// What a role or nominal is made of: "the Russian president", "chairman of North Korea's space committee".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleParts {
    /// The word that stands for its head noun and all its synonyms: "spokesperson" for "spokesman".
    pub class: &'static str,
    /// The class it is a kind of: "leader" for "president"; empty for none.
    pub broader: &'static str,
    /// The state it names.
    pub state: Option<StateId>,
    /// The other words before the head noun, in lower case, sorted.
    pub modifiers: Vec<String>,
}

/// Reads a role or a nominal for a person, `None` where its head is no noun for a person.
pub fn role(text: &str) -> Option<RoleParts> {
    let words = words(text);
    let of =
        words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "at" | "in" | "to" | "with"));
    let title_ending_at = |end: usize| -> Option<(usize, Title)> {
        let earliest = end.saturating_sub(LONGEST_TITLE);
        (earliest..end)
            .find_map(|start| facts::title(&words[start..end].join(" ")).map(|title| (start, title)))
            .filter(|(_, title)| title.usage != Use::Honorific)
    };
    // "secretary of state" has its preposition inside.
    let whole = of
        .filter(|&i| i + 2 <= words.len())
        .and_then(|i| title_ending_at(i + 2).filter(|(start, _)| *start < i));
    let (start, title) = whole.or_else(|| title_ending_at(of.unwrap_or(words.len())))?;
    let (state, used) = state_among(&words);
    let mut modifiers: Vec<String> =
        (0..start).filter(|i| !used.contains(i)).map(|i| words[i].clone()).collect();
    modifiers.sort_unstable();
    Some(RoleParts { class: title.class, broader: title.broader, state, modifiers })
}

/// The name or nominal of a body with its state taken out, so that "the South Korean military" and "South Korea's
/// military" are one: the state, and the folded words that are left.
pub fn body(text: &str) -> (Option<StateId>, String) {
    let words = words(text);
    let (state, used) = state_among(&words);
    let rest: Vec<&str> = (0..words.len()).filter(|i| !used.contains(i)).map(|i| words[i].as_str()).collect();
    (state, key(&rest.join(" ")))
}

/// The table's name for a well-known body: "WHO" and "World Health Organisation" are one.
pub fn known_organisation(name: &str) -> Option<&'static str> {
    facts::organisation(name).map(|known| known.name)
}

/// The first state among the words, and which words name it.
fn state_among(words: &[String]) -> (Option<StateId>, std::ops::Range<usize>) {
    const LONGEST: usize = 5;
    for start in 0..words.len() {
        for end in (start + 1..=words.len().min(start + LONGEST)).rev() {
            if let Some((id, _)) = facts::state(&words[start..end].join(" ")) {
                return (Some(id), start..end);
            }
        }
    }
    (None, 0..0)
}

/// Lower-case words without possessive endings, marks and a leading article.
fn words(text: &str) -> Vec<String> {
    let plain = |word: &str| {
        let word = word.to_lowercase();
        let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '(' | ')'));
        word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']).to_owned()
    };
    let words: Vec<String> = text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    let skipped = usize::from(words.first().is_some_and(|word| matches!(word.as_str(), "the" | "a" | "an")));
    words[skipped..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_in_different_words_have_the_same_parts() {
        let leader = role("North Korea's leader").unwrap();
        assert_eq!(role("The North Korean leader").unwrap(), leader);
        assert_eq!(role("leader of the DPRK").unwrap().state, leader.state);
        assert_eq!(role("US secretary of state").unwrap().class, "secretary of state");
        assert_eq!(role("Russian Defence Minister").unwrap().class, role("defense minister").unwrap().class);
        assert_eq!(
            role("chairman of North Korea's space science and technology committee").unwrap().class,
            "chair"
        );
        assert_eq!(role("rocket assembly hangar"), None);
    }

    #[test]
    fn bodies_of_one_state_are_one_however_the_state_is_named() {
        assert_eq!(body("the South Korean military"), body("South Korea's military"));
        assert_ne!(body("Russian state media"), body("North Korea's state media"));
        assert_eq!(known_organisation("WHO"), known_organisation("World Health Organisation"));
    }
}
