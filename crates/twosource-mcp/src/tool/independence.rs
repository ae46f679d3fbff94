//! Who depends on whom, and how many origins come out.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::file::{OriginKind, StoryRecord};
use twosource_evidence::origin::Ground;

use super::story::{self, Dependence};
use crate::Assistant;
use crate::given::{Given, GivenReport};
use crate::limits::MOST_CLAIMS;
use crate::quoted::words;

/// Sources of one event.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The sources: each with what it says, and who it is as its outlet.
    #[schemars(length(min = 1, max = 200))]
    sources: Vec<GivenReport>,
}

/// Who depends on whom.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// Sources given.
    sources: usize,
    /// Groups of sources between which no dependence was found: a copy and what it copies are one.
    independent_texts: usize,
    /// The groups, each with the outlets that depend on each other.
    groups: Vec<Vec<String>>,
    /// Origins that go by name: persons, bodies, documents, outlets that saw it themselves.
    named_origins: usize,
    /// The origins, those that most sources rest on first.
    origins: Vec<Origin>,
    /// Origins that are not told here.
    origins_left_out: usize,
    /// Which source depends on which, and by what.
    dependence: Vec<Dependence>,
    /// Inputs that gave no report and why, and warnings.
    remarks: Vec<String>,
    /// What cannot be told, in words.
    cannot_tell: Vec<String>,
}

/// An origin of what the sources say.
#[derive(Debug, Serialize, JsonSchema)]
struct Origin {
    /// Its name.
    name: String,
    /// What sort of root.
    kind: OriginKind,
    /// What it stands on.
    ground: Ground,
    /// The outlets that rest on it.
    outlets: Vec<String>,
}

pub(crate) async fn answer(assistant: &Assistant, asked: Asked) -> Result<Answer, String> {
    let given = Given { reports: asked.sources, ..Given::default() };
    let materials = given.materials(&assistant.files)?;
    let (evidence, remarks) =
        assistant.house.weigh_together(materials).await.map_err(|trouble| trouble.to_string())?;
    let record = evidence.stories.first().ok_or("nothing could be read")?;
    let names = story::names(&evidence, record);
    let name = |id: &String| names.get(id.as_str()).map_or_else(|| id.clone(), |(name, _)| name.clone());
    let told = story::told(&evidence, record, 1);
    let groups = groups(record);
    let mut origins: Vec<_> =
        record.origins.iter().filter(|origin| origin.ground != Ground::Silent).collect();
    let named = origins.iter().filter(|origin| origin.ground == Ground::Named).count();
    origins.sort_by_key(|origin| (std::cmp::Reverse(origin.reports.len()), &origin.name));
    let mut cannot_tell = vec![
        "that no dependence was found does not prove that there is none: an outlet may rewrite another in words of its own"
            .to_owned(),
    ];
    let silent = record.origins.iter().filter(|origin| origin.ground == Ground::Silent).count();
    if silent > 0 {
        cannot_tell.push("some of what is said has nobody named for it: that is no origin".to_owned());
    }
    Ok(Answer {
        sources: record.reports.len(),
        independent_texts: groups.len(),
        groups: groups.iter().map(|group| group.iter().map(|id| name(id)).collect()).collect(),
        named_origins: named,
        origins_left_out: origins.len().saturating_sub(MOST_CLAIMS),
        origins: origins
            .into_iter()
            .take(MOST_CLAIMS)
            .map(|origin| Origin {
                name: words(&origin.name),
                kind: origin.kind,
                ground: origin.ground,
                outlets: origin.reports.iter().map(name).collect(),
            })
            .collect(),
        dependence: told.dependence,
        remarks: remarks.iter().map(|remark| words(remark)).collect(),
        cannot_tell,
    })
}

/// The reports in groups of those that depend on each other, in the order of the story's reports.
fn groups(story: &StoryRecord) -> Vec<Vec<&String>> {
    let place: BTreeMap<&String, usize> = story.reports.iter().enumerate().map(|(i, id)| (id, i)).collect();
    let mut of: Vec<usize> = (0..story.reports.len()).collect();
    fn root(of: &[usize], mut at: usize) -> usize {
        while of[at] != at {
            at = of[at];
        }
        at
    }
    for dependence in &story.dependence {
        let [Some(&a), Some(&b)] = [&dependence.reports[0], &dependence.reports[1]].map(|id| place.get(id))
        else {
            continue;
        };
        let (a, b) = (root(&of, a), root(&of, b));
        of[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
    for (i, id) in story.reports.iter().enumerate() {
        groups.entry(root(&of, i)).or_default().push(id);
    }
    groups.into_values().collect()
}
