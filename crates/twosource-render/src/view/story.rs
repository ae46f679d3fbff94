//! A story with its references resolved.

use std::collections::BTreeMap;

use twosource_evidence::Evidence;
use twosource_evidence::correction::apply;
use twosource_evidence::file::{
    CastMember, DependenceKind, DependenceRecord, OriginRecord, ReportRecord, Standing, StoryRecord,
};
use twosource_evidence::twin::twins;

use super::report::{labels, outlet};
use super::{ClaimView, ConflictView, DecisionView, QuestionView, QuotationView, ReportView, Saying};
use crate::printable::{line, plural};

/// A story of the evidence.
pub(crate) struct StoryView<'e> {
    pub record: &'e StoryRecord,
    pub title: String,
    /// True where a person gave it: it stays as they wrote it.
    pub titled: bool,
    pub reports: Vec<ReportView<'e>>,
    pub claims: Vec<ClaimView<'e>>,
    pub conflicts: Vec<ConflictView<'e>>,
    pub quotations: Vec<QuotationView>,
    /// What no report answers.
    pub questions: Vec<QuestionView>,
    /// What people decided on it, in the order in which they did.
    pub decisions: Vec<DecisionView>,
    /// What stands beside claims that they decided on, by place.
    pub remarks: BTreeMap<usize, String>,
    /// From (report id, entity id) to the member of the cast.
    pub cast: BTreeMap<(&'e str, &'e str), &'e CastMember>,
    /// From a report's id to its place in `reports`.
    places: BTreeMap<&'e str, usize>,
    origins: BTreeMap<&'e str, &'e OriginRecord>,
    claim_places: BTreeMap<&'e str, usize>,
    /// The claims whose words another has too, each with the place of that one: lists and counts leave them out.
    pub twins: BTreeMap<usize, usize>,
    /// The same from the one that stands for them.
    twins_of: BTreeMap<usize, Vec<usize>>,
    /// From the id of a member of the cast to its place in the record.
    members: BTreeMap<&'e str, usize>,
    /// For each claim that conflicts touch, their places in `conflicts`.
    touching: BTreeMap<usize, Vec<usize>>,
}

/// [`twins`] by places in the view, which has no claims that cannot be shown.
fn twins_of(record: &StoryRecord, claims: &[ClaimView<'_>]) -> BTreeMap<usize, usize> {
    let found = twins(&record.claims);
    if found.is_empty() {
        return found;
    }
    // The first of an id, as a file made elsewhere may have it twice.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, claim) in claims.iter().enumerate() {
        places.entry(&claim.record.id).or_insert(place);
    }
    let place = |in_record: usize| places.get(record.claims.get(in_record)?.id.as_str()).copied();
    found.into_iter().filter_map(|(twin, kept)| Some((place(twin)?, place(kept)?))).collect()
}

impl<'e> StoryView<'e> {
    /// All stories of `evidence`, in order.
    pub fn all(evidence: &'e Evidence) -> Vec<Self> {
        let records: BTreeMap<&str, &ReportRecord> =
            evidence.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        evidence.stories.iter().map(|story| StoryView::new(evidence, story, &records)).collect()
    }

    /// The story of `evidence` at a place, `None` where there is none.
    pub fn at(evidence: &'e Evidence, place: usize) -> Option<Self> {
        let records: BTreeMap<&str, &ReportRecord> =
            evidence.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        evidence.stories.get(place).map(|story| StoryView::new(evidence, story, &records))
    }

    fn new(
        evidence: &Evidence,
        record: &'e StoryRecord,
        records: &BTreeMap<&'e str, &'e ReportRecord>,
    ) -> Self {
        let found: Vec<&ReportRecord> =
            record.reports.iter().filter_map(|id| records.get(id.as_str()).copied()).collect();
        let labels = labels(&found);
        let reports: Vec<ReportView<'e>> =
            found.iter().zip(labels).map(|(report, label)| ReportView::new(report, label)).collect();
        let places = reports.iter().enumerate().map(|(i, r)| (r.record.id.as_str(), i)).collect();
        let members = record.entities.iter().flat_map(|member| {
            member.members.iter().map(move |m| ((m.report.as_str(), m.entity.as_str()), member))
        });
        let title = Some(line(&record.title)).filter(|title| !title.is_empty());
        let mut story = StoryView {
            record,
            title: title.unwrap_or_else(|| "Untitled story".to_owned()),
            titled: false,
            reports,
            claims: Vec::new(),
            conflicts: Vec::new(),
            quotations: Vec::new(),
            questions: Vec::new(),
            decisions: Vec::new(),
            remarks: BTreeMap::new(),
            cast: members.collect(),
            places,
            origins: record.origins.iter().map(|o| (o.id.as_str(), o)).collect(),
            claim_places: BTreeMap::new(),
            twins: BTreeMap::new(),
            twins_of: BTreeMap::new(),
            members: BTreeMap::new(),
            touching: BTreeMap::new(),
        };
        for (place, member) in record.entities.iter().enumerate() {
            story.members.entry(&member.id).or_insert(place);
        }
        story.claims = record.claims.iter().filter_map(|claim| ClaimView::new(&story, claim)).collect();
        story.twins = twins_of(record, &story.claims);
        for (&twin, &kept) in &story.twins {
            story.twins_of.entry(kept).or_default().push(twin);
        }
        story.claim_places =
            story.claims.iter().enumerate().map(|(i, c)| (c.record.id.as_str(), i)).collect();
        story.conflicts =
            record.conflicts.iter().map(|conflict| ConflictView::new(&story, conflict)).collect();
        for (place, conflict) in story.conflicts.iter().enumerate() {
            for &claim in &conflict.claims {
                let touching = story.touching.entry(claim).or_default();
                if touching.last() != Some(&place) {
                    touching.push(place);
                }
            }
        }
        story.quotations =
            record.quotations.iter().filter_map(|quotation| QuotationView::new(&story, quotation)).collect();
        story.questions =
            record.open_questions.iter().filter_map(|question| QuestionView::new(&story, question)).collect();
        story.decide(evidence);
        story
    }

