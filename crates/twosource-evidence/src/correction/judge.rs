//! How a claim stands by the rules, told from an evidence file: for claims that a person put together or took apart.
//!
//! The rule is [`standing::rule`]; statements keep the origins that the evidence gives them.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor::Stretch;
use crate::dependence::outlet::Outlet;
use crate::file::{
    ClaimRecord, ClaimStatement, ConflictRecord, Evidence, OriginKind, OriginRecord, SayingRecord, Standing,
    StoryRecord,
};
use crate::origin::in_words;
use crate::origin::recorded::Recorded;
use crate::standing;

/// How a claim stands by the rules.
pub(super) struct Judgement {
    pub standing: Standing,
    pub why: String,
    /// Ids of its origins, in their order.
    pub origins: Vec<String>,
    /// Those of its sayings that still hold.
    pub sayings: Vec<SayingRecord>,
}

/// What the claims of a story are judged by.
pub(super) struct Bench<'s> {
    story: &'s StoryRecord,
    likeness: Recorded,
    touching: BTreeMap<Stretch<'s>, Vec<&'s ConflictRecord>>,
    /// Key and name of each report's outlet.
    outlets: BTreeMap<&'s str, (String, String)>,
    texts: super::anchor::Texts<'s>,
}

impl<'s> Bench<'s> {
    pub fn new(evidence: &'s Evidence, story: &'s StoryRecord) -> Self {
        let mut touching: BTreeMap<Stretch, Vec<&ConflictRecord>> = BTreeMap::new();
        for conflict in &story.conflicts {
            for at in &conflict.statements {
                touching.entry((&at.report, at.start, at.end)).or_default().push(conflict);
            }
        }
        let outlets = evidence.reports.iter().map(|record| {
            let place = story.reports.iter().position(|id| *id == record.id).unwrap_or_default();
            let outlet = Outlet::at(record.outlet.as_deref(), record.url.as_deref());
            let named = outlet.map(|outlet| (outlet.key().to_owned(), outlet.name.clone()));
            let unnamed = || (format!("report:{}", record.id), format!("report {}", place + 1));
            (record.id.as_str(), named.unwrap_or_else(unnamed))
        });
        Bench {
            story,
            likeness: Recorded::of(evidence, story),
            touching,
            outlets: outlets.collect(),
            texts: super::anchor::Texts::of(evidence),
        }
    }

    pub fn judge(&self, claim: &ClaimRecord) -> Judgement {
        let all: Vec<&ClaimStatement> = claim.statements.iter().collect();
        let counted = self.agreeing(claim);
        let origins = self.origins_of(&all);
        let carried = self.origins_of(&counted);
        let name = |origin: usize| self.story.origins[origin].name.as_str();
        let id = |origin: usize| self.story.origins[origin].id.as_str();
        let (independent, doubts) = standing::independent(
            &carried,
            |origin| self.likeness.is_vague(id(origin)),
            |a, b| self.likeness.may_be_one(id(a), id(b)),
            name,
        );
        let outlets: BTreeSet<&str> = counted.iter().map(|at| self.outlet(at).0).collect();
        let conflicts = |update: bool| {
            let touching = all.iter().filter_map(|at| self.touching.get(&stretch(at))).flatten();
            let mut whys: Vec<&str> = Vec::new();
            for conflict in touching.filter(|conflict| conflict.update == update) {
                if !whys.contains(&conflict.why.as_str()) {
                    whys.push(&conflict.why);
                }
            }
            whys.join("; ")
        };
        let is_disputed = all
            .iter()
            .filter_map(|at| self.touching.get(&stretch(at)))
            .flatten()
            .any(|conflict| !conflict.update);
        let standing = standing::rule(is_disputed, outlets.len(), independent);
        let mut why = match standing {
            Standing::Disputed => {
                format!("disputed: {}; {}", conflicts(false), self.origins_in_words(&all, &origins))
            }
            Standing::SingleSource => self.alone(&counted, &carried),
            Standing::Corroborated => self.origins_in_words(&counted, &carried),
            Standing::Echoed => {
                format!("{} outlets, {}", outlets.len(), self.origins_in_words(&counted, &carried))
            }
        };
        if standing != Standing::SingleSource {
            for doubt in doubts.iter().take(standing::DOUBTS) {
                why.push_str("; ");
                why.push_str(doubt);
            }
        }
        let updates = conflicts(true);
        if !updates.is_empty() {
            why.push_str("; updated: ");
            why.push_str(&updates);
        }
        let mut sayings = claim.sayings.clone();
        sayings.retain(|saying| {
            let from = all.iter().filter(|at| rests_on(at, &saying.origin));
            from.map(|at| self.outlet(at).0).collect::<BTreeSet<_>>().len() >= 2
        });
        Judgement { standing, why, origins: origins.iter().map(|&o| id(o).to_owned()).collect(), sayings }
    }

