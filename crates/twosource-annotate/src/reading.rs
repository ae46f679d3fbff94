//! A reading: all that one report says, read once, in its own language, apart from every other report.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use twosource_language::{Doc, Pipeline};
use twosource_reader::{Report, SegmentKind};
use twosource_text::Span;

use crate::time::{self, Anchor, Direction, Reference, Tense};
use crate::{
    Abbreviation, Admission, Attribution, Entity, Joined, Matter, Observation, ReporterNoun, Source,
    Statement, Term, Time, Word, abbreviation, admission, attribution, entity, joined, matter, observation,
    piece, statement, term, wording,
};

/// The version of what a [`Reading`] holds: it goes up when a field comes, goes, or changes its meaning.
pub const READING_VERSION: u32 = 2;

/// A sentence of a report; it never crosses the border of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Bytes of the report's text, without white space at the edges.
    pub span: Span,
    /// Tokens of the parsed document, while the report is read.
    #[serde(skip)]
    pub(crate) tokens: Range<usize>,
    /// Index into the report's segments.
    pub segment: usize,
    /// The segment's kind.
    pub kind: SegmentKind,
}

/// All that one report says. All spans are bytes of `report.text`.
///
/// It holds no parse: it can be stored, sent to another machine, and compared there without a model of its language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// [`READING_VERSION`] of the program that made it.
    pub version: u32,
    /// The model that read it: SHA-256 of its container.
    pub model: String,
    /// The report itself.
    pub report: Report,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The words of its sentences, in order.
    pub words: Vec<Word>,
    /// The words of all its segments that carry matter, in order.
    pub terms: Vec<Term>,
    /// The abbreviations that it explains, in order.
    pub abbreviations: Vec<Abbreviation>,
    /// People, organisations, states and places, in order of first mention.
    pub entities: Vec<Entity>,
    /// Time expressions, in order.
    pub times: Vec<Time>,
    /// Who says what, in order of the first byte of cue or content.
    pub attributions: Vec<Attribution>,
    /// The attributions whose source is several, in order.
    pub joined: Vec<Joined>,
    /// Nouns for a single reporter, in order.
    pub reporters: Vec<ReporterNoun>,
    /// What the report asserts, in order.
    pub statements: Vec<Statement>,
    /// What each statement says, word by word, in the order of `statements`.
    pub matters: Vec<Matter>,
    /// Who saw what the report tells in its own voice, in order.
    pub observations: Vec<Observation>,
    /// What its statements say is not known, in order.
    pub admissions: Vec<Admission>,
    /// How its times are counted once its story tells the date that it does not bear itself.
    undated: Option<Undated>,
}

/// What the times of a report without a date wait with.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Undated {
    /// Which way the words look at each time.
    directions: Vec<Direction>,
    /// For each statement the times (indices) that may date it, the likeliest first.
    dating: Vec<Vec<usize>>,
}

impl Reading {
    /// Counts the relative times of a report that bears no date from another's, such as its story's. A report that bears one
    /// stays as it is.
    pub fn resolve_times(&mut self, reference: Reference) {
        let Some(undated) = &self.undated else { return };
        let told = Tense::Told(&undated.directions);
        self.times = time::find(&self.report, told, &self.sentences, Some(reference)).times;
        statement::attach_times(&mut self.statements, &undated.dating, &self.times);
    }

    /// Keeps the statements that are to be kept; what nobody states any more is not asked for either.
    pub fn keep_statements(&mut self, mut keep: impl FnMut(&Statement) -> bool) {
        let kept: Vec<bool> = self.statements.iter().map(&mut keep).collect();
        let mut next = kept.iter();
        self.statements.retain(|_| next.next().copied().unwrap_or(true));
        let mut next = kept.iter();
        self.matters.retain(|_| next.next().copied().unwrap_or(true));
        if let Some(undated) = &mut self.undated {
            let mut next = kept.iter();
            undated.dating.retain(|_| next.next().copied().unwrap_or(true));
        }
        let stated: BTreeSet<usize> = self.statements.iter().map(|statement| statement.sentence).collect();
        self.admissions.retain(|admission| stated.contains(&admission.sentence));
    }

    /// The places in [`Reading::terms`] of those that share a byte with `span`.
    pub fn terms_at(&self, span: Span) -> Range<usize> {
        overlapping(&self.terms, |term| term.span, span)
    }

    /// The terms that share a byte with `span`.
    pub fn terms_in(&self, span: Span) -> &[Term] {
        &self.terms[self.terms_at(span)]
    }

    /// The words that share a byte with `span`.
    pub fn words_in(&self, span: Span) -> &[Word] {
        &self.words[overlapping(&self.words, |word| word.span, span)]
    }

    /// The sources of an attribution (index): those that stand joined in its words, or the one that it has.
    pub fn sources_of(&self, attribution: usize) -> &[Source] {
        let place = self.joined.binary_search_by_key(&attribution, |joined| joined.attribution);
        match place.ok().and_then(|place| self.joined.get(place)) {
            Some(joined) => &joined.sources,
            None => self.attributions.get(attribution).map_or(&[], |own| own.source.as_slice()),
        }
    }

