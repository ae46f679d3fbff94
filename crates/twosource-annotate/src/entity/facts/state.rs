//! States, the capitals that speak for them, and words for what is theirs: `data/states.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{look_up_key, rows, several};

/// By which word a state is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StateForm {
    /// "North Korea", "DPRK".
    Name,
    /// "Pyongyang": a place, or the state where it acts.
    Capital,
    /// "North Korean".
    Demonym,
    /// "North Koreans": the people.
    People,
}

struct States {
    names: Vec<&'static str>,
    by_words: HashMap<String, (usize, StateForm)>,
}

static STATES: LazyLock<States> = LazyLock::new(|| {
    let mut states = States { names: Vec::new(), by_words: HashMap::new() };
    for [name, others, capitals, demonyms] in rows(include_str!("../../../data/states.tsv")) {
        let id = states.names.len();
        states.names.push(name);
        // The first state to claim a word keeps it: "Congolese" and the like stay with the row that lists them.
        let mut add = |words: &str, form| {
            states.by_words.entry(look_up_key(words)).or_insert((id, form));
        };
        add(name, StateForm::Name);
        several(others).for_each(|other| add(other, StateForm::Name));
        several(demonyms).for_each(|demonym| {
            add(demonym, StateForm::Demonym);
            add(&plural(demonym), StateForm::People);
        });
        several(capitals).for_each(|capital| add(capital, StateForm::Capital));
    }
    states
});

/// "Russians", "Frenchmen"; words such as "Chinese" have none and give themselves.
fn plural(demonym: &str) -> String {
    match demonym {
        d if d.ends_with("man") => format!("{}men", &d[..d.len() - 3]),
        d if d.ends_with("ese") || d.ends_with("sh") || d.ends_with("ch") || d.ends_with("ss") => {
            d.to_owned()
        }
        d => format!("{d}s"),
    }
}

/// The state (its place in the table) that `words` name, and how.
pub(crate) fn state(words: &str) -> Option<(usize, StateForm)> {
    STATES.by_words.get(&look_up_key(words)).copied()
}

/// The usual name of a state.
pub(crate) fn state_name(id: usize) -> &'static str {
    STATES.names.get(id).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_for_a_state_leads_to_it() {
        for (words, form) in [
            ("North Korea", StateForm::Name),
            ("DPRK", StateForm::Name),
            ("Pyongyang", StateForm::Capital),
            ("North Korean", StateForm::Demonym),
            ("North Koreans", StateForm::People),
        ] {
            let (id, found) = state(words).unwrap();
            assert_eq!((state_name(id), found), ("North Korea", form), "{words}");
        }
        assert_eq!(state("Korean"), None);
        assert_eq!(state_name(state("U.S.").unwrap().0), "United States");
        assert_eq!(state("Türkiye").unwrap().0, state("Turkish").unwrap().0);
    }
}
