//! How many claims of a story stand how.

use rusqlite::{Connection, Row, params};
use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::{Evidence, Standing};
use twosource_evidence::lead::{Lead, named_sources};
use twosource_evidence::twin::twins;

/// How many claims of a story stand how, as it was last weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// False where a report has come or gone since: the story will be weighed again.
    pub current: bool,
    /// Claims with two origins or more.
    pub corroborated: usize,
    /// Claims that another contradicts.
    pub disputed: usize,
    /// Claims that several outlets carry from one origin.
    pub echoed: usize,
    /// Claims that several outlets make, none telling from whom.
    pub unsourced: usize,
    /// Claims that one source alone makes.
    pub single_source: usize,
    /// Pairs or groups of statements that cannot all hold.
    pub conflicts: usize,
    /// Sources that its claims have by name.
    pub sources: usize,
}

impl Tally {
    /// Of weighed stories.
    pub fn of(evidence: &Evidence) -> Self {
        // What a reader sees counted: claims in the same words once.
        let count = |standing: Standing| -> usize {
            let of_story = evidence.stories.iter().map(|story| {
                let twins = twins(&story.claims);
                let claims = story.claims.iter().enumerate();
                claims
                    .filter(|(place, claim)| claim.standing == standing && !twins.contains_key(place))
                    .count()
            });
            of_story.sum()
        };
        Tally {
            current: true,
            corroborated: count(Standing::Corroborated),
            disputed: count(Standing::Disputed),
            echoed: count(Standing::Echoed),
            unsourced: count(Standing::Unsourced),
            single_source: count(Standing::SingleSource),
            conflicts: evidence.stories.iter().map(|story| story.conflicts.len()).sum(),
            sources: evidence.stories.iter().map(named_sources).sum(),
        }
    }

    /// From the columns of the table from `first` on; `None` where they are empty.
    pub(crate) fn of_row(row: &Row, first: usize) -> rusqlite::Result<Option<Self>> {
        let Some(current) = row.get::<_, Option<bool>>(first)? else { return Ok(None) };
        Ok(Some(Tally {
            current,
            corroborated: row.get(first + 1)?,
            disputed: row.get(first + 2)?,
            echoed: row.get(first + 3)?,
            single_source: row.get(first + 4)?,
            conflicts: row.get(first + 5)?,
            unsourced: row.get(first + 6)?,
            sources: row.get(first + 7)?,
        }))
    }

    /// Keeps it, with the line that tells what is solid.
    pub(crate) fn keep(
        &self,
        connection: &Connection,
        story: i64,
        lead: Option<&Lead>,
    ) -> rusqlite::Result<()> {
        let lead = lead.map(serde_json::to_string).transpose();
        let lead = lead.map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))?;
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO tally (story, current, corroborated, disputed, echoed, single_source, conflicts,
                 unsourced, sources, lead) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                story,
                self.current,
                number(self.corroborated),
                number(self.disputed),
                number(self.echoed),
                number(self.single_source),
                number(self.conflicts),
                number(self.unsourced),
                number(self.sources),
                lead,
            ])?;
        Ok(())
    }
}
