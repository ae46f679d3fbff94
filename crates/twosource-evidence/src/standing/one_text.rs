//! Two origins that are one for what they are said to say: one quotation or one sentence under two names, or the one telling what
//! the other said.
//!
//! Asked of the statements of two origins that by themselves may be two. Each statement of the one that gives nothing beyond
//! the other's words is that one's.

use twosource_annotate::AttributionKind;
use twosource_text::Span;

use crate::dependence::words;
use crate::quotation::marks;
use crate::story::{StatementRef, Story};

/// The share of a statement's telling words between quotation marks from which it is a quotation.
const QUOTED: f64 = 0.5;

/// The share of the shorter one's words that stand in the other from which two quotations are one.
const SHARED: f64 = 0.6;

/// Words between quotation marks in a run, at least, that two statements share where one utterance is quoted in both.
const QUOTED_RUN: usize = 4;

/// Words of a sentence, at least, that stands in two reports alike, whoever is named for it.
const ALIKE: usize = 9;

/// The share of the longer one that the run of words makes.
const NEARLY: f64 = 0.9;

/// Words of a statement that are compared.
const LONGEST: usize = 120;

/// Statements of an origin that are looked at.
const MOST: usize = 12;

/// Verbs by which a report tells what somebody has said.
const SAYING: [&str; 28] = [
    "said",
    "says",
    "say",
    "found",
    "finds",
    "ruled",
    "rules",
    "confirmed",
    "confirms",
    "told",
    "tells",
    "announced",
    "concluded",
    "concludes",
    "stated",
    "states",
    "wrote",
    "writes",
    "claimed",
    "claims",
    "warned",
    "reported",
    "reports",
    "admitted",
    "acknowledged",
    "estimated",
    "showed",
    "shows",
];

/// Words before the name of whoever is cited, beside "according to".
const CITING: [&str; 3] = ["citing", "quoting", "cited"];

/// Why two origins are one for what these statements say, in words: `a` of the one, `b` of the other, each with its name.
pub(super) fn doubt(
    story: &Story,
    a: (&[StatementRef], &str),
    b: (&[StatementRef], &str),
) -> Option<&'static str> {
    let [one, two] = [a.0, b.0].map(|statements| &statements[..statements.len().min(MOST)]);
    let held = |these: &[StatementRef],
                those: &[StatementRef],
                is_one: &dyn Fn(StatementRef, StatementRef) -> bool| {
        !these.is_empty()
            && these.iter().all(|&this| those.iter().any(|&that| this != that && is_one(this, that)))
    };
    let either = |is_one: &dyn Fn(StatementRef, StatementRef) -> bool| {
        held(one, two, is_one) || held(two, one, is_one)
    };
    if either(&|this, that| one_quotation(story, this, that)) {
        return Some("what is quoted from them is one quotation");
    }
    if either(&|this, that| alike(story, this, that)) {
        return Some("they stand behind one and the same sentence");
    }
    // A sentence that names both has it from both.
    let relayed = |these: &[StatementRef], those: &[StatementRef], name: &str| {
        let mut own = these.iter().filter(|at| !those.contains(at)).peekable();
        own.peek().is_some() && own.all(|&at| tells_of(story, at, name))
    };
    let apart = !shares_a_word(a.1, b.1);
    (apart && (relayed(one, two, b.1) || relayed(two, one, a.1)))
        .then_some("the one tells what the other said")
}

fn text_of(story: &Story, at: StatementRef) -> (&str, Span) {
    let annotated = &story.reports[at.report];
    (&annotated.report.text, annotated.statements[at.statement].span)
}

fn folded(text: &str, span: Span) -> Vec<String> {
    let words = words::split(span.of(text)).take(LONGEST);
    words.map(|word| word.shifted(span.start).of(text).to_lowercase().replace('’', "'")).collect()
}

