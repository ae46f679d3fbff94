//! Stories and evidence files as resources.

use rmcp::ErrorData;
use rmcp::model::{
    ListResourceTemplatesResult, ListResourcesResult, ReadResourceResponse, ReadResourceResult, Resource,
    ResourceContents, ResourceTemplate,
};
use twosource_evidence::Evidence;
use twosource_render::printable::brief_line;
use twosource_server::{BriefState, Trouble};
use twosource_store::{StoreError, StoryFilter, StoryId};

use crate::{Assistant, limits};

const STORY: &str = "twosource://story/";
const EVIDENCE: &str = "twosource://evidence/";
const BRIEF: &str = "twosource://brief/";

/// The address of a story's brief.
pub(crate) fn story(id: &str) -> String {
    format!("{STORY}{id}")
}

/// The address of a story's evidence file.
pub(crate) fn evidence(id: &str) -> String {
    format!("{EVIDENCE}{id}")
}

/// The address of the evidence file of a brief that was made.
pub(crate) fn brief(id: &str) -> String {
    format!("{BRIEF}{id}")
}

/// The stories of the collection, newest first, two resources each; a cursor is the number of stories before.
pub(crate) async fn list(
    assistant: &Assistant,
    cursor: Option<String>,
) -> Result<ListResourcesResult, ErrorData> {
    let offset: usize = match cursor {
        None => 0,
        Some(cursor) => {
            cursor.parse().map_err(|_| ErrorData::invalid_params("no such cursor".to_owned(), None))?
        }
    };
    let filter = StoryFilter { limit: limits::STORIES, ..StoryFilter::default() };
    let question =
        assistant.house.ask(move |store, _| -> Result<_, StoreError> { store.front(&filter, offset) });
    let stories = question.await.map_err(failed)?;
    let mut resources = Vec::new();
    for summary in &stories.stories {
        let (id, title) = (summary.id.to_string(), brief_line(&summary.title, 120));
        let of = format!("{} reports: {}", summary.reports, brief_line(&summary.outlets.join(", "), 200));
        resources.push(
            Resource::new(story(&id), format!("story {id}"))
                .with_title(title.clone())
                .with_description(format!("The brief of a story of {of}"))
                .with_mime_type("text/markdown"),
        );
        resources.push(
            Resource::new(evidence(&id), format!("evidence {id}"))
                .with_title(title)
                .with_description("The evidence file, with every span and hash")
                .with_mime_type("application/json"),
        );
    }
    let mut result = ListResourcesResult::with_all_items(resources);
    let next = offset + stories.stories.len();
    result.next_cursor = (next < stories.total && !stories.stories.is_empty()).then(|| next.to_string());
    Ok(result)
}

/// The forms of addresses.
pub(crate) fn templates() -> ListResourceTemplatesResult {
    ListResourceTemplatesResult::with_all_items(vec![
        ResourceTemplate::new(format!("{STORY}{{story}}"), "story")
            .with_description("The brief of a story of the collection, as Markdown")
            .with_mime_type("text/markdown"),
        ResourceTemplate::new(format!("{EVIDENCE}{{story}}"), "evidence")
            .with_description("The evidence file of a story of the collection")
            .with_mime_type("application/json"),
        ResourceTemplate::new(format!("{BRIEF}{{brief}}"), "brief")
            .with_description(
                "The evidence file of a brief that `brief` made; forgotten when the server stops",
            )
            .with_mime_type("application/json"),
    ])
}

/// A resource's content.
pub(crate) async fn read(assistant: &Assistant, uri: &str) -> Result<ReadResourceResponse, ErrorData> {
    let unknown =
        || ErrorData::resource_not_found(format!("there is no resource {:?}", brief_line(uri, 200)), None);
    let (text, media) = if let Some(id) = uri.strip_prefix(STORY) {
        let evidence = of_story(assistant, id).await.map_err(failed)?;
        (twosource_render::markdown(&evidence), "text/markdown")
    } else if let Some(id) = uri.strip_prefix(EVIDENCE) {
        let evidence = of_story(assistant, id).await.map_err(failed)?;
        (serde_json::to_string(&*evidence).map_err(inside)?, "application/json")
    } else if let Some(id) = uri.strip_prefix(BRIEF) {
        let evidence = of_brief(assistant, id).map_err(failed)?;
        (serde_json::to_string(&*evidence).map_err(inside)?, "application/json")
    } else {
        return Err(unknown());
    };
    if text.len() > limits::RESOURCE {
        let words =
            format!("this is larger than {} MB; open it with `twosource show`", limits::RESOURCE >> 20);
        return Err(ErrorData::internal_error(words, None));
    }
    let contents = ResourceContents::text(text, uri).with_mime_type(media);
    Ok(ReadResourceResult::new(vec![contents]).into())
}

/// The evidence of a story of the collection.
pub(crate) async fn of_story(assistant: &Assistant, id: &str) -> Result<std::sync::Arc<Evidence>, Trouble> {
    let id: StoryId = id.parse().map_err(|error: StoreError| Trouble::from(error))?;
    assistant.house.evidence(id).await
}

/// The evidence of a brief that was made.
pub(crate) fn of_brief(assistant: &Assistant, id: &str) -> Result<std::sync::Arc<Evidence>, Trouble> {
    match assistant.house.brief_state(&id.parse()?)? {
        BriefState::Done(made) => Ok(made.evidence),
        BriefState::Failed(trouble) => Err(trouble),
        _ => Err(Trouble::Clash("the brief is not done yet; ask again in a few seconds".to_owned())),
    }
}

fn failed(trouble: Trouble) -> ErrorData {
    match trouble {
        Trouble::NotFound(words) => ErrorData::resource_not_found(words, None),
        other => ErrorData::internal_error(other.to_string(), None),
    }
}

fn inside(error: serde_json::Error) -> ErrorData {
    ErrorData::internal_error(error.to_string(), None)
}
