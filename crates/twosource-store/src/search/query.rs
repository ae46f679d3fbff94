//! What a person asks the collection for.

use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use twosource_evidence::file::Standing;

use crate::StoreError;

/// What a hit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A report.
    #[default]
    Report,
    /// One statement of a report.
    Statement,
}

/// What comes first of what fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// What fits best.
    #[default]
    Best,
    /// What was published last; the undated at the end.
    Newest,
    /// What was published first; the undated at the end.
    Oldest,
}

/// A question: words, and fields that must fit. All conditions hold together.
///
/// Written in one line, `ferry outlet:"Harbour Post" speaker:coastguard date:2023-09-13..2023-09-15 standing:disputed`.
/// Words are stemmed; `"two words"` stand together, `-word` must not be there, `OR` between words lets either do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of the title or text; empty for any.
    pub words: String,
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// Words of whoever says it. Hits are statements then.
    pub speaker: Option<String>,
    /// Words of a name that is mentioned.
    pub entity: Option<String>,
    /// First day of publication.
    pub from: Option<Date>,
    /// Last day of publication, itself included.
    pub to: Option<Date>,
    /// How the claim of the statement stands. Hits are statements then.
    pub standing: Option<Standing>,
    /// True where a standing is meant as people decided, false (where not said) as weighed.
    pub decided: bool,
    /// True to find statements even where no field asks for them.
    pub statements: bool,
    /// Hits to return at most; 0 for 20.
    pub limit: usize,
    /// Hits to leave out before the first.
    pub offset: usize,
    /// What comes first.
    pub sort: Sort,
}

impl Query {
    /// What the hits are.
    pub fn unit(&self) -> Unit {
        if self.statements || self.speaker.is_some() || self.standing.is_some() {
            Unit::Statement
        } else {
            Unit::Report
        }
    }

    /// True where a field is asked for.
    pub(super) fn has_field(&self) -> bool {
        [&self.outlet, &self.speaker, &self.entity].into_iter().any(Option::is_some)
            || self.from.is_some()
            || self.to.is_some()
            || self.standing.is_some()
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), StoreError> {
        let words = || Some(value.to_owned());
        match field {
            "outlet" => self.outlet = words(),
            "speaker" => self.speaker = words(),
            "entity" => self.entity = words(),
            "date" => (self.from, self.to) = dates(value)?,
            "standing" => self.standing = Some(standing(value)?),
            _ => {
                return Err(StoreError::Question(format!(
                    "there is no field {field:?}; the fields are outlet, speaker, entity, date and standing. Put words with a colon between quotation marks"
                )));
            }
        }
        if value.trim().is_empty() {
            return Err(StoreError::Question(format!(
                "{field}: what? Write {field}:word, with no blank between"
            )));
        }
        Ok(())
    }
}

impl FromStr for Query {
    type Err = StoreError;

    fn from_str(line: &str) -> Result<Self, StoreError> {
        let mut query = Query::default();
        let mut words: Vec<&str> = Vec::new();
        for part in parts(line) {
            let field = part.split_once(':').filter(|(field, _)| {
                !field.is_empty() && field.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_uppercase())
            });
            match field {
                Some((field, value)) => query.set(&field.to_ascii_lowercase(), value.trim_matches('"'))?,
                None => words.push(part),
            }
        }
        query.words = words.join(" ");
        if query.words.is_empty() && !query.has_field() {
            return Err(StoreError::Question(
                "nothing is asked; write words to look for, such as ferry or \"two crew\", or a field: outlet:post, speaker:coastguard, entity:kim, date:2023-09-13 or standing:disputed".to_owned(),
            ));
        }
        Ok(query)
    }
}

/// The parts of a line between blanks; a blank between quotation marks does not part.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                parts.push(&line[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&line[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// `2023-09-13`, `2023-09-13..2023-09-15`, `2023-09-13..`, `..2023-09-15`.
fn dates(given: &str) -> Result<(Option<Date>, Option<Date>), StoreError> {
    let date = |text: &str| -> Result<Option<Date>, StoreError> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            StoreError::Question(format!(
                "{text:?} is no date; write date:2023-09-13, or date:2023-09-13..2023-09-15"
            ))
        })
    };
    match given.split_once("..") {
        Some((from, to)) => Ok((date(from)?, date(to)?)),
        None => date(given).map(|day| (day, day)),
    }
}

/// A standing by its word.
///
/// # Errors
/// Where there is no such standing.
pub(crate) fn standing(given: &str) -> Result<Standing, StoreError> {
    match given.to_lowercase().as_str() {
        "corroborated" => Ok(Standing::Corroborated),
        "disputed" => Ok(Standing::Disputed),
        "echoed" => Ok(Standing::Echoed),
        "unsourced" => Ok(Standing::Unsourced),
        "single-source" | "single" => Ok(Standing::SingleSource),
        _ => Err(StoreError::Question(format!(
            "there is no standing {given:?}; the standings are corroborated, disputed, echoed, unsourced and single-source"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_from_words() {
        let line = "ferry \"two crew\" outlet:\"Harbour Post\" Speaker:coastguard date:2023-09-13..2023-09-15 standing:disputed";
        let query: Query = line.parse().unwrap();
        assert_eq!(query.words, "ferry \"two crew\"");
        assert_eq!(query.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(query.speaker.as_deref(), Some("coastguard"));
        assert_eq!(query.from, Some(jiff::civil::date(2023, 9, 13)));
        assert_eq!(query.to, Some(jiff::civil::date(2023, 9, 15)));
        assert_eq!(query.standing, Some(Standing::Disputed));
        assert_eq!(query.unit(), Unit::Statement);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (line, word) in [
            ("colour:red", "fields are"),
            ("date:monday", "2023-09-13"),
            ("standing:firm", "echoed"),
            ("outlet:", "outlet:word"),
            ("", "nothing is asked"),
            (" \t", "nothing is asked"),
        ] {
            let error = line.parse::<Query>().unwrap_err().to_string();
            assert!(error.contains(word), "{line}: {error}");
        }
        let open: Query = "12:30 date:2023-09-13..".parse().unwrap();
        assert_eq!((open.words.as_str(), open.to), ("12:30", None));
    }
}
