//! Nominals: "North Korea's leader", "the ministry", "the country", each given to whom it means.
//!
//! A nominal that no named entity fits makes an entity of its own ("the South Korean military") where it tells enough
//! to be known again.

mod body;
mod country;
mod person;
mod phrase;
mod unnamed;

use super::join::Roster;
use super::page::Page;
use phrase::What;

/// Gives nominals to the entities they mean, in order, so that each can lean on those before it.
pub(crate) fn resolve(page: &Page, roster: &mut Roster) {
    let phrases = phrase::find(page, roster);
    let bodies = body::ByLastWord::new(page, roster);
    let mut by_role = person::ByRole::new(roster);
    let mut unnamed = unnamed::Unnamed::default();
    let mut open = Vec::new();
    for phrase in phrases {
        let found = match phrase.what {
            What::Person(title) => person::resolve(page, roster, &by_role, &phrase, title),
            What::Body(family) => body::resolve(page, roster, &bodies, &phrase, family),
        };
        match found {
            Some(entity) => {
                if let What::Person(title) = phrase.what {
                    by_role.note(title, entity);
                }
                phrase.give_to(roster, entity);
            }
            None => open.push(phrase),
        }
    }
    // Some are told only by what comes later.
    for phrase in open {
        let found = match phrase.what {
            What::Person(title) => person::resolve(page, roster, &by_role, &phrase, title)
                .or_else(|| person::described_nearby(page, roster, &by_role, &phrase, title)),
            What::Body(_) => None,
        };
        match found {
            Some(entity) => {
                if let What::Person(title) = phrase.what {
                    by_role.note(title, entity);
                }
                phrase.give_to(roster, entity);
            }
            None => unnamed.add(page, phrase),
        }
    }
    unnamed.join(roster);
    country::resolve(page, roster);
}
