//! Who does what to whom: a predicate of a statement with its parties, its time, and whether it is done, planned or denied.

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, Certainty, Statement};
use twosource_language::{Doc, NamedSpan};

use super::cue_words::{INTENDING, SAYING, UNREAL};
use super::facts::{named_in, times_in};
use super::predicate::{governing_verb, is_predicate, negation, verb_family, verbs};
use super::referent::{Referent, Referents};
use crate::vocabulary::family;

/// How real a statement puts what it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reality {
    /// "was closed", "has resigned".
    Done,
    /// "is closed", "are investigating".
    Present,
    /// "will close", "is expected to resign".
    Planned,
    /// "may close", "if it closed", "to close".
    Possible,
}

/// A predicate of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The verb, or the adjective in "is closed".
    pub token: usize,
    /// The family of its base form.
    pub family: String,
    /// Its base form, in lower case.
    pub lemma: String,
    /// Who or what does it.
    pub doers: BTreeSet<Referent>,
    /// To whom or what it is done.
    pub patients: BTreeSet<Referent>,
    /// What its prepositions lead to, times left out.
    pub others: BTreeSet<Referent>,
    /// Whom or what its grammatical subject stands for.
    pub subjects: BTreeSet<Referent>,
    /// The word that denies it.
    pub denied: Option<usize>,
    /// How real it is.
    pub reality: Reality,
    /// Times that hang on it: indices into the report's times.
    pub times: Vec<usize>,
    /// True for verbs of saying.
    pub says: bool,
    /// True where its subject is spoken of as known: "the helicopter".
    pub is_definite: bool,
    /// True where a party is another one: "another bus".
    pub of_another: bool,
}

/// How surely two frames tell of one happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sameness {
    /// One common noun is the same.
    Weak,
    /// Two parties are the same, or one and what a preposition leads to.
    Strong,
    /// Somebody or something with a name is the same.
    Named,
}

impl Frame {
    /// The predicates of a statement, in order.
    pub fn of_statement(annotated: &Annotated, statement: &Statement, referents: &Referents) -> Vec<Frame> {
        let doc = &annotated.doc;
        let mut frames: Vec<Frame> = verbs(doc, statement)
            .into_iter()
            .filter(|&verb| doc.dep(verb) != "amod" && doc.dep(verb) != "compound")
            .map(|verb| frame(doc, statement, referents, verb))
            .collect();
        for index in times_in(annotated, statement.span) {
            let time = &annotated.times[index];
            let Some(last) = doc.tokens_in(time.span).end.checked_sub(1) else { continue };
            let verb = governing_verb(doc, last);
            if let Some(frame) = frames.iter_mut().find(|frame| Some(frame.head(doc)) == verb) {
                frame.times.push(index);
            }
        }
        frames
    }

    /// The verb: of "is closed" the "is".
    fn head(&self, doc: &Doc) -> usize {
        if is_predicate(doc, self.token) { doc.head(self.token) } else { self.token }
    }

    /// Everybody and everything it is done by or to.
    pub fn parties(&self) -> BTreeSet<&Referent> {
        self.doers.iter().chain(&self.patients).collect()
    }

    /// Whether two predicates of one meaning tell of one happening, and how surely; `None` where names in one role differ
    /// or nothing is the same.
    pub fn sameness(&self, other: &Frame) -> Option<Sameness> {
        if self.of_another != other.of_another {
            return None;
        }
        let roles = [(&self.doers, &other.doers), (&self.patients, &other.patients)];
        if roles.iter().any(|(a, b)| Referent::differ(a, b)) {
            return None;
        }
        // "The bridge was closed" against "the bridge is open": one party, two roles.
        let (mine, theirs) = (self.parties(), other.parties());
        let shared: Vec<&&Referent> = mine.intersection(&theirs).collect();
        let named = shared.iter().any(|referent| referent.is_named());
        let by_the_way = self.others.intersection(&other.others).count();
        match (named, shared.len(), by_the_way) {
            (true, ..) => Some(Sameness::Named),
            (_, 2.., _) | (_, 1, 1..) => Some(Sameness::Strong),
            (_, 1, _) => Some(Sameness::Weak),
            _ => None,
        }
    }
}

fn frame(doc: &Doc, statement: &Statement, referents: &Referents, verb: usize) -> Frame {
    let head = if is_predicate(doc, verb) { doc.head(verb) } else { verb };
    let (mut doers, mut patients, mut others) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let add = |set: &mut BTreeSet<Referent>, token: usize| {
        let joined = std::iter::once(token).chain(doc.children(token).filter(|&c| doc.dep(c) == "conj"));
        set.extend(joined.flat_map(|token| referents.of(doc, token)));
    };
    for child in doc.children(head) {
        match doc.dep(child) {
            "nsubj" => add(&mut doers, subject(doc, head, child)),
            "nsubjpass" => add(&mut patients, subject(doc, head, child)),
            "dobj" => add(&mut patients, child),
            "agent" => {
                if let Some(by) = doc.child(child, &["pobj"]) {
                    add(&mut doers, by);
                }
            }
            "prep" => {
                let dated = |&object: &usize| named_in(doc, object..object + 1).any(is_time);
                if let Some(object) = doc.child(child, &["pobj"]).filter(|object| !dated(object)) {
                    add(&mut others, object);
                }
            }
            _ => {}
        }
    }
    let lacks_subject = doers.is_empty() && (patients.is_empty() || doc.tag(head) != "VBN");
    if let Some((subject, passive)) = borrowed_subject(doc, head).filter(|_| lacks_subject) {
        add(if passive && doc.tag(head) == "VBN" { &mut patients } else { &mut doers }, subject);
    }
    let lemma = doc.lemma(verb).to_lowercase();
    let passive = doc.child(head, &["nsubjpass"]).is_some() || (doers.is_empty() && doc.tag(head) == "VBN");
    let subjects = if passive { patients.clone() } else { doers.clone() };
    Frame {
        subjects,
        token: verb,
        family: verb_family(doc, verb),
        is_definite: is_definite(doc, head),
        of_another: doc
            .children(head)
            .flat_map(|party| doc.children(party))
            .any(|child| ["another", "other", "second", "further"].contains(&doc.lower(child))),
        says: SAYING.contains(&family(&lemma)),
        lemma,
        doers,
        patients,
        others,
        denied: negation(doc, verb).or_else(|| nobody(doc, head)),
        reality: reality(doc, statement, head),
        times: Vec::new(),
    }
}

