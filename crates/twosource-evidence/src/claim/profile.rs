//! What a statement says, as terms with weights.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{Annotated, EntityKind, MentionForm};

use crate::cast::Cast;
use crate::story::{StatementRef, Story};
use crate::vocabulary::{TermKind, is_function_word, terms};

/// How many of a report's first statements make its lead.
const LEAD: usize = 2;

/// The mean weight of a term, so that stories of all sizes share one scale.
const MEAN_WEIGHT: f64 = 3.0;

/// One term of a story.
#[derive(Clone, Debug)]
pub(crate) struct StoryTerm {
    /// The family of the base form, `#` and a value, or `@` and a place in the cast.
    pub key: String,
    /// What it is.
    pub kind: TermKind,
    /// How telling it is: high where few statements of a report have it.
    pub weight: f64,
}

/// A term within a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Use {
    /// Index into [`Profiles::terms`].
    pub term: usize,
    /// Its base form, as an index into [`Profiles::forms`]: words of one family may differ in it.
    pub form: usize,
    /// The token it stands in, in the report's document.
    pub token: usize,
}

/// A statement as terms.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// Which statement.
    pub at: StatementRef,
    /// Its terms, each once, sorted.
    pub uses: Vec<Use>,
    /// The sum of its terms' squared weights.
    pub mass: f64,
    /// Its words in lower case, punctuation left out, as indices into [`Profiles::forms`].
    pub words: Vec<usize>,
    /// For each of its words, true where it stands in quotation marks and carries matter.
    pub quoted: Vec<bool>,
    /// The last words of the full names of persons in it who are not its source, in lower case.
    pub persons: BTreeSet<String>,
    /// Its place among the report's statements.
    pub position: usize,
    /// How much of the story's core it tells, 0 to 1.
    pub core: f64,
}

impl Profile {
    /// True where it belongs to the first statements of its report.
    pub fn is_lead(&self) -> bool {
        self.position < LEAD
    }
}

/// All statements of a story as terms, in the order of reports.
#[derive(Debug)]
pub(crate) struct Profiles {
    /// Sorted by key.
    pub terms: Vec<StoryTerm>,
    /// Every base form and lower-case word, sorted.
    pub forms: Vec<String>,
    /// In the order of [`StatementRef`].
    pub statements: Vec<Profile>,
}

/// A statement's terms before they are weighed.
struct Raw {
    at: StatementRef,
    position: usize,
    terms: Vec<(String, TermKind, String, usize)>,
    words: Vec<String>,
    quoted: Vec<bool>,
    persons: BTreeSet<String>,
}

impl Profiles {
    /// Reads every statement of the story.
    pub fn new(story: &Story, cast: &Cast) -> Self {
        let mut raw = Vec::new();
        for (report, annotated) in story.reports.iter().enumerate() {
            let states = states_of_tokens(annotated, report, cast);
            for (statement, _) in annotated.statements.iter().enumerate() {
                raw.push(read(annotated, StatementRef { report, statement }, &states));
            }
        }
        let keys: BTreeMap<&str, TermKind> = raw
            .iter()
            .flat_map(|statement| statement.terms.iter().map(|(key, kind, _, _)| (key.as_str(), *kind)))
            .collect();
        let weights = weights(&raw, story.reports.len());
        let terms: Vec<StoryTerm> = keys
            .iter()
            .map(|(&key, &kind)| StoryTerm { key: key.to_owned(), kind, weight: weights[key] })
            .collect();
        let term_ids: BTreeMap<&str, usize> = keys.keys().enumerate().map(|(id, &key)| (key, id)).collect();

        let forms: BTreeSet<&str> = raw
            .iter()
            .flat_map(|statement| {
                let forms = statement.terms.iter().map(|(_, _, form, _)| form.as_str());
                forms.chain(statement.words.iter().map(String::as_str))
            })
            .collect();
        let form_ids: BTreeMap<&str, usize> =
            forms.iter().enumerate().map(|(id, &form)| (form, id)).collect();

        let mut statements: Vec<Profile> = raw
            .iter()
            .map(|statement| {
                let uses = statement.terms.iter().map(|(key, _, form, token)| Use {
                    term: term_ids[key.as_str()],
                    form: form_ids[form.as_str()],
                    token: *token,
                });
                let mut uses: Vec<Use> = uses.collect();
                uses.sort_by_key(|each| (each.term, each.token));
                uses.dedup_by_key(|each| each.term);
                Profile {
                    at: statement.at,
                    mass: uses.iter().map(|each| terms[each.term].weight.powi(2)).sum(),
                    uses,
                    words: statement.words.iter().map(|word| form_ids[word.as_str()]).collect(),
                    quoted: statement.quoted.clone(),
                    persons: statement.persons.clone(),
                    position: statement.position,
                    core: 0.0,
                }
            })
            .collect();
        tell_core(&mut statements, &terms, story);
        let forms = forms.into_iter().map(str::to_owned).collect();
        Profiles { terms, forms, statements }
    }

    /// The report of a statement.
    pub fn report(&self, statement: usize) -> usize {
        self.statements[statement].at.report
    }
}

