//! What the origins of an evidence file are like, so that a claim put together anew stands by the same rule.
//!
//! [`super::find`] traces origins with the reports' parses at hand; an evidence file has the origins and the words that name
//! them. Whether two origins may be one is told from these by the same [`Likeness`].

use std::collections::BTreeMap;

use twosource_text::{CharIndex, CharSpan, Span};

use super::likeness::{self, Likeness, Sort};
use super::root::telling_words;
use crate::file::{
    AttributionRecord, ClaimStatement, EntityMember, Evidence, OriginKind, ReportRecord, StoryRecord,
};

/// Hops followed from a statement towards its source.
const HOPS: usize = 16;

/// What each origin of a story is like, by id.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    likeness: BTreeMap<String, Likeness>,
}

impl Recorded {
    /// Reads a story of an evidence file.
    pub fn of(evidence: &Evidence, story: &StoryRecord) -> Self {
        let reader = Reader::new(evidence, story);
        let mut found: BTreeMap<&str, Likeness> = BTreeMap::new();
        for statement in story.claims.iter().flat_map(|claim| &claim.statements) {
            // A phrase that names several sources tells of none of them by itself.
            if !statement.also_from.is_empty() {
                continue;
            }
            let Some(likeness) = reader.likeness(statement) else { continue };
            match found.get_mut(statement.origin.as_str()) {
                Some(known) if known.weight() >= likeness.weight() => {}
                Some(known) => *known = likeness,
                None => {
                    found.insert(&statement.origin, likeness);
                }
            }
        }
        let likeness = story.origins.iter().map(|origin| {
            let likeness = match origin.kind {
                OriginKind::Agency | OriginKind::Release | OriginKind::Outlet => Likeness::default(),
                kind => found.remove(origin.id.as_str()).unwrap_or_else(|| reader.named(&origin.name, kind)),
            };
            (origin.id.clone(), likeness)
        });
        Recorded { likeness: likeness.collect() }
    }

    /// Why two origins may be one after all, in words; `None` where they are clearly two.
    pub fn may_be_one(&self, a: &str, b: &str) -> Option<&'static str> {
        self.likeness.get(a)?.may_be(self.likeness.get(b)?)
    }

    /// True for sources with no name.
    pub fn is_vague(&self, origin: &str) -> bool {
        self.likeness.get(origin).is_some_and(Likeness::is_vague)
    }
}

/// The report's entity that a statement comes from, where its source is one.
pub(crate) fn speaker(record: &ReportRecord, attribution: Option<&str>) -> Option<EntityMember> {
    let source = source_of(record, attribution)?.source.as_ref()?;
    Some(EntityMember { report: record.id.clone(), entity: source.entity.clone()? })
}

/// The first attribution of a chain that names a source.
fn source_of<'e>(record: &'e ReportRecord, innermost: Option<&str>) -> Option<&'e AttributionRecord> {
    let mut at = innermost?;
    for _ in 0..HOPS {
        let attribution = record.attributions.iter().find(|attribution| attribution.id == at)?;
        if attribution.source.is_some() {
            return Some(attribution);
        }
        at = attribution.via.as_deref()?;
    }
    None
}

struct Reader<'e> {
    story: &'e StoryRecord,
    reports: BTreeMap<&'e str, (&'e ReportRecord, CharIndex<'e>)>,
    /// From a report's entity to its place in the cast.
    cast: BTreeMap<(&'e str, &'e str), usize>,
}

impl<'e> Reader<'e> {
    fn new(evidence: &'e Evidence, story: &'e StoryRecord) -> Self {
        let reports = evidence.reports.iter().filter(|record| story.reports.contains(&record.id));
        let reports = reports.map(|record| (record.id.as_str(), (record, CharIndex::new(&record.text))));
        let members = story.entities.iter().enumerate().flat_map(|(place, entity)| {
            entity.members.iter().map(move |m| ((m.report.as_str(), m.entity.as_str()), place))
        });
        Reader { story, reports: reports.collect(), cast: members.collect() }
    }

    /// What the source of a statement is like, by the words that name it.
    fn likeness(&self, statement: &ClaimStatement) -> Option<Likeness> {
        let (record, index) = self.reports.get(statement.report.as_str())?;
        let source = source_of(record, statement.attribution.as_deref())?.source.as_ref()?;
        let sort = match source.kind.as_str() {
            "person" | "role-holder" => Sort::Person,
            "anonymous" => Sort::Anonymous,
            "organisation" | "state-body" => Sort::Body,
            "state-media" => Sort::StateMedia,
            "document" => Sort::Document,
            // An outlet it cites: the origin is whoever that outlet has it from.
            _ => return None,
        };
        let ranges: Vec<Span> =
            (source.ranges.iter()).filter_map(|&[start, end]| index.bytes(CharSpan { start, end })).collect();
        let mut likeness = Likeness { sort, ..Likeness::default() };
        let mut states = Vec::new();
        for entity in &record.entities {
            let Some(&member) = self.cast.get(&(record.id.as_str(), entity.id.as_str())) else { continue };
            for mention in entity.mentions.iter().filter(|mention| mention.form != "pronoun") {
                let span = index.bytes(CharSpan { start: mention.start, end: mention.end });
                let Some(span) = span.filter(|span| ranges.iter().any(|range| range.contains(*span))) else {
                    continue;
                };
                if entity.kind == "state" {
                    likeness.states.insert(member);
                    states.push(span);
                } else {
                    likeness.named.insert(member);
                }
            }
        }
        let in_cast =
            source.entity.as_deref().and_then(|entity| self.cast.get(&(record.id.as_str(), entity)));
        let is_state = in_cast.is_some_and(|&member| self.story.entities[member].kind == "state");
        if let Some(&member) = in_cast {
            let of = if is_state { &mut likeness.states } else { &mut likeness.named };
            of.insert(member);
        }
        if !is_state {
            let first = ranges.first().copied().unwrap_or_default();
            let length = first.of(&record.text).find(", ").unwrap_or(first.len());
            let head = Span::new(first.start, first.start + length);
            likeness.words = telling_words(&record.text, head, &states);
        }
        likeness.classes = likeness::classes(likeness.words.iter().map(String::as_str));
        Some(likeness)
    }

    /// What a source is like by its name alone.
    fn named(&self, name: &str, kind: OriginKind) -> Likeness {
        let bare = name.strip_suffix(", as quoted").unwrap_or(name);
        let anonymous = bare.strip_suffix(", not named");
        let bare = anonymous.unwrap_or(bare);
        let sort = match kind {
            OriginKind::Document => Sort::Document,
            _ if anonymous.is_some() => Sort::Anonymous,
            _ if bare == "somebody not named" => Sort::Nobody,
            _ => Sort::Person,
        };
        let mut likeness = Likeness { sort, ..Likeness::default() };
        let member = self.story.entities.iter().position(|entity| entity.name == bare);
        likeness.named.extend(member);
        likeness.words = telling_words(bare, Span::new(0, bare.len()), &[]);
        likeness.classes = likeness::classes(likeness.words.iter().map(String::as_str));
        likeness
    }
}
