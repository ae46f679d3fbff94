//! A component's network, as thinc writes it: the nodes of a tree in breadth-first order, each with attributes and
//! parameters.

use std::collections::BTreeMap;

use rmpv::Value;

use super::vector_table::VectorTable;
use super::{broken, entry, missing, rmp_to};
use crate::ModelError;
use crate::container::ContainerWriter;
use crate::header::{Attribute, BlobType, EmbeddingHeader, EncoderHeader};

/// The layer that stands for the shared encoder.
const LISTENER: &str = "tok2vec-listener";
/// One residual window layer.
const WINDOW_LAYER: &str = "residual(expand_window>>maxout>>layernorm>>dropout)";

/// A parameter.
struct Tensor {
    shape: Vec<usize>,
    values: Vec<f32>,
}

struct Node {
    name: String,
    attributes: BTreeMap<String, Value>,
    tensors: BTreeMap<String, Tensor>,
}

/// What is being written.
#[derive(Default)]
pub(super) struct Output {
    pub writer: ContainerWriter,
    pub encoders: BTreeMap<String, EncoderHeader>,
    /// The vectors of the vocabulary, where a network reads them.
    pub vectors: Option<VectorTable>,
}

pub(super) struct Network {
    component: String,
    nodes: Vec<Node>,
}

impl Network {
    pub fn read(bytes: &[u8], component: &str) -> Result<Self, ModelError> {
        let file = format!("{component}/model");
        let value = rmp_to(bytes, &file)?;
        let list =
            |key: &str| entry(&value, key).and_then(Value::as_array).ok_or_else(|| missing(&file, key));
        let (names, attributes, params) = (list("nodes")?, list("attrs")?, list("params")?);
        let mut nodes = Vec::new();
        for ((node, attributes), params) in names.iter().zip(attributes).zip(params) {
            let name = entry(node, "name").and_then(Value::as_str).ok_or_else(|| missing(&file, "name"))?;
            let mut read =
                Node { name: name.to_owned(), attributes: BTreeMap::new(), tensors: BTreeMap::new() };
            for (key, value) in attributes.as_map().into_iter().flatten() {
                if let (Some(key), Some(bytes)) = (key.as_str(), value.as_slice()) {
                    read.attributes.insert(key.to_owned(), rmp_to(bytes, &file)?);
                }
            }
            for (key, value) in params.as_map().into_iter().flatten() {
                if let (Some(key), false) = (key.as_str(), value.is_nil()) {
                    read.tensors.insert(key.to_owned(), tensor(value, &file)?);
                }
            }
            nodes.push(read);
        }
        if nodes.is_empty() {
            return Err(missing(&file, "nodes"));
        }
        Ok(Network { component: component.to_owned(), nodes })
    }

    /// Writes the encoder whose node is `root` under `name`.
    pub fn write_encoder(
        &self,
        root: usize,
        name: &str,
        output: &mut Output,
    ) -> Result<EncoderHeader, ModelError> {
        let columns = self.only("extract_features")?.attributes.get("columns").and_then(Value::as_array);
        let columns = columns.ok_or_else(|| missing(&self.file(), "columns"))?;
        let tables: Vec<&Node> = self.named("hashembed").collect();
        let depth = self.named("expand_window").count();
        let static_vectors = self.named("static_vectors").next();
        let expected = encoder_name(columns.len(), static_vectors.is_some(), depth);
        if self.nodes.get(root).is_none_or(|node| node.name != expected) || tables.len() != columns.len() {
            return Err(self.unsupported("an encoder of another make"));
        }
        let mut features = Vec::new();
        for (i, table) in tables.iter().enumerate() {
            let column = table.attributes.get("column").and_then(Value::as_u64);
            let column =
                column.and_then(|column| columns.get(usize::try_from(column).ok()?)).and_then(Value::as_str);
            let attribute = attribute(column.unwrap_or_default()).ok_or_else(|| {
                self.unsupported(&format!("an embedding of {}", column.unwrap_or("nothing")))
            })?;
            let seed = table.attributes.get("seed").and_then(Value::as_u64);
            let seed = seed
                .and_then(|seed| u32::try_from(seed).ok())
                .ok_or_else(|| missing(&self.file(), "seed"))?;
            let values = self.tensor(table, "E")?;
            output.writer.tensor(
                &format!("{name}/embedding/{i}"),
                &values.shape,
                &values.values,
                BlobType::F24,
            );
            features.push(EmbeddingHeader { attribute, seed });
        }
        if static_vectors.is_some() {
            self.write_static_vectors(name, output)?;
        }
        let pairs: Vec<(&Node, &Node)> = self.named("maxout").zip(self.named("layernorm")).collect();
        if pairs.len() != depth + 1 {
            return Err(self.unsupported("an encoder with other layers"));
        }
        for (i, (maxout, norm)) in pairs.iter().enumerate() {
            let layer = if i == 0 { format!("{name}/mix") } else { format!("{name}/layer/{}", i - 1) };
            let (weights, bias) = (self.tensor(maxout, "W")?, self.tensor(maxout, "b")?);
            let &[outputs, pieces, inputs] = weights.shape.as_slice() else {
                return Err(self.unsupported("a maxout layer of another shape"));
            };
            output.writer.tensor(
                &format!("{layer}/weights"),
                &[outputs * pieces, inputs],
                &weights.values,
                BlobType::F32,
            );
            output.writer.tensor(&format!("{layer}/bias"), &[outputs * pieces], &bias.values, BlobType::F32);
            output.writer.tensor(
                &format!("{layer}/gain"),
                &[outputs],
                &self.tensor(norm, "G")?.values,
                BlobType::F32,
            );
            output.writer.tensor(
                &format!("{layer}/shift"),
                &[outputs],
                &self.tensor(norm, "b")?.values,
                BlobType::F32,
            );
        }
        let windows = self
            .named("expand_window")
            .map(|node| node.attributes.get("window_size").and_then(Value::as_u64));
        let receptive_field: u64 = windows.map(Option::unwrap_or_default).sum();
        let layers = self.only(&window_layers_name(depth))?;
        let padding = layers.attributes.get("pad").and_then(Value::as_u64).unwrap_or(0);
        if padding != receptive_field {
            return Err(self.unsupported("an encoder whose padding is not its receptive field"));
        }
        Ok(EncoderHeader {
            features,
            static_vectors: static_vectors.is_some(),
            depth,
            padding: padding as usize,
        })
    }

