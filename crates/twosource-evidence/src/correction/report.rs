//! A report that is of another event.

use std::collections::BTreeSet;

use super::apply::{Idle, Working};
use super::decided::Effect;
use super::regroup::{reworded, with_statements};
use crate::file::{CautionKind, ClaimRecord, ClaimStatement};

impl Working<'_> {
    /// Takes a report, and all that it alone says, out of the story.
    pub fn drop_report(&mut self, report: &str, correction: &str) -> Result<(), Idle> {
        if !self.story.reports.iter().any(|known| known == report) {
            return Err((Effect::Settled, "the report is in this story no more".to_owned()));
        }
        if self.story.reports.len() == 1 {
            return Err((Effect::Stale, "the story would have no report left".to_owned()));
        }
        self.story.reports.retain(|known| known != report);
        self.take_out(|at| at.report == report, correction);
        for entity in &mut self.story.entities {
            let before = entity.members.len();
            entity.members.retain(|member| member.report != report);
            if entity.members.len() < before && !entity.members.is_empty() {
                let touch = self.entities.entry(entity.id.clone()).or_default();
                touch.from.push(entity.id.clone());
                touch.corrections.push(correction.to_owned());
            }
        }
        self.story.entities.retain(|entity| !entity.members.is_empty());
        let cast: BTreeSet<String> = self.story.entities.iter().map(|entity| entity.id.clone()).collect();
        for claim in &mut self.story.claims {
            claim.about.retain(|id| cast.contains(id));
        }
        for claim in &mut self.story.claims {
            for caution in &mut claim.cautions {
                caution.reports.retain(|known| known != report);
            }
            let of_several = |kind| matches!(kind, CautionKind::OneOwner | CautionKind::OneByline);
            claim.cautions.retain(|caution| caution.reports.len() > usize::from(of_several(caution.kind)));
        }
        self.story.dependence.retain(|leaning| !leaning.reports.iter().any(|known| known == report));
        for quotation in &mut self.story.quotations {
            quotation.versions.retain(|version| version.report != report);
            if quotation.speaker.as_ref().is_some_and(|speaker| !cast.contains(speaker)) {
                quotation.speaker = None;
            }
        }
        self.story.quotations.retain(|quotation| quotation.versions.len() > 1);
        for question in &mut self.story.open_questions {
            question.about.retain(|place| place.report != report);
            question.statements.retain(|place| place.report != report);
        }
        self.story
            .open_questions
            .retain(|question| !question.about.is_empty() && !question.statements.is_empty());
        let dates = |story: &crate::file::StoryRecord| {
            let records = story.reports.iter().filter_map(|id| self.texts.record(id));
            let mut dates: Vec<String> = records.filter_map(|record| record.published.clone()).collect();
            dates.sort();
            dates
        };
        let dates = dates(&self.story);
        self.story.published = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) => vec![first.clone(), last.clone()],
            _ => Vec::new(),
        };
        Ok(())
    }

    /// Takes statements out of the claims and conflicts; what is left of each is told and judged anew.
    pub(super) fn take_out(&mut self, is_gone: impl Fn(&ClaimStatement) -> bool, correction: &str) {
        let mut gone = BTreeSet::new();
        for place in 0..self.story.claims.len() {
            let claim = &self.story.claims[place];
            if !claim.statements.iter().any(&is_gone) {
                continue;
            }
            let left: Vec<ClaimStatement> =
                claim.statements.iter().filter(|at| !is_gone(at)).cloned().collect();
            if left.is_empty() {
                gone.insert(claim.id.clone());
                continue;
            }
            let (id, left) = (claim.id.clone(), self.left_of(claim, left));
            self.story.claims[place] = left;
            self.touch_claim(&id, correction);
        }
        self.story.claims.retain(|claim| !gone.contains(&claim.id));
        for id in &gone {
            self.claims.remove(id);
        }
        self.story.timeline.retain(|entry| !gone.contains(&entry.claim));
        self.rest_conflicts();
        self.rest_origins();
    }

    /// A claim with some of its statements: in its own words where one of them has those, else in the words of the first.
    pub(super) fn left_of(&self, whole: &ClaimRecord, statements: Vec<ClaimStatement>) -> ClaimRecord {
        let left = with_statements(whole, statements);
        let words = |at: &ClaimStatement| self.texts.words(&at.report, at.start, at.end);
        if left.statements.iter().any(|at| words(at).is_some_and(|words| words.contains(&left.text))) {
            return left;
        }
        match left.statements.first().and_then(words).map(str::to_owned) {
            Some(words) => reworded(left, 0, &words),
            None => left,
        }
    }

    /// Keeps of each conflict what is still said in the story, and the conflict only where that are two values.
    fn rest_conflicts(&mut self) {
        let reports: BTreeSet<&str> = self.story.reports.iter().map(String::as_str).collect();
        for conflict in &mut self.story.conflicts {
            let kept: Vec<usize> = (conflict.statements.iter().enumerate())
                .filter(|(_, at)| reports.contains(at.report.as_str()))
                .map(|(place, _)| place)
                .collect();
            if kept.len() == conflict.statements.len() {
                continue;
            }
            conflict.values = kept.iter().filter_map(|&at| conflict.values.get(at).cloned()).collect();
            conflict.value_spans =
                kept.iter().filter_map(|&at| conflict.value_spans.get(at).cloned()).collect();
            conflict.statements =
                kept.iter().filter_map(|&at| conflict.statements.get(at).cloned()).collect();
        }
        self.story
            .conflicts
            .retain(|conflict| conflict.values.iter().any(|value| Some(value) != conflict.values.first()));
        self.place_conflicts();
    }

    /// Keeps the origins that a statement rests on, each with the reports that rest on it.
    pub(super) fn rest_origins(&mut self) {
        let reports = self.story.reports.clone();
        let claims = &self.story.claims;
        for origin in &mut self.story.origins {
            origin.reports.retain(|report| reports.contains(report));
        }
        self.story.origins.retain(|origin| {
            !origin.reports.is_empty()
                || claims.iter().flat_map(|claim| &claim.statements).any(|at| at.rests_on(&origin.id))
        });
        let known: BTreeSet<String> = self.story.origins.iter().map(|origin| origin.id.clone()).collect();
        for claim in &mut self.story.claims {
            claim.origins.retain(|id| known.contains(id));
            claim.sayings.retain(|saying| known.contains(&saying.origin));
        }
    }
}
