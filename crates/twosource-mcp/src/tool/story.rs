//! A story, short: what is solid, what is not, and who depends on whom.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::Evidence;
use twosource_evidence::file::{CautionKind, DependenceKind, ReportRecord, Slot, Standing, StoryRecord};

use crate::quoted::{NOTE, Quoted, words};
use crate::{Assistant, limits, resource};

/// Which story.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Its number, as `search` tells it: "S12".
    story: String,
    /// Claims to tell of each standing; 6 where not said.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
}

/// A story of the collection.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// The story.
    story: Story,
    /// Where its evidence file is.
    evidence: String,
    /// How to take the quoted words, and a standing.
    note: &'static str,
}

/// A story, short.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Story {
    /// Its id; claims are told from those of other stories by it.
    pub id: String,
    /// Its title, in the words of a report.
    pub quoted_title: String,
    /// Its reports.
    pub reports: Vec<Report>,
    /// How many claims stand how.
    pub tally: BTreeMap<String, usize>,
    /// Claims, those of several outlets first; of each standing as many as asked.
    pub claims: Vec<Claim>,
    /// Claims of each standing that are not told here.
    pub left_out: BTreeMap<String, usize>,
    /// Values that cannot both hold.
    pub conflicts: Vec<Conflict>,
    /// Which reports depend on which.
    pub dependence: Vec<Dependence>,
    /// What reports say themselves is not known.
    pub unanswered: Vec<String>,
}

/// A report of a story.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Report {
    /// Its id.
    id: String,
    /// Its outlet, else its number.
    outlet: String,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted_title: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A claim and how it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Claim {
    /// Its id, for `explain`.
    id: String,
    /// Its words, those of one of its reports.
    quoted: String,
    /// How it stands.
    standing: Standing,
    /// Why, in words.
    why: String,
    /// Whoever is named for it.
    origins: Vec<String>,
    /// Passages that say it, some of them.
    passages: Vec<Quoted>,
    /// Details that its statements give otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differing: Vec<Differing>,
    /// What to know beside the standing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cautions: Vec<Caution>,
}

/// A detail with different values.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Differing {
    /// Which slot.
    on: Slot,
    /// The values in their reports' words, each with the outlets that give it.
    values: Vec<Value>,
}

/// A value and who gives it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Value {
    /// In a report's words.
    quoted: String,
    /// Who gives it.
    outlets: Vec<String>,
}

/// What to know of a claim.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Caution {
    /// Of what kind.
    kind: CautionKind,
    /// In words.
    why: String,
}

/// Values that cannot both hold.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Conflict {
    /// In words.
    quoted: String,
    /// True where a later report replaces an earlier value.
    update: bool,
    /// Ids of the claims they belong to.
    claims: Vec<String>,
}

/// Two reports that do not stand on their own feet.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Dependence {
    /// The two outlets; for a citation, the citing one first.
    pub outlets: [String; 2],
    /// How.
    pub kind: DependenceKind,
    /// In words.
    pub why: String,
}

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    let evidence =
        resource::of_story(assistant, &asked.story).await.map_err(|trouble| trouble.to_string())?;
    let record = evidence.stories.first().ok_or("there is nothing in this story")?;
    Ok(Answer {
        story: told(&evidence, record, limit(asked.limit)),
        evidence: resource::evidence(&record.id),
        note: NOTE,
    })
}

/// How many claims of each standing are told.
pub(crate) fn limit(asked: Option<usize>) -> usize {
    asked.unwrap_or(limits::CLAIMS).clamp(1, limits::MOST_CLAIMS)
}

/// Reports of evidence by id, each with what it is called.
pub(crate) fn names<'e>(
    evidence: &'e Evidence,
    story: &StoryRecord,
) -> BTreeMap<&'e str, (String, &'e ReportRecord)> {
    let number = |id: &str| story.reports.iter().position(|known| known == id).map_or(0, |place| place + 1);
    evidence
        .reports
        .iter()
        .map(|report| {
            let name = report.outlet.clone().unwrap_or_else(|| format!("report {}", number(&report.id)));
            (report.id.as_str(), (words(&name), report))
        })
        .collect()
}

/// The code points of a report between two places.
pub(crate) fn cut(report: &ReportRecord, start: usize, end: usize) -> String {
    words(&report.text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>())
}

/// A story, short.
pub(crate) fn told(evidence: &Evidence, story: &StoryRecord, limit: usize) -> Story {
    let names = names(evidence, story);
    let name = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |(name, _)| name.clone());
    let origin_name =
        |id: &String| story.origins.iter().find(|origin| origin.id == *id).map(|origin| words(&origin.name));
    let mut tally: BTreeMap<String, usize> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let mut claims = Vec::new();
    for claim in &story.claims {
        let standing = claim.standing.as_str().to_owned();
        let count = tally.entry(standing.clone()).or_default();
        *count += 1;
        if *count > limit {
            *left_out.entry(standing).or_default() += 1;
            continue;
        }
        let passages = claim.statements.iter().take(limits::PASSAGES).filter_map(|statement| {
            let (name, report) = names.get(statement.report.as_str())?;
            let from = std::iter::once(&statement.origin).chain(&statement.also_from);
            let from = from.filter(|id| claim.origins.contains(id)).filter_map(origin_name).collect();
            Some(Quoted {
                report: statement.report.clone(),
                outlet: name.clone(),
                start: statement.start,
                end: statement.end,
                quoted: cut(report, statement.start, statement.end),
                from,
            })
        });
        let differing = claim.details.iter().filter(|detail| !detail.agreed).map(|detail| Differing {
            on: detail.on,
            values: detail
                .values
                .iter()
                .map(|value| Value {
                    quoted: words(&value.value),
                    outlets: value.spans.iter().map(|place| name(&place.report)).collect(),
                })
                .collect(),
        });
        claims.push(Claim {
            id: claim.id.clone(),
            quoted: words(&claim.text),
            standing: claim.standing,
            why: words(&claim.why),
            origins: claim.origins.iter().filter_map(origin_name).collect(),
            passages: passages.collect(),
            differing: differing.collect(),
            cautions: claim.cautions.iter().map(|c| Caution { kind: c.kind, why: words(&c.why) }).collect(),
        });
    }
    Story {
        id: story.id.clone(),
        quoted_title: words(&story.title),
        reports: story
            .reports
            .iter()
            .filter_map(|id| names.get(id.as_str()))
            .map(|(name, report)| Report {
                id: report.id.clone(),
                outlet: name.clone(),
                quoted_title: report.title.as_deref().map(words),
                published: report.published.clone(),
                url: report.url.clone(),
            })
            .collect(),
        tally,
        claims,
        left_out,
        conflicts: story
            .conflicts
            .iter()
            .take(limits::MOST_CLAIMS)
            .map(|conflict| Conflict {
                quoted: words(&conflict.why),
                update: conflict.update,
                claims: conflict.claims.clone(),
            })
            .collect(),
        dependence: story
            .dependence
            .iter()
            .take(limits::MOST_CLAIMS)
            .map(|dependence| Dependence {
                outlets: [name(&dependence.reports[0]), name(&dependence.reports[1])],
                kind: dependence.kind,
                why: words(&dependence.why),
            })
            .collect(),
        unanswered: story.open_questions.iter().take(limit).map(|question| words(&question.text)).collect(),
    }
}