    /// Writes the vectors of words as the encoder `name` sees them.
    fn write_static_vectors(&self, name: &str, output: &mut Output) -> Result<(), ModelError> {
        let layer = self.only("static_vectors")?;
        let table = output.vectors.as_ref().ok_or_else(|| self.unsupported("vectors, but there are none"))?;
        let weights = self.tensor(layer, "W")?;
        let &[width, _] = weights.shape.as_slice() else {
            return Err(self.unsupported("a layer for vectors of another shape"));
        };
        let projected = table.project(&weights.values, width);
        let projected = projected.ok_or_else(|| self.unsupported("a layer for vectors of another width"))?;
        // On 159,326 tokens of news three bytes a number change no output, and two bytes (binary16) that of two tokens.
        output.writer.tensor(&format!("{name}/vectors"), &[table.rows(), width], &projected, BlobType::F24);
        Ok(())
    }

    /// True where the network looks words up in the vectors of the vocabulary.
    pub fn reads_vectors(&self) -> bool {
        self.named("static_vectors").next().is_some()
    }

    /// Writes the tagger and, if it has one of its own, its encoder. Gives the encoder's name.
    pub fn write_tagger(&self, labels: usize, output: &mut Output) -> Result<String, ModelError> {
        let encoder = self.write_own_encoder(0, ">>with_array(softmax)", output)?;
        let softmax = self.only("softmax")?;
        let (weights, bias) = (self.tensor(softmax, "W")?, self.tensor(softmax, "b")?);
        if weights.shape.first() != Some(&labels) {
            return Err(self.unsupported("more or fewer labels than outputs"));
        }
        output.writer.tensor(
            &format!("{}/weights", self.component),
            &weights.shape,
            &weights.values,
            BlobType::F32,
        );
        output.writer.tensor(&format!("{}/bias", self.component), &bias.shape, &bias.values, BlobType::F32);
        Ok(encoder)
    }

    /// Writes a transition network and, if it has one of its own, its encoder. Gives the encoder's name.
    pub fn write_transitions(
        &self,
        name: &str,
        classes: usize,
        output: &mut Output,
    ) -> Result<String, ModelError> {
        let root = &self.nodes[0];
        let has_upper = root.attributes.get("has_upper").and_then(Value::as_bool) == Some(true);
        if root.name != "parser_model" || !has_upper {
            return Err(self.unsupported("a transition network of another make"));
        }
        let encoder = self.write_own_encoder(1, ">>list2array>>linear", output)?;
        let roles = self.only("precomputable_affine")?;
        let linear: Vec<&Node> = self.named("linear").collect();
        let &[upper, reduce] = linear.as_slice() else {
            return Err(self.unsupported("a transition network with other layers"));
        };
        for (node, part) in [(upper, "output"), (reduce, "reduce")] {
            let (weights, bias) = (self.tensor(node, "W")?, self.tensor(node, "b")?);
            output.writer.tensor(
                &format!("{name}/{part}/weights"),
                &weights.shape,
                &weights.values,
                BlobType::F32,
            );
            output.writer.tensor(&format!("{name}/{part}/bias"), &bias.shape, &bias.values, BlobType::F32);
        }
        let (weights, missing, bias) =
            (self.tensor(roles, "W")?, self.tensor(roles, "pad")?, self.tensor(roles, "b")?);
        let &[role_count, hidden, pieces, inputs] = weights.shape.as_slice() else {
            return Err(self.unsupported("a hidden layer of another shape"));
        };
        if self.tensor(upper, "W")?.shape.first() != Some(&classes) {
            return Err(self.unsupported("more or fewer moves than outputs"));
        }
        let sums = hidden * pieces;
        output.writer.tensor(
            &format!("{name}/roles/weights"),
            &[role_count * sums, inputs],
            &weights.values,
            BlobType::F32,
        );
        output.writer.tensor(&format!("{name}/missing"), &[role_count, sums], &missing.values, BlobType::F32);
        output.writer.tensor(&format!("{name}/bias"), &[hidden, pieces], &bias.values, BlobType::F32);
        Ok(encoder)
    }

