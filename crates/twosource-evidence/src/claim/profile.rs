//! What a statement says, as terms with weights.

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{
    Anchor, Annotated, Certainty, Class, EntityKind, Link, MentionForm, TermPart, TimeKind,
};

use super::abbreviation::Abbreviations;
use super::align::{Meant, Moment, Saying, saying};
use super::forms::Forms;
use super::telling;
use crate::cast::Cast;
use crate::story::{StatementRef, Story};
use crate::vocabulary::{Term, TermKind, family, has_kin, stem};

/// How many of a report's first statements make its lead.
const LEAD: usize = 2;

/// How many of a report's first statements are asked for the story's core.
const CORE_LEAD: usize = 4;

/// What a word counts that only describes another: in "synthetic cannabis", "New York" and "22-year-old suspect" the words
/// come together, so that two statements which share the whole phrase share one thing and not three.
const MODIFIER: f64 = 0.5;

/// Days after which a deed is no longer what a report is about, but what it looks back on.
const NEWS: i64 = 10;

/// What an adverb counts.
const ADVERB: f64 = 0.7;

/// One term of a story.
#[derive(Clone, Debug)]
pub(crate) struct StoryTerm {
    /// The family of the base form, `~` and its stem, `#` and a value, or `@` and a place in the cast.
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
    /// Index into the report's terms.
    pub place: usize,
    /// What it weighs here: the term's weight, less where it only describes another word.
    pub weight: f64,
}

/// A statement as terms.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// Which statement.
    pub at: StatementRef,
    /// Its terms, each once, sorted.
    pub uses: Vec<Use>,
    /// The sum of its uses' squared weights.
    pub mass: f64,
    /// Its words in lower case, punctuation left out, as indices into [`Profiles::forms`].
    pub words: Vec<usize>,
    /// For each of its words, true where it stands in quotation marks and carries matter.
    pub quoted: Vec<bool>,
    /// Its place among the report's statements.
    pub position: usize,
    /// How much of the story's core it tells, 0 to 1.
    pub core: f64,
    /// Its words one by one.
    pub saying: Saying,
}

impl Profile {
    /// True where it belongs to the first statements of its report.
    pub fn is_lead(&self) -> bool {
        self.position < LEAD
    }

