//! A question as the index takes it: in the grammar of SQLite's FTS5, made of terms and nothing that was given.

use super::query::{Query, Unit};
use super::term::{self, Stems};
use super::words::{Phrase, Words, few_enough};
use crate::StoreError;

/// What the index is asked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Expression {
    /// What must be there; `None` where that is only a date, or nothing.
    pub must: Option<String>,
    /// What must not be there, where nothing must. Otherwise `must` says so.
    pub not: Option<String>,
    /// The stems that a snippet shows. Where there are none, all that fits fits as well: fields only filter.
    pub shown: Vec<String>,
}

impl Expression {
    /// Reads a question.
    ///
    /// # Errors
    /// Where its words cannot be read, or say only what must not be there.
    pub fn of(query: &Query) -> Result<Self, StoreError> {
        let words = match query.words.trim() {
            "" => Words::default(),
            words => Words::read(words)?,
        };
        if words.must.is_empty() && !words.not.is_empty() && !query.has_field() {
            return Err(StoreError::Question(
                "every word is one that must not be there; add a word or a field that must".to_owned(),
            ));
        }
        let stems = Stems::new();
        let stem = |phrase: &Phrase| -> Phrase { phrase.iter().map(|word| stems.of(word)).collect() };
        let texts = match query.unit() {
            Unit::Report => "title text",
            Unit::Statement => "text",
        };
        let any = |phrases: &[Phrase]| {
            let phrases: Vec<String> = phrases.iter().map(|phrase| quoted(&stem(phrase))).collect();
            format!("{{{texts}}} : ({})", phrases.join(" OR "))
        };
        let mut must: Vec<String> = words.must.iter().map(|group| any(group)).collect();
        for (field, asked) in
            [("outlet", &query.outlet), ("speaker", &query.speaker), ("entity", &query.entity)]
        {
            let Some(asked) = asked else { continue };
            let mut terms: Vec<String> = term::words(asked).map(|(_, word)| term::plain(word)).collect();
            terms.sort_unstable();
            terms.dedup();
            few_enough(terms.len())?;
            if terms.is_empty() {
                return Err(StoreError::Question(format!("{asked:?} has no letters to look for")));
            }
            must.extend(terms.into_iter().map(|term| format!("{{{field}}} : {}", quoted(&[term]))));
        }
        let not = (!words.not.is_empty()).then(|| any(&words.not));
        let shown = words.must.iter().flatten().flat_map(stem).collect();
        let must = (!must.is_empty()).then(|| must.join(" AND "));
        Ok(match (must, not) {
            (Some(must), Some(not)) => {
                Expression { must: Some(format!("({must}) NOT {not}")), not: None, shown }
            }
            (must, not) => Expression { must, not, shown },
        })
    }
}

/// Terms that stand together. They are letters and digits: nothing in them has a meaning in the grammar.
fn quoted(terms: &[String]) -> String {
    format!("\"{}\"", terms.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Expression {
        Expression::of(&line.parse().unwrap()).unwrap()
    }

    #[test]
    fn words_and_fields_become_an_expression() {
        let expression = of("Ferries OR \"two crew\" -bridges outlet:Post");
        assert_eq!(
            expression.must.as_deref(),
            Some(
                "({title text} : (\"ferri\" OR \"two crew\") AND {outlet} : \"post\") NOT {title text} : (\"bridg\")"
            )
        );
        assert_eq!(expression.not, None);
        assert_eq!(expression.shown, ["ferri", "two", "crew"]);
        assert_eq!(
            of("speaker:Ross bang").must.as_deref(),
            Some("{text} : (\"bang\") AND {speaker} : \"ross\"")
        );
    }

    #[test]
    fn a_date_alone_asks_for_no_words() {
        assert_eq!(of("date:2023-09-13"), Expression::default());
        assert_eq!(of("-ferry date:2023-09-13").not.as_deref(), Some("{title text} : (\"ferri\")"));
        assert!(Expression::of(&"-ferry".parse().unwrap()).is_err());
    }
}
