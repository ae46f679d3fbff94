//! What the origins of an evidence file are like, so that a claim put together anew stands by the same rule.
//!
//! [`super::find`] traces origins with the reports' parses at hand; an evidence file has the origins and the words that name
//! them. Whether two origins may be one is told from these by the same [`Identity`].

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::{CharIndex, CharSpan, Span};

use twosource_annotate::SourceKind;

use super::Ground;
use super::ground::{Known, MENTIONS, behind, identify, referent, settled};
use super::identity::Identity;
use super::naming::words_of;
use crate::file::{
    AttributionRecord, ClaimStatement, EntityMember, Evidence, OriginKind, ReportRecord, StoryRecord,
};

/// Hops followed from a statement towards its source.
const HOPS: usize = 16;

/// Who each origin of a story is, by id.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    identities: BTreeMap<String, Identity>,
}

impl Recorded {
    /// Reads a story of an evidence file.
    pub fn of(evidence: &Evidence, story: &StoryRecord) -> Self {
        let reader = Reader::new(evidence, story);
        let mut found: BTreeMap<&str, Identity> = BTreeMap::new();
        for statement in story.claims.iter().flat_map(|claim| &claim.statements) {
            // A phrase that names several sources tells of none of them by itself.
            if !statement.also_from.is_empty() {
                continue;
            }
            let Some(identity) = reader.identity(statement) else { continue };
            match found.get_mut(statement.origin.as_str()) {
                Some(known) => known.learn(&identity),
                None => {
                    found.insert(&statement.origin, identity);
                }
            }
        }
        let identities = story.origins.iter().map(|origin| {
            let mut identity = match (origin.kind, origin.ground) {
                (OriginKind::Outlet, Ground::Named) => Identity::observer(&origin.name),
                (OriginKind::Agency | OriginKind::Release | OriginKind::Outlet, ground) => {
                    Identity::grounded(ground)
                }
                (kind, _) => {
                    found.remove(origin.id.as_str()).unwrap_or_else(|| reader.named(&origin.name, kind))
                }
            };
            identity.ground = origin.ground;
            (origin.id.clone(), identity)
        });
        Recorded { identities: identities.collect() }
    }

    /// Why two origins may be one after all, in words; `None` where they are surely two.
    pub fn may_be_one(&self, a: &str, b: &str) -> Option<&'static str> {
        self.identities.get(a)?.may_be(self.identities.get(b)?)
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

/// What stands behind the names of a person of a report.
fn told_beside<'e>(record: &'e ReportRecord, index: &CharIndex, entity: &str) -> Vec<&'e str> {
    let person = record.entities.iter().find(|known| known.id == entity && known.kind == "person");
    let mentions = person.map(|person| person.mentions.as_slice()).unwrap_or_default();
    let named = mentions.iter().filter(|mention| mention.form == "name").take(MENTIONS);
    named
        .filter_map(|mention| index.bytes(CharSpan { start: mention.start, end: mention.end }))
        .filter_map(|span| behind(&record.text, span.end))
        .collect()
}

struct Reader<'e> {
    story: &'e StoryRecord,
    reports: BTreeMap<&'e str, (&'e ReportRecord, CharIndex<'e>)>,
    /// From a report's entity to its place in the cast.
    cast: BTreeMap<(&'e str, &'e str), usize>,
    places: BTreeSet<String>,
}

impl<'e> Reader<'e> {
    fn new(evidence: &'e Evidence, story: &'e StoryRecord) -> Self {
        let reports = evidence.reports.iter().filter(|record| story.reports.contains(&record.id));
        let reports = reports.map(|record| (record.id.as_str(), (record, CharIndex::new(&record.text))));
        let members = story.entities.iter().enumerate().flat_map(|(place, entity)| {
            entity.members.iter().map(move |m| ((m.report.as_str(), m.entity.as_str()), place))
        });
        let places = story.entities.iter().filter(|entity| entity.kind == "place" || entity.kind == "state");
        let places = places.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
        let places = places.flat_map(|name| words_of(name)).collect();
        Reader { story, reports: reports.collect(), cast: members.collect(), places }
    }

    /// Who the source of a statement is, by the words that name it.
    fn identity(&self, statement: &ClaimStatement) -> Option<Identity> {
        let (record, index) = self.reports.get(statement.report.as_str())?;
        let source = source_of(record, statement.attribution.as_deref())?.source.as_ref()?;
        let kind = match source.kind.as_str() {
            "person" => SourceKind::Person,
            "role-holder" => SourceKind::RoleHolder,
            "anonymous" => SourceKind::Anonymous,
            "organisation" => SourceKind::Organisation,
            "state-body" => SourceKind::StateBody,
            "document" => SourceKind::Document,
            // An outlet it cites: the origin is whoever that outlet has it from.
            _ => return None,
        };
        let spans: Vec<Span> =
            (source.ranges.iter()).filter_map(|&[start, end]| index.bytes(CharSpan { start, end })).collect();
        let mut ranges: Vec<&str> = spans.iter().map(|span| span.of(&record.text)).collect();
        ranges.extend(spans.first().and_then(|&range| referent(&record.text, range)));
        let mut states = BTreeSet::new();
        for entity in record.entities.iter().filter(|entity| entity.kind == "state") {
            let named = entity.mentions.iter().any(|mention| {
                let span = index.bytes(CharSpan { start: mention.start, end: mention.end });
                span.is_some_and(|span| spans.iter().any(|range| range.contains(span)))
            });
            if named {
                states.insert(words_of(&entity.name).join(" "));
            }
        }
        let member = source.entity.as_deref().and_then(|e| self.cast.get(&(record.id.as_str(), e)));
        let told =
            source.entity.as_deref().map(|entity| told_beside(record, index, entity)).unwrap_or_default();
        let known = member.map(|&member| Known { told, ..self.known(member) });
        let kind = match spans.first() {
            Some(&range) => settled(kind, &record.text, range, !states.is_empty()),
            None => kind,
        };
        Some(identify(kind, &ranges, known.as_ref(), states, &self.places))
    }

    fn known(&self, member: usize) -> Known<'e> {
        let entity = &self.story.entities[member];
        Known {
            is_person: entity.kind == "person",
            is_state: entity.kind == "state",
            name: &entity.name,
            aliases: &entity.aliases,
            roles: &entity.roles,
            told: Vec::new(),
        }
    }

    /// Who a source is by its name alone.
    fn named(&self, name: &str, kind: OriginKind) -> Identity {
        let bare = name.strip_suffix(", as quoted").unwrap_or(name);
        let anonymous = bare.strip_suffix(", not named");
        let bare = anonymous.unwrap_or(bare);
        let member = self.story.entities.iter().position(|entity| entity.name == bare);
        let kind = match kind {
            OriginKind::Document => SourceKind::Document,
            _ if anonymous.is_some() => SourceKind::Anonymous,
            _ if member.is_some_and(|member| self.story.entities[member].kind == "person") => {
                SourceKind::Person
            }
            _ => SourceKind::RoleHolder,
        };
        let known = member.map(|member| self.known(member));
        identify(kind, &[bare], known.as_ref(), BTreeSet::new(), &self.places)
    }
}
