//! Where in the reports a page can lead to.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::address::segment;
use crate::view::StoryView;

/// Where the links of a page lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// To places of the same page, which holds everything.
    Here,
    /// To pages of their own below the story's address.
    Pages {
        /// The story's address: "/stories/S12".
        story: String,
    },
}

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
    /// Where links lead.
    links: Links,
    /// Ids of the reports and of the claims, as segments of an address.
    report_names: Vec<String>,
    claim_names: Vec<String>,
    /// For each claim, the one that lists show in its place: itself, but of claims in the same words the one that stands best.
    kept: Vec<usize>,
    /// For each claim, its first statement.
    firsts: Vec<Option<(usize, usize, usize)>>,
    /// What stands beside claims, by their places.
    pub remarks: BTreeMap<usize, String>,
    /// Depth of the headings of the story's sections: 2 where it is the only story of the page.
    pub depth: u8,
    /// For each report, the marked places in order: by start, the longer first.
    pub places: Vec<Vec<Marked>>,
    /// From (report, first code point, the one after the last) to the byte range.
    known: BTreeMap<(usize, usize, usize), (usize, usize)>,
}

impl Anchors {
    pub fn new(story: &StoryView<'_>, number: usize, depth: u8, links: Links) -> Self {
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
        for admission in story.questions.iter().flat_map(|question| &question.admissions) {
            found.add(admission.report, admission.start, admission.end, Shows::Passage);
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
        let report_names = story.reports.iter().map(|report| segment(&report.record.id)).collect();
        let claim_names = story.claims.iter().map(|claim| segment(&claim.record.id)).collect();
        Anchors {
            story: number,
            links,
            report_names,
            claim_names,
            kept: (0..story.claims.len())
                .map(|claim| story.twins.get(&claim).copied().unwrap_or(claim))
                .collect(),
            firsts: (story.claims.iter())
                .map(|claim| claim.statements.first().map(|s| (s.report, s.start, s.end)))
                .collect(),
            remarks: story.remarks.clone(),
            depth,
            places,
            known: found.known,
        }
    }

    /// The address of the story where its parts have pages of their own.
    pub fn address(&self) -> Option<&str> {
        match &self.links {
            Links::Here => None,
            Links::Pages { story } => Some(story),
        }
    }

    /// Where a marked place can be read, `None` where it does not fit its report.
    pub fn place_href(&self, report: usize, start: usize, end: usize) -> Option<String> {
        let bytes = self.known.get(&(report, start, end))?;
        Some(match &self.links {
            Links::Here => format!("#{}", self.id_of(report, bytes.0, bytes.1)),
            Links::Pages { .. } => format!("{}?mark={start}-{end}#mark", self.report_href(report)),
        })
    }

    /// Where a report can be read.
    pub fn report_href(&self, report: usize) -> String {
        match &self.links {
            Links::Here => format!("#{}", self.report_id(report)),
            Links::Pages { story } => format!("{story}/reports/{}", self.report_names[report]),
        }
    }

    /// Where a claim is told of.
    pub fn claim_href(&self, claim: usize) -> String {
        match &self.links {
            Links::Here => format!("#{}", self.claim_id(claim)),
            Links::Pages { story } => format!("{story}/claims/{}", self.claim_names[claim]),
        }
    }

    /// The id of a place given in bytes.
    pub fn id_of(&self, report: usize, start: usize, end: usize) -> String {
        format!("{}r{}-{start}-{end}", self.of_story(), report + 1)
    }

    /// The id of a report.
    pub fn report_id(&self, report: usize) -> String {
        format!("{}r{}", self.of_story(), report + 1)
    }

    /// The id of a claim.
    pub fn claim_id(&self, claim: usize) -> String {
        let claim = self.kept.get(claim).copied().unwrap_or(claim);
        format!("{}c{}", self.of_story(), claim + 1)
    }

    /// Where the first statement of a claim stands.
    pub fn first_of(&self, claim: usize) -> Option<(usize, usize, usize)> {
        self.firsts.get(claim).copied().flatten()
    }

    /// The id of a section of the story.
    pub fn section_id(&self, section: &str) -> String {
        match &self.links {
            Links::Here => format!("s{}-{section}", self.story),
            Links::Pages { .. } => section.to_owned(),
        }
    }

    /// What stands beside a claim.
    pub fn remark(&self, claim: usize) -> Markup {
        html! { @if let Some(remark) = self.remarks.get(&claim) { p.decided { (remark) } } }
    }

    /// What the script of a brief needs and other pages do not.
    pub fn for_script(&self, value: impl FnOnce() -> String) -> Option<String> {
        (self.links == Links::Here).then(value)
    }

    fn of_story(&self) -> String {
        match &self.links {
            Links::Here => format!("s{}", self.story),
            Links::Pages { .. } => String::new(),
        }
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
