//! What no report answers: what the reports themselves say is not known, and no other statement tells.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use twosource_annotate::{Annotated, Certainty};
use twosource_text::Span;

use crate::story::Story;
use crate::vocabulary::family;

/// Questions of one story, at most: those that most reports leave open.
const MOST: usize = 40;

/// Questions that are looked at in one story, at most: a page may be made of nothing else.
const MOST_LOOKED_AT: usize = 1_000;

/// Admissions of one report that count.
const MOST_OF_REPORT: usize = 100;

/// What two admissions share of the words of either, at least, where they are one question.
const SAME: f64 = 0.5;

/// Words of a question that a statement must hold to answer it; one with fewer is answered by none.
const FEWEST_WORDS: usize = 2;

/// A place where a report says that something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Admission {
    /// Index into the story's reports.
    pub report: usize,
    /// The sentence, in bytes.
    pub sentence: Span,
    /// The words that say what is not known, in bytes.
    pub matter: Span,
}

/// Something that no report tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where reports say that it is not known, in their order; never empty.
    pub admissions: Vec<Admission>,
}

impl Question {
    /// What is not known, in the words of the first report that says so.
    pub fn text<'s>(&self, story: &'s Story) -> &'s str {
        let first = self.admissions.first();
        first.map_or("", |first| first.matter.of(&story.reports[first.report].report.text))
    }
}

/// Finds what the reports of a story leave open: first what most of them say is not known, then in the order of the text.
///
/// A question is answered, and left out, where a statement that is put forward as a fact holds all its words.
pub fn find(story: &Story) -> Vec<Question> {
    let mut questions: Vec<(Question, BTreeSet<String>)> = Vec::new();
    for (report, annotated) in story.reports.iter().enumerate() {
        for (admission, words) in admissions(report, annotated) {
            let known = questions.iter().position(|(_, known)| is_one(known, &words));
            match known {
                Some(place) => questions[place].0.admissions.push(admission),
                None if questions.len() == MOST_LOOKED_AT => {}
                None => questions.push((Question { admissions: vec![admission] }, words)),
            }
        }
    }
    if questions.is_empty() {
        return Vec::new();
    }
    let facts: Vec<BTreeSet<String>> = story.reports.iter().flat_map(facts).collect();
    questions
        .retain(|(_, words)| words.len() < FEWEST_WORDS || !facts.iter().any(|fact| words.is_subset(fact)));
    let reports = |question: &Question| -> usize {
        question.admissions.iter().map(|admission| admission.report).collect::<BTreeSet<_>>().len()
    };
    questions.sort_by_key(|(question, _)| (std::cmp::Reverse(reports(question)), question.admissions[0]));
    questions.truncate(MOST);
    questions.into_iter().map(|(question, _)| question).collect()
}

/// What a report says is not known, each with the words that matter of it. Headings and credits are passed over.
fn admissions(report: usize, annotated: &Annotated) -> Vec<(Admission, BTreeSet<String>)> {
    let mut found = Vec::new();
    for admission in &annotated.admissions {
        let words = matter_of(annotated, admission.matter);
        if !words.is_empty() && found.len() < MOST_OF_REPORT {
            let sentence = annotated.sentences[admission.sentence].span;
            found.push((Admission { report, sentence, matter: admission.matter }, words));
        }
    }
    found
}

/// The words that carry matter, by family.
fn matter_of(annotated: &Annotated, span: Span) -> BTreeSet<String> {
    let words = annotated.words_in(span).iter().filter(|word| word.telling);
    let words = words.map(|word| word.span.of(&annotated.report.text).to_lowercase());
    words.map(|word| family(&word).to_owned()).collect()
}

/// True where two admissions are of one thing.
fn is_one(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let shared = a.intersection(b).count();
    shared as f64 >= SAME * a.len().max(b.len()) as f64
}

/// The words of each statement that a report puts forward as a fact, in a sentence that leaves nothing open.
fn facts(annotated: &Annotated) -> impl Iterator<Item = BTreeSet<String>> + '_ {
    let is_fact = |certainty| matches!(certainty, Certainty::Asserted | Certainty::Attributed);
    let is_open = |sentence: usize| {
        annotated.admissions.binary_search_by_key(&sentence, |admission| admission.sentence).is_ok()
    };
    let told = annotated
        .statements
        .iter()
        .filter(move |statement| is_fact(statement.certainty) && !is_open(statement.sentence));
    told.map(|statement| matter_of(annotated, statement.span))
}
