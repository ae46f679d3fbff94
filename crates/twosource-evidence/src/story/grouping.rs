//! Which reports tell of one event.

use std::collections::BTreeMap;

use twosource_annotate::Annotated;
use twosource_reader::SegmentKind;

use crate::clustering::agglomerate;
use crate::vocabulary::{TermKind, chance_in_report, family, is_function_word, terms};

/// What the mean likeness of two groups must be above for them to be one story, where very many reports are given.
const THRESHOLD: f64 = 0.20;

/// The share of the threshold that holds for a single report.
const LEAST_SHARE: f64 = 0.55;

/// From this many reports on the whole threshold holds.
const VERY_MANY: f64 = 100.0;

/// Likenesses below this count as none.
const LEAST: f64 = 0.02;

/// The terms of a report that count, at most: its most telling ones.
const MOST_TERMS: usize = 300;

/// How many reports the table of general English stands for beside those given, when the spread of a word is worked out.
/// It decides where few reports are given, and hardly counts where many are.
const BACKGROUND: f64 = 60.0;

/// How much a numeral counts beside a word.
const NUMERAL: f64 = 0.6;

/// Days between two reports beyond which they are less and less likely to be of one event.
const SAME_NEWS: f64 = 10.0;

/// A report as two vectors of length 1, of names and of other terms.
#[derive(Debug, Default)]
struct Vectors {
    names: BTreeMap<usize, f64>,
    words: BTreeMap<usize, f64>,
}

/// The reports (indices) of each story, sorted.
pub(crate) fn group(reports: &[Annotated]) -> Vec<Vec<usize>> {
    let vectors = vectors(reports);
    let mut links = vec![BTreeMap::new(); reports.len()];
    let names = cosines(vectors.iter().map(|vectors| &vectors.names), reports.len());
    let words = cosines(vectors.iter().map(|vectors| &vectors.words), reports.len());
    for (right, of_words) in words.iter().enumerate() {
        let of_names = &names[right];
        let others = of_words.keys().chain(of_names.keys().filter(|left| !of_words.contains_key(left)));
        for &left in others {
            let nameless = vectors[left].names.is_empty() || vectors[right].names.is_empty();
            let by_words = of_words.get(&left).copied().unwrap_or(0.0);
            let by_names = if nameless { by_words } else { of_names.get(&left).copied().unwrap_or(0.0) };
            let likeness = (by_words + by_names) / 2.0 * nearness(&reports[left], &reports[right]);
            if likeness >= LEAST {
                links[left].insert(right, likeness);
                links[right].insert(left, likeness);
            }
        }
    }
    let threshold = threshold(reports.len());
    agglomerate(&links, |report| report, |sum, pairs| sum / pairs as f64 - threshold)
}

/// Whoever gives few reports means one event, and few reports are rarely alike by chance; among many, some are.
fn threshold(reports: usize) -> f64 {
    let many = ((reports.max(1) as f64).ln() / VERY_MANY.ln()).min(1.0);
    THRESHOLD * (LEAST_SHARE + (1.0 - LEAST_SHARE) * many)
}

/// 1 where two reports came out close to each other or one bears no date, falling to one half with the weeks between.
fn nearness(a: &Annotated, b: &Annotated) -> f64 {
    let (Some(a), Some(b)) = (&a.report.published, &b.report.published) else { return 1.0 };
    let Ok(between) = a.date.until(b.date) else { return 1.0 };
    let days = f64::from(between.get_days().abs());
    if days <= SAME_NEWS { 1.0 } else { 0.5 + 0.5 * SAME_NEWS / days }
}

/// The terms of every report, weighed by how often it has them and how few reports do.
fn vectors(reports: &[Annotated]) -> Vec<Vectors> {
    let counted: Vec<BTreeMap<(TermKind, String), f64>> = reports.iter().map(count).collect();
    let mut spread: BTreeMap<&(TermKind, String), usize> = BTreeMap::new();
    for counts in &counted {
        for term in counts.keys() {
            *spread.entry(term).or_default() += 1;
        }
    }
    let ids: BTreeMap<&(TermKind, String), usize> =
        spread.keys().enumerate().map(|(id, term)| (*term, id)).collect();
    let given = reports.len() as f64;
    let telling = |term: &(TermKind, String)| {
        let held = spread[term] as f64 + BACKGROUND * chance_in_report(&term.1) + 0.5;
        ((given + BACKGROUND + 1.0) / held).ln().max(0.0)
    };
    counted
        .iter()
        .map(|counts| {
            let weighed = counts.iter().map(|(term, count)| {
                let share = if term.0 == TermKind::Number { NUMERAL } else { 1.0 };
                (term, count.sqrt() * telling(term) * share)
            });
            let mut weighed: Vec<(&(TermKind, String), f64)> =
                weighed.filter(|(_, weight)| *weight > 0.0).collect();
            weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            weighed.truncate(MOST_TERMS);
            let of_kind = |is_name: bool| {
                let chosen = weighed.iter().filter(|(term, _)| (term.0 == TermKind::Name) == is_name);
                unit(chosen.map(|(term, weight)| (ids[term], *weight)).collect())
            };
            Vectors { names: of_kind(true), words: of_kind(false) }
        })
        .collect()
}

/// How often a report has each term, its title counted with its text; credits and promotion are left out.
fn count(annotated: &Annotated) -> BTreeMap<(TermKind, String), f64> {
    let mut counts: BTreeMap<(TermKind, String), f64> = BTreeMap::new();
    let told = [SegmentKind::Title, SegmentKind::Heading, SegmentKind::Paragraph, SegmentKind::Caption];
    for segment in annotated.report.segments.iter().filter(|segment| told.contains(&segment.kind)) {
        for term in terms(&annotated.doc, annotated.doc.tokens_in(segment.span)) {
            *counts.entry((term.kind, term.key)).or_default() += 1.0;
        }
    }
    for word in title_words(annotated) {
        let as_name = (TermKind::Name, word.clone());
        let term = if counts.contains_key(&as_name) { as_name } else { (TermKind::Word, word) };
        *counts.entry(term).or_default() += 1.0;
    }
    counts
}

/// The words of the headline that carry matter, by family, in lower case and in order.
pub(crate) fn title_words(annotated: &Annotated) -> Vec<String> {
    let title = annotated.report.title.as_deref().unwrap_or_default().to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.filter(|word| !is_function_word(word)).map(|word| family(word).to_owned()).collect()
}

fn unit(vector: BTreeMap<usize, f64>) -> BTreeMap<usize, f64> {
    let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    if length == 0.0 {
        return BTreeMap::new();
    }
    vector.into_iter().map(|(term, weight)| (term, weight / length)).collect()
}

/// For each vector, the cosines with those before it, worked out by way of an index from terms to vectors.
fn cosines<'v>(
    vectors: impl Iterator<Item = &'v BTreeMap<usize, f64>>,
    count: usize,
) -> Vec<BTreeMap<usize, f64>> {
    // A term of a large share of very many reports finds no pairs.
    let common = (count / 4).max(200);
    let mut holders: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    let mut cosines = Vec::with_capacity(count);
    for (right, vector) in vectors.enumerate() {
        let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
        for (term, weight) in vector {
            let Some(known) = holders.get(term).filter(|known| known.len() <= common) else { continue };
            for &(left, other) in known {
                *sums.entry(left).or_default() += weight * other;
            }
        }
        for (&term, &weight) in vector {
            holders.entry(term).or_default().push((right, weight));
        }
        cosines.push(sums);
    }
    cosines
}
