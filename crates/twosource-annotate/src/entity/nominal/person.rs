//! "the Russian leader", "the spokesman": persons by their roles.

use std::collections::HashMap;

use twosource_lexicon::english::WordList;

use super::phrase::Phrase;
use crate::entity::EntityKind;
use crate::entity::draft::Draft;
use crate::entity::facts::{Title, given_name};
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// So many sentences back a bare "the president" reaches.
const REACH: usize = 6;

/// Persons by what they are called, so that a phrase looks at few.
pub(super) struct ByRole {
    of: HashMap<&'static str, Vec<usize>>,
    /// Persons named in full, twice at least, with no role told.
    without: Vec<usize>,
}

impl ByRole {
    /// So many persons of one role, or of none, are looked at; more is no report but a list.
    const MOST: usize = 128;

    pub(super) fn new(roster: &Roster) -> Self {
        const MENTIONS: usize = 2;
        let mut by_role = ByRole { of: HashMap::new(), without: Vec::new() };
        for (entity, draft) in roster.drafts.iter().enumerate() {
            if draft.kind != EntityKind::Person {
                continue;
            }
            let classes = draft.roles.iter().flat_map(|role| [role.class, role.broader]);
            for class in classes.chain(draft.titles.iter().copied()) {
                by_role.add(class, entity);
            }
            let is_full = draft.person.as_ref().is_some_and(|name| name.is_full());
            if draft.roles.is_empty()
                && is_full
                && draft.mentions.len() >= MENTIONS
                && by_role.without.len() < Self::MOST
            {
                by_role.without.push(entity);
            }
        }
        by_role
    }

    /// Notes that a phrase with this title means the person.
    pub(super) fn note(&mut self, title: Title, entity: usize) {
        self.add(title.class, entity);
        self.add(title.broader, entity);
    }

    fn add(&mut self, class: &'static str, entity: usize) {
        let list = self.of.entry(class).or_default();
        if !class.is_empty() && list.len() < Self::MOST && !list.contains(&entity) {
            list.push(entity);
        }
    }

