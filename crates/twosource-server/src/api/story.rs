//! Stories: the list, one of them, its evidence file, its brief, and what became of it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use schemars::JsonSchema;
use serde::Deserialize;
use twosource_evidence::correction::{Correction, Decided, apply};
use twosource_evidence::{Evidence, file::StoryRecord};
use twosource_render::summary::{Summary, summaries};
use twosource_store::{
    News, Order, Since, StandingChange, StoreError, StoryFilter, StoryId, StoryMove, StorySummary, Table,
    TableFormat,
};

use super::answer::Answer;
use super::ask::{self, Asked, At, Nothing, Words};
use super::listing::{self, Page, Paging};
use super::operation::Operation;
use super::problem::Problem;
use crate::House;

/// Which stories to list. All conditions hold together.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Stories {
    /// With a report published (where that is unknown: received) at or after this day or moment: 2023-09-13, or
    /// 2023-09-13T08:00:00Z.
    since: Option<Words<40>>,
    /// With a report published (where that is unknown: received) before this day or moment.
    until: Option<Words<40>>,
    /// With a report of an outlet whose name holds these letters.
    outlet: Option<Words<200>>,
    /// With a report that mentions somebody or something whose name holds these letters.
    entity: Option<Words<200>>,
    /// With at least so many reports.
    at_least: Option<usize>,
    /// What they are sorted by; "newest" where not said.
    order: Option<Order>,
    /// Items to leave out before the first; follow `next` rather than counting.
    #[schemars(range(min = 0, max = 1_000_000))]
    offset: Option<usize>,
    /// Items to give at most; 50 where not said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<usize>,
}

/// In which form to give a brief.
#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    /// Markdown.
    #[default]
    Md,
    /// One self-contained page.
    Html,
    /// Plain text.
    Text,
    /// The claims as a table.
    Csv,
}

/// In which form to give a brief.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    /// "md" where not said.
    pub format: Option<Form>,
}

/// What counts as new.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum By {
    /// When the collection received it.
    #[default]
    Received,
    /// When it was published, as its outlet dates it.
    Published,
}

/// From when on something is new.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewSince {
    /// A day or moment: 2023-09-13, or 2023-09-13T08:00:00Z. All is new where it is not said.
    since: Option<Words<40>>,
    /// "received" where not said.
    by: Option<By>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/stories", "stories", get(stories))
            .says("Stories", "Those with the newest report first, or in the order asked for.")
            .like("/stories?outlet=post&limit=10")
            .asks::<Stories>()
            .gives::<Page<StorySummary>>("A page of stories"),
        Operation::get("/stories/{story}", "story", get(story))
            .says("A story", "A number whose reports all went to another story means that one; the answer bears its number.")
            .gives::<StorySummary>("The story"),
        Operation::get("/stories/{story}/evidence", "evidence", get(evidence))
            .says("Its evidence file", "The whole result, with the corrections beside it: `twosource verify` checks it.")
            .gives::<Evidence>("The evidence file"),
        Operation::get("/stories/{story}/brief", "brief", get(brief))
            .says("Its brief", "For a reader: Markdown, one self-contained page, plain text, or the claims as a table.")
            .like("/stories/{story}/brief?format=html")
            .asks::<Forms>()
            .gives_text("text/markdown", "The brief")
            .gives_text("text/html", "The brief")
            .gives_text("text/plain", "The brief")
            .gives_text("text/csv", "The claims"),
        Operation::get("/stories/{story}/summary", "summary", get(summary))
            .says(
                "Its first screen",
                "How many reports, outlets and sources; what is solid and who says so; what is in dispute, what changed, who \
                 depends on whom, what one outlet alone says, what nobody answers.",
            )
            .gives::<Summary>("The first screen"),
        Operation::get("/stories/{story}/decided", "decided", get(decided))
            .says(
                "The story with its corrections",
                "The evidence is not changed by corrections; this is the story as people decided, with the evidence's own \
                 word beside each difference, and what each correction comes to.",
            )
            .gives::<Decided>("The story as decided"),
        Operation::get("/stories/{story}/news", "news", get(news))
            .says("What is new in it", "Its evidence now against that of the reports that were there before.")
            .like("/stories/{story}/news?since=2023-09-14")
            .asks::<NewSince>()
            .gives::<News>("What is new"),
        Operation::get("/stories/{story}/history", "history", get(history))
            .says("How its claims stood", "Each time it was weighed and something had changed, oldest first.")
            .asks::<Paging>()
            .gives::<Page<StandingChange>>("A page of changes"),
        Operation::get("/stories/{story}/moves", "moves", get(moves))
            .says("Which reports joined or left it", "Its merges and splits, oldest first.")
            .asks::<Paging>()
            .gives::<Page<StoryMove>>("A page of moves"),
    ]
}

async fn stories(
    State(house): State<Arc<House>>,
    uri: Uri,
    Asked(asked): Asked<Stories>,
) -> Result<Answer, Problem> {
    let bounds = listing::bounds(asked.offset, asked.limit)?;
    let filter = StoryFilter {
        since: ask::moment(asked.since)?,
        until: ask::moment(asked.until)?,
        outlet: Words::of(asked.outlet),
        entity: Words::of(asked.entity),
        at_least: asked.at_least.unwrap_or(0),
        limit: bounds.limit,
        order: asked.order.unwrap_or_default(),
    };
    let page = house.ask(move |store, _| store.front(&filter, bounds.offset)).await?;
    bounds.page(page.total, page.stories, &uri)
}

