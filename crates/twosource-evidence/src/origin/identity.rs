//! Who a source is, and whether two of them are surely two.
//!
//! The question is always put one way: what shows that these are two? Where nothing does, they are one. Names, offices and
//! families of bodies are compared as words; the words are tables.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use twosource_lexicon::english::WordList;

use super::naming::{is_acronym_of, is_spelling_of, words_of};

/// What an origin stands on.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// Nobody is named: the outlet says it in its own voice.
    Silent,
    /// An outlet, an agency or a text that is named; whom that has it from is not told.
    Relayed,
    /// "officials", "a person close to the talks".
    Anonymous,
    /// A person, a body, a document, or an outlet whose reporter saw it.
    #[default]
    Named,
}

/// What sort of source it is, as far as telling two apart goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// An outlet or a text.
    #[default]
    Text,
    /// A person by name.
    Person,
    /// "the mayor", "a spokesman for the company".
    Role,
    /// A body.
    Body,
    /// A document, footage, a study.
    Document,
    /// An outlet whose reporter saw it.
    Observer,
}

/// Who a source is, from the words that name it here and in every report of the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identity {
    /// What it stands on.
    pub ground: Ground,
    pub(super) sort: Sort,
    /// Names of the person or body, folded: "ana reyes", "alm power".
    pub(super) names: BTreeSet<String>,
    /// Words of proper names in what names it and in its roles, but for a person's own.
    pub(super) proper: BTreeSet<String>,
    /// Those of them that are no places'.
    pub(super) bodies: BTreeSet<String>,
    /// Families of bodies that it belongs to.
    pub(super) families: BTreeSet<&'static str>,
    /// "health" of a ministry of health.
    pub(super) topics: BTreeSet<&'static str>,
    /// States, folded.
    pub(super) states: BTreeSet<String>,
    /// A report tells what the person is.
    pub(super) has_role: bool,
    /// It leads something.
    pub(super) leads: bool,
    /// It is a study, or somebody told to have to do with one.
    pub(super) studies: bool,
    /// Nothing but its state tells what body it is: "Norvian authorities".
    pub(super) of_state_alone: bool,
}

