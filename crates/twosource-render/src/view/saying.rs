//! How a report stands to what it carries: on its own word, from a source, as a plan, denied.

use std::collections::BTreeMap;

use twosource_evidence::file::{AttributionRecord, CastMember};

use super::ReportView;
use crate::printable::{brief_line, line};

/// Hops of a chain that a brief tells.
const HOPS: usize = 4;
/// Longest name of a source, in characters.
const SOURCE: usize = 60;
/// Words that only point at a name given elsewhere.
const PRONOUNS: [&str; 10] = ["he", "she", "it", "they", "who", "which", "him", "her", "them", "that"];

/// How a report stands to a statement it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stance {
    Own,
    Attributed,
    Hedged,
    Planned,
    Conditional,
    Denied,
    Questioned,
}

impl Stance {
    fn of(certainty: &str, attributed: bool) -> Self {
        match certainty {
            "hedged" => Stance::Hedged,
            "planned" => Stance::Planned,
            "conditional" => Stance::Conditional,
            "denied" => Stance::Denied,
            "questioned" => Stance::Questioned,
            _ if attributed || certainty == "attributed" => Stance::Attributed,
            _ => Stance::Own,
        }
    }

    /// In a word or three, for a cell of the matrix.
    pub fn word(self) -> &'static str {
        match self {
            Stance::Own => "says so",
            Stance::Attributed => "attributes",
            Stance::Hedged => "hedged",
            Stance::Planned => "as planned",
            Stance::Conditional => "on condition",
            Stance::Denied => "in the negative",
            Stance::Questioned => "as a question",
        }
    }

    /// Short name for icons and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Stance::Own => "own",
            Stance::Attributed => "att",
            Stance::Hedged => "hed",
            Stance::Planned => "pla",
            Stance::Conditional => "con",
            Stance::Denied => "den",
            Stance::Questioned => "que",
        }
    }

    pub const ALL: [Stance; 7] = [
        Stance::Own,
        Stance::Attributed,
        Stance::Hedged,
        Stance::Planned,
        Stance::Conditional,
        Stance::Denied,
        Stance::Questioned,
    ];
}

/// How a report gives a statement, and from whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    pub stance: Stance,
    /// Its source, with the one it came by: "Kim Jong Un, via footage broadcast on Russian TV".
    pub from: Option<String>,
    /// Whom it came by, the nearest to the source first.
    pub via: Vec<String>,
}

impl Saying {
    pub fn new(
        report: &ReportView<'_>,
        cast: &BTreeMap<(&str, &str), &CastMember>,
        certainty: &str,
        attribution: Option<&str>,
    ) -> Self {
        let mut chain = attribution.map(|id| chain(report, cast, id)).unwrap_or_default();
        // An outlet that cites itself says so itself: a company in its own release.
        let itself = !chain.is_empty() && chain.iter().all(|name| *name == report.label);
        chain.retain(|name| *name != report.label);
        let via = chain.get(1..).unwrap_or_default().to_vec();
        let from = match chain.split_first() {
            None => None,
            Some((source, [])) => Some(source.clone()),
            Some((source, by_way_of)) => Some(format!("{source}, via {}", by_way_of.join(", via "))),
        };
        let own = itself || attribution.is_none();
        let certainty = if itself && certainty == "attributed" { "asserted" } else { certainty };
        Saying { stance: Stance::of(certainty, !own), from, via }
    }

    /// What follows an outlet's name in a line of sources; empty for its own plain word.
    pub fn remark(&self) -> String {
        match (self.stance, &self.from) {
            (Stance::Own, _) => String::new(),
            (Stance::Attributed, Some(from)) => format!("from {from}"),
            (Stance::Attributed, None) => "from a source".to_owned(),
            (stance, Some(from)) => format!("{}, from {from}", stance.word()),
            (stance, None) => stance.word().to_owned(),
        }
    }

    /// The whole of it, for a label: "attributes to Dmitry Peskov".
    pub fn in_words(&self) -> String {
        match (self.stance, &self.from) {
            (Stance::Own, _) => "says so itself".to_owned(),
            (Stance::Attributed, Some(from)) => format!("attributes it to {from}"),
            (Stance::Attributed, None) => "attributes it".to_owned(),
            _ => self.remark(),
        }
    }
}

/// The sources of an attribution, the speaker first, then whoever it came by.
fn chain(report: &ReportView<'_>, cast: &BTreeMap<(&str, &str), &CastMember>, id: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut next = report.attribution(id);
    let mut hops = 0;
    while let Some(attribution) = next.filter(|_| hops < HOPS) {
        if let Some(name) = source(report, cast, attribution).filter(|name| !names.contains(name)) {
            names.push(name);
        }
        next = attribution.via.as_deref().and_then(|via| report.attribution(via));
        hops += 1;
    }
    names
}

/// The name of an attribution's source: the cast's name for a person, otherwise the report's words.
pub(crate) fn source(
    report: &ReportView<'_>,
    cast: &BTreeMap<(&str, &str), &CastMember>,
    attribution: &AttributionRecord,
) -> Option<String> {
    let source = attribution.source.as_ref()?;
    let words: Vec<String> = source.ranges.iter().map(|[start, end]| report.words(*start, *end)).collect();
    let words = brief_line(&words.join(" "), SOURCE);
    let entity = source.entity.as_deref();
    let known =
        entity.and_then(|e| cast.get(&(report.record.id.as_str(), e))).map(|member| line(&member.name));
    let known = known.or_else(|| entity.and_then(|e| report.entity(e)).map(|e| line(&e.name)));
    let known = known.map(|name| brief_line(&name, SOURCE)).filter(|name| !name.is_empty());
    let only_points = PRONOUNS.contains(&words.to_lowercase().as_str());
    match known {
        Some(name) if source.kind == "person" || only_points || words.is_empty() => Some(name),
        _ if words.is_empty() || only_points => None,
        _ => Some(words),
    }
}