async fn story(_: Nothing, State(house): State<Arc<House>>, At(id): At<String>) -> Result<Answer, Problem> {
    let id = ask::story(&id)?;
    let summary = house.ask(move |store, _| store.summary(store.story_now(id)?)).await?;
    Answer::json(&summary)
}

/// The evidence of a story, and its corrections.
pub(super) async fn weighed(
    house: &Arc<House>,
    id: &str,
) -> Result<(Arc<Evidence>, Vec<Correction>), Problem> {
    let id = ask::story(id)?;
    let evidence = house.evidence(id).await?;
    let corrections = house.ask(move |store, _| store.corrections(id)).await?;
    Ok((evidence, corrections))
}

/// The one story of a story's evidence.
pub(super) fn only(evidence: &Evidence) -> Result<&StoryRecord, Problem> {
    evidence.stories.first().ok_or_else(|| Problem::not_found("the story has no reports any more"))
}

/// Evidence with the corrections beside it, as it is exported.
pub(super) fn exported(evidence: &Evidence, corrections: &[Correction]) -> Evidence {
    let mut exported = evidence.clone();
    for story in &mut exported.stories {
        story.corrections = corrections.to_vec();
    }
    exported
}

async fn evidence(
    _: Nothing,
    State(house): State<Arc<House>>,
    At(id): At<String>,
) -> Result<Answer, Problem> {
    let (evidence, corrections) = weighed(&house, &id).await?;
    if corrections.is_empty() {
        return Answer::json(&*evidence);
    }
    Answer::json(&exported(&evidence, &corrections))
}

async fn brief(
    State(house): State<Arc<House>>,
    At(id): At<String>,
    Asked(asked): Asked<Forms>,
) -> Result<Answer, Problem> {
    let (evidence, corrections) = weighed(&house, &id).await?;
    rendered(&exported(&evidence, &corrections), asked.format.unwrap_or_default())
}

/// A brief in a form.
pub(super) fn rendered(evidence: &Evidence, form: Form) -> Result<Answer, Problem> {
    Ok(match form {
        Form::Md => Answer::of("text/markdown; charset=utf-8", twosource_render::markdown(evidence)),
        Form::Html => Answer::of("text/html; charset=utf-8", twosource_render::html(evidence)),
        Form::Text => {
            Answer::of("text/plain; charset=utf-8", twosource_render::text(evidence, &Default::default()))
        }
        Form::Csv => {
            let mut table = Vec::new();
            twosource_store::table_of(evidence, Table::Claims, TableFormat::Csv, &mut table)
                .map_err(twosource_store::StoreError::from)?;
            Answer::of("text/csv; charset=utf-8", table)
        }
    })
}

async fn summary(_: Nothing, State(house): State<Arc<House>>, At(id): At<String>) -> Result<Answer, Problem> {
    let (evidence, _) = weighed(&house, &id).await?;
    let first = summaries(&evidence).into_iter().next();
    Answer::json(&first.ok_or_else(|| Problem::not_found("the story has no reports any more"))?)
}

async fn decided(_: Nothing, State(house): State<Arc<House>>, At(id): At<String>) -> Result<Answer, Problem> {
    let (evidence, corrections) = weighed(&house, &id).await?;
    let decided = apply(&evidence, &only(&evidence)?.id, &corrections);
    Answer::json(&decided.ok_or_else(|| Problem::not_found("the story has no reports any more"))?)
}

async fn news(
    State(house): State<Arc<House>>,
    At(id): At<String>,
    Asked(asked): Asked<NewSince>,
) -> Result<Answer, Problem> {
    let id = ask::story(&id)?;
    let moment = ask::moment(asked.since)?.unwrap_or(jiff::Timestamp::MIN);
    let since = match asked.by.unwrap_or_default() {
        By::Received => Since::Received(moment),
        By::Published => Since::Published(moment),
    };
    // Weighed first where many may wait for it; then compared.
    house.evidence(id).await?;
    let news = house
        .ask(move |store, weigher| -> Result<News, StoreError> {
            Ok(store.news(store.story_now(id)?, since, weigher)?.1)
        })
        .await?;
    Answer::json(&news)
}

/// Something that is told of the story as it is now.
async fn told<T: Send + 'static>(
    house: &Arc<House>,
    id: &str,
    of: fn(&twosource_store::Store, StoryId) -> Result<T, StoreError>,
) -> Result<T, Problem> {
    let id = ask::story(id)?;
    Ok(house.ask(move |store, _| of(store, store.story_now(id)?)).await?)
}

async fn history(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(paging): Asked<Paging>,
) -> Result<Answer, Problem> {
    let bounds = paging.bounds()?;
    bounds.cut(told(&house, &id, twosource_store::Store::history).await?, &uri)
}

async fn moves(
    State(house): State<Arc<House>>,
    uri: Uri,
    At(id): At<String>,
    Asked(paging): Asked<Paging>,
) -> Result<Answer, Problem> {
    let bounds = paging.bounds()?;
    bounds.cut(told(&house, &id, twosource_store::Store::moves).await?, &uri)
}
