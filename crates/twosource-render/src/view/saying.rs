//! How a report stands to what it carries: on its own word, from a source, as a plan, denied.

use std::collections::BTreeMap;

use twosource_evidence::file::{AttributionRecord, CastMember, OriginKind, OriginRecord, Support};
use twosource_evidence::origin::Ground;

use super::{ReportView, source_name};
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
    Silent,
    Hedged,
    Planned,
    Conditional,
    Contrary,
    Apart,
    Questioned,
}

impl Stance {
    fn of(certainty: &str, attributed: bool) -> Self {
        match certainty {
            "hedged" => Stance::Hedged,
            "planned" => Stance::Planned,
            "conditional" => Stance::Conditional,
            "questioned" => Stance::Questioned,
            // A negation is what the claim says, not how it is said.
            _ if attributed || certainty == "attributed" => Stance::Attributed,
            _ => Stance::Own,
        }
    }

    /// In a word or three, for a cell of the matrix.
    pub fn word(self) -> &'static str {
        match self {
            Stance::Own => "its own reporting",
            Stance::Attributed => "from a source",
            Stance::Silent => "no source named",
            Stance::Hedged => "as possible",
            Stance::Planned => "as planned",
            Stance::Conditional => "on a condition",
            Stance::Contrary => "says the contrary",
            Stance::Apart => "tells it otherwise",
            Stance::Questioned => "as a question",
        }
    }

    /// What its mark means, for the legend.
    pub fn meaning(self) -> &'static str {
        match self {
            Stance::Own => "its own reporting, or of itself",
            Stance::Attributed => "from a source it names",
            Stance::Silent => "no source named",
            Stance::Hedged => "as possible",
            Stance::Planned => "as planned",
            Stance::Conditional => "on a condition",
            Stance::Contrary => "says the contrary",
            Stance::Apart => "tells it otherwise, or something near it",
            Stance::Questioned => "as a question",
        }
    }

    /// Short name for icons and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Stance::Own => "own",
            Stance::Attributed => "att",
            Stance::Silent => "sil",
            Stance::Hedged => "hed",
            Stance::Planned => "pla",
            Stance::Conditional => "con",
            Stance::Contrary => "den",
            Stance::Apart => "apa",
            Stance::Questioned => "que",
        }
    }

    pub const ALL: [Stance; 9] = [
        Stance::Own,
        Stance::Attributed,
        Stance::Silent,
        Stance::Hedged,
        Stance::Planned,
        Stance::Conditional,
        Stance::Contrary,
        Stance::Apart,
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
    /// The value that it gives for what others give otherwise.
    pub differs: Option<String>,
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
        Saying { stance: Stance::of(certainty, !own), from, via, differs: None }
    }

    /// As it stands with what the evidence makes of the statement: what it does for the claim, and what its source stands on.
    pub fn judged(mut self, support: Support, origin: Option<&OriginRecord>, label: &str) -> Self {
        self.stance = match (support, self.stance) {
            (Support::Denies, _) => Stance::Contrary,
            (Support::Apart, Stance::Questioned | Stance::Conditional) => self.stance,
            (Support::Apart, _) => Stance::Apart,
            (_, Stance::Own) => match origin {
                Some(origin) if origin.ground == Ground::Silent => Stance::Silent,
                // What stands in one sentence is often told in the next: whom it has it from.
                Some(origin) if matches!(origin.kind, OriginKind::Speaker | OriginKind::Document) => {
                    let name = source_name(origin);
                    let of_itself = name == label;
                    self.from = (!of_itself).then_some(name);
                    if of_itself { Stance::Own } else { Stance::Attributed }
                }
                Some(origin) if origin.kind == OriginKind::Outlet => Stance::Own,
                // A text whose it is nobody tells.
                _ => Stance::Silent,
            },
            (_, stance) => stance,
        };
        self
    }

    /// What follows an outlet's name in a line of sources, and stands in a cell: "from Dmitry Peskov", "no source named".
    pub fn remark(&self) -> String {
        match (self.stance, &self.from, &self.differs) {
            (Stance::Apart | Stance::Contrary, from, Some(value)) => {
                let from = from.as_ref().map(|from| format!(", from {from}")).unwrap_or_default();
                format!("says {value}{from}")
            }
            (Stance::Own | Stance::Silent, ..) | (_, None, _) => self.stance.word().to_owned(),
            (Stance::Attributed, Some(from), _) => format!("from {from}"),
            (stance, Some(from), _) => format!("{}, from {from}", stance.word()),
        }
    }

    /// [`Saying::remark`] in the fewest words.
    pub fn short(&self) -> String {
        match (self.stance, &self.from, &self.differs) {
            (Stance::Apart | Stance::Contrary, _, Some(value)) => format!("says {}", brief_line(value, 24)),
            (Stance::Attributed, Some(from), _) => {
                brief_line(from.split(", via ").next().unwrap_or(from), 32)
            }
            (stance, ..) => stance.word().to_owned(),
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
