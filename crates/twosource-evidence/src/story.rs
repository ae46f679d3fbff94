//! The reports of one event.

mod features;
mod grouping;
mod standout;
pub mod stream;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use twosource_annotate::{Anchor, Annotated, Reference};

/// Characters that a title made from a statement has at most.
const LONGEST_TITLE: usize = 100;

/// The reports of one event, earliest first, undated last, then by id.
#[derive(Clone, Debug)]
pub struct Story {
    /// At least one.
    pub reports: Vec<Annotated>,
}

/// A statement of a story: which report of the story, which of its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementRef {
    /// Index into [`Story::reports`].
    pub report: usize,
    /// Index into the report's statements.
    pub statement: usize,
}

impl Story {
    /// The reports of one event as a story.
    pub fn of(mut reports: Vec<Annotated>) -> Self {
        put_in_order(&mut reports);
        Story { reports }
    }

    /// The day to which undated reports of the story are anchored, `None` where no report bears a date.
    pub fn date(&self) -> Option<Date> {
        self.reports.iter().filter_map(|a| a.report.published.as_ref()).map(|p| p.date).min()
    }

    /// The headline that says most of the story: of the titles, the one whose words most other reports have. Where no
    /// report has a title, the first statement that most other reports share the words of, cut at a word.
    pub fn title(&self) -> String {
        let reports: Vec<BTreeSet<String>> = self.reports.iter().map(words_of).collect();
        let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
        for word in reports.iter().flatten() {
            *spread.entry(word).or_default() += 1;
        }
        // How many of the words, counted by report, the other reports have.
        let merit = |from: usize, words: &BTreeSet<String>| {
            let others = words.iter().map(|word| {
                spread
                    .get(word.as_str())
                    .map_or(0, |spread| spread - usize::from(reports[from].contains(word)))
            });
            others.sum::<usize>() as f64 / (words.len() as f64 + 2.0)
        };
        let titled = self.reports.iter().enumerate().filter_map(|(from, annotated)| {
            let title = annotated.report.title.as_deref()?.trim();
            let words: BTreeSet<String> = features::title_words(annotated).into_iter().collect();
            (!title.is_empty()).then(|| (merit(from, &words), title.to_owned()))
        });
        if let Some(title) = best(titled) {
            return title;
        }
        let opening = self.reports.iter().enumerate().flat_map(|(from, annotated)| {
            annotated.statements.iter().take(2).map(move |statement| (from, annotated, statement))
        });
        let opening = opening.map(|(from, annotated, statement)| {
            let text = statement.span.of(&annotated.report.text);
            (merit(from, &lower_words(text)), cut(text))
        });
        best(opening).unwrap_or_else(|| "Untitled story".to_owned())
    }
}

/// Counts the relative times of undated reports from the story's date.
pub fn anchor_undated(story: &mut Story) {
    let Some(date) = story.date() else { return };
    for annotated in story.reports.iter_mut().filter(|a| a.report.published.is_none()) {
        annotated.resolve_times(Reference { date, anchor: Anchor::Story });
    }
}

/// The candidate of most merit; of equals the one first in alphabetical order.
fn best(candidates: impl Iterator<Item = (f64, String)>) -> Option<String> {
    candidates.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|(_, text)| text)
}

/// Every word of the title and the text of a report.
fn words_of(annotated: &Annotated) -> BTreeSet<String> {
    let mut words = lower_words(&annotated.report.text);
    words.extend(features::title_words(annotated));
    words
}

fn lower_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).filter(|word| !crate::vocabulary::is_function_word(word)).collect()
}

/// A text in one line, cut after a word where it is too long for a title.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((limit, _)) = line.char_indices().nth(LONGEST_TITLE) else {
        return line.trim_end_matches('.').to_owned();
    };
    let kept = line[..limit].rsplit_once(' ').map_or(&line[..limit], |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']))
}

/// Groups reports into stories, the largest first. The result depends on the reports alone, not on their order.
pub fn group(reports: Vec<Annotated>) -> Vec<Story> {
    group_within_limits(reports).0
}

/// The same, and how many of the reports were not compared with all others.
pub(crate) fn group_within_limits(mut reports: Vec<Annotated>) -> (Vec<Story>, usize) {
    put_in_order(&mut reports);
    let (groups, cut) = grouping::group(&reports);
    let mut reports: Vec<Option<Annotated>> = reports.into_iter().map(Some).collect();
    let mut stories: Vec<Story> = groups
        .into_iter()
        .map(|members| Story {
            reports: members.into_iter().filter_map(|member| reports[member].take()).collect(),
        })
        .collect();
    // Stable: stories of one size stay in the order of their first reports.
    stories.sort_by_key(|story| std::cmp::Reverse(story.reports.len()));
    (stories, cut)
}

/// Earliest first, undated last, then by id.
fn put_in_order(reports: &mut [Annotated]) {
    reports.sort_by_cached_key(|annotated| {
        let date = annotated.report.published.as_ref().map(|published| published.value.clone());
        (date.is_none(), date, annotated.report.id.clone())
    });
}
