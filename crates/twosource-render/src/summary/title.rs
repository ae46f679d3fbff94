//! A title that does not tell a number that was given up.

use super::History;
use crate::view::StoryView;

/// The story's title, as a person set it; else, where it tells a number that a later report replaced, the current one stands after it.
pub(super) fn with_current_number(story: &StoryView<'_>, changed: &[History]) -> String {
    let title = &story.title;
    if story.titled {
        return title.clone();
    }
    let words = numbers(title);
    for history in changed.iter().filter(|history| history.question == "How many") {
        let Some(current) = history.spells.last() else { continue };
        let now = numbers(&current.value);
        let older = history.spells.iter().rev().skip(1);
        let is_stale = older
            .filter(|spell| numbers(&spell.value) != now)
            .any(|spell| numbers(&spell.value).iter().any(|number| words.contains(number)));
        if is_stale && !now.is_empty() && !now.iter().any(|number| words.contains(number)) {
            return format!("{title} (now: {})", current.value);
        }
    }
    title.clone()
}

/// The numbers in digits.
fn numbers(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    parts
        .map(|part| part.trim_matches(['.', ',']).replace(',', ""))
        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}