    /// Takes in what people decided, where they decided anything.
    fn decide(&mut self, evidence: &Evidence) {
        let corrections = &self.record.corrections;
        if corrections.is_empty() {
            return;
        }
        let Some(decided) = apply(evidence, &self.record.id, corrections) else { return };
        self.decisions =
            corrections.iter().map(|correction| DecisionView::new(correction, &decided)).collect();
        self.remark(crate::decision::remarks(&decided));
    }

    /// Puts words beside claims, by their ids.
    pub fn remark(&mut self, remarks: BTreeMap<String, String>) {
        let places =
            remarks.into_iter().filter_map(|(id, words)| Some((self.claim_place(&id)?, line(&words))));
        self.remarks = places.collect();
    }

    /// The place of a report in `reports`.
    pub fn place(&self, report: &str) -> Option<usize> {
        self.places.get(report).copied()
    }

    pub fn origin(&self, id: &str) -> Option<&'e OriginRecord> {
        self.origins.get(id).copied()
    }

    /// The place of a claim in `claims`.
    pub fn claim_place(&self, id: &str) -> Option<usize> {
        self.claim_places.get(id).copied()
    }

    /// The times of the timeline, each with a claim that tells of it, in order.
    pub fn timeline(&self) -> Vec<(&'e str, &ClaimView<'e>)> {
        let entries = self.record.timeline.iter();
        entries
            .filter_map(|entry| Some((entry.time.as_str(), &self.claims[self.claim_place(&entry.claim)?])))
            .collect()
    }

    /// The claims of one standing with their places in `claims`, in order; of those in the same words the one that stands best.
    pub fn of_standing(&self, standing: Standing) -> Vec<(usize, &ClaimView<'e>)> {
        let listed = self.claims.iter().enumerate().filter(|(place, _)| !self.twins.contains_key(place));
        listed.filter(|(_, claim)| claim.record.standing == standing).collect()
    }

    /// The claims in the same words as the one at this place, which stand for themselves in no list.
    pub fn twins_of(&self, place: usize) -> &[usize] {
        self.twins_of.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The conflicts that touch a claim, in order.
    pub fn touching(&self, claim: usize) -> impl Iterator<Item = (usize, &ConflictView<'e>)> {
        self.touching.get(&claim).into_iter().flatten().map(|&place| (place, &self.conflicts[place]))
    }

    /// The place of a member of the cast in the record.
    pub fn member_place(&self, id: &str) -> Option<usize> {
        self.members.get(id).copied()
    }

    /// The single-source claims by the report that has them: (place of the report, claims with their places).
    pub fn alone(&self) -> Vec<(usize, Vec<(usize, &ClaimView<'e>)>)> {
        let mut by_report: BTreeMap<usize, Vec<(usize, &ClaimView<'e>)>> = BTreeMap::new();
        for (place, claim) in self.of_standing(Standing::SingleSource) {
            if let Some(first) = claim.statements.first() {
                by_report.entry(first.report).or_default().push((place, claim));
            }
        }
        by_report.into_iter().collect()
    }

    /// How a report gives a statement.
    pub fn saying(&self, report: usize, certainty: &str, attribution: Option<&str>) -> Saying {
        Saying::new(&self.reports[report], &self.cast, certainty, attribution)
    }

    /// Which report leans on which and how, in a few words: "Island Herald and Nordwire: same text".
    pub fn leaning(&self, dependence: &DependenceRecord) -> String {
        let label = |id: &str| {
            self.place(id).map_or("a report not in this story", |place| &self.reports[place].label)
        };
        let (one, other) = (label(&dependence.reports[0]), label(&dependence.reports[1]));
        match dependence.kind {
            DependenceKind::Copy => format!("{one} and {other}: same text"),
            DependenceKind::SharedPassages => format!("{one} and {other}: shared passages"),
            DependenceKind::SameAgency => format!("{one} and {other}: same agency"),
            DependenceKind::Cites => format!("{one} cites {other}"),
            DependenceKind::Links => format!("{one} and {other}: linked pages"),
            DependenceKind::Rewrite => format!("{one} may be a rewrite of {other}"),
            DependenceKind::SameByline => format!("{one} and {other}: same writer"),
        }
    }

    /// "4 reports from 3 outlets", as far as outlets are known.
    pub fn size(&self) -> String {
        let mut outlets: Vec<String> = self.reports.iter().filter_map(|r| outlet(r.record)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let reports = plural(self.reports.len(), "report");
        let unnamed = self.reports.iter().filter(|r| outlet(r.record).is_none()).count();
        match (outlets.len(), unnamed) {
            (0, _) => format!("{reports}, no outlet named"),
            (named, 0) => format!("{reports} from {}", plural(named, "outlet")),
            (named, _) => format!("{reports} from {}, {unnamed} with none named", plural(named, "outlet")),
        }
    }

    /// The days of publication in words, `None` where no report bears a date.
    pub fn dates(&self) -> Option<String> {
        let first = self.record.published.first()?;
        let last = self.record.published.last()?;
        Some(crate::moment::range(first, last))
    }
}