    /// The statements that say what the claim's text says: one that has an older or newer value, by an update, confirms
    /// nothing.
    fn agreeing<'c>(&self, claim: &'c ClaimRecord) -> Vec<&'c ClaimStatement> {
        let mut counted: Vec<&ClaimStatement> = claim.statements.iter().collect();
        let words = |at: &&&ClaimStatement| {
            self.texts.words(&at.report, at.start, at.end) == Some(claim.text.as_str())
        };
        let Some(core) = counted.iter().find(words).map(|at| stretch(at)) else { return counted };
        let updates = self.touching.get(&core).into_iter().flatten().filter(|conflict| conflict.update);
        for update in updates {
            let value_of = |at: Stretch| {
                let side =
                    update.statements.iter().position(|s| (s.report.as_str(), s.start, s.end) == at)?;
                update.values.get(side).map(|value| value.to_lowercase())
            };
            let of_core = value_of(core);
            counted.retain(|at| value_of(stretch(at)).is_none_or(|value| Some(value) == of_core));
        }
        counted
    }

    /// Places of the origins that statements rest on, each once, in order.
    fn origins_of(&self, statements: &[&ClaimStatement]) -> Vec<usize> {
        let rest = |origin: &OriginRecord| statements.iter().any(|at| rests_on(at, &origin.id));
        (0..self.story.origins.len()).filter(|&place| rest(&self.story.origins[place])).collect()
    }

    /// Key and name of the outlet of a statement.
    fn outlet(&self, at: &ClaimStatement) -> (&str, &str) {
        self.outlets.get(at.report.as_str()).map_or(("", ""), |(key, name)| (key, name))
    }

    /// "2 origins: A's own reporting; South Korea's military, by way of B"
    fn origins_in_words(&self, statements: &[&ClaimStatement], origins: &[usize]) -> String {
        let one = |&place: &usize| {
            let origin = &self.story.origins[place];
            let through = in_words(
                statements
                    .iter()
                    .filter(|at| rests_on(at, &origin.id))
                    .map(|at| self.outlet(at).1.to_owned()),
            );
            let is_own =
                origin.kind == OriginKind::Outlet && origin.name == format!("{through}'s own reporting");
            if is_own { origin.name.clone() } else { format!("{}, by way of {through}", origin.name) }
        };
        let mut parts: Vec<String> = origins.iter().take(standing::SHOWN).map(one).collect();
        if origins.len() > standing::SHOWN {
            parts.push(format!("and {} more", origins.len() - standing::SHOWN));
        }
        let s = if origins.len() == 1 { "" } else { "s" };
        format!("{} origin{s}: {}", origins.len(), parts.join("; "))
    }

    /// "only A: its own reporting"
    fn alone(&self, statements: &[&ClaimStatement], origins: &[usize]) -> String {
        let Some(first) = statements.first() else { return String::new() };
        let name = self.outlet(first).1;
        let from = |&place: &usize| {
            let origin = &self.story.origins[place];
            let is_own =
                origin.kind == OriginKind::Outlet && origin.name == format!("{name}'s own reporting");
            if is_own { "its own reporting".to_owned() } else { format!("from {}", origin.name) }
        };
        format!("only {name}: {}", origins.iter().map(from).collect::<Vec<_>>().join("; "))
    }
}

fn stretch(at: &ClaimStatement) -> Stretch<'_> {
    (&at.report, at.start, at.end)
}

fn rests_on(at: &ClaimStatement, origin: &str) -> bool {
    at.origin == origin || at.also_from.iter().any(|also| also == origin)
}
