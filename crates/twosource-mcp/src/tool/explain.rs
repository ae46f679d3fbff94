//! Why a claim stands where it stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::explain::explain;
use twosource_evidence::file::Standing;

use crate::quoted::{NOTE, words};
use crate::{Assistant, limits, resource};

/// Which claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The brief it belongs to, as `brief` named it.
    brief: Option<String>,
    /// Or the story of the collection: "S12".
    story: Option<String>,
    /// The claim: its id ("C3", or STORY:C3 where a brief has several stories), or words of it.
    claim: String,
}

/// Why a claim stands where it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// Its id.
    claim: String,
    /// Its words.
    quoted: String,
    /// How it stands.
    standing: Standing,
    /// Why, in words.
    why: String,
    /// Whoever is named for it, with what each stands on.
    origins: Vec<Origin>,
    /// Its statements, with their chains.
    statements: Vec<Statement>,
    /// Statements that are not told here.
    statements_left_out: usize,
    /// How its reports depend on each other, in words.
    dependence: Vec<String>,
    /// Values that cannot both hold, in words.
    conflicts: Vec<String>,
    /// How to take the quoted words, and a standing.
    note: &'static str,
}

/// An origin.
#[derive(Debug, Serialize, JsonSchema)]
struct Origin {
    /// Its name.
    name: String,
    /// Why it is one, in words.
    why: String,
}

/// One report's statement.
#[derive(Debug, Serialize, JsonSchema)]
struct Statement {
    /// Id of the report.
    report: String,
    /// What the report is called.
    outlet: String,
    /// First code point.
    start: usize,
    /// The code point after the last.
    end: usize,
    /// The report's words.
    quoted: String,
    /// How surely it is put forward.
    certainty: String,
}

/// Statements told of one claim.
const STATEMENTS: usize = 12;

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    let evidence = match (&asked.brief, &asked.story) {
        (Some(brief), None) => resource::of_brief(assistant, brief).map_err(|trouble| trouble.to_string())?,
        (None, Some(story)) => {
            resource::of_story(assistant, story).await.map_err(|trouble| trouble.to_string())?
        }
        _ => return Err("give `brief` or `story`, one of the two".to_owned()),
    };
    let told = explain(&evidence, &asked.claim).map_err(|error| words(&error.to_string()))?;
    Ok(Answer {
        claim: told.claim,
        quoted: words(&told.text),
        standing: told.standing,
        why: words(&told.why),
        origins: told
            .origins
            .iter()
            .map(|origin| Origin { name: words(&origin.name), why: words(&origin.why) })
            .collect(),
        statements_left_out: told.statements.len().saturating_sub(STATEMENTS),
        statements: told
            .statements
            .into_iter()
            .take(STATEMENTS)
            .map(|said| Statement {
                report: said.report,
                outlet: words(&said.name),
                start: said.start,
                end: said.end,
                quoted: words(&said.quoted),
                certainty: said.certainty,
            })
            .collect(),
        dependence: told.dependence.iter().take(limits::MOST_CLAIMS).map(|d| words(&d.why)).collect(),
        conflicts: told.conflicts.iter().take(limits::MOST_CLAIMS).map(|c| words(&c.why)).collect(),
        note: NOTE,
    })
}
