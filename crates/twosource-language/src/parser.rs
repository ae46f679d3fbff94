//! The dependency parser: arc-eager with breaks between sentences and non-monotonic moves.

use crate::ModelError;
use crate::container::{Container, damaged};
use crate::header::TransitionHeader;
use crate::instructions::Instructions;
use crate::string_table::SharedStrings;
use crate::transition::{Scorer, TransitionModel};

/// Tokens of the state that the network sees.
const ROLES: usize = 8;

/// The moves (Nivre 2003; Honnibal and Johnson 2015 for what a reduced word without a head does).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack is done; without a head it goes back before the next word.
    Reduce,
    /// The top of the stack gets the next word as its head and is done.
    Left,
    /// The next word gets the top of the stack as its head and goes on the stack.
    Right,
    /// The word behind the next begins a sentence.
    Break,
}

/// Label and head of each token; a token without a head has none.
pub(crate) struct Arcs {
    pub heads: Vec<Option<u32>>,
    /// Index into [`Parser::labels`].
    pub labels: Vec<u16>,
}

/// A label of an arc.
#[derive(Debug)]
pub(crate) struct ArcLabel {
    /// Number of the string.
    pub name: u32,
    /// For an arc that was lifted to be projective: the label of the head it really has.
    pub lifted_from: Option<u32>,
}

#[derive(Debug)]
pub(crate) struct Parser {
    pub model: TransitionModel,
    classes: Vec<(Move, u16)>,
    pub labels: Vec<ArcLabel>,
    pub root: u32,
}

impl Parser {
    pub fn read(
        container: &Container<'_>,
        header: &TransitionHeader,
        width: usize,
        strings: &mut SharedStrings,
    ) -> Result<Self, ModelError> {
        let mut labels = Vec::new();
        let mut classes = Vec::new();
        for (number, label) in &header.moves {
            let action = match number {
                0 => Move::Shift,
                1 => Move::Reduce,
                2 => Move::Left,
                3 => Move::Right,
                4 => Move::Break,
                _ => return Err(damaged(&format!("the parser has no move {number}"))),
            };
            let index = u16::try_from(labels.len()).map_err(|_| damaged("the parser has too many moves"))?;
            classes.push((action, index));
            labels.push(match label.split_once("||") {
                Some((name, head)) => {
                    ArcLabel { name: strings.add(name), lifted_from: Some(strings.add(head)) }
                }
                None => ArcLabel { name: strings.add(label), lifted_from: None },
            });
        }
        let model = TransitionModel::read(container, "parser", width, ROLES, classes.len())?;
        Ok(Parser { model, classes, labels, root: strings.add("ROOT") })
    }

    /// Parses a document of `length` tokens whose small vectors are `vectors`.
    pub fn parse(&self, instructions: Instructions, length: usize, vectors: &[f32]) -> Arcs {
        let mut state = State::new(length);
        let mut scorer = self.model.scorer(instructions, vectors);
        while !state.is_final() {
            let Some(class) = self.best(&state, &mut scorer) else { break };
            let (action, label) = self.classes[class];
            state.apply(action, label);
            if state.stack.is_empty()
                && let Some(next) = state.buffer(0)
            {
                scorer.forget_before(state.last_left_child(next).unwrap_or(next));
            }
        }
        Arcs { heads: state.heads, labels: state.labels }
    }

    /// The valid class with the greatest score, the first of equals.
    fn best(&self, state: &State, scorer: &mut Scorer<'_>) -> Option<usize> {
        let valid = state.valid();
        let scores = scorer.score(&state.roles());
        let mut best: Option<(usize, f32)> = None;
        for (class, ((action, _), &score)) in self.classes.iter().zip(scores).enumerate() {
            if valid[*action as usize] && best.is_none_or(|(_, most)| score > most) {
                best = Some((class, score));
            }
        }
        best.map(|(class, _)| class)
    }
}

