//! A model's `config.cfg`.

use std::collections::BTreeMap;

use crate::ModelError;

/// Sections of keys and values.
pub(super) struct Config {
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

impl Config {
    pub fn read(text: &str) -> Self {
        let mut sections: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.to_owned();
            } else if let Some((key, value)) = line.split_once('=') {
                let values = sections.entry(section.clone()).or_default();
                values.insert(key.trim().to_owned(), value.trim().trim_matches('"').to_owned());
            }
        }
        Config { sections }
    }

    /// The value of a key, without quotation marks.
    pub fn get(&self, section: &str, key: &str) -> Option<&str> {
        self.sections.get(section)?.get(key).map(String::as_str)
    }

    /// The value of a key of a section that may also be written as one value of the section above it:
    /// `tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}`.
    fn get_anywhere(&self, section: &str, key: &str) -> Option<String> {
        if let Some(value) = self.get(section, key) {
            return Some(value.to_owned());
        }
        let (above, name) = section.rsplit_once('.')?;
        let inline: serde_json::Value = serde_json::from_str(self.get(above, name)?).ok()?;
        Some(inline[key].as_str()?.to_owned())
    }

    /// An error that names the section unless `key` has the one value that is run.
    pub fn require(&self, section: &str, key: &str, value: &str) -> Result<(), ModelError> {
        match self.get_anywhere(section, key) {
            Some(found) if found == value => Ok(()),
            found => {
                let found = found.unwrap_or("nothing".to_owned());
                Err(ModelError::Unsupported(format!(
                    "its {section} has {key} = {found}, and only {value} is run"
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sections_and_refuses_other_values() {
        let config = Config::read("[nlp]\nlang = \"en\"\n\n[components.lemmatizer]\nmode = \"lookup\"\n");
        assert_eq!(config.get("nlp", "lang"), Some("en"));
        let error = config.require("components.lemmatizer", "mode", "rule").unwrap_err();
        assert!(error.to_string().contains("components.lemmatizer"));
        let config = Config::read("[nlp]\ntokenizer = {\"@tokenizers\":\"spacy.ja.Tokenizer\"}\n");
        let error = config.require("nlp.tokenizer", "@tokenizers", "spacy.Tokenizer.v1").unwrap_err();
        assert!(error.to_string().contains("spacy.ja.Tokenizer"));
    }
}
