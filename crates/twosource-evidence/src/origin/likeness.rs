//! Whether two sources that go by different words are surely one.

use std::collections::BTreeSet;

use twosource_lexicon::english::class_of_nameless;

use super::identity::is_any_body;

/// What sort of root a source is, as far as likeness goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// An outlet, an agency, a text that several carry.
    #[default]
    Text,
    /// A person by name or role.
    Person,
    /// A state, a ministry, a company: whoever speaks as a body.
    Body,
    /// "officials", "experts".
    Anonymous,
    /// A document, footage, a law.
    Document,
    /// A state's own media.
    StateMedia,
    /// Nobody is named: "it is said that", or a pronoun that leads nowhere.
    Nobody,
}

/// What a source is like, from the words that name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// Its sort.
    pub(super) sort: Sort,
    /// States (places in the cast) that its words name: "South Korea's military".
    pub(super) states: BTreeSet<usize>,
    /// Others of the cast that its words name: "footage released by the Kremlin".
    pub(super) named: BTreeSet<usize>,
    /// What is left of its words: "military".
    pub(super) words: BTreeSet<String>,
    /// Classes of nameless people among the words.
    pub(super) classes: BTreeSet<&'static str>,
    /// The body in whose name a spokesperson or officer speaks: its states and its words.
    pub(super) speaks_for: Option<(BTreeSet<usize>, BTreeSet<String>)>,
}

impl Likeness {
    /// True where both are surely one: the same body in other words, or a body and its spokesperson.
    pub(super) fn is_one(&self, other: &Likeness) -> bool {
        let same_body = self.sort == Sort::Body
            && other.sort == Sort::Body
            && !self.words.is_empty()
            && !is_any_body(&self.words)
            && self.words == other.words
            && states_fit(&self.states, &other.states);
        same_body || self.is_voice_of(other) || other.is_voice_of(self) || self.share_body(other)
    }

    /// The words of the bodies it may stand for: equal words are what makes two sources one.
    pub(super) fn body_words(&self) -> impl Iterator<Item = &BTreeSet<String>> {
        let own = (self.sort == Sort::Body).then_some(&self.words);
        own.into_iter().chain(self.speaks_for.iter().map(|(_, words)| words))
    }

    fn is_voice_of(&self, body: &Likeness) -> bool {
        let Some((states, words)) = &self.speaks_for else { return false };
        // The company of one report is not that of another.
        let told = !is_any_body(words);
        told && body.sort == Sort::Body && body.words == *words && states_fit(states, &body.states)
    }

    fn share_body(&self, other: &Likeness) -> bool {
        match (&self.speaks_for, &other.speaks_for) {
            (Some((states, words)), Some((others, other_words))) => {
                words == other_words && !is_any_body(words) && states_fit(states, others)
            }
            _ => false,
        }
    }
}

/// True where no state tells two sources apart: the same states, or one names none.
fn states_fit(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    a.is_empty() || b.is_empty() || a == b
}

/// The classes of nameless people among folded words.
pub(super) fn classes<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<&'static str> {
    words.filter_map(class_of_nameless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(sort: Sort, states: &[usize], words: &[&str]) -> Likeness {
        Likeness {
            sort,
            states: states.iter().copied().collect(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            classes: classes(words.iter().copied()),
            ..Likeness::default()
        }
    }

    #[test]
    fn one_body_in_two_wordings_is_one() {
        let a = source(Sort::Body, &[3], &["military"]);
        assert!(a.is_one(&source(Sort::Body, &[3], &["military"])));
        assert!(a.is_one(&source(Sort::Body, &[], &["military"])));
        assert!(!a.is_one(&source(Sort::Body, &[4], &["military"])));
        assert!(!a.is_one(&source(Sort::Body, &[3], &["unification", "ministry"])));
    }

    #[test]
    fn a_spokesperson_is_the_body() {
        let body = source(Sort::Body, &[3], &["foreign", "ministry"]);
        let mut person = source(Sort::Person, &[], &["lim", "soo", "suk"]);
        person.speaks_for = Some((body.states.clone(), body.words.clone()));
        assert!(person.is_one(&body) && body.is_one(&person));
    }
}
