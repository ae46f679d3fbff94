//! Noun phrases that stand for a person or a body, and what they are made of.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::entity::draft::FoundRole;
use crate::entity::facts::{Family, Title, Use, body};
use crate::entity::join::Roster;
use crate::entity::page::Page;
use crate::entity::role::phrase_start;
use crate::entity::{EntityKind, MentionForm};

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Person(Title),
    Body(Family),
}

/// A noun phrase that stands for a person or a body.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// With its article and what follows it: "the leader of the DPRK".
    pub tokens: Range<usize>,
    /// Without the article, up to its head noun.
    pub inner: Range<usize>,
    /// The head noun.
    pub noun: usize,
    pub sentence: usize,
    pub what: What,
    /// The words of the head in lower case: "foreign ministry".
    pub head: String,
    /// The state it names.
    pub state: Option<usize>,
    /// The body or person whose it is: "Clinton's campaign".
    pub owner: Option<usize>,
    /// The other words before the head, in lower case.
    pub modifiers: BTreeSet<String>,
    /// "the", an owner, or a state before a body.
    pub is_definite: bool,
}

impl Phrase {
    /// Notes the phrase as a mention of entity `e`, and what it tells of it.
    pub(super) fn give_to(&self, roster: &mut Roster, e: usize) {
        let draft = &mut roster.drafts[e];
        draft.mention(self.tokens.clone(), MentionForm::Nominal);
        let What::Person(title) = self.what else { return };
        draft.state = draft.state.or(self.state);
        draft.gender = draft.gender.or(title.gender);
        if self.state.is_some() {
            let role = FoundRole {
                tokens: self.inner.clone(),
                class: title.class,
                broader: title.broader,
                state: self.state,
                is_told: false,
            };
            draft.roles.push(role);
        }
    }
}

/// The phrases of a report, in order.
pub(super) fn find(page: &Page, roster: &Roster) -> Vec<Phrase> {
    let mut in_role = vec![false; page.doc.len()];
    for role in roster.drafts.iter().flat_map(|draft| &draft.roles) {
        in_role[role.tokens.clone()].fill(true);
    }
    let mut found = Vec::new();
    for (sentence, read) in page.read() {
        for noun in read.tokens.clone() {
            if roster.owner(noun).is_none() && !in_role[noun] {
                found.extend(phrase(page, roster, sentence, read.tokens.clone(), noun));
            }
        }
    }
    found
}

fn phrase(
    page: &Page,
    roster: &Roster,
    sentence: usize,
    bounds: Range<usize>,
    noun: usize,
) -> Option<Phrase> {
    let doc = page.doc;
    let is_noun = matches!(doc.pos(noun), "NOUN" | "PROPN");
    let is_part_of_another =
        matches!(doc.dep(noun), "compound" | "amod" | "nmod" | "npadvmod" | "appos" | "attr");
    let before_name = noun + 1 < bounds.end && roster.is_person(noun + 1);
    if !is_noun || is_part_of_another || before_name {
        return None;
    }
    let (head, what) = head(page, &bounds, noun)?;
    let start = phrase_start(page, roster, bounds.start, noun + 1).min(head.start);
    let article = start.checked_sub(1).filter(|&i| i >= bounds.start && matches!(doc.pos(i), "DET" | "PRON"));
    let article_word = article.map_or("", |i| doc.lower(i));
    let mark = (start..head.start).find(|&i| page.is_possessive(i));
    let of = doc.children(noun).find(|&i| i == noun + 1 && doc.lower(i) == "of");
    let after = of.map(|i| doc.subtree(i)).filter(|range| range.len() <= 8 && range.end <= bounds.end);
    let after = after.map(|range| {
        let end = range.clone().find(|&i| doc.pos(i) == "PUNCT" && doc.word(i) != "-").unwrap_or(range.end);
        range.start..end
    });
    let tail = after.clone().unwrap_or(noun + 1..noun + 1);

    let owner = |i: usize| roster.owner(i).filter(|&e| roster.drafts[e].kind != EntityKind::State);
    let owner_before = (start..head.start).find_map(owner);
    let owner_after = (tail.start..tail.end.min(tail.start + 4)).find_map(owner);
    let state = roster
        .state_in(start..head.start)
        .or_else(|| roster.state_in(tail.start..tail.end.min(tail.start + 4)));
    let modifiers = (start..head.start)
        .filter(|&i| roster.owner(i).is_none() && matches!(doc.pos(i), "NOUN" | "PROPN" | "ADJ" | "VERB"))
        .map(|i| doc.lower(i).to_owned())
        .collect();
    let is_the = matches!(article_word, "the" | "this" | "that");
    let is_theirs = mark.is_some() || matches!(article_word, "his" | "her" | "its" | "their");
    let is_indefinite =
        matches!(article_word, "a" | "an" | "no" | "any" | "each" | "every" | "another" | "some");
    let is_body_of_state = matches!(what, What::Body(_)) && state.is_some();
    let is_police = doc.lower(noun) == "police" && article.is_none();
    Some(Phrase {
        tokens: article.unwrap_or(start)..tail.end,
        inner: start..tail.end,
        noun,
        sentence,
        what,
        head: page.words(head).to_lowercase(),
        state,
        owner: owner_before.or(owner_after),
        modifiers,
        is_definite: !is_indefinite && (is_the || is_theirs || is_body_of_state || is_police),
    })
    // Whose wife it is, a pronoun tells: that is no name to be known by.
    .filter(|phrase| {
        phrase.is_definite && !matches!(article_word, "his" | "her" | "its" | "their" | "my" | "our" | "your")
    })
}

/// The head of a phrase and what it stands for: one person, or a body.
fn head(page: &Page, bounds: &Range<usize>, noun: usize) -> Option<(Range<usize>, What)> {
    const LONGEST_BODY: usize = 3;
    let is_singular = matches!(page.doc.tag(noun), "NN" | "NNP");
    let earliest = noun.saturating_sub(LONGEST_BODY - 1).max(bounds.start);
    let body = (earliest..=noun)
        .find_map(|start| body(page.words(start..noun + 1)).map(|family| (start..noun + 1, family)));
    if let Some((range, family)) = body {
        return Some((range, What::Body(family)));
    }
    let (range, title) = page.title_before(bounds.start, noun + 1)?;
    (is_singular && title.usage != Use::Honorific).then_some((range, What::Person(title)))
}
