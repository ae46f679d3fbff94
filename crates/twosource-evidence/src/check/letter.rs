//! The draft's quotations, to the letter.

use super::passage::Places;
use super::record::{QuotationCheck, Verdict};
use crate::cast::Cast;
use crate::quotation;
use crate::story::Story;

/// The draft's quotations against the reports'.
pub(super) fn find(story: &Story, cast: &Cast, places: &Places, draft: usize) -> Vec<QuotationCheck> {
    let name =
        |speaker: Option<usize>| speaker.and_then(|s| cast.entities.get(s)).map(|person| person.name.clone());
    let check = |held: quotation::Held| {
        let chars = places.chars(draft, held.span);
        let version = held.version.as_ref();
        let speaker = version.and_then(|version| version.speaker);
        let other_speaker = matches!((held.speaker, speaker), (Some(own), Some(other)) if own != other);
        let verdict = match version {
            None => Verdict::Absent,
            Some(version) if version.altered || other_speaker => Verdict::Contradicted,
            Some(_) => Verdict::Carried,
        };
        QuotationCheck {
            start: chars.start,
            end: chars.end,
            text: places.text(draft, held.span).to_owned(),
            verdict,
            speaker: name(held.speaker),
            reports_speaker: name(speaker),
            other_speaker,
            version: version.map(|version| places.stretch(version.report, version.span)),
            cut: version.map(|v| v.cut.iter().map(|&part| part.to_owned()).collect()).unwrap_or_default(),
            changes: version.map(|v| v.changes.clone()).unwrap_or_default(),
        }
    };
    quotation::held(story, cast, draft).into_iter().map(check).collect()
}
