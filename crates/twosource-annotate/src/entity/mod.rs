//! People, organisations, states and places: their names, nominals, pronouns and roles.
//!
//! [`find`] goes in steps, each in a file or folder of its own: names are found ([`name`]), joined into entities
//! ([`join`]), given roles ([`role`]); then nominals ([`nominal`]) and pronouns ([`pronoun`]) are given to them.

mod acronym;
pub mod compare;
mod draft;
mod facts;
mod finish;
mod fold;
mod join;
mod name;
mod nominal;
mod page;
mod person_name;
mod pronoun;
mod proof;
mod role;

pub(crate) use facts::Gender;
use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_text::Span;

use crate::Sentence;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, party, ministry, agency, army.
    Organisation,
    /// A state, by its name, its capital as a speaker, or a demonym.
    State,
    /// A place that is no state.
    Place,
    /// A people, faith or party's followers.
    Group,
    /// An event, product, law or work.
    Other,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// "Kim Jong Un", "Kim".
    Name,
    /// "North Korea's leader", "the ministry".
    Nominal,
    /// "he", "its".
    Pronoun,
}

/// One place where a report refers to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// In bytes: the name without its title, a nominal with its determiner and complements.
    pub span: Span,
    /// How it refers.
    pub form: MentionForm,
}

/// What a report says an entity is: "Foreign Minister", "South Korea's Foreign Ministry spokesperson".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The words, as the report has them.
    pub text: String,
    /// Where, in bytes.
    pub span: Span,
}

/// Somebody or something a report speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name; for an entity never named, its fullest nominal.
    pub name: String,
    /// Every distinct name and nominal, the fullest first.
    pub aliases: Vec<String>,
    /// Roles in order of mention, each once.
    pub roles: Vec<Role>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention>,
}

/// Finds the entities of a report, in order of first mention.
///
/// Precision goes before completeness: a nominal or pronoun that may mean several is left alone.
pub fn find(doc: &Doc, sentences: &[Sentence]) -> Vec<Entity> {
    let page = page::Page::new(doc, sentences);
    let names = name::find(&page);
    let mut roster = join::join(&page, names);
    role::find(&page, &mut roster);
    nominal::resolve(&page, &mut roster);
    pronoun::resolve(&page, &mut roster);
    proof::part(&page, &mut roster.drafts);
    finish::finish(&page, roster.drafts)
}
