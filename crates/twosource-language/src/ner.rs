//! The named-entity recogniser: BILUO moves over the words.

use std::ops::Range;

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::header::TransitionHeader;
use crate::instructions::Instructions;
use crate::transition::TransitionModel;

/// Tokens of the state that the network sees.
const ROLES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin,
    In,
    Last,
    Unit,
    Out,
    /// A class the network has but that may never be taken: a unit without a label marks words that the caller has
    /// forbidden, which nobody can here.
    Never,
}

/// An entity: its tokens and the index of its label in [`EntityRecognizer::labels`].
pub(crate) type Entity = (Range<usize>, usize);

#[derive(Debug)]
pub(crate) struct EntityRecognizer {
    pub model: TransitionModel,
    classes: Vec<(Move, usize)>,
    pub labels: Vec<String>,
}

impl EntityRecognizer {
    pub fn read(
        container: &Container<'_>,
        header: &TransitionHeader,
        width: usize,
    ) -> Result<Self, ModelError> {
        let mut labels: Vec<String> = Vec::new();
        let mut classes = Vec::new();
        for (number, label) in &header.moves {
            let action = match (number, label.is_empty()) {
                (1, false) => Move::Begin,
                (2, false) => Move::In,
                (3, false) => Move::Last,
                (4, false) => Move::Unit,
                (5, true) => Move::Out,
                (4, true) => Move::Never,
                _ => return Err(damaged(&format!("the entity recogniser has no move {number} {label}"))),
            };
            let index = labels.iter().position(|known| known == label).unwrap_or_else(|| {
                labels.push(label.clone());
                labels.len() - 1
            });
            classes.push((action, index));
        }
        let model = TransitionModel::read(container, "ner", width, ROLES, classes.len())?;
        Ok(EntityRecognizer { model, classes, labels })
    }

    /// Finds the entities of a document of `length` tokens whose small vectors are `vectors`.
    pub fn find(
        &self,
        instructions: Instructions,
        length: usize,
        vectors: &[f32],
        is_space: impl Fn(usize) -> bool,
        starts_sentence: impl Fn(usize) -> bool,
    ) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        let mut scorer = self.model.scorer(instructions, vectors);
        for word in 0..length {
            scorer.forget_before(open.map_or(word, |(start, _)| start).min(word.saturating_sub(1)));
            // An entity goes on to the next word unless a sentence begins there or there is none.
            let goes_on = word + 1 < length && !starts_sentence(word + 1);
            let may_start = open.is_none() && !is_space(word);
            let scores =
                scorer.score(&[Some(word), open.map(|(start, _)| start), open.and(word.checked_sub(1))]);
            let mut best: Option<(Move, usize, f32)> = None;
            for (&(action, label), &score) in self.classes.iter().zip(scores) {
                let same = open.is_some_and(|(_, opened)| opened == label);
                let valid = match action {
                    Move::Begin => may_start && goes_on,
                    Move::In => same && goes_on,
                    Move::Last => same,
                    Move::Unit => may_start,
                    Move::Out => open.is_none(),
                    Move::Never => false,
                };
                if valid && best.is_none_or(|(_, _, most)| score > most) {
                    best = Some((action, label, score));
                }
            }
            match best {
                Some((Move::Begin, label, _)) => open = Some((word, label)),
                Some((Move::Last, label, _)) => {
                    let start = open.take().map_or(word, |(start, _)| start);
                    entities.push((start..word + 1, label));
                }
                Some((Move::Unit, label, _)) => entities.push((word..word + 1, label)),
                Some(_) => {}
                None => return entities,
            }
        }
        entities
    }
}
