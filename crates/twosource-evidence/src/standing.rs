//! How a claim stands, and why.
//!
//! What supports a claim is told in [`support`], what counts in [`count`], in the desk's [`HouseRules`], and the words for
//! it are made in [`reason`].

mod caution;
mod count;
mod distance;
pub(crate) mod genre;
pub(crate) mod one_text;
pub(crate) mod reason;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use twosource_annotate::{AttributionKind, Certainty};

use crate::claim::Claim;
use crate::conflict::Conflict;
use crate::dependence;
use crate::dependence::outlet::Outlet;
use crate::file::{Standing, Support};
use crate::house_rules::{HouseRules, Owners};
use crate::origin::{Ground, Origins, Saying, saying};
use crate::story::{StatementRef, Story};
pub use caution::Caution;
pub(crate) use count::{Count, Counted, independent, rule};
use one_text::Said;
use reason::{Reason, Told};
use support::Supports;

/// How a claim stands, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands.
    pub standing: Standing,
    /// The rule that gave it, in words.
    pub rule: &'static str,
    /// Origins of its statements (indices), each once, in order: whoever is named, and no outlet that names nobody.
    pub origins: Vec<usize>,
    /// What each of its statements does for it.
    pub support: BTreeMap<StatementRef, Support>,
    /// In words.
    pub why: String,
    /// What to know beside it.
    pub cautions: Vec<Caution>,
    /// For each speaker that several outlets name, how it stands that he said so.
    pub sayings: Vec<Saying>,
}

/// Judges each claim, in the order of `claims`.
///
/// Disputed where statements of it stand in a conflict that is no mere update; else single-source where one outlet alone
/// says it, however many sources that outlet names; else corroborated where as many of its named origins as the rules ask for
/// are surely independent; else unsourced where nobody names a source and no outlet is seen to lean on another; else echoed.
pub fn judge(
    story: &Story,
    claims: &[Claim],
    conflicts: &[Conflict],
    origins: &Origins,
    rules: &HouseRules,
) -> Vec<Judgement> {
    let mut touching: Vec<Vec<&Conflict>> = vec![Vec::new(); claims.len()];
    for conflict in conflicts {
        for &claim in &conflict.claims {
            touching[claim].push(conflict);
        }
    }
    let (supports, translated) = (Supports::of(story), caution::translated(story));
    let bench = Bench { story, origins, rules, supports, translated, touching };
    claims.iter().enumerate().map(|(place, claim)| bench.judge(place, claim)).collect()
}

struct Bench<'s> {
    story: &'s Story,
    origins: &'s Origins,
    rules: &'s HouseRules,
    supports: Supports,
    /// Reports that are translations.
    translated: BTreeSet<usize>,
    /// By claim.
    touching: Vec<Vec<&'s Conflict>>,
}

