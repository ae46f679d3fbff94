//! Which columns each table has, and where its rows come from.

use serde::Serialize;
use twosource_evidence::correction::{self, DecidedClaim};
use twosource_evidence::file::{Evidence, ReportRecord};

use super::table::{Cell, Column, ColumnKind};
use super::{Sink, What};
use crate::annotation::{CharOffsets, speaker};
use crate::story::timestamp;
use crate::{Store, StoreError, StoryId, Weigher};

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}

use ColumnKind::{Integer, List, Real, Text};

const REPORTS: [Column; 16] = [
    column("report", Text),
    column("story", Text),
    column("version", Integer),
    column("received", Text),
    column("sha256", Text),
    column("path", Text),
    column("outlet", Text),
    column("title", Text),
    column("published", Text),
    column("url", Text),
    column("byline", Text),
    column("agencies", List),
    // Whose text it is where a feed or a page says that it is another outlet's.
    column("syndicated_from", Text),
    column("language", Text),
    column("statements", Integer),
    column("text", Text),
];

const STATEMENTS: [Column; 13] = [
    column("report", Text),
    column("story", Text),
    column("version", Integer),
    column("outlet", Text),
    column("published", Text),
    column("start", Integer),
    column("end", Integer),
    column("text", Text),
    column("certainty", Text),
    column("time", Text),
    column("attribution", Text),
    column("source", Text),
    column("source_kind", Text),
];

const ATTRIBUTIONS: [Column; 14] = [
    column("report", Text),
    column("story", Text),
    column("version", Integer),
    column("outlet", Text),
    column("published", Text),
    column("attribution", Text),
    column("kind", Text),
    column("source", Text),
    column("source_kind", Text),
    column("source_entity", Text),
    column("cue", Text),
    column("content", Text),
    column("via", Text),
    column("certainty", Text),
];

const CLAIMS: [Column; 15] = [
    column("story", Text),
    column("story_title", Text),
    column("claim", Text),
    column("text", Text),
    column("standing", Text),
    column("why", Text),
    column("origins", Integer),
    column("origin_names", List),
    column("reports", List),
    column("outlets", List),
    column("about", List),
    column("time", Text),
    column("score", Real),
    // What people decided otherwise: how the claim stands with it, and by which corrections.
    column("decided", Text),
    column("corrections", List),
];

const CONFLICTS: [Column; 10] = [
    column("story", Text),
    column("story_title", Text),
    column("conflict", Text),
    column("on", Text),
    column("update", ColumnKind::Truth),
    column("values", List),
    column("reports", List),
    column("statements", List),
    column("claims", List),
    column("why", Text),
];

/// The columns of a table.
pub(super) fn columns(what: What) -> &'static [Column] {
    match what {
        What::Reports => &REPORTS,
        What::Statements => &STATEMENTS,
        What::Attributions => &ATTRIBUTIONS,
        What::Claims => &CLAIMS,
        What::Conflicts => &CONFLICTS,
    }
}

/// A kept report with what the tables say beside its record.
struct Kept {
    record: ReportRecord,
    story: StoryId,
    version: i64,
    received: i64,
}