/// For each token of a state's name, the state's place in the cast: "Pyongyang" and "North Korean" are "North Korea".
/// Persons and bodies stay the words of their names, of which a report has more or fewer.
fn states_of_tokens(annotated: &Annotated, report: usize, cast: &Cast) -> BTreeMap<usize, usize> {
    let mut named = BTreeMap::new();
    let states = annotated.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::State);
    for (index, entity) in states {
        let Some(&place) = cast.of.get(&(report, index)) else { continue };
        for mention in entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
            for token in annotated.doc.tokens_in(mention.span) {
                named.insert(token, place);
            }
        }
    }
    named
}

/// The terms and words of one statement.
fn read(annotated: &Annotated, at: StatementRef, states: &BTreeMap<usize, usize>) -> Raw {
    let statement = &annotated.statements[at.statement];
    let doc = &annotated.doc;

    let mut found = Vec::new();
    for term in terms(doc, statement.tokens.clone()) {
        if let Some(place) = states.get(&term.token) {
            let key = format!("@{place:06}");
            found.push((key.clone(), TermKind::Name, key, term.token));
        } else {
            found.push((term.key, term.kind, term.form, term.token));
        }
    }

    let mut words = Vec::new();
    let mut quoted = Vec::new();
    let mut within_marks = false;
    for token in statement.tokens.clone() {
        match doc.word(token) {
            "“" | "``" => within_marks = true,
            "”" | "''" => within_marks = false,
            "\"" => within_marks = !within_marks,
            _ => {}
        }
        if ["PUNCT", "SPACE"].contains(&doc.pos(token)) {
            continue;
        }
        words.push(doc.lower(token).to_owned());
        quoted.push(within_marks && !is_function_word(doc.lower(token)));
    }
    Raw { at, position: at.statement, terms: found, words, quoted, persons: persons(annotated, at) }
}

/// The last words of the full names of persons in a statement, sources left out: different officials may say the same.
fn persons(annotated: &Annotated, at: StatementRef) -> BTreeSet<String> {
    let (doc, tokens) = (&annotated.doc, &annotated.statements[at.statement].tokens);
    let sources: Vec<_> = annotated
        .attributions
        .iter()
        .filter_map(|attribution| attribution.source.as_ref())
        .flat_map(|source| source.ranges.iter())
        .collect();
    let full_names = doc.named_spans().iter().filter(|named| {
        let within = tokens.start <= named.tokens.start && named.tokens.end <= tokens.end;
        let names = named.tokens.clone().filter(|&token| doc.pos(token) == "PROPN").count();
        let span = doc.span_of(named.tokens.clone());
        within && named.label == "PERSON" && names >= 2 && !sources.iter().any(|source| source.overlaps(span))
    });
    let last =
        full_names.filter_map(|named| named.tokens.clone().rev().find(|&token| doc.pos(token) == "PROPN"));
    last.map(|token| doc.lower(token).to_owned()).collect()
}

/// How telling each term is: the logarithm of how many statements a usual report has over how many of them hold it,
/// counted within the reports that use it at all. A name that every report gives once is as telling as one in one report.
fn weights(raw: &[Raw], reports: usize) -> BTreeMap<String, f64> {
    let mut held: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for statement in raw {
        let keys: BTreeSet<&str> = statement.terms.iter().map(|(key, _, _, _)| key.as_str()).collect();
        for key in keys {
            *held.entry(key).or_default().entry(statement.at.report).or_default() += 1;
        }
    }
    let usual = raw.len() as f64 / reports.max(1) as f64;
    let telling = |counts: &BTreeMap<usize, usize>| {
        let mean = counts.values().sum::<usize>() as f64 / counts.len() as f64;
        ((usual + 1.0) / (mean + 0.5)).ln().max(0.1)
    };
    let mut weights: BTreeMap<String, f64> =
        held.iter().map(|(&key, counts)| (key.to_owned(), telling(counts))).collect();
    let mean = weights.values().sum::<f64>() / weights.len().max(1) as f64;
    for weight in weights.values_mut() {
        *weight *= MEAN_WEIGHT / mean;
    }
    weights
}

/// The story's core is what the leads of several reports share; sets how much of it each statement tells.
fn tell_core(statements: &mut [Profile], terms: &[StoryTerm], story: &Story) {
    let mut leads: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for profile in statements.iter().filter(|profile| profile.is_lead()) {
        for each in &profile.uses {
            leads.entry(each.term).or_default().insert(profile.at.report);
        }
    }
    let reports = story.reports.len() as f64;
    let core: BTreeMap<usize, f64> = leads
        .into_iter()
        .filter(|(_, reports)| reports.len() >= 2)
        .map(|(term, shared)| (term, shared.len() as f64 / reports * terms[term].weight))
        .collect();
    let whole: f64 = core.values().sum();
    if whole <= 0.0 {
        return;
    }
    for profile in statements {
        let told: f64 = profile.uses.iter().filter_map(|each| core.get(&each.term)).sum();
        profile.core = told / whole;
    }
}
