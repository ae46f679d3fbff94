//! A report as a column of a brief.

use std::collections::BTreeMap;

use twosource_evidence::file::{AttributionRecord, EntityRecord, ReportRecord};
use twosource_text::{CharIndex, CharSpan, Span};

use crate::printable::{brief_line, line};

/// Longest label of a report, in characters.
const LABEL: usize = 36;

/// Characters of a title that stands for an outlet.
const TITLE: usize = 26;

/// A report of a story.
pub(crate) struct ReportView<'e> {
    pub record: &'e ReportRecord,
    /// What the brief calls it: its outlet, or its title or first words where none is named; with a number where several are called
    /// the same.
    pub label: String,
    index: CharIndex<'e>,
    attributions: BTreeMap<&'e str, &'e AttributionRecord>,
    entities: BTreeMap<&'e str, &'e EntityRecord>,
}

impl<'e> ReportView<'e> {
    pub fn new(record: &'e ReportRecord, label: String) -> Self {
        ReportView {
            record,
            label,
            index: CharIndex::new(&record.text),
            attributions: record.attributions.iter().map(|a| (a.id.as_str(), a)).collect(),
            entities: record.entities.iter().map(|e| (e.id.as_str(), e)).collect(),
        }
    }

    /// The bytes of a range of code points, `None` where it is empty or does not fit the text.
    pub fn bytes(&self, start: usize, end: usize) -> Option<Span> {
        (start < end).then_some(())?;
        self.index.bytes(CharSpan { start, end })
    }

    /// The words of a range of code points on one line; empty where it does not fit.
    pub fn words(&self, start: usize, end: usize) -> String {
        self.bytes(start, end).map(|span| line(span.of(&self.record.text))).unwrap_or_default()
    }

    pub fn attribution(&self, id: &str) -> Option<&'e AttributionRecord> {
        self.attributions.get(id).copied()
    }

    pub fn entity(&self, id: &str) -> Option<&'e EntityRecord> {
        self.entities.get(id).copied()
    }

    /// Its headline, or the first words of its running text where it has none.
    pub fn headline(&self) -> String {
        let title = self.record.title.as_deref().map(line).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| {
            // A date or a dateline before the first sentence says nothing of the story.
            let running_text = self.record.segments.iter().find(|segment| segment.kind == "paragraph");
            let opening = match running_text {
                Some(segment) => {
                    self.words(segment.start, segment.end.min(segment.start.saturating_add(400)))
                }
                None => line(&self.record.text.trim_start().chars().take(400).collect::<String>()),
            };
            brief_line(&opening, 90)
        })
    }

    /// Its address where that is one a browser may open.
    pub fn web_address(&self) -> Option<&'e str> {
        let url = self.record.url.as_deref()?;
        crate::address::is_web(url).then_some(url)
    }

    /// "text of Harbour Post", where its feed or page says outside the text whose it is.
    pub fn taken_from(&self) -> Option<String> {
        let from = self.record.syndicated_from.as_ref()?;
        let name = brief_line(&from.name, LABEL);
        // What is called related was a source of it, or stands beside it: the words are the outlet's own.
        (from.mark != "related" && !name.is_empty()).then(|| format!("text of {name}"))
    }

    /// The name of the file it was read from, without the folders above it: a page travels further than they.
    pub fn file_name(&self) -> Option<String> {
        let path = self.record.path.as_deref()?;
        path.rsplit(['/', '\\']).next().map(|name| brief_line(name, 60)).filter(|name| !name.is_empty())
    }

    /// When it was published, in words: to the minute where that is known.
    pub fn moment(&self) -> Option<String> {
        self.record.published.as_deref().map(crate::moment::in_words)
    }

    /// The day it was published, in words.
    pub fn day(&self) -> Option<String> {
        let published = self.record.published.as_deref()?;
        Some(crate::moment::in_words(published.split('T').next().unwrap_or(published)))
    }
}

/// What a brief calls each of `records`, in order: its outlet, else its title, else its first words; with a number where several are
/// called the same.
pub(crate) fn labels(records: &[&ReportRecord]) -> Vec<String> {
    let called =
        |record: &ReportRecord| outlet(record).or_else(|| titled(record).map(|words| format!("“{words}”")));
    let names: Vec<Option<String>> = records.iter().map(|record| called(record)).collect();
    let mut many: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().flatten() {
        *many.entry(name).or_default() += 1;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels = Vec::with_capacity(records.len());
    for (place, name) in names.iter().enumerate() {
        let Some(name) = name else {
            labels.push(format!("Report {}", place + 1));
            continue;
        };
        let nth = *seen.entry(name).and_modify(|n| *n += 1).or_insert(1);
        let of_many = many.get(name.as_str()).is_some_and(|many| *many > 1);
        labels.push(if of_many { format!("{name} ({nth})") } else { name.clone() });
    }
    labels
}

/// What tells an unnamed report from others: its title, else its first words.
fn titled(record: &ReportRecord) -> Option<String> {
    let title =
        record.title.as_deref().map(|title| brief_line(title, TITLE)).filter(|title| !title.is_empty());
    title.or_else(|| {
        let running_text = record.segments.iter().find(|segment| segment.kind == "paragraph");
        let start = running_text.map_or(0, |segment| segment.start);
        let opening: String = record.text.chars().skip(start).take(10 * TITLE).collect();
        Some(brief_line(&opening, TITLE)).filter(|words| !words.is_empty())
    })
}

/// The outlet's name, fit to show, `None` where there is none.
pub(crate) fn outlet(record: &ReportRecord) -> Option<String> {
    record.outlet.as_deref().map(|name| brief_line(name, LABEL)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(outlet: Option<&str>, title: Option<&str>, text: &str) -> ReportRecord {
        let value = serde_json::json!({
            "id": "r", "sha256": "", "text_sha256": "", "agencies": [], "text": text, "segments": [], "outlet": outlet,
            "title": title, "sentences": [], "entities": [], "times": [], "attributions": [], "statements": [],
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn an_unnamed_report_is_called_by_its_title_or_first_words() {
        let records = [
            record(Some("Quay Courier"), Some("Tug sinks"), "x"),
            record(None, Some("Tug sinks off Altmark"), "x"),
            record(None, None, "The tug Morning Star sank off Altmark on Monday, the coastguard said."),
            record(None, Some("Tug sinks off Altmark"), "y"),
            record(Some("Quay Courier"), None, "y"),
            record(None, None, " \n"),
        ];
        let found = labels(&records.iter().collect::<Vec<_>>());
        assert_eq!(
            found,
            [
                "Quay Courier (1)",
                "“Tug sinks off Altmark” (1)",
                "“The tug Morning Star sank…”",
                "“Tug sinks off Altmark” (2)",
                "Quay Courier (2)",
                "Report 6",
            ]
        );
    }
}
