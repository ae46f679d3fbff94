//! What is new in a story: its evidence now against its evidence before.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource_evidence::file::{
    ClaimRecord, ConflictRecord, Evidence, OriginRecord, ReportRecord, Standing, StoryRecord,
};
use twosource_text::{CharIndex, CharSpan};

use crate::Since;

/// What is new in a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct News {
    /// From when on, in UTC.
    pub since: String,
    /// Ids of reports that were not there before.
    pub reports: Vec<String>,
    /// Ids of reports that were there in another version.
    pub revised: Vec<String>,
    /// Origins that were not there before.
    pub origins: Vec<OriginRecord>,
    /// Conflicts that were not there before.
    pub conflicts: Vec<ConflictRecord>,
    /// Claims that stand differently: first those that fell, then those that rose, new ones, those that are gone.
    pub claims: Vec<Turn>,
}

/// Which way a claim went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// It stands worse: it is disputed now, or has lost origins.
    Fell,
    /// It stands better.
    Rose,
    /// Nobody made it before.
    New,
    /// Nobody makes it any more.
    Gone,
}

/// A claim that stands differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// Which way.
    pub way: Way,
    /// The claim's id in the evidence now; `None` for one that is gone.
    pub claim: Option<String>,
    /// Its words.
    pub text: String,
    /// How it stood.
    pub was: Option<Standing>,
    /// How it stands.
    pub became: Option<Standing>,
    /// How many origins carry it now.
    pub origins: usize,
}

impl News {
    /// True where nothing is new.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
            && self.revised.is_empty()
            && self.origins.is_empty()
            && self.conflicts.is_empty()
            && self.claims.is_empty()
    }
}

/// How well a claim stands.
fn rank(standing: Standing) -> usize {
    match standing {
        Standing::Disputed => 0,
        Standing::SingleSource => 1,
        Standing::Unsourced => 2,
        Standing::Echoed => 3,
        Standing::Corroborated => 4,
    }
}

/// A statement wherever it stands in its report's version: the report's id and the statement's words.
type Said = (String, String);

/// A story with the texts that its places lead to.
struct Side<'e> {
    story: &'e StoryRecord,
    indices: BTreeMap<&'e str, (&'e ReportRecord, CharIndex<'e>)>,
}

impl<'e> Side<'e> {
    fn of(evidence: &'e Evidence) -> Option<Self> {
        let indices = (evidence.reports.iter())
            .map(|report| (report.id.as_str(), (report, CharIndex::new(&report.text))))
            .collect();
        Some(Side { story: evidence.stories.first()?, indices })
    }

    fn said(&self, report: &str, start: usize, end: usize) -> Said {
        let words = self.indices.get(report).and_then(|(record, index)| {
            let span = index.bytes(CharSpan { start, end })?;
            Some(span.of(&record.text).split_whitespace().collect::<Vec<_>>().join(" "))
        });
        (report.to_owned(), words.unwrap_or_default())
    }

    fn of_claim(&self, claim: &ClaimRecord) -> BTreeSet<Said> {
        claim.statements.iter().map(|at| self.said(&at.report, at.start, at.end)).collect()
    }

    fn of_conflict(&self, conflict: &ConflictRecord) -> BTreeSet<Said> {
        conflict.statements.iter().map(|at| self.said(&at.report, at.start, at.end)).collect()
    }
}

/// Compares a story's evidence with what it was; all is new where there was none.
pub(crate) fn compare(before: Option<&Evidence>, now: &Evidence, since: Since) -> News {
    let mut news = News { since: since.moment().to_string(), ..News::default() };
    let Some(new) = Side::of(now) else { return news };
    let old = before.and_then(Side::of);

    for (id, (record, _)) in &new.indices {
        match old.as_ref().and_then(|old| old.indices.get(id)) {
            None => news.reports.push((*id).to_owned()),
            Some((before, _)) if before.sha256 != record.sha256 => news.revised.push((*id).to_owned()),
            Some(_) => {}
        }
    }
    let old_origins: BTreeSet<_> = (old.iter().flat_map(|old| &old.story.origins))
        .map(|origin| (origin.kind, origin.name.to_lowercase()))
        .collect();
    news.origins = (new.story.origins.iter())
        .filter(|origin| !old_origins.contains(&(origin.kind, origin.name.to_lowercase())))
        .cloned()
        .collect();
    news.conflicts = new_conflicts(old.as_ref(), &new);
    news.claims = turns(old.as_ref(), &new);
    news
}

