//! What may have been meant, where a word stands in no report: the nearest word of the collection's own vocabulary.

use rusqlite::{OptionalExtension, params};

use super::query::Query;
use super::term::{self, Stems};
use crate::{Store, StoreError};

/// Words of the vocabulary that are held against one that was asked.
const MOST_TERMS: usize = 50_000;

/// Words of a question that are looked up.
const MOST_WORDS: usize = 12;

/// Letters of a word that is held against others: shorter ones are near to everything.
const SHORTEST: usize = 4;

impl Store {
    /// The words of a query with those that stand nowhere replaced by the nearest that do; `None` where all of them stand
    /// somewhere, or nothing is near.
    ///
    /// # Errors
    /// Where the collection cannot be read.
    pub fn did_you_mean(&self, query: &Query) -> Result<Option<String>, StoreError> {
        // A table of the connection alone: the collection's file has nothing of it.
        self.connection
            .execute_batch(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'report_words', 'row')",
            )
            .map_err(|e| self.failed(e))?;
        let words = query.words.as_str();
        let stems = Stems::new();
        let mut suggested = String::with_capacity(words.len());
        let mut at = 0;
        let mut replaced = false;
        for (place, word) in term::words(words).take(MOST_WORDS) {
            suggested.push_str(&words[at..place.start]);
            at = place.end;
            let stem = stems.of(word);
            let known = word == "OR" || self.has_term(&stem).map_err(|e| self.failed(e))?;
            let near = if known { None } else { self.nearest(&stem).map_err(|e| self.failed(e))? };
            match near {
                Some(term) => {
                    replaced = true;
                    suggested.push_str(&self.word_of(term, &stems)?);
                }
                None => suggested.push_str(word),
            }
        }
        suggested.push_str(&words[at..]);
        Ok(Some(suggested).filter(|suggested| replaced && suggested != words))
    }

    fn has_term(&self, stem: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM temp.vocabulary WHERE term = ?1)";
        self.connection.prepare_cached(sql)?.query_row([stem], |row| row.get(0))
    }

    /// The stem of the collection that is nearest to one that stands nowhere: few letters otherwise, and of equals the one that most
    /// reports have.
    fn nearest(&self, stem: &str) -> rusqlite::Result<Option<String>> {
        let letters: Vec<char> = stem.chars().collect();
        if letters.len() < SHORTEST {
            return Ok(None);
        }
        let allowed = if letters.len() < 6 { 1 } else { 2 };
        // The first letter is seldom wrong, and the vocabulary is in its order.
        let first: String = letters.iter().take(1).collect();
        let past = format!("{first}\u{10ffff}");
        let mut found = self.connection.prepare_cached(
            "SELECT term, doc FROM temp.vocabulary WHERE term >= ?1 AND term < ?2 LIMIT ?3",
        )?;
        let mut rows = found.query(params![first, past, MOST_TERMS as i64])?;
        let mut best: Option<(usize, std::cmp::Reverse<i64>, String)> = None;
        while let Some(row) = rows.next()? {
            let term: String = row.get(0)?;
            let Some(distance) = distance(&letters, &term, allowed) else { continue };
            let fit = (distance, std::cmp::Reverse(row.get(1)?), term);
            if best.as_ref().is_none_or(|best| fit < *best) {
                best = Some(fit);
            }
        }
        Ok(best.map(|(.., term)| term))
    }

    /// A word of a report that has this stem: what a person would write.
    fn word_of(&self, stem: String, stems: &Stems) -> Result<String, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT report.id, report.version FROM report_words JOIN report ON report.report = report_words.rowid
                 WHERE report_words MATCH ?1 LIMIT 1",
            )
            .and_then(|mut found| {
                let report = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
                found.query_row([format!("{{title text}} : \"{stem}\"")], report).optional()
            })
            .map_err(|e| self.failed(e))?;
        let Some((id, version)) = found else { return Ok(stem) };
        let record = self.record(version, &id)?;
        let texts = [record.title.as_deref().unwrap_or_default(), record.text.as_str()];
        let word =
            texts.into_iter().flat_map(term::words).map(|(_, word)| word).find(|word| stems.of(word) == stem);
        Ok(word.map_or(stem, str::to_lowercase))
    }
}

/// How many letters two words differ in, put in, left out, changed or swapped with the next; `None` where more than allowed.
fn distance(a: &[char], b: &str, allowed: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = changed.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_counted() {
        let of = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b, 2);
        assert_eq!(of("ferri", "ferri"), Some(0));
        assert_eq!(of("freri", "ferri"), Some(1));
        assert_eq!(of("harbuor", "harbour"), Some(1));
        assert_eq!(of("brekwatr", "breakwat"), Some(2));
        assert_eq!(of("ferri", "bridge"), None);
        assert_eq!(of("żółw", "żołw"), Some(1));
    }
}
