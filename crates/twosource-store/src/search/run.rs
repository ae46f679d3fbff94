//! Answering a question.

use std::cmp::{Ordering, Reverse};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;

use rusqlite::{Transaction, TransactionBehavior, params};
use serde::Serialize;
use twosource_evidence::file::{Evidence, Standing};

use super::expression::Expression;
use super::index::{STATEMENTS, day};
use super::query::{Query, Sort, Unit};
use super::snippet::Snippet;
use crate::annotation::{CharOffsets, speaker};
use crate::{Store, StoreError, StoryId, Weigher};

/// Hits where the query names no limit.
const USUAL_LIMIT: usize = 20;

/// Hits that are looked through for a standing, at most.
const MOST_LOOKED_AT: usize = 20_000;

/// How much a word in a title counts beside one in the text.
const TITLE: f64 = 4.0;

/// A report or statement that fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// What it is.
    pub unit: Unit,
    /// Its story.
    pub story: StoryId,
    /// Id of the report.
    pub report: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// For a statement: its first code point in the report's text and the one after its last.
    pub place: Option<[usize; 2]>,
    /// For a statement: who says it, as the report names them.
    pub speaker: Option<String>,
    /// For a statement: how surely it is put forward.
    pub certainty: Option<String>,
    /// For a statement whose standing was asked: its claim's.
    pub standing: Option<Standing>,
    /// Words around what was asked for.
    pub snippet: String,
    /// Where in the snippet the words asked for stand, in bytes.
    pub marks: Vec<Range<usize>>,
    /// How well it fits; larger is better.
    pub score: f64,
}

/// What fits a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hits {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many there are in all, those beyond the limit counted; without regard to a standing that was asked.
    pub total: usize,
}

impl Store {
    /// Finds reports or statements. A `weigher` is needed where a standing is asked; stories are weighed as far as hits
    /// are looked through.
    ///
    /// # Errors
    /// Where the query cannot be read, or the collection cannot.
    pub fn search(&mut self, query: &Query, weigher: Option<Weigher>) -> Result<Hits, StoreError> {
        self.search_with_progress(query, weigher, &mut |_, _| {})
    }

    /// As [`Store::search`]; where a standing is asked, `progress` is told of each hit as its turn comes to be looked at,
    /// which may take the weighing of its story: how many are done, and how many there are. Enough may be found before
    /// the last.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn search_with_progress(
        &mut self,
        query: &Query,
        weigher: Option<Weigher>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Hits, StoreError> {
        let expression = Expression::of(query)?;
        let limit = if query.limit == 0 { USUAL_LIMIT } else { query.limit };
        let wanted = limit.saturating_add(query.offset).min(MOST_LOOKED_AT);
        let looked_at = if query.standing.is_some() { MOST_LOOKED_AT } else { wanted };
        let Found { total, best } = self.find(query, &expression, looked_at)?;

        let mut weighed: BTreeMap<StoryId, Evidence> = BTreeMap::new();
        let mut hits = Vec::new();
        let of = best.len();
        // What is looked through for a standing is counted as it is found.
        let mut left_out = if query.standing.is_some() { query.offset } else { 0 };
        let skipped = query.offset - left_out;
        for (place, row) in best.iter().enumerate().skip(skipped) {
            if query.standing.is_some() {
                progress(place, of);
            }
            let hit = self.hit(row, &expression, query.unit());
            let Some(mut hit) = self.or_left_out(&row.id, hit)?.flatten() else { continue };
            if let Some(asked) = query.standing {
                let Some(weigher) = weigher else {
                    return Err(StoreError::Question("a standing cannot be told without a model".to_owned()));
                };
                let evidence = match weighed.entry(hit.story) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => {
                        let evidence = match query.decided {
                            true => self.decided(hit.story, weigher),
                            false => self.evidence(hit.story, weigher),
                        };
                        let Some(evidence) = self.or_left_out(&hit.story.to_string(), evidence)? else {
                            continue;
                        };
                        place.insert(evidence)
                    }
                };
                if !stands(evidence, &hit, asked) {
                    continue;
                }
                hit.standing = Some(asked);
                if left_out > 0 {
                    left_out -= 1;
                    continue;
                }
            }
            hits.push(hit);
            if hits.len() == limit {
                break;
            }
        }
        Ok(Hits { hits, total })
    }

    /// The rows that fit, those of one moment: other processes may take reports in meanwhile.
    fn find(&self, query: &Query, expression: &Expression, most: usize) -> Result<Found, StoreError> {
        let moment = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)
            .map_err(|source| self.failed(source))?;
        let found = find(&moment, query, expression, most);
        found.map_err(|source| self.failed(source))
    }

    fn hit(&self, row: &Row, expression: &Expression, unit: Unit) -> Result<Option<Hit>, StoreError> {
        let record = self.record(row.version, &row.id)?;
        let chars = CharOffsets::new(&record.text);
        let mut hit = Hit {
            unit,
            story: StoryId::of_row(row.story),
            report: row.id.clone(),
            outlet: record.outlet.clone(),
            title: record.title.clone(),
            published: record.published.clone(),
            url: record.url.clone(),
            place: None,
            speaker: None,
            certainty: None,
            standing: None,
            snippet: String::new(),
            marks: Vec::new(),
            score: row.score,
        };
        let mut text = record.text.as_str();
        if unit == Unit::Statement {
            let Some(statement) = record.statements.get(row.statement) else { return Ok(None) };
            text = chars.slice(statement.start, statement.end);
            hit.place = Some([statement.start, statement.end]);
            hit.certainty = Some(statement.certainty.clone());
            hit.speaker = statement.attribution.as_deref().and_then(|id| speaker(&record, &chars, id));
        }
        let snippet = Snippet::of(text, &expression.shown);
        (hit.snippet, hit.marks) = (snippet.text, snippet.marks);
        Ok(Some(hit))
    }
}

