//! How a claim stands by the rules, told from an evidence file: for claims that a person put together or took apart.
//!
//! The rule is [`standing::rule`]; statements keep the origins that the evidence gives them.

use std::collections::{BTreeMap, BTreeSet};

use twosource_text::Span;

use super::anchor::Stretch;
use crate::dependence::outlet::Outlet;
use crate::file::{
    ClaimRecord, ClaimStatement, ConflictRecord, Evidence, OriginRecord, SayingRecord, Standing, StoryRecord,
    Support,
};
use crate::house_rules::HouseRules;
use crate::origin::Ground;
use crate::origin::recorded::Recorded;
use crate::standing::one_text::{self, Said};
use crate::standing::reason::{Reason, Told};
use crate::standing::{self, Count, Counted};

/// How a claim stands by the rules.
pub(super) struct Judgement {
    pub standing: Standing,
    pub rule: &'static str,
    pub why: String,
    /// Ids of its origins, in their order.
    pub origins: Vec<String>,
    /// Those of its sayings that still hold.
    pub sayings: Vec<SayingRecord>,
}

/// What the claims of a story are judged by.
pub(super) struct Bench<'s> {
    story: &'s StoryRecord,
    recorded: Recorded,
    rules: HouseRules,
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
            recorded: Recorded::of(evidence, story),
            rules: HouseRules::of(&evidence.run),
            touching,
            outlets: outlets.collect(),
            texts: super::anchor::Texts::of(evidence),
        }
    }

    pub fn judge(&self, claim: &ClaimRecord) -> Judgement {
        let all: Vec<&ClaimStatement> = claim.statements.iter().collect();
        let does = |kinds: &[Support]| -> Vec<&ClaimStatement> {
            all.iter().copied().filter(|at| kinds.contains(&at.support)).collect()
        };
        let mut counted = does(&[Support::Says, Support::Carries]);
        if counted.is_empty() {
            counted = does(&[Support::Denies, Support::Nothing]);
        }
        if counted.is_empty() {
            counted.clone_from(&all);
        }
        let id = |origin: usize| self.story.origins[origin].id.as_str();
        let origins = self.named(&all);
        let carried = self.named(&counted);
        let says = does(&[Support::Says]);
        let (independent, doubts) = standing::independent(
            &self.named(&says),
            &self.rules,
            |origin| self.counted(origin),
            |a, b| {
                let of = |origin: usize| -> Vec<Said> {
                    says.iter().filter(|at| at.rests_on(id(origin))).filter_map(|at| self.said(at)).collect()
                };
                let name = |origin: usize| self.story.origins[origin].name.as_str();
                let text = || one_text::doubt((&of(a), name(a)), (&of(b), name(b)));
                self.recorded.may_be_one(id(a), id(b)).or_else(text)
            },
        );
        let keys = |statements: &mut dyn Iterator<Item = &&ClaimStatement>| {
            statements.map(|at| self.outlet(at).0.to_owned()).collect::<BTreeSet<_>>()
        };
        let touching = self.touching(claim);
        let conflicts = |update: bool| {
            let mut whys: Vec<&str> = Vec::new();
            for conflict in touching.iter().filter(|conflict| conflict.update == update) {
                if !whys.contains(&conflict.why.as_str()) {
                    whys.push(&conflict.why);
                }
            }
            whys.join("; ")
        };
        let is_disputed = touching.iter().any(|conflict| !conflict.update);
        let is_silent = |at: &&&ClaimStatement| self.named(&[**at]).is_empty();
        let denied = does(&[Support::Denies]);
        let count = Count {
            disputed: is_disputed,
            outlets: keys(&mut counted.iter()).len(),
            naming: keys(&mut says.iter().filter(|at| independent.iter().any(|&o| at.rests_on(id(o))))).len(),
            origins: carried.len(),
            silent: counted
                .iter()
                .filter(is_silent)
                .map(|at| at.origin.as_str())
                .collect::<BTreeSet<_>>()
                .len(),
            independent: independent.len(),
            needed: self.needed(claim),
            denied: !denied.is_empty(),
            separately: false,
        };
        let (standing, rule) = standing::rule(&count);
        let shown = if standing == Standing::Disputed { &all } else { &counted };
        let reason = Reason {
            told: self.named(shown).iter().map(|&origin| self.told(origin, shown, &independent)).collect(),
            silent: self.names(&mut shown.iter().filter(is_silent)),
            outlets: self.names(&mut shown.iter()),
            doubts,
            disputes: conflicts(false),
            updates: conflicts(true),
            deniers: self.names(&mut denied.iter()),
            ..Reason::default()
        };
        let why = reason.in_words(standing);
        let mut sayings = claim.sayings.clone();
        sayings.retain(|saying| {
            let from = all.iter().filter(|at| at.rests_on(&saying.origin));
            from.map(|at| self.outlet(at).0).collect::<BTreeSet<_>>().len() >= 2
        });
        Judgement {
            standing,
            rule,
            why,
            origins: origins.iter().map(|&o| id(o).to_owned()).collect(),
            sayings,
        }
    }

    /// The conflicts over a detail of the claim: those that hold two of its statements.
    fn touching(&self, claim: &ClaimRecord) -> Vec<&'s ConflictRecord> {
        let mut held: BTreeMap<&str, (usize, &'s ConflictRecord)> = BTreeMap::new();
        for conflict in claim.statements.iter().filter_map(|at| self.touching.get(&stretch(at))).flatten() {
            held.entry(&conflict.id).or_insert((0, conflict)).0 += 1;
        }
        let own = |conflict: &ConflictRecord| conflict.claims.contains(&claim.id);
        let made = !self.story.claims.iter().any(|known| known.id == claim.id);
        held.into_values()
            .filter(|(count, conflict)| own(conflict) || made && *count > 1)
            .map(|(_, c)| c)
            .collect()
    }

    /// How many origins a claim needs, by its kind.
    fn needed(&self, claim: &ClaimRecord) -> usize {
        let needed = &self.rules.origins_needed;
        let words = |at: &&ClaimStatement| {
            self.texts.words(&at.report, at.start, at.end) == Some(claim.text.as_str())
        };
        if claim.statements.iter().find(words).is_some_and(|at| at.certainty == "planned") {
            return needed.plan;
        }
        let figure = claim.text.contains(|c: char| c.is_ascii_digit());
        if figure { needed.figure } else { needed.default }
    }

    /// Places of the origins that statements rest on and that are named, each once, in order.
    fn named(&self, statements: &[&ClaimStatement]) -> Vec<usize> {
        let rest = |origin: &OriginRecord| statements.iter().any(|at| at.rests_on(&origin.id));
        let is_named = |place: &usize| {
            let origin = &self.story.origins[*place];
            rest(origin) && (origin.ground != Ground::Silent || self.rules.counts(&self.counted(*place)))
        };
        (0..self.story.origins.len()).filter(is_named).collect()
    }

    fn counted(&self, place: usize) -> Counted<'_> {
        let origin = &self.story.origins[place];
        Counted { name: &origin.name, kind: origin.kind, ground: origin.ground }
    }

    fn told(&self, place: usize, statements: &[&ClaimStatement], counts: &[usize]) -> Told {
        let origin = &self.story.origins[place];
        Told {
            name: origin.name.clone(),
            counts: counts.contains(&place),
            by: self.names(&mut statements.iter().filter(|at| at.rests_on(&origin.id))),
        }
    }

    /// A statement as far as it shows whose words it has.
    fn said(&self, at: &ClaimStatement) -> Option<Said> {
        let record = self.texts.record(&at.report)?;
        let report = self.story.reports.iter().position(|id| *id == at.report)?;
        let holds = |start: usize, end: usize| start <= at.start && at.start < end;
        let segment = record.segments.iter().find(|segment| holds(segment.start, segment.end));
        let (start, end) =
            segment.map_or((at.start, at.end), |segment| (segment.start, segment.end.max(at.end)));
        let text = self.texts.words(&at.report, start, end)?;
        let before = self.texts.words(&at.report, start, at.start)?.len();
        let own = self.texts.words(&at.report, at.start, at.end)?.len();
        let attribution = at.attribution.as_deref();
        let attribution = attribution.and_then(|id| record.attributions.iter().find(|a| a.id == id));
        let direct = attribution.is_some_and(|a| a.kind == "direct");
        let (span, whole) = (Span::new(before, before + own), Span::new(0, text.len()));
        Some(Said::of((report, at.start), text, span, whole, direct))
    }

    /// The names of the outlets of statements, each once.
    fn names(&self, statements: &mut dyn Iterator<Item = &&ClaimStatement>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for at in statements {
            let name = self.outlet(at).1;
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// Key and name of the outlet of a statement.
    fn outlet(&self, at: &ClaimStatement) -> (&str, &str) {
        self.outlets.get(at.report.as_str()).map_or(("", ""), |(key, name)| (key, name))
    }
}

fn stretch(at: &ClaimStatement) -> Stretch<'_> {
    (&at.report, at.start, at.end)
}