    /// The noun for a single reporter that a stretch of text is built around.
    pub fn reporter_in(&self, span: Span) -> Option<&ReporterNoun> {
        let inside = &self.reporters[overlapping(&self.reporters, |reporter| reporter.noun, span)];
        inside.iter().find(|reporter| reporter.heads(span))
    }

    /// From the first to the last word of a name in `span`, that at `but` passed over.
    pub fn name_in(&self, span: Span, but: Span) -> Option<Span> {
        let names = self.words_in(span).iter().filter(|word| word.proper && word.span != but);
        names.map(|word| word.span).reduce(Span::cover)
    }
}

impl Reading {
    /// True where what the times wait with fits them.
    pub(crate) fn dates_hold(&self) -> bool {
        self.undated.as_ref().is_none_or(|undated| {
            undated.directions.len() == self.times.len()
                && undated.dating.len() == self.statements.len()
                && undated.dating.iter().flatten().all(|&time| time < self.times.len())
        })
    }
}

/// The places of those whose span shares a byte with `wanted`, in a list in the order of the text.
fn overlapping<T>(list: &[T], span: impl Fn(&T) -> Span, wanted: Span) -> Range<usize> {
    let start = list.partition_point(|each| span(each).end <= wanted.start);
    let end = list.partition_point(|each| span(each).start < wanted.end);
    start..end.max(start)
}

/// Reads one report.
pub fn annotate(report: Report, pipeline: &Pipeline) -> Reading {
    match read(&report, pipeline, || Ok::<(), Infallible>(())) {
        Ok(made) => made(report),
        Err(never) => match never {},
    }
}

/// Reads one report for as long as `goes_on` says so, which is asked before each piece of its text and each step of the work.
///
/// # Errors
/// The report itself, where it did not go on.
pub fn annotate_while(
    report: Report,
    pipeline: &Pipeline,
    goes_on: impl Fn() -> bool,
) -> Result<Reading, Box<Report>> {
    match read(&report, pipeline, || if goes_on() { Ok(()) } else { Err(()) }) {
        Ok(made) => Ok(made(report)),
        Err(()) => Err(Box::new(report)),
    }
}

/// What makes the reading, given the report that was read.
fn read<E, F: Fn() -> Result<(), E>>(
    report: &Report,
    pipeline: &Pipeline,
    goes_on: F,
) -> Result<impl FnOnce(Report) -> Reading + use<E, F>, E> {
    let segments = report.segments.iter().map(|segment| segment.span);
    let parts: Vec<Span> = segments.flat_map(|segment| piece::pieces(&report.text, segment)).collect();
    let doc = pipeline.parse_parts_while(&report.text, &parts, &goes_on)?;
    let sentences = sentences(report, &doc);
    let entities = entity::find(&doc, &sentences);
    goes_on()?;
    let published = report.published.as_ref().map(|published| published.date);
    let reference = published.map(|date| Reference { date, anchor: Anchor::Published });
    let found = time::find(report, Tense::Parsed(&doc), &sentences, reference);
    goes_on()?;
    let mut attributions = attribution::find(report, &doc, &sentences, &entities);
    statement::see_what_tells(&doc, &mut attributions);
    goes_on()?;
    let mut statements = statement::find(&doc, &sentences, &attributions);
    let dating = statement::dating(&doc, &attributions, &statements, &found.times);
    statement::attach_times(&mut statements, &dating, &found.times);
    goes_on()?;
    // What counts things and what counts days is the same whatever the day is: a report without one is read as of any.
    let of_any_day = published.is_none().then(|| {
        let told = Tense::Told(&found.directions);
        let any = Reference { date: jiff::civil::date(2000, 1, 1), anchor: Anchor::Story };
        time::find(report, told, &sentences, Some(any)).times
    });
    let matters = {
        let times = of_any_day.as_ref().unwrap_or(&found.times);
        matter::read(&doc, &entities, &attributions, &statements, times)
    };
    goes_on()?;
    let undated = Undated { directions: found.directions, dating };
    let model = pipeline.info().sha256.clone();
    let words = wording::find(&doc, &sentences);
    let terms = term::find(&doc);
    let abbreviations = abbreviation::find(&doc);
    let joined = joined::find(&doc, &entities, &attributions);
    let reporters = observation::reporters(&doc);
    goes_on()?;
    let observations = observation::find(&doc, &sentences, &statements, &attributions);
    let admissions = admission::of_statements(&doc, &sentences, &statements);
    let times = found.times;
    Ok(move |report| Reading {
        version: READING_VERSION,
        model,
        words,
        terms,
        abbreviations,
        joined,
        reporters,
        observations,
        admissions,
        matters,
        times,
        undated: published.is_none().then_some(undated),
        report,
        sentences,
        entities,
        attributions,
        statements,
    })
}

/// The parse's sentences as spans, white space at the edges and empty ones left out.
fn sentences(report: &Report, doc: &Doc) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(doc.sentences().len());
    for tokens in doc.sentences() {
        let span = doc.span_of(tokens.clone()).trimmed(&report.text);
        if span.is_empty() {
            continue;
        }
        let segment = report.segments.partition_point(|segment| segment.span.end <= span.start);
        let Some(kind) = report.segments.get(segment).map(|segment| segment.kind) else { continue };
        found.push(Sentence { span, tokens: tokens.clone(), segment, kind });
    }
    found
}