    /// True where words that carry matter stand in quotation marks.
    pub fn quotes(&self) -> bool {
        self.quoted.contains(&true)
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
    /// The base forms of its words, and how near they are.
    pub numbered: Forms,
}

/// A term of a statement before it is weighed.
pub(super) struct RawTerm {
    pub key: String,
    pub kind: TermKind,
    pub form: String,
    place: usize,
    /// The part of its weight that it has here.
    share: f64,
}

/// A statement's terms before they are weighed.
pub(super) struct Raw {
    pub at: StatementRef,
    pub terms: Vec<RawTerm>,
    words: Vec<String>,
    quoted: Vec<bool>,
}

impl Profiles {
    /// Reads every statement of the story.
    pub fn new(story: &Story, cast: &Cast) -> Self {
        let abbreviations = Abbreviations::of(story);
        let mut raw = Vec::new();
        for (report, annotated) in story.reports.iter().enumerate() {
            let mut names = abbreviations.of_words(annotated);
            names.extend(states_of_words(annotated, report, cast));
            for (statement, _) in annotated.statements.iter().enumerate() {
                raw.push(read(annotated, StatementRef { report, statement }, &names));
            }
        }
        let kinds: BTreeMap<&str, TermKind> = raw
            .iter()
            .flat_map(|statement| &statement.terms)
            .map(|term| (term.key.as_str(), term.kind))
            .collect();
        let weights = telling::weights(&raw, story.reports.len());
        let terms: Vec<StoryTerm> = kinds
            .iter()
            .map(|(&key, &kind)| StoryTerm { key: key.to_owned(), kind, weight: weights[key] })
            .collect();
        let term_ids: BTreeMap<&str, usize> = kinds.keys().enumerate().map(|(id, &key)| (key, id)).collect();

        let forms: BTreeSet<&str> = raw
            .iter()
            .flat_map(|statement| {
                let forms = statement.terms.iter().map(|term| term.form.as_str());
                forms.chain(statement.words.iter().map(String::as_str))
            })
            .collect();
        let form_ids: BTreeMap<&str, usize> =
            forms.iter().enumerate().map(|(id, &form)| (form, id)).collect();

        let spoken: BTreeSet<&str> = (story.reports.iter().flat_map(|annotated| &annotated.matters))
            .flat_map(|matter| matter.items.iter().map(|item| item.form.as_str()))
            .collect();
        let numbered = Forms::new(spoken);

        let is_named = |&(report, entity): &(usize, usize)| {
            let mentions = story.reports[report].entities[entity].mentions.iter();
            mentions.into_iter().any(|mention| mention.form == MentionForm::Name)
        };
        let known: Vec<bool> =
            cast.entities.iter().map(|person| person.members.iter().any(is_named)).collect();

        let mut statements: Vec<Profile> = raw
            .iter()
            .map(|statement| {
                let uses = statement.terms.iter().map(|raw| {
                    let term = term_ids[raw.key.as_str()];
                    let weight = terms[term].weight * raw.share;
                    Use { term, form: form_ids[raw.form.as_str()], place: raw.place, weight }
                });
                let mut uses: Vec<Use> = uses.collect();
                // Of several uses of a term the weightiest stands, of several such the first.
                uses.sort_by(|a, b| {
                    a.term.cmp(&b.term).then(b.weight.total_cmp(&a.weight)).then(a.place.cmp(&b.place))
                });
                uses.dedup_by_key(|each| each.term);
                Profile {
                    at: statement.at,
                    mass: uses.iter().map(|each| each.weight.powi(2)).sum(),
                    uses,
                    words: statement.words.iter().map(|word| form_ids[word.as_str()]).collect(),
                    quoted: statement.quoted.clone(),
                    position: statement.at.statement,
                    core: 0.0,
                    saying: said(story, cast, statement.at, &numbered, &weights, &known),
                }
            })
            .collect();
        tell_core(&mut statements, &terms, story);
        let forms = forms.into_iter().map(str::to_owned).collect();
        Profiles { terms, forms, statements, numbered }
    }

    /// The report of a statement.
    pub fn report(&self, statement: usize) -> usize {
        self.statements[statement].at.report
    }
}

/// For each word (by its first byte) of a state's name, the state's place in the cast: "Pyongyang" and "North Korean" are "North Korea".
/// Persons and bodies stay the words of their names, of which a report has more or fewer.
fn states_of_words(annotated: &Annotated, report: usize, cast: &Cast) -> BTreeMap<usize, String> {
    let mut named = BTreeMap::new();
    let states = annotated.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::State);
    for (index, entity) in states {
        let Some(&place) = cast.of.get(&(report, index)) else { continue };
        for mention in entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name) {
            for term in annotated.terms_in(mention.span) {
                named.insert(term.span.start, format!("@{place:06}"));
            }
        }
    }
    named
}

/// What makes a term the same as another: its family, or its stem where it has no kin.
fn key(term: &Term) -> String {
    if term.kind == TermKind::Number || term.key != term.form || has_kin(&term.form) {
        return term.key.clone();
    }
    stem(&term.form).unwrap_or_else(|| term.key.clone())
}

/// The part of a term's weight that one of this part has.
fn share(part: TermPart) -> f64 {
    match part {
        TermPart::Describes => MODIFIER,
        TermPart::Manner => ADVERB,
        TermPart::Own => 1.0,
    }
}