    /// The encoder below `root`, whose name ends in `tail`: the shared one, or one of the component's own, which is
    /// written under the component's name.
    fn write_own_encoder(&self, root: usize, tail: &str, output: &mut Output) -> Result<String, ModelError> {
        let name = self.nodes.get(root).and_then(|node| node.name.strip_suffix(tail));
        let name = name.ok_or_else(|| self.unsupported("layers this program does not run"))?;
        if name == LISTENER {
            return match output.encoders.contains_key("tok2vec") {
                true => Ok("tok2vec".to_owned()),
                false => Err(self.unsupported("the shared encoder, but there is none")),
            };
        }
        let own = self.nodes.iter().position(|node| node.name == name);
        let own = own.ok_or_else(|| self.unsupported("an encoder of another make"))?;
        let header = self.write_encoder(own, &self.component, output)?;
        output.encoders.insert(self.component.clone(), header);
        Ok(self.component.clone())
    }

    fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    fn only(&self, name: &str) -> Result<&Node, ModelError> {
        let mut found = self.nodes.iter().filter(|node| node.name == name);
        match (found.next(), found.next()) {
            (Some(node), None) => Ok(node),
            _ => Err(self.unsupported(&format!("none or several layers {name}"))),
        }
    }

    fn tensor<'n>(&self, node: &'n Node, name: &str) -> Result<&'n Tensor, ModelError> {
        node.tensors.get(name).ok_or_else(|| missing(&self.file(), &format!("{name} for {}", node.name)))
    }

    fn file(&self) -> String {
        format!("{}/model", self.component)
    }

    fn unsupported(&self, what: &str) -> ModelError {
        ModelError::Unsupported(format!("its component {} has {what}", self.component))
    }
}

/// What thinc names an encoder of `features` hash embeddings and `depth` window layers.
fn encoder_name(features: usize, static_vectors: bool, depth: usize) -> String {
    let embeddings = vec!["ints-getitem>>hashembed"; features].join("|");
    let vectors = if static_vectors { "|static_vectors" } else { "" };
    let layers = window_layers_name(depth);
    format!(
        "extract_features>>list2ragged>>with_array({embeddings}){vectors}>>with_array(maxout>>layernorm>>dropout)>>ragged2list\
         >>{layers}"
    )
}

fn window_layers_name(depth: usize) -> String {
    format!("with_array({})", vec![WINDOW_LAYER; depth].join(">>"))
}

fn attribute(name: &str) -> Option<Attribute> {
    serde_json::from_value(name.into()).ok()
}

/// An array as msgpack-numpy writes it.
fn tensor(value: &Value, file: &str) -> Result<Tensor, ModelError> {
    if entry(value, "type").and_then(Value::as_str) != Some("<f4") {
        return Err(broken(file, &"a parameter is not of 32-bit numbers"));
    }
    let shape = entry(value, "shape").and_then(Value::as_array).ok_or_else(|| missing(file, "shape"))?;
    let sides = shape.iter().map(|side| side.as_u64().and_then(|side| usize::try_from(side).ok()));
    let shape: Vec<usize> = sides.collect::<Option<_>>().ok_or_else(|| missing(file, "shape"))?;
    let bytes = entry(value, "data").and_then(Value::as_slice).ok_or_else(|| missing(file, "data"))?;
    let values: Vec<f32> =
        bytes.as_chunks().0.iter().map(|word: &[u8; 4]| f32::from_le_bytes(*word)).collect();
    let count = shape.iter().try_fold(1usize, |product, &side| product.checked_mul(side));
    if count != Some(values.len()) {
        return Err(broken(file, &"a parameter does not have its shape"));
    }
    Ok(Tensor { shape, values })
}
