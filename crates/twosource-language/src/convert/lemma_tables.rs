//! The lemmatizer's tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rmpv::Value;

use super::{entry, missing, rmp_to};
use crate::ModelError;
use crate::container::ContainerWriter;
use crate::header::LemmatizerHeader;
use crate::lexeme::string_id;

const FILE: &str = "lemmatizer/lookups/lookups.bin";
/// The parts of speech a table may be for.
const PARTS_OF_SPEECH: [&str; 20] = [
    "adj", "adp", "adv", "aux", "conj", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn",
    "punct", "sconj", "sym", "verb", "x", "eol", "space",
];

/// Writes the tables as word lists.
pub(super) fn write(
    bytes: &[u8],
    english_base_forms: bool,
    symbols: &HashMap<String, u64>,
    writer: &mut ContainerWriter,
) -> Result<LemmatizerHeader, ModelError> {
    let tables = rmp_to(bytes, FILE)?;
    let table = |name: &str| by_part_of_speech(&tables, name, symbols);
    let (rules, index, exceptions) = (table("lemma_rules")?, table("lemma_index")?, table("lemma_exc")?);
    let mut header = LemmatizerHeader { english_base_forms, rules: BTreeMap::new() };
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
