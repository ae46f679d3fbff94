//! "the ministry", "the company", "the agency": bodies named before.

use super::phrase::Phrase;
use crate::entity::facts::{Family, body};
use crate::entity::join::Roster;
use crate::entity::page::Page;
use crate::entity::{EntityKind, MentionForm};

/// The body that the phrase means: the last one whose name ends in its head noun; for "the company" and the like, the
/// only one that the sentence before speaks of.
pub(super) fn resolve(page: &Page, roster: &Roster, phrase: &Phrase, family: Family) -> Option<usize> {
    if let Some(owner) = phrase.owner {
        // "al-Manar television" is al-Manar.
        let is_its_kind = matches!(family, Family::Medium | Family::Company | Family::Group | Family::Party);
        let stands_before = phrase.noun > 0 && roster.owner(phrase.noun - 1) == Some(owner);
        let is_body = roster.drafts[owner].kind == EntityKind::Organisation;
        return (is_its_kind && stands_before && is_body).then_some(owner);
    }
    by_name(page, roster, phrase).or_else(|| by_nearness(page, roster, phrase, family))
}

fn by_name(page: &Page, roster: &Roster, phrase: &Phrase) -> Option<usize> {
    let at = phrase.tokens.start;
    let head_word = phrase.head.rsplit(' ').next()?;
    let fits = |e: usize| {
        let draft = &roster.drafts[e];
        let states_clash = matches!((phrase.state, draft.state), (Some(a), Some(b)) if a != b)
            || (phrase.state.is_some() && draft.state.is_none());
        let mut names = draft.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        draft.kind == EntityKind::Organisation
            && !states_clash
            && names.any(|name| {
                let words = page.words(name.tokens.clone()).to_lowercase();
                let mut of_name = words.split(|c: char| !c.is_alphanumeric());
                let ends_alike = words.ends_with(head_word) && words.len() > head_word.len();
                ends_alike && phrase.modifiers.iter().all(|modifier| of_name.any(|word| word == modifier))
            })
    };
    (0..roster.drafts.len())
        .filter(|&e| fits(e))
        .filter_map(|e| roster.drafts[e].last_before(at).map(|last| (last, e)))
        .max()
        .map(|(_, e)| e)
}

fn by_nearness(page: &Page, roster: &Roster, phrase: &Phrase, family: Family) -> Option<usize> {
    let is_loose =
        matches!(family, Family::Company | Family::Group | Family::Medium) || phrase.head == "agency";
    if !is_loose
        || phrase.state.is_some()
        || !phrase.modifiers.is_empty()
        || phrase.tokens.end > phrase.noun + 1
    {
        return None;
    }
    let first_sentence = phrase.sentence.saturating_sub(1);
    let near = (roster.drafts.iter().enumerate()).filter(|(_, draft)| {
        let last_word = |name: &std::ops::Range<usize>| body(page.doc.word(name.end - 1));
        let is_other_family =
            draft.mentions.iter().any(|mention| last_word(&mention.tokens).is_some_and(|f| f != family));
        draft.kind == EntityKind::Organisation
            && !is_other_family
            && draft
                .last_before(phrase.tokens.start)
                .is_some_and(|last| page.sentence_of(last) >= first_sentence)
    });
    let near: Vec<usize> = near.map(|(e, _)| e).collect();
    if let [only] = near[..] { Some(only) } else { None }
}