/// What fits.
struct Found {
    total: usize,
    /// The best first.
    best: Vec<Row>,
}

/// A report or statement that fits.
struct Row {
    id: String,
    story: i64,
    version: i64,
    /// Its number among those of the report.
    statement: usize,
    score: f64,
}

/// How well a row fits; of several that fit as well the first that came is the best.
#[derive(PartialEq)]
struct Fit {
    score: f64,
    row: i64,
}

impl Eq for Fit {}

impl Ord for Fit {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.row.cmp(&self.row))
    }
}

impl PartialOrd for Fit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn find(
    moment: &Transaction,
    query: &Query,
    expression: &Expression,
    most: usize,
) -> rusqlite::Result<Found> {
    let statements = query.unit() == Unit::Statement;
    // One pass counts what fits and keeps the best.
    let mut asked = moment.prepare_cached(&sql(query, expression))?;
    let (from, to) =
        (query.from.and_then(day).unwrap_or(i64::MIN), query.to.and_then(day).unwrap_or(i64::MAX));
    let words = expression.must.as_deref().or(expression.not.as_deref());
    let mut rows = asked.query(params![words, from, to])?;
    let mut total = 0;
    let mut best: BinaryHeap<Reverse<Fit>> = BinaryHeap::new();
    while let Some(row) = rows.next()? {
        total += 1;
        let fit = Fit { row: row.get(0)?, score: row.get(1)? };
        if best.len() < most {
            best.push(Reverse(fit));
        } else if let Some(mut worst) = best.peek_mut().filter(|worst| worst.0 < fit) {
            worst.0 = fit;
        }
    }
    let mut report_of = moment.prepare_cached("SELECT id, story, version FROM report WHERE report = ?1")?;
    let best = best.into_sorted_vec().into_iter().map(|Reverse(Fit { score, row })| {
        let (report, statement) = if statements { (row / STATEMENTS, row % STATEMENTS) } else { (row, 0) };
        report_of.query_row([report], |found| {
            let (id, story, version) = (found.get(0)?, found.get(1)?, found.get(2)?);
            Ok(Row { id, story, version, statement: usize::try_from(statement).unwrap_or(0), score })
        })
    });
    let best = best.collect::<rusqlite::Result<Vec<Row>>>()?;
    Ok(Found { total, best })
}

/// The days of reports without a date, when what was published first or last comes first.
const UNDATED: &str = "-1000000000";

/// The question to the database: the words are parameter 1, the days 2 and 3.
fn sql(query: &Query, expression: &Expression) -> String {
    let weights = match query.unit() {
        Unit::Report => format!("{TITLE:?}, 1.0, 0.0, 0.0, 0.0"),
        Unit::Statement => "1.0, 0.0, 0.0, 0.0".to_owned(),
    };
    let (table, report) = table(query.unit());
    let day = |sign: &str| {
        format!("ifnull({sign}(SELECT 1.0 * day.day FROM day WHERE report = +{report}), {UNDATED})")
    };
    let score = match query.sort {
        Sort::Newest => day("+"),
        Sort::Oldest => day("-"),
        Sort::Best if expression.must.is_some() && !expression.shown.is_empty() => {
            format!("-bm25({table}, {weights})")
        }
        Sort::Best => "1.0".to_owned(),
    };
    format!("SELECT rowid, {score} FROM {table} WHERE {}", conditions(query, expression))
}

/// The table of a unit, and the report of its row.
pub(super) fn table(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Report => ("report_words", "report_words.rowid"),
        Unit::Statement => ("statement_words", "(statement_words.rowid >> 20)"),
    }
}

/// What must hold of a row: the words are parameter 1, the days 2 and 3.
pub(super) fn conditions(query: &Query, expression: &Expression) -> String {
    // Fields only filter. What must be there is met first, whatever the database knows of the tables' sizes: the signs
    // before the names keep it from going by the days.
    let (table, report) = table(query.unit());
    let mut conditions = vec!["?2 <= ?3".to_owned()];
    if expression.must.is_some() {
        conditions.push(format!("{table} MATCH ?1"));
    } else if expression.not.is_some() {
        conditions.push(format!("{table}.rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH ?1)"));
    }
    if query.from.is_some() || query.to.is_some() {
        conditions.push(format!(
            "EXISTS (SELECT 1 FROM day WHERE report = +{report} AND day.day BETWEEN ?2 AND ?3)"
        ));
    }
    conditions.join(" AND ")
}

/// True where a claim stands so that a statement belongs to. It may belong to several.
fn stands(evidence: &Evidence, hit: &Hit, asked: Standing) -> bool {
    let Some([start, end]) = hit.place else { return false };
    let claims = evidence.stories.iter().flat_map(|story| &story.claims);
    claims.filter(|claim| claim.standing == asked).any(|claim| {
        claim.statements.iter().any(|at| at.report == hit.report && at.start == start && at.end == end)
    })
}