    /// Whom a phrase with this title may mean, in the order of the roster.
    fn candidates(&self, title: Title) -> Vec<usize> {
        let heads = (title.broader == HEAD).then(|| self.of.get(HEAD)).flatten();
        let mut all: Vec<usize> =
            self.of.get(title.class).into_iter().chain(heads).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The class above all who lead a body: chiefs, directors, chairs.
const HEAD: &str = "head";

/// The one person whose role the phrase names. Among several, the one with exactly this role; then the last one spoken
/// of, where the phrase names no state.
pub(super) fn resolve(
    page: &Page,
    roster: &Roster,
    by_role: &ByRole,
    phrase: &Phrase,
    title: Title,
) -> Option<usize> {
    let at = phrase.tokens.start;
    let candidates: Vec<(usize, bool)> = (by_role.candidates(title).into_iter())
        .map(|e| (e, &roster.drafts[e]))
        .filter(|(_, draft)| !gender_clashes(draft, title))
        .filter_map(|(e, draft)| fit(page, roster, phrase, title, draft).map(|exact| (e, exact)))
        .filter(|&(e, _)| {
            let draft = &roster.drafts[e];
            let is_known_there = phrase.state.is_some() && is_of_state(draft, phrase);
            is_known_there
                || (draft.first() < at
                    && (phrase.state.is_none() || may_be_of_state(page, roster, phrase, e)))
        })
        .collect();
    let exact: Vec<usize> = candidates.iter().filter(|(_, exact)| *exact).map(|(e, _)| *e).collect();
    let all: Vec<usize> = candidates.iter().map(|(e, _)| *e).collect();
    let choice = if exact.is_empty() { all } else { exact };
    if let [only] = choice[..] {
        return Some(only);
    }
    // Several share the role: the one of this state, or the one spoken of last, not too long ago.
    if phrase.state.is_some() {
        let mut of_state = choice.iter().copied().filter(|&e| is_of_state(&roster.drafts[e], phrase));
        return of_state.next().filter(|_| of_state.next().is_none());
    }
    let near = |e: &usize| {
        let last = roster.drafts[*e].last_before(at)?;
        let sentences = phrase.sentence.saturating_sub(page.sentence_of(last));
        (sentences <= REACH).then_some(last)
    };
    choice.iter().filter_map(|e| near(e).map(|last| (last, *e))).max().map(|(_, e)| e)
}

/// Where nothing tells the state of a person with the role, the phrase means that person only if it comes soon after
/// the name, and not in words of which the person is the subject: nobody calls himself "the leader of the DPRK".
fn may_be_of_state(page: &Page, roster: &Roster, phrase: &Phrase, e: usize) -> bool {
    const SENTENCES: usize = 2;
    let doc = page.doc;
    let is_subject = |i: usize| matches!(doc.dep(i), "nsubj" | "nsubjpass") && roster.owner(i) == Some(e);
    let tokens =
        page.sentences.get(phrase.sentence).map(|sentence| sentence.tokens.clone()).unwrap_or_default();
    let is_near = roster.drafts[e]
        .last_before(phrase.tokens.start)
        .is_some_and(|last| page.sentence_of(last) + SENTENCES >= phrase.sentence);
    is_near && !tokens.clone().any(is_subject)
}

fn is_of_state(draft: &Draft, phrase: &Phrase) -> bool {
    draft.state == phrase.state
        || draft.roles.iter().any(|role| role.state == phrase.state && role.state.is_some())
}

fn gender_clashes(draft: &Draft, title: Title) -> bool {
    matches!((draft.gender, title.gender), (Some(a), Some(b)) if a != b)
}

/// `Some(true)` where the person's role is the phrase's, `Some(false)` where the phrase is a broader word for it.
fn fit(page: &Page, roster: &Roster, phrase: &Phrase, title: Title, draft: &Draft) -> Option<bool> {
    // "Dr Jane Okafor", later "the doctor"
    let is_called_so = !title.class.is_empty() && draft.titles.contains(&title.class);
    let is_plain = phrase.owner.is_none() && phrase.state.is_none() && phrase.modifiers.is_empty();
    let mut best = (is_called_so && is_plain).then_some(true);
    for role in &draft.roles {
        let is_exact = role.class == title.class;
        let is_broader = !title.class.is_empty() && role.broader == title.class;
        let is_owners = phrase.owner.is_none_or(|owner| {
            role.tokens.clone().any(|i| roster.owner(i) == Some(owner))
                || stands_by(page, roster, draft, owner)
        });
        // "the WHO chief" is the director general of the WHO.
        let is_head = phrase.owner.is_some() && title.broader == HEAD && role.broader == HEAD;
        if !is_owners || (!is_exact && !is_broader && !is_head) {
            continue;
        }
        let states_clash = match (phrase.state, role.state.or(draft.state)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        let words = page.words(role.tokens.clone()).to_lowercase();
        let role_words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        let lacks = |modifier: &String| !role_words.contains(&modifier.as_str());
        let is_other = phrase
            .modifiers
            .iter()
            .any(|modifier| WordList::WhomItMeans.holds(modifier.as_str()) && lacks(modifier))
            || phrase.modifiers.iter().any(|modifier| is_noun_like(modifier) && lacks(modifier));
        let role_tells_more = role_words.iter().any(|word| matches!(*word, "deputy" | "vice"))
            && !title.class.contains("deputy")
            && !title.class.contains("vice");
        if states_clash || is_other || role_tells_more {
            continue;
        }
        best = best.max(Some(is_exact));
    }
    best
}

/// "Sen. Bob Carter, R-Texas": what stands right after a name tells whose the title is.
fn stands_by(page: &Page, roster: &Roster, draft: &Draft, owner: usize) -> bool {
    const REACH: usize = 5;
    const NAMES: usize = 8;
    draft.mentions.iter().take(NAMES).any(|name| {
        let after = name.tokens.end..(name.tokens.end + REACH).min(page.doc.len());
        after
            .take_while(|&i| !matches!(page.doc.word(i), "." | ";") && !roster.is_person(i))
            .any(|i| roster.owner(i) == Some(owner))
    })
}

/// A modifier that names a field or place, as "foreign" and "defence" do; ages and moods ("embattled") name none.
fn is_noun_like(modifier: &str) -> bool {
    WordList::FieldOfOffice.holds(modifier) && given_name(modifier).is_none()
}

/// "North Korea's leader has vowed … hosted Kim Jong Un": newswriting gives whoever it names a role, or describes them
/// close by. Of the persons named in full near where a leader is described, the only one who is never given a role is
/// the one described.
pub(super) fn described_nearby(
    page: &Page,
    roster: &Roster,
    by_role: &ByRole,
    phrase: &Phrase,
    title: Title,
) -> Option<usize> {
    const SENTENCES: usize = 2;
    let is_leader = title.broader == "leader" || title.class == "leader";
    if !is_leader || phrase.state.is_none() || phrase.owner.is_some() {
        return None;
    }
    let mut without_role = by_role.without.iter().map(|&e| (e, &roster.drafts[e])).filter(|(e, draft)| {
        let first = draft.first();
        draft.roles.is_empty()
            && draft.state.is_none_or(|state| Some(state) == phrase.state)
            && !gender_clashes(draft, title)
            && {
                // The mention nearest before, or the first one after.
                let near = draft.last_before(phrase.tokens.start).unwrap_or(first);
                page.sentence_of(near).abs_diff(phrase.sentence) <= SENTENCES
            }
            && (first > phrase.tokens.start || may_be_of_state(page, roster, phrase, *e))
    });
    let (only, _) = without_role.next()?;
    without_role.next().is_none().then_some(only)
}
