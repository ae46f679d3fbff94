//! What people decided otherwise than the program: kept apart from the evidence, and never deleted.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use twosource_evidence::Evidence;
use twosource_evidence::correction::{self, Correction, CorrectionError, CorrectionId, Decision, Withdrawal};

use crate::story::timestamp;
use crate::{Store, StoreError, StoryId, Weigher};

/// The most corrections of one story: each is worked in whenever the story is shown.
const MOST: usize = 1_000;

/// A correction as its row keeps it.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    by: Option<String>,
    note: String,
    decision: Decision,
}

/// Who took it back, and why.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Taken {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    note: Option<String>,
}

const COLUMNS: &str = "correction, story, made, content, withdrawn, withdrawal";

impl Store {
    /// The corrections of a story, and those of stories whose reports are in it now, oldest first; withdrawn ones too.
    ///
    /// # Errors
    /// Where there never was such a story, or the database cannot be read.
    pub fn corrections(&self, story: StoryId) -> Result<Vec<Correction>, StoreError> {
        let story = self.story_now(story)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM correction WHERE story = ?1 OR story IN (
                SELECT from_story FROM move JOIN report USING (report) WHERE report.story = ?1)
             ORDER BY correction"
        );
        let rows = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| {
                found.query_map([story.row()], Kept::of)?.collect::<rusqlite::Result<Vec<Kept>>>()
            })
            .map_err(|e| self.failed(e))?;
        let mut corrections = Vec::new();
        for kept in rows {
            // A story that gave some of its reports away keeps its corrections.
            if kept.story == story.row() || self.story_now(StoryId::of_row(kept.story))? == story {
                corrections.push(self.correction_of(kept)?);
            }
        }
        Ok(corrections)
    }

    /// One correction.
    ///
    /// # Errors
    /// Where there is none of that number.
    pub fn correction(&self, id: CorrectionId) -> Result<Correction, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM correction WHERE correction = ?1");
        let kept = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut found| found.query_row([row_of(id)], Kept::of).optional())
            .map_err(|e| self.failed(e))?;
        match kept {
            Some(kept) => self.correction_of(kept),
            None => Err(CorrectionError::Unknown { asked: id.to_string() }.into()),
        }
    }

    /// Keeps a person's decision on a story. Another process may be taking reports in meanwhile.
    ///
    /// # Errors
    /// Where there is no such story, the note is missing or too long, or the folder may not be written.
    pub fn correct(
        &self,
        story: StoryId,
        decision: Decision,
        by: Option<&str>,
        note: &str,
        at: Timestamp,
    ) -> Result<Correction, StoreError> {
        let story = self.story_now(story)?;
        let content =
            Content { by: correction::name(by)?, note: correction::note_of(&decision, note)?, decision };
        if self.corrections(story)?.len() >= MOST {
            let why = format!("{story} has {MOST} corrections already; no more are taken");
            return Err(CorrectionError::Pointless(why).into());
        }
        let json = json(&content)?;
        self.connection
            .prepare_cached("INSERT INTO correction (story, made, content) VALUES (?1, ?2, ?3)")
            .and_then(|mut kept| kept.execute(params![story.row(), at.as_millisecond(), json]))
            .map_err(|e| self.failed(e))?;
        let id = self.connection.last_insert_rowid();
        self.correction(CorrectionId(id.unsigned_abs()))
    }

    /// Takes a correction back. It is kept, with the time and the reason, and changes nothing any more.
    ///
    /// # Errors
    /// Where there is none of that number, it was withdrawn before, or the folder may not be written.
    pub fn withdraw(
        &self,
        id: CorrectionId,
        by: Option<&str>,
        note: Option<&str>,
        at: Timestamp,
    ) -> Result<Correction, StoreError> {
        let note = note.filter(|note| !note.trim().is_empty()).map(correction::note).transpose()?;
        let taken = json(&Taken { by: correction::name(by)?, note })?;
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE correction SET withdrawn = ?2, withdrawal = ?3 WHERE correction = ?1 AND withdrawn IS NULL",
            )
            .and_then(|mut kept| kept.execute(params![row_of(id), at.as_millisecond(), taken]))
            .map_err(|e| self.failed(e))?;
        let kept = self.correction(id)?;
        match &kept.withdrawn {
            Some(before) if changed == 0 => {
                Err(CorrectionError::Withdrawn { id: id.to_string(), at: before.at.clone() }.into())
            }
            _ => Ok(kept),
        }
    }

    /// The evidence of one story with its corrections beside it, as it is exported.
    ///
    /// # Errors
    /// As [`Store::evidence`].
    pub fn corrected(&self, story: StoryId, weigher: Weigher) -> Result<Evidence, StoreError> {
        let mut evidence = self.evidence(story, weigher)?;
        let corrections = self.corrections(story)?;
        for record in &mut evidence.stories {
            record.corrections.clone_from(&corrections);
        }
        Ok(evidence)
    }

    /// The evidence of one story as people decided it: [`twosource_evidence::correction::apply`] where any decision holds, else
    /// the evidence's own.
    ///
    /// # Errors
    /// As [`Store::evidence`].
    pub fn decided(&self, story: StoryId, weigher: Weigher) -> Result<Evidence, StoreError> {
        let mut evidence = self.evidence(story, weigher)?;
        let corrections = self.corrections(story)?;
        if corrections.iter().any(|correction| correction.withdrawn.is_none()) {
            let ids: Vec<String> = evidence.stories.iter().map(|record| record.id.clone()).collect();
            let decided = ids.iter().map(|id| correction::apply(&evidence, id, &corrections));
            evidence.stories = decided.flatten().map(|decided| decided.story).collect();
        }
        Ok(evidence)
    }

    /// True where any decision holds on any story.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn has_corrections(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM correction WHERE withdrawn IS NULL)";
        let found =
            self.connection.prepare_cached(sql).and_then(|mut any| any.query_row([], |row| row.get(0)));
        found.map_err(|e| self.failed(e))
    }

    fn correction_of(&self, kept: Kept) -> Result<Correction, StoreError> {
        let damaged =
            |error: serde_json::Error| self.damaged(format!("correction K{}: {error}", kept.correction));
        let content: Content = serde_json::from_str(&kept.content).map_err(damaged)?;
        let withdrawn = match kept.withdrawn {
            None => None,
            Some(at) => {
                let taken = kept.withdrawal.as_deref().map(serde_json::from_str::<Taken>).transpose();
                let Taken { by, note } = taken.map_err(damaged)?.unwrap_or_default();
                Some(Withdrawal { at: timestamp(at), by, note })
            }
        };
        Ok(Correction {
            id: CorrectionId(kept.correction.unsigned_abs()).to_string(),
            story: StoryId::of_row(kept.story).to_string(),
            made: timestamp(kept.made),
            by: content.by,
            note: content.note,
            withdrawn,
            decision: content.decision,
        })
    }
}

/// A row of the table.
struct Kept {
    correction: i64,
    story: i64,
    made: i64,
    content: String,
    withdrawn: Option<i64>,
    withdrawal: Option<String>,
}

impl Kept {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Kept {
            correction: row.get(0)?,
            story: row.get(1)?,
            made: row.get(2)?,
            content: row.get(3)?,
            withdrawn: row.get(4)?,
            withdrawal: row.get(5)?,
        })
    }
}

fn row_of(id: CorrectionId) -> i64 {
    i64::try_from(id.0).unwrap_or(i64::MAX)
}

fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Export(error.to_string()))
}
