//! The evidence of a story, weighed when it is asked for and kept until a report changes it.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use twosource_evidence::file::{Evidence, Run, Standing};
use twosource_evidence::lead::lead;
use twosource_evidence::weigh_one;
use twosource_language::Pipeline;
use twosource_reader::Report;

use crate::kept::{KeptReport, pack, unpack};
use crate::news::{self, News};
use crate::reading::Member;
use crate::{Since, Store, StoreError, StoryId, Tally};

/// What makes evidence of kept reports: a loaded model, and what the evidence file says of it.
#[derive(Clone, Copy, Debug)]
pub struct Weigher<'p> {
    /// Reads reports that this build has not read yet.
    pub pipeline: &'p Pipeline,
    /// Names the program and the model in the evidence.
    pub run: &'p Run,
}

impl Store {
    /// The evidence of one story, under the story's number in the collection. What was weighed before and has not
    /// changed is not weighed again.
    ///
    /// # Errors
    /// Where there is no such story, or the database cannot be read.
    pub fn evidence(&self, story: StoryId, weigher: Weigher) -> Result<Evidence, StoreError> {
        let members = self.members(story, None)?;
        let key = key(story, &members, weigher.run);
        if let Some(evidence) = self.kept_evidence(&key)? {
            return Ok(evidence);
        }
        let evidence = self.weigh(story, &members, weigher)?;
        // Without a report that cannot be read it is told each time, and not kept as if it were whole.
        if evidence.reports.len() == members.len() {
            self.remember(story, &key, &members, &evidence)?;
        }
        Ok(evidence)
    }

    /// What the evidence of a story is made from, as a hash: it is the same as long as the story, the model and the program
    /// are.
    ///
    /// # Errors
    /// Where there is no such story, or the database cannot be read.
    pub fn evidence_key(&self, story: StoryId, run: &Run) -> Result<String, StoreError> {
        Ok(key(story, &self.members(story, None)?, run))
    }

    /// What is new in a story: its evidence now against that of the reports, in the versions, that were there before.
    ///
    /// # Errors
    /// As [`Store::evidence`].
    pub fn news(
        &self,
        story: StoryId,
        since: Since,
        weigher: Weigher,
    ) -> Result<(Evidence, News), StoreError> {
        let now = self.evidence(story, weigher)?;
        let members = self.members(story, Some(since))?;
        let before = if members.is_empty() { None } else { Some(self.weigh(story, &members, weigher)?) };
        let news = news::compare(before.as_ref(), &now, since);
        Ok((now, news))
    }

