//! Quotations: whose words, in which versions, with what cut or changed.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use twosource_evidence::file::{QuotationRecord, QuotationVersion};

use super::{StoryView, saying};
use crate::printable::line;

/// Words of a quotation that are compared word by word; longer ones are shown whole.
const COMPARED: usize = 600;

/// Whose words a quotation is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// A member of the cast: its place.
    Cast(usize),
    /// Somebody the report names only in passing.
    Words(String),
    Unnamed,
}

/// The same words of one speaker, in the versions that reports give.
pub(crate) struct QuotationView {
    pub speaker: Speaker,
    /// The fullest first; at least one.
    pub versions: Vec<VersionView>,
}

/// How one report gives a quotation.
pub(crate) struct VersionView {
    /// Place of its report in the story.
    pub report: usize,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    pub words: String,
    /// What it does to the fullest version, in words: "in full", "cuts the end".
    pub verdict: String,
    /// The fullest version with this one's cuts and changes; empty for the fullest itself and where it is the same.
    pub stretches: Vec<Stretch>,
}

/// A stretch of the fullest version as another report gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stretch {
    Kept(String),
    Cut(String),
    Added(String),
}

impl QuotationView {
    /// `None` where no version stands in a report of the story.
    pub fn new(story: &StoryView<'_>, record: &QuotationRecord) -> Option<Self> {
        let mut versions: Vec<VersionView> = Vec::new();
        for version in &record.versions {
            let Some(report) = story.place(&version.report) else { continue };
            let words = story.reports[report].words(version.start, version.end);
            let words = words.trim_end_matches([',', ';', ' ']).to_owned();
            if words.is_empty() {
                continue;
            }
            let fullest = versions.first().map(|full| full.words.as_str());
            let stretches = fullest.map(|full| compare(full, &words)).unwrap_or_default();
            versions.push(VersionView {
                report,
                start: version.start,
                end: version.end,
                verdict: verdict(version, &stretches),
                words,
                stretches,
            });
        }
        let first = record.versions.first()?;
        let named = record.speaker.as_deref();
        let in_cast = named.and_then(|id| story.member_place(id));
        let speaker = match in_cast {
            Some(place) => Speaker::Cast(place),
            None => source_words(story, first).map_or(Speaker::Unnamed, Speaker::Words),
        };
        (!versions.is_empty()).then_some(QuotationView { speaker, versions })
    }

    /// True where several reports give it.
    pub fn is_shared(&self) -> bool {
        self.versions.iter().any(|version| version.report != self.versions[0].report)
    }

    /// The speaker's name.
    pub fn speaker_name(&self, story: &StoryView<'_>) -> String {
        match &self.speaker {
            Speaker::Cast(place) => line(&story.record.entities[*place].name),
            Speaker::Words(words) => words.clone(),
            Speaker::Unnamed => "Speaker not named".to_owned(),
        }
    }
}

/// Quotations by speaker: those whose words several reports give first, then the most quoted, then as they come.
pub(crate) fn by_speaker(quotations: &[QuotationView]) -> Vec<(&Speaker, Vec<&QuotationView>)> {
    let mut groups: Vec<(&Speaker, Vec<&QuotationView>)> = Vec::new();
    let mut places: std::collections::BTreeMap<&Speaker, usize> = std::collections::BTreeMap::new();
    for quotation in quotations {
        let place = *places.entry(&quotation.speaker).or_insert_with(|| {
            groups.push((&quotation.speaker, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(quotation);
    }
    for (_, group) in &mut groups {
        group.sort_by_key(|quotation| !quotation.is_shared());
    }
    groups.sort_by_key(|(speaker, group)| {
        let shared = group.iter().filter(|quotation| quotation.is_shared()).count();
        (**speaker == Speaker::Unnamed, usize::MAX - shared, usize::MAX - group.len())
    });
    groups
}

fn source_words(story: &StoryView<'_>, version: &QuotationVersion) -> Option<String> {
    let report = &story.reports[story.place(&version.report)?];
    let attribution = report.attribution(version.attribution.as_deref()?)?;
    saying::source(report, &story.cast, attribution)
}

/// What a version does to the fullest one, in words.
fn verdict(version: &QuotationVersion, stretches: &[Stretch]) -> String {
    let mut parts = Vec::new();
    let cut: Vec<&str> = [("before", "the beginning"), ("middle", "the middle"), ("after", "the end")]
        .iter()
        .filter(|(place, _)| version.cut.iter().any(|cut| cut == place))
        .map(|(_, words)| *words)
        .collect();
    if !cut.is_empty() {
        parts.push(format!("cuts {}", cut.join(" and ")));
    }
    for [full, here] in version.changes.iter().take(3) {
        parts.push(match (line(full), line(here)) {
            (full, here) if here.is_empty() => format!("leaves out “{full}”"),
            (full, here) if full.is_empty() => format!("adds “{here}”"),
            (full, here) => format!("has “{here}” for “{full}”"),
        });
    }
    if version.changes.len() > 3 {
        parts.push(format!("and {} more changes", version.changes.len() - 3));
    }
    if !parts.is_empty() {
        return parts.join(", ");
    }
    let as_given = stretches.iter().all(|stretch| matches!(stretch, Stretch::Kept(_)));
    if as_given { "in full".to_owned() } else { "in other words".to_owned() }
}

/// The fullest version with the cuts and changes that lead to `version`, word by word.
fn compare(fullest: &str, version: &str) -> Vec<Stretch> {
    let full: Vec<&str> = fullest.split(' ').collect();
    let here: Vec<&str> = version.split(' ').collect();
    if full.len() > COMPARED || here.len() > COMPARED {
        return Vec::new();
    }
    let plain = |words: &[&str]| -> Vec<String> { words.iter().map(|word| plain_word(word)).collect() };
    let mut stretches = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &plain(&full), &plain(&here)) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                stretches.push(Stretch::Kept(full[old_index..old_index + len].join(" ")));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                stretches.push(Stretch::Cut(full[old_index..old_index + old_len].join(" ")));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                stretches.push(Stretch::Added(here[new_index..new_index + new_len].join(" ")));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                stretches.push(Stretch::Cut(full[old_index..old_index + old_len].join(" ")));
                stretches.push(Stretch::Added(here[new_index..new_index + new_len].join(" ")));
            }
        }
    }
    stretches
}

/// A word without case and edge punctuation, so that a comma moved by a cut is no change.
fn plain_word(word: &str) -> String {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() { word.to_owned() } else { inner.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_changes_are_marked_in_the_fullest_version() {
        let stretches = compare("We will never, ever close the port.", "We will not close the port");
        assert_eq!(
            stretches,
            [
                Stretch::Kept("We will".to_owned()),
                Stretch::Cut("never, ever".to_owned()),
                Stretch::Added("not".to_owned()),
                Stretch::Kept("close the port.".to_owned()),
            ]
        );
    }

    #[test]
    fn very_long_quotations_are_not_compared() {
        let long = "word ".repeat(COMPARED + 1);
        assert!(compare(long.trim(), "word").is_empty());
    }
}