fn is_time(named: &NamedSpan) -> bool {
    ["DATE", "TIME"].contains(&named.label.as_str())
}

/// The word that leaves a verb without a party: "no gun has been found", "nobody came".
fn nobody(doc: &Doc, verb: usize) -> Option<usize> {
    let parties = doc.children(verb).filter(|&c| ["nsubj", "nsubjpass", "dobj"].contains(&doc.dep(c)));
    parties.into_iter().find_map(|party| {
        let none = ["nobody", "none", "nothing"].contains(&doc.lower(party)).then_some(party);
        none.or_else(|| {
            doc.children(party).find(|&child| doc.dep(child) == "det" && doc.lower(child) == "no")
        })
    })
}

fn is_definite(doc: &Doc, verb: usize) -> bool {
    let subject = doc.child(verb, &["nsubj", "nsubjpass"]);
    let known = ["the", "this", "that", "its", "his", "her", "their"];
    subject.is_some_and(|subject| {
        doc.tag(subject) == "NN" && doc.children(subject).any(|child| known.contains(&doc.lower(child)))
    })
}

/// What a subject stands for: the noun before a relative clause in "the ferry that sank".
fn subject(doc: &Doc, verb: usize, subject: usize) -> usize {
    let relative = doc.dep(verb) == "relcl" && ["who", "which", "that"].contains(&doc.lower(subject));
    if relative { doc.head(verb) } else { subject }
}

/// The subject that a verb shares with the one it is joined to, and whether it is a passive one.
fn borrowed_subject(doc: &Doc, verb: usize) -> Option<(usize, bool)> {
    if doc.dep(verb) == "acl" {
        return Some((doc.head(verb), doc.tag(verb) == "VBN"));
    }
    let mut at = verb;
    for _ in 0..4 {
        if !["conj", "xcomp", "advcl", "pcomp", "prep"].contains(&doc.dep(at)) || doc.head(at) == at {
            return None;
        }
        at = doc.head(at);
        if let Some(found) = doc.child(at, &["nsubj", "nsubjpass"]) {
            return Some((subject(doc, at, found), doc.dep(found) == "nsubjpass"));
        }
    }
    None
}

fn reality(doc: &Doc, statement: &Statement, verb: usize) -> Reality {
    if matches!(statement.certainty, Certainty::Questioned | Certainty::Conditional) {
        return Reality::Possible;
    }
    let mut at = verb;
    for _ in 0..4 {
        if let Some(found) = own_reality(doc, at) {
            return found;
        }
        // "has been told and sent home": a joined verb is as real as the first one.
        if doc.dep(at) != "conj" || doc.head(at) == at {
            break;
        }
        at = doc.head(at);
    }
    let helper = doc.child(verb, &["auxpass"]).map_or("", |helper| doc.tag(helper));
    match doc.tag(verb) {
        // "is closed" tells of now, "has been closed" and "was closed" of what was done.
        "VBN" if ["VBZ", "VBP"].contains(&helper) => Reality::Present,
        "VBD" | "VBN" => Reality::Done,
        // "denied taking" is told of the past, as the verb above it is.
        "VBG"
            if ["advcl", "acl", "pcomp", "xcomp"].contains(&doc.dep(verb))
                && doc.ancestors(verb).take(3).any(|above| ["VBD", "VBN"].contains(&doc.tag(above))) =>
        {
            Reality::Done
        }
        "VBG" | "VBP" | "VBZ" => Reality::Present,
        _ => Reality::Possible,
    }
}

/// What a verb's own helpers and the verb above it tell.
fn own_reality(doc: &Doc, verb: usize) -> Option<Reality> {
    for child in doc.children(verb) {
        match (doc.dep(child), doc.lower(child)) {
            ("aux", "will" | "'ll" | "’ll" | "shall" | "wo" | "would") => return Some(Reality::Planned),
            ("aux", "may" | "might" | "could" | "can" | "should" | "must" | "ca") => {
                return Some(Reality::Possible);
            }
            ("mark", "if" | "unless" | "whether" | "until" | "before" | "lest") => {
                return Some(Reality::Possible);
            }
            _ => {}
        }
    }
    let above = doc.head(verb);
    if above == verb || !["xcomp", "ccomp", "acl", "advcl"].contains(&doc.dep(verb)) {
        return None;
    }
    let infinitive = doc.children(verb).any(|child| doc.dep(child) == "aux" && doc.lower(child) == "to");
    let lemma = doc.lemma(above).to_lowercase();
    match infinitive {
        true if INTENDING.contains(&lemma.as_str()) => Some(Reality::Planned),
        true => Some(Reality::Possible),
        false if UNREAL.contains(&lemma.as_str()) => Some(Reality::Possible),
        false => None,
    }
}
