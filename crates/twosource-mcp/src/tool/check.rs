//! A draft against reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::check::{Check, DetailCheck, Passage, StatementCheck, Tally, Told, Verdict};
use twosource_evidence::file::Slot;
use twosource_server::{Against, Material};

use crate::given::Given;
use crate::quoted::{NOTE, Quoted, words};
use crate::{Assistant, limits};

/// A draft, and what to hold it against.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Asked {
    /// The draft: a sentence or a whole text.
    draft: String,
    /// The story of the collection to hold it against: "S12".
    story: Option<String>,
    /// Or reports.
    #[serde(flatten)]
    given: Given,
}

/// A draft checked.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// True where a report contradicts something.
    contradicted: bool,
    /// How much of the draft stands how.
    tally: Tally,
    /// The statements of the draft, in order.
    statements: Vec<Statement>,
    /// Its quotations, in order.
    quotations: Vec<Quotation>,
    /// Names that the reports spell otherwise.
    names: Vec<Name>,
    /// The reports that it was held against.
    reports: Vec<String>,
    /// Inputs that gave no report and why, and warnings.
    remarks: Vec<String>,
    /// What cannot be told, in words.
    cannot_tell: Vec<String>,
    /// How to take the quoted words, and a standing.
    note: &'static str,
}

/// One statement of a draft.
#[derive(Debug, Serialize, JsonSchema)]
struct Statement {
    /// First code point of the draft's text.
    start: usize,
    /// The code point after the last.
    end: usize,
    /// The draft's words.
    quoted: String,
    /// How it stands.
    verdict: Verdict,
    /// Why, in words.
    why: String,
    /// Whoever is named for it.
    origins: Vec<String>,
    /// Whom the draft names for it, against the reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Told>,
    /// Passages that say it, or may tell of it.
    passages: Vec<Quoted>,
    /// Its details.
    details: Vec<Detail>,
}

/// A detail of a statement.
#[derive(Debug, Serialize, JsonSchema)]
struct Detail {
    /// The draft's words.
    quoted: String,
    /// Which slot.
    on: Slot,
    /// How it stands.
    verdict: Verdict,
    /// Whoever is named for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    origins: Vec<String>,
    /// Outlets that give it so.
    given_by: Vec<String>,
    /// What reports have in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<Other>,
}

/// What a report has in the place of a detail.
#[derive(Debug, Serialize, JsonSchema)]
struct Other {
    /// The report's words for it.
    quoted_value: String,
    /// The passage.
    passage: Quoted,
}

/// A quotation of a draft.
#[derive(Debug, Serialize, JsonSchema)]
struct Quotation {
    /// The quoted words.
    quoted: String,
    /// How it stands.
    verdict: Verdict,
    /// Whom the draft gives it to.
    speaker: Option<String>,
    /// Whom the report gives it to.
    reports_speaker: Option<String>,
    /// The nearest version of a report.
    version: Option<Quoted>,
    /// What is left out of that version: "before", "middle", "after".
    cut: Vec<String>,
    /// Word changes: what the report has, what the draft has.
    changes: Vec<[String; 2]>,
}

/// A name that the reports spell otherwise.
#[derive(Debug, Serialize, JsonSchema)]
struct Name {
    /// As the draft has it.
    quoted: String,
    /// As reports have it.
    spelt: Vec<String>,
}

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    if asked.draft.trim().is_empty() {
        return Err("the draft is empty".to_owned());
    }
    let against = match (asked.story, asked.given.is_empty()) {
        (Some(story), true) => {
            Against::Story(story.parse().map_err(|error: twosource_store::StoreError| error.to_string())?)
        }
        (None, false) => Against::Materials(asked.given.materials(&assistant.files)?),
        _ => return Err("give `story`, or reports to hold the draft against; one of the two".to_owned()),
    };
    let checking = assistant.house.check(Material::Text(asked.draft), against);
    let (check, remarks) = checking.await.map_err(|trouble| trouble.to_string())?;
    Ok(told(check, &remarks))
}

fn told(check: Check, remarks: &[String]) -> Answer {
    let text: Vec<char> = check.draft.text.chars().collect();
    let said = |start: usize, end: usize| {
        words(&text.get(start..end).map(|words| words.iter().collect::<String>()).unwrap_or_default())
    };
    let mut cannot_tell = Vec::new();
    if check.reports.len() < 2 {
        cannot_tell.push("one report cannot confirm anything".to_owned());
    }
    let statements: Vec<&StatementCheck> = check.sentences.iter().flat_map(|s| &s.statements).collect();
    let unsure = statements.iter().filter(|statement| statement.verdict == Verdict::Carried).count();
    if unsure > 0 {
        cannot_tell.push(format!(
            "{unsure} statements are told of in other words: whether the reports say the same is not sure; read the passages"
        ));
    }
    if check.tally.absent > 0 {
        cannot_tell.push("what stands in no report may be true all the same".to_owned());
    }
    let statement = |statement: &&StatementCheck| Statement {
        start: statement.start,
        end: statement.end,
        quoted: said(statement.start, statement.end),
        verdict: statement.verdict,
        why: words(&statement.why),
        origins: statement.origins.iter().map(|origin| words(&origin.name)).collect(),
        source: statement.source.as_ref().map(|source| source.told),
        passages: statement
            .passages
            .iter()
            .chain(&statement.near)
            .take(limits::PASSAGES)
            .map(quoted)
            .collect(),
        details: statement.details.iter().map(detail).collect(),
    };
    Answer {
        contradicted: check.is_contradicted(),
        tally: check.tally,
        statements: statements.iter().map(statement).collect(),
        quotations: check
            .quotations
            .iter()
            .map(|quotation| Quotation {
                quoted: words(&quotation.text),
                verdict: quotation.verdict,
                speaker: quotation.speaker.as_deref().map(words),
                reports_speaker: quotation.reports_speaker.as_deref().map(words),
                version: quotation.version.as_ref().map(quoted),
                cut: quotation.cut.clone(),
                changes: quotation
                    .changes
                    .iter()
                    .map(|change| change.each_ref().map(|part| words(part)))
                    .collect(),
            })
            .collect(),
        names: check
            .names
            .iter()
            .map(|name| Name {
                quoted: words(&name.text),
                spelt: name.spelt.iter().map(|spelt| words(&spelt.name)).collect(),
            })
            .collect(),
        reports: check.reports.iter().map(|report| words(&report.name)).collect(),
        remarks: remarks.iter().map(|remark| words(remark)).collect(),
        cannot_tell,
        note: NOTE,
    }
}

fn detail(detail: &DetailCheck) -> Detail {
    let mut given_by: Vec<String> = Vec::new();
    for passage in &detail.given {
        let name = words(&passage.name);
        if !given_by.contains(&name) {
            given_by.push(name);
        }
    }
    Detail {
        quoted: words(&detail.text),
        on: detail.on,
        verdict: detail.verdict,
        origins: detail.origins.iter().map(|origin| words(&origin.name)).collect(),
        given_by,
        against: detail
            .against
            .iter()
            .take(limits::PASSAGES)
            .map(|passage| Other {
                quoted_value: words(passage.value.as_deref().unwrap_or_default()),
                passage: quoted(passage),
            })
            .collect(),
    }
}

fn quoted(passage: &Passage) -> Quoted {
    Quoted {
        report: passage.report.clone(),
        outlet: words(&passage.name),
        start: passage.start,
        end: passage.end,
        quoted: words(&passage.text),
        from: passage.from.iter().map(|name| words(name)).collect(),
    }
}
