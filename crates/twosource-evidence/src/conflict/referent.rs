//! Who or what a word stands for.

use std::collections::BTreeSet;
use std::ops::Range;

use twosource_annotate::EntityKind;
use twosource_language::Doc;

use super::facts::named_in;
use super::quantity::ANYBODY;
use crate::cast::Cast;
use crate::story::Story;
use crate::vocabulary::{family, has_kin, is_function_word};

/// Who or what a word stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Referent {
    /// A place in the cast.
    Member(usize),
    /// A name that is not of the cast, in lower case.
    Name(String),
    /// The family of a common noun.
    Noun(String),
}

impl Referent {
    /// True for whoever has a name.
    pub fn is_named(&self) -> bool {
        !matches!(self, Referent::Noun(_))
    }

    /// True where both sets name somebody and nobody is in both: two happenings.
    pub fn differ(a: &BTreeSet<Referent>, b: &BTreeSet<Referent>) -> bool {
        let named = |set: &BTreeSet<Referent>| set.iter().any(Referent::is_named);
        named(a) && named(b) && a.is_disjoint(b)
    }
}

/// The cast in one report: which member each of its tokens speaks of, and of which kind that is.
#[derive(Debug)]
pub(crate) struct Referents {
    members: Vec<Option<(usize, EntityKind)>>,
}

impl Referents {
    /// Reads the mentions of a report; where they nest, a token belongs to the shortest.
    pub fn of_report(story: &Story, cast: &Cast, report: usize) -> Referents {
        let annotated = &story.reports[report];
        let mut mentions: Vec<(usize, Range<usize>, (usize, EntityKind))> = Vec::new();
        for (index, entity) in annotated.entities.iter().enumerate() {
            let Some(&member) = cast.of.get(&(report, index)) else { continue };
            let kind = entity.kind;
            for mention in &entity.mentions {
                let tokens = annotated.doc.tokens_in(mention.span);
                mentions.push((tokens.len(), tokens, (member, kind)));
            }
        }
        mentions.sort_by_key(|(len, tokens, member)| (std::cmp::Reverse(*len), tokens.start, *member));
        let mut members = vec![None; annotated.doc.len()];
        for (_, tokens, member) in mentions {
            members[tokens].fill(Some(member));
        }
        Referents { members }
    }

    /// What the head of a noun phrase stands for: a member of the cast by its place there and, but for bodies and states, or where the cast
    /// does not know the name, by the name's last word, since one report may call it so that the cast cannot tell. Empty
    /// for pronouns that lead nowhere and for "people".
    pub fn of(&self, doc: &Doc, token: usize) -> Vec<Referent> {
        let name = Referent::Name(doc.lower(token).to_owned());
        let is_name = doc.pos(token) == "PROPN";
        match self.members.get(token) {
            // The last word of a body's name may be any body's: "Ministry".
            Some(&Some((member, kind)))
                if is_name && !matches!(kind, EntityKind::Organisation | EntityKind::State) =>
            {
                vec![Referent::Member(member), name]
            }
            Some(&Some((member, _))) => vec![Referent::Member(member)],
            _ if is_name => vec![common_noun(doc, token).unwrap_or(name)],
            _ if doc.pos(token) == "NOUN" => {
                let lemma = doc.lemma(token).to_lowercase();
                let tells = !is_function_word(&lemma) && !ANYBODY.contains(&lemma.as_str());
                tells.then(|| Referent::Noun(family(&lemma).to_owned())).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The person of the cast that a token speaks of.
    pub fn person(&self, token: usize) -> Option<usize> {
        self.members
            .get(token)
            .copied()
            .flatten()
            .and_then(|(member, kind)| (kind == EntityKind::Person).then_some(member))
    }
}

/// The common noun that opens a sentence and looks like a name for it: "Rebels shelled the town".
fn common_noun(doc: &Doc, token: usize) -> Option<Referent> {
    let opens = token == 0 || doc.sentence_of(token - 1) != doc.sentence_of(token);
    let lower = doc.lower(token);
    let base = lower.strip_suffix('s').filter(|base| has_kin(base)).unwrap_or(lower);
    (opens && has_kin(base) && named_in(doc, token..token + 1).next().is_none())
        .then(|| Referent::Noun(family(base).to_owned()))
}