/// Conflicts of which no older one on the same matter has two of the statements.
fn new_conflicts(old: Option<&Side>, new: &Side) -> Vec<ConflictRecord> {
    let known: Vec<_> = old
        .iter()
        .flat_map(|old| old.story.conflicts.iter().map(|conflict| (conflict.on, old.of_conflict(conflict))))
        .collect();
    let is_new = |conflict: &&ConflictRecord| {
        let said = new.of_conflict(conflict);
        !known.iter().any(|(on, before)| *on == conflict.on && before.intersection(&said).count() >= 2)
    };
    new.story.conflicts.iter().filter(is_new).cloned().collect()
}

/// The claims that stand differently. A claim is the same where most statements are; each older one has one successor.
fn turns(old: Option<&Side>, new: &Side) -> Vec<Turn> {
    let mut holder: BTreeMap<Said, Vec<usize>> = BTreeMap::new();
    let older: &[ClaimRecord] = old.map_or(&[], |old| &old.story.claims);
    for (index, claim) in older.iter().enumerate() {
        for said in old.iter().flat_map(|old| old.of_claim(claim)) {
            holder.entry(said).or_default().push(index);
        }
    }
    // How many statements each pair of an older and a newer claim shares, the most first.
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, claim) in new.story.claims.iter().enumerate() {
        for said in new.of_claim(claim) {
            for &before in holder.get(&said).into_iter().flatten() {
                *shared.entry((before, index)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    pairs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut before_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for ((before, index), _) in &pairs {
        if !taken.contains(before) && !before_of.contains_key(index) {
            taken.insert(*before);
            before_of.insert(*index, *before);
        }
    }
    // Statements that left a claim for one of their own were said before: that claim is not new.
    let said_before: BTreeSet<usize> = pairs.iter().map(|((_, index), _)| *index).collect();

    let mut turns = Vec::new();
    for (index, claim) in new.story.claims.iter().enumerate() {
        // A claim that parted from another counts where it stands better than what it came from, and as the same else.
        let parted = || {
            let from = pairs.iter().filter(|((_, new), count)| *new == index && *count >= 2);
            let was = from.map(|((before, _), _)| older[*before].standing).max_by_key(|&was| rank(was))?;
            (rank(claim.standing) > rank(was)).then_some(was)
        };
        let was = before_of.get(&index).map(|&before| older[before].standing).or_else(parted);
        let way = match was {
            None if said_before.contains(&index) => continue,
            None => Way::New,
            Some(was) if rank(claim.standing) > rank(was) => Way::Rose,
            Some(was) if rank(claim.standing) < rank(was) => Way::Fell,
            Some(_) => continue,
        };
        turns.push(Turn {
            way,
            claim: Some(claim.id.clone()),
            text: claim.text.clone(),
            was,
            became: Some(claim.standing),
            origins: claim.origins.len(),
        });
    }
    let still_said: BTreeSet<usize> = pairs.iter().map(|((before, _), _)| *before).collect();
    for (index, claim) in older.iter().enumerate().filter(|(index, _)| !still_said.contains(index)) {
        debug_assert!(!taken.contains(&index));
        turns.push(Turn {
            way: Way::Gone,
            claim: None,
            text: claim.text.clone(),
            was: Some(claim.standing),
            became: None,
            origins: 0,
        });
    }
    turns.sort_by_key(|turn| turn.way);
    turns
}
