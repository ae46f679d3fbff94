//! Finding reports and statements by their words, and names across stories.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::file::Standing;
use twosource_store::{Hit, Name, Query, StoreError, StoryId, Unit};

use super::answer::Answer;
use super::ask::{Asked, Words};
use super::listing::{self, Page};
use super::operation::Operation;
use super::problem::Problem;
use crate::House;

/// Hits that can be followed, at most: those after them fit worse than a better question would find.
const MOST_HITS: usize = 1_000;

/// What to look for. All conditions hold together.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sought {
    /// Words of the title or text. "two words" stand together, -word must not be there, OR between words lets either do.
    q: Option<Words<1000>>,
    /// Words of the outlet's name.
    outlet: Option<Words<200>>,
    /// Words of whoever says it; statements are found then.
    speaker: Option<Words<200>>,
    /// Words of a name that is mentioned.
    entity: Option<Words<200>>,
    /// First day of publication: 2023-09-13.
    #[schemars(length(max = 10), extend("format" = "date"))]
    from: Option<String>,
    /// Last day of publication, itself included.
    #[schemars(length(max = 10), extend("format" = "date"))]
    to: Option<String>,
    /// How the claim of the statement stands; statements are found then.
    standing: Option<Standing>,
    /// True for a standing as people decided, false (where not said) as weighed.
    decided: Option<bool>,
    /// What to find; reports where nothing else asks for statements.
    unit: Option<Kind>,
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1000))]
    offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<usize>,
}

/// What to find.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// Reports.
    Report,
    /// Statements of reports.
    Statement,
}

/// A report or statement that fits.
#[derive(Serialize, JsonSchema)]
struct Found {
    /// What it is.
    unit: Unit,
    /// Its story.
    story: StoryId,
    /// Id of the report.
    report: String,
    /// Who published it.
    outlet: Option<String>,
    /// Its headline.
    title: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// Where it can be read.
    url: Option<String>,
    /// For a statement: its first code point in the report's text and the one after its last.
    place: Option<[usize; 2]>,
    /// For a statement: who says it, as the report names them.
    speaker: Option<String>,
    /// For a statement: how surely it is put forward.
    certainty: Option<String>,
    /// For a statement whose standing was asked: its claim's.
    standing: Option<Standing>,
    /// Words around what was asked for.
    snippet: String,
    /// Where in the snippet the words asked for stand: first code point, and the one after the last.
    marks: Vec<[usize; 2]>,
    /// How well it fits; larger is better.
    score: f64,
}

/// Which names to list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Names {
    /// That hold these letters.
    name: Option<Words<200>>,
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1_000_000))]
    offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<usize>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/search", "search", get(search))
            .says(
                "Search",
                "Reports or statements, the best first. `total` counts without regard to a standing that was asked.",
            )
            .like("/search?q=ferry&speaker=coastguard")
            .asks::<Sought>()
            .gives::<Page<Found>>("A page of what was found"),
        Operation::get("/entities", "entities", get(entities))
            .says(
                "Names across stories",
                "People, organisations, states and places by the names that reports use; the stories of one: \
                 `/stories?entity=NAME`.",
            )
            .like("/entities?name=port")
            .asks::<Names>()
            .gives::<Page<Name>>("A page of names"),
    ]
}

async fn search(
    State(house): State<Arc<House>>,
    uri: Uri,
    Asked(asked): Asked<Sought>,
) -> Result<Answer, Problem> {
    let bounds = listing::bounds(asked.offset, asked.limit)?;
    if bounds.offset > MOST_HITS {
        return Err(Problem::question(format!(
            "at most {MOST_HITS} hits can be followed; ask for less by a filter"
        )));
    }
    let given = |words: Option<Words<200>>| Words::of(words).filter(|words| !words.trim().is_empty());
    let query = Query {
        words: Words::of(asked.q).unwrap_or_default(),
        outlet: given(asked.outlet),
        speaker: given(asked.speaker),
        entity: given(asked.entity),
        from: day(asked.from.as_deref())?,
        to: day(asked.to.as_deref())?,
        standing: asked.standing,
        decided: asked.decided == Some(true),
        statements: asked.unit == Some(Kind::Statement),
        limit: bounds.offset + bounds.limit,
        ..Query::default()
    };
    if asked.unit == Some(Kind::Report) && query.unit() == Unit::Statement {
        return Err(Problem::question("a speaker or a standing is of statements; leave out unit=report"));
    }
    let found = house.ask(move |store, weigher| store.search(&query, Some(weigher))).await?;
    let followed = found.hits.len();
    let items: Vec<Found> = found.hits.into_iter().skip(bounds.offset).map(hit).collect();
    // A standing is looked for hit by hit: where fewer came than were asked for, there are no more.
    let is_last = followed < bounds.offset + bounds.limit;
    let total = if is_last { followed.min(found.total) } else { found.total };
    bounds.page(total, items, &uri)
}

/// A day as the address gives it.
fn day(given: Option<&str>) -> Result<Option<Date>, Problem> {
    let read = |text: &str| {
        text.trim().parse().map_err(|_| Problem::question("from and to are days; write 2023-09-13"))
    };
    given.map(read).transpose()
}

fn hit(hit: Hit) -> Found {
    let chars = |byte: usize| hit.snippet.get(..byte).map_or(0, |before| before.chars().count());
    Found {
        marks: hit.marks.iter().map(|mark| [chars(mark.start), chars(mark.end)]).collect(),
        unit: hit.unit,
        story: hit.story,
        report: hit.report,
        outlet: hit.outlet,
        title: hit.title,
        published: hit.published,
        url: hit.url,
        place: hit.place,
        speaker: hit.speaker,
        certainty: hit.certainty,
        standing: hit.standing,
        snippet: hit.snippet,
        score: hit.score,
    }
}

async fn entities(
    State(house): State<Arc<House>>,
    uri: Uri,
    Asked(asked): Asked<Names>,
) -> Result<Answer, Problem> {
    let bounds = listing::bounds(asked.offset, asked.limit)?;
    let found = house
        .ask(move |store, _| -> Result<_, StoreError> {
            store.names(Words::of(asked.name).as_deref(), bounds.offset, bounds.limit)
        })
        .await?;
    bounds.page(found.total, found.names, &uri)
}
