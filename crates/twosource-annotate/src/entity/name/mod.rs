//! Names: which tokens name somebody or something, and what sort of thing.
//!
//! Three readers look at each sentence, the surest first: the [tables](known), the [model](model), and what is left of
//! the [proper nouns](leftover). The report as a whole then [votes](vote) on what each name is.

mod known;
mod leftover;
mod model;
mod office;
mod vote;
mod whole;

pub(crate) use leftover::is_calendar;

use std::ops::Range;

use super::EntityKind;
use super::page::Page;
use crate::Sentence;
use twosource_reader::SegmentKind;

/// Tokens that name something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name without its title, article and possessive ending.
    pub tokens: Range<usize>,
    /// What it names; `None` until another name of the report tells.
    pub kind: Option<EntityKind>,
    /// The title before it: "Foreign Minister", "Mr".
    pub title: Option<Range<usize>>,
    /// True where a table knows it.
    pub known: bool,
}

/// The names of a report, in order, without overlaps.
pub(crate) fn find(page: &Page) -> Vec<Named> {
    let mut found = Vec::new();
    for (_, sentence) in page.read() {
        let mut names = known::find(page, sentence);
        if !is_title_case(page, sentence) {
            model::add(page, sentence, &mut names);
            leftover::add(page, sentence, &mut names);
            whole::make(page, sentence, &mut names);
            office::part(page, sentence, &mut names);
        }
        found.extend(names);
    }
    vote::settle(page, &mut found);
    found
}

/// True for headlines whose every word is capitalised: there a capital tells nothing.
pub(crate) fn is_title_case(page: &Page, sentence: &Sentence) -> bool {
    const LONG_WORD: usize = 4;
    const FEWEST_LONG: usize = 3;
    const SHARE: f64 = 0.7;
    let is_all_capitals = |i: usize| page.doc.word(i).chars().all(|c| !c.is_lowercase());
    let words = || sentence.tokens.clone().filter(|&i| page.doc.word(i).chars().all(char::is_alphabetic));
    let long = words().filter(|&i| page.doc.word(i).chars().count() >= LONG_WORD).count();
    let capitalised =
        words().filter(|&i| page.doc.word(i).chars().count() >= LONG_WORD && page.is_capitalised(i)).count();
    let shouting = words().filter(|&i| page.doc.word(i).len() > 1 && is_all_capitals(i)).count();
    let is_shouted = words().count() >= LONG_WORD && shouting as f64 >= SHARE * words().count() as f64;
    let is_heading = matches!(sentence.kind, SegmentKind::Title | SegmentKind::Heading);
    is_shouted || (is_heading && long >= FEWEST_LONG && capitalised as f64 >= SHARE * long as f64)
}

/// Adds a name where nothing overlaps it, keeping the order.
fn insert(names: &mut Vec<Named>, name: Named) -> bool {
    let at = names.partition_point(|other| other.tokens.end <= name.tokens.start);
    let is_free = names.get(at).is_none_or(|next| name.tokens.end <= next.tokens.start);
    if is_free && !name.tokens.is_empty() {
        names.insert(at, name);
        return true;
    }
    false
}