    /// The story's reports, in the order of arrival, each in its newest version, or the newest before `since`.
    fn members(&self, story: StoryId, since: Option<Since>) -> Result<Vec<Member>, StoreError> {
        let condition = match since {
            None => "1".to_owned(),
            Some(Since::Received(moment)) => format!("received < {}", moment.as_millisecond()),
            // A report without a date is as old as the collection can tell: it was there before.
            Some(Since::Published(moment)) => {
                format!("(published IS NULL OR published < '{}')", crate::since::day_or_moment(moment))
            }
        };
        let sql = format!(
            "SELECT id, max(version.version) FROM report JOIN version USING (report)
             WHERE story = ?1 AND {condition} GROUP BY report ORDER BY report"
        );
        let mut found = self.connection.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        let members = found
            .query_map([story.row()], |row| Ok(Member { id: row.get(0)?, version: row.get(1)? }))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<Member>>>)
            .map_err(|e| self.failed(e))?;
        if members.is_empty() && since.is_none() {
            return Err(StoreError::UnknownStory { asked: story.to_string() });
        }
        Ok(members)
    }

    /// The reports of one story in their newest versions, as they were read: to hold something against them.
    ///
    /// # Errors
    /// Where there is no such story, or the database cannot be read.
    pub fn readings_of(
        &self,
        story: StoryId,
        weigher: Weigher,
    ) -> Result<Vec<twosource_annotate::Reading>, StoreError> {
        self.readings(&self.members(story, None)?, weigher.pipeline)
    }

    /// Weighs the members as they were read.
    fn weigh(&self, story: StoryId, members: &[Member], weigher: Weigher) -> Result<Evidence, StoreError> {
        let readings = self.readings(members, weigher.pipeline)?;
        if readings.is_empty() && !members.is_empty() {
            return Err(self.damaged(format!("no report of {story} can be read")));
        }
        let mut evidence = weigh_one(readings, weigher.run.clone());
        for record in &mut evidence.stories {
            record.id = story.to_string();
        }
        Ok(evidence)
    }

    /// A kept version as the report `id`.
    pub(crate) fn kept(&self, version: i64, id: &str) -> Result<Report, StoreError> {
        let content: Vec<u8> = self
            .connection
            .prepare_cached("SELECT content FROM version WHERE version = ?1")
            .and_then(|mut found| found.query_row([version], |row| row.get(0)))
            .map_err(|e| self.failed_value(e))?;
        let kept: KeptReport = unpack(&content).map_err(|what| self.damaged(what))?;
        Ok(kept.report(id.to_owned()))
    }

    /// The evidence kept under a key; `None` where it was not weighed yet.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn kept_evidence(&self, key: &str) -> Result<Option<Evidence>, StoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT evidence FROM evidence WHERE key = ?1")
            .and_then(|mut found| found.query_row([key], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))?;
        // Derived: what cannot be read is made anew.
        Ok(bytes.and_then(|bytes| unpack(&bytes).ok()))
    }

    /// Keeps fresh evidence in place of the story's older, and writes down which claims stand differently. It can all be
    /// had again: a folder that may not be written, a full disk or a writer at work only cost that time.
    fn remember(
        &self,
        story: StoryId,
        key: &str,
        members: &[Member],
        evidence: &Evidence,
    ) -> Result<(), StoreError> {
        if !self.writable {
            return Ok(());
        }
        let newest = members.iter().map(|member| member.version).max().unwrap_or(0);
        let older: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT evidence FROM evidence WHERE story = ?1 ORDER BY newest DESC LIMIT 1")
            .and_then(|mut found| found.query_row([story.row()], |row| row.get(0)).optional())
            .map_err(|e| self.failed(e))?;
        let older: Option<Evidence> = older.and_then(|bytes| unpack(&bytes).ok());
        let turns = news::compare(older.as_ref(), evidence, Since::Received(jiff::Timestamp::MIN)).claims;
        let packed = pack(evidence).map_err(|source| StoreError::Io { path: self.folder.clone(), source })?;
        let write = || -> rusqlite::Result<()> {
            let transaction = self.connection.unchecked_transaction()?;
            transaction.execute("DELETE FROM evidence WHERE story = ?1", [story.row()])?;
            transaction.execute(
                "INSERT OR REPLACE INTO evidence (key, story, newest, evidence) VALUES (?1, ?2, ?3, ?4)",
                params![key, story.row(), newest, packed],
            )?;
            for turn in &turns {
                transaction
                    .prepare_cached(
                        "INSERT INTO standing (story, newest, claim, was, became, origins)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![
                        story.row(),
                        newest,
                        turn.text,
                        turn.was.map(Standing::as_str),
                        turn.became.map(Standing::as_str),
                        turn.origins as i64,
                    ])?;
            }
            // A report may have come while this was weighed.
            let is_current = self.members(story, None).is_ok_and(|now| now == members);
            let lead = evidence.stories.first().and_then(lead);
            Tally { current: is_current, ..Tally::of(evidence) }.keep(
                &transaction,
                story.row(),
                lead.as_ref(),
            )?;
            // Weighing knows better than the list which headline the reports bear out.
            if let Some(record) = evidence.stories.first().filter(|record| !record.title.is_empty()) {
                transaction
                    .prepare_cached("UPDATE card SET title = ?2 WHERE story = ?1")?
                    .execute(params![story.row(), record.title])?;
            }
            transaction.commit()
        };
        match write() {
            Ok(()) => Ok(()),
            Err(error) => match self.failed(error) {
                StoreError::Full { .. } | StoreError::ReadOnly { .. } | StoreError::Locked { .. } => Ok(()),
                error => Err(error),
            },
        }
    }
}

/// What evidence depends on: the versions, the model, and the program that weighs.
fn key(story: StoryId, members: &[Member], run: &Run) -> String {
    let mut hash = Sha256::new();
    hash.update(story.to_string());
    for member in members {
        hash.update(format!("\n{} {}", member.id, member.version));
    }
    for model in &run.models {
        hash.update(format!("\n{}", model.sha256));
    }
    // A new build may weigh otherwise under the same version number.
    hash.update(format!("\n{}\n{}", run.version, env!("TWOSOURCE_BUILD")));
    // Other house rules weigh otherwise.
    hash.update(serde_json::to_string(&run.settings).unwrap_or_default());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
