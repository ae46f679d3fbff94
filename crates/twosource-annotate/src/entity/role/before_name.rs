//! "Russian Defence Minister Sergei Shoigu", "Kremlin spokesperson Dmitry Peskov".

use std::ops::Range;

use super::{phrase_start, role};
use crate::entity::draft::FoundRole;
use crate::entity::facts::{Title, Use};
use crate::entity::join::Roster;
use crate::entity::page::Page;

/// The role that stands right before a name.
pub(super) fn find(page: &Page, roster: &Roster, name: &Range<usize>) -> Option<FoundRole> {
    let floor = page.sentences.get(page.sentence_of(name.start))?.tokens.start;
    let (head, title) =
        page.title_before(floor, name.start).or_else(|| with_place(page, roster, floor, name.start))?;
    let start = phrase_start(page, roster, floor, name.start).min(head.start);
    role(roster, start..name.start, title)
}

/// "Mayor of London Sadiq Khan": the title before "of" and a name that is no person's.
fn with_place(page: &Page, roster: &Roster, floor: usize, end: usize) -> Option<(Range<usize>, Title)> {
    let owner = end.checked_sub(1).and_then(|i| roster.owner(i)).filter(|_| end > floor)?;
    let start = (floor..end).rev().take_while(|&i| roster.owner(i) == Some(owner)).last()?;
    let of = start.checked_sub(1).filter(|&i| i > floor && page.doc.lower(i) == "of")?;
    let (head, title) = page.title_before(floor, of)?;
    (title.usage == Use::Title && !roster.is_person(start)).then_some((head, title))
}
