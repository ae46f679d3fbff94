//! Where in the reports a page can lead to.

use std::collections::BTreeMap;

use crate::view::StoryView;

/// What a marked place shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shows {
    /// A statement of a claim (its place in the story).
    Claim(usize),
    /// The words of a conflict's value.
    Value,
    /// Quoted words.
    Quotation,
    /// A passage that shows a report leaning on another, or a statement in a conflict.
    Passage,
    /// The first mention of a member of the cast.
    Mention,
}

/// A marked place of a report.
pub(crate) struct Marked {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    pub shows: Vec<Shows>,
}

/// Every place of a story's reports that something on the page leads to.
pub(crate) struct Anchors {
    /// Number of the story on the page, from 1.
    pub story: usize,
    /// Depth of the headings of the story's sections: 2 where it is the only story of the page.
    pub depth: u8,
    /// For each report, the marked places in order: by start, the longer first.
    pub places: Vec<Vec<Marked>>,
    /// From (report, first code point, the one after the last) to the byte range.
    known: BTreeMap<(usize, usize, usize), (usize, usize)>,
}

impl Anchors {
    pub fn new(story: &StoryView<'_>, number: usize, depth: u8) -> Self {
        let mut found = Found { story, known: BTreeMap::new(), shows: BTreeMap::new() };
        for (place, claim) in story.claims.iter().enumerate() {
            for statement in &claim.statements {
                found.add(statement.report, statement.start, statement.end, Shows::Claim(place));
            }
        }
        for value in story.conflicts.iter().flat_map(|conflict| &conflict.values) {
            let shows = if value.exact { Shows::Value } else { Shows::Passage };
            found.add(value.report, value.start, value.end, shows);
        }
        for version in story.quotations.iter().flat_map(|quotation| &quotation.versions) {
            found.add(version.report, version.start, version.end, Shows::Quotation);
        }
        for place in story.record.dependence.iter().flat_map(|d| d.spans.iter().flatten()) {
            if let Some(report) = story.place(&place.report) {
                found.add(report, place.start, place.end, Shows::Passage);
            }
        }
        for member in &story.record.entities {
            for (report, start, end) in first_mentions(story, member) {
                found.add(report, start, end, Shows::Mention);
            }
        }
        let mut places: Vec<Vec<Marked>> = story.reports.iter().map(|_| Vec::new()).collect();
        for ((report, start, backwards), mut shows) in found.shows {
            shows.sort_unstable();
            shows.dedup();
            places[report].push(Marked { start, end: usize::MAX - backwards, shows });
        }
        Anchors { story: number, depth, places, known: found.known }
    }

    /// The id of a marked place, `None` where it does not fit its report.
    pub fn id(&self, report: usize, start: usize, end: usize) -> Option<String> {
        let (start, end) = self.known.get(&(report, start, end))?;
        Some(self.id_of(report, *start, *end))
    }

    /// The id of a place given in bytes.
    pub fn id_of(&self, report: usize, start: usize, end: usize) -> String {
        format!("s{}r{}-{start}-{end}", self.story, report + 1)
    }

    /// The id of a report.
    pub fn report_id(&self, report: usize) -> String {
        format!("s{}r{}", self.story, report + 1)
    }

    /// The id of a claim.
    pub fn claim_id(&self, claim: usize) -> String {
        format!("s{}c{}", self.story, claim + 1)
    }

    /// The id of a section of the story.
    pub fn section_id(&self, section: &str) -> String {
        format!("s{}-{section}", self.story)
    }
}

struct Found<'s, 'e> {
    story: &'s StoryView<'e>,
    known: BTreeMap<(usize, usize, usize), (usize, usize)>,
    /// By report, start, and end counted backwards, so that the longer of two comes first.
    shows: BTreeMap<(usize, usize, usize), Vec<Shows>>,
}

impl Found<'_, '_> {
    fn add(&mut self, report: usize, start: usize, end: usize, shows: Shows) {
        let Some(bytes) = self.story.reports[report].bytes(start, end) else { return };
        self.known.insert((report, start, end), (bytes.start, bytes.end));
        self.shows.entry((report, bytes.start, usize::MAX - bytes.end)).or_default().push(shows);
    }
}

/// Where each report first names a member of the cast: (report, first code point, the one after the last).
pub(crate) fn first_mentions(
    story: &StoryView<'_>,
    member: &twosource_evidence::file::CastMember,
) -> Vec<(usize, usize, usize)> {
    let mut first: BTreeMap<usize, (bool, usize, usize)> = BTreeMap::new();
    for m in &member.members {
        let Some(report) = story.place(&m.report) else { continue };
        let Some(entity) = story.reports[report].entity(&m.entity) else { continue };
        let best =
            entity.mentions.iter().map(|mention| (mention.form != "name", mention.start, mention.end)).min();
        if let Some(best) = best {
            let known = first.entry(report).or_insert(best);
            *known = best.min(*known);
        }
    }
    first.into_iter().map(|(report, (_, start, end))| (report, start, end)).collect()
}
