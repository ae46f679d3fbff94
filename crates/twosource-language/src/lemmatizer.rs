//! Base forms, by rules on endings and lists of words.

use std::collections::BTreeMap;

use crate::ModelError;
use crate::character::is_letter;
use crate::container::Container;
use crate::header::{LemmatizerHeader, LemmatizerMode};
use crate::lexeme::Lexicon;
use crate::lookup_table::LookupTable;
use crate::word_list::WordList;

/// Parts of speech that French's rules and lists are for; others are looked up.
const FRENCH_RULES: [&str; 11] =
    ["noun", "verb", "adj", "adp", "adv", "aux", "cconj", "det", "pron", "punct", "sconj"];

/// The rules and lists of one part of speech.
#[derive(Debug, Default)]
struct Paradigm {
    rules: Vec<(String, String)>,
    index: WordList,
    /// Each line a word and behind it its base forms, with tabs between.
    exceptions: WordList,
}

#[derive(Debug)]
pub(crate) struct Lemmatizer {
    mode: LemmatizerMode,
    english_base_forms: bool,
    /// By part of speech in lower case.
    paradigms: BTreeMap<String, Paradigm>,
    lookup: Option<LookupTable>,
}

impl Lemmatizer {
    pub fn read(container: &Container<'_>, header: &LemmatizerHeader) -> Result<Self, ModelError> {
        let mut paradigms = BTreeMap::new();
        for (pos, rules) in &header.rules {
            let index = WordList::new(container.text(&format!("lemmatizer/index/{pos}"))?)?;
            let exceptions = WordList::new(container.text(&format!("lemmatizer/exceptions/{pos}"))?)?;
            if !(rules.is_empty() && index.is_empty() && exceptions.is_empty()) {
                paradigms.insert(pos.clone(), Paradigm { rules: rules.clone(), index, exceptions });
            }
        }
        let lookup = match header.mode {
            LemmatizerMode::Rule => None,
            LemmatizerMode::French | LemmatizerMode::Lookup => {
                Some(LookupTable::read(container, "lemmatizer/lookup")?)
            }
        };
        let (mode, english_base_forms) = (header.mode, header.english_base_forms);
        Ok(Lemmatizer { mode, english_base_forms, paradigms, lookup })
    }

    /// The base form of `word` (`lower` in lower case) with its universal part of speech and features.
    pub fn lemma(&self, lexicon: &Lexicon, word: &str, lower: &str, pos: &str, morph: &str) -> String {
        let listed = |word: &str| self.lookup.as_ref().and_then(|table| table.get(lexicon.id(word)));
        let pos = pos.to_lowercase();
        match self.mode {
            LemmatizerMode::Rule => self.rule_lemma(word, lower, &pos, morph),
            LemmatizerMode::Lookup => listed(word).unwrap_or(word).to_owned(),
            LemmatizerMode::French if matches!(pos.as_str(), "" | "eol" | "space") => lower.to_owned(),
            LemmatizerMode::French if !FRENCH_RULES.contains(&pos.as_str()) => {
                listed(word).unwrap_or(word).to_owned()
            }
            LemmatizerMode::French => {
                let found = self.paradigms.get(&pos).and_then(|paradigm| paradigm.french_lemma(lower));
                found.unwrap_or_else(|| listed(lower).unwrap_or(lower).to_owned())
            }
        }
    }

    fn rule_lemma(&self, word: &str, lower: &str, pos: &str, morph: &str) -> String {
        if matches!(pos, "" | "eol" | "space") || self.is_base_form(pos, morph) {
            return lower.to_owned();
        }
        match self.paradigms.get(pos) {
            Some(paradigm) => paradigm.lemma(word, lower),
            None if pos == "propn" => word.to_owned(),
            None => lower.to_owned(),
        }
    }

    fn is_base_form(&self, pos: &str, morph: &str) -> bool {
        if !self.english_base_forms {
            return false;
        }
        let feature = |name: &str| {
            morph.split('|').find_map(|pair| pair.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')))
        };
        let verb_form = feature("VerbForm");
        pos == "noun" && feature("Number") == Some("Sing")
            || verb_form == Some("Inf")
            || verb_form == Some("None")
            || pos == "verb"
                && verb_form == Some("Fin")
                && feature("Tense") == Some("Pres")
                && feature("Number").is_none()
            || feature("Degree") == Some("Pos")
    }
}

impl Paradigm {
    fn lemma(&self, word: &str, lower: &str) -> String {
        // Forms in the index go before others, the last found first, exceptions before all.
        if let Some(form) = self.exceptions.line_of(lower).and_then(|line| self.best_exception(line, lower)) {
            return form;
        }
        let (known, other, unknown) = self.forms(lower);
        let first = known.into_iter().next_back().or_else(|| other.into_iter().next());
        first.or_else(|| unknown.into_iter().next()).unwrap_or_else(|| word.to_owned())
    }

    /// As for French: words of the index are lemmas, then come exceptions, then rules.
    fn french_lemma(&self, lower: &str) -> Option<String> {
        if self.index.contains(lower) {
            return Some(lower.to_owned());
        }
        if let Some(form) = self.exceptions.line_of(lower).and_then(|line| line.split('\t').nth(1)) {
            return Some(form.to_owned());
        }
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&form) || !form.chars().all(is_letter) {
                return Some(form);
            }
            unknown = unknown.or(Some(form));
        }
        unknown
    }

    /// The last of the listed base forms that the rules do not find too: it is put before all others.
    fn best_exception(&self, line: &str, lower: &str) -> Option<String> {
        let (known, other, _) = self.forms(lower);
        let found = |form: &&str| known.iter().chain(&other).any(|known| known == form);
        line.split('\t').skip(1).filter(|form| !found(form)).last().map(str::to_owned)
    }

    /// What the rules make of a word: forms in the index, forms that are no words of letters, and others.
    fn forms(&self, lower: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let (mut known, mut other, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&form) {
                known.push(form);
            } else if !form.chars().all(is_letter) {
                other.push(form);
            } else {
                unknown.push(form);
            }
        }
        (known, other, unknown)
    }
}
