//! What a report is about, as weighed terms.

use std::collections::BTreeMap;

use jiff::civil::Date;
use twosource_annotate::Annotated;
use twosource_reader::SegmentKind;

use crate::vocabulary::{TermKind, chance_in_report, family, is_function_word};

/// A term of a report: what it is, and what makes two of them the same.
pub(super) type Key = (TermKind, String);

/// How many reports the table of general English stands for beside those at hand, when the spread of a word is worked
/// out. It decides where few reports are at hand, and hardly counts where many are.
const BACKGROUND: f64 = 200.0;

/// How much a numeral counts beside a word.
const NUMERAL: f64 = 0.6;

/// Sentences at the head of a report that tell what it is about.
const HEAD: usize = 3;

/// How much more a term counts there.
const HEAD_BONUS: f64 = 0.5;

/// Days between two reports beyond which they are less and less likely to be of one event.
const SAME_NEWS: f64 = 30.0;

/// How often a report has each term, its title and the words of its address counted with its text; credits and
/// promotion are left out.
pub(super) fn count(annotated: &Annotated) -> BTreeMap<Key, f64> {
    let mut counts: BTreeMap<Key, f64> = BTreeMap::new();
    let head_end =
        annotated.sentences.get(HEAD).map_or(annotated.report.text.len(), |sentence| sentence.span.start);
    let report = &annotated.report;
    for segment in report.segments.iter().filter(|segment| tells(segment.kind, segment.span.of(&report.text)))
    {
        for term in annotated.terms_in(segment.span) {
            let at_head = term.span.start < head_end;
            *counts.entry((term.kind, term.key.clone())).or_default() +=
                if at_head { 1.0 + HEAD_BONUS } else { 1.0 };
        }
    }
    let of_address = report.url.as_deref().map(matter).unwrap_or_default();
    for word in title_words(annotated).into_iter().chain(of_address) {
        let as_name = (TermKind::Name, word.clone());
        let term = if counts.contains_key(&as_name) { as_name } else { (TermKind::Word, word) };
        *counts.entry(term).or_default() += 1.0 + HEAD_BONUS;
    }
    counts
}

/// True where a segment tells what its report is about. An address is no news, but its words mostly are the headline's:
/// "…/world/two-leaders-meet".
fn tells(kind: SegmentKind, text: &str) -> bool {
    match kind {
        SegmentKind::Credit | SegmentKind::Note | SegmentKind::Comment => false,
        SegmentKind::Promotion => text.trim_start().starts_with("http"),
        _ => true,
    }
}

/// The words of the headline that carry matter, by family, in lower case and in order.
pub(super) fn title_words(annotated: &Annotated) -> Vec<String> {
    matter(annotated.report.title.as_deref().unwrap_or_default())
}

/// The words of a line that carry matter, by family, in lower case and in order.
fn matter(line: &str) -> Vec<String> {
    let line = line.to_lowercase();
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.filter(|word| !is_function_word(word)).map(|word| family(word).to_owned()).collect()
}

/// What a term tells of a report that has it `count` times, where `spread` of `reports` reports have it.
///
/// `chance` is that of a report on any matter to have it.
pub(super) fn weight(is_number: bool, chance: f64, count: f64, spread: usize, reports: usize) -> f64 {
    let held = spread as f64 + BACKGROUND * chance + 0.5;
    let telling = ((reports as f64 + BACKGROUND + 1.0) / held).ln().max(0.0);
    let share = if is_number { NUMERAL } else { 1.0 };
    count.sqrt() * telling * share
}

/// [`weight`] of a term that stands here as it is.
pub(super) fn weight_of(term: &Key, count: f64, spread: usize, reports: usize) -> f64 {
    weight(term.0 == TermKind::Number, chance_in_report(&term.1), count, spread, reports)
}

/// The day a report was published, counted from the first of January 1970.
pub(super) fn day(annotated: &Annotated) -> Option<i32> {
    let date = annotated.report.published.as_ref()?.date;
    Date::constant(1970, 1, 1).until(date).ok().map(|between| between.get_days())
}

/// 1 where two reports came out close to each other or one bears no date, falling to one half with the weeks between.
pub(super) fn nearness(a: Option<i32>, b: Option<i32>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 1.0 };
    let days = f64::from(a) - f64::from(b);
    if days.abs() <= SAME_NEWS { 1.0 } else { 0.5 + 0.5 * SAME_NEWS / days.abs() }
}