struct Families {
    of: BTreeMap<&'static str, Vec<&'static str>>,
    public: BTreeSet<&'static str>,
    /// What else is told of a family, with the family.
    told: BTreeSet<(&'static str, &'static str)>,
    linked: BTreeSet<(&'static str, &'static str)>,
    metonyms: Vec<(&'static str, &'static str, &'static str)>,
}

impl Families {
    /// True where the table tells this of a family: "service", "personal".
    fn is(&self, family: &str, told: &str) -> bool {
        let all: &BTreeSet<(&str, &str)> = &self.told;
        all.contains(&(family, told))
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| row.split('\t').collect())
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let (mut of, mut public, mut told): (BTreeMap<&str, Vec<&str>>, _, _) =
        (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    for row in rows(include_str!("families.tsv")) {
        let [family, sort, nouns] = row.as_slice() else { continue };
        for told_of in sort.split(',') {
            told.insert((*family, told_of));
        }
        if sort.split(',').any(|told_of| told_of == "public") {
            public.insert(*family);
        }
        for noun in nouns.split(';') {
            of.entry(noun).or_default().push(*family);
        }
    }
    let mut linked = BTreeSet::new();
    for row in rows(include_str!("linked-families.tsv")) {
        if let [a, b] = row.as_slice() {
            linked.extend([(*a, *b), (*b, *a)]);
        }
    }
    let metonyms = rows(include_str!("metonyms.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?, *row.get(2)?)))
        .collect();
    Families { of, public, told, linked, metonyms }
});

/// What ministries and offices are of, by the word that names it.
static TOPICS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("topics.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

/// What an [`Identity`] is made from.
#[derive(Clone, Debug, Default)]
pub(super) struct Words<'w> {
    /// What sort of source it is.
    pub sort: Sort,
    /// What names it, word for word, and its roles in all reports.
    pub phrases: Vec<&'w str>,
    /// Names of the person or body in all reports.
    pub names: Vec<&'w str>,
    /// Words of the names of places and states in the story, folded.
    pub places: Option<&'w BTreeSet<String>>,
    /// Names of states in what names it.
    pub states: BTreeSet<String>,
    /// A report tells what the person is.
    pub has_role: bool,
}

impl Identity {
    pub(super) fn of(ground: Ground, words: &Words) -> Identity {
        let mut identity =
            Identity { ground, sort: words.sort, has_role: words.has_role, ..Identity::default() };
        identity.states.clone_from(&words.states);
        identity.names =
            words.names.iter().map(|name| words_of(name).join(" ")).filter(|n| !n.is_empty()).collect();
        let person: BTreeSet<String> = match words.sort {
            Sort::Person => words.names.iter().flat_map(|name| words_of(name)).collect(),
            _ => BTreeSet::new(),
        };
        let described = words.names.iter().filter(|_| words.sort != Sort::Person);
        for phrase in words.phrases.iter().chain(described) {
            identity.read(phrase, &person, words.places);
        }
        if identity.families.is_empty() && !identity.states.is_empty() {
            identity.of_state_alone = identity.bodies.is_empty();
            identity.families.insert("government");
        }
        identity
    }

    /// An outlet whose reporter saw it.
    pub(super) fn observer(outlet: &str) -> Identity {
        let names = BTreeSet::from([words_of(outlet).join(" ")]);
        Identity { sort: Sort::Observer, names, ..Identity::default() }
    }

    /// A source that cannot be told from others.
    pub(super) fn grounded(ground: Ground) -> Identity {
        Identity { ground, ..Identity::default() }
    }

    fn read(&mut self, phrase: &str, person: &BTreeSet<String>, places: Option<&BTreeSet<String>>) {
        let lower = phrase.to_lowercase().replace('’', "'");
        for (name, whose, family) in &FAMILIES.metonyms {
            if contains_words(&lower, name) {
                self.families.insert(family);
                self.states.insert((*whose).to_owned());
            }
        }
        for (place, word) in phrase.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').enumerate()
        {
            let folded = words_of(word).concat();
            if folded.is_empty() || WordList::Plain.holds(&folded) {
                continue;
            }
            let families = FAMILIES.of.get(folded.as_str()).map(Vec::as_slice).unwrap_or_default();
            self.studies |= WordList::OfStudy.holds(&folded);
            // "spokeswoman", "spokespeople".
            self.leads |= folded.starts_with("spokes");
            for &family in families {
                match family {
                    "leader" => self.leads = true,
                    "vague" => {}
                    _ => {
                        self.families.insert(family);
                    }
                }
            }
            if let Some(topic) = TOPICS.get(folded.as_str()) {
                self.topics.insert(topic);
            }
            let capital = word.starts_with(char::is_uppercase) && (place > 0 || families.is_empty());
            let telling = families.is_empty() && !person.contains(&folded) && folded.len() > 1;
            if capital && telling && !TOPICS.contains_key(folded.as_str()) {
                if places.is_none_or(|places| !places.contains(&folded)) {
                    self.bodies.insert(folded.clone());
                }
                self.proper.insert(folded);
            }
        }
    }

    /// Adds what another report tells of the same source.
    pub(super) fn learn(&mut self, other: &Identity) {
        let rank = |sort: Sort| match sort {
            Sort::Person => 5,
            Sort::Body => 4,
            Sort::Role => 3,
            Sort::Document => 2,
            Sort::Observer => 6,
            Sort::Text => 1,
        };
        if rank(other.sort) > rank(self.sort) {
            self.sort = other.sort;
        }
        self.ground = self.ground.max(other.ground);
        self.names.extend(other.names.iter().cloned());
        self.proper.extend(other.proper.iter().cloned());
        self.bodies.extend(other.bodies.iter().cloned());
        self.families.extend(&other.families);
        self.topics.extend(&other.topics);
        self.states.extend(other.states.iter().cloned());
        self.has_role |= other.has_role;
        self.leads |= other.leads;
        self.studies |= other.studies;
        self.of_state_alone |= other.of_state_alone;
    }

    /// Why two sources may be one, in words; `None` where they are surely two.
    pub(crate) fn may_be(&self, other: &Identity) -> Option<&'static str> {
        if self.sort == Sort::Observer || other.sort == Sort::Observer {
            return (self.sort == other.sort && self.names == other.names).then_some("it is one outlet");
        }
        if self.same_name(other) {
            return Some("they go by one name");
        }
        let share =
            !self.bodies.is_disjoint(&other.bodies) || self.belongs_to(other) || other.belongs_to(self);
        if share && !self.are_two_services(other) {
            return Some("both speak for one body, or one belongs to the other");
        }
        let apart =
            !self.states.is_empty() && !other.states.is_empty() && self.states.is_disjoint(&other.states);
        if apart && self.sort != Sort::Document && other.sort != Sort::Document {
            return None;
        }
        match (self.sort, other.sort) {
            (Sort::Document, Sort::Document) => Some("both may be one document"),
            (Sort::Document, _) => self.document(other),
            (_, Sort::Document) => other.document(self),
            (Sort::Person, Sort::Person) => self.persons(other),
            (Sort::Person, Sort::Body | Sort::Role) => self.person_and_body(other),
            (Sort::Body | Sort::Role, Sort::Person) => other.person_and_body(self),
            (Sort::Body | Sort::Role, Sort::Body | Sort::Role) => self.bodies_apart(other),
            (Sort::Text, _) | (_, Sort::Text) => Some("whom the text has it from is not told"),
            (Sort::Observer, _) | (_, Sort::Observer) => None,
        }
    }

    fn same_name(&self, other: &Identity) -> bool {
        let persons = self.sort == Sort::Person && other.sort == Sort::Person;
        let alike = |a: &String, b: &String| {
            (a == b && (persons || is_telling(a))) || (persons && is_spelling_of(a, b))
        };
        self.names.iter().any(|a| other.names.iter().any(|b| alike(a, b)))
            || self.is_last_name_of(other)
            || other.is_last_name_of(self)
            || self.proper.iter().any(|a| other.is_initials(a))
            || other.proper.iter().any(|a| self.is_initials(a))
    }

    /// True for one word that is the last of a person's name: "White", taken for a body, and Terry White.
    fn is_last_name_of(&self, person: &Identity) -> bool {
        let last = |name: &String| name.rsplit(' ').next().unwrap_or_default().to_owned();
        person.sort == Sort::Person
            && self.names.iter().any(|own| !own.contains(' ') && person.names.iter().any(|n| last(n) == *own))
    }

    /// True where a word is the initials of one of the names: "OFR".
    fn is_initials(&self, word: &str) -> bool {
        self.names.iter().any(|name| is_acronym_of(word, name))
    }

    /// True where the other's name stands among what names this: "Tom Zander, chief medical officer at Vaxon" and Vaxon.
    fn belongs_to(&self, other: &Identity) -> bool {
        other.names.iter().any(|name| {
            let mut words = name.split(' ').filter(|word| !FAMILIES.of.contains_key(word)).peekable();
            words.peek().is_some() && words.all(|word| self.bodies.contains(word))
        })
    }

    /// True where the families of both may be one body's.
    fn linked(&self, other: &Identity) -> bool {
        let family = |a: &&str| other.families.contains(a) || other.families.iter().any(|b| are_linked(a, b));
        let leader = |a: &Identity, b: &Identity| {
            a.leads && a.families.is_empty() && !b.families.iter().any(|family| FAMILIES.is(family, "force"))
        };
        self.families.iter().any(family) || leader(self, other) || leader(other, self)
    }

    /// True for services of one place of which each speaks for itself: its police and its hospital.
    fn are_two_services(&self, other: &Identity) -> bool {
        let is_service = |identity: &Identity| {
            !identity.families.is_empty()
                && identity.families.iter().all(|family| FAMILIES.is(family, "service"))
        };
        is_service(self) && is_service(other) && !self.linked(other)
    }

    fn is_public(&self) -> bool {
        !self.families.is_empty() && self.families.iter().all(|family| FAMILIES.public.contains(family))
    }

    /// True where own names tell two bodies of one family apart.
    fn named_apart(&self, other: &Identity) -> bool {
        let proper =
            !self.proper.is_empty() && !other.proper.is_empty() && self.proper.is_disjoint(&other.proper);
        let topics =
            !self.topics.is_empty() && !other.topics.is_empty() && self.topics.is_disjoint(&other.topics);
        proper || topics
    }

    fn persons(&self, other: &Identity) -> Option<&'static str> {
        if self.names.is_empty() || other.names.is_empty() {
            return Some("one of them goes by no name");
        }
        let short = |a: &Identity| a.names.iter().all(|name| !name.contains(' '));
        if short(self) || short(other) {
            return Some("one of them goes by one word alone");
        }
        let unknown = |a: &Identity| !a.has_role && a.families.is_empty() && a.bodies.is_empty();
        if unknown(self) && !other.families.is_empty() || unknown(other) && !self.families.is_empty() {
            return Some("it is not told who one of them is");
        }
        if (self.leads && !other.has_role) || (other.leads && !self.has_role) {
            return Some("the one may speak for the other");
        }
        let corporate = |family: &&&str| !FAMILIES.is(family, "personal");
        let share = self.families.iter().filter(corporate).any(|family| other.families.contains(family));
        let bodies_apart = !self.bodies.is_empty() && !other.bodies.is_empty();
        if share && !bodies_apart {
            return Some("both hold office in one body");
        }
        if self.leads && other.leads && self.linked(other) && !bodies_apart {
            return Some("both may lead one body");
        }
        None
    }

