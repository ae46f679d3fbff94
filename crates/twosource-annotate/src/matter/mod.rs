//! What a statement says, word by word and without its parse: what is told of, how it hangs together, what is counted.
//!
//! This is what comparing needs of a sentence: its telling words as [`Item`]s, each with the item that it hangs on and how,
//! whom it means, and whether it is denied or only planned; and its numbers as [`Quantity`]s. No label of a parser and no word
//! list is needed to read it, so that it can be stored and compared on another machine.

mod course;
mod items;
mod numeral;
mod quantity;
mod unit;

use serde::{Deserialize, Serialize};
use twosource_language::Doc;
use twosource_text::Span;

use crate::{Attribution, Certainty, Entity, Statement};

pub use numeral::Precision;

/// What sort of word an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A verb: what is done, or happens.
    Deed,
    /// A common noun.
    Thing,
    /// An adjective or adverb.
    Quality,
    /// A word of a name.
    Name,
    /// A word that stands for somebody or something of the text: "he", "the ministry's".
    Pronoun,
}

/// How an item hangs on the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// It hangs on nothing: the first predicate, or the head of a fragment.
    Top,
    /// Who does it; of a passive, who is named with "by".
    Doer,
    /// To whom or what it is done, or who undergoes it.
    Undergoer,
    /// What the doer or undergoer is said to be.
    Complement,
    /// By way of a preposition.
    Oblique,
    /// Whose it is.
    Owner,
    /// Part of a name or a description.
    Modifier,
    /// The same in other words.
    Apposition,
    /// Another clause.
    Clause,
}

/// A word that carries matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its base form in lower case; a phrasal verb's with the particle after an underscore. For a part of a word with
    /// hyphens, that part.
    pub form: String,
    /// What sort of word.
    pub class: Class,
    /// The item (index) that it hangs on.
    pub head: Option<usize>,
    /// How.
    pub link: Link,
    /// The preposition that leads to it, where one does.
    pub preposition: Option<String>,
    /// The report's entity (index) whose name, nominal or pronoun it is part of.
    pub entity: Option<usize>,
    /// True for a deed that is said not to be, and for a thing of which there is said to be none.
    pub negated: bool,
    /// True for a deed that by itself tells that something is not so: "missed", "ruled out".
    pub denies: bool,
    /// Where the word stands that says that it is not, in bytes.
    pub denial: Option<Span>,
    /// How surely its clause is put forward, for deeds.
    pub certainty: Certainty,
    /// True where it tells who says it, and is no part of what is said.
    pub frame: bool,
    /// True between quotation marks.
    pub quoted: bool,
}

/// What a number measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Things: the base form of the noun, where one stands there.
    Count(Option<String>),
    /// A unit: what it measures ("length", "euro", "percent", "duration", "age").
    Unit(String),
    /// "the third".
    Ordinal(Option<String>),
}

/// Which way a value went, or lies from what it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// "rose 4 percent", "4 percent more", "nine points ahead".
    Up,
    /// "fell 4 percent", "4 percent fewer", "nine points behind".
    Down,
}

/// A number of a statement, as a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words of the value with those that tell how exactly, in bytes.
    pub span: Span,
    /// Lowest value, in base units.
    pub low: f64,
    /// Highest value: the same as `low` but for ranges.
    pub high: f64,
    /// How exactly it is given.
    pub precision: Precision,
    /// What it counts or measures.
    pub measure: Measure,
    /// The item (index) of the noun that it counts.
    pub of: Option<usize>,
    /// The item (index) of the deed that it hangs on.
    pub deed: Option<usize>,
    /// True where it counts some of a group ("156 of the 338", "another 12", "two of them").
    pub part: bool,
    /// Which way it went, with the word that tells, in bytes.
    pub direction: Option<(Direction, Span)>,
    /// True for what it was before, or what it is compared with: "from 30", "compared with 42".
    pub former: bool,
    /// True where it tells who says it, and is no part of what is said.
    pub frame: bool,
}

/// A time of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Index into the report's times.
    pub time: usize,
    /// The item (index) that it hangs on.
    pub head: Option<usize>,
    /// True where its words name a day or a longer stretch, and not only a time of day.
    pub names_day: bool,
    /// True where it tells when something was said, and is no part of what is said.
    pub frame: bool,
}

/// What a statement says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// Its telling words, in order.
    pub items: Vec<Item>,
    /// Its numbers, in order.
    pub quantities: Vec<Quantity>,
    /// The report's times that stand in it.
    pub times: Vec<Moment>,
}

impl Matter {
    /// True where its own words say that something is not so, and not only whoever it is from: "the town had no power", and not
    /// "the mayor denied that the town had power".
    pub fn denies_something(&self) -> bool {
        let in_frame = |denial: Span| self.items.iter().any(|item| item.frame && item.span.overlaps(denial));
        let denied = |item: &Item| item.negated && !item.frame && !item.denial.is_some_and(in_frame);
        self.items.iter().any(denied)
    }
}

/// Reads every statement of a report, in order.
pub fn read(
    doc: &Doc,
    entities: &[Entity],
    attributions: &[Attribution],
    statements: &[Statement],
    times: &[crate::Time],
) -> Vec<Matter> {
    let mentions = items::Mentions::of(doc, entities);
    statements
        .iter()
        .map(|statement| {
            let frame = items::frame_of(doc, statement, attributions);
            let (found, of_token) = items::find(doc, statement, &mentions, &frame);
            let quantities = quantity::find(doc, statement, times, &frame, &of_token);
            let first = times.partition_point(|time| time.span.start < statement.span.start);
            let inside = times.iter().enumerate().skip(first);
            let inside = inside.take_while(|(_, time)| time.span.end <= statement.span.end);
            let times = inside
                .map(|(index, time)| Moment {
                    time: index,
                    head: items::above(doc, doc.tokens_in(time.span), &of_token),
                    names_day: items::names_day(doc, doc.tokens_in(time.span)),
                    frame: items::in_frame(doc, doc.tokens_in(time.span), &frame),
                })
                .collect();
            Matter { items: found, quantities, times }
        })
        .collect()
}
