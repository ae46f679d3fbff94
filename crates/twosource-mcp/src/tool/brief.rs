//! A brief of reports that are given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_server::BriefState;

use super::story::{self, Story};
use crate::given::Given;
use crate::quoted::NOTE;
use crate::{Assistant, limits, resource};

/// How often a brief that is waited for is looked at.
const PULSE: std::time::Duration = std::time::Duration::from_millis(50);

/// Stories told of one brief, at most.
const STORIES: usize = 10;

/// Which reports.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Asked {
    #[serde(flatten)]
    given: Given,
    /// Claims to tell of each standing; 6 where not said.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
}

/// A brief.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// Its name, for `explain`; the same reports again are the same brief.
    brief: String,
    /// The events that the reports tell of, the largest first.
    stories: Vec<Story>,
    /// Stories that are not told here.
    stories_left_out: usize,
    /// Inputs that gave no report and why, and warnings.
    remarks: Vec<String>,
    /// Where its evidence file is.
    evidence: String,
    /// What cannot be told, in words; empty where all could be weighed.
    cannot_tell: Vec<String>,
    /// How to take the quoted words, and a standing.
    note: &'static str,
}

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    let materials = asked.given.materials(&assistant.files)?;
    let id = assistant.house.brief(materials, false).map_err(|trouble| trouble.to_string())?;
    let end = tokio::time::Instant::now() + limits::PATIENCE;
    let made = loop {
        match assistant.house.brief_state(&id).map_err(|trouble| trouble.to_string())? {
            BriefState::Done(made) => break made,
            BriefState::Failed(trouble) => return Err(trouble.to_string()),
            _ if tokio::time::Instant::now() > end => {
                return Err(
                    "the brief is being made and not done yet; ask again with the same reports".to_owned()
                );
            }
            _ => tokio::time::sleep(PULSE).await,
        }
    };
    let limit = story::limit(asked.limit);
    let stories = &made.evidence.stories;
    let mut cannot_tell = Vec::new();
    if made.evidence.reports.len() < 2 {
        cannot_tell.push("there is one report only: nothing can be confirmed".to_owned());
    } else if stories.iter().all(|story| story.reports.len() < 2) {
        cannot_tell.push("no two of these reports were found to tell of one event".to_owned());
    }
    let undated = made.evidence.reports.iter().filter(|report| report.published.is_none()).count();
    if undated > 0 {
        cannot_tell.push(format!(
            "{undated} reports bear no date: what is earlier and what is later is not known of them"
        ));
    }
    Ok(Answer {
        brief: id.to_string(),
        stories: stories
            .iter()
            .take(STORIES)
            .map(|record| story::told(&made.evidence, record, limit))
            .collect(),
        stories_left_out: stories.len().saturating_sub(STORIES),
        remarks: made.remarks.iter().map(|remark| crate::quoted::words(remark)).collect(),
        evidence: resource::brief(&id.to_string()),
        cannot_tell,
        note: NOTE,
    })
}