    fn person_and_body(&self, body: &Identity) -> Option<&'static str> {
        if !self.has_role {
            return Some("what the person has to do with the body is not told");
        }
        if self.linked(body) {
            return Some("the person may speak for the body");
        }
        let which = body.names.is_empty() && body.proper.is_empty() && !body.is_public();
        if which && !self.is_public() {
            return Some("which body is meant is not told");
        }
        let known = !body.families.is_empty() && (body.is_public() || !self.families.is_empty());
        let public = self.is_public() && !body.proper.is_empty();
        (!known && !public).then_some("the person may belong to the body")
    }

    fn bodies_apart(&self, other: &Identity) -> Option<&'static str> {
        let in_state = |a: &Identity, b: &Identity| {
            let home = b.states.is_empty() || !a.states.is_disjoint(&b.states);
            a.of_state_alone && home && (b.is_public() || b.families.is_empty())
        };
        if in_state(self, other) || in_state(other, self) {
            return Some("the authorities of the state may be that body");
        }
        if !self.families.is_empty() && !other.families.is_empty() && !self.linked(other) {
            return None;
        }
        let linked = self.linked(other);
        if self.named_apart(other) && (linked || (!self.proper.is_empty() && !other.proper.is_empty())) {
            return None;
        }
        let public_and_named =
            |a: &Identity, b: &Identity| a.is_public() && b.families.is_empty() && !b.bodies.is_empty();
        if !linked && (public_and_named(self, other) || public_and_named(other, self)) {
            return None;
        }
        Some("nothing tells them apart")
    }

    fn document(&self, other: &Identity) -> Option<&'static str> {
        if self.studies && (other.studies || other.families.contains("university")) {
            return Some("the one may have written the other");
        }
        if self.families.contains("court") || self.families.contains("prosecution") {
            let apart =
                !other.families.is_empty() && other.families.iter().all(|f| FAMILIES.is(f, "outside"));
            return (!apart).then_some("a paper of a court may be a party's own");
        }
        // Of "her official site" nothing tells whose words it has.
        let whose = !self.families.is_empty() || !self.proper.is_empty();
        let told = whose && other.sort == Sort::Person && other.has_role && !self.linked(other);
        let apart = !self.families.is_empty() && !other.families.is_empty() && !self.linked(other);
        (!told && !apart).then_some("the one may rest on the other")
    }
}

