//! Answering a question.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Range};

use rusqlite::OptionalExtension;
use serde::Serialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, QueryParser, QueryParserError, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::TokenStream;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError, Term};
use twosource_evidence::file::{Evidence, Standing};

use super::index::{Index, index_error};
use super::query::{Query, Unit};
use super::words;
use crate::annotation::{CharOffsets, speaker};
use crate::{Store, StoreError, StoryId, Weigher};

/// Hits where the query names no limit.
const USUAL_LIMIT: usize = 20;

/// Hits that are looked through for a standing, at most.
const MOST_LOOKED_AT: usize = 20_000;

/// Characters of a snippet.
const SNIPPET: usize = 200;

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
    pub score: f32,
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
        let folder = self.folder.clone();
        let error = |source: TantivyError| index_error(&folder, &source);
        if self.index_to_ask()?.is_none() {
            return Ok(Hits::default());
        }
        let Some(index) = &self.index else { return Ok(Hits::default()) };
        let searcher = index.reader.searcher();
        let parsed = condition(index, query)?;
        let total = searcher.search(&parsed, &Count).map_err(error)?;
        let limit = if query.limit == 0 { USUAL_LIMIT } else { query.limit };
        let mut snippets = SnippetGenerator::create(&searcher, &*of_words(index, query)?, index.fields.text)
            .map_err(error)?;
        snippets.set_max_num_chars(SNIPPET);

        let mut weighed: BTreeMap<StoryId, Evidence> = BTreeMap::new();
        let mut hits = Vec::new();
        let mut offset = 0;
        let page = limit.clamp(1, 1_000);
        'pages: while hits.len() < limit && offset < MOST_LOOKED_AT {
            let collector = TopDocs::with_limit(page).and_offset(offset).order_by_score();
            let found = searcher.search(&parsed, &collector).map_err(error)?;
            if found.is_empty() {
                break;
            }
            let first = offset;
            offset += found.len();
            for (place, (score, address)) in found.into_iter().enumerate() {
                if query.standing.is_some() {
                    progress(first + place, total.min(MOST_LOOKED_AT));
                }
                let Some(mut hit) = self.hit(index, &searcher, &snippets, address, query.unit(), score)?
                else {
                    continue;
                };
                if let Some(asked) = query.standing {
                    let Some(weigher) = weigher else {
                        return Err(StoreError::Question(
                            "a standing cannot be told without a model".to_owned(),
                        ));
                    };
                    let evidence = match weighed.entry(hit.story) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(place) => place.insert(self.evidence(hit.story, weigher)?),
                    };
                    if !stands(evidence, &hit, asked) {
                        continue;
                    }
                    hit.standing = Some(asked);
                }
                hits.push(hit);
                if hits.len() == limit {
                    break 'pages;
                }
            }
        }
        Ok(Hits { hits, total })
    }

    fn hit(
        &self,
        index: &Index,
        searcher: &Searcher,
        snippets: &SnippetGenerator,
        address: DocAddress,
        unit: Unit,
        score: f32,
    ) -> Result<Option<Hit>, StoreError> {
        let document: TantivyDocument =
            searcher.doc(address).map_err(|source| index_error(&self.folder, &source))?;
        let number = |field: Field| document.get_first(field).and_then(|value| value.as_u64()).unwrap_or(0);
        let version = number(index.fields.version) as i64;
        let kept: Option<(String, i64)> = self
            .connection
            .prepare_cached(
                "SELECT id, story FROM version JOIN report USING (report) WHERE version.version = ?1",
            )
            .and_then(|mut found| found.query_row([version], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(|e| self.failed(e))?;
        let Some((id, story)) = kept else { return Ok(None) };
        let record = self.record(version, &id)?;
        let chars = CharOffsets::new(&record.text);
        let mut hit = Hit {
            unit,
            story: StoryId::of_row(story),
            report: id,
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
            score,
        };
        let mut text = record.text.as_str();
        if unit == Unit::Statement {
            let Some(statement) = record.statements.get(number(index.fields.statement) as usize) else {
                return Ok(None);
            };
            text = chars.slice(statement.start, statement.end);
            hit.place = Some([statement.start, statement.end]);
            hit.certainty = Some(statement.certainty.clone());
            hit.speaker = statement.attribution.as_deref().and_then(|id| speaker(&record, &chars, id));
        }
        let snippet = snippets.snippet(text);
        if snippet.is_empty() {
            let end = text.char_indices().nth(SNIPPET).map_or(text.len(), |(end, _)| end);
            hit.snippet = text[..end].to_owned();
        } else {
            hit.snippet = snippet.fragment().to_owned();
            hit.marks = snippet.highlighted().to_vec();
        }
        Ok(Some(hit))
    }
}

/// True where a claim stands so that a statement belongs to. It may belong to several.
fn stands(evidence: &Evidence, hit: &Hit, asked: Standing) -> bool {
    let Some([start, end]) = hit.place else { return false };
    let claims = evidence.stories.iter().flat_map(|story| &story.claims);
    claims.filter(|claim| claim.standing == asked).any(|claim| {
        claim.statements.iter().any(|at| at.report == hit.report && at.start == start && at.end == end)
    })
}

type Dynamic = Box<dyn tantivy::query::Query>;

/// The words of a question as the index takes them.
fn of_words(index: &Index, query: &Query) -> Result<Dynamic, StoreError> {
    if query.words.trim().is_empty() {
        return Ok(Box::new(AllQuery));
    }
    let mut parser = QueryParser::for_index(&index.index, vec![index.fields.title, index.fields.text]);
    parser.set_conjunction_by_default();
    let (parsed, errors) = parser.parse_query_lenient(&words::plain(&query.words)?);
    for error in errors {
        match error {
            // Words that must not be there: all else of what the fields ask for.
            QueryParserError::AllButQueryForbidden if query.has_field() => {}
            QueryParserError::AllButQueryForbidden => {
                return Err(StoreError::Question(
                    "every word is one that must not be there; add a word or a field that must".to_owned(),
                ));
            }
            error => {
                return Err(StoreError::Question(format!(
                    "the words {:?} cannot be read: {error}",
                    query.words
                )));
            }
        }
    }
    Ok(parsed)
}

/// All that a question asks for.
fn condition(index: &Index, query: &Query) -> Result<BooleanQuery, StoreError> {
    let fields = &index.fields;
    let unit = u64::from(query.unit() == Unit::Statement);
    let unit = Term::from_field_u64(fields.unit, unit);
    let mut parts: Vec<(Occur, Dynamic)> =
        vec![(Occur::Must, Box::new(TermQuery::new(unit, IndexRecordOption::Basic)))];
    parts.push((Occur::Must, of_words(index, query)?));
    for (field, asked) in
        [(fields.outlet, &query.outlet), (fields.speaker, &query.speaker), (fields.entity, &query.entity)]
    {
        let Some(asked) = asked else { continue };
        let terms = terms(index, field, asked)?;
        words::few_enough(terms.len())?;
        if terms.is_empty() {
            return Err(StoreError::Question(format!("{asked:?} has no letters to look for")));
        }
        for term in terms {
            parts.push((Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic))));
        }
    }
    if query.from.is_some() || query.to.is_some() {
        let bound = |day: Option<jiff::civil::Date>| {
            let day = day.and_then(|day| super::index::day_of(&day.to_string()));
            day.map_or(Bound::Unbounded, |day| Bound::Included(Term::from_field_i64(fields.day, day)))
        };
        let (from, to) = (bound(query.from), bound(query.to));
        parts.push((Occur::Must, Box::new(RangeQuery::new(from, to))));
    }
    Ok(BooleanQuery::new(parts))
}

/// The distinct terms of a field's words.
fn terms(index: &Index, field: Field, words: &str) -> Result<BTreeSet<Term>, StoreError> {
    let tokenizer = index.index.tokenizer_for_field(field);
    let mut tokenizer = tokenizer.map_err(|error| StoreError::Question(error.to_string()))?;
    let mut stream = tokenizer.token_stream(words);
    let mut terms = BTreeSet::new();
    while stream.advance() {
        terms.insert(Term::from_field_text(field, &stream.token().text));
    }
    Ok(terms)
}