/// The terms and words of one statement; `names` tells whom a word means, by its first byte.
fn read(annotated: &Annotated, at: StatementRef, names: &BTreeMap<usize, String>) -> Raw {
    let span = annotated.statements[at.statement].span;
    let mut found = Vec::new();
    for place in annotated.terms_at(span) {
        let term = &annotated.terms[place];
        let name = names.get(&term.span.start);
        let abbreviated = name.is_some_and(|name| !name.starts_with('@'));
        let share = if abbreviated { 1.0 } else { share(term.part) };
        let (key, kind, form) = match name {
            Some(name) => (name.clone(), TermKind::Name, name.clone()),
            None => (key(term), term.kind, term.form.clone()),
        };
        found.push(RawTerm { key, kind, form, place, share });
    }
    let words = annotated.words_in(span);
    Raw {
        at,
        terms: found,
        words: words.iter().map(|word| word.span.of(&annotated.report.text).to_lowercase()).collect(),
        quoted: words.iter().map(|word| word.quoted).collect(),
    }
}

/// The story's core is what the leads of several reports share; sets how much of it each statement tells.
fn tell_core(statements: &mut [Profile], terms: &[StoryTerm], story: &Story) {
    let mut leads: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for profile in statements.iter().filter(|profile| profile.position < CORE_LEAD) {
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

/// A word that no other statement of the story has weighs this much.
const UNHEARD: f64 = 3.0;

/// A statement as comparing sees it.
fn said(
    story: &Story,
    cast: &Cast,
    at: StatementRef,
    numbered: &Forms,
    weights: &BTreeMap<String, f64>,
    known: &[bool],
) -> Saying {
    let annotated = &story.reports[at.report];
    let statement = &annotated.statements[at.statement];
    let Some(matter) = annotated.matters.get(at.statement) else { return Saying::default() };
    let weight = |item: &twosource_annotate::Item| {
        let share = match item.link {
            Link::Modifier | Link::Owner => MODIFIER,
            _ if item.class == Class::Quality => ADVERB,
            _ => 1.0,
        };
        let found = weights.get(family(&item.form)).or_else(|| weights.get(&stem(&item.form)?));
        share * found.copied().unwrap_or(UNHEARD)
    };
    let place = |entity: usize| {
        let place = cast.of.get(&(at.report, entity)).copied()?;
        Some(Meant { place, kind: cast.entities[place].kind, known: known[place] })
    };
    let attribution = statement.attribution.and_then(|index| annotated.attributions.get(index));
    let moments = matter.times.iter().filter_map(|told| {
        let time = annotated.times.get(told.time)?;
        Some(Moment {
            span: time.span,
            days: time.days().map(|(first, last)| (day_number(first), day_number(last))),
            sure: time.anchor != Anchor::Story,
            clock: clock(&time.value),
            words: time.span.of(&annotated.report.text).to_lowercase(),
            names_day: told.names_day,
            past: match (time.days(), &annotated.report.published) {
                (Some((_, last)), Some(published)) => day_number(last) + NEWS < day_number(published.date),
                _ => false,
            },
            frame: told.frame,
            within_day: time.kind == TimeKind::Time,
            repeated: (time.kind == TimeKind::Set).then(|| time.value.clone()),
            head: told.head,
        })
    });
    Saying {
        words: saying(matter, |form| numbered.number(form), place, weight),
        quantities: matter.quantities.clone(),
        moments: moments.collect(),
        speaker: attribution.and_then(|a| a.source.as_ref()?.entity).and_then(place).map(|meant| meant.place),
        certainty: statement.certainty,
        disowned: statement.certainty == Certainty::Denied && !matter.denies_something(),
    }
}

/// A day as a number that grows by one a day.
fn day_number(day: jiff::civil::Date) -> i64 {
    let start = jiff::civil::date(1, 1, 1);
    start.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// Minutes since midnight of a value with a clock time: `2023-09-13T22:40`.
fn clock(value: &str) -> Option<u32> {
    let (_, time) = value.split_once('T')?;
    let (hours, minutes) = time.split_once(':').unwrap_or((time, "0"));
    let minutes: u32 = minutes.get(..2).unwrap_or(minutes).parse().ok()?;
    let hours: u32 = hours.parse().ok()?;
    (hours < 25 && minutes < 60).then_some(hours * 60 + minutes)
}