impl Store {
    /// Gives all rows of a table to `sink`: reports in the order of arrival, stories by number.
    pub(super) fn rows(
        &self,
        what: What,
        sink: &mut dyn Sink,
        weigher: Option<Weigher>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<usize, StoreError> {
        let mut count = 0;
        let mut give = |cells: Vec<Cell>| {
            count += 1;
            sink.row(cells)
        };
        match what {
            What::Reports => self.each_report(|kept| give(report(&kept)))?,
            What::Statements => {
                self.each_report(|kept| statements(&kept).into_iter().try_for_each(&mut give))?;
            }
            What::Attributions => {
                self.each_report(|kept| attributions(&kept).into_iter().try_for_each(&mut give))?;
            }
            What::Claims | What::Conflicts => {
                let Some(weigher) = weigher else {
                    return Err(StoreError::Question("claims cannot be told without a model".to_owned()));
                };
                let stories = self.story_ids()?;
                for (done, &story) in stories.iter().enumerate() {
                    progress(done, stories.len());
                    let weighed = self.corrected(story, weigher);
                    let Some(evidence) = self.or_left_out(&story.to_string(), weighed)? else { continue };
                    let rows = if what == What::Claims { claims(&evidence) } else { conflicts(&evidence) };
                    rows.into_iter().try_for_each(&mut give)?;
                }
                progress(stories.len(), stories.len());
            }
        }
        sink.finish()?;
        Ok(count)
    }

    /// Every report in its newest version, one at a time.
    fn each_report(&self, mut with: impl FnMut(Kept) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = "SELECT id, story, number, received, content, annotation
                   FROM report JOIN version USING (version) ORDER BY report.report";
        let mut statement = self.connection.prepare(sql).map_err(|e| self.failed(e))?;
        let mut rows = statement.query([]).map_err(|e| self.failed(e))?;
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let id: String = match row.get(0) {
                Ok(id) => id,
                Err(source) => {
                    self.or_left_out::<()>("a report", Err(self.failed_value(source)))?;
                    continue;
                }
            };
            let read = || -> Result<_, StoreError> {
                let values = || -> rusqlite::Result<(_, _, _, Vec<u8>, Vec<u8>)> {
                    Ok((row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
                };
                let (story, version, received, content, annotation) =
                    values().map_err(|source| self.failed_value(source))?;
                let record = crate::annotation::with_text(&content, &annotation);
                Ok((record.map_err(|what| self.damaged(what))?, story, version, received))
            };
            let Some((mut record, story, version, received)) = self.or_left_out(&id, read())? else {
                continue;
            };
            record.id = id;
            with(Kept { record, story: StoryId::of_row(story), version, received })?;
        }
        Ok(())
    }
}

fn report(kept: &Kept) -> Vec<Cell> {
    let record = &kept.record;
    vec![
        record.id.clone().into(),
        kept.story.to_string().into(),
        Cell::Integer(kept.version),
        timestamp(kept.received).into(),
        record.sha256.clone().into(),
        record.path.clone().into(),
        record.outlet.clone().into(),
        record.title.clone().into(),
        record.published.clone().into(),
        record.url.clone().into(),
        record.byline.clone().into(),
        Cell::List(record.agencies.iter().map(|agency| agency.name.clone()).collect()),
        record.syndicated_from.as_ref().map(|from| from.name.clone()).into(),
        record.language.clone().into(),
        record.statements.len().into(),
        record.text.clone().into(),
    ]
}

fn statements(kept: &Kept) -> Vec<Vec<Cell>> {
    let record = &kept.record;
    let chars = CharOffsets::new(&record.text);
    let row = |statement: &twosource_evidence::file::StatementRecord| {
        let attribution = statement.attribution.as_deref();
        let source = attribution
            .and_then(|id| record.attributions.iter().find(|known| known.id == id))
            .and_then(|attribution| attribution.source.as_ref());
        vec![
            record.id.clone().into(),
            kept.story.to_string().into(),
            Cell::Integer(kept.version),
            record.outlet.clone().into(),
            record.published.clone().into(),
            statement.start.into(),
            statement.end.into(),
            chars.slice(statement.start, statement.end).into(),
            statement.certainty.clone().into(),
            statement.time.clone().into(),
            attribution.into(),
            attribution.and_then(|id| speaker(record, &chars, id)).into(),
            source.map(|source| source.kind.clone()).into(),
        ]
    };
    record.statements.iter().map(row).collect()
}

fn attributions(kept: &Kept) -> Vec<Vec<Cell>> {
    let record = &kept.record;
    let chars = CharOffsets::new(&record.text);
    let words = |spans: &[[usize; 2]]| {
        spans.iter().map(|&[start, end]| chars.slice(start, end)).collect::<Vec<_>>().join(" … ")
    };
    let row = |attribution: &twosource_evidence::file::AttributionRecord| {
        let source = attribution.source.as_ref();
        let entity = source.and_then(|source| source.entity.as_deref());
        let entity = record.entities.iter().find(|known| Some(known.id.as_str()) == entity);
        vec![
            record.id.clone().into(),
            kept.story.to_string().into(),
            Cell::Integer(kept.version),
            record.outlet.clone().into(),
            record.published.clone().into(),
            attribution.id.clone().into(),
            attribution.kind.clone().into(),
            source.map(|source| words(&source.ranges)).into(),
            source.map(|source| source.kind.clone()).into(),
            entity.map(|entity| entity.name.clone()).into(),
            words(&attribution.cue).into(),
            words(&attribution.content).into(),
            attribution.via.clone().into(),
            attribution.certainty.clone().into(),
        ]
    };
    record.attributions.iter().map(row).collect()
}

/// The distinct items, in order.
fn distinct(items: impl Iterator<Item = String>) -> Cell {
    Cell::List(items.collect::<std::collections::BTreeSet<_>>().into_iter().collect())
}

pub(super) fn claims(evidence: &Evidence) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for story in &evidence.stories {
        let decided = (!story.corrections.is_empty())
            .then(|| correction::apply(evidence, &story.id, &story.corrections))
            .flatten();
        let decided = decided.map(|decided| decided.claims).unwrap_or_default();
        for claim in &story.claims {
            // The claim of the same id, else the one that took its statements.
            let holds = |own: &&DecidedClaim| own.evidence.iter().any(|before| before.claim == claim.id);
            let own = decided.iter().find(|own| own.claim == claim.id).or_else(|| decided.iter().find(holds));
            let outlet = |id: &str| {
                let report = evidence.reports.iter().find(|report| report.id == id);
                report.and_then(|report| report.outlet.clone())
            };
            let origins = story.origins.iter().filter(|origin| claim.origins.contains(&origin.id));
            let about = story.entities.iter().filter(|entity| claim.about.contains(&entity.id));
            rows.push(vec![
                story.id.clone().into(),
                story.title.clone().into(),
                claim.id.clone().into(),
                claim.text.clone().into(),
                claim.standing.as_str().into(),
                claim.why.clone().into(),
                claim.origins.len().into(),
                Cell::List(origins.map(|origin| origin.name.clone()).collect()),
                distinct(claim.statements.iter().map(|statement| statement.report.clone())),
                distinct(claim.statements.iter().filter_map(|statement| outlet(&statement.report))),
                Cell::List(about.map(|entity| entity.name.clone()).collect()),
                claim.time.clone().into(),
                Cell::Real(claim.score),
                own.map(|own| own.standing.as_str()).into(),
                own.map_or(Cell::Empty, |own| Cell::List(own.corrections.clone())),
            ]);
        }
    }
    rows
}

pub(super) fn conflicts(evidence: &Evidence) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for story in &evidence.stories {
        for conflict in &story.conflicts {
            let said = conflict.statements.iter().map(|place| {
                let report = evidence.reports.iter().find(|report| report.id == place.report);
                let words = report.map(|report| CharOffsets::new(&report.text).slice(place.start, place.end));
                words.unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
            });
            rows.push(vec![
                story.id.clone().into(),
                story.title.clone().into(),
                conflict.id.clone().into(),
                name(conflict.on).into(),
                Cell::Truth(conflict.update),
                Cell::List(conflict.values.clone()),
                Cell::List(conflict.statements.iter().map(|place| place.report.clone()).collect()),
                Cell::List(said.collect()),
                Cell::List(conflict.claims.clone()),
                conflict.why.clone().into(),
            ]);
        }
    }
    rows
}

/// The word that serde writes for a value of a field-less enum.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
