//! PLOVER events, by the columns of its data set POLECAT. What needs a coder's judgement (type, mode, intensity, sectors,
//! codes of countries and places) is left empty: a column that is filled wrongly costs more than one that is not.

use twosource_evidence::Evidence;
use twosource_evidence::file::{ClaimRecord, Slot, StoryRecord};

use crate::index::{Index, cast, day, local};
use crate::table::Table;

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The events, tab-separated, with a head. Only what is told of a day and of somebody is an event.
pub fn plover(evidence: &Evidence) -> String {
    let index = Index::new(evidence);
    let mut table = Table::tab_separated(&COLUMNS);
    for story in &evidence.stories {
        for claim in &story.claims {
            row(&mut table, &index, story, claim, &evidence.run.version);
        }
    }
    table.finish()
}

fn row(table: &mut Table, index: &Index, story: &StoryRecord, claim: &ClaimRecord, version: &str) {
    let cast = cast(story, claim);
    let parties: Vec<_> = cast
        .iter()
        .filter(|member| matches!(member.kind.as_str(), "person" | "organisation" | "state" | "group"))
        .collect();
    let Some((date, actor)) = claim.time.as_deref().and_then(day).zip(parties.first()) else { return };
    let recipient = parties.get(1);
    let place = cast.iter().find(|member| member.kind == "place");
    let raw_place = claim
        .details
        .iter()
        .filter(|detail| detail.on == Slot::Place)
        .flat_map(|detail| &detail.values)
        .next();
    let first = claim.statements.iter().filter_map(|statement| index.report(&statement.report)).next();
    let of_story = |kinds: &[&str]| -> String {
        let names = story.entities.iter().filter(|member| kinds.contains(&member.kind.as_str()));
        names.map(|member| member.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    let mut row = table.row();
    row.set("Event ID", local(&format!("{}:{}", story.id, claim.id)));
    row.set("Event Date", date);
    row.set("Actor Name", actor.name.clone());
    row.set("Actor Title", actor.roles.first().cloned().unwrap_or_default());
    row.set("Actor Name Raw", actor.aliases.join("; "));
    if let Some(recipient) = recipient {
        row.set("Recipient Name", recipient.name.clone());
        row.set("Recipient Title", recipient.roles.first().cloned().unwrap_or_default());
        row.set("Recipient Name Raw", recipient.aliases.join("; "));
    }
    row.set("Placename", place.map(|place| place.name.clone()).unwrap_or_default());
    row.set("Raw Placename", raw_place.map(|value| value.value.clone()).unwrap_or_default());
    row.set("Source", index.outlets(claim).join("; "));
    row.set(
        "Publication Date",
        first.and_then(|report| report.published.as_deref()).and_then(day).unwrap_or_default(),
    );
    row.set("Story People", of_story(&["person"]));
    row.set("Story Organizations", of_story(&["organisation", "state"]));
    row.set("Story Locations", of_story(&["place"]));
    row.set("Language", first.and_then(|report| report.language.clone()).unwrap_or_default());
    row.set("Version", format!("Twosource {version}").trim().to_owned());
    row.end();
}