impl Bench<'_> {
    fn judge(&self, place: usize, claim: &Claim) -> Judgement {
        let origins = self.origins;
        let mut support = self.supports.of_claim(self.story, claim);
        let agreeing = self.agreeing(place, claim);
        for (at, does) in &mut support {
            if matches!(does, Support::Says | Support::Carries) && !agreeing.statements.contains(at) {
                *does = Support::Apart;
            }
        }
        let with = |kinds: &[Support]| -> Vec<StatementRef> {
            let does = |at: &&StatementRef| support.get(at).is_some_and(|does| kinds.contains(does));
            agreeing.statements.iter().filter(does).copied().collect()
        };
        // A denial that stands alone is one outlet's word like any other.
        let mut carrying = with(&[Support::Says, Support::Carries]);
        if carrying.is_empty() {
            carrying.clone_from(&agreeing.statements);
        }
        let says = with(&[Support::Says]);
        let named = |statements: &[StatementRef]| -> Vec<usize> {
            let mut found = origins_of(statements, origins);
            found.retain(|&origin| {
                origins.ground(origin) != Ground::Silent || self.rules.counts(&self.counted(origin))
            });
            found
        };
        let carried = named(&carrying);
        let confirming: Vec<StatementRef> =
            says.iter().filter(|at| claim.confirming.contains(at)).copied().collect();
        let (independent, doubts) = count::independent(
            &named(&confirming),
            self.rules,
            |origin| self.counted(origin),
            |a, b| {
                let of = |origin: usize| -> Vec<Said> {
                    let resting = confirming.iter().filter(|at| origins.rests_on(**at, origin));
                    resting.map(|&at| self.said(at)).collect()
                };
                let name = |origin: usize| origins.origins[origin].name.as_str();
                let text = || one_text::doubt((&of(a), name(a)), (&of(b), name(b)));
                origins.may_be_one(a, b).or_else(text)
            },
        );
        let denied: BTreeSet<usize> =
            support.iter().filter(|(_, does)| **does == Support::Denies).map(|(at, _)| at.report).collect();
        let naming: BTreeSet<String> = says
            .iter()
            .filter(|at| independent.iter().any(|&origin| origins.rests_on(**at, origin)))
            .map(|at| self.outlet(at.report))
            .collect();
        let silent: BTreeSet<usize> = origins_of(&carrying, origins)
            .into_iter()
            .filter(|&origin| origins.ground(origin) == Ground::Silent && !origins.is_circle(origin))
            .collect();
        let count = Count {
            disputed: self.conflicts(place, false).next().is_some(),
            outlets: carrying.iter().map(|at| self.outlet(at.report)).collect::<BTreeSet<_>>().len(),
            naming: naming.len(),
            origins: carried.len(),
            silent: silent.len(),
            independent: independent.len(),
            needed: self.needed(claim),
            denied: !denied.is_empty(),
            separately: says.iter().any(|&at| self.separately(at)),
        };
        let (standing, rule) = count::rule(&count);
        let shown = if standing == Standing::Disputed { &claim.statements } else { &carrying };
        let whys = |update: bool| {
            let mut whys: Vec<&str> = Vec::new();
            for conflict in self.conflicts(place, update) {
                if !whys.contains(&conflict.why.as_str()) {
                    whys.push(&conflict.why);
                }
            }
            whys.join("; ")
        };
        let reason = Reason {
            told: named(shown).iter().map(|&origin| self.told(origin, shown, &independent)).collect(),
            silent: self.silent(shown),
            outlets: self.names(shown.iter().map(|at| at.report)),
            doubts,
            disputes: whys(false),
            updates: whys(true),
            deniers: self.names(denied.iter().copied()),
            notes: self.supports.notes(self.story, claim),
            near: self.near(claim, &support, shown),
            one_voice: silent.iter().next().map(|&origin| origins.origins[origin].why.clone()),
            quoted: self.all_quote(&carrying),
        };
        let said = Claim { statements: carrying, ..claim.clone() };
        Judgement {
            standing,
            rule,
            origins: named(&claim.statements),
            support,
            why: reason.in_words(standing),
            cautions: caution::of_claim(self.story, &said, origins, &carried, &self.translated),
            sayings: saying::of_claim(self.story, &said, origins),
        }
    }

    /// A statement as far as it shows whose words it has.
    fn said(&self, at: StatementRef) -> Said {
        let annotated = &self.story.reports[at.report];
        let statement = &annotated.statements[at.statement];
        let span = statement.span;
        let segment = annotated.report.segment_at(span.start).map_or(span, |segment| segment.span);
        let attribution = statement.attribution.and_then(|index| annotated.attributions.get(index));
        let direct = attribution.is_some_and(|a| a.kind == AttributionKind::Direct);
        Said::of((at.report, span.start), &annotated.report.text, span, segment, direct)
    }

    fn counted(&self, origin: usize) -> Counted<'_> {
        let origin = &self.origins.origins[origin];
        Counted { name: &origin.name, kind: origin.kind, ground: origin.ground }
    }

    /// Conflicts over a detail of a claim.
    fn conflicts(&self, place: usize, update: bool) -> impl Iterator<Item = &Conflict> {
        self.touching[place].iter().copied().filter(move |conflict| conflict.update == update)
    }

    /// What tells a report's outlet from others: by the rules, its owner.
    fn outlet(&self, report: usize) -> String {
        let owner = Outlet::of(&self.story.reports[report].report).and_then(|outlet| outlet.owner());
        match owner.filter(|_| self.rules.common_owner == Owners::One) {
            Some(owner) => format!("owner:{owner}"),
            None => self.supports.key(report).to_owned(),
        }
    }

    /// How many origins a claim needs, by its kind.
    fn needed(&self, claim: &Claim) -> usize {
        let annotated = &self.story.reports[claim.core.report];
        let statement = &annotated.statements[claim.core.statement];
        let needed = &self.rules.origins_needed;
        if statement.certainty == Certainty::Planned {
            return needed.plan;
        }
        let figure = statement.span.of(&annotated.report.text).contains(|c: char| c.is_ascii_digit());
        if figure { needed.figure } else { needed.default }
    }

    /// True where a sentence says that its sources were reached separately.
    fn separately(&self, at: StatementRef) -> bool {
        let annotated = &self.story.reports[at.report];
        let sentence = annotated.statements[at.statement].sentence;
        let words =
            annotated.sentences.get(sentence).map(|s| s.span.of(&annotated.report.text).to_lowercase());
        words.is_some_and(|words| words.contains("separately") || words.contains("independently of"))
    }

    /// The claim with only those statements that say what its text says: one that has an older or newer value, by an update,
    /// confirms nothing.
    fn agreeing(&self, place: usize, claim: &Claim) -> Claim {
        let mut counted = claim.clone();
        counted.statements.retain(|at| claim.supporters.contains(at));
        let updates = self.conflicts(place, true);
        for update in updates {
            let value_of = |at: StatementRef| {
                update.sides.iter().find(|side| side.0 == at).map(|side| side.1.to_lowercase())
            };
            let of_core = value_of(claim.core);
            counted.statements.retain(|&at| value_of(at).is_none_or(|value| Some(value) == of_core));
        }
        counted
    }

    fn names(&self, reports: impl Iterator<Item = usize>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for report in reports {
            let name = dependence::name(&self.story.reports[report].report, report);
            if known.insert(name.clone()) {
                names.push(name);
            }
        }
        names
    }

    /// Outlets of a claim that do not bear its words, and say no contrary.
    fn near(
        &self,
        claim: &Claim,
        support: &BTreeMap<StatementRef, Support>,
        shown: &[StatementRef],
    ) -> Vec<String> {
        let apart = claim.statements.iter().filter(|at| support.get(at) == Some(&Support::Apart));
        let bearing = self.names(shown.iter().map(|at| at.report));
        let mut near = self.names(apart.map(|at| at.report));
        near.retain(|name| !bearing.contains(name));
        near
    }

    /// Outlets that say it and nowhere name anybody for it.
    fn silent(&self, statements: &[StatementRef]) -> Vec<String> {
        let is_silent = |at: &&StatementRef| {
            let of = self.origins.of.get(at).into_iter().flatten();
            of.into_iter().all(|&origin| self.origins.ground(origin) == Ground::Silent)
        };
        let naming = self.names(statements.iter().filter(|at| !is_silent(at)).map(|at| at.report));
        let mut silent = self.names(statements.iter().filter(is_silent).map(|at| at.report));
        silent.retain(|name| !naming.contains(name));
        silent
    }

    fn told(&self, origin: usize, statements: &[StatementRef], counts: &[usize]) -> Told {
        let mut by: Vec<String> = Vec::new();
        for at in statements.iter().filter(|at| self.origins.rests_on(**at, origin)) {
            let name = dependence::name(&self.story.reports[at.report].report, at.report);
            let through = match self.origins.by_way_of(*at) {
                [] => name,
                through => format!("{name} (through {})", through.join(", from ")),
            };
            if !by.contains(&through) && by.len() <= reason::SHOWN {
                by.push(through);
            }
        }
        Told { name: self.origins.origins[origin].name.clone(), counts: counts.contains(&origin), by }
    }

    fn all_quote(&self, statements: &[StatementRef]) -> bool {
        let outlets: BTreeSet<&str> = statements.iter().map(|at| self.supports.key(at.report)).collect();
        let quoting: BTreeSet<&str> = statements
            .iter()
            .filter(|at| self.origins.is_quoted(**at))
            .map(|at| self.supports.key(at.report))
            .collect();
        !outlets.is_empty() && quoting.len() == outlets.len()
    }
}

/// The origins of statements, each once, in order.
fn origins_of(statements: &[StatementRef], origins: &Origins) -> Vec<usize> {
    let mut found: Vec<usize> =
        statements.iter().filter_map(|at| origins.of.get(at)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}
