//! The lemmatizer's tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rmpv::Value;

use super::{entry, missing, rmp_to};
use crate::ModelError;
use crate::container::ContainerWriter;
use crate::header::{LemmatizerHeader, LemmatizerMode};
use crate::lexeme::string_id;
use crate::lookup_table::LookupTable;

const FILE: &str = "lemmatizer/lookups/lookups.bin";
/// Languages whose rule lemmatizer is another in spaCy, apart from French.
const OWN_RULES: [&str; 6] = ["ca", "el", "es", "ht", "mk", "nl"];
/// Languages whose `lookup` is another in spaCy.
const OWN_LOOKUP: [&str; 1] = ["nl"];
/// The parts of speech a table may be for.
pub(super) const PARTS_OF_SPEECH: [&str; 20] = [
    "adj", "adp", "adv", "aux", "conj", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn",
    "punct", "sconj", "sym", "verb", "x", "eol", "space",
];

/// How the lemmatizer of a language works, by the `mode` that its settings name.
///
/// # Errors
/// Where the language has rules of its own that are not run.
pub(super) fn mode(language: &str, mode: &str) -> Result<LemmatizerMode, ModelError> {
    match (mode, language) {
        ("rule", "fr") => Ok(LemmatizerMode::French),
        ("rule", language) if !OWN_RULES.contains(&language) => Ok(LemmatizerMode::Rule),
        ("lookup", language) if !OWN_LOOKUP.contains(&language) => Ok(LemmatizerMode::Lookup),
        _ => Err(ModelError::Unsupported(format!(
            "its component lemmatizer is of mode {mode} for the language {language}, which this program does not run"
        ))),
    }
}

/// Writes the tables as word lists.
pub(super) fn write(
    bytes: &[u8],
    mode: LemmatizerMode,
    english_base_forms: bool,
    symbols: &HashMap<String, u64>,
    writer: &mut ContainerWriter,
) -> Result<LemmatizerHeader, ModelError> {
    let tables = rmp_to(bytes, FILE)?;
    let table = |name: &str| match mode {
        LemmatizerMode::Lookup => Ok(BTreeMap::new()),
        _ => by_part_of_speech(&tables, name, symbols),
    };
    let (rules, index, exceptions) = (table("lemma_rules")?, table("lemma_index")?, table("lemma_exc")?);
    let mut header = LemmatizerHeader { english_base_forms, mode, rules: BTreeMap::new() };
    if mode != LemmatizerMode::Rule {
        LookupTable::write("lemmatizer/lookup", lookup(&tables)?, writer);
    }
    let parts: BTreeSet<&str> = rules.keys().chain(index.keys()).chain(exceptions.keys()).copied().collect();
    for pos in parts {
        let pairs = rules.get(pos).and_then(|rules| rules.as_array()).into_iter().flatten();
        let pairs = pairs.map(|pair| {
            let field = |i: usize| Some(pair.as_array()?.get(i)?.as_str()?.to_owned());
            field(0).zip(field(1)).ok_or_else(|| missing(FILE, "two endings for a rule"))
        });
        header.rules.insert(pos.to_owned(), pairs.collect::<Result<_, _>>()?);

        let words = index.get(pos).and_then(|words| words.as_array()).into_iter().flatten();
        let words: BTreeSet<&str> = words.filter_map(Value::as_str).filter(|word| is_plain(word)).collect();
        let lines: String = words.iter().map(|word| format!("{word}\n")).collect();
        writer.text(&format!("lemmatizer/index/{pos}"), &lines);

        let entries = exceptions.get(pos).and_then(|entries| entries.as_map()).into_iter().flatten();
        let entries: BTreeMap<&str, &Value> = entries
            .filter_map(|(word, forms)| Some((word.as_str()?, forms)))
            .filter(|(word, _)| is_plain(word))
            .collect();
        let mut lines = String::new();
        for (word, forms) in entries {
            lines.push_str(word);
            let mut seen = BTreeSet::new();
            let forms = forms.as_array().into_iter().flatten().filter_map(Value::as_str);
            for form in forms.filter(|form| is_plain(form) && seen.insert(*form)) {
                lines.push('\t');
                lines.push_str(form);
            }
            lines.push('\n');
        }
        writer.text(&format!("lemmatizer/exceptions/{pos}"), &lines);
    }
    Ok(header)
}

/// The table of lemmas by the ids of words.
fn lookup(tables: &Value) -> Result<Vec<(u64, &str)>, ModelError> {
    let table = entry(tables, "lemma_lookup").and_then(Value::as_map);
    let table = table.ok_or_else(|| missing(FILE, "lemma_lookup"))?;
    let mut lemmas = Vec::with_capacity(table.len());
    for (word, value) in table {
        let lemma = match value {
            Value::Array(forms) => forms.first().and_then(Value::as_str),
            value => value.as_str(),
        };
        if let (Some(word), Some(lemma)) = (word.as_u64(), lemma.filter(|lemma| is_plain(lemma))) {
            lemmas.push((word, lemma));
        }
    }
    Ok(lemmas)
}

/// True where a word can stand in a list: words never hold tabs or line feeds, as tokens do not.
fn is_plain(word: &str) -> bool {
    !word.contains(['\t', '\n'])
}

fn by_part_of_speech<'v>(
    tables: &'v Value,
    name: &str,
    symbols: &HashMap<String, u64>,
) -> Result<BTreeMap<&'static str, &'v Value>, ModelError> {
    let table = entry(tables, name).and_then(Value::as_map).ok_or_else(|| missing(FILE, name))?;
    let mut found = BTreeMap::new();
    for (key, value) in table {
        let pos = PARTS_OF_SPEECH.iter().find(|pos| Some(string_id(symbols, pos)) == key.as_u64());
        let pos = pos.ok_or_else(|| {
            ModelError::Unsupported(format!("its lemmatizer's {name} is for no known part of speech"))
        })?;
        found.insert(*pos, value);
    }
    Ok(found)
}