/// Where the parser is in a document. Children are kept as lists in the order in which their arcs were added, one to the
/// left and one to the right of each head.
struct State {
    length: usize,
    stack: Vec<u32>,
    /// Words that went back before the next word, nearest last.
    returned: Vec<u32>,
    next: usize,
    heads: Vec<Option<u32>>,
    labels: Vec<u16>,
    last_left: Vec<Option<u32>>,
    last_right: Vec<Option<u32>>,
    older_sibling: Vec<Option<u32>>,
    younger_sibling: Vec<Option<u32>>,
    /// Words that went back and may not be shifted again.
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        let mut sentence_start = vec![false; length];
        if let Some(first) = sentence_start.first_mut() {
            *first = true;
        }
        State {
            length,
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![None; length],
            labels: vec![0; length],
            last_left: vec![None; length],
            last_right: vec![None; length],
            older_sibling: vec![None; length],
            younger_sibling: vec![None; length],
            unshiftable: vec![false; length],
            sentence_start,
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn buffer_length(&self) -> usize {
        self.length - self.next + self.returned.len()
    }

    /// The `i`-th word that is to come.
    fn buffer(&self, i: usize) -> Option<usize> {
        match i.checked_sub(self.returned.len()) {
            None => Some(self.returned[self.returned.len() - 1 - i] as usize),
            Some(behind) => Some(self.next + behind).filter(|&word| word < self.length),
        }
    }

    /// The `i`-th word from the top of the stack.
    fn stacked(&self, i: usize) -> Option<usize> {
        let index = self.stack.len().checked_sub(i + 1)?;
        Some(self.stack[index] as usize)
    }

    fn last_left_child(&self, word: usize) -> Option<usize> {
        self.last_left[word].map(|child| child as usize)
    }

    fn roles(&self) -> [Option<usize>; ROLES] {
        let (next, top) = (self.buffer(0), self.stacked(0));
        [
            next,
            self.buffer(1),
            top,
            self.stacked(1),
            self.stacked(2),
            next.and_then(|word| self.last_left_child(word)),
            top.and_then(|word| self.last_left_child(word)),
            top.and_then(|word| self.last_right[word]).map(|child| child as usize),
        ]
    }

    /// Which moves may be made, in the order of [`Move`].
    fn valid(&self) -> [bool; 5] {
        let coming = self.buffer_length();
        let starts = |word: Option<usize>| word.is_some_and(|word| self.sentence_start[word]);
        let next = self.buffer(0);
        let stacked = !self.stack.is_empty();
        let barred = next.is_some_and(|word| self.unshiftable[word]);
        let shift = !stacked || coming >= 2 && !starts(next) && !barred;
        let arc = stacked && coming > 0 && !starts(next);
        let second = self.buffer(1);
        let adjacent = next.zip(second).is_some_and(|(next, second)| second == next + 1);
        // With an empty buffer and an empty stack the document is done, so a shift always has a word to take.
        [shift && coming > 0, stacked, arc, arc, adjacent && !starts(second)]
    }

    fn apply(&mut self, action: Move, label: u16) {
        match action {
            Move::Shift => self.push(),
            Move::Reduce => {
                let Some(&top) = self.stack.last() else { return };
                let done = self.heads[top as usize].is_some() || self.stack.len() == 1;
                self.stack.pop();
                if !done {
                    self.unshiftable[top as usize] = true;
                    self.returned.push(top);
                }
            }
            Move::Left => {
                if let (Some(next), Some(top)) = (self.buffer(0), self.stacked(0)) {
                    self.attach(top, next, label);
                    self.unshiftable[next] = false;
                    self.stack.pop();
                }
            }
            Move::Right => {
                if let (Some(next), Some(top)) = (self.buffer(0), self.stacked(0)) {
                    self.attach(next, top, label);
                    self.push();
                }
            }
            Move::Break => {
                if let Some(second) = self.buffer(1) {
                    self.sentence_start[second] = true;
                }
            }
        }
    }

    fn push(&mut self) {
        let word = self.returned.pop().or_else(|| {
            let word = (self.next < self.length).then_some(self.next as u32);
            self.next += usize::from(word.is_some());
            word
        });
        self.stack.extend(word);
    }

    fn attach(&mut self, child: usize, head: usize, label: u16) {
        self.detach(child);
        let last = if child < head { &mut self.last_left } else { &mut self.last_right };
        let older = last[head].replace(child as u32);
        self.older_sibling[child] = older;
        self.younger_sibling[child] = None;
        if let Some(older) = older {
            self.younger_sibling[older as usize] = Some(child as u32);
        }
        self.heads[child] = Some(head as u32);
        self.labels[child] = label;
    }

    fn detach(&mut self, child: usize) {
        let Some(head) = self.heads[child].take() else { return };
        let (older, younger) = (self.older_sibling[child], self.younger_sibling[child]);
        match younger {
            Some(younger) => self.older_sibling[younger as usize] = older,
            None if (child as u32) < head => self.last_left[head as usize] = older,
            None => self.last_right[head as usize] = older,
        }
        if let Some(older) = older {
            self.younger_sibling[older as usize] = younger;
        }
    }
}
