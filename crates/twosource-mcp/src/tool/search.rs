//! Searching the collection.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::file::Standing;
use twosource_store::{Query, StoreError, StoryFilter};

use crate::quoted::{NOTE, words};
use crate::{Assistant, limits};

/// Characters of a field at most.
const LONGEST: usize = 1000;

/// What to look for. All conditions hold together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Words of the title or text. "two words" stand together, -word must not be there, OR between words lets either do. Fields may stand
    /// among them: outlet:"Harbour Post" date:2023-09-13..2023-09-15.
    #[serde(default)]
    query: String,
    /// Words of the outlet's name.
    outlet: Option<String>,
    /// Words of whoever says it; statements are found then.
    speaker: Option<String>,
    /// Words of a name that is mentioned.
    entity: Option<String>,
    /// How the claim of the statement stands; statements are found then.
    standing: Option<Standing>,
    /// Hits to tell; 10 where not said.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// How many there are in all; without regard to a standing that was asked.
    total: usize,
    /// Reports or statements, the best first.
    hits: Vec<Hit>,
    /// Where nothing was asked for: the newest stories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stories: Vec<Summary>,
    /// How to take the quoted words.
    note: &'static str,
}

/// A report or statement that fits.
#[derive(Debug, Serialize, JsonSchema)]
struct Hit {
    /// Its story, for `story`.
    story: String,
    /// Id of the report.
    report: String,
    /// Who published it.
    outlet: Option<String>,
    /// When.
    published: Option<String>,
    /// Where it can be read.
    url: Option<String>,
    /// For a statement: its first code point in the report's text and the one after its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<[usize; 2]>,
    /// For a statement: who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    /// For a statement whose standing was asked: its claim's.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<Standing>,
    /// Words around what was asked for.
    quoted: String,
}

/// A story in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Summary {
    /// Its number.
    story: String,
    /// Its title, in the words of a report.
    quoted_title: String,
    /// How many reports it has.
    reports: usize,
    /// Their outlets.
    outlets: Vec<String>,
    /// First and last day of publication.
    published: Vec<String>,
}

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    let long = [Some(&asked.query), asked.outlet.as_ref(), asked.speaker.as_ref(), asked.entity.as_ref()];
    if long.into_iter().flatten().any(|field| field.chars().count() > LONGEST) {
        return Err(format!("a field has at most {LONGEST} characters"));
    }
    let limit = asked.limit.unwrap_or(limits::HITS).clamp(1, limits::MOST_HITS);
    let given = |field: Option<String>| field.filter(|words| !words.trim().is_empty());
    let (outlet, speaker, entity) = (given(asked.outlet), given(asked.speaker), given(asked.entity));
    if asked.query.trim().is_empty()
        && outlet.is_none()
        && speaker.is_none()
        && entity.is_none()
        && asked.standing.is_none()
    {
        let filter = StoryFilter { limit, ..StoryFilter::default() };
        let question =
            assistant.house.ask(move |store, _| -> Result<_, StoreError> { store.front(&filter, 0) });
        let found = question.await.map_err(|trouble| trouble.to_string())?;
        let summary = |story: &twosource_store::StorySummary| Summary {
            story: story.id.to_string(),
            quoted_title: words(&story.title),
            reports: story.reports,
            outlets: story.outlets.iter().take(limits::HITS).map(|outlet| words(outlet)).collect(),
            published: story.published.clone(),
        };
        let stories = found.stories.iter().map(summary).collect();
        return Ok(Answer { total: found.total, hits: Vec::new(), stories, note: NOTE });
    }
    let mut query: Query = asked.query.parse().map_err(|error: StoreError| error.to_string())?;
    query.outlet = outlet.or(query.outlet);
    query.speaker = speaker.or(query.speaker);
    query.entity = entity.or(query.entity);
    query.standing = asked.standing.or(query.standing);
    query.limit = limit;
    let question = assistant.house.ask(move |store, weigher| store.search(&query, Some(weigher)));
    let found = question.await.map_err(|trouble| trouble.to_string())?;
    let hits = found.hits.into_iter().map(|hit| Hit {
        story: hit.story.to_string(),
        report: hit.report,
        outlet: hit.outlet.as_deref().map(words),
        published: hit.published,
        url: hit.url,
        place: hit.place,
        speaker: hit.speaker.as_deref().map(words),
        standing: hit.standing,
        quoted: words(&hit.snippet),
    });
    Ok(Answer { total: found.total, hits: hits.collect(), stories: Vec::new(), note: NOTE })
}