fn are_linked(a: &str, b: &str) -> bool {
    a == b || FAMILIES.linked.iter().any(|&(one, two)| one == a && two == b)
}

/// True for words that name a body whose voice is known without a name: "prosecutors", "firefighters", "police officials".
pub(super) fn names_public_body(phrase: &str) -> bool {
    let words = words_of(phrase);
    let families = words.iter().filter_map(|word| FAMILIES.of.get(word.as_str())).flatten();
    families.into_iter().any(|family| FAMILIES.public.contains(family))
}

/// True for what somebody is who speaks for nobody: "cyclist", and not "director" nor "police officer".
pub(super) fn is_calling(words: &str) -> bool {
    words_of(words).iter().all(|word| !FAMILIES.of.contains_key(word.as_str()))
}

/// True for words that any body of its sort goes by: "the company", "the firm"; not "the police".
pub(super) fn is_any_body(words: &BTreeSet<String>) -> bool {
    words.iter().all(|word| {
        let families = FAMILIES.of.get(word.as_str());
        families.is_some_and(|families| !families.iter().any(|family| FAMILIES.public.contains(family)))
    })
}

/// True where a name has a word that is no noun of bodies: "Northern Moor Police", and not "police".
fn is_telling(name: &str) -> bool {
    name.split(' ').any(|word| !FAMILIES.of.contains_key(word) && !WordList::Plain.holds(word))
}

/// True where `text` holds `words` as words.
fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests;
