//! Roles: what a report says a person or body is, each way of saying it by its own rule.

mod apposition;
mod before_name;
mod copula;

use std::ops::Range;

use super::draft::FoundRole;
use super::facts::{Title, Use};
use super::join::Roster;
use super::page::Page;
use super::{EntityKind, MentionForm};

/// Finds the roles of persons.
pub(crate) fn find(page: &Page, roster: &mut Roster) {
    for entity in 0..roster.drafts.len() {
        if roster.drafts[entity].kind != EntityKind::Person {
            continue;
        }
        let names: Vec<Range<usize>> = (roster.drafts[entity].mentions.iter())
            .filter(|mention| mention.form == MentionForm::Name)
            .map(|mention| mention.tokens.clone())
            .collect();
        let mut found: Vec<FoundRole> = Vec::new();
        let mut nominals: Vec<Range<usize>> = Vec::new();
        for name in names {
            let mut before = before_name::find(page, roster, &name);
            if let Some(role) = before.as_mut() {
                role.state = role.state.or_else(|| state_after(page, roster, &name));
            }
            found.extend(before);
            found.extend(apposition::after(page, roster, &name));
            found.extend(copula::find(page, roster, &name));
            if let Some((role, nominal)) = apposition::before(page, roster, &name) {
                found.push(role);
                nominals.push(nominal);
            }
        }
        found.sort_by_key(|role| role.tokens.start);
        found.dedup_by_key(|role| role.tokens.start);
        let draft = &mut roster.drafts[entity];
        for role in &found {
            draft.state = draft.state.or(role.state);
            draft.gender = draft.gender.or_else(|| gender(page, role));
        }
        draft.roles = found;
        for nominal in nominals {
            draft.mention(nominal, MentionForm::Nominal);
        }
    }
}

/// The state of "Chancellor Olaf Scholz of Germany".
fn state_after(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<usize> {
    let of = name.end;
    (of + 1 < page.doc.len() && page.doc.lower(of) == "of").then(|| roster.state_in(of + 1..of + 2)).flatten()
}

fn gender(page: &Page, role: &FoundRole) -> Option<super::facts::Gender> {
    (role.tokens.clone())
        .find_map(|i| page.noun_title(role.tokens.start, i).and_then(|(_, title)| title.gender))
}

/// A role over `tokens` whose head noun is `title`; `None` for a mere form of address.
fn role(roster: &Roster, tokens: Range<usize>, title: Title) -> Option<FoundRole> {
    (title.usage != Use::Honorific && !tokens.is_empty()).then(|| FoundRole {
        state: roster.state_in(tokens.clone()),
        tokens,
        class: title.class,
        broader: title.broader,
        is_told: true,
    })
}

/// The first token of the noun phrase that ends just before `end`: nouns, adjectives and owners, back to an article, a
/// mark, a verb or a person's name.
pub(crate) fn phrase_start(page: &Page, roster: &Roster, floor: usize, end: usize) -> usize {
    const LONGEST: usize = 12;
    let mut start = end;
    while start > floor && end - start < LONGEST {
        let i = start - 1;
        // "Bank of England governor": a name goes in whole.
        let in_name = |i: usize| roster.owner(i).is_some_and(|e| roster.drafts[e].kind != EntityKind::Person);
        let joins = match page.doc.pos(i) {
            _ if in_name(i) && start < end && roster.owner(i) == roster.owner(start) => true,
            "NOUN" | "PROPN" | "ADJ" => !super::name::is_calendar(page.doc.lower(i)),
            "PART" => page.is_possessive(i),
            "VERB" => matches!(
                page.doc.lower(i),
                "acting"
                    | "sitting"
                    | "retired"
                    | "incoming"
                    | "outgoing"
                    | "ousted"
                    | "disgraced"
                    | "jailed"
                    | "exiled"
            ),
            "PUNCT" | "SYM" => page.doc.word(i) == "-" && start < end,
            "ADP" => {
                let title = page.title_before(floor, i).filter(|(_, title)| title.usage == Use::Title);
                page.doc.lower(i) == "of" && start < end && title.is_some()
            }
            _ => page.is_possessive(i),
        };
        if !joins || roster.is_person(i) {
            break;
        }
        start = i;
    }
    while start < end && matches!(page.doc.pos(start), "PART" | "PUNCT" | "SYM" | "ADP") {
        start += 1;
    }
    start
}
