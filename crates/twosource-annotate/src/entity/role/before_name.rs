//! "Russian Defence Minister Sergei Shoigu", "Kremlin spokesperson Dmitry Peskov".

use std::ops::Range;

use super::{phrase_start, role};
use crate::entity::draft::FoundRole;
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// The role that stands right before a name.
pub(super) fn find(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<FoundRole> {
    let floor = page.sentences.get(page.sentence_of(name.start))?.tokens.start;
    let (head, title) = page.title_before(floor, name.start)?;
    let start = phrase_start(page, roster, floor, name.start).min(head.start);
    role(roster, start..name.start, title)
}