/// Words of a longest common run.
fn run(a: &[String], b: &[String]) -> usize {
    let mut best = 0;
    let mut above = vec![0; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let here: usize = if word == other { diagonal + 1 } else { 0 };
            diagonal = above[j + 1];
            above[j + 1] = here;
            best = best.max(here);
        }
    }
    best
}

/// True where both are nearly one sentence, word for word.
fn alike(story: &Story, a: StatementRef, b: StatementRef) -> bool {
    let [a, b] = [a, b].map(|at| {
        let (text, span) = text_of(story, at);
        folded(text, span)
    });
    let longer = a.len().max(b.len());
    let shared = run(&a, &b);
    shared >= ALIKE && shared as f64 >= NEARLY * longer as f64
}

/// True where both quote one utterance.
fn one_quotation(story: &Story, a: StatementRef, b: StatementRef) -> bool {
    if run(&quoted(story, a), &quoted(story, b)) >= QUOTED_RUN {
        return true;
    }
    let words = |at: StatementRef| -> Vec<&str> {
        let matter = story.reports[at.report].matters.get(at.statement);
        let items = matter.map(|matter| matter.items.as_slice()).unwrap_or_default();
        items.iter().filter(|item| !item.frame).map(|item| item.form.as_str()).collect()
    };
    if !is_quotation(story, a) || !is_quotation(story, b) {
        return false;
    }
    let (one, two) = (words(a), words(b));
    let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    let shared = short.iter().filter(|form| long.contains(form)).count();
    !short.is_empty() && shared as f64 >= SHARED * short.len() as f64
}

fn is_quotation(story: &Story, at: StatementRef) -> bool {
    let annotated = &story.reports[at.report];
    let matter = annotated.matters.get(at.statement);
    let items = matter.map(|matter| matter.items.as_slice()).unwrap_or_default();
    let told = items.iter().filter(|item| !item.frame).count();
    let marked = items.iter().filter(|item| item.quoted).count();
    // A sentence of a quotation that runs on has its marks in another.
    let attribution =
        annotated.statements[at.statement].attribution.and_then(|i| annotated.attributions.get(i));
    let direct = attribution.is_some_and(|a| a.kind == AttributionKind::Direct);
    direct || told > 0 && marked as f64 >= QUOTED * told as f64
}

/// The words of a statement between quotation marks.
fn quoted(story: &Story, at: StatementRef) -> Vec<String> {
    let (text, span) = text_of(story, at);
    let segment = story.reports[at.report].report.segment_at(span.start).map_or(span, |segment| segment.span);
    // A quotation that this paragraph opens and the next one closes.
    let stretches = marks::quoted(text, segment, true);
    let parts = stretches.into_iter().filter_map(|stretch| stretch.intersection(span));
    parts.flat_map(|part| folded(text, part)).collect()
}

/// True where a statement tells what somebody of this name said: "the sheriff makes clear that".
fn tells_of(story: &Story, at: StatementRef, name: &str) -> bool {
    let bare = name.split([',', '(']).next().unwrap_or_default();
    let Some(last) = bare.split_whitespace().next_back().map(str::to_lowercase) else { return false };
    if last.len() < 4 {
        return false;
    }
    let (text, span) = text_of(story, at);
    let words = folded(text, span);
    words.iter().enumerate().any(|(place, word)| {
        let is_name = word.strip_suffix("'s").unwrap_or(word) == last;
        let behind = &words[place + 1..words.len().min(place + 4)];
        let makes_clear = behind.windows(2).any(|pair| pair[0].starts_with("ma") && pair[1] == "clear");
        let says = behind.iter().take(2).any(|word| SAYING.contains(&word.as_str())) || makes_clear;
        let before = &words[place.saturating_sub(3)..place];
        let cited = before.iter().any(|word| CITING.contains(&word.as_str()))
            || before.windows(2).any(|pair| pair[0] == "according" && pair[1] == "to");
        is_name && (says || cited)
    })
}

fn shares_a_word(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let b = words(b);
    words(a).iter().any(|word| word.len() > 3 && b.contains(word))
}
